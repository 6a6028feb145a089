"""How a task list is laid out: printed lines become paragraphs, and rows of a table paragraphs with owners."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from plangraph.knowledge.agents import Claim, Part, read_agents
from plangraph.knowledge.owners import LABEL, OwnerStatement, part_of, read_statements
from plangraph.model import AnnexKind, Document, Passage
from plangraph.text.lines import Line, lines, wrap_width

_NUMBERS = (
    (0, re.compile(r"第[一二三四五六七八九十百]{1,3}(?:部分|章|篇)\s*")),  # 第一部分 …
    (1, re.compile(r"[一二三四五六七八九十百]{1,3}[、．.]\s*")),  # 一、…
    (2, re.compile(r"第[一二三四五六七八九十]{1,3}[，,、]\s*")),  # 第一，…
    (3, re.compile(r"[（(]\s*[一二三四五六七八九十百]{1,3}\s*[)）][、．.]?\s*")),  # （一）…
    (4, re.compile(r"[0-9０-９]{1,3}\s?[．.、](?![0-9０-９])\s*")),  # 12.  …
    (5, re.compile(r"[（(]\s*[0-9０-９]{1,3}\s*[)）]\s*|[0-9]{1,2}[)）]\s*|[①-⑳]\s*")),  # （1）…
)
_NUMBER_START = re.compile(r"[第一二三四五六七八九十百（(0-9０-９①-⑳]")
PLAIN = 9  # the rank of a paragraph without number
ITEM_RANKS = (4, 5)
_ALONE_END = re.compile(r"[。；！？：:;!，,]\Z")
_CLOSED = re.compile(r"[。！？；：）)][”’]?\Z")
_BAR = re.compile(r"[|｜\t]")  # between the cells of a row
_TASK_CELL = re.compile(r"任务|工作|事项|内容|项目|实事|举措|措施|目标")  # 工作任务


@dataclass(frozen=True, slots=True)
class _Piece:
    """A heading, a sentence or one printed line of it."""

    passage: Passage
    sentence: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Printed lines that belong together; `ids` are its sentences with the offset where each begins."""

    passage: Passage
    ids: tuple[tuple[int, str], ...] = ()
    heading: bool = False


def read_streams(document: Document) -> Iterator[list[Paragraph]]:
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
            read_number(title.text[inner : inner + 8])[0] in ITEM_RANKS or LABEL.match(title.text, inner)
        ):
            yield title.part(last, inner)
            last = inner
    yield title.part(last, len(title.text))


def _stands_alone(text: str) -> bool:
    """Tell whether a paragraph is a numbered heading."""
    rank, _ = read_number(text)
    return 0 <= rank < 5 and len(text) <= (30 if rank == 4 else 60) and not _ALONE_END.search(text) and "。" not in text


def read_number(text: str) -> tuple[int, int]:
    """Give the rank of the number that a text opens with and its length.

    >>> read_number("（一）统筹"), read_number("12. 加快"), read_number("加快")
    ((3, 3), (4, 4), (9, 0))
    """
    for rank, pattern in _NUMBERS if _NUMBER_START.match(text) else ():
        if match := pattern.match(text):
            return rank, match.end()
    return PLAIN, 0


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

    def paragraphs(self, pieces: Iterable[_Piece]) -> Iterator[Paragraph]:
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
        rank, _ = read_number(piece.passage.text)
        label = LABEL.match(piece.passage.text) and not left.text.endswith(("（", "("))
        opens = rank in ITEM_RANKS or label
        if opens or piece.heading or group[-1].heading:
            return False
        if self._wrap is None:
            return rank == PLAIN and left.text.endswith("、")
        first = left is self._line(group[0].passage.at(0))
        filled = left.width >= self._wrap - (7 if first else 3)  # the first line of a paragraph has lost its indent
        closed = bool(_CLOSED.search(left.text) or (rank != PLAIN and LABEL.match(group[0].passage.text)))
        return filled and not self._new(closed, right, rank)

    def _new(self, closed: bool, right: Line, rank: int) -> bool:
        """Tell whether the line behind a filled one opens a paragraph."""
        if self._indents:
            return self._indented(right)
        shorter = self._wrap is not None and self._wrap - 5 <= right.width <= self._wrap - 3
        return closed and (rank != PLAIN or shorter)

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


def _joined(group: Sequence[_Piece]) -> Paragraph:
    text, runs = "", []
    ids: list[tuple[int, str]] = []
    for piece in group:
        if piece.sentence and piece.sentence not in [name for _, name in ids[-1:]]:
            ids.append((len(text), piece.sentence))
        runs += [(len(text) + inner, outer) for inner, outer in piece.passage.runs]
        text += piece.passage.text
    return Paragraph(Passage(text, tuple(runs)), tuple(ids), heading=all(p.heading for p in group))


@dataclass(slots=True)
class Table:
    """The table that the paragraphs stand in: what each column says of its agents, and where the tasks are."""

    parts: dict[int, Part] = field(default_factory=dict)
    tasks: list[int] = field(default_factory=list)
    above: dict[int, Claim] = field(default_factory=dict)
    last: str = ""
    width: int = 0

    def read(self, paragraph: Paragraph) -> Iterator[tuple[Paragraph, list[OwnerStatement]]]:
        """Give a paragraph with its statements; of a row its task and its owners, of a header nothing."""
        text = paragraph.passage.text
        cells = _cells(text)
        if len(cells) > 1 and self._heads([re.sub(r"\s+", "", text[a:b]) for a, b in cells]):
            return
        row = self.parts and len(cells) == self.width
        yield self._row(paragraph, cells) if row else (paragraph, read_statements(paragraph.passage))

    def _heads(self, cells: Sequence[str]) -> bool:
        """Take a header: 序号 | 工作任务 | 牵头领导 | 责任单位."""
        labels = {i: m for i, c in enumerate(cells) if (m := LABEL.fullmatch(f"{c}：")) and not m["other"]}
        tasks = [i for i, c in enumerate(cells) if i not in labels and len(c) <= 12 and _TASK_CELL.search(c)]
        if labels and tasks:
            self.parts, self.tasks, self.above = {i: part_of(m) for i, m in labels.items()}, tasks, {}
            self.width = len(cells)
        return bool(labels and tasks)

    def _row(self, paragraph: Paragraph, cells: Sequence[tuple[int, int]]) -> tuple[Paragraph, list[OwnerStatement]]:
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
        return cell, [OwnerStatement(end, end, claims)] if claims else []

    def _claims(self, passage: Passage, cells: Sequence[tuple[int, int]]) -> Iterator[Claim]:
        """Read the columns of owners; an empty cell was merged with the one above."""
        for i, part in self.parts.items():
            if i >= len(cells):
                continue
            if agents := read_agents(passage, *cells[i]):
                self.above[i] = Claim(part, agents)
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


def _cell(paragraph: Paragraph, start: int, end: int, *, heading: bool = False) -> Paragraph:
    stops = [*(at for at, _ in paragraph.ids[1:]), len(paragraph.passage.text)]
    spans = zip(paragraph.ids, stops, strict=False)
    ids = tuple((max(0, at - start), name) for (at, name), stop in spans if at < end and stop > start)
    return Paragraph(paragraph.passage.part(start, end), ids, heading)
