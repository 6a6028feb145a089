"""The ontology names what the code uses, in two languages, without blank nodes."""

import pyoxigraph
import pytest

from plangraph.files import shipped
from plangraph.graph.units import scheme_text
from plangraph.graph.vocab import ONTOLOGY, PLAN, PLAN_CLASSES, PLAN_PROPERTIES

FILES = [shipped("ontology") / "plan.ttl", *sorted((shipped("ontology") / "schemes").glob("*.ttl"))]
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def terms(kinds: set[str]) -> set[str]:
    found = set()
    for quad in pyoxigraph.parse(path=FILES[0]):
        kind = str(getattr(quad.object, "value", "")).rpartition("#")[2]
        if quad.predicate.value == TYPE and kind in kinds:
            found.add(quad.subject.value.removeprefix(ONTOLOGY))
    return found


def test_code_and_ontology_name_the_same_terms() -> None:
    assert terms({"Class"}) == PLAN_CLASSES
    assert terms({"ObjectProperty", "DatatypeProperty"}) == PLAN_PROPERTIES


def test_an_unknown_term_is_an_error_at_once() -> None:
    with pytest.raises(AttributeError, match="no term Projekt"):
        PLAN.Projekt  # noqa: B018


def test_every_term_has_label_and_comment_in_two_languages() -> None:
    said: dict[str, set[tuple[str, str]]] = {}
    for quad in pyoxigraph.parse(path=FILES[0]):
        if quad.predicate.value in (LABEL, COMMENT):
            name = quad.subject.value.removeprefix(ONTOLOGY)
            said.setdefault(name, set()).add((quad.predicate.value, quad.object.language))
    wanted = {(p, lang) for p in (LABEL, COMMENT) for lang in ("zh", "en")}
    assert said == dict.fromkeys(PLAN_CLASSES | PLAN_PROPERTIES, wanted)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_there_are_no_blank_nodes(path: object) -> None:
    nodes = [t for q in pyoxigraph.parse(path=path) for t in (q.subject, q.object)]
    assert nodes
    assert not [n for n in nodes if isinstance(n, pyoxigraph.BlankNode)]


def test_the_scheme_of_units_is_made_from_the_list() -> None:
    assert (shipped("ontology") / "schemes/units.ttl").read_text(encoding="utf-8") == scheme_text()
