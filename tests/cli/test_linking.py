"""`plangraph link`: two tables and a graph, decisions, Wikidata; the bytes are the same every time."""

from __future__ import annotations

import csv
import gc
import json
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from plangraph.cli import cli
from plangraph.files import shipped
from plangraph.uses.linking import uncollected
from plangraph.uses.validation import validate

REPORT = shipped("data") / "ttl/110102/2022.ttl"
OTHER = """@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
ex:edu a schema:GovernmentOrganization ; schema:name "东城区发展改革委"@zh .
ex:city a schema:GovernmentOrganization ; schema:name "北京市政府"@zh .
ex:twin a skos:Concept ; skos:prefLabel "“双减”"@zh .
ex:jobless a schema:StatisticalVariable ; schema:name "城镇调查失业率"@zh .
ex:gdp a schema:StatisticalVariable ; schema:name "=地区生产总值增长"@zh .
"""


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["link", *map(str, args), "--lang", "en"])


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.ttl"
    path.write_text(OTHER, encoding="utf-8")
    return path


def rows(text: str) -> list[dict[str, str]]:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def links(text: str) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (r["subject_label"], r["object_id"].rpartition("/")[2]): (
            r["predicate_modifier"] or r["predicate_id"],
            r["comment"],
        )
        for r in rows(text)
    }


def test_a_report_and_another_vocabulary(other: Path) -> None:
    result = run(REPORT, other)
    assert result.exit_code == 0, result.output
    found = links(result.stdout)
    assert found["北京市西城区发展和改革委员会", "edu"] == (
        "skos:relatedMatch",
        "one function (发展和改革委员会) in 北京市西城区 and 北京市东城区",
    )
    assert found["北京市人民政府", "city"][0] == "skos:exactMatch"
    assert found["双减", "twin"][0] == "skos:closeMatch"
    assert found["登记失业率", "jobless"] == ("Not", "another scope: 登记, 城镇调查")
    assert "links (" in result.stderr


def test_both_orders_give_the_same_pairs() -> None:
    table = shipped("data") / "ttl/districts.ttl"
    forth, back = run(REPORT, table), run(table, REPORT)
    assert forth.stderr == back.stderr
    pairs = [(r["subject_id"], r["object_id"], r["predicate_modifier"]) for r in rows(forth.stdout)]
    assert sorted((r["object_id"], r["subject_id"], r["predicate_modifier"]) for r in rows(back.stdout)) == sorted(
        pairs
    )


def mapping_set(text: str) -> dict[str, Any]:
    """Read a table back as its JSON serialisation has it."""
    head = [line[1:] for line in text.splitlines() if line.startswith("#")]
    found: dict[str, Any] = {"curie_map": {}}
    for line in head:
        key, _, value = line.strip().partition(": ")
        if line.startswith("  "):
            found["curie_map"][key] = value
        elif value:
            found[key] = value.strip('"')
    found["mappings"] = [{k: v for k, v in row.items() if v} for row in rows(text)]
    for row in found["mappings"]:
        row.update({k: float(row[k]) for k in ("confidence", "similarity_score") if k in row})
        row.update({k: row[k].split("|") for k in ("reviewer_label",) if k in row})
    return found


