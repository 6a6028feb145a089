"""The things that names are looked up among, and which of them a name may mean, how likely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plangraph.errors import UsageError
from plangraph.graph.iris import SCHEMES, THINGS
from plangraph.knowledge.blocks import Index
from plangraph.knowledge.counterparts import Profile, Verdict, judge, profile
from plangraph.knowledge.functions import read_body
from plangraph.knowledge.indicators import Concept, asked_for, concepts
from plangraph.knowledge.likeness import LEVELS, read_name
from plangraph.knowledge.lists import short_names
from plangraph.knowledge.things import Kind, Predicate, Thing
from plangraph.text.divisions import division_names, find_area, full_name, in_force, own_areas
from plangraph.uses.catalogue import code_in

LIMIT, MOST = 5, 50  # candidates that are given by default, and at most
LONGEST = 500  # characters of a name
SURE = 95.0  # score from which on, if only one has it, a candidate is a match
LIKELY = 90.0  # score of what the name means, if nobody means another: an area by its short name, a figure of one area
UNSEATED = 60.0  # score of a body of the function that is asked for, where its area is not said
ELSEWHERE = 50.0  # score of what is measured in, or a body of, another area than the one that is said
_COUNTRY = "100000"
_SUGGESTED = 20
_WORTH: Mapping[Predicate | None, float] = {  # of a hundred, by what is thought of the pair
    Predicate.EXACT: 100,
    Predicate.CLOSE: 100,
    Predicate.BROAD: 60,
    Predicate.NARROW: 60,
    Predicate.RELATED: 50,
    None: 40,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean, with a score from 0 to 100; `match` tells that there is no doubt."""

    thing: Thing
    score: float
    match: bool = False


