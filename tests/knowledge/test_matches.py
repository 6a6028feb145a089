"""Which result a commitment carries on: by wording, by its paragraph, by a number of one metric; and by what it shows."""

import time
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.knowledge import matches
from plangraph.knowledge.matches import (
    Comparison,
    Match,
    Weights,
    chosen,
    comparable,
    compare,
    confidence,
    evidence,
    explain,
    linkable,
    parts,
    same_metric,
)
from plangraph.model import Change, Claim, Quantity, StatementKind
from plangraph.text.quantities import find_quantities

RESULT, COMMITMENT = StatementKind.RESULT, StatementKind.COMMITMENT


def claim(text: str, kind: StatementKind = RESULT, place: int = 1, paragraph: int = 1, **more: object) -> Claim:
    part = 1 if kind is RESULT else 2
    section = f"p{part}.c1.t{paragraph}"
    numbers = find_quantities(text, planned=kind is not RESULT)
    found = Claim(f"{section}.s{place}", text, kind, f"{part}.1.{paragraph}", section, quantities=numbers)
    return replace(found, **more)  # type: ignore[arg-type]


def texts(found: tuple[Match, ...]) -> list[tuple[str, str]]:
    return [(m.result.text, m.commitment.text) for m in found]


RESULTS = [
    claim("湖滨湿地公园一期开工。", place=1, paragraph=1),
    claim("老城菜场改造惠及居民2万人。", place=2, paragraph=1),
    claim("财政收入达到32亿元。", place=1, paragraph=2),
]
COMMITMENTS = [
    claim("建成湖滨湿地公园一期。", COMMITMENT, 1, 1),
    claim("财政收入达到35亿元。", COMMITMENT, 1, 2),
    claim("办好龙舟邀请赛。", COMMITMENT, 1, 3),
]


def test_the_same_thing_is_found() -> None:
    found = chosen(compare(RESULTS, COMMITMENTS))
    assert texts(found) == [
        ("湖滨湿地公园一期开工。", "建成湖滨湿地公园一期。"),
        ("财政收入达到32亿元。", "财政收入达到35亿元。"),
    ]


def test_rows_stand_beside_the_commitments_best_first() -> None:
    found = compare(RESULTS, COMMITMENTS)
    assert found.commitments == tuple(COMMITMENTS)
    assert found.results == tuple(RESULTS)
    assert len(found.rows) == 3
    for commitment, row in zip(found.commitments, found.rows, strict=True):
        assert {m.commitment for m in row} <= {commitment}
        assert [m.value for m in row] == sorted((m.value for m in row), reverse=True)


def test_a_number_of_one_metric_adds_to_the_value() -> None:
    with_it, without = (
        compare(RESULTS[2:], COMMITMENTS[1:2], Weights(metric=metric)).rows[0][0].value for metric in (0.2, 0.0)
    )
    assert with_it == pytest.approx(without + 0.2)


def test_like_paragraphs_bring_sentences_nearer() -> None:
    topic = [claim("湿地修复与候鸟保护扎实推进。", place=1, lead=True), claim("补种芦苇。", place=2)]
    ahead = [claim("加强湿地修复与候鸟保护。", COMMITMENT, 1, lead=True), claim("补种芦苇和香蒲。", COMMITMENT, 2)]
    alone = compare(topic[1:], [replace(ahead[1], paragraph="p2.c1.t9")]).rows[0][0].value
    assert compare(topic, ahead).rows[0][0].value >= alone


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (claim("治理河道。"), True),
        (claim("治理河道。", lead=True), False),
        (claim("重点抓好以下工作："), False),
        (claim("具体安排如下:"), False),
        (claim("河" * 1001), False),
        (claim("河" * 1000), True),
    ],
)
def test_leads_announcements_and_what_is_no_sentence_are_left_out(found: Claim, expected: bool) -> None:
    assert bool(linkable([found])) is expected


def test_beyond_the_limit_nothing_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matches, "MAX_PAIRS", 8)
    assert compare(RESULTS, COMMITMENTS) == Comparison(refused=True)
    assert not compare(RESULTS[:2], COMMITMENTS).refused
    assert chosen(Comparison(refused=True)) == ()


def test_nothing_to_compare() -> None:
    assert compare([], COMMITMENTS).rows == ((), (), ())
    assert compare(RESULTS, []).rows == ()


