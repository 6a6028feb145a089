"""What the views hold of the report that ships and of a ledger, and what a CONSTRUCT gives."""

from collections import Counter
from pathlib import Path

import pytest

from plangraph.errors import RefusedError, UsageError
from plangraph.files import shipped
from plangraph.uses import queries
from plangraph.uses.catalogue import read_catalogue
from plangraph.uses.export.graph import Edge, Node
from plangraph.uses.export.selection import by_query, by_view
from plangraph.uses.export.views import VIEWS
from plangraph.uses.link_graph import links_text
from plangraph.uses.linking import link
from plangraph.uses.packs import Query, find
from plangraph.uses.queries import Limits

PREFIX = "PREFIX plan: <https://w3id.org/plangraph/ontology#>\n"
STATEMENTS = {"Result", "Commitment", "Goal", "Challenge", "Context"}


def by_label(nodes: list[Node]) -> dict[str, Node]:
    return {n.label: n for n in nodes}


def between(edges: list[Edge], one: Node, other: Node) -> list[Edge]:
    return [e for e in edges if {e.source, e.target} == {one.id, other.id}]


@pytest.mark.parametrize("view", sorted(set(VIEWS) - {"all", "ledger"}))
def test_views_show_topics_and_keep_sentences_for_the_edges(xicheng: Path, view: str) -> None:
    nodes, edges, *_ = by_view([xicheng], view)
    assert not {n.kind for n in nodes} & {*STATEMENTS, "Mention", "Thing"}
    said = [e for e in edges if "sentence" in e.attributes]
    assert len(said) > 30
    assert all("line" in e.attributes and "kind_zh" in e.attributes for e in said)
    assert all(n.attributes.get("kind_zh") for n in nodes)


def test_nothing_is_there_that_nobody_describes(xicheng: Path) -> None:
    nodes, edges, *_ = by_view([xicheng], "all")
    assert "Thing" not in {n.kind for n in nodes}
    assert {end for e in edges for end in (e.source, e.target)} <= {n.id for n in nodes}
    assert all(n.attributes.get("kind_zh") for n in nodes)


def test_responsibilities_tell_roles_and_basis(xicheng: Path) -> None:
    nodes, edges, *_ = by_view([xicheng], "responsibilities")
    names = by_label(nodes)
    explicit = [e for e in edges if e.attributes.get("basis") == "explicit"]
    assert {e.kind for e in explicit} >= {"lead", "oversee", "support", "partner", "execute"}
    speaker = names["邴浩"]
    assert [e.kind for e in edges if e.source == speaker.id] == ["holds"]
    inferred = Counter(e.source for e in edges if e.attributes.get("basis") == "inferred")
    assert list(inferred) == [names["北京市西城区人民政府"].id]


def test_projects_have_stages_places_and_years(xicheng: Path) -> None:
    nodes, edges, *_ = by_view([xicheng], "projects")
    names = by_label(nodes)
    project, place = names["砖塔胡同城市保护更新项目"], names["砖塔胡同"]
    assert [e.kind for e in between(edges, project, place)] == ["namedAfter"]
    fire = names["白纸坊大观园小型消防站"]
    (edge,) = between(edges, fire, names["“平安西城”建设持续深化。"])
    assert (edge.kind, edge.years, edge.attributes["kind_zh"]) == ("completed", (2021,), "已建成")
    assert "6座小型消防站建成并投入使用" in str(edge.attributes["sentence"])


def test_the_ledger_joins_promises_and_results(xicheng: Path) -> None:
    nodes, edges, unlinked, *_ = by_view([xicheng], "ledger")
    assert {n.kind for n in nodes} <= STATEMENTS
    linked = {end for e in edges for end in (e.source, e.target)}
    assert {n.id for n in nodes} == linked
    assert unlinked["Commitment"] + sum(n.kind == "Commitment" for n in nodes) == 192
    assert all(0 < e.weight <= 1 for e in edges)
    continues = [e for e in edges if e.kind == "continues"]
    assert len(continues) > 50
    assert all(e.attributes["reason"] and e.attributes["sentence"] for e in continues)


