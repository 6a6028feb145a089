"""One node for one thing, none for two."""

import pytest

from plangraph.knowledge.entities import body, canonical, resolve
from plangraph.model import Area, EntityType, Mention

XICHENG = Area("110102", "北京市西城区")
PLACE, PROGRAMME, DOCUMENT = EntityType.PLACE, EntityType.PROGRAMME, EntityType.DOCUMENT


def named(*names: tuple[EntityType, str]) -> tuple[list[str], list[tuple[str, ...]]]:
    mentions = [Mention("s1", t, 0, len(n), n, canonical(n), ("rules",)) for t, n in names]
    entities, ids = resolve(mentions, XICHENG)
    by_id = {e.id: e for e in entities}
    return [by_id[i].name for i in ids], [by_id[i].aliases for i in ids]


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("区委", "中国共产党北京市西城区委员会"),
        ("市政府", "北京市人民政府"),
        ("西城区政府", "北京市西城区人民政府"),
        ("区人大常委会", "北京市西城区人民代表大会常务委员会"),
        ("国家发展改革委", "国家发展和改革委员会"),
        ("小鹏服务队", "小鹏服务队"),
    ],
)
def test_bodies_have_their_full_names(printed: str, full: str) -> None:
    assert body(printed, XICHENG).name == full


def test_a_body_is_one_thing_by_any_of_its_names() -> None:
    assert body("区政府", XICHENG) == body("西城区人民政府", XICHENG)
    assert body("国务院", XICHENG).national
    assert not body("区政府", XICHENG).national


def test_short_and_full_names_of_places_are_one() -> None:
    names, aliases = named((PLACE, "西城"), (PLACE, "西城区"), (PLACE, "北京"), (PLACE, "喀喇沁旗"))
    assert names == ["北京市西城区", "北京市西城区", "北京市", "内蒙古自治区赤峰市喀喇沁旗"]
    assert aliases[0] == ("西城", "西城区")


def test_a_generic_tail_makes_no_other_thing_but_a_version_does() -> None:
    names, _ = named(
        (PROGRAMME, "“西城家园”"),
        (PROGRAMME, "“西城家园”APP"),
        (PROGRAMME, "“长安计划”"),
        (PROGRAMME, "“长安计划”3.0版"),
    )
    assert names == ["西城家园", "西城家园", "长安计划", "长安计划3.0版"]


def test_a_site_is_one_with_what_stood_there() -> None:
    names, _ = named((PLACE, "京报馆"), (PLACE, "京报馆旧址"), (PLACE, "京报馆东街"))
    assert names == ["京报馆", "京报馆", "京报馆东街"]


def test_near_names_and_types_stay_apart() -> None:
    names, _ = named((DOCUMENT, "科创十条"), (DOCUMENT, "金科十条"), (PROGRAMME, "科创十条"))
    assert (
        len(
            set(
                resolve(
                    [
                        Mention("s", t, 0, 4, n, n, ("rules",))
                        for t, n in [(DOCUMENT, "科创十条"), (PROGRAMME, "科创十条")]
                    ],
                    None,
                )[1]
            )
        )
        == 2
    )
    assert names == ["科创十条", "金科十条", "科创十条"]


def test_a_name_that_two_areas_bear_is_merged_with_neither() -> None:
    mention = Mention("s1", PLACE, 0, 3, "鼓楼区", "鼓楼区", ("list",))
    (entity,), _ = resolve([mention], XICHENG)
    assert (entity.name, entity.code) == ("鼓楼区", None)


@pytest.mark.parametrize(
    ("name", "year", "full"),
    [
        ("大兴", 2022, "北京市大兴区"),  # 大兴县 was no more
        ("房山", 1980, "北京市房山县"),
        ("宣武", 2009, "北京市宣武区"),
        ("宣武", 2022, "北京市宣武区"),  # no other ever had the name
    ],
)
def test_a_short_name_means_a_division_of_its_year(name: str, year: int, full: str) -> None:
    (entity,), _ = resolve([Mention("s1", PLACE, 0, 2, name, name, ("list",))], XICHENG, year)
    assert (entity.name, entity.open_to) == (full, ())


def test_what_stays_open_counts_only_divisions_of_the_year() -> None:
    (entity,), _ = resolve([Mention("s1", PLACE, 0, 2, "河东", "河东", ("list",))], XICHENG, 2022)
    assert entity.open_to == ("天津市河东区", "山东省临沂市河东区")


def test_ids_do_not_depend_on_the_order() -> None:
    mentions = [Mention("s", PLACE, 0, 3, n, n, ("rules",)) for n in ("什刹海", "月坛南街", "白塔寺")]
    assert set(resolve(mentions, XICHENG)[1]) == set(resolve(mentions[::-1], XICHENG)[1])


@pytest.mark.parametrize(("name", "code"), [("老城区", None), ("新城区", None), ("密云区", "110118")])
def test_words_that_any_town_has_are_no_division_far_away(name: str, code: str | None) -> None:
    (entity,), _ = resolve([Mention("s1", PLACE, 0, 3, name, name, ("list",))], XICHENG, 2022)
    assert entity.code == code
    luoyang = Area("410305", "河南省洛阳市涧西区")
    (entity,), _ = resolve([Mention("s1", PLACE, 0, 3, name, name, ("list",))], luoyang, 2022)
    assert entity.code == {"老城区": "410302", "密云区": "110118"}.get(name)
