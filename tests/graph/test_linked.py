"""Links as triples: cross links with the slots of SSSOM, direct properties for what is not rejected, marks."""

from collections import defaultdict
from functools import cache

import pyoxigraph
import pytest

from plangraph.graph.linked import RELATION, linked
from plangraph.graph.nodes import Nodes
from plangraph.graph.vocab import PREFIXES
from plangraph.model import Evidence, IndicatorFigure, Link, Links, LinkStatus, Relation, TopicLink, Verifiability
from plangraph.pipeline import build_report
from plangraph.text.reading import decode

R = "https://w3id.org/plangraph/id/t-e3b0c442/0-other/"
SHORT = {
    iri: name for name, iri in {**PREFIXES, "r": R, "relation": "https://w3id.org/plangraph/scheme/relation/"}.items()
}
RESULT, COMMITMENT = "p1.c1.t1.s2", "p2.c1.t1.s2"
LINK = Link(RESULT, COMMITMENT, Relation.COMPLETES, 0.8, Evidence(), "共有用词：公园 / shared wording: 公园")


@cache
def nodes() -> Nodes:
    return Nodes(build_report(decode("公园。".encode(), "a.txt"), ner="off"))


def short(term: pyoxigraph.NamedNode | pyoxigraph.Literal) -> str:
    """Give an IRI with the longest prefix that fits, a literal with its language."""
    if isinstance(term, pyoxigraph.Literal):
        return term.value + (f"@{term.language}" if term.language else "")
    best = max((iri for iri in SHORT if term.value.startswith(iri)), key=len, default="")
    return f"{SHORT[best]}:{term.value[len(best) :]}" if best else term.value


def said(links: Links, entities: dict[str, str] | None = None) -> dict[str, dict[str, list[str]]]:
    """Give what is said of each subject, as sorted values by property."""
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in linked(nodes(), links, entities or {}, [1, 1]))
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in pyoxigraph.parse(text.encode(), pyoxigraph.RdfFormat.N_TRIPLES):
        found[short(quad.subject)][short(quad.predicate)].append(short(quad.object))
    return {s: {p: sorted(values) for p, values in pairs.items()} for s, pairs in found.items()}


def of_links(*links: Link) -> Links:
    return Links(statements=links)


def test_a_link_has_the_slots_of_sssom_and_a_direct_property() -> None:
    assert said(of_links(LINK)) == {
        f"r:{COMMITMENT}": {"plan:completes": [f"r:{RESULT}"]},
        f"r:link/{COMMITMENT}.x1": {
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": ["plan:CrossLink"],
            "owl:annotatedSource": [f"r:{COMMITMENT}"],
            "owl:annotatedProperty": ["plan:completes"],
            "owl:annotatedTarget": [f"r:{RESULT}"],
            "sssom:mapping_justification": ["semapv:CompositeMatching"],
            "sssom:confidence": ["0.8"],
            "plan:relation": ["relation:completes"],
            "plan:linkStatus": ["predicted"],
            "plan:reason": ["shared wording: 公园@en", "共有用词：公园@zh"],
        },
    }


@pytest.mark.parametrize(
    ("status", "justification", "modifier"),
    [
        (LinkStatus.PREDICTED, "semapv:CompositeMatching", None),
        (LinkStatus.CONFIRMED, "semapv:ManualMappingCuration", None),
        (LinkStatus.REJECTED, "semapv:ManualMappingCuration", ["Not"]),
    ],
)
def test_a_rejected_link_is_kept_without_a_direct_property(
    status: LinkStatus, justification: str, modifier: list[str] | None
) -> None:
    link = Link(RESULT, COMMITMENT, Relation.REPEATS, 0.8, status=status)
    found = said(of_links(link))
    node = found[f"r:link/{COMMITMENT}.x1"]
    assert node["sssom:mapping_justification"] == [justification]
    assert node.get("sssom:predicate_modifier") == modifier
    assert node["plan:linkStatus"] == [status.value]
    assert node["owl:annotatedProperty"] == ["plan:repeats"]
    assert (f"r:{COMMITMENT}" in found) is (modifier is None)


def test_every_relation_has_its_property() -> None:
    assert list(RELATION) == [r.value for r in Relation]
    for relation in Relation:
        found = said(of_links(Link(RESULT, COMMITMENT, relation, 0.5)))
        (direct,) = found[f"r:{COMMITMENT}"]
        assert found[f"r:link/{COMMITMENT}.x1"]["owl:annotatedProperty"] == [direct]
        assert found[f"r:link/{COMMITMENT}.x1"]["plan:relation"] == [f"relation:{relation.value.replace('_', '-')}"]


