"""The period a number speaks of: the last one printed before it, or the year its sentence speaks of."""

from __future__ import annotations

import re

_REACH = 80
_PERIOD = re.compile(
    r"""(?:(?<!\d)(?P<span_year>\d{4})年)?(?<![\d.])(?P<first>\d{1,2})月?\s?[-—–－~～至到]\s?(?P<last>\d{1,2})月   # 1-10月
    | (?:(?<!\d)(?P<half_year>\d{4})年)?(?P<half>上半年|下半年)                     # 2021年上半年
    | (?<!\d)(?P<from>\d{4})\s?年?[-—–－~～至到](?P<to>\d{4})年                      # 2021-2025年
    | “?(?P<five>十[一二三四五六])五”?(?:时期|期间|以来|末)                         # “十四五”期间
    | (?<!\d)(?P<year>(?:19|20)\d{2})年(?!前|来)                                    # 2021年
    | (?P<last_year>[上去]年(?!同期))                                               # 上年的36.5%
    | (?P<whole>全年|今年以来|今年|年内)
    """,
    re.VERBOSE,
)
_COMPARED = re.compile(r"[比较与同自由从]$")
_FIRST_PLAN = 1953


def period_at(text: str, start: int, year: int | None) -> str | None:
    """Give the period of the number at `start`; one that is only compared with (比上年, 较2020年) does not count.

    >>> period_at("1-10月，进出口总额实现3981.9亿元", 12, 2021), period_at("地区生产总值5408亿元", 6, 2021)
    ('2021-01/2021-10', '2021')
    """
    default = str(year) if year else None
    left = text[max(0, start - _REACH) : start]
    for match in reversed(list(_PERIOD.finditer(left))):
        if match["whole"] == "全年":
            continue
        if not _COMPARED.search(left, 0, match.start()) or match.end() >= len(left) - 1:
            return _named(match, year) or default
    return default


def _named(match: re.Match[str], year: int | None) -> str | None:
    if match["first"]:
        named, first, last = match["span_year"] or year, int(match["first"]), int(match["last"])
        good = named and 0 < first < last <= 12
        return f"{named}-{first:02d}/{named}-{last:02d}" if good else None
    if match["half"]:
        named = match["half_year"] or year
        return f"{named}-H{1 if match['half'] == '上半年' else 2}" if named else None
    if match["from"]:
        return f"{match['from']}/{match['to']}"
    if match["five"]:
        first = _FIRST_PLAN + 48 + 5 * "一二三四五六".index(match["five"][1]) + 5
        return f"{first}/{first + 4}"
    if match["last_year"]:
        return str(year - 1) if year else None
    return match["year"]
