"""Running SPARQL on graph files and databases with pyoxigraph, safely and within limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plangraph.errors import UsageError
from plangraph.uses import workers
from plangraph.uses.answers import Decimal, Result, as_result
from plangraph.uses.graph_files import MOST, graph_files
from plangraph.uses.safety import check
from plangraph.uses.stores import is_database, load

__all__ = ["Decimal", "Limits", "Result", "as_result", "check", "graph_files", "load", "run"]

_GRAPH = re.compile(r"(?<![a-z_])graph(?![a-z_])", re.IGNORECASE)  # the keyword, perhaps


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question may take, and where it may go: `services` are hosts that SERVICE may name, `most` is bytes a file."""

    seconds: float = 30
    rows: int = 1_000_000
    most: int = MOST
    services: tuple[str, ...] = ()


def run(
    text: str,
    data: Sequence[Path],
    *,
    trusted: bool = False,
    limits: Limits | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> Result:
    """Run a query on graph files or a database. One that is not `trusted` is parsed first, see `safety.check`.

    With `limits` it runs in a process of its own that is killed when they are hit, and what is to be done `meanwhile` is
    done in this one; without, it runs in this process, and unlimited.

    Raises UsageError for a query that does not parse, RefusedError for SERVICE, FROM or an update, InputError for data
    that cannot be read, LimitError.
    """
    if limits is None:
        return _answer(text, tuple(data), trusted, Limits())
    work = partial(_answer, text, tuple(data), trusted, limits, confine=True)
    return workers.apart(work, limits.seconds, meanwhile)


def _answer(text: str, data: tuple[Path, ...], trusted: bool, limits: Limits, *, confine: bool = False) -> Result:
    asked = text if trusted else check(text, limits.services)
    store = load(data, named=bool(_GRAPH.search(asked)), most=limits.most)
    if confine:
        workers.confine(files=bool(limits.services) or any(map(is_database, data)))
    try:
        return as_result(store.query(asked), limits.rows if confine else None)
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"查询有语法错误 / the query does not parse: {error}") from error
