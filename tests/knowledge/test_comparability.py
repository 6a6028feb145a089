"""Verdicts on pairs of figures, and why: a table that a statistician would sign."""

from decimal import Decimal

import pytest

from plangraph.knowledge.comparability import (
    Basis,
    Comparability,
    Figure,
    compare,
    compare_figures,
    notes,
    pairs,
    reference,
)
from plangraph.knowledge.scopes import read_scope
from plangraph.messages import pick
from plangraph.model import Comparator, Modality

YES, CARE, NO = Comparability
LEVEL, GROWTH = Basis("gdp", "元"), Basis("gdp-growth", "%")


def growth(indicator: str = "gdp-growth", **more: object) -> Basis:
    note = str(more.pop("note", ""))
    return Basis(indicator, "%", scope=read_scope(note), **more)  # type: ignore[arg-type]


TARGET, EXPECTED = {"modality": Modality.TARGET}, {"modality": Modality.EXPECTED}
LOCAL, DISTRICT, UNSAID = "fiscal-revenue-local-growth", "fiscal-revenue-district-growth", "fiscal-revenue-growth"
CASES = [
    ("the same", GROWTH, GROWTH, YES, ()),
    ("level against growth", LEVEL, GROWTH, NO, ("measure",)),
    ("another indicator", GROWTH, growth("income-growth"), NO, ("indicator",)),
    ("growth against fall", growth("energy-intensity-growth"), growth("energy-intensity-fall"), CARE, ("sign",)),
    (
        "a fall of ≥ is a growth of ≤",
        growth("energy-intensity-growth", comparator=Comparator.LE, **TARGET),
        growth("energy-intensity-fall", comparator=Comparator.GE, **TARGET),
        CARE,
        ("sign",),
    ),
    (
        "a fall of ≤ is no growth of ≤",
        growth("energy-intensity-growth", comparator=Comparator.LE, **TARGET),
        growth("energy-intensity-fall", comparator=Comparator.LE, **TARGET),
        CARE,
        ("sign", "comparator"),
    ),
    ("预计 against actual", growth(**EXPECTED), GROWTH, CARE, ("expected",)),
    ("target against outcome", growth(**TARGET), GROWTH, CARE, ("target",)),
    ("target against 预计", growth(**TARGET), growth(**EXPECTED), CARE, ("target",)),
    ("half-year against year", growth(part="h1"), GROWTH, NO, ("part-of-year",)),
    ("quarter against half-year", growth(part="m01-m03"), growth(part="h1"), NO, ("part-of-year",)),
    ("two half-years", growth(part="h1"), growth(part="h1"), YES, ()),
    (
        "a rate in mid-year",
        Basis("unemployment-registered", "%", part="h1"),
        Basis("unemployment-registered", "%"),
        CARE,
        ("part-of-year",),
    ),
    ("five years against one", growth(part="y5", note="年均"), GROWTH, NO, ("average",)),
    ("two years' average against three", growth(note="两年平均"), growth(note="三年平均"), NO, ("average",)),
    ("two years' average twice", growth(note="两年平均"), growth(note="近两年年均"), YES, ()),
    ("an average over years not said", growth(note="年均"), growth(note="三年平均"), CARE, ("average",)),
    ("five years in two ways", growth(part="y5", note="年均"), growth(note="近五年年均"), YES, ()),
    (
        "averages of parts of the year",
        growth(part="h1", note="两年平均"),
        growth(note="两年平均"),
        NO,
        ("part-of-year",),
    ),
    ("a stock at the end of five years", Basis("population", "人", part="y5"), Basis("population", "人"), YES, ()),
    ("a stock in mid-year", Basis("population", "人", part="h1"), Basis("population", "人"), CARE, ("part-of-year",)),
    (
        "its growth in mid-year",
        growth("population-growth", part="h1"),
        growth("population-growth"),
        NO,
        ("part-of-year",),
    ),
    (
        "a stock in mid-year and at the end of years",
        Basis("population", "人", part="h1"),
        Basis("population", "人", part="y5"),
        CARE,
        ("part-of-year",),
    ),
    ("a flow of five years", Basis("gdp", "元", part="y5"), LEVEL, NO, ("part-of-year",)),
    ("growth over five years", growth(part="y5"), GROWTH, NO, ("part-of-year",)),
    (
        "a stock averaged",
        Basis("population", "人", part="y5", scope=read_scope("年均")),
        Basis("population", "人"),
        NO,
        ("average",),
    ),
    (
        "a price index of five years",
        Basis("consumer-prices", "%", part="y5"),
        Basis("consumer-prices", "%"),
        NO,
        ("part-of-year",),
    ),
    ("扣除 against whole", growth(note="扣除新冠疫苗影响"), GROWTH, NO, ("without",)),
    ("two alike 扣除", growth(note="扣除新冠疫苗影响"), growth(note="扣除新冠疫苗影响"), YES, ()),
    ("two other 扣除", growth(note="扣除新冠疫苗影响"), growth(note="剔除留抵退税"), NO, ("without",)),
    ("同口径 against 自然口径", growth(UNSAID, note="同口径"), growth(UNSAID), NO, ("basis",)),
    ("both 同口径", growth(UNSAID, note="同口径"), growth(UNSAID, note="同口径"), CARE, ("basis",)),
    (
        "同口径 against 剔除留抵退税",
        growth(UNSAID, note="同口径"),
        growth(UNSAID, note="剔除留抵退税"),
        CARE,
        ("basis",),
    ),
    ("a note not understood", growth(note="快报数"), GROWTH, CARE, ("unread",)),
    ("the same note, not understood", growth(note="快报数"), growth(note="快报数"), CARE, ("unread",)),
    (
        "real against nominal",
        growth("income-growth", note="实际增长"),
        growth("income-growth", note="名义增速"),
        NO,
        ("price",),
    ),
    (
        "real in two ways",
        growth("income-growth", note="实际增长"),
        growth("income-growth", note="扣除价格因素后"),
        YES,
        (),
    ),
    ("地方级 against 区级", growth(LOCAL), growth(DISTRICT), NO, ("level",)),
    ("区级 against unsaid", growth(DISTRICT), growth(UNSAID), CARE, ("near",)),
    (
        "城镇登记 against 登记",
        Basis("unemployment-registered-urban", "%"),
        Basis("unemployment-registered", "%"),
        CARE,
        ("near",),
    ),
    (
        "登记 against 调查",
        Basis("unemployment-registered", "%"),
        Basis("unemployment-surveyed", "%"),
        NO,
        ("indicator",),
    ),
    ("urban against all", growth("income-urban-growth"), growth("income-growth"), NO, ("part",)),
    (
        "< against ≤",
        growth(comparator=Comparator.LT, **TARGET),
        growth(comparator=Comparator.LE, **TARGET),
        CARE,
        ("strict",),
    ),
    ("= against ≈", growth(**TARGET), growth(comparator=Comparator.APPROX, **TARGET), CARE, ("comparator",)),
    (
        "two targets of ≥",
        growth(comparator=Comparator.GE, **TARGET),
        growth(comparator=Comparator.GE, **TARGET),
        YES,
        (),
    ),
    ("two outcomes of >", growth(comparator=Comparator.GT), growth(comparator=Comparator.GT), CARE, ("bound",)),
    (
        "two rounded outcomes",
        growth(comparator=Comparator.APPROX),
        growth(comparator=Comparator.APPROX),
        CARE,
        ("rounded",),
    ),
    ("constant against current prices", growth(note="不变价"), growth(note="现价"), NO, ("price",)),
    ("prices said once", growth("income-growth", note="不变价"), growth("income-growth"), CARE, ("price",)),
    ("constant prices by convention", growth(note="可比价"), GROWTH, YES, ()),
    ("current prices against the convention", growth(note="名义"), GROWTH, NO, ("price",)),
    ("a level has no such convention", Basis("gdp", "元", scope=read_scope("现价")), LEVEL, CARE, ("price",)),
    ("a reprint", growth(second_hand=True), GROWTH, CARE, ("source",)),
    ("two reprints", growth(second_hand=True), growth(second_hand=True), CARE, ("source",)),
    ("other units", Basis("gdp-per-capita", "美元"), Basis("gdp-per-capita", "元"), NO, ("unit",)),
    ("several at once", growth(part="h1", **EXPECTED), GROWTH, NO, ("part-of-year", "expected")),
]


