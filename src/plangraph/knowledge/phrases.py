"""Noun phrases that end as names do: 月坛体育场二期改造工程, 垃圾分类全流程精细化管理系统."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from plangraph.knowledge.candidates import AWARD, BODY, DOCUMENT, EVENT, PLACE, PROGRAMME, PROJECT, Candidate
from plangraph.knowledge.lists import heads
from plangraph.knowledge.patterns import ARRANGED
from plangraph.knowledge.words import Token, word_classes
from plangraph.model import EntityType

_INSIDE = frozenset(["n", "vn", "x", "LOC", "ORG", "PER", "a", "v", "t", "m"])
_FIRM = frozenset(["x", "LOC", "ORG", "PER"])
_NO_END = frozenset(["w", "p", "c", "u", "d", "r"])  # classes that end no name
_ORDINAL = re.compile(  # 首届, 第二届, 三期, 2022年, 每周
    r"首届|首批|若干|第?[一二三四五六七八九十0-9]+(?:届|期|号线?|个五年)|第[一二三四五六七八九十0-9]+(?:条|大|次)|[0-9]+周年"
    r"|[0-9]{4}\s?年?(?:度)?|年度|[一二三四五]年|[一二三]期|每[周月年日]"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}年?")
_WORDS = 30  # no name is made of more
KINDS = re.compile("[央省市区县旗盟州镇乡村城郊中大小老旧新各边]+")  # kinds of places, not names: 旗县, 城中村, 老城区
_SIDES = frozenset("东西南北")
_SIDE = re.compile("[东西南北内外中]{1,3}[侧部段]|周边|沿线")
_SIZE = re.compile(r"(?:吨|兆瓦|千瓦|千伏|公里|平方米|亩|立方米)$")
_GENERIC = frozenset(
    [
        "重点",
        "重大",
        "各类",
        "各项",
        "一批",
        "有关",
        "相关",
        "主要",
        "全部",
        "部分",
        "其他",
        "所有",
        "全面",
        "具体",
        "大型",
        "优质",
        "新型",
        "多个",
        "专项",
        "本",
        "该",
        "此",
        "各",
        "新",
        "大",
        "小",
        "多",
        "系列",
        "上述",
        "这些",
        "一系列",
        "优秀",
        "知名",
        "龙头",
        "高端",
        "一流",
        "现有",
        "新增",
        "更多",
        "首个",
        "全新",
    ]
)
_ACTS = frozenset(
    [
        "建设",
        "发展",
        "服务",
        "保护",
        "管理",
        "改造",
        "整治",
        "治理",
        "保障",
        "开发",
        "开放",
        "提升",
        "环境",
        "联动",
        "区域",
        "结构",
        "主体",
        "功能",
        "周边",
        "重点",
        "产业",
        "社会",
    ]
)
_CUTS = frozenset(
    [
        "的",
        "等",
        "了",
        "着",
        "过",
        "年",
        "其",
        "以上",
        "以下",
        "以内",
        "上",
        "中",
        "下",
        "内",
        "全区",
        "全市",
        "全省",
        "全县",
        "全国",
        "我区",
        "我市",
        "我省",
        "不",
        "也",
        "均",
        "各",
        "该",
        "本",
        "并",
        "或",
    ]
)
BUILT = frozenset(
    [
        "建设",
        "新建",
        "开工",
        "续建",
        "扩建",
        "改造",
        "建成",
        "规划",
        "谋划",
        "申报",
        "投资",
        "加快",
        "抓紧",
        "争取",
        "筹建",
        "启动",
        "好",
        "起",
        "到",
    ]
)
_WEAK = frozenset(
    [
        "机制",
        "制度",
        "模式",
        "平台",
        "系统",
        "体系",
        "品牌",
        "经验",
        "意识",
        "计划",
        "战略",
        "工作机制",
        "措施",
        "意见",
        "规划",
        "方案",
        "规定",
        "标准",
        "会议",
        "大会",
        "论坛",
        "活动",
        "展",
        "节",
        "赛",
        "仪式",
        "行动",
        "试点",
    ]
)
_DULL = re.compile(
    r"(?:长效|监管|评估|保障|协调|落实|治理|监测|运营|推进|考核|评价|激励|管理|服务|交流|交易|融资|合作|经贸|先进|亮点|责任|联动|约束|补偿|决策|容错|投资|重大|有关|政策|配套"
    r"|具体|改革|防控|安全|应急|工作|发展|建设|新|大|高端|行业|重要|专题|动员|调度|座谈|现场|群众|文体|宣传|实践|系列|主题|各类|志愿服务|执法|国际|专项|综合|总体|生产|民生)\Z"
)
_NATIONAL = ("国家", "中国", "全国")
_SINGLE = frozenset("新老大小高多中级市区县省乡村各本性化型类业上下前后")
_LEVELS = frozenset(
    [
        "市级",
        "区级",
        "省级",
        "县级",
        "国家级",
        "国内",
        "国际",
        "国家",
        "全国",
        "线上",
        "线下",
        "国际性",
        "长效",
        "中小",
        "居民",
        "群众",
        "三级",
        "两级",
        "各级",
        "双向",
        "民生",
        "实事",
        "区域",
        "地区",
        "县域",
    ]
)


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    """Give the lengths of the heads that end in each character, longest first."""
    found: dict[str, set[int]] = {}
    for head in heads():
        found.setdefault(head[-1], set()).add(len(head))
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}


def phrases(text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Give noun phrases that end as names do and hold enough before that end."""
    reach, end, sizes = 0, 0, _sizes()
    for i, token in enumerate(tokens):
        if token.kind == "w" or token.start != end:
            reach = token.end if token.kind == "w" else token.start
        end = token.end
        if token.text[-1] not in sizes or token.kind in _NO_END:
            continue
        head = _head(text, end, reach, sizes)
        found = _phrase(text, tokens, i, head) if head else None
        if found:
            yield found


