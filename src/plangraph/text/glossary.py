"""Glossaries: numbered or not, with markers or not; and where the body uses their terms."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from plangraph.model import Annex, AnnexKind, Document, Passage, Sentence, Span, Term
from plangraph.text.lines import Line, joined
from plangraph.text.numbering import ANNEX, GLOSSARY, TAIL
from plangraph.text.numerals import chinese
from plangraph.text.reading import refuse_many

_NUMBERED = re.compile(  # ［1］ （1） 1． 1 ① 一、
    r"(?:[［【\[〔]\s*(\d{1,3})\s*[］】\]〕]|[（(](\d{1,3})[)）]|(\d{1,3})(?:\s*[.．、]|(?=\s))|([①-⑳])|([一二三四五六七八九十]{1,3})、)\s*"
)
_COLON = re.compile(r"[：:]")
_MARK = re.compile(r"[［【\[〔](\d{1,3})[］】\]〕]")
_NOISE = re.compile(r"[“”\"\s]")


def read_terms(document: Document) -> tuple[Term, ...]:
    """Read every glossary entry in order, with the places in the body that use its term."""
    found: list[Term] = []
    printed: dict[int | None, list[int]] = {}
    for annex in document.annexes:
        if annex.kind is AnnexKind.GLOSSARY:
            for group in _entries(annex):
                entry = _entry(group, len(found) + 1)
                if entry:
                    found.append(entry)
                    printed.setdefault(_number(group[0].text), []).append(entry.number)
    marked = {mark: numbers[0] for mark, numbers in printed.items() if mark and len(numbers) == 1}
    return tuple(_with_mentions(found, marked, document.sentences)) if found else ()


def _entries(annex: Annex) -> Iterator[list[Passage]]:
    """Group the lines of a glossary by entry."""
    lines = [
        p for p in annex.lines if not (ANNEX.fullmatch(p.text) or GLOSSARY.fullmatch(p.text) or TAIL.fullmatch(p.text))
    ]
    styles = [_style(p.text) for p in lines]
    own = next((s for s, p in zip(styles, lines, strict=True) if _number(p.text) == 1), None)
    numbered = sum(s == own for s in styles) if own else 0
    stopped = sum(p.text.endswith("。") for p in lines) * 2 >= sum(bool(_COLON.search(p.text)) for p in lines)
    group: list[Passage] = []
    expected = 1
    for line, style in zip(lines, styles, strict=True):
        opens = style == own and _number(line.text) == expected and _begins(line, group)
        if numbered < 2:
            opens = _opens_unnumbered(line, group, stopped)
        if opens:
            if group and (numbered < 2 or expected > 1):
                yield group
            group, expected = [], expected + 1
        group.append(line)
    if group and (numbered < 2 or expected > 1):
        yield group


def _style(text: str) -> int | None:
    """Tell the ways of numbering apart, so that （2） inside an entry opens none beside 1. and 2."""
    match = _NUMBERED.match(text)
    return match.lastindex if match else None


def _number(text: str) -> int | None:
    """Give the number that an entry begins with: 3 for 3． ［3］ （3） ③ 三、."""
    match = _NUMBERED.match(text)
    if not match:
        return None
    digits = match[1] or match[2] or match[3]
    if digits:
        return int(digits)
    return ord(match[4]) - ord("①") + 1 if match[4] else int(chinese(match[5]))


def _begins(line: Passage, group: Sequence[Passage]) -> bool:
    """Tell a number that opens an entry from one that a line break has put at the front: 2.0版, 5 个."""
    match = _NUMBERED.match(line.text)
    doubtful = match and (line.text[match.end() : match.end() + 1].isdigit() or match[0][-1:].isspace())
    return not doubtful or not group or group[-1].text.endswith(("。", "；"))


def _opens_unnumbered(line: Passage, group: Sequence[Passage], stopped: bool) -> bool:
    """Tell whether a line without number opens an entry: a short term before a colon, or alone.

    `stopped` tells that definitions end in a full stop, so that what stands behind none is no new entry.
    """
    head = _COLON.split(line.text)[0]
    ended = not group or group[-1].text.endswith("。")
    if len(head) < len(line.text):
        return len(head) <= 30 and "。" not in head and (ended or not stopped)
    return len(line.text) <= 30 and not line.text.endswith(("。", "；", "，")) and ended


def _entry(group: Sequence[Passage], number: int) -> Term | None:
    """Split an entry into term and definition: at the first colon, else behind the first line."""
    whole = joined([Line(p.text, p.at(0), 0, i) for i, p in enumerate(group)])
    start = match.end() if (match := _NUMBERED.match(whole.text)) else 0
    colon = _COLON.search(whole.text, start)
    first = len(group[0].text)
    cut, behind = (colon.start(), colon.end()) if colon else (first, first)
    if len(group) > 1 and colon and colon.start() > first and len(group[0].text) - start <= 30:
        cut = behind = first
    behind += len(whole.text[behind:]) - len(whole.text[behind:].lstrip())
    term = whole.text[start:cut].strip()
    if not term or behind >= len(whole.text) or len(term) > 60:
        return None
    span = Span(whole.at(0), whole.span().end)
    return Term(number, term, whole.part(behind, len(whole.text)), span)


def _with_mentions(terms: Sequence[Term], marked: Mapping[int, int], sentences: Sequence[Sentence]) -> Iterator[Term]:
    """Give every term with the places that use it; where two entries define the same words, the first has them.

    An entry for several words (双核两带、七区五街) is used where any of them is.
    """
    parts = {part: t.number for t in reversed(terms) for part in _plain(t.term).split("、") if len(part) > 2}
    cores = parts | {_plain(t.term): t.number for t in reversed(terms)}
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for core in cores:
        lengths[core[:1]].add(len(core))
    places: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
    count = 0
    for sentence in sentences:
        text = sentence.passage.text
        marks = ((marked.get(int(m[1])), *m.span()) for m in _MARK.finditer(text))
        for number, start, end in chain(_uses(text, cores, lengths), marks):
            if number:
                places[number].append((sentence.id, start, end))
                count += 1
                refuse_many(count)
    for term in terms:
        yield replace(term, mentions=tuple(places[term.number]))


def _plain(text: str) -> str:
    """Give a text without quotation marks and spaces."""
    return _NOISE.sub("", text).replace("＋", "+")


def _uses(text: str, cores: Mapping[str, int], lengths: Mapping[str, set[int]]) -> Iterator[tuple[int, int, int]]:
    """Give where a sentence uses terms, and which: by their words, short ones only in quotation marks.

    `cores` maps the words of the terms to their numbers, `lengths` a first character to how long such terms are.
    """
    plain = _plain(text)
    places = array("L", (i for i, c in enumerate(text) if not _NOISE.match(c)))
    ends: dict[int, int] = {}
    for at, first in enumerate(plain):
        for length in lengths.get(first, ()):
            number = cores.get(plain[at : at + length])
            if number and ends.get(number, 0) <= at:
                ends[number] = at + length
                start, end = places[at], places[at + length - 1] + 1
                if length > 3 or (text[start - 1 : start] == "“" and text[end : end + 1] == "”"):
                    yield number, start, end
