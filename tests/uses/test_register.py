"""What names mean among things: areas by short names, indicators of the scheme, figures of the area that is said."""

from __future__ import annotations

import pytest

from plangraph.files import shipped
from plangraph.knowledge.things import Kind, Thing
from plangraph.uses.catalogue import read_catalogue
from plangraph.uses.register import Register

ID, SCHEME = "https://w3id.org/plangraph/id/", "https://w3id.org/plangraph/scheme/indicator/"


@pytest.fixture(scope="module")
def register() -> Register:
    files = ("ttl/110102/2022.ttl", "ttl/districts.ttl")
    return Register(thing for name in files for thing in read_catalogue(shipped("data") / name).things)


def first(register: Register, name: str, area: str | None = None, *kinds: Kind) -> tuple[str, float, bool] | None:
    found = register.find(name, kinds, area)
    return (found[0].thing.iri.removeprefix(ID), found[0].score, found[0].match) if found else None


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("地区生产总值", "gdp"),
        ("GDP", "gdp"),
        ("经济增长", "gdp-growth"),
        ("地区生产总值增速", "gdp-growth"),
        ("公共财政预算收入", "fiscal-revenue"),  # a former name
    ],
)
def test_a_name_of_the_scheme_means_its_indicator(register: Register, name: str, concept: str) -> None:
    best, *others = register.find(name)
    assert (best.thing.iri, best.match) == (SCHEME + concept, True)
    assert all(c.score < 95 for c in others)
    assert register.thing(best.thing.iri) == best.thing
    assert register.find(name, [Kind.PLACE]) == []


@pytest.mark.parametrize("area", ["110105", "11 01 05", "朝阳区", "朝阳", "北京市朝阳区", f"{ID}area/110105"])
def test_an_indicator_with_an_area_means_what_is_measured_there(register: Register, area: str) -> None:
    best, *others = register.find("地区生产总值", area=register.area_code(area))
    assert (best.thing.home, best.score, best.match) == ("110105", 100, True)
    assert (others[0].thing.iri, others[0].score) == (f"{SCHEME}gdp", 90)
    assert {c.score for c in others[1:]} == {50}


def test_of_several_graphs_of_an_area_one_is_the_match_and_of_none_the_scheme(register: Register) -> None:
    assert first(register, "登记失业率", "110102") == ("110102/2022/a1.i11", 100, True)
    assert first(register, "登记失业率", "360000") == (f"{SCHEME}unemployment-registered", 100, True)


@pytest.mark.parametrize(
    ("name", "area", "found"),
    [
        ("朝阳区", None, ("area/110105", 100, True)),  # one of two in the country, the only one in Beijing
        ("西城", None, ("area/110102", 90, False)),
        ("北京", None, ("area/110000", 90, False)),
        ("北京市", None, ("area/110000", 100, True)),
        ("朝阳", "110000", ("area/110105", 90, False)),
        ("朝阳", "220000", None),
        ("吉林", None, None),  # not among the things
    ],
)
def test_areas_are_found_by_bare_and_short_names(
    register: Register, name: str, area: str | None, found: tuple[str, float, bool] | None
) -> None:
    assert first(register, name, area, Kind.AREA) == found


def test_an_area_that_shares_its_name_within_the_provinces_of_the_data_is_no_match() -> None:
    both = [Thing(f"{ID}area/{code}", Kind.AREA, ("某区",), code=code) for code in ("110105", "220000")]
    assert first(Register(both), "朝阳区") == ("area/110105", 90, False)
    there = [Thing(f"{ID}area/{code}", Kind.AREA, ("朝阳区",), code=code) for code in ("110105", "220104")]
    assert [(c.score, c.match) for c in Register(there).find("朝阳区")] == [(90, False), (90, False)]
    assert first(Register(there), "朝阳区", "220100") == ("area/220104", 100, True)
    assert Register(there).area_code("朝阳区") is None
