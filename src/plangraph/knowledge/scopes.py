"""What narrows a number: the part of the year it covers, what was left out of it, its basis and its prices."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from plangraph.text.numerals import chinese

_ITEMS = re.compile(r"[；;，,、。（）()]")
_TO = r"[-—–~至到]{1,2}"
_PERIOD = re.compile(
    rf"""(?:
      (?P<half>[上下])半年度? | H(?P<h>[12])                                                   # 上半年, H1
    | 第?(?P<quarter>[一二三四1-4])季度?  | Q(?P<q>[1-4])                                      # 二季度, Q2
    | (?:前|[一1](?:季度)?{_TO})(?P<quarters>[两二三四2-4])个?季度                             # 前三季度, 1-3季度
    | (?P<first>\d{{1,2}})月?{_TO}(?P<last>\d{{1,2}})月份?                                     # 1-11月
    | (?:前|头)(?P<months>\d{{1,2}}|[一二两三四五六七八九十]|十一)个月                         # 前11个月
    | (?:截至|截止|到)?(?P<month>\d{{1,2}})月(?:份?[底末]|\d{{2}}日)                           # 截至9月底
    | (?P<from>\d{{4}})年?{_TO}(?P<to>\d{{4}})年?                                              # 2017-2021年
    | [“"]?(?P<plan>十?[一二三四五六七八九]|十)五[”"]?(?:规划|计划)?                           # 十四五
    | (?P<whole>全年度?|年度|当年|本年度?|(?:截至|截止|到)?(?:当年)?[年期][末底]|年(?=平?均))    # the year, or its end
    )(?:期间|时期|期|间)?(?:目标|数据?|(?P<sum>累计)(?:增长|下降)?|合计|实绩|完成)?
    (?P<mean>年均(?:增长|增速)?|(?:平均)?每年(?:平均)?|平均(?:[值数]|浓度|水平)?|均(?:[值数]|浓度))?""",
    re.VERBOSE,
)
_FIRST_REGULAR_PLAN = 6  # from the sixth (1981-1985) on plans follow each other without a gap
_WITHOUT = re.compile(
    r"(?:按)?(?:扣[除减]|剔除|不含|还原)(?P<what>.+?)(?:等?因素)?(?:的?影响)?(?:后|之后)?的?(?P<same>(?:按)?(?:同口径|可比口径|同比口径)(?:计算|下)?)?(?:增长|增速)?"
)
_PRICES = {
    "constant": re.compile(
        r"(?:按)?(?:(?:\d{4}年)?(?:可比价格?|不变价格?)|实际)(?:计算)?(?:增长|增速)?"
        r"|(?:扣[除减]|剔除)(?:物价|价格)(?:变动|上涨)?(?:因素)?(?:的?影响)?(?:后|之后)?(?:的?实际)?(?:增长|增速)?"
    ),
    "current": re.compile(r"(?:按)?(?:现价|现行价格?|当年价格?|名义)(?:计算)?(?:增长|增速)?"),
}
_SAME_BASIS = re.compile(r"(?:按)?(?:同口径|可比口径|同比口径)(?:计算|下)?(?:增长|增速)?")
_COUNT = r"(?P<years>[两二三四五六七八九十]|[2-9]|10)年"
_AVERAGED = re.compile(
    rf"(?:(?:近|最近|过去)?{_COUNT}(?:年均|(?:滑动|移动)?平均)|年均|平均每年|年平均(?=.*增))"
    r"(?P<price>实际|名义)?(?:增长|增速)?"
)
_RECENT = re.compile(rf"(?:近|最近|过去){_COUNT}")
_CITING = re.compile(
    r"[据见](?:附件|附表|表|正文|原文|报告|第).*|同比(?:增长|增速)?|(?:按)?自然口径(?:计算)?(?:增长|增速)?|以?上年(?:同期)?[=为]100"
)  # where it stands, or what goes without saying: what every growth is, nothing adjusted, the base of an index

_NARROWED = re.compile(
    r"""^(?:
      (?P<without>(?:扣[除减]|剔除)[^，。]{2,16}?)(?:等?因素)?(?:的?影响|因素)(?:后|之后)?的?    # 扣除新冠疫苗影响后的
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
    (``2017/2021``); `years` are those that it is averaged over, 0 where it is not said; `without` names what was left out; `price` is constant, current or empty; `rest` are words that are
    not understood."""

    part: str = ""
    averaged: bool = False
    without: tuple[str, ...] = ()
    same_basis: bool = False
    price: str = ""
    rest: tuple[str, ...] = ()
    years: int = 0


WHOLE = Scope()


def read_scope(note: str) -> Scope:
    """Read a note of scope, its items set apart by ；. Widths and blanks make no difference; `rest` keeps what is not understood.

    >>> read_scope("上半年；剔除留抵退税")
    Scope(part='H1', averaged=False, without=('留抵退税',), same_basis=False, price='', rest=(), years=0)
    >>> read_scope("2017-2021年；年均").part, read_scope("同口径").same_basis, read_scope("快报数").rest
    ('2017/2021', True, ('快报数',))
    >>> read_scope("近五年年均").years, read_scope("“十三五”时期年均").part
    (5, '2016/2020')
    >>> [read_scope(note).averaged for note in ("年均", "全年平均", "年平均值")]
    [True, False, False]
    """
    part, averaged, without, same_basis, price, rest, years = "", False, [], False, "", [], 0
    for printed in scope_items(note):
        item = "".join(unicodedata.normalize("NFKC", printed).split())
        if (found := _part(item)) and (not part or part == found[0]):
            part, averaged = found[0] or part, averaged or found[1]
        elif mean := _AVERAGED.fullmatch(item):
            averaged, years = True, _count(mean["years"])
            price = {"实际": "constant", "名义": "current"}.get(mean["price"] or "", price)
        elif _SAME_BASIS.fullmatch(item):
            same_basis = True
        elif said := [name for name, pattern in _PRICES.items() if pattern.fullmatch(item)]:
            price = said[0]
        elif left_out := _WITHOUT.fullmatch(item):
            without.append(left_out["what"])
            same_basis = same_basis or bool(left_out["same"])
        elif not _CITING.fullmatch(item):
            rest.append(re.sub(r"\s*/\s*", "/", " ".join(printed.split())))
    return Scope(part, averaged, tuple(sorted(without)), same_basis, price, tuple(rest), years)


def scope_items(note: str) -> list[str]:
    """Part a note of scope into its items.

    >>> scope_items("上半年；剔除留抵退税（区级）")
    ['上半年', '剔除留抵退税', '区级']
    """
    return [item for i in _ITEMS.split(note) if (item := i.strip())]


def in_year(note: str, year: str) -> str:
    """Leave out of a note of scope the year that its figure is of, for it says nothing new.

    >>> in_year("2023年上半年；2023年末；2022年", "2023"), in_year("2023年", "2023"), in_year("2023年-2025年", "2023")
    ('上半年；年末；2022年', '', '2023年-2025年')
    """
    return "；".join(
        filter(
            None,
            (re.sub(rf"^{year}(?:年度?(?![末底平均度]|{_TO})|(?=年[末底平均]))", "", i) for i in scope_items(note)),
        )
    )


def narrowing(item: str) -> str:
    """Give the word of scope that may be part of an indicator's name (区级口径: 区级; 扣除农户: 不含农户; 年均); empty where an item
    is one that is understood by itself.

    >>> [narrowing(item) for item in ("区级口径", "农村居民", "扣除农户", "年均", "上半年", "剔除农户后同口径")]
    ['区级', '农村居民', '不含农户', '年均', '', '']
    """
    said = read_scope(item)
    if said == Scope(averaged=True):
        return "年均"
    if said.rest and said == Scope(rest=said.rest):
        return re.sub(r"^按|口径$", "", "".join(said.rest))
    return f"不含{said.without[0]}" if said.without and said == Scope(without=said.without) else ""


def _count(years: str | None) -> int:
    """Give a printed number of years, 0 for none."""
    return 0 if not years else int(years) if years.isdigit() else int(chinese(years))


def _part(item: str) -> tuple[str, bool] | None:
    """Give the part of the year or run of years that an item says, and whether it speaks of their yearly average; None where
    it says none that can be."""
    said = _PERIOD.fullmatch(item)
    if said is None:
        return None
    part = "" if said["whole"] else _years(said) if said["from"] or said["plan"] else months(*_first_and_last(said))
    return None if part is None else (part, _over_years(said))


def _over_years(said: re.Match[str]) -> bool:
    """Tell whether an average is one over years: 2017-2021年平均; 全年平均 and 上半年平均 are averages within one."""
    mean = said["mean"] or ""
    return bool(mean and (said["from"] or said["plan"])) or ("年" in mean and not said["whole"])


def _years(said: re.Match[str]) -> str | None:
    if said["from"]:
        first, last = int(said["from"]), int(said["to"])
        return f"{first}/{last}" if first < last else None
    plan = _count(said["plan"])
    return f"{plan * 5 + 1951}/{plan * 5 + 1955}" if plan >= _FIRST_REGULAR_PLAN else None


def months(first: int, last: int) -> str | None:
    """Give months as a part of the year; its halves have names of their own, all twelve are no part, and what cannot be is None.

    >>> months(1, 3), months(7, 12), months(1, 12), months(6, 1)
    ('01/03', 'H2', '', None)
    """
    if not 1 <= first <= last <= _YEAR:
        return None
    return _HALVES.get((first, last), f"{first:02d}/{last:02d}")


_YEAR = 12
_HALVES = {(1, 6): "H1", (7, 12): "H2", (1, _YEAR): ""}


def _first_and_last(said: re.Match[str]) -> tuple[int, int]:
    if half := said["h"] or {"上": "1", "下": "2"}.get(said["half"] or ""):
        return (1, 6) if half == "1" else (7, 12)
    if quarter := _count(said["quarter"] or said["q"]):
        return 1 if said["sum"] else quarter * 3 - 2, quarter * 3
    if quarters := _count(said["quarters"]):
        return 1, quarters * 3
    if count := _count(said["months"] or said["month"]):
        return 1, count
    return int(said["first"]), int(said["last"])


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
    r"""(?:扣[除减]|剔除)[^，。；]{2,16}?(?=等?因素|的?影响|[，。；、后]|$)       # 扣除疫苗因素影响后，
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