def _head(text: str, end: int, floor: int, sizes: Mapping[str, tuple[int, ...]]) -> str | None:
    for size in sizes[text[end - 1]]:
        if size <= end - floor and text[end - size : end] in heads():
            return text[end - size : end]
    return None


def _phrase(text: str, tokens: Sequence[Token], last: int, head: str) -> Candidate | None:
    type_, proper = heads()[head]
    begin = tokens[last].end - len(head)
    first = last
    while first > 0 and tokens[first].start > begin:
        first -= 1
    if tokens[first].start < begin and tokens[first].kind not in _FIRM:  # 发展 does not end in 展
        return None
    while first > 0 and last - first < _WORDS and _joins(tokens[first - 1], tokens[first], type_):
        first -= 1
    while first < last and tokens[first].start < begin and _loose(tokens, first, type_):
        first += 1
    first = _behind_verb(text, tokens, first, last, begin) if proper and type_ in (PLACE, PROJECT) else first
    if (
        type_ is PLACE
        and tokens[first].end < begin
        and _stands_alone(tokens[first])
        and hollow(text[tokens[first].end : begin])
    ):
        return None  # 奋斗镇新镇区 is named by 奋斗镇
    start = tokens[first].start
    arranged = ARRANGED.match(text, start, begin) if type_ in (EVENT, PROGRAMME) else None
    start = arranged.end() if arranged else start
    if head == "试点" and tokens[last - 1].kind == "ORG":  # 肛肠医院试点
        return None
    words = text[start:begin]
    if type_ is PLACE and KINDS.fullmatch(words + head):
        return None
    kinds = {t.kind for t in tokens[first : last + 1] if t.start < begin}
    if not words or not _enough(words, head, type_, kinds) or (proper and not _proper(words, type_, kinds)):
        return None
    return Candidate(start, tokens[last].end, type_)


def _behind_verb(text: str, tokens: Sequence[Token], first: int, last: int, begin: int) -> int:
    """Give the first token behind a verb with only common words before it: 高质量建设…, 社会力量建设…."""
    for i in range(last - 1, first - 1, -1):
        verb = len(tokens[i].text) > 1 and (tokens[i].kind == "v" or tokens[i].text in BUILT)
        if verb and tokens[i].end < begin and hollow(text[tokens[first].start : tokens[i].start]):
            return i + 1
    return first


