"""From the model to triples: the one bridge. `docs/graph.md` shows the shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plangraph.graph import schemes, units
from plangraph.graph.compared import compared, of_figure
from plangraph.graph.cube import cube, in_cube
from plangraph.graph.datasets import counted
from plangraph.graph.iris import SCHEMES, mint, report_key
from plangraph.graph.iris import area as area_iri
from plangraph.graph.linked import linked
from plangraph.graph.named import entity_iris, named
from plangraph.graph.nodes import Nodes, area, say
from plangraph.graph.schemes import concept
from plangraph.graph.shared import shared
from plangraph.graph.terms import Triple, boolean, day, decimal, integer, plain, year, zh
from plangraph.graph.vocab import DCAT, DCTERMS, PLAN, PROV, QUDT, RDF, SKOS, VOID
from plangraph.knowledge.fields import fields_of
from plangraph.knowledge.naming import holders
from plangraph.knowledge.readings import readings, rows
from plangraph.model import (
    Annex,
    BlockKind,
    Figure,
    Indicator,
    Level,
    Quantity,
    Report,
    Section,
    Statement,
    Term,
)

_STATEMENT_CLASS = {
    "result": PLAN.Result,
    "commitment": PLAN.Commitment,
    "goal": PLAN.Goal,
    "challenge": PLAN.Challenge,
    "context": PLAN.Context,
}
_CONCEPT = "<" + SCHEMES
_SECTION_CLASS = {"part": PLAN.Part, "chapter": PLAN.Chapter, "topic": PLAN.Topic}


def triples(report: Report, generator: str) -> Iterator[Triple]:
    """Give all that is known of a report as triples, without blank nodes; `generator` names the program."""
    yield from counted(_described(report, generator), mint(report_key(report.metadata), "dataset"))


def _described(report: Report, generator: str) -> Iterator[Triple]:
    concepts = set()
    for triple in _all(report, generator):
        if triple[2].startswith(_CONCEPT):
            concepts.add(triple[2])
        yield triple
    yield from schemes.described(sorted(concepts))


def _all(report: Report, generator: str) -> Iterator[Triple]:
    g = Nodes(report)
    yield from _report(g, report, generator)
    yield from _sections(g, report)
    yield from _statements(g, report)
    yield from _blocks(g, report)
    for annex in report.document.annexes:
        yield from _annex(g, annex)
    for order, indicator in enumerate(report.indicators, 1):
        yield from _indicator(g, indicator, order)
    yield from cube(g, report.indicators)
    yield from _glossary(g, report.terms)
    if report.names:
        yield from named(g, report.names, holders(report, report.names.tasks))
    if report.links:
        entities = entity_iris(g, report.names.entities) if report.names else {}
        yield from linked(g, report.links, entities, [i.annex for i in report.indicators])
    yield from _shared(g, report)


def _shared(g: Nodes, report: Report) -> Iterator[Triple]:
    """Say which figures, rows and topics are those of an indicator or a policy field that others share."""
    found = list(readings(report))
    for reading in found:
        yield from of_figure(g.name(reading.id), reading.figure)
    for row, code in rows(report):
        yield g.name(row), PLAN.measures, shared("indicator", code)
    yield from compared(reading.figure for reading in found)
    for section in report.document.sections:
        if section.level is Level.TOPIC:
            yield from say(
                g.name(section.id), *((PLAN.field, shared("field", f)) for f in fields_of(section.title.text))
            )


def _report(g: Nodes, report: Report, generator: str) -> Iterator[Triple]:
    m = report.metadata
    source = report.document.source
    title = zh(m.title) if m.title else None
    yield from say(
        g.iri,
        (RDF.type, PLAN.Report),
        (DCTERMS.title, title),
        (PLAN.documentKind, concept("kind", m.kind)),
        (PLAN.areaName, zh(m.area_name) if m.area_name else None),
        (PLAN.reviewYear, year(m.review_year) if m.review_year else None),
        (PLAN.planStart, year(m.plan_start) if m.plan_start else None),
        (PLAN.planEnd, year(m.plan_end or m.plan_start) if m.plan_start else None),
        (PLAN.speakerName, zh(m.speaker) if m.speaker else None),
        (PLAN.speakerPost, zh(m.speaker_post) if m.speaker_post else None),
        (PLAN.meetingDate, day(m.meeting_date) if m.meeting_date else None),
        (PLAN.issuerName, zh(m.issuer) if m.issuer else None),
        (PROV.wasDerivedFrom, g.name("source")),
    )
    yield from say(g.name("source"), (RDF.type, PLAN.Source), (RDF.type, PROV.Entity))
    yield from say(g.name("source"), (PLAN.encoding, plain(source.encoding)), (PLAN.sha256, plain(source.sha256)))
    dataset = g.name("dataset")
    yield from say(dataset, (RDF.type, DCAT.Dataset), (RDF.type, VOID.Dataset), (DCTERMS.title, title))
    yield from say(dataset, (DCTERMS.subject, g.iri), (PLAN.generator, plain(generator)))
    if m.area:
        yield dataset, DCTERMS.spatial, area_iri(m.area.code)
        yield g.iri, PLAN.area, area_iri(m.area.code)
        yield from area(m.area.code, m.area.name)


def _sections(g: Nodes, report: Report) -> Iterator[Triple]:
    by_number = {s.number: s.id for s in report.document.sections}
    leads = {s.section: s.id for s in report.document.sentences if s.lead}
    for order, section in enumerate(report.document.sections, 1):
        yield from _section(g, section, order, by_number, leads.get(section.number))


def _section(g: Nodes, section: Section, order: int, known: dict[str, str], lead: str | None) -> Iterator[Triple]:
    above = _holder(section.number.rpartition(".")[0], known)
    yield from say(
        g.name(section.id),
        (RDF.type, PLAN.Section),
        (RDF.type, _SECTION_CLASS[section.level]),
        (RDF.type, PLAN.Heading if section.heading else None),
        (DCTERMS.title, zh(section.title.text)),
        (PLAN.number, plain(section.number)),
        (PLAN.order, integer(order)),
        (DCTERMS.isPartOf, g.name(above)),
        (PLAN.report, g.iri),
        (PLAN.lead, g.name(lead) if lead and not section.heading else None),
    )
    yield from g.span(section.id, section.title.span())


def _holder(number: str, known: dict[str, str]) -> str:
    """Give the id of the innermost section that exists on the way up from `number`; '' is the report itself."""
    while number and number not in known:
        number = number.rpartition(".")[0]
    return known.get(number, "")


def _statements(g: Nodes, report: Report) -> Iterator[Triple]:
    by_number = {s.number: s.id for s in report.document.sections}
    mentioned: dict[str, list[str]] = {}
    for term in report.terms:
        for user, _, _ in term.mentions:
            mentioned.setdefault(user, []).append(g.name(f"g{term.number}"))
    for order, statement in enumerate(report.statements, 1):
        sentence = statement.sentence
        node = g.name(sentence.id)
        yield from say(
            node,
            (RDF.type, PLAN.Statement),
            (RDF.type, _STATEMENT_CLASS[statement.kind]),
            (PLAN.text, zh(sentence.passage.text)),
            (PLAN.sectionNumber, plain(sentence.section)),
            (PLAN.inSection, g.name(_holder(sentence.section, by_number))),
            (PLAN.order, integer(order)),
            (PLAN.page, integer(sentence.page) if sentence.page else None),
            (PLAN.report, g.iri),
        )
        yield from g.span(sentence.id, sentence.passage.span())
        for term_iri in mentioned.get(sentence.id, ()):
            yield node, PLAN.mentionsTerm, term_iri
        yield from _quantities(g, statement)


def _quantities(g: Nodes, statement: Statement) -> Iterator[Triple]:
    for i, quantity in enumerate(statement.quantities, 1):
        local = f"{statement.sentence.id}.q{i}"
        yield from _quantity(g, local, statement, quantity, i)
        yield from g.span(local, statement.sentence.passage.span(quantity.start, quantity.end))
        yield from units.described(quantity.unit)


def _quantity(g: Nodes, local: str, statement: Statement, q: Quantity, order: int) -> Iterator[Triple]:
    yield from say(
        g.name(local),
        (RDF.type, PLAN.Quantity),
        (RDF.type, QUDT.QuantityValue),
        (PLAN.statement, g.name(statement.sentence.id)),
        (PLAN.text, zh(q.text)),
        (QUDT.numericValue, decimal(q.value)),
        (PLAN.valueTo, decimal(q.value_to) if q.value_to is not None else None),
        (PLAN.unitText, plain(q.unit)),
        (QUDT.hasUnit, units.unit_iri(q.unit)),
        (PLAN.metric, zh(q.metric) if q.metric else None),
        (PLAN.comparator, concept("comparator", q.comparator)),
        (PLAN.change, concept("change", q.change)),
        (PLAN.modality, concept("modality", q.modality)),
        (PLAN.period, plain(q.period) if q.period else None),
        (PLAN.order, integer(order)),
    )


def _blocks(g: Nodes, report: Report) -> Iterator[Triple]:
    counts = {BlockKind.FRONT_MATTER: 0, BlockKind.FURNITURE: 0}
    names = {
        BlockKind.FRONT_MATTER: ("front", PLAN.FrontMatter),
        BlockKind.FURNITURE: ("furniture", PLAN.Furniture),
    }
    for block in report.document.blocks:
        if block.kind not in counts:
            continue
        counts[block.kind] += 1
        word, type_ = names[block.kind]
        local = f"{word}{counts[block.kind]}"
        order = integer(counts[block.kind])
        yield from say(g.name(local), (RDF.type, type_), (PLAN.report, g.iri), (PLAN.order, order))
        yield from g.span(local, block.span)


def _annex(g: Nodes, annex: Annex) -> Iterator[Triple]:
    local = f"a{annex.number}"
    yield from say(
        g.name(local),
        (RDF.type, PLAN.Annex),
        (DCTERMS.title, zh(annex.title.text) if annex.title else None),
        (PLAN.annexKind, concept("annex", annex.kind)),
        (PLAN.order, integer(annex.number)),
        (PLAN.report, g.iri),
    )
    yield from g.span(local, annex.span)


def _indicator(g: Nodes, indicator: Indicator, order: int) -> Iterator[Triple]:
    local = f"a{indicator.annex}.i{order}"
    unit = indicator.unit
    yield from say(
        g.name(local),
        (RDF.type, PLAN.Indicator),
        (RDF.type, SKOS.Concept),
        (SKOS.prefLabel, zh(indicator.name)),
        (PLAN.number, plain(indicator.number)),
        (PLAN.order, integer(order)),
        (PLAN.unitText, plain(unit) if unit else None),
        (QUDT.hasUnit, units.unit_iri(unit) if unit else None),
        (PLAN.dimensionText, zh(indicator.dimension) if indicator.dimension else None),
        (PLAN.dimension, concept("dimension", indicator.dimension)),
        (PLAN.dimensionCertain, None if indicator.dimension_certain else boolean(False)),
        (PLAN.group, zh(indicator.group) if indicator.group else None),
        (PLAN.bindingness, concept("bindingness", indicator.nature)),
        (PLAN.annex, g.name(f"a{indicator.annex}")),
        (PLAN.report, g.iri),
    )
    yield from g.span(local, indicator.span)
    if unit:
        yield from units.described(unit)
    for i, figure in enumerate(indicator.figures, 1):
        yield from _figure(g, local, figure, i)


def _figure(g: Nodes, owner: str, figure: Figure, order: int) -> Iterator[Triple]:
    node = g.name(f"{owner}.v{order}")
    yield from in_cube(g, node, figure)
    yield from say(
        node,
        (RDF.type, PLAN.Target if figure.target else PLAN.Observation),
        (PLAN.indicator, g.name(owner)),
        (PLAN.text, zh(figure.text)),
        (PLAN.comparator, concept("comparator", figure.comparator)),
        (QUDT.numericValue, decimal(figure.value) if figure.value is not None else None),
        (PLAN.valueTo, decimal(figure.value_to) if figure.value_to is not None else None),
        (PLAN.period, plain(figure.period) if figure.period else None),
        (PLAN.order, integer(order)),
    )


def _glossary(g: Nodes, terms: Iterable[Term]) -> Iterator[Triple]:
    glossary = g.name("glossary")
    for i, term in enumerate(terms):
        if i == 0:
            yield from say(glossary, (RDF.type, PLAN.Glossary), (RDF.type, SKOS.ConceptScheme), (PLAN.report, g.iri))
        local = f"g{term.number}"
        yield from say(
            g.name(local),
            (RDF.type, PLAN.GlossaryTerm),
            (RDF.type, SKOS.Concept),
            (SKOS.prefLabel, zh(term.term)),
            (SKOS.definition, zh(term.definition.text)),
            (PLAN.number, plain(str(term.number))),
            (PLAN.order, integer(term.number)),
            (SKOS.inScheme, glossary),
            (PLAN.report, g.iri),
        )
        yield from g.span(local, term.span)