def test_the_table_is_sssom_and_the_graph_conforms(other: Path, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    table, graph = tmp_path / "l.sssom.tsv", tmp_path / "l.ttl"
    assert run(REPORT, other, "-o", table, "-o", graph).exit_code == 0
    schema = json.loads((Path(__file__).parent.parent / "schemas/sssom.schema.json").read_text(encoding="utf-8"))
    whole = jsonschema.Draft201909Validator({**schema, "$ref": "#/$defs/MappingSet"})
    found = mapping_set(table.read_text(encoding="utf-8"))
    assert [e.message for e in whole.iter_errors(found)] == []
    assert {row["predicate_id"] for row in found["mappings"]} <= {
        f"skos:{p}Match" for p in ("exact", "close", "broad", "narrow", "related")
    }
    assert [f.message_en for f in validate([graph])] == []
    text = graph.read_text(encoding="utf-8")
    assert "sameAs" not in text
    assert not [q for q in pyoxigraph.parse(path=graph) if isinstance(q.subject, pyoxigraph.BlankNode)]
    assert run(REPORT, other, "-o", table, "-o", graph).exit_code == 0
    assert graph.read_text(encoding="utf-8") == text


COUNTS = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX plan: <https://w3id.org/plangraph/ontology#> PREFIX dcat: <http://www.w3.org/ns/dcat#>
SELECT ?predicate ?said (COUNT(*) AS ?counted) WHERE {
  ?set a void:Linkset ; void:linkPredicate ?predicate ; void:triples ?said ; void:subjectsTarget ?a ; void:objectsTarget ?b .
  ?a a dcat:Dataset ; void:entities ?n . ?b a dcat:Dataset ; void:triples ?m .
  ?link a plan:Correspondence ; owl:annotatedProperty ?predicate ; plan:linkStatus "predicted" ;
    owl:annotatedSource ?subject ; owl:annotatedTarget ?object .
  ?subject ?predicate ?object
} GROUP BY ?predicate ?said"""


def test_linksets_count_their_links(other: Path, tmp_path: Path) -> None:
    graph = tmp_path / "l.ttl"
    run(REPORT, other, "-o", graph)
    store = pyoxigraph.Store()
    store.load(path=str(graph))
    found = list(store.query(COUNTS))
    assert len(found) == 3
    assert all(int(row["said"].value) == int(row["counted"].value) for row in found)


def test_decisions_stand_and_are_never_written_over(other: Path, tmp_path: Path) -> None:
    first = run(REPORT, other).stdout
    decisions = tmp_path / "mine.sssom.tsv"
    changed = "\n".join(
        line.replace("skos:closeMatch\t\t", "skos:broadMatch\t\t").replace(
            "semapv:LexicalMatching", "semapv:ManualMappingCuration"
        )
        if "/twin" in line
        else line
        for line in first.splitlines()
    )
    decisions.write_text(changed + "\n", encoding="utf-8")
    result = run(REPORT, other, "--decisions", decisions)
    assert links(result.stdout)["双减", "twin"][0] == "skos:broadMatch"
    before = decisions.read_bytes()
    refused = run(REPORT, other, "--decisions", decisions, "-o", decisions)
    assert (refused.exit_code, decisions.read_bytes()) == (5, before)
    decisions.write_text("subject_label\tpredicate_id\tobject_label\n双减\towl:sameAs\t“双减”\n", encoding="utf-8")
    assert run(REPORT, other, "--decisions", decisions).exit_code == 3
    decisions.write_text("subject_label\tpredicate_id\tobject_label\n没有\tskos:exactMatch\t这个\n", encoding="utf-8")
    assert (
        "a decision applies to nothing: “没有” is not in these data, “这个” is not in these data\n"
        in run(REPORT, other, "--decisions", decisions).stderr
    )
    same = "北京市西城区发展和改革委员会\tskos:exactMatch\t中国共产党北京市委员会\n"
    decisions.write_text(f"subject_label\tpredicate_id\tobject_label\n{same}", encoding="utf-8")
    assert "are in one dataset" in run(REPORT, other, "--decisions", decisions).stderr


def test_wikidata_by_code(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text(
        "item,itemLabel,code\nhttp://www.wikidata.org/entity/Q900000001,西城区,11 01 02\n", encoding="utf-8"
    )
    result = run(REPORT, "--wikidata", path)
    (row,) = rows(result.stdout)
    assert (row["subject_id"], row["predicate_id"], row["object_id"]) == (
        "plangraph:area/110102",
        "skos:exactMatch",
        "wikidata:Q900000001",
    )


def test_the_collector_is_as_before(other: Path, tmp_path: Path) -> None:
    assert gc.isenabled()
    with uncollected(), uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert run(REPORT, tmp_path / "none.ttl").exit_code == 3
    assert gc.isenabled()


def test_wrong_use(other: Path, tmp_path: Path) -> None:
    assert run(REPORT).exit_code == 2
    assert run(REPORT, other, "-o", tmp_path / "l.csv").exit_code == 2
    foreign = tmp_path / "foreign.ttl"
    foreign.write_text("# mine\n", encoding="utf-8")
    assert run(REPORT, other, "-o", foreign).exit_code == 5
    assert run(REPORT, tmp_path / "none.ttl").exit_code == 3


SERVED = (
    "ex:area .\nex:area schema:identifier '110102'",
    "[ skos:notation '11 01 02' ]",
    "[ schema:name '北京市西城区'@zh ]",
    "'110102'",
    "<https://w3id.org/plangraph/id/area/110102>",
    "'北京市西城区'",
)


@pytest.mark.parametrize("area", SERVED)
def test_the_area_that_a_thing_of_another_vocabulary_serves(tmp_path: Path, area: str) -> None:
    path = tmp_path / "served.ttl"
    prefixes = "\n".join(OTHER.splitlines()[:3])
    for name in ("发改委", "区发展改革委", "发展和改革委员会"):
        path.write_text(
            f"{prefixes}\nex:i a schema:StatisticalVariable ; schema:name '登记失业率' ; schema:areaServed {area} .\n"
            f"ex:b a schema:GovernmentOrganization ; schema:name '{name}' ; schema:areaServed {area} .\n",
            encoding="utf-8",
        )
        found = {pair: said[0] for pair, said in links(run(REPORT, path).stdout).items()}
        assert found["北京市西城区发展和改革委员会", "b"] == found["登记失业率", "i"] == "skos:exactMatch"


@pytest.mark.parametrize("area", ["'110101'", "[ schema:name '东城区' ]"])
def test_what_serves_another_area_is_another(tmp_path: Path, area: str) -> None:
    path = tmp_path / "served.ttl"
    path.write_text(
        "\n".join(OTHER.splitlines()[:3])
        + f"\nex:i a schema:StatisticalVariable ; schema:name '登记失业率' ; schema:areaServed {area} .\n"
        f"ex:b a schema:GovernmentOrganization ; schema:name '发改委' ; schema:areaServed {area} .\n",
        encoding="utf-8",
    )
    found = {pair: said[0] for pair, said in links(run(REPORT, path).stdout).items()}
    assert found["北京市西城区发展和改革委员会", "b"] == "skos:relatedMatch"
    assert found["登记失业率", "i"] == "skos:closeMatch"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "line 2, Q1: 'x' is no coordinates on Earth and left out"),
        ("zh", "第 2 行，Q1：'x' 不是地球上的坐标，略过"),
    ],
)
def test_a_bad_cell_of_wikidata_does_not_end_the_file(tmp_path: Path, language: str, said: str) -> None:
    path = tmp_path / "items.csv"
    path.write_text(
        "item,itemLabel,code,coordinates\nhttp://www.wikidata.org/entity/Q1,西城区,１１０１０２,x\n", encoding="utf-8"
    )
    result = CliRunner().invoke(cli, ["link", str(REPORT), "--wikidata", str(path), "--lang", language])
    assert result.exit_code == 0
    assert said in result.stderr
    assert links(result.stdout)["北京市西城区", "wikidata:Q1"][0] == "skos:exactMatch"


def test_the_area_that_a_dataset_is_about_is_that_of_what_names_none(tmp_path: Path) -> None:
    path = tmp_path / "served.ttl"
    path.write_text(
        "\n".join(OTHER.splitlines()[:3])
        + "\nex:data a <http://www.w3.org/ns/dcat#Dataset> ; schema:areaServed '北京市西城区' .\n"
        "ex:i a schema:StatisticalVariable ; schema:name '登记失业率' .\n"
        "ex:j a schema:StatisticalVariable ; schema:name '登记失业率' ; schema:areaServed '110101' .\n"
        "ex:b a schema:GovernmentOrganization ; schema:name '区发展改革委' .\n",
        encoding="utf-8",
    )
    found = {pair: said[0] for pair, said in links(run(REPORT, path).stdout).items()}
    assert found["北京市西城区发展和改革委员会", "b"] == found["登记失业率", "i"] == "skos:exactMatch"
    assert found["登记失业率", "j"] == "skos:closeMatch"
