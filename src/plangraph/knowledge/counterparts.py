"""Whether two things correspond, how, and why not: areas by code, bodies by function, measures by scope, all else by name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from plangraph.knowledge.functions import Body, read_body
from plangraph.knowledge.indicators import Measure as Aspect
from plangraph.knowledge.indicators import named
from plangraph.knowledge.likeness import (
    EPITHETS,
    LEVELS,
    Name,
    alike,
    common_length,
    contrast,
    difference,
    opposed,
    read_name,
    shortened,
)
from plangraph.knowledge.lists import divisions, known
from plangraph.knowledge.measures import CONSTANT, CURRENT, Measure, apart, narrowed_apart, read_measure, unit_of, vague
from plangraph.knowledge.scopes import WHOLE
from plangraph.knowledge.things import Basis, Kind, Predicate, Thing
from plangraph.text.divisions import changed, find_area, full_name, names_of, own_areas
from plangraph.text.units import conversion, units

LINKED, SEEN = 0.85, 0.75  # likeness from which names correspond, and from which a pair is worth a reason why not
_SHORTEST = 4  # characters of a name that a longer one may be a part of
_HALF, _PART, _SHORTENED = 0.5, 0.6, 0.8  # likeness of what is worth a look, of a part, of a name in fewer characters
_NAMES = 4  # of a thing, that are compared
_OWN = re.compile(  # what every area has one of
    "(?:国民经济和社会发展|经济社会发展)?(?:五年)?(?:规划纲要|规划|计划|纲要|建议|工作报告|政府工作报告|报告|实施方案|工作方案|行动方案|任务分解)+"
)
_HAN = re.compile("[一-龥]")
_LEVEL_OF_AN_AREA = re.compile("(?:自治[区州县旗]|特别行政区|地区|新区|[省市区县旗盟州])\\Z")
_SESSION = re.compile("[一二三四五六七八]中全会|代表大会|党代会|[人大]大|[人大]大会|次会议")
_NO_SESSION = "未说明是哪一届 / which session it is is not said"
_ORDINAL = re.compile("[一二三四五六七八九十]大|[周十百]年")
_EVERYWHERE = re.compile(
    "党的|党中央|中央|中共中央|国务院|国家|全国|中国|世界"
)  # what begins so is of the whole country
_DOINGS = frozenset([Kind.PROGRAMME, Kind.DOCUMENT, Kind.EVENT, Kind.PROJECT, Kind.AWARD])
_MIXED = (  # kinds that one thing may be taken for
    *({Kind.TERM, kind} for kind in _DOINGS | {Kind.ORGANISATION}),
    *({one, other} for one in (Kind.PROGRAMME, Kind.DOCUMENT) for other in _DOINGS),
    {Kind.PROJECT, Kind.PLACE},
    {Kind.AREA, Kind.PLACE},
)


class Profile(NamedTuple):
    """A thing with its names, body, measure and code read."""

    thing: Thing
    names: tuple[Name, ...]
    code: str | None = None
    body: Body | None = None
    measure: Measure | None = None


class Verdict(NamedTuple):
    """What is thought of a pair; without a predicate it is rejected. `why` is zh / en."""

    predicate: Predicate | None
    basis: Basis
    confidence: float
    why: str
    likeness: float | None = None

    @property
    def rank(self) -> tuple[bool, bool, float, float]:
        """The better, the higher."""
        exact = self.predicate is Predicate.EXACT
        return self.predicate is not None, exact, self.confidence, self.likeness or 0.0


def profile(thing: Thing) -> Profile:
    """Read what a thing is compared by."""
    if thing.kind is Kind.INDICATOR:
        measure = _by_convention(read_measure(thing.name, thing.unit, thing.change))
        return Profile(thing, (), measure=replace(measure, core=_preferred(measure.core)))
    document = thing.kind is Kind.DOCUMENT
    read = [read_name(n, thing.home, document=document) for n in thing.names[:_NAMES]]
    names = tuple(name for name in read if not name.hollow) or tuple(read[:1])
    return Profile(thing, names, _code(thing), _body(thing))


def _body(thing: Thing) -> Body | None:
    """Read the body that a thing is by one of its names; a name without an area is of the one that the body is said to be of."""
    if thing.kind not in (Kind.ORGANISATION, None):
        return None
    names = thing.names[:_NAMES]
    if body := next(filter(None, (read_body(n, thing.home) for n in names)), None):
        return body
    if thing.kind is None or thing.within is None:
        return None
    seat = full_name(thing.within)
    return next(filter(None, (read_body(seat + n) for n in names)), None)


@lru_cache(maxsize=100_000)
def _preferred(core: str) -> str:
    """Give what is measured by the name that the shared scheme prefers, if it has one: 进出口总值 for 进出口总额."""
    meant = named(core)
    return read_measure(meant.concept.name).core if meant and meant.scope == WHOLE else core


def _by_convention(measure: Measure) -> Measure:
    """Leave out the prices that go without saying: an amount is at current ones (地区生产总值（现价）), a growth at constant
    ones where it is so by convention (地区生产总值（不变价）增速)."""
    if measure.aspect == "level":
        return replace(measure, scope=tuple(w for w in measure.scope if w not in CURRENT))
    if CONSTANT not in measure.scope or measure.aspect != "growth":
        return measure
    meant = named(measure.core, Aspect.GROWTH)
    agreed = meant is not None and meant.concept.prices == "constant"
    return replace(measure, scope=tuple(w for w in measure.scope if w != CONSTANT)) if agreed else measure


def _code(thing: Thing) -> str | None:
    if thing.code or thing.kind not in (Kind.AREA, Kind.PLACE) or thing.name[-1:] not in LEVELS:
        return thing.code
    area = find_area(thing.name, year=thing.year)
    return area.code if area else None


def judge(a: Profile, b: Profile) -> Verdict | None:
    """Give what is thought of a pair, None where nothing suggests it.

    >>> one = Thing("urn:a", Kind.ORGANISATION, ("西城区教委",))
    >>> other = Thing("urn:b", Kind.ORGANISATION, ("东城区教育委员会",))
    >>> verdict = judge(profile(one), profile(other))
    >>> verdict.predicate, verdict.why.split(" / ")[1]
    (<Predicate.RELATED: 'relatedMatch'>, 'one function (教育委员会) in 北京市西城区 and 北京市东城区')
    """
    if not comparable(a.thing.kind, b.thing.kind):
        return None
    if a.code and b.code:
        return _areas(a, b)
    if a.code or b.code:
        return None
    if a.measure and b.measure:
        return _shared(a, b) or _measures(a, b)
    if a.body and b.body:
        return _bodies(a.body, b.body)
    mixed = a.thing.kind is not b.thing.kind and a.thing.kind and b.thing.kind
    pairs = (
        [(a.names[0], b.names[0])] if mixed else product(a.names, b.names)
    )  # a short name says little of another kind
    verdicts = (_shared(a, b), *(_named(a, b, one, other) for one, other in pairs))
    return max(filter(None, verdicts), key=lambda v: v.rank, default=None)


def comparable(one: Kind | None, other: Kind | None) -> bool:
    """Tell whether things of these kinds may be one thing."""
    return one is other or one is None or other is None or {one, other} in _MIXED


def _shared(a: Profile, b: Profile) -> Verdict | None:
    """Judge by what both are in a shared scheme, where both graphs say so."""
    one, other = a.thing.concept, b.thing.concept
    if not one or not other:
        return None
    names = [iri.rpartition("/")[2] for iri in (one, other)]
    if one != other:
        why = f"共用表中是两项：{names[0]}、{names[1]} / two in the shared scheme: {names[0]}, {names[1]}"
        return Verdict(None, Basis.KNOWLEDGE, 0, _reason(a, b) or why) if _one_core(a, b) else None
    if a.measure and b.measure and (reason := narrowed_apart(a.measure, b.measure)):
        return Verdict(None, Basis.MEASURE, 0, reason)
    why = f"共用表中是同一项：{names[0]} / one in the shared scheme: {names[0]}"
    same = not a.measure or (a.thing.home is not None and a.thing.home == b.thing.home)
    exact = same and a.thing.kind is b.thing.kind and contrast(*_first(a, b)) is None
    return Verdict(Predicate.EXACT if exact else Predicate.CLOSE, Basis.KNOWLEDGE, 0.95, why)


def _one_core(a: Profile, b: Profile) -> bool:
    return bool(a.measure and b.measure and a.measure.core == b.measure.core)


def _reason(a: Profile, b: Profile) -> str | None:
    """Say (zh / en) what keeps two measures apart, if their names tell."""
    return apart(a.measure, b.measure) if a.measure and b.measure else None


def _first(a: Profile, b: Profile) -> tuple[Name, Name]:
    """Give the preferred names of both, read."""
    one, other = (p.names[0] if p.names else read_name(p.thing.name) for p in (a, b))
    return one, other


def _areas(a: Profile, b: Profile) -> Verdict | None:
    code, years = a.code, (a.thing.year, b.thing.year)
    if not code or code != b.code:
        return None
    if a.thing.ended != b.thing.ended:
        why = f"区划代码 {code} 相同，但一方已撤销 / code {code} in both, but one is said to be no more"
        return Verdict(None, Basis.KNOWLEDGE, 0, why)
    if years[0] and years[1] and (day := changed(code, years[0], years[1])):
        why = f"区划代码 {code} 自 {day} 起所指范围改变 / code {code} means another area since {day}"
        return Verdict(Predicate.CLOSE, Basis.KNOWLEDGE, 0.7, why)
    if _misnamed(a, b) or _misnamed(b, a):
        why = f"区划代码 {code} 相同，名称不同：{a.thing.name}、{b.thing.name} / one code ({code}), but the names differ: {a.thing.name}, {b.thing.name}"
        return Verdict(None, Basis.KNOWLEDGE, 0, why)
    given = a.thing.code and b.thing.code
    why = f"区划代码相同：{code} / one code: {code}"
    return Verdict(Predicate.EXACT, Basis.KNOWLEDGE, 1.0 if given else 0.95, why)


def _misnamed(p: Profile, beside: Profile) -> bool:
    """Tell whether no name of an area is one that its code has borne (of a code that is not known, one of the other); names in
    another script or language tell nothing, and names that both bear are no contradiction."""
    own = [name for name in p.thing.names if _simplified(name)]
    borne = names_of(p.code or "") or beside.thing.names
    if not own or set(own) & set(beside.thing.names):
        return False
    return not any(_one_area_named(name, other) for name in own for other in borne)


def _simplified(name: str) -> bool:
    """Tell whether a name is in simplified characters: not 東城區, not Dongcheng."""
    han = _HAN.findall(name)
    return bool(han) and all(char.encode("gb2312", "ignore") for char in han)


def _one_area_named(one: str, other: str) -> bool:
    """Tell whether two names may be of one area: one is all of the other but for its level, what it lies in, and words left out
    (延边州 of 延边朝鲜族自治州)."""
    short, long = sorted(map(_without_level, (one, other)), key=len)
    return common_length(short, long) == len(short)


def _without_level(name: str) -> str:
    text = read_name(name).text
    bare = _LEVEL_OF_AN_AREA.sub("", text)
    return bare if len(bare) > 1 else text


def _bodies(a: Body, b: Body) -> Verdict | None:
    if a.function != b.function:
        return None
    places = [full_name(a.seat), full_name(b.seat)]
    if a.seat == b.seat:
        why = f"同一地区（{places[0]}）的{a.function} / {a.function} of one area ({places[0]})"
        return Verdict(Predicate.EXACT, Basis.KNOWLEDGE, 0.97, why)
    zh, en = "、".join(places), " and ".join(places)
    if _level(a.seat) != _level(b.seat):
        return Verdict(
            None,
            Basis.KNOWLEDGE,
            0,
            f"职能相同（{a.function}），级别不同：{zh} / one function ({a.function}), another level: {en}",
        )
    why = f"职能相同（{a.function}），分属{zh} / one function ({a.function}) in {en}"
    return Verdict(Predicate.RELATED, Basis.KNOWLEDGE, 0.9, why)


def _level(code: str) -> int:
    """Give how far down an area lies: 0 the country, 1 a province, 2 a prefecture, 3 a county."""
    return 0 if code == "100000" else 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def _measures(a: Profile, b: Profile) -> Verdict | None:
    one, other = a.measure, b.measure
    if not one or not other:
        return None
    if one.core != other.core:
        ratio = alike(one.core, other.core) if one.aspect == other.aspect else 0
        x, y = difference(one.core, other.core)
        why = f"不是同一指标：{x or '无'}、{y or '无'} / not one measure: {x or 'nothing'}, {y or 'nothing'}"
        return Verdict(None, Basis.LIKENESS, 0, why, ratio) if ratio >= SEEN else None
    if reason := apart(one, other):
        return Verdict(None, Basis.MEASURE, 0, reason, 1.0)
    if vague(one):
        return None
    said, given = str(one), sorted({unit_of(a.thing.unit), unit_of(b.thing.unit)} - {""})
    if len(given) > 1 and one.aspect == "level" and conversion(*given[:2]) is None:
        zh, en = "、".join(given), ", ".join(given)
        why = f"同一指标（{said}），单位不同：{zh} / one measure ({said}), other units: {en}"
        alike_ = all(u in counting() for u in given) and not any(u.endswith("次") for u in given)
        return Verdict(Predicate.CLOSE if alike_ else None, Basis.MEASURE, 0.6 if alike_ else 0, why, 1.0)
    same = a.thing.home is not None and a.thing.home == b.thing.home
    why = f"同一指标（{said}），口径未见不同 / one measure ({said}), no other scope said"
    return Verdict(Predicate.EXACT if same else Predicate.CLOSE, Basis.MEASURE, 0.9, why, 1.0)


@cache
def counting() -> frozenset[str]:
    """Give the counting words."""
    return frozenset(text for text, unit in units().items() if unit.kind == "counting")


def _named(a: Profile, b: Profile, one: Name, other: Name) -> Verdict | None:
    """Judge by one name of each."""
    if one.core == other.core or one.plain == other.plain:
        return None if one.text != other.text and one.hollow else _equal(a, b, one, other)
    ratio = alike(one.core, other.core)
    if ratio < _HALF:
        return None
    mixed = a.thing.kind is not b.thing.kind
    x, y = difference(one.core, other.core)
    if (not x or not y) and not mixed:
        return _longer(a, b, one, other, ratio)
    if ratio < SEEN:
        return None
    said = f"{x or '无'}、{y or '无'} / {x or 'nothing'}, {y or 'nothing'}".split(" / ")
    if reason := contrast(one, other):
        return Verdict(None, Basis.LIKENESS, 0, reason, ratio)
    if shortened(x, y) and ratio >= _SHORTENED and not mixed and not _apart(a, b, one, other):
        why = f"名称相近，一方简写：{said[0]} / alike, one shortened: {said[1]}"
        return Verdict(Predicate.CLOSE, Basis.LIKENESS, 0.8 * ratio, why, ratio)
    if opposed(x, y) or ratio < LINKED or mixed:
        return Verdict(None, Basis.LIKENESS, 0, f"名称有别：{said[0]} / the names differ: {said[1]}", ratio)
    if _apart(a, b, one, other):
        return Verdict(
            None,
            Basis.LIKENESS,
            0,
            f"名称有别，各属各的地区：{said[0]} / the names differ, each of its own area: {said[1]}",
            ratio,
        )
    return Verdict(
        Predicate.CLOSE, Basis.LIKENESS, 0.9 * ratio, f"名称相近，差别只在：{said[0]} / alike but for: {said[1]}", ratio
    )


def _equal(a: Profile, b: Profile, one: Name, other: Name) -> Verdict:
    """Judge names whose cores say the same."""
    if reason := contrast(one, other):
        return Verdict(None, Basis.NAMES, 0, reason, 1.0)
    shared = one.core if one.core == other.core else one.plain
    if reason := _elsewhere(a, b):
        return Verdict(None, Basis.NAMES, 0, reason, 1.0)
    if _own_each(a, b, one, other) or (
        _OWN.fullmatch(shared) and a.thing.home != b.thing.home and not (one.seat and one.seat == other.seat)
    ):
        zh = f"名称相同（{shared}），各属各的地区 / one name ({shared}), each of its own area"
        return Verdict(Predicate.RELATED, Basis.NAMES, 0.8, zh, 1.0)
    if one.marks != other.marks:
        return _editions(one, other, shared)
    why = f"名称相同：{shared} / one name: {shared}"
    sure = _surety(a, b, one, other)
    if a.thing.kind is not b.thing.kind or one.core != other.core or not _one_sphere(a, b, shared):
        return Verdict(Predicate.CLOSE, Basis.NAMES, sure - 0.12, why, 1.0)
    if _each_year(a, b, one):
        why = f"同一系列，各报告所指的届次未说明：{shared} / one series, which edition each report means is not said: {shared}"
        return Verdict(Predicate.CLOSE, Basis.NAMES, 0.85, why, 1.0)
    return Verdict(Predicate.EXACT, Basis.NAMES, sure, why, 1.0)


def _editions(one: Name, other: Name, shared: str) -> Verdict:
    """Judge names that are equal but for marks of which only one bears each: an edition and its series."""
    if one.marks.keys() - other.marks.keys() and other.marks.keys() - one.marks.keys():
        ways = ["、".join(name.marks.values()) for name in (one, other)]
        why = f"版次标法不同：{ways[0]}，{ways[1]} / editions told in other ways: {ways[0]}; {ways[1]}"
        return Verdict(None, Basis.NAMES, 0, why, 1.0)
    if _SESSION.search(shared):
        return Verdict(None, Basis.NAMES, 0, _NO_SESSION, 1.0)
    words = "、".join(sorted(value for _, value in one.marks.items() ^ other.marks.items()))
    predicate = Predicate.BROAD if len(one.marks) > len(other.marks) else Predicate.NARROW
    why = f"名称相同（{shared}），一方限于 {words} / one name ({shared}), one only of {words}"
    return Verdict(predicate, Basis.NAMES, 0.8, why, 1.0)


def _each_year(a: Profile, b: Profile, name: Name) -> bool:
    """Tell whether an event may be another one in each of two reports: 中央经济工作会议, but not 党的二十大."""
    years = {a.thing.year, b.thing.year} - {None}
    return a.thing.kind is Kind.EVENT and len(years) > 1 and not name.marks and not _ORDINAL.search(name.core)


def _surety(a: Profile, b: Profile, one: Name, other: Name) -> float:
    """Give the confidence in equal names: the most where both are the full and preferred ones."""
    if one.text != other.text:
        return 0.93
    return 0.97 if (one, other) == (a.names[0], b.names[0]) else 0.95


def _longer(a: Profile, b: Profile, one: Name, other: Name, ratio: float) -> Verdict | None:
    """Judge names of which one holds all of the other: with words before its head it is a narrower thing."""
    short, long = sorted((one.core, other.core), key=len)
    added = "".join(difference(short, long))
    shorter = one if short == one.core else other
    if len(short) < _SHORTEST or ratio < _PART or contrast(one, other) or shorter.hollow:
        return None
    if _SESSION.search(short):
        return Verdict(None, Basis.LIKENESS, 0, _NO_SESSION, ratio)
    if long.startswith(short):
        why = f"名称之后多“{added}” / one name goes on with {added}"
        return Verdict(None, Basis.LIKENESS, 0, why, ratio) if ratio >= SEEN else None
    if _apart(a, b, one, other):
        return None
    if added in divisions():
        why = f"名称只差地区：{added} / one name but for the area: {added}"
        return Verdict(Predicate.RELATED, Basis.NAMES, 0.7, why, ratio)
    if opposed("", added):
        return Verdict(None, Basis.LIKENESS, 0, f"数字不同：{added} / another number: {added}", ratio)
    if len(added) == 1 and ratio >= LINKED and not long.endswith(short):  # no word is so short, but for those in front
        why = f"名称相近，一方多“{added}” / alike, one with {added}"
        return Verdict(Predicate.CLOSE, Basis.LIKENESS, 0.8 * ratio, why, ratio)
    if EPITHETS.fullmatch(added):
        why = f"名称相同，一方多“{added}” / one name, one with {added}"
        return Verdict(Predicate.CLOSE, Basis.LIKENESS, 0.8, why, ratio)
    why = f"一方名称多“{added}”，范围较窄 / narrower by {added}"
    predicate = Predicate.NARROW if short == one.core else Predicate.BROAD
    return Verdict(predicate, Basis.LIKENESS, 0.4 + 0.4 * ratio, why, ratio)


def _elsewhere(a: Profile, b: Profile) -> str | None:
    """Say (zh / en) that two things lie in areas of which neither holds the other."""
    x, y = a.thing.within, b.thing.within
    if not x or not y or _nested(x, y):
        return None
    return f"在不同地区：{full_name(x)}、{full_name(y)} / in other areas: {full_name(x)}, {full_name(y)}"


def _apart(a: Profile, b: Profile, one: Name, other: Name) -> bool:
    """Tell whether two things lie in, or are of, areas of their own."""
    return bool(_elsewhere(a, b)) or _own_each(a, b, one, other)


def _own_each(a: Profile, b: Profile, one: Name, other: Name) -> bool:
    """Tell whether the names are of two areas of their own: 西城区… and 东城区…, or 东城区… in a text of another area."""
    x, y = one.seat or _silent(a, other.seat), other.seat or _silent(b, one.seat)
    return bool(x and y and x != y)


def _silent(owner: Profile, beside: str | None) -> str | None:
    """Give the area that a name without one is of, `beside` a name of an area: that of its dataset, unless it lies in the
    other's, as then both may speak of the larger one."""
    home = owner.thing.home
    return home if home and beside and beside not in own_areas(home) else beside


def _one_sphere(a: Profile, b: Profile, shared: str) -> bool:
    """Tell whether equal names are sure to name one thing: of one area, or one in the other, or known everywhere. A platform
    or system (全民健康信息平台) each level has of its own."""
    x, y = a.thing.home, b.thing.home
    if not x or not y or x == y or shared in known() or _EVERYWHERE.match(shared):
        return True
    return _nested(x, y) and not shared.endswith(("平台", "系统"))


def _nested(x: str, y: str) -> bool:
    return x in own_areas(y) or y in own_areas(x)
