"""RDF Data Cube: the numbers that tables report, held to the integrity constraints of the recommendation.

https://www.w3.org/TR/vocab-data-cube/#wf-rules, each in our own words: a query that finds what breaks it. The cubes here
are written out in full (every part has its type), so nothing has to be inferred before.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from plangraph.files import shipped
from plangraph.pipeline import build_report, graph_text
from plangraph.text.reading import read_source

PREFIXES = """PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
OF_STRUCTURE = "?set qb:structure/qb:component ?part . "
CONSTRAINTS = {
    1: "{ ?o a qb:Observation } MINUS { ?o qb:dataSet ?d } "
    "} UNION { ?o a qb:Observation ; qb:dataSet ?d, ?e . FILTER (?d != ?e)",
    2: "{ ?set a qb:DataSet } MINUS { ?set qb:structure ?d } "
    "} UNION { ?set a qb:DataSet ; qb:structure ?d, ?e . FILTER (?d != ?e)",
    3: "?s a qb:DataStructureDefinition . "
    "FILTER NOT EXISTS { ?s qb:component/(qb:componentProperty|qb:measure) ?m . ?m a qb:MeasureProperty }",
    4: "?part qb:dimension|qb:componentProperty ?d . ?d a qb:DimensionProperty . FILTER NOT EXISTS { ?d rdfs:range ?r }",
    5: "?d a qb:DimensionProperty ; rdfs:range skos:Concept . FILTER NOT EXISTS { ?d qb:codeList ?l }",
    6: "?part qb:componentRequired false ; qb:componentProperty|qb:dimension|qb:measure ?p . "
    "FILTER NOT EXISTS { ?p a qb:AttributeProperty }",
    7: "?k a qb:SliceKey . FILTER NOT EXISTS { ?s a qb:DataStructureDefinition ; qb:sliceKey ?k }",
    8: "?s qb:sliceKey ?k . ?k qb:componentProperty ?p . "
    "FILTER NOT EXISTS { ?s qb:component/(qb:componentProperty|qb:dimension) ?p }",
    9: "?s a qb:Slice . FILTER NOT EXISTS { ?s qb:sliceStructure ?k }",
    10: "?s qb:sliceStructure/qb:componentProperty ?d . FILTER NOT EXISTS { ?s ?d ?v }",
    11: "?o qb:dataSet ?set . " + OF_STRUCTURE + "?part qb:dimension ?d . FILTER NOT EXISTS { ?o ?d ?v }",
    12: "?o qb:dataSet ?set . ?p qb:dataSet ?set . FILTER (STR(?o) < STR(?p)) "
    "FILTER NOT EXISTS { " + OF_STRUCTURE + "?part qb:dimension ?d . ?o ?d ?v . FILTER NOT EXISTS { ?p ?d ?v } }",
    13: "?o qb:dataSet ?set . " + OF_STRUCTURE + "?part qb:componentRequired true ; qb:attribute ?a . "
    "FILTER NOT EXISTS { ?o ?a ?v }",
    14: "?o qb:dataSet ?set . " + OF_STRUCTURE + "?part qb:measure ?m . "
    "FILTER NOT EXISTS { ?set qb:structure/qb:component/qb:dimension qb:measureType } FILTER NOT EXISTS { ?o ?m ?v }",
    15: "?o qb:measureType ?m . FILTER NOT EXISTS { ?o ?m ?v }",
    16: "?o qb:dataSet ?set ; qb:measureType ?m ; ?n ?v . " + OF_STRUCTURE + "?part qb:measure ?n . FILTER (?m != ?n)",
    17: "?set qb:structure ?s . ?s qb:component/qb:dimension qb:measureType ; qb:component/qb:measure ?m . "
    "FILTER NOT EXISTS { ?o qb:dataSet ?set ; qb:measureType ?m }",
    18: "?set qb:slice/qb:observation ?o . FILTER NOT EXISTS { ?o qb:dataSet ?set }",
    19: "?o qb:dataSet ?set . "
    + OF_STRUCTURE
    + "?part qb:dimension ?d . ?d qb:codeList ?l . ?l a skos:ConceptScheme . "
    "?o ?d ?v . FILTER NOT EXISTS { ?v skos:inScheme ?l }",
    20: "?o qb:dataSet ?set . " + OF_STRUCTURE + "?part qb:dimension ?d . ?d qb:codeList ?l . ?l a skos:Collection . "
    "?o ?d ?v . FILTER NOT EXISTS { ?l skos:member+ ?v }",
    21: "?o qb:dataSet ?set . " + OF_STRUCTURE + "?part qb:dimension ?d . ?d qb:codeList ?l . "
    "?l a qb:HierarchicalCodeList ; qb:parentChildProperty skos:narrower . ?o ?d ?v . "
    "FILTER NOT EXISTS { ?l qb:hierarchyRoot/skos:narrower* ?v }",
}
TABLE = (
    "某市2021年国民经济和社会发展计划执行情况与2022年计划草案的报告\n一、2021年情况\n工作稳步推进。\n"
    "附件1\n主要指标\n序号 指标 2021年完成 2022年目标 指标属性\n"
    "1 地区生产总值增速（%） 8.1 6左右 预期性\n2 登记失业率（%） 3.2 3.5以内 约束性\n3 空气质量 达到市级要求 达到市级要求 约束性\n"
)


