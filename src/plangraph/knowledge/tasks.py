"""Task lists with owners: what is to be done, who leads, who answers for it, who supports.

A list is read in four steps: printed lines become paragraphs, what stands in them about owners becomes statements of
claims, paragraphs become a tree by their numbers, and the tree tells which paragraph or heading each owner belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import pairwise

from plangraph.model import AnnexKind, Document, Owner, Passage, Role, Span, Task
from plangraph.text.divisions import find_area
from plangraph.text.lines import Line, lines, wrap_width

# --- patterns: who owns -----------------------------------------------------------------------------------------------

_NOUN = r"(?:单位|部门|主体|机构|处室|科室|股室|机关|地区)(?:[及和、/](?:责任人|负责人|个人|领导))?"
_LABEL = re.compile(
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
_FIRST_LEADS = re.compile(
    r"""(?:列|排|名列|排名)在?(?:首位|第一位?|最?前面)[^，。；）]{0,8}[为是系][^，。；）]{0,8}(?:牵头|主办|主责|总责)   # 列第一位者为牵头单位
    | (?:首[位个列家]|第一个?)(?:责任)?(?:单位|部门)[^，。；）]{0,4}[为是系][^，。；）]{0,6}(?:牵头|主办|主责)       # 第一个单位为牵头单位
    | 牵头(?:单位|部门)[排列]在?(?:首位|第一)                                                            # 牵头单位列首位""",
    re.VERBOSE,
)
_GROUP = re.compile(
    r"""(?P<agents>.{2,60}?)(?:同志)?(?:牵头|分管|负责|主抓|包抓|共同落实|承办|主办)(?:负责|落实|推进|办理|抓|的){0,3}
    (?:重点|主要|具体|相关|有关)?(?:工作|任务|事项|项目|目标|内容){0,2}(?:[（(][^（）()]*[)）])?""",  # 李四副市长牵头重点工作
    re.VERBOSE,
)

# --- patterns: agents -------------------------------------------------------------------------------------------------

