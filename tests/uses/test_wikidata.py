"""Wikidata from files: dumps and query results."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plangraph.errors import InputError
from plangraph.knowledge.things import Kind, Thing
from plangraph.uses.catalogue import Catalogue, Location
from plangraph.uses.link_graph import links_text
from plangraph.uses.linking import link
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
        ("a.ndjson", '"x"\n'),
    ],
)
def test_what_is_none_of_it(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no dump or query result"):
        read_wikidata(tmp_path / name)
    with pytest.raises(InputError, match="no dump or query result"):
        read_wikidata(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("a,b\n1,2\n", "a, b"),
        ("item,code\nhttp://www.wikidata.org/entity/Q900000001,11 01 02\n", "item, code"),
        ("itemLabel,code\n西城区,11 01 02\n", "itemLabel, code"),
        ("item,itemLabel\n", "item, itemLabel"),
        ("\n", "—"),
    ],
)
def test_a_result_without_what_is_needed_says_what_that_is(text: str, columns: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"column of items .* one of labels .*; its columns are: {columns}$"):
        read_wikidata(tmp_path / "a.csv")


def point(longitude: float, latitude: float, globe: str = "Q2") -> dict[str, Any]:
    return {"longitude": longitude, "latitude": latitude, "globe": f"http://www.wikidata.org/entity/{globe}"}


def located(coordinates: list[dict[str, Any]], geonames: list[dict[str, Any]]) -> dict[str, Any]:
    return {**XICHENG, "claims": {**XICHENG["claims"], "P625": coordinates, "P1566": geonames}}


WHERE = Location((Decimal("116.36611"), Decimal("39.9")), "1787824")
PLACED = located(
    [claim(point(1, 2), "deprecated"), claim(point(9.5, 8, "Q405")), claim(point(116.36611, 39.9))], [claim("1787824")]
)
HEAD = "item,itemLabel,code,coordinates,geonames\n"
ROW = "http://www.wikidata.org/entity/Q900000001,西城区,11 01 02,"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dump.json", f"[\n{json.dumps(PLACED)}\n]\n"),
        ("entity.json", json.dumps({"entities": {"Q900000001": PLACED}})),
        ("rows.csv", f"{HEAD}{ROW}Point(116.36611 39.9),1787824\n"),
        (
            "globes.csv",
            f"{HEAD}{ROW}<http://www.wikidata.org/entity/Q405> Point(9 8),1787824\n{ROW}Point(116.36611 39.9),\n",
        ),
    ],
)
def test_where_an_item_is(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_wikidata(tmp_path / name).locations == {"http://www.wikidata.org/entity/Q900000001": WHERE}


SKIPPED = (
    ("Point(400 95),", "'Point(400 95)' is no coordinates on Earth and left out"),
    ("not a point,", "'not a point' is no coordinates on Earth and left out"),
    (",abc", "'abc' is no id of GeoNames and left out"),
)


@pytest.mark.parametrize(("cells", "said"), SKIPPED)
def test_a_value_that_cannot_be_used_is_left_out_and_told(cells: str, said: str, tmp_path: Path) -> None:
    rest = f"{ROW.replace('Q900000001', 'Q900000003')}Point(116.36611 39.9),1787824\n"
    (tmp_path / "a.csv").write_text(f"{HEAD}{ROW}{cells}\n{ROW}{cells}\n{rest}", encoding="utf-8")
    found = read_wikidata(tmp_path / "a.csv")
    assert [words.split(" / ")[1] for words in found.unusable] == [f"line 2, Q900000001: {said}"]
    assert found.unusable[0].startswith("第 2 行，Q900000001：")
    assert found.locations == {"http://www.wikidata.org/entity/Q900000003": WHERE}
    assert len(found.things) == 2


def test_a_row_that_names_no_item_is_left_out_and_told(tmp_path: Path) -> None:
    odd = "javascript:alert(1),甲,,\nhttp://www.wikidata.org/entity/Q9 bad> <,乙,,\n,,,\n"
    (tmp_path / "a.csv").write_text(f"{HEAD}{odd}{ROW}Point(116.36611 39.9),1787824\n", encoding="utf-8")
    found = read_wikidata(tmp_path / "a.csv")
    assert [thing.names for thing in found.things] == [("西城区",)]
    assert found.unusable == tuple(
        f"第 {n} 行没有条目，略过 / line {n} names no item and is left out" for n in (2, 3, 4)
    )
    cells = ({"item": {"value": "x"}}, {"item": {"value": ROW.partition(",")[0]}, "itemLabel": {"value": "西城区"}})
    result = {"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": cells}}
    (tmp_path / "a.json").write_text(json.dumps(result), encoding="utf-8")
    assert read_wikidata(tmp_path / "a.json").unusable == (
        "第 1 个结果没有条目，略过 / result 1 names no item and is left out",
    )


def test_a_dump_too_goes_on_after_a_value_that_cannot_be_used(tmp_path: Path) -> None:
    odd = located(
        [claim(point(400, 95)), claim(point(float("nan"), 1)), claim("x"), claim(point(116.36611, 39.9))],
        [claim("abc"), claim("1787824")],
    )
    (tmp_path / "dump.json").write_text(f"[\n{json.dumps(odd)}\n]\n", encoding="utf-8")
    found = read_wikidata(tmp_path / "dump.json")
    assert found.locations == {"http://www.wikidata.org/entity/Q900000001": WHERE}
    assert len(found.unusable) == 4
    assert all(words.startswith("第 2 行，Q900000001：") for words in found.unusable)
    (tmp_path / "entity.json").write_text(json.dumps({"entities": {"Q900000001": odd}}), encoding="utf-8")
    assert read_wikidata(tmp_path / "entity.json").unusable[0].startswith("Q900000001：")


def test_a_place_of_ours_gets_what_the_item_that_it_is_says(tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_text(f"[\n{json.dumps(PLACED)},\n{json.dumps(XUANWU)}\n]\n", encoding="utf-8")
    area = "https://w3id.org/plangraph/id/area/110102"
    ours = Catalogue("urn:ours", "ours.ttl", [Thing(area, Kind.AREA, ("北京市西城区",), code="110102")])
    text = "".join(links_text(link([ours, read_wikidata(tmp_path / "dump.json")])))
    assert 'geo:asWKT "Point(116.36611 39.9)"^^geo:wktLiteral' in text
    assert "<https://sws.geonames.org/1787824/>" in text
    assert text.count("geo:hasGeometry") == 1
    about = text.split("\nid:area/110102\n" if "\nid:area/110102\n" in text else f"\n<{area}>\n")[1].split(" .\n")[0]
    assert "geo:Feature" in about
    assert "geo:hasGeometry" in about
    assert "https://sws.geonames.org/1787824/" in about
