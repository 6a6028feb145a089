"""From figures to what they can be compared with: their bases, and the verdict on each pair of bases.

A graph holds the verdicts on pairs of its own bases and, with each basis, the one against the reference of its indicator, so
that figures of several graphs meet there; what is said grows with the number of bases, not of figures. Of a level beside a
growth one verdict holds for all bases of both, and is said of the two indicators.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from plangraph.graph.iris import area as area_iri
from plangraph.graph.iris import mint
from plangraph.graph.nodes import say
from plangraph.graph.schemes import concept
from plangraph.graph.shared import shared
from plangraph.graph.terms import Triple, boolean, decimal, english, plain, zh
from plangraph.graph.vocab import PLAN, RDF, SKOS
from plangraph.knowledge.comparability import (
    Basis,
    Comparability,
    Comparison,
    Figure,
    compare,
    notes,
    pairs,
    reference,
    unlike,
)
from plangraph.messages import pick


def of_figure(node: str, figure: Figure) -> Iterator[Triple]:
    """Say of a figure what it measures, of which area, in the base unit, and on which basis."""
    yield from say(
        node,
        (PLAN.measures, shared("indicator", figure.basis.indicator)),
        (PLAN.area, area_iri(figure.area)),
        (PLAN.comparisonBasis, basis_iri(figure.basis)),
        (PLAN.baseValue, decimal(figure.value) if figure.value is not None else None),
    )


def basis_iri(basis: Basis) -> str:
    """Give the IRI of a basis, the same in every graph.

    >>> basis_iri(Basis("gdp-growth", "%", part="h1"))
    '<https://w3id.org/plangraph/id/basis/gdp-growth/h1.actual.eq>'
    """
    return mint("basis", f"{basis.indicator}/{_slug(basis)}")


def _slug(basis: Basis) -> str:
    sign = (concept("comparator", basis.comparator) or "").rpartition("/")[2].rstrip(">")
    parts = [basis.part, basis.modality, sign]
    if basis.second_hand:
        parts.append("cited")
    narrowed = [_note(basis), "" if basis.unit == basis.concept.units[0] else basis.unit]
    if any(narrowed):
        parts.append("x" + hashlib.sha256("|".join(narrowed).encode()).hexdigest()[:8])
    return ".".join(parts)


def _note(basis: Basis) -> str:
    """Give what narrows a basis in words, without the part of the year; empty where nothing does."""
    scope = basis.scope
    words = [f"扣除{what}" for what in scope.without]
    mean = f"{scope.years}年年均" if scope.years else "年均"
    words += ["同口径"] * scope.same_basis + [mean] * scope.averaged
    words += {"constant": ["不变价"], "current": ["现价"]}.get(scope.price, [])
    words += ["说明：" + "、".join(scope.rest)] if scope.rest else []
    return "；".join(words)


def compared(figures: Iterable[Figure]) -> Iterator[Triple]:
    """Describe the bases of figures, and give the verdict on each pair of them, on each beside its reference, and on a level
    beside the growth of the same."""
    bases = {basis_iri(f.basis): f.basis for f in figures}
    for iri in sorted(bases):
        yield from _basis(iri, bases[iri])
    for one, other in pairs(bases[iri] for iri in sorted(bases)):
        found = compare(one, other)
        if one is not other or found.verdict is not Comparability.COMPARABLE:
            local = "/".join((one.indicator, _slug(one), other.indicator, _slug(other)))
            yield from _comparison(local, (basis_iri(one), basis_iri(other)), found)
    for a, b, found in unlike(basis.indicator for basis in bases.values()):
        ends = shared("indicator", a.code), shared("indicator", b.code)
        yield from _comparison(f"{a.code}/{b.code}", ends, found)


def _basis(iri: str, basis: Basis) -> Iterator[Triple]:
    note = _note(basis)
    yield from say(
        iri,
        (RDF.type, PLAN.ComparisonBasis),
        (PLAN.measures, shared("indicator", basis.indicator)),
        (PLAN.unitText, plain(basis.unit) if basis.unit else None),
        (PLAN.periodPart, plain(basis.part)),
        (PLAN.modality, concept("modality", basis.modality)),
        (PLAN.comparator, concept("comparator", basis.comparator)),
        (PLAN.scopeNote, zh(note) if note else None),
        (PLAN.secondHand, boolean(True) if basis.second_hand else None),
        (PLAN.reference, basis_iri(reference(basis)) if basis != reference(basis) else None),
        (PLAN.comparesWithin, None if compare(basis, basis).verdict is Comparability.COMPARABLE else boolean(False)),
    )
    yield from _verdict(iri, compare(basis, reference(basis)).verdict, notes(basis))


def _comparison(local: str, ends: tuple[str, str], found: Comparison) -> Iterator[Triple]:
    node = mint("comparison", local)
    yield node, RDF.type, PLAN.Comparison
    yield from say(node, *((PLAN.compares, end) for end in ends))
    yield from say(node, *((PLAN.difference, plain(reason.code)) for reason in found.reasons))
    yield from _verdict(node, found.verdict, [reason.words for reason in found.reasons])


def _verdict(node: str, verdict: Comparability, words: Sequence[str]) -> Iterator[Triple]:
    """Give a verdict, and why in one line for each language."""
    yield from say(
        node,
        (PLAN.comparability, concept("comparability", verdict)),
        (SKOS.note, zh("；".join(pick(one, "zh") for one in words)) if words else None),
        (SKOS.note, english("; ".join(pick(one, "en") for one in words)) if words else None),
    )
