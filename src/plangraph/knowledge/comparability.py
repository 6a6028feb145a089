"""Whether two figures may be set side by side, and why not: what a statistician asks before comparing.

A figure is compared by its basis (what it measures, for which part of the year, how sure, in which scope), and, where area,
period and value are known too, by those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from plangraph.knowledge.indicators import Adding, Concept, Measure, concepts
from plangraph.knowledge.scopes import WHOLE, Scope
from plangraph.model import Comparator, Modality

_REFUNDS = "留抵退税"  # what 同口径 of budget revenue leaves out


class Comparability(StrEnum):
    """What may be done with two figures, from best to worst."""

    COMPARABLE = "comparable"
    WITH_CARE = "with_care"
    NOT_COMPARABLE = "not_comparable"


_ORDER = list(Comparability)
_CHANGES = {Measure.GROWTH, Measure.FALL}


@dataclass(frozen=True, slots=True)
class Basis:
    """All that decides what a figure can be compared with, but area, year and value. `part` is how much time it covers (as
    `scopes.part_of_year` gives it); `second_hand` tells that the source repeats what another published."""

    indicator: str
    unit: str
    part: str = "year"
    modality: Modality = Modality.ACTUAL
    comparator: Comparator = Comparator.EQ
    scope: Scope = WHOLE
    second_hand: bool = False

    @property
    def concept(self) -> Concept:
        """Give the indicator of the scheme."""
        return concepts()[self.indicator]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its basis; `area` is a GB/T 2260 code, `value` is in the base unit of the basis."""

    basis: Basis
    area: str
    period: str
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks against comparing, how much it weighs, and what it is in words (zh / en)."""

    code: str
    verdict: Comparability
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict with its reasons; the worst reason decides."""

    verdict: Comparability
    reasons: tuple[Reason, ...] = ()


def as_is_usual(scope: Scope, concept: Concept) -> Scope:
    """Leave out prices that go without saying: a growth of 地区生产总值 at constant prices is of one basis with one that does not
    say, an amount of money at current prices too.

    >>> as_is_usual(Scope(price="constant"), concepts()["gdp-growth"]) == WHOLE
    True
    >>> as_is_usual(Scope(price="current"), concepts()["gdp"]) == as_is_usual(WHOLE, concepts()["gdp"])
    True
    """
    money = concept.measure is Measure.LEVEL and concept.units[0].startswith("元")
    usual = "current" if money else concept.prices
    return replace(scope, price="") if scope.price == usual else scope


def reference(basis: Basis) -> Basis:
    """Give the basis that a yearbook gives of the same indicator: the whole year, what happened (or, of a target, was aimed
    at), an exact number at first hand, nothing left out."""
    modality = Modality.TARGET if basis.modality is Modality.TARGET else Modality.ACTUAL
    return Basis(basis.indicator, basis.unit, modality=modality)


def notes(basis: Basis) -> tuple[str, ...]:
    """Give, for a footnote, in what a basis differs from its reference (each zh / en); nothing where it does not.

    >>> notes(Basis("gdp-growth", "%", part="h1", comparator=Comparator.GT))
    ('上半年 / the first half of the year', '只给出界限（>） / only a bound (>)')
    """
    scope, sign, left_out = basis.scope, basis.comparator, "、".join(basis.scope.without)
    target = basis.modality is Modality.TARGET
    said = (
        (basis.part != "year" or scope.averaged, _time_noted(basis)),
        (basis.modality is Modality.EXPECTED, "预计数 / expected, not final"),
        (sign is Comparator.APPROX, "约数 / rounded"),
        (_is_bound(sign) and target, f"目标是界限（{sign}） / the target is a bound ({sign})"),
        (_is_bound(sign) and not target, f"只给出界限（{sign}） / only a bound ({sign})"),
        (bool(scope.without), f"扣除{left_out} / without {left_out}"),
        (scope.same_basis, "同口径，调整内容未说明 / on an adjusted (same) basis; what was adjusted is not said"),
        (scope.price == "constant", "不变价 / at constant prices"),
        (scope.price == "current", "现价 / at current prices"),
        (bool(scope.rest), "口径说明未识别：{0} / a note of scope that is not understood: {0}".format(_unread(scope))),
        (basis.second_hand, "转载或第三方 / from a reprint or a third party"),
    )
    return tuple(words for holds, words in said if holds)


def _is_bound(sign: Comparator) -> bool:
    return sign not in (Comparator.EQ, Comparator.APPROX)


