"""What a text says of owners: labels (责任单位：…), verbs (张三同志牵头，…), and bare lists of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plangraph.knowledge.agents import (
    BUREAU,
    LONGEST,
    Claim,
    Part,
    find_brackets,
    is_agent_of,
    is_person,
    mask,
    read_agents,
)
from plangraph.model import Passage

_NOUN = r"(?:单位|部门|主体|机构|处室|科室|股室|机关|地区)(?:[及和、/](?:责任人|负责人|个人|领导))?"
LABEL = re.compile(
    rf"""(?<![^\s，,。；;、|（(〔［【\[])              # opens the line, a bracket or a clause
    (?:(?P<leader>(?:[省市区县州盟旗镇]级?|责任|分管|牵头|主管|主要|联系|包[保联抓]|挂[钩点联]|协调){{0,3}}
        (?:领导|负责人|责任人|牵头人|副?[省市区县州]长))                         # 责任领导：张三
    | (?P<lead>(?:牵头|主办|主责|主要责任|第一责任)(?:责任|负责|实施)?{_NOUN}|牵头)     # 牵头单位：市发改委
    | (?P<support>(?:配合|协办|协同|参与|参加|协助|协作|会办|共同责任|其他责任|其他|相关|成员)(?:责任|落实|实施)?{_NOUN}
        |配合|协办)                                                          # 配合单位：市财政局
    | (?P<oversee>(?:督办|督导|督查|监督|督促)(?:责任)?{_NOUN})                    # 督办单位：市政府督查室
    | (?P<execute>(?:具体|组织)?(?:承办|实施|执行|承担)(?:责任)?{_NOUN})           # 实施单位：各区政府
    | (?P<answers>(?:具体)?(?:责任|负责|落实)(?:落实|承担)?{_NOUN})                # 责任单位：省财政厅
    | (?P<other>[完办工推计启]?[成结作进划动]?(?:时限|时间|期限|进度|节点)(?:要求|安排)?  # 完成时限：12月底前
        |(?:年度|工作|任务|主要|阶段|预期|具体|绩效|建设|重点){{0,2}}(?:目标|任务|内容|措施|举措|要求|进展|成效|标准)
        |备注|联系人|联系电话|资金来源)
    )(?:[（(][^（）()：:]{{1,8}}[)）])?\s?(?:[:：]|[】\]][:：]?)""",
    re.VERBOSE,
)
_VERB = re.compile(
    r"""(?:按照?(?:各自)?职[责能](?:分工)?|共同|联合|分别|具体|统筹|总|组织){0,3}
    (?:(?P<lead>牵头|主办|主责|抓总)                        # 张三同志牵头，
    | (?P<execute>实施|承办|执行)                           # 市科技局、经委具体实施
    | (?P<support>配合|协办|协助|协同|参与|参加|协作)       # 市财政局配合
    | (?P<oversee>督办|督导|监督)                           # 市政府督查室督办
    | (?P<answers>负责|落实|分管))                          # 市商务局、各区政府按职责分工负责
    (?:负责|落实|组织|实施|办理|推进|做好|完成|协调|抓){0,3}
    (?=\s*(?:[，,；;。、]|\Z))""",
    re.VERBOSE,
)
FILL = re.compile(r"[\s，,。；;、：:（）()|【】\[\]〔〕［］]+")
_HEADING_PARTS = (Part.LEAD, Part.ANSWERS)


@dataclass(slots=True)
class OwnerStatement:
    """Where a paragraph says who owns, and what it says; `bare` where nothing but the list of bodies says so."""

    start: int
    end: int
    claims: list[Claim]
    bare: bool = False


def read_statements(passage: Passage) -> list[OwnerStatement]:
    """Give what a paragraph says of owners, in its order; what follows without a word between is one statement."""
    text = passage.text
    brackets = [b for b in find_brackets(text) if not _boxed(text, *b)]
    masked = mask(text, brackets)
    found = [s for s in (_bracketed(passage, a, b) for a, b in brackets) if s]
    found += _lined(passage, masked)
    found = found or _clause_line(passage)
    merged: list[OwnerStatement] = []
    for statement in sorted(found, key=lambda s: s.start):
        if merged and statement.start < merged[-1].end:
            continue
        if merged and not statement.bare and not FILL.sub("", text[merged[-1].end : statement.start]):
            merged[-1].claims += statement.claims
            merged[-1].end = statement.end
        else:
            merged.append(statement)
    return merged


def _boxed(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket holds nothing but a label: 【责任单位】省财政厅."""
    label = LABEL.match(text, start + 1) if text[start] in "【[" else None
    return bool(label and label.end() >= end)


def _bracketed(passage: Passage, start: int, end: int) -> OwnerStatement | None:
    """Read a bracket: with labels, with verbs, or a bare list of bodies at the end of the paragraph."""
    text = passage.text
    if text[start] in "“《「‘" or end - start > LONGEST:
        return None
    labels = list(LABEL.finditer(text, start + 1, end - 1))
    if labels:
        claims = _labelled(passage, labels, end - 1) if not FILL.sub("", text[start : labels[0].start()]) else []
        return OwnerStatement(start, end, claims) if claims else None
    if not (text.endswith(("。", "！", "；"), 0, start) or end == len(text) or text[end] in "。；;"):
        return None
    claims = _clauses(passage, start + 1, end - 1)
    if claims:
        return OwnerStatement(start, end, claims)
    return _bare(passage, start, end)


def _bare(passage: Passage, start: int, end: int) -> OwnerStatement | None:
    text = passage.text
    if text[start] not in "（(" or not text.endswith("。", 0, start) or len(text) - end > 1:
        return None
    agents = read_agents(passage, start + 1, end - 1)
    sure = agents and all(BUREAU.fullmatch(a.text) and not is_person(a.text) for a in agents)
    return OwnerStatement(start, end, [Claim(Part.ANSWERS, agents)], bare=True) if sure else None


def _lined(passage: Passage, masked: str) -> Iterator[OwnerStatement]:
    """Read the labels outside brackets: 责任单位：省财政厅、省科技厅 up to the end of the sentence or paragraph."""
    labels, last = list(LABEL.finditer(masked)), 0
    for i, label in enumerate(labels):
        if label.start() < last or label["other"]:
            continue
        stop = masked.find("。", label.end())
        last = len(masked) if stop < 0 else stop + 1
        run = [x for x in labels[i : i + 12] if x.start() < last]
        claims = _labelled(passage, run, last)
        start = label.start() - (label.start() > 0 and masked[label.start() - 1] in "【[（(")
        if claims:
            yield OwnerStatement(start, last, claims)


def _labelled(passage: Passage, labels: Sequence[re.Match[str]], end: int) -> list[Claim]:
    """Give the claims of every label with what stands behind it; none where most of that are no owners."""
    claims: list[Claim] = []
    stops = [*(x.start() for x in labels[1:]), end]
    for label, stop in zip(labels, stops, strict=True):
        if not label["other"]:
            units = any(noun in label[0] for noun in ("单位", "部门"))
            claims += _clauses(passage, label.end(), stop) or _claim(passage, part_of(label), label.end(), stop, units)
    every = [is_agent_of(c.part, a) for c in claims for a in c.agents]
    return claims if sum(every) * 2 >= len(every) else []


def _claim(passage: Passage, part: Part, start: int, end: int, units: bool = False) -> list[Claim]:
    agents = read_agents(passage, start, end)
    return [Claim(part, agents, units)] if agents else []


def part_of(match: re.Match[str]) -> Part:
    """Give what the label or verb that was found says of its agents."""
    return Part[next(name for name, value in match.groupdict().items() if value).upper()]


def _clauses(passage: Passage, start: int, end: int) -> list[Claim]:
    """Read 张三同志牵头，市科技局、经委具体实施; nothing else may stand there."""
    claims: list[Claim] = []
    if end - start > LONGEST:
        return []
    last = start
    for verb in _VERB.finditer(passage.text, start, end):
        claims += _clause(passage, last, verb)
        last = verb.end()
    if claims:
        claims += _claim(passage, Part.SUPPORT, last, end)
    return claims if all(is_agent_of(c.part, a) for c in claims for a in c.agents) else []


def _clause(passage: Passage, start: int, verb: re.Match[str]) -> list[Claim]:
    """Give the claim of one verb: 同志 makes its agents persons, whom 会同 joins to them supports them."""
    text, end = passage.text, verb.start()
    along = text.find("会同", start, end)
    part = Part.LEADER if text.endswith("同志", start, end) and part_of(verb) in _HEADING_PARTS else part_of(verb)
    if along < 0:
        return _claim(passage, part, start, end)
    return [*_claim(passage, part, start, along), *_claim(passage, Part.SUPPORT, along + 2, end)]


def _clause_line(passage: Passage) -> list[OwnerStatement]:
    """Read a line of its own: 市发改委牵头，市财政局配合。"""
    end = len(passage.text)
    claims = _clauses(passage, 0, end) if end <= 200 else []
    return [OwnerStatement(0, end, claims)] if claims else []
