"""RDF terms as strings in N-Triples syntax: cheap to make, to sort and to write."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

Triple = tuple[str, str, str]

XSD = "http://www.w3.org/2001/XMLSchema#"
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":  # half of a pair says nothing and may not be written
        return "\ufffd"
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def plain(value: str) -> str:
    r"""Give a string without language.

    >>> print(plain('say "hi"\n'))
    "say \"hi\"\n"
    """
    return f'"{_TO_ESCAPE.sub(_escape, value)}"'


def zh(value: str) -> str:
    """Give a Chinese text.

    >>> print(zh("首都"))
    "首都"@zh
    """
    return plain(value) + "@zh"


def english(value: str) -> str:
    """Give an English text.

    >>> print(english("both name"))
    "both name"@en
    """
    return plain(value) + "@en"


def typed(value: object, datatype: str) -> str:
    """Give a literal of the XML Schema datatype of that name.

    >>> print(typed(7, "integer"))
    "7"^^<http://www.w3.org/2001/XMLSchema#integer>
    """
    return f'"{value}"^^<{XSD}{datatype}>'


def integer(value: int) -> str:
    """Give an `xsd:integer`."""
    return typed(value, "integer")


def decimal(value: Decimal) -> str:
    """Give an `xsd:decimal` without exponent or padding.

    >>> print(decimal(Decimal("1E+3")), decimal(Decimal("98.050")))
    "1000"^^<http://www.w3.org/2001/XMLSchema#decimal> "98.05"^^<http://www.w3.org/2001/XMLSchema#decimal>
    """
    shown = f"{value:f}"
    return typed(shown.rstrip("0").rstrip(".") if "." in shown else shown, "decimal")


def boolean(value: bool) -> str:
    """Give an `xsd:boolean`."""
    return typed("true" if value else "false", "boolean")


def year(value: int) -> str:
    """Give an `xsd:gYear`."""
    return typed(f"{value:04d}", "gYear")


def day(value: date) -> str:
    """Give an `xsd:date`."""
    return typed(value.isoformat(), "date")
