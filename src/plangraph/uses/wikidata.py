"""Wikidata offline: a dump (a JSON array or an entity a line), or a query result (SPARQL results as JSON, or CSV)."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from plangraph.errors import InputError, LimitError
from plangraph.knowledge.things import Kind, Thing
from plangraph.uses.catalogue import MAX_SIZE, Catalogue, Location, code_in, media_type

_Value = TypeVar("_Value")
_ID = re.compile(r"[QPL][1-9]\d*")
ITEMS = "http://www.wikidata.org/entity/"
_ITEM = re.compile(rf"https?://www\.wikidata\.org/entity/({_ID.pattern})")
DATASET = "http://www.wikidata.org/"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_CODE, _ENDED, _CLASS, _POINT, _GEONAMES = "P442", "P576", "P31", "P625", "P1566"
_EARTH = "http://www.wikidata.org/entity/Q2"
_WKT = re.compile(
    r"(?P<globe><[^<>]*>\s*)?Point\(\s*(?P<longitude>-?[0-9.]+)\s+(?P<latitude>-?[0-9.]+)\s*\)", re.IGNORECASE
)
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
_QUOTED = 80  # characters of a value that cannot be used, that are shown


class _Cell(NamedTuple):
    """A value, and the line of the file that it stands in, where that is known."""

    value: Any
    line: int | None = None


class Found(NamedTuple):
    """An item, where it is, and what of that could not be used (zh / en)."""

    thing: Thing
    location: Location
    unusable: tuple[str, ...]


_LABELS = ("label", "zh", "name")
_ALIASES = ("altlabel", "alias", "aliases")
_CODES = ("p442", "code", "divisioncode", "china_code", "administrativecode")
_POINTS = ("p625", "coord", "coords", "coordinates", "location", "point")
_GEONAMES_IDS = ("p1566", "geonames", "geonamesid")
_ENDS = ("p576", "dissolved", "end", "abolished")


def read_wikidata(path: Path) -> Catalogue:
    """Read items of Wikidata from a file; nothing is fetched. What cannot be used is left out and told: coordinates, ids, and
    rows of a query result that name no item.

    Raises InputError for a file that is missing, none of these forms, or without the columns that are needed, LimitError for
    one over 500 MB.
    """
    try:
        if path.stat().st_size > MAX_SIZE:
            raise LimitError(f"{path} 超过 500 MB / {path} is over 500 MB")
        read = list(_read(path))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} 不是维基数据的转储或查询结果 / {path} is no dump or query result of Wikidata: {error}"
        ) from error
    found = {one.thing.iri: one for one in read if isinstance(one, Found)}
    odd = [one for one in read if isinstance(one, str)]
    return Catalogue(
        DATASET,
        path.name,
        [one.thing for one in found.values()],
        media=media_type(path),
        size=path.stat().st_size,
        licence=LICENCE,
        locations={iri: one.location for iri, one in found.items() if one.location != Location()},
        unusable=(*odd, *(words for one in found.values() for words in one.unusable)),
    )


def _read(path: Path) -> Iterator[Found | str]:
    """Give the items of a file, and what is odd in it (zh / en)."""
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as handle:
            table = csv.DictReader(handle)
            return _rows([(table.line_num, row) for row in table], path.name, table.fieldnames or ())
    with path.open(encoding="utf-8-sig") as handle:
        start = handle.read(1)
        handle.seek(0)
        if start == "{" and path.suffix.lower() not in (".ndjson", ".jsonl"):
            return _whole(json.load(handle), path.name)
        return iter([one for number, line in enumerate(handle, 1) if (one := _line(line, number))])


def _line(line: str, number: int) -> Found | None:
    """Read a line of a dump: an entity, in an array with a comma behind it."""
    text = line.strip().removesuffix(",")
    return _item(json.loads(text), number) if text not in ("", "[", "]") else None


def _whole(found: Mapping[str, Any], name: str) -> Iterator[Found | str]:
    """Read SPARQL results, the answer of Special:EntityData, or a single entity."""
    if "results" in found:
        bindings = found["results"]["bindings"]
        rows = [(None, {column: cell["value"] for column, cell in row.items()}) for row in bindings]
        return _rows(rows, name, found.get("head", {}).get("vars", ()))
    if "entities" in found:
        return (thing for item in found["entities"].values() if (thing := _item(item)))
    thing = _item(found)
    return iter([thing] if thing else [])


def _item(item: Mapping[str, Any], line: int | None = None) -> Found | None:
    labels, aliases = item.get("labels") or {}, item.get("aliases") or {}
    names = [labels[tag]["value"] for tag in _LANGUAGES if tag in labels]
    names += [alias["value"] for tag in _LANGUAGES for alias in aliases.get(tag, ())]
    claims = item.get("claims") or {}
    classes = [value["id"] for value in _values(claims, _CLASS)]
    code = next(filter(None, map(code_in, _values(claims, _CODE))), None)
    thing = _thing(item["id"], names, code, classes, bool(_values(claims, _ENDED)))
    points, ids = ([_Cell(value, line) for value in _values(claims, p)] for p in (_POINT, _GEONAMES))
    return _located(thing, points, ids) if thing else None


def _located(thing: Thing, points: Iterable[_Cell], ids: Iterable[_Cell]) -> Found:
    """Give an item with the first of the points on Earth and of the ids of GeoNames that can be used."""
    item, unusable = thing.iri.removeprefix(ITEMS), dict[str, None]()
    found = Location(
        _first(_point_in, points, unusable, (item, "地球上的坐标", "no coordinates on Earth")),
        _first(_geonames_in, ids, unusable, (item, "GeoNames 编号", "no id of GeoNames")),
    )
    return Found(thing, found, tuple(unusable))


def _first(
    read: Callable[[Any], _Value | None], cells: Iterable[_Cell], unusable: dict[str, None], words: tuple[str, str, str]
) -> _Value | None:
    """Give the first value that is one, and add what is wrong with others to `unusable`, a value of several rows once."""
    found: _Value | None = None
    told = set[str]()
    item, zh, en = words
    for cell in cells:
        try:
            value = read(cell.value)
        except ValueError:
            said = repr(cell.value)[:_QUOTED].replace(" / ", "/")
            where = (f"第 {cell.line} 行，{item}", f"line {cell.line}, {item}") if cell.line else (item, item)
            if said not in told:
                unusable[f"{where[0]}：{said} 不是{zh}，略过 / {where[1]}: {said} is {en} and left out"] = None
            told.add(said)
        else:
            found = value if found is None else found
    return found


def _geonames_in(text: object) -> str:
    """Read an id of GeoNames; raises ValueError for what is none."""
    found = re.fullmatch(r"[1-9][0-9]*", str(text).strip())
    if not found:
        raise ValueError(text)
    return found[0]


def _point(longitude: object, latitude: object) -> tuple[Decimal, Decimal]:
    """Read a point on Earth; raises ValueError for what lies outside of it."""
    try:
        found = Decimal(str(longitude)), Decimal(str(latitude))
        on_earth = abs(found[0]) <= 180 and abs(found[1]) <= 90
    except InvalidOperation as error:  # NaN compares with nothing
        raise ValueError(f"{longitude!r}, {latitude!r}") from error
    if not on_earth:
        raise ValueError(f"{longitude!r}, {latitude!r}")
    return found


def _point_in(value: object) -> tuple[Decimal, Decimal] | None:
    """Read a point as dumps write it, with the globe that it is on, or as query results do, ``Point(116.36 39.91)``; None for
    one on another globe, which query results name before it. Raises ValueError for what is no point."""
    if isinstance(value, dict):
        return _point(value.get("longitude"), value.get("latitude")) if value.get("globe", _EARTH) == _EARTH else None
    found = _WKT.fullmatch(str(value).strip())
    if not found:
        raise ValueError(value)
    return None if found["globe"] else _point(found["longitude"], found["latitude"])


def _values(claims: Mapping[str, Any], property_: str) -> list[Any]:
    """Give the values of a property that are not deprecated, the preferred ones first."""
    ranks = {"preferred": 0, "normal": 1}
    said = [s for s in claims.get(property_, ()) if s.get("rank", "normal") in ranks]
    snaks = [s["mainsnak"] for s in sorted(said, key=lambda s: ranks[s.get("rank", "normal")])]
    return [snak["datavalue"]["value"] for snak in snaks if "datavalue" in snak]


def _rows(
    rows: Iterable[tuple[int | None, Mapping[str, str]]], name: str, columns: Iterable[str]
) -> Iterator[Found | str]:
    """Read the rows of a query result, several of which may be about one item; say (zh / en) which name none.

    Raises InputError where there is no column of items, or none of labels.
    """
    items: dict[str, list[tuple[int | None, Mapping[str, str]]]] = {}
    labelled = any(_is_label(column.lower()) for column in columns)
    odd = []
    for number, (line, row) in enumerate(rows, 1):
        item = next((named[1] for v in row.values() if isinstance(v, str) and (named := _ITEM.fullmatch(v))), None)
        if item is None:
            where = (f"第 {line} 行", f"line {line}") if line else (f"第 {number} 个结果", f"result {number}")
            odd.append(f"{where[0]}没有条目，略过 / {where[1]} names no item and is left out")
            continue
        items.setdefault(item, []).append((line, {k.lower(): v for k, v in row.items() if k and v}))
    if not items or not labelled:
        raise _lacking(name, columns)
    yield from odd
    for item, found in items.items():
        cells = [(key, _Cell(value, line)) for line, row in found for key, value in row.items()]
        names = [c.value for key, c in cells if _is_label(key)]
        names += [n.strip() for key, c in cells if key.endswith(_ALIASES) for n in c.value.split(",")]
        codes = [code_in(c.value) for key, c in cells if key in _CODES]
        ended = any(key in _ENDS for key, _ in cells)
        thing = _thing(item, names, next(filter(None, codes), None), [], ended)
        points, ids = ([c for key, c in cells if key in columns_] for columns_ in (_POINTS, _GEONAMES_IDS))
        if thing:
            yield _located(thing, points, ids)


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
