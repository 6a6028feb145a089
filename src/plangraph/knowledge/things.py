"""Things of two datasets that may correspond, and what is said of a pair of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a thing is."""

    AREA = "Area"
    PLACE = "Place"
    ORGANISATION = "Organisation"
    PROJECT = "Project"
    PROGRAMME = "Programme"
    DOCUMENT = "Document"
    EVENT = "Event"
    AWARD = "Award"
    TERM = "GlossaryTerm"
    INDICATOR = "Indicator"


class Predicate(StrEnum):
    """How two things correspond: the mapping properties of SKOS, from the subject to the object."""

    EXACT = "exactMatch"
    CLOSE = "closeMatch"
    BROAD = "broadMatch"
    NARROW = "narrowMatch"
    RELATED = "relatedMatch"


INVERSE: Mapping[Predicate, Predicate] = {
    **{p: p for p in Predicate},
    Predicate.BROAD: Predicate.NARROW,
    Predicate.NARROW: Predicate.BROAD,
}


class Basis(StrEnum):
    """What a correspondence rests on: the matching processes of the SEMAPV vocabulary."""

    NAMES = "LexicalMatching"  # equal names
    LIKENESS = "LexicalSimilarityThresholdMatching"  # names that are alike
    KNOWLEDGE = "BackgroundKnowledgeBasedMatching"  # codes of areas, functions of bodies
    MEASURE = "SemanticSimilarityThresholdMatching"  # one thing measured in one scope
    PERSON = "ManualMappingCuration"


class Thing(NamedTuple):
    """A thing of a dataset: `names` with the preferred one first, `code` of an area (GB/T 2260), `within` the code of the
    area it lies in, `home` and `year` those of its dataset; `unit` and `change` of what is measured; `concept` is the IRI of
    what it is in a shared scheme, where its graph says so. What is measured has `figures`, one for each `period`, `modality`
    (actual, expected, target) and `scope` in words; each is a thing of its own, the row of a table standing for all of its."""

    iri: str
    kind: Kind | None  # None: a class that is not known, which fits any
    names: tuple[str, ...]
    code: str | None = None
    within: str | None = None
    home: str | None = None
    year: int | None = None
    unit: str = ""
    change: str = "level"
    concept: str | None = None
    ended: bool = False  # an area that is said to be no more
    period: str = ""
    modality: str = ""
    scope: str = ""
    figures: tuple[Thing, ...] = ()

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A judgement on a pair: how they correspond, or (`rejected`) that they do not though they might seem to.

    `confidence` is between 0 and 1, of a rejected pair None; `likeness` that of the names; `why` is the evidence or the
    reason, in both languages (zh / en).
    """

    subject: Thing
    object: Thing
    predicate: Predicate
    basis: Basis
    confidence: float | None
    why: str
    likeness: float | None = None
    rejected: bool = False
    reviewer: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided of a pair: named by IRIs, or by names where these are empty."""

    subject: str
    subject_name: str
    object: str
    object_name: str
    predicate: Predicate
    rejected: bool
    confidence: float = 1.0
    reviewer: str = ""
    day: date | None = None
    comment: str = ""
