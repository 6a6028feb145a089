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

_LEVELS = frozenset(
    [
        "特别行政区",
        "自治区",
        "自治州",
        "自治县",
        "自治旗",
        "街道",
        "地区",
        "省",
        "市",
        "区",
        "县",
        "旗",
        "盟",
        "州",
        "镇",
        "乡",
    ]
)
_PEOPLES = re.compile(  # those that autonomous areas are named for
    r"""(?<=..)(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜
        |土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|普米|各)族|维吾尔|哈萨克|柯尔克孜|塔吉克|蒙古|锡伯)+\Z""",
    re.VERBOSE,
)


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


def _without_level(name: str) -> str:
    sizes = (size for size in (5, 3, 2, 1) if len(name) - size >= 2 and name[-size:] in _LEVELS)
    return name[: -next(sizes, 0) or None]


@cache
def short_names() -> dict[str, tuple[str, ...]]:
    """Give the codes of the divisions that each short name may stand for: 西城 → 110102.

    The people that an autonomous area is named for is left out too, where no other division has that name: 延边.
    """
    plain: dict[str, list[str]] = {}
    without: dict[str, list[str]] = {}
    for name, codes in division_names().items():
        short = _without_level(name)
        bare = _PEOPLES.sub("", short) if "自治" in name or "族" in name else short
        if short != name and bare not in word_classes():
            (plain if bare == short else without).setdefault(bare, []).extend(codes)
    found = {**without, **plain}
    return {short: tuple(sorted(codes)) for short, codes in found.items() if not short.endswith("族")}


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
    near = {n for n, codes in short_names().items() for c in codes if c.endswith("00") or c[:2] == province}
    words = (
        n for n in division_names().keys() & word_classes() if not any(c[:2] == province for c in division_names()[n])
    )
    return frozenset([*division_names(), *near, *_outside()]).difference(words)


_LAND = ("盆地", "沙漠", "沙地")  # 准噶尔 is 准噶尔盆地


@cache
def _outside() -> dict[str, str]:
    """Give the code of what each street office and well-known place lies in, empty where that is not known."""
    rows = (*_rows("names/places.csv", "name", "within"), *_rows("streets.csv", "name", "parent"))
    found = {row[0]: row[1] for row in rows}
    return {n[:-2]: within for n, within in found.items() if len(n) > 4 and n.endswith(_LAND)} | found


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
