"""Links between datasets as a graph, with a description of every dataset and of its links (DCAT, VoID)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from plangraph import __version__
from plangraph.files import MARK
from plangraph.graph.iris import THINGS, mint
from plangraph.graph.nodes import say
from plangraph.graph.terms import Triple, day, decimal, english, integer, plain, typed, zh
from plangraph.graph.turtle import turtle
from plangraph.graph.vocab import DCAT, DCTERMS, GEO, OWL, PLAN, PREFIXES, PROV, RDF, SEMAPV, SF, SKOS, SSSOM, VOID
from plangraph.knowledge.things import Basis, Correspondence, Predicate
from plangraph.messages import pick
from plangraph.uses.catalogue import Catalogue, Location
from plangraph.uses.linking import LinkSet, Pairing

_PREDICATE = {
    Predicate.EXACT: SKOS.exactMatch,
    Predicate.CLOSE: SKOS.closeMatch,
    Predicate.BROAD: SKOS.broadMatch,
    Predicate.NARROW: SKOS.narrowMatch,
    Predicate.RELATED: SKOS.relatedMatch,
}
_BASIS = {
    Basis.NAMES: SEMAPV.LexicalMatching,
    Basis.LIKENESS: SEMAPV.LexicalSimilarityThresholdMatching,
    Basis.KNOWLEDGE: SEMAPV.BackgroundKnowledgeBasedMatching,
    Basis.MEASURE: SEMAPV.SemanticSimilarityThresholdMatching,
    Basis.PERSON: SEMAPV.ManualMappingCuration,
}


_GEONAMES = "https://sws.geonames.org/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def links_text(links: LinkSet) -> Iterator[str]:
    """Give the graph of a set of links in pieces of Turtle: the same bytes every time."""
    yield f"# {MARK} {__version__}\n"
    yield from turtle(_triples(links), {**PREFIXES, "id": THINGS, "set": f"{links.iri}/"})


def _triples(links: LinkSet) -> Iterator[Triple]:
    yield from say(
        f"<{links.iri}>",
        (RDF.type, DCAT.Dataset),
        (RDF.type, VOID.Dataset),
        (DCTERMS.title, zh("数据集之间的对应")),
        (DCTERMS.title, english("Links between datasets")),
        (PLAN.generator, plain(f"plangraph {__version__}")),
    )
    for place, catalogue in enumerate(links.catalogues, 1):
        yield from _dataset(links, catalogue, place)
    for pairing in links.pairings:
        yield from _linksets(links, pairing)
        where = {**links.catalogues[pairing.left].locations, **links.catalogues[pairing.right].locations}
        for c in pairing.correspondences:
            yield from _link(links, c)
            yield from _located(links, c, where)


def _node(links: LinkSet, local: str) -> str:
    return mint(links.iri.removeprefix(THINGS), local)


def _dataset(links: LinkSet, catalogue: Catalogue, place: int) -> Iterator[Triple]:
    """Describe a dataset: what it holds, counted, by class too, and its file."""
    node = f"<{catalogue.iri}>"
    yield from say(
        node,
        (RDF.type, DCAT.Dataset),
        (RDF.type, VOID.Dataset),
        (DCTERMS.title, plain(catalogue.title)),
        (VOID.triples, integer(catalogue.triples) if catalogue.triples else None),
        (VOID.distinctSubjects, integer(catalogue.subjects) if catalogue.subjects else None),
        (VOID.entities, integer(len(catalogue.things))),
        (DCTERMS.license, f"<{catalogue.licence}>" if catalogue.licence else None),
        (DCAT.distribution, _node(links, f"d{place}.file")),
    )
    yield from say(
        _node(links, f"d{place}.file"),
        (RDF.type, DCAT.Distribution),
        (DCTERMS.title, plain(catalogue.title)),
        (DCAT.mediaType, f"<{_MEDIA_TYPES}{catalogue.media}>"),
        (DCAT.byteSize, typed(catalogue.size, "nonNegativeInteger")),
    )
    for number, (class_, count) in enumerate(sorted(catalogue.classes.items()), 1):
        part = _node(links, f"d{place}.c{number}")
        yield node, VOID.classPartition, part
        yield from say(part, (VOID["class"], f"<{class_}>"), (VOID.entities, integer(count)))


def _linksets(links: LinkSet, pairing: Pairing) -> Iterator[Triple]:
    """Describe the links of each predicate between two datasets."""
    left, right = links.catalogues[pairing.left], links.catalogues[pairing.right]
    counts = Counter(c.predicate for c in pairing.correspondences if not c.rejected)
    for predicate, count in sorted(counts.items()):
        part = _node(links, f"d{pairing.left + 1}.d{pairing.right + 1}.{predicate.value.lower()}")
        yield f"<{links.iri}>", VOID.subset, part
        yield from say(
            part,
            (RDF.type, VOID.Linkset),
            (VOID.subjectsTarget, f"<{left.iri}>"),
            (VOID.objectsTarget, f"<{right.iri}>"),
            (VOID.linkPredicate, _PREDICATE[predicate]),
            (VOID.triples, integer(count)),
        )


def _link(links: LinkSet, c: Correspondence) -> Iterator[Triple]:
    subject, predicate, other = f"<{c.subject.iri}>", _PREDICATE[c.predicate], f"<{c.object.iri}>"
    key = hashlib.sha256(f"{c.subject.iri}\n{c.object.iri}".encode()).hexdigest()[:10]
    if not c.rejected:
        yield subject, predicate, other
    by_hand = c.basis is Basis.PERSON
    yield from say(
        _node(links, key),
        (RDF.type, PLAN.Correspondence),
        (DCTERMS.isPartOf, f"<{links.iri}>"),
        (OWL.annotatedSource, subject),
        (OWL.annotatedProperty, predicate),
        (OWL.annotatedTarget, other),
        (SSSOM.subject_label, plain(c.subject.name)),
        (SSSOM.object_label, plain(c.object.name)),
        (SSSOM.predicate_modifier, plain("Not") if c.rejected else None),
        (SSSOM.mapping_justification, _BASIS[c.basis]),
        (SSSOM.confidence, _score(c.confidence)),
        (SSSOM.similarity_score, _score(c.likeness)),
        (SSSOM.reviewer_label, plain(c.reviewer) if c.reviewer else None),
        (SSSOM.mapping_date, day(c.day) if c.day else None),
        (PLAN.linkStatus, plain("rejected" if c.rejected else "confirmed" if by_hand else "predicted")),
        (PLAN.reason, zh(pick(c.why, "zh"))),
        (PLAN.reason, english(pick(c.why, "en"))),
    )


def _located(links: LinkSet, c: Correspondence, where: Mapping[str, Location]) -> Iterator[Triple]:
    """Say where a thing is, and which it is in GeoNames, as what it is exactly says of itself."""
    if c.rejected or c.predicate is not Predicate.EXACT:
        return
    for own, other in ((c.subject.iri, c.object.iri), (c.object.iri, c.subject.iri)):
        if found := where.get(other):
            yield from _place(links, own, other, found)


def _place(links: LinkSet, own: str, source: str, found: Location) -> Iterator[Triple]:
    if found.geonames:
        yield f"<{own}>", SKOS.exactMatch, f"<{_GEONAMES}{found.geonames}/>"
    if found.point is None:
        return
    geometry = _node(links, hashlib.sha256(f"{own}\n{source}".encode()).hexdigest()[:10] + ".point")
    yield from say(f"<{own}>", (RDF.type, GEO.Feature), (GEO.hasGeometry, geometry))
    yield from say(
        geometry,
        (RDF.type, SF.Point),
        (GEO.asWKT, f"{plain('Point({:f} {:f})'.format(*found.point))}^^{GEO.wktLiteral}"),
        (PROV.wasDerivedFrom, f"<{source}>"),
    )


def _score(value: float | None) -> str | None:
    return None if value is None else decimal(Decimal(f"{value:.2f}"))
