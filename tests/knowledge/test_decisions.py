"""What people decided holds, and is found again when the text changes a little."""

from dataclasses import replace

import pytest

from plangraph.graph.iris import THINGS
from plangraph.knowledge.decisions import about, key, settle
from plangraph.model import Claim, Decision, Link, LinkStatus, Relation, Report, StatementKind
from plangraph.pipeline import build_report, graph_text
from plangraph.text.reading import decode

HEAD = "关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告\n"
DONE = "一、2021年计划执行情况\n（一）城市\n城市更新。{}光源里棚户区改造项目主体结构封顶。新建幼儿园三所。街巷整治完成五十条。\n"
AHEAD = "二、2022年主要举措\n（一）城市\n城市更新。光源里棚户区改造项目{}。菜园街办好养老驿站。\n"
TEXT = HEAD + DONE.format("") + AHEAD.format("建成交付")
HOME = THINGS + "110102/2022"
PROMISE, RESULT = "光源里棚户区改造项目建成交付。", "光源里棚户区改造项目主体结构封顶。"
OTHER, MISSED = "菜园街办好养老驿站。", "新建幼儿园三所。"

no = LinkStatus.REJECTED
yes = LinkStatus.CONFIRMED


def built(text: str, *decisions: Decision) -> Report:
    return build_report(decode(text.encode(), "a.txt"), ner="rules", decisions=decisions)


def links(report: Report) -> dict[tuple[str, str], Link]:
    texts = {s.sentence.id: s.sentence.passage.text for s in report.statements}
    assert report.links
    return {(texts[x.commitment], texts[x.result]): x for x in report.links.statements}


def decision(status: LinkStatus, commitment: str = PROMISE, result: str = RESULT, **more: object) -> Decision:
    ids = {s.sentence.passage.text: s.sentence.id for s in built(TEXT).statements}
    return replace(
        Decision(f"{HOME}/{ids[commitment]}", commitment, f"{HOME}/{ids[result]}", result, status),
        **more,  # type: ignore[arg-type]
    )


def claim(own: str, text: str) -> Claim:
    return Claim(own, text, StatementKind.RESULT, "1.1", "p1")


def test_without_decisions_the_program_predicts() -> None:
    assert {pair: x.status for pair, x in links(built(TEXT)).items()} == {(PROMISE, RESULT): "predicted"}


def test_a_rejected_pair_is_kept_as_such_and_joins_nothing() -> None:
    report = built(TEXT, decision(no))
    link = links(report)[PROMISE, RESULT]
    assert (link.status, link.score) == ("rejected", 1.0)
    assert report.warnings == ()
    graph = "".join(graph_text(report))
    assert 'sssom:predicate_modifier "Not"' in graph
    assert "plan:completes r:" not in graph
    assert report.links
    assert all((a, b) != (link.commitment, link.result) for a, b, _ in report.links.nearest)


def test_a_confirmed_pair_has_the_relation_and_the_confidence_that_people_gave_it() -> None:
    kept = links(built(TEXT, decision(yes)))[PROMISE, RESULT]
    assert (kept.status, kept.relation) == ("confirmed", "completes")
    other = links(built(TEXT, decision(yes, relation=Relation.EXPANDS, confidence=0.9)))[PROMISE, RESULT]
    assert (other.relation, other.score) == ("expands", 0.9)
    assert other.evidence == kept.evidence


def test_a_link_that_the_program_missed_is_added() -> None:
    report = built(TEXT, decision(yes, OTHER, MISSED, relation=Relation.FOLLOWS_UP))
    link = links(report)[OTHER, MISSED]
    assert (link.status, link.relation, link.reason) == ("confirmed", "follows_up", "由人指出 / a person says so")
    assert report.links
    assert {link.commitment, link.result}.isdisjoint(own for own, _, _ in report.links.nearest)
    assert links(report)[PROMISE, RESULT].status == "predicted"


