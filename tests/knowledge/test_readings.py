"""Figures of a report that are those of a shared indicator; what is in doubt is none."""

from decimal import Decimal

import pytest

from plangraph.files import shipped
from plangraph.knowledge.readings import readings, rows
from plangraph.model import Modality, Report
from plangraph.pipeline import build_report
from plangraph.text.reading import decode, read_source

HEAD = """关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告
一、2021年国民经济和社会发展计划执行情况
（一）经济稳步发展
"""
TAIL = """
二、2022年主要任务及举措
（一）扩大投资
做好建设。地区生产总值增长7%。
"""


def found(sentence: str) -> list[tuple[str, Decimal | None, str]]:
    report = build_report(decode((HEAD + sentence + TAIL).encode(), "a.txt"), ner="off")
    figures = [r.figure for r in readings(report) if r.figure.basis.modality is not Modality.TARGET]
    return [(f.basis.indicator, f.value, f.period) for f in figures]


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("总量扩大。地区生产总值达到5000亿元、增长6%。", [("gdp", 500000000000, "2021"), ("gdp-growth", 6, "2021")]),
        ("总量下降。地区生产总值下降2.5%。", [("gdp-growth", Decimal("-2.5"), "2021")]),
        ("总量扩大。上半年，地区生产总值增长6%。", [("gdp-growth", 6, "2021-H1")]),
        ("总量扩大。全市地区生产总值增长6%。", []),
        ("比重提高。绿色出行比例从70%提高到72%。", [("green-travel", 72, "2021")]),
        ("低保提高。低保标准提高到815元、615元。", []),
        ("五年来，成效明显。新增停车位5000个。", []),
        ("投资增长。建安投资增速连续8个月保持在5%以上。", []),
        ("收入增长。扣除退税影响后，一般公共预算收入增长3%，税收收入增长4%。", [("fiscal-revenue-growth", 3, "2021")]),
        ("收入增长。某某收入增长3%。", []),
        ("收入增长。居民人均可支配收入增长5%至6%。", []),
        ("企业壮大。培育高新技术企业200家。", []),
        ("企业壮大。培育创新企业500家、高新技术企业200家。", []),
        ("企业壮大。培育有力，高新技术企业达到200家。", [("hightech-enterprises", 200, "2021")]),
        ("五年来，成效明显。刚刚过去的2021年，砥砺前行。地区生产总值增长6%。", [("gdp-growth", 6, "2021")]),
        ("五年来，成效明显。不负众望。地区生产总值增长6%。", []),
        ("企业壮大。累计培育高新技术企业200家。", []),  # since when is not said
    ],
)
def test_what_is_beyond_doubt(sentence: str, figures: list[tuple[str, int | Decimal, str]]) -> None:
    assert found(sentence) == figures


def test_scope_before_a_number_is_kept() -> None:
    text = HEAD + "收入增长。一般公共预算收入同口径增长3%。" + TAIL
    (first, *_) = readings(build_report(decode(text.encode(), "a.txt"), ner="off"))
    assert first.figure.basis.scope.same_basis


def test_without_area_there_are_no_figures() -> None:
    report = build_report(decode("关于某某的报告\n地区生产总值增长6%。".encode(), "a.txt"), ner="off")
    assert list(readings(report)) == []


@pytest.fixture(scope="module")
def xicheng() -> Report:
    return build_report(read_source(shipped("data") / "text/110102/2022.txt"), ner="off")


def test_every_row_of_the_table_is_known(xicheng: Report) -> None:
    assert len(dict(rows(xicheng))) == len(xicheng.indicators) == 21


def test_a_bound_differs_between_text_and_annex(xicheng: Report) -> None:
    rates = [r.figure.basis for r in readings(xicheng) if r.figure.basis.indicator == "unemployment-registered"]
    assert [str(b.comparator) for b in rates] == ["≤", "<"]


def test_values_of_the_table_are_in_the_base_unit(xicheng: Report) -> None:
    (productivity,) = [r.figure for r in readings(xicheng) if r.figure.basis.indicator == "labour-productivity"]
    assert (productivity.value, productivity.basis.unit) == (450000, "元/人")
