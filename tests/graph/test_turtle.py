"""The writer: any terms come back as they were, from both engines, in the same bytes."""

import io

import pyoxigraph
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from plangraph.graph.terms import Triple, boolean, decimal, integer, plain, zh
from plangraph.graph.turtle import ntriples, turtle
from plangraph.graph.vocab import PREFIXES, RDF

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=20)
LOCAL = st.text("abcXYZ019.-_/", min_size=1, max_size=8)
IRI = LOCAL.map(lambda local: f"<https://w3id.org/plangraph/id/{local}>")
VALUE = st.one_of(
    IRI,
    TEXT.map(zh),
    TEXT.map(plain),
    st.integers(-(10**15), 10**15).map(integer),
    st.decimals(-(10**9), 10**9, allow_nan=False, places=3).map(decimal),
    st.booleans().map(boolean),
)
TRIPLES = st.lists(st.tuples(IRI, st.one_of(st.just(RDF.type), IRI), VALUE), max_size=12).map(
    lambda found: [(s, p, o) for s, p, o in found if p != RDF.type or o.startswith("<")]
)
SHORT = {**PREFIXES, "r": "https://w3id.org/plangraph/id/"}


def parsed(text: str, form: pyoxigraph.RdfFormat) -> set[pyoxigraph.Triple]:
    return {quad.triple for quad in pyoxigraph.parse(text.encode(), form)}


@given(TRIPLES)
def test_turtle_and_ntriples_say_the_same(triples: list[Triple]) -> None:
    written = "".join(turtle(triples, SHORT))
    plain_form = "".join(ntriples(triples))
    assert parsed(written, pyoxigraph.RdfFormat.TURTLE) == parsed(plain_form, pyoxigraph.RdfFormat.N_TRIPLES)
    assert len(parsed(plain_form, pyoxigraph.RdfFormat.N_TRIPLES)) == len(set(triples))


@given(TRIPLES)
def test_order_and_repetition_of_the_input_do_not_show(triples: list[Triple]) -> None:
    assert list(turtle(triples, SHORT)) == list(turtle([*reversed(triples), *triples], SHORT))


@given(TRIPLES)
def test_rdflib_reads_as_many_triples(triples: list[Triple]) -> None:
    graph = rdflib.Graph().parse(io.StringIO("".join(turtle(triples, SHORT))), format="turtle")
    assert len(graph) == len(set(triples))


def test_shape_of_the_text() -> None:
    r = "<https://w3id.org/plangraph/id/p1>"
    text = "".join(
        turtle(
            [
                (r, "<urn:p>", zh("乙")),
                (r, "<urn:p>", zh("甲")),
                (r, RDF.type, "<urn:T>"),
                (r, "<urn:n>", integer(3)),
            ],
            {"r": "https://w3id.org/plangraph/id/"},
        )
    )
    assert text == (
        "@prefix r: <https://w3id.org/plangraph/id/> .\n"
        "\n"
        "r:p1\n"
        "    a <urn:T> ;\n"
        "    <urn:n> 3 ;\n"
        '    <urn:p> "乙"@zh,\n'
        '        "甲"@zh .\n'
    )


def test_half_of_a_surrogate_pair_is_replaced() -> None:
    assert zh("a\ud800b") == '"a\ufffdb"@zh'
