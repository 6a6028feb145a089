"""When two numbers measure one thing, and which indicator a number is a figure of."""

from decimal import Decimal

import pytest

from plangraph.knowledge.figures import alike, comparable, indicator_of, is_general, metric_key
from plangraph.model import Change, Indicator, Quantity, Span


def number(metric: str | None, unit: str = "公里", change: Change = Change.LEVEL) -> Quantity:
    return Quantity("5公里", 0, 3, Decimal(5), unit, metric, change=change)


def indicator(name: str, unit: str = "%") -> Indicator:
    return Indicator(1, "1", 0, name, Span(0, 1), unit)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("健走步道铺设", "新建健走步道"),
        ("全区登记失业率", "登记失业率"),
        ("预计粮食产量达到", "粮食产量"),
    ],
)
def test_spellings_of_one_measure(one: str, other: str) -> None:
    assert metric_key(one) == metric_key(other)
    assert comparable(number(one), number(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number("绿地建设"), number("新增绿地")),  # built, and added
        (number("健走步道"), number("健走步道", unit="条")),
        (number("粮食产量"), number("粮食产量", change=Change.INCREASE)),
        (number("总投资"), number("总投资")),  # of whatever one speaks of
        (number(None), number(None)),
        (number("一般公共预算收入"), number("一般公共预算支出")),
    ],
)
def test_two_things_stay_apart(one: Quantity, other: Quantity) -> None:
    assert not comparable(one, other)
    assert not comparable(other, one)


@pytest.mark.parametrize(
    ("metric", "general"), [("总投资", True), ("的面积", True), ("绿地面积", False), ("机器人产值", False)]
)
def test_a_general_metric_may_be_that_of_anything(metric: str, general: bool) -> None:
    assert is_general(metric) is general


def test_a_number_is_a_figure_of_the_one_indicator_that_it_fits() -> None:
    table = [indicator("地区生产总值增速"), indicator("登记失业率"), indicator("万元地区生产总值能耗降幅")]
    assert indicator_of(number("地区生产总值", "%", Change.INCREASE), table) == 1
    assert indicator_of(number("全区登记失业率", "%"), table) == 2
    assert indicator_of(number("万元地区生产总值能耗", "%", Change.DECREASE), table) == 3
    assert indicator_of(number("地区生产总值", "元"), table) is None
    assert indicator_of(number("登记失业率", "人"), table) is None
    assert indicator_of(number(None, "%"), table) is None


def test_of_two_that_fit_none_is_chosen() -> None:
    assert indicator_of(number("登记失业率", "%"), [indicator("登记失业率"), indicator("登记失业率")]) is None


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("区本级固定资产投资", "全区固定资产投资", 0.5, 1),
        ("地方财政总收入", "公共财政预算收入", 0, 0.5),
        ("城乡居民可支配收入", "城镇居民可支配收入", 0, 0),  # two scopes
        ("投资", "投资", 0, 0),  # of whatever one speaks of
        ("全区粮食产量", "粮食产量", 1, 1),
    ],
)
def test_how_alike_two_metrics_are(one: str, other: str, least: float, most: float) -> None:
    assert least <= alike(one, other) == alike(other, one) <= most
