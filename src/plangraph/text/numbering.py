"""How headings are numbered, and lines that are no part of the report's words. Each pattern with an example."""

from __future__ import annotations

import re
from enum import IntEnum

_NUMERAL = "一二三四五六七八九十百"


class Style(IntEnum):
    """Styles of numbering, outermost first."""

    PART = 0  # 第一部分 …
    CHINESE = 1  # 一、…
    ORDINAL = 2  # 第一，…
    BRACKET = 3  # （一）…
    ARABIC = 4  # 1．…


_STYLES = (
    (Style.PART, re.compile(rf"第[{_NUMERAL}]{{1,3}}(?:部分|章|篇)")),  # 第一部分 工作回顾
    (Style.CHINESE, re.compile(rf"[{_NUMERAL}]{{1,3}}[、．.]\s*(?=\S)")),  # 一、2021年工作回顾
    (Style.ORDINAL, re.compile(rf"第[{_NUMERAL}]{{1,3}}[，,、]")),  # 第一，能源
    (Style.BRACKET, re.compile(rf"[（(]\s*[{_NUMERAL}]{{1,3}}\s*[)）]")),  # （一）统筹抓好发展和安全
    (Style.ARABIC, re.compile(r"[0-9０-９]{1,2}[．.、](?![0-9０-９])\s*")),  # 1．加快发展服务业
)

PAGE_NUMBER = re.compile(r"[—–－\-·.\s]*(?:第\s*)?[0-9０-９]{1,4}\s*(?:页)?[—–－\-·.\s]*")  # — 21 —
CHROME = re.compile(
    r"""(?:发布|更新)?(?:时间|日期)[:：].*     # 时间：2026-02-03 10:00
    | (?:文章|信息|稿件)?来源[:：].{0,30}      # 来源：北京日报
    | (?:【?字体|字号)[:：】].*                # 字体：大 中 小
    | (?:责任|网站)?编辑[:：].*                # 责任编辑：某某
    | (?:分享(?:到)?|打印|关闭|收藏|浏览次数|点击数)[:：]?.{0,20}
    | (?:首页|当前位置|您的位置|您所在的位置).{0,60}
    | (?:上一篇|下一篇|相关链接|相关报道|相关阅读|扫一扫).*
    """,
    re.VERBOSE,
)
TAIL = re.compile(r"(?:责任编辑|编辑|上一篇|下一篇|相关链接|相关报道|相关阅读|扫一扫)[:：]?.*")
CONTENTS = re.compile(r"目\s*录|目\s*次")
CONTENTS_LINE = re.compile(r".{1,80}?[\s.…·—-]*[0-9]{1,3}")  # 一、发展基础……1
GLOSSARY = re.compile(
    r"(?:附[件录]?[0-9一二三四]?[:：]?)?.{0,24}(?:名词|名词术语|术语|有关用语|专业名词)(?:解释|注释|释义|说明).{0,6}"
)
ANNEX = re.compile(r"附\s*[件录表]\s*[0-9０-９一二三四五六]{0,2}\s*[:：]?\s*")  # 附件 1
ANNEX_LIST = re.compile(r"附\s*件\s*[:：]\s*\S.*")  # 附件：1.主要指标表
ANNEX_TITLE = re.compile(r"(?:[0-9]{4}年)?.{0,12}(?:民生实事|惠民实事|为民办实事|实事项目).{0,8}")
YEAR_CELL = re.compile(r"(?:19|20)[0-9]{2}\s*年.{0,8}")  # 2022 年计划
NAME_CELL = re.compile(r"指标|项目|名称")  # 指标名称
UNNUMBERED = re.compile(
    r"""(?=.*[0-9０-９]{4}年|.*时期|.*一年)               # names a time
    .{4,40}(?:回顾|总结|成就|情况|安排|举措|部署|重点工作|任务|建议|考虑|要求)""",
    re.VERBOSE,
)


def style(text: str) -> Style | None:
    """Give the style of numbering that a text begins with.

    >>> style("（一）统筹发展"), style("十四五"), style("1.5万人")
    (<Style.BRACKET: 3>, None, None)
    """
    for found, pattern in _STYLES:
        if pattern.match(text):
            return found
    return None
