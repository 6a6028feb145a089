"""Things read from graphs of any vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangraph.errors import InputError, LimitError, RefusedError
from plangraph.files import shipped
from plangraph.uses import catalogue
from plangraph.uses.catalogue import code_in, read_catalogue

FOREIGN = """@prefix schema: <https://schema.org/> .
@prefix old: <http://schema.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix ex: <https://example.org/> .

ex:data a dcat:Dataset ; rdfs:label "东城区开放数据"@zh .
ex:area a schema:AdministrativeArea ; rdfs:label "Dongcheng"@en, "东城区"@zh ; wdt:P442 "11 01 01" .
ex:old a schema:AdministrativeArea ; schema:name "崇文区" ; wdt:P442 "11 01 03" ; wdt:P576 "2010" .
ex:body a old:GovernmentOrganization ; old:name "东城区教委"@zh ; old:alternateName "东城区教育委员会" ; old:areaServed ex:area .
ex:group a foaf:Group ; foaf:name "志愿者协会" .
ex:term a skos:Concept ; skos:prefLabel "双减"@zh, "double reduction"@en ; skos:altLabel "“双减”政策"@zh .
ex:Class a owl:Class ; rdfs:label "一类"@zh .
ex:nameless a schema:Event .
"""


def test_a_graph_of_another_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "foreign.ttl"
    path.write_text(FOREIGN, encoding="utf-8")
    found = read_catalogue(path)
    assert (found.iri, found.title, found.subjects) == ("https://example.org/data", "foreign.ttl", 8)
    assert found.triples == 23
    assert found.classes["http://schema.org/GovernmentOrganization"] == 1
    assert [(t.iri.rpartition("/")[2], t.kind, t.names, t.code, t.within, t.ended) for t in found.things] == [
        ("area", "Area", ("东城区", "Dongcheng"), "110101", None, False),
        ("old", "Area", ("崇文区",), "110103", None, True),
        ("body", "Organisation", ("东城区教委", "东城区教育委员会"), None, "110101", False),
        ("group", "Organisation", ("志愿者协会",), None, None, False),
        ("term", None, ("双减", "double reduction", "“双减”政策"), None, None, False),
    ]


def test_what_a_graph_says_of_shared_schemes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "shared.ttl"
    path.write_text(
        "@prefix plan: <https://w3id.org/plangraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<urn:a> a plan:Event ; rdfs:label "冬奥会" ; plan:sharedProgramme <urn:scheme/winter-olympics> .\n'
        '<urn:b> a plan:Statistic ; plan:metric "地区生产总值" ; plan:unitText "元" ; plan:measures <urn:scheme/gdp> ;\n'
        "  plan:area <https://w3id.org/plangraph/id/area/110101> .\n",
        encoding="utf-8",
    )
    found = [(t.iri, t.kind, t.concept, t.home) for t in read_catalogue(path).things]
    assert found == [
        ("urn:a", "Event", "urn:scheme/winter-olympics", None),
        ("urn:b", "Indicator", "urn:scheme/gdp", "110101"),
    ]


def test_what_says_only_what_it_measures_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "nameless.ttl"
    path.write_text(
        "<urn:a> a <http://purl.org/linked-data/cube#MeasureProperty> ;\n"
        "  <https://w3id.org/plangraph/ontology#measures> <https://w3id.org/plangraph/scheme/indicator/gdp-growth> .\n",
        encoding="utf-8",
    )
    assert [(t.iri, t.names) for t in read_catalogue(path).things] == [("urn:a", ("地区生产总值增速",))]


def test_what_has_no_iri_is_no_thing(tmp_path: Path) -> None:
    path = tmp_path / "blank.ttl"
    path.write_text(
        '@prefix foaf: <http://xmlns.com/foaf/0.1/> . [] a foaf:Group ; foaf:name "某协会" .\n'
        '<urn:a> a "text", foaf:Group ; foaf:name "某局" .\n',
        encoding="utf-8",
    )
    found = read_catalogue(path)
    assert [(t.iri, t.kind) for t in found.things] == [("urn:a", "Organisation")]
    assert (found.triples, found.subjects, dict(found.classes)) == (5, 1, {"http://xmlns.com/foaf/0.1/Group": 1})


def test_a_report_gives_its_entities_and_one_thing_for_each_thing_measured() -> None:
    found = read_catalogue(shipped("data") / "ttl/110102/2022.ttl")
    assert found.iri == "https://w3id.org/plangraph/id/110102/2022/dataset"
    by_name = {(t.kind, t.name): t for t in found.things}
    assert {t.home for t in found.things} == {"110102"}
    assert by_name["Area", "北京市西城区"].code == "110102"
    assert by_name["Area", "北京市西城区"].year == 2022
    growth = [t for t in found.things if t.kind == "Indicator" and "地区生产总值" in t.name and "单位" not in t.name]
    assert {t.iri.rpartition("/")[2]: t.name for t in growth} == {
        "a1.i2": "地区生产总值增速",
        "a1.i19": "万元地区生产总值能耗降幅",
        "p1.c0.t1.s1.q1": "地区生产总值",
    }
    assert not [t for t in found.things if t.iri.startswith("https://w3id.org/plangraph/scheme/")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11 01 02", "110102"),
        ("110102000000", "110102"),
        ("11", "110000"),
        ("1101", "110100"),
        ("Q5", None),
        ("011010", None),
    ],
)
def test_codes(text: str, code: str | None) -> None:
    assert code_in(text) == code


XML = """<?xml version="1.0"?>{}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:foaf="http://xmlns.com/foaf/0.1/"><foaf:Organization rdf:about="urn:a"><foaf:name>某局</foaf:name></foaf:Organization></rdf:RDF>"""


def test_other_forms_of_rdf_are_read(tmp_path: Path) -> None:
    forms = {
        "a.nt": '<urn:a> <http://xmlns.com/foaf/0.1/name> "某局" .\n',
        "a.nq": '<urn:a> <http://xmlns.com/foaf/0.1/name> "某局" <urn:g> .\n',
        "a.trig": '<urn:g> { <urn:a> <http://xmlns.com/foaf/0.1/name> "某局" }\n',
        "a.jsonld": '{"@id": "urn:a", "http://xmlns.com/foaf/0.1/name": "某局"}',
        "a.rdf": XML.format(""),
    }
    for name, text in forms.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        found = read_catalogue(tmp_path / name)
        assert [(t.iri, t.names) for t in found.things] == [("urn:a", ("某局",))], name
        assert found.iri.startswith("https://w3id.org/plangraph/id/dataset/")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.ttl", "<urn:a> <urn:b> .", "no valid graph"),
        ("a.csv", "a,b", "is none of"),
        ("a.rdf", "<rdf:RDF", "no valid XML"),
    ],
)
def test_what_is_not_read(name: str, text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_catalogue(tmp_path / name)
    with pytest.raises(InputError, match="no such file"):
        read_catalogue(tmp_path / "none.ttl")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.rdf", XML.format('<!DOCTYPE r [<!ENTITY a "b">]>').encode(), "DOCTYPE"),
        ("a.rdf", XML.format("<!DOCTYPE r>").encode("utf-16"), "DOCTYPE"),
        ("a.jsonld", b'{"@context": "http://127.0.0.1:9/c", "@id": "urn:a"}', "remote @context"),
    ],
)
def test_what_is_refused(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RefusedError, match=message):
        read_catalogue(tmp_path / name)


def test_a_file_beyond_all_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(FOREIGN, encoding="utf-8")
    monkeypatch.setattr(catalogue, "MAX_SIZE", 10)
    with pytest.raises(LimitError, match="500 MB"):
        read_catalogue(path)
