"""The measured numbers of a sentence: value, unit, metric, comparator, change, modality, period."""

from __future__ import annotations

import re
from dataclasses import replace

from plangraph.model import Change, Comparator, Modality, Quantity
from plangraph.text.amounts import Amount, clauses, find_amounts
from plangraph.text.metrics import Metric, metric_of
from plangraph.text.numerals import narrow
from plangraph.text.periods import period_at

# Words before a number that hedge it; the first pattern that fits wins.
_BEFORE = (
    (re.compile(r"(?:不少于|不低于|不小于|不短于|不得?低于|≥)\s?$"), Comparator.GE),
    (re.compile(r"(?:不超过|不高于|不大于|不多于|不超|未超过|≤)\s?$"), Comparator.LE),
    (re.compile(r"(?:超过|大于|多于|逾|超|>|＞)\s?$"), Comparator.GT),
    (re.compile(r"(?:小于|少于|不足|不到|(?<!高)低于|<|＜)\s?$"), Comparator.LT),
    (re.compile(r"(?:大约|将近|接近|(?<![签节集预条公合特])约|(?<![附新最临])近)\s?$"), Comparator.APPROX),
)
# Words that hedge a number across its verb and are not printed next to it: 至少配备1名, 突破100亿元.
_AROUND = (
    (re.compile(r"至少[^，。；、\d]{0,4}$"), Comparator.GE),
    (re.compile(r"(?:至多|最多)[^，。；、\d]{0,4}$"), Comparator.LE),
    (re.compile(r"(?:突破|高于)\s?$"), Comparator.GT),
)
_RISE = "增长|增加|提高|提升|上升|上涨|扩大|上浮|上调|递增|净增|多增|增|涨"
_FALL = "下降|减少|降低|压减|压缩|缩短|回落|缩减|削减|下调|递减|下跌|减亏|减产|减|降"
_LINK = r"(?:了|幅度)?(?:均|各|分别)?(?:均?为(?=\d))?(?:超过|大约|约|近|超|逾|不低于|不少于|不超过|突破)?\s?$"
# 增长8%, 提高了近3倍, 压减不低于10%; but 增至, 提高到 give a level, and 增加值 is a noun.
_CHANGE = re.compile(rf"(?:(?P<rise>{_RISE})|(?P<fall>{_FALL})){_LINK}")
_NOMINAL = re.compile(r"(?:新|净)增$")
_EXPECTED = re.compile(r"预计|力争|有望|预期(?!寿命|目标)|估计|将达")
# “稳定在99.8%以上”的任务目标, 6%的增长目标; 设置了29项主要指标，包括…: what is said there is to be reached.
_AIM_BEHIND = re.compile(
    r"[”’\"]?(?:以上|以下|以内|左右)?[”’\"]?的?(?:全年|年度|年初|预期|增长|任务|工作|考核){0,2}(?:目标|要求)"
)
_AIM_BEFORE = re.compile(r"(?:设置|设定|确定)了?[^，。；]{0,16}(?:指标|目标)")
_BOUND_BEHIND = re.compile(r"(?:以[上下内外]|左右)$")
_JOINED = re.compile(r"\s?(?:[、和及与]|以及)?\s?")


def find_quantities(
    text: str, *, planned: bool = False, year: int | None = None, several: str | None = None
) -> tuple[Quantity, ...]:
    """Find the measured numbers of one sentence, in order, without overlap.

    `planned` tells that the sentence speaks of what is to be (modality target); `year` is the year it speaks of,
    the period of every number that names no other; `several` the run of years that its paragraph or heading speaks of.

    >>> [(str(q.value), q.unit, q.metric, q.change.value) for q in find_quantities("地区生产总值达到5408.1亿元、增长8.1%。")]
    [('540810000000', '元', '地区生产总值', 'level'), ('8.1', '%', '地区生产总值', 'increase')]
    """
    plain = narrow(text)
    amounts = [_hedged(plain, amount) for amount in find_amounts(plain)]
    found: list[Quantity] = []
    if not amounts:
        return ()
    stretches = clauses(plain)
    clause = next(stretches)
    metric: Metric | None = None
    for i, amount in enumerate(amounts):
        while clause[1] < amount.end:
            clause = next(stretches)
        clause = (min(clause[0], amount.start), clause[1])
        metric = metric_of(plain, clause, amounts, i, metric)
        found.append(
            _quantity(text, plain, clause, amount, metric, found[-1] if found else None, planned, year, several)
        )
    return tuple(found)


def _quantity(
    text: str,
    plain: str,
    clause: tuple[int, int],
    amount: Amount,
    metric: Metric,
    before: Quantity | None,
    planned: bool,
    year: int | None,
    several: str | None,
) -> Quantity:
    floor = max(clause[0], before.end if before else 0, amount.start - 16)
    start = amount.start
    listed = before is not None and before.start >= clause[0] and bool(_JOINED.fullmatch(plain, before.end, start))
    change = before.change if before and listed else _change(plain[floor:start])
    of_plan = bool(_AIM_BEFORE.search(plain, 0, start))  # of a plan for other years
    aim = of_plan or bool(_AIM_BEHIND.match(plain, amount.end))
    return Quantity(
        text=text[start : amount.end],
        start=start,
        end=amount.end,
        value=amount.value,
        unit=amount.unit or "",
        metric=metric.name,
        value_to=amount.upper,
        comparator=amount.comparator
        or (_shared_bound(plain, clause[0], before) if before and listed else Comparator.EQ),
        change=Change.INCREASE if amount.rises else change,
        modality=Modality.TARGET if planned or aim else _modality(plain, clause, amount, metric, before),
        period=period_at(plain, start, None if of_plan and not planned else year, several, planned=planned),
    )


def _hedged(text: str, amount: Amount) -> Amount:
    """Give the number with the hedge that stands before it: 超过770亿元, 至少配备1名."""
    floor = max(0, amount.start - 8)
    left = text[floor : amount.start]
    for pattern, sign in _BEFORE:
        match = pattern.search(left)
        if match:
            return replace(amount, start=floor + match.start(), comparator=sign)
    for pattern, sign in _AROUND:
        if pattern.search(left):
            return replace(amount, comparator=sign)
    return amount


def _shared_bound(text: str, left: int, before: Quantity) -> Comparator:
    """Give the bound that stands before a list of numbers and holds for each: 分别超98.5%和99%."""
    shared = "分别" in text[left : before.start] and not _BOUND_BEHIND.search(before.text)
    return before.comparator if shared else Comparator.EQ


def _change(left: str) -> Change:
    match = _CHANGE.search(left)
    if not match or (_NOMINAL.search(left, 0, match.end("rise")) and left[match.start() - 1 : match.start()] == "新"):
        return Change.LEVEL
    return Change.INCREASE if match["rise"] else Change.DECREASE


def _modality(text: str, clause: tuple[int, int], amount: Amount, metric: Metric, before: Quantity | None) -> Modality:
    """Tell an expected number: 预计 in its clause, or in that of the number whose metric it shares."""
    near = text[max(clause[0], amount.start - 60) : min(clause[1], amount.end + 40)]
    if _EXPECTED.search(near):
        return Modality.EXPECTED
    return before.modality if before and metric.inherited else Modality.ACTUAL
