"""Which of our things a name in a spreadsheet means: the answers of the Reconciliation Service API 0.2, without the network."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from plangraph import __version__
from plangraph.errors import LimitError, TimeLimitError, UsageError
from plangraph.graph.iris import THINGS
from plangraph.graph.vocab import ONTOLOGY
from plangraph.knowledge.blocks import Index
from plangraph.knowledge.counterparts import Profile, Verdict, judge, profile
from plangraph.knowledge.functions import read_body
from plangraph.knowledge.likeness import LEVELS, read_name
from plangraph.knowledge.things import Kind, Predicate, Thing
from plangraph.text.divisions import find_area, full_name
from plangraph.uses.catalogue import code_in

LIMIT, MOST = 5, 50  # candidates that are given by default, and at most
MOST_QUERIES = 500  # in one batch
LONGEST = 500  # characters of a name
SECONDS = 20  # for one batch
SURE = 95.0  # score from which on, if only one has it, a candidate is a match
UNSEATED = 60.0  # score of a body of the function that is asked for, where its area is not said
_COUNTRY = "100000"
_SUGGESTED = 20
_TYPE_NAMES = {
    Kind.AREA: "地区 / area",
    Kind.PLACE: "地点 / place",
    Kind.ORGANISATION: "机构 / organisation",
    Kind.PROJECT: "项目 / project",
    Kind.PROGRAMME: "行动 / programme",
    Kind.DOCUMENT: "文件 / document",
    Kind.EVENT: "活动 / event",
    Kind.AWARD: "荣誉 / award",
    Kind.TERM: "名词 / glossary term",
    Kind.INDICATOR: "指标 / indicator",
}
_KIND_OF = {ONTOLOGY + kind: kind for kind in Kind}
_PROPERTIES: Mapping[str, tuple[str, str]] = {
    "area": ("地区 / area", "名称所在的地区，名称或区划代码 / the area it is used in, by name or code"),
    "code": ("区划代码 / code", "GB/T 2260"),
    "name": ("名称 / name", "首选名称 / the preferred name"),
    "alternative": ("别名 / other names", "其他名称 / other names"),
    "unit": ("单位 / unit", "指标的单位 / the unit of an indicator"),
}
_WORTH: Mapping[Predicate | None, float] = {  # of a hundred, by what is thought of the pair
    Predicate.EXACT: 100,
    Predicate.CLOSE: 100,
    Predicate.BROAD: 60,
    Predicate.NARROW: 60,
    Predicate.RELATED: 50,
    None: 40,
}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean, with a score from 0 to 100; `match` tells that there is no doubt."""

    thing: Thing
    score: float
    match: bool = False


