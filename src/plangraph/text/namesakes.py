"""Numerals that measure nothing: names (四个中心, PM2.5), set phrases, dates, stages, meetings, words that look like units."""

from __future__ import annotations

import re

from plangraph.text.numerals import DIGITS
from plangraph.text.units import units

# A unit is none where the next character makes another word of it: 人大, 家庭, 项目, 次会议, 部门.
_NOT_BEFORE = {
    "人": "大口工才均民居",
    "家": "庭政长园具电",
    "名": "录城校胜镇单优",
    "位": "于置居一",
    "项": "目",
    "部": "门委分队级属",
    "台": "阶湾账风",
    "道": "路",
    "方": "面案式向位法",
    "片": "区",
    "条": "件例",
    "门": "类诊店户",
    "类": "别似",
    "本": "级市区科年地",
    "对": "外口标",
    "起": "步来点",
    "例": "如",
    "场": "馆地所景",
    "处": "理置于级",
    "份": "额",
    "支": "持付出",
    "批": "复",
    "期": "间末内限",
    "列": "入为",
    "只": "增减有",
    "口": "岸",
    "度": "假",
    "所": "有属在得",
    "天": "然",
    "升": "级至到为",
    "担": "保当任",
    "成": "功立效果本为员交都熟长型片套绩品份就人",
    "车": "道站间辆",
    "款": "项",
    "节": "能约点日水电",
    "层": "面级次",
    "站": "点台在",
    "周": "年边期岁",
    "课": "题程",
    "轮": "车胎渡",
}
# Counting words that, behind a Chinese numeral, belong to names and set phrases: 科创十条, 三方, 两期.
_NO_HAN = frozenset("条级届期道方门度对口本头片起眼支只担升克米秒斤席孔车票节层面站周床")
# What politics counts without quotation marks: 两个维护, 四个意识 and their like.
_SLOGAN = re.compile(
    "项规定|个(?:维护|确立|意识|自信|全面|中心|服务|代表|毫不动摇|健康|牢固|大局|结合|务必|文明|不变|革命)"
)
_YEARS_BEFORE = re.compile(r"(?:连续|[至到达为满]|超过|延长|缩短|长达|不少于|不超过|不低于)$")
_YEARS_BEHIND = re.compile(r"(?:行动|计划|规划|期|来|间|前|后|内|底|初|代|级|度|制|生|龄|版|任务|滚动|工作)")
_CAMPAIGN = re.compile(r"[^，。、；的\d]{0,4}行动")
_CIRCLE = re.compile(r"[^，。、；“”\d]{0,8}圈")
# Sessions are ordinals without 第: 十五届四次、五次全会.
_SESSION = re.compile("届|全会|全委|会议|党代会|代表大会")
_MEETING = re.compile(r"(?:会议|全会|全体|代表|党代会|人代会)")
NAMES = re.compile(r"“[^“”]{1,40}”|《[^《》]{1,80}》|〈[^〈〉]{1,60}〉")


def unit_of(text: str, match: re.Match[str]) -> str | None:
    """Give the unit behind a number, or None where its characters begin another word (人大, 家庭)."""
    unit: str | None = match["unit"]
    if unit is None:
        return None
    behind = text[match.end("unit") : match.end("unit") + 1]
    if behind and behind in _NOT_BEFORE.get(unit, ""):
        return None
    if unit in ("P", "方", "卡") and not match["scale"]:
        return None
    return unit


def belongs_to_name(text: str, start: int) -> bool:
    """Tell whether what stands before makes a name of the number: 第3, PM2.5, A4, 1+3, 9:30."""
    before = text[start - 1 : start] if start else ""
    return bool(before) and (before in "第+＋:：/#" or (before.isascii() and before.isalpha()))


def passes(text: str, match: re.Match[str], unit: str | None) -> bool:
    """Tell whether the number is a stretch of time that measures nothing, a stage or a meeting."""
    behind = text[match.end("unit") : match.end("unit") + 12] if unit else ""
    if unit == "年":
        return not _is_duration(text, match)
    if unit in ("小时", "分钟"):
        around_the_clock = match["number"] == "24" and not match["behind"]
        return not match["low"] and (around_the_clock or bool(_CIRCLE.match(behind)))
    if unit in ("个月", "天", "周"):
        rest = re.match(r"[^，。；]{0,30}", behind + text[match.end() : match.end() + 20])
        return text.endswith("连续", 0, match.start()) and bool(rest and re.search(r"\d", rest[0]))
    if unit in units() and units()[unit].kind == "measure" and _CAMPAIGN.match(behind):
        return True
    if unit == "期":
        return behind.startswith(("工程", "项目", "建设", "改造"))
    return unit == "次" and bool(_MEETING.match(behind))


def _is_duration(text: str, match: re.Match[str]) -> bool:
    """Tell 连续13年, 延长至10年, 70年以上 from dates and from 三年行动."""
    number = match["number"]
    if len(number) > 2 or not number[0].isdigit() or match["scale"] or number.startswith("0"):
        return False
    if _YEARS_BEHIND.match(text, match.end()):
        return False
    return bool(match["behind"]) or bool(_YEARS_BEFORE.search(text[max(0, match.start() - 4) : match.start()]))


def han_counts(text: str, match: re.Match[str], unit: str) -> bool:
    """Tell whether a Chinese numeral counts something: 百余家, 两次; not 四个中心, 三级, 二三级, 一批, 万元户."""
    number, more = match["number"], match["more"] or match["more_"]
    kind = units()[unit].kind if unit in units() else ""
    before = text[max(0, match.start() - 1) : match.start()]
    if re.search(f"[{DIGITS}]{{2}}", re.sub("[零〇]", "", number)) or before in ("每", "“"):
        return False
    if unit == "成":
        behind = text[match.end() : match.end() + 1]
        clear = bool(match["behind"] or more) or behind in "，。；、多"
        return clear or (bool(before) and before in "产增减降升占达约近超")
    if number[0] in "零〇" or (unit == "元" and len(number) == 1 and not match["scale"]):
        return False
    if unit == "次" and number != "两" and _SESSION.search(text[max(0, match.start() - 12) : match.end() + 12]):
        return False
    if number == "二" and kind == "counting":
        return False
    if number == "一":
        return kind == "currency" or unit in ("倍", "%")
    if number[0] in "百千万亿":
        return bool(more) or (bool(before) and before in "超近约逾达破上")
    if unit in _NO_HAN and not more:
        return False
    return not (_SLOGAN.match(text, match.start("unit")) or text[match.end() : match.end() + 1] == "“")


def quoted_as_name(quoted: str, match: re.Match[str]) -> bool:
    """Tell whether a number in quotation marks is part of a name; a long quotation or a range may be a measure."""
    if quoted[0] != "“":
        return True
    if match["low"] or (match["unit"] == "%" and match["behind"]):
        return False
    return len(quoted) <= 14 or (match["number"] or "一")[0] in DIGITS + "十百千万亿"
