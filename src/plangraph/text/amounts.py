"""The bare numbers of a sentence: where they stand, their value, unit and what hedges them (余, 以上, 左右).

Names that hold numerals (四个中心, 3个100, 第十七届, PM2.5, 三年行动) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cache

from plangraph.model import Comparator
from plangraph.text.namesakes import NAMES, belongs_to_name, han_counts, passes, quoted_as_name, unit_of
from plangraph.text.numerals import DIGITS, SCALES, arabic, chinese
from plangraph.text.reading import refuse_many
from plangraph.text.units import alternatives

_TEN_DIGITS = Context(prec=10)
_HAN = f"[{DIGITS}十百千万亿]"
_ARABIC = r"(?:\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,9})?)(?![\d.]*\d)"
_SCALE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦克米伏卡升])|百(?!分))"
_BEHIND = {
    "以上": Comparator.GE,
    "以下": Comparator.LE,
    "以内": Comparator.LE,
    "之内": Comparator.LE,
    "左右": Comparator.APPROX,
    "上下": Comparator.APPROX,
}
_JOINT = re.compile(r"\s?[、和及与]\s?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed; `unit` is None where none stands behind it, `scale` what was multiplied out.

    `rises` marks 翻番.
    """

    start: int
    end: int
    value: Decimal
    unit: str | None
    upper: Decimal | None = None
    comparator: Comparator | None = None
    scale: int = 1
    rises: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    unit = alternatives()
    return re.compile(
        rf"""
        (?<![\d.])
        (?P<per>每(?:立方米|平方米|平方公里|公里|公顷|亩|吨|升|公斤|千瓦时))?      # 每立方米29微克
        (?:
          (?P<of>百分之|千分之|万分之|{_HAN}{{1,4}}分之)
          (?P<share>{_ARABIC}|[{DIGITS}十百点]{{1,10}})                               # 百分之三点五, 三分之一
        | (?P<above>\d{{1,4}})\s?/\s?(?P<below>\d{{1,5}})(?![\d/]|[年月日.])           # 1/5
        | (?P<left>{_ARABIC})(?:比|[:：])(?P<right>{_ARABIC})(?![:：\d])               # 1.03比1
        | 翻(?P<times>[一两二三四])?番                                                # 翻一番
        | (?:(?P<low>{_ARABIC})\s?(?P<low_scale>{_SCALE})?\s?(?P<low_unit>{unit})?    # 4.5%-5%, 700万到800万吨
            \s?(?:[-–—－~～]{{1,2}}|至|到)\s?)?
          (?:(?P<by>\d{{1,2}})\s?[×xX*]\s?)?                                          # 2×35万千瓦
          (?P<number>{_ARABIC}|{_HAN}{{1,12}}(?:点[{DIGITS}]{{1,6}})?)\s{{0,2}}        # 5408.1, 一百二十
          (?P<more>[余多几来])?(?P<scale>{_SCALE})?(?P<more_>[余多])?\s{{0,2}}          # 90余万, 10万余, 四十多亿
          (?P<unit>{unit}|年)?
          (?P<under>\s?/\s?(?:{_SCALE})?(?:{unit}|[年月日]))?                           # 人/百亿元
        )
        (?:\s?(?P<behind>以上|以下|以内|之内|左右|上下))?
        """,
        re.VERBOSE,
    )


def find_amounts(text: str) -> list[Amount]:
    """Give the numbers of a sentence (half-width digits, see `narrow`) that measure something, in order.

    >>> [(a.value, a.unit) for a in find_amounts("完成“3个100”工程5项，投资90余万元")]
    [(Decimal('5'), '项'), (Decimal('900000'), '元')]
    """
    names = NAMES.finditer(text)
    name = next(names, None)
    found = []
    for match in _pattern().finditer(text):
        while name and name.end() <= match.start():
            name = next(names, None)
        named = name is not None and name.start() < match.end() and quoted_as_name(name[0], match)
        amount = None if named else _amount(text, match)
        if amount:
            found.append(amount)
            refuse_many(len(found))
    return _share_units(text, found)


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    if match["of"]:
        return _fraction(match)
    if match["above"]:
        return _quotient(text, match, "above", "below")
    if match["left"]:
        return _quotient(text, match, "left", "right") if "比" in match[0] else None
    if match["number"] is None:
        times = chinese(match["times"] or "一")
        return Amount(*match.span(), value=2**times, unit="倍", rises=True)
    return _counted(text, match)


