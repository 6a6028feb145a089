"""From one measure in two datasets to its figures: each beside that of its own period, or else the two that come nearest.

Two figures of other periods or scopes, a target and an outcome, or an expected and an actual number are never exactly one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from plangraph.knowledge.things import Correspondence, Predicate, Thing

_YEAR = re.compile(r"\d{4}")
_MODALITIES = {"actual": "实际", "expected": "预计", "target": "目标"}
_SEVERAL = "一行有几个时期的数字 / a row with figures of several periods"
Pair = tuple[Thing, Thing]


def by_figures(found: Iterable[Correspondence]) -> Iterator[Correspondence]:
    """Give correspondences of what is measured for the figures of it, all others as they are."""
    for c in found:
        one_thing = c.predicate in (Predicate.EXACT, Predicate.CLOSE) and not c.rejected
        if one_thing and c.subject.figures and c.object.figures:
            yield from _paired(c)
        else:
            yield c


def _paired(c: Correspondence) -> Iterator[Correspondence]:
    """Pair figures of one period, modality and scope; where there are none, the nearest two."""
    pairs = _alike(c.subject.figures, c.object.figures)
    if not pairs:
        yield _of(c, _nearest(c.subject.figures, c.object.figures))
        return
    subjects, objects = (Counter(pair[side].iri for pair in pairs) for side in (0, 1))
    for one, other in {(one.iri, other.iri): (one, other) for one, other in pairs}.values():
        several = max(subjects[one.iri], objects[other.iri]) > 1
        yield _of(c, (one, other), _SEVERAL if several else "")


def _alike(ones: Iterable[Thing], others: Iterable[Thing]) -> list[Pair]:
    there = {_told(f): f for f in others}
    return [(one, other) for one in ones if one.period and (other := there.get(_told(one)))]


def _told(figure: Thing) -> tuple[str, str, str]:
    return figure.period, figure.modality, figure.scope


def _nearest(ones: Sequence[Thing], others: Sequence[Thing]) -> Pair:
    """Give the two of one period, else of one modality, else of one scope, else of the nearest years; of those alike the first of each side."""
    places = product(enumerate(ones), enumerate(others))
    ranked = ((_gap(one, other), i + k, sorted([one.iri, other.iri]), (one, other)) for (i, one), (k, other) in places)
    return min(ranked, key=lambda r: r[:3])[3]


def _gap(one: Thing, other: Thing) -> tuple[bool, bool, bool, int]:
    years = [int(found[-1]) for f in (one, other) if (found := _YEAR.findall(f.period))]
    apart = max(years, default=0) - min(years, default=0)
    return one.period != other.period, one.modality != other.modality, one.scope != other.scope, apart


def _of(c: Correspondence, pair: Pair, several: str = "") -> Correspondence:
    """Give a correspondence for two figures; it is close where anything tells them apart, and says what. That one tells no
    period (a variable has none, a goal may have one that was not read) is said, and tells nothing apart."""
    one, other = pair
    reasons = [several] if several else list(_differences(one, other))
    sides = [words.split(" / ", 1) for words in (c.why, *reasons, *_undated(one, other))]
    zh, en = zip(*sides, strict=True)
    why = f"{'；'.join(zh)} / {'; '.join(en)}"
    return replace(c, subject=one, object=other, predicate=Predicate.CLOSE if reasons else c.predicate, why=why)


def _undated(one: Thing, other: Thing) -> Iterator[str]:
    if bool(one.period) != bool(other.period):
        said = one.period or other.period
        yield f"只有一方说明时期：{said} / only one tells its period: {said}"


def _differences(one: Thing, other: Thing) -> Iterator[str]:
    """Say (zh / en) in what two figures differ, as far as both tell it."""
    if one.period and other.period and one.period != other.period:
        yield f"时期不同：{one.period}、{other.period} / other periods: {one.period}, {other.period}"
    if one.modality and other.modality and one.modality != other.modality:
        zh = [_MODALITIES.get(f.modality, f.modality) for f in (one, other)]
        yield f"一方是{zh[0]}数，一方是{zh[1]}数 / one is {one.modality}, one {other.modality}"
    if one.scope != other.scope:
        a, b = one.scope, other.scope
        yield f"口径不同：{a or '未说明'}、{b or '未说明'} / another scope: {a or 'not said'}, {b or 'not said'}"
