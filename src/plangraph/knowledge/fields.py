"""Policy fields, `ontology/fields.csv`, and those that a topic belongs to by the words of its title."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from plangraph.files import shipped

_MOST = 2  # fields that one topic is filed under


@dataclass(frozen=True, slots=True)
class PolicyField:
    """A policy field; `words` tell that a title is about it, `within` is the wider field, `sdg` the number of the goal of the
    United Nations that comes nearest; both may be empty."""

    code: str
    name: str
    words: tuple[str, ...]
    label_en: str
    within: str
    sdg: str


@cache
def fields() -> dict[str, PolicyField]:
    """Give every policy field by its code."""
    with open(shipped("ontology") / "fields.csv", encoding="utf-8", newline="") as handle:
        return {row["code"]: _field(row) for row in csv.DictReader(handle)}


def _field(row: dict[str, str]) -> PolicyField:
    words = tuple(row["words"].split())
    return PolicyField(row["code"], row["name"], words, row["label_en"], row["within"], row["sdg"])


def fields_of(title: str) -> tuple[str, ...]:
    """Give the codes of the fields that a title is about, the one with most words first; none where no word tells.

    >>> fields_of("加大力度推进垃圾分类和物业管理"), fields_of("高标准推进各项工作")
    (('waste', 'community'), ())
    """
    said = {one.code: sum(len(w) for w in one.words if w in title) for one in fields().values()}
    best = sorted((code for code, score in said.items() if score), key=lambda code: (-said[code], code))
    return tuple(code for code in best[:_MOST] if said[code] * 2 >= said[best[0]])