@pytest.mark.parametrize(("one", "other", "verdict", "codes"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_verdicts(one: Basis, other: Basis, verdict: Comparability, codes: tuple[str, ...]) -> None:
    for a, b in ((one, other), (other, one)):
        found = compare(a, b)
        assert (found.verdict, tuple(r.code for r in found.reasons)) == (verdict, codes)
        for reason in found.reasons:
            assert pick(reason.words, "zh") != pick(reason.words, "en")
            assert pick(reason.words, "zh").isascii() is False


STOCK, STOCK_Y5 = Basis("population", "人"), Basis("population", "人", part="y5")


def figure(value: str, area: str = "110101", period: str = "2022", basis: Basis = LEVEL) -> Figure:
    return Figure(basis, area, period, Decimal(value))


@pytest.mark.parametrize(
    ("one", "other", "verdict", "codes"),
    [
        (figure("1"), figure("2", area="110102"), YES, []),
        (figure("1"), figure("2"), CARE, ["disagree"]),
        (figure("1"), figure("1"), YES, []),
        (figure("1", period="2021"), figure("2"), CARE, ["year", "nominal"]),
        (figure("1", period="2021", basis=GROWTH), figure("2", basis=GROWTH), CARE, ["year"]),
        (figure("1", basis=growth(second_hand=True)), figure("2", basis=GROWTH), CARE, ["source", "disagree"]),
        (figure("1", period="2018/2022", basis=STOCK_Y5), figure("2", "110102", basis=STOCK), YES, []),
        (figure("1", period="2022/2026", basis=STOCK_Y5), figure("2", "110102", basis=STOCK), CARE, ["year"]),
        (
            figure("1", period="2018/2022", basis=growth(part="y5", note="年均")),
            figure("2", "110102", basis=growth(note="近五年年均")),
            YES,
            [],
        ),
        (figure("5", basis=growth(**TARGET)), figure("4", basis=GROWTH), CARE, ["target"]),
    ],
)
def test_figures(one: Figure, other: Figure, verdict: Comparability, codes: list[str]) -> None:
    found = compare_figures(one, other)
    assert (found.verdict, [r.code for r in found.reasons]) == (verdict, codes)


def test_the_reference_is_what_a_yearbook_gives() -> None:
    odd = growth(part="h1", note="同口径", second_hand=True, comparator=Comparator.GE, **EXPECTED)
    assert reference(odd) == GROWTH
    assert reference(growth(part="h1", **TARGET)) == growth(**TARGET)
    assert reference(GROWTH) == GROWTH


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (GROWTH, []),
        (growth(part="h1", comparator=Comparator.GT), ["上半年", "只给出界限（>）"]),
        (growth(comparator=Comparator.GE, **TARGET), ["目标是界限（≥）"]),
        (growth(part="y5", note="年均"), ["5年年均"]),
        (growth(part="y5"), ["5年"]),
        (Basis("gdp", "元", part="y5"), ["5年合计"]),
        (Basis("population", "人", part="y5"), ["5年期末"]),
        (Basis("income", "元", part="y5"), ["5年期末"]),
        (Basis("unemployment-registered", "%", part="y5"), ["5年期末"]),
        (Basis("consumer-prices", "%", part="y5"), ["5年"]),
        (growth(note="年均"), ["多年年均"]),
        (growth(note="近五年年均"), ["5年年均"]),
        (growth(part="h1", note="年均"), ["上半年，多年平均"]),
        (growth(part="h1", note="两年平均"), ["上半年，2年平均"]),
        (growth(part="m02-m11", comparator=Comparator.APPROX), ["2至11月", "约数"]),
        (growth(note="同口径；现价", second_hand=True), ["同口径，调整内容未说明", "现价", "转载或第三方"]),
        (growth(note="扣除新冠疫苗影响；不变价", **EXPECTED), ["预计数", "扣除新冠疫苗", "不变价"]),
    ],
)
def test_footnotes_tell_what_differs_from_the_reference(basis: Basis, words: list[str]) -> None:
    assert [pick(note, "zh") for note in notes(basis)] == words
    assert all(pick(note, "en") != pick(note, "zh") for note in notes(basis))


def test_pairs_are_of_kin_only() -> None:
    bases = [GROWTH, LEVEL, growth(part="h1"), growth(LOCAL), growth(DISTRICT)]
    found = {(bases.index(a), bases.index(b)) for a, b in pairs(bases)}
    assert found == {(0, 0), (0, 2), (1, 1), (2, 2), (3, 3), (3, 4), (4, 4)}
