"""Bases and verdicts as triples."""

from decimal import Decimal

from plangraph.graph.compared import basis_iri, compared, of_figure
from plangraph.graph.iris import parse
from plangraph.graph.schemes import concept
from plangraph.graph.terms import boolean
from plangraph.graph.vocab import PLAN, RDF, SKOS
from plangraph.knowledge.comparability import Basis, Figure
from plangraph.knowledge.scopes import read_scope
from plangraph.model import Comparator

YEAR, HALF = Basis("gdp-growth", "%"), Basis("gdp-growth", "%", part="h1")


def figures(*bases: Basis) -> list[Figure]:
    return [Figure(b, "110102", "2022", Decimal(5)) for b in bases]


def test_a_basis_has_one_name_that_tells_it() -> None:
    narrowed = Basis(
        "gdp-growth", "%", scope=read_scope("扣除新冠疫苗影响"), second_hand=True, comparator=Comparator.GE
    )
    assert parse(basis_iri(HALF)) == ("basis", "gdp-growth/h1.actual.eq")
    assert parse(basis_iri(narrowed))[1].startswith("gdp-growth/year.actual.ge.cited.x")
    assert basis_iri(Basis("gdp-per-capita", "美元")) != basis_iri(Basis("gdp-per-capita", "元"))


def test_a_basis_is_compared_with_its_reference_and_with_the_others() -> None:
    alone, both = list(compared(figures(HALF))), list(compared(figures(HALF, YEAR)))
    assert {s for s, p, o in alone if (p, o) == (RDF.type, PLAN.ComparisonBasis)} == {basis_iri(HALF)}
    assert (basis_iri(HALF), PLAN.reference, basis_iri(YEAR)) in alone
    assert not [s for s, p, o in alone if (p, o) == (RDF.type, PLAN.Comparison)]
    assert '"上半年"@zh' in {o for s, p, o in alone if s == basis_iri(HALF)}
    verdicts = {s: o for s, p, o in both if p == PLAN.comparability}
    assert verdicts[basis_iri(HALF)] == concept("comparability", "not_comparable")
    assert verdicts[basis_iri(YEAR)] == concept("comparability", "comparable")
    assert len([s for s, p, o in both if (p, o) == (RDF.type, PLAN.Comparison)]) == 1
    assert '"时段不同：上半年、全年"@zh' in {o for s, p, o in both if p == SKOS.note}
    assert [o for s, p, o in both if p == PLAN.difference] == ['"part-of-year"']
    assert not [o for s, p, o in both if p == PLAN.comparesWithin]


def test_order_of_figures_does_not_matter() -> None:
    assert sorted(compared(figures(HALF, YEAR))) == sorted(compared(figures(YEAR, HALF, HALF)))


def test_a_basis_that_is_no_good_even_with_itself_is_told() -> None:
    bound = Basis("gdp-growth", "%", comparator=Comparator.GT)
    said = list(compared(figures(bound)))
    nodes = {s for s, p, o in said if (p, o) == (PLAN.compares, basis_iri(bound))}
    assert sorted(len({o for s, p, o in said if s == node and p == PLAN.compares}) for node in nodes) == [1]
    assert (basis_iri(bound), PLAN.comparesWithin, boolean(False)) in said


def test_a_basis_that_is_its_own_reference_says_none() -> None:
    assert not [o for s, p, o in compared(figures(YEAR)) if p == PLAN.reference]


def test_a_level_beside_the_growth_of_the_same_is_told_once_for_all_bases() -> None:
    level, half = Basis("gdp", "元"), Basis("gdp", "元", part="h1")
    said = list(compared(figures(level, half, YEAR, HALF, Basis("pm25-fall", "%"))))
    nodes = {s: o for s, p, o in said if p == PLAN.compares and "/scheme/indicator/" in o}
    assert [parse(node) for node in nodes] == [("comparison", "gdp/gdp-growth")]
    told = [(p, o) for s, p, o in said if s in nodes and p != PLAN.compares]
    assert (PLAN.comparability, concept("comparability", "not_comparable")) in told
    assert (PLAN.difference, '"measure"') in told
    assert (SKOS.note, '"一方是水平，一方是增速"@zh') in told


def test_of_a_figure() -> None:
    said = {p: o for _, p, o in of_figure("<urn:q>", figures(HALF)[0])}
    assert said[PLAN.comparisonBasis] == basis_iri(HALF)
    assert said[PLAN.baseValue].startswith('"5"^^')
