"""Pairs of things with the judgement on each: what corresponds, what only seems to, and what is never compared."""

from __future__ import annotations

import pytest

from plangraph.knowledge.counterparts import judge, profile
from plangraph.knowledge.functions import read_body
from plangraph.knowledge.likeness import read_name
from plangraph.knowledge.measures import read_measure
from plangraph.knowledge.things import Kind, Thing
from plangraph.text.divisions import full_name

XICHENG, DONGCHENG, CITY = "110102", "110101", "110000"


def thing(kind: Kind | None, *names: str, home: str | None = None, **more: object) -> Thing:
    return Thing("urn:x", kind, names, home=home, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "one", "other", "homes", "predicate"),
    [
        # bodies: by function, never exactly those of two districts
        (Kind.ORGANISATION, "西城区教委", "东城区教育委员会", (None, None), "relatedMatch"),
        (Kind.ORGANISATION, "区教委", "区教育委员会", (XICHENG, DONGCHENG), "relatedMatch"),
        (Kind.ORGANISATION, "市教委", "北京市教育委员会", (XICHENG, CITY), "exactMatch"),
        (Kind.ORGANISATION, "西城区教委", "市教委", (XICHENG, CITY), None),
        (Kind.ORGANISATION, "中共北京市委", "市委", (None, XICHENG), "exactMatch"),
        (Kind.ORGANISATION, "北京市第四中学", "北京市第八中学", (None, None), None),
        # names: equal, with plain words, editions, areas
        (Kind.PROGRAMME, "“双减”", "双减", (XICHENG, CITY), "exactMatch"),
        (Kind.PROGRAMME, "暖心行动", "暖心行动", (XICHENG, DONGCHENG), "closeMatch"),
        (
            Kind.PROGRAMME,
            "全民健康信息平台",
            "全民健康信息平台",
            (XICHENG, CITY),
            "closeMatch",
        ),  # each level has its own
        (Kind.PROGRAMME, "乡村振兴", "乡村振兴", (XICHENG, DONGCHENG), "exactMatch"),  # known everywhere
        (Kind.PROGRAMME, "扫黑除恶专项斗争", "扫黑除恶", (XICHENG, CITY), "closeMatch"),
        (Kind.PROGRAMME, "国际消费中心城市示范区建设", "国际消费中心城市建设", (XICHENG, CITY), "broadMatch"),
        (Kind.PROGRAMME, "京津冀协同发展", "京津冀重点领域协同发展", (XICHENG, CITY), "narrowMatch"),
        (Kind.PROGRAMME, "数字经济标杆城市建设", "全球数字经济标杆城市建设", (XICHENG, CITY), "closeMatch"),
        (Kind.PROGRAMME, "安全生产专项整治三年行动", "安全生产治本攻坚三年行动", (XICHENG, CITY), None),
        (Kind.EVENT, "2021年金融街论坛年会", "2022金融街论坛年会", (XICHENG, CITY), None),
        (Kind.EVENT, "2021金融街论坛年会", "金融街论坛", (XICHENG, CITY), "broadMatch"),
        (Kind.EVENT, "第二十届什刹海文化旅游节", "第二十一届什刹海文化旅游节", (XICHENG, CITY), None),
        (Kind.DOCUMENT, "《北京市接诉即办工作条例》", "接诉即办工作条例", (XICHENG, CITY), "exactMatch"),
        (Kind.DOCUMENT, "“十四五”规划", "十四五规划", (XICHENG, CITY), "relatedMatch"),
        (Kind.DOCUMENT, "十四五规划", "十五五规划", (XICHENG, CITY), None),
        (Kind.DOCUMENT, "西城区国企改革实施方案", "东城区国企改革实施方案", (XICHENG, DONGCHENG), "relatedMatch"),
        (Kind.DOCUMENT, "市容环境条例", "市容环境条例实施细则", (CITY, CITY), None),
        (
            Kind.DOCUMENT,
            "关于制定十五五规划的建议",
            "关于制定四川省十五五规划的建议",
            ("150000", "510000"),
            "relatedMatch",
        ),
        (Kind.PROGRAMME, "百千工程", "百千万工程", (CITY, "510000"), None),
        (Kind.PROGRAMME, "三大工程", "三大专项行动", (CITY, CITY), None),
        (Kind.EVENT, "党的二十届四中全会", "四中全会", (CITY, "150702"), None),
        (Kind.EVENT, "党的二十大", "党的二十大", (CITY, "150702"), "exactMatch"),
        (Kind.PLACE, "中关村科技园区西城园", "中关村科技园", (XICHENG, CITY), None),
        (Kind.PLACE, "自由贸易试验区", "自贸试验区", (XICHENG, CITY), "closeMatch"),
        (Kind.PLACE, "正阳门箭楼", "正阳门城楼", (XICHENG, CITY), None),
        (Kind.PLACE, "东单商圈改造区", "西单商圈改造区", (None, None), None),
    ],
)
def test_pairs(kind: Kind, one: str, other: str, homes: tuple[str | None, str | None], predicate: str | None) -> None:
    verdict = judge(profile(thing(kind, one, home=homes[0])), profile(thing(kind, other, home=homes[1])))
    assert (verdict.predicate if verdict else None) == predicate
    if verdict:
        assert " / " in verdict.why
        assert (verdict.confidence > 0) is (predicate is not None)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("登记失业率", "%", "level"), ("城镇调查失业率", "%", "level"), "another scope: 登记, 城镇调查"),
        (
            ("区级一般公共预算收入", "%", "increase"),
            ("一般公共预算收入", "%", "increase"),
            "another scope: 区级, not said",
        ),
        (
            ("地方级一般公共预算收入", "元", "level"),
            ("区级一般公共预算收入", "元", "level"),
            "another scope: 地方级, 区级",
        ),
        (("地区生产总值增速", "%", "level"), ("地区生产总值", "元", "level"), "growth is not level"),
        (("地区生产总值年均增速", "%", "level"), ("地区生产总值增速", "%", "level"), "another scope: 年均, not said"),
        (
            ("居民人均可支配收入增速", "%", "level"),
            ("实际居民人均可支配收入", "%", "increase"),
            "another scope: not said, 实际",
        ),
        (
            ("水资源总量", "亿立方米", "level"),
            ("水资源总量", "万元", "level"),
            "one measure (水资源总量), other units: 元, 立方米",
        ),
        (("食品安全抽检合格率", "%", "level"), ("药品抽检合格率", "%", "level"), "not one measure: 食品安全, 药品"),
        (
            ("地区生产总值（现价）增速", "%", "level"),
            ("地区生产总值增速", "%", "level"),
            "another scope: 现价, not said",
        ),
        (
            ("固定资产投资（不含农户）", "亿元", "level"),
            ("固定资产投资", "亿元", "level"),
            "another scope: 不含农户, not said",
        ),
        (("一般公共预算收入（区级）", "元", "level"), ("区级一般公共预算收入", "元", "level"), None),
        (("地区生产总值（可比价）增速", "%", "level"), ("地区生产总值增速", "%", "level"), None),  # by convention
        (("进出口总值", "亿元", "level"), ("进出口总额", "亿元", "level"), None),  # two names of the scheme
        (("粮食总产", "万吨", "level"), ("粮食总产量", "亿斤", "level"), None),
        (("地区生产总值（现价）", "亿元", "level"), ("地区生产总值", "亿元", "level"), None),  # amounts are
        (
            ("地区生产总值（不变价）", "亿元", "level"),
            ("地区生产总值", "亿元", "level"),
            "another scope: 不变价, not said",
        ),
        (("居民消费价格（CPI）涨幅", "%", "level"), ("居民消费价格涨幅", "%", "level"), None),
        (("地区生产总值增速", "%", "level"), ("地区生产总值", "%", "increase"), None),
        (("细颗粒物（PM2.5）年均浓度", "微克/立方米", "level"), ("细颗粒物年均浓度", "", "level"), None),
        (("城镇登记失业率", "%", "level"), ("登记失业率", "%", "level"), None),
        (("规模以上工业增加值增速", "%", "level"), ("规上工业增加值", "%", "increase"), None),
        (("限上零售额", "亿元", "level"), ("限额以上零售额", "亿元", "level"), None),
        (("规上工业增加值", "亿元", "level"), ("工业增加值", "亿元", "level"), "another scope: 规模以上, not said"),
    ],
)
def test_indicators_correspond_only_in_one_scope(
    one: tuple[str, str, str], other: tuple[str, str, str], reason: str | None
) -> None:
    a, b = (
        profile(thing(Kind.INDICATOR, name, home=home, unit=unit, change=change))
        for (name, unit, change), home in zip((one, other), (XICHENG, DONGCHENG), strict=True)
    )
    verdict = judge(a, b)
    assert verdict
    if reason:
        assert (verdict.predicate, verdict.why.split(" / ")[1]) == (None, reason)
    else:
        assert verdict.predicate == "closeMatch"  # of two districts, so never exactly one


