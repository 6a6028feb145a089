"""Slogans opened up by the glossary: 七区五街 is seven districts and five streets, each with its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from plangraph.model import Entity, EntityType, Member, Mention, Passage, Slogan, Term

_NUMBERS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2, "叁": 3}
_EXPLAINED = re.compile(r"“(?P<name>[^“”]{1,12})”(?:即|是指|指|是|包括|，是|体现)[^。；“”]{0,80}?(?=.)")
_LIST = re.compile(r"(?:包括|分别是|分别为|即|是指|指|是|：)(?P<items>[^。；]+)")
_APART = re.compile(r"、|；|(?<=[^和])(?:和|以及|及|与)(?=[^平谐])")
_TAIL = re.compile(r"(?:等|两个品牌活动)?[。，\s]*\Z")
_LINKED = (EntityType.PLACE, EntityType.PROGRAMME, EntityType.EVENT)
_QUOTED = re.compile(r"(?<=“)[^“”]+(?=”(?:[和、，。；]|\Z))")  # 沿什刹海、地安门一线的“文带”和…的“商带”


def open_slogans(
    terms: Sequence[Term], named: Sequence[tuple[Mention, str]], entities: Sequence[Entity]
) -> tuple[Slogan, ...]:
    """Give the slogans that the glossary spells out, linked to the entities that their members name.

    Those are the entities mentioned there (`named`), and the places and programmes of the report whose names a member
    holds: 什刹海 in 什刹海休闲风景区. A list counts only where it has as many members as the slogan says: wrong is worse than missing.
    """
    found: list[Slogan] = []
    known = {name: e.id for e in entities if e.type in _LINKED for name in (e.name, *e.aliases) if len(name) >= 2}
    held: defaultdict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for mention, entity in named:
        held[mention.holder].append((mention, entity))
    for term in terms:
        inside = held[f"g{term.number}"]
        for name, start, end in _parts(term):
            spans = _items(term.definition.text, start, end, _count(name))
            if spans:
                found.append(
                    Slogan(term.number, name, tuple(_member(term.definition, s, inside, known) for s in spans))
                )
    return tuple(found)


def _parts(term: Term) -> Iterator[tuple[str, int, int]]:
    """Give every slogan that a definition explains, with the stretch that explains it."""
    text = term.definition.text
    heads = [m for m in _EXPLAINED.finditer(text) if _count(m["name"]) and m["name"] in term.term]
    if not heads:
        yield re.sub(r"[“”]", "", term.term), 0, len(text)
    for i, head in enumerate(heads):
        end = heads[i + 1].start() if i + 1 < len(heads) else len(text)
        yield head["name"], head.start("name") + len(head["name"]) + 1, end


def _count(name: str) -> int:
    """Give how many members a slogan says it has: 2 for 双核, 0 where it does not say.

    >>> _count("七区"), _count("五子"), _count("监管沙箱")
    (7, 5, 0)
    """
    plain = name.strip("“”")
    return _NUMBERS.get(plain[:1], 0) if len(plain) <= 6 else 0


def _items(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    match = _LIST.search(text, start, end)
    if not count or not match:
        return []
    begin = text.rfind("包括", match.start("items"), match.end("items"))
    first = begin + 2 if begin >= 0 else match.start("items")
    spans = list(_cut(text, first, match.end("items")))
    if len(spans) != count:
        spans = [m.span() for m in _QUOTED.finditer(text, first, match.end("items"))]
    return spans if len(spans) == count else []


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the items of a list; 和 parts only the last two."""
    at = start
    marks = [m for m in _APART.finditer(text, start, end) if m[0] == "、"]
    last = marks[-1].end() if marks else start
    joints = [m for m in _APART.finditer(text, last, end) if m[0] != "、"][:1]
    for mark in [*marks, *joints]:
        yield at, mark.start()
        at = mark.end()
    tail = _TAIL.search(text, at, end)
    yield at, tail.start() if tail else end


def _member(
    definition: Passage, span: tuple[int, int], inside: Sequence[tuple[Mention, str]], known: Mapping[str, str]
) -> Member:
    start, end = span
    text = definition.text[start:end]
    ids = dict.fromkeys(e for m, e in inside if start <= m.start and m.end <= end)
    ids |= dict.fromkeys(e for name, e in known.items() if name in text)
    return Member(text, definition.span(start, end), tuple(ids))