def _fraction(match: re.Match[str]) -> Amount | None:
    """Read 百分之三点五 (3.5 %), 三分之一 (0.333…)."""
    share = match["share"]
    try:
        value = arabic(share) if share[0].isdigit() else chinese(share)
        under = chinese(match["of"][:-2])
    except ValueError:
        return None
    unit = {100: "%", 1000: "‰"}.get(int(under), "")
    if not under:
        return None
    return Amount(*match.span(), value if unit else _TEN_DIGITS.divide(value, under), unit, comparator=_hedge(match))


def _quotient(text: str, match: re.Match[str], above: str, below: str) -> Amount | None:
    """Read 1/5 and 1.03比1."""
    under = arabic(match[below])
    if not under or belongs_to_name(text, match.start()):
        return None
    return Amount(*match.span(), _TEN_DIGITS.divide(arabic(match[above]), under), "", comparator=_hedge(match))


def _hedge(match: re.Match[str]) -> Comparator | None:
    if match["behind"]:
        return _BEHIND[match["behind"]]
    more = match["more"] or match["more_"]
    return (Comparator.APPROX if more in "几来" else Comparator.GT) if more else None


def _counted(text: str, match: re.Match[str]) -> Amount | None:
    """Read a number with its scale and unit; None where it is part of a name or counts nothing."""
    number, unit = match["number"], unit_of(text, match)
    han = not number[0].isdigit()
    if belongs_to_name(text, match.start()) or passes(text, match, unit):
        return None
    if han and not (unit and han_counts(text, match, unit)):
        return None
    try:
        value = chinese(number) if han else arabic(number)
    except ValueError:
        return None
    factor = SCALES[match["scale"]] if match["scale"] else 1
    if unit is None and factor >= 10**4 and match["unit"] != "年":
        unit = ""
    if unit is None and (han or match["low"]):
        return None
    amount = Amount(
        start=match.start(),
        end=_end(match, unit),
        value=_plain(value * factor * int(match["by"] or 1)),
        unit=_full_unit(match, unit),
        comparator=_hedge(match) if match["unit"] in (None, unit) else None,
        scale=factor,
    )
    return _ranged(match, amount) if match["low"] else amount


def _plain(value: Decimal) -> Decimal:
    """Give a whole number without the zeros that a scale leaves behind its point: 585390000000.0."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _end(match: re.Match[str], unit: str | None) -> int:
    if unit or match["unit"] is None:
        return len(match[0].rstrip()) + match.start()
    return max(match.end("number"), match.end("more"), match.end("scale"), match.end("more_"))


def _full_unit(match: re.Match[str], unit: str | None) -> str | None:
    """Give the unit with what it is counted by: 微克/立方米, 人/百亿元."""
    if not unit:
        return unit
    under = match["under"] or ("/" + match["per"][1:] if match["per"] else "")
    return unit + re.sub(r"\s", "", under)


def _ranged(match: re.Match[str], amount: Amount) -> Amount | None:
    """Turn the number into the upper bound of a range; None where the two do not go together (2021-2025年)."""
    if match["low_unit"] and match["low_unit"] != match["unit"]:
        return None
    scale = SCALES[match["low_scale"]] if match["low_scale"] else 1 if match["low_unit"] else amount.scale
    return replace(amount, value=_plain(arabic(match["low"]) * scale), upper=amount.value)


def _share_units(text: str, found: list[Amount]) -> list[Amount]:
    """Give each number the unit that ends its list (11.1、11.2个百分点); drop those that have none."""
    kept: list[Amount] = []
    for amount in reversed(found):
        if amount.unit is None and kept and _JOINT.fullmatch(text, amount.end, kept[-1].start):
            factor = kept[-1].scale if amount.scale == 1 else 1
            amount = replace(amount, unit=kept[-1].unit, value=amount.value * factor, scale=amount.scale * factor)
        if amount.unit is not None:
            kept.append(amount)
    kept.reverse()
    return kept


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Give start and end of each stretch between commas, semicolons, colons and full stops."""
    start = 0
    for mark in re.finditer(r"[，。；：！？;!?\n]|,(?!\d{3})", text):
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)
