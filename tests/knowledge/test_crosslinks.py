"""Links inside one report, on an invented one: what is carried on, what comes nearest to the rest, how it can be checked."""

import pytest

from plangraph.knowledge import matches
from plangraph.knowledge.crosslinks import claims, read_links
from plangraph.model import Links, Relation, Report, StatementKind
from plangraph.pipeline import build_report
from plangraph.text.reading import decode

TEXT = """关于湖滨县2031年国民经济和社会发展计划执行情况与2032年计划草案的报告

各位代表：
一、2031年国民经济和社会发展计划执行情况
（一）经济运行平稳向好
农业生产稳中有进。粮食产量达到20万吨。柳湖湿地公园主体工程封顶，补种芦苇30亩。
（二）民生福祉持续改善
群众生活丰富多彩。成功举办第三届龙舟邀请赛。出台夜间经济扶持办法。梳理许可事项清单。
二、2032年国民经济和社会发展计划安排
（一）推动经济稳定增长
抓好农业生产。粮食产量达到22万吨。柳湖湿地公园建成开放。
（二）保障和改善民生
丰富群众生活。办好第四届龙舟邀请赛。落实夜间经济扶持办法。6月底前新建停车位200个。
（三）发扬优良作风
重点抓好以下工作：
崇尚勤俭节约。
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(decode(TEXT.encode(), "a.txt"), ner="rules")


@pytest.fixture(scope="module")
def links(report: Report) -> Links:
    assert report.links
    return report.links


@pytest.fixture(scope="module")
def words(report: Report) -> dict[str, str]:
    return {s.sentence.id: s.sentence.passage.text for s in report.statements}


def test_claims_are_all_statements(report: Report) -> None:
    found = claims(report)
    assert [c.id for c in found] == [s.sentence.id for s in report.statements]
    first, second = found[:2]
    assert (first.lead, second.lead) == (True, False)
    assert first.paragraph == second.paragraph == "p1.c1.t1"
    assert [q.text for q in second.quantities] == ["20万吨"]
    park = next(c for c in found if c.text.startswith("柳湖湿地公园建成"))
    assert "柳湖湿地公园" in [name for _, name in park.entities]


def test_every_commitment_carries_on_what_it_speaks_of(links: Links, words: dict[str, str]) -> None:
    assert [(words[x.result], words[x.commitment], x.relation) for x in links.statements] == [
        ("粮食产量达到20万吨。", "粮食产量达到22万吨。", Relation.TARGET_UP),
        ("柳湖湿地公园主体工程封顶，补种芦苇30亩。", "柳湖湿地公园建成开放。", Relation.COMPLETES),
        ("成功举办第三届龙舟邀请赛。", "办好第四届龙舟邀请赛。", Relation.REPEATS),
        ("出台夜间经济扶持办法。", "落实夜间经济扶持办法。", Relation.FOLLOWS_UP),
    ]
    for link in links.statements:
        assert 0.5 <= link.score < 1
        assert all(w in words[link.result] and w in words[link.commitment] for w in link.evidence.words)
        assert " / " in link.reason


def test_topics_are_joined_by_their_leads(links: Links, words: dict[str, str]) -> None:
    assert [(words[t.result], words[t.commitment]) for t in links.topics] == [
        ("农业生产稳中有进。", "抓好农业生产。"),
        ("群众生活丰富多彩。", "丰富群众生活。"),
    ]
    assert all(0.5 <= t.score < 1 for t in links.topics)


def test_what_has_no_link_names_the_nearest_on_the_other_side(report: Report, links: Links) -> None:
    kinds = {s.sentence.id: s.kind for s in report.statements}
    linked = {end for x in links.statements for end in (x.result, x.commitment)}
    owns = [own for own, _, _ in links.nearest]
    assert len(owns) == len(set(owns))
    assert not linked & set(owns)
    for own, other, score in links.nearest:
        assert (kinds[own] is StatementKind.RESULT) != (kinds[other] is StatementKind.RESULT)
        assert 0 < score < 1


def test_commitments_are_marked_but_leads_and_announcements_are_not(links: Links, words: dict[str, str]) -> None:
    found = {words[m.statement]: m.missing for m in links.marks}
    assert found == {
        "粮食产量达到22万吨。": ("deadline", "place", "owner", "deliverable"),
        "柳湖湿地公园建成开放。": ("number", "deadline", "owner"),
        "办好第四届龙舟邀请赛。": ("number", "deadline", "place", "owner"),
        "落实夜间经济扶持办法。": ("number", "deadline", "place", "owner", "deliverable"),
        "6月底前新建停车位200个。": ("place", "owner", "deliverable"),
        "崇尚勤俭节约。": ("number", "deadline", "place", "owner", "deliverable"),
    }


def test_links_do_not_need_names(words: dict[str, str]) -> None:
    bare = build_report(decode(TEXT.encode(), "a.txt"), ner="off")
    assert bare.names is None
    assert bare.links
    assert len(bare.links.statements) == 4
    assert not any(x.evidence.entities for x in bare.links.statements)


def test_too_many_statements_are_told(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matches, "MAX_PAIRS", 10)
    found = read_links(report)
    assert (found.statements, found.topics, found.nearest) == ((), (), ())
    assert len(found.marks) == 6
    assert found.warnings == ("语句过多，未作对照 / too many statements: results and commitments were not compared",)
    assert found.warnings[0] in build_report(decode(TEXT.encode(), "a.txt"), ner="off").warnings


@pytest.mark.parametrize("text", ["一、回顾\n成功。", "粮食。", "二、2032年安排\n（一）推进\n推进。推进。"])
def test_a_report_of_one_side_has_no_links(text: str) -> None:
    found = build_report(decode(text.encode(), "a.txt"), ner="rules").links
    assert found
    assert (found.statements, found.topics, found.nearest, found.warnings) == ((), (), (), ())


def test_the_own_area_and_those_above_it_are_no_shared_names() -> None:
    text = (TEXT + "做好西城区、北京市和东城区的花市工作。\n").replace("湖滨县", "北京市西城区")
    last = claims(build_report(decode(text.encode(), "a.txt"), ner="rules"))[-1]
    assert [name for entity, name in last.entities if entity.startswith("area/")] == ["东城区"]
