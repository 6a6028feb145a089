"""Terms in N-Triples syntax: what is written reads back as it was."""

from datetime import date
from decimal import Decimal

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.graph.terms import boolean, day, decimal, integer, plain, year, zh

XSD = "http://www.w3.org/2001/XMLSchema#"


def read(term: str) -> pyoxigraph.Literal:
    (quad,) = pyoxigraph.parse(f"<urn:s> <urn:p> {term} .".encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, pyoxigraph.Literal)
    return quad.object


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")))
def test_any_words_read_back(words: str) -> None:
    assert read(plain(words)) == pyoxigraph.Literal(words)
    assert read(zh(words)) == pyoxigraph.Literal(words, language="zh")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("5408.1E+8", "540810000000"),
        ("1E-7", "0.0000001"),
        ("98.050", "98.05"),
        ("-0.50", "-0.5"),
        ("123456789012345678901234567890.1", "123456789012345678901234567890.1"),
    ],
)
def test_decimals_are_plain(value: str, shown: str) -> None:
    assert read(decimal(Decimal(value))) == pyoxigraph.Literal(shown, datatype=pyoxigraph.NamedNode(XSD + "decimal"))


@pytest.mark.parametrize(
    ("term", "value", "datatype"),
    [
        (integer(-7), "-7", "integer"),
        (boolean(True), "true", "boolean"),
        (boolean(False), "false", "boolean"),
        (year(2022), "2022", "gYear"),
        (year(980), "0980", "gYear"),
        (day(date(2021, 3, 9)), "2021-03-09", "date"),
    ],
)
def test_typed_values(term: str, value: str, datatype: str) -> None:
    assert read(term) == pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(XSD + datatype))
