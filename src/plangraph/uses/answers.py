"""A question with its parameters, asked of graph files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from plangraph.uses import packs, queries
from plangraph.uses.parameters import Term, bind

T = TypeVar("T")


def terms(query: packs.Query, given: Mapping[str, Any], data: Sequence[Path], shelf: packs.Shelf) -> dict[str, Term]:
    """Give the terms of a query's parameters; values that are asked for are looked up in the data (`values_from`).

    Raises UsageError for a name that is not declared or a value that is not allowed.
    """

    def known(name: str) -> list[str]:
        source = packs.find(name, shelf)
        rows = queries.run(source.text, data, trusted=source.shipped).rows
        return list(dict.fromkeys(str(row[0]) for row in rows))

    return bind(query.parameters(), given, known)


def ask(
    query: packs.Query,
    data: Sequence[Path],
    read: Callable[[Any], T],
    given: Mapping[str, Any] | None = None,
    shelf: packs.Shelf | None = None,
) -> T:
    """Ask graph files and give what `read` makes of the answer (`queries.as_result`: rows)."""
    bound = terms(query, given or {}, data, shelf or packs.shelf())
    return queries.asked(query.text, data, read, trusted=query.shipped, bindings=bound)
