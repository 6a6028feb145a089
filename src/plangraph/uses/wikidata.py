"""Wikidata offline: a dump (a JSON array or an entity a line), or a query result (SPARQL results as JSON, or CSV)."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from plangraph.errors import InputError, LimitError
from plangraph.knowledge.things import Kind, Thing
from plangraph.uses.catalogue import MAX_SIZE, Catalogue, Location, code_in, media_type

Found = tuple[Thing, Location]
_ID = re.compile(r"[QPL][1-9]\d*")
ITEMS = "http://www.wikidata.org/entity/"
DATASET = "http://www.wikidata.org/"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_CODE, _ENDED, _CLASS, _POINT, _GEONAMES = "P442", "P576", "P31", "P625", "P1566"
_EARTH = "http://www.wikidata.org/entity/Q2"
_WKT = re.compile(r"Point\(\s*(?P<longitude>-?[0-9.]+)\s+(?P<latitude>-?[0-9.]+)\s*\)", re.IGNORECASE)
_LANGUAGES = ("zh-hans", "zh-cn", "zh", "zh-hant", "zh-tw", "zh-hk", "en")
_KINDS: Mapping[str, Kind] = {  # the classes that items about China's local government most often have
    **dict.fromkeys(
        ("Q10864048", "Q1615742", "Q13220204", "Q50231", "Q1289426", "Q748149", "Q515", "Q3357580"), Kind.AREA
    ),
    **dict.fromkeys(("Q327333", "Q43229", "Q4830453", "Q3918", "Q16917", "Q9826", "Q31855"), Kind.ORGANISATION),
    **dict.fromkeys(("Q1656682", "Q132241", "Q27968055", "Q18608583"), Kind.EVENT),
    **dict.fromkeys(("Q820655", "Q49371", "Q1751850"), Kind.DOCUMENT),
    **dict.fromkeys(("Q570116", "Q123705", "Q839954", "Q22698"), Kind.PLACE),
}
_LABELS = ("label", "zh", "name")
_ALIASES = ("altlabel", "alias", "aliases")
_CODES = ("p442", "code", "divisioncode", "china_code", "administrativecode")
_POINTS = ("p625", "coord", "coords", "coordinates", "location", "point")
_GEONAMES_IDS = ("p1566", "geonames", "geonamesid")
_ENDS = ("p576", "dissolved", "end", "abolished")


def read_wikidata(path: Path) -> Catalogue:
    """Read items of Wikidata from a file; nothing is fetched.

    Raises InputError for a file that is missing, none of these forms, or without the columns that are needed, LimitError for
    one over 500 MB.
    """
    try:
        if path.stat().st_size > MAX_SIZE:
            raise LimitError(f"{path} 超过 500 MB / {path} is over 500 MB")
        found = {thing.iri: (thing, location) for thing, location in _read(path)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} 不是维基数据的转储或查询结果 / {path} is no dump or query result of Wikidata: {error}"
        ) from error
    return Catalogue(
        DATASET,
        path.name,
        [thing for thing, _ in found.values()],
        media=media_type(path),
        size=path.stat().st_size,
        licence=LICENCE,
        locations={iri: location for iri, (_, location) in found.items() if location != Location()},
    )


def _read(path: Path) -> Iterator[Found]:
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as handle:
            table = csv.DictReader(handle)
            return _rows(list(table), path.name, table.fieldnames or ())
    with path.open(encoding="utf-8-sig") as handle:
        start = handle.read(1)
        handle.seek(0)
        if start == "{" and path.suffix.lower() not in (".ndjson", ".jsonl"):
            return _whole(json.load(handle), path.name)
        return iter([thing for line in handle if (thing := _line(line))])


def _line(line: str) -> Found | None:
    """Read a line of a dump: an entity, in an array with a comma behind it."""
    text = line.strip().removesuffix(",")
    return _item(json.loads(text)) if text not in ("", "[", "]") else None


def _whole(found: Mapping[str, Any], name: str) -> Iterator[Found]:
    """Read SPARQL results, the answer of Special:EntityData, or a single entity."""
    if "results" in found:
        bindings = found["results"]["bindings"]
        rows = [{column: cell["value"] for column, cell in row.items()} for row in bindings]
        return _rows(rows, name, found.get("head", {}).get("vars", ()))
    if "entities" in found:
        return (thing for item in found["entities"].values() if (thing := _item(item)))
    thing = _item(found)
    return iter([thing] if thing else [])


def _item(item: Mapping[str, Any]) -> Found | None:
    labels, aliases = item.get("labels") or {}, item.get("aliases") or {}
    names = [labels[tag]["value"] for tag in _LANGUAGES if tag in labels]
    names += [alias["value"] for tag in _LANGUAGES for alias in aliases.get(tag, ())]
    claims = item.get("claims") or {}
    classes = [value["id"] for value in _values(claims, _CLASS)]
    code = next(filter(None, map(code_in, _values(claims, _CODE))), None)
    thing = _thing(item["id"], names, code, classes, bool(_values(claims, _ENDED)))
    points = [
        _point(v["longitude"], v["latitude"]) for v in _values(claims, _POINT) if v.get("globe", _EARTH) == _EARTH
    ]
    return (thing, _location(points, _values(claims, _GEONAMES))) if thing else None


def _location(points: Iterable[tuple[Decimal, Decimal] | None], ids: Iterable[str]) -> Location:
    """Give the first of the points and of the ids of GeoNames.

    Raises ValueError for what is no id of GeoNames.
    """
    geonames = next(iter(ids), None)
    if geonames is not None and not re.fullmatch(r"[1-9][0-9]*", geonames):
        raise ValueError(f"no id of GeoNames: {geonames!r}")
    return Location(next(filter(None, points), None), geonames)


def _point(longitude: object, latitude: object) -> tuple[Decimal, Decimal]:
    """Read a point on Earth; raises ValueError for what lies outside of it."""
    try:
        found = Decimal(str(longitude)), Decimal(str(latitude))
    except InvalidOperation as error:
        raise ValueError(f"no coordinates: {longitude!r}, {latitude!r}") from error
    if not (abs(found[0]) <= 180 and abs(found[1]) <= 90):
        raise ValueError(f"no coordinates on Earth: {longitude!r}, {latitude!r}")
    return found


def _point_in(text: str) -> tuple[Decimal, Decimal] | None:
    """Read a point as query results write it, ``Point(116.36 39.91)``; one on another globe has its name before it."""
    found = _WKT.fullmatch(text.strip())
    return _point(found["longitude"], found["latitude"]) if found else None


def _values(claims: Mapping[str, Any], property_: str) -> list[Any]:
    """Give the values of a property that are not deprecated, the preferred ones first."""
    ranks = {"preferred": 0, "normal": 1}
    said = [s for s in claims.get(property_, ()) if s.get("rank", "normal") in ranks]
    snaks = [s["mainsnak"] for s in sorted(said, key=lambda s: ranks[s.get("rank", "normal")])]
    return [snak["datavalue"]["value"] for snak in snaks if "datavalue" in snak]


def _rows(rows: Iterable[Mapping[str, str]], name: str, columns: Iterable[str]) -> Iterator[Found]:
    """Read the rows of a query result, several of which may be about one item.

    Raises InputError where there is no column of items, or none of labels.
    """
    items: dict[str, list[Mapping[str, str]]] = {}
    labelled = any(_is_label(column.lower()) for column in columns)
    for row in rows:
        iri = next((v for v in row.values() if v and v.startswith((ITEMS, ITEMS.replace("http:", "https:")))), None)
        if iri is None or not labelled:
            raise _lacking(name, columns)
        items.setdefault(iri.rpartition("/")[2], []).append({k.lower(): v for k, v in row.items() if k and v})
    if not items:
        raise _lacking(name, columns)
    for item, found in items.items():
        names = [v for row in found for k, v in row.items() if _is_label(k)]
        names += [n.strip() for row in found for k, v in row.items() if k.endswith(_ALIASES) for n in v.split(",")]
        codes = [code_in(v) for row in found for k, v in row.items() if k in _CODES]
        ended = any(k in _ENDS for row in found for k in row)
        thing = _thing(item, names, next(filter(None, codes), None), [], ended)
        points = [_point_in(v) for row in found for k, v in row.items() if k in _POINTS]
        if thing:
            yield thing, _location(points, [v for row in found for k, v in row.items() if k in _GEONAMES_IDS])


def _is_label(column: str) -> bool:
    return column.endswith(_LABELS) and not column.endswith(_ALIASES)


def _lacking(name: str, columns: Iterable[str]) -> InputError:
    """Say which columns a query result needs, and which there are (zh / en)."""
    there = ", ".join(columns) or "—"
    return InputError(
        f"{name} 不是可用的维基数据查询结果：须有条目列（值为 {ITEMS}Q…）和名称列（列名以 label、name 或 zh 结尾，如 itemLabel），"
        f"最好还有区划代码列（code 或 P442）；现有的列：{there} / {name} is no query result of Wikidata that can be used: it needs rows with a "
        f"column of items ({ITEMS}Q…) and one of labels (named …label, …name or …zh, as itemLabel), best with one of codes "
        f"(code or P442); its columns are: {there}"
    )


def _thing(item: str, names: Iterable[str], code: str | None, classes: Iterable[str], ended: bool) -> Thing | None:
    """Give an item as a thing, None where it has no name; an item with an administrative code is an area.

    Raises ValueError for what is no item's id.
    """
    if not _ID.fullmatch(item):
        raise ValueError(f"no id of an item: {item!r}")
    known = tuple(dict.fromkeys(n for n in names if n))
    kind = Kind.AREA if code else next((_KINDS[c] for c in classes if c in _KINDS), None)
    return Thing(ITEMS + item, kind, known, code=code, ended=ended) if known else None