def test_scopes_keep_apart_what_is_one_in_the_shared_scheme() -> None:
    concept = "https://w3id.org/plangraph/scheme/indicator/fixed-investment"
    one, other = (
        profile(Thing("urn:a", Kind.INDICATOR, (name,), home=XICHENG, unit="亿元", concept=concept))
        for name in ("固定资产投资（不含农户）", "固定资产投资")
    )
    verdict = judge(one, other)
    assert verdict
    assert (verdict.predicate, verdict.why) == (None, "口径不同：不含农户、未说明 / another scope: 不含农户, not said")


def test_areas_correspond_by_code_and_time() -> None:
    now, before = (
        thing(Kind.AREA, "西城区", code=XICHENG, year=2022),
        thing(Kind.AREA, "西城区", code=XICHENG, year=2009),
    )
    item, ended = thing(Kind.AREA, "Xicheng", code=XICHENG), thing(Kind.AREA, "西城", code=XICHENG, ended=True)
    other, named = thing(Kind.AREA, "西城区", code=DONGCHENG), thing(Kind.PLACE, "北京市西城区")
    assert [
        judge(profile(now), profile(x)) and judge(profile(now), profile(x)).predicate for x in (item, before, ended)
    ] == [  # type: ignore[union-attr]
        "exactMatch",
        "closeMatch",
        None,
    ]
    assert judge(profile(now), profile(other)) is None
    by_name = judge(profile(now), profile(named))
    assert by_name
    assert (by_name.predicate, by_name.confidence) == ("exactMatch", 0.95)