class Register:
    """The things that names are looked up among."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._index = Index(map(profile, {thing.iri: thing for thing in things}.values()))
        self._by_iri = {p.thing.iri: p.thing for p in self._index.profiles}
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

    def find(
        self, name: str, kinds: Sequence[Kind] = (), area: str | None = None, limit: int = LIMIT
    ) -> list[Candidate]:
        """Give what a name may mean, the likeliest first; `kinds` leaves out all others, `area` is the code of the area
        in which it is used.

        Raises UsageError for a name beyond all measure.
        """
        if len(name) > LONGEST:
            raise UsageError(f"名称超过 {LONGEST} 个字符 / a name of over {LONGEST} characters")
        if not read_name(name).text:
            return []
        best: dict[str, Candidate] = {}
        for asked in _asked(name, kinds, area):
            for other in self._index.candidates(asked):
                verdict = judge(asked, other)
                if verdict and (not kinds or other.thing.kind in kinds):
                    found = Candidate(other.thing, _score(asked, other, verdict))
                    best[other.thing.iri] = max(found, best.get(other.thing.iri, found), key=lambda c: c.score)
        if area is None and (not kinds or Kind.ORGANISATION in kinds):
            for body in self._unseated(name):
                best.setdefault(body.thing.iri, Candidate(body.thing, UNSEATED))
        ranked = sorted(best.values(), key=lambda c: (-c.score, name not in c.thing.names, c.thing.iri))
        return _decided(ranked[: max(1, min(limit, MOST))])

    def _unseated(self, name: str) -> Iterator[Profile]:
        """Give the bodies of the function that a name without an area means: 发改委 of any area, 区教委 of districts only."""
        name = name.strip()
        level = name[0] if name[0] in LEVELS else ""
        if self._seat is None or read_body(name):
            return
        meant = read_body(full_name(self._seat) + name.removeprefix(level))
        if meant is None:
            return
        for other in self._index.candidates(Profile(Thing("", Kind.ORGANISATION, (name,)), (), body=meant)):
            body = other.body
            if body and body.function == meant.function and full_name(body.seat).endswith(level):
                yield other


def _asked(name: str, kinds: Sequence[Kind], area: str | None) -> Iterator[Profile]:
    """Give the things that a name may be taken for: of each kind, of none said, of an area by its code."""
    if code := code_in(name):
        yield profile(Thing("", Kind.AREA, (name,), code=code))
        return
    for kind in kinds or (None, Kind.AREA, Kind.INDICATOR):
        yield profile(Thing("", kind, (name,), home=area))


def _score(asked: Profile, other: Profile, verdict: Verdict) -> float:
    """Give a score from 0 to 100: all of it for an equal name or body, a part for what is only alike."""
    same = verdict.predicate in (Predicate.EXACT, Predicate.CLOSE)
    texts = {read_name(n).text for n in other.thing.names}
    if same and (asked.body or asked.code or asked.measure or any(n.text in texts for n in asked.names)):
        return 100.0
    share = verdict.confidence if verdict.predicate else verdict.likeness or 0
    return round(_WORTH[verdict.predicate] * share, 1)


def _decided(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Mark the first candidate as a match if it alone is sure."""
    sure = [c for c in ranked if c.score >= SURE]
    return [replace(c, match=len(sure) == 1 and c is sure[0]) for c in ranked]


def manifest(address: str) -> Json:
    """Describe the service that answers at an address (no slash at its end)."""
    return {
        "versions": ["0.2"],
        "name": "plangraph",
        "identifierSpace": THINGS,
        "schemaSpace": ONTOLOGY,
        "serviceVersion": __version__,
        "defaultTypes": [_type(kind) for kind in Kind],
        "view": {"url": "{{id}}"},
        "preview": {"url": f"{address}/preview?id={{{{id}}}}", "width": 420, "height": 200},
        "suggest": {
            "entity": _service(address, "entity", flyout=True),
            "type": _service(address, "type"),
            "property": _service(address, "property"),
        },
        "extend": {"propose_properties": {"service_url": address, "service_path": "/extend/propose"}},
    }


def _service(address: str, what: str, *, flyout: bool = False) -> Json:
    more = {"flyout_service_url": address, "flyout_service_path": f"/flyout/{what}?id=${{id}}"} if flyout else {}
    return {"service_url": address, "service_path": f"/suggest/{what}", **more}


def _type(kind: Kind) -> Json:
    return {"id": ONTOLOGY + kind, "name": _TYPE_NAMES[kind]}


def answer(register: Register, queries: Mapping[str, Any], clock: Callable[[], float] = time.monotonic) -> Json:
    """Answer a batch of queries, by their keys.

    Raises UsageError for a query that is none, LimitError for a batch beyond measure or one that takes too long.
    """
    if not isinstance(queries, dict):
        raise UsageError("queries 不是对象 / queries is no object")
    if len(queries) > MOST_QUERIES:
        raise LimitError(f"一批超过 {MOST_QUERIES} 个查询 / over {MOST_QUERIES} queries in one batch")
    end = clock() + SECONDS
    found: Json = {}
    for key, query in queries.items():
        if clock() > end:
            raise TimeLimitError(f"一批超过 {SECONDS} 秒 / a batch of over {SECONDS} seconds")
        found[key] = {"result": [_candidate(c) for c in _answered(register, query)]}
    return found


