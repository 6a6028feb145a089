"""Graphs for use in Python: ask them by the names of the packs, get rows as dictionaries."""

from __future__ import annotations

import decimal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

from plangraph.errors import UsageError
from plangraph.files import shipped
from plangraph.uses import packs, queries
from plangraph.uses.endpoints import Endpoint
from plangraph.uses.pages import table
from plangraph.uses.questions import ask
from plangraph.uses.stores import is_database

Value = str | int | bool | decimal.Decimal | None
_SHOWN = 50  # rows that a notebook shows


@dataclass(frozen=True, slots=True)
class Answer(Sequence[dict[str, Value]]):
    """Rows in order, each a dictionary by `columns`; numbers are int or Decimal, what is absent is None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Value]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Value] | list[dict[str, Value]]:
        if isinstance(index, slice):
            return [dict(zip(self.columns, row, strict=True)) for row in self.rows[index]]
        return dict(zip(self.columns, self.rows[index], strict=True))

    def to_pandas(self) -> Any:
        """Give a pandas DataFrame.

        Raises UsageError where pandas is not installed.
        """
        try:
            import pandas  # type: ignore[import-untyped,unused-ignore]
        except ImportError as error:
            raise UsageError(
                "需要先安装 pandas：pip install pandas / pandas is not installed: pip install pandas"
            ) from error
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))

    def _repr_html_(self) -> str:
        """Give the first rows as a notebook shows them."""
        more = len(self.rows) - _SHOWN
        rest = f"<p>… {len(self.rows)}</p>" if more > 0 else ""
        return "".join(table(self.columns, self.rows[:_SHOWN])) + rest


@dataclass(frozen=True, slots=True)
class Graphs:
    """Graph files, a database or an endpoint to ask; the packs of `shelf` have the questions."""

    data: queries.Data
    shelf: packs.Shelf

    def query(self, name: str, /, **params: Any) -> Answer:
        """Ask a question of a pack (``pack/name``) or a file (``x.rq``), with values for its parameters.

        Raises UsageError for a name or a value that is none, with what there is.
        """
        return self._ask(packs.find(name, self.shelf), params)

    def sparql(self, text: str, /, **params: Any) -> Answer:
        """Ask in SPARQL; parameters are those that the header of the text declares."""
        return self._ask(packs.Query("-", text, False), params)

    def questions(self) -> list[str]:
        """Give the names of the questions there are."""
        return sorted(self.shelf.files)

    def _ask(self, query: packs.Query, params: dict[str, Any]) -> Answer:
        result, _ = ask(query, self.data, queries.as_result, params, shelf=self.shelf)
        return Answer(tuple(result.columns), tuple(tuple(map(_value, row)) for row in result.rows))


def _value(cell: Any) -> Value:
    found: Value = decimal.Decimal(cell) if isinstance(cell, queries.Decimal) else cell
    return found


def opened(
    paths: str | Path | Iterable[str | Path] | None = None,
    endpoint: str | None = None,
    folder: str | Path | None = None,
) -> Graphs:
    """Give the graphs of files, folders, a database or an endpoint, without any the data that ships; see `plangraph.open`."""
    shelf = packs.shelf(Path(folder) if folder is not None else None)
    if endpoint is not None:
        if paths is not None:
            raise UsageError("文件和端点不能一起给出 / give paths or an endpoint, not both")
        return Graphs(Endpoint(endpoint), shelf)
    given = [paths] if isinstance(paths, (str, Path)) else paths
    chosen = [shipped("data") / "ttl"] if given is None else [Path(p) for p in given]
    queries.graph_files([path for path in chosen if not is_database(path)])
    return Graphs(tuple(chosen), shelf)
