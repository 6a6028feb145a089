"""Names that are printed the same way everywhere: meetings, five-year plans, bodies by their level, what is issued or awarded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plangraph.knowledge.candidates import AWARD, BODY, DOCUMENT, EVENT, PROJECT, Candidate
from plangraph.knowledge.lists import known

TITLE = re.compile(r"《[^《》]{2,80}》")
# What stands before an event or programme and is no part of its name: 策划组织好老舍戏剧节.
ARRANGED = re.compile("(?:圆满完成|精心|策划|组织|筹备|办好|做好|抓好|用好|借助|丰富|护航|好)+")
_N = "[一二三四五六七八九十百]{1,4}|[0-9]{1,3}"
# What a name is, words without which its pattern cannot fit, the pattern.
_SURE = (
    # 党的十九大, 十九届六中全会, 十九届历次全会
    (
        EVENT,
        ("届", "大"),
        re.compile(
            r"(?:党的)?(?:十[一二三四五六七八九]|二十)(?:大(?!会|[^，。、；]?桥)|届[一二三四五六七](?:次|中)全会|届历次全会)"
        ),
    ),
    # 区第十三次党代会, 市第十四届人民代表大会第二次会议
    (
        EVENT,
        ("第",),
        re.compile(
            rf"[中省市区县旗州盟]?[央委]?第(?:{_N})[次届](?:党代会|人代会|[^，。、；的和]{{0,6}}代表大会)(?:第?[一二三四五六七八九十]+次会议)?"
        ),
    ),
    # 区十六届人大八次会议, 省委十五届四次全会
    (
        EVENT,
        ("次",),
        re.compile(
            rf"[省市区县旗州盟]委?(?:第?(?:{_N})届)?(?:人大|政协|党代会|全委会)?(?:第?(?:{_N})届)?第?[一二三四五六七八九十]{{1,3}}次(?:会议|全会|全体会议)"
        ),
    ),
    # 中国共产党成立100周年庆祝活动, 金融街建设30周年系列活动
    (
        EVENT,
        ("周年",),
        re.compile(
            r"[\u4e00-\u9fff]{2,10}(?:成立|建设|建党|解放|诞辰|开放)?[0-9]+周年(?:庆祝|纪念|主题|系列|庆典)*(?:活动|大会)"
        ),
    ),
    # 轨道交通M102线, 地铁一号线南延工程
    (
        PROJECT,
        ("线",),
        re.compile(
            r"(?:轨道交通|地铁|城市铁路)(?:[A-Z]?[0-9]+|[一二三四五六七八九十]+)号?线(?:[一二三四]期|[东南西北]延|延伸)*(?:工程|项目)?"
        ),
    ),
    # “十四五”规划纲要
    (DOCUMENT, ("五”",), re.compile(r"“十[一二三四五六]五”(?:时期)?(?:发展)?规划(?:纲要)?")),
    # 2021年国民经济和社会发展计划
    (
        DOCUMENT,
        ("国民经济",),
        re.compile(
            r"(?:[0-9]{4}\s?年)?国民经济和社会发展(?:第十[一二三四五六]个五年规划|计划)(?:和[^，。、]{0,8}目标纲要|纲要)?"
        ),
    ),
    # 市委, 区人大常委会, 国务院
    (
        BODY,
        ("",),
        re.compile(
            r"""党中央|国务院|中央军委|(?<![区市城省县旗州社街小地校京])[省市区县旗州盟](?:
                  委(?![托员派任办书])(?:常委会)? | 政府(?!工作报告|采购|投资|性|绩效) | 人大(?!代表|[一二三四五六七八九十]|第)(?:常委会)?
                | 政协(?!委员) | 纪委监委 | 纪委 | 监委)""",
            re.VERBOSE,
        ),
    ),
    # 北京四中, 海拉尔三中
    (
        BODY,
        ("中", "小"),
        re.compile(r"(?:北京|[\u4e00-\u9fff]{2,3}市)第?[一二三四五六七八九十]{1,3}(?:中学|小学|中(?![心全央等小期]))"),
    ),
)
_COMMITTEE = re.compile("(?P<whole>[省市区县旗州盟]人大)及其(?P<rest>常委会)")
_ISSUED = re.compile(
    r"""(?:制定|出台|印发|修订|编制|起草|颁布|下发)(?:了|并实施|实施|完善)?
        (?P<name>[^，。、；：“”《》（）和及]{2,28}?
          (?:实施方案|工作方案|总体方案|方案|管理办法|暂行办法|办法|条例|若干措施|政策措施|实施意见|指导意见|实施细则|规划纲要|规划))
        (?=[，。、；和及]|$)""",
    re.VERBOSE,
)
_NOT_ONE = re.compile(r"相关|有关|各项|配套|一批|一系列|各类|系列|专项规划")
# 被授予北京市2019-2020年度“接诉即办”工作先进个人、先进集体称号; 荣获…奖
_AWARDED = re.compile(
    r"(?:授予|荣获|获评|获得|评为|评选为|命名为|荣膺|摘得|夺得|斩获|获|入选)(?:了|全市|全省|全国首批)?"
    r"(?P<names>(?:[^，。；、和]{2,30}(?:奖|称号|先进个人|先进集体|先进单位|示范[区县市]|示范城市|百强[县区]?|城市|名单|试点)(?:项)?(?:[、和]|(?=[，。；]|$)))+)"
)
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_AWARD_ITEM = re.compile(r"(?:(?:国家级?|省级|市级)?荣誉称号)?(?P<name>[^、和]+?)(?:荣誉)?(?:称号|名单)?(?=[、和]|$)")


def sure(text: str) -> Iterator[Candidate]:
    """Give names that have one form everywhere."""
    for match in TITLE.finditer(text):
        yield Candidate(match.start(), match.end(), DOCUMENT, weight=4)
    for type_, words, pattern in _SURE:
        for match in pattern.finditer(text) if any(map(text.__contains__, words)) else ():
            arranged = ARRANGED.match(match[0])
            yield Candidate(match.start() + (arranged.end() if arranged else 0), match.end(), type_, weight=3)
    for match in _COMMITTEE.finditer(text):
        yield Candidate(*match.span("rest"), BODY, weight=3, name=match["whole"] + match["rest"])


def issued(text: str) -> Iterator[Candidate]:
    """Give what is issued, drafted or revised and ends as documents do: 修订支持低效楼宇改造提升的若干措施."""
    for match in _ISSUED.finditer(text):
        if len(match["name"]) >= 6 and not _NOT_ONE.match(match["name"]):
            yield Candidate(match.start("name"), match.end("name"), DOCUMENT, weight=1)


def awarded(text: str) -> Iterator[Candidate]:
    """Give what is awarded: 荣获…奖, 授予…先进个人、先进集体称号."""
    for match in _AWARDED.finditer(text):
        for item in _AWARD_ITEM.finditer(match["names"]):
            start, end = match.start("names") + item.start("name"), match.start("names") + item.end("name")
            if item["name"].strip("“”") and _WORD.search(item["name"]):
                yield Candidate(start, end, AWARD, weight=3)


def well_known(text: str) -> Iterator[Candidate]:
    """Give the names that everyone knows: 乡村振兴, 服贸会, 国家森林城市."""
    for match in _known_pattern().finditer(text):
        yield Candidate(match.start(), match.end(), known()[match[0]], "list", 2)


@cache
def _known_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(n) for n in sorted(known(), key=lambda n: (-len(n), n))))
