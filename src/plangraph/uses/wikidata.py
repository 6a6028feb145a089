"""Wikidata offline: a dump (a JSON array or an entity a line), or a query result (SPARQL results as JSON, or CSV)."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plangraph.errors import InputError, LimitError
from plangraph.knowledge.things import Kind, Thing
from plangraph.uses.catalogue import MAX_SIZE, Catalogue, code_in, media_type

_ID = re.compile(r"[QPL][1-9]\d*")
ITEMS = "http://www.wikidata.org/entity/"
DATASET = "http://www.wikidata.org/"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_CODE, _ENDED, _CLASS = "P442", "P576", "P31"
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
_ENDS = ("p576", "dissolved", "end", "abolished")


def read_wikidata(path: Path) -> Catalogue:
    """Read items of Wikidata from a file; nothing is fetched.

    Raises InputError for a file that is missing or none of these forms, LimitError for one over 500 MB.
    """
    try:
        if path.stat().st_size > MAX_SIZE:
            raise LimitError(f"{path} 超过 500 MB / {path} is over 500 MB")
        things = {thing.iri: thing for thing in _read(path)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} 不是维基数据的转储或查询结果 / {path} is no dump or query result of Wikidata: {error}"
        ) from error
    return Catalogue(
        DATASET, path.name, list(things.values()), media=media_type(path), size=path.stat().st_size, licence=LICENCE
    )


def _read(path: Path) -> Iterator[Thing]:
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return _rows(list(csv.DictReader(handle)))
    with path.open(encoding="utf-8-sig") as handle:
        start = handle.read(1)
        handle.seek(0)
        if start == "{" and path.suffix.lower() not in (".ndjson", ".jsonl"):
            return _whole(json.load(handle))
        return iter([thing for line in handle if (thing := _line(line))])


def _line(line: str) -> Thing | None:
    """Read a line of a dump: an entity, in an array with a comma behind it."""
    text = line.strip().removesuffix(",")
    return _item(json.loads(text)) if text not in ("", "[", "]") else None


def _whole(found: Mapping[str, Any]) -> Iterator[Thing]:
    """Read SPARQL results, the answer of Special:EntityData, or a single entity."""
    if "results" in found:
        bindings = found["results"]["bindings"]
        return _rows([{name: cell["value"] for name, cell in row.items()} for row in bindings])
    if "entities" in found:
        return (thing for item in found["entities"].values() if (thing := _item(item)))
    thing = _item(found)
    return iter([thing] if thing else [])


def _item(item: Mapping[str, Any]) -> Thing | None:
    labels, aliases = item.get("labels") or {}, item.get("aliases") or {}
    names = [labels[tag]["value"] for tag in _LANGUAGES if tag in labels]
    names += [alias["value"] for tag in _LANGUAGES for alias in aliases.get(tag, ())]
    claims = item.get("claims") or {}
    classes = [value["id"] for value in _values(claims, _CLASS)]
    code = next(filter(None, map(code_in, _values(claims, _CODE))), None)
    return _thing(item["id"], names, code, classes, bool(_values(claims, _ENDED)))


def _values(claims: Mapping[str, Any], property_: str) -> list[Any]:
    """Give the values of a property that are not deprecated, the preferred ones first."""
    ranks = {"preferred": 0, "normal": 1}
    said = [s for s in claims.get(property_, ()) if s.get("rank", "normal") in ranks]
    snaks = [s["mainsnak"] for s in sorted(said, key=lambda s: ranks[s.get("rank", "normal")])]
    return [snak["datavalue"]["value"] for snak in snaks if "datavalue" in snak]


def _rows(rows: Iterable[Mapping[str, str]]) -> Iterator[Thing]:
    """Read the rows of a query result, several of which may be about one item."""
    items: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        iri = next((v for v in row.values() if v and v.startswith((ITEMS, ITEMS.replace("http:", "https:")))), None)
        if iri is None:
            raise ValueError("no column of items")
        items.setdefault(iri.rpartition("/")[2], []).append({k.lower(): v for k, v in row.items() if k and v})
    for item, found in items.items():
        names = [v for row in found for k, v in row.items() if k.endswith(_LABELS) and not k.endswith(_ALIASES)]
        names += [n.strip() for row in found for k, v in row.items() if k.endswith(_ALIASES) for n in v.split(",")]
        codes = [code_in(v) for row in found for k, v in row.items() if k in _CODES]
        ended = any(k in _ENDS for row in found for k in row)
        thing = _thing(item, names, next(filter(None, codes), None), [], ended)
        if thing:
            yield thing


def _thing(item: str, names: Iterable[str], code: str | None, classes: Iterable[str], ended: bool) -> Thing | None:
    """Give an item as a thing, None where it has no name; an item with an administrative code is an area.

    Raises ValueError for what is no item's id.
    """
    if not _ID.fullmatch(item):
        raise ValueError(f"no id of an item: {item!r}")
    known = tuple(dict.fromkeys(n for n in names if n))
    kind = Kind.AREA if code else next((_KINDS[c] for c in classes if c in _KINDS), None)
    return Thing(ITEMS + item, kind, known, code=code, ended=ended) if known else None
