"""Links inside one report: results of the reviewed year and the commitments of the plan year that carry them on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from plangraph.knowledge.decisions import Settled, forced, spared, stamped
from plangraph.knowledge.figures import indicator_of
from plangraph.knowledge.matches import (
    WITHIN,
    Comparison,
    Match,
    Weights,
    chosen,
    compare,
    confidence,
    evidence,
    explain,
    linkable,
)
from plangraph.knowledge.relations import relate
from plangraph.knowledge.statements import planned
from plangraph.knowledge.verifiability import verifiability
from plangraph.model import (
    Claim,
    Decision,
    Indicator,
    IndicatorFigure,
    Link,
    Links,
    LinkStatus,
    Report,
    StatementKind,
    TopicLink,
    Verifiability,
)
from plangraph.text.divisions import own_areas

_NOTHING = Settled()

_TOO_MANY = "语句过多，未作对照 / too many statements: results and commitments were not compared"


def read_links(report: Report, weights: Weights = WITHIN, settled: Settled = _NOTHING) -> Links:
    """Give what joins the results of a report to its commitments and goals; what people `settled` holds."""
    everything = claims(report)
    results = [c for c in everything if c.kind is StatementKind.RESULT]
    comparison = spared(compare(results, [c for c in everything if planned(c.kind)], weights), settled)
    matches = forced(chosen(comparison, weights), settled)
    rejected = settled.matches(LinkStatus.REJECTED)
    return Links(
        topics=_topics(everything, comparison, matches, weights),
        statements=tuple(_link(m, weights, settled.of(m)) for m in (*matches, *rejected)),
        nearest=tuple(_nearest(comparison, matches, weights)),
        marks=tuple(_marks(everything, report)),
        figures=tuple(_figures(everything, report.indicators)),
        warnings=(_TOO_MANY,) if comparison.refused else (),
    )


def claims(report: Report) -> list[Claim]:
    """Give every statement of a report as a claim; the report's own area and those above it are named everywhere and left out."""
    names: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    if report.names:
        own = own_areas(report.metadata.area.code) if report.metadata.area else frozenset()
        everywhere = {e.id for e in report.names.entities if e.code in own}
        for mention, entity in zip(report.names.mentions, report.names.named, strict=True):
            if entity not in everywhere:
                names[mention.holder].append((entity, mention.text))
    return [
        Claim(
            id=s.sentence.id,
            text=s.sentence.passage.text,
            kind=s.kind,
            section=s.sentence.section,
            paragraph=s.sentence.id.rpartition(".s")[0],
            lead=s.sentence.lead,
            quantities=s.quantities,
            entities=tuple(dict.fromkeys(names[s.sentence.id])),
        )
        for s in report.statements
    ]


def _link(match: Match, weights: Weights, decision: Decision | None) -> Link:
    shared = evidence(match)
    relation = relate(match.result, match.commitment, shared)
    score = confidence(match.value, weights)
    link = Link(match.result.id, match.commitment.id, relation, score, shared, explain(match, shared))
    return stamped(link, decision)


def _topics(
    everything: Sequence[Claim], comparison: Comparison, matches: Sequence[Match], weights: Weights
) -> tuple[TopicLink, ...]:
    """Give the topics that are alike as a whole or that a good link of sentences joins."""
    leads = {c.paragraph: c.id for c in everything if c.lead}
    values = {pair: value for pair, value in comparison.paragraphs.items() if value >= weights.topic}
    for match in matches:
        if match.value >= weights.joins:
            pair = match.result.paragraph, match.commitment.paragraph
            values[pair] = max(values.get(pair, 0.0), match.value, weights.topic)
    order = {c.id: i for i, c in enumerate(everything)}
    found = [
        TopicLink(leads[a], leads[b], confidence(value / weights.topic * weights.least, weights))
        for (a, b), value in values.items()
        if a in leads and b in leads
    ]
    return tuple(sorted(found, key=lambda t: (order[t.result], order[t.commitment])))


def _nearest(comparison: Comparison, matches: Sequence[Match], weights: Weights) -> Iterator[tuple[str, str, float]]:
    """Give for every claim without a link what comes nearest on the other side."""
    best: dict[str, Match] = {}
    for row in comparison.rows:
        for match in row:
            for own in (match.result.id, match.commitment.id):
                if own not in best or best[own].value < match.value:
                    best[own] = match
    linked = {c for m in matches for c in (m.result.id, m.commitment.id)}
    for claim in (*comparison.results, *comparison.commitments):
        if claim.id in best and claim.id not in linked:
            match = best[claim.id]
            other = match.commitment if claim is match.result else match.result
            yield claim.id, other.id, confidence(match.value, weights)


def _marks(everything: Sequence[Claim], report: Report) -> Iterator[Verifiability]:
    """Mark every commitment and goal; leads and announcements are no promises of their own."""
    duties = report.names.responsibilities if report.names else ()
    owned = {d.statement for d in duties if d.explicit}
    for claim in linkable([c for c in everything if planned(c.kind)]):
        yield verifiability(claim, owned=claim.id in owned)


def _figures(everything: Sequence[Claim], indicators: Sequence[Indicator]) -> Iterator[IndicatorFigure]:
    for claim in everything:
        for place, quantity in enumerate(claim.quantities, 1):
            indicator = indicator_of(quantity, indicators)
            if indicator:
                yield IndicatorFigure(claim.id, place, indicator)
