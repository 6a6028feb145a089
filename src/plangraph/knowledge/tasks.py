"""Task lists with owners: what is to be done, who leads, who answers for it, who supports.

A list is read in four steps: printed lines become paragraphs, what stands in them about owners becomes statements of
claims, paragraphs become a tree by their numbers, and the tree tells which paragraph or heading each owner belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plangraph.knowledge.agents import BUREAU, LEVEL, Claim, Part, is_agent, read_agents, read_owners
from plangraph.knowledge.owners import FILL, LABEL, OwnerStatement
from plangraph.knowledge.task_layout import ITEM_RANKS, PLAIN, Paragraph, Table, read_number, read_streams
from plangraph.model import Document, Owner, Passage, Role, Task

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
# Ranks besides those of numbers: the title of a list, a heading without number.
_TITLE, _UNNUMBERED = -2, -1
_LIST_TITLE = re.compile(  # 2021年重点工作责任分解
    r"[^。；：，]{0,40}?(?:工作|任务|责任|重点|实事|项目|报告》?)[^。；：，]{0,20}?(?:分解|分工|清单|一览|任务书|实事|台账)(?:落实)?(?:方案|表|意见)?(?:[（(][^（）()]{1,20}[)）])?"
)
_ANNOUNCED = re.compile(r"分解|分工|责任清单|任务清单|责任书")  # in the title of a document that hands out tasks
_SENTENCE_END = re.compile(r"[。！？!?][”’）)》」』]*")
_WORD = re.compile(r"[^\s，,。；;、：:（）()|【】\[\]〔〕［］]")
_BARE_LISTS = 3  # so many paragraphs must end in a list of bodies without a verb before it tells owners
_MANY, _SHARE = 8, 8  # a list has eight owned tasks, or one in eight of all paragraphs


@dataclass(slots=True)
class _Node:
    """A paragraph in the tree of a list, with what it says of owners and what the lines behind it say.

    `start` is where its words begin behind the number, `count` how many nodes down from it name owners.
    """

    paragraph: Paragraph
    rank: int
    start: int
    statements: list[OwnerStatement]
    tree: int = 0
    fields: list[Claim] = field(default_factory=list)
    details: list[Paragraph] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    group: tuple[Owner, ...] = ()
    count: int = 0

    @property
    def owned(self) -> bool:
        return bool(self.statements or self.fields)

    def tell(self, claims: Iterable[Claim]) -> None:
        """Take what a line behind says; a label that was there before is no part of this task any more."""
        told = {c.part for c in (*(c for s in self.statements for c in s.claims), *self.fields)}
        self.fields += [c for c in claims if c.part not in told]

    @property
    def numbered(self) -> list[_Node]:
        return [c for c in self.children if c.rank != PLAIN]


@dataclass(frozen=True, slots=True)
class _Found:
    """A task before it has its id."""

    passage: Passage
    owners: tuple[Owner, ...]
    sentences: tuple[str, ...]
    headed: bool = False


def read_tasks(document: Document) -> tuple[Task, ...]:
    """Find the tasks with owners in the body and the annexes; () where the document holds no list of them.

    A list has two tasks at least. An owner whose role hangs on others beside it (责任单位 beside 牵头单位) has it from them.
    """
    first_leads = bool(_FIRST_LEADS.search(re.sub(r"\s+", "", document.source.text)))
    announced = _announced(document)
    found: list[_Found] = []
    for stream in read_streams(document):
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


class _Reader:
    """Reads one stream of paragraphs: grows the tree, then tells its tasks."""

    def __init__(self, first_leads: bool) -> None:
        self._first_leads = first_leads
        self._trees = 0
        self._roots: list[_Node] = []
        self._stack: list[_Node] = []
        self._votes: Counter[tuple[int, int, bool]] = Counter()

    def read(self, stream: Sequence[Paragraph]) -> Iterator[_Found]:
        """Give the tasks of a stream in the order of their trees."""
        table = Table()
        entries = [e for p in stream for e in table.read(p)]
        bare = sum(s.bare for _, statements in entries for s in statements)
        for paragraph, statements in entries:
            self._add(paragraph, [s for s in statements if not s.bare or bare >= _BARE_LISTS])
        for root in self._roots:
            self._count(root)
        for root in self._roots:
            yield from self._tasks(root, ())

    def _add(self, paragraph: Paragraph, statements: list[OwnerStatement]) -> None:
        """Put a paragraph where its number says, or, where it only tells of owners or times, to what stands above."""
        text = paragraph.passage.text
        label = LABEL.match(text)
        detail = bool(label and label["other"])
        if self._stack and (detail or (statements and not _words(text, statements))):
            self._stack[-1].tell(c for s in statements for c in s.claims)
            self._stack[-1].details += [paragraph] if detail else []
            return
        self._push(self._node(paragraph, statements))

    def _node(self, paragraph: Paragraph, statements: list[OwnerStatement]) -> _Node:
        text = paragraph.passage.text
        rank, start = read_number(text)
        if rank == PLAIN and paragraph.heading:
            rank = _UNNUMBERED
        elif rank == PLAIN and not statements and len(text) <= 60 and _LIST_TITLE.fullmatch(text):
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
        bare = not match and len(text) - start <= 20 and LEVEL.match(text, start) and BUREAU.fullmatch(text, start)
        agents = read_agents(passage, *(match.span("agents") if match else (start, len(text)))) if match or bare else ()
        sure = agents and all(is_agent(a.text) for a in agents)
        return tuple(read_owners([Claim(Part.LEAD, agents)], self._first_leads)) if sure else ()

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
        elif heads and node.rank != PLAIN:
            yield from self._one(node, heads, [node, *_descendants(node)])
        else:
            yield from self._under(node, heads)

    def _under(self, node: _Node, heads: tuple[Owner, ...]) -> Iterator[_Found]:
        """Give the tasks below a heading; paragraphs without number are tasks where they name owners."""
        waiting: list[_Node] | None = [] if node.rank >= 0 else None  # a list's title may have an introduction below
        free = bool(heads) and not node.numbered and node.count == node.owned
        for child in node.children:
            text = child.paragraph.passage.text
            if child.rank != PLAIN:
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
        if len(groups) < 2 or node.rank in ITEM_RANKS or node.fields:
            yield from self._one(node, heads, [node] if alone else [node, *_descendants(node)])
            return
        start = max([node.start, *(at for at, _ in node.paragraph.ids[:1])])
        spoken = _spoken(node.paragraph, node.statements)
        for group in groups:
            end = group[-1].end
            owners = _once(o for s in group for o in read_owners(s.claims, self._first_leads))
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
            yield from read_owners(claims, self._first_leads)


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


def _words(text: str, statements: Sequence[OwnerStatement], start: int = 0) -> str:
    """Give what a paragraph says besides its statements of owners, without marks."""
    left, last = [], start
    for statement in statements:
        left.append(text[last : statement.start])
        last = statement.end
    return FILL.sub("", "".join([*left, text[last:]]))


def _closes_sentence(text: str, statement: OwnerStatement) -> bool:
    behind = statement.end == len(text) or text[statement.end] == "。"
    return behind or text.endswith(("。", "！"), 0, statement.start)


def _groups(text: str, statements: Sequence[OwnerStatement]) -> Iterator[list[OwnerStatement]]:
    """Divide the statements of a paragraph behind those that close a sentence."""
    group: list[OwnerStatement] = []
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


def _first_sentence(passage: Passage, start: int, end: int, told: OwnerStatement | None) -> Passage | None:
    """Give the first sentence from `start`, without the statement of owners that may close it."""
    text = passage.text
    last = _SENTENCE_END.search(text, start, end)
    stop = last.end() if last else end
    if told and told.start < stop and not FILL.sub("", text[told.end : stop]):
        stop = told.start
    start += len(text[start:stop]) - len(text[start:stop].lstrip("。；;，,、 \t\u3000\xa0"))
    stop = start + len(text[start:stop].rstrip())
    return passage.part(start, stop) if start < stop and re.search(r"\w", text[start:stop]) else None


def _sentences(node: _Node) -> Iterator[str]:
    """Give the sentences of a node that say more than who owns."""
    for paragraph in (node.paragraph, *node.details):
        yield from (name for _, name in _spoken(paragraph, node.statements if paragraph is node.paragraph else ()))


def _spoken(paragraph: Paragraph, statements: Sequence[OwnerStatement]) -> list[tuple[int, str]]:
    """Give the sentences that say more than who owns, with the offset of their first word."""
    text, parts, last = paragraph.passage.text, [], 0
    for statement in statements:
        parts += [text[last : statement.start], " " * (statement.end - statement.start)]
        last = statement.end
    blanked = "".join([*parts, text[last:]])
    stops = [*(at for at, _ in paragraph.ids[1:]), len(text)]
    words = [(_WORD.search(blanked, at, stop), name) for (at, name), stop in zip(paragraph.ids, stops, strict=False)]
    return [(word.start(), name) for word, name in words if word]
