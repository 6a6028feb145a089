"""The ledger between reports: what became of each commitment, read from their graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from plangraph.errors import InputError, LimitError, UsageError
from plangraph.knowledge.matches import BETWEEN, Match, chosen, compare, confidence, evidence, explain, parts
from plangraph.knowledge.statements import planned
from plangraph.knowledge.verdicts import judge, overall
from plangraph.knowledge.verifiability import is_vague
from plangraph.model import Change, Claim, Comparator, Item, Modality, Quantity, StatementKind, Verdict, Verifiability
from plangraph.uses.queries import as_result, load

if TYPE_CHECKING:
    import pyoxigraph

_PREFIXES = """PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX qudt: <http://qudt.org/schema/qudt/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
_REPORT = """SELECT ?report ?title ?code ?name ?review ?plan WHERE { ?report a plan:Report .
  OPTIONAL { ?report dcterms:title ?title } OPTIONAL { ?report plan:area/plan:areaCode ?code }
  OPTIONAL { ?report plan:areaName ?name }
  OPTIONAL { ?report plan:reviewYear ?review } OPTIONAL { ?report plan:planStart ?plan } }"""
_STATEMENTS = """SELECT ?id ?text ?kind ?section ?line ?order ?lead WHERE {
  ?id a ?kind ; a plan:Statement ; plan:text ?text ; plan:sectionNumber ?section ; plan:order ?order ; plan:span/plan:line ?line .
  FILTER (?kind != plan:Statement) OPTIONAL { ?lead plan:lead ?id } } ORDER BY ?order"""
_QUANTITIES = """SELECT ?id ?text ?value ?to ?unit ?metric ?comparator ?change ?modality ?period ?start ?end ?from WHERE {
  ?q a plan:Quantity ; plan:statement ?id ; plan:text ?text ; qudt:numericValue ?value ; plan:unitText ?unit ; plan:order ?order ;
    plan:comparator/skos:notation ?comparator ; plan:change/skos:notation ?change ; plan:modality/skos:notation ?modality ;
    plan:span ?span . ?span oa:start ?start ; oa:end ?end .
  ?id plan:span/oa:start ?from .
  OPTIONAL { ?q plan:valueTo ?to } OPTIONAL { ?q plan:metric ?metric } OPTIONAL { ?q plan:period ?period } } ORDER BY ?id ?order"""
_MENTIONS = """SELECT ?id ?entity ?name WHERE { ?m a plan:Mention ; plan:mentionedIn ?id ; plan:entity ?entity .
  ?id a plan:Statement . ?entity rdfs:label ?name . FILTER (LANG(?name) = "zh") } ORDER BY ?id ?m"""
_MARKS = "SELECT ?id ?missing WHERE { ?id plan:missing ?missing }"


