"""Indicator tables: cells side by side or set apart by bars; words give no number; what is lost is marked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.model import Annex, AnnexKind, Document, Indicator, Source, Span
from plangraph.text.lines import joined, lines
from plangraph.text.reading import decode
from plangraph.text.structure import parse
from plangraph.text.tables import figure, is_unit, read_indicators

BODY = (
    "某区报告\n一、回顾\n（一）经济\n很好。\n二、安排\n（一）投资\n扩大。\n再接再厉。\n继续努力。\n"
    + "再接再厉。\n" * 20
)
HEAD = "附件1\n2021年计划完成情况和2022年主要指标计划表\n评\n价\n维\n度\n序号 指标\n2022 年\n计划\n指标属性\n"
TWO_YEARS = "附件1\n主要指标\n序号 指标 2021年完成 2022年目标 指标属性\n"


def rows(table: str) -> tuple[Indicator, ...]:
    return read_indicators(parse(decode((BODY + table).encode(), "a.txt")), 2022)


def figures(indicator: Indicator) -> list[tuple[str | None, bool, str, str | None]]:
    return [(f.period, f.target, f.text, None if f.value is None else str(f.value)) for f in indicator.figures]


@pytest.mark.parametrize(
    ("text", "value", "upper", "sign"),
    [
        ("98.05", "98.05", None, "="),
        ("1,234.5", "1234.5", None, "="),
        ("１２３", "123", None, "="),
        ("-2.5", "-2.5", None, "="),
        ("达到5", "5", None, "="),
        ("＜3.5", "3.5", None, "<"),
        ("<3.5", "3.5", None, "<"),
        ("低于3.5", "3.5", None, "<"),
        ("3.5%以内", "3.5", None, "≤"),
        ("控制在0.9以内", "0.9", None, "≤"),
        ("不超过3.5%", "3.5", None, "≤"),
        ("小于等于3", "3", None, "≤"),
        ("5%左右", "5", None, "≈"),
        ("约5", "5", None, "≈"),
        ("增长6%左右", "6", None, "≈"),
        ("6-6.5", "6", "6.5", "="),
        ("6%—6.5%", "6", "6.5", "="),
        ("６％至７％左右", "6", "7", "≈"),
        ("不低于80", "80", None, "≥"),
        ("＞＝80", "80", None, "≥"),
        ("稳定在99.8以上", "99.8", None, "≥"),
        ("超过100", "100", None, ">"),
        ("4（含在建）", "4", None, "="),
        ("达到市级要求", None, None, None),
        ("与经济增长基本同步", None, None, None),
        ("降低2%", None, None, None),
        ("100万", None, None, None),
        ("2021-2022年", None, None, None),
        ("—", None, None, None),
    ],
)
def test_cells(text: str, value: str | None, upper: str | None, sign: str | None) -> None:
    found = figure(text, "2022", True)
    assert found.value == (None if value is None else Decimal(value))
    assert found.value_to == (None if upper is None else Decimal(upper))
    assert (found.comparator and found.comparator.value) == sign
    assert (found.text, found.period, found.target) == (text, "2022", True)


@pytest.mark.parametrize(
    ("text", "known"),
    [("%", True), ("万元/人", True), ("人/百亿元", True), ("亿立方米", True), ("PM2.5", False), ("单位", False)],
)
def test_units_in_brackets(text: str, known: bool) -> None:
    assert is_unit(text) is known


@pytest.mark.parametrize(
    ("row", "name", "unit", "nature", "told"),
    [
        ("1 劳动生产率（万元/人） 45 左右 预期性\n", "劳动生产率", "万元/人", "预期性", ("45左右", "45")),
        ("1 颗粒物（PM2.5）浓度（微克/立方米）\n达到市级\n要求\n约束性\n", "颗粒物（PM2.5）浓度", "微克/立方米", "约束性", ("达到市级要求", None)),
        ("1\n公园绿地 500 米服务\n半径覆盖率（%）\n98.05 约束性\n", "公园绿地500米服务半径覆盖率", "%", "约束性", ("98.05", "98.05")),
        ("1 失业率(%) <3.5 预期性\n", "失业率", "%", "预期性", ("<3.5", "3.5")),
        ("1\n死亡率\n（人/百亿元）\n控制在\n0.9 以内\n约束性\n", "死亡率", "人/百亿元", "约束性", ("控制在0.9以内", "0.9")),
        ("1 森林覆盖率 % 45 约束性\n", "森林覆盖率", "%", "约束性", ("45", "45")),
        ("1 地区生产总值 亿元\n不低于 530 预期性\n", "地区生产总值", "亿元", "预期性", ("不低于530", "530")),
        ("1 森林覆盖率 45 左右 约束性\n", "森林覆盖率", None, "约束性", ("45左右", "45")),
    ],
)  # fmt: skip
def test_rows_of_print(row: str, name: str, unit: str | None, nature: str, told: tuple[str, str | None]) -> None:
    found, other = rows(HEAD + row + "2 就业率（%） 95 预期性\n")
    assert (found.number, found.measure, found.name, found.unit, found.nature) == ("1", 0, name, unit, nature)
    assert figures(found) == [("2022", True, *told)]
    assert (other.number, other.name, figures(other)) == ("2", "就业率", [("2022", True, "95", "95")])


def test_a_row_that_shows_neither_unit_nor_number_gives_a_name_alone() -> None:
    (found,) = rows(HEAD + "1 空气质量 达到市级要求 约束性\n")
    assert (found.name, found.figures, found.nature) == ("空气质量达到市级要求", (), "约束性")


def test_two_columns_of_figures() -> None:
    first, second, third = rows(
        TWO_YEARS
        + "1 生产总值增速（%） 8.1 6 左右 预期性\n2 失业率 % 3.2 ＜3.5 预期性\n3 空气质量（%） 达到 要求 达到 市级要求 约束性\n"
    )
    assert figures(first) == [("2021", False, "8.1", "8.1"), ("2022", True, "6左右", "6")]
    assert figures(second) == [("2021", False, "3.2", "3.2"), ("2022", True, "＜3.5", "3.5")]
    assert figures(third) == [], "four cells for two columns: nobody can tell which is which"


def test_dimensions_printed_down_the_side() -> None:
    table = "创\n新\n发\n展\n1 劳动生产率（万元/人） 45 预期性\n2 企业数量（家） 74 预期性\n 安\n全\n稳\n定\n3 合格率（%） 99 约束性\n"
    assert [(i.number, i.dimension, i.dimension_certain) for i in rows(HEAD + table)] == [
        ("1", "创新发展", True),
        ("2", "创新发展", True),
        ("3", "安全稳定", True),
    ]


def test_a_dimension_that_print_lost_makes_its_neighbours_uncertain() -> None:
    table = "绿\n色\n发\n展\n1 空气质量（%） 80 约束性\n2 外企数量（个） 5 预期性\n共\n享\n发\n展\n3 就业率（%） 95 预期性\n4 床位（张） 6 预期性\n"
    assert [(i.dimension, i.dimension_certain) for i in rows(HEAD + table)] == [
        ("绿色发展", True),
        ("绿色发展", False),
        ("共享发展", True),
        ("共享发展", True),
    ]


def test_without_labels_the_dimension_stays_open() -> None:
    assert [(i.dimension, i.dimension_certain) for i in rows(HEAD + "1 就业率（%） 95 预期性\n")] == [(None, False)]


@pytest.mark.parametrize(
    "row",
    [
        "1 安全生产\n事故起数（起） 3\n死亡人数（人） 2 以内\n约束性\n",
        "1\n安全\n生产\n事故起数（起）\n3\n约束性\n死亡人数（人）\n2 以内\n",
    ],
)
def test_two_measures_of_one_row_share_its_nature(row: str) -> None:
    first, second, third = rows(HEAD + row + "2 就业率（%） 95 预期性\n")
    assert [(i.number, i.measure, i.group, i.name, i.unit, i.nature) for i in (first, second)] == [
        ("1", 1, "安全生产", "事故起数", "起", "约束性"),
        ("1", 2, "安全生产", "死亡人数", "人", "约束性"),
    ]
    assert figures(first) == [("2022", True, "3", "3")]
    assert figures(second) == [("2022", True, "2以内", "2")]
    assert (third.number, third.measure, third.nature) == ("2", 0, "预期性")


def test_cells_set_apart_by_bars() -> None:
    gdp, jobs, rate, words = rows(
        "指标名称 | 单位 | 2021年实际 | 2022年计划 | 备注\n"
        "地区生产总值 | 亿元 | 500 | 530左右 | 预期性\n"
        "失业率（%） |  | 3.2 | ＜3.5 | 约束性\n"
        "其中：公路占比 | | 97.31% | 98.07% |\n"
        "综合平台 | | — | 基本建成 | 预期性\n"
    )
    assert (gdp.name, gdp.unit, gdp.nature) == ("地区生产总值", "亿元", "预期性")
    assert figures(gdp) == [("2021", False, "500", "500"), ("2022", True, "530左右", "530")]
    assert (jobs.name, jobs.unit, jobs.nature) == ("失业率", "%", "约束性")
    assert (rate.name, rate.unit, rate.nature) == ("公路占比", "%", None)
    assert figures(words) == [("2022", True, "基本建成", None)]
    assert [i.number for i in (gdp, jobs, rate, words)] == ["1", "2", "3", "4"]


def test_a_row_with_a_name_alone_heads_those_below() -> None:
    first, second = rows(
        "序号 | 指标 | 2025年目标\n| 一、经济发展 |\n1 | 地区生产总值（亿元） | 530\n| （二）社会发展 |\n2 | 床位（张） | 60\n"
    )
    assert [(i.number, i.dimension, i.name, i.unit) for i in (first, second)] == [
        ("1", "经济发展", "地区生产总值", "亿元"),
        ("2", "社会发展", "床位", "张"),
    ]
    assert figures(first) == [("2025", True, "530", "530")]


_PIECES = st.sampled_from(
    [
        *[
            "1",
            "2 ",
            "（%）",
            "(万元)",
            "（万元/人）",
            "约束性",
            "预期性",
            "达到",
            "要求",
            "3.5",
            "＜",
            *"创新发展（）|",
        ],
        *["\n", "\n", " | ", "2022年", "2021年实际", "指标 序号", "指标名称", "单位", "左右", "\u0663", "²"],
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=60).map("".join)))
def test_any_lines_are_read(text: str) -> None:
    found = lines(text)
    if not found:
        return
    annex = Annex(AnnexKind.INDICATORS, 1, None, Span(found[0].start, found[-1].end), tuple(joined([x]) for x in found))
    document = Document(Source("a.txt", text, "utf-8", ""), (), (), (), (annex,), ())
    for indicator in read_indicators(document, 2022):
        assert indicator.name
        assert indicator.number
        assert annex.span.start <= indicator.span.start < indicator.span.end <= annex.span.end
        assert indicator.nature in (None, "约束性", "预期性")
        assert all(f.text for f in indicator.figures)
