"""From mentions to entities: mentions of one thing are one node; where two candidates remain nothing is merged."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from plangraph.knowledge.lists import bodies, cores, lies_in, short_names
from plangraph.model import Area, Entity, EntityType, Mention
from plangraph.text.divisions import find_area, full_name, in_force, parents

_MARKS = re.compile(r"[“”‘’\"'《》〈〉<>\s]")
_WIDE = str.maketrans("＋０１２３４５６７８９－", "+0123456789-")
_PRINT = re.compile(rf"[{_MARKS.pattern[1:-1]}＋０-９－]")
# What may follow a quoted name without making it another: “西城家园”APP. A version does: “长安计划”3.0版.
_TAILS = {
    EntityType.PROGRAMME: re.compile(
        r"(?:工作|联席|联动)?(?:机制|制度)|建设|APP|小程序|平台|服务|行动|试点|活动|工作|意识|模式|品牌|宣传品牌|工程|战略|系统"
    ),
    EntityType.PROJECT: re.compile(r"项目|工程|建设|建设项目|建设工程|旧址"),
    EntityType.ORGANISATION: re.compile(r"总部|本部"),
    EntityType.PLACE: re.compile(r"旧址"),
}
_COUNTY, _CITY, _PROVINCE = "区县旗", "市州盟", "省"
_LEVELS = _PROVINCE + _CITY + _COUNTY
_FULL = {"政府": "人民政府", "人大": "人民代表大会", "委": "委员会"}
_PARTY = {
    "委": "中国共产党{0}委员会",
    "委常委会": "中国共产党{0}委员会常务委员会",
    "政协": "中国人民政治协商会议{0}委员会",
}


def canonical(name: str) -> str:
    """Give a name without the marks and spaces that print adds.

    >>> canonical("“攻坚克难 30题＋”机制")
    '攻坚克难30题+机制'
    """
    return _MARKS.sub("", name).translate(_WIDE) if _PRINT.search(name) else name


def resolve(
    mentions: Sequence[Mention], area: Area | None, year: int | None = None
) -> tuple[tuple[Entity, ...], tuple[str, ...]]:
    """Give the entities, in order of their first mention, and for each mention the id of its entity.

    `area` and `year` are those of the report: which divisions a name may mean depends on both.
    """
    keys = [(m.type, canonical(m.name)) for m in mentions]
    known = {key: _entity(*key, area, year) for key in dict.fromkeys(keys)}
    found = [known[key] for key in keys]
    same = _merged(mentions, found)
    ids = [same.get(e.id, e.id) for e in found]
    groups: dict[str, list[int]] = defaultdict(list)
    for i, entity_id in enumerate(ids):
        groups[entity_id].append(i)
    by_id = {e.id: e for e in reversed(found)}
    entities = (_labelled(by_id[key], [mentions[i] for i in places], year) for key, places in groups.items())
    return tuple(entities), tuple(ids)


def body(name: str, area: Area | None, year: int | None = None) -> Entity:
    """Give the entity of a body by any of its names."""
    return _entity(EntityType.ORGANISATION, canonical(name), area, year)


def _entity(type_: EntityType, name: str, area: Area | None, year: int | None) -> Entity:
    if type_ is EntityType.PLACE:
        division = _division(name, area, year)
        if division:
            within = next((p.code for p in parents(division.code)), None)
            return Entity(f"area/{division.code}", type_, division.name, code=division.code, within=within)
        return Entity(_id(type_, name), type_, name, within=_within(name, area, year))
    if type_ is EntityType.ORGANISATION:
        full = body_name(name, area, year)
        return Entity(_id(type_, full), type_, full, national=name in bodies())
    return Entity(_id(type_, name), type_, name)


def _id(type_: EntityType, name: str) -> str:
    return f"{type_.lower()}-{hashlib.sha256(f'{type_} {name}'.encode()).hexdigest()[:10]}"


def _division(name: str, area: Area | None, year: int | None) -> Area | None:
    """Give the division that a full or short name means; a short one near the report's area before any elsewhere."""
    context = area.name if area else ""
    found = find_area(name, context, year)
    if found or name not in short_names():
        return found
    codes = _may_mean(name, year)
    chain = {area.code, *(p.code for p in parents(area.code))} if area else set()
    for near in (chain, {c for c in codes if area and c[:2] == area.code[:2]}, {c for c in codes if c.endswith("00")}):
        best = [c for c in codes if c in near]
        if len(best) == 1:
            return Area(best[0], full_name(best[0]))
    return None


