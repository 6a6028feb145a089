"""Glossaries: numbered or not, with markers or not; and where the body uses their terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plangraph.model import Annex, AnnexKind, Document, Passage, Sentence, Span, Term
from plangraph.text.lines import Line, joined
from plangraph.text.numbering import ANNEX, GLOSSARY, TAIL

_NUMBERED = re.compile(r"(?:[［【\[〔](\d{1,3})[］】\]〕]|(\d{1,3})\s*[.．、])\s*")  # 1．  ［1］
_COLON = re.compile(r"[：:]")
_MARK = re.compile(r"[［【\[〔](\d{1,3})[］】\]〕]")
_NOISE = re.compile(r"[“”\"\s]")


def read_terms(document: Document) -> tuple[Term, ...]:
    """Read every glossary entry in order, with the places in the body that use its term."""
    found: list[Term] = []
    for annex in document.annexes:
        if annex.kind is AnnexKind.GLOSSARY:
            for group in _entries(annex):
                entry = _entry(group, len(found) + 1)
                if entry:
                    found.append(entry)
    return tuple(_with_mentions(found, document.sentences))


def _entries(annex: Annex) -> Iterator[list[Passage]]:
    """Group the lines of a glossary by entry."""
    lines = [
        p for p in annex.lines if not (ANNEX.fullmatch(p.text) or GLOSSARY.fullmatch(p.text) or TAIL.fullmatch(p.text))
    ]
    numbered = sum(bool(_NUMBERED.match(p.text)) for p in lines)
    group: list[Passage] = []
    expected = 1
    for line in lines:
        match = _NUMBERED.match(line.text)
        opens = int(match[1] or match[2]) == expected if match else False
        if numbered < 2:
            opens = _opens_unnumbered(line, group)
        if opens:
            if group and (numbered < 2 or expected > 1):
                yield group
            group, expected = [], expected + 1
        group.append(line)
    if group and (numbered < 2 or expected > 1):
        yield group


def _opens_unnumbered(line: Passage, group: Sequence[Passage]) -> bool:
    """Tell whether a line without number opens an entry: a short term before a colon, or alone."""
    head = _COLON.split(line.text)[0]
    if len(head) < len(line.text):
        return len(head) <= 30 and "。" not in head
    return (
        len(line.text) <= 30
        and not line.text.endswith(("。", "；", "，"))
        and (not group or group[-1].text.endswith("。"))
    )


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


def _with_mentions(terms: Sequence[Term], sentences: Sequence[Sentence]) -> Iterator[Term]:
    plain = [_plain(s.passage.text) for s in sentences]
    for term in terms:
        core = _plain(term.term)[0]
        places = [p for s, t in zip(sentences, plain, strict=True) for p in _uses(s, t, core, term.number)]
        yield Term(term.number, term.term, term.definition, term.span, tuple(places))


def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """Give a text without quotation marks and spaces, and where each of its characters stood."""
    kept = [(c.replace("＋", "+"), i) for i, c in enumerate(text) if not _NOISE.match(c)]
    return "".join(c for c, _ in kept), tuple(i for _, i in kept)


def _uses(
    sentence: Sentence, plain: tuple[str, tuple[int, ...]], core: str, number: int
) -> Iterator[tuple[str, int, int]]:
    """Give where a sentence uses a term: by its words (a short one only in quotation marks) or by its marker."""
    text, places = plain
    at = text.find(core) if core else -1
    while at >= 0:
        start, end = places[at], places[at + len(core) - 1] + 1
        quoted = sentence.passage.text[start - 1 : start] == "“" and sentence.passage.text[end : end + 1] == "”"
        if len(core) > 3 or quoted:
            yield sentence.id, start, end
        at = text.find(core, at + len(core))
    for match in _MARK.finditer(sentence.passage.text):
        if int(match[1]) == number:
            yield sentence.id, match.start(), match.end()