SALES = Quantity("5亿元", 0, 3, Decimal(500000000), "元", "零售额")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (replace(SALES, value=Decimal(7)), True),
        (replace(SALES, metric="批发额"), False),
        (replace(SALES, unit="吨"), False),
        (replace(SALES, change=Change.INCREASE), False),
        (replace(SALES, metric=None), False),
    ],
)
def test_numbers_are_comparable_in_one_metric_unit_and_way(other: Quantity, expected: bool) -> None:
    assert comparable(SALES, other) is comparable(other, SALES) is expected
    rise = replace(SALES, change=Change.INCREASE)
    assert comparable(rise, replace(SALES, change=Change.DECREASE))


def test_numbers_without_a_metric_are_never_comparable() -> None:
    nameless = replace(SALES, metric=None)
    assert not comparable(nameless, nameless)


def test_numbers_are_told_by_their_places() -> None:
    result = claim("财政收入达到32亿元，零售额增长5%。")
    commitment = claim("零售额增长6%，财政收入达到35亿元。", COMMITMENT)
    assert sorted(same_metric(result, commitment)) == [(1, 2), (2, 1)]


def linked(value: float, number: int = 1) -> Match:
    return Match(claim("甲。", place=number), COMMITMENTS[0], value, shared=9.0)


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ((0.124,), 0),
        ((0.125,), 1),
        ((0.5, 0.48, 0.47), 2),  # near means 95 per cent of the best
        ((0.5, 0.2), 1),
        ((), 0),
        ((0.5,) * 50, 20),  # one thing said over and over
    ],
)
def test_links_are_good_and_near_the_best(values: tuple[float, ...], kept: int) -> None:
    row = tuple(linked(value, i) for i, value in enumerate(values, 1))
    assert chosen(Comparison((), (), (row,), {})) == row[:kept]


@pytest.mark.parametrize(("value", "shared", "kept"), [(0.2, 1.9, 1), (0.2, 1.8, 0), (0.23, 0.0, 1)])
def test_a_link_shares_what_is_rare_or_is_sure(value: float, shared: float, kept: int) -> None:
    row = (Match(claim("甲。"), COMMITMENTS[0], value, shared),)
    assert len(chosen(Comparison((), (), (row,), {}))) == kept


def test_framing_is_linked_by_numbers_only() -> None:
    framing = "在区委的坚强领导下，深入贯彻新发展理念，财政收入达到30亿元。"
    row = (Match(claim(framing), COMMITMENTS[0], 0.9, 9.0),)
    assert chosen(Comparison((), (), (row,), {})) == ()
    row = (Match(claim(framing), claim("财政收入达到32亿元。", COMMITMENT), 0.9, 9.0),)
    assert chosen(Comparison((), (), (row,), {})) == row


def test_a_number_of_its_metric_is_a_link_even_if_not_near_the_best() -> None:
    result = claim("财政收入达到32亿元。", place=2)
    row = (Match(RESULTS[0], COMMITMENTS[1], 0.5), Match(result, COMMITMENTS[1], 0.2))
    assert chosen(Comparison((), (), (row,), {})) == row


def test_confidence_is_a_half_at_the_least_link_and_grows() -> None:
    weights = Weights(least=0.2)
    scores = [confidence(value, weights) for value in (0.0, 0.1, 0.2, 0.6, 1.5)]
    assert scores == sorted(scores)
    assert scores[2] == 0.5
    assert (scores[0], scores[-1] < 1) == (0.0, True)


def test_evidence_is_what_both_sides_have() -> None:
    lake, fair = ("place-1", "湖滨"), ("event-2", "龙舟节")
    result = claim("湖滨龙舟节接待游客3万人次。", entities=(lake, fair))
    commitment = claim("湖滨龙舟节接待游客5万人次。", COMMITMENT, entities=(fair,))
    shared = evidence(Match(result, commitment, 0.5))
    assert shared.entities == (fair,)
    assert shared.words[0].startswith("湖滨龙舟节")
    assert shared.numbers == ((1, 1),)
    said = explain(Match(result, commitment, 0.5), shared)
    assert said.count(" / ") == 1
    zh, en = said.split(" / ")
    assert zh.startswith("都提到龙舟节；同一指标")
    assert "已达3万人次，目标5万人次" in zh
    assert en.startswith("both name 龙舟节; one metric, ")


