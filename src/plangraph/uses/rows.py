"""Rows as text: table, JSON (an array, or an object a line), CSV, TSV, Markdown, HTML."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal

from plangraph.messages import escaped
from plangraph.uses.answers import Decimal
from plangraph.uses.cells import defused, numbers, plain, shown

FORMATS = ("table", "json", "ndjson", "csv", "tsv", "md", "html")
_NARROW = 8  # cells that a column with longer text needs to be read; with less, rows stand upright
_FRAME = 3  # cells that a column takes beside its text
_CODE = 24  # cells of the longest number, date or code that is never broken over lines
_NAME = 36  # and of the longest that is not where there is room
_WORD = 16  # cells that a column takes for the sake of a word where there is room
_PIECES = re.compile(r"[!-\u10ff]+|\s+|.")  # what stands in one line: a word or number, a space, a character of Chinese
_WORDS = re.compile(r"[!-\u10ff]+")
_NUMBER = re.compile(r"[0-9][0-9.,:/-]*")
_MARKDOWN = re.compile(r"[\\|<]|(?<=\])[(\[]")  # what ends a cell or starts a tag or an address


def render(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    form: str,
    labels: Mapping[str, str] | None = None,
    *,
    head: bool = True,
    whole: Collection[str] = (),
) -> Iterator[str]:
    """Give rows in one of FORMATS, in pieces. `labels` name the columns for people (table, md and html only).

    Without `head` a table, CSV or TSV has no line of names. What stands in columns that are `whole` a table does not
    break over lines.
    """
    names = [shown((labels or {}).get(c, c)) for c in columns]
    if form == "json":
        yield from _json(columns, rows)
    elif form == "ndjson":
        yield from (_object(columns, row) + "\n" for row in rows)
    elif form in ("csv", "tsv"):
        yield from _separated(columns, rows, "," if form == "csv" else "\t", head)
    elif form == "md":
        yield from _markdown(names, rows)
    elif form == "html":
        from plangraph.uses.pages import page

        yield from page(names, rows)
    else:
        yield _table(names, rows, head, [i for i, c in enumerate(columns) if c in whole])


def excel(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, head: bool = True) -> Iterator[str]:
    """Give rows as CSV that a spreadsheet reads as they are: byte-order mark, CRLF, no text taken for a formula."""
    cells = [[defused(c) for c in row] for row in rows]
    yield "\ufeff"
    yield from _separated([defused(c) for c in columns], cells, ",", head, "\r\n")


def _json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield "["
    for i, row in enumerate(rows):
        yield ("," if i else "") + "\n  " + _object(columns, row)
    yield "\n]\n" if rows else "]\n"


def _object(columns: Sequence[str], row: Sequence[Any]) -> str:
    return "{" + ", ".join(f"{_value(c)}: {_value(v)}" for c, v in zip(columns, row, strict=True)) + "}"


def _value(cell: Any) -> str:
    return str(cell) if isinstance(cell, Decimal) else escaped(json.dumps(cell, ensure_ascii=False))


def _separated(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], mark: str, head: bool, end: str = "\n"
) -> Iterator[str]:
    lines = _Lines()
    writer = csv.writer(lines, delimiter=mark, lineterminator="\r\n")  # so that a cell with either of them is quoted
    writer.writerows([columns] if head else [])
    writer.writerows([plain(c) for c in row] for row in rows)
    yield "".join(line.removesuffix("\r\n") + end for line in lines)


class _Lines(list[str]):
    """Lines as a writer gives them."""

    def write(self, line: str) -> None:
        self.append(line)


def _markdown(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield "| " + " | ".join(_in_markdown(n) for n in names) + " |\n"
    yield "|" + " --- |" * len(names) + "\n"
    for row in rows:
        yield "| " + " | ".join(_in_markdown(c) for c in row) + " |\n"


def _in_markdown(cell: Any) -> str:
    return _MARKDOWN.sub(r"\\\g<0>", shown(cell))


def _table(names: Sequence[str], rows: Sequence[Sequence[Any]], head: bool, whole: Collection[int] = ()) -> str:
    """Give a table that is no wider than the terminal, or COLUMNS; what does not fit stands upright."""
    from rich.console import Console

    width = Console().width
    texts = [[shown(cell) for cell in row] for row in rows]
    longest = _longest(names, texts)
    narrow = [length if i in whole else _narrow(texts, i, length) for i, length in enumerate(longest)]
    upright = len(rows) == 1 and len(names) > 5  # one wide row reads better from top to bottom
    if upright or (rows and len(names) > 2 and sum(narrow) + _FRAME * len(names) > width):
        return _upright(names, rows, width)
    right = [numbers([row[i] for row in rows]) for i in range(len(names))]
    return _drawn(names, texts, _widths(names, texts, longest, narrow, width), right, head, width)


def _upright(names: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> str:
    """Give each row as a block of lines, one for each cell that holds something."""
    records = [[[n, shown(c)] for n, c in zip(names, row, strict=True) if c is not None] for row in rows]
    pairs = [pair for i, record in enumerate(records) for pair in [["", ""]] * (i > 0) + record]
    longest = _longest(["", ""], pairs)
    widths = _widths(["", ""], pairs, longest, [min(length, _NARROW) for length in longest], width)
    return _drawn(["", ""], pairs, widths, [False, False], False, width)


def _longest(names: Sequence[str], texts: Sequence[Sequence[str]]) -> list[int]:
    from rich.cells import cell_len

    return [max([cell_len(name), *(cell_len(row[i]) for row in texts)]) for i, name in enumerate(names)]


def _narrow(texts: Sequence[Sequence[str]], column: int, longest: int) -> int:
    """Give the cells that a column needs to be read: no code is broken, and in other columns no number."""
    cells = [row[column] for row in texts]
    kept = cells if all(_is_code(c, _CODE) for c in cells) else [n for c in cells for n in _NUMBER.findall(c)]
    return max([min(longest, _NARROW), *(len(k) for k in kept if len(k) <= _CODE)])


def _drawn(
    names: Sequence[str],
    texts: Sequence[Sequence[str]],
    widths: Sequence[int],
    right: Sequence[bool],
    head: bool,
    width: int,
) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_header=head)
    for name, wide, is_right in zip(names, widths, right, strict=True):
        side: Literal["left", "right"] = "right" if is_right else "left"
        table.add_column(Text(_broken(name, wide)), justify=side, overflow="fold", width=wide or None)
    for row in texts:
        table.add_row(*map(Text, map(_broken, row, widths)))  # as Text, so that no cell is read as markup
    buffer = io.StringIO()
    Console(file=buffer, width=width, force_terminal=False).print(table)
    lines = [line.rstrip() for line in buffer.getvalue().splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def _broken(text: str, width: int) -> str:
    """Break a text into lines of a width, between words where they fit, and as it is where there is no width."""
    from rich.cells import cell_len, chop_cells

    if not width or cell_len(text) <= width:
        return text
    lines, left = [""], width
    for piece in _PIECES.findall(text):
        size = cell_len(piece)
        if size <= left:
            lines[-1] += piece
            left -= size
        else:
            lines += [""] if piece.isspace() else chop_cells(piece, width)
            left = width - cell_len(lines[-1])
    return "\n".join(line.rstrip() for line in lines if line)


def _widths(
    names: Sequence[str], texts: Sequence[Sequence[str]], longest: Sequence[int], narrow: Sequence[int], width: int
) -> Sequence[int]:
    """Give each column its least width and, of what is left, as much as its longest cell needs, the narrow ones first;
    0 where not even the least fits."""
    found = _least(names, texts, narrow, width)
    if not found:
        return [0] * len(names)
    left = width - sum(found) - _FRAME * len(names)
    wanting = sorted((max(need - have, 0), i) for i, (need, have) in enumerate(zip(longest, found, strict=True)))
    for place, (need, i) in enumerate(wanting):
        more = min(need, left // (len(wanting) - place))
        found[i] += more
        left -= more
    return found


def _least(names: Sequence[str], texts: Sequence[Sequence[str]], narrow: Sequence[int], width: int) -> list[int]:
    """Give the least width of each column: for long codes and for words in one line where there is room, else for names,
    else what can be read; none where not even that fits."""
    from rich.cells import cell_len

    heads = [max(least, min(cell_len(name), 12)) for least, name in zip(narrow, names, strict=True)]
    columns = [[row[i] for row in texts] for i in range(len(names))]
    words = [max(head, _wordy(cells, _WORD)) for head, cells in zip(heads, columns, strict=True)]
    codes = [
        max(word, _wordy(cells, _NAME)) if all(_is_code(c, _NAME) for c in cells) else word
        for word, cells in zip(words, columns, strict=True)
    ]
    for widths, room in ((codes, width * 5 // 6), (words, width), (heads, width), (list(narrow), width)):
        if sum(widths) + _FRAME * len(names) <= room:
            return widths
    return []


def _wordy(cells: Sequence[str], longest: int) -> int:
    """Give the length of the longest word of a column, of those that are no longer than `longest`."""
    return max((len(w) for c in cells for w in _WORDS.findall(c) if len(w) <= longest), default=0)


def _is_code(text: str, longest: int) -> bool:
    return len(text) <= longest and text.isascii() and " " not in text