_BUREAU = re.compile(
    r".*(?:[委局厅办部署院会社联协]|政府|公司|集团|中心|单位|部门)(?:[（(].*[)）])?", re.DOTALL
)  # 市科技局
_BODY = re.compile(
    r""".*(?:[委局厅办部署院会社联协站所处室行台馆队区县市州盟旗镇乡]|政府|公司|集团|中心|单位|部门|机[关构]|大学|学校
    |海关|小组|联席会议|街道|专班|实验室|电力|电网|移动|联通|电信)(?:[（(].*[)）])?""",  # 省乡村振兴领导小组, 杭州海关
    re.VERBOSE | re.DOTALL,
)
_POST = r"(?:[省市区县州盟旗镇乡]长|主席|书记|主任|秘书长|[局厅部司处科院行]长|检察长|常委|党组成员|组长|指挥长|专员|巡视员|领导)"
_HOLDER = re.compile(rf".*{_POST}", re.DOTALL)  # 常务副市长
_NAMED_HOLDER = re.compile(r".*(?:[省市区县州盟旗]长|常委|秘书长|主席|书记|主任)[一-龥]{2,4}", re.DOTALL)  # 副市长张三
_BARE_POST = re.compile(rf"[^、，]{{0,12}}{_POST}")  # 市委常委 of 市委常委、副市长张三
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷段龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文温樊施倪邢牛庄葛霍翟季殷靳齐芦柯庞岳"
)
_LEVEL = re.compile(  # 市 of 市经委, not that of 市场监管局
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

# --- patterns: lists --------------------------------------------------------------------------------------------------

_NUMBERS = (
    (0, re.compile(r"第[一二三四五六七八九十百]{1,3}(?:部分|章|篇)\s*")),  # 第一部分 …
    (1, re.compile(r"[一二三四五六七八九十百]{1,3}[、．.]\s*")),  # 一、…
    (2, re.compile(r"第[一二三四五六七八九十]{1,3}[，,、]\s*")),  # 第一，…
    (3, re.compile(r"[（(]\s*[一二三四五六七八九十百]{1,3}\s*[)）][、．.]?\s*")),  # （一）…
    (4, re.compile(r"[0-9０-９]{1,3}\s?[．.、](?![0-9０-９])\s*")),  # 12.  …
    (5, re.compile(r"[（(]\s*[0-9０-９]{1,3}\s*[)）]\s*|[0-9]{1,2}[)）]\s*|[①-⑳]\s*")),  # （1）…
)
_NUMBER_START = re.compile(r"[第一二三四五六七八九十百（(0-9０-９①-⑳]")
# Ranks besides those above: the title of a list, a heading without number, a paragraph without number.
_TITLE, _UNNUMBERED, _PLAIN = -2, -1, 9
_ITEM_RANKS = (4, 5)
_LIST_TITLE = re.compile(  # 2021年重点工作责任分解
    r"[^。；：，]{0,40}?(?:工作|任务|责任|重点|实事|项目|报告》?)[^。；：，]{0,20}?(?:分解|分工|清单|一览|任务书|实事|台账)(?:落实)?(?:方案|表|意见)?(?:[（(][^（）()]{1,20}[)）])?"
)
_ANNOUNCED = re.compile(r"分解|分工|责任清单|任务清单|责任书")  # in the title of a document that hands out tasks
_ALONE_END = re.compile(r"[。；！？：:;!，,]\Z")
_SENTENCE_END = re.compile(r"[。！？!?][”’）)》」』]*")
_CLOSED = re.compile(r"[。！？；：）)][”’]?\Z")
_FILL = re.compile(r"[\s，,。；;、：:（）()|【】\[\]〔〕［］]+")
_WORD = re.compile(r"[^\s，,。；;、：:（）()|【】\[\]〔〕［］]")
_BAR = re.compile(r"[|｜\t]")  # between the cells of a row
_TASK_CELL = re.compile(r"任务|工作|事项|内容|项目|实事|举措|措施|目标")  # 工作任务
_OPEN = dict(
    zip("（(〔［[【“《「‘", "（（［［［【“《「‘", strict=True)
)  # opening marks, and the kind of pair each opens
_CLOSE = dict(zip("）)〕］]】”》」’", "（（［［［【“《「‘", strict=True))
_MARK = re.compile("[" + re.escape("".join([*_OPEN, *_CLOSE])) + "]")
_BARE_LISTS = 3  # so many paragraphs must end in a list of bodies without a verb before it tells owners
_MANY, _SHARE = 8, 8  # a list has eight owned tasks, or one in eight of all paragraphs
_LONGEST = 1500  # no statement of owners is longer


# --- values -----------------------------------------------------------------------------------------------------------


class _Part(Enum):
    """What a label or verb says of its agents; the role depends on what else the statement says."""

    LEADER = auto()
    LEAD = auto()
    SUPPORT = auto()
    OVERSEE = auto()
    EXECUTE = auto()
    ANSWERS = auto()


_HEADING_PARTS = (_Part.LEAD, _Part.ANSWERS)
_SETTLED = {_Part.LEAD: Role.LEAD, _Part.SUPPORT: Role.SUPPORT, _Part.OVERSEE: Role.OVERSEE}


@dataclass(frozen=True, slots=True)
class _Agent:
    """One member of a list of owners; `marked` where （牵头） stands behind it."""

    text: str
    span: Span
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    """A list of agents and what is said of them; `units` where the label says that they are no persons."""

    part: _Part
    agents: tuple[_Agent, ...]
    units: bool = False


@dataclass(slots=True)
class _Statement:
    """Where a paragraph says who owns, and what it says; `bare` where nothing but the list of bodies says so."""

    start: int
    end: int
    claims: list[_Claim]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A heading, a sentence or one printed line of it."""

    passage: Passage
    sentence: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Printed lines that belong together; `ids` are its sentences with the offset where each begins."""

    passage: Passage
    ids: tuple[tuple[int, str], ...] = ()
    heading: bool = False


@dataclass(slots=True)
class _Node:
    """A paragraph in the tree of a list, with what it says of owners and what the lines behind it say.

    `start` is where its words begin behind the number, `count` how many nodes down from it name owners.
    """

    paragraph: _Paragraph
    rank: int
    start: int
    statements: list[_Statement]
    tree: int = 0
    fields: list[_Claim] = field(default_factory=list)
    details: list[_Paragraph] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    group: tuple[Owner, ...] = ()
    count: int = 0

    @property
    def owned(self) -> bool:
        return bool(self.statements or self.fields)

    def tell(self, claims: Iterable[_Claim]) -> None:
        """Take what a line behind says; a label that was there before is no part of this task any more."""
        told = {c.part for c in (*(c for s in self.statements for c in s.claims), *self.fields)}
        self.fields += [c for c in claims if c.part not in told]

    @property
    def numbered(self) -> list[_Node]:
        return [c for c in self.children if c.rank != _PLAIN]


@dataclass(frozen=True, slots=True)
class _Found:
    """A task before it has its id."""

    passage: Passage
    owners: tuple[Owner, ...]
    sentences: tuple[str, ...]
    headed: bool = False


# --- the tasks of a document ------------------------------------------------------------------------------------------


def read_tasks(document: Document) -> tuple[Task, ...]:
    """Find the tasks with owners in the body and the annexes; () where the document holds no list of them.

    A list has two tasks at least. An owner whose role hangs on others beside it (责任单位 beside 牵头单位) has it from them.
    """
    first_leads = bool(_FIRST_LEADS.search(re.sub(r"\s+", "", document.source.text)))
    announced = _announced(document)
    found: list[_Found] = []
    for stream in _streams(document):
        listed = list(_Reader(first_leads).read(stream))
        counted = sum(announced or not f.headed for f in listed)
        if counted >= _MANY or counted * _SHARE >= len(stream):
            found += listed
    if sum(announced or not f.headed for f in found) < 2:
        return ()
    found.sort(key=lambda f: f.passage.span())
    return tuple(Task(f"k{i}", f.passage, f.owners, f.sentences, f.headed) for i, f in enumerate(found, 1))


def _announced(document: Document) -> bool:
    """Tell whether a title says that tasks are handed out."""
    titles = [p.text for p in document.front[:8]] + [a.title.text for a in document.annexes if a.title]
    return any(len(t) <= 80 and _ANNOUNCED.search(t) for t in titles)


# --- paragraphs -------------------------------------------------------------------------------------------------------


def _streams(document: Document) -> Iterator[list[_Paragraph]]:
    """Give the paragraphs of the body, then those of each annex that could be a list."""
    layout = _Layout(document.source.text)
    pieces = [_Piece(part) for p in document.front for part in layout.parts(p)]
    pieces += [_Piece(p, heading=i == 0) for s in document.sections if s.heading for i, p in enumerate(_apart(s.title))]
    pieces += [_Piece(part, s.id) for s in document.sentences for part in layout.parts(s.passage)]
    streams = [sorted(pieces, key=lambda x: x.passage.at(0))]
    streams += [[_Piece(x) for x in a.lines] for a in document.annexes if a.kind is AnnexKind.OTHER]
    for stream in streams:
        found = layout.paragraphs(stream)
        yield [p if p.heading else replace(p, heading=_stands_alone(p.passage.text)) for p in found]


def _apart(title: Passage) -> Iterator[Passage]:
    """Cut a heading where a line within it opens with the number of an item or a label."""
    last = 0
    for inner, _ in title.runs[1:]:
        if inner > last and (
            _number(title.text[inner : inner + 8])[0] in _ITEM_RANKS or _LABEL.match(title.text, inner)
        ):
            yield title.part(last, inner)
            last = inner
    yield title.part(last, len(title.text))


def _stands_alone(text: str) -> bool:
    """Tell whether a paragraph is a numbered heading."""
    rank, _ = _number(text)
    return 0 <= rank < 5 and len(text) <= (30 if rank == 4 else 60) and not _ALONE_END.search(text) and "。" not in text


def _number(text: str) -> tuple[int, int]:
    """Give the rank of the number that a text opens with and its length.

    >>> _number("（一）统筹"), _number("12. 加快"), _number("加快")
    ((3, 3), (4, 4), (9, 0))
    """
    for rank, pattern in _NUMBERS if _NUMBER_START.match(text) else ():
        if match := pattern.match(text):
            return rank, match.end()
    return _PLAIN, 0


class _Layout:
    """Knows which pieces of text stand in one paragraph of a list."""

    def __init__(self, text: str) -> None:
        self._text, self._lines = text, lines(text)
        self._starts, self._wrap = [x.start for x in self._lines], _wrap_width(self._lines)
        indented = sum(map(self._indented, self._lines))
        self._indents = 0 < indented * 5 < len(self._lines) * 3  # white space opens paragraphs, not all lines

    def parts(self, passage: Passage) -> Iterator[Passage]:
        """Cut a passage of a wrapped text into its printed lines; elsewhere a line holds whole paragraphs."""
        cuts = [inner for inner, _ in passage.runs[1:]] if self._wrap else []
        for left, right in pairwise([0, *cuts, len(passage.text)]):
            yield passage.part(left, right)

    def paragraphs(self, pieces: Iterable[_Piece]) -> Iterator[_Paragraph]:
        """Join the pieces of each paragraph."""
        group: list[_Piece] = []
        for piece in pieces:
            if group and not self._together(group, piece):
                yield _joined(group)
                group = []
            group.append(piece)
        if group:
            yield _joined(group)

    def _together(self, group: Sequence[_Piece], piece: _Piece) -> bool:
        last = group[-1].passage
        left, right = self._line(last.at(len(last.text) - 1)), self._line(piece.passage.at(0))
        if left is right:
            return True
        rank, _ = _number(piece.passage.text)
        label = _LABEL.match(piece.passage.text) and not left.text.endswith(("（", "("))
        opens = rank in _ITEM_RANKS or label
        if opens or piece.heading or group[-1].heading:
            return False
        if self._wrap is None:
            return rank == _PLAIN and left.text.endswith("、")
        first = left is self._line(group[0].passage.at(0))
        filled = left.width >= self._wrap - (7 if first else 3)  # the first line of a paragraph has lost its indent
        closed = bool(_CLOSED.search(left.text) or (rank != _PLAIN and _LABEL.match(group[0].passage.text)))
        return filled and not self._new(closed, right, rank)

    def _new(self, closed: bool, right: Line, rank: int) -> bool:
        """Tell whether the line behind a filled one opens a paragraph."""
        if self._indents:
            return self._indented(right)
        shorter = self._wrap is not None and self._wrap - 5 <= right.width <= self._wrap - 3
        return closed and (rank != _PLAIN or shorter)

    def _indented(self, line: Line) -> bool:
        return line.start > 0 and self._text[line.start - 1] in " \t\u3000\xa0"

    def _line(self, offset: int) -> Line:
        return self._lines[bisect_right(self._starts, offset) - 1]


def _wrap_width(found: Sequence[Line]) -> int | None:
    """Give the width at which a text was wrapped, also where most lines of a list are short; None elsewhere."""
    width = wrap_width(found)
    if width or len(found) < 20:
        return width
    widths = sorted(x.width for x in found)
    common = widths[-1 - len(widths) // 50]  # one line in fifty may hang over the margin
    near = sum(common - 3 <= w <= common for w in widths)
    return common if 40 <= common <= 120 and near * 12 >= len(widths) and widths[-1] <= common + 6 else None


def _joined(group: Sequence[_Piece]) -> _Paragraph:
    text, runs = "", []
    ids: list[tuple[int, str]] = []
    for piece in group:
        if piece.sentence and piece.sentence not in [name for _, name in ids[-1:]]:
            ids.append((len(text), piece.sentence))
        runs += [(len(text) + inner, outer) for inner, outer in piece.passage.runs]
        text += piece.passage.text
    return _Paragraph(Passage(text, tuple(runs)), tuple(ids), heading=all(p.heading for p in group))


# --- statements of owners ---------------------------------------------------------------------------------------------


def _statements(passage: Passage) -> list[_Statement]:
    """Give what a paragraph says of owners, in its order; what follows without a word between is one statement."""
    text = passage.text
    brackets = [b for b in _brackets(text) if not _boxed(text, *b)]
    masked = _masked(text, brackets)
    found = [s for s in (_bracketed(passage, a, b) for a, b in brackets) if s]
    found += _lined(passage, masked)
    found = found or _clause_line(passage)
    merged: list[_Statement] = []
    for statement in sorted(found, key=lambda s: s.start):
        if merged and statement.start < merged[-1].end:
            continue
        if merged and not statement.bare and not _FILL.sub("", text[merged[-1].end : statement.start]):
            merged[-1].claims += statement.claims
            merged[-1].end = statement.end
        else:
            merged.append(statement)
    return merged


def _brackets(text: str) -> list[tuple[int, int]]:
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


def _boxed(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket holds nothing but a label: 【责任单位】省财政厅."""
    label = _LABEL.match(text, start + 1) if text[start] in "【[" else None
    return bool(label and label.end() >= end)


def _masked(text: str, brackets: Sequence[tuple[int, int]]) -> str:
    """Hide what stands in brackets and quotation marks, so that nothing is cut there."""
    parts, last = [], 0
    for start, end in brackets:
        parts += [text[last:start], text[start], "■" * (end - start - 2), text[end - 1]]
        last = end
    return "".join([*parts, text[last:]])


def _bracketed(passage: Passage, start: int, end: int) -> _Statement | None:
    """Read a bracket: with labels, with verbs, or a bare list of bodies at the end of the paragraph."""
    text = passage.text
    if text[start] in "“《「‘" or end - start > _LONGEST:
        return None
    labels = list(_LABEL.finditer(text, start + 1, end - 1))
    if labels:
        claims = _labelled(passage, labels, end - 1) if not _FILL.sub("", text[start : labels[0].start()]) else []
        return _Statement(start, end, claims) if claims else None
    if not (text.endswith(("。", "！", "；"), 0, start) or end == len(text) or text[end] in "。；;"):
        return None
    claims = _clauses(passage, start + 1, end - 1)
    if claims:
        return _Statement(start, end, claims)
    return _bare(passage, start, end)


def _bare(passage: Passage, start: int, end: int) -> _Statement | None:
    text = passage.text
    if text[start] not in "（(" or not text.endswith("。", 0, start) or len(text) - end > 1:
        return None
    agents = _agents(passage, start + 1, end - 1)
    sure = agents and all(_BUREAU.fullmatch(a.text) and not _person(a.text) for a in agents)
    return _Statement(start, end, [_Claim(_Part.ANSWERS, agents)], bare=True) if sure else None


def _lined(passage: Passage, masked: str) -> Iterator[_Statement]:
    """Read the labels outside brackets: 责任单位：省财政厅、省科技厅 up to the end of the sentence or paragraph."""
    labels, last = list(_LABEL.finditer(masked)), 0
    for i, label in enumerate(labels):
        if label.start() < last or label["other"]:
            continue
        stop = masked.find("。", label.end())
        last = len(masked) if stop < 0 else stop + 1
        run = [x for x in labels[i : i + 12] if x.start() < last]
        claims = _labelled(passage, run, last)
        start = label.start() - (label.start() > 0 and masked[label.start() - 1] in "【[（(")
        if claims:
            yield _Statement(start, last, claims)


def _labelled(passage: Passage, labels: Sequence[re.Match[str]], end: int) -> list[_Claim]:
    """Give the claims of every label with what stands behind it; none where most of that are no owners."""
    claims: list[_Claim] = []
    stops = [*(x.start() for x in labels[1:]), end]
    for label, stop in zip(labels, stops, strict=True):
        if not label["other"]:
            units = any(noun in label[0] for noun in ("单位", "部门"))
            claims += _clauses(passage, label.end(), stop) or _claim(passage, _part(label), label.end(), stop, units)
    every = [_sure_in(c.part, a) for c in claims for a in c.agents]
    return claims if sum(every) * 2 >= len(every) else []


def _claim(passage: Passage, part: _Part, start: int, end: int, units: bool = False) -> list[_Claim]:
    agents = _agents(passage, start, end)
    return [_Claim(part, agents, units)] if agents else []


def _part(match: re.Match[str]) -> _Part:
    return _Part[next(name for name, value in match.groupdict().items() if value).upper()]


def _clauses(passage: Passage, start: int, end: int) -> list[_Claim]:
    """Read 张三同志牵头，市科技局、经委具体实施; nothing else may stand there."""
    claims: list[_Claim] = []
    if end - start > _LONGEST:
        return []
    last = start
    for verb in _VERB.finditer(passage.text, start, end):
        claims += _clause(passage, last, verb)
        last = verb.end()
    if claims:
        claims += _claim(passage, _Part.SUPPORT, last, end)
    return claims if all(_sure_in(c.part, a) for c in claims for a in c.agents) else []


def _clause(passage: Passage, start: int, verb: re.Match[str]) -> list[_Claim]:
    """Give the claim of one verb: 同志 makes its agents persons, whom 会同 joins to them supports them."""
    text, end = passage.text, verb.start()
    along = text.find("会同", start, end)
    part = _Part.LEADER if text.endswith("同志", start, end) and _part(verb) in _HEADING_PARTS else _part(verb)
    if along < 0:
        return _claim(passage, part, start, end)
    return [*_claim(passage, part, start, along), *_claim(passage, _Part.SUPPORT, along + 2, end)]


def _clause_line(passage: Passage) -> list[_Statement]:
    """Read a line of its own: 市发改委牵头，市财政局配合。"""
    end = len(passage.text)
    claims = _clauses(passage, 0, end) if end <= 200 else []
    return [_Statement(0, end, claims)] if claims else []


# --- lists of agents --------------------------------------------------------------------------------------------------


def _agents(passage: Passage, start: int, end: int) -> tuple[_Agent, ...]:
    """Cut a list of owners into its members."""
    if end - start > _LONGEST:
        return ()
    text = passage.text[start:end]
    pieces, last = [], 0
    for cut in _CUT.finditer(_masked(text, _brackets(text))):
        pieces.append((last, cut.start()))
        last = cut.end()
    pieces.append((last, len(text)))
    trimmed = [x for x in (_trimmed(text, a, b) for a, b in pieces) if x]
    return tuple(
        _Agent(re.sub(r"\s+", "", text[a:b]), passage.span(start + a, start + b), marked)
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
    named = _NAMED_HOLDER.fullmatch(text) and not _BUREAU.fullmatch(text)  # not 市委书记办公室
    return bool(named or _HOLDER.fullmatch(text))


def _person(text: str) -> bool:
    """Tell a person or the holder of a post from a body.

    >>> _person("常务副市长"), _person("副市长张三"), _person("李四"), _person("经委"), _person("金融办")
    (True, True, True, False, False)
    """
    if _holds_post(text) or "·" in text:
        return True
    return text[:1] in _SURNAMES and 2 <= len(text) <= 3 and not _BODY.fullmatch(text)


def _sure_in(part: _Part, agent: _Agent) -> bool:
    return (part is _Part.LEADER and len(agent.text) <= 12) or _sure(agent.text)


def _sure(text: str) -> bool:
    return len(text) <= 40 and (_person(text) or bool(_BODY.fullmatch(text)))


# --- roles and names --------------------------------------------------------------------------------------------------


def _owners(claims: Sequence[_Claim], first_leads: bool) -> Iterator[Owner]:
    """Settle the roles of one statement, and the full names."""
    bodies = [c for c in claims if any(not _is_person(c, a) for a in c.agents)]
    led = any(c.part in (_Part.LEAD, _Part.LEADER) for c in bodies)
    answered = led or any(c.part is _Part.ANSWERS for c in bodies)
    level = next((m[0] for c in bodies for a in c.agents if not _is_person(c, a) and (m := _LEVEL.match(a.text))), "")
    for claim in claims:
        names = _names([a.text for a in claim.agents], level)
        lead = _lead(claim, first_leads)
        for i, (agent, name) in enumerate(zip(claim.agents, names, strict=True)):
            person = _is_person(claim, agent)
            if person and claim.part not in (_Part.SUPPORT, _Part.OVERSEE):
                role = Role.LEADER
            else:
                role = _role(claim.part, lead is None or i == lead, led, answered)
            yield Owner(agent.text, agent.text if person else name, role, agent.span, person)


def _is_person(claim: _Claim, agent: _Agent) -> bool:
    if claim.part is _Part.LEADER:
        return _person(agent.text) or not _BODY.fullmatch(agent.text)
    return _holds_post(agent.text) if claim.units else _person(agent.text)


def _lead(claim: _Claim, first_leads: bool) -> int | None:
    """Give the member that leads the others, None where all are alike."""
    marked = [i for i, a in enumerate(claim.agents) if a.marked]
    if marked:
        return marked[0]
    if first_leads and claim.part in (_Part.ANSWERS, _Part.EXECUTE):
        return next((i for i, a in enumerate(claim.agents) if not _is_person(claim, a)), 0)
    return None


def _role(part: _Part, leads: bool, led: bool, answered: bool) -> Role:
    """Give the role of a body: 责任单位 leads where nobody else does, 实施 beside another lead executes."""
    if part is _Part.EXECUTE and answered:
        return Role.EXECUTE
    if part is _Part.ANSWERS and led:
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
    prefixed = [i for i, a in enumerate(agents) if _LEVEL.match(a)]
    elided = prefixed in ([], [0])
    names = [_with_level(a, level) if elided else a for a in agents]
    for i in range(len(names) - 2, -1, -1):
        names[i] = _with_government(names[i], names[i + 1])
    return names


def _with_level(agent: str, level: str) -> str:
    if not level or _LEVEL.match(agent) or _OWN_NAME.match(agent) or not _BUREAU.fullmatch(agent) or _located(agent):
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
    bare = 2 <= len(name) <= 3 and not _BODY.fullmatch(name)
    return name + tail["unit"] + tail["government"] if bare else name


# --- the tree of a list -----------------------------------------------------------------------------------------------


class _Reader:
    """Reads one stream of paragraphs: grows the tree, then tells its tasks."""

    def __init__(self, first_leads: bool) -> None:
        self._first_leads = first_leads
        self._trees = 0
        self._roots: list[_Node] = []
        self._stack: list[_Node] = []
        self._votes: Counter[tuple[int, int, bool]] = Counter()

    def read(self, stream: Sequence[_Paragraph]) -> Iterator[_Found]:
        """Give the tasks of a stream in the order of their trees."""
        table = _Table()
        entries = [e for p in stream for e in table.read(p)]
        bare = sum(s.bare for _, statements in entries for s in statements)
        for paragraph, statements in entries:
            self._add(paragraph, [s for s in statements if not s.bare or bare >= _BARE_LISTS])
        for root in self._roots:
            self._count(root)
        for root in self._roots:
            yield from self._tasks(root, ())

    def _add(self, paragraph: _Paragraph, statements: list[_Statement]) -> None:
        """Put a paragraph where its number says, or, where it only tells of owners or times, to what stands above."""
        text = paragraph.passage.text
        label = _LABEL.match(text)
        detail = bool(label and label["other"])
        if self._stack and (detail or (statements and not _words(text, statements))):
            self._stack[-1].tell(c for s in statements for c in s.claims)
            self._stack[-1].details += [paragraph] if detail else []
            return
        self._push(self._node(paragraph, statements))

    def _node(self, paragraph: _Paragraph, statements: list[_Statement]) -> _Node:
        text = paragraph.passage.text
        rank, start = _number(text)
        if rank == _PLAIN and paragraph.heading:
            rank = _UNNUMBERED
        elif rank == _PLAIN and not statements and len(text) <= 60 and _LIST_TITLE.fullmatch(text):
            rank = _TITLE
            self._trees += 1
        node = _Node(paragraph, rank, start, statements, self._trees)
        if paragraph.heading and not statements:
            node.group = self._group(paragraph.passage, start)
        return node

    def _push(self, node: _Node) -> None:
        while self._stack and self._stack[-1].rank >= node.rank:
            self._stack.pop()
        (self._stack[-1].children if self._stack else self._roots).append(node)
        self._stack.append(node)

    def _group(self, passage: Passage, start: int) -> tuple[Owner, ...]:
        """Read a heading that names who answers for all below: 李四副市长牵头重点工作, or a body alone: 市发展改革委."""
        text = passage.text
        if len(text) > 80:
            return ()
        match = _GROUP.fullmatch(text, start)
        bare = not match and len(text) - start <= 20 and _LEVEL.match(text, start) and _BUREAU.fullmatch(text, start)
        agents = _agents(passage, *(match.span("agents") if match else (start, len(text)))) if match or bare else ()
        sure = agents and all(_sure(a.text) for a in agents)
        return tuple(_owners([_Claim(_Part.LEAD, agents)], self._first_leads)) if sure else ()

    def _count(self, node: _Node) -> None:
        """Count owned nodes, and vote on whether nodes of a rank are tasks themselves or headings of several."""
        for child in node.children:
            self._count(child)
        node.count = node.owned + sum(c.count for c in node.children)
        if node.count:
            self._votes[node.tree, node.rank, _sole(node)] += 1

    def _whole(self, node: _Node) -> bool:
        """Tell whether a node with all below it is one task."""
        sole, several = (self._votes[node.tree, node.rank, x] for x in (True, False))
        return node.rank >= 0 and _sole(node) and sole > several

    def _tasks(self, node: _Node, heads: tuple[Owner, ...]) -> Iterator[_Found]:
        own = tuple(self._told(node))
        below = node.count - node.owned
        persons = bool(own) and all(o.person for o in own)
        if node.group or (own and node.paragraph.heading and (below or (persons and node.numbered))):
            yield from self._under(node, heads + node.group + own)
        elif own and not _words(node.paragraph.passage.text, node.statements, node.start):
            yield from self._under(node, heads + own)
        elif own and not below:
            yield from self._cut(node, heads)
        elif own:
            yield from self._cut(node, heads, alone=True)
            yield from self._under(node, heads)
        elif below and self._whole(node):
            yield from self._one(node, heads, [node, *_descendants(node)])
        elif below or node.numbered or node.rank < 0:
            yield from self._under(node, heads)
        elif heads and node.rank != _PLAIN:
            yield from self._one(node, heads, [node, *_descendants(node)])
        else:
            yield from self._under(node, heads)

    def _under(self, node: _Node, heads: tuple[Owner, ...]) -> Iterator[_Found]:
        """Give the tasks below a heading; paragraphs without number are tasks where they name owners."""
        waiting: list[_Node] | None = [] if node.rank >= 0 else None  # a list's title may have an introduction below
        free = bool(heads) and not node.numbered and node.count == node.owned
        for child in node.children:
            text = child.paragraph.passage.text
            if child.rank != _PLAIN:
                yield from self._tasks(child, heads)
            elif child.owned:
                yield from self._run(waiting or [], child, heads)
            elif free:
                yield from self._one(child, heads, [child])
            elif waiting is not None and not text.endswith(("：", ":")):
                waiting = [*waiting[-7:], child]
                continue
            waiting = None if waiting is None and not child.owned else []

    def _run(self, waiting: list[_Node], node: _Node, heads: tuple[Owner, ...]) -> Iterator[_Found]:
        """Give the task that a line of owners closes: it begins with the paragraphs before that have no owner."""
        if waiting and not node.statements:
            yield from self._one(waiting[0], heads, [*waiting, node])
        else:
            yield from self._cut(node, heads)

    def _cut(self, node: _Node, heads: tuple[Owner, ...], *, alone: bool = False) -> Iterator[_Found]:
        """Give the tasks of an owned node: several where an unnumbered paragraph names owners behind several sentences."""
        groups = list(_groups(node.paragraph.passage.text, node.statements))
        if len(groups) < 2 or node.rank in _ITEM_RANKS or node.fields:
            yield from self._one(node, heads, [node] if alone else [node, *_descendants(node)])
            return
        start = max([node.start, *(at for at, _ in node.paragraph.ids[:1])])
        spoken = _spoken(node.paragraph, node.statements)
        for group in groups:
            end = group[-1].end
            owners = _once(o for s in group for o in _owners(s.claims, self._first_leads))
            passage = _first_sentence(node.paragraph.passage, start, end, group[0])
            if passage:
                ids = spoken[bisect_left(spoken, (start, "")) : bisect_left(spoken, (end, ""))]
                yield _Found(passage, _under_heads(owners, heads), tuple(name for _, name in ids))
            start = end

    def _one(self, node: _Node, heads: tuple[Owner, ...], nodes: Sequence[_Node]) -> Iterator[_Found]:
        """Give one task that begins at a node and is made of `nodes`."""
        own = _once(o for n in nodes for o in self._told(n))
        text = node.paragraph.passage
        passage = _first_sentence(text, node.start, len(text.text), next(iter(node.statements), None))
        if passage and (own or heads):
            ids = tuple(dict.fromkeys(name for n in nodes for name in _sentences(n)))
            yield _Found(passage, _under_heads(own, heads), ids, headed=not own)

    def _told(self, node: _Node) -> Iterator[Owner]:
        for claims in (*(s.claims for s in node.statements), node.fields):
            yield from _owners(claims, self._first_leads)


def _sole(node: _Node) -> bool:
    """Tell whether the only owners below a node (or at it) stand at its very end, not at its only numbered child."""
    last = node
    while last.children and not last.owned:
        last = last.children[-1]
    return node.count == 1 and last.owned and not node.group and len(node.numbered) != 1


def _descendants(node: _Node) -> Iterator[_Node]:
    for child in node.children:
        yield child
        yield from _descendants(child)


def _words(text: str, statements: Sequence[_Statement], start: int = 0) -> str:
    """Give what a paragraph says besides its statements of owners, without marks."""
    left, last = [], start
    for statement in statements:
        left.append(text[last : statement.start])
        last = statement.end
    return _FILL.sub("", "".join([*left, text[last:]]))


def _closes_sentence(text: str, statement: _Statement) -> bool:
    behind = statement.end == len(text) or text[statement.end] == "。"
    return behind or text.endswith(("。", "！"), 0, statement.start)


def _groups(text: str, statements: Sequence[_Statement]) -> Iterator[list[_Statement]]:
    """Divide the statements of a paragraph behind those that close a sentence."""
    group: list[_Statement] = []
    for statement in statements:
        group.append(statement)
        if _closes_sentence(text, statement):
            yield group
            group = []


def _once(owners: Iterable[Owner]) -> tuple[Owner, ...]:
    """Give every owner once, with the lead where it leads anywhere."""
    found: dict[str, Owner] = {}
    for owner in owners:
        if owner.name not in found or (owner.role is Role.LEAD and found[owner.name].role is not Role.LEAD):
            found[owner.name] = owner
    return tuple(found.values())


def _under_heads(own: tuple[Owner, ...], heads: tuple[Owner, ...]) -> tuple[Owner, ...]:
    """Put those named at the headings in front: persons always, bodies where the task names no lead."""
    led = any(o.role is Role.LEAD for o in own)
    return _once([*(h for h in heads if h.person or not led), *own])


def _first_sentence(passage: Passage, start: int, end: int, told: _Statement | None) -> Passage | None:
    """Give the first sentence from `start`, without the statement of owners that may close it."""
    text = passage.text
    last = _SENTENCE_END.search(text, start, end)
    stop = last.end() if last else end
    if told and told.start < stop and not _FILL.sub("", text[told.end : stop]):
        stop = told.start
    start += len(text[start:stop]) - len(text[start:stop].lstrip("。；;，,、 \t\u3000\xa0"))
    stop = start + len(text[start:stop].rstrip())
    return passage.part(start, stop) if start < stop and re.search(r"\w", text[start:stop]) else None


def _sentences(node: _Node) -> Iterator[str]:
    """Give the sentences of a node that say more than who owns."""
    for paragraph in (node.paragraph, *node.details):
        yield from (name for _, name in _spoken(paragraph, node.statements if paragraph is node.paragraph else ()))


def _spoken(paragraph: _Paragraph, statements: Sequence[_Statement]) -> list[tuple[int, str]]:
    """Give the sentences that say more than who owns, with the offset of their first word."""
    text, parts, last = paragraph.passage.text, [], 0
    for statement in statements:
        parts += [text[last : statement.start], " " * (statement.end - statement.start)]
        last = statement.end
    blanked = "".join([*parts, text[last:]])
    stops = [*(at for at, _ in paragraph.ids[1:]), len(text)]
    words = [(_WORD.search(blanked, at, stop), name) for (at, name), stop in zip(paragraph.ids, stops, strict=False)]
    return [(word.start(), name) for word, name in words if word]


# --- tables -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Table:
    """The table that the paragraphs stand in: what each column says of its agents, and where the tasks are."""

    parts: dict[int, _Part] = field(default_factory=dict)
    tasks: list[int] = field(default_factory=list)
    above: dict[int, _Claim] = field(default_factory=dict)
    last: str = ""
    width: int = 0

    def read(self, paragraph: _Paragraph) -> Iterator[tuple[_Paragraph, list[_Statement]]]:
        """Give a paragraph with its statements; of a row its task and its owners, of a header nothing."""
        text = paragraph.passage.text
        cells = _cells(text)
        if len(cells) > 1 and self._heads([re.sub(r"\s+", "", text[a:b]) for a, b in cells]):
            return
        row = self.parts and len(cells) == self.width
        yield self._row(paragraph, cells) if row else (paragraph, _statements(paragraph.passage))

    def _heads(self, cells: Sequence[str]) -> bool:
        """Take a header: 序号 | 工作任务 | 牵头领导 | 责任单位."""
        labels = {i: m for i, c in enumerate(cells) if (m := _LABEL.fullmatch(f"{c}：")) and not m["other"]}
        tasks = [i for i, c in enumerate(cells) if i not in labels and len(c) <= 12 and _TASK_CELL.search(c)]
        if labels and tasks:
            self.parts, self.tasks, self.above = {i: _part(m) for i, m in labels.items()}, tasks, {}
            self.width = len(cells)
        return bool(labels and tasks)

    def _row(self, paragraph: _Paragraph, cells: Sequence[tuple[int, int]]) -> tuple[_Paragraph, list[_Statement]]:
        text = paragraph.passage.text
        filled = [i for i, (a, b) in enumerate(cells) if a < b]
        if len(filled) <= 1:  # a row that only names a group of tasks
            return (_cell(paragraph, *cells[filled[0]], heading=True) if filled else paragraph), []
        tasks = [cells[i] for i in self.tasks if i in filled]
        new = [c for c in tasks if text[c[0] : c[1]] != self.last] or tasks or [cells[filled[0]]]
        self.last = text[tasks[0][0] : tasks[0][1]] if tasks else ""
        cell = _cell(paragraph, *new[0])
        claims = list(self._claims(paragraph.passage, cells))
        end = len(cell.passage.text)
        return cell, [_Statement(end, end, claims)] if claims else []

    def _claims(self, passage: Passage, cells: Sequence[tuple[int, int]]) -> Iterator[_Claim]:
        """Read the columns of owners; an empty cell was merged with the one above."""
        for i, part in self.parts.items():
            if i >= len(cells):
                continue
            if agents := _agents(passage, *cells[i]):
                self.above[i] = _Claim(part, agents)
            elif cells[i][0] < cells[i][1]:
                self.above.pop(i, None)
            if i in self.above:
                yield self.above[i]


def _cells(text: str) -> list[tuple[int, int]]:
    """Give where the cells of a row begin and end, without white space around them."""
    bounds = [-1, *(m.start() for m in _BAR.finditer(text)), len(text)]
    found = []
    for left, right in pairwise(bounds):
        inner = text[left + 1 : right]
        start = left + 1 + len(inner) - len(inner.lstrip())
        found.append((start, max(start, start + len(inner.strip()))))
    return found


def _cell(paragraph: _Paragraph, start: int, end: int, *, heading: bool = False) -> _Paragraph:
    stops = [*(at for at, _ in paragraph.ids[1:]), len(paragraph.passage.text)]
    spans = zip(paragraph.ids, stops, strict=False)
    ids = tuple((max(0, at - start), name) for (at, name), stop in spans if at < end and stop > start)
    return _Paragraph(paragraph.passage.part(start, end), ids, heading)
