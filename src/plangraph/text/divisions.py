"""Administrative areas by GB/T 2260: finding one by its name, and what it lies in."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache

from plangraph.files import shipped
from plangraph.model import Area


@cache
def _rows() -> dict[str, tuple[str, str]]:
    """Give name and parent's code of every area, by code."""
    with open(shipped("ontology") / "divisions.csv", encoding="utf-8", newline="") as handle:
        return {row["code"]: (row["name"], row["parent"]) for row in csv.DictReader(handle)}


@cache
def _by_name() -> dict[str, list[str]]:
    found = defaultdict(list)
    for code, (name, _) in _rows().items():
        found[name].append(code)
    return dict(found)


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


def find_area(name: str, context: str = "") -> Area | None:
    """Find the area with that name, alone or behind names of areas above it; None where several remain.

    `context` is text that may settle between areas of one name by naming what they lie in.

    >>> find_area("西城区"), find_area("鼓楼区"), find_area("鼓楼区", "南京市")
    (Area(code='110102', name='北京市西城区'), None, Area(code='320106', name='江苏省南京市鼓楼区'))
    """
    if name in ("全国", "中华人民共和国"):
        return Area("100000", "全国")
    found = [c for start in range(len(name)) for c in _by_name().get(name[start:], ()) if _fits(c, name[:start])]
    if len(found) > 1:
        found = [c for c in found if any(_rows()[p][0] in context for p in _chain(c)[1:])]
    return Area(found[0], full_name(found[0])) if len(found) == 1 else None


def _fits(code: str, above: str) -> bool:
    """Tell whether `above` is made of names of areas that `code` lies in, outermost first."""
    for parent in reversed(_chain(code)[1:]):
        above = above.removeprefix(_rows()[parent][0])
    return not above
