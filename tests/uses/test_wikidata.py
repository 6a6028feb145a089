"""Wikidata from files: dumps and query results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plangraph.errors import InputError
from plangraph.uses.wikidata import read_wikidata


def claim(value: object, rank: str = "normal") -> dict[str, Any]:
    return {"mainsnak": {"datavalue": {"value": value}}, "rank": rank}


XICHENG = {
    "id": "Q900000001",
    "labels": {"en": {"value": "Xicheng District"}, "zh": {"value": "西城区"}},
    "aliases": {"zh": [{"value": "北京市西城区"}]},
    "claims": {"P442": [claim("11 01 04", "deprecated"), claim("11 01 02")], "P31": [claim({"id": "Q1615742"})]},
}
XUANWU = {
    "id": "Q900000002",
    "labels": {"zh": {"value": "宣武区"}},
    "claims": {"P442": [claim("11 01 04")], "P576": [claim({"time": "+2010-07-01T00:00:00Z"})]},
}
NAMELESS = {"id": "Q1", "labels": {}, "claims": {}}
FOUND = [
    ("http://www.wikidata.org/entity/Q900000001", ("西城区", "Xicheng District", "北京市西城区"), "110102", False),
    ("http://www.wikidata.org/entity/Q900000002", ("宣武区",), "110104", True),
]
DUMP = "[\n" + ",\n".join(json.dumps(i, ensure_ascii=False) for i in (XICHENG, XUANWU, NAMELESS)) + "\n]\n"
LINES = "".join(json.dumps(i, ensure_ascii=False) + "\n" for i in (XICHENG, XUANWU))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dump.json", DUMP),
        ("dump.ndjson", LINES),
        ("entities.json", json.dumps({"entities": {"Q900000001": XICHENG, "Q900000002": XUANWU}})),
    ],
)
def test_dumps(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = read_wikidata(tmp_path / name)
    assert [(t.iri, t.names, t.code, t.ended) for t in found.things] == FOUND
    assert {t.kind for t in found.things} == {"Area"}


RESULTS = {
    "head": {"vars": ["item", "itemLabel", "itemAltLabel", "code"]},
    "results": {
        "bindings": [
            {
                "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q900000001"},
                "itemLabel": {"type": "literal", "value": "西城区"},
                "itemAltLabel": {"type": "literal", "value": "北京市西城区, 西城"},
                "code": {"type": "literal", "value": "11 01 02"},
            }
        ]
    },
}
CSV = (
    'item,itemLabel,itemAltLabel,code\nhttp://www.wikidata.org/entity/Q900000001,西城区,"北京市西城区, 西城",11 01 02\n'
)


@pytest.mark.parametrize(
    ("name", "text"), [("r.json", json.dumps(RESULTS)), ("r.csv", CSV), ("bom.csv", "\ufeff" + CSV)]
)
def test_query_results(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (thing,) = read_wikidata(tmp_path / name).things
    assert (thing.names, thing.code, thing.kind) == (("西城区", "北京市西城区", "西城"), "110102", "Area")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{"),
        ("a.json", '{"results": 1}'),
        ("a.json", "[\n1\n]"),
        ("a.csv", "a,b\n1,2\n"),
        ("a.ndjson", '"x"\n'),
    ],
)
def test_what_is_none_of_it(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no dump or query result"):
        read_wikidata(tmp_path / name)
    with pytest.raises(InputError, match="no dump or query result"):
        read_wikidata(tmp_path / "none.json")
