"""Packs of described queries: finding one, reading its header."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plangraph.errors import InputError, UsageError
from plangraph.files import shipped

_NAME = re.compile(r"[a-z0-9_-]+/[a-z0-9_-]+")
_ENTRY = re.compile(r'(\w+):\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|"([^"]*)"|([^,{}]*))')


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its text; `shipped` tells that it came with the program and was checked when that was built."""

    name: str
    text: str
    shipped: bool

    def words(self, key: str) -> Mapping[str, str]:
        """Give the zh and en words of a header entry (``title``, ``question``)."""
        return {name: plain for name, (plain, _) in _entries(self._line(key)).items()}

    def columns(self, lang: str) -> dict[str, str]:
        """Give the label of each column in a language."""
        found = {}
        for name, (_, inner) in _entries(self._line("columns")).items():
            found[name] = _entries(inner).get(lang, (name, ""))[0]
        return found

    def _line(self, key: str) -> str:
        match = re.search(rf"^#\+ {{3}}{key}: \{{(.*)\}}\s*$", self.text, re.MULTILINE)
        return match[1] if match else ""


def _entries(text: str) -> dict[str, tuple[str, str]]:
    """Read ``a: b, c: {d: e}, f: "g, h"`` one level deep: plain value and inner text of each entry."""
    return {m[1]: (m[3] or (m[4] or "").strip(), m[2] or "") for m in _ENTRY.finditer(text)}


def queries() -> list[Query]:
    """Give every query that ships, by name."""
    root = shipped("queries")
    return [_read(p, f"{p.parent.name}/{p.stem}", True) for p in sorted(root.glob("*/*.rq"))]


def find(name: str) -> Query:
    """Find a query: of a pack by ``pack/name``, a file ending in .rq or .sparql, or ``-`` for standard input.

    Raises UsageError for a name that is none, with what it may have meant; InputError for a file that cannot be read.
    """
    if name == "-":
        return Query("-", _stdin(), False)
    if name.endswith((".rq", ".sparql")):
        return _read(Path(name), name, False)
    known = [f"{p.parent.name}/{p.stem}" for p in sorted(shipped("queries").glob("*/*.rq"))]
    if _NAME.fullmatch(name) and name in known:
        return _read(shipped("queries") / f"{name}.rq", name, True)
    close = difflib.get_close_matches(name, known, 3, 0.5)
    hint = f"，是不是 {'、'.join(close)}？" if close else "，见 --list"
    meant = f"; did you mean {', '.join(close)}?" if close else "; see --list"
    raise UsageError(f"没有查询 {name}{hint} / no query {name}{meant}")


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"标准输入不是 UTF-8 / standard input is not UTF-8: {error}") from error


def _read(path: Path, name: str, ours: bool) -> Query:
    try:
        return Query(name, path.read_text(encoding="utf-8-sig"), ours)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"读不到查询 {path} / cannot read query {path}: {error}") from error