def _time_noted(basis: Basis) -> str:
    zh, en = _part(basis)
    if not basis.scope.averaged:
        zh_years, en_years = _of_years(basis.concept) if basis.part.startswith("y") else ("", "{}")
        return f"{zh}{zh_years} / {en_years.format(en)}"
    years = _averaged_years(basis)
    if basis.part.startswith("y"):  # a year, or years
        return (
            f"{years}年年均 / a yearly average over {years} years"
            if years
            else "多年年均 / a yearly average over several years"
        )
    return f"{zh}，{years or '多'}年平均 / {en}, averaged over {years or 'several'} years"


def _of_years(concept: Concept) -> tuple[str, str]:
    """Tell what a number of a run of years is: the sum of what flows, or how it stands at the end; a change is of the run."""
    if _stands(concept):
        return "期末", "at the end of {}"
    return ("合计", "the sum of {}") if concept.adds is Adding.FLOW else ("", "{}")


def _stands(concept: Concept) -> bool:
    """Tell whether a number of a run of years is how it stands at its end: a stock, a share, what is per head."""
    return concept.measure not in _CHANGES and concept.adds in (Adding.STOCK, Adding.NONE)


def _is_run(basis: Basis) -> bool:
    return basis.part.startswith("y") and basis.part != "year"


def _at_end(basis: Basis) -> bool:
    """Tell whether a figure of a run of years tells how it stands at the end of the last of them."""
    return _is_run(basis) and not basis.scope.averaged and _stands(basis.concept)


def year_of(figure: Figure) -> str:
    """Give the year that a figure is of: that in which its period begins; of what stands at the end of a run of years, or is an
    average up to there, the last.

    >>> [year_of(Figure(Basis(code, unit, part="y5"), "110102", "2021/2025")) for code, unit in (("gdp", "元"), ("population", "人"))]
    ['2021', '2025']
    """
    basis = figure.basis
    last = _is_run(basis) and (basis.scope.averaged or _stands(basis.concept))
    return figure.period[-4:] if last else figure.period[:4]


def _averaged_years(basis: Basis) -> int:
    """Give over how many years a basis is averaged, as it says or as its run of years does; 0 where neither tells."""
    run = basis.part.removeprefix("y")
    return basis.scope.years or (int(run) if run.isdigit() else 0)


def _span(basis: Basis) -> str:
    """Give how much time a basis covers; a year that is the end of an average covers the years of that, and what stands at the
    end of a run of years is of its last."""
    if _at_end(basis):
        return "year"
    years = _averaged_years(basis) if basis.scope.averaged and basis.part == "year" else 0
    return f"y{years}" if years else basis.part


def pairs(bases: Iterable[Basis]) -> Iterator[tuple[Basis, Basis]]:
    """Give the bases that somebody may want to compare, each with itself too: those of one indicator, of one that it is
    part of or taken for, or of the growth and fall of one."""
    kin: dict[tuple[str, str], list[Basis]] = {}
    for basis in bases:
        kin.setdefault(_kin(basis.concept), []).append(basis)
    for family in kin.values():
        for i, one in enumerate(family):
            for other in family[i:]:
                yield one, other


def unlike(codes: Iterable[str]) -> Iterator[tuple[Concept, Concept, Comparison]]:
    """Give the indicators that tell of one thing in measures that never compare: its level or share beside its growth or
    fall, whatever the bases of their figures.

    >>> [(a.code, b.code, c.reasons[0].words) for a, b, c in unlike(["gdp", "gdp-growth", "pm25-fall"])]
    [('gdp', 'gdp-growth', '一方是水平，一方是增速 / a level against a growth')]
    """
    for a, b in combinations((concepts()[code] for code in sorted(set(codes))), 2):
        if a.base == b.base and (reason := _of_measures(a, b)).verdict is Comparability.NOT_COMPARABLE:
            yield a, b, _judged([reason])


def _kin(concept: Concept) -> tuple[str, str]:
    changing = concept.measure in _CHANGES
    top = concept
    while above := top.within or top.near:
        top = concepts()[above]
    return top.base, "change" if changing else "level"


def compare(one: Basis, other: Basis) -> Comparison:
    """Compare two bases.

    >>> half, year = Basis("gdp", "元", part="h1"), Basis("gdp", "元")
    >>> [r.words for r in compare(half, year).reasons]
    ['时段不同：上半年、全年 / the first half of the year against the whole year']
    >>> str(compare(year, year).verdict)
    'comparable'
    """
    return _judged([*_indicators(one, other), *_times(one, other), *_sureness(one, other), *_scopes(one, other)])


