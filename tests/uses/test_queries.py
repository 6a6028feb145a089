"""The packs: complete headers, equal rows on two engines; and queries that reach out are refused."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rdflib

from plangraph.errors import InputError, PlangraphError, RefusedError, UsageError
from plangraph.files import shipped
from plangraph.uses import packs, queries
from plangraph.uses.rows import render

GRAPH = shipped("data") / "ttl/110102/2022.ttl"
PACKS = packs.queries()


ACROSS = {"ledger/figures_that_differ", "ledger/promised_twice", "ledger/verdicts"}  # ask several reports, or a ledger


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(GRAPH)


@pytest.fixture(scope="module")
def union(years: Path) -> rdflib.Graph:
    found = rdflib.Graph()
    for path in sorted(years.iterdir()):
        found.parse(path)
    return found


def cell(term: Any) -> Any:
    value = term.toPython() if isinstance(term, rdflib.Literal) else term
    return value if isinstance(value, (bool, int, Decimal, type(None))) else str(term)


def normal(rows: Any) -> list[list[Any]]:
    return [
        [Decimal(c) if isinstance(c, (queries.Decimal, int)) and not isinstance(c, bool) else c for c in r]
        for r in rows
    ]


OWN = [query for query in PACKS if not query.name.startswith("links/")]  # those ask links: test_link_packs


@pytest.mark.parametrize("query", OWN, ids=lambda q: q.name)
def test_both_engines_give_the_same_rows(
    query: packs.Query, graph: rdflib.Graph, years: Path, union: rdflib.Graph
) -> None:
    data, other = (years, union) if query.name in ACROSS else (GRAPH, graph)
    ours = queries.run(query.text, [data], trusted=True)
    theirs = [[cell(c) for c in row] for row in other.query(query.text)]
    assert normal(ours.rows) == normal(theirs)
    assert ours.rows


@pytest.mark.parametrize("query", PACKS, ids=lambda q: q.name)
def test_headers_are_complete(query: packs.Query) -> None:
    for key in ("title", "question"):
        assert set(query.words(key)) == {"zh", "en"}, key
        assert all(query.words(key).values())
    assert [q[-1] for q in query.words("question").values()] == ["？", "?"], "a comma inside needs quotes"
    result = queries.run(query.text, [GRAPH], trusted=True)
    for lang in ("zh", "en"):
        assert list(query.columns(lang)) == result.columns
    assert f"plangraph query {query.name}" in query.text
    assert "# [endpoint=../../data/ttl/**/*.ttl]" in query.text
    queries.check(query.text)


def test_some_answers() -> None:
    missed = queries.run(packs.find("indicators/missed").text, [GRAPH], trusted=True)
    assert [row[:2] for row in missed.rows] == [["1.6.5", 687], ["1.6.5", 691]]
    words = queries.run(packs.find("indicators/targets_without_number").text, [GRAPH], trusted=True)
    assert [row[2] for row in words.rows] == [
        "达到市级要求",
        "与经济增长基本同步",
        "与一般公共预算支出基本同步",
        "达到市级要求",
        "达到市级要求",
        "达到市级要求",
    ]
    biggest = queries.run(packs.find("overview/biggest_numbers").text, [GRAPH], trusted=True)
    assert biggest.rows[0][:3] == ["540810000000", "元", "地区生产总值"]


REACHING = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?e SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * { { SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { { ?a ?b ?c } UNION { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p ?o MINUS { GRAPH ?g { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }",
    "DESCRIBE ?s FROM <file:///etc/passwd> { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP DEFAULT",
    "CREATE GRAPH <urn:g>",
]


@pytest.mark.parametrize("text", REACHING)
def test_what_reaches_out_or_changes_is_refused(text: str) -> None:
    before = GRAPH.read_bytes()
    with pytest.raises(RefusedError):
        queries.run(text, [GRAPH])
    assert GRAPH.read_bytes() == before


def test_words_in_a_literal_are_no_reason_to_refuse() -> None:
    result = queries.run('SELECT ("SERVICE FROM <x>" AS ?words) {}', [GRAPH])
    assert result.rows == [["SERVICE FROM <x>"]]


@pytest.mark.parametrize(
    "name", ["../x/y", "report/../report/outline", "/etc/passwd", "report/outline.", "r\x00/a", "报告/提纲"]
)
def test_names_stay_in_their_folder(name: str) -> None:
    with pytest.raises(UsageError):
        packs.find(name)


def test_a_near_name_is_proposed() -> None:
    with pytest.raises(UsageError, match="report/outline"):
        packs.find("report/outlin")


@pytest.mark.parametrize("text", ["SELECT", "SELECT ?x { ?s ?p }", "{", ""])
def test_a_query_that_does_not_parse(text: str) -> None:
    with pytest.raises(UsageError):
        queries.run(text, [GRAPH])


def test_deep_nesting_is_an_answer_not_a_crash() -> None:
    with pytest.raises(PlangraphError):
        queries.run("SELECT * " + "{" * 3000 + "}" * 3000, [GRAPH])


def test_broken_and_empty_data(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> .")
    with pytest.raises(InputError, match=r"a\.ttl"):
        queries.run("ASK {}", [tmp_path / "a.ttl"])
    (tmp_path / "none").mkdir()
    with pytest.raises(InputError, match="none"):
        queries.run("ASK {}", [tmp_path / "none"])


def test_several_files_are_one_union(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.ttl").write_text(f"<urn:{name}> <urn:p> <urn:o> .")
    result = queries.run("SELECT ?s { ?s <urn:p> ?o } ORDER BY ?s", [tmp_path])
    assert result.rows == [["urn:a"], ["urn:b"]]


def test_what_two_files_say_is_there_once(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.ttl").write_text("<urn:a> <urn:p> <urn:o> ; <urn:q> 1 .")
    assert queries.run("SELECT ?s { ?s <urn:p> ?o ; <urn:q> ?n }", [tmp_path]).rows == [["urn:a"]]


ROWS = [["甲|[/]", queries.Decimal("540810000000"), True], [None, 7, False], ["=1+1\x1b]0;x\x07\u202e", -5, None]]


def test_formats() -> None:
    columns = ["text", "value", "flag"]
    parsed = json.loads("".join(render(columns, ROWS, "json")))
    assert parsed[0] == {"text": "甲|[/]", "value": 540810000000, "flag": True}
    assert parsed[1] == {"text": None, "value": 7, "flag": False}
    assert json.loads("".join(render(columns, [], "json"))) == []
    assert "".join(render(columns, ROWS[:2], "csv")) == "text,value,flag\n甲|[/],540810000000,true\n,7,false\n"
    assert "".join(render(columns, ROWS[:1], "tsv")) == "text\tvalue\tflag\n甲|[/]\t540810000000\ttrue\n"
    assert "".join(render(columns, ROWS[:1], "md")).splitlines()[2] == "| 甲\\|[/] | 540810000000 | true |"
    odd = [["\\|<b>[a](http://x)[b][c]\u061c", None, None]]
    assert "".join(render(columns, odd, "md")).splitlines()[2] == r"| \\\|\<b>[a]\(http://x)[b]\[c]  |  |  |"
    table = "".join(render(columns, ROWS, "table"))
    assert "甲|[/]" in table
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", table)
