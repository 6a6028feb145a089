"""The programmes of the city and the country that many districts run, `ontology/programmes.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from plangraph.files import shipped
from plangraph.knowledge.indicators import key


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme; `area` is the code of whose programme it is, `source` the document that it rests on."""

    code: str
    name: str
    also: tuple[str, ...]
    label_en: str
    area: str
    field: str
    source: str


@cache
def programmes() -> dict[str, Programme]:
    """Give every programme by its code."""
    with open(shipped("ontology") / "programmes.csv", encoding="utf-8", newline="") as handle:
        return {row["code"]: _programme(row) for row in csv.DictReader(handle)}


def _programme(row: dict[str, str]) -> Programme:
    also = tuple(row["also"].split())
    return Programme(row["code"], row["name"], also, row["label_en"], row["area"], row["field"], row["source"])


@cache
def _by_name() -> dict[str, str]:
    return {key(name): one.code for one in programmes().values() for name in (one.name, *one.also)}


def programme_of(names: Iterable[str]) -> Programme | None:
    """Give the programme that one of these names is that of; None where none is, or they are those of several.

    >>> programme_of(["疏解整治促提升专项行动"]).code, programme_of(["某某行动"])
    ('relocation-renovation', None)
    """
    found = {code for name in names if (code := _by_name().get(key(name)))}
    return programmes()[found.pop()] if len(found) == 1 else None
