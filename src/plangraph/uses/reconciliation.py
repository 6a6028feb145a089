"""Which of our things a name in a spreadsheet means: the answers of the Reconciliation Service API 0.2, without the network."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from plangraph import __version__
from plangraph.errors import LimitError, TimeLimitError, UsageError
from plangraph.graph.iris import THINGS
from plangraph.graph.vocab import ONTOLOGY
from plangraph.knowledge.things import Kind, Thing
from plangraph.text.divisions import full_name
from plangraph.uses.register import LIMIT, LONGEST, Candidate, Register

MOST_QUERIES = 500  # in one batch
SECONDS = 20  # for one batch
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
_KIND_OF = {name: kind for kind in Kind for name in (ONTOLOGY + kind, f"plan:{kind}", str(kind))}
_PROPERTIES: Mapping[str, tuple[str, str]] = {
    "area": ("地区 / area", "名称所在的地区，名称或区划代码 / the area it is used in, by name or code"),
    "code": ("区划代码 / code", "GB/T 2260"),
    "name": ("名称 / name", "首选名称 / the preferred name"),
    "alternative": ("别名 / other names", "其他名称 / other names"),
    "unit": ("单位 / unit", "指标的单位 / the unit of an indicator"),
}
Json = dict[str, Any]


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
    stating = (p.get("v") for p in properties if p.get("pid") in ("area", "code"))
    area = next(filter(None, (_area(register, value) for value in stating)), None)
    most = limit if isinstance(limit, int | float) else LIMIT  # 1e999 is infinite
    return register.find(query.get("query", ""), kinds, area, most)


def _area(register: Register, value: Any) -> str | None:
    """Give the code of an area that a property names: by code, name or IRI."""
    if isinstance(value, list):
        return next(filter(None, (_area(register, one) for one in value)), None)
    return register.area_code(str(value.get("id", "") if isinstance(value, dict) else value))


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
