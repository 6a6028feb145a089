"""How alike two names are, and in what they differ: areas, years, editions, versions, plan periods, plain words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from plangraph.knowledge.lists import divisions, short_names
from plangraph.text.divisions import find_area, full_name, own_areas
from plangraph.text.numerals import chinese

_NOISE = re.compile(r"[\s“”‘’「」『』《》〈〉<>\"'·,，、。:：;；_—–\-（）()\[\]【】+]+|\.(?!\d)")
_MARKS: Mapping[str, re.Pattern[str]] = {
    "session": re.compile("([一二三四五六七八九十]+)届([一二三四五六七八九十]+)次"),  # 十六届人大 has no session
    "plan period": re.compile(
        "第?(十[一二三四五六七])个?五(?:年(?=规划|计划))?|(?<![一-龥])([一二三四五六七八九])五(?=规划|计划|普法)"
    ),
    "year": re.compile(r"((?:19|20)\d\d)(?:年度?)?(?:[-—至]((?:19|20)?\d\d)(?:年度?)?)?"),
    "edition": re.compile(
        r"第([一二三四五六七八九十百]+|\d+)(?:届|次|批)|([一二三四五六七八九十]+)届|(首)(?:届|次|批)"
    ),
    "version": re.compile(r"(\d+(?:\.\d+)+)版?"),
    "phase": re.compile("第?([一二三四五六七])(?:期|阶段)"),
    "draft": re.compile("(草案|征求意见稿|讨论稿|送审稿|试行)"),
}
_PROBES = {  # a character of each mark, by which to tell soon that it is not there; of a year any digit
    "session": "次",
    "plan period": "五",
    "edition": "届次批",
    "version": ".",
    "phase": "期段",
    "draft": "草稿试",
}
_MARKED = re.compile(r"[\d五届次批期首]|阶段|草案|稿|试行")
SORTS = {  # what a mark is called in Chinese
    "session": "会次",
    "plan period": "规划期",
    "year": "年份",
    "edition": "届次",
    "version": "版本",
    "phase": "期次",
    "draft": "草案",
    "number": "数字",
}
_FIRST = {"首": "1"}
_NONE: Mapping[str, str] = {}
_PIECE = 4  # characters of the longest piece that is said in fewer
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GENERIC = re.compile(
    "(?:建设|办|用|管|打)好|共建|实施|开展|推进|加快|全面|进一步|扎实|关于|若干|工作|专项|行动|计划|方案|建设|机制|活动|项目|工程"
    "|制度|品牌|战略|体系|改革|政策|斗争|年会|系列|试点|地区|[国省市区县]?级?重点|的"
)
_GENERIC_OF_DOCUMENTS = re.compile("实施|开展|推进|加快|全面|进一步|扎实|关于|若干|工作|贯彻|的")
EPITHETS = re.compile(
    "(?:全球|国际|国家级?|全国|首都|世界级?|新时代|现代化)+"
)  # make a name longer, and nothing narrower
_HOLLOW = re.compile("(?:[一二三四五六七八九十两几多各]+[年大项个类批]|.)?")  # 三大 of 三大工程
_COUNTS = frozenset("一二三四五六七八九十百千万亿")
_CONTRASTS = (
    *map(frozenset, ("东西南北中", "上下", "新旧老", "大中小", "增减", "内外", "前后", "左右")),
    frozenset("一二三四五六七八九十"),
)
_SEAT = 20  # characters of the longest name of an area, with what it lies in, that a name begins with
_SHORT = 5  # of the longest short name
LEVELS = frozenset("省市区县旗盟州国")  # what the full name of an area ends in
_LEVEL = re.compile("[区县市省](?=[委政教发人属级财民商文卫公司审统应住城生体科农水园国机])")
_LANDMARK = re.compile(
    "(?:河(?![长道湖流])|江|湖(?!泊)|岛|湾|桥(?!梁)|站(?!点)|港(?!口)|大?[路街](?![道区网面巷])|山(?![区水体]))"
)
_LEVEL_OF = {"区": "区市县旗", "县": "县", "市": "市", "省": "省"}


class Name(NamedTuple):
    """A name taken apart: `text` without quotes and spaces; `seat`, the code of the area it begins with; `marks`, what
    tells one edition of a thing from another; `core`, the rest; `plain`, the core without words that tell nothing.
    A `hollow` name says nothing but of what sort a thing is: 专项行动, 三年行动."""

    printed: str
    text: str
    seat: str | None
    marks: Mapping[str, str]
    core: str
    plain: str
    hollow: bool


def read_name(printed: str, home: str | None = None, *, document: bool = False) -> Name:
    """Take a name apart as it is used in the area with the code `home`; a document's plain words are fewer.

    >>> name = read_name("《北京市西城区2021年“双减”工作方案（草案）》")
    >>> name.seat, dict(name.marks), name.core, name.plain
    ('110102', {'year': '2021', 'draft': '草案'}, '双减工作方案', '双减')
    >>> read_name("三年行动").hollow, read_name("领哨行动").hollow
    (True, False)
    """
    text = _NOISE.sub("", unicodedata.normalize("NFKC", printed).casefold())
    rest, marks = _marks(text) if _MARKED.search(text) else (text, _NONE)
    seat, core = seat_of(rest, home)
    if marks is not _NONE and (numbers := _NUMBER.findall(core)):
        marks = {**marks, "number": " ".join(numbers)}
    plain = (_GENERIC_OF_DOCUMENTS if document else _GENERIC).sub("", core)
    hollow = bool(_HOLLOW.fullmatch(plain))
    return Name(printed, text, seat, marks, core or text, core or text if hollow else plain, hollow)


def _marks(text: str) -> tuple[str, Mapping[str, str]]:
    marks: dict[str, str] = {}
    for sort, pattern in _MARKS.items():
        if not any(probe in text for probe in _PROBES.get(sort, "0123456789")):
            continue
        if match := pattern.search(text):
            marks[sort] = "-".join(_value(g) for g in match.groups() if g)
            text = text[: match.start()] + text[match.end() :]
    return text, marks


def _value(text: str) -> str:
    try:
        return str(chinese(text))
    except ValueError:
        return _FIRST.get(text, text)


def seat_of(text: str, home: str | None = None) -> tuple[str | None, str]:
    """Split off the area that a name begins with; its short name only where it is the area the name is used in or one
    above, 区 or 市 only before what bodies are called.

    >>> seat_of("北京市西城区教委"), seat_of("西城模式", "110102"), seat_of("西城模式"), seat_of("区教委", "110102")
    (('110102', '教委'), ('110102', '模式'), (None, '西城模式'), ('110102', '教委'))

    What is named after an area, a river or a road, is not of it.

    >>> seat_of("海拉尔河堤防工程", "150702"), seat_of("北京路网建设", "110102")
    ((None, '海拉尔河堤防工程'), ('110000', '路网建设'))
    """
    own = own_areas(home) if home else frozenset()
    if own and _LEVEL.match(text):
        code = next((c for c in sorted(own, reverse=True) if full_name(c)[-1] in _LEVEL_OF[text[0]]), None)
        return code, text[1:] if code else text
    longest = min(_SEAT, len(text) - 2) if text[:2] in _beginnings() else 0
    for size in range(longest, 1, -1):
        if text[size - 1] in LEVELS:
            code = _full(text[:size])
        elif size <= _SHORT and text[:size] in short_names():
            landmark = _LANDMARK.match(text, size)
            code = next(
                (c for c in short_names()[text[:size]] if not landmark and (c in own or c.endswith("0000"))), None
            )
        else:
            continue
        if code:
            return code, text[size:]
    return None, text


@cache
def _beginnings() -> frozenset[str]:
    """Give the first two characters of the names of all areas."""
    return frozenset(name[:2] for name in divisions())


@cache
def _full(name: str) -> str | None:
    area = find_area(name)
    return area.code if area else None


def common_length(a: str, b: str) -> int:
    """Give the length of the longest sequence of characters that both hold in this order.

    >>> common_length("国际消费中心城市建设", "国际消费中心城市示范区建设")
    10
    """
    masks: dict[str, int] = {}
    for i, char in enumerate(a):
        masks[char] = masks.get(char, 0) | 1 << i
    row = whole = (1 << len(a)) - 1
    for char in b:
        hit = row & masks.get(char, 0)
        row = (row + hit | row - hit) & whole
    return len(a) - row.bit_count()


def alike(a: str, b: str) -> float:
    """Give twice the common length by the length of both: 1 for equal texts, 0 where no character is shared.

    >>> alike("双减", "双减"), alike("双减", "双增"), alike("甲", "乙")
    (1.0, 0.5, 0.0)
    """
    return 1.0 if a == b else 2 * common_length(a, b) / (len(a) + len(b))


def contrast(a: Name, b: Name) -> str | None:
    """Say (zh / en) which mark or number sets two names apart; a mark that only one bears does not, a number does.

    >>> contrast(read_name("2021年金融街论坛"), read_name("2022年金融街论坛"))
    '年份不同：2021、2022 / another year: 2021, 2022'
    """
    if a.marks == b.marks:
        return None
    for sort, zh in SORTS.items():
        one, other = a.marks.get(sort), b.marks.get(sort)
        if one != other and ((one and other) or sort == "number"):
            return f"{zh}不同：{one or '无'}、{other or '无'} / another {sort}: {one or 'none'}, {other or 'none'}"
    return None


def difference(a: str, b: str) -> tuple[str, str]:
    """Give what is left of two texts without their common beginning and end.

    >>> difference("安全生产治本攻坚行动", "安全生产专项整治行动"), difference("书香京城", "书香京城建设")
    (('治本攻坚', '专项整治'), ('', '建设'))
    """
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    end = next((i for i, (x, y) in enumerate(zip(a[::-1], b[::-1], strict=False)) if x != y), min(len(a), len(b)))
    return a[: len(a) - end], b[: len(b) - end]


def shortened(x: str, y: str) -> bool:
    """Tell whether one piece is the other with characters left out: 贸 for 由贸易.

    >>> shortened("贸", "由贸易"), shortened("箭", "城"), shortened("", "区")
    (True, False, False)
    """
    short, long = sorted((x, y), key=len)
    return 0 < len(short) < len(long) <= _PIECE and common_length(short, long) == len(short)


def opposed(a: str, b: str) -> bool:
    """Tell whether two pieces name different things in one place: 东 and 西, 三 and 五, two areas.

    >>> opposed("东", "西"), opposed("西城", "东城"), opposed("整治", "治理")
    (True, True, False)
    """
    if a in divisions() and b in divisions():
        return a != b
    if not a or not b:
        return set(a + b) <= _COUNTS
    return any(a[:1] in pair and b[:1] in pair and a[:1] != b[:1] for pair in _CONTRASTS)
