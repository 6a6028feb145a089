"""Rows as text: table, JSON, CSV, TSV, Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from plangraph.uses.queries import Decimal

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_MARKDOWN = re.compile(r"[\\|<]|(?<=\])[(\[]")  # what ends a cell or starts a tag or an address
FORMATS = ("table", "json", "csv", "tsv", "md")


def render(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str, labels: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Give rows in one of FORMATS, in pieces. `labels` name the columns for people (table and md only)."""
    names = [(labels or {}).get(c, c) for c in columns]
    if form == "json":
        yield from _json(columns, rows)
    elif form in ("csv", "tsv"):
        yield from _separated(columns, rows, "," if form == "csv" else "\t")
    elif form == "md":
        yield from _markdown(names, rows)
    else:
        yield _table(names, rows)


def _json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield "["
    for i, row in enumerate(rows):
        cells = (f"{json.dumps(c)}: {_value(v)}" for c, v in zip(columns, row, strict=True))
        yield ("," if i else "") + "\n  {" + ", ".join(cells) + "}"
    yield "\n]\n" if rows else "]\n"


def _value(cell: Any) -> str:
    return str(cell) if isinstance(cell, Decimal) else json.dumps(cell, ensure_ascii=False)


def shown(cell: Any) -> str:
    """Give a cell for people: nothing for None, no control characters."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return _CONTROLS.sub(" ", str(cell))


def _separated(columns: Sequence[str], rows: Sequence[Sequence[Any]], mark: str) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=mark, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([("" if c is None else str(c).lower() if isinstance(c, bool) else c) for c in row])
    yield buffer.getvalue()


def _markdown(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield "| " + " | ".join(names) + " |\n"
    yield "|" + " --- |" * len(names) + "\n"
    for row in rows:
        yield "| " + " | ".join(_MARKDOWN.sub(r"\\\g<0>", shown(c)) for c in row) + " |\n"


def _numbers(cells: Sequence[Any]) -> bool:
    """Tell whether a column holds numbers and nothing else."""
    there = [c for c in cells if c is not None]
    return bool(there) and all(isinstance(c, (int, Decimal)) and not isinstance(c, bool) for c in there)


def _table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    upright = len(rows) == 1 and len(names) > 5  # one wide row reads better from top to bottom
    if upright:
        names, rows = ["", ""], [[n, c] for n, c in zip(names, rows[0], strict=True) if c is not None]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_header=not upright)
    for i, name in enumerate(names):
        side: Literal["left", "right"] = "right" if _numbers([r[i] for r in rows]) else "left"
        table.add_column(Text(name), justify=side, overflow="fold", min_width=min(cell_len(name), 12))
    for row in rows:
        table.add_row(*(Text(shown(c)) for c in row))  # as Text, so that no cell is read as markup
    buffer = io.StringIO()
    Console(file=buffer, width=Console().width, force_terminal=False).print(table)
    lines = [line.rstrip() for line in buffer.getvalue().splitlines()]
    return "\n".join(lines).strip("\n") + "\n"
