"""The ledger as a graph: a judgement for each row, with the texts it rests on, so that it can be asked alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from plangraph import __version__
from plangraph.files import MARK
from plangraph.graph import schemes
from plangraph.graph.iris import THINGS, mint, parse
from plangraph.graph.nodes import say
from plangraph.graph.schemes import concept
from plangraph.graph.terms import Triple, boolean, decimal, english, year, zh
from plangraph.graph.turtle import turtle
from plangraph.graph.vocab import OWL, PLAN, PREFIXES, RDF, SEMAPV, SSSOM
from plangraph.messages import pick
from plangraph.model import Item
from plangraph.uses.ledger import Row


def ledger_text(rows: Sequence[Row]) -> Iterator[str]:
    """Give the graph of a ledger in pieces of Turtle: the same bytes every time."""
    yield f"# {MARK} {__version__}\n"
    found = [*_judgements(rows)]
    concepts = sorted({value for _, predicate, value in found if predicate == PLAN.verdict})
    yield from turtle([*found, *schemes.described(concepts)], {**PREFIXES, "id": THINGS})


def _judgements(rows: Sequence[Row]) -> Iterator[Triple]:
    count: Counter[str] = Counter()
    for row in rows:
        count[row.commitment.id] += 1
        report, local = parse(row.commitment.id)
        yield from _judgement(row, mint(report, f"ledger/{local}.{count[row.commitment.id]}"))


def _judgement(row: Row, node: str) -> Iterator[Triple]:
    result = row.result
    yield from say(
        node,
        (RDF.type, PLAN.Judgement),
        (OWL.annotatedSource, f"<{row.commitment.id}>"),
        (OWL.annotatedTarget, f"<{result.id}>" if result else None),
        (PLAN.commitmentText, zh(row.commitment.text)),
        (PLAN.resultText, zh(result.text) if result else None),
        (PLAN.commitmentYear, year(row.earlier.plan) if row.earlier.plan else None),
        (PLAN.resultYear, year(row.later.review) if row.later.review else None),
        (PLAN.verdict, concept("verdict", row.verdict)),
        (SSSOM.confidence, decimal(Decimal(f"{row.score:.2f}")) if row.score is not None else None),
        (SSSOM.mapping_justification, SEMAPV.CompositeMatching),
        (PLAN.promisedAgain, f"<{row.again.id}>" if row.again else None),
        *_reason(row.reason),
    )
    for i, item in enumerate(row.items, 1):
        yield from _item(item, node, f"{node[:-1]}.i{i}>")


def _item(item: Item, judgement: str, node: str) -> Iterator[Triple]:
    yield from say(
        node,
        (RDF.type, PLAN.JudgedTarget),
        (PLAN.judgement, judgement),
        (PLAN.verdict, concept("verdict", item.verdict)),
        (PLAN.targetText, zh(item.target) if item.target else None),
        (PLAN.actualText, zh(item.actual) if item.actual else None),
        (PLAN.estimated, boolean(item.estimated)),
        *_reason(item.why),
    )


def _reason(words: str) -> list[tuple[str, str]]:
    if not words:
        return []
    return [(PLAN.reason, zh(pick(words, "zh"))), (PLAN.reason, english(pick(words, "en")))]
