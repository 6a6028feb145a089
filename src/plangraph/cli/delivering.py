"""Where an answer goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from plangraph.cli.options import force_option, put, say

F = TypeVar("F", bound=Callable[..., Any])


def output_options(command: F) -> F:
    """Add ``--output`` and ``--force``."""
    return click.option(
        "-o",
        "--output",
        "out",
        type=click.Path(path_type=Path, allow_dash=True),
        metavar="FILE",
        help="写入文件 / Write to a file.",
    )(force_option(command))


def deliver(pieces: Iterable[str], form: str, out: Path | None, *, force: bool) -> None:
    """Print, or write to `out` unless it holds that already.

    Raises RefusedError where a file that is not ours is in the way.
    """
    from plangraph import __version__
    from plangraph.files import MARK, write_atomically

    if out is None or str(out) == "-":
        put(pieces, form)
        return
    text = "".join(pieces)
    if form == "md":
        text = f"<!-- {MARK} {__version__} -->\n\n{text}"
    if not (out.is_file() and out.read_bytes() == text.encode("utf-8", "backslashreplace")):
        write_atomically(out, [text], force=force)
    say(f"{out} 已写好 / wrote {out}")
