"""From candidates to correspondences: the best of each thing, ties left open, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plangraph.knowledge.blocks import Index
from plangraph.knowledge.counterparts import Profile, Verdict, judge, profile
from plangraph.knowledge.figure_pairs import by_figures
from plangraph.knowledge.likeness import read_name
from plangraph.knowledge.things import INVERSE, Basis, Correspondence, Kind, Predicate, Ruling, Thing

_WHY_NOT = 3  # rejected pairs of one thing that are told, the likeliest
_WIDE = 5  # things that one may be part of, hold, or go with
_ONE_ONLY = frozenset([Predicate.EXACT, Predicate.CLOSE])
_TIE = "不止一个同样合适，未定 / more than one fits alike, left open"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found between two datasets; `shared` counts things that bear one IRI in both, `lost` are rulings that
    are about no pair of them."""

    correspondences: tuple[Correspondence, ...]
    shared: int
    lost: tuple[Ruling, ...] = ()


def correspond(left: Iterable[Thing], right: Iterable[Thing], rulings: Sequence[Ruling] = ()) -> Found:
    """Find the counterparts of the things of one dataset in another, as people ruled where they did."""
    index = Index(map(profile, right))
    there = {p.thing.iri for p in index.profiles}
    named = _Named(rulings)
    found: list[Correspondence] = []
    shared = 0
    for thing in left:
        shared += thing.iri in there
        named.subject(thing)
        found += _chosen(thing, _judged(profile(thing), index))
    for p in index.profiles if rulings else ():
        named.object(p.thing)
    settled, lost = named.settle(by_figures(_one_subject_each(found)))
    return Found(tuple(sorted(settled, key=_order)), shared, lost)


def _order(c: Correspondence) -> tuple[str, str, bool]:
    return c.subject.iri, c.object.iri, c.rejected


def _judged(subject: Profile, index: Index) -> list[tuple[Verdict, Thing]]:
    """Give what is thought of each candidate, the best first; that a thing is itself is no news."""
    verdicts = ((judge(subject, other), other.thing) for other in index.candidates(subject))
    found = [(v, t) for v, t in verdicts if v and not (t.iri == subject.thing.iri and v.predicate is Predicate.EXACT)]
    return sorted(found, key=lambda pair: pair[0].rank, reverse=True)


def _chosen(subject: Thing, judged: Sequence[tuple[Verdict, Thing]]) -> Iterator[Correspondence]:
    """Give the best counterpart of each kind, of what is measured in each area, what is wider, narrower or related, and why others are none."""
    near = [(v, t) for v, t in judged if v.predicate in _ONE_ONLY]
    wide = [(v, t) for v, t in judged if v.predicate and v.predicate not in _ONE_ONLY]
    not_ = [(v, t) for v, t in judged if not v.predicate and (v.basis is not Basis.LIKENESS or not near)]
    for _, group in groupby(sorted(near, key=_rivals), key=_rivals):
        (verdict, other), *rest = group
        tie = bool(rest) and rest[0][0].rank == verdict.rank
        yield _said(subject, other, verdict, _TIE if tie else None)
        for equal, thing in rest[:_WHY_NOT]:  # what fits less well is not said to be no counterpart
            if tie and equal.rank == verdict.rank:
                yield _said(subject, thing, equal, _TIE)
    for verdict, other in wide[:_WIDE]:
        yield _said(subject, other, verdict)
    for verdict, other in not_[:_WHY_NOT]:
        yield _said(subject, other, verdict)


def _rivals(judged: tuple[Verdict, Thing]) -> tuple[str, str]:
    """Give what things have in common of which only one can be the counterpart: kind, and area of what is measured."""
    thing = judged[1]
    return str(thing.kind), (thing.home or "") if thing.kind is Kind.INDICATOR else ""


def _said(subject: Thing, other: Thing, verdict: Verdict, why_not: str | None = None) -> Correspondence:
    rejected = verdict.predicate is None or why_not is not None
    return Correspondence(
        subject,
        other,
        verdict.predicate or Predicate.EXACT,
        verdict.basis,
        None if rejected else round(verdict.confidence, 2),
        why_not or verdict.why,
        None if verdict.likeness is None else round(verdict.likeness, 2),
        rejected,
    )


