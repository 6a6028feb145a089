"""The ledger between reports: what became of each commitment, read from their graphs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plangraph.errors import InputError, LimitError, UsageError
from plangraph.graph.iris import THINGS
from plangraph.knowledge.decisions import Settled, about, elsewhere, forced, gone, settle, spared
from plangraph.knowledge.matches import (
    AGAIN,
    BETWEEN,
    NEAREST,
    Match,
    chosen,
    compare,
    confidence,
    evidence,
    explain,
    parts,
)
from plangraph.knowledge.statements import planned
from plangraph.knowledge.verdicts import judge, overall
from plangraph.knowledge.verifiability import is_vague, verifiability
from plangraph.knowledge.wording import common, telling
from plangraph.model import (
    Change,
    Claim,
    Comparator,
    Decision,
    Item,
    LinkStatus,
    Modality,
    Quantity,
    StatementKind,
    Verdict,
)
from plangraph.text.divisions import own_areas
from plangraph.uses.queries import load

if TYPE_CHECKING:
    import pyoxigraph

_PREFIXES = """PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX qudt: <http://qudt.org/schema/qudt/>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
_REPORT = """SELECT ?report ?title ?code ?name ?review ?plan ?end WHERE { ?report a plan:Report .
  OPTIONAL { ?report dcterms:title ?title } OPTIONAL { ?report plan:area/plan:areaCode ?code }
  OPTIONAL { ?report plan:areaName ?name }
  OPTIONAL { ?report plan:reviewYear ?review } OPTIONAL { ?report plan:planStart ?plan }
  OPTIONAL { ?report plan:planEnd ?end } }"""
_STATEMENTS = """SELECT ?id ?text ?kind ?section ?line ?order ?lead WHERE {
  ?id a ?kind ; a plan:Statement ; plan:text ?text ; plan:sectionNumber ?section ; plan:order ?order ; plan:span/plan:line ?line .
  FILTER (?kind != plan:Statement) OPTIONAL { ?lead plan:lead ?id } } ORDER BY ?order"""
_QUANTITIES = """SELECT ?id ?text ?value ?to ?unit ?metric ?comparator ?change ?modality ?period WHERE {
  ?q a plan:Quantity ; plan:statement ?id ; plan:text ?text ; qudt:numericValue ?value ; plan:unitText ?unit ; plan:order ?order ;
    plan:comparator/skos:notation ?comparator ; plan:change/skos:notation ?change ; plan:modality/skos:notation ?modality .
  OPTIONAL { ?q plan:valueTo ?to } OPTIONAL { ?q plan:metric ?metric } OPTIONAL { ?q plan:period ?period } } ORDER BY ?id ?order"""
_MENTIONS = """SELECT ?id ?entity ?text WHERE { ?m a plan:Mention ; plan:mentionedIn ?id ; plan:entity ?entity ; plan:text ?text .
  ?id a plan:Statement } ORDER BY ?id ?m"""
_UNREPORTED = "后一份报告没有提到 / the later report does not mention it"
_ONLY_AGAIN = "没有报告结果，后一份报告再次承诺 / no result is reported, and the later report promises it again"
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_NAME = 5  # characters beyond boilerplate that make a name


