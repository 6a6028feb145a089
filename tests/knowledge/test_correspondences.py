"""From candidates to correspondences: one or none, ties open, people first, and no pair looked at in vain."""

from __future__ import annotations

import pytest

from plangraph.knowledge.blocks import CROWD, Index
from plangraph.knowledge.correspondences import correspond
from plangraph.knowledge.counterparts import profile
from plangraph.knowledge.things import Kind, Predicate, Ruling, Thing


def programme(iri: str, *names: str, home: str | None = None) -> Thing:
    return Thing(iri, Kind.PROGRAMME, names, home=home)


def said(left: list[Thing], right: list[Thing], *rulings: Ruling) -> list[tuple[str, str, str]]:
    return [
        (c.subject.iri, "Not" if c.rejected else c.predicate.value, c.object.iri)
        for c in correspond(left, right, rulings).correspondences
    ]


ONE, OTHER = programme("urn:1", "书香城市建设"), programme("urn:2", "“书香城市”建设")
THIRD = programme("urn:3", "书香城市建设")


def test_the_best_is_kept_and_ties_stay_open() -> None:
    assert said([ONE], [OTHER]) == [("urn:1", "exactMatch", "urn:2")]
    found = correspond([ONE], [OTHER, THIRD]).correspondences
    assert [(c.rejected, c.why.split(" / ")[1]) for c in found] == [(True, "more than one fits alike, left open")] * 2
    plain = programme("urn:4", "书香城市")
    assert said([ONE], [plain, THIRD]) == [("urn:1", "exactMatch", "urn:3")]


def test_no_thing_is_exactly_two_others() -> None:
    assert said([ONE, THIRD], [OTHER]) == [("urn:1", "Not", "urn:2"), ("urn:3", "Not", "urn:2")]
    better = programme("urn:5", "书香城市建设", "书香工程")
    assert said([better, programme("urn:6", "书香工程")], [THIRD, programme("urn:7", "书香建设工程", "书香工程")])


def test_the_order_of_the_datasets_does_not_count() -> None:
    series, edition = programme("urn:8", "全民阅读节"), programme("urn:9", "第三届全民阅读节")
    left, right = [ONE, edition], [OTHER, programme("urn:4", "书香城市"), series]
    turned = {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}
    forth, back = said(left, right), said(right, left)
    assert forth == [("urn:1", "exactMatch", "urn:2"), ("urn:9", "broadMatch", "urn:8")]
    assert sorted((b, turned.get(p, p), a) for a, p, b in back) == forth


def test_a_thing_of_the_smaller_dataset_keeps_the_closest() -> None:
    plain, again = programme("urn:4", "书香城市"), programme("urn:5", "书香之城市建设")
    assert said([plain, again, THIRD], [ONE]) == [("urn:3", "exactMatch", "urn:1")]
    one = programme("urn:6", "书香城区建设", home="110101")
    twins = [programme(f"urn:{n}", "书香城区建设", home="110102") for n in (7, 8)]
    assert said(twins, [one]) == [(f"urn:{n}", "closeMatch", "urn:6") for n in (7, 8)]


def test_things_under_one_iri_are_counted_and_not_linked() -> None:
    found = correspond([ONE], [ONE])
    assert (found.correspondences, found.shared) == ((), 1)


RULED = [
    (Ruling("urn:1", "", "urn:2", "", Predicate.EXACT, True), [("urn:1", "Not", "urn:2")]),
    (Ruling("urn:1", "", "urn:2", "", Predicate.BROAD, False), [("urn:1", "broadMatch", "urn:2")]),
    (Ruling("urn:2", "", "urn:1", "", Predicate.BROAD, False), [("urn:1", "narrowMatch", "urn:2")]),
    (
        Ruling("", "书香城市建设", "", "《书香城市》建设", Predicate.RELATED, False),
        [("urn:1", "relatedMatch", "urn:2")],
    ),
]


@pytest.mark.parametrize(("ruling", "wanted"), RULED)
def test_people_have_the_last_word(ruling: Ruling, wanted: list[tuple[str, str, str]]) -> None:
    found = correspond([ONE], [OTHER], [ruling])
    assert [
        (c.subject.iri, "Not" if c.rejected else c.predicate.value, c.object.iri) for c in found.correspondences
    ] == wanted
    assert found.correspondences[0].basis == "ManualMappingCuration"
    assert found.lost == ()


def test_what_people_join_keeps_others_away_and_what_is_not_there_is_told() -> None:
    far = programme("urn:9", "全民阅读")
    ruling = Ruling("urn:1", "", "urn:9", "", Predicate.EXACT, False, 0.8)
    assert said([ONE], [OTHER, far], ruling) == [("urn:1", "Not", "urn:2"), ("urn:1", "exactMatch", "urn:9")]
    gone = Ruling("urn:1", "", "urn:none", "", Predicate.EXACT, False)
    assert correspond([ONE], [OTHER], [gone]).lost == (gone,)


def test_a_key_that_many_share_is_none_and_candidates_are_bounded() -> None:
    many = [
        profile(programme(f"urn:{n}", f"老旧小区{chr(0x4E00 + n)}{chr(0x5E00 + n)}改造工程")) for n in range(3 * CROWD)
    ]
    index = Index(many)
    assert index.candidates(profile(programme("urn:x", "老旧小区改造工程"))) == []
    found = index.candidates(profile(programme("urn:y", f"老旧小区{chr(0x4E07)}{chr(0x5E07)}改造项目")))
    assert [p.thing.iri for p in found] == ["urn:7"]
    same = Index([profile(programme(f"urn:{n}", "全民健身活动")) for n in range(2 * CROWD)])
    assert same.candidates(profile(programme("urn:z", "全民健身活动"))) == []


def test_a_shared_scheme_says_more_than_names() -> None:
    scheme = "https://w3id.org/plangraph/scheme/"
    one = Thing("urn:1", Kind.PROGRAMME, ("冬奥",), home="110102", concept=f"{scheme}programme/winter-olympics")
    other = Thing(
        "urn:2", Kind.PROGRAMME, ("冬奥会、冬残奥会",), home="110101", concept=f"{scheme}programme/winter-olympics"
    )
    assert said([one], [other]) == [("urn:1", "exactMatch", "urn:2")]
    growth = Thing(
        "urn:3", Kind.INDICATOR, ("经济增长",), home="110102", unit="%", concept=f"{scheme}indicator/gdp-growth"
    )
    theirs = [
        Thing(
            f"urn:{home}",
            Kind.INDICATOR,
            ("地区生产总值",),
            home=home,
            unit="%",
            change="increase",
            concept=growth.concept,
        )
        for home in ("110101", "110105")
    ]
    real = Thing("urn:5", Kind.INDICATOR, ("实际经济增长",), home="110106", unit="%", concept=growth.concept)
    assert said([growth], [real]) == [("urn:3", "Not", "urn:5")]
    level = Thing("urn:4", Kind.INDICATOR, ("经济增长",), home="110101", unit="元", concept=f"{scheme}indicator/gdp")
    assert said([growth], [*theirs, level]) == [
        ("urn:3", "closeMatch", "urn:110101"),
        ("urn:3", "closeMatch", "urn:110105"),
        ("urn:3", "Not", "urn:4"),
    ]
