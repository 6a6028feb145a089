"""A workbook for Excel with a sheet for each table, in which no cell is a formula; needs the extra ``[xlsx]``."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from plangraph.errors import LimitError, UsageError
from plangraph.files import MARK
from plangraph.uses.cells import is_formula, plain
from plangraph.uses.export.drawing import Drawing
from plangraph.uses.export.graph import Value
from plangraph.uses.export.tables import Row, tables

_ROWS, _CELL, _EXACT = 1_048_576, 32_767, 10**15  # what a sheet, a cell and a number of Excel hold
_NARROW, _WIDE = 8, 60  # how wide a column may be, in digits
_LETTERS = 0x2E7F  # the last character before those of China
_CORE = f"""<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{MARK}</dc:creator></cp:coreProperties>"""


def workbook(drawing: Drawing) -> bytes:
    """Give a workbook: words are words, whatever they begin with; the same bytes for the same graph.

    Raises UsageError where openpyxl is not installed, LimitError for more rows than a sheet holds.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        message = "xlsx 需要 pip install 'plangraph[xlsx]' / xlsx needs pip install 'plangraph[xlsx]'"
        raise UsageError(message) from error
    book = Workbook(write_only=True)
    for table in tables(drawing):
        if table.count >= _ROWS:
            raise LimitError(f"{table.name} 超过 Excel 的行数 / {table.name} has more rows than a sheet of Excel holds")
        _fill(book.create_sheet(table.name), [title for title, _ in table.fields], list(table.rows))
    buffer = io.BytesIO()
    book.save(buffer)
    return _stable(buffer)


def cut(drawing: Drawing) -> int:
    """Give how many texts are longer than a cell holds; a workbook has what comes before."""
    cells = (value for table in tables(drawing) for row in table.rows for value in row)
    return sum(isinstance(value, str) and len(value) > _CELL for value in cells)


def _fill(sheet: Any, titles: Sequence[str], rows: Sequence[Row]) -> None:
    """Write a table whose header stays in sight and filters, in columns as wide as what they hold, up to a limit."""
    from openpyxl.utils import get_column_letter

    for i, (title, *cells) in enumerate(zip(titles, *rows, strict=True), 1):
        width = max(map(_width, (title, *cells)))
        sheet.column_dimensions[get_column_letter(i)].width = min(max(width + 2, _NARROW), _WIDE)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{len(rows) + 1}"
    sheet.append([_words(sheet, title) for title in titles])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _width(value: Value | None) -> int:
    """Give how many columns of digits a cell takes: a Chinese character takes two."""
    return sum(1 + (ord(c) > _LETTERS) for c in plain(value)[:_WIDE])


def _cell(sheet: Any, value: Value | None) -> Any:
    if isinstance(value, str):
        return _words(sheet, value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _EXACT:
        return _words(sheet, str(value))
    return value


def _words(sheet: Any, words: str) -> Any:
    """Give a cell that holds words, and goes on to hold them when somebody edits it."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, words if len(words) <= _CELL else words[: _CELL - 1] + "…")
    cell.data_type = "s"
    if is_formula(words):
        cell.quotePrefix = True
    return cell


def _stable(buffer: io.BytesIO) -> bytes:
    """Give a workbook without the time at which it was made, and with our mark in front."""
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(out, "w") as stable:
        stable.writestr(zipfile.ZipInfo("docProps/core.xml"), _CORE)
        for name in sorted(set(made.namelist()) - {"docProps/core.xml"}):
            stable.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
