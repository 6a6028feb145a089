"""The columns of a table that lies in a file, in whichever format it was written: how an answer is known again."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_HEAD = 2**16  # bytes that are looked at
_NAME = re.compile(r"\w+")


def holds_answer(path: Path, columns: Sequence[str]) -> bool:
    """Tell whether a file holds rows of these columns (CSV, TSV, JSON, NDJSON, SPARQL JSON), or nothing at all.

    CSV and JSON have no place for our mark; the same columns in the same order are the answer to the same question.
    """
    with path.open("rb") as handle:
        text = handle.read(_HEAD).decode("utf-8", "replace").removeprefix("\ufeff").lstrip()
    return text.rstrip() in ("", "[]") or columns_in(text) == list(columns)


def columns_in(text: str) -> list[str] | None:
    """Give the names of the columns that a table begins with, None where there are none.

    >>> columns_in("name,value\\r\\n甲,1\\r\\n"), columns_in('[\\n  {"name": "甲", "value": 1}\\n]'), columns_in("Dear all,")
    (['name', 'value'], ['name', 'value'], None)
    """
    if text.startswith(("[", "{")):
        return _keys(text.lstrip("[ \n"))
    line, _, _ = text.partition("\n")
    names = re.split("[,\t]", line.rstrip("\r"))
    return names if all(map(_NAME.fullmatch, names)) else None


def _keys(text: str) -> list[str] | None:
    """Give the keys of the first object, or the variables that SPARQL results name."""
    results = re.match(r'\{"head": (\{[^{}]*\})', text)
    first = _object(results[1] if results else text)
    keys = first.get("vars", ["answer"]) if results and first is not None else first
    return None if keys is None else list(keys)


def _object(text: str) -> dict[str, Any] | None:
    try:
        found, _ = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None
