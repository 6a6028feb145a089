"""What a ledger tells, in words and in cells; values of three small reports (`three_years`)."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plangraph.messages import pick
from plangraph.model import Item, Verdict
from plangraph.uses.ledger import Book, Row, follow, read_book
from plangraph.uses.ledger_pages import render_ledger
from plangraph.uses.ledger_rows import COLUMNS, counted, for_people, summary, why
from plangraph.uses.ledger_years import chain_words, chains, judged_words, promise_year, report_year


@pytest.fixture(scope="module")
def rows(three_years: list[Path]) -> tuple[Row, ...]:
    return follow([read_book(path) for path in three_years])


def as_json(rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads("".join(render_ledger(rows, "json")))
    return found


def test_what_became_of_each_commitment(rows: tuple[Row, ...]) -> None:
    found = [(r["promise_year"], r["commitment_text"], r["verdict"], r["result_text"]) for r in as_json(rows)]
    pipes, sports = "银杏大道地下管廊年内建成投入使用。", "建成青年湖全民健身中心并投入使用。"
    assert found == [
        (2014, "地区生产总值达到300亿元。", "exceeded", "预计地区生产总值达到310亿元。"),
        (2014, "新建幼儿园5所，改造老旧小区12个。", "partly_met", "新建幼儿园3所，改造老旧小区12个。"),
        (2014, pipes, "partly_met", "银杏大道地下管廊开工建设。"),
        (2014, sports, "dropped", None),
        (2014, "完成白塔寺片区古树名木普查建档300株。", "dropped", None),
        (2015, pipes, "met", "银杏大道地下管廊建成投入使用。"),
        (2015, sports, "dropped", None),
        (2015, "地区生产总值达到330亿元。", "not_met", "地区生产总值达到329亿元。"),
    ]


def test_json_gives_figures_side_by_side(rows: tuple[Row, ...]) -> None:
    first, second, *_ = found = as_json(rows)
    assert list(first) == list(COLUMNS)
    assert [(i["verdict"], i["target"], i["actual"], i["estimated"]) for i in second["items"]] == [
        ("partly_met", "新建幼儿园5所", "新建幼儿园3所", False),
        ("met", "改造老旧小区12个", "改造老旧小区12个", False),
    ]
    assert second["target"] == "新建幼儿园5所；改造老旧小区12个"
    assert second["why"] == "新建幼儿园：目标5所，报告3所；改造老旧小区：目标12个，报告12个"
    assert [r["estimated"] for r in found] == [True] + [False] * 7
    assert (first["report_year"], first["commitment_line"], first["result_line"]) == (2014, 7, 4)
    assert first["promised_again"] == "地区生产总值达到330亿元。"
    assert first["again"].endswith("/110102/2015/p2.c1.t1.s4")


def test_csv_is_flat(rows: tuple[Row, ...]) -> None:
    found = list(csv.DictReader(io.StringIO("".join(render_ledger(rows, "csv")))))
    assert len(found) == 8
    assert found[1]["items"] == "partly_met；met"
    assert found[0]["estimated"] == "true"
    assert (found[3]["result_text"], found[3]["result_line"], found[3]["score"]) == ("", "", "")


@pytest.mark.parametrize(
    ("lang", "opening", "closing"),
    [
        (
            "zh",
            ["建成青年湖全民健身中心并投入使用。（2014 年，第 7 行）", "未报告结果", "", "—"],
            "没有报告结果，后一份报告再次承诺。2014 年承诺：未报告结果 → 2015 年再次承诺：未再提及",
        ),
        (
            "en",
            ["建成青年湖全民健身中心并投入使用。 (2014, line 7)", "not reported", "", "—"],
            "no result is reported, and the later report promises it again. "
            "promised for 2014: not reported → promised again for 2015: dropped",
        ),
    ],
)
def test_people_read_their_language(rows: tuple[Row, ...], lang: str, opening: list[str], closing: str) -> None:
    assert for_people(rows, lang, short=False)[3] == [*opening, closing]


def test_a_table_cuts_long_sentences_and_the_other_forms_do_not(rows: tuple[Row, ...]) -> None:
    long = replace(rows[0], commitment=replace(rows[0].commitment, text="长" * 100))
    short, whole = (str(for_people([long], "zh", short=s)[0][0]) for s in (True, False))
    assert short == "长" * 59 + "…（2014 年，第 7 行）"
    assert whole == "长" * 100 + "（2014 年，第 7 行）"


def test_what_was_expected_is_kept_apart(rows: tuple[Row, ...]) -> None:
    assert for_people(rows, "zh", short=False)[0][1] == "超额（预计）"
    assert counted(rows, "zh")[Verdict.EXCEEDED] == "超额 1（其中预计 1）"


def test_summary(rows: tuple[Row, ...]) -> None:
    assert pick(summary(rows), "zh") == (
        "8 项承诺，8 行：达成 1、超额 1（其中预计 1）、部分达成 2、未达成 1、未再提及 3（其中再次承诺 1）"
    )
    assert pick(summary(rows), "en") == (
        "8 commitments, 8 rows: met 1, exceeded 1 (1 expected), partly met 2, not met 1, dropped 3 (1 promised again)"
    )
    assert pick(summary(rows[5:6]), "en") == "1 commitment, 1 row: met 1"
    assert (pick(summary([]), "zh"), pick(summary([]), "en")) == ("0 项承诺，0 行", "0 commitments, 0 rows")


def test_years_make_chains(rows: tuple[Row, ...]) -> None:
    found = chains(rows)
    assert chain_words(found[2], "zh") == "2014 年承诺：部分达成 → 2015 年再次承诺：达成 → 2016 年再次承诺"
    assert found[5] == found[2]
    assert [step.row for step in found[2]] == [2, 5, None]
    assert chain_words(found[0], "zh") == "2014 年承诺：超额（预计） → 2015 年再次承诺：未达成"
    assert chain_words(found[4], "zh") == ""


def test_a_chain_that_returns_to_itself_ends(three_years: list[Path]) -> None:
    book = replace(read_book(three_years[0]), review=None)
    for found in chains(follow([book, book, book])):
        assert len(found) <= 3


def test_a_commitment_with_several_results_is_one_step(rows: tuple[Row, ...]) -> None:
    (chain, again) = chains([rows[2], replace(rows[2], verdict=Verdict.NOT_MET)])
    assert chain == again
    assert chain_words(chain, "en") == "promised for 2014: partly met, not met → promised again for 2015"


def test_of_two_that_lead_on_the_likest_is_the_origin(rows: tuple[Row, ...]) -> None:
    other = replace(rows[4], again=rows[2].again)  # 古树, which is said to be promised again as 地下管廊
    found = chains([other, rows[2], rows[5]])
    assert [step.row for step in found[2]] == [1, 2, None]


def test_years_follow_from_each_other(rows: tuple[Row, ...]) -> None:
    def years(book: Book) -> tuple[int | None, int | None]:
        return promise_year(book), report_year(book)

    book = rows[0].earlier
    assert years(book) == (2014, 2013)
    assert years(replace(book, plan=None)) == (2014, 2013)
    assert years(replace(book, review=None)) == (2014, 2013)
    assert years(replace(book, plan=None, review=None)) == (None, None)


def test_why_names_each_reason_once(rows: tuple[Row, ...]) -> None:
    twice = replace(rows[2], items=rows[2].items * 2)
    assert why(twice, "en") == "a stage before the one promised is reported"
    assert why(rows[4], "zh") == "后一份报告没有提到"


def test_a_verdict_tells_how_many_targets_it_rests_on(rows: tuple[Row, ...]) -> None:
    told, untold = Item(Verdict.MET, "甲", "甲"), Item(Verdict.CANNOT_JUDGE, "乙")
    row = replace(rows[2], verdict=Verdict.MET, items=(told, untold, untold))
    assert judged_words(row, "zh") == "达成（3 项中 1 项有据）"
    assert judged_words(row, "en") == "met (1 of 3 targets told)"
    assert judged_words(replace(row, items=(told,)), "en") == "met"
    assert judged_words(replace(row, verdict=Verdict.CANNOT_JUDGE, items=(untold,)), "zh") == "无法判断"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("关于甲区2030年计划的报告", "关于甲区2030年计划的报告"),
        ("政 府 工 作 报 告", "北京市西城区2014年政府工作报告"),
    ],
)
def test_a_report_is_told_from_the_others(rows: tuple[Row, ...], title: str, heading: str) -> None:
    assert replace(rows[0].earlier, title=title).heading == heading