class Register:
    """The things that names are looked up among, and the indicators of the shared scheme."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._index = Index(map(profile, {thing.iri: thing for thing in things}.values()))
        own = {p.thing.iri: p.thing for p in self._index.profiles}
        self._by_iri = {thing.iri: thing for thing in map(_shared, concepts().values())} | own
        self._areas = {p.code: p.thing for p in self._index.profiles if p.code and p.thing.kind is Kind.AREA}
        seats = (p.body.seat for p in self._index.profiles if p.body)
        self._seat = next((seat for seat in seats if seat != _COUNTRY), None)  # any will do to read a function

    def thing(self, iri: str) -> Thing | None:
        """Give a thing by its IRI."""
        return self._by_iri.get(iri)

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        """Every name, as it is compared, with the IRI that bears it, sorted."""
        return sorted((read_name(name).text, iri) for iri, thing in self._by_iri.items() for name in thing.names)

    def beginning(self, prefix: str, skip: int = 0) -> list[Thing]:
        """Give the things with a name that begins so, then those with one that holds it, in the order of names."""
        text = read_name(prefix).text
        if not text:
            return []
        found = dict.fromkeys(iri for name, iri in self._names if name.startswith(text))
        found |= dict.fromkeys(iri for name, iri in self._names if text in name)
        return [self._by_iri[iri] for iri in found][skip : skip + _SUGGESTED]

    def area_code(self, text: str) -> str | None:
        """Give the code of the area that a code, an IRI or a name means; None where nothing or more than one does.

        A name that several areas of the country bear means the one that is among the things.
        """
        text = text.strip()
        if code := code_in(text.removeprefix(f"{THINGS}area/")):
            return code
        if area := find_area(text):
            return area.code
        there = self._bearing(text, None)
        return there[0] if len(there) == 1 else None

    def find(
        self, name: str, kinds: Sequence[Kind] = (), area: str | None = None, limit: float = LIMIT
    ) -> list[Candidate]:
        """Give what a name may mean, the likeliest first; `kinds` leaves out all others, `area` is the code of the area
        in which it is used. How many are given (`limit`) changes nothing of what is a match.

        Raises UsageError for a name beyond all measure, and for a limit below one.
        """
        if not limit >= 1:  # nor is NaN
            raise UsageError("limit 须至少为 1 / limit has to be 1 or more")
        if len(name) > LONGEST:
            raise UsageError(f"名称超过 {LONGEST} 个字符 / a name of over {LONGEST} characters")
        if not read_name(name).text:
            return []
        best: dict[str, Candidate] = {}
        for found in self._found(name.strip(), kinds, area):
            if not kinds or found.thing.kind in kinds:
                best[found.thing.iri] = max(found, best.get(found.thing.iri, found), key=lambda c: c.score)
        ranked = _one_in_the_area(sorted(best.values(), key=lambda c: _place(c, name)), area)
        return _decided(ranked)[: int(min(limit, MOST))]

    def _found(self, name: str, kinds: Sequence[Kind], area: str | None) -> Iterator[Candidate]:
        """Give all that a name may mean, a thing more than once where there are several reasons."""
        meant = asked_for(name)
        for asked in _asked(name, kinds, area, meant):
            for other in self._index.candidates(asked):
                if verdict := judge(asked, other):
                    score = _score(asked, other, verdict)
                    yield Candidate(other.thing, _where(other.thing, score, area, known=meant is not None))
        yield from self._areas_named(name, area)
        yield from self._bodies(name, area)
        if meant:
            yield Candidate(self._by_iri[_concept_iri(meant)], 100.0)

    def _areas_named(self, name: str, within: str | None) -> Iterator[Candidate]:
        """Give the areas that bear a name, whole or short; sure is a whole name that one area of these provinces bears."""
        there = self._bearing(name, within)
        provinces = {code[:2] for code in self._areas} - {_COUNTRY[:2]}
        rivals = [c for c in in_force(division_names().get(name, ()), None) if _among(c, provinces, within)]
        for code in there:
            yield Candidate(self._areas[code], 100.0 if rivals == [code] else LIKELY)

    def _bearing(self, name: str, within: str | None) -> list[str]:
        """Give the codes of the areas among the things that bear a name, with or without 市, 区, 县 at its end."""
        codes = {*division_names().get(name, ()), *short_names().get(name, ())}
        return sorted(c for c in codes if c in self._areas and (within is None or within in own_areas(c)))

    def _bodies(self, name: str, area: str | None) -> Iterator[Candidate]:
        """Give the bodies of the function that a name without an area means: 发改委 of any area, 区教委 of districts only."""
        level = name[0] if name[0] in LEVELS else ""
        seat = area or self._seat
        if seat is None or read_body(name):
            return
        meant = read_body(name, area) or read_body(full_name(seat) + name.removeprefix(level))
        if meant is None:
            return
        for other in self._index.candidates(Profile(Thing("", Kind.ORGANISATION, (name,)), (), body=meant)):
            body = other.body
            if body and body.function == meant.function and full_name(body.seat).endswith(level):
                here = 100.0 if body.seat == meant.seat else ELSEWHERE
                yield Candidate(other.thing, here if area else UNSEATED)


def _concept_iri(concept: Concept) -> str:
    return f"{SCHEMES}indicator/{concept.code}"


def _shared(concept: Concept) -> Thing:
    """Give an indicator of the shared scheme as a thing."""
    iri = _concept_iri(concept)
    names = (concept.name, *concept.also, *concept.formerly, concept.label_en)
    return Thing(iri, Kind.INDICATOR, tuple(filter(None, names)), unit=concept.units[0], concept=iri)


def _asked(name: str, kinds: Sequence[Kind], area: str | None, meant: Concept | None) -> Iterator[Profile]:
    """Give the things that a name may be taken for: of each kind, of none said, of an area by its code, of the indicator
    that it means."""
    if code := code_in(name):
        yield profile(Thing("", Kind.AREA, (name,), code=code))
        return
    for kind in kinds or (None, Kind.AREA, Kind.INDICATOR):
        yield profile(Thing("", kind, (name,), home=area))
    if meant:
        yield profile(_shared(meant)._replace(home=area))


def _among(code: str, provinces: set[str], within: str | None) -> bool:
    """Tell whether an area lies in the one that is said, else in one of these provinces."""
    return within in own_areas(code) if within else code[:2] in provinces


def _score(asked: Profile, other: Profile, verdict: Verdict) -> float:
    """Give a score from 0 to 100: all of it for an equal name or body, a part for what is only alike."""
    same = verdict.predicate in (Predicate.EXACT, Predicate.CLOSE)
    texts = {read_name(n).text for n in other.thing.names}
    if same and (asked.body or asked.code or asked.measure or any(n.text in texts for n in asked.names)):
        return 100.0
    share = verdict.confidence if verdict.predicate else verdict.likeness or 0
    return round(_WORTH[verdict.predicate] * share, 1)


def _where(thing: Thing, score: float, area: str | None, *, known: bool) -> float:
    """Lower the score of what is measured elsewhere than is said, or, if nothing is said, in one area of many though the
    name is `known` to mean an indicator."""
    if thing.kind is not Kind.INDICATOR or thing.home == (area or ""):
        return score
    if area and thing.home:
        return round(score * ELSEWHERE / 100, 1)
    return min(score, LIKELY) if area or known else score


def _place(candidate: Candidate, name: str) -> tuple[float, bool, bool, str]:
    """Give the place in the order: the higher score, an indicator of the scheme, what bears that very name, the IRI."""
    thing = candidate.thing
    return -candidate.score, not thing.iri.startswith(SCHEMES), name not in thing.names, thing.iri


def _one_in_the_area(ranked: Sequence[Candidate], area: str | None) -> list[Candidate]:
    """Let the first that is measured in the area that is said stand before others of several graphs, and before the scheme."""
    sure = [c for c in ranked if c.score >= SURE and c.thing.kind is Kind.INDICATOR] if area else []
    first = next((c for c in sure if c.thing.home == area), None)
    if first is None:
        return list(ranked)
    lowered = [replace(c, score=LIKELY) if c in sure and c is not first else c for c in ranked]
    return sorted(lowered, key=lambda c: -c.score)


def _decided(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Mark the first candidate as a match if it alone is sure."""
    sure = [c for c in ranked if c.score >= SURE]
    return [replace(c, match=len(sure) == 1 and c is sure[0]) for c in ranked]