def _stands_alone(token: Token) -> bool:
    return token.kind == "LOC" and len(token.text) >= 3 and token.text[-1] in "镇乡村区县市旗河湖江"


def _joins(before: Token, token: Token, type_: EntityType) -> bool:
    """Tell whether the token before a phrase belongs to it."""
    if before.end != token.start:  # a space stands only between a year and its event: 2021 金融街论坛年会
        return type_ is EVENT and before.end + 1 == token.start and bool(_YEAR.fullmatch(before.text))
    if before.kind == "w":
        return before.text == "·"
    if before.kind == "m" and type_ is PROJECT and _SIZE.search(before.text):  # 亘富200万吨褐煤提质项目
        return True
    if before.kind in ("m", "t"):
        return bool(_ORDINAL.fullmatch(before.text)) and (before.kind == "m" or type_ in (EVENT, PROGRAMME, DOCUMENT))
    if type_ in (PLACE, BODY) and (before.kind in ("v", "a") or before.text in _ACTS):
        return type_ is PLACE and len(before.text) == 1 and before.kind == "v"
    if type_ is PROJECT and _SIDE.fullmatch(before.text):  # 钟鼓楼西北侧项目
        return True
    if type_ is PLACE and (before.text in _SIDES or before.text in _CUTS):  # 河西中心商务区
        return before.text in _SIDES
    if type_ is PROJECT and before.kind in ("d", "f", "u", "r") and len(before.text) == 1:
        return before.text not in _CUTS
    return before.kind in _INSIDE or (before.text.startswith("每") and type_ is PROGRAMME)


def _loose(tokens: Sequence[Token], first: int, type_: EntityType) -> bool:
    """Tell whether the first token of a phrase is no part of a name: 重点, 20栋, a verb before a place."""
    token, behind = tokens[first], tokens[first + 1]
    if token.text in _GENERIC or token.kind in ("d", "q"):
        return True
    if type_ in (PROJECT, PLACE) and (token.text in BUILT or (token.kind in ("u", "r", "f") and token.text in _CUTS)):
        return True
    if token.kind == "v":
        return type_ is not PROGRAMME and (len(token.text) > 1 or type_ not in (PROJECT, PLACE))
    if token.kind == "m":
        return not _ORDINAL.fullmatch(token.text)
    return type_ in (PLACE, BODY, PROJECT) and token.kind in ("n", "vn", "a", "t") and behind.kind in ("LOC", "ORG")


def _enough(words: str, head: str, type_: EntityType, kinds: set[str]) -> bool:
    """Tell whether the words before a head make it a name of its kind."""
    if type_ is AWARD:
        return words.startswith((*_NATIONAL, "省级", "市级")) or bool(kinds & {"LOC"})
    if type_ is BODY and ("ORG" in kinds or words.startswith(_NATIONAL)):
        return len(words) >= 2
    if head in _WEAK:
        return (
            len(words) >= 2
            and not _DULL.search(words)
            and (not hollow(words) or (len(words) >= 8 and type_ is PROGRAMME))
        )
    return len(words) >= 2 and not (hollow(words) and len(words) <= 2)


def _proper(words: str, type_: EntityType, kinds: set[str]) -> bool:
    return (type_ is BODY and ("ORG" in kinds or words.startswith(_NATIONAL))) or not hollow(words)


@lru_cache(maxsize=10_000)
def hollow(text: str) -> bool:
    """Tell whether a text is made of common words alone.

    >>> hollow("重点企业"), hollow("月坛")
    (True, False)
    """
    known, place = word_classes(), 0
    while place < len(text):
        sizes = (n for n in (5, 4, 3, 2) if text[place : place + n] in known or text[place : place + n] in _LEVELS)
        size = next(sizes, 1 if text[place] in _SINGLE else 0)
        if not size:
            return False
        place += size
    return True
