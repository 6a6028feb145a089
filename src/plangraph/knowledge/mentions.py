"""From candidates to mentions: what overlaps is settled, sites are projects too, lists share what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plangraph.knowledge.candidates import BODY, DOCUMENT, PLACE, PROJECT, Candidate
from plangraph.knowledge.gazetteer import Gazetteer, gazetteer, graded, inside, listed, settlements, tagged
from plangraph.knowledge.patterns import awarded, issued, sure, well_known
from plangraph.knowledge.phrases import phrases
from plangraph.knowledge.quotations import QUOTE, quoted
from plangraph.knowledge.sites import built, enumerated, joined, neighbours, same_shape, shared_head
from plangraph.knowledge.words import Tagger, Token, word_classes
from plangraph.model import Area, Mention
from plangraph.text.amounts import Amount, find_amounts
from plangraph.text.numerals import narrow
from plangraph.text.reading import refuse_many
from plangraph.text.units import units

_LEADING = re.compile(r"(?:年内|年底前|建设好?(?!工程|银行|用地|兵团|项目|系统|领域|[部局厅委])(?=[^“《]))")
_LEAST = 5  # characters of a name behind a measure
_NESTED = frozenset([PLACE, BODY])
_HOLDS = frozenset([PROJECT, DOCUMENT])
_QUOTES = re.compile(r"[“”《》]")
_BARE = re.compile(r"专项行动|三年行动计划|行动计划|规划纲要|论坛年会|核心区")


def find_mentions(
    texts: Sequence[tuple[str, str]], tagger: Tagger, terms: Iterable[str], area: Area | None = None
) -> list[Mention]:
    """Find the names in texts, each given with the id of what holds it, in their order.

    `terms` are those of the glossary; `area` is the report's, whose neighbourhood short names of places may mean.
    """
    listed_names = gazetteer(area.code[:2] if area else "")
    known = frozenset(x for t in terms for x in (t, t.strip("“”")))
    counts = Counter(m[0][1:-1] for _, text in texts for m in QUOTE.finditer(text))
    repeated = frozenset(q for q, n in counts.items() if n > 1)
    found: list[Mention] = []
    for holder, text in texts:
        (tokens,) = tagger([text])  # one text at a time: the words of a whole report take room
        numbers = find_amounts(narrow(text))
        every = [*candidates(text, tokens, known, repeated, listed_names), *_bare(text, found)]
        every = [whole for c in every if not _is_word(text, c) and (whole := _beside(numbers, _begun(text, c)))]
        for c in settle(every):
            name = c.name or _QUOTES.sub("", text[c.start : c.end])
            agreed = {e.evidence for e in every if (e.start, e.end, e.type) == (c.start, c.end, c.type)}
            found.append(Mention(holder, c.type, c.start, c.end, text[c.start : c.end], name, tuple(sorted(agreed))))
        refuse_many(len(found))
    return found


def _is_word(text: str, c: Candidate) -> bool:
    """Tell a common word that only ends like a place: 碳达峰, 金山银山, 集成电路."""
    return c.type is PLACE and c.evidence != "list" and text[c.start : c.end] in word_classes()


def _begun(text: str, c: Candidate) -> Candidate:
    """Cut off a verb or a time that is no part of the name behind it: 建设信息服务平台, 年内学府路中学."""
    before = _LEADING.match(text, c.start, c.end)
    cut = before and c.type is not DOCUMENT and c.end - before.end() >= _LEAST
    return c._replace(start=before.end()) if before and cut else c


def _beside(numbers: Sequence[Amount], c: Candidate) -> Candidate | None:
    """Cut off what belongs to a number before a name (2×35万千瓦热电联产项目); things that are counted (9个物流基地) have no name."""
    for number in numbers:
        if number.start < c.start < number.end:
            unit = units().get(number.unit or "")
            counted = unit is None or unit.kind == "counting"
            return None if counted or c.end - number.end < _LEAST else c._replace(start=number.end)
    return c


def candidates(
    text: str, tokens: Sequence[Token], terms: frozenset[str], repeated: frozenset[str], listed_names: Gazetteer
) -> list[Candidate]:
    """Give all that may be a name."""
    found = [*sure(text), *awarded(text), *well_known(text), *issued(text), *quoted(text, terms, repeated)]
    found += phrases(text, tokens)
    found += [*listed(text, tokens, listed_names), *graded(text), *settlements(text, tokens)]
    found += tagged(text, tokens, listed_names)
    found += enumerated(text, tokens, listed_names)
    found = [_with_place(c, found) for c in found]
    found += [*joined(text, found), *neighbours(text, tokens, found), *same_shape(text, found)]
    found += built(text, found)
    found += shared_head(text, found)
    return [*found, *(p for c in found if c.type in _HOLDS for p in inside(text, c.start, c.end, listed_names))]


def settle(found: Sequence[Candidate]) -> list[Candidate]:
    """Keep the longest where candidates overlap; a place or body may lie inside a project or document."""
    kept: list[Candidate] = []
    for c in sorted(found, key=lambda c: (-(c.weight >= 3), -(c.end - c.start), -c.weight, c.start, c.type)):
        clash = [k for k in kept if k.start < c.end and c.start < k.end]
        if all(_fits(c, k) for k in clash):
            kept.append(c)
    return sorted(kept, key=lambda c: (c.start, -c.end, c.type))


def _fits(c: Candidate, k: Candidate) -> bool:
    return _lies_in(c, k) or _lies_in(k, c)


def _lies_in(inner: Candidate, outer: Candidate) -> bool:
    within = outer.start <= inner.start and inner.end <= outer.end
    return within and outer.type in _HOLDS and inner.type in _NESTED


def _with_place(c: Candidate, found: Sequence[Candidate]) -> Candidate:
    """Give a quoted site with the place right before it: 西单“更新场”."""
    if c.type is PROJECT and c.weight == 2:
        for p in found:
            if p.type is PLACE and p.end == c.start:
                return c._replace(start=p.start)
    return c


def _bare(text: str, before: Sequence[Mention]) -> Iterator[Candidate]:
    """Give a bare ending that stands for the fuller name used shortly before: 专项行动."""
    for match in _BARE.finditer(text):
        full = next((m for m in reversed(before[-60:]) if m.name.endswith(match[0]) and m.name != match[0]), None)
        if full:
            yield Candidate(match.start(), match.end(), full.type, weight=-1, name=full.name)
