"""Options that say what a question may take, and where it may go."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from gettext import gettext
from math import isnan
from typing import Any

import click

from plangraph.cli.options import F

MEGABYTE = 2**20
_DAY = 24 * 60 * 60


class _Seconds(click.FloatRange):
    """A range of numbers that nan is not in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = float(super().convert(value, param, ctx))
        if isnan(seconds):
            words = gettext("{value} is not in the range {range}.")
            self.fail(words.format(value=value, range=self._describe_range()), param, ctx)
        return seconds


max_graph_size = click.option(
    "--max-size",
    type=click.IntRange(min=1),
    default=2048,
    show_default=True,
    metavar="MB",
    help="单个图文件的大小上限（兆字节） / Largest graph file in megabytes.",
)
_OPTIONS = (
    click.option(
        "--timeout",
        type=_Seconds(min=0, max=_DAY, min_open=True),
        default=30,
        show_default=True,
        metavar="SECONDS",
        help="最多等待的秒数 / Give up after so many seconds.",
    ),
    click.option(
        "--allow-service",
        "services",
        multiple=True,
        metavar="HOST",
        help="允许 SERVICE 访问这台主机 / Let SERVICE call this host.",
    ),
    max_graph_size,
)


def limit_options(command: F) -> Callable[..., Any]:
    """Add ``--timeout``, ``--allow-service`` and ``--max-size``, which the command gets together as ``limits``."""

    @wraps(command)
    def limited(*, timeout: float, services: tuple[str, ...], max_size: int, **rest: Any) -> Any:
        from plangraph.uses.queries import Limits

        hosts = tuple(host.lower() for host in services)
        return command(limits=Limits(seconds=timeout, services=hosts, most=max_size * MEGABYTE), **rest)

    found: Callable[..., Any] = limited
    for option in reversed(_OPTIONS):
        found = option(found)
    return found