def test_of_two_decisions_on_one_pair_the_later_holds() -> None:
    assert links(built(TEXT, decision(no), decision(yes)))[PROMISE, RESULT].status == "confirmed"


@pytest.mark.parametrize(
    ("before", "end"),
    [("实施背街小巷整治。", "建成交付"), ("", "建成并交付"), ("实施背街小巷整治。", "全部建成交付")],
)
def test_decisions_outlive_small_edits(before: str, end: str) -> None:
    report = built(HEAD + DONE.format(before) + AHEAD.format(end), decision(no))
    assert [x.status for (a, b), x in links(report).items() if b == RESULT and "光源里" in a] == ["rejected"]
    assert report.warnings == ()


def test_what_no_longer_fits_is_said() -> None:
    gone = HEAD + DONE.format("") + AHEAD.format("的居民全部签约搬走，土地另作公园绿地")
    (warning,) = built(gone, decision(no)).warnings
    assert f"applies to nothing: the text does not hold, or holds twice, the commitment “{PROMISE}”" in warning
    by_id = replace(decision(no), commitment_text="", result_text="", result=THINGS + "110102/2022/p1.c9.t9.s9")
    (warning,) = built(TEXT, by_id).warnings
    assert "the result “p1.c9.t9.s9”" in warning
    elsewhere = replace(decision(no), commitment=THINGS + "110102/2020/p1.c1.t1.s1")
    assert built(TEXT, elsewhere).warnings == ("1 条决定不关这里的对照 / decisions about links elsewhere: 1",)


def test_a_decision_may_rest_on_texts_or_on_ids_alone() -> None:
    texts = replace(decision(no), commitment="", result="")
    ids = replace(decision(no), commitment_text="", result_text="")
    for given in (texts, ids):
        assert links(built(TEXT, given))[PROMISE, RESULT].status == "rejected"


@pytest.mark.parametrize(
    ("own", "text", "known", "found"),
    [
        ("s1", "甲乙丙丁。", ["s1 甲乙丙丁。", "s2 甲乙丙丁。"], "s1"),
        ("s9", "甲乙丙丁。", ["s1 甲乙丙丁。", "s2 甲乙丙丁。"], None),  # which of the two?
        ("s1", "甲乙丙丁。", ["s1 戊己庚辛。", "s2 甲乙丙丁。"], "s2"),  # the text before the id
        ("s1", "甲乙丙丁。", ["s1 甲乙丙丁", "s2 甲乙丙戊丁。"], "s2"),  # the more alike
        ("s1", "甲乙丙丁。", ["s1 甲乙丙丁！", "s2 甲乙丙丁？"], "s1"),
        ("s1", "甲乙丙丁。", ["s1 甲戊己辛。"], None),
        ("s1", "", ["s1 甲。", "s1 乙。"], None),  # a part of which the text is not told
        ("s1", "甲" * 2000 + "。", ["s1 " + "甲" * 2000], None),  # no sentence
    ],
)
def test_which_claim_a_decision_is_about(own: str, text: str, known: list[str], found: str | None) -> None:
    claims = [claim(*one.split(" ")) for one in known]
    given = Decision("", "结果。", own, text, yes)
    settled = settle([given], [claim("c", "结果。")], claims)
    assert [match.result.id for match, _ in settled.pairs.values()] == ([found] if found else [])
    assert settled.lost == (() if found else (given,))
    assert all(key(match) == pair for pair, (match, _) in settled.pairs.items())


def test_decisions_belong_to_reports_by_their_ids() -> None:
    within = Decision("x/2015/s1", "", "x/2015/s2", "", yes)
    between = Decision("x/2014/s1", "", "x/2015/s2", "", yes)
    texts = Decision("", "甲", "", "乙", yes)
    everything = [within, between, texts]
    assert about(everything, "x/2015", "x/2015") == [within, texts]
    assert about(everything, "x/2014", "x/2015") == [between, texts]
    assert about(everything, "x/201", "x/201") == [texts]
