"""Units: from the printed word to one IRI, and what is said of it."""

from collections import Counter

import pyoxigraph
import pytest

from plangraph.graph.iris import UNITS
from plangraph.graph.units import described, unit_iri
from plangraph.graph.vocab import QUDT, RDFS
from plangraph.text.units import units

OWN = "<" + UNITS
THEIRS = "<http://qudt.org/vocab/unit/"


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("元", THEIRS + "CCY_CNY>"),
        ("%", THEIRS + "PERCENT>"),
        ("平方米", THEIRS + "M2>"),
        ("个百分点", OWN + "percentage-point>"),
        ("万元", OWN + "wan-yuan>"),
        ("亿元", OWN + "yi-yuan>"),
        ("万亿元", OWN + "wan-yi-yuan>"),
        ("元/人", OWN + "yuan-per-person>"),
        ("万元/人", OWN + "wan-yuan-per-person>"),
        ("微克/立方米", OWN + "microgram-per-cubic-metre>"),
        ("", None),
        ("万", None),
        ("某某", None),
        ("元/某某", None),
        ("某某/人", None),
        ("元/", None),
        ("/", None),
        ("> <urn:x", None),
    ],
)
def test_the_iri_of_a_unit(text: str, iri: str | None) -> None:
    assert unit_iri(text) == iri


def test_every_unit_of_the_list_has_a_name_of_its_own() -> None:
    codes = Counter(unit.code for unit in units().values())
    assert [code for code, n in codes.items() if n > 1] == []
    for text in units():
        iri = unit_iri(text)
        assert iri is not None
        pyoxigraph.NamedNode(iri[1:-1])


@pytest.mark.parametrize(
    ("text", "base", "factor"), [("万元", "元", 10**4), ("亿元", "元", 10**8), ("万吨", "吨", 10**4)]
)
def test_a_scaled_unit_names_its_base(text: str, base: str, factor: int) -> None:
    said = {predicate: value for _, predicate, value in described(text)}
    assert said[QUDT.scalingOf] == unit_iri(base)
    assert said[QUDT.conversionMultiplier].startswith(f'"{factor}"')
    assert said[RDFS.label].startswith(f'"{text}"')


def test_of_an_unknown_unit_nothing_is_said() -> None:
    assert list(described("某某")) == []