def test_shared_words_are_printed_in_both() -> None:
    """Blanked numbers of one length are no shared wording."""
    match = Match(claim("改建车位500个，翻新路灯。"), claim("改建车位300个，翻新路灯。", COMMITMENT), 0.5)
    words = evidence(match).words
    assert set(words) == {"改建车位", "翻新路灯"}
    assert all(w in match.result.text and w in match.commitment.text for w in words)


def test_a_link_that_shares_nothing_says_so() -> None:
    match = Match(claim("甲。"), claim("乙。", COMMITMENT), 0.2)
    assert explain(match, evidence(match)) == "所在段落相近 / their paragraphs are alike"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成公园；改造菜场12个。", ["建成公园；", "改造菜场12个。"]),
        ("建成公园。", ["建成公园。"]),
        ("；建成公园；；改造菜场；", ["；建成公园；；", "改造菜场；"]),
        ("建成公园; 改造菜场", ["建成公园; ", "改造菜场"]),
        ("；；", ["；；"]),
        ("", [""]),
    ],
)
def test_semicolons_divide(text: str, expected: list[str]) -> None:
    assert [p.text for p in parts(claim(text))] == expected


def test_parts_keep_their_own_numbers_and_names() -> None:
    park, market = ("place-1", "湖滨公园"), ("place-2", "老城菜场")
    first, second = parts(claim("建成湖滨公园3公顷；改造老城菜场12个。", entities=(park, market)))
    assert [(p.entities, [q.text for q in p.quantities]) for p in (first, second)] == [
        ((park,), ["3公顷"]),
        ((market,), ["12个"]),
    ]
    for part in (first, second):
        assert [part.text[q.start : q.end] for q in part.quantities] == [q.text for q in part.quantities]
        assert part.id == first.id


WORDS = st.lists(st.one_of(st.text(max_size=6), st.sampled_from(["；", ";", "增长5%", "湖滨公园", " ", "\n"]))).map(
    "".join
)


@given(WORDS)
def test_parts_joined_are_the_text(text: str) -> None:
    assert "".join(p.text for p in parts(claim(text))) == text


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_any_text_can_be_compared(left: list[str], right: list[str]) -> None:
    results = [claim(text, place=i, paragraph=i) for i, text in enumerate(left)]
    commitments = [claim(text, COMMITMENT, i, i) for i, text in enumerate(right)]
    for match in chosen(compare(results, commitments)):
        shared = evidence(match)
        assert all(w in match.result.text and w in match.commitment.text for w in shared.words)
        assert explain(match, shared)
        assert 0.5 <= confidence(match.value) < 1


@pytest.mark.parametrize("unit", ["字", "甲乙", "12个", "；", "推进"])
def test_one_thing_over_and_over_ends_soon(unit: str) -> None:
    long = unit * (900 // len(unit))
    results = [claim(long, place=i) for i in range(60)]
    commitments = [claim(long, COMMITMENT, i) for i in range(60)]
    began = time.process_time()
    found = chosen(compare(results, commitments))
    for match in found[:60]:
        explain(match, evidence(match))
    parts(results[0])
    assert time.process_time() - began < 20
    assert len(found) <= 60 * 20


def test_many_equal_sentences_give_few_links() -> None:
    text = "完成老旧小区综合整治并推动菜市场和停车设施的改造利用。"
    results = [claim(text, place=i, paragraph=i // 5) for i in range(300)]
    commitments = [claim(text, COMMITMENT, i, i // 5) for i in range(300)]
    began = time.process_time()
    found = chosen(compare(results, commitments))
    assert len(found) == 300 * 20
    assert time.process_time() - began < 30


def test_two_thousand_by_two_thousand_are_too_many() -> None:
    text = "完成老旧小区综合整治。"
    assert compare([claim(text)] * 2000, [claim(text, COMMITMENT)] * 2000).refused


@pytest.mark.parametrize(
    ("result", "commitment", "linked"),
    [
        ("公共财政预算收入完成13.6亿元，增长5%。", "地方财政总收入增长16%，达到28.8亿元。", False),
        ("全区固定资产投资完成121.1亿元。", "区本级固定资产投资达到108.8亿元。", True),
    ],
)
def test_figures_of_two_things_are_no_link(result: str, commitment: str, linked: bool) -> None:
    found = chosen(compare([claim(result)], [claim(commitment, COMMITMENT)]), Weights(least=0.01, rare=0.0))
    assert bool(found) is linked
