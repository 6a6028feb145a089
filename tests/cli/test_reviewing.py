"""Reviewing link by link: what is decided is in the file at once, and the next session goes on from there."""

import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plangraph.cli import cli, main, reviewing
from plangraph.model import Decision, LinkStatus
from plangraph.uses.decision_files import read_decisions
from plangraph.uses.review import inside

TITLE = "关于北京市西城区{}年国民经济和社会发展计划执行情况与{}年国民经济和社会发展计划的报告\n"
EARLIER = TITLE.format(2020, 2021) + (
    "一、2020年计划执行情况\n（一）城市\n城市更新。完成街巷整治五十条。\n"
    "二、2021年主要举措\n（一）城市\n城市更新。光源里棚户区改造项目建成交付300套住房。菜园街新建养老驿站2个。\n"
)
LATER = TITLE.format(2021, 2022) + (
    "一、2021年计划执行情况\n（一）城市\n城市更新。光源里棚户区改造项目主体结构封顶。菜园街建成养老驿站3个。"
    "新办普惠幼儿园三所。\n"
    "二、2022年主要举措\n（一）城市\n城市更新。光源里棚户区改造项目居民全部入住。菜园街养老驿站延长服务时间。"
    "普惠幼儿园扩大招生。\n"
)
HEADING = re.compile(r"^(\d+)/(\d+)  (\d\.\d\d)", re.MULTILINE)


def run(*args: object, keys: str = "", **environment: str) -> Result:
    lines = "".join(f"{key}\n" for key in keys)
    return CliRunner().invoke(cli, [*map(str, args), "--lang", "en"], input=lines, env=environment)


@pytest.fixture
def graphs(tmp_path: Path) -> Path:
    for year, text in ((2021, EARLIER), (2022, LATER)):
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
        assert build(tmp_path, year).exit_code == 0
    return tmp_path


def build(folder: Path, year: int) -> Result:
    return run("build", folder / f"{year}.txt", "-o", folder / f"{year}.ttl", "--ner", "rules")


@pytest.fixture
def graph(graphs: Path) -> Path:
    """Give a graph with three open links."""
    assert len(inside(graphs / "2022.ttl", ())[0]) == 3
    return graphs / "2022.ttl"


def statuses(graph: Path) -> list[str]:
    return [d.status for d in read_decisions(graph.with_suffix(".sssom.tsv"))]


def test_the_least_certain_comes_first_with_both_sentences_and_why(graph: Path) -> None:
    result = run("review", graph, keys="sss")
    assert result.exit_code == 0
    found = HEADING.findall(result.stdout)
    assert [(at, of) for at, of, _ in found] == [("1", "3"), ("2", "3"), ("3", "3")]
    scores = [abs(float(score) - 0.5) for _, _, score in found]
    assert scores == sorted(scores)
    assert "commitment (section 2.1.1, line 7):\n  [光源里棚户区改造项目]居民全部入住。\n" in result.stdout
    assert "result (section 1.1.1, line 4):\n  [光源里棚户区改造项目]主体结构封顶。\n" in result.stdout
    assert "because: shared wording: " in result.stdout
    assert "0 decided, kept in" in result.stderr
    assert "3 left" in result.stderr
    assert not graph.with_suffix(".sssom.tsv").exists()


def test_a_decision_holds_pair_relation_reviewer_and_day(graph: Path) -> None:
    first = inside(graph, ())[0][0]
    assert run("review", graph, "--reviewer", "邴某", keys="y").exit_code == 0
    (kept,) = read_decisions(graph.with_suffix(".sssom.tsv"))
    assert kept == Decision(
        commitment=first.commitment.claim.id,
        commitment_text=first.commitment.claim.text,
        result=first.result.claim.id,
        result_text=first.result.claim.text,
        status=LinkStatus.CONFIRMED,
        relation=first.relation,
        reviewer="邴某",
        day=date.today(),
    )


