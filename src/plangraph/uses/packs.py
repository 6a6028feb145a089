"""Packs of described queries: finding one, reading its header."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plangraph.errors import InputError, PlangraphError, RefusedError, UsageError
from plangraph.files import shipped
from plangraph.uses.headers import bilingual, header, validate
from plangraph.uses.parameters import Parameter, declared

_NAME = re.compile(r"[a-z0-9_-]+/[a-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its text; `shipped` tells that it came with the program and was checked when that was built."""

    name: str
    text: str
    shipped: bool

    def words(self, key: str) -> Mapping[str, str]:
        """Give the zh and en words of a header entry (``title``, ``question``)."""
        return bilingual(self._ours().get(key))

    def columns(self, lang: str) -> dict[str, str]:
        """Give the label of each column in a language."""
        return {name: str(said.get(lang) or name) for name, said in self._columns().items()}

    def codes(self) -> dict[str, str]:
        """Give the closed list that a column holds codes of (``role``, ``verdict`` …), for the columns that do."""
        return {name: str(said["codes"]) for name, said in self._columns().items() if said.get("codes")}

    def only(self) -> dict[str, str]:
        """Give the language that a column is written in and for, for the columns that stand in one of two languages."""
        return {name: str(said["only"]) for name, said in self._columns().items() if said.get("only")}

    def tags(self) -> tuple[str, ...]:
        """Give the tags of the header."""
        found = header(self.text).get("tags")
        return tuple(map(str, found)) if isinstance(found, list) else (found,) if isinstance(found, str) else ()

    def parameters(self) -> tuple[Parameter, ...]:
        """Give what the query may be asked with; UsageError for a header that holds what it should not."""
        head = header(self.text)
        if not self.shipped:
            validate(head, self.name)
        return declared(head)

    def _columns(self) -> dict[str, Mapping[str, Any]]:
        found = self._ours().get("columns")
        entries = found.items() if isinstance(found, Mapping) else ()
        return {name: said if isinstance(said, Mapping) else bilingual(said) for name, said in entries}

    def _ours(self) -> Mapping[str, Any]:
        found = header(self.text).get("plangraph")
        return found if isinstance(found, Mapping) else {}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The queries at hand: their files by name, the user's `folder` if there is one, and what to say about it.

    Those that are `unread` (a link that leads out, a file that cannot be read) stand in no list; naming one says why.
    """

    files: Mapping[str, Path]
    folder: Path | None = None
    notes: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()


def shelf(folder: Path | None = None) -> Shelf:
    """Give the queries that ship and those of a user's folder (``DIR/pack/name.rq``), which come first.

    Raises InputError for a folder that is not there or holds no query.
    """
    ours = {_name(p): p for p in sorted(shipped("queries").glob("*/*.rq"))}
    if folder is None:
        return Shelf(ours)
    if not folder.is_dir():
        raise InputError(f"没有文件夹 {folder} / no such folder: {folder}")
    found = sorted(folder.glob("*/*.rq"))
    theirs = {_name(p): p for p in found if _NAME.fullmatch(_name(p))}
    if not theirs:
        raise InputError(f"{folder} 中没有 包名/查询名.rq / no PACK/NAME.rq in {folder}")
    notes = [_odd(p) for p in found if not _NAME.fullmatch(_name(p))]
    notes += [
        f"{name} 用的是 {folder} 中的查询，不是随附的 / {name} is taken from {folder}, not from what ships"
        for name in theirs
        if name in ours
    ]
    at_hand = Shelf({**ours, **theirs}, folder)
    unread = {name: why for name in theirs for why in _unread(name, at_hand)}
    notes += [_left_out(name, why) for name, why in unread.items()]
    return replace(at_hand, notes=tuple(notes), unread=frozenset(unread))


def _unread(name: str, known: Shelf) -> Iterator[str]:
    """Say why a query cannot be read, where it cannot."""
    try:
        _member(name, known)
    except PlangraphError as error:
        yield str(error)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _odd(path: Path) -> str:
    return f"略过 {path}：名称只能用小写字母、数字、- 和 _ / left out {path}: names are small letters, digits, - and _"


def _left_out(name: str, why: str) -> str:
    zh, _, en = why.partition(" / ")
    return f"略过 {name}：{zh} / left out {name}: {en}"


def queries(at_hand: Shelf | None = None) -> list[Query]:
    """Give every query at hand (of a pack) that can be read, by name."""
    known = at_hand or shelf()
    return [_member(name, known) for name in sorted(known.files) if name not in known.unread]


def pack(name: str, at_hand: Shelf) -> list[Query]:
    """Give the queries of one pack; UsageError for a pack that is none, with those there are, and for a query's name."""
    known = sorted({n.partition("/")[0] for n in at_hand.files})
    if name not in known:
        if name in at_hand.files:
            raise UsageError(
                f"{name} 是一个查询，用 --show {name} 看它；--list 后面写包名 / "
                f"{name} is a query: see it with --show {name}; --list takes the name of a pack"
            )
        close = difflib.get_close_matches(name, known, 1, 0.5)
        zh, en = (f"，是不是 {close[0]}？", f"; did you mean {close[0]}?") if close else ("。", ".")
        raise UsageError(
            f"没有查询包 {name}{zh}有：{'、'.join(known)} / no pack {name}{en} There are: {', '.join(known)}"
        )
    return [q for q in queries(at_hand) if q.name.partition("/")[0] == name]


