"""The curated list of units and counting words, `ontology/units.csv`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from plangraph.files import shipped


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed, our code for it, its QUDT name (may be empty), its kind and English label."""

    text: str
    code: str
    qudt: str
    kind: str
    label_en: str


@cache
def units() -> dict[str, Unit]:
    """Give every unit by its printed form."""
    with open(shipped("ontology") / "units.csv", encoding="utf-8", newline="") as handle:
        return {row["text"]: Unit(**row) for row in csv.DictReader(handle)}


@cache
def alternatives() -> str:
    """Give the printed forms as one regular expression, longest first."""
    return "|".join(re.escape(text) for text in sorted(units(), key=lambda t: (-len(t), t)))
