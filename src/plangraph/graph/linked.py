"""From links to triples: cross links with the slots of SSSOM, direct properties for short queries, marks of commitments.

A link is judged over the whole report, so what is said of it lies in nodes of its own, under ``link/``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from plangraph.graph.nodes import Nodes, say
from plangraph.graph.schemes import concept
from plangraph.graph.terms import Triple, decimal, english, integer, plain, zh
from plangraph.graph.vocab import OWL, PLAN, RDF, SEMAPV, SKOS, SSSOM
from plangraph.messages import pick
from plangraph.model import Link, Links, LinkStatus, TopicLink, Verifiability

RELATION = {
    "continues": PLAN.continues,
    "completes": PLAN.completes,
    "expands": PLAN.expands,
    "repeats": PLAN.repeats,
    "target_up": PLAN.targetUp,
    "target_down": PLAN.targetDown,
    "target_same": PLAN.targetSame,
    "follows_up": PLAN.followsUp,
}


def linked(g: Nodes, links: Links, entities: dict[str, str], annexes: Sequence[int]) -> Iterator[Triple]:
    """Give all that the links of a report say; `entities` are the IRIs of entities by id, `annexes` the annex of each
    indicator."""
    count: Counter[str] = Counter()
    for link in links.statements:
        count[link.commitment] += 1
        yield from _link(g, link, count[link.commitment], entities)
    for topic in links.topics:
        count[f"{topic.commitment}.y"] += 1
        yield from _topic(g, topic, count[f"{topic.commitment}.y"])
    for own, other, score in links.nearest:
        yield from say(
            g.name(f"link/{own}"),
            (RDF.type, PLAN.OpenEnd),
            (PLAN.statement, g.name(own)),
            (PLAN.nearest, g.name(other)),
            (SSSOM.confidence, _score(score)),
        )
    for mark in links.marks:
        yield from _mark(g, mark)
    for figure in links.figures:
        yield (
            g.name(f"{figure.statement}.q{figure.quantity}"),
            PLAN.figureOf,
            g.name(f"a{annexes[figure.indicator - 1]}.i{figure.indicator}"),
        )


def _score(value: float) -> str:
    return decimal(Decimal(f"{value:.2f}"))


def _link(g: Nodes, link: Link, order: int, entities: dict[str, str]) -> Iterator[Triple]:
    node, commitment, result = g.name(f"link/{link.commitment}.x{order}"), g.name(link.commitment), g.name(link.result)
    rejected = link.status is LinkStatus.REJECTED
    if not rejected:
        yield commitment, RELATION[link.relation], result
    by_hand = link.status is not LinkStatus.PREDICTED
    yield from say(
        node,
        (RDF.type, PLAN.CrossLink),
        (OWL.annotatedSource, commitment),
        (OWL.annotatedProperty, RELATION[link.relation]),
        (OWL.annotatedTarget, result),
        (SSSOM.predicate_modifier, plain("Not") if rejected else None),
        (SSSOM.mapping_justification, SEMAPV.ManualMappingCuration if by_hand else SEMAPV.CompositeMatching),
        (SSSOM.confidence, _score(link.score)),
        (PLAN.relation, concept("relation", link.relation)),
        (PLAN.linkStatus, plain(link.status)),
        (PLAN.reason, zh(pick(link.reason, "zh")) if link.reason else None),
        (PLAN.reason, english(pick(link.reason, "en")) if link.reason else None),
        *((PLAN.sharedText, zh(words)) for words in link.evidence.words),
        *((PLAN.sharedEntity, entities.get(e)) for e, _ in link.evidence.entities),
    )
    for n, (i, j) in enumerate(link.evidence.numbers, 1):
        yield from say(
            g.name(f"link/{link.commitment}.x{order}.n{n}"),
            (RDF.type, PLAN.NumberPair),
            (PLAN.link, node),
            (PLAN.actual, g.name(f"{link.result}.q{i}")),
            (PLAN.target, g.name(f"{link.commitment}.q{j}")),
        )


def _topic(g: Nodes, topic: TopicLink, order: int) -> Iterator[Triple]:
    commitment, result = g.name(topic.commitment), g.name(topic.result)
    yield commitment, SKOS.related, result
    yield from say(
        g.name(f"link/{topic.commitment}.y{order}"),
        (RDF.type, PLAN.TopicLink),
        (OWL.annotatedSource, commitment),
        (OWL.annotatedProperty, SKOS.related),
        (OWL.annotatedTarget, result),
        (SSSOM.mapping_justification, SEMAPV.CompositeMatching),
        (SSSOM.confidence, _score(topic.score)),
    )


def _mark(g: Nodes, mark: Verifiability) -> Iterator[Triple]:
    node = g.name(mark.statement)
    yield node, PLAN.verifiability, integer(mark.mark)
    for what in mark.missing:
        yield node, PLAN.missing, plain(what)
