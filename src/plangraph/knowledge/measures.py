"""What an indicator measures, read from its name: the core, its scope, and whether a level, a growth or a share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from plangraph.knowledge.likeness import read_name
from plangraph.knowledge.scopes import read_scope

_GLOSS = re.compile(r"[（(][^（）()]*[)）]")
_NOISE = re.compile(r"[\s“”\"、，·《》]+")
_GROWTH = re.compile(r"(?:同比|比上年|年均)*(?:增速|增幅|增长率|增长速度|增长|涨幅|降幅|下降率|下降)\Z")
_SHARE = re.compile(r"(?:占.{2,}(?:的)?(?:比重|比例|比率)|占比|比重|比例|率)\Z")
_PRICES = ("现价", "可比价", "不变价", "实际", "名义")
_SCOPES = (  # words that say of what or how it is counted; two of one row never measure the same
    ("登记", "调查"),
    ("城镇", "农村", "城乡"),
    ("区级", "市级", "省级", "地方级", "县级", "全口径", "本级"),
    ("规模以上", "限额以上", "规上", "限上"),
    _PRICES,
    ("扣除",),
    ("非金融",),
    ("户籍", "常住"),
)
CONSTANT, CURRENT = "不变价", ("现价", "名义")
_SAME_SCOPES = {"可比价": CONSTANT, "规上": "规模以上", "限上": "限额以上"}
_NARROWING = ("不含", "同口径")
_AT_PRICES = {"constant": CONSTANT, "current": "现价"}
_SCOPE = re.compile("(?:" + "|".join(word for row in _SCOPES for word in row) + ")(?!化)")  # not 城镇化率
_AREA = re.compile("^(?:全国|全省|全市|全区|全县|全年|辖区内?|我市|我区|区域|地区(?!生产总值)|年度?)+")
_SAME = {  # other names of one measure, former ones too
    "gdp": "地区生产总值",
    "生产总值": "地区生产总值",
    "pm2.5": "细颗粒物年均浓度",
    "pm2.5年均浓度": "细颗粒物年均浓度",
    "细颗粒物浓度": "细颗粒物年均浓度",
    "pm2.5平均浓度": "细颗粒物年均浓度",
    "社零额": "社会消费品零售总额",
    "社会消费品零售额": "社会消费品零售总额",
    "公共财政预算收入": "一般公共预算收入",
    "全社会固定资产投资": "固定资产投资",
    "居民消费价格总水平": "居民消费价格",
    "居民消费价格指数": "居民消费价格",
    "cpi": "居民消费价格",
    "万元gdp能耗": "万元地区生产总值能耗",
    "单位gdp能耗": "单位地区生产总值能耗",
}
_IMPLIED = {"登记": "城镇"}  # those registered as out of work are those of towns
_PERCENT = frozenset(["%", "％", "‰"])
_POINTS = frozenset(["个百分点", "百分点"])
_SCALE = re.compile("(?:万亿|[千百十]?[万亿])(?=.)")
_VAGUE = re.compile(
    "(?:主要|重点|重大|新增|累计|年度|全年|计划|指标|任务|项目|工程|企业|单位|问题|工作|事项|方面|领域|环节|各项|的|完成|投资|数量|总数|个数)*.?"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured (`core`), of whom or how (`scope`), and the aspect: level, growth or share."""

    core: str
    scope: tuple[str, ...]
    aspect: str

    def __str__(self) -> str:
        """The measure in words: 城镇调查失业率, 地区生产总值增速."""
        return "".join(self.scope) + self.core + ("增速" if self.aspect == "growth" else "")


