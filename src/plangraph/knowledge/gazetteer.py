"""Names found by the lists, and by the tagger: places, national bodies, local bodies with their level or place."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from plangraph.knowledge.candidates import BODY, PLACE, Candidate
from plangraph.knowledge.lists import bodies, cores, heads, places, short_names
from plangraph.knowledge.phrases import KINDS, hollow
from plangraph.knowledge.words import Token, word_classes
from plangraph.text.divisions import division_names, full_name, in_force

Index = Mapping[str, int]

_LEVEL = frozenset("省市区县旗州盟")
_GRADED = re.compile(  # the end of 黑龙江、吉林等省; not 等市场, 等区域
    r"(?:等\s?(?:[0-9]+|[一二三四五六七八九十]+)?个?|[两三四五六七八九十]个?)(?P<level>[省市区县旗盟]{1,3})(?![场域级属道政直民委内外位会长])"
)
_ITEMS = re.compile(r"(?:[^，。；：、]{2,12}、)+[^，。；：、]{2,5}\Z")
_ITEM = re.compile("[^、]+")
_COMMON_NAME = re.compile(
    "(?:团结|胜利|幸福|和平|解放|人民|友谊|光明|前进|奋斗|红旗|东风|新华|朝阳|向阳|红星|工人)"
    "(?:[一二三四五六七八九十]|[东西南北中])?(?:大街|街|大道|路|巷|桥|新村|村|镇|乡)"
)
_BEFORE_NAME = frozenset(["w", "c", "p", "g", "v", "u", "m", "LOC"])  # not 边境幸福村
_TOWN = re.compile("[\u4e00-\u9fff]{2,3}[镇乡](?=..)")
_GRADES = {  # the codes that a level means
    "省": re.compile("..0000"),
    "市": re.compile("..(?!00)..00"),
    "盟": re.compile("..(?!00)..00"),
    "": re.compile("....(?!00).."),
}
_ALL = frozenset("全各我本该")
_IDIOM = re.compile("大兴[^，。；、]{2,12}之风")
_PEOPLE = re.compile(".{2,}人")
_PHASE = re.compile("[一二三四]期$")
_NOT_NAMES = frozenset(
    [
        "中国",
        "我国",
        "全国",
        "国家",
        "中央",
        "城区",
        "中华",
        "祖国",
        "世界",
        "全球",
        "境外",
        "海外",
        "金山",
        "银山",
        "金山银山",
    ]
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The listed names that may be meant in a report; `index` tells of how names begin, those of all divisions too."""

    places: frozenset[str]
    names: frozenset[str]
    index: Index


@cache
def gazetteer(province: str) -> Gazetteer:
    """Give the names that may be meant in a report of a province (the first two digits of its code)."""
    near = places(province) - _NOT_NAMES
    names = near | frozenset(bodies())
    return Gazetteer(near, names, {**_divisions(), **_index(names)})


def _index(names: Iterable[str]) -> Index:
    """Give the length of the longest of the names whose first two characters are alike."""
    return {name[:2]: len(name) for name in sorted(names, key=len)}


@cache
def _cores() -> Index:
    return _index(cores())


@cache
def _divisions() -> Index:
    return _index(division_names())


def listed(text: str, tokens: Sequence[Token], known: Gazetteer) -> Iterator[Candidate]:
    """Give the places and bodies of the lists, where words begin and end."""
    ends = {t.end for t in tokens}
    for start in (t.start for t in tokens if text[t.start : t.start + 2] in known.index or t.text[0] in _LEVEL):
        name = _longest(text, start, known.index, known.names, ends)
        if name and not _IDIOM.match(text, start) and not (name[0] in "和与及" and _torn(text, start + len(name))):
            yield Candidate(start, start + len(name), PLACE if name in known.places else BODY, "list", 1)
        body = local_body(text, start)
        if body and start + len(body) in ends and len(body) > len(name or ""):
            yield Candidate(start, start + len(body), BODY, "list", 2)


