"""The curated lists are whole: no name twice, no empty name, every parent there, every word of a closed list known."""

import csv
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest

from plangraph.files import shipped
from plangraph.model import Area, EntityType
from plangraph.text.divisions import find_area, full_name, parents

ONTOLOGY = shipped("ontology")
COLUMNS = {
    "divisions.csv": ["code", "name", "parent", "valid_from", "valid_to"],
    "streets.csv": ["code", "name", "parent"],
    "names/places.csv": ["name", "kind", "within"],
    "names/bodies.csv": ["name", "level", "kind", "full"],
    "names/heads.csv": ["head", "type", "specific"],
    "names/boilerplate.csv": ["word", "kind"],
    "names/readings.csv": ["name", "pinyin"],
    "indicators.csv": [
        "code",
        "name",
        "also",
        "formerly",
        "label_en",
        "unit",
        "measures",
        "direction",
        "within",
        "near",
        "field",
        "adds",
    ],
    "unit_symbols.csv": ["symbol", "unit"],
    "unit_conversions.csv": ["unit", "base", "times"],
    "growth_prices.csv": ["code", "prices", "source"],
    "fields.csv": ["code", "name", "words", "label_en", "within", "sdg"],
    "programmes.csv": ["code", "name", "also", "label_en", "area", "field", "source"],
}
PLACE_KINDS = [
    "region",
    "special_zone",
    "national_new_area",
    "functional_area",
    "business_district",
    "neighbourhood",
    "street",
    "landmark",
    "park",
    "river",
    "canal",
    "lake",
    "reservoir",
    "mountain",
    "pass",
    "plateau",
    "plain",
    "basin",
    "desert",
    "grassland",
    "sea",
    "island",
    "peninsula",
    "continent",
    "ocean",
    "world_region",
    "country",
    "foreign_city",
]
FOREIGN = {"continent", "ocean", "world_region", "country", "foreign_city"}
LEVELS = ["national", "provincial", "municipal", "county", "township", "any"]
BODY_KINDS = [
    "party",
    "government",
    "congress",
    "cppcc",
    "court",
    "procuratorate",
    "department",
    "institution",
    "mass_organisation",
    "association",
    "company",
    "bank",
    "university",
    "international",
]
NEW_AREAS = [
    "浦东新区",
    "滨海新区",
    "两江新区",
    "舟山群岛新区",
    "兰州新区",
    "南沙新区",
    "西咸新区",
    "贵安新区",
    "西海岸新区",
    "金普新区",
    "天府新区",
    "湘江新区",
    "江北新区",
    "福州新区",
    "滇中新区",
    "哈尔滨新区",
    "长春新区",
    "赣江新区",
    "雄安新区",
]
XICHENG = [
    "西长安街街道",
    "新街口街道",
    "月坛街道",
    "展览路街道",
    "德胜街道",
    "金融街街道",
    "什刹海街道",
    "大栅栏街道",
    "天桥街道",
    "椿树街道",
    "陶然亭街道",
    "广安门内街道",
    "牛街街道",
    "白纸坊街道",
    "广安门外街道",
]


