"""From candidates to correspondences: the best of each thing, ties left open, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
    """Find the counterparts of the things of one dataset in another, as people ruled where they did.

    Counterparts are chosen for the things of the larger dataset, whichever comes first: the same two give the same links.
    """
    subjects, objects = list(left), list(right)
    turned = _size(objects) > _size(subjects)
    choosing, others = (objects, subjects) if turned else (subjects, objects)
    index = Index(map(profile, others))
    there = {p.thing.iri for p in index.profiles}
    named = _Named(rulings)
    found: list[Correspondence] = []
    for thing in choosing:
        found += _chosen(thing, _judged(profile(thing), index, turned=turned), turned=turned)
    for thing in subjects if rulings else ():
        named.subject(thing)
    for thing in objects if rulings else ():
        named.object(thing)
    settled, lost = named.settle(by_figures(_one_each(found, turned=turned)))
    return Found(tuple(sorted(settled, key=_order)), sum(thing.iri in there for thing in choosing), lost)


def _size(things: Sequence[Thing]) -> tuple[int, str]:
    """Give how large a dataset is; of two alike the one with the first IRI is the smaller."""
    return len(things), min((thing.iri for thing in things), default="")


def _order(c: Correspondence) -> tuple[str, str, bool]:
    return c.subject.iri, c.object.iri, c.rejected


def _judged(one: Profile, index: Index, *, turned: bool) -> list[tuple[Verdict, Thing]]:
    """Give what is thought of each candidate, the best first; that a thing is itself is no news. `turned` tells that the
    candidates are of the first dataset."""
    pairs = ((other, one) if turned else (one, other) for other in index.candidates(one))
    verdicts = ((judge(*pair), pair[0 if turned else 1].thing) for pair in pairs)
    found = [(v, t) for v, t in verdicts if v and not (t.iri == one.thing.iri and v.predicate is Predicate.EXACT)]
    return sorted(found, key=lambda pair: pair[0].rank, reverse=True)


def _chosen(thing: Thing, judged: Sequence[tuple[Verdict, Thing]], *, turned: bool) -> Iterator[Correspondence]:
    """Give the best counterpart of each kind, of what is measured in each area, what is wider, narrower or related, and why others are none."""
    near = [(v, t) for v, t in judged if v.predicate in _ONE_ONLY]
    wide = [(v, t) for v, t in judged if v.predicate and v.predicate not in _ONE_ONLY]
    not_ = [(v, t) for v, t in judged if not v.predicate and (v.basis is not Basis.LIKENESS or not near)]

    def said(other: Thing, verdict: Verdict, why_not: str | None = None) -> Correspondence:
        return _said(*((other, thing) if turned else (thing, other)), verdict, why_not)

    for group in _grouped(near):
        (verdict, other), *rest = group
        tie = bool(rest) and rest[0][0].rank == verdict.rank
        yield said(other, verdict, _TIE if tie else None)
        for equal, another in rest[:_WHY_NOT]:  # what fits less well is not said to be no counterpart
            if tie and equal.rank == verdict.rank:
                yield said(another, equal, _TIE)
    for verdict, other in wide[:_WIDE]:
        yield said(other, verdict)
    for verdict, other in not_[:_WHY_NOT]:
        yield said(other, verdict)


def _grouped(near: Sequence[tuple[Verdict, Thing]]) -> Iterator[list[tuple[Verdict, Thing]]]:
    """Give those of which only one can be the counterpart together, the best first."""
    groups: dict[tuple[str, str], list[tuple[Verdict, Thing]]] = {}
    for verdict, thing in near:
        groups.setdefault(_rivals(thing), []).append((verdict, thing))
    yield from (groups[key] for key in sorted(groups))


def _rivals(thing: Thing) -> tuple[str, str]:
    """Give what things have in common of which only one can be the counterpart: kind, and area of what is measured."""
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


def _one_each(found: Iterable[Correspondence], *, turned: bool) -> Iterator[Correspondence]:
    """Let things that were chosen have one counterpart too: of those that are exactly one, and of each kind, the surer stays;
    of two exact ones alike neither, of two close ones both."""
    exact: dict[str, list[float]] = {}
    nearest: dict[tuple[str, ...], tuple[bool, float]] = {}
    kept = list(found)
    for c in (c for c in kept if c.predicate in _ONE_ONLY and not c.rejected):
        key = _rivals_for(c, turned=turned)
        nearest[key] = max(_sureness(c), nearest.get(key, (False, 0.0)))
        if c.predicate is Predicate.EXACT:
            exact.setdefault(key[0], []).append(c.confidence or 0)
    for c in kept:
        key = _rivals_for(c, turned=turned)
        if c.rejected or c.predicate not in _ONE_ONLY:
            yield c
        elif c.predicate is Predicate.EXACT:
            yield from _if_best(c, sorted(exact[key[0]], reverse=True))
        elif _sureness(c) == nearest[key]:
            yield c


def _rivals_for(c: Correspondence, *, turned: bool) -> tuple[str, str, str]:
    """Give the thing that was chosen, with what those have in common of which only one can be its counterpart."""
    chosen, thing = (c.subject, c.object) if turned else (c.object, c.subject)
    return chosen.iri, *_rivals(thing)


def _sureness(c: Correspondence) -> tuple[bool, float]:
    return c.predicate is Predicate.EXACT, c.confidence or 0.0


def _if_best(c: Correspondence, scores: Sequence[float]) -> Iterator[Correspondence]:
    if len(scores) < 2:
        yield c
    elif c.confidence == scores[0]:
        yield c if scores[0] > scores[1] else replace(c, rejected=True, confidence=None, why=_TIE)


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
