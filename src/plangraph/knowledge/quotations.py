"""Names in quotation marks, typed by how they end, by what follows, or by the glossary; most quotations name nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from plangraph.knowledge.candidates import AWARD, BODY, DOCUMENT, EVENT, PLACE, PROGRAMME, PROJECT, Candidate
from plangraph.model import EntityType

QUOTE = re.compile(r"“[^“”]{1,40}”")
Table = Sequence[tuple[EntityType, re.Pattern[str]]]

_SLOGAN = re.compile(r"[一二两双三四五六七八九十多][\u4e00-\u9fff0-9]|.*[0-9]")  # 六稳, 双核两带, 3个100
_FIVE_YEARS = re.compile(r"十[一二三四五六]五")
_NOTHING = re.compile(
    r"[+＋－]|^[\u4e00-\u9fff]$|^七一$|^十[一二三四五六]五$|的|。|，|[率量值]$"
)  # 技术+生态, 舌尖上的安全
_NOT_BEHIND = re.compile(  # “应接尽接”原则, “三无”小区
    r"原则|要求|现象|问题|难题|小区|效应|作用|角色|理念|方针|之[^间一]|痛点|行为|乱象|生活|感|们|的(?!工作)|关系|瓶颈|换届|班子|人群|难[，。、；]|字|等.{0,4}企业"
)
_NOT_BEFORE = re.compile(  # 整治“开墙打洞”
    r"(?:治理|打击|防止|整治|解决|针对|杜绝|破解|严禁|遏制|消除|缓解|禁止|拒绝|本着|按照|当天|避免|取缔|反对)(?:好)?$"
)
_NAMING = re.compile(  # 践行“红墙意识”
    r"(?:开展|实施|落实|践行|推广|打造|创建|启动|深化|推进|推动|用好|发挥|优化|聚焦|强化|推出|建立|继续|弘扬|围绕|抓好|构建|完善|举办|提升"
    r"|利用|依托|设立|搭建|建设|唱响|擦亮|做强|做优|培育|加强|贯彻|增强|提高|执行|探索|争创|巩固)(?:了)?$"
)
_BY_END: Table = (
    (DOCUMENT, re.compile(r"(?:[一二三四五六七八九十0-9]+条|办法|条例|措施|规划|纲要|意见)$")),
    (EVENT, re.compile(r"(?:节|会|论坛|峰会|展|赛|周|季|仪式)$")),
    (AWARD, re.compile(r"奖$|^最美|先进(?:个人|集体)$")),
    (PLACE, re.compile(r"(?:新区|商圈|街区|公园|大街|街|广场|小镇|片区)$")),
    (PROJECT, re.compile(r"(?:更新场|[一二三]期)$")),
    (BODY, re.compile(r"(?:公司|集团|局|中心|队|大妈|协会)$")),
)
_BY_BEHIND: Table = (
    (DOCUMENT, re.compile(r"政策")),
    (BODY, re.compile(r"等群防|等.{0,4}力量|企业集团|团队|队伍|志愿")),
    (AWARD, re.compile(r"称号|荣誉|奖")),
    (EVENT, re.compile(r"(?:等|、“[^”]*”等)?系列(?:促消费)?活动|等活动|论坛|大赛|展览")),
    (PLACE, re.compile(r"特色街|街区|商业街|示范街")),
)
_EXTENSION = re.compile(  # “一库三清单”工作机制, “西城消费”平台
    r"""(?:(?:工作|联席|联动|治理|服务|协同|运行)?(?:机制|制度) | (?:宣传|服务|文化)?品牌 | (?:智慧|特色)?商圈
        | (?:专项|主题|系列|实践)?(?:行动|活动)(?:计划)? | (?:三年|五年)?行动计划 | 计划 | 工程(?!款)
        | 模式 | (?:综合|信息|云|服务|管理|政务)?(?:平台|系统) | APP | 小程序 | 意识 | 经验 | (?:主题)?服务(?:团队|热线)? | 窗口 | 试点
        | (?:战略|总体)布局 | 战略 | 建设(?:实施方案|行动计划|工程)? | (?:发展|普法)?规划(?:纲要)? | 实施方案 | 方案 | 条例
        | 志愿服务队 | 团队 | 联盟 | 基地 | 论坛 | 大赛 | 市?重点工程 | [^，。、“”的]{0,8}(?:激励|称号|奖(?!励)|先进个人|先进集体)
        | [0-9]\.[0-9]版)""",
    re.VERBOSE,
)
_BY_EXTENSION: Table = (
    (AWARD, re.compile(r"(?:激励|称号|奖|先进个人|先进集体)$")),
    (DOCUMENT, re.compile(r"(?:规划|纲要|方案|条例)$")),
    (BODY, re.compile(r"(?:团队|服务队|联盟)$")),
    (EVENT, re.compile(r"(?:论坛|大赛)$")),
)
_AWARDED = re.compile(  # 获评2021年“北京最美街巷”
    r"(?:评为|获评|荣获|授予|争创|入选|获得|命名为)(?:了|全国|[0-9]{4}年(?:度)?|第[一二三四五六七八九十]+[个批届])*$"
)
_ERA = re.compile(r"新时代$")  # 新时代“枫桥经验”


def quoted(text: str, terms: frozenset[str], repeated: frozenset[str]) -> Iterator[Candidate]:
    """Give the quotations that name something; `terms` are those of the glossary, `repeated` are used more than once."""
    for match in QUOTE.finditer(text):
        found = _quotation(text, match, terms, repeated)
        if found:
            yield found


def _quotation(text: str, match: re.Match[str], terms: frozenset[str], repeated: frozenset[str]) -> Candidate | None:
    inner, behind = match[0][1:-1], text[match.end() : match.end() + 24]
    before = text[max(0, match.start() - 12) : match.start()]
    era = _ERA.search(before)
    start = match.start() - len(era[0]) if era else match.start()
    type_ = _own_type(inner, behind)
    extension = _EXTENSION.match(behind)
    tail = extension[0] if extension and _extends(inner, extension[0], type_) else ""
    whole = _longer_term(inner, behind, terms)
    tail = whole if len(whole) > len(tail) and not _NOT_BEHIND.match(whole) else tail
    if tail:
        return Candidate(start, match.end() + len(tail), _typed(tail, _BY_EXTENSION) or type_ or PROGRAMME, weight=2)
    if inner in terms:
        return Candidate(start, match.end(), type_ or PROGRAMME, weight=2)
    if _NOTHING.search(inner) or _NOT_BEHIND.match(behind) or _NOT_BEFORE.search(before) or _parallel(inner):
        return None
    if type_ or _AWARDED.search(before):
        return Candidate(start, match.end(), type_ or AWARD, weight=2)
    named = inner in repeated or bool(_SLOGAN.match(inner)) or len(inner) >= 4
    return Candidate(start, match.end(), PROGRAMME, weight=1) if named or _NAMING.search(before) else None


def _longer_term(inner: str, behind: str, terms: frozenset[str]) -> str:
    """Give what belongs behind a quotation to a term of the glossary: “双新”示范区建设."""
    plain = (re.sub("[“”]", "", t) for t in _compound(terms) if t.removeprefix("“").startswith(inner + "”"))
    tails = (t[len(inner) :] for t in plain)
    return max((t for t in tails if behind.startswith(t)), key=len, default="")


@lru_cache(maxsize=1)
def _compound(terms: frozenset[str]) -> tuple[str, ...]:
    """Give the terms that hold a quotation: “双新”示范区建设."""
    return tuple(t for t in terms if "”" in t)


def _extends(inner: str, extension: str, type_: EntityType | None) -> bool:
    """Tell whether the words behind a quotation belong to the name: not 建设 behind a place."""
    if _FIVE_YEARS.fullmatch(inner) or (type_ is PLACE and extension == "建设"):
        return False
    return not _NOTHING.search(inner) or "机制" in extension


def _parallel(inner: str) -> bool:
    """Tell a rhymed list of what is done from a slogan: 抓新开、抓续建; 谋划一批、推进一批.

    >>> _parallel("谋划一批、推进一批"), _parallel("外防输入、内防反弹")
    (True, False)
    """
    parts = inner.split("、")
    return len(parts) > 1 and (len({p[:1] for p in parts}) == 1 or len({p[-2:] for p in parts}) == 1)


def _own_type(inner: str, behind: str) -> EntityType | None:
    type_ = _typed(inner, _BY_END)
    if type_ in (PLACE, BODY) and _SLOGAN.match(inner):  # 七区五街, 四个中心
        return None
    return type_ or next((t for t, p in _BY_BEHIND if p.match(behind)), None)


def _typed(text: str, table: Table) -> EntityType | None:
    return next((t for t, pattern in table if pattern.search(text)), None)
