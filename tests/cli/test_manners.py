"""Manners of the command line: every way out has its code, many inputs, streams, languages, odd consoles and odd words."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from plangraph import cli as program
from plangraph.cli import cli, main
from plangraph.errors import InputError, LimitError, PlangraphError, RefusedError, UsageError
from plangraph.files import shipped

REPORT = shipped("data") / "text/110102/2022.txt"
GRAPH = shipped("data") / "ttl/110102/2022.ttl"
SMALL = "关于某事的报告\n一、回顾\n全年增长6%，新增就业3万人。\n"


def run(*args: object, stdin: bytes | None = None, **environment: str) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], input=stdin, env=environment)


def ran(*args: object, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    command = [sys.executable, "-c", "from plangraph.cli import main; main()", *map(str, args)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, check=False, cwd=folder)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Give a folder with three small reports, one of them in a folder of its own."""
    for name in ("甲.txt", "乙.txt", "深/丙.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SMALL, encoding="utf-8")
    return tmp_path / "in"


def ending(monkeypatch: pytest.MonkeyPatch, error: BaseException, *args: str) -> int:
    """Give the exit code of a run in which the question ends with `error`."""

    def stop(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr("plangraph.uses.questions.ask", stop)
    monkeypatch.setattr(sys, "argv", ["plangraph", *args, "query", "report/metadata"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("x"), 2),
        (InputError("x"), 3),
        (FileNotFoundError("x"), 3),
        (LimitError("x"), 4),
        (RefusedError("x"), 5),
        (PlangraphError("x"), 70),
        (KeyError("x"), 70),
        (RecursionError("x"), 70),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (BrokenPipeError(), 0),
    ],
    ids=lambda x: type(x).__name__ if isinstance(x, BaseException) else "",
)
def test_every_error_has_its_exit_code(error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "dup2", lambda *_: None)  # the test keeps its standard output
    monkeypatch.setattr(sys.stdout, "fileno", lambda: 1, raising=False)
    assert ending(monkeypatch, error) == code


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["query", "report/outlin"], "PG-E020", "did you mean report/outline"),
        (["query", "report/outline", "--formt", "json"], "PG-E020", "--formt"),
        (["build", "missing.txt", "-o", "x.ttl"], "PG-E030", "missing.txt"),
        (["validate", "missing.ttl"], "PG-E030", "missing.ttl"),
        (["outline", "missing.txt"], "PG-E030", "missing.txt"),
        (["show", "没有这句话"], "PG-E030", "没有这句话"),
        (["query", "report/mentions", "--timeout", "0.001"], "PG-E041", "--timeout"),
        (["query", "report/outline", "--max-size", "1"], "PG-E040", "--max-size"),
        (["query", "serving.rq"], "PG-E050", "SERVICE"),
        (["query", "report/outline", "-o", "mine.txt"], "PG-E051", "--force"),
        (["export", "gexf", "-o", "mine.txt"], "PG-E051", "--force"),
        (["load", "mine", GRAPH], "PG-E051", "--force"),
    ],
    ids=lambda x: " ".join(map(str, x)) if isinstance(x, list) else "",
)
def test_errors_have_codes_and_json_if_wished(args: list[object], code: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "serving.rq").write_text("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    (tmp_path / "mine").mkdir()
    for path in (tmp_path / "mine.txt", tmp_path / "mine/notes.txt"):
        path.write_text("mine")
    told, logged = (ran(*args, *more, "--lang", "en", folder=tmp_path) for more in ([], ["--log-json"]))
    assert told.returncode == logged.returncode == int(code[4:6].lstrip("0"))
    assert told.stderr.decode().endswith(f" [{code}]\n")
    entries = [json.loads(line) for line in logged.stderr.decode().splitlines()]
    assert [(e["level"], e.get("code")) for e in entries][-1] == ("error", code)
    assert words in entries[-1]["message"]
    assert all(e.keys() == {"level", "message"} and e["level"] == "info" for e in entries[:-1])


def test_what_is_said_is_json_if_wished() -> None:
    for args in (["--log-json", "query", "report/outline"], ["query", "report/outline", "--log-json"]):
        result = run(*args, "--limit", "1", "--lang", "zh")
        assert [json.loads(line)["message"] for line in result.stderr.splitlines()] == [
            "提纲",
            "只列出 80 行中的前 1 行（--limit）",
        ]
    assert run("--log-json", "query", "report/outline", "-q").stderr == ""


def test_a_bug_says_what_to_report(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(monkeypatch, KeyError("metric"), "--lang", "en") == 70
    said = capsys.readouterr().err
    assert "please report" in said
    assert "KeyError: 'metric'" in said
    assert "Traceback" not in said
    assert ending(monkeypatch, KeyError("metric"), "-v") == 70
    assert "Traceback" in capsys.readouterr().err


def test_findings_end_with_one_only_where_they_count() -> None:
    doubtful = Path(__file__).parents[1] / "shapes/should/entity/bad.ttl"
    assert run("validate", doubtful).exit_code == 0
    assert run("validate", doubtful, "--strict").exit_code == 1


def test_a_stream_is_checked_as_a_file_is() -> None:
    wrong = (Path(__file__).parents[1] / "shapes/must/area/bad.ttl").read_bytes()
    found = run("validate", "-", "--format", "json", stdin=wrong)
    assert found.exit_code == 1
    assert {f["file"] for f in json.loads(found.stdout)} == {"-"}
    broken = run("validate", "-", "--lang", "en", stdin=b"<a> <b>\n")
    assert (broken.exit_code, broken.stdout) == (3, "")
    assert "is no valid graph" in broken.stderr


def test_a_reader_that_has_gone_before_is_no_error() -> None:
    command = [sys.executable, "-c", "from plangraph.cli import main; main()", "query", "report/statements", "-q"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        said = started.stderr.read()
    assert (started.returncode, said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_no_bug() -> None:
    command = f"{sys.executable} -c 'from plangraph.cli import main; main()' query report/outline --lang en >/dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.count("cannot read or write: [Errno 28]") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("verb", "streams", "code", "out", "said"),
    [
        ("query report/outline", ">&-", 3, "", "[Errno 9]"),
        ("query report/outline", ">&- 2>&-", 3, "", ""),
        ("outline -", "<&-", 3, "", "-"),
        ("query overview/chapters --no-headers", "2>&-", 0, "N", ""),
        ("query overview/chapters --no-headers", "2>/dev/full", 0, "N", ""),
        ("query overview/nothing", "2>/dev/full", 2, "", ""),
    ],
)
def test_streams_that_are_closed_or_full(verb: str, streams: str, code: int, out: str, said: str) -> None:
    command = f"{sys.executable} -c 'from plangraph.cli import main; main()' {verb} --lang en {streams}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()[:1]) == (code, out)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_several_inputs_go_to_a_folder(reports: Path, tmp_path: Path) -> None:
    assert run("build", reports / "甲.txt", reports / "乙.txt", "-o", tmp_path / "out").exit_code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(["甲.ttl", "乙.ttl"])


def test_check_of_a_folder(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    missing = run("build", reports, "-o", out, "--check", "--lang", "en")
    assert (missing.exit_code, out.exists()) == (1, False)
    assert "3 files would change" in missing.stderr
    assert run("build", reports, "-o", out).exit_code == 0
    assert run("build", reports, "-o", out, "--check").exit_code == 0
    (out / "甲.ttl").write_bytes(b"")
    changed = run("build", reports, "-o", out, "--check", "--lang", "en")
    assert (changed.exit_code, (out / "甲.ttl").read_bytes()) == (1, b"")
    assert "甲.ttl would change" in changed.stderr


def test_one_bad_input_does_not_stop_the_others(reports: Path, tmp_path: Path) -> None:
    (reports / "丁.txt").write_bytes(b"")
    result = run("build", reports, "-o", tmp_path / "out", "--lang", "en")
    assert result.exit_code == 3
    assert "丁.txt" in result.stderr
    assert len(list((tmp_path / "out").rglob("*.ttl"))) == 3


@pytest.mark.parametrize("out", ["-", "all.ttl", "all.nt", "file"])
def test_several_inputs_need_a_folder(out: str, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    result = run("build", reports, "-o", out, "--lang", "en")
    assert result.exit_code == 2
    assert "folder" in result.stderr


def test_two_inputs_may_not_share_an_output(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(SMALL, encoding="utf-8")
    result = run("build", reports / "甲.txt", tmp_path / "甲.txt", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_check_needs_a_file_to_compare_with() -> None:
    assert run("build", REPORT, "-o", "-", "--check").exit_code == 2


def test_ntriples_hold_what_turtle_holds(tmp_path: Path) -> None:
    out = tmp_path / "2022.nt"
    assert run("build", REPORT, "-o", out).exit_code == 0
    found = {q.triple for q in pyoxigraph.parse(path=out)}
    assert found == {q.triple for q in pyoxigraph.parse(path=GRAPH)}
    rows = [json.loads(run("query", "report/outline", "--data", x, "--format", "json").stdout) for x in (out, GRAPH)]
    assert rows[0] == rows[1]
    (tmp_path / "small.txt").write_text(SMALL, encoding="utf-8")
    assert run("build", tmp_path / "small.txt", "-o", tmp_path / "small.nt").exit_code == 0
    assert run("validate", tmp_path / "small.nt").exit_code == 0


def test_quiet_and_verbose(tmp_path: Path) -> None:
    out = tmp_path / "2022.ttl"
    assert run("build", REPORT, "--ner", "rules", "-o", out, "-q").stderr == ""
    assert run("-q", "build", REPORT, "--ner", "rules", "-o", out).stderr == ""
    said = run("build", REPORT, "--ner", "rules", "-o", out, "--lang", "en").stderr
    assert said.endswith(f"wrote {out}\n")
    assert "28 terms" not in said
    more = run("build", REPORT, "--ner", "rules", "-o", out, "--lang", "en", "-v").stderr
    assert more.endswith(f"wrote {out}\n")
    assert "utf-8" in more
    assert "28 terms" in more


def test_what_is_odd_is_said(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("这里没有标题。只有几句话。\n", encoding="utf-8")
    result = run("build", tmp_path / "plain.txt", "-o", tmp_path / "plain.ttl", "--lang", "en")
    assert result.exit_code == 0
    assert "plain.txt: no headings were recognised" in result.stderr


@pytest.mark.parametrize(
    ("args", "environment", "word"),
    [
        ([], {"PLANGRAPH_LANG": "zh", "LC_ALL": "C"}, "80 行"),
        ([], {"PLANGRAPH_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "80 rows"),
        (["--lang", "en"], {"PLANGRAPH_LANG": "zh"}, "80 rows"),
        (["--lang", "zh"], {"PLANGRAPH_LANG": "en"}, "80 行"),
        (["--lang", "auto"], {"PLANGRAPH_LANG": "zh"}, "80 行"),
        ([], {"PLANGRAPH_LANG": "", "LC_ALL": "zh_CN.UTF-8"}, "80 行"),
        ([], {"PLANGRAPH_LANG": "", "LC_ALL": "", "LC_MESSAGES": "zh_CN.GBK", "LANG": "de_DE.UTF-8"}, "80 行"),
        ([], {"PLANGRAPH_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "de_DE.UTF-8"}, "80 rows"),
    ],
)
def test_the_language_of_messages(args: list[str], environment: dict[str, str], word: str) -> None:
    result = run("query", "report/outline", *args, **environment)
    assert word in result.stderr
    keys = json.loads(run("query", "report/outline", *args, "--format", "json", **environment).stdout)[0]
    assert list(keys) == ["level", "number", "title", "start", "end"]


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}, {}])
def test_tables_are_without_control_sequences(environment: dict[str, str]) -> None:
    assert "\x1b" not in run("query", "report/metadata", **environment).output
    assert "\x1b" not in run("--help", **environment).output


WORDS = "[/] [red]红[/red] :100: 目标🎯 \\"
QUERY = f"SELECT (?x AS ?words) {{ VALUES ?x {{ {json.dumps(WORDS, ensure_ascii=False)} }} }}"


def test_words_that_look_like_markup_stay_as_they_are() -> None:
    result = run("query", "-", "--data", GRAPH, stdin=QUERY.encode())
    assert result.exit_code == 0
    assert WORDS in result.stdout


@pytest.mark.parametrize(
    ("encoding", "read", "word"),
    [
        ("gbk", "gbk", "目标\\U0001f3af"),
        ("ascii", "utf-8", "目标🎯"),  # click takes it for a mistake
        ("utf-8", "utf-8", "目标🎯"),
    ],
)
def test_a_console_with_another_encoding(encoding: str, read: str, word: str, tmp_path: Path) -> None:
    path = tmp_path / "words.rq"
    path.write_text(QUERY, encoding="utf-8")
    there = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "PLANGRAPH_LANG": "zh"}
    for args in (
        ["--help"],
        ["query", "--list"],
        ["query", path],
        ["show", "什刹海"],
        ["build", "missing.txt", "-o", "x.ttl"],
    ):
        done = ran(*args, **there)
        assert done.returncode == (3 if "build" in args else 0), done.stderr
        assert b"Traceback" not in done.stderr
    assert word in ran("query", path, **there).stdout.decode(read)
    for_programs = ran("query", path, "--format", "json", **there).stdout
    assert json.loads(for_programs.decode("utf-8")) == [{"words": WORDS}]


def test_a_graph_on_standard_output_is_utf8_everywhere() -> None:
    assert ran("build", REPORT, "-o", "-", PYTHONIOENCODING="gbk").stdout == GRAPH.read_bytes()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["query", "report/outlin", "--lang", "en"], "did you mean report/outline"),
        (["query", "report/outlin", "--lang", "zh"], "是不是 report/outline"),
        (["quer"], "'query'"),
        (["query", "report/outline", "--formt", "json"], "'--format'"),
    ],
)
def test_did_you_mean(args: list[str], words: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_bare_query_is_run(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text('SELECT ("甲" AS ?a) {}', encoding="utf-8")
    assert json.loads(run(path, "--format", "json").stdout) == [{"a": "甲"}]
    assert run("report/outline", "--format", "csv").stdout == run("query", "report/outline", "--format", "csv").stdout
    assert run("report/outlin").exit_code == 2


@pytest.mark.parametrize("verb", ["outline", "statements"])
def test_stages_are_printed(verb: str) -> None:
    rows = json.loads(run(verb, REPORT, "--format", "json").stdout)
    asked = json.loads(run("query", f"report/{verb if verb == 'statements' else 'outline'}", "--format", "json").stdout)
    assert [(r["start"], r["end"]) for r in rows] == [(r["start"], r["end"]) for r in asked]
    assert json.loads(run(verb, "-", "--format", "json", stdin=REPORT.read_bytes()).stdout) == rows
    for tongue, words in (
        ("zh", {"outline": "部分", "statements": "完成情况"}),
        ("en", {"outline": "part", "statements": "result"}),
    ):
        shown = run(verb, REPORT, "--format", "md", "--lang", tongue).stdout.splitlines()
        assert f"| {words[verb]} |" in shown[2]
        assert shown[0] != f"| {' | '.join(rows[0])} |", "columns have names for people"


def test_show_prints_a_thing_or_what_holds_words() -> None:
    iri = "https://w3id.org/plangraph/id/110102/2022/p1.c0.t1.s1.q1"
    facts = {r["predicate"]: r["object"] for r in json.loads(run("show", iri, "--format", "json").stdout)}
    assert facts["https://w3id.org/plangraph/ontology#text"] == "5408.1亿元"
    assert "plan:text" in run("show", iri).stdout
    card = json.loads(run("show", "什刹海", "--format", "json").stdout)
    assert [row["part"] for row in card] == ["name", "kind", "lies_in", "by_slogan"] + ["in_the_words"] * 4
    assert all("什刹海" in row["text"] for row in card[4:])
    (name, *_) = json.loads(run("show", "发改委", "--format", "json").stdout)
    assert name["text"] == "北京市西城区发展和改革委员会"
    for nothing in ("没有这句话", "https://w3id.org/plangraph/id/none"):
        result = run("show", nothing)
        assert (result.exit_code, result.stdout) == (3, "")
        assert nothing in result.stderr


def test_help_is_complete() -> None:
    assert program.cli.commands.keys() >= {"build", "outline", "statements", "validate", "query", "show", "export"}
    for name, command in cli.commands.items():
        shown = run(name, "--help").stdout
        options = {o for p in command.params if isinstance(p, click.Option) for o in p.opts}
        assert {"-q", "-v", "--lang", "--log-json", "-h"} <= options | {"-h"}, name
        assert all(p.help for p in command.params if isinstance(p, click.Option)), name
        assert "Examples:" in shown
    assert "..." not in run("--help").stdout.split("Commands:")[1]
