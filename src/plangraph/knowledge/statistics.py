"""From the rows of a table to figures with area, period, indicator, scope and source, by a declared mapping of columns."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from plangraph.errors import InputError
from plangraph.knowledge.comparability import Basis, Figure, as_is_usual
from plangraph.knowledge.indicators import (
    Concept,
    Measure,
    Measured,
    about_hundred,
    base_unit,
    family,
    growth_of,
    in_usual_unit,
    is_index,
    named,
    narrowed,
    preferred,
    said_measure,
    usual_unit,
)
from plangraph.knowledge.scopes import (
    WHOLE,
    Scope,
    in_year,
    months,
    narrowing,
    part_of_year,
    period,
    read_scope,
    scope_items,
)
from plangraph.model import Area, Comparator, Modality, Source
from plangraph.text.divisions import division_names, find_areas, full_name, in_force
from plangraph.text.numerals import narrow
from plangraph.text.sheets import Row, Sheet, refuse

NEEDED = ("area", "period", "indicator", "value", "source")
KNOWN = (*NEEDED, "unit", "measure", "modality", "comparator", "scope", "address")
_CHANGES = {Measure.GROWTH, Measure.FALL}
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"[-−+]?\d{1,15}(?:,\d{3})*(?:\.\d{1,12})?")
_PERIOD = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:-H[12]|/(?P<to>(?:19|20)\d{2})|-(?P<month>\d{2})/(?P<same>\d{4})-(?P<last>\d{2}))?"
)
_BRACKETED = re.compile(r"(?P<before>[^（()）]+)[（(](?P<note>[^（()）]+)[）)](?P<after>[^（()）]*)")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a table is read. `columns` lead from what a figure needs to what the table calls it; `values` from the table's words
    to ours, for each of these; `constants` say what no column does. `report` is the key of the report that a row without an
    address rests on. A source repeats what another published where its title holds one of `reprints`, or where none of its
    addresses is on one of `official` hosts (if any are named)."""

    name: str
    title: Mapping[str, str]
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    constants: Mapping[str, str]
    report: str | None = None
    reprints: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class Cited:
    """What a figure rests on: a title and addresses, or a report by its key."""

    title: str
    addresses: tuple[str, ...] = ()
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure of a table. `metric`, `value`, `unit` and `scope_note` are as the table gives them, digits and ％ at half width; `measured` is None where the
    indicator, in that measure and unit, is not in the scheme; `scope` is what name and note say beyond that. `measure` is the one that the
    table says, or that goes without saying; where `turned`, that is a fall of what the scheme has as a growth only, and `value` and
    `comparator` are those of the growth."""

    line: int
    area: Area
    period: str
    metric: str
    measure: Measure
    modality: Modality
    comparator: Comparator
    value: Decimal
    unit: str
    scope_note: str
    source: Cited
    measured: Measured | None
    second_hand: bool = False
    scope: Scope = WHOLE
    turned: bool = False

    @property
    def figure(self) -> Figure | None:
        """Give it as what can be compared; None where the indicator is not in the scheme."""
        if self.measured is None:
            return None
        concept = self.measured.concept
        base, factor = base_unit(self.unit)
        base = base or concept.units[0]
        basis = Basis(
            indicator=concept.code,
            unit=usual_unit(base, concept),
            part=part_of_year(self.period),
            modality=self.modality,
            comparator=self.comparator,
            scope=as_is_usual(self.scope, concept),
            second_hand=self.second_hand,
        )
        return Figure(basis, self.area.code, self.period, in_usual_unit(self.value * factor, base, concept))


def _merged(one: Scope, other: Scope) -> Scope:
    """Join what the name and the note say of scope; the part of the year stands in the period."""
    return Scope(
        averaged=one.averaged or other.averaged,
        without=tuple(sorted({*one.without, *other.without})),
        same_basis=one.same_basis or other.same_basis,
        price=one.price or other.price,
        rest=(*one.rest, *other.rest),
        years=one.years or other.years,
    )


def read_mapping(source: Source) -> ColumnMapping:
    """Read a mapping written as TOML.

    Raises InputError where it is no TOML, lacks the name or a needed column, or has an entry that is not known.
    """
    try:
        said = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{source.name} 不是有效的 TOML：{error} / {source.name} is no TOML: {error}") from error
    _refuse_unknown(said, source.name)
    columns, constants = _words(said, "columns", source.name), _words(said, "constants", source.name)
    missing = [need for need in NEEDED if need not in columns and need not in constants]
    if missing or not _NAME.fullmatch(str(said.get("name", ""))):
        lacks = ", ".join(missing) or "name"
        raise InputError(
            f"{source.name} 缺少 {lacks}（name 用小写字母、数字和连字符） / {source.name} lacks {lacks} (name: a-z, 0-9, hyphens)"
        )
    values = _entry(said, "values", source.name)
    return ColumnMapping(
        name=str(said["name"]),
        title=_words(said, "title", source.name),
        columns=columns,
        values={key: _words(values, key, source.name) for key in values},
        constants=constants,
        report=_words(said, "without_address", source.name).get("report"),
        reprints=_list(said, "reprints", source.name),
        official=_list(said, "official", source.name),
        delimiter=str(said.get("delimiter", ",")),
    )


_ENTRIES = {"name", "title", "columns", "values", "constants", "without_address", "reprints", "official", "delimiter"}


def _refuse_unknown(said: Mapping[str, Any], name: str) -> None:
    tables = ("columns", "values", "constants")
    odd = sorted(set(said) - _ENTRIES)
    odd += [f"{t}.{key}" for t in tables if isinstance(said.get(t), dict) for key in said[t] if key not in KNOWN]
    if odd:
        raise InputError(f"{name} 有不认识的项：{'、'.join(odd)} / {name} has unknown entries: {', '.join(odd)}")


def _entry(said: Mapping[str, Any], entry: str, name: str) -> dict[str, Any]:
    found = said.get(entry, {})
    if not isinstance(found, dict):
        raise InputError(f"{name} 的 {entry} 应是一组文字 / {entry} of {name} needs to be a table of words")
    return found


def _words(said: Mapping[str, Any], entry: str, name: str) -> dict[str, str]:
    found = _entry(said, entry, name)
    odd = [f"{entry}.{key}" for key, value in found.items() if isinstance(value, (dict, list))]
    if odd:
        raise InputError(f"{name} 的 {odd[0]} 应是文字 / {odd[0]} of {name} needs to be a word")
    return {key: str(value) for key, value in found.items()}


def _list(said: Mapping[str, Any], entry: str, name: str) -> tuple[str, ...]:
    found = said.get(entry, [])
    if not isinstance(found, list):
        raise InputError(f"{name} 的 {entry} 应是一列文字 / {entry} of {name} needs to be a list of words")
    return tuple(map(str, found))


def read_statistics(sheet: Sheet, mapping: ColumnMapping) -> tuple[Statistic, ...]:
    """Read every row as a figure.

    Raises InputError where a column that the mapping names is not there, or rows hold what cannot be read, with their lines.
    """
    lacking = [column for column in mapping.columns.values() if column not in sheet.columns]
    if lacking:
        raise InputError(
            f"{sheet.source.name} 没有列 {'、'.join(lacking)} / {sheet.source.name} has no column {', '.join(lacking)}"
        )
    found, wrong = [], []
    for row in sheet.rows:
        try:
            found.append(_statistic(row, mapping))
        except ValueError as error:
            wrong.append((row.line, str(error)))
    refuse(wrong, sheet.source.name)
    return tuple(found)


def _statistic(row: Row, mapping: ColumnMapping) -> Statistic:
    """Read one row; ValueError with the reason (zh / en) where a cell cannot be read."""
    said = dict(_cells(row, mapping))
    unit, cited, value = said["unit"], _cited(said, mapping), _value(said["value"])
    name, note = _asked(said["indicator"], in_year(said["scope"], said["period"][:4]), unit)
    scope = read_scope(note)
    when = _period(said["period"], scope.part)
    index = about_hundred(value)
    measure = _one_of(Measure, said["measure"], "measure") if said["measure"] else _usual(name, unit, index)
    measured = _measured(name, measure, unit) if _sized(name, measure, index) else None
    if measured:
        measured, scope = _narrowed(measured, note, unit, part_of_year(when))
    comparator = _one_of(Comparator, said["comparator"] or "=", "comparator")
    if turned := bool(measured) and _turned(name, measure):
        value, comparator = -value, comparator.turned
    return Statistic(
        line=row.line,
        area=_area(said["area"], int(when[:4])),
        period=when,
        metric=_there(said["indicator"], "indicator"),
        measure=measure,
        modality=_one_of(Modality, said["modality"] or "actual", "modality"),
        comparator=comparator,
        value=value,
        unit=unit,
        scope_note=said["scope"],
        source=cited,
        measured=measured,
        second_hand=_second_hand(cited, mapping),
        scope=scope,
        turned=turned,
    )


@lru_cache(maxsize=10_000)
def _asked(name: str, note: str, unit: str) -> tuple[str, str]:
    """Give the name by which the scheme knows an indicator, and what is left of the note of scope: what stands in brackets
    belongs to the note, and a word of the note to a name that is one only with it (失业率: 城镇调查)."""
    bare, bracketed = _bracketed(name)
    items = scope_items("；".join(filter(None, (bracketed if bracketed != unit else "", note))))
    if _known(bare):
        return bare, "；".join(items)
    for i, item in enumerate(items):
        whole = narrowing(item) + bare
        if whole != bare and _known(whole):
            return whole, "；".join(items[:i] + items[i + 1 :])
    return name, note


def _known(name: str) -> bool:
    return bool(family(preferred(name)))


def _bracketed(name: str) -> tuple[str, str]:
    """Part the note in brackets (居民人均可支配收入（城镇）增速) from a name that the scheme does not know with it; another name
    of the same (地区生产总值（GDP）) is no note."""
    found = None if _known(name) else _BRACKETED.fullmatch(name)
    if not found:
        return name, ""
    bare = found["before"] + found["after"]
    same = family(bare) and family(found["note"]) == family(bare)
    return bare, "" if same else found["note"]


@lru_cache(maxsize=10_000)
def _narrowed(found: Measured, note: str, unit: str, part: str) -> tuple[Measured, Scope]:
    """Give the indicator of its own that items of a note make of one (区级 of 一般公共预算收入), and what name and note say
    beyond that."""
    left = []
    for item in scope_items(note):
        word = _narrowing(item, found.concept, part)
        own = narrowed(found.concept, word) if word else None
        if own and _fits(unit, own):
            found = Measured(own, found.scope)
        else:
            left.append(item)
    return found, _merged(found.scope, read_scope("；".join(left)))


def _narrowing(item: str, concept: Concept, part: str) -> str:
    """Give the word of an item that may be part of the name; 年均 of a run of years or of a change is an average over years."""
    word = narrowing(item)
    within = concept.measure is Measure.LEVEL and not re.fullmatch(r"y\d+", part)
    return word if within or word != "年均" else ""


def _compatible(word: str) -> str:
    return unicodedata.normalize("NFKC", word)


def _unit(word: str) -> str:
    return "".join(narrow(word).split())


_FORMS = {  # how widths are made one
    **dict.fromkeys(("area", "period", "value"), narrow),
    "unit": _unit,
    **dict.fromkeys(("measure", "modality", "comparator"), _compatible),
}


def _cells(row: Row, mapping: ColumnMapping) -> Iterator[tuple[str, str]]:
    for need in KNOWN:
        word = row.cells[mapping.columns[need]] if need in mapping.columns else mapping.constants.get(need, "")
        yield need, _FORMS.get(need, str)(mapping.values.get(need, {}).get(word, word))


def _there(word: str, what: str) -> str:
    if not word:
        raise ValueError(f"缺少 {what} / lacks {what}")
    return word


def _one_of(kind: Any, word: str, what: str) -> Any:
    try:
        return kind(word)
    except ValueError:
        known = ", ".join(kind)
        raise ValueError(f"的 {what} 是“{word}”，应为 {known} / has {what} {word!r}, not one of {known}") from None


def _value(word: str) -> Decimal:
    if not _NUMBER.fullmatch(word):
        raise ValueError(f"的数值“{word}”不是数 / has a value that is no number: {word!r}")
    return Decimal(word.replace(",", "").replace("−", "-"))


def _period(word: str, part: str) -> str:
    if not (said := _PERIOD.fullmatch(word)):
        raise ValueError(f"的时期“{word}”无法识别 / has a period that cannot be read: {word!r}")
    if (run := _run(said)) is None:
        raise ValueError(f"的时期“{word}”不存在 / has a period that cannot be: {word!r}")
    word = period(said["year"], run) if said["month"] else word
    if len(word) > len("2022") and part:
        if period(word[:4], part) != word:
            raise ValueError(
                f"的时期“{word}”与口径说的不是一回事 / has a period that is not the one of its scope: {word!r}"
            )
        return word
    return period(word, part)


def _run(said: re.Match[str]) -> str | None:
    """Give the months that a period says; None where they are not those of one year, or its years do not go forward."""
    if said["month"]:
        return months(int(said["month"]), int(said["last"])) if said["year"] == said["same"] else None
    return "" if said["to"] is None or said["year"] < said["to"] else None


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(code for found in division_names().values() for code in found)


@lru_cache(maxsize=10_000)
def _area(word: str, year: int) -> Area:
    code = "".join(word.split())
    if code in _codes() and (code == "100000" or in_force([code], year)):
        return Area(code, full_name(code))
    found = [] if code.isdigit() else find_areas(word, year)
    if not found:
        raise ValueError(f"的地区“{word}”在 {year} 年不存在 / names an area that there is not in {year}: {word!r}")
    if len(found) > 1:
        names = "、".join(area.name for area in found)
        raise ValueError(f"的地区“{word}”不止一个：{names} / names one of several areas: {word!r} ({names})")
    return found[0]


def _cited(said: Mapping[str, str], mapping: ColumnMapping) -> Cited:
    addresses = tuple(said["address"].split())
    odd = [address for address in addresses if not _ADDRESS.fullmatch(address)]
    if odd:
        raise ValueError(f"的网址无法使用：{odd[0]} / has an address that cannot be used: {odd[0]}")
    return Cited(_there(said["source"], "source"), addresses, None if addresses else mapping.report)


def _second_hand(cited: Cited, mapping: ColumnMapping) -> bool:
    hosts = [urlsplit(address).hostname or "" for address in cited.addresses]
    elsewhere = mapping.official and hosts and not any(host.endswith(mapping.official) for host in hosts)
    return bool(elsewhere) or any(word in cited.title for word in mapping.reprints)


@lru_cache(maxsize=10_000)
def _usual(name: str, unit: str, index: bool) -> Measure:
    """Give the measure of a figure that does not say: of an index of prices the index itself where the number may be one, else
    its growth; of another the one of the indicator where the unit is its, else % is a growth."""
    if is_index(preferred(name)):
        said = named(preferred(name))
        return Measure.LEVEL if index and said and said.concept.measure is Measure.LEVEL else Measure.GROWTH
    found = named(preferred(name))
    if found and base_unit(unit)[0] in found.concept.units:
        return found.concept.measure
    return Measure.GROWTH if unit == "%" else Measure.LEVEL


@lru_cache(maxsize=10_000)
def _sized(name: str, measure: Measure, index: bool) -> bool:
    """Tell whether the number can be what is said of it: an index of prices is about 100, its growth is not."""
    if not is_index(preferred(name)):
        return True
    found = _in_measure(name, measure)
    return found is None or (found.concept.measure is Measure.LEVEL) == index


def misfit(one: Statistic) -> str | None:
    """Tell (zh / en) what of a figure does not fit the indicator that its name means, its unit, its measure or (of an index of
    prices) its size, and what is allowed; None where it fits, or the scheme lacks the name.

    >>> area, source = Area("110102", "北京市西城区"), Cited("某报告")
    >>> rest = ("2022", "登记失业率", Measure.GROWTH, Modality.ACTUAL, Comparator.EQ, Decimal(3), "%", "", source, None)
    >>> misfit(Statistic(2, area, *rest))
    '登记失业率：度量方式 growth 不合，可用 share（%） / 登记失业率: measure growth does not fit, allowed are share (%)'
    """
    name, _ = _asked(one.metric, one.scope_note, one.unit)
    kin = family(preferred(name))
    if one.measured or not kin:
        return None
    zh = "、".join(f"{c.measure}（{'、'.join(filter(None, c.units)) or '无单位'}）" for c in kin)
    en = ", ".join(f"{c.measure} ({', '.join(filter(None, c.units)) or 'no unit'})" for c in kin)
    if not _sized(name, one.measure, about_hundred(one.value)):
        wrong_zh, wrong_en = f"{one.measure} 数值 {one.value}", f"{one.measure} of {one.value}"
    elif _in_measure(name, one.measure):
        wrong_zh, wrong_en = f"单位 {one.unit or '（无）'}", f"unit {one.unit or '(none)'}"
    else:
        wrong_zh, wrong_en = f"度量方式 {one.measure}", f"measure {one.measure}"
    return f"{one.metric}：{wrong_zh} 不合，可用 {zh} / {one.metric}: {wrong_en} does not fit, allowed are {en}"


@lru_cache(maxsize=10_000)
def _measured(name: str, measure: Measure, unit: str) -> Measured | None:
    """Give the indicator of the scheme."""
    found = _in_measure(name, measure)
    return found if found and _fits(unit, found.concept) else None


def _fits(unit: str, concept: Concept) -> bool:
    return usual_unit(base_unit(unit)[0], concept) in concept.units


def _in_measure(name: str, measure: Measure) -> Measured | None:
    """Give the indicator in a measure; a table that calls a fall (降幅) a growth means what the name says. A fall of what the
    scheme has as a growth only is that growth."""
    name = preferred(name)
    found = named(name, measure)
    if found is None and measure in _CHANGES:
        found = named(name)
        found = found if found and found.concept.measure in _CHANGES else None
    return found or (growth_of(name) if _falls(name, measure) else None)


def _falls(name: str, measure: Measure) -> bool:
    """Tell whether a table or a name speaks of a fall."""
    return Measure.FALL in (measure, said_measure(name))


@lru_cache(maxsize=10_000)
def _turned(name: str, measure: Measure) -> bool:
    """Tell whether a number is a fall whose indicator is a growth."""
    found = _in_measure(name, measure) if _falls(name, measure) else None
    return found is not None and found.concept.measure is Measure.GROWTH


def overruled(one: Statistic) -> str | None:
    """Tell (zh / en) that a figure is read in another measure than the table says, for its name says so or the scheme has no
    other, and whether its sign was turned; None where it is read as it stands.

    >>> area, source, gdp = Area("110102", "北京市西城区"), Cited("某报告"), named("GDP增速")
    >>> rest = ("2022", "GDP增速", Measure.LEVEL, Modality.ACTUAL, Comparator.EQ, Decimal(3), "%", "", source, gdp)
    >>> overruled(Statistic(2, area, *rest))
    'GDP增速：度量方式 level，按 growth 读 / GDP增速: measure level, read as growth'
    """
    if one.measured is None:
        return None
    read = one.measured.concept.measure
    if not one.turned and (one.measure is read or not {one.measure, read} & _CHANGES):
        return None
    zh, en = ("，数值变号", ", its sign turned") if one.turned else ("", "")
    said = f"{one.metric}：度量方式 {{0}}，按 {read} 读{zh} / {one.metric}: measure {{0}}, read as {read}{en}"
    return said.format(Measure.FALL if one.turned else one.measure)
