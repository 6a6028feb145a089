"""Codes of closed lists are told in words to people, and stay codes for programs."""

import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from click.testing import CliRunner

from plangraph.cli import cli
from plangraph.files import shipped
from plangraph.graph.labels import labels
from plangraph.uses import packs, stores
from plangraph.uses.codes import in_words

DECLARED = [(q.name, column, scheme) for q in packs.queries() for column, scheme in q.codes().items()]


@pytest.mark.parametrize(
    ("scheme", "cell", "zh", "en"),
    [
        ("class", "result", "完成情况", "result"),
        ("class", "Place", "地点", "place"),
        ("class", "front_matter", "文前", "front matter"),
        ("verdict", "not_met", "未达成", "not met"),
        ("role", "lead", "牵头", "leads"),
        ("comparability", "comparable", "可比", "comparable"),
        ("modality", "target", "目标", "target"),
        ("bindingness", "约束性", "约束性", "binding"),
        ("missing", "number, owner", "数量、责任者", "number, owner"),
        ("missing", "number, 甲", "number, 甲", "number, 甲"),
        ("verdict", "Not_met", "Not_met", "Not_met"),
        ("verdict", "not met", "not met", "not met"),
        ("verdict", None, None, None),
        ("verdict", 5, 5, 5),
        ("answer", "cannot_tell", "无法判断", "cannot tell"),
        ("measure", "fall", "降幅", "fall"),
        ("match", "broadMatch", "乙更宽", "the other is broader"),
        ("via", "inside", "其中的地点", "a place inside it"),
        ("../schemes/verdict", "met", "met", "met"),
        ("no_list", "met", "met", "met"),
    ],
)
def test_a_code_is_told_and_nothing_else(scheme: str, cell: Any, zh: Any, en: Any) -> None:
    row = [cell, cell]
    for lang, words in (("zh", zh), ("en", en)):
        assert in_words(["code", "text"], [row], {"code": scheme}, lang) == [[words, cell]]
    assert row == [cell, cell]


@pytest.mark.parametrize(("lang", "words"), [("zh", ["是", "否"]), ("en", ["yes", "no"])])
def test_true_and_false_are_told_in_any_column(lang: str, words: list[str]) -> None:
    for codes in ({}, {"a": "verdict"}):
        assert in_words(["a", "b"], [[True, False]], codes, lang) == [words]


@pytest.mark.parametrize("scheme", sorted({scheme for *_, scheme in DECLARED}))
def test_every_list_that_is_named_has_words_in_both_languages(scheme: str) -> None:
    assert labels(scheme, "zh").keys() == labels(scheme, "en").keys() != set()


@pytest.fixture(scope="module")
def store(three_years: list[Path]) -> pyoxigraph.Store:
    return stores.load([shipped("data") / "ttl", *three_years], named=False)


@pytest.mark.parametrize(("name", "column", "scheme"), DECLARED)
def test_a_column_of_codes_holds_codes(name: str, column: str, scheme: str, store: pyoxigraph.Store) -> None:
    cells = {row[column].value for row in store.query(packs.find(name).text) if row[column]}  # type: ignore[union-attr]
    assert cells or name.startswith(("ledger/verdicts", "links/", "districts/done_elsewhere")), (
        "no ledger, links or second area are at hand"
    )
    assert {part for cell in cells for part in cell.split(", ")} <= labels(scheme, "zh").keys()


@pytest.mark.parametrize(
    ("form", "told"), [("table", True), ("md", True), ("html", True), *((f, False) for f in ("json", "csv", "tsv"))]
)
def test_people_read_words_and_programs_codes(form: str, told: bool) -> None:
    args = ["query", "report/metadata", "--format", form, "--lang", "zh"]
    shown = CliRunner().invoke(cli, args, env={"COLUMNS": "300"}).stdout
    assert ("计划报告" in shown, "plan_report" in shown) == (told, not told)
    if form == "json":
        assert json.loads(shown)[0]["kind"] == "plan_report"


@pytest.mark.parametrize(
    ("form", "cells"),
    [("table", {"yes", "no"}), ("md", {"yes", "no"}), ("json", {"true", "false"}), ("csv", {"true", "false"})],
)
def test_people_read_yes_and_no_and_programs_true_and_false(form: str, cells: set[str], tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT ?n ?b { VALUES (?n ?b) { (1 true) (2 false) } }")
    shown = CliRunner().invoke(cli, ["query", str(tmp_path / "q.rq"), "--format", form, "--lang", "en"]).stdout
    assert {"yes", "no", "true", "false"} & set(re.findall("[a-z]+", shown)) == cells