def find(name: str, at_hand: Shelf | None = None) -> Query:
    """Find a query: of a pack by ``pack/name``, a file ending in .rq or .sparql, or ``-`` for standard input.

    Raises UsageError for a name that is none, with what it may have meant; InputError for a file that cannot be read;
    RefusedError for a link that leads out of its folder.
    """
    if name == "-":
        return Query("-", _stdin(), False)
    if name.endswith((".rq", ".sparql")) and "\0" not in name:
        return _read(Path(name), name, False)
    if "{" in name:
        raise UsageError(
            "查询的文字写进 .rq 文件，或从标准输入给出（查询名写 -） / "
            "the text of a query goes into a file ending in .rq, or to standard input with - for its name"
        )
    return member(name, at_hand)


def source(name: str, at_hand: Shelf | None = None) -> Query:
    """Find the query that a parameter takes its values from, which is one of a pack.

    Raises RefusedError for what is no name of a pack (a file, standard input), and as `member`.
    """
    if not _NAME.fullmatch(name):
        raise RefusedError(
            f"values_from 只能写 包名/查询名，不读 {name} / values_from takes PACK/NAME only, and {name} is not read"
        )
    return member(name, at_hand)


def member(name: str, at_hand: Shelf | None = None) -> Query:
    """Give the query ``pack/name``; UsageError for a name that is none, RefusedError for a link that leads out."""
    known = at_hand or shelf()
    if _NAME.fullmatch(name) and name in known.files:
        return _member(name, known)
    close = difflib.get_close_matches(name, known.files, 3, 0.5)
    hint = f"，是不是 {'、'.join(close)}？" if close else "，见 --list"
    meant = f"; did you mean {', '.join(close)}?" if close else "; see --list"
    raise UsageError(f"没有查询 {name}{hint} / no query {name}{meant}")


def _member(name: str, known: Shelf) -> Query:
    """Read a query of a pack, which must lie in its folder, links followed."""
    path = known.files[name]
    theirs = known.folder is not None and path.is_relative_to(known.folder)
    root = known.folder if theirs and known.folder else shipped("queries")
    if not path.resolve().is_relative_to(root.resolve()):
        raise RefusedError(f"{path} 指向 {root} 之外，不予读取 / {path} leads out of {root} and is not read")
    return _read(path, name, not theirs)


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"标准输入不是 UTF-8 / standard input is not UTF-8: {error}") from error


def _read(path: Path, name: str, ours: bool) -> Query:
    try:
        return Query(name, path.read_text(encoding="utf-8-sig"), ours)
    except UnicodeDecodeError as error:
        raise InputError(f"查询 {path} 不是 UTF-8 / the query {path} is not UTF-8: {error}") from error
    except OSError as error:
        raise InputError(f"读不到查询 {path} / cannot read query {path}: {error.strerror}") from error