def read_measure(name: str, unit: str = "", change: str = "level") -> Measure:
    """Read what a name with its unit and the change it is told as measures.

    >>> read_measure("区级一般公共预算收入", "%", "increase")
    Measure(core='一般公共预算收入', scope=('区级',), aspect='growth')
    >>> read_measure("细颗粒物（PM2.5）年均浓度", "微克/立方米")
    Measure(core='细颗粒物年均浓度', scope=(), aspect='level')
    >>> read_measure("地区生产总值年均增速").scope
    ('年均',)
    >>> read_measure("固定资产投资（不含农户）").scope, read_measure("地区生产总值（现价）增速").scope
    (('不含农户',), ('现价',))
    >>> read_measure("规上工业增加值增速") == read_measure("规模以上工业增加值增速")
    True
    >>> read_measure("城镇登记失业率", "%") == read_measure("登记失业率", "%")
    True
    """
    whole = unicodedata.normalize("NFKC", name).casefold()
    text = _NOISE.sub("", _GLOSS.sub("", whole))
    text = _AREA.sub("", text) or text
    tail = _GROWTH.search(text)
    grown = bool(tail) or (change != "level" and unit in _PERCENT)
    text = _GROWTH.sub("", text) or text
    share = bool(_SHARE.search(text))
    words = {*_SCOPE.findall(text), *_bracketed(whole), *(["年均"] if tail and "年均" in tail[0] else [])}
    scope = tuple(sorted({_SAME_SCOPES.get(word, word) for word in words}))
    core = _SCOPE.sub("", text)
    scope = tuple(w for w in scope if not any(_IMPLIED.get(other) == w for other in scope))
    aspect = "points" if unit in _POINTS else "growth" if grown else "share" if share else "level"
    return Measure(_SAME.get(core, core), scope, aspect)


def _bracketed(name: str) -> Iterator[str]:
    """Give the words of scope in the brackets of a name: （不含农户）, （现价）, （区级）, but not （PM2.5）."""
    for gloss in _GLOSS.finditer(name):
        yield from scope_words(gloss[0][1:-1])


def scope_words(note: str) -> Iterator[str]:
    """Give what a note says of the scope in words that are the same for the same scope; the part of the year is none.

    >>> list(scope_words("上半年；剔除留抵退税")), list(scope_words("按现价计算")), list(scope_words("PM2.5"))
    (['不含留抵退税'], ['现价'], [])
    """
    scope = read_scope(note)
    yield from (f"不含{what}" for what in scope.without)
    yield from ["同口径"] * scope.same_basis + ["年均"] * scope.averaged
    if scope.price:
        yield note if note in _PRICES else _AT_PRICES[scope.price]
    yield from (word for rest in scope.rest for word in _SCOPE.findall(rest))


def vague(measure: Measure) -> bool:
    """Tell whether a name says too little to be an indicator's: 企业, 重点项目, 方面的工作, 专项行动.

    >>> [vague(read_measure(name)) for name in ("重点项目", "方面的工作", "专项行动", "固定资产投资", "城中村改造工作")]
    [True, True, True, False, False]
    """
    return len(measure.core) < 3 or bool(_VAGUE.fullmatch(measure.core)) or read_name(measure.core).hollow


def unit_of(text: str) -> str:
    """Give a unit without its scale: 亿元 as 元.

    >>> unit_of("亿元"), unit_of("万元/人"), unit_of("亿立方米"), unit_of("万")
    ('元', '元/人', '立方米', '万')
    """
    return _SCALE.sub("", text, count=1) if _SCALE.match(text) else text


_ASPECTS = {"level": "水平", "growth": "增速", "share": "比例", "points": "百分点"}


def apart(a: Measure, b: Measure) -> str | None:
    """Say (zh / en) what keeps two measures of one core apart, None where they measure the same.

    >>> apart(read_measure("登记失业率", "%"), read_measure("城镇调查失业率", "%"))
    '口径不同：登记、城镇调查 / another scope: 登记, 城镇调查'
    """
    if a.scope != b.scope:
        return _other_scope("".join(a.scope), "".join(b.scope))
    if a.aspect != b.aspect:
        return f"{_ASPECTS[a.aspect]}与{_ASPECTS[b.aspect]}不可对应 / {a.aspect} is not {b.aspect}"
    return None


def narrowed_apart(a: Measure, b: Measure) -> str | None:
    """Say (zh / en) that two measures of one indicator are told at other prices, or that one leaves something out, None where
    that is not said.

    >>> narrowed_apart(read_measure("实际居民人均可支配收入增速"), read_measure("居民人均可支配收入增速"))
    '口径不同：实际、未说明 / another scope: 实际, not said'
    """
    one, other = ("".join(w for w in m.scope if w in _PRICES or w.startswith(_NARROWING)) for m in (a, b))
    return None if one == other else _other_scope(one, other)


def _other_scope(one: str, other: str) -> str:
    return (
        f"口径不同：{one or '未说明'}、{other or '未说明'} / another scope: {one or 'not said'}, {other or 'not said'}"
    )
