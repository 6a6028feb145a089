"""Terms in the text of a query: where they go, and that they are read back as they were by two parsers."""

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.errors import UsageError
from plangraph.uses import packs, queries
from plangraph.uses.inline import inlined
from plangraph.uses.parameters import Term

N = {"_n": Term("甲")}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("SELECT ?_n { }", 'SELECT ?_n { VALUES ?_n { "甲" } }'),
        ("select*where{?s ?p ?_n}", 'select*where{ VALUES ?_n { "甲" }?s ?p ?_n}'),
        ("SELECT(1 AS ?_n)?_n{}", 'SELECT(1 AS ?_n)?_n{ VALUES ?_n { "甲" }}'),
        (
            "SELECT ?_n { { SELECT ?a { } } { SELECT $_n { } } }",
            'SELECT ?_n { VALUES ?_n { "甲" } { SELECT ?a { } } { SELECT $_n { VALUES ?_n { "甲" } } } }',
        ),
        (
            '# SELECT ?x {\nPREFIX s: <urn:a#b> SELECT ?_n (EXISTS { ?s s:SELECT \'it\'\'s {\' } AS ?e) { s:a\\{b s:p """"{""" }',
            "# SELECT ?x {\nPREFIX s: <urn:a#b> SELECT ?_n (EXISTS { ?s s:SELECT 'it''s {' } AS ?e)"
            ' { VALUES ?_n { "甲" } s:a\\{b s:p """"{""" }',
        ),
    ],
)
def test_terms_stand_where_a_select_names_them(text: str, filled: str) -> None:
    assert inlined(text, N) == filled
    assert inlined(text, {}) == text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s ?p ?_n }",
        "SELECT ?s { { SELECT ?_n {} } }",
        "SELECT ?s (?_n AS ?m) {}",
        "ASK { { SELECT ?_n {} } }",
        "CONSTRUCT { ?s ?p ?_n } WHERE { SELECT ?_n {} }",
        "",
    ],
)
def test_a_variable_that_is_not_selected_is_said(text: str) -> None:
    with pytest.raises(UsageError, match=r"does not name \?_n"):
        inlined(text, N)


@given(st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.from_regex(r"(\\+[uU][0-9A-F]{4,8}|['\"{}])+")))
@settings(deadline=None, max_examples=60)
def test_any_text_is_the_same_text_to_every_parser(value: str) -> None:
    text = inlined("SELECT ?x ?_n { BIND(?_n AS ?x) }", {"_n": Term(value)})
    assert [row[0].value for row in pyoxigraph.Store().query(text)] == [value]
    assert [str(row[0]) for row in rdflib.Graph().query(text)] == [value]


@pytest.mark.parametrize("query", [q for q in packs.queries() if q.parameters()], ids=lambda q: q.name)
def test_a_pack_answers_alike_however_its_terms_are_given(query: packs.Query, years: Path) -> None:
    bound = {f"_{p.name}": Term("2022", "gYear") if p.type == "year" else Term("元") for p in query.parameters()}
    store = queries.load([years], named=False)
    bound = {"_year": bound["_year"]} if "_year" in bound else bound
    ours = queries.run(query.text, [years], trusted=True, bindings=bound).rows
    assert queries.as_result(store.query(inlined(query.text, bound))).rows == ours
