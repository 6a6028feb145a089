"""Administrative areas: one candidate or none; what an area lies in; areas that are no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.model import Area
from plangraph.text.divisions import division_names, find_area, full_name, parents


@pytest.mark.parametrize(
    ("name", "context", "code"),
    [
        ("北京市", "", "110000"),
        ("西城区", "", "110102"),
        ("北京市西城区", "", "110102"),
        ("海拉尔区", "", "150702"),
        ("呼伦贝尔市海拉尔区", "", "150702"),
        ("内蒙古自治区呼伦贝尔市海拉尔区", "", "150702"),
        ("内蒙古自治区海拉尔区", "", "150702"),
        ("延边朝鲜族自治州", "", "222400"),
        ("鄂温克族自治旗", "", "150724"),
        ("全国", "", "100000"),
        ("鼓楼区", "", None),
        ("鼓楼区", "在江苏省开会", None),  # Nanjing and Xuzhou have one each
        ("鼓楼区", "南京市第十七届人民代表大会", "320106"),
        ("鼓楼区", "南京市和福州市", None),
        ("福州市鼓楼区", "", "350102"),
        ("福州市鼓楼区", "南京市", "350102"),
        ("河南省鼓楼区", "", "410204"),
        ("北京市鼓楼区", "", None),
        ("南京市西城区", "", None),
        ("某某区", "", None),
        ("西城", "", None),
        ("", "", None),
        ("区" * 100_000, "", None),
    ],
)
def test_finding(name: str, context: str, code: str | None) -> None:
    found = find_area(name, context)
    assert (found and found.code) == code
    assert found is None or found.name == ("全国" if code == "100000" else full_name(found.code))


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("宣武区", None, None),
        ("宣武区", 2009, "110104"),
        ("宣武区", 2011, None),
        ("西城区", 2009, "110102"),
        ("西城区", 2022, "110102"),
    ],
)
def test_areas_have_their_time(name: str, year: int | None, code: str | None) -> None:
    found = find_area(name, year=year)
    assert (found and found.code) == code


def test_what_an_area_lies_in() -> None:
    assert [a.code for a in parents("150702")] == ["150700", "150000"]
    assert parents("110102") == (Area("110000", "北京市"),)
    assert parents("110000") == ()
    assert parents("100000") == ()
    assert parents("999999") == ()


def test_every_area_is_found_by_its_full_name_alone() -> None:
    today = [
        c for codes in division_names().values() for c in codes if find_area(full_name(c)) == Area(c, full_name(c))
    ]
    listed = {c for codes in division_names().values() for c in codes if c.endswith("00")}
    assert len(today) > 3000
    assert len([c for c in listed if c in today]) > 300
    for code in today:
        assert all(full_name(code).startswith(above.name) for above in parents(code))


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_name_gives_one_area_or_none(name: str, context: str) -> None:
    found = find_area(name, context)
    assert found is None or full_name(found.code).endswith(name[-2:]) or found.code == "100000"
