"""A question with its parameters, asked of data: values are checked, bound as terms, and the answer read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, TypeVar

from plangraph.uses import packs, queries, workers
from plangraph.uses.answers import Read, as_result
from plangraph.uses.parameters import Term, bind
from plangraph.uses.queries import Data, Limits

T = TypeVar("T")


def ask(
    query: packs.Query,
    data: Data,
    read: Read[T],
    given: Mapping[str, Any] | None = None,
    *,
    shelf: packs.Shelf | None = None,
    limits: Limits | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> tuple[T, dict[str, Term]]:
    """Ask, and give what `read` makes of the answer (`as_result`: rows) with the terms of the query's parameters.

    Values that a query allows (`values_from`) are asked of the same data. `limits` and `meanwhile` are those of
    `queries.run`. Raises UsageError for a name that is not declared or a value that is not allowed, RefusedError for values of
    what is no query of a pack, and as `queries.run`.
    """
    sources = {p.values_from for p in query.parameters() if p.values_from and (given or {}).get(p.name) is not None}
    known = {name: packs.source(name, shelf) for name in sources}
    work = partial(_ask, query, data, read, dict(given or {}), known, limits)
    return workers.apart(work, limits.seconds, meanwhile) if limits else work()


def _ask(
    query: packs.Query,
    data: Data,
    read: Read[T],
    given: Mapping[str, Any],
    known: Mapping[str, packs.Query],
    limits: Limits | None,
) -> tuple[T, dict[str, Term]]:
    texts = {q.name: _checked(q, limits) for q in (query, *known.values())}
    most = limits.rows if limits else None
    engine = cache(lambda: queries.engine(data, tuple(texts.values()), limits))

    def values(name: str) -> list[str]:
        rows = engine()(texts[known[name].name], {}, as_result, most).rows
        return list(dict.fromkeys(str(row[0]) for row in rows))

    bound = bind(query.parameters(), given, values)
    return engine()(texts[query.name], bound, read, most), bound


def _checked(query: packs.Query, limits: Limits | None) -> str:
    return query.text if query.shipped else queries.check(query.text, limits.services if limits else ())