def test_links_of_a_commitment_are_counted() -> None:
    other = Link("p1.c1.t1.s3", COMMITMENT, Relation.CONTINUES, 0.6)
    third = Link(RESULT, "p2.c1.t1.s3", Relation.CONTINUES, 0.6)
    topics = (TopicLink("p1.c1.t1.s1", "p2.c1.t1.s1", 0.6), TopicLink("p1.c1.t2.s1", "p2.c1.t1.s1", 0.6))
    found = said(Links(statements=(LINK, other, third), topics=topics))
    assert {s for s in found if "/link/" in s or ":link/" in s} == {
        *(f"r:link/{name}" for name in (f"{COMMITMENT}.x1", f"{COMMITMENT}.x2", "p2.c1.t1.s3.x1")),
        *(f"r:link/{name}" for name in ("p2.c1.t1.s1.y1", "p2.c1.t1.s1.y2")),
    }


def test_evidence_points_at_words_entities_and_numbers() -> None:
    shared = Evidence(("公园", "湿地"), (("place-1", "柳湖"), ("place-2", "南湖")), ((1, 2), (3, 1)))
    link = Link(RESULT, COMMITMENT, Relation.TARGET_UP, 0.8, shared)
    node = said(of_links(link), {"place-1": "<https://w3id.org/plangraph/id/entity/place-1>"})[
        f"r:link/{COMMITMENT}.x1"
    ]
    assert node["plan:sharedText"] == ["公园@zh", "湿地@zh"]
    assert node["plan:sharedEntity"] == ["https://w3id.org/plangraph/id/entity/place-1"]  # the other has no IRI


def test_numbers_of_one_metric_are_paired() -> None:
    link = Link(RESULT, COMMITMENT, Relation.TARGET_UP, 0.8, Evidence(numbers=((1, 2), (3, 1))))
    found = said(of_links(link))
    pairs = [found[f"r:link/{COMMITMENT}.x1.n{n}"] for n in (1, 2)]
    assert [(p["plan:actual"], p["plan:target"]) for p in pairs] == [
        ([f"r:{RESULT}.q1"], [f"r:{COMMITMENT}.q2"]),
        ([f"r:{RESULT}.q3"], [f"r:{COMMITMENT}.q1"]),
    ]
    assert {p["plan:link"][0] for p in pairs} == {f"r:link/{COMMITMENT}.x1"}


def test_numbers_are_tied_to_indicators() -> None:
    found = said(Links(figures=(IndicatorFigure(RESULT, 2, 1),)))
    assert found == {f"r:{RESULT}.q2": {"plan:figureOf": ["r:a1.i1"]}}


def test_topics_are_related() -> None:
    found = said(Links(topics=(TopicLink("p1.c1.t1.s1", "p2.c1.t1.s1", 0.625),)))
    assert found["r:p2.c1.t1.s1"] == {"skos:related": ["r:p1.c1.t1.s1"]}
    node = found["r:link/p2.c1.t1.s1.y1"]
    assert node["owl:annotatedProperty"] == ["skos:related"]
    assert node["sssom:confidence"] == ["0.62"]


def test_an_open_end_names_the_nearest() -> None:
    found = said(Links(nearest=((RESULT, COMMITMENT, 0.3),)))
    assert found == {
        f"r:link/{RESULT}": {
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": ["plan:OpenEnd"],
            "plan:statement": [f"r:{RESULT}"],
            "plan:nearest": [f"r:{COMMITMENT}"],
            "sssom:confidence": ["0.3"],
        }
    }


@pytest.mark.parametrize(
    ("missing", "mark"),
    [((), "5"), (("owner",), "4"), (("number", "deadline", "place", "owner", "deliverable"), "0")],
)
def test_marks_say_what_is_missing(missing: tuple[str, ...], mark: str) -> None:
    node = said(Links(marks=(Verifiability(COMMITMENT, missing),)))[f"r:{COMMITMENT}"]
    assert node["plan:verifiability"] == [mark]
    assert node.get("plan:missing", []) == sorted(missing)


def test_no_links_say_nothing() -> None:
    assert said(Links()) == {}
