"""What a number measures: the noun behind it (912家生产经营场所), before it (拨付资金8050万元) or that of the number
before (增长8.1%)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.text.amounts import Amount
from plangraph.text.units import units

_REACH = 90
_LONGEST = 60  # a name that has grown beyond this lends nothing to the next
_MARKS = "、， \u3000"
_FRONT = re.compile("(?:[、，和及与\\s]|以及|其中|并(?!网))+")
_BACK = re.compile("(?:[、，和及与\\s]|以及)+$")

# What may stand between the noun and its number and is no part of the noun.
_TAIL = re.compile(
    r"""(?:
      分别|(?<!平)均|各|实际|首次|进一步|约占|计划(?=$)|预计|力争|确保|始终|总体|继续|持续|连续(?:\d+个?[月年])?|已经?|将|要|再|仍|还|同比|环比|年均|日均|也|仅|只|就|共计?|合计|总计|总共|大约
    | [比较](?:上年|去年|上月|年初|前两年平均数|\d{4}年|[^，。；、\d]{0,6}(?:同期|年底|年初))    # 比上年同期
    | 由|从|在|到|至|了|的|又|达到?|达成|为|是|有|实现|完成|保持|稳定|控制|维持|突破|超过|超|约|近|逾|不足
    | 不少于|不低于|不超过|不高于|不大于|大于|小于|少于|至少|最多|至多|低至|高达|多达
    | (?<!累计)(?:增长|下降|提高|提升|增加|减少|降低|压减|压缩|上升|上涨|回落|缩短|下调|上调|扩大|缩减|递增|延长|恢复|调整|转变|精简|节约|缩小)(?:幅度)?
    | 增(?=[至到为]?$)|升(?=[至到为]?$)|降(?=[至到为]?$)|净增
    | (?<=[到至])\d{4}年的? | \d{4}年的? | 上年的? | 去年的? | 今年预计的? | 每月 | 每年 | 每人 | 每生每年
    | (?<!.)(?:通过|围绕|聚焦)
    | [<>＜＞≥≤：:（(\s]
    )$""",
    re.VERBOSE,
)
# Times, places and connectives at the front of a clause.
_HEAD = re.compile(
    r"""^(?:
      \d{1,3}[.．、]\s*
    | 截至(?:目前|\d{4}年底|[^，、]{0,6}底)|今年以来|全年|今年|明年|本年|当年|目前|其中|同时|到\d{4}年[底末]?|\d{4}年[底末]?|上半年|下半年
    | \d{1,2}\s?[-—–－至到]\s?\d{1,2}月份?|[前第]?[一二三四三]季度|年底前?|年内|五年|五年来
    | 全[区市省县旗国](?!性|人|域)|我[区市省县]|辖区内?(?=全)|确保|力争|预计|有望|计划|已(?!落地|完工)|将|总共|并|推动|实现|其|使
    | “[一二三四五十]{2,3}”(?:时期|期间|以来)?|综合考虑[^，]*
    )\s*""",
    re.VERBOSE,
)
# Verbs whose object is what is counted; they say nothing of what is measured.
_VERB = re.compile(
    r"(?:高[标质][准量]|圆满|全面|顺利|成功|加[快速]|扎实|已|预计|计划|年内)*"
    r"(?:梳理|完成|建成|创建|实现|确保|安排|选树|选拔|配备|打造|形成|推[动进出]|提出|保持|出台|制定|(?<!党)组织|发布|评选|公布|召开|开展(?!的)"
    r"|贡献了|提供|建立|培育|认定|通过|覆盖|达到)了?(?!率|比例|面积|区)"
)
# Verbs that belong to what is counted: 新增上市公司, 拆除违法建设.
_KEPT = re.compile(
    r"(?:累计|新|净|再|已)*(?:新增|新建|新引进|新引入|引进|引入|改造|拆除|新改扩建|新改建|改扩建|改建|实施|成交|走访|签约|落地|完工|启动|举办|关停|整治"
    r"|治理|清理|疏解|腾退|提升|更新|加装|种植|修复|修缮|建设|投用|投放|培训|服务|受理|办理|接待|发放|资助|救助|解决|检查|查处|增设|设立|支持|吸引|盘活|投入|入库|储备)了?$"
)
_KEPT_FRONT = re.compile(r"(?:累计|新|净|再|已|改|拆|治|清|引|实施|完成|培训|发放|举办|支持|投|带动|涉及)")
# Where the counted noun ends and what is said of it begins.
_PREDICATE = re.compile(
    r"(?:圆满|成功|能够|难以|实现|纳入|入选|入驻|落户|获评|获得|荣获|获批|被|全部|全面|均|已|预计|有序|正式|顺利|陆续|建成|投入|投产|投用|参加|参与|达到|得到|得以|成为|转型"
    r"|完成|跑|排名|位居|均居|只减|只增|启动|进入|列入|享受|受益|惠及|实行|实施|开展|作出|通过|同步|完工|开工|竣工|封顶|开业|运营|通车|亮相|挂牌|上市(?!公司)|用于|高于|低于)(?!的|率|[个性])"
)
_NO_NOUN = re.compile(
    r"^(?:增至|升至|降至|提高|提升|提至|增加|增长|下降|减少|降[为到至]|上升|扩大|转为|改为|排名|位居|[”，。；：！？、（(）)和及与并或以至到]|$)"
)
# 新增 stands before a list and holds for all of it; 引入 does so only with 等 (引入新华网等15家企业).
_BRINGS = re.compile(r"(?:成功)?((?:累计|净)?(?:(新增|新建|新引进)|(引入|引进|走访)(?!.*等$)|(?:引入|引进|走访)))")
_RANK = re.compile(r"(?:排名|位居|名列)[^，。；、]{1,12}")
_PEOPLE = re.compile(r"受益|参与|参加|参观|观看|就业")
_RELATIVE = re.compile(r"^(?:其中)?(?:增速|增幅|降幅|涨幅|总额|总量|占比|比重|数量|面积|总面积|总投资额|同比增速)$|^占")
# Comparisons with others: 高于全国0.4个百分点 is told of the number before.
_COMPARED = re.compile(r"^(?:(?:高|低|快|慢|好|优|多|少)于|比[^，。]{1,12}[高低快多少]$|累计$|年$|今年$|去年$)")
_OF = re.compile(r"^(?:对|为|向|给).*?(?=(?:最高|最低|人均|户均)[^，。]{1,6}$)")
_LIST = re.compile(r"以及|、|和(?![谐平睦])|(?<![涉普])及|(?<!参)与")
_STOP = re.compile(r"[，。；：！？（(;!?\n]")


@dataclass(frozen=True, slots=True)
class Metric:
    """The name of what is measured, where the text spent on it ends, and whether it is that of the number before."""

    name: str | None
    used: int
    inherited: bool = False


def metric_of(text: str, clause: tuple[int, int], numbers: Sequence[Amount], i: int, before: Metric | None) -> Metric:
    """Name what ``numbers[i]`` measures; `clause` is the stretch between commas it stands in, `before` the metric
    of the number before it in the sentence."""
    number = numbers[i]
    inside = i > 0 and numbers[i - 1].start >= clause[0]
    left = max(clause[0], number.start - _REACH)
    if inside and before:
        left = max(left, numbers[i - 1].end, before.used)
    following = numbers[i + 1] if i + 1 < len(numbers) and numbers[i + 1].start < clause[1] else None
    item = _listed(text, clause[0], numbers, i)
    if item:
        return Metric(item, number.end)
    ahead = text[left : number.start]
    noun, used = _noun_behind(text, number, clause[1], following)
    core = core_of(ahead)
    if number.unit == "次" and (rank := _RANK.match(text, number.end)):
        stem = core or _RANK.sub("", before.name or "" if before else "")
        return Metric(stem + rank[0], rank.end())
    if noun and _counts_noun(number, core):
        verb = _verb_of(ahead) or (_verb_of(before.name) if before and before.name and not _bare(ahead) else "")
        return Metric(_joined(verb, noun, before), used)
    if following and following.start == number.end and _counts_noun(number, core):
        noun, used = _noun_behind(text, following, clause[1], None)
        if noun:
            return Metric(text[following.start : following.end] + noun, number.end)
    if before and _COMPARED.match(core):
        return Metric(before.name, number.end, True)
    if core and inside and before:
        core = _continued(core, ahead, text, numbers[i - 1], before, number)
    if core:
        return Metric(_complete(core, text, number, clause[1], before), number.end)
    if number.unit in ("人", "人次") and (people := _PEOPLE.match(text, number.end)):
        return Metric(people[0], people.end())
    if following and not (before and inside and number.unit == numbers[i - 1].unit):
        noun = _noun_of_chain(text, numbers, i, clause[1])
        if noun:
            return Metric(noun, number.end)
    if noun and not (before and inside):
        return Metric(noun, number.end)
    subject = None if inside else _subject(text, clause[0], numbers[i - 1].end if i else 0)
    if subject:
        return Metric(subject, number.end)
    return Metric(before.name, number.end, True) if before else Metric(noun, number.end)


def core_of(ahead: str) -> str:
    """Give the noun phrase that ends before a number, without linking verbs behind and times before.

    >>> core_of("1-10月全区固定资产投资完成"), core_of("、增长"), core_of("登记失业率控制在")
    ('固定资产投资', '', '登记失业率')
    """
    core = _stripped(_bare(ahead))
    objects = list(_VERB.finditer(core))
    if objects and objects[-1].end() == len(core) and objects[-1].start() > 2:
        core = _stripped(core[: objects[-1].start()].removesuffix("累计"))
    elif objects and objects[-1].end() == len(core):
        core = ""
    elif objects:
        rest = _heads_off(core[objects[-1].end() :])
        core = rest if len(rest) > 2 else core[objects[-1].start() :]
    core = _OF.sub("", _heads_off(core))
    if "等" in core[1:-2]:
        at = core.rindex("等", 1, len(core) - 2)
        verb = re.match(r"(?:新|累计)?(?:引进|引入|走访|新增|服务|举办)", core)
        core = (verb[0] if verb else "") + core[at + 1 :]
    return _bare(core)


def _bare(phrase: str) -> str:
    """Drop the marks and conjunctions around a phrase."""
    phrase = phrase.removesuffix("“")
    front = _FRONT.match(phrase)
    return _BACK.sub("", phrase[front.end() :] if front else phrase)


def _stripped(core: str) -> str:
    for _ in range(8):
        shorter = _BACK.sub("", _TAIL.sub("", core))
        if shorter == core:
            break
        core = shorter
    return _heads_off(core)


def _heads_off(core: str) -> str:
    for _ in range(4):
        shorter = _bare(_HEAD.sub("", core))
        if shorter == core:
            break
        core = shorter
    during = re.search(r"(?:”期间|时期|方面)", core)
    return core[during.end() :] if during and during.end() < len(core) else core


def _subject(text: str, end: int, floor: int) -> str | None:
    """Give what the clause before speaks of, if it holds no number: 每吨钢的综合能耗，由上年的…"""
    last = re.search(r"[^，。；：！？;!?\n]{2,24}$", text[max(floor, end - 26) : max(end - 1, 0)])
    if not last or end - 1 - len(last[0]) < floor or (floor and last.start() == 0) or text[end - 1] != "，":
        return None
    return core_of(last[0]) or None


def _noun_behind(text: str, number: Amount, end: int, following: Amount | None) -> tuple[str | None, int]:
    """Give the noun phrase behind a number and where it ends: 912家生产经营场所｜纳入…"""
    stop = following.start if following else min(end, number.end + 45)
    behind = text[number.end : stop]
    mark = _STOP.search(behind)
    noun = behind[: mark.start()] if mark else behind
    if _NO_NOUN.match(noun.strip()):
        return None, number.end
    if following and not mark:
        noun = _before_next(noun)
    verb = _PREDICATE.search(noun, 1)
    noun = noun[: verb.start()] if verb else noun
    noun = noun if following else noun[:30]
    clean = _bare(noun).removeprefix("的")
    clean = clean[:-1] if clean.endswith("中") and len(clean) > 4 else clean
    predicate = _PREDICATE.match(clean)
    return (None, number.end) if not _is_noun(clean) or predicate else (clean, number.end + len(noun.rstrip(_MARKS)))


def _is_noun(phrase: str) -> bool:
    return len(phrase) > 1 or phrase in tuple("区县市镇乡村旗")


def _before_next(noun: str) -> str:
    """Leave the part behind the last 、 or 和 to the number that follows: 项目、｜支持资金 5738.5万元."""
    marks = list(_LIST.finditer(noun))
    return noun[: marks[-1].start()] if marks and noun[marks[-1].end() :].strip() else noun


def _continued(core: str, ahead: str, text: str, last: Amount, before: Metric, number: Amount) -> str:
    """Give a noun what the number before it lends: 新增床位2044张、｜餐桌60个 → 新增餐桌; 绿地500米｜服务半径覆盖率."""
    if before.name is None or before.inherited or len(before.name) > _LONGEST:
        return core
    if ahead[:1] not in "、，和及与以其并 （(的占" and before.used == last.end and last.unit != "%":
        return f"{before.name}{text[last.start : last.end]}{ahead[: ahead.find(core)]}{core}"
    unit = units().get(number.unit or "")
    brought = _BRINGS.match(before.name)
    same = brought and brought[2] and unit and unit.kind in ("counting", "measure") and _bare(ahead) == core
    return brought[1] + core if brought and same and not _KEPT_FRONT.match(core) else core


def _counts_noun(number: Amount, core: str) -> bool:
    unit = units().get(number.unit or "")
    if unit is None:
        return not core
    if unit.kind == "counting":
        return True
    return not core or (unit.kind == "measure" and bool(_KEPT.fullmatch(core)))


def _verb_of(ahead: str | None) -> str:
    match = _KEPT.search(_TAIL.sub("", (ahead or "").rstrip(_MARKS))) if ahead else None
    if match:
        return match[0].removesuffix("了")
    front = _BRINGS.match(_bare(ahead or ""))
    return front[1] if front and not front[3] else ""


def _joined(verb: str, noun: str, before: Metric | None) -> str:
    return noun if noun.startswith(verb) else verb + noun


def _complete(core: str, text: str, number: Amount, end: int, before: Metric | None) -> str:
    """Complete a noun that leans on another: 增速 → 建安投资增速; 8次排名第一; 1/5的净利润."""
    if _RELATIVE.match(core) and before and before.name and len(before.name) <= _LONGEST:
        return before.name + core.removeprefix("其中")
    behind = text[number.end : min(end, number.end + 12)]
    if number.unit == "" and behind.lstrip().startswith("的"):
        return core + behind.lstrip()[1:]
    return core


def _noun_of_chain(text: str, numbers: Sequence[Amount], i: int, end: int) -> str | None:
    """Give the noun that a run of numbers shares: 25个系列、56轮次、800余场主题活动."""
    for j in range(i + 1, min(i + 4, len(numbers))):
        between = text[numbers[j - 1].end : numbers[j].start]
        if numbers[j].start >= end or _bare(between):
            break
        following = numbers[j + 1] if j + 1 < len(numbers) and numbers[j + 1].start < end else None
        noun, _ = _noun_behind(text, numbers[j], end, following)
        if noun:
            return noun
    return None


def _listed(text: str, clause: int, numbers: Sequence[Amount], i: int) -> str | None:
    """Give the item of a 分别 list at the number's place: 刑事类、治安类警情分别下降34%、43.1%."""
    left = max(clause, numbers[i].start - 2 * _REACH)
    at = text.rfind("分别", left, numbers[i].start)
    if at < 0:
        return None
    place = sum(at < n.start for n in numbers[max(0, i - 12) : i])
    since = max((n.end for n in numbers[max(0, i - 13) : i] if n.end <= at), default=left)
    items = [item for item in re.split(_LIST, core_of(text[max(left, since) : at])) if item]
    if len(items) < 2 or place >= len(items):
        return None
    return _with_head(items[place], items[-1]) if place < len(items) - 1 else items[place]


def _with_head(item: str, last: str) -> str:
    """Give an item of a list the head that only the last one prints: 刑事类 + 秩序类警情 → 刑事类警情."""
    at = last.find(item[-1], 0, len(last) - 1)
    if at >= 0:
        return item + last[at + 1 :]
    return item + last[len(item) :] if len(item) <= 3 and len(last) >= 2 * len(item) + 2 else item