def broken(store: pyoxigraph.Store) -> list[int]:
    """Give the numbers of the constraints that a graph breaks."""
    return [n for n, what in CONSTRAINTS.items() if bool(store.query(f"{PREFIXES} ASK {{ {{ {what} }} }}"))]


@pytest.fixture
def cube(tmp_path: Path) -> pyoxigraph.Store:
    path = tmp_path / "report.txt"
    path.write_text(TABLE, encoding="utf-8")
    store = pyoxigraph.Store()
    text = "".join(graph_text(build_report(read_source(path), ner="off")))
    store.load(text.encode(), pyoxigraph.RdfFormat.TURTLE)
    return store


def test_what_a_table_reports_is_a_cube_that_keeps_the_constraints(cube: pyoxigraph.Store) -> None:
    found = cube.query(PREFIXES + "SELECT ?o WHERE { ?o a qb:Observation ; qb:dataSet/qb:structure ?s }")
    assert len(list(found)) == 2  # what only words say is none
    assert broken(cube) == []


@pytest.mark.parametrize("path", sorted((shipped("data") / "ttl").rglob("*.ttl")), ids=lambda p: p.name)
def test_what_ships_keeps_the_constraints_by_itself(path: Path) -> None:
    store = pyoxigraph.Store()
    store.load(path=str(path))
    assert broken(store) == []


QB = "http://purl.org/linked-data/cube#"


@pytest.mark.parametrize(
    ("update", "number"),
    [
        ("DELETE { ?o qb:dataSet ?d } WHERE { ?o qb:dataSet ?d }", 1),
        ("INSERT { ?o qb:dataSet <urn:other> } WHERE { ?o qb:dataSet ?d }", 1),
        ("DELETE { ?d qb:structure ?s } WHERE { ?d qb:structure ?s }", 2),
        ("DELETE { ?m a qb:MeasureProperty } WHERE { ?m a qb:MeasureProperty }", 3),
        ("DELETE { ?d rdfs:range ?r } WHERE { ?d a qb:DimensionProperty ; rdfs:range ?r }", 4),
        ("INSERT { ?d rdfs:range skos:Concept } WHERE { ?d a qb:DimensionProperty }", 5),
        ("INSERT { ?c qb:componentRequired false } WHERE { ?c qb:dimension ?d }", 6),
        ("INSERT DATA { <urn:k> a qb:SliceKey }", 7),
        ("INSERT { ?s qb:sliceKey <urn:k> . <urn:k> qb:componentProperty <urn:p> } WHERE { ?d qb:structure ?s }", 8),
        ("INSERT DATA { <urn:s> a qb:Slice }", 9),
        ("INSERT DATA { <urn:s> qb:sliceStructure <urn:k> . <urn:k> qb:componentProperty <urn:p> }", 10),
        ("DELETE { ?o ?d ?v } WHERE { ?o a qb:Observation ; ?d ?v . ?c qb:dimension ?d }", 11),
        (
            "DELETE { ?o ?d ?v } INSERT { ?o ?d <urn:same> } WHERE { ?o a qb:Observation ; ?d ?v . ?c qb:dimension ?d }",
            12,
        ),
        (
            "INSERT { ?s qb:component <urn:c> . <urn:c> qb:componentRequired true ; qb:attribute <urn:a> } WHERE { ?d qb:structure ?s }",
            13,
        ),
        ("DELETE { ?o ?m ?v } WHERE { ?o a qb:Observation ; ?m ?v . ?c qb:measure ?m }", 14),
        ("INSERT { ?o qb:measureType <urn:m> } WHERE { ?o a qb:Observation }", 15),
        ("INSERT { ?o qb:measureType <urn:m> ; <urn:m> 1 } WHERE { ?o a qb:Observation }", 16),
        ("INSERT { ?s qb:component <urn:c> . <urn:c> qb:dimension qb:measureType } WHERE { ?d qb:structure ?s }", 17),
        ("INSERT { ?d qb:slice <urn:s> . <urn:s> qb:observation <urn:o> } WHERE { ?d qb:structure ?s }", 18),
        ("INSERT { ?d qb:codeList <urn:l> . <urn:l> a skos:ConceptScheme } WHERE { ?c qb:dimension ?d }", 19),
        ("INSERT { ?d qb:codeList <urn:l> . <urn:l> a skos:Collection } WHERE { ?c qb:dimension ?d }", 20),
        (
            "INSERT { ?d qb:codeList <urn:l> . <urn:l> a qb:HierarchicalCodeList ; qb:parentChildProperty skos:narrower } WHERE { ?c qb:dimension ?d }",
            21,
        ),
    ],
)
def test_every_constraint_finds_what_breaks_it(cube: pyoxigraph.Store, update: str, number: int) -> None:
    cube.update(PREFIXES + update)
    assert number in broken(cube)