def rows(name: str) -> list[dict[str, str]]:
    with open(ONTOLOGY / name, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def column(name: str, key: str) -> list[str]:
    return [row[key] for row in rows(name)]


def twice(values: list[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


def grouped(values: list[object]) -> bool:
    """Tell whether equal values stand together."""
    groups = [value for value, _ in groupby(values)]
    return len(groups) == len(set(groups))


@pytest.mark.parametrize("name", COLUMNS)
def test_files_are_plain(name: str) -> None:
    data = (ONTOLOGY / name).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert list(rows(name)[0]) == COLUMNS[name]
    assert [row for row in rows(name) if None in row or None in row.values()] == []
    assert [cell for row in rows(name) for cell in row.values() if cell != cell.strip()] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_every_list_has_its_source(name: str) -> None:
    assert f"| `{Path(name)}` |" in (ONTOLOGY / "SOURCES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "key", "least"),
    [
        ("divisions.csv", "name", 3300),
        ("streets.csv", "name", 340),
        ("names/places.csv", "name", 2500),
        ("names/bodies.csv", "name", 2500),
        ("names/heads.csv", "head", 500),
        ("names/boilerplate.csv", "word", 150),
    ],
)
def test_lists_are_long_and_name_nothing_empty(name: str, key: str, least: int) -> None:
    assert len(rows(name)) >= least
    assert all(column(name, key))


def test_divisions_hang_together() -> None:
    codes = column("divisions.csv", "code")
    assert [(r["code"], r["valid_from"]) for r in rows("divisions.csv")] == sorted(
        (r["code"], r["valid_from"]) for r in rows("divisions.csv")
    )
    assert twice([(r["code"], r["valid_from"]) for r in rows("divisions.csv")]) == []
    assert twice([r["code"] for r in rows("divisions.csv") if not r["valid_to"]]) == []
    assert set(column("divisions.csv", "parent")) - set(codes) == {""}
    assert {len(code) for code in codes} == {6}
    assert [row["code"] for row in rows("divisions.csv") if row["code"] == row["parent"]] == []


def test_a_code_used_anew_begins_when_its_earlier_use_ends() -> None:
    for code in twice(column("divisions.csv", "code")):
        earlier, later = (r for r in rows("divisions.csv") if r["code"] == code)
        assert earlier["valid_to"] == later["valid_from"] != ""
        assert (earlier["name"], earlier["parent"]) == (later["name"], later["parent"])


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("西城区", None, "110102"),
        ("西城区", 2009, "110102"),
        ("西城区", 2010, "110102"),
        ("西城区", 2021, "110102"),
        ("宣武区", None, None),
        ("宣武区", 2009, "110104"),
        ("宣武区", 2010, "110104"),
        ("宣武区", 2011, None),
        ("北京市崇文区", 2008, "110103"),
        ("密云县", None, None),
        ("密云县", 2012, "110228"),
        ("北京市延庆县", 2015, "110229"),
        ("密云区", None, "110118"),
        ("密云区", 2016, "110118"),
        ("密云区", 2012, None),
        ("海拉尔区", 2013, "150702"),
        ("广东省东莞市", None, "441900"),
    ],
)
def test_areas_are_found_in_their_time(name: str, year: int | None, code: str | None) -> None:
    area = find_area(name, year=year)
    assert (area.code if area else None) == code


def test_no_abolished_area_is_found_without_a_year() -> None:
    today = {row["code"] for row in rows("divisions.csv") if not row["valid_to"]}
    gone = [row for row in rows("divisions.csv") if row["code"] not in today]
    assert len(gone) >= 12
    assert [row["name"] for row in gone if find_area(full_name(row["code"]))] == []
    assert parents("110104") == (Area("110000", "北京市"),)


def test_streets_lie_in_the_districts_of_beijing() -> None:
    assert column("streets.csv", "code") == sorted(set(column("streets.csv", "code")))
    today = {row["code"] for row in rows("divisions.csv") if not row["valid_to"]}
    assert set(column("streets.csv", "parent")) == {c for c in today if c.startswith("1101")}
    for row in rows("streets.csv"):
        assert len(row["code"]) == 9
        assert row["code"].startswith(row["parent"])
        assert row["name"].endswith(("街道", "镇", "乡", "地区"))
    assert twice([(row["parent"], row["name"]) for row in rows("streets.csv")]) == []


def test_xicheng_has_its_fifteen_street_offices() -> None:
    assert [row["name"] for row in rows("streets.csv") if row["parent"] == "110102"] == XICHENG


def test_places_are_of_known_kinds_and_lie_somewhere() -> None:
    places = rows("names/places.csv")
    assert list(dict.fromkeys(row["kind"] for row in places)) == PLACE_KINDS
    assert grouped([(row["kind"], row["within"]) for row in places])
    assert twice([row["name"] for row in places]) == []
    today = {row["code"] for row in rows("divisions.csv") if not row["valid_to"]}
    assert {row["within"] for row in places} - today == {""}
    abroad = {row["name"] for row in places if row["kind"] in FOREIGN and row["within"]}
    assert abroad == {"中国", "中华人民共和国"}


def test_places_are_no_divisions_but_for_the_new_areas() -> None:
    places = {row["name"]: row["kind"] for row in rows("names/places.csv")}
    divisions = set(column("divisions.csv", "name")) | set(column("streets.csv", "name"))
    assert {places[name] for name in set(places) & divisions} == {"national_new_area"}
    assert {name for name in NEW_AREAS if places.get(name) != "national_new_area"} == set()


def test_the_kinds_of_places_are_filled() -> None:
    count = Counter(column("names/places.csv", "kind"))
    assert count["country"] >= 190
    assert count["region"] >= 300
    assert sum(count[k] for k in ("river", "lake", "mountain", "plain", "basin", "desert", "sea", "island")) >= 500


def test_bodies_have_known_levels_and_kinds() -> None:
    bodies = rows("names/bodies.csv")
    assert twice([row["name"] for row in bodies]) == []
    assert grouped([(row["level"], row["kind"]) for row in bodies])
    assert {row["kind"] for row in bodies} == set(BODY_KINDS)
    assert {level for row in bodies for level in row["level"].split()} == set(LEVELS)
    for row in bodies:
        levels = row["level"].split()
        assert levels == sorted(set(levels), key=LEVELS.index), row
        assert not {"national", "any"} & set(levels) or len(levels) == 1, row


def test_a_full_name_is_a_body_of_its_own() -> None:
    bodies = {row["name"]: row for row in rows("names/bodies.csv")}
    for row in bodies.values():
        if row["full"]:
            full = bodies[row["full"]]
            assert (full["full"], full["level"], full["kind"]) == (row["full"], row["level"], row["kind"]), row


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("国家发改委", "国家发展和改革委员会"),
        ("发改委", "发展和改革委员会"),
        ("发展改革委", "发展和改革委员会"),
        ("住建委", "住房和城乡建设委员会"),
        ("人力社保局", "人力资源和社会保障局"),
        ("人社局", "人力资源和社会保障局"),
        ("教委", "教育委员会"),
        ("科技局", "科学技术局"),
        ("卫计委", "卫生和计划生育委员会"),
        ("中石油", "中国石油天然气集团有限公司"),
        ("妇联", "妇女联合会"),
        ("建委", ""),
    ],
)
def test_short_names_stand_for_full_ones(short: str, full: str) -> None:
    assert next(row["full"] for row in rows("names/bodies.csv") if row["name"] == short) == full