def test_things_of_other_kinds_are_not_compared_but_for_those_that_are_often_confused() -> None:
    programme, term, place = (profile(thing(k, "双减")) for k in (Kind.PROGRAMME, Kind.TERM, Kind.PLACE))
    assert judge(programme, place) is None
    verdict = judge(programme, term)
    assert verdict
    assert verdict.predicate == "closeMatch"
    unknown = judge(programme, profile(thing(None, "双减")))
    assert unknown
    assert unknown.predicate == "closeMatch"


def test_a_yearly_event_is_another_one_in_another_year() -> None:
    one, same, later = (
        profile(thing(Kind.EVENT, "中央经济工作会议", home=CITY, year=year)) for year in (2022, 2022, 2026)
    )
    assert [v and v.predicate for v in (judge(one, same), judge(one, later))] == ["exactMatch", "closeMatch"]


def test_a_short_name_says_little_of_another_kind() -> None:
    park = profile(thing(Kind.PROJECT, "黄河国家文化公园", "黄河"))
    assert judge(profile(thing(Kind.PLACE, "黄河")), park) is None


def test_places_of_one_name_in_two_areas_are_two() -> None:
    one, other = (profile(thing(Kind.PLACE, "人民公园", within=code)) for code in ("120101", "310101"))
    verdict = judge(one, other)
    assert verdict
    assert verdict.predicate is None
    assert "in other areas" in verdict.why


@pytest.mark.parametrize(
    ("printed", "home", "seat", "marks", "core"),
    [
        ("北京市西城区国企改革三年行动实施方案", None, "110102", {}, "国企改革三年行动实施方案"),
        ("西城消费", XICHENG, "110102", {}, "消费"),
        ("西城消费", None, None, {}, "西城消费"),
        ("第三届全球金融科技峰会", None, None, {"edition": "3"}, "全球金融科技峰会"),
        ("首届全球金融科技峰会", None, None, {"edition": "1"}, "全球金融科技峰会"),
        ("长安计划3.0版", None, None, {"version": "3.0"}, "长安计划"),
        (
            "国民经济和社会发展第十五个五年规划纲要（草案）",
            None,
            None,
            {"plan period": "15", "draft": "草案"},
            "国民经济和社会发展规划纲要",
        ),
        ("3个100市重点工程", None, None, {"number": "3 100"}, "3个100市重点工程"),
        ("八五普法规划", None, None, {"plan period": "8"}, "普法规划"),
    ],
)
def test_names_are_taken_apart(
    printed: str, home: str | None, seat: str | None, marks: dict[str, str], core: str
) -> None:
    name = read_name(printed, home)
    assert (name.seat, dict(name.marks), name.core) == (seat, marks, core)


def test_bodies_and_measures_of_nothing() -> None:
    assert read_body("西单更新场") is None
    assert read_name("").core == ""
    assert str(read_measure("全市地区生产总值", "%", "increase")) == "地区生产总值增速"


@pytest.mark.parametrize(
    ("names", "code", "same"),
    [
        (("平谷区",), "110117", True),
        (("平谷",), "110117", True),
        (("平谷县", "Pinggu"), "110117", True),
        (("北京平谷区",), "110117", True),
        (("平谷區",), "110117", True),  # in another script
        (("Nanshan",), "110117", True),
        (("南山区", "平谷区"), "110117", True),
        (("南山区",), "110117", False),
        (("北京市",), "110117", False),
        (("Pinggu", "南山"), "110117", False),
        (("内蒙古",), "150000", True),
        (("延边州",), "222400", True),
    ],
)
def test_a_code_under_a_name_that_it_never_had_is_no_counterpart(names: tuple[str, ...], code: str, same: bool) -> None:
    ours = profile(Thing("urn:ours", Kind.AREA, (full_name(code),), code=code))
    theirs = profile(Thing("urn:theirs", Kind.AREA, names, code=code))
    for verdict in (judge(ours, theirs), judge(theirs, ours)):
        assert verdict
        assert verdict.predicate == ("exactMatch" if same else None)
        assert same or f"one code ({code}), but the names differ" in verdict.why


@pytest.mark.parametrize("name", ["方面的工作", "各项工作", "专项行动", "重点项目"])
def test_measures_whose_words_say_nothing_are_no_counterparts(name: str) -> None:
    one, other = (profile(thing(Kind.INDICATOR, name, home=XICHENG, unit="个", change="level")) for _ in range(2))
    assert judge(one, other) is None
