"""`plangraph reconcile`: names on the command line, and the service as a process."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from plangraph.cli import cli


def test_names_become_things() -> None:
    result = CliRunner().invoke(cli, ["reconcile", "西城区发改委", "没有这个", "--format", "json"])
    assert result.exit_code == 0, result.output
    row, none = json.loads(result.stdout)
    assert (row["name"], row["label"], row["match"]) == ("西城区发改委", "北京市西城区发展和改革委员会", True)
    assert none == {"name": "没有这个", "id": None, "label": None, "type": None, "score": None, "match": False}
    assert "没有这个" in result.stderr
    assert "西城区发改委" not in result.stderr


@pytest.mark.parametrize(
    ("file", "text", "heading"),
    [
        ("names.csv", "机构名称,备注\n西城区发改委,甲\n,\n金融街,乙\n西城区发改委,丙\n", True),
        ("names.TSV", "西城区发改委\t甲\n金融街\t乙\n", False),
        ("names.txt", "西城区发改委\r\n金融街\r\n", False),
    ],
)
def test_names_come_from_the_first_column_of_a_file(file: str, text: str, heading: bool, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_bytes(text.encode("gb18030"))
    result = CliRunner().invoke(cli, ["reconcile", str(path), "双减", "--format", "json", "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert list(dict.fromkeys(row["name"] for row in json.loads(result.stdout))) == ["西城区发改委", "金融街", "双减"]
    assert "2 names" in result.stderr
    assert ("under the heading “机构名称”" in result.stderr) == heading


def test_a_file_of_names_that_is_not_there_is_no_name(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["reconcile", str(tmp_path / "none.csv")])
    assert (result.exit_code, "none.csv" in result.stderr) == (3, True)


def test_names_or_a_service() -> None:
    for args in ([], ["双减", "--serve"]):
        assert CliRunner().invoke(cli, ["reconcile", *args]).exit_code == 2
    assert CliRunner().invoke(cli, ["reconcile", "双减", "--data", "none.ttl"]).exit_code == 3


def test_the_service_runs_until_it_is_interrupted() -> None:
    command = [sys.executable, "-c", "from plangraph.cli import main; main()", "reconcile", "--serve", "--port", "0"]
    with subprocess.Popen([*command, "--lang", "en"], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            match = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
            assert match
            with urllib.request.urlopen(match[0], timeout=10) as answer:
                assert json.load(answer)["versions"] == ["0.2"]
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 130
        finally:
            process.kill()