def test_a_ledger_over_years_has_verdicts(years: Path) -> None:
    nodes, edges, *_ = by_view([years / "2022.ttl", years / "2023.ttl", years / "ledger.ttl"], "ledger")
    verdicts = {e.kind for e in edges} & {"met", "exceeded", "ongoing", "partly_met", "not_met"}
    assert {"exceeded", "partly_met"} <= verdicts
    dropped = by_label(nodes)["年内建成滨江图书馆，完成月光桥拆除。"]
    assert dropped.attributes["verdict"]
    alone = [n for n in nodes if n.id not in {end for e in edges for end in (e.source, e.target)}]
    assert all("verdict" in n.attributes for n in alone)


def test_a_ledger_is_enough_without_its_reports(years: Path) -> None:
    nodes, edges, *_ = by_view([years / "ledger.ttl"], "ledger")
    assert {n.kind for n in nodes} == {"Commitment", "Result"}
    assert all(n.label and not n.label.startswith("http") for n in nodes)
    assert edges


REPORTS = """
@prefix plan: <https://w3id.org/plangraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/id/> .
:a a plan:Report ; plan:reviewYear "2021"^^xsd:gYear ; plan:planStart "2022"^^xsd:gYear ; plan:planEnd "2022"^^xsd:gYear .
:b a plan:Report ; plan:reviewYear "2025"^^xsd:gYear ; plan:planStart "2026"^^xsd:gYear ; plan:planEnd "2026"^^xsd:gYear .
:term a plan:GlossaryTerm ; skos:prefLabel "沙箱" ; skos:definition "故宫的沙箱" ; plan:report :a .
:said a plan:Result ; plan:text "故宫修好了" ; plan:report :b .
:in_term plan:entity :place ; plan:mentionedIn :term .
:in_said plan:entity :place ; plan:mentionedIn :said .
:place a plan:Place ; rdfs:label "故宫" ; dcterms:isPartOf :city .
:city a plan:Area ; rdfs:label "某市" .
"""


def test_no_year_passes_from_one_report_to_another_nor_from_a_name_on(tmp_path: Path) -> None:
    (tmp_path / "two.ttl").write_text(REPORTS, encoding="utf-8")
    names = by_label(by_view([tmp_path / "two.ttl"], "all").nodes)
    found = {label: names[label].years for label in ("沙箱", "故宫", "某市", "故宫修好了")}
    assert found == {"沙箱": (2021, 2022), "故宫": (2025,), "某市": (), "故宫修好了": (2025,)}