@dataclass(frozen=True, slots=True)
class Book:
    """A built report as the ledger needs it: whose and of which years it is, its claims and their lines."""

    iri: str
    title: str
    area: str
    review: int | None
    plan: int | None
    claims: tuple[Claim, ...]
    lines: dict[str, int]
    plan_end: int | None = None
    place: str = ""

    @property
    def heading(self) -> str:
        """Give the title, with the area and the year where it names no year."""
        bare = _SPACED.sub("", self.title)
        return bare if re.search(r"[0-9〇]", bare) else f"{self.place}{self.year or ''}年{bare}"

    @property
    def year(self) -> int:
        """Give the year that it plans for, or looks back on."""
        return self.plan or self.review or 0

    def results(self) -> list[Claim]:
        """Give what it reports, in parts."""
        return [p for c in self.claims if c.kind is StatementKind.RESULT for p in parts(c)]

    def commitments(self) -> list[Claim]:
        """Give what it promises, in parts."""
        return [p for c in self.claims if planned(c.kind) for p in parts(c)]

    def others(self, known: Sequence[Claim]) -> list[Claim]:
        """Give what it says besides what is known already, in parts."""
        there = {c.id for c in known}
        return [p for c in self.claims if c.id not in there for p in parts(c)]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ledger: a commitment, what reports on it (if anything) and the verdict with its reasons.

    `again` is a commitment of the later report that promises the same once more; `status` tells who joined the two.
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
    status: LinkStatus = LinkStatus.PREDICTED


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
    report, title, code, name, review, plan, end = found[0]
    rows = _select(store, _STATEMENTS)
    return Book(
        iri=report,
        title=title or path.stem,
        area=code or name or "",
        review=int(review) if review else None,
        plan=int(plan) if plan else None,
        plan_end=int(end) if end else None,
        place=name,
        claims=tuple(_claims(store, rows, {f"area/{c}" for c in own_areas(code)} if code else set())),
        lines={row[0]: int(row[4]) for row in rows},
    )


def is_ledger(path: Path) -> bool:
    """Tell a graph that holds judgements of a ledger and no report.

    Raises InputError where the file is no graph.
    """
    store = load([path])
    return bool(_select(store, "SELECT ?x WHERE { ?x a plan:Judgement } LIMIT 1")) and not _select(store, _REPORT)


def _select(store: pyoxigraph.Store, query: str) -> list[tuple[str, ...]]:
    rows: Any = store.query(_PREFIXES + query)
    return [tuple("" if cell is None else cell.value for cell in row) for row in rows]


def _claims(store: pyoxigraph.Store, rows: Sequence[tuple[str, ...]], own: set[str]) -> Iterator[Claim]:
    """Give every statement as a claim; the report's `own` area and those above it are named everywhere and left out."""
    texts = {row[0]: row[1] for row in rows}
    numbers = _numbers(store, texts)
    names: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for statement, entity, name in _select(store, _MENTIONS):
        local = entity.removeprefix(THINGS).rpartition("entity/")[2]  # place-1f0c9a2b4d, area/110102
        if local not in own:
            names[statement].append((local, name))
    for iri, text, kind, section, _, _, lead in rows:
        yield Claim(
            id=iri,
            text=text,
            kind=StatementKind(kind.rpartition("#")[2].lower()),
            section=section,
            paragraph=iri.rpartition(".s")[0],
            lead=bool(lead),
            quantities=tuple(numbers[iri]),
            entities=tuple(dict.fromkeys(names[iri])),
        )


def _numbers(store: pyoxigraph.Store, texts: dict[str, str]) -> defaultdict[str, list[Quantity]]:
    """Give the numbers of every statement; their places in it are found again by what is printed there."""
    found: defaultdict[str, list[Quantity]] = defaultdict(list)
    for own, text, value, to, unit, metric, comparator, change, modality, period in _select(store, _QUANTITIES):
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


def follow(books: Sequence[Book], decisions: Sequence[Decision] = ()) -> tuple[Row, ...]:
    """Follow the commitments of each report into the next, in the order of their years; what people decided holds.

    Raises UsageError for fewer than two reports or reports of different areas, LimitError for too many statements.
    """
    if len(books) < 2:
        raise UsageError("台账至少要两份报告 / a ledger takes two reports or more")
    areas = sorted({b.area for b in books})
    if len(areas) > 1:
        raise UsageError(
            f"报告不属于同一地区：{'、'.join(areas)} / the reports are of different areas: {', '.join(areas)}"
        )
    return tuple(row for earlier, later in pairs(books) for row in _pair(earlier, later, decisions))


