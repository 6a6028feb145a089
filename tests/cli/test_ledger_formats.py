"""`plangraph ledger` in every format and both languages."""

import csv
import io
import json
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
