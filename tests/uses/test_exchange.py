"""Answers as the standards write them, read back by another engine."""

import io
import json

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.query import Result

from plangraph.errors import UsageError
from plangraph.files import shipped
from plangraph.uses import exchange, packs, queries

GRAPH = shipped("data") / "ttl/110102/2022.ttl"
ODD = """SELECT ?_p ?x ?y { VALUES (?x ?y) {
  ("甲 <&> \\"q\\" \\u0001\\u202e"@zh 1.5) (<https://example.org/a?b&c> UNDEF) ("2022"^^<http://www.w3.org/2001/XMLSchema#gYear> true)
} }"""
BUILD = """PREFIX plan: <https://w3id.org/plangraph/ontology#>
CONSTRUCT { ?s a plan:Part ; <urn:title> ?t . [] <urn:of> ?s }
WHERE { ?s a plan:Part ; <http://purl.org/dc/terms/title> ?t }"""


def written(query: str, form: str) -> str:
    return "".join(exchange.written(queries.engine([GRAPH], (query,), None)(query, {}, exchange.read, None), form))


@pytest.mark.parametrize(("form", "name"), [("srj", "json"), ("srx", "xml")])
def test_rows_are_read_back(form: str, name: str) -> None:
    read = Result.parse(io.BytesIO(written(ODD, form).encode()), format=name)
    assert [str(v) for v in read.vars or []] == ["x", "y"]
    first, second, third = list(read)
    assert first[0].language == "zh"
    assert str(first[0]).startswith('甲 <&> "q" ')
    assert first[1] == rdflib.Literal("1.5", datatype=rdflib.XSD.decimal)
    assert (second[0], second[1]) == (rdflib.URIRef("https://example.org/a?b&c"), None)
    assert third[0].datatype == rdflib.XSD.gYear
    assert third[1].toPython() is True


@pytest.mark.parametrize(("form", "name"), [("srj", "json"), ("srx", "xml")])
def test_the_end_of_a_line_is_what_it_was(form: str, name: str) -> None:
    query = 'SELECT ?x { VALUES ?x { "a\\rb\\r\\nc" } }'
    ((found,),) = Result.parse(io.BytesIO(written(query, form).encode()), format=name)
    assert str(found) == "a\rb\r\nc"


def test_json_holds_every_character() -> None:
    text = written(ODD, "srj")
    assert "\u202e" not in text
    assert json.loads(text)["results"]["bindings"][0]["x"]["value"].endswith("\x01\u202e")


@pytest.mark.parametrize(("form", "name"), [("srj", "json"), ("srx", "xml")])
def test_truth(form: str, name: str) -> None:
    assert Result.parse(io.BytesIO(written("ASK {}", form).encode()), format=name).askAnswer is True
    assert '"boolean": false' in written("ASK { <urn:a> <urn:b> <urn:c> }", "srj")


def test_a_pack_is_written_whole() -> None:
    query = packs.find("report/outline")
    rows = json.loads(written(query.text, "srj"))["results"]["bindings"]
    assert [r["title"]["value"] for r in rows] == [r[2] for r in queries.run(query.text, [GRAPH]).rows]


def test_a_graph_is_turtle() -> None:
    text = written(BUILD, "turtle")
    read = rdflib.Graph().parse(data=text, format="turtle")
    assert len(read) == 6
    assert isomorphic(read, rdflib.Graph().parse(GRAPH).query(BUILD).graph)
    assert "written by plangraph" in text[:512]
    assert "@prefix plan:" in text
    assert "@prefix qudt:" not in text


@pytest.mark.parametrize(
    ("query", "form"), [("ASK {}", "turtle"), ("SELECT * {}", "turtle"), (BUILD, "srj"), (BUILD, "srx")]
)
def test_a_format_that_does_not_fit_is_said(query: str, form: str) -> None:
    with pytest.raises(UsageError, match="use "):
        written(query, form)
