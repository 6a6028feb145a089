"""What the pack about links answers, on two engines, for the report that ships and a made-up neighbour."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from plangraph.files import shipped
from plangraph.pipeline import build_report, graph_text
from plangraph.text.reading import read_source
from plangraph.uses import packs, queries
from plangraph.uses.catalogue import read_catalogue
from plangraph.uses.link_graph import links_text
from plangraph.uses.linking import link

REPORT = shipped("data") / "ttl/110102/2022.ttl"
PACK = [query for query in packs.queries() if query.name.startswith("links/")]


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("links")
    other, links = folder / "other.ttl", folder / "links.ttl"
    report = build_report(read_source(shipped("data") / "examples/neighbour.txt"), ner="rules")
    other.write_text("".join(graph_text(report)), encoding="utf-8")
    found = link([read_catalogue(REPORT), read_catalogue(other)])
    links.write_text("".join(links_text(found)), encoding="utf-8")
    return [REPORT, other, links]


@pytest.fixture(scope="module")
def beside_a_table(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    table, links = shipped("data") / "ttl/districts.ttl", tmp_path_factory.mktemp("links") / "links.ttl"
    found = link([read_catalogue(REPORT), read_catalogue(table)])
    links.write_text("".join(links_text(found)), encoding="utf-8")
    return [REPORT, table, links]


@pytest.mark.parametrize("query", PACK, ids=lambda q: q.name)
def test_both_engines_agree(query: packs.Query, graphs: list[Path]) -> None:
    graph = rdflib.Graph()
    for path in graphs:
        graph.parse(path, format="turtle")
    ours = [[None if c is None else str(c) for c in row] for row in queries.run(query.text, graphs).rows]
    theirs = [[None if c is None else str(c) for c in row] for row in graph.query(query.text)]
    assert ours
    assert ours == theirs


def test_figures_stand_side_by_side_and_scopes_apart(graphs: list[Path]) -> None:
    figures = queries.run(packs.find("links/figures").text, graphs).rows
    assert [
        "地区生产总值增速",
        "北京市西城区",
        "2022",
        "target",
        "6%",
        "北京市东城区",
        "2022",
        "target",
        "增长6%左右",
        "with_care",
    ] in figures
    assert all(row[-1] in ("comparable", "with_care", "not_comparable", None) for row in figures)
    rejected = queries.run(packs.find("links/rejected").text, graphs).rows
    assert ["登记失业率", "城镇调查失业率", "口径不同：登记、城镇调查", "another scope: 登记, 城镇调查"] in rejected
    found = queries.run(packs.find("links/counterparts").text, graphs).rows
    assert ["北京市西城区发展和改革委员会", "relatedMatch", "北京市东城区发展和改革委员会"] in [
        row[:3] for row in found
    ]


def test_figures_of_a_table_stand_beside_those_of_a_report(beside_a_table: list[Path]) -> None:
    found = {
        (row[0], row[4], row[5].removeprefix("北京市"), row[6], row[8]): row[9]
        for row in queries.run(packs.find("links/figures").text, beside_a_table).rows
    }
    expected = {
        ("社会消费品零售总额", "1070亿元", "西城区", "2021", "1070亿元"): "comparable",
        ("社会消费品零售总额", "1070亿元", "东城区", "2021", "1303亿元"): "with_care",  # 预计 against actual
        ("社会消费品零售总额", "1070亿元", "房山区", "2022", "349.1亿元"): "with_care",  # years differ
        ("社会消费品零售总额", "增长8%", "朝阳区", "2021-H1", "25.2%"): "not_comparable",  # half a year
        ("社会消费品零售总额", "增长8%", "通州区", "2022", "≈5%"): "with_care",
        ("区级一般公共预算收入", "增长4%", "延庆区", "2022", "8.8%"): "not_comparable",  # 同口径
        ("拆除违法建设", "10万余平方米", "顺义区", "2017/2021", "1788万平方米"): "not_comparable",  # five years
        ("重点项目", "134个", "顺义区", "2017/2021", "283项"): None,  # not in the scheme
    }
    assert {key: found[key] for key in expected} == expected


def test_each_figure_of_a_report_stands_beside_the_tables_of_that_year(beside_a_table: list[Path]) -> None:
    found = [
        tuple(row[2:5] + row[6:9])
        for row in queries.run(packs.find("links/figures").text, beside_a_table).rows
        if row[0].startswith("地区生产总值") and row[5] == "北京市西城区"
    ]
    assert sorted(found) == [
        ("2021", "actual", "5408.1亿元", "2021", "actual", "5408.1亿元"),
        ("2021", "actual", "增长8.1%", "2021", "actual", "8.1%"),
        ("2022", "target", "6%", "2022", "target", "6%"),
    ]


DESCRIBED = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?name ?media ?bytes (MIN(?n) AS ?least) (MAX(?n) AS ?most) (MIN(?m) AS ?fewest) (MAX(?m) AS ?all) {
  ?set dcat:distribution ?file ; void:triples ?n ; void:distinctSubjects ?m .
  ?file a dcat:Distribution ; dcterms:title ?name ; dcat:mediaType ?media ; dcat:byteSize ?bytes .
} GROUP BY ?name ?media ?bytes ORDER BY ?name"""


