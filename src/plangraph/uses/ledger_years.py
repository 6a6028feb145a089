"""The years of a ledger: which one a report plans and which it tells of; what is promised again, year after year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plangraph.graph.labels import labels
from plangraph.knowledge.wording import grams
from plangraph.model import Claim, Verdict
from plangraph.uses.ledger import Book, Row


def promise_year(book: Book) -> int | None:
    """Give the year that a report plans, the one after what it reviews where it does not say."""
    return book.plan or (book.review + 1 if book.review else None)


def report_year(book: Book) -> int | None:
    """Give the year whose results a report tells, the one before what it plans where it does not say."""
    return book.review or (book.plan - 1 if book.plan else None)


def estimated(row: Row) -> bool:
    """Tell whether something the verdict rests on was only expected (预计) when it was reported."""
    return any(item.estimated for item in row.items)


@dataclass(frozen=True, slots=True)
class Step:
    """One year of a chain: a commitment, the verdicts it met with (none where no later report was read), each with whether
    it rests on what was only expected, whether it is promised again, and its first row in the ledger (None: it has none)."""

    year: int | None
    verdicts: tuple[tuple[Verdict, bool], ...] = ()
    again: bool = False
    row: int | None = None


def chains(rows: Sequence[Row]) -> list[tuple[Step, ...]]:
    """Give for every row the years in which its commitment was made, first to last; one alone where it was made once."""
    places = _places(rows)
    onward: dict[int, int] = {}
    origins: defaultdict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        again = places.get((id(row.later), row.again), []) if row.again else []
        if again and again[0] > i:
            onward[i] = again[0]
            for place in again:
                origins[place].append(i)
    origin = {place: _likest(rows[place].commitment, before, rows) for place, before in origins.items()}
    steps = [
        Step(promise_year(r.earlier), _verdicts([rows[i] for i in same]), bool(r.again), same[0])
        for r in rows
        for same in [places[id(r.earlier), r.commitment]]
    ]
    return [tuple(_chain(i, rows, steps, origin, onward)) for i in range(len(rows))]


def _places(rows: Sequence[Row]) -> defaultdict[tuple[int, Claim], list[int]]:
    """Give the places of the rows of each commitment; the same words are another commitment in another report."""
    found: defaultdict[tuple[int, Claim], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        found[id(row.earlier), row.commitment].append(i)
    return found


def _verdicts(rows: Sequence[Row]) -> tuple[tuple[Verdict, bool], ...]:
    return tuple(dict.fromkeys((r.verdict, estimated(r)) for r in rows))


def _likest(commitment: Claim, places: Sequence[int], rows: Sequence[Row]) -> int:
    """Give the place of the commitment that shares most wording with one of a year on, the first of equals."""
    own = grams(commitment.text, (2,))

    def alike(place: int) -> float:
        other = grams(rows[place].commitment.text, (2,))
        return len(own & other) / (len(own | other) or 1)

    return max(places, key=alike)


def _chain(
    i: int, rows: Sequence[Row], steps: Sequence[Step], origin: Mapping[int, int], onward: Mapping[int, int]
) -> Iterator[Step]:
    places = [*reversed([*_walk(i, origin)]), i, *_walk(i, onward)]
    yield from (steps[place] for place in places)
    last = rows[places[-1]]
    if last.again:
        yield Step(promise_year(last.later))


def _walk(place: int, way: Mapping[int, int]) -> Iterator[int]:
    """Give where a way leads from a place, step by step; every step leads further in one direction, so it ends."""
    while place in way:
        place = way[place]
        yield place


def verdict_words(verdict: Verdict, lang: str, *, expected: bool = False, again: bool = False) -> str:
    """Name a verdict; tell where it rests on what was only expected. What nobody reports on but what is promised again is
    not said to be dropped.

    >>> verdict_words(Verdict.MET, "en", expected=True), verdict_words(Verdict.DROPPED, "zh", again=True)
    ('met (expected)', '未报告结果')
    """
    if verdict is Verdict.DROPPED and again:
        return {"zh": "未报告结果", "en": "not reported"}[lang]
    mark = {"zh": "（预计）", "en": " (expected)"}[lang] if expected else ""
    return labels("verdict", lang)[verdict] + mark


def judged_words(row: Row, lang: str) -> str:
    """Name the verdict of a row, and how many of its targets it rests on where the result leaves some unanswered."""
    words = verdict_words(row.verdict, lang, expected=estimated(row), again=bool(row.again))
    told, of = sum(i.verdict is not Verdict.CANNOT_JUDGE for i in row.items), len(row.items)
    if not 0 < told < of:
        return words
    return words + {"zh": f"（{of} 项中 {told} 项有据）", "en": f" ({told} of {of} targets told)"}[lang]


def step_words(step: Step, first: bool, lang: str) -> str:
    """Tell of one year of a chain.

    >>> step_words(Step(2015, ((Verdict.MET, False),)), False, "zh")
    '2015 年再次承诺：达成'
    """
    verdicts = [verdict_words(v, lang, expected=e, again=step.again) for v, e in step.verdicts]
    year = step.year or "?"
    if lang == "zh":
        return f"{year} 年{'' if first else '再次'}承诺" + ("：" + "、".join(verdicts) if verdicts else "")
    return f"promised {'' if first else 'again '}for {year}" + (": " + ", ".join(verdicts) if verdicts else "")


def chain_words(chain: Sequence[Step], lang: str) -> str:
    """Tell a chain in one line, nothing where there is only one year."""
    return " → ".join(step_words(s, i == 0, lang) for i, s in enumerate(chain)) if len(chain) > 1 else ""
