"""One cell of an answer as text: for people, for spreadsheets."""

from __future__ import annotations

import re
from typing import Any

from plangraph.messages import printable
from plangraph.uses.answers import Decimal

_FORMULA = re.compile(
    r"[=+\-@＝＋－＠\t\r\n\0]"
)  # what a spreadsheet takes for the start of a formula (OWASP, CSV injection)
_HARMLESS = re.compile(
    r"""
    [=+\-@＝＋－＠]                 # a sign alone: the comparator =, a dash for nothing
    | [+-][0-9]+(?:[.,][0-9]+)*%?   # a number: -5, +3.5%, -1,200
    """,
    re.VERBOSE,
)
_BREAKS = re.compile(r"[\t\n]+")


def plain(cell: Any) -> str:
    """Give a cell for programs: nothing for None, `true` and `false`, everything else as it is."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def shown(cell: Any) -> str:
    """Give a cell for people, in one line and without control characters."""
    return _BREAKS.sub(" ", printable(plain(cell)))


def is_number(cell: Any) -> bool:
    """Tell whether a cell is a number and no text or truth value."""
    return isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool)


def numbers(cells: list[Any]) -> bool:
    """Tell whether a column holds numbers and nothing else."""
    there = [c for c in cells if c is not None]
    return bool(there) and all(map(is_number, there))


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run a text.

    >>> [t for t in ("=1+1", "-2+3", "@SUM(A1)", "=", "-", "-5", "+3.5%", "≥") if is_formula(t)]
    ['=1+1', '-2+3', '@SUM(A1)']
    """
    return bool(_FORMULA.match(text)) and not _HARMLESS.fullmatch(text)


def defused(cell: Any) -> str:
    """Give a cell for a spreadsheet: a text that it would run as a formula gets a quotation mark in front.

    >>> defused("=1+1"), defused("="), defused(-5), defused(None)
    ("'=1+1", '=', '-5', '')
    """
    text = plain(cell)
    return f"'{text}" if is_formula(text) else text
