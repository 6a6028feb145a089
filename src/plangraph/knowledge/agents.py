"""Who a list of owners names: persons and bodies, their full names, and the role that each has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from plangraph.model import Owner, Passage, Role, Span
from plangraph.text.divisions import find_area

BUREAU = re.compile(
    r".*(?:[委局厅办部署院会社联协]|政府|公司|集团|中心|单位|部门)(?:[（(].*[)）])?", re.DOTALL
)  # 市科技局
BODY = re.compile(
    r""".*(?:[委局厅办部署院会社联协站所处室行台馆队区县市州盟旗镇乡]|政府|公司|集团|中心|单位|部门|机[关构]|大学|学校
    |海关|小组|联席会议|街道|专班|实验室|电力|电网|移动|联通|电信)(?:[（(].*[)）])?""",  # 省乡村振兴领导小组, 杭州海关
    re.VERBOSE | re.DOTALL,
)
POST = r"(?:[省市区县州盟旗镇乡]长|主席|书记|主任|秘书长|[局厅部司处科院行]长|检察长|常委|党组成员|组长|指挥长|专员|巡视员|领导)"
_HOLDER = re.compile(rf".*{POST}", re.DOTALL)  # 常务副市长
_NAMED_HOLDER = re.compile(r".*(?:[省市区县州盟旗]长|常委|秘书长|主席|书记|主任)[一-龥]{2,4}", re.DOTALL)  # 副市长张三
_BARE_POST = re.compile(rf"[^、，]{{0,12}}{POST}")  # 市委常委 of 市委常委、副市长张三
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷段龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文温樊施倪邢牛庄葛霍翟季殷靳齐芦柯庞岳"
)
LEVEL = re.compile(  # 市 of 市经委, not that of 市场监管局
    r"自治区|省(?!会)|市(?![场容域]|民(?:中心|之家)|政(?!府|协|法|务|数|研))|区(?!域|块)|县(?!域)|[州盟旗](?!市)"
)
_PARTY = re.compile(  # of a party committee
    r"组织部|宣传部|统战部|政法委|网信办|编办|党校|社会工作部|巡察办|政研室|改革办"
)
_OWN_NAME = re.compile(  # has its full name already: 各区政府, 团市委, 栖霞区政府, 交通集团, 中国移动, 杭州海关
    r"各|有关|相关|其他|.*人民政府|国(?:家|网|务院)|全国|中[央国]|团|民航|武警|人行|人民银行|驻"
    r"|.*(?:公司|集团|政府|单位|部门|海关|海事局|边检总?站|[保证]监局|金融监管局|中心支行|银行|大学|区|指挥部|管委会|小组|联席会议)\Z"
)
_DIVISION = r"(?:(?:设区市|县级市|[省市州盟县区旗乡镇]|地区|街道|开发区|园区)(?:[（(][^（）()]*[)）])?)"
_ALL = re.compile(rf"(?:各|有关|相关){_DIVISION}(?:、?{_DIVISION})*")  # 各州 of 各州、市人民政府
_ALL_TAIL = re.compile(rf"{_DIVISION}+(?:(?:人民)?政府|党委|管委会|办事处)?(?:等)?")  # 市人民政府
_GOVERNMENT = re.compile(r".*?(?P<unit>[省市州盟县区旗乡镇])(?:（[^）]*）)?(?P<government>(?:人民)?政府)", re.DOTALL)
_CUT = re.compile(
    r"""[、，,；;/]
    | 以及(?!其[^他])
    | (?<=[委局厅办部署院会府司团组心位])(?:和|及|与)(?!其[^他])(?=[各有相其]|[^、，,；;]*[委局厅办部署院会府司团组心位联])   # 市发改委和市财政局
    | (?<=[市县区州盟旗])(?<!城市)(?:和|及|与)(?=[^、，,；;]{1,8}政府)              # 金华市及义乌市人民政府
    | (?<=[委局厅办部署院会府司团组心位志])\s+(?=\S\S) | \s{2,}(?=\S\S\S)           # 省财政厅 省科技厅
    | 等(?=(?:相关|有关|其他)[^、，,；;]{1,8}政府)                                  # 宁波市等相关设区市人民政府""",
    re.VERBOSE,
)
_MARKED = re.compile(r"\s*[（(](?:牵头|主办|主责)(?:单位|部门)?[)）]")  # 市发改委（牵头）
_NOTE = re.compile(r"[（(][^（）()]*(?:下同|第一位?者?|首位)[^（）()]*[)）]\s*\Z")  # （列第一位者为牵头单位，下同）
_HAN, _COLON = re.compile("[一-龥]"), re.compile("[:：]")
_HEAD = re.compile(r"[\s由请、，,；;。：:]+")
_TAIL = re.compile(r"(?:等(?:相关|有关|责任|成员)?(?:部门|单位|地方|地区|市县)?(?:和单位)?|同志|[\s。、，,；;]+)\Z")
# Opening and closing marks, and the kind of pair that each belongs to.
_OPEN = dict(zip("（(〔［[【“《「‘", "（（［［［【“《「‘", strict=True))
_CLOSE = dict(zip("）)〕］]】”》」’", "（（［［［【“《「‘", strict=True))
_MARK = re.compile("[" + re.escape("".join([*_OPEN, *_CLOSE])) + "]")
LONGEST = 1500  # no statement of owners is longer