def _one_subject_each(found: Sequence[Correspondence]) -> list[Correspondence]:
    """Let no thing be exactly two others: the surer one stays, and of two alike neither."""
    best: dict[str, list[float]] = {}
    for c in found:
        if c.predicate is Predicate.EXACT and not c.rejected:
            best.setdefault(c.object.iri, []).append(c.confidence or 0)
    kept = (_if_best(c, sorted(best.get(c.object.iri, ()), reverse=True)) for c in found)
    return [c for c in kept if c]


def _if_best(c: Correspondence, scores: Sequence[float]) -> Correspondence | None:
    if c.rejected or c.predicate is not Predicate.EXACT or len(scores) < 2:
        return c
    if c.confidence == scores[0]:
        return c if scores[0] > scores[1] else replace(c, rejected=True, confidence=None, why=_TIE)
    return None


class _Named:
    """Rulings, with the things of the two datasets that they name."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._rulings = [*rulings, *map(_turned, rulings)]
        self._count = len(rulings)
        self._wanted = {
            n for r in self._rulings for n in (r.subject, r.object, *map(_key, (r.subject_name, r.object_name))) if n
        }
        self._subjects: dict[str, list[Thing]] = {}
        self._objects: dict[str, list[Thing]] = {}

    def subject(self, thing: Thing) -> None:
        """Keep a thing of the first dataset, if a ruling names it."""
        self._keep(self._subjects, thing)

    def object(self, thing: Thing) -> None:
        """Keep a thing of the second dataset, if a ruling names it."""
        self._keep(self._objects, thing)

    def _keep(self, into: dict[str, list[Thing]], thing: Thing) -> None:
        for key in {thing.iri, *map(_key, thing.names)} if self._wanted else ():
            if key in self._wanted:
                into.setdefault(key, []).append(thing)
        for figure in {f.iri: f for f in thing.figures}.values() if self._wanted else ():
            if figure.iri in self._wanted and figure.iri != thing.iri:
                into.setdefault(figure.iri, []).append(figure)

    def settle(self, found: Iterable[Correspondence]) -> tuple[list[Correspondence], tuple[Ruling, ...]]:
        """Give the correspondences as they were ruled, and the rulings that are about none of these things."""
        ruled: dict[Pair, Correspondence] = {}
        done = set[int]()
        for place, ruling in enumerate(self._rulings):
            one = _sole(self._subjects, ruling.subject, ruling.subject_name)
            other = _sole(self._objects, ruling.object, ruling.object_name)
            if one and other:
                done.add(place % self._count)
                ruled[one.iri, other.iri] = _as_ruled(ruling, one, other)
        rest = [c for c in found if (c.subject.iri, c.object.iri) not in ruled]
        lost = tuple(r for place, r in enumerate(self._rulings[: self._count]) if place not in done)
        return [*ruled.values(), *_spared(rest, ruled.values())], lost


def _turned(ruling: Ruling) -> Ruling:
    """Give a ruling as seen from the other side."""
    return replace(
        ruling,
        subject=ruling.object,
        subject_name=ruling.object_name,
        object=ruling.subject,
        object_name=ruling.subject_name,
        predicate=INVERSE[ruling.predicate],
    )


def _key(name: str) -> str:
    return read_name(name).text if name else ""


def _sole(known: Mapping[str, Sequence[Thing]], iri: str, name: str) -> Thing | None:
    """Give the one thing of that IRI, or, where none is given, of that name."""
    found = known.get(iri, ()) if iri else known.get(_key(name), ())
    return found[0] if len(found) == 1 else None


def _as_ruled(ruling: Ruling, one: Thing, other: Thing) -> Correspondence:
    confidence = None if ruling.rejected else ruling.confidence
    why = ruling.comment or "由人决定 / decided by a person"
    return Correspondence(
        one, other, ruling.predicate, Basis.PERSON, confidence, why, None, ruling.rejected, ruling.reviewer, ruling.day
    )


def _spared(found: Iterable[Correspondence], ruled: Iterable[Correspondence]) -> Iterator[Correspondence]:
    """Leave out what contradicts a person: another exact counterpart of a thing that has one by their word."""
    sure = [c for c in ruled if not c.rejected and c.predicate is Predicate.EXACT]
    subjects, objects = {c.subject.iri for c in sure}, {c.object.iri for c in sure}
    for c in found:
        if c.predicate is Predicate.EXACT and not c.rejected and (c.subject.iri in subjects or c.object.iri in objects):
            yield replace(c, rejected=True, confidence=None, why="人另有决定 / people decided for another")
        else:
            yield c
