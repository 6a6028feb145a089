"""The period a number speaks of: the one printed before it, the years its paragraph speaks of, or the year of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plangraph.model import Document

_REACH = 80
_RUNS = r"""
      (?:^|[，。；：—\s])在?(?:过去|[近这])(?P<past>[两三四五十])年(?![内最新]|来?[最新首])   # 过去五年，
    | (?:^|[，。；：—\s])(?P<since>[两三四五十])年[来间](?![最新首])                          # 五年来，
    | (?:今后|未来)(?P<ahead>[两三四五十])年                                                # 今后五年
    | [自从]?(?<!\d)(?P<begun>(?:19|20)\d{2})年以来                                         # 2018年以来
    | “?(?P<plan>十[一二三四五六])五”?(?P<when>时期|期间|以来|末)                           # “十四五”期间
"""
_PERIOD = re.compile(
    rf"""(?:(?<!\d)(?P<span_year>\d{{4}})年)?(?<![\d.])(?P<first>\d{{1,2}})月?\s?[-—–－~～至到]\s?(?P<last>\d{{1,2}})月   # 1-10月
    | (?:(?<!\d)(?P<half_year>\d{{4}})年)?(?P<half>上半年|下半年)                   # 2021年上半年
    | (?<!\d)(?P<from>\d{{4}})\s?年?[-—–－~～至到](?P<to>\d{{4}})年                  # 2021-2025年
    | {_RUNS}
    | (?<!\d)(?P<year>(?:19|20)\d{{2}})年(?!前|来|起|至今)                            # 2021年
    | (?P<last_year>[上去]年(?!同期))                                               # 上年的36.5%
    | (?P<whole>全年|今年以来|今年|当年|年内)
    """,
    re.VERBOSE,
)
_SEVERAL = re.compile(_RUNS, re.VERBOSE)
_FRAME = re.compile(rf"(?:{_RUNS})[来间]?", re.VERBOSE)  # a clause of its own: 过去五年，
_SINGLE = re.compile(r"(?:19|20)\d{2}\s?年(?!前|来|以来|起|至今)|一年来|今年")
_CLAUSE_END = re.compile("[，。；]")
_COMPARED = re.compile(r"[比较与同自由从]$")
_COUNT = "零一两三四五六七八九十"
_FIRST_PLAN = 1953
# 累计106万人, 年均增长5.2% are of no single year; an annual mean (细颗粒物年均浓度) is.
_SUMMED = re.compile(r"(?:累计|年均(?!浓度|值|气温|降水))[^，。；]*$")
# What comes about over a time (新增就业5万人, 提高84%), what stands at its end (突破4万亿元), and what held all along (稳定在90%).
_FLOW = re.compile(
    r"""(?:新增|新建|净增|减量|压减|完成|建成|创建|培育|改造)[^，。；]*$
    | (?:增长|增加|提高|提升|上升|下降|减少|降低)[^，。；\u4e00-\u9fff]*$""",
    re.VERBOSE,
)
_STANDING = re.compile(
    r"(?:达|总数|共有|[增升降提减][至到]|(?:增加|提高|提升|下降|降低|减少)[至到]|突破|超过|占)[^，。；、]*$"
)
_HELD = re.compile(r"(?:保持|稳定)在?[^，。；、]*$")


def period_at(
    text: str, start: int, year: int | None, several: str | None = None, *, planned: bool = False
) -> str | None:
    """Give the period of the number at `start`; one that is only compared with (比上年, 较2020年) does not count.

    `planned` tells that `year` is the one planned for. `several` is the run of years that its paragraph speaks of: a number is of
    all of them where it sums up or tells what came about, of their last where it tells what stands, else of none that is known.

    >>> period_at("1-10月，进出口总额实现3981.9亿元", 12, 2021), period_at("地区生产总值5408亿元", 6, 2021)
    ('2021-01/2021-10', '2021')
    >>> period_at("经济总量突破4万亿元", 6, 2025, "2021/2025"), period_at("累计减税4900亿元", 4, 2025, "2021/2025")
    ('2025', '2021/2025')
    """
    left = text[max(0, start - _REACH) : start]
    default = str(year) if year else None
    this_year = False
    for match in reversed(list(_PERIOD.finditer(left))):
        if match["whole"]:
            this_year = True
            if match["whole"] != "全年":
                return default
        elif not _COMPARED.search(left, 0, match.start()) or match.end() >= len(left) - 1:
            run = _run(match, year, planned)
            return _stood(left, run) or run or _named(match, year) or default
    if this_year:
        return default
    if _SUMMED.search(left):
        return several
    if several is None:
        return default
    lasting = several if _FLOW.search(left) and not _HELD.search(left) else None
    return _stood(left, several) or lasting


def several_years(text: str, year: int | None, *, planned: bool = False) -> str | None:
    """Give the run of years that a heading or a sentence says at its beginning to speak of; empty where it names a single
    year, None where it says nothing, or several runs.

    >>> several_years("过去五年，我们砥砺前行。", 2025), several_years("2025年是“十四五”时期收官之年。", 2025)
    ('2021/2025', '')
    """
    head = _head(text)
    if _SINGLE.search(head):
        return ""
    runs = {_run(match, year, planned) for match in _SEVERAL.finditer(head)}
    return runs.pop() if len(runs) == 1 else None


def _head(text: str) -> str:
    return _CLAUSE_END.split(text, maxsplit=1)[0]


def contexts(document: Document) -> Iterator[tuple[str, ...]]:
    """Give for each sentence the texts that may say which years it speaks of, the nearest first: itself, the sentence before
    it in its topic that begins with a year or a run of years, else the first, and the headings above it."""
    headings = {section.number: section.title.text for section in document.sections if section.heading}
    topic, telling = "", ""
    for sentence in document.sentences:
        text = sentence.passage.text
        before, topic = topic, sentence.id.rpartition(".")[0]
        head = _head(text)
        if topic != before or _SINGLE.search(head) or _FRAME.fullmatch(head):
            telling = text
        levels = sentence.section.split(".")
        above = (".".join(levels[:i]) for i in range(len(levels), 0, -1))
        yield text, telling, *(headings[number] for number in above if number in headings)


def _run(match: re.Match[str], year: int | None, planned: bool) -> str | None:
    """Give the run of years a match names, None where it names no run; one of a single year is that year."""
    if match["plan"]:
        first = _FIRST_PLAN + 48 + 5 * "一二三四五六".index(match["plan"][1]) + 5
        last = first + 4
        if match["when"] == "末":
            first = last
        elif match["when"] == "以来" and year and first <= year < last:
            last = year
    elif year and (back := match["past"] or match["since"]):
        first, last = year - _COUNT.index(back) + 1, year
    elif year and match["begun"] and int(match["begun"]) <= year:
        first, last = int(match["begun"]), year
    elif year and match["ahead"]:
        first = year if planned else year + 1
        last = first + _COUNT.index(match["ahead"]) - 1
    else:
        return None
    return str(last) if first == last else f"{first}/{last}"


def _stood(left: str, run: str | None) -> str | None:
    """Give the last year of a run where what is told stands at its end."""
    return run[-4:] if run and _STANDING.search(left) and not _SUMMED.search(left) else None


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
    if match["last_year"]:
        return str(year - 1) if year else None
    return match["year"]
