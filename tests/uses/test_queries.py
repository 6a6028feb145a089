"""The packs: complete headers, equal rows on two engines, and names that stay in their folder."""

import contextlib
import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from plangraph.errors import InputError, UsageError
from plangraph.files import shipped
from plangraph.graph.labels import labels
from plangraph.uses import packs, queries
from plangraph.uses.endpoints import Endpoint
from plangraph.uses.parameters import Term, bind
from plangraph.uses.rows import render

GRAPH = shipped("data") / "ttl/110102/2022.ttl"
PACKS = packs.queries()


OWN = [query for query in PACKS if not query.name.startswith("links/")]  # those ask links: test_link_packs
ACROSS = {  # what several reports or a ledger are needed for, or of what the report that ships says nothing
    "ledger/figures_that_differ",
    "ledger/promised_twice",
    "ledger/verdicts",
    "projects/money",
}


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(GRAPH)


def together(folder: Path) -> rdflib.Graph:
    found = rdflib.Graph()
    for path in sorted(folder.iterdir()):
        found.parse(path)
    return found


@pytest.fixture(scope="module")
def union(years: Path) -> rdflib.Graph:
    return together(years)


@pytest.fixture(scope="module")
def asked_of(
    graph: rdflib.Graph, years: Path, union: rdflib.Graph, neighbours: Path
) -> Callable[[str], tuple[Path, rdflib.Graph]]:
    """Give what a query is asked of, as files and as a graph."""
    beside = together(neighbours)

    def data(name: str) -> tuple[Path, rdflib.Graph]:
        if name.startswith("districts/"):
            return neighbours, beside
        return (years, union) if name in ACROSS else (GRAPH, graph)

    return data


def cell(term: Any) -> Any:
    value = term.toPython() if isinstance(term, rdflib.Literal) else term
    return value if isinstance(value, (bool, int, Decimal, type(None))) else str(term)


def normal(rows: Any) -> list[list[Any]]:
    return [
        [Decimal(c) if isinstance(c, (queries.Decimal, int)) and not isinstance(c, bool) else c for c in r]
        for r in rows
    ]


def both(text: str, data: Path, graph: rdflib.Graph, bound: dict[str, Term]) -> list[list[Any]]:
    """Ask both engines, which must agree, and give the rows."""
    ours = normal(asked(text, data, bound).rows)
    answer = graph.query(prepared(text), initBindings={name: node(t) for name, t in bound.items()})
    kept = [i for i, v in enumerate(answer.vars or []) if not str(v).startswith("_")]
    assert ours == normal([[cell(row[i]) for i in kept] for row in answer])
    return ours


@cache
def prepared(text: str) -> Query:
    return prepareQuery(text)


@cache
def loaded(data: Path) -> queries.Engine:
    return queries.engine([data], (), None)


def asked(text: str, data: Path, bound: dict[str, Term] | None = None) -> queries.Result:
    found: queries.Result = loaded(data)(text, bound or {}, queries.as_result, None)
    return found


def node(term: Term) -> rdflib.term.Node:
    if term.kind == "iri":
        return rdflib.URIRef(term.value)
    return rdflib.Literal(term.value, datatype=None if term.kind == "string" else rdflib.XSD[term.kind])


def bindings(query: packs.Query, **given: str) -> dict[str, Term]:
    return bind(query.parameters(), given, lambda _: ())


@pytest.mark.parametrize("query", OWN, ids=lambda q: q.name)
def test_both_engines_give_the_same_rows(
    query: packs.Query, asked_of: Callable[[str], tuple[Path, rdflib.Graph]]
) -> None:
    data, other = asked_of(query.name)
    rows = both(query.text, data, other, {})
    assert rows
    if any(p.default for p in query.parameters()):
        assert both(query.text, data, other, bindings(query)) == rows, "the default is that of the text"