@pytest.fixture(scope="module")
def linked(neighbours: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give the graphs of two districts, of a table of figures, and of the links between the districts."""
    found = link([read_catalogue(neighbours / f"{code}.ttl") for code in ("110101", "110102")])
    out = tmp_path_factory.mktemp("linked") / "links.ttl"
    out.write_text("".join(links_text(found)), encoding="utf-8")
    return [*sorted(neighbours.iterdir()), out]


def counted(kind: str, data: list[Path]) -> int:
    query = PREFIX + f"SELECT (COUNT(*) AS ?n) {{ ?x a plan:{kind} MINUS {{ ?x plan:linkStatus 'rejected' }} }}"
    return int(queries.run(query, data).rows[0][0])


def test_what_corresponds_is_linked(linked: list[Path]) -> None:
    nodes, edges, *_ = by_view(linked, "all")
    matches = [e for e in edges if e.kind.endswith("Match")]
    assert len(matches) == counted("Correspondence", linked) > 3
    assert len({(e.source, e.target, e.kind, e.attributes["reason"]) for e in matches}) == len(matches)
    assert {end for e in matches for end in (e.source, e.target)} <= {n.id for n in nodes}
    assert all(0 < e.weight <= 1 and e.attributes["status"] == "predicted" and e.attributes["kind_zh"] for e in matches)
    numbers = [e for e in matches if "sentence" in e.attributes]
    assert numbers, "a number leads to the statement that gives it"
    assert all("line" in e.attributes for e in numbers)


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_what_a_view_has_no_place_for_is_counted(linked: list[Path], view: str) -> None:
    outside = by_view(linked, view).outside
    assert outside["Statistic"] == counted("Statistic", linked) > 0
    assert outside["Correspondence"] == (0 if view == "all" else counted("Correspondence", linked))
    assert not by_view(linked[:1], view).outside


def test_a_construct_gives_its_things_with_what_is_known_of_them(xicheng: Path) -> None:
    query = PREFIX + "CONSTRUCT { ?s plan:mentionsTerm ?t } WHERE { ?s a plan:Commitment ; plan:mentionsTerm ?t }"
    nodes, edges, *_ = by_query(Query("-", query, False), [xicheng])
    assert {n.kind for n in nodes} == {"Commitment", "GlossaryTerm"}
    assert {e.kind for e in edges} == {"mentionsTerm"}
    assert all(e.years == (2022,) and e.attributes["kind_zh"] for e in edges)


@pytest.mark.parametrize("name", ["report/outline", str(shipped("queries") / "report/outline.rq")])
def test_rows_are_no_graph(name: str, xicheng: Path) -> None:
    with pytest.raises(UsageError, match="takes a CONSTRUCT"):
        by_query(find(name), [xicheng], Limits())


def test_a_construct_may_name_things_of_its_own(xicheng: Path) -> None:
    query = """CONSTRUCT { <urn:a> <urn:p#near> <urn:b> ; <http://www.w3.org/2000/01/rdf-schema#label> "甲" ; <urn:p#depth> 3 }
    WHERE { }"""
    nodes, edges, *_ = by_query(Query("-", query, False), [xicheng])
    assert [(n.id, n.kind, n.label, n.attributes.get("depth")) for n in nodes] == [
        ("urn:a", "Thing", "甲", 3),
        ("urn:b", "Thing", "urn:b", None),
    ]
    assert [(e.source, e.target, e.kind) for e in edges] == [("urn:a", "urn:b", "near")]


def test_persons_are_those_of_a_report_and_bodies_those_of_all(xicheng: Path, tmp_path: Path) -> None:
    later = xicheng.read_text(encoding="utf-8").replace("id/110102/2022", "id/110102/2023")
    (tmp_path / "2023.ttl").write_text(later, encoding="utf-8")
    one, both = (by_view(data, "responsibilities").nodes for data in ([xicheng], [xicheng, tmp_path / "2023.ttl"]))
    counts = [Counter(n.kind for n in nodes) for nodes in (one, both)]
    assert [(c["Person"], c["Organisation"], c["Place"]) for c in counts] == [(3, 27, 5), (6, 27, 5)]
    assert [c["Post"] for c in counts] == [5, 8]  # two are named without a person
    assert len({n.id for n in both if n.label == "邴浩"}) == 2


def test_what_has_no_words_for_a_label_is_called_by_its_local_name(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        """@prefix plan: <https://w3id.org/plangraph/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <https://example.org/id/mill> a plan:Place ; rdfs:label " \\t"@zh .
        <https://example.org/id/canal> a plan:Place ; rdfs:label "运河"@zh .""",
        encoding="utf-8",
    )
    nodes, *_ = by_view([tmp_path / "a.ttl"], "places")
    assert {n.label for n in nodes} == {"mill", "运河"}


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", UsageError),
        ("ASK { ?s ?p ?o }", UsageError),
        ("CONSTRUCT { ?s ?p", UsageError),
        ("CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", RefusedError),
        ("CONSTRUCT { ?s ?p ?o } FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", RefusedError),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", RefusedError),
    ],
)
def test_only_a_construct_that_stays_here(xicheng: Path, query: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        by_query(Query("-", query, False), [xicheng])
