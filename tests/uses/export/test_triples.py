"""JSON-LD and SKOS, read back by two engines."""

import json
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from plangraph.files import MARK
from plangraph.uses.export.triples import concepts, everything, jsonld, skos
from plangraph.uses.packs import Query

PREFIX = "PREFIX plan: <https://w3id.org/plangraph/ontology#>\n"


@pytest.fixture(scope="module")
def document(xicheng: Path) -> str:
    return "".join(jsonld(everything([xicheng])))


def test_jsonld_says_what_the_graph_says(xicheng: Path, document: str) -> None:
    graph = rdflib.Graph().parse(xicheng)
    assert set(rdflib.Graph().parse(data=document, format="json-ld")) == set(graph)
    parsed = pyoxigraph.parse(document.encode(), pyoxigraph.RdfFormat.JSON_LD)
    assert {str(q.triple) for q in parsed} == {str(q.triple) for q in pyoxigraph.parse(path=str(xicheng))}


def test_jsonld_is_compact_and_ours_and_fetches_nothing(xicheng: Path, document: str) -> None:
    said = json.loads(document)
    assert all(isinstance(what, str | dict | None) for what in said["@context"].values())
    assert said["@context"]["plan:text"] == {"@language": "zh"}
    assert MARK in document[:512]
    assert len(document) < 2 * xicheng.stat().st_size
    lead = next(n for n in said["@graph"] if n["@id"] == "id:110102/2022/p1.c1.t1.s1")
    assert lead["plan:text"] == "重大活动服务保障能力和水平不断提升。"
    assert lead["plan:inSection"] == "id:110102/2022/p1.c1.t1"
    assert document == "".join(jsonld(everything([xicheng])))


def test_jsonld_of_a_construct(xicheng: Path) -> None:
    query = """CONSTRUCT {
        <urn:a> <urn:p> "x", "y"@en, 1, 1.50, true, <urn:b>, "2022"^^<http://www.w3.org/2001/XMLSchema#gYear> ; <urn:q> "z" .
    } WHERE { }"""
    document = "".join(jsonld(everything([xicheng], Query("-", query, False))))
    found = pyoxigraph.parse(document.encode(), pyoxigraph.RdfFormat.JSON_LD)
    store = pyoxigraph.Store()
    assert {str(q.triple) for q in found} == {str(t) for t in store.query(query)}


def test_skos_is_the_glossary_and_the_lists_alone(xicheng: Path) -> None:
    text = "".join(skos(concepts([xicheng])))
    graph = rdflib.Graph().parse(data=text, format="turtle")
    assert text.startswith(f"# {MARK}")
    assert {p for p in graph.predicates() if not p.startswith(str(SKOS))} <= {RDF.type, rdflib.DCTERMS.title}
    assert {str(t) for t in graph.objects(None, RDF.type)} == {
        str(SKOS[name]) for name in ("Concept", "ConceptScheme", "Collection")
    }
    terms = [s for s in graph.subjects(RDF.type, SKOS.Concept) if "/110102/2022/g" in s]
    assert len([t for t in terms if ".e" not in t]) == 28
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert graph.value(concept, SKOS.inScheme), concept
        labels = list(graph.objects(concept, SKOS.prefLabel))
        assert labels, concept
        assert len({label.language for label in labels}) == len(labels)
    for scheme in graph.objects(None, SKOS.inScheme):
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph


def test_every_scheme_has_top_concepts_and_they_lead_to_all(xicheng: Path) -> None:
    graph = rdflib.Graph().parse(data="".join(skos(concepts([xicheng]))), format="turtle")
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) > 10
    for scheme in schemes:
        tops = set(graph.objects(scheme, SKOS.hasTopConcept))
        assert tops == set(graph.subjects(SKOS.topConceptOf, scheme)), scheme
        assert tops, scheme
        assert not [top for top in tops if graph.value(top, SKOS.broader)]
        below = {c for top in tops for c in graph.transitive_subjects(SKOS.broader, top)}
        members = set(graph.objects(None, SKOS.member))
        assert set(graph.subjects(SKOS.inScheme, scheme)) <= below | members, scheme
    (glossary,) = (s for s in schemes if "/110102/2022/" in s)
    assert len(set(graph.objects(glossary, SKOS.hasTopConcept))) == 28


def test_skos_of_lists_that_are_not_used_is_left_out(xicheng: Path) -> None:
    text = "".join(skos(concepts([xicheng])))
    assert "scheme/role/lead" in text
    assert "scheme/verdict/" not in text
