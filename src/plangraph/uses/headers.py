"""The header of a query: ``#+`` lines of YAML as grlc reads them, what is ours under ``plangraph:``."""

from __future__ import annotations

import re
from typing import Any

from plangraph.errors import UsageError

_LINE = re.compile(r"^#\+ ?(?P<indent> *)(?:(?P<key>[\w-]+):|-)(?: +(?P<value>.*?))?\s*$", re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\']|\'\')*)\'')
_PLAIN = re.compile(r"(?![\"'])[^,{}\[\]]*")
_KEY = re.compile(r"[^,{}\[\]:]+(?=:(?:\s|$))")
_DEEPEST = 8


def header(text: str) -> dict[str, Any]:
    r"""Give what the header of a query says: keys with texts, lists and mappings; empty where there is none.

    Raises UsageError for a line that opens what it does not close.

    >>> header("#+ summary: Links\n#+ tags:\n#+   - ledger\n#+ plangraph:\n#+   title: {zh: 链接, en: Links}\nASK {}")
    {'summary': 'Links', 'tags': ['ledger'], 'plangraph': {'title': {'zh': '链接', 'en': 'Links'}}}
    """
    found: dict[str, Any] = {}
    top = ""
    for match in _LINE.finditer(text):
        key, value = match["key"], flow(match["value"] or "")
        if not match["indent"] and key:
            top, found[key] = key, value
        elif top and key:
            found[top] = {**found[top], key: value} if isinstance(found[top], dict) else {key: value}
        elif top:
            found[top] = [*found[top], value] if isinstance(found[top], list) else [value]
    return found


def flow(text: str) -> Any:
    """Read one value: ``{a: b, c: [d, "e, f"]}``, a quoted text, ``null``, or the text as it stands.

    >>> flow('{type: one_of, values: [a, "b, c"], default: null}')
    {'type': 'one_of', 'values': ['a', 'b, c'], 'default': None}
    >>> flow("Which places, bodies … does it name?")
    'Which places, bodies … does it name?'
    """
    stripped = text.strip()
    if not stripped.startswith(("{", "[", '"', "'")):
        return None if stripped in ("", "null", "~") else stripped
    value, end = _value(stripped, 0, 0)
    if stripped[end:].strip():
        raise _broken(stripped, end)
    return value


def _broken(text: str, at: int) -> UsageError:
    return UsageError(
        f"查询头部第 {at + 1} 个字符处有误：{text} / the header of the query is wrong at character {at + 1}: {text}"
    )


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _value(text: str, at: int, depth: int) -> tuple[Any, int]:
    at = _skip(text, at)
    if depth > _DEEPEST:
        raise _broken(text, at)
    if text.startswith(("{", "["), at):
        return _collection(text, at, depth)
    quoted = _QUOTED.match(text, at)
    if quoted:
        double = quoted[1]
        return (quoted[2].replace("''", "'") if double is None else re.sub(r"\\(.)", r"\1", double)), quoted.end()
    plain = _PLAIN.match(text, at)
    if not plain:
        raise _broken(text, at)
    words = plain[0].strip()
    return (None if words in ("", "null", "~") else words), plain.end()


def _collection(text: str, at: int, depth: int) -> tuple[Any, int]:
    """Read a mapping or a list from its bracket on."""
    mapping = text[at] == "{"
    close = "}" if mapping else "]"
    pairs: list[tuple[str, Any]] = []
    at = _skip(text, at + 1)
    while not text.startswith(close, at):
        key = _KEY.match(text, at) if mapping else None
        if mapping and not key:
            raise _broken(text, at)
        value, at = _value(text, key.end() + 1 if key else at, depth + 1)
        pairs.append((key[0].strip() if key else "", value))
        at = _skip(text, at)
        if text.startswith(",", at):
            at = _skip(text, at + 1)
        elif not text.startswith(close, at):
            raise _broken(text, at)
    return (dict(pairs) if mapping else [value for _, value in pairs]), at + 1
