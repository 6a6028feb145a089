"""The indicators that plan reports share (`ontology/indicators.csv`, `growth_prices.csv`), and which of them a name without
doubt means."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache

from plangraph.files import shipped
from plangraph.knowledge.scopes import WHOLE, Scope, read_scope, split_scope
from plangraph.model import Change, Indicator, Quantity
from plangraph.text.units import conversion, spelled_out, units

_FRAME = re.compile(r"^(?:全年|全部|预计|累计|实现|完成|力争|确保|达到)+|(?:达到?|实现|完成|保持|稳定)+$")
_GROWTH = re.compile(r"(?:同比|[比较]上年)?(?:增速|增幅|增长率|增长速度|增长幅度|增长|涨幅|涨跌幅|上涨)$")
_FALL = re.compile(r"(?:同比|[比较]上年)?(?:降幅|下降率|下降幅度|降低率|降低|下降|减少)$")
# Whose figures follow, at the front of a clause: 全市, 2021年全国; but not 推进全国文化中心建设.
_SPOKEN_OF = re.compile(
    r"(?:^|[，、：,:])\s*(?:其中|今年|去年|上年|同期|\d{4}年)*[全我](国|省|市|区|县|旗|州|盟)(?!性|文化中心)"
)
_SCALE = re.compile(r"^(?:万亿|千亿|百亿|亿|千万|百万|万)(?=.)")
_HEAD = re.compile(r"/[人户]$")
_COUNTERS = {"家", "户", "个"}  # of enterprises


class Adding(StrEnum):
    """What levels do over areas and years: a flow adds up over both, a stock over areas only, for it stands at one time; an
    index of prices (last year is 100), and whatever is per head, a mean or a rate, adds up over neither."""

    FLOW = "flow"
    STOCK = "stock"
    INDEX = "index"
    NONE = "none"


class Measure(StrEnum):
    """What an indicator gives: how much there is, which part of a whole, by how much it grew, or by how much it fell."""

    LEVEL = "level"
    SHARE = "share"
    GROWTH = "growth"
    FALL = "fall"


_CHANGES = {Measure.GROWTH, Measure.FALL}


@dataclass(frozen=True, slots=True)
class Concept:
    """An indicator of the scheme in one measure. `base` is the code of the row it comes from; `units` are the base units
    that its numbers may have; `direction` is what is wished for (up, down, none); `within` is a wider indicator, `near` one
    that it is often taken for, both as codes in the same measure, or empty; `prices` are those at which a change is given by
    convention where nothing is said (constant, or empty: none is agreed), as `prices_source` has it; `adds` is said of levels."""

    code: str
    base: str
    name: str
    measure: Measure
    units: tuple[str, ...]
    direction: str
    also: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    label_en: str = ""
    within: str = ""
    near: str = ""
    field: str = ""
    prices: str = ""
    prices_source: str = ""
    adds: Adding = Adding.NONE


@dataclass(frozen=True, slots=True)
class Measured:
    """What a name means: the concept and what narrows it."""

    concept: Concept
    scope: Scope = WHOLE


@cache
def concepts() -> dict[str, Concept]:
    """Give every indicator of the scheme by its code.

    >>> concepts()["gdp-growth"].name, concepts()["energy-intensity-fall"].direction
    ('地区生产总值增速', 'up')
    """
    with open(shipped("ontology") / "indicators.csv", encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    measures = {row["code"]: row["measures"].split() for row in rows}
    made = (_concept(row, Measure(measure), measures) for row in rows for measure in row["measures"].split())
    return {one.code: one for one in made}


def _concept(row: dict[str, str], measure: Measure, measures: dict[str, list[str]]) -> Concept:
    def other(code: str) -> str:
        return _coded(code, measure) if measure in measures.get(code, ()) else ""

    base = Concept(
        code=_coded(row["code"], measure),
        base=row["code"],
        name=row["name"],
        measure=measure,
        units=tuple(row["unit"].split()) or ("",),
        direction=row["direction"],
        also=tuple(row["also"].split()),
        formerly=tuple(row["formerly"].split()),
        label_en=row["label_en"],
        within=other(row["within"]),
        near=other(row["near"]),
        field=row["field"],
        adds=Adding(row["adds"]) if measure is Measure.LEVEL else Adding.NONE,
    )
    if base.adds is Adding.INDEX:
        return replace(base, units=(*base.units, ""))  # 101.8 % and 101.8 are one index
    return _changing(base) if measure in _CHANGES else base


def _coded(code: str, measure: Measure) -> str:
    return f"{code}-{measure}" if measure in _CHANGES else code


def _changing(base: Concept) -> Concept:
    """Turn an indicator into its growth or its fall."""
    fall = base.measure is Measure.FALL
    word, english = ("降幅", "fall of the") if fall else ("增速", "growth of the")
    turned = {"up": "down", "down": "up"}
    convention = _growth_prices().get(base.base, {})
    return replace(
        base,
        name=base.name + word,
        units=("%",),
        direction=turned.get(base.direction, "none") if fall else base.direction,
        also=tuple(name + word for name in base.also),
        formerly=tuple(name + word for name in base.formerly),
        label_en=f"{english} {base.label_en}",
        prices=convention.get("prices", ""),
        prices_source=convention.get("source", ""),
        adds=Adding.NONE,
    )


@cache
def _growth_prices() -> dict[str, dict[str, str]]:
    with open(shipped("ontology") / "growth_prices.csv", encoding="utf-8", newline="") as handle:
        return {row["code"]: row for row in csv.DictReader(handle)}


def about_hundred(value: Decimal) -> bool:
    """Tell whether a number can be an index whose year before is 100, rather than the change of one.

    >>> about_hundred(Decimal("101.8")), about_hundred(Decimal("1.8"))
    (True, False)
    """
    return 50 <= value <= 200


def is_index(name: str) -> bool:
    """Tell whether a name means an index of prices, or its growth.

    >>> is_index("居民消费价格（CPI）"), is_index("居民消费价格涨幅"), is_index("地区生产总值")
    (True, True, False)
    """
    return any(one.adds is Adding.INDEX for one in family(name))


def key(name: str) -> str:
    """Give the spelling under which names are compared: one width of brackets, no blanks, no quotation marks.

    >>> key("细颗粒物（PM2.5） 年均浓度") == key("细颗粒物(pm2.5)年均浓度")
    True
    """
    return re.sub(r"[\s“”\"「」]", "", unicodedata.normalize("NFKC", name)).lower()


@cache
def _by_name() -> dict[str, str]:
    """Give the base code of every name, preferred, alternative or former, that is that of one indicator alone."""
    found: dict[str, set[str]] = {}
    for one in concepts().values():
        if one.measure not in _CHANGES:
            for name in (one.name, *one.also, *one.formerly):
                found.setdefault(key(name), set()).add(one.base)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def named(name: str, measure: Measure | None = None) -> Measured | None:
    """Give the indicator that a name means; words of growth in the name count, else `measure` does. None where the name is
    not in the scheme, or the indicator has no such measure.

    >>> [named(n).concept.code for n in ("地区生产总值增速", "万元地区生产总值能耗降幅", "细颗粒物年均浓度")]
    ['gdp-growth', 'energy-intensity-fall', 'pm25']
    >>> named("某某收入") is None, named("扣除新冠疫苗影响的地区生产总值", Measure.GROWTH).scope.without
    (True, ('新冠疫苗',))
    """
    base, said, note = _parted(name)
    if base is None or (said and measure in _CHANGES - {said}):
        return None
    wanted = said or measure
    found = concepts().get(_coded(base, wanted) if wanted else base)
    fits = found and (wanted is None or _agree(found.measure, wanted))
    return Measured(found, read_scope(note)) if found and fits else None


def said_measure(name: str) -> Measure | None:
    """Give the measure that words of a name say; None where they say none.

    >>> [said_measure(name) for name in ("GDP增速", "单位GDP能耗降幅", "GDP")]
    [<Measure.GROWTH: 'growth'>, <Measure.FALL: 'fall'>, None]
    """
    return _parted(name)[1]


def growth_of(name: str) -> Measured | None:
    """Give the growth of the indicator that a name means, though it speaks of its fall; None where the scheme has none.

    >>> growth_of("社会消费品零售总额降幅").concept.code, growth_of("森林覆盖率") is None
    ('retail-sales-growth', True)
    """
    base, _, note = _parted(name)
    found = concepts().get(_coded(base or "", Measure.GROWTH))
    return Measured(found, read_scope(note)) if found else None


@cache
def _names(base: str) -> tuple[str, ...]:
    """Give the names of an indicator that are its alone, as they are compared."""
    return tuple(name for name, code in _by_name().items() if code == base)


def narrowed(concept: Concept, word: str) -> Concept | None:
    """Give the indicator of its own that a word of scope makes of another, in the same measure: before its name or in brackets
    behind it; the same where its name says the word already. None where the scheme has none, or several.

    >>> narrowed(concepts()["fiscal-revenue-growth"], "区级").code, narrowed(concepts()["income"], "农村").code
    ('fiscal-revenue-district-growth', 'income-rural')
    >>> narrowed(concepts()["fixed-investment"], "不含农户").code, narrowed(concepts()["pm25"], "年均").code
    ('fixed-investment', 'pm25')
    >>> narrowed(concepts()["gdp"], "农村"), narrowed(concepts()["income-urban-rural-joint"], "城镇")
    (None, None)
    """
    word, names = key(word), _names(concept.base)
    made = {made for name in names for made in (f"{word}{name}", f"{name}({word})")}
    found = {_by_name()[name] for name in made if name in _by_name()}
    if not found and any(_says(name, word) for name in names):
        return concept
    other = concepts().get(_coded(next(iter(found)), concept.measure)) if len(found) == 1 else None
    return other if other and other.measure is concept.measure else None


def _says(name: str, word: str) -> bool:
    """Tell whether a name says a word of scope, and not with another (城镇和农村)."""
    return len(word) > 1 and bool(re.search(f"(?<![和与及、]){re.escape(word)}(?![和与及、])", name))


@cache
def _by_label() -> dict[str, str]:
    """Give the code of every code, with its hyphens or without, and of every English name, which comes before the latter."""
    every = concepts().values()
    return {
        **{one.code.replace("-", ""): one.code for one in every},
        **{key(one.label_en): one.code for one in every},
        **{one.code: one.code for one in every},
    }


def asked_for(word: str) -> Concept | None:
    """Give the indicator that a person asks for, by its code, its English name, or one of its Chinese ones; None where the
    word is none of these, or narrows the indicator (扣除…).

    >>> [asked_for(w).code for w in ("经济增长", "registered unemployment rate", "pm25", "GDP growth")]
    ['gdp-growth', 'unemployment-registered', 'pm25', 'gdp-growth']
    """
    code = _by_label().get(key(word))
    if code:
        return concepts()[code]
    found = named(word)
    return found.concept if found and found.scope == WHOLE else None


def preferred(name: str) -> str:
    """Give the preferred Chinese name of an indicator for its English name or code, any other name as it is.

    >>> preferred("Registered unemployment rate"), preferred("登记失业率")
    ('登记失业率', '登记失业率')
    """
    code = _by_label().get(key(name))
    return concepts()[code].name if code else name


def all_names() -> list[str]:
    """Give every name, English name and code, those of one indicator together, in the order of the scheme."""
    rows = ((one.name, *one.also, *one.formerly, one.label_en, one.code) for one in concepts().values())
    return [name for row in rows for name in row]


def family(name: str) -> tuple[Concept, ...]:
    """Give the indicator that a name means in every measure that the scheme has of it; nothing where it lacks the name.

    >>> [str(one.measure) for one in family("地区生产总值增速")], family("折子工程")
    (['level', 'growth'], ())
    """
    base = _parted(name)[0]
    return tuple(one for one in concepts().values() if one.base == base)


def _parted(name: str) -> tuple[str | None, Measure | None, str]:
    """Give the base code that a name means, the measure that it says, and its note of scope."""
    whole, note = (name, "") if key(name) in _by_name() else split_scope(_FRAME.sub("", name))
    bare, said = _measure(key(whole))
    if bare not in _by_name():  # 居民人均可支配收入实际增速
        bare, inner = split_scope(bare)
        note = "；".join(filter(None, (note, inner)))
    return _by_name().get(bare), said, note


def _agree(found: Measure, wanted: Measure) -> bool:
    """Tell whether a measure is the one that is wanted: a table may call a share a level."""
    return found is wanted or not {found, wanted} & _CHANGES


def _measure(name: str) -> tuple[str, Measure | None]:
    """Part words of growth or fall at the end of a name. A name of the scheme that ends so is that of the growth (经济增长)
    where the indicator has one (人口自然增长率 has none)."""
    for pattern, measure in ((_GROWTH, Measure.GROWTH), (_FALL, Measure.FALL)):
        if pattern.search(name):
            base = _by_name().get(name)
            if base is None:
                return pattern.sub("", name), measure
            return name, measure if _coded(base, measure) in concepts() else None
    return name, None


def base_unit(unit: str) -> tuple[str, int]:
    """Give a unit without its scale, its symbols as words, and the factor of the scale.

    >>> base_unit("亿元"), base_unit("万元/人"), base_unit("μg/m³"), base_unit("万亿斤")
    (('元', 100000000), ('元/人', 10000), ('微克/立方米', 1), ('斤', 1000000000000))
    """
    unit = spelled_out(unit)
    found = _SCALE.match(unit)
    rest = unit[found.end() :] if found else unit
    if not found or unit in units() or rest.partition("/")[0] not in units():
        return unit, 1
    return rest, _factor(found[0])


def usual_unit(unit: str, concept: Concept) -> str:
    """Give the unit that figures of an indicator are compared in, for one of its base units: the first, where the other is so
    many of it (斤 and 吨), or is the same said otherwise (元/人 of what is per head, 户 of what is counted in 家). Any other unit
    stays as it is.

    >>> [usual_unit(unit, concepts()["gdp-per-capita"]) for unit in ("元/人", "元", "美元")]
    ['元', '元', '美元']
    >>> usual_unit("元", concepts()["labour-productivity"]), usual_unit("元/人", concepts()["gdp"])
    ('元/人', '元/人')
    >>> usual_unit("户", concepts()["hightech-enterprises"]), usual_unit("人次", concepts()["training"])
    ('家', '人次')
    >>> usual_unit("吨", concepts()["grain-output"]), usual_unit("公顷", concepts()["farmland"])
    ('斤', '亩')
    """
    first = concept.units[0]
    headed = concept.measure is Measure.LEVEL and concept.adds is Adding.NONE
    if headed and _HEAD.sub("", unit) == _HEAD.sub("", first):
        return first
    alike = {unit, first} <= _COUNTERS or conversion(unit, first) is not None
    return first if unit in concept.units and alike else unit


def in_usual_unit(value: Decimal, unit: str, concept: Concept) -> Decimal:
    """Give a number in a base unit in the unit that its indicator is compared in, to twelve digits where it is no decimal.

    >>> str(in_usual_unit(Decimal(3), "公顷", concepts()["farmland"])), str(in_usual_unit(Decimal(1), "亩", concepts()["green-added"]))
    ('45', '666.666666667')
    """
    times = conversion(unit, usual_unit(unit, concept)) or 1
    return value if times == 1 else _in_decimals(Fraction(value) * times)


def _in_decimals(number: Fraction) -> Decimal:
    exact, rounded = Decimal(number.numerator), Context(prec=12)
    whole = Context(prec=60).divide(exact, Decimal(number.denominator))
    return whole if Fraction(whole) == number else rounded.plus(whole)


def _factor(scale: str) -> int:
    factor = 1
    for char in scale:
        factor *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[char]
    return factor


def of_quantity(quantity: Quantity) -> Measured | None:
    """Give the indicator that a number of a sentence is of, by its metric, kind and unit; None where any does not fit. A
    fall is that of the indicator where the scheme has one, else a growth below nought."""
    if quantity.metric is None:
        return None
    words = {Change.INCREASE: "增长", Change.DECREASE: "下降"}.get(quantity.change, "")
    for measure in _MEASURES[quantity.change]:
        found = named(quantity.metric, measure) or (named(quantity.metric + words, measure) if words else None)
        if found and quantity.unit in found.concept.units:
            if found.concept.adds is Adding.INDEX and not about_hundred(quantity.value):
                return named(quantity.metric, Measure.GROWTH)  # 居民消费价格控制在3%左右
            return found
    return None


_MEASURES: dict[Change, tuple[Measure | None, ...]] = {
    Change.LEVEL: (None,),
    Change.INCREASE: (Measure.GROWTH,),
    Change.DECREASE: (Measure.FALL, Measure.GROWTH),
}


def of_row(indicator: Indicator) -> Measured | None:
    """Give the indicator that a row of a table is of, by its name and unit; None where either does not fit."""
    found = named(indicator.name)
    unit = base_unit(indicator.unit or "")[0]
    return found if found and unit in found.concept.units else None


def elsewhere(text: str, start: int, area: str) -> bool:
    """Tell whether the words before a number speak of another area than `area`: 全市, in the report of a district.

    >>> elsewhere("全市地区生产总值增长5%", 8, "北京市西城区"), elsewhere("全区地区生产总值增长5%", 8, "北京市西城区")
    (True, False)
    """
    clause = re.split(r"[。；;]", text[:start])[-1]
    spoken_of = _SPOKEN_OF.findall(clause)
    return bool(spoken_of) and spoken_of[-1] != (area[-1:] if area != "全国" else "国")