class Part(Enum):
    """What a label or verb says of its agents; the role depends on what else the statement says."""

    LEADER = auto()
    LEAD = auto()
    SUPPORT = auto()
    OVERSEE = auto()
    EXECUTE = auto()
    ANSWERS = auto()


_SETTLED = {Part.LEAD: Role.LEAD, Part.SUPPORT: Role.SUPPORT, Part.OVERSEE: Role.OVERSEE}


@dataclass(frozen=True, slots=True)
class Agent:
    """One member of a list of owners; `marked` where （牵头） stands behind it."""

    text: str
    span: Span
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A list of agents and what is said of them; `units` where the label says that they are no persons."""

    part: Part
    agents: tuple[Agent, ...]
    units: bool = False


def find_brackets(text: str) -> list[tuple[int, int]]:
    """Give the outermost brackets that close again, from the opening mark to behind the closing one."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[int, str]] = []
    for mark in _MARK.finditer(text):
        kind = _CLOSE.get(mark[0])
        if kind is None:
            stack.append((mark.start(), _OPEN[mark[0]]))
        elif any(k == kind for _, k in stack[-4:]):
            while stack[-1][1] != kind:
                stack.pop()
            start, _ = stack.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, mark.end()))
    return found


def mask(text: str, brackets: Sequence[tuple[int, int]]) -> str:
    """Hide what stands in brackets and quotation marks, so that nothing is cut there."""
    parts, last = [], 0
    for start, end in brackets:
        parts += [text[last:start], text[start], "■" * (end - start - 2), text[end - 1]]
        last = end
    return "".join([*parts, text[last:]])


def read_agents(passage: Passage, start: int, end: int) -> tuple[Agent, ...]:
    """Cut a list of owners into its members."""
    if end - start > LONGEST:
        return ()
    text = passage.text[start:end]
    pieces, last = [], 0
    for cut in _CUT.finditer(mask(text, find_brackets(text))):
        pieces.append((last, cut.start()))
        last = cut.end()
    pieces.append((last, len(text)))
    trimmed = [x for x in (_trimmed(text, a, b) for a, b in pieces) if x]
    return tuple(
        Agent(re.sub(r"\s+", "", text[a:b]), passage.span(start + a, start + b), marked)
        for a, b, marked in _rejoined(text, trimmed)
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int, bool] | None:
    """Leave 由 in front, 等 and 同志 at the end, and a note in brackets away."""
    if head := _HEAD.match(text, start, end):
        start = head.end()
    marked = _MARKED.search(text, start, end)
    if note := marked or _NOTE.search(text, start, end):
        end = note.start()
    while tail := _TAIL.search(text, max(start, end - 12), end):
        end = tail.start()
    fits = 2 <= end - start <= 60 and _HAN.search(text, start, end) and not _COLON.search(text, start, end)
    return (start, end, bool(marked)) if fits else None