@pytest.mark.parametrize(
    ("keys", "decided", "left"),
    [
        ("", [], 3),
        ("yny", ["confirmed", "rejected", "confirmed"], 0),
        ("ynq", ["confirmed", "rejected"], 1),
        ("sn", ["rejected"], 2),
        ("yuq", [], 3),
        ("yun", ["rejected"], 2),
        ("ynuu", [], 3),
        ("uy", ["confirmed"], 2),
        ("snuyy", ["confirmed", "confirmed"], 1),  # undone, one comes back to what was decided, not to what was skipped
        ("ynyu", ["confirmed", "rejected"], 1),  # after the last, too
        ("ynyy", ["confirmed", "rejected", "confirmed"], 0),
        ("?x y", ["confirmed"], 2),
        ("r9", [], 3),
        ("NY", ["rejected", "confirmed"], 1),
    ],
)
def test_keys(keys: str, decided: list[str], left: int, graph: Path) -> None:
    result = run("review", graph, keys=keys)
    assert result.exit_code == 0
    table = graph.with_suffix(".sssom.tsv")
    assert (statuses(graph) if table.exists() else []) == decided
    assert f"{len(decided)} decided, kept in {table}; {left} left\n" in result.stderr


def test_another_relation_is_chosen_by_its_number(graph: Path) -> None:
    result = run("review", graph, keys="r4")
    assert "  4 repeats\n" in result.stdout
    (kept,) = read_decisions(graph.with_suffix(".sssom.tsv"))
    assert (kept.status, kept.relation) == ("confirmed", "repeats")


def test_help_and_nothing_to_undo_are_said(graph: Path) -> None:
    assert "y: they belong together" in run("review", graph, keys="?").stderr
    assert "nothing decided in this session is left to undo" in run("review", graph, keys="u").stderr
    assert "that was all" in run("review", graph, keys="yyy").stderr


def test_one_goes_on_where_one_stopped(graph: Path) -> None:
    run("review", graph, keys="yq")
    table = graph.with_suffix(".sssom.tsv")
    held = table.read_bytes()
    again = run("review", graph, keys="nq")
    assert f"decisions of people: {table}, 1\n" in again.stderr
    assert HEADING.findall(again.stdout)[0][:2] == ("1", "2")
    assert table.read_bytes().startswith(held)
    assert statuses(graph) == ["confirmed", "rejected"]
    assert run("review", graph, keys="u").stderr.endswith("1 left\n")  # what earlier sessions decided stays
    assert statuses(graph) == ["confirmed", "rejected"]


def test_what_was_decided_is_built_and_not_asked_again(graph: Path) -> None:
    run("review", graph, keys="nnn")
    assert build(graph.parent, 2022).exit_code == 0
    rows = json.loads(run("query", "ledger/links", "--data", graph, "--format", "json").stdout)
    rejected = {(d.commitment_text, d.result_text) for d in read_decisions(graph.with_suffix(".sssom.tsv"))}
    assert not rejected & {(r["to_text"], r["from_text"]) for r in rows}
    assert len(rejected) == 3


def test_pairs_across_reports(graphs: Path) -> None:
    result = run("review", graphs / "2022.ttl", graphs / "2021.ttl", keys="rnyq")  # in any order
    assert "by another relation (inside one report only)" in result.stderr  # what r says here
    assert "；" + TITLE.format(2020, 2021)[:10] in result.stdout
    rejected, confirmed = read_decisions(graphs / "2022.sssom.tsv")
    assert (rejected.status, confirmed.status, rejected.relation) == ("rejected", "confirmed", None)
    assert rejected.commitment.split("/")[-2] == "2021"
    done = run("ledger", graphs / "2021.ttl", graphs / "2022.ttl", "--format", "json")
    rows = {(r["commitment_text"], r["result_text"]): r["status"] for r in json.loads(done.stdout)}
    assert rows[confirmed.commitment_text, confirmed.result_text] == "confirmed"
    assert (rejected.commitment_text, rejected.result_text) not in rows


