"""Names of indicators lead to one concept of the scheme, or to none."""

from decimal import Decimal

import pytest

from plangraph.knowledge.indicators import (
    Adding,
    Measure,
    asked_for,
    base_unit,
    concepts,
    elsewhere,
    key,
    named,
    of_quantity,
    of_row,
)
from plangraph.model import Change, Indicator, Quantity, Span
from plangraph.text.units import units


@pytest.mark.parametrize(
    ("name", "price"),
    [
        ("居民人均可支配收入实际增速", "constant"),
        ("居民人均可支配收入增速（实际）", "constant"),
        ("居民人均可支配收入（名义）增速", "current"),
        ("居民人均可支配收入增速", ""),
    ],
)
def test_a_name_tells_real_from_nominal(name: str, price: str) -> None:
    found = named(name)
    assert found
    assert (found.concept.code, found.scope.price) == ("income-growth", price)


def test_every_level_tells_whether_it_adds_up() -> None:
    known = concepts()
    adding = {code: str(known[code].adds) for code in ("gdp", "population", "consumer-prices", "income", "pm25")}
    assert adding == {
        "gdp": "flow",
        "population": "stock",
        "consumer-prices": "index",
        "income": "none",
        "pm25": "none",
    }
    assert {one.adds for one in known.values() if one.measure is not Measure.LEVEL} == {Adding.NONE}
    assert all(one.adds is Adding.NONE for one in known.values() if "/" in one.units[0])


@pytest.mark.parametrize(
    ("name", "measure", "code"),
    [
        ("地区生产总值", None, "gdp"),
        ("GDP", Measure.GROWTH, "gdp-growth"),
        ("国内生产总值", Measure.GROWTH, "gdp-growth"),
        ("地区生产总值增速", None, "gdp-growth"),
        ("区级一般公共预算收入", None, "fiscal-revenue-district"),
        ("地方级一般公共预算收入", None, "fiscal-revenue-local"),
        ("一般公共预算收入", None, "fiscal-revenue"),
        ("公共财政预算收入", None, "fiscal-revenue"),
        ("登记失业率", None, "unemployment-registered"),
        ("城镇登记失业率", None, "unemployment-registered-urban"),
        ("城镇调查失业率", Measure.LEVEL, "unemployment-surveyed"),
        ("PM2.5年均浓度", None, "pm25"),
        ("细颗粒物（PM2.5）年均浓度", None, "pm25"),
        ("万元地区生产总值能耗降幅", None, "energy-intensity-fall"),
        ("单位GDP能耗", Measure.FALL, "energy-intensity-fall"),
        ("居民消费价格涨幅", None, "consumer-prices-growth"),
        ("全部工业增加值", None, "industry-value-added"),
        ("预计地区生产总值", None, "gdp"),
        ("经济增长", None, "gdp-growth"),
        ("经济", None, None),
        ("人口自然增长率", None, "population-rate"),
        ("区本级固定资产投资", None, None),
        ("某某收入", None, None),
        ("大兴区地区生产总值", None, None),
        ("地区生产总值增速", Measure.FALL, None),
        ("森林覆盖率", Measure.GROWTH, None),
        ("", None, None),
    ],
)
def test_a_name_means_one_indicator_or_none(name: str, measure: Measure | None, code: str | None) -> None:
    found = named(name, measure)
    assert (found.concept.code if found else None) == code


