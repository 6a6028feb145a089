"""The header of a query: ``#+`` lines of YAML as grlc reads them, what is ours under ``plangraph:``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plangraph.errors import UsageError

_LINE = re.compile(r"^#\+ ?(?P<indent> *)(?:(?P<key>[\w-]+):|-)(?: +(?P<value>.*?))?\s*$", re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\']|\'\')*)\'')
_PLAIN = re.compile(r"(?![\"'])[^,{}\[\]]*")
_KEY = re.compile(r"[^,{}\[\]:]+(?=:(?:\s|$))")
_DEEPEST = 8
_TEXT = ("一段文字", "a text")
_TEXTS = ("一列文字", "a list of texts")
_WORDS = ("一段文字，或 {zh: …, en: …}", "a text, or {zh: …, en: …}")
_MAPPING = ("{名称: …}", "{NAME: …}")
_CODES = ("已有的代码表名", "the name of a closed list")
_TONGUE = ("zh 或 en", "zh or en")


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


def bilingual(said: Any) -> dict[str, str]:
    """Give words in zh and en; a plain text is for both.

    >>> bilingual("GDP"), bilingual({"zh": "区", "en": None}), bilingual(None)
    ({'zh': 'GDP', 'en': 'GDP'}, {'zh': '区'}, {})
    """
    if isinstance(said, str):
        return {"zh": said, "en": said}
    return {tongue: str(words) for tongue, words in said.items() if words} if isinstance(said, Mapping) else {}


def validate(head: Mapping[str, Any], name: str) -> None:
    """Raise UsageError, with the name of the query and the key, where a header holds what cannot be read as it should."""
    for key, (zh, en) in _faults(head):
        raise UsageError(f"{name} 的头部：{key} 应为{zh} / the header of {name}: {key} must be {en}")


def _faults(head: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give each key whose value is of a wrong kind, with what it must be."""
    if not (_is_text(head.get("tags")) or _is_texts(head.get("tags"))):
        yield "tags", _TEXTS
    block = head.get("plangraph")
    yield from _no_mapping("plangraph", block)
    block = _mapping(block)
    yield from ((key, _WORDS) for key in ("title", "question", "needs") if not _is_words(block.get(key)))
    for key in ("columns", "params"):
        yield from _no_mapping(key, block.get(key))
    for name, entry in _mapping(block.get("columns")).items():
        yield from _column_faults(f"columns.{name}", entry)
    for name, entry in _mapping(block.get("params")).items():
        yield from _parameter_faults(f"params.{name}", _mapping(entry))


def _column_faults(key: str, entry: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    said = _mapping(entry)
    if not _is_words({tongue: said.get(tongue) for tongue in ("zh", "en")} if said else entry):
        yield key, _WORDS
    if not _is_codes(said.get("codes")):
        yield f"{key}.codes", _CODES
    if said.get("only") not in (None, "zh", "en"):
        yield f"{key}.only", _TONGUE


def _parameter_faults(key: str, said: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    if not _is_words(said.get("help")):
        yield f"{key}.help", _WORDS
    if not _is_texts(said.get("values")):
        yield f"{key}.values", _TEXTS
    if not _is_codes(said.get("codes")):
        yield f"{key}.codes", _CODES
    yield from ((f"{key}.{part}", _TEXT) for part in ("type", "default", "values_from") if not _is_text(said.get(part)))


def _no_mapping(key: str, value: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    if not (value is None or isinstance(value, Mapping)):
        yield key, _MAPPING


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _is_words(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, Mapping) and all(map(_is_text, value.values())))


def _is_codes(value: Any) -> bool:
    from plangraph.graph.labels import labels

    return value is None or (isinstance(value, str) and bool(labels(value, "zh")))
