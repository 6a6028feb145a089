"""From the figures of a table to triples: observations of an RDF Data Cube, each with its source and its basis."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from plangraph.graph import schemes, units
from plangraph.graph.compared import compared, of_figure
from plangraph.graph.datasets import counted
from plangraph.graph.iris import SCHEMES, mint
from plangraph.graph.iris import area as area_iri
from plangraph.graph.nodes import division, say
from plangraph.graph.schemes import concept
from plangraph.graph.terms import XSD, Triple, decimal, english, integer, plain, zh
from plangraph.graph.vocab import (
    DCAT,
    DCTERMS,
    FOAF,
    PLAN,
    PROV,
    QB,
    QUDT,
    RDF,
    RDFS,
    SDMX_ATTRIBUTE,
    SDMX_CODE,
    SKOS,
    VOID,
)
from plangraph.knowledge.statistics import Cited, ColumnMapping, Statistic
from plangraph.model import Modality, Source
from plangraph.text.units import spelled_out

_DIMENSIONS = {  # with their ranges
    "area": (PLAN.area, PLAN.Area),
    "period": (PLAN.period, f"<{XSD}string>"),
    "indicator": (PLAN.measures, RDFS.Resource),
    "modality": (PLAN.modality, SKOS.Concept),
    "order": (PLAN.order, f"<{XSD}integer>"),
}
_ATTRIBUTES = {
    "unit": PLAN.unitText,
    "comparator": PLAN.comparator,
    "source": DCTERMS.source,
    "status": SDMX_ATTRIBUTE.obsStatus,
}
_STATUS = {Modality.ACTUAL: SDMX_CODE.obsStatus_A, Modality.EXPECTED: SDMX_CODE.obsStatus_E}


def statistics(found: Iterable[Statistic], mapping: ColumnMapping, source: Source, generator: str) -> Iterator[Triple]:
    """Give all that a table says; two figures of one area, period, indicator and kind both stand, with their sources."""
    owner = f"table/{mapping.name}"
    yield from counted(_described(owner, list(found), mapping, source, generator), mint(owner))


def _described(
    owner: str, figures: list[Statistic], mapping: ColumnMapping, source: Source, generator: str
) -> Iterator[Triple]:
    concepts = set()
    for triple in _all(owner, figures, mapping, source, generator):
        if triple[2].startswith("<" + SCHEMES):
            concepts.add(triple[2])
        yield triple
    yield from schemes.described(sorted(concepts))


def _all(
    owner: str, figures: list[Statistic], mapping: ColumnMapping, source: Source, generator: str
) -> Iterator[Triple]:
    yield from _dataset(owner, mapping, source, generator)
    yield from _structure(owner)
    count: Counter[str] = Counter()
    for one in figures:
        key = ".".join((one.area.code, _lower(one.period), _code(one), one.modality))
        count[key] += 1
        yield from _statistic(owner, f"{key}.{count[key]}", one, count[key])
    for code in sorted({one.area.code for one in figures}):
        yield from division(code)
    for cited in sorted({one.source for one in figures}, key=lambda c: (c.title, c.addresses)):
        yield from _cited(owner, cited)
    yield from compared(figure for one in figures if (figure := one.figure))


def _lower(period: str) -> str:
    return period.lower().replace("/", "-")


def _code(one: Statistic) -> str:
    """Give the code of the indicator, or, of one that is not in the scheme, a digest of its name, measure and unit."""
    if one.measured:
        return one.measured.concept.code
    return "x" + hashlib.sha256(f"{one.metric}|{one.measure}|{one.unit}".encode()).hexdigest()[:8]


def _dataset(owner: str, mapping: ColumnMapping, source: Source, generator: str) -> Iterator[Triple]:
    node, file = mint(owner), mint(owner, "source")
    title = mapping.title
    yield from say(
        node,
        (RDF.type, QB.DataSet),
        (RDF.type, DCAT.Dataset),
        (RDF.type, VOID.Dataset),
        (DCTERMS.title, zh(title.get("zh", mapping.name))),
        (DCTERMS.title, english(title.get("en", mapping.name))),
        (PLAN.generator, plain(generator)),
        (PROV.wasDerivedFrom, file),
        (QB.structure, mint(owner, "structure")),
    )
    yield from say(file, (RDF.type, PLAN.Source), (RDF.type, PROV.Entity))
    yield from say(file, (PLAN.encoding, plain(source.encoding)), (PLAN.sha256, plain(source.sha256)))


def _structure(owner: str) -> Iterator[Triple]:
    structure = mint(owner, "structure")
    yield structure, RDF.type, QB.DataStructureDefinition
    parts = [(name, QB.dimension, term) for name, (term, _) in _DIMENSIONS.items()]
    parts += [("value", QB.measure, QUDT.numericValue)]
    parts += [(name, QB.attribute, term) for name, term in _ATTRIBUTES.items()]
    for order, (name, kind, term) in enumerate(parts, 1):
        part = mint(owner, f"structure.{name}")
        yield structure, QB.component, part
        yield from say(part, (RDF.type, QB.ComponentSpecification), (kind, term), (QB.order, integer(order)))
    for term, range_ in _DIMENSIONS.values():
        yield from say(term, (RDF.type, QB.DimensionProperty), (RDFS.range, range_))
    yield PLAN.modality, QB.codeList, f"<{SCHEMES}modality>"
    yield QUDT.numericValue, RDF.type, QB.MeasureProperty


def _statistic(owner: str, local: str, one: Statistic, order: int) -> Iterator[Triple]:
    node = mint(owner, local)
    yield from say(
        node,
        (RDF.type, PLAN.Statistic),
        (RDF.type, QB.Observation),
        (QB.dataSet, mint(owner)),
        (PLAN.area, area_iri(one.area.code)),
        (PLAN.period, plain(one.period)),
        (PLAN.metric, zh(one.metric)),
        (PLAN.modality, concept("modality", one.modality)),
        (PLAN.comparator, concept("comparator", one.comparator)),
        (QUDT.numericValue, decimal(one.value)),
        (PLAN.unitText, plain(one.unit) if one.unit else None),
        (QUDT.hasUnit, units.unit_iri(spelled_out(one.unit))),
        (PLAN.scopeNote, zh(one.scope_note) if one.scope_note else None),
        (PLAN.order, integer(order)),
        (DCTERMS.source, _source(owner, one.source)),
        (SDMX_ATTRIBUTE.obsStatus, _STATUS.get(one.modality)),
    )
    yield from units.described(spelled_out(one.unit))
    if figure := one.figure:
        yield from of_figure(node, figure)
    else:
        yield from _own_indicator(owner, node, one)


def _own_indicator(owner: str, node: str, one: Statistic) -> Iterator[Triple]:
    """Describe an indicator that the scheme lacks as one of the table itself."""
    own = mint(owner, f"indicator.{_code(one)}")
    yield node, PLAN.measures, own
    yield from say(own, (RDF.type, SKOS.Concept), (SKOS.prefLabel, zh(one.metric)), (PLAN.measure, plain(one.measure)))


def _source(owner: str, cited: Cited) -> str:
    said = "|".join((cited.title, *cited.addresses, cited.report or ""))
    return mint(owner, "source." + hashlib.sha256(said.encode()).hexdigest()[:10])


def _cited(owner: str, cited: Cited) -> Iterator[Triple]:
    yield from say(
        _source(owner, cited),
        (RDF.type, PLAN.CitedSource),
        (DCTERMS.title, zh(cited.title)),
        (PLAN.report, mint(cited.report) if cited.report else None),
        *((FOAF.page, f"<{address}>") for address in cited.addresses),
    )