def _answered(register: Register, query: Any) -> list[Candidate]:
    if isinstance(query, str):
        query = {"query": query}
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
        raise UsageError("查询不是对象 / a query is no object")
    given = query.get("type") or []
    types = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    kinds = [_KIND_OF[t] for t in types if isinstance(t, str) and t in _KIND_OF]
    if types and not kinds and query.get("type_strict") != "should":
        return []
    limit = query.get("limit")
    stated = query.get("properties")
    properties = [p for p in (stated if isinstance(stated, list) else []) if isinstance(p, dict)]
    area = next((code for p in properties if p.get("pid") in ("area", "code") if (code := _area(p.get("v")))), None)
    most = int(max(1, min(limit, MOST))) if isinstance(limit, int | float) else LIMIT  # 1e999 is infinite
    return register.find(query.get("query", ""), kinds, area, most)


def _area(value: Any) -> str | None:
    """Give the code of an area that a property names: by code, name or IRI."""
    if isinstance(value, list):
        return next(filter(None, map(_area, value)), None)
    text = str(value.get("id", "") if isinstance(value, dict) else value)
    area = find_area(text)
    return code_in(text.removeprefix(f"{THINGS}area/")) or (area.code if area else None)


def _candidate(c: Candidate) -> Json:
    thing = c.thing
    said: Json = {"id": thing.iri, "name": thing.name, "score": c.score, "match": c.match}
    if described := describe(thing):
        said["description"] = described
    said["type"] = [_type(thing.kind)] if thing.kind else []
    return said


def describe(thing: Thing) -> str:
    """Say what tells a thing from others of its name: the area it lies in or is used in, and its other names."""
    place = thing.code or thing.within or thing.home
    parts = [full_name(place)] if place else []
    return "；".join([*parts, *thing.names[1:3]])


def suggested_entities(register: Register, prefix: str, cursor: int = 0) -> Json:
    """Give the things with a name that begins with, or holds, what was typed."""
    return {
        "result": [
            {
                "id": thing.iri,
                "name": thing.name,
                "description": describe(thing),
                "notable": [_type(thing.kind)] if thing.kind else [],
            }
            for thing in register.beginning(prefix[:LONGEST], max(0, cursor))
        ]
    }


def suggested_types(prefix: str) -> Json:
    """Give the kinds of things whose name, in either language, holds what was typed."""
    return {"result": [_type(kind) for kind in Kind if prefix.casefold() in f"{_TYPE_NAMES[kind]} {kind}".casefold()]}


def suggested_properties(prefix: str) -> Json:
    """Give the properties whose name, in either language, holds what was typed."""
    return {
        "result": [
            {"id": key, "name": name, "description": about}
            for key, (name, about) in _PROPERTIES.items()
            if prefix.casefold() in f"{name} {key}".casefold()
        ]
    }


def proposed(kind: str, limit: int = len(_PROPERTIES)) -> Json:
    """Propose what a table of a kind of things can be extended by."""
    names = [{"id": key, "name": name} for key, (name, _) in _PROPERTIES.items()]
    return {"type": kind, "limit": limit, "properties": names[: max(0, limit)]}


def extended(register: Register, asked: Mapping[str, Any]) -> Json:
    """Give the properties asked for of the things asked for.

    Raises UsageError for a request that is none, LimitError for one beyond measure.
    """
    if not isinstance(asked, dict):
        raise UsageError("extend 不是对象 / extend is no object")
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list):
        raise UsageError("extend 须有 ids 和 properties / extend needs ids and properties")
    if len(ids) * len(wanted) > 20 * MOST_QUERIES:
        raise LimitError("要求扩充的数据过多 / too much to extend at once")
    keys = [str(p.get("id")) for p in wanted if isinstance(p, dict)]
    return {
        "meta": [{"id": key, "name": _PROPERTIES.get(key, (key, ""))[0]} for key in keys],
        "rows": {str(iri): {key: _values(register.thing(str(iri)), key) for key in keys} for iri in ids},
    }


def _values(thing: Thing | None, key: str) -> list[Json]:
    if thing is None:
        return []
    place = thing.code or thing.within or thing.home
    if key == "area":
        return [{"id": f"{THINGS}area/{place}", "name": full_name(place)}] if place else []
    said = {
        "code": [thing.code or ""],
        "name": [thing.name],
        "alternative": list(thing.names[1:]),
        "unit": [thing.unit],
    }
    return [{"str": text} for text in said.get(key, []) if text]