@dataclass(frozen=True, slots=True)
class Book:
    """A built report as the ledger needs it: whose and of which years it is, its claims, their lines, which are vague."""

    iri: str
    title: str
    area: str
    review: int | None
    plan: int | None
    claims: tuple[Claim, ...]
    lines: dict[str, int]
    vague: frozenset[str]

    def results(self) -> list[Claim]:
        """Give what it reports, in parts."""
        return [p for c in self.claims if c.kind is StatementKind.RESULT for p in parts(c)]

    def commitments(self) -> list[Claim]:
        """Give what it promises, in parts."""
        return [p for c in self.claims if planned(c.kind) for p in parts(c)]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ledger: a commitment, what reports on it (if anything) and the verdict with its reasons.

    `again` is a commitment of the later report that promises the same once more.
    """

    earlier: Book
    later: Book
    commitment: Claim
    verdict: Verdict
    result: Claim | None = None
    items: tuple[Item, ...] = ()
    score: float | None = None
    reason: str = ""
    words: tuple[str, ...] = ()
    again: Claim | None = None


def read_book(path: Path) -> Book:
    """Read a built report from its graph file.

    Raises InputError where the file is no graph or holds no report, or more than one.
    """
    store = load([path])
    found = _select(store, _REPORT)
    if len(found) != 1:
        raise InputError(
            f"{path} 须恰好含一份报告，现有 {len(found)} 份 / {path} must hold exactly one report, it holds {len(found)}"
        )
    report, title, code, name, review, plan = found[0]
    rows = _select(store, _STATEMENTS)
    missing: defaultdict[str, list[str]] = defaultdict(list)
    for statement, what in _select(store, _MARKS):
        missing[statement].append(what)
    return Book(
        iri=report,
        title=title or path.stem,
        area=code or name or "",
        review=int(review) if review else None,
        plan=int(plan) if plan else None,
        claims=tuple(_claims(store, rows)),
        lines={row[0]: int(row[4]) for row in rows},
        vague=frozenset(s for s, what in missing.items() if is_vague(Verifiability(s, tuple(what)))),
    )


def _select(store: pyoxigraph.Store, query: str) -> list[tuple[str, ...]]:
    rows = as_result(store.query(_PREFIXES + query)).rows
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]


def _claims(store: pyoxigraph.Store, rows: Sequence[tuple[str, ...]]) -> Iterator[Claim]:
    texts = {row[0]: row[1] for row in rows}
    numbers = _numbers(store, texts)
    names: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for statement, entity, name in _select(store, _MENTIONS):
        names[statement].append((entity, name))
    for own, text, kind, section, _, _, lead in rows:
        yield Claim(
            id=own,
            text=text,
            kind=StatementKind(kind.rpartition("#")[2].lower()),
            section=section,
            paragraph=own.rpartition(".s")[0],
            lead=bool(lead),
            quantities=tuple(numbers[own]),
            entities=tuple(dict.fromkeys(names[own])),
        )


def _numbers(store: pyoxigraph.Store, texts: dict[str, str]) -> defaultdict[str, list[Quantity]]:
    """Give the numbers of every statement; their places in it are found again by what is printed there."""
    found: defaultdict[str, list[Quantity]] = defaultdict(list)
    for own, text, value, to, unit, metric, comparator, change, modality, period, *_ in _select(store, _QUANTITIES):
        after = found[own][-1].end if found[own] else 0
        start = max(texts[own].find(text, after), 0)
        found[own].append(
            Quantity(
                text=text,
                start=start,
                end=start + len(text),
                value=Decimal(value),
                value_to=Decimal(to) if to else None,
                unit=unit,
                metric=metric or None,
                comparator=Comparator(comparator),
                change=Change(change),
                modality=Modality(modality),
                period=period or None,
            )
        )
    return found


def follow(books: Sequence[Book]) -> tuple[Row, ...]:
    """Follow the commitments of each report into the next, in the order of their years.

    Raises UsageError for fewer than two reports or reports of different areas, LimitError for too many statements.
    """
    if len(books) < 2:
        raise UsageError("台账至少要两份报告 / a ledger takes two reports or more")
    areas = sorted({b.area for b in books})
    if len(areas) > 1:
        raise UsageError(
            f"报告不属于同一地区：{'、'.join(areas)} / the reports are of different areas: {', '.join(areas)}"
        )
    ordered = sorted(books, key=lambda b: b.plan or b.review or 0)
    return tuple(row for earlier, later in pairwise(ordered) for row in _pair(earlier, later))


def _pair(earlier: Book, later: Book) -> Iterator[Row]:
    commitments = earlier.commitments()
    comparison = compare(later.results(), commitments, BETWEEN)
    if comparison.refused:
        raise LimitError(f"{later.title}：语句过多，无法对照 / {later.title}: too many statements to be compared")
    found: defaultdict[int, list[Match]] = defaultdict(list)
    for match in chosen(comparison, BETWEEN):
        found[id(match.commitment)].append(match)
    promised = compare(later.commitments(), commitments, BETWEEN)
    again = {id(row[0].commitment): row[0].result for row in promised.rows if row and row[0].value >= BETWEEN.least}
    for commitment in comparison.commitments:
        once_more = again.get(id(commitment))
        for match in found[id(commitment)]:
            yield _judged(earlier, later, match, once_more)
        if not found[id(commitment)] and commitment.id not in earlier.vague:
            yield Row(earlier, later, commitment, Verdict.DROPPED, again=once_more)


def _judged(earlier: Book, later: Book, match: Match, again: Claim | None) -> Row:
    items = judge(match.commitment, match.result)
    shared = evidence(match)
    return Row(
        earlier=earlier,
        later=later,
        commitment=match.commitment,
        result=match.result,
        verdict=overall(items),
        items=items,
        score=confidence(match.value, BETWEEN),
        reason=explain(match, shared),
        words=shared.words,
        again=again,
    )
