"""`plangraph ledger` in every format and both languages."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plangraph.cli import cli

SAID = {
    "zh": "8 项承诺，8 行：达成 1、超额 1（其中预计 1）、部分达成 2、未达成 1、未再提及 3（其中再次承诺 1）\n",
    "en": "8 commitments, 8 rows: met 1, exceeded 1 (1 expected), partly met 2, not met 1, dropped 3 (1 promised again)\n",
}


def ledger(paths: list[Path], form: str, lang: str) -> Result:
    args = ["ledger", *map(str, paths), "--format", form, "--lang", lang]
    return CliRunner().invoke(cli, args, env={"COLUMNS": "200"})


@pytest.mark.parametrize("form", ["table", "json", "csv", "md", "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_counts_on_standard_error(three_years: list[Path], form: str, lang: str) -> None:
    result = ledger(three_years, form, lang)
    assert (result.exit_code, result.stderr) == (0, SAID[lang])
    assert "银杏大道地下管廊开工建设" in result.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_programs_read_the_same_in_every_language(three_years: list[Path], lang: str) -> None:
    found = json.loads(ledger(three_years, "json", lang).stdout)
    assert [r["verdict"] for r in found][:2] == ["exceeded", "partly_met"]
    assert found[0]["why"] == "地区生产总值：目标300亿元，报告310亿元"
    assert len(list(csv.reader(io.StringIO(ledger(three_years, "csv", lang).stdout)))) == 9


@pytest.mark.parametrize(
    ("lang", "head", "verdict"),
    [("zh", "| 承诺 | 结论 |", "超额（预计）"), ("en", "| Commitment | Verdict |", "exceeded (expected)")],
)
def test_people_read_their_own(three_years: list[Path], lang: str, head: str, verdict: str) -> None:
    lines = ledger(three_years, "md", lang).stdout.splitlines()
    assert lines[0].startswith(head)
    assert f"| {verdict} |" in lines[2]
    assert verdict in ledger(three_years, "table", lang).stdout


def test_the_page_is_whole(three_years: list[Path]) -> None:
    text = ledger(three_years, "html", "zh").stdout
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">')
    assert text.endswith("</html>\n")
    assert text == ledger(three_years[::-1], "html", "zh").stdout


def test_what_is_read_is_not_written_over(three_years: list[Path], tmp_path: Path) -> None:
    paths = [Path(shutil.copy(path, tmp_path)) for path in three_years]
    before = paths[0].read_bytes()
    result = CliRunner().invoke(cli, ["ledger", *map(str, paths), "-o", str(paths[0])])
    assert result.exit_code == 2
    assert paths[0].read_bytes() == before


def test_a_ledger_among_the_reports_is_passed_over(three_years: list[Path], tmp_path: Path) -> None:
    for path in three_years:
        shutil.copy(path, tmp_path)
    args = ["ledger", str(tmp_path), "-o", str(tmp_path / "ledger.ttl"), "--format", "json"]
    once, twice = CliRunner().invoke(cli, args), CliRunner().invoke(cli, args)
    assert (once.exit_code, twice.exit_code) == (0, 0)
    assert once.stdout == twice.stdout


def test_decisions_beside_every_report_hold(three_years: list[Path], tmp_path: Path) -> None:
    paths = [Path(shutil.copy(path, tmp_path)) for path in three_years]
    first = json.loads(ledger(paths[:2], "json", "en").stdout)[0]
    head = ("subject_id", "predicate_id", "predicate_modifier", "object_id")
    row = (first["commitment"], "skos:related", "Not", first["result"])
    table = "\n".join("\t".join(cells) for cells in (head, row)) + "\n"
    (tmp_path / "2015.sssom.tsv").write_text(table, encoding="utf-8")
    found = json.loads(ledger(paths, "json", "en").stdout)
    assert (first["commitment"], first["result"]) not in {(r["commitment"], r["result"]) for r in found}