def test_words_of_scope_are_kept() -> None:
    found = named("扣除疫苗因素影响后的地区生产总值", Measure.GROWTH)
    assert found is not None
    assert (found.concept.code, found.scope.without) == ("gdp-growth", ("疫苗",))
    assert named("同口径一般公共预算收入").scope.same_basis  # type: ignore[union-attr]
    assert not named("一般公共预算收入").scope.same_basis  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("metric", "unit", "change", "code"),
    [
        ("地区生产总值", "元", Change.LEVEL, "gdp"),
        ("地区生产总值", "%", Change.LEVEL, None),
        ("地区生产总值", "%", Change.INCREASE, "gdp-growth"),
        ("地区生产总值", "%", Change.DECREASE, "gdp-growth"),
        ("单位地区生产总值能耗", "%", Change.DECREASE, "energy-intensity-fall"),
        ("经济", "%", Change.INCREASE, "gdp-growth"),
        ("经济", "元", Change.LEVEL, None),
        ("登记失业率", "个百分点", Change.DECREASE, None),
        ("粮食总产量", "吨", Change.LEVEL, "grain-output"),
        ("粮食总产量", "人", Change.LEVEL, None),
        (None, "%", Change.LEVEL, None),
    ],
)
def test_metric_kind_and_unit_of_a_number_have_to_fit(
    metric: str | None, unit: str, change: Change, code: str | None
) -> None:
    found = of_quantity(Quantity("5", 0, 1, Decimal(5), unit, metric=metric, change=change))
    assert (found.concept.code if found else None) == code


@pytest.mark.parametrize(
    ("name", "unit", "code"),
    [
        ("全员劳动生产率", "万元/人", "labour-productivity"),
        ("地区生产总值增速", "%", "gdp-growth"),
        ("地区生产总值增速", "亿元", None),
        ("登记失业率", None, None),
    ],
)
def test_name_and_unit_of_a_row_have_to_fit(name: str, unit: str | None, code: str | None) -> None:
    found = of_row(Indicator(1, "1", 0, name, Span(0, 1), unit=unit))
    assert (found.concept.code if found else None) == code


@pytest.mark.parametrize(
    ("unit", "base", "factor"),
    [
        ("亿元", "元", 10**8),
        ("万亿斤", "斤", 10**12),
        ("万美元", "美元", 10**4),
        ("吨/平方公里·月", "吨/平方公里·月", 1),
        ("万", "万", 1),
        ("", "", 1),
    ],
)
def test_scales_of_units(unit: str, base: str, factor: int) -> None:
    assert base_unit(unit) == (base, factor)


@pytest.mark.parametrize(
    ("text", "area", "other"),
    [
        ("全市地区生产总值增长", "北京市西城区", True),
        ("全市地区生产总值增长", "北京市", False),
        ("全国增长5%；全区地区生产总值增长", "北京市西城区", False),
        ("全国地区生产总值增长", "全国", False),
        ("我省地区生产总值增长", "云南省", False),
        ("地区生产总值增长", "北京市西城区", False),
        ("推进全国文化中心建设，地区生产总值增长", "北京市西城区", False),
        ("效益提升，2021年全市地区生产总值增长", "北京市西城区", True),
    ],
)
def test_figures_of_other_areas(text: str, area: str, other: bool) -> None:
    assert elsewhere(text, len(text), area) is other


def test_no_name_is_that_of_two_indicators() -> None:
    seen: dict[str, str] = {}
    for one in concepts().values():
        if one.code == one.base:
            for name in (one.name, *one.also, *one.formerly):
                assert seen.setdefault(key(name), one.code) == one.code, name
                assert named(name).concept.base == one.code, name  # type: ignore[union-attr]


def test_every_wider_and_nearby_indicator_is_there_and_units_are_known() -> None:
    for one in concepts().values():
        assert all(code in concepts() for code in (one.within, one.near, one.base) if code), one.code
        assert one.direction in ("up", "down", "none")
        assert asked_for(one.code) == asked_for(one.label_en) == one
        assert one.prices in ("", "constant")
        assert bool(one.prices) == bool(one.prices_source)
    known = {"微克/立方米", "吨标准煤/万元", "吨/万元", "立方米/万元", "元/人", "元/月", "平方米/人", "吨/平方公里·月"}
    known |= {"人/百亿元", "人/亿元", "人/10万", "1/10万", "PFLOPS", "EFLOPS", "P", "E", "TEU", "套（间）", "人年", ""}
    odd = {unit for one in concepts().values() for unit in one.units} - set(units()) - known
    assert odd == set()


def test_a_fall_is_wished_for_where_a_rise_is_not() -> None:
    assert [concepts()[code].direction for code in ("energy-intensity", "energy-intensity-growth")] == ["down", "down"]
    assert concepts()["energy-intensity-fall"].direction == "up"
