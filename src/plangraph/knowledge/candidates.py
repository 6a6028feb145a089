"""What a candidate for a name is."""

from __future__ import annotations

from typing import NamedTuple

from plangraph.model import EntityType

PLACE, BODY, PROJECT = EntityType.PLACE, EntityType.ORGANISATION, EntityType.PROJECT
PROGRAMME, DOCUMENT, EVENT, AWARD = EntityType.PROGRAMME, EntityType.DOCUMENT, EntityType.EVENT, EntityType.AWARD


class Candidate(NamedTuple):
    """A stretch of a text that may be a name, what found it, and how sure that is (3 beats any length).

    `name` is the full name where the words do not give it.
    """

    start: int
    end: int
    type: EntityType
    evidence: str = "rules"
    weight: int = 0
    name: str | None = None
