"""Administrative areas by GB/T 2260: finding one by its name, and what it lies in."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from plangraph.files import shipped
from plangraph.model import Area

_LONGEST = 40  # characters; no area with all that it lies in has a longer name


class _Row(NamedTuple):
    """One line of the list. A day, month or year that is not known is empty; a code used anew has a line for each use."""

    code: str
    name: str
    parent: str
    valid_from: str
    valid_to: str

    def holds_in(self, year: int | None) -> bool:
        """Tell whether the area was there at some time of that year, or is there today (None)."""
        if year is None:
            return not self.valid_to
        return int(self.valid_from[:4] or 0) <= year <= int(self.valid_to[:4] or year)


@cache
def _lines() -> tuple[_Row, ...]:
    with open(shipped("ontology") / "divisions.csv", encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        next(reader)
        return tuple(map(_Row._make, reader))


@cache
def _rows() -> dict[str, tuple[str, str]]:
    """Give name and parent's code of every area, abolished ones too, by code."""
    return {row.code: (row.name, row.parent) for row in _lines()}


@cache
def _in_force(year: int | None) -> frozenset[str]:
    """Give the codes of the areas of that year, or of today (None)."""
    return frozenset(row.code for row in _lines() if row.holds_in(year))


def in_force(codes: Iterable[str], year: int | None) -> tuple[str, ...]:
    """Keep the areas that were there at some time of that year, or are there today (None).

    >>> in_force(["110111", "110224", "110225"], 1990), in_force(["110111", "110224", "110225"], None)
    (('110111', '110224'), ('110111',))
    """
    return tuple(c for c in codes if c in _in_force(year))


def changed(code: str, one: int, other: int) -> str | None:
    """Give the date on which a code came to mean another area, if it does not mean the same one in both years.

    >>> changed("110102", 2009, 2021), changed("110102", 2015, 2021), changed("110105", 1990, 2021)
    ('2010-07-01', None, None)
    """
    rows = [row for row in _lines() if row.code == code]
    if not rows or any(row.holds_in(one) and row.holds_in(other) for row in rows):
        return None
    return next((row.valid_from for row in rows if row.holds_in(max(one, other)) and row.valid_from), None)


@cache
def division_names() -> dict[str, list[str]]:
    """Give the codes of the areas that bear each name, abolished ones too."""
    found = defaultdict(list)
    for code, (name, _) in _rows().items():
        found[name].append(code)
    return dict(found)


def names_of(code: str) -> tuple[str, ...]:
    """Give the names of the areas that a code means or meant, without what they lie in.

    >>> names_of("110102"), names_of("999999")
    (('西城区',), ())
    """
    return tuple(dict.fromkeys(row.name for row in _lines() if row.code == code))


def _chain(code: str) -> list[str]:
    """Give the codes from an area up to its province (the country has only itself)."""
    chain = [code]
    while (parent := _rows()[chain[-1]][1]) not in ("", "100000"):
        chain.append(parent)
    return chain


def full_name(code: str) -> str:
    """Give the name with those of all areas above it.

    >>> full_name("110102"), full_name("150702")
    ('北京市西城区', '内蒙古自治区呼伦贝尔市海拉尔区')
    """
    return "".join(_rows()[c][0] for c in reversed(_chain(code)))


def parents(code: str) -> tuple[Area, ...]:
    """Give the areas above, nearest first, without the country.

    >>> parents("110102")
    (Area(code='110000', name='北京市'),)
    """
    return tuple(Area(c, full_name(c)) for c in _chain(code)[1:]) if code in _rows() else ()


def own_areas(code: str) -> frozenset[str]:
    """Give the codes of an area, of those above it and of the country: what every text of that area is about.

    >>> sorted(own_areas("110102"))
    ['100000', '110000', '110102']
    """
    return frozenset([code, *(a.code for a in parents(code)), "100000"])


def find_area(name: str, context: str = "", year: int | None = None) -> Area | None:
    """Find the area with that name, alone or behind names of areas above it; None where several remain.

    `context` is text that may settle between areas of one name by naming what they lie in. Without `year` only areas
    of today are found, with it only those that were there at some time of that year, as far as the list knows.

    >>> find_area("西城区"), find_area("鼓楼区"), find_area("鼓楼区", "南京市")
    (Area(code='110102', name='北京市西城区'), None, Area(code='320106', name='江苏省南京市鼓楼区'))
    >>> find_area("宣武区"), find_area("宣武区", year=2011), find_area("宣武区", year=2009)
    (None, None, Area(code='110104', name='北京市宣武区'))
    """
    found = find_areas(name, year)
    if len(found) > 1:
        found = [area for area in found if any(_rows()[p][0] in context for p in _chain(area.code)[1:])]
    return found[0] if len(found) == 1 else None


def find_areas(name: str, year: int | None = None) -> list[Area]:
    """Find every area with that name, as `find_area` does.

    >>> [area.name for area in find_areas("朝阳区")], find_areas("某某区")
    (['北京市朝阳区', '吉林省长春市朝阳区'], [])
    """
    if name in ("全国", "中华人民共和国"):
        return [Area("100000", "全国")]
    if len(name) > _LONGEST:
        return []
    found = [c for start in range(len(name)) for c in division_names().get(name[start:], ()) if _fits(c, name[:start])]
    return [Area(code, full_name(code)) for code in in_force(found, year)]


def _fits(code: str, above: str) -> bool:
    """Tell whether `above` is made of names of areas that `code` lies in, outermost first."""
    for parent in reversed(_chain(code)[1:]):
        above = above.removeprefix(_rows()[parent][0])
    return not above
