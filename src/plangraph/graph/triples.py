"""From the model to triples: the one bridge. `docs/graph.md` shows the shape."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from plangraph.graph import schemes, units
from plangraph.graph.iris import area as area_iri
from plangraph.graph.iris import mint, report_key
from plangraph.graph.schemes import concept
from plangraph.graph.terms import Triple, boolean, day, decimal, integer, plain, year, zh
from plangraph.graph.vocab import DCAT, DCTERMS, OA, PLAN, PROV, QB, QUDT, RDF, RDFS, SKOS, VOID
from plangraph.model import (
    Annex,
    BlockKind,
    Figure,
    Indicator,
    Quantity,
    Report,
    Section,
    Span,
    Statement,
    Term,
)
from plangraph.text.divisions import parents

_STATEMENT_CLASS = {
    "result": PLAN.Result,
    "commitment": PLAN.Commitment,
    "goal": PLAN.Goal,
    "challenge": PLAN.Challenge,
    "context": PLAN.Context,
}
_LINE_END = re.compile(r"\r\n|\r|\n")
_SECTION_CLASS = {"part": PLAN.Part, "chapter": PLAN.Chapter, "topic": PLAN.Topic}


class _Graph:
    """What every step needs to name and place things: the report's key and where its lines begin."""

    def __init__(self, report: Report) -> None:
        self.key = report_key(report.metadata)
        self.iri = mint(self.key)
        self._lines = [0, *(m.end() for m in _LINE_END.finditer(report.document.source.text))]

    def name(self, local: str) -> str:
        return mint(self.key, local)

    def span(self, local: str, span: Span) -> Iterator[Triple]:
        node = self.name(f"span/{local}")
        yield self.name(local), PLAN.span, node
        yield node, RDF.type, OA.TextPositionSelector
        yield node, OA.start, integer(span.start)
        yield node, OA.end, integer(span.end)
        yield node, PLAN.line, integer(bisect_right(self._lines, span.start))


def _say(subject: str, *pairs: tuple[str, str | None]) -> Iterator[Triple]:
    """Give a triple for each pair that has a value."""
    for predicate, value in pairs:
        if value is not None:
            yield subject, predicate, value


def triples(report: Report, generator: str) -> list[Triple]:
    """Give all that is known of a report as triples, without blank nodes; `generator` names the program."""
    g = _Graph(report)
    body = list(_report(g, report, generator))
    body += _sections(g, report)
    body += _statements(g, report)
    body += _blocks(g, report)
    for annex in report.document.annexes:
        body += _annex(g, annex)
    for order, indicator in enumerate(report.indicators, 1):
        body += _indicator(g, indicator, order)
    body += _glossary(g, report.terms)
    body += schemes.described(sorted({o for _, _, o in body if o.startswith("<")}))
    return body


def _report(g: _Graph, report: Report, generator: str) -> Iterator[Triple]:
    m = report.metadata
    source = report.document.source
    title = zh(m.title) if m.title else None
    yield from _say(
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
    yield from _say(g.name("source"), (RDF.type, PLAN.Source), (RDF.type, PROV.Entity))
    yield from _say(g.name("source"), (PLAN.encoding, plain(source.encoding)), (PLAN.sha256, plain(source.sha256)))
    dataset = g.name("dataset")
    yield from _say(dataset, (RDF.type, DCAT.Dataset), (RDF.type, VOID.Dataset), (DCTERMS.title, title))
    yield from _say(dataset, (DCTERMS.subject, g.iri), (PLAN.generator, plain(generator)))
    if m.area:
        yield g.iri, PLAN.area, area_iri(m.area.code)
        yield from _area(m.area.code, m.area.name)


def _area(code: str, name: str) -> Iterator[Triple]:
    chain = [(code, name), *((a.code, a.name) for a in parents(code))]
    for (code, name), above in zip(chain, [*chain[1:], None], strict=True):
        yield from _say(
            area_iri(code),
            (RDF.type, PLAN.Area),
            (RDFS.label, zh(name)),
            (PLAN.areaCode, plain(code)),
            (DCTERMS.isPartOf, area_iri(above[0]) if above else None),
        )


def _sections(g: _Graph, report: Report) -> Iterator[Triple]:
    by_number = {s.number: s.id for s in report.document.sections}
    leads = {s.section: s.id for s in report.document.sentences if s.lead}
    for order, section in enumerate(report.document.sections, 1):
        yield from _section(g, section, order, by_number, leads.get(section.number))


def _section(g: _Graph, section: Section, order: int, known: dict[str, str], lead: str | None) -> Iterator[Triple]:
    above = _holder(section.number.rpartition(".")[0], known)
    yield from _say(
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


def _statements(g: _Graph, report: Report) -> Iterator[Triple]:
    by_number = {s.number: s.id for s in report.document.sections}
    mentioned: dict[str, list[str]] = {}
    for term in report.terms:
        for user, _, _ in term.mentions:
            mentioned.setdefault(user, []).append(g.name(f"g{term.number}"))
    for order, statement in enumerate(report.statements, 1):
        sentence = statement.sentence
        node = g.name(sentence.id)
        yield from _say(
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


def _quantities(g: _Graph, statement: Statement) -> Iterator[Triple]:
    for i, quantity in enumerate(statement.quantities, 1):
        local = f"{statement.sentence.id}.q{i}"
        yield from _quantity(g, local, statement, quantity, i)
        yield from g.span(local, statement.sentence.passage.span(quantity.start, quantity.end))
        yield from units.described(quantity.unit)


def _quantity(g: _Graph, local: str, statement: Statement, q: Quantity, order: int) -> Iterator[Triple]:
    yield from _say(
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


def _blocks(g: _Graph, report: Report) -> Iterator[Triple]:
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
        yield from _say(g.name(local), (RDF.type, type_), (PLAN.report, g.iri), (PLAN.order, order))
        yield from g.span(local, block.span)


def _annex(g: _Graph, annex: Annex) -> Iterator[Triple]:
    local = f"a{annex.number}"
    yield from _say(
        g.name(local),
        (RDF.type, PLAN.Annex),
        (DCTERMS.title, zh(annex.title.text) if annex.title else None),
        (PLAN.annexKind, concept("annex", annex.kind)),
        (PLAN.order, integer(annex.number)),
        (PLAN.report, g.iri),
    )
    yield from g.span(local, annex.span)


def _indicator(g: _Graph, indicator: Indicator, order: int) -> Iterator[Triple]:
    local = f"a{indicator.annex}.i{order}"
    unit = indicator.unit
    yield from _say(
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
        (PLAN.dimensionCertain, boolean(indicator.dimension_certain)),
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


def _figure(g: _Graph, owner: str, figure: Figure, order: int) -> Iterator[Triple]:
    node = g.name(f"{owner}.v{order}")
    if not figure.target:
        yield node, RDF.type, QB.Observation
    yield from _say(
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


def _glossary(g: _Graph, terms: Iterable[Term]) -> Iterator[Triple]:
    glossary = g.name("glossary")
    for i, term in enumerate(terms):
        if i == 0:
            yield from _say(glossary, (RDF.type, PLAN.Glossary), (RDF.type, SKOS.ConceptScheme), (PLAN.report, g.iri))
        local = f"g{term.number}"
        yield from _say(
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
