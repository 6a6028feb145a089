"""From a source to a document: a tree of sections and sentences in which every character has its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plangraph.model import (
    Annex,
    AnnexKind,
    Block,
    BlockKind,
    Document,
    Level,
    Passage,
    Section,
    Sentence,
    Source,
    Span,
)
from plangraph.text import numbering
from plangraph.text.lines import Line, ends_sentence, joined, lines, wrap_width
from plangraph.text.numbering import Style
from plangraph.text.reading import refuse_many

_SENTENCE = re.compile(r"[^。！？!?]*(?:[。！？!?]+[”’）)》」』]*|\Z)")
_HEADING_LENGTH = 60
_LEAD_LENGTH = 80
_ODD = "没有识别出标题，全文按段落处理 / no headings were recognised; the whole text is read as plain paragraphs"


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together, and what they were taken for."""

    lines: list[Line]
    style: Style | None = None
    heading: bool = False

    @property
    def passage(self) -> Passage:
        return joined(self.lines)


@dataclass(slots=True)
class _Tree:
    """The document while it grows."""

    sections: list[Section] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    part: int = 0
    chapter: int = 0
    topic: int = 0
    under_heading: bool = False
    count: int = 0

    def block(self, kind: BlockKind, passage: Passage) -> None:
        self.blocks.append(Block(kind, passage.span()))
        refuse_many(len(self.blocks))


def parse(source: Source) -> Document:
    """Read the structure of any text; what is not understood becomes plain paragraphs and a warning.

    Every character that is not white space lies in exactly one block; every sentence is its stretch of the source.
    Only a text in more pieces than any report has is refused, with LimitError.
    """
    found = lines(source.text)
    tables = list(_tables(found))
    body, annex_lines, furniture = _cut(found, {x.number for table in tables for x in table})
    wrap = wrap_width(body)
    paragraphs = list(_paragraphs(body, wrap))
    levels = _mark_headings(paragraphs)
    first = _body_start(paragraphs)
    tree = _Tree()
    for line in furniture:
        tree.block(BlockKind.FURNITURE, joined([line]))
    front = [p.passage for p in _front(paragraphs[:first], wrap)]
    for passage in front:
        tree.block(BlockKind.FRONT_MATTER, passage)
    for paragraph in paragraphs[first:]:
        _grow(tree, paragraph, levels)
    annexes = tuple(_annexes(annex_lines, tables))
    tree.blocks += [Block(BlockKind.ANNEX, a.span) for a in annexes]
    return Document(
        source,
        tuple(front),
        tuple(tree.sections),
        tuple(tree.sentences),
        annexes,
        tuple(sorted(tree.blocks, key=lambda b: b.span)),
        () if tree.sections else (_ODD,),
    )


def _tables(found: Sequence[Line]) -> Iterator[list[Line]]:
    """Give the indicator tables printed with bars between their cells: a header with years, and its rows."""
    table: list[Line] = []
    for line in found:
        cells = line.text.split("|")
        if table and len(cells) > 1 and not _heads_table(cells):
            table.append(line)
            continue
        if len(table) > 1:
            yield table
        table = [line] if _heads_table(cells) else []
    if len(table) > 1:
        yield table


def _heads_table(cells: Sequence[str]) -> bool:
    """Tell whether cells are the header of an indicator table: 指标 | 2018 年 | 2022 年 | 备注."""
    years = sum(bool(numbering.YEAR_CELL.fullmatch(c.strip())) for c in cells)
    return len(cells) >= 2 and years >= 1 and bool(numbering.NAME_CELL.search("".join(cells[:3])))


def _cut(found: Sequence[Line], tabled: set[int]) -> tuple[list[Line], list[Line], list[Line]]:
    """Tell body, annexes and furniture apart; lines of tables belong to none of them."""
    tail = len(found)
    for line in found[int(len(found) * 0.9) :]:
        if numbering.TAIL.fullmatch(line.text):
            tail = line.number
            break
    furniture = [x for x in found if x.number not in tabled and (x.number >= tail or _is_furniture(x))]
    gone = {x.number for x in furniture} | tabled
    kept = [x for x in found if x.number not in gone]
    start = _annex_start(kept)
    between = [] if start == len(kept) else [x for x in furniture if kept[start].start < x.start < kept[-1].end]
    annex = sorted([*kept[start:], *between], key=lambda x: x.start)
    held = {x.number for x in between}
    return kept[:start], annex, [x for x in furniture if x.number not in held]


def _is_furniture(line: Line) -> bool:
    if len(line.text) > 100:
        return False
    page = any(c.isdigit() for c in line.text) and not line.text.isdigit() and line.text[0] in "—–－-第"
    return bool((page and numbering.PAGE_NUMBER.fullmatch(line.text)) or numbering.CHROME.fullmatch(line.text))