def compare_figures(one: Figure, other: Figure) -> Comparison:
    """Compare two figures: their bases, then the years, and, for one area and period, whether the sources agree."""
    found = compare(one.basis, other.basis)
    return _judged([*found.reasons, *_years(one, other), *_sources(one, other)])


def _judged(reasons: list[Reason]) -> Comparison:
    worst = max((_ORDER.index(r.verdict) for r in reasons), default=0)
    return Comparison(_ORDER[worst], tuple(reasons))


def _care(code: str, words: str) -> Reason:
    return Reason(code, Comparability.WITH_CARE, words)


def _not(code: str, words: str) -> Reason:
    return Reason(code, Comparability.NOT_COMPARABLE, words)


def _indicators(one: Basis, other: Basis) -> Iterator[Reason]:
    a, b = one.concept, other.concept
    if a.base == b.base and a.measure is not b.measure:
        yield _of_measures(a, b)
    elif a.code != b.code:
        yield _of_kin(a, b)
    elif one.unit != other.unit:
        yield _not("unit", f"单位不同：{one.unit}、{other.unit} / units differ: {one.unit}, {other.unit}")


def _of_measures(a: Concept, b: Concept) -> Reason:
    if {a.measure, b.measure} == _CHANGES:
        return _care(
            "sign",
            "一方是增速，一方是降幅，须变号 / one is a growth, one a fall: the sign of one has to be turned",
        )
    zh = {Measure.LEVEL: "水平", Measure.SHARE: "比率", Measure.GROWTH: "增速", Measure.FALL: "降幅"}
    return _not("measure", f"一方是{zh[a.measure]}，一方是{zh[b.measure]} / a {a.measure} against a {b.measure}")


def _of_kin(a: Concept, b: Concept) -> Reason:
    names = f"{a.name}、{b.name} / {{}}: {a.label_en}; {b.label_en}"
    if a.near == b.code or b.near == a.code:
        return _care("near", "口径是否一致未说明：" + names.format("the scopes may differ"))
    if a.within and a.within == b.within:
        return _not("level", "口径不同：" + names.format("different scopes"))
    if b.code == a.within or a.code == b.within:
        return _not("part", "一方是另一方的一部分：" + names.format("one is part of the other"))
    return _not("indicator", "不是同一指标：" + names.format("not one indicator"))


_PARTS = {
    "year": ("全年", "the whole year"),
    "h1": ("上半年", "the first half of the year"),
    "h2": ("下半年", "the second half of the year"),
    "m01-m03": ("一季度", "the first quarter"),
    "m01-m09": ("前三季度", "the first three quarters"),
}


def _part(basis: Basis) -> tuple[str, str]:
    if basis.part in _PARTS:
        return _PARTS[basis.part]
    if basis.part.startswith("m"):
        first, last = (int(month[1:]) for month in basis.part.split("-"))
        return f"{first}至{last}月", f"months {first} to {last}"
    return f"{basis.part[1:]}年", f"{basis.part[1:]} years"


def _times(one: Basis, other: Basis) -> Iterator[Reason]:
    if one.scope.averaged != other.scope.averaged:
        yield _not("average", "一方是多年平均，一方不是 / a yearly average over several years against a single one")
    elif one.scope.averaged and _averaged_years(one) != _averaged_years(other):
        yield _averages(_averaged_years(one), _averaged_years(other))
    elif _span(one) != _span(other):
        (zh, en), (zh_other, en_other) = _part(one), _part(other)
        words = f"时段不同：{zh}、{zh_other} / {en} against {en_other}"
        standing = one.concept.measure is Measure.SHARE or one.concept.adds is Adding.STOCK
        yield _care("part-of-year", words) if standing else _not("part-of-year", words)


def _averages(years: int, other: int) -> Reason:
    if not years or not other:
        return _care("average", "一方没有说明是几年的平均 / one does not say over how many years it is averaged")
    return _not("average", f"平均的年数不同：{years}年、{other}年 / averages over {years} and over {other} years")


def _sureness(one: Basis, other: Basis) -> Iterator[Reason]:
    kinds = {one.modality, other.modality}
    if Modality.TARGET in kinds and len(kinds) == 2:
        yield _care(
            "target",
            "一方是目标，一方是结果，只能看是否达到 / a target against an outcome: tells only whether it was reached",
        )
    elif len(kinds) == 2:
        yield _care("expected", "一方是预计数，一方是实际数 / one is expected, one actual")
    yield from _comparators(one, other)
    if one.second_hand and other.second_hand:
        yield _care("source", "双方都来自转载或第三方 / both come from a reprint or a third party")
    elif one.second_hand != other.second_hand:
        yield _care("source", "一方来自转载或第三方 / one comes from a reprint or a third party")