def test_decisions_inside_and_across_share_a_file(graphs: Path) -> None:
    run("review", graphs / "2022.ttl", keys="nq")
    run("review", graphs / "2021.ttl", graphs / "2022.ttl", keys="y")
    result = run("review", graphs / "2022.ttl")
    assert "decisions about links elsewhere: 1\n" in result.stderr
    assert HEADING.findall(result.stdout)[0][1] == "2"


def test_a_file_of_ones_own_is_added_to_and_never_rewritten(graph: Path) -> None:
    mine = graph.parent / "mine.tsv"
    columns = "note\tobject_label\tobject_id\tpredicate_modifier\tpredicate_id\tsubject_label\tsubject_id\r\n"
    mine.write_bytes(("﻿" + columns + "看过\t旧结果。\t\t\tplan:continues\t旧承诺。\t").encode())
    held = mine.read_bytes()
    result = run("review", graph, "--decisions", mine, keys="nynu")
    assert "a decision applies to nothing" in result.stderr
    assert mine.read_bytes().startswith(held + b"\r\n\t")
    assert [d.status for d in read_decisions(mine)] == ["confirmed", "rejected", "confirmed"]
    assert not graph.with_suffix(".sssom.tsv").exists()


def test_a_file_that_cannot_be_added_to_is_said_at_once(graph: Path) -> None:
    mine = graph.parent / "mine.tsv"
    mine.write_text("subject_label\tpredicate_id\tobject_label\n", encoding="utf-8")
    result = run("review", graph, "--decisions", mine, keys="y")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "lacks these columns; add them: subject_id, predicate_modifier, object_id" in result.stderr


def test_what_someone_else_added_meanwhile_is_not_undone(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = graph.with_suffix(".sssom.tsv")

    def keys() -> Iterator[str]:
        yield "y"
        table.write_bytes(table.read_bytes() + b"\n")
        yield "u"
        yield "q"

    pressed = keys()
    monkeypatch.setattr(reviewing, "_key", lambda: next(pressed))
    result = run("review", graph)
    assert "the file was changed since; nothing is undone" in result.stderr
    assert "1 decided" in result.stderr
    assert statuses(graph) == ["confirmed"]


def test_interrupted_it_keeps_what_was_decided(
    graph: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def keys() -> Iterator[str]:
        yield "y"
        raise KeyboardInterrupt

    pressed = keys()
    monkeypatch.setattr(reviewing, "_key", lambda: next(pressed))
    monkeypatch.setattr(sys, "argv", ["plangraph", "review", str(graph), "--lang", "en"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 130
    assert "1 decided" in capsys.readouterr().err
    assert statuses(graph) == ["confirmed"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_on_a_terminal_one_key_is_enough_and_marks_are_colours(graph: Path) -> None:
    import pty
    import termios

    outer, inner = pty.openpty()
    command = [sys.executable, "-c", "from plangraph.cli import main; main()", "review", str(graph), "--lang", "en"]
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm-256color"}
    started = subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, env=environment)
    seen, until = b"", time.monotonic() + 60
    try:
        for i, key in enumerate((b"n", b"\x03"), 1):
            while seen.count(b"? help") < i or termios.tcgetattr(outer)[3] & termios.ICANON:  # until it waits for a key
                assert time.monotonic() < until, seen
                seen += os.read(outer, 4096) if select.select([outer], [], [], 0.05)[0] else b""
            os.write(outer, key)
        assert started.wait(60) == 130
    finally:
        started.kill()
        started.wait()
    os.close(inner)
    os.close(outer)
    assert b"\x1b[1;33m" in seen
    assert statuses(graph) == ["rejected"]


def test_colours_only_on_a_terminal(graph: Path) -> None:
    for environment in ({"FORCE_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1"}):
        assert "\x1b" not in run("review", graph, keys="s", **environment).output


def test_reports_of_several_areas_and_what_is_no_graph_are_refused(graphs: Path) -> None:
    assert run("review", graphs / "2022.txt").exit_code == 3
    assert run("review", graphs / "none.ttl").exit_code == 3
    assert run("review").exit_code == 2