YEARLY = [q for q in PACKS if "year" in {p.name for p in q.parameters()}]
NARROWED = {
    "districts/indicator": [{"indicator": "地区生产总值"}, {"indicator": "gdp"}, {"indicator": "国内生产总值"}],
    "districts/pairs": [{"indicator": "gdp"}, {"indicator": "生产总值"}],
    "districts/rank": [{"indicator": "growth of the gross domestic product of the area"}],
    "ledger/links": [{"relation": "completes"}, {"text": "养老"}, {"text": "建设", "relation": "continues"}],
    "ledger/verdicts": [{"verdict": "partly_met"}],
    "overview/biggest_numbers": [{"unit": "平方米"}, {"unit": "%"}],
    "places/about": [{"place": "长安街"}, {"place": "西城区"}],
    "projects/life": [{"project": "产业园"}],
    "projects/money": [{"project": "没有"}],
    "projects/promised": [{"stage": "put_into_use"}, {"stage": "continue"}],
    "report/glossary": [{"term": "城市"}],
    "report/mentions": [{"type": "Place"}, {"name": "什刹海"}],
    "report/outline": [{"level": "part"}, {"level": "chapter"}],
    "report/quantities": [{"metric": "生产总值"}, {"unit": "元", "metric": "收入"}],
    "report/responsibilities": [{"agent": "人民银行"}],
    "report/statements": [{"kind": "challenge"}, {"text": "什刹海", "kind": "result"}],
    "responsibility/leaders": [{"agent": "没有"}],
    "responsibility/load": [{"agent": "银行"}],
    "responsibility/together": [{"agent": "工业发展组织"}],
}


@pytest.mark.parametrize("query", YEARLY, ids=lambda q: q.name)
def test_a_year_is_asked_for_on_both_engines(query: packs.Query, years: Path, union: rdflib.Graph) -> None:
    per_year = [both(query.text, years, union, bindings(query, year=year)) for year in ("2022", "2023")]
    assert both(query.text, years, union, bindings(query, year="1999")) == []
    # overview/areas counts both years where none is asked for; districts/indicator and districts/pairs have figures of 2021 too
    if query.name not in ("overview/areas", "districts/indicator", "districts/pairs"):
        together = normal(asked(query.text, years).rows)
        assert len(together) <= len(per_year[0]) + len(per_year[1])
        assert not together or together not in per_year or [] in per_year


@pytest.mark.parametrize(
    ("name", "given"), [(name, given) for name, cases in NARROWED.items() for given in cases], ids=str
)
def test_a_parameter_narrows_on_both_engines(
    name: str, given: dict[str, str], asked_of: Callable[[str], tuple[Path, rdflib.Graph]]
) -> None:
    query = packs.find(name)
    data, other = asked_of(name)
    narrowed = both(query.text, data, other, bindings(query, **given))
    everything = normal(asked(query.text, data).rows)
    assert narrowed != everything
    assert bool(narrowed) == ("没有" not in given.values())


@pytest.fixture(scope="module")
def served(years: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Path, Endpoint]]:
    """Give an endpoint of its own, on this machine, for each of the two bodies of data."""
    program = shutil.which("oxigraph") or shutil.which("oxigraph", path=Path(sys.executable).parent)
    if program is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    with contextlib.ExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("no_proxy", "127.0.0.1")
        yield {
            data: stack.enter_context(server(program, files, tmp_path_factory.mktemp("served")))
            for data, files in ((GRAPH, [GRAPH]), (years, sorted(years.iterdir())))
        }


@contextlib.contextmanager
def server(program: str, files: list[Path], home: Path) -> Iterator[Endpoint]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    subprocess.run([program, "load", "-l", home, "-f", *files], check=True, capture_output=True)
    command = [program, "serve-read-only", "-l", home, "-b", place]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        assert place in process.stderr.readline(), "it says when it listens"
        yield Endpoint(f"http://{place}/query")
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("query", OWN, ids=lambda q: q.name)
def test_a_real_endpoint_gives_the_same_rows(query: packs.Query, years: Path, served: dict[Path, Endpoint]) -> None:
    data = years if query.name in ACROSS else GRAPH
    for given in ({}, *({"year": year} for year in ("2022", "1999") if query in YEARLY), *NARROWED.get(query.name, [])):
        bound = bindings(query, **given)
        ours = asked(query.text, data, bound)
        assert queries.run(query.text, served[data], trusted=True, bindings=bound) == ours