def settlements(text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Give streets, bridges, villages and towns named with a word that is common for it: 团结村, 胜利三路; and towns
    whose name goes over into what follows: 哈克镇滨河."""
    for match in _COMMON_NAME.finditer(text):
        kinds = {t.end: t.kind for t in tokens}
        if match.end() in kinds and kinds.get(match.start(), "w") in _BEFORE_NAME:
            yield Candidate(*match.span(), PLACE)
    for token in tokens if "镇" in text or "乡" in text else ():
        town = _TOWN.match(token.text) if token.kind == "x" else None
        if town:
            yield Candidate(token.start, token.start + town.end(), PLACE)


def graded(text: str) -> Iterator[Candidate]:
    """Give the short names in a list whose end says what they are: 吉林 is the province in 黑龙江、吉林等省."""
    for match in _GRADED.finditer(text):
        items = _ITEMS.search(text, 0, match.start())
        grade = next(g for level, g in _GRADES.items() if level in match["level"])
        for item in _ITEM.finditer(text, *items.span()) if items else ():
            for start in range(item.start(), item.end() - 1):
                codes = in_force(short_names().get(text[start : item.end()], ()), None)
                fitting = [c for c in codes if grade.fullmatch(c)]
                if len(fitting) == 1:
                    yield Candidate(start, item.end(), PLACE, "list", 3, name=full_name(fitting[0]))
                    break


def _longest(text: str, start: int, index: Index, names: Container[str], ends: set[int] | None = None) -> str | None:
    for size in range(index.get(text[start : start + 2], 0), 1, -1):
        name = text[start : start + size]
        if name in names and (ends is None or start + size in ends):
            return name
    return None


def local_body(text: str, start: int = 0) -> str | None:
    """Give the local body, with its level or place, whose name begins there.

    >>> local_body("区教育局印发"), local_body("西城区人民法院"), local_body("教育局"), local_body("全区教育局", 1)
    ('区教育局', '西城区人民法院', None, None)
    """
    if text[start : start + 1] in _LEVEL and text[max(0, start - 1) : start] not in _ALL:
        core = _longest(text, start + 1, _cores(), cores())
        if core:
            return text[start] + core
    seat = _longest(text, start, _divisions(), division_names())
    core = _longest(text, start + len(seat), _cores(), cores()) if seat else None
    return seat + core if seat and core else None


def inside(text: str, start: int, end: int, known: Gazetteer) -> Iterator[Candidate]:
    """Give the listed places inside a longer name, whatever its words."""
    while start < end - 1:
        name = _longest(text, start, known.index, known.places)
        if name and start + len(name) <= end:
            yield Candidate(start, start + len(name), PLACE, "list", 1)
        start += len(name or "-")


def tagged(text: str, tokens: Sequence[Token], known: Gazetteer) -> Iterator[Candidate]:
    """Give what the tagger calls a place or an organisation and is more than common words."""
    for token in tokens:
        if token.kind not in ("LOC", "ORG") or token.text in _NOT_NAMES or len(token.text) < 2 or hollow(token.text):
            continue
        if token.text not in known.names and (
            KINDS.fullmatch(token.text) or _PEOPLE.fullmatch(token.text) or _cut_short(text, token)
        ):
            continue
        if token.kind == "LOC":
            phase = (
                2 if len(token.text) > 4 and _PHASE.search(token.text) else 0
            )  # 月坛体育场二期 is a phase of a place
            yield Candidate(token.start, token.end - phase, PLACE, "lac")
        elif _is_body(text, token):
            yield Candidate(token.start, token.end, BODY, "lac")


def _cut_short(text: str, token: Token) -> bool:
    """Tell whether a common word lies over an edge of what the tagger took for a name: 帮[扶州], [滇解放]军."""
    return any(map(partial(_torn, text), (token.start, token.end)))


def _torn(text: str, edge: int) -> bool:
    """Tell whether a common word lies over a place in a text, and none begins or ends there."""
    words = word_classes()
    over = (text[at : at + size] for size in (2, 3) for at in range(max(0, edge - size + 1), edge))
    beside = {text[max(0, edge - size) : edge] for size in (2, 3)} | {text[edge : edge + size] for size in (2, 3)}
    return any(word in words for word in over) and not any(len(word) > 1 and word in words for word in beside)


def _is_body(text: str, token: Token) -> bool:
    if token.text[0] in _LEVEL and text[token.start - 1 : token.start] in _ALL:  # 全区业委会 is no body of the district
        return False
    ends = (heads().get(token.text[i:], (None,))[0] for i in range(1, len(token.text)))
    return token.text in bodies() or local_body(token.text) == token.text or BODY in ends