def test_no_name_is_both_a_place_and_a_body() -> None:
    assert set(column("names/places.csv", "name")) & set(column("names/bodies.csv", "name")) == set()


def test_heads_name_types_of_the_model() -> None:
    heads = rows("names/heads.csv")
    assert twice([row["head"] for row in heads]) == []
    assert grouped([(row["type"], row["specific"]) for row in heads])
    assert list(dict.fromkeys(row["type"] for row in heads)) == [t.value for t in EntityType]
    assert {row["specific"] for row in heads} == {"proper", "any"}
    assert min(Counter(row["type"] for row in heads).values()) >= 50


@pytest.mark.parametrize(
    ("head", "type_", "specific"),
    [
        ("胡同", "Place", "proper"),
        ("水库", "Place", "proper"),
        ("公司", "Organisation", "proper"),
        ("领导小组", "Organisation", "any"),
        ("改造工程", "Project", "proper"),
        ("机场", "Project", "proper"),
        ("行动计划", "Programme", "any"),
        ("条例", "Document", "any"),
        ("峰会", "Event", "any"),
        ("称号", "Award", "any"),
    ],
)
def test_heads_say_what_a_name_is(head: str, type_: str, specific: str) -> None:
    assert [(r["type"], r["specific"]) for r in rows("names/heads.csv") if r["head"] == head] == [(type_, specific)]


def test_boilerplate_is_of_known_kinds_and_names_nothing() -> None:
    words = rows("names/boilerplate.csv")
    assert list(dict.fromkeys(row["kind"] for row in words)) == ["verb", "manner", "doctrine", "noun"]
    assert grouped([row["kind"] for row in words])
    assert twice([row["word"] for row in words]) == []
    assert min(len(row["word"]) for row in words) >= 2
    named = {*column("names/places.csv", "name"), *column("names/bodies.csv", "name"), *column("divisions.csv", "name")}
    assert {row["word"] for row in words} & named == set()
