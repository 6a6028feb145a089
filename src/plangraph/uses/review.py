"""What people have yet to decide: links inside a report, pairs across reports, the least certain first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from plangraph.knowledge.decisions import about, elsewhere, gone, settle
from plangraph.knowledge.wording import common
from plangraph.model import Claim, Decision, LinkStatus, Relation
from plangraph.uses.ledger import Book, follow, read_book, unsettled
from plangraph.uses.queries import as_result, load

_LINKS = """PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?commitment ?result ?relation ?score ?zh ?en WHERE {
  ?link a plan:CrossLink ; plan:linkStatus "predicted" ; owl:annotatedSource ?commitment ; owl:annotatedTarget ?result ;
    plan:relation/skos:notation ?relation ; sssom:confidence ?score .
  ?commitment plan:order ?order . ?result plan:order ?place .
  OPTIONAL { ?link plan:reason ?zh FILTER (LANG(?zh) = "zh") }
  OPTIONAL { ?link plan:reason ?en FILTER (LANG(?en) = "en") } } ORDER BY ?order ?place"""
_MARKED = 8  # shared stretches, the longest; with more, the marks would hide the sentence


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence of a pair: what it says, the line it begins at, and the title of its report."""

    claim: Claim
    line: int
    title: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair that the program proposes and nobody has decided; `relation` is None across reports."""

    commitment: Side
    result: Side
    score: float
    reason: str
    relation: Relation | None = None


def inside(path: Path, decisions: Sequence[Decision]) -> tuple[list[Proposal], list[str]]:
    """Give the open links of a built report, and say (zh / en) which decisions no longer apply.

    Raises InputError where the file is no graph of one report.
    """
    book = read_book(path)
    own = about(decisions, book.iri, book.iri)
    settled = settle(own, book.claims, book.claims)
    done = {(match.commitment.id, match.result.id) for match, _ in settled.pairs.values()}
    sides = {c.id: _side(c, book) for c in book.claims}
    found = [
        Proposal(sides[commitment], sides[result], float(score), f"{zh} / {en}" if zh else "", Relation(relation))
        for commitment, result, relation, score, zh, en in as_result(load([path]).query(_LINKS)).rows
        if (commitment, result) not in done and {commitment, result} <= sides.keys()
    ]
    return _least_certain_first(found), [*map(gone, settled.lost), *elsewhere(len(decisions) - len(own))]


def across(books: Sequence[Book], decisions: Sequence[Decision]) -> tuple[list[Proposal], list[str]]:
    """Give the open pairs of the ledger between reports, and say (zh / en) which decisions no longer apply.

    Raises UsageError for reports of different areas.
    """
    found = [
        Proposal(_side(row.commitment, row.earlier), _side(row.result, row.later), row.score or 0.0, row.reason)
        for row in follow(books, decisions)
        if row.result and row.status is LinkStatus.PREDICTED
    ]
    return _least_certain_first(found), unsettled(books, decisions)


def _side(claim: Claim, book: Book) -> Side:
    return Side(claim, book.lines[claim.id], book.title)


def _least_certain_first(found: Sequence[Proposal]) -> list[Proposal]:
    return sorted(found, key=lambda p: abs(p.score - 0.5))


def decide(
    proposal: Proposal, status: LinkStatus, relation: Relation | None = None, *, reviewer: str = "", day: date
) -> Decision:
    """Give what a person says of a proposal: it holds, it does not, or it holds with another relation."""
    commitment, result = proposal.commitment.claim, proposal.result.claim
    return Decision(
        commitment=commitment.id,
        commitment_text=commitment.text,
        result=result.id,
        result_text=result.text,
        status=status,
        relation=relation or proposal.relation,
        reviewer=reviewer,
        day=day,
    )


Pieces = list[tuple[str, bool]]


def marked(left: str, right: str) -> tuple[Pieces, Pieces]:
    """Give two texts in pieces, each with whether the other has it too.

    >>> marked("办好峰会。", "筹备峰会。")
    ([('办好', False), ('峰会', True), ('。', False)], [('筹备', False), ('峰会', True), ('。', False)])
    """
    found = common(left, right, _MARKED)
    return (
        _pieces(left, {i for c in found for i in range(c.left, c.left + len(c.text))}),
        _pieces(right, {i for c in found for i in range(c.right, c.right + len(c.text))}),
    )


def _pieces(text: str, shared: set[int]) -> Pieces:
    runs = groupby(range(len(text)), key=shared.__contains__)
    return [("".join(text[i] for i in places), both) for both, places in runs]
