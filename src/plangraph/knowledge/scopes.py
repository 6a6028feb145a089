"""What narrows a number: the part of the year it covers, what was left out of it, its basis and its prices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plangraph.text.numerals import chinese

_PARTS = re.compile(r"[；;，,、]")
_HALF = {"上半年": "H1", "下半年": "H2"}
_QUARTERS = {
    "一季度": ("01", "03"),
    "第一季度": ("01", "03"),
    "二季度": ("04", "06"),
    "三季度": ("07", "09"),
    "四季度": ("10", "12"),
    "前三季度": ("01", "09"),
}
_MONTHS = re.compile(r"(?P<first>\d{1,2})月?[-—–至到](?P<last>\d{1,2})月")
_YEARS = re.compile(r"(?P<from>\d{4})年?[-—–至到](?P<to>\d{4})年(?:目标)?")
_WITHOUT = re.compile(r"(?:扣除|剔除|不含)(?P<what>.+?)(?:等?因素)?(?:的?影响)?(?:后|之后)?的?")
_PRICES = {
    "constant": re.compile(r"(?:按)?(?:可比价格?|不变价格?|实际)(?:计算)?"),
    "current": re.compile(r"(?:按)?(?:现价|当年价格?|名义)(?:计算)?"),
}
_SAME_BASIS = re.compile(r"(?:按)?(?:同口径|可比口径|同比口径)(?:计算|下)?")
_COUNT = r"(?P<years>[两二三四五六七八九十]|[2-9]|10)年"
_AVERAGED = re.compile(rf"(?:近|最近|过去)?{_COUNT}(?:年均|平均)|年均|平均每年")
_RECENT = re.compile(rf"(?:近|最近|过去){_COUNT}")

_NARROWED = re.compile(
    r"""^(?:
      (?P<without>(?:扣除|剔除)[^，。]{2,16}?)(?:等?因素)?(?:的?影响|因素)(?:后|之后)?的?    # 扣除新冠疫苗影响后的
    | (?:按)?(?P<basis>同口径|可比口径|可比价格?|不变价格?)(?:计算)?[，、]?的?                # 按可比价格计算，
    )""",
    re.VERBOSE,
)
_NOTED = re.compile(
    r"[（(]?(?:按)?(?P<note>同口径|可比口径|可比价格?|不变价格?|实际|名义|现价|(?:近|过去)?[两二三四五六七八九十]年平均)(?:计算)?[）)]?$"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a number covers. `part` is the part of its year (``H1``, ``01/03``, empty: the whole year) or the run of years
    (``2017/2021``); `years` are those that it is averaged over, 0 where it is not said; `without` names what was left out; `price` is constant, current or empty; `rest` are words that bear on
    none of these."""

    part: str = ""
    averaged: bool = False
    without: tuple[str, ...] = ()
    same_basis: bool = False
    price: str = ""
    rest: tuple[str, ...] = ()
    years: int = 0


WHOLE = Scope()


def read_scope(note: str) -> Scope:
    """Read a note of scope, its items set apart by ；.

    >>> read_scope("上半年；剔除留抵退税")
    Scope(part='H1', averaged=False, without=('留抵退税',), same_basis=False, price='', rest=(), years=0)
    >>> read_scope("2017-2021年；年均").part, read_scope("同口径").same_basis, read_scope("据附件1").rest
    ('2017/2021', True, ('据附件1',))
    >>> read_scope("近五年年均").years
    5
    """
    part, averaged, without, same_basis, price, rest, years = "", False, [], False, "", [], 0
    for item in filter(None, (i.strip() for i in _PARTS.split(note))):
        if covered := _part(item):
            part = covered
        elif mean := _AVERAGED.fullmatch(item):
            averaged, years = True, _count(mean["years"])
        elif _SAME_BASIS.fullmatch(item):
            same_basis = True
        elif found := _WITHOUT.fullmatch(item):
            without.append(found["what"])
        elif said := [name for name, pattern in _PRICES.items() if pattern.fullmatch(item)]:
            price = said[0]
        else:
            rest.append(item)
    return Scope(part, averaged, tuple(sorted(without)), same_basis, price, tuple(rest), years)


def _count(years: str | None) -> int:
    """Give a printed number of years, 0 for none."""
    return 0 if not years else int(years) if years.isdigit() else int(chinese(years))


def _part(item: str) -> str:
    if item in _HALF:
        return _HALF[item]
    if item in _QUARTERS:
        return "/".join(_QUARTERS[item])
    if months := _MONTHS.fullmatch(item):
        return f"{int(months['first']):02d}/{int(months['last']):02d}"
    if years := _YEARS.fullmatch(item):
        return f"{years['from']}/{years['to']}"
    return ""


def period(year: str, part: str) -> str:
    """Give the period that a part of a year is; a run of years stands for itself.

    >>> period("2022", "H1"), period("2022", "01/03"), period("2021", "2017/2021"), period("2022", "")
    ('2022-H1', '2022-01/2022-03', '2017/2021', '2022')
    """
    if part.startswith("H"):
        return f"{year}-{part}"
    if len(part) == 5:
        first, last = part.split("/")
        return f"{year}-{first}/{year}-{last}"
    return part or year


def part_of_year(period: str) -> str:
    """Give how much time a period covers, whatever its year: year, h1, h2, m01-m09, or y5 for five years.

    >>> [part_of_year(p) for p in ("2022", "2022-H1", "2022-01/2022-09", "2021/2025")]
    ['year', 'h1', 'm01-m09', 'y5']
    """
    first, _, last = period.partition("/")
    if last:
        return f"m{first[5:]}-m{last[5:]}" if "-" in first else f"y{int(last) - int(first) + 1}"
    return first[5:].lower() or "year"


def split_scope(metric: str) -> tuple[str, str]:
    """Part the words of scope before or behind a metric from its name; give name and scope as a note.

    >>> split_scope("扣除新冠疫苗影响后的地区生产总值"), split_scope("居民人均可支配收入实际")
    (('地区生产总值', '扣除新冠疫苗'), ('居民人均可支配收入', '实际'))
    """
    name, notes = metric, []
    if found := _NARROWED.match(name):
        notes.append(found["without"] or found["basis"])
        name = name[found.end() :]
    if found := _NOTED.search(name):
        notes.append(found["note"])
        name = name[: found.start()]
    return name, "；".join(notes)


_SAID = re.compile(
    r"""(?:扣除|剔除)[^，。；]{2,16}?(?=等?因素|的?影响|[，。；、后]|$)       # 扣除疫苗因素影响后，
    | 同口径 | 可比口径 | 可比价 | 不变价 | 现价
    | (?:实际|名义)(?=增长|下降|提高|增加|减少)                     # 实际增长, but 实际使用外资
    | (?:(?:近|最近|过去)?(?:[两二三四五六七八九十]|[2-9]|10)年)?年均(?=增长|递增|下降|提高|增加)   # 年均增长, but 年均浓度
    | (?:[两二三四五六七八九十]|[2-9]|10)年平均(?!数)
    """,
    re.VERBOSE,
)


def scope_said(text: str) -> str:
    """Give the words of scope that stand in the words before a number, as a note.

    >>> scope_said("一般公共预算收入同口径增长"), scope_said("实际使用外资增长")
    ('同口径', '')
    >>> scope_said("近三年，地区生产总值年均增长")
    '三年年均'
    """
    recent = _RECENT.search(text)
    mean = f"{recent['years']}年年均" if recent else "年均"
    return "；".join(mean if match[0] == "年均" else match[0] for match in _SAID.finditer(text))