def test_an_endpoint_builds_graphs_and_says_what_is_wrong(served: dict[Path, Endpoint]) -> None:
    text = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c FILTER(STRENDS(STR(?c), 'Part')) }"
    assert queries.run(text, served[GRAPH]) == queries.run(text, [GRAPH])
    with pytest.raises(UsageError, match="does not take the query"):
        queries.run("SELECT ?x { ?x }", served[GRAPH], trusted=True)
    assert queries.run("ASK { ?s a ?c }", served[GRAPH]).rows == [[True]]


def test_every_parameter_but_the_year_is_tried() -> None:
    declared = {(q.name, p.name) for q in PACKS for p in q.parameters() if p.name != "year"}
    assert declared == {(name, p) for name, cases in NARROWED.items() for given in cases for p in given}


@pytest.mark.parametrize("query", PACKS, ids=lambda q: q.name)
def test_every_parameter_is_described_and_used(query: packs.Query) -> None:
    variables = set(re.findall(r"\?_(\w+)", query.text))
    assert variables == {p.name for p in query.parameters()}
    for parameter in query.parameters():
        assert parameter.words("zh")
        assert parameter.words("en")
        if parameter.values_from:
            source = packs.find(parameter.values_from)
            assert not source.parameters()
            assert asked(source.text, GRAPH).rows


@pytest.mark.parametrize("query", PACKS, ids=lambda q: q.name)
def test_headers_are_complete(query: packs.Query, years: Path) -> None:
    for key in ("title", "question"):
        assert set(query.words(key)) == {"zh", "en"}, key
        assert all(query.words(key).values())
    assert [q[-1] for q in query.words("question").values()] == ["？", "?"], "a comma inside needs quotes"
    result = asked(query.text, years)
    for lang in ("zh", "en"):
        assert list(query.columns(lang)) == result.columns
    assert f"plangraph query {query.name}" in query.text
    assert "# [endpoint=../../data/ttl/**/*.ttl]" in query.text
    queries.check(query.text)


FIXED = ("report/", "places/about")  # their columns are settled


@pytest.mark.parametrize("query", PACKS, ids=lambda q: q.name)
def test_a_line_tells_of_which_report_it_is(query: packs.Query) -> None:
    columns = query.columns("en")
    assert query.name.startswith(FIXED) or "line" not in columns or "report" in columns


@pytest.mark.parametrize("query", [q for q in PACKS if "report" in q.columns("en")], ids=lambda q: q.name)
def test_rows_say_of_which_report_they_are(query: packs.Query, years: Path) -> None:
    for data, told in ((GRAPH, {"北京市西城区2022"}), (years, {"北京市西城区2022", "北京市西城区2023"})):
        result = asked(query.text, data)
        assert {row[result.columns.index("report")] for row in result.rows} <= told


def test_some_answers() -> None:
    missed = asked(packs.find("indicators/missed").text, GRAPH)
    assert [row[:2] for row in missed.rows] == [["1.6.5", 687], ["1.6.5", 691]]
    words = asked(packs.find("indicators/targets_without_number").text, GRAPH)
    assert [row[2] for row in words.rows] == [
        "达到市级要求",
        "与经济增长基本同步",
        "与一般公共预算支出基本同步",
        "达到市级要求",
        "达到市级要求",
        "达到市级要求",
    ]
    biggest = asked(packs.find("overview/biggest_numbers").text, GRAPH)
    assert biggest.rows[0][:3] == ["540810000000", "元", "地区生产总值"]
    assert {row[-1] for row in biggest.rows} <= labels("change", "zh").keys()
    assert biggest.rows[0][-1] == "level"


