"""The curated names of `ontology/`: what names end in, divisions and their short names, well-known places, bodies."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from plangraph.files import shipped
from plangraph.knowledge.words import word_classes
from plangraph.model import EntityType
from plangraph.text.divisions import division_names

_LEVEL = re.compile(
    r"(?:[\u4e00-\u9fff]{1,3}族)*(?:自治区|自治州|自治县|自治旗|特别行政区|街道|地区|省|市|区|县|旗|盟|州|镇|乡)\Z"
)
_PEOPLE = re.compile(r"(?:维吾尔|壮族|回族)\Z")


def _rows(name: str, *columns: str) -> Iterator[tuple[str, ...]]:
    """Give these columns (two or more) of every row of a list."""
    with open(shipped("ontology") / name, encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        head = next(reader)
        yield from map(itemgetter(*(head.index(c) for c in columns)), reader)


@cache
def heads() -> dict[str, tuple[EntityType, bool]]:
    """Give, for every ending of names, what such a name names and whether it needs a proper name before it."""
    rows = _rows("names/heads.csv", "head", "type", "specific")
    return {head: (EntityType(type_), specific == "proper") for head, type_, specific in rows}


@cache
def short_names() -> dict[str, tuple[str, ...]]:
    """Give the codes of the divisions that each short name may stand for: 西城 → 110102."""
    found: dict[str, list[str]] = {}
    for name, codes in division_names().items():
        short = _PEOPLE.sub("", _LEVEL.sub("", name))
        if len(short) >= 2 and short not in word_classes():
            found.setdefault(short, []).extend(codes)
    return {short: tuple(sorted(codes)) for short, codes in found.items()}


@cache
def divisions() -> frozenset[str]:
    """Give the names of divisions, full and short: 瑞丽市, 瑞丽."""
    return frozenset([*division_names(), *short_names()])


@cache
def places(province: str) -> frozenset[str]:
    """Give the names of places that may be meant in a report of a province (the first two digits of its code).

    Those are divisions by their full names (of other provinces where these are no common words: 平房区), provinces
    and cities everywhere and counties of the province by their short ones, street offices of Beijing, and well-known
    places.
    """
    near = (n for n, codes in short_names().items() if any(c.endswith("00") or c[:2] == province for c in codes))
    words = (
        n for n in division_names().keys() & word_classes() if not any(c[:2] == province for c in division_names()[n])
    )
    return frozenset([*division_names(), *near, *_outside()]).difference(words)


@cache
def _outside() -> dict[str, str]:
    """Give the code of what each street office and well-known place lies in, empty where that is not known."""
    rows = (*_rows("names/places.csv", "name", "within"), *_rows("streets.csv", "name", "parent"))
    return {row[0]: row[1] for row in rows}


def lies_in(name: str) -> str | None:
    """Give the code of the division that a street office or well-known place lies in, where it is known."""
    return _outside().get(name) or None


@cache
def _bodies() -> tuple[dict[str, str], dict[str, str]]:
    """Give the full names by every name: of national bodies, and of what local bodies share."""
    national: dict[str, str] = {}
    local: dict[str, str] = {}
    for name, level, full in _rows("names/bodies.csv", "name", "level", "full"):
        (national if level == "national" else local)[name] = full or name
    return national, local


def bodies() -> dict[str, str]:
    """Give the full name of every national body and well-known organisation by each of its names."""
    return _bodies()[0]


def cores() -> dict[str, str]:
    """Give the full form of the names that local bodies share, by each of its forms: 发改委, 教育局."""
    return _bodies()[1]


@cache
def known() -> dict[str, EntityType]:
    """Give programmes, events, documents and awards that everyone knows, with their type."""
    return {name: EntityType(type_) for name, type_ in _rows("names/known.csv", "name", "type")}