def _annex_start(kept: Sequence[Line]) -> int:
    """Give the first line of the annexes: they stand behind the last numbered heading and a third of the text."""
    for i in range(len(kept) // 3, len(kept)):
        text = kept[i].text
        if len(text) <= 60 and _opens_annex(text):
            if numbering.ANNEX_TITLE.fullmatch(text) and not ends_sentence(kept[i - 1]):
                continue
            return i
    return len(kept)


def _opens_annex(text: str) -> bool:
    patterns = (numbering.ANNEX, numbering.ANNEX_LIST, numbering.GLOSSARY, numbering.ANNEX_TITLE)
    return not text.endswith(("。", "；", "，")) and any(p.fullmatch(text) for p in patterns)


def _paragraphs(body: Sequence[Line], wrap: int | None) -> Iterator[_Paragraph]:
    """Join wrapped lines to paragraphs; where paragraphs are lines each line is one."""
    group: list[Line] = []
    for line in body:
        apart = group and line.number != group[-1].number + 1
        if group and (wrap is None or apart or _breaks(group, line, wrap)):
            yield _Paragraph(group)
            group = []
        group.append(line)
    if group:
        yield _Paragraph(group)


def _breaks(group: Sequence[Line], line: Line, wrap: int) -> bool:
    """Tell whether `line` opens a new paragraph behind the lines of `group` in a wrapped text."""
    previous = group[-1]
    looks_first = wrap - 5 <= line.width <= wrap - 3
    if _heads(group[0].text):
        return previous.width < wrap - 5 or looks_first or _heads(line.text)
    if ends_sentence(previous):
        return previous.width < wrap - 5 or looks_first or _heads(line.text)
    return _heads(line.text) and previous.width < wrap - 7


def _heads(text: str) -> bool:
    found = numbering.style(text)
    return found is not None and found is not Style.ARABIC and "。" not in text


def _mark_headings(paragraphs: Sequence[_Paragraph]) -> dict[Style | None, Level]:
    """Find the headings and say which style of numbering stands for which level."""
    contents = _contents(paragraphs)
    unnumbered = []
    for i, paragraph in enumerate(paragraphs):
        if i in contents:
            continue
        text = paragraph.passage.text
        paragraph.style = numbering.style(text)
        alone = len(text) <= _HEADING_LENGTH and not re.search(r"[。；！？：:;!]\Z|[。；].", text)
        run_in = (
            paragraph.style in (Style.CHINESE, Style.BRACKET, Style.PART) and 0 < text.find("。") <= _HEADING_LENGTH
        )
        paragraph.heading = paragraph.style is not None and (alone or run_in)
        if paragraph.style is Style.ORDINAL:  # 第一，… printed as one sentence of its own
            paragraph.heading = len(text) <= 90 and "。" not in text[:-1]
        if paragraph.style is Style.ARABIC:
            paragraph.heading = alone and len(text) <= 30
        if paragraph.style is None and i > 2 and numbering.UNNUMBERED.fullmatch(text):
            unnumbered.append(paragraph)
    return _levels(paragraphs, unnumbered)


def _levels(paragraphs: Sequence[_Paragraph], unnumbered: Sequence[_Paragraph]) -> dict[Style | None, Level]:
    present = sorted({p.style for p in paragraphs if p.heading and p.style not in (None, Style.ARABIC)})
    order: list[Style | None] = [*present]
    chinese = [p for p in paragraphs if p.heading and p.style is Style.CHINESE]
    if len(unnumbered) >= 2 and chinese and paragraphs.index(unnumbered[1]) < paragraphs.index(chinese[0]):
        for paragraph in unnumbered:
            paragraph.heading = True
        order.insert(0, None)
    named = dict(zip(order, (Level.PART, Level.CHAPTER), strict=False))
    return {s: named.get(s, Level.TOPIC) for s in [*order, Style.ARABIC]}


def _contents(paragraphs: Sequence[_Paragraph]) -> set[int]:
    """Give the paragraphs of a table of contents: the lines behind 目录 that end in a page number."""
    for i, paragraph in enumerate(paragraphs):
        if numbering.CONTENTS.fullmatch(paragraph.passage.text):
            end = i + 1
            while end < len(paragraphs) and numbering.CONTENTS_LINE.fullmatch(paragraphs[end].passage.text):
                end += 1
            return set(range(i, end))
    return set()


def _body_start(paragraphs: Sequence[_Paragraph]) -> int:
    for i, paragraph in enumerate(paragraphs):
        if paragraph.heading and paragraph.style is not Style.ARABIC:
            return i
    for i, paragraph in enumerate(paragraphs):
        if "。" in paragraph.passage.text:
            return i
    return len(paragraphs)


def _front(paragraphs: Sequence[_Paragraph], wrap: int | None) -> Iterator[_Paragraph]:
    """Give the front matter; in a wrapped text the centred lines of the title and the meeting line are joined."""
    for i, paragraph in enumerate(paragraphs):
        if wrap is None or any(ends_sentence(x) for x in paragraph.lines):
            start = (
                next((k for k, x in enumerate(paragraph.lines) if x.text.endswith(("：", ":"))), -1) if i == 0 else -1
            )
            if start > 0:
                yield from _title_lines(paragraph.lines[:start])
                yield _Paragraph(paragraph.lines[start:])
            else:
                yield paragraph
        else:
            yield from _title_lines(paragraph.lines)


def _title_lines(found: Sequence[Line]) -> Iterator[_Paragraph]:
    group: list[Line] = []
    for line in found:
        if group and (re.match(r"——|[（(]|—", line.text) or re.search(r"[上）)]\Z|报告\Z", group[-1].text)):
            yield _Paragraph(group)
            group = []
        group.append(line)
    if group:
        yield _Paragraph(group)


def _grow(tree: _Tree, paragraph: _Paragraph, levels: dict[Style | None, Level]) -> None:
    passage = paragraph.passage
    if not paragraph.heading:
        _add_paragraph(tree, passage)
        return
    end = passage.text.find("。") + 1
    run_in = 0 < end < len(passage.text)
    title = passage.part(0, end) if run_in else passage
    _add_heading(tree, levels.get(paragraph.style, Level.TOPIC), title)
    rest = len(passage.text[end:]) - len(passage.text[end:].lstrip())
    if run_in and end + rest < len(passage.text):
        _add_paragraph(tree, passage.part(end + rest, len(passage.text)))


def _add_heading(tree: _Tree, level: Level, title: Passage) -> None:
    if level is Level.PART:
        tree.part, tree.chapter, tree.topic = tree.part + 1, 0, 0
        number = f"{tree.part}"
    elif level is Level.CHAPTER:
        tree.chapter, tree.topic = tree.chapter + 1, 0
        number = f"{tree.part}.{tree.chapter}"
    else:
        tree.topic += 1
        number = f"{tree.part}.{tree.chapter}.{tree.topic}"
    tree.under_heading, tree.count = level is Level.TOPIC, 0
    tree.sections.append(Section(level, number, title, heading=True))
    tree.block(BlockKind.HEADING, title)


def _add_paragraph(tree: _Tree, passage: Passage) -> None:
    pieces = list(_split(passage))
    if not tree.under_heading:
        tree.topic, tree.count = tree.topic + 1, 0
    number = f"{tree.part}.{tree.chapter}.{tree.topic}"
    lead = not tree.under_heading and tree.chapter > 0 and len(pieces) > 1 and len(pieces[0].text) <= _LEAD_LENGTH
    if lead:
        tree.sections.append(Section(Level.TOPIC, number, pieces[0], heading=False))
    section = number if lead or tree.under_heading else f"{tree.part}.{tree.chapter}"
    for i, piece in enumerate(pieces):
        tree.count += 1
        name = f"p{tree.part}.c{tree.chapter}.t{tree.topic}.s{tree.count}"
        tree.sentences.append(Sentence(name, section, piece, lead=lead and i == 0))
        tree.block(BlockKind.STATEMENT, piece)


def _split(passage: Passage) -> Iterator[Passage]:
    """Cut a paragraph behind 。！？ and any closing mark."""
    for match in _SENTENCE.finditer(passage.text):
        text = match[0].strip()
        if text:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield passage.part(start, start + len(text))


def _annexes(found: Sequence[Line], tables: Sequence[list[Line]]) -> Iterator[Annex]:
    """Give the tables and the annexes in the order of the source; a list of annexes in front of them has number 0."""
    groups: list[list[Line]] = []
    for line in found:
        opens = len(line.text) <= 60 and _opens_annex(line.text)
        alone = groups and len(groups[-1]) == 1 and numbering.ANNEX.fullmatch(groups[-1][0].text)
        listed = (
            groups and numbering.ANNEX_LIST.fullmatch(groups[-1][0].text) and not numbering.ANNEX.fullmatch(line.text)
        )
        if not groups or (opens and not alone and not listed):
            groups.append([])
        groups[-1].append(line)
    listing = groups.pop(0) if len(groups) > 1 and numbering.ANNEX_LIST.fullmatch(groups[0][0].text) else None
    if listing:
        yield _annex(0, listing, AnnexKind.OTHER)
    tabled = {table[0].number for table in tables}
    for number, group in enumerate(sorted([*tables, *groups], key=lambda g: g[0].start), 1):
        yield _annex(number, group, AnnexKind.INDICATORS if group[0].number in tabled else None)


def _annex(number: int, group: Sequence[Line], kind: AnnexKind | None) -> Annex:
    if kind is not None:
        title = joined([group[0]]) if kind is AnnexKind.OTHER else None
        return Annex(kind, number, title, Span(group[0].start, group[-1].end), tuple(joined([x]) for x in group))
    head = 1 if len(group) > 1 and numbering.ANNEX.fullmatch(group[0].text) else 0
    titles = [x for x in group[head:8] if numbering.GLOSSARY.fullmatch(x.text)]
    start = "".join(x.text for x in group[:40])
    kind = AnnexKind.OTHER
    if titles:
        kind = AnnexKind.GLOSSARY
    elif "指标" in start and re.search(r"预期性|约束性|指标属性", "".join(x.text for x in group)):
        kind = AnnexKind.INDICATORS
    title = joined([titles[0] if titles else group[head]])
    return Annex(kind, number, title, Span(group[0].start, group[-1].end), tuple(joined([x]) for x in group))
