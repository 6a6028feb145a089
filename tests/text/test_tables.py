"""Indicator tables: cells side by side or set apart by bars; words give no number; what is lost is marked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.model import Comparator, Indicator
from plangraph.text.reading import decode
from plangraph.text.structure import parse
from plangraph.text.tables import figure, read_indicators

BODY = "某区报告\n一、回顾\n（一）经济\n很好。\n二、安排\n（一）投资\n扩大。\n再接再厉。\n继续努力。\n"
HEAD = "附件1\n2022年主要指标计划表\n序号 指标 2022年计划 指标属性\n"


def rows(table: str) -> tuple[Indicator, ...]:
    return read_indicators(parse(decode((BODY + table).encode(), "a.txt")), 2022)


@pytest.mark.parametrize(
    ("text", "value", "upper", "sign"),
    [
        ("98.05", "98.05", None, "="),
        ("＜3.5", "3.5", None, "<"),
        ("3.5%以内", "3.5", None, "≤"),
        ("5%左右", "5", None, "≈"),
        ("6-6.5", "6", "6.5", "="),
        ("不低于80", "80", None, "≥"),
        ("稳定在99.8以上", "99.8", None, "≥"),
        ("达到市级要求", None, None, None),
        ("与经济增长基本同步", None, None, None),
    ],
)
def test_cells(text: str, value: str | None, upper: str | None, sign: str | None) -> None:
    found = figure(text, "2022", True)
    assert found.value == (None if value is None else Decimal(value))
    assert found.value_to == (None if upper is None else Decimal(upper))
    assert found.comparator == (None if sign is None else Comparator(sign))
    assert found.text == text


def test_a_printed_table_with_labels_down_its_side() -> None:
    table = HEAD + "创\n新\n发\n展\n1 地区生产总值增速（%） 6 预期性\n2 能耗降幅（%） 达到市级\n要求\n约束性\n"
    first, second = rows(table)
    assert (first.number, first.name, first.unit, first.nature) == ("1", "地区生产总值增速", "%", "预期性")
    assert (first.dimension, first.dimension_certain) == ("创新发展", True)
    assert [(f.text, f.value) for f in second.figures] == [("达到市级要求", None)]
    assert second.nature == "约束性"


def test_a_lost_dimension_is_marked() -> None:
    table = (
        HEAD
        + "绿\n色\n发\n展\n1 空气质量（%） 80 约束性\n2 外企数量（个） 5 预期性\n共\n享\n发\n展\n3 就业率（%） 95 预期性\n"
    )
    assert [(i.dimension, i.dimension_certain) for i in rows(table)] == [
        ("绿色发展", True),
        ("绿色发展", False),
        ("共享发展", True),
    ]


def test_one_row_of_two_measures_shares_its_nature() -> None:
    table = HEAD + "1 安全生产\n事故起数（起） 3\n死亡人数（人） 2\n约束性\n2 就业率（%） 95 预期性\n"
    found = rows(table)
    assert [(i.number, i.measure, i.name, i.nature) for i in found[:2]] == [
        ("1", 1, "事故起数", "约束性"),
        ("1", 2, "死亡人数", "约束性"),
    ]
    assert {i.group for i in found[:2]} == {"安全生产"}


def test_cells_set_apart_by_bars() -> None:
    table = (
        "指标名称 | 单位 | 2021年实际 | 2022年计划\n地区生产总值 | 亿元 | 500 | 530左右\n失业率（%） |  | 3.2 | ＜3.5\n"
    )
    gdp, jobs = rows(table)
    assert (gdp.name, gdp.unit) == ("地区生产总值", "亿元")
    assert [(f.period, f.target, f.value) for f in gdp.figures] == [
        ("2021", False, Decimal(500)),
        ("2022", True, Decimal(530)),
    ]
    assert (jobs.name, jobs.unit) == ("失业率", "%")


@given(
    st.lists(
        st.sampled_from(
            ["1 ", "2", "（%）", "（万元）", "约束性", "达到", "3.5", "创", "\n", "|", "2022年", "指标 序号", " "]
        ),
        max_size=50,
    ).map("".join)
)
def test_any_table_is_read(text: str) -> None:
    for indicator in rows(HEAD + text + "\n指标 | 2022年\n" + text):
        assert indicator.figures == () or all(f.text for f in indicator.figures)
