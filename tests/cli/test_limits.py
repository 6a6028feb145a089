"""What a question may take and where it may go, from the command line: exit codes, and nothing left behind."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from plangraph.cli import cli

FIRST = "<urn:a> <urn:p> 1 ."
ALL = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o"
RUNAWAY = (
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w FILTER(STRLEN(CONCAT(STR(?x), STR(?y))) > 0) }"
)


def run(*args: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], input=stdin, env={"PLANGRAPH_LANG": "en"})


def rows(*args: object, stdin: str | bytes | None = None) -> Any:
    result = run("query", *args, "--format", "json", stdin=stdin)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with a graph of one triple, one of many, a query for everything, and a broken graph."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.ttl").write_text(FIRST)
    (tmp_path / "many.nt").write_text("".join(f'<urn:s{i}> <urn:p> "{i}" .\n' for i in range(1500)))
    (tmp_path / "bad.ttl").write_text("<urn:a> .")
    (tmp_path / "all.rq").write_text(ALL)
    (tmp_path / "runaway.rq").write_text(RUNAWAY)
    (tmp_path / "dtd.rdf").write_text("<!DOCTYPE x><x/>")
    (tmp_path / "context.jsonld").write_text('{"@context": "http://127.0.0.1:9/", "@id": "urn:a"}')
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign/notes.txt").write_text("mine")
    return tmp_path


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["all.rq", "--data", "one.ttl"], 0, "1 row"),
        (["all.rq", "--data", "*.nothing"], 3, "*.nothing"),
        (["all.rq", "--data", "bad.ttl"], 3, "bad.ttl"),
        (["all.rq", "--data", "foreign/notes.txt"], 3, "notes.txt"),
        (["all.rq", "--data", "dtd.rdf"], 5, "DOCTYPE"),
        (["all.rq", "--data", "context.jsonld"], 5, "@context"),
        (["runaway.rq", "--data", "many.nt", "--timeout", "0.7"], 4, "--timeout"),
        (["all.rq", "--timeout", "0"], 2, "--timeout"),
        (["all.rq", "--max-size", "0"], 2, "--max-size"),
    ],
)
def test_every_way_out_has_its_code(args: list[str], code: int, words: str, home: Path) -> None:
    result = run("query", *args)
    assert result.exit_code == code, result.stderr
    assert words in result.stderr
    assert not code or result.stdout == ""


@pytest.mark.parametrize("seconds", ["nan", "inf", "-inf", "1e10", "86400.5"])
@pytest.mark.parametrize(("lang", "words"), [("en", "is not in the range"), ("zh", "的范围内")])
def test_a_timeout_is_a_day_at_most(seconds: str, lang: str, words: str, home: Path) -> None:
    result = run("query", "all.rq", "--data", "one.ttl", "--timeout", seconds, "--lang", lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "0<x<=86400" in result.stderr


@pytest.mark.parametrize(
    ("text", "options", "code", "words"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", [], 5, "--allow-service"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", ["--allow-service", "example.org"], 5, "127.0.0.1"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> {} }", ["--allow-service", "127.0.0.1"], 0, "1 row"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", [], 5, "FROM"),
        ("DROP ALL", [], 5, "updates"),
        ("SELECT", [], 2, "parse"),
        ("SELECT * " + "{" * 3000 + "}" * 3000, [], 4, "deep"),
    ],
)
def test_what_a_query_may_not_do(text: str, options: list[str], code: int, words: str, home: Path) -> None:
    result = run("query", "-", "--data", "one.ttl", *options, stdin=text)
    assert result.exit_code == code, result.stderr
    assert words in result.stderr
    assert not code or result.stdout == ""


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
@pytest.mark.parametrize(("lang", "words"), [("en", "is empty"), ("zh", "是空的")])
def test_what_holds_nothing_is_no_graph(content: bytes, lang: str, words: str, home: Path) -> None:
    (home / "empty.ttl").write_bytes(content)
    for args in (
        ["query", "all.rq", "--data", "empty.ttl"],
        ["query", "all.rq", "--data", "-"],
        ["load", "db", "empty.ttl"],
    ):
        result = run(*args, "--lang", lang, stdin=content)
        assert (result.exit_code, result.stdout) == (3, ""), args
        assert f"{args[-1]} {words}" in result.stderr
    assert not (home / "db").exists()


def test_prefixes_alone_are_a_graph(home: Path) -> None:
    (home / "prefixes.ttl").write_text("@prefix a: <urn:a> .")
    assert rows("all.rq", "--data", "prefixes.ttl") == []


def test_data_from_everywhere(home: Path) -> None:
    one = [{"s": "urn:a", "o": 1}]
    assert rows("all.rq", "--data", "one.ttl") == one
    assert rows("all.rq", "--data", "o*.ttl", "--data", "one.ttl") == one
    assert rows("all.rq", "--data", "-", stdin=b"\xef\xbb\xbf" + FIRST.encode()) == one
    assert run("load", "db", "one.ttl", "-q").stderr == ""
    assert rows("all.rq", "--data", "db") == one
    assert run("load", "db", "-", stdin="<urn:b> <urn:p> 2 .").exit_code == 0
    assert rows("all.rq", "--data", "db") == [{"s": "urn:b", "o": 2}]
    assert run("query", "-", "--data", "-", stdin=ALL).exit_code == 2


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["foreign", "one.ttl"], 5, "--force"),
        (["foreign", "one.ttl", "--force"], 0, "1 file"),
        (["foreign/notes.txt", "one.ttl"], 3, "notes.txt"),
        (["db", "bad.ttl"], 3, "bad.ttl"),
        (["db", "dtd.rdf"], 5, "DOCTYPE"),
        (["db"], 2, "FILE"),
        (["db", "*.ttl"], 3, "bad.ttl"),
        (["db", "one.ttl", "many.nt"], 0, "2 files"),
    ],
)
def test_load_ends_with_its_code(args: list[str], code: int, words: str, home: Path) -> None:
    result = run("load", *args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert (home / "foreign/notes.txt").read_text() == "mine"
    assert (home / "db").exists() == (code == 0 and "db" in args)


TELLING = """
import os
from plangraph.cli import main
from plangraph.uses import workers
received = workers._received
workers._received = lambda *given: os.write(1, b"!") and received(*given)
main()
"""


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a worker alone ends with its time")
def test_an_interrupt_leaves_nothing_behind(number: str, home: Path) -> None:
    sent = signal.Signals[number]
    command = [sys.executable, "-c", TELLING, "query", "runaway.rq", "--timeout", "60", "--data", "many.nt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stdout.read(1) == b"!", "the worker is there, and is waited for"
        started.send_signal(sent)
        out, said = started.communicate(timeout=20)  # until nobody is left to write
    assert (started.returncode, out) == ((130, b"") if sent == signal.SIGINT else (-sent, b""))
    assert b"Traceback" not in said


def test_a_question_of_the_packs_loads_no_parser(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom plangraph.uses import queries, packs\nfrom plangraph.files import shipped\n"
        "queries.run(packs.find('report/outline').text, [shipped('data') / 'ttl'], trusted=True)\n"
        "print(sorted({'rdflib', 'pyparsing', 'multiprocessing', 'rich', 'urllib.request'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