def _comparators(one: Basis, other: Basis) -> Iterator[Reason]:
    turns = {one.concept.measure, other.concept.measure} == _CHANGES
    a, b = one.comparator, other.comparator.turned if turns else other.comparator
    zh, en = ("变号后", "the sign turned, ") if turns else ("", "")
    outcomes = Modality.TARGET not in (one.modality, other.modality)
    if {a, b} in ({Comparator.LT, Comparator.LE}, {Comparator.GT, Comparator.GE}):
        yield _care(
            "strict", f"{zh}“{a}”与“{b}”：界限是否含本数不同 / {en}{a} against {b}: one takes in the bound itself"
        )
    elif a is not b:
        yield _care("comparator", f"{zh}比较符不同：“{a}”、“{b}” / {en}{a} against {b}: not both are exact")
    elif a is Comparator.APPROX and outcomes:
        yield _care("rounded", "双方都是约数 / both are rounded")
    elif a is not Comparator.EQ and outcomes:
        yield _care("bound", f"双方都只给出界限（{a}） / both give only a bound ({a})")


def _scopes(one: Basis, other: Basis) -> Iterator[Reason]:
    a, b = one.scope, other.scope
    adjusted = [s.same_basis or any(_REFUNDS in w for w in s.without) for s in (a, b)]
    if a.same_basis or b.same_basis:
        yield from _same_basis(all(adjusted), a.same_basis and b.same_basis)
    elif a.without != b.without:
        left, right = _without(a), _without(b)
        yield _not("without", f"扣除内容不同：{left}、{right} / what was left out differs: {left}; {right}")
    if a.price != b.price and _prices(one) != _prices(other):
        yield _price(a.price, b.price, _prices(one), _prices(other))
    if a.rest or b.rest:
        left, right = _unread(a), _unread(b)
        yield _care(
            "unread", f"口径说明未识别：{left}、{right} / notes of scope that are not understood: {left}; {right}"
        )


def _same_basis(both_adjusted: bool, both_say_so: bool) -> Iterator[Reason]:
    if not both_adjusted:
        yield _not("basis", "一方为同口径，一方为自然口径 / one is on an adjusted (same) basis, one is not")
    elif both_say_so:
        yield _care(
            "basis", "双方为同口径，调整内容未说明 / both are on an adjusted basis; what was adjusted is not said"
        )
    else:
        yield _care("basis", "都作了调整，说法不同 / both are adjusted, in different words")


def _without(scope: Scope) -> str:
    return "、".join(scope.without) or "—"


def _unread(scope: Scope) -> str:
    return "、".join(scope.rest) or "—"


def _prices(basis: Basis) -> str:
    """Give at which prices a figure is: as it says, else by the convention of its indicator, else empty."""
    return basis.scope.price or basis.concept.prices


def _price(said: str, other_said: str, meant: str, other_meant: str) -> Reason:
    if said and other_said:
        return _not("price", "价格基准不同：不变价与现价 / constant prices against current prices")
    if meant and other_meant:
        return _not(
            "price",
            "价格基准不同：一方现价，一方未说明，按惯例是不变价 / "
            "prices differ: one is at current prices, one does not say and is at constant prices by convention",
        )
    return _care("price", "只有一方说明价格基准 / only one says at which prices")


def _years(one: Figure, other: Figure) -> Iterator[Reason]:
    if year_of(one) == year_of(other) or _span(one.basis) != _span(other.basis):
        return
    yield _care("year", f"年份不同：{one.period}、{other.period} / years differ: {one.period}, {other.period}")
    money = one.basis.unit.startswith("元") and one.basis.concept.measure is Measure.LEVEL
    if money and not one.basis.scope.price and not other.basis.scope.price:
        yield _care("nominal", "金额为现价，含价格变动 / amounts at current prices hold changes of prices")


def _sources(one: Figure, other: Figure) -> Iterator[Reason]:
    same = (one.area, one.period, one.basis.indicator, one.basis.modality) == (
        other.area,
        other.period,
        other.basis.indicator,
        other.basis.modality,
    )
    if same and one.basis.scope == other.basis.scope and one.value != other.value:
        yield _care("disagree", "两个来源数值不一致 / two sources give different values")