def _may_mean(name: str, year: int | None) -> tuple[str, ...]:
    """Give the codes that a short name may stand for in a year; of divisions that are no more where no other has it."""
    codes = short_names().get(name, ())
    return in_force(codes, year) or codes


def _within(name: str, area: Area | None, year: int | None) -> str | None:
    """Give the code of the division that a place lies in: by the lists, or by the division its name begins with.

    That is a division in full, a listed street office, or the short name of the report's area or one above it;
    广安金融中心 does not lie in 广安市.
    """
    own = {area.code, *(p.code for p in parents(area.code))} if area else set()
    for size in range(len(name), 1, -1):
        start = name[:size]
        listed = lies_in(start)
        if listed and (size == len(name) or start.endswith(("街道", "镇", "乡", "地区"))):
            return listed
        level = start[-1] in _LEVELS
        division = (
            find_area(start, year=year) if level else _division(start, area, year) if start in short_names() else None
        )
        if division and size < len(name) and (level or division.code in own):
            return division.code
    return None


def body_name(name: str, area: Area | None, year: int | None) -> str:
    """Give the full name of a body: 区委 of Xicheng is 中国共产党北京市西城区委员会."""
    if name in bodies():
        return bodies()[name]
    seat, rest = _seat(name, area, year)
    if seat is None:
        return name
    if rest in _PARTY:
        return _PARTY[rest].format(seat)
    return seat + _FULL.get(rest, cores().get(rest, rest))


def _seat(name: str, area: Area | None, year: int | None) -> tuple[str | None, str]:
    """Split a local body into the full name of its area and what it is: (北京市西城区, 政府)."""
    for cut in range(min(len(name) - 1, 12), 1, -1):
        rest = name[cut:]
        if name[cut - 1] in _LEVELS and (rest in cores() or rest in _PARTY or rest in _FULL):
            division = _division(name[:cut], area, year)
            if division:
                return division.name, rest
    level = next((g for g in (_COUNTY, _CITY, _PROVINCE) if name[0] in g), None)
    if area is None or level is None or not (name[1:] in cores() or name[1:] in _PARTY or name[1:] in _FULL):
        return None, name
    chain = [area, *parents(area.code)]
    seats = [a for a in chain if a.name[-1] in level or (level == _CITY and a.name.endswith("市"))]
    return (seats[0].name if seats else None), name[1:]


def _merged(mentions: Sequence[Mention], found: Sequence[Entity]) -> dict[str, str]:
    """Give, for entities that are another by a generic tail, the id of that other: “西城家园”APP is “西城家园”."""
    known = {(e.type, e.name): e.id for e in found}
    same: dict[str, str] = {}
    for entity in found:
        tails = _TAILS.get(entity.type)
        for cut in range(2, len(entity.name)) if tails else ():
            core = known.get((entity.type, entity.name[:cut]))
            if core and tails and tails.fullmatch(entity.name[cut:]):
                same[entity.id] = same.get(core, core)
                break
    return same


def _labelled(entity: Entity, mentions: Sequence[Mention], year: int | None) -> Entity:
    """Give an entity with its other names, and with what a short name leaves open: it may mean several divisions."""
    printed = {canonical(name) for name in {x for m in mentions for x in (m.name, m.text)}} - {entity.name}
    codes = _may_mean(entity.name, year) if entity.type is EntityType.PLACE and not entity.code else ()
    open_to = tuple(full_name(c) for c in codes) if len(codes) > 1 else ()
    return replace(entity, aliases=tuple(sorted(printed)), open_to=open_to)