def pairs(books: Sequence[Book]) -> list[tuple[Book, Book]]:
    """Give each report with the next, in the order of their years.

    Raises UsageError where the next does not look back on a year that the one before plans for.
    """
    found = list(pairwise(sorted(books, key=lambda b: b.year)))
    for earlier, later in found:
        if earlier.plan and later.review and not earlier.plan <= later.review <= (earlier.plan_end or earlier.plan):
            raise UsageError(
                f"年份不相接：“{earlier.title}”承诺 {earlier.plan} 年，“{later.title}”总结 {later.review} 年 / "
                f"the years do not meet: {earlier.title} plans for {earlier.plan}, {later.title} looks back on {later.review}"
            )
    return found


def unsettled(books: Sequence[Book], decisions: Sequence[Decision]) -> list[str]:
    """Say (zh / en) which decisions on pairs across these reports no longer apply, and how many are about others."""
    own: list[Decision] = []
    kept: list[Decision] = []
    for earlier, later in pairs(books):
        there = about(decisions, earlier.iri, later.iri)
        lost = _settled(earlier, later, decisions, earlier.commitments(), later.results()).lost
        own += there
        kept += (d for d in there if d not in lost)
    return [gone(d) for d in decisions if d in own and d not in kept] + elsewhere(sum(d not in own for d in decisions))


def _settled(
    earlier: Book, later: Book, decisions: Sequence[Decision], commitments: list[Claim], results: list[Claim]
) -> Settled:
    """Find what decisions are about: commitments and results first, but people may join statements of any kind."""
    own = about(decisions, earlier.iri, later.iri)
    return settle(own, [*commitments, *earlier.others(commitments)], [*results, *later.others(results)])


def _pair(earlier: Book, later: Book, decisions: Sequence[Decision]) -> Iterator[Row]:
    commitments, results = earlier.commitments(), later.results()
    settled = _settled(earlier, later, decisions, commitments, results)
    comparison = spared(compare(results, commitments, BETWEEN), settled)
    if comparison.refused:
        raise LimitError(f"{later.title}：语句过多，无法对照 / {later.title}: too many statements to be compared")
    found: defaultdict[int, list[Match]] = defaultdict(list)
    for match in forced(chosen(comparison, BETWEEN), settled):
        found[id(match.commitment)].append(match)
    again = {
        id(match.commitment): match.result
        for match in reversed(chosen(compare(later.commitments(), commitments, AGAIN), AGAIN))
    }
    nearest = {id(row[0].commitment): row[:NEAREST] for row in comparison.rows if row}
    everything = {id(c): c for c in (*comparison.commitments, *(ms[0].commitment for ms in found.values()))}
    for commitment in everything.values():
        once_more = again.get(id(commitment))
        for match in found[id(commitment)]:
            yield _judged(earlier, later, match, once_more, settled.of(match))
        if not found[id(commitment)] and not is_vague(verifiability(commitment, owned=False)):
            yield _unreported(earlier, later, commitment, nearest.get(id(commitment), ()), once_more)


def _unreported(earlier: Book, later: Book, commitment: Claim, near: Sequence[Match], again: Claim | None) -> Row:
    """Tell what is never mentioned from what is named, though in no sentence that reports on it."""
    for match in near:
        named = next((c.text for c in common(commitment.text, match.result.text) if telling(c.text) >= _NAME), None)
        if named:
            line = later.lines[match.result.id]
            why = f"报告第{line}行提到{named}，但不足以认定说的是这一项 / line {line} of the report names {named}, too little to tell that it is this"
            return Row(earlier, later, commitment, Verdict.CANNOT_JUDGE, reason=why, again=again)
    return Row(earlier, later, commitment, Verdict.DROPPED, reason=_ONLY_AGAIN if again else _UNREPORTED, again=again)


def _judged(earlier: Book, later: Book, match: Match, again: Claim | None, decision: Decision | None) -> Row:
    items = judge(match.commitment, match.result)
    shared = evidence(match)
    return Row(
        earlier=earlier,
        later=later,
        commitment=match.commitment,
        result=match.result,
        verdict=overall(items),
        items=items,
        score=decision.confidence if decision else confidence(match.value, BETWEEN),
        reason=explain(match, shared),
        words=shared.words,
        again=again,
        status=decision.status if decision else LinkStatus.PREDICTED,
    )