def test_files_are_described_as_they_are_and_count_themselves(graphs: list[Path]) -> None:
    other, links = graphs[1:]
    (row,) = (r for r in queries.run(DESCRIBED, [other, links]).rows if r[0] == "other.ttl")
    assert row[1] == "https://www.iana.org/assignments/media-types/text/turtle"
    assert int(row[2]) == other.stat().st_size
    assert row[3] == row[4]  # the file and the links say the same
    assert row[5] == row[6]


def test_a_licence_is_told_where_the_dataset_names_its_own(tmp_path: Path) -> None:
    licence, name = "<https://creativecommons.org/licenses/by/4.0/>", "<http://purl.org/dc/terms/title>"
    for dataset, end in (("a", f" ; <http://purl.org/dc/terms/license> {licence}"), ("b", "")):
        (tmp_path / f"{dataset}.ttl").write_text(
            f'<urn:{dataset}> a <http://www.w3.org/ns/dcat#Dataset> ; {name} "{dataset}"{end} .', encoding="utf-8"
        )
    text = "".join(links_text(link([read_catalogue(tmp_path / "a.ttl"), read_catalogue(tmp_path / "b.ttl")])))
    assert text.count(f"dcterms:license {licence}") == 1


BOUNDS = """@prefix plan: <https://w3id.org/plangraph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix qudt: <http://qudt.org/schema/qudt/> . @prefix sssom: <https://w3id.org/sssom/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:report> plan:area <urn:area> . <urn:area> rdfs:label "某市"@zh . <urn:sentence> plan:report <urn:report> .
<urn:level> skos:notation "level" . <urn:actual> skos:notation "actual" . <urn:sign> skos:notation "{sign}" .
<urn:one> plan:metric "药品抽检合格率"@zh ; plan:text "{text}"@zh ; plan:change <urn:level> ; plan:period "2025" ;
  plan:modality <urn:actual> ; plan:statement <urn:sentence> ; plan:comparator <urn:sign> .
<urn:other> a plan:Statistic ; qudt:numericValue 98.0 ; plan:unitText "%" ; plan:period "2025" ; plan:modality <urn:actual> ;
  plan:area <urn:area> ; plan:comparator <urn:sign> .
<urn:link> a plan:Correspondence ; owl:annotatedSource <urn:one> ; owl:annotatedTarget <urn:other> ; sssom:confidence 0.9 ;
  sssom:subject_label "药品抽检合格率"@zh .
"""


@pytest.mark.parametrize(
    ("sign", "text", "figures"),
    [
        (">", "99%", [">99%", ">98%"]),  # 分别超98.5%和99%
        (">", "超98.5%", ["超98.5%", ">98%"]),
        ("≥", "99%以上", ["99%以上", "≥98%"]),
        ("<", "<3.5", ["<3.5", "<98%"]),
        ("=", "99%", ["99%", "98%"]),
    ],
)
def test_a_bound_is_shown_unless_the_text_has_a_word_for_it(
    sign: str, text: str, figures: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "bounds.ttl"
    path.write_text(BOUNDS.replace("{sign}", sign).replace("{text}", text), encoding="utf-8")
    (row,) = queries.run(packs.find("links/figures").text, [path]).rows
    assert [row[4], row[8]] == figures