PAIRED = """@prefix plan: <https://w3id.org/plangraph/ontology#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:pair> a plan:NumberPair ; plan:actual <urn:actual> ; plan:target <urn:goal> .
<urn:actual> plan:statement <urn:result> ; qudt:numericValue 90 ; plan:unitText "人" ; plan:modality [ skos:notation "actual" ] ;
  plan:text "90人" ; plan:period "%s" .
<urn:result> a plan:Result ; plan:text "%s" ; plan:order 1 ; plan:report <urn:report> .
<urn:goal> plan:statement [ plan:text "%s" ] ; plan:metric "就业" ; plan:comparator [ skos:notation "=" ] ;
  qudt:numericValue 18 ; plan:text "18人" ; plan:period "%s" .
<urn:report> plan:planStart 2026 ; plan:planEnd 2026 .
"""


@pytest.mark.parametrize(
    ("over", "done", "goal_over", "promised", "told"),
    [
        ("2025", "新增就业90人。", "2026", "新增就业18人。", True),
        ("2025-01/2025-10", "新增就业90人。", "2026", "新增就业18人。", True),
        ("2021/2025", "新增就业90人。", "2026/2030", "新增就业18人。", True),
        ("2021/2025", "新增就业90人。", "2026", "新增就业18人。", False),
        ("2025", "新增就业90人。", "2026/2030", "新增就业18人。", False),
        ("2025", "新增就业90人。", "2030", "到2030年，新增就业18人。", False),
        ("2025", "专精特新企业达90人。", "2026", "培育专精特新企业18人。", False),
        ("2025", "新增企业达90人。", "2026", "新增企业18人。", True),
        ("2025", "换乘比例达91%，90人内换乘。", "2026", "18人内换乘比例提升至93%。", False),
    ],
)
def test_numbers_over_as_many_years_are_compared(
    over: str, done: str, goal_over: str, promised: str, told: bool, tmp_path: Path
) -> None:
    path = tmp_path / "pair.ttl"
    path.write_text(PAIRED % (over, done, promised, goal_over), encoding="utf-8")
    rows = both(packs.find("ledger/targets_not_above").text, path, rdflib.Graph().parse(path), {})
    assert bool(rows) == told


def test_a_number_without_a_period_is_beside_no_target(tmp_path: Path) -> None:
    path = tmp_path / "open.ttl"
    text = PAIRED % ("2025", "新增就业累计90人。", "新增就业18人。", "2026")
    path.write_text(text.replace(' ; plan:period "2025"', ""), encoding="utf-8")
    assert "2025" not in path.read_text(encoding="utf-8")
    assert not both(packs.find("ledger/targets_not_above").text, path, rdflib.Graph().parse(path), {})


def test_a_counted_name_is_no_target(tmp_path: Path) -> None:
    path = tmp_path / "named.ttl"
    text = PAIRED % ("2025", "抓好两个关键小事。", "深入抓好两个关键小事。", "2026")
    text = (
        text.replace("90人", "两个")
        .replace("18人", "两个")
        .replace("Value 90", "Value 2")
        .replace("Value 18", "Value 2")
    )
    path.write_text(text, encoding="utf-8")
    assert not both(packs.find("ledger/targets_not_above").text, path, rdflib.Graph().parse(path), {})


@pytest.mark.parametrize(
    "name", ["../x/y", "report/../report/outline", "/etc/passwd", "report/outline.", "r\x00/a", "报告/提纲"]
)
def test_names_stay_in_their_folder(name: str) -> None:
    with pytest.raises(UsageError):
        packs.find(name)


def test_a_near_name_is_proposed() -> None:
    with pytest.raises(UsageError, match="report/outline"):
        packs.find("report/outlin")


def test_broken_and_empty_data(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> .")
    with pytest.raises(InputError, match=r"a\.ttl"):
        queries.run("ASK {}", [tmp_path / "a.ttl"])
    (tmp_path / "none").mkdir()
    with pytest.raises(InputError, match="none"):
        queries.run("ASK {}", [tmp_path / "none"])


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
