"""The ledger between invented reports of one district: what became of each commitment, and what is no ledger."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from plangraph.errors import InputError, LimitError, UsageError
from plangraph.knowledge import matches
from plangraph.model import StatementKind, Verdict
from plangraph.pipeline import build_report, graph_text
from plangraph.text.reading import decode
from plangraph.uses.ledger import Book, Row, follow, is_ledger, read_book
from plangraph.uses.ledger_graph import ledger_text
from plangraph.uses.ledger_pages import COLUMNS, cells, render_ledger

REPORT = """关于{area}{review}年国民经济和社会发展计划执行情况与{plan}年计划草案的报告

——{review}年12月20日在{area}第九届人民代表大会第三次会议上

各位代表：
一、{review}年国民经济和社会发展计划执行情况
（一）经济运行平稳向好
{done}
二、{plan}年国民经济和社会发展计划安排
（一）推动经济稳定增长
{ahead}
"""
PROMISED = (
    "农业生产稳中求进。粮食产量达到20万吨，增长3%；改造低产田500亩。柳湖湿地公园投入使用。推进垃圾分类示范创建。"
    "主要污染物减排达到市级要求。在学府路新建过街天桥2座。弘扬优良传统。"
)
REPORTED = (
    "农业生产喜获丰收。预计粮食产量达到21万吨，增长6%；改造低产田300亩。柳湖湿地公园主体工程完工。"
    "垃圾分类示范创建有序推进。主要污染物减排扎实推进。"
)


def built(folder: Path, review: int, *, done: str = "", ahead: str = "", area: str = "北京市西城区") -> Path:
    text = REPORT.format(area=area, review=review, plan=review + 1, done=done, ahead=ahead)
    path = folder / f"{area}{review}.ttl"
    report = build_report(decode(text.encode(), "a.txt"), ner="rules")
    path.write_text("".join(graph_text(report)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Book]:
    folder = tmp_path_factory.mktemp("ledger")
    again = "在学府路新建过街天桥2座。"
    paths = [built(folder, 2030, ahead=PROMISED), built(folder, 2031, done=REPORTED, ahead=again)]
    return [read_book(path) for path in paths]


@pytest.fixture(scope="module")
def rows(books: list[Book]) -> dict[str, Row]:
    return {row.commitment.text: row for row in follow(books)}


def test_a_book_is_what_was_built(books: list[Book]) -> None:
    first, second = books
    assert (first.area, first.review, first.plan) == ("110102", 2030, 2031)
    assert first.title.startswith("关于北京市西城区2030年")
    assert first.iri == "https://w3id.org/plangraph/id/110102/2031"
    lead, *others = second.results()
    assert lead.lead
    assert not any(c.lead for c in others)
    texts = [c.text for c in second.claims if c.kind is StatementKind.RESULT]
    assert "".join(p.text for p in second.results()) == "".join(texts)
    assert {c.id for c in second.claims} == set(second.lines)
    for claim in second.claims:
        for number in claim.quantities:
            assert claim.text[number.start : number.end] == number.text


def test_every_commitment_has_its_verdict(rows: dict[str, Row]) -> None:
    assert {text: row.verdict for text, row in rows.items()} == {
        "粮食产量达到20万吨，增长3%；": Verdict.EXCEEDED,
        "改造低产田500亩。": Verdict.PARTLY_MET,
        "柳湖湿地公园投入使用。": Verdict.PARTLY_MET,
        "推进垃圾分类示范创建。": Verdict.ONGOING,
        "主要污染物减排达到市级要求。": Verdict.CANNOT_JUDGE,
        "在学府路新建过街天桥2座。": Verdict.DROPPED,
    }


def test_a_row_says_what_it_rests_on(rows: dict[str, Row]) -> None:
    row = rows["粮食产量达到20万吨，增长3%；"]
    assert row.result
    assert row.result.text == "预计粮食产量达到21万吨，增长6%；"
    assert [i.estimated for i in row.items] == [True]
    assert row.score is not None
    assert 0.5 <= row.score < 1
    assert "粮食产量" in row.reason
    assert all(w in row.commitment.text and w in row.result.text for w in row.words)


def test_what_was_dropped_may_be_promised_again(rows: dict[str, Row]) -> None:
    row = rows["在学府路新建过街天桥2座。"]
    assert (row.result, row.items, row.score) == (None, (), None)
    assert row.again
    assert row.again.text == "在学府路新建过街天桥2座。"
    assert rows["推进垃圾分类示范创建。"].again is None


def test_the_order_of_years_counts_and_not_that_of_the_files(books: list[Book]) -> None:
    assert follow(books[::-1]) == follow(books)


def test_three_years_are_two_pairs(books: list[Book], tmp_path: Path) -> None:
    third = read_book(built(tmp_path, 2032, done="在学府路新建过街天桥2座。"))
    found = follow([*books, third])
    assert [(r.earlier.plan, r.verdict) for r in found][-1] == (2032, Verdict.MET)
    assert found[:-1] == follow(books)


def test_rows_for_people_and_programs(rows: dict[str, Row]) -> None:
    shown = json.loads("".join(render_ledger([*rows.values()], "json")))
    assert [set(row) for row in shown] == [set(COLUMNS)] * 6
    first, last = shown[0], shown[-1]
    assert (first["verdict"], first["target"], first["actual"]) == (
        "exceeded",
        "粮食产量达到20万吨",
        "预计粮食产量达到21万吨",
    )
    assert [i["verdict"] for i in first["items"]] == ["exceeded"]
    assert (last["result_text"], last["score"], last["evidence"], last["result_line"]) == (None, None, None, None)
    assert last["promised_again"] == "在学府路新建过街天桥2座。"
    for row in rows.values():
        assert len(cells(row)) == len(COLUMNS)


def test_one_report_is_no_ledger(books: list[Book]) -> None:
    with pytest.raises(UsageError, match="two reports"):
        follow(books[:1])


def test_years_have_to_meet(books: list[Book], tmp_path: Path) -> None:
    later = read_book(built(tmp_path, 2032))
    with pytest.raises(UsageError, match=r"plans for 2031, .* looks back on 2032"):
        follow([books[0], later])
    with pytest.raises(UsageError, match=r"plans for 2031, .* looks back on 2030"):
        follow([books[0], books[0]])
    plan = replace(books[0], plan_end=2035)
    assert follow([plan, later])


def test_a_ledger_is_no_report(books: list[Book], tmp_path: Path) -> None:
    (tmp_path / "ledger.ttl").write_text("".join(ledger_text(follow(books))), encoding="utf-8")
    assert is_ledger(tmp_path / "ledger.ttl")
    assert not is_ledger(built(tmp_path, 2030))


def test_areas_are_not_mixed(books: list[Book], tmp_path: Path) -> None:
    other = read_book(built(tmp_path, 2031, done=REPORTED, area="北京市东城区"))
    with pytest.raises(UsageError, match="110101, 110102"):
        follow([books[0], other])


def test_too_many_statements_are_told(books: list[Book], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matches, "MAX_PAIRS", 10)
    with pytest.raises(LimitError, match="too many statements"):
        follow(books)


@pytest.mark.parametrize("text", ["", "<urn:a> <urn:b> <urn:c> ."])
def test_a_file_without_a_report_is_no_book(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(text)
    with pytest.raises(InputError, match=r"a\.ttl"):
        read_book(tmp_path / "a.ttl")


def test_two_reports_in_a_file_are_no_book(tmp_path: Path) -> None:
    one, two = built(tmp_path, 2030), built(tmp_path, 2031)
    both = tmp_path / "both.ttl"
    both.write_text(one.read_text(encoding="utf-8") + two.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputError, match="it holds 2"):
        read_book(both)
