"""The values that the rooms hand on: frozen, standard library only, every one with its place in the source.

Offsets count Unicode code points in the decoded source text, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the source: ``source.text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded text of one report, untouched but for a byte-order mark; `sha256` is that of the bytes."""

    name: str
    text: str
    encoding: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Text joined over line wraps, and where each run of it stands in the source.

    `runs` holds pairs (offset in `text`, offset in the source), ascending; each run is contiguous in both.

    >>> p = Passage("首都功能", ((0, 10), (2, 14)))     # "首都" at 10, "功能" at 14, a line break between
    >>> p.span(), p.span(1, 3), p.span(2, 4)
    (Span(start=10, end=16), Span(start=11, end=15), Span(start=14, end=16))
    """

    text: str
    runs: tuple[tuple[int, int], ...]

    def at(self, offset: int) -> int:
        """Give the place in the source of the character at `offset` of the text."""
        inner, outer = self.runs[bisect_right(self.runs, (offset, 1 << 62)) - 1]
        return outer + offset - inner

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Give the stretch of the source that ``text[start:end]`` was joined from (not empty)."""
        end = len(self.text) if end is None else end
        return Span(self.at(start), self.at(end - 1) + 1)

    def part(self, start: int, end: int) -> Passage:
        """Give ``text[start:end]`` (not empty) as a passage of its own."""
        first = bisect_right(self.runs, (start, 1 << 62)) - 1
        runs = [(0, self.at(start))]
        runs += [(inner - start, outer) for inner, outer in self.runs[first + 1 :] if inner < end]
        return Passage(self.text[start:end], tuple(runs))


class BlockKind(StrEnum):
    """What a block of the source is; every character that is not white space lies in exactly one block."""

    FRONT_MATTER = "front_matter"
    HEADING = "heading"
    STATEMENT = "statement"
    ANNEX = "annex"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the source and what it is."""

    kind: BlockKind
    span: Span


class Level(StrEnum):
    """How deep a section lies."""

    PART = "part"
    CHAPTER = "chapter"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Section:
    """A part, chapter or topic. `number` is our own count (``1``, ``1.2``, ``1.2.3``); 0 stands for a missing level.

    `heading` is true where the title is printed as a heading, false where it is the lead sentence of a paragraph.
    """

    level: Level
    number: str
    title: Passage
    heading: bool

    @property
    def id(self) -> str:
        """Give the place in the tree: ``p1``, ``p1.c2``, ``p1.c2.t3``."""
        return ".".join(letter + n for letter, n in zip("pct", self.number.split("."), strict=False))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the body. `id` is its place in the tree (``p1.c3.t2.s4``); `section` the number of the
    innermost section that holds it (``1.3.2``; ``1.0`` before a part's first chapter); `lead` marks the sentence
    that is a topic's title."""

    id: str
    section: str
    passage: Passage
    lead: bool = False
    page: int | None = None


class AnnexKind(StrEnum):
    """What an annex holds."""

    INDICATORS = "indicators"
    GLOSSARY = "glossary"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows the body: its title as printed (may be absent), the whole span, and its lines, unjoined.

    Each of `lines` is one printed line that is not blank, without the white space around it.
    """

    kind: AnnexKind
    number: int
    title: Passage | None
    span: Span
    lines: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report as a tree with places. `front` holds the paragraphs before the body (title, meeting line, speaker,
    address …) with wrapped lines joined; `warnings` say in Chinese and English what was odd."""

    source: Source
    front: tuple[Passage, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    annexes: tuple[Annex, ...]
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area: GB/T 2260 code (``100000`` for the whole country), full name (北京市西城区)."""

    code: str
    name: str


class DocumentKind(StrEnum):
    """What kind of document a report is."""

    PLAN_REPORT = "plan_report"
    WORK_REPORT = "work_report"
    TASK_BREAKDOWN = "task_breakdown"
    PLAN = "plan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself; what it does not say is None."""

    title: str | None = None
    kind: DocumentKind = DocumentKind.OTHER
    area_name: str | None = None
    area: Area | None = None
    review_year: int | None = None
    plan_start: int | None = None
    plan_end: int | None = None
    speaker: str | None = None
    speaker_post: str | None = None
    meeting_date: date | None = None
    issuer: str | None = None


class Comparator(StrEnum):
    """How the number stands to the fact, as printed: 左右, 以上, 不超过 …"""

    EQ = "="
    APPROX = "≈"
    GE = "≥"
    LE = "≤"
    GT = ">"
    LT = "<"


class Change(StrEnum):
    """Whether a number is a level, or by how much something rose or fell (the number itself stays positive)."""

    LEVEL = "level"
    INCREASE = "increase"
    DECREASE = "decrease"


class Modality(StrEnum):
    """Whether a number happened, is expected (预计) or is aimed at."""

    ACTUAL = "actual"
    EXPECTED = "expected"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured number in a sentence. `start`/`end` are offsets in the sentence's text, `text` what is printed there.

    `value` and `value_to` (upper bound of a range) are in the base unit: a scale at the front of the unit is
    multiplied out (5408.1亿元 → 540810000000 元); `period` is ``2021``, ``2021-H1``,
    ``2021-01/2021-10`` or ``2021/2025``.
    """

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    metric: str | None = None
    value_to: Decimal | None = None
    comparator: Comparator = Comparator.EQ
    change: Change = Change.LEVEL
    modality: Modality = Modality.ACTUAL
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of an indicator table: a target, or an observation of an earlier year. Words give no value."""

    period: str | None
    target: bool
    text: str
    value: Decimal | None = None
    value_to: Decimal | None = None
    comparator: Comparator | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure of an indicator table; value and unit as printed. Two measures may share a row's `number`;
    `measure` counts them from 1 (0 where the row has only one). `nature` is 约束性 or 预期性.

    `dimension_certain` is false where the text does not settle which dimension the row belongs to.
    """

    annex: int
    number: str
    measure: int
    name: str
    span: Span
    unit: str | None = None
    dimension: str | None = None
    dimension_certain: bool = True
    group: str | None = None
    nature: str | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry. `number` is its count from 1; `mentions` are (sentence id, start, end in the sentence)."""

    number: int
    term: str
    definition: Passage
    span: Span
    mentions: tuple[tuple[str, int, int], ...] = ()


class StatementKind(StrEnum):
    """What a statement does."""

    RESULT = "result"
    COMMITMENT = "commitment"
    GOAL = "goal"
    CHALLENGE = "challenge"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with what it does and the numbers it gives."""

    sentence: Sentence
    kind: StatementKind
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of one report."""

    document: Document
    metadata: Metadata
    statements: tuple[Statement, ...]
    indicators: tuple[Indicator, ...]
    terms: tuple[Term, ...]
    warnings: tuple[str, ...] = ()
