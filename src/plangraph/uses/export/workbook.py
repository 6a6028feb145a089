"""A workbook for Excel with a sheet for each table, in which no cell is a formula; needs the extra ``[xlsx]``."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from plangraph.errors import LimitError, UsageError
from plangraph.files import MARK
from plangraph.uses.cells import is_formula
from plangraph.uses.export.drawing import Drawing
from plangraph.uses.export.graph import Value
from plangraph.uses.export.tables import tables

_ROWS, _CELL, _EXACT = 1_048_576, 32_767, 10**15  # what a sheet, a cell and a number of Excel hold
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
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.append([_words(sheet, title) for title, _ in table.fields])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return _stable(buffer)


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