def _rejoined(text: str, pieces: Sequence[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """Join what was cut within one name: 各州、市人民政府, 市委常委、副市长张三, 张 三."""
    held: tuple[int, int, bool] | None = None
    for piece in pieces:
        if held and _one_name(text[held[0] : held[1]], text[piece[0] : piece[1]]):
            held = (held[0], piece[1], held[2] or piece[2])
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _one_name(left: str, right: str) -> bool:
    if _ALL.fullmatch(left) and _ALL_TAIL.fullmatch(right):
        return True
    return bool(_BARE_POST.fullmatch(left)) and _holds_post(right) and not _HOLDER.fullmatch(right)


def _holds_post(text: str) -> bool:
    named = _NAMED_HOLDER.fullmatch(text) and not BUREAU.fullmatch(text)  # not 市委书记办公室
    return bool(named or _HOLDER.fullmatch(text))


def is_person(text: str) -> bool:
    """Tell a person or the holder of a post from a body.

    >>> is_person("常务副市长"), is_person("副市长张三"), is_person("李四"), is_person("经委"), is_person("金融办")
    (True, True, True, False, False)
    """
    if _holds_post(text) or "·" in text:
        return True
    return text[:1] in SURNAMES and 2 <= len(text) <= 3 and not BODY.fullmatch(text)


def is_agent_of(part: Part, agent: Agent) -> bool:
    """Tell a likely owner from other words; behind 责任领导 any short name is one."""
    return (part is Part.LEADER and len(agent.text) <= 12) or is_agent(agent.text)


def is_agent(text: str) -> bool:
    """Tell what is a person, a post or a body by its words."""
    return len(text) <= 40 and (is_person(text) or bool(BODY.fullmatch(text)))


def read_owners(claims: Sequence[Claim], first_leads: bool) -> Iterator[Owner]:
    """Settle the roles of one statement, and the full names."""
    bodies = [c for c in claims if any(not _personal(c, a) for a in c.agents)]
    led = any(c.part in (Part.LEAD, Part.LEADER) for c in bodies)
    answered = led or any(c.part is Part.ANSWERS for c in bodies)
    level = next((m[0] for c in bodies for a in c.agents if not _personal(c, a) and (m := LEVEL.match(a.text))), "")
    for claim in claims:
        names = _names([a.text for a in claim.agents], level)
        lead = _lead(claim, first_leads)
        for i, (agent, name) in enumerate(zip(claim.agents, names, strict=True)):
            person = _personal(claim, agent)
            if person and claim.part not in (Part.SUPPORT, Part.OVERSEE):
                role = Role.LEADER
            else:
                role = _role(claim.part, lead is None or i == lead, led, answered)
            yield Owner(agent.text, agent.text if person else name, role, agent.span, person)


def _personal(claim: Claim, agent: Agent) -> bool:
    if claim.part is Part.LEADER:
        return is_person(agent.text) or not BODY.fullmatch(agent.text)
    return _holds_post(agent.text) if claim.units else is_person(agent.text)


def _lead(claim: Claim, first_leads: bool) -> int | None:
    """Give the member that leads the others, None where all are alike."""
    marked = [i for i, a in enumerate(claim.agents) if a.marked]
    if marked:
        return marked[0]
    if first_leads and claim.part in (Part.ANSWERS, Part.EXECUTE):
        return next((i for i, a in enumerate(claim.agents) if not _personal(claim, a)), 0)
    return None


def _role(part: Part, leads: bool, led: bool, answered: bool) -> Role:
    """Give the role of a body: 责任单位 leads where nobody else does, 实施 beside another lead executes."""
    if part is Part.EXECUTE and answered:
        return Role.EXECUTE
    if part is Part.ANSWERS and led:
        return Role.SUPPORT
    role = _SETTLED.get(part, Role.LEAD)
    return role if leads else Role.SUPPORT


def _names(agents: Sequence[str], level: str) -> list[str]:
    """Give the full names of a list: what its members leave out stands at the first or the last of them.

    >>> _names(["市经委", "科技局", "交通集团", "各区政府"], "市")
    ['市经委', '市科技局', '交通集团', '各区政府']
    >>> _names(["省商务厅", "杭州市", "宁波市人民政府"], "省")
    ['省商务厅', '杭州市人民政府', '宁波市人民政府']
    """
    prefixed = [i for i, a in enumerate(agents) if LEVEL.match(a)]
    elided = prefixed in ([], [0])
    names = [_with_level(a, level) if elided else a for a in agents]
    for i in range(len(names) - 2, -1, -1):
        names[i] = _with_government(names[i], names[i + 1])
    return names


def _with_level(agent: str, level: str) -> str:
    if not level or LEVEL.match(agent) or _OWN_NAME.match(agent) or not BUREAU.fullmatch(agent) or _located(agent):
        return agent
    party = "委" if len(level) == 1 else "党委"
    return level + (party if _PARTY.fullmatch(agent) else "") + agent


def _located(agent: str) -> bool:
    """Tell whether a name opens with that of a city or province: 杭州海关."""
    return any(find_area(agent[:n] + unit) for n in (2, 3) for unit in "省市")


def _with_government(name: str, following: str) -> str:
    """Give 杭州市 the 人民政府 that only the next member prints."""
    tail = _GOVERNMENT.fullmatch(following)
    if not tail or _GOVERNMENT.fullmatch(name) or name.endswith(("开发区", "园区", "新区", "高新区", "景区")):
        return name
    if re.search(r"[省市州盟县区旗乡镇](?:（[^）]*）)?\Z", name):
        return name + tail["government"]
    bare = 2 <= len(name) <= 3 and not BODY.fullmatch(name)
    return name + tail["unit"] + tail["government"] if bare else name
