"""Decisions of people in `build` and `ledger`: read from beside the graph, named, and kept to."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from plangraph.cli import cli

TITLE = "关于北京市西城区{}年国民经济和社会发展计划执行情况与{}年国民经济和社会发展计划的报告\n"
EARLIER = TITLE.format(2020, 2021) + (
    "一、2020年计划执行情况\n（一）城市\n城市更新。完成街巷整治五十条。\n"
    "二、2021年主要举措\n（一）城市\n城市更新。光源里棚户区改造项目2021年建成交付300套住房。菜园街新建养老驿站2个。\n"
)
LATER = TITLE.format(2021, 2022) + (
    "一、2021年计划执行情况\n（一）城市\n城市更新。光源里棚户区改造项目建成交付320套住房。光源里棚户区改造项目签约居民500户。"
    "老年餐桌开办十五处。\n"
    "二、2022年主要举措\n（一）城市\n城市更新。光源里棚户区改造项目居民全部入住。办好幼儿园三所。\n"
)
PROMISE, REPORTED = "光源里棚户区改造项目2021年建成交付300套住房。", "光源里棚户区改造项目建成交付320套住房。"
SECOND = "光源里棚户区改造项目签约居民500户。"
CARE, TABLES = "菜园街新建养老驿站2个。", "老年餐桌开办十五处。"
MOVE = "光源里棚户区改造项目居民全部入住。"
HEAD = "subject_label\tpredicate_id\tobject_label\tpredicate_modifier\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, [*map(str, args), "--lang", "en"])


@pytest.fixture
def graphs(tmp_path: Path) -> Path:
    """Give a folder with two reports and their graphs."""
    for year, text in ((2021, EARLIER), (2022, LATER)):
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
        assert build(tmp_path, year).exit_code == 0
    return tmp_path


def build(folder: Path, year: int, *more: object) -> Result:
    return run("build", folder / f"{year}.txt", "-o", folder / f"{year}.ttl", "--ner", "rules", *more)


def decide(path: Path, *rows: str) -> Path:
    path.write_text(HEAD + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def links(graph: Path) -> set[tuple[str, str, str]]:
    rows = json.loads(run("query", "ledger/links", "--data", graph, "--format", "json").stdout)
    return {(r["to_text"], r["from_text"], r["relation"]) for r in rows}


def ledger(folder: Path, *more: object) -> dict[tuple[str, str | None], dict[str, Any]]:
    done = run("ledger", folder / "2021.ttl", folder / "2022.ttl", "--format", "json", *more)
    assert done.exit_code == 0, done.stderr
    return {(r["commitment_text"], r["result_text"]): r for r in json.loads(done.stdout)}


def test_build_reads_what_lies_beside_the_output(graphs: Path) -> None:
    before = links(graphs / "2022.ttl")
    ((_, result, relation),) = [x for x in before if x[0] == MOVE]
    path = decide(graphs / "2022.sssom.tsv", f"{MOVE}\tplan:{relation}\t{result}\tNot")
    held = path.read_bytes()
    checked = build(graphs, 2022, "--check")
    assert checked.exit_code == 1
    assert f"decisions of people: {path}, 1\n" in checked.stderr
    assert build(graphs, 2022).exit_code == 0
    assert (MOVE, result, relation) not in links(graphs / "2022.ttl")
    assert build(graphs, 2022, "--check").exit_code == 0
    assert path.read_bytes() == held
    decide(path, f"{MOVE}\tplan:repeats\t{TABLES}")
    assert build(graphs, 2022).exit_code == 0
    assert links(graphs / "2022.ttl") == before | {(MOVE, TABLES, "repeats")}
    assert run("validate", graphs / "2022.ttl", "--source", graphs / "2022.txt").exit_code == 0


def test_build_reads_what_it_is_told(graphs: Path) -> None:
    decide(graphs / "2022.sssom.tsv", "broken")
    mine = decide(graphs / "mine.tsv", f"{MOVE}\tplan:repeats\t{TABLES}", "没有这句。\tplan:repeats\t也没有这句。")
    result = build(graphs, 2022, "--decisions", mine)
    assert result.exit_code == 0
    assert f"decisions of people: {mine}, 2\n" in result.stderr
    assert "does not hold, or holds twice, the commitment “没有这句。” or the result “也没有这句。”" in result.stderr
    assert (MOVE, TABLES, "repeats") in links(graphs / "2022.ttl")


def test_a_broken_table_is_named_and_nothing_is_written(graphs: Path) -> None:
    before = (graphs / "2022.ttl").read_bytes()
    path = decide(graphs / "2022.sssom.tsv", "甲\tplan:like\t乙")
    result = build(graphs, 2022)
    assert (result.exit_code, (graphs / "2022.ttl").read_bytes()) == (3, before)
    assert f"{path}, line 2: predicate_id 'plan:like'" in result.stderr
    assert build(graphs, 2022, "--decisions", graphs / "none.tsv").exit_code == 3


def test_each_of_several_outputs_has_its_own(graphs: Path) -> None:
    out = graphs / "out"
    assert run("build", graphs, "-o", out, "--ner", "rules").exit_code == 0
    path = decide(out / "2022.sssom.tsv", f"{MOVE}\tplan:repeats\t{TABLES}")
    result = run("build", graphs, "-o", out, "--ner", "rules")
    assert result.exit_code == 0
    assert result.stderr.count("decisions of people") == 1
    assert str(path) in result.stderr
    assert (MOVE, TABLES, "repeats") in links(out / "2022.ttl")


def test_the_ledger_forgets_a_rejected_pair(graphs: Path) -> None:
    before = ledger(graphs)
    assert before[PROMISE, REPORTED]["status"] == "predicted"
    assert before[CARE, None]["status"] is None
    decide(graphs / "2022.sssom.tsv", f"{PROMISE}\tskos:related\t{REPORTED}\tNot")
    after = ledger(graphs)
    assert (PROMISE, REPORTED) not in after
    assert [row["status"] for pair, row in after.items() if pair[0] == PROMISE and pair[1]] in ([], ["predicted"])
    assert [pair for pair in after if pair[0] == PROMISE]  # it is still told of


@pytest.mark.parametrize("order", [(2021, 2022), (2022, 2021)])
def test_the_ledger_takes_up_what_people_joined(order: tuple[int, int], graphs: Path) -> None:
    path = decide(graphs / "2022.sssom.tsv", f"{CARE}\tskos:related\t{TABLES}", f"{PROMISE}\tskos:related\t{REPORTED}")
    done = run("ledger", *(graphs / f"{y}.ttl" for y in order), "--format", "json")
    assert f"decisions of people: {path}, 2\n" in done.stderr
    rows = {(r["commitment_text"], r["result_text"]): r for r in json.loads(done.stdout)}
    assert (rows[CARE, TABLES]["status"], rows[CARE, TABLES]["score"]) == ("confirmed", 1.0)
    assert rows[CARE, TABLES]["evidence"] == "由人指出"
    assert rows[PROMISE, REPORTED]["status"] == "confirmed"
    assert (CARE, None) not in rows


def test_people_may_join_statements_of_any_kind(graphs: Path) -> None:
    mine = decide(graphs / "mine.tsv", f"完成街巷整治五十条。\tskos:related\t{MOVE}")
    assert ledger(graphs, "--decisions", mine)["完成街巷整治五十条。", MOVE]["status"] == "confirmed"


def test_the_ledger_says_which_decisions_it_could_not_use(graphs: Path) -> None:
    home = "https://w3id.org/plangraph/id/110102/"
    mine = graphs / "mine.tsv"
    mine.write_text(
        "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\n"
        f"{home}2022/p2.c1.t1.s2\t{MOVE}\tplan:completes\t{home}2022/p1.c1.t1.s2\t{REPORTED}\n"  # inside one report
        f"{home}2021/p2.c1.t1.s9\t没有这句。\tskos:related\t{home}2022/p1.c1.t1.s2\t{REPORTED}\n",
        encoding="utf-8",
    )
    done = run("ledger", graphs / "2021.ttl", graphs / "2022.ttl", "--decisions", mine)
    assert "decisions about links elsewhere: 1\n" in done.stderr
    assert done.stderr.count("a decision applies to nothing") == 1
    assert "“没有这句。”" in done.stderr


@pytest.mark.parametrize("verb", [build, lambda folder, _, *more: run("ledger", folder, *more)])
def test_quiet_says_nothing_of_decisions(verb: Callable[..., Result], graphs: Path) -> None:
    decide(graphs / "2022.sssom.tsv", f"{MOVE}\tplan:repeats\t{TABLES}")
    assert verb(graphs, 2022, "-q").stderr == ""
