"""The closed lists of `ontology/schemes`: from a notation to its concept, and what to say of a concept in a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from plangraph.files import shipped
from plangraph.graph.iris import SCHEMES
from plangraph.graph.terms import Triple
from plangraph.graph.vocab import PLAN, RDF, SKOS

_SAID = frozenset(
    {
        *(RDF.type, SKOS.notation, SKOS.prefLabel, SKOS.inScheme, SKOS.closeMatch),
        *(PLAN.measure, PLAN.direction, PLAN.growthPrices, PLAN.field),
    }
)
_KIN = frozenset({SKOS.broader, PLAN.takenFor})
_INDICATOR = f"<{SCHEMES}indicator/"


@cache
def _scheme() -> dict[str, list[Triple]]:
    import pyoxigraph

    found: dict[str, list[Triple]] = {}
    for path in sorted((shipped("ontology") / "schemes").glob("*.ttl")):
        for quad in pyoxigraph.parse(path=path):
            triple = (str(quad.subject), str(quad.predicate), str(quad.object))
            if triple[0].startswith("<" + SCHEMES):
                found.setdefault(triple[0], []).append(triple)
    return found


@cache
def _triples() -> dict[str, list[Triple]]:
    """Give what graphs repeat of the lists."""
    return {iri: [t for t in said if _repeated(t)] for iri, said in _scheme().items()}


def _repeated(triple: Triple) -> bool:
    subject, predicate, _ = triple
    return predicate in _SAID and not (predicate == PLAN.field and subject.startswith(_INDICATOR))


def _kin(iri: str) -> Iterator[Triple]:
    """Give what an indicator is part of or taken for, and the same of that, up to the widest."""
    for triple in _scheme().get(iri, ()):
        if triple[1] in _KIN and iri.startswith(_INDICATOR):
            yield triple
            yield from _kin(triple[2])


@cache
def _by_notation() -> dict[tuple[str, str], str]:
    lists = {}
    for iri, triples in _triples().items():
        scheme = iri.removeprefix("<" + SCHEMES).split("/")[0]
        for _, predicate, value in triples:
            if predicate == SKOS.notation:
                lists[scheme, value.split('"')[1]] = iri
    return lists


def concept(scheme: str, notation: str | None) -> str | None:
    """Give the IRI of the concept with that notation, None where the list has none.

    >>> concept("comparator", "≥")
    '<https://w3id.org/plangraph/scheme/comparator/ge>'
    """
    return _by_notation().get((scheme, notation)) if notation else None


def described(iris: Iterable[str]) -> Iterator[Triple]:
    """Give type, notation, labels and list of each of these IRIs that is a concept of ours, of a programme its field, and of
    an indicator its kin."""
    known, given = _triples(), list(iris)
    fields = {value for iri in given for _, predicate, value in known.get(iri, ()) if predicate == PLAN.field}
    for iri in [*given, *sorted(fields.difference(given))]:
        yield from known.get(iri, ())
        yield from _kin(iri)
