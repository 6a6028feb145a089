"""The curated lists of units and counting words (`ontology/units.csv`), of their symbols (`unit_symbols.csv`), and of how many of
one are another (`unit_conversions.csv`)."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
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


def conversion(unit: str, other: str) -> Fraction | None:
    """Give how many of another unit one is; None where it is not so many of the other.

    >>> conversion("吨", "斤"), conversion("亩", "公顷"), conversion("公顷", "吨")
    (Fraction(2000, 1), Fraction(1, 15), None)
    """
    base, times = _conversions().get(unit, (unit, Fraction(1)))
    other_base, other_times = _conversions().get(other, (other, Fraction(1)))
    return times / other_times if base == other_base else None


@cache
def _conversions() -> dict[str, tuple[str, Fraction]]:
    with open(shipped("ontology") / "unit_conversions.csv", encoding="utf-8", newline="") as handle:
        return {row["unit"]: (row["base"], Fraction(row["times"])) for row in csv.DictReader(handle)}


@cache
def _symbols() -> dict[str, str]:
    """Give the unit of every symbol, with the micro sign in one form."""
    with open(shipped("ontology") / "unit_symbols.csv", encoding="utf-8", newline="") as handle:
        return {row["symbol"]: row["unit"] for row in csv.DictReader(handle)}


def spelled_out(unit: str) -> str:
    """Give a unit with its symbols as words, and / for 每 between two; a unit without symbols as it is.

    >>> spelled_out("μg/m³"), spelled_out("微克每立方米"), spelled_out("万m2"), spelled_out("亿元")
    ('微克/立方米', '微克/立方米', '万平方米', '亿元')
    """
    parts = re.split(r"(?<=.)每(?=.)|/", unit.replace("µ", "μ"))
    return "/".join(_spelled_out(part) for part in parts)


def _spelled_out(part: str) -> str:
    scale = _SCALED.match(part)
    start = scale.end() if scale else 0
    return part[:start] + _symbols().get(part[start:], part[start:])


_SCALED = re.compile(r"[百千万亿]+")


@cache
def alternatives() -> str:
    """Give the printed forms as one regular expression, longest first."""
    return "|".join(re.escape(text) for text in sorted(units(), key=lambda t: (-len(t), t)))
