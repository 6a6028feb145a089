"""What a commitment is to the result it carries on: the same work, its end, its next edition, a wider one, a new target."""

from __future__ import annotations

import re

from plangraph.model import Change, Claim, Evidence, Relation

_HOLDS = re.compile(
    r"举办|承办|筹办|主办|举行|召开|参加|参与|办好|办[^事公理学法结案]|利用|借助"
)  # 承办2022金融街论坛年会
_OCCASION = re.compile(r"[会节展周赛坛]\Z|论坛|峰会|年会|大会|展览|博览|大赛|活动周|文化节|活动月")  # 服贸会
_NO_OCCASION = re.compile(
    r"(?:[社员委协学工合事机]|(?<!招)商)会\Z|[发开扩进拓]展\Z|[环细调季]节\Z|[花天地]坛\Z"
)  # 社会
_ENDS = re.compile(
    r"投入使用|投入运营|投用|建成|竣工|完工|开业|开园|开馆|(?<!改革)开放|运营|通车|交付|投产|收官|全面完成|完成.{0,12}(?:建设|改造|工程)"
)
_UNDER_WAY = re.compile(r"推进|封顶|开工|动工|施工|加快|主体|启动|在建|进场|前期|筹建|续建|实施")
_WIDER = re.compile(  # “长安计划”3.0版，扩大支持范围，建设全覆盖
    r"[2-9]\.0版|升级版|扩大|扩面|扩围|扩容|拓展|全覆盖|增点|推广到|延伸到?|[二三四]期"
)
_FINISHED = re.compile(
    r"出台|印发|发布|制定|落地|成立|揭牌|设立|搭建|建成|投入使用|投入运营|正式运营|对外开放|成功举办|清零|获批|组建率|编制完成|签约"
)
_NEXT = re.compile(
    r"落实|实施细则|宣传|解读|评估|发挥|溢出|入驻|入住|长效|转变|服务|用好|用活|紧[紧密]围绕|简化|研究制定|管理|运维"
)


def relate(result: Claim, commitment: Claim, shared: Evidence) -> Relation:
    """Give the relation of a commitment to a result that share this."""
    target = _target(result, commitment, shared)
    if target:
        return target
    if _again(result, commitment, shared):
        return Relation.REPEATS
    if _ENDS.search(commitment.text) and _UNDER_WAY.search(result.text) and not _ENDS.search(result.text):
        return Relation.COMPLETES
    if _wider(result.text, commitment.text):
        return Relation.EXPANDS
    if _FINISHED.search(result.text) and _NEXT.search(commitment.text):
        return Relation.FOLLOWS_UP
    return Relation.CONTINUES


def _target(result: Claim, commitment: Claim, shared: Evidence) -> Relation | None:
    """Compare the first pair of numbers of one metric; a rise is above a fall, a range takes in what lies between."""
    if not shared.numbers:
        return None
    i, j = shared.numbers[0]
    actual, target = result.quantities[i - 1], commitment.quantities[j - 1]
    if target.change is not actual.change:
        return Relation.TARGET_UP if target.change is Change.INCREASE else Relation.TARGET_DOWN
    if target.value <= actual.value <= (target.value_to or target.value):
        return Relation.TARGET_SAME
    return Relation.TARGET_UP if target.value > actual.value else Relation.TARGET_DOWN


def _again(result: Claim, commitment: Claim, shared: Evidence) -> bool:
    """Tell whether both sides hold or attend one occasion."""
    words = (*shared.words, *(name for _, name in shared.entities))
    occasion = any(_OCCASION.search(w) and not _NO_OCCASION.search(w) for w in words)
    return occasion and bool(_HOLDS.search(result.text)) and bool(_HOLDS.search(commitment.text))


def _wider(before: str, after: str) -> bool:
    return any(match[0] not in before for match in _WIDER.finditer(after))
