"""Indicator tables: rows from the text layer of a printed table, or from cells set apart by bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from plangraph.model import Annex, AnnexKind, Comparator, Document, Figure, Indicator, Passage, Span
from plangraph.text.numbering import NAME_CELL, YEAR_CELL
from plangraph.text.numerals import arabic, narrow
from plangraph.text.reading import refuse_many
from plangraph.text.units import units

ORDER = ("创新发展", "协调发展", "绿色发展", "开放发展", "共享发展")
_NATURE = re.compile(r"约束性|预期性")
_ROW = re.compile(r"(\d{1,2})(?=\s|\Z|[^\d.\s])\s*")
_BRACKET = re.compile(r"[（(]([^（）()]{1,12})[)）]")
_YEAR = re.compile(r"(20\d\d|19\d\d)\s*年?")
_FIGURE = re.compile(
    r"""(?P<before>稳定在|控制在|保持在|达到|增长|不低于|不少于|不小于|不高于|不超过|不大于|低于|高于|大于等于|小于等于|大于|小于|超过|约|[<＜][=＝]|[>＞][=＝]|<|＜|≤|>|＞|≥|=)*
        (?P<low>-?\d+(?:,\d{3})*(?:\.\d+)?)%?
        (?:[-—–－~～至](?P<high>\d+(?:\.\d+)?)%?)?
        (?P<behind>左右|以上|以内|以下|之内)?
        (?:[（(][^（）()]{0,20}[)）])?                                          # 4（含在建）
        """,
    re.VERBOSE,
)
_SIGNS = {
    "左右": Comparator.APPROX,
    "约": Comparator.APPROX,
    "以上": Comparator.GE,
    "不低于": Comparator.GE,
    "不少于": Comparator.GE,
    "不小于": Comparator.GE,
    "大于等于": Comparator.GE,
    ">=": Comparator.GE,
    "＞=": Comparator.GE,
    "≥": Comparator.GE,
    "以内": Comparator.LE,
    "之内": Comparator.LE,
    "以下": Comparator.LE,
    "不高于": Comparator.LE,
    "不超过": Comparator.LE,
    "不大于": Comparator.LE,
    "小于等于": Comparator.LE,
    "<=": Comparator.LE,
    "＜=": Comparator.LE,
    "≤": Comparator.LE,
    "<": Comparator.LT,
    "＜": Comparator.LT,
    "低于": Comparator.LT,
    "小于": Comparator.LT,
    ">": Comparator.GT,
    "＞": Comparator.GT,
    "高于": Comparator.GT,
    "大于": Comparator.GT,
    "超过": Comparator.GT,
}


# Year (where known) of each column of figures, and whether it holds targets.
_Columns = Sequence[tuple[str | None, bool]]
_COLUMN = re.compile(r"((?:19|20)\d\d)年(?:度|预计)?(计划|目标|预期|完成|实际|执行|预计)(?!表|草案)")
_BLANK = ("", "—", "-", "/")


@dataclass(slots=True)
class _Row:
    """The lines of one numbered row, where its number stands, and the dimension label printed last before it."""

    number: str
    start: int
    lines: list[Passage] = field(default_factory=list)
    label: str | None = None
    first: bool = False


def read_indicators(document: Document, plan_year: int | None) -> tuple[Indicator, ...]:
    """Read every indicator table; a cell of words gives no value, a dimension that is not settled is marked."""
    found: list[Indicator] = []
    count = 0
    for annex in document.annexes:
        if annex.kind is AnnexKind.INDICATORS:
            barred = sum("|" in p.text for p in annex.lines) * 2 > len(annex.lines)
            for indicator in (_barred if barred else _printed)(annex, plan_year):
                found.append(indicator)
                count += 1 + len(indicator.figures)
                refuse_many(count)
    return tuple(found)


def figure(text: str, period: str | None, target: bool) -> Figure:
    """Read one cell: the number with its comparator, or words alone.

    >>> figure("稳定在99.8以上", "2022", True).value, figure("达到市级要求", "2022", True).value
    (Decimal('99.8'), None)
    """
    plain = re.sub(r"\s+", "", text)
    match = _FIGURE.fullmatch(narrow(plain))
    if not match:
        return Figure(period, target, plain)
    sign = _SIGNS.get(match["behind"] or "") or _SIGNS.get((match["before"] or "").replace("＝", "=")) or Comparator.EQ
    high = Decimal(match["high"]) if match["high"] else None
    return Figure(period, target, plain, arabic(match["low"]), high, sign)


def is_unit(text: str) -> bool:
    """Tell whether bracketed words are a unit: %, 万元/人, 人/百亿元."""
    return all(re.sub(r"^(?:万亿|百亿|千万|亿|万|千|百)", "", part) in units() for part in text.split("/"))


def _printed(annex: Annex, plan_year: int | None) -> Iterator[Indicator]:
    """Read the text layer of a printed table, whose cells stand in lines of their own or side by side."""
    rows = list(_rows(annex.lines))
    gaps = _gaps([r.label for r in rows])
    columns = _columns(annex, rows, plan_year)
    for row in rows:
        certain = row.first or row.label not in gaps
        yield from _measures(annex, row, certain, columns)


def _barred(annex: Annex, plan_year: int | None) -> Iterator[Indicator]:
    """Read a table whose cells are set apart by bars; its header names the columns."""
    header: list[str] = []
    count, heading = 0, None
    for line in annex.lines:
        cells = [re.sub(r"\s+", "", c) for c in line.text.split("|")]
        if not header:
            header = cells if any(YEAR_CELL.fullmatch(c) for c in cells) else []
            continue
        row = dict(zip(header, cells, strict=False))
        names = [row[h] for h in header if h in row and NAME_CELL.search(h)]
        if names and names[0] and not any(row[h] for h in row if row[h] != names[0]):
            heading = re.sub(r"^[（(]?[一二三四五六七八九十]+[)）、]", "", names[0])  # 一、经济发展 above its rows
        elif names and names[0]:
            count += 1
            yield _barred_row(annex, line, row, names[0], count, plan_year, heading)


def _barred_row(
    annex: Annex, line: Passage, row: dict[str, str], name: str, count: int, plan_year: int | None, heading: str | None
) -> Indicator:
    bracket = _BRACKET.search(name)
    unit = row.get("单位") or (bracket[1] if bracket and is_unit(bracket[1]) else None)
    figures = []
    for head, cell in row.items():
        year = _YEAR.match(head)
        if YEAR_CELL.fullmatch(head) and year and cell not in _BLANK:
            ahead = bool(re.search(r"计划|目标|预期", head)) or (plan_year is not None and int(year[1]) >= plan_year)
            figures.append(figure(cell, year[1], ahead and not re.search(r"实际|完成", head)))
    nature = _NATURE.search("".join(row.values()))
    percent = bool(figures) and all(f.text.endswith("%") for f in figures)
    return Indicator(
        annex=annex.number,
        number=row.get("序号") or str(count),
        measure=0,
        name=re.sub(r"^其中[：:]", "", name[: bracket.start()] if bracket and unit == bracket[1] else name),
        span=line.span(),
        unit=unit or ("%" if percent else None),
        dimension=row.get("维度") or row.get("类别") or heading,
        nature=nature[0] if nature else None,
        figures=tuple(figures),
    )


def _columns(annex: Annex, rows: Sequence[_Row], plan_year: int | None) -> _Columns:
    """Give year and purpose of each column of figures that the header names, else the plan year."""
    first = rows[0].start if rows else annex.span.end
    header = re.sub(r"\s+", "", "".join(p.text for p in annex.lines if p.at(0) < first))
    found = _COLUMN.findall(header.rpartition("序号")[2])
    return [(year, purpose in ("计划", "目标", "预期")) for year, purpose in found] or [
        (str(plan_year) if plan_year else None, True)
    ]


def _rows(lines: Sequence[Passage]) -> Iterator[_Row]:
    expected, row, label, column = 1, None, "", False
    current: str | None = None
    fresh = False
    for line in lines:
        text = line.text
        if not column:
            column = ("指标" in text and "序号" in text) or text in ("序号", "指标")
            continue
        if re.fullmatch(r"[\u4e00-\u9fff]", text):
            label += text
            continue
        if len(label) >= 2:
            current, fresh = label, True
        label = ""
        match = _ROW.match(text)
        opens = match is not None and int(match[1]) == expected and not _NATURE.fullmatch(text[match.end() :].strip())
        if match and opens and not (row and _awaits_value(row)):
            if row:
                yield row
            row = _Row(match[1], line.at(0), [], current, fresh)
            expected, fresh = expected + 1, False
            if match.end() < len(text):
                row.lines.append(line.part(match.end(), len(text)))
        elif row:
            row.lines.append(line)
    if row:
        yield row


def _awaits_value(row: _Row) -> bool:
    """Tell whether the last line of a row ends in a unit, so that the next is its value and no row's number."""
    last = list(_BRACKET.finditer(row.lines[-1].text)) if row.lines else []
    return bool(last) and last[-1].end() == len(row.lines[-1].text) and is_unit(re.sub(r"\s+", "", last[-1][1]))


def _gaps(labels: Sequence[str | None]) -> set[str]:
    """Give the labels behind which the usual order of dimensions lacks one."""
    seen = list(dict.fromkeys(x for x in labels if x in ORDER))
    places = [ORDER.index(x) for x in seen if x]
    return {ORDER[a] for a, b in pairwise(places) if b != a + 1}


def _measures(annex: Annex, row: _Row, certain: bool, columns: _Columns) -> Iterator[Indicator]:
    """Give the measures of a row, each told by the unit in brackets behind its name."""
    text = "".join(re.sub(r"\s+", "", p.text) for p in row.lines)
    units_at = [m for m in _BRACKET.finditer(text) if is_unit(m[1])]
    nature = _NATURE.search(text)
    group = _group(row, units_at)
    position = len(group or "")
    if not units_at:
        yield from _unbracketed(annex, row, certain, columns)
    for i, match in enumerate(units_at):
        end = units_at[i + 1].start() if i + 1 < len(units_at) else len(text)
        behind = text[match.end() : end]
        value = _cell(behind, i + 1 < len(units_at))
        cells = _behind_unit(row) if len(units_at) == 1 and len(columns) > 1 else [value] if value else []
        own = _NATURE.search(behind)
        kind = own or nature
        if name := text[position : match.start()]:
            yield Indicator(
                annex=annex.number,
                number=row.number,
                measure=i + 1 if len(units_at) > 1 else 0,
                name=name,
                span=Span(row.start, row.lines[-1].span().end),
                unit=match[1],
                dimension=row.label,
                dimension_certain=certain and row.label is not None,
                group=group,
                nature=kind[0] if kind else None,
                figures=_figures(cells, columns),
            )
        position = match.end() + len(behind) - len(_NATURE.split(behind)[-1]) if own else match.end() + len(value)


def _unbracketed(annex: Annex, row: _Row, certain: bool, columns: _Columns) -> Iterator[Indicator]:
    """Give the measure of a row whose unit has a column of its own, or none: 地区生产总值增速 % 6 预期性."""
    words = " ".join(p.text for p in row.lines)
    nature = _NATURE.search(words)
    cells = _cells(words)
    unit = next((i for i, cell in enumerate(cells) if i and is_unit(cell)), len(cells))
    number = next((i for i, cell in enumerate(cells) if i and figure(cell, None, True).value is not None), len(cells))
    name, values = cells[: min(unit, number)], cells[unit + 1 if unit < number else number :]
    if name:
        yield Indicator(
            annex=annex.number,
            number=row.number,
            measure=0,
            name="".join(name),
            span=Span(row.start, row.lines[-1].span().end),
            unit=cells[unit] if unit < number else None,
            dimension=row.label,
            dimension_certain=certain and row.label is not None,
            nature=nature[0] if nature else None,
            figures=_figures(values, columns),
        )


def _cells(words: str) -> list[str]:
    """Cut what is printed at its spaces, with each number its hedge: 8.1 6 左右 are two cells."""
    plain = re.sub(r"(?<=[\d%])\s+(?=左右|以上|以内|以下|之内)", "", _NATURE.sub(" ", words))
    return re.sub(r"(不低于|不少于|不高于|不超过|稳定在|控制在|保持在|达到|[<＜≤>＞≥])\s+(?=\d)", r"\1", plain).split()


def _figures(cells: Sequence[str], columns: _Columns) -> tuple[Figure, ...]:
    """Give a row's figures; none where several columns are named and the cells are not as many."""
    if len(columns) <= 1:
        period, target = columns[0] if columns else (None, True)
        return (figure("".join(cells), period, target),) if cells else ()
    if len(cells) != len(columns):
        return ()
    pairs = zip(cells, columns, strict=True)
    return tuple(figure(cell, period, target) for cell, (period, target) in pairs if cell not in _BLANK)


def _behind_unit(row: _Row) -> list[str]:
    """Give the cells behind the one unit of a row."""
    words = " ".join(p.text for p in row.lines)
    ends = [m.end() for m in _BRACKET.finditer(words) if is_unit(re.sub(r"\s+", "", m[1]))]
    return _cells(words[ends[-1] :]) if ends else []


def _cell(behind: str, more: bool) -> str:
    """Give the value's text: what stands before 约束性 or 预期性, else all (but for a following name)."""
    value = _NATURE.split(behind)[0]
    if more and not _NATURE.search(behind):
        match = _FIGURE.match(value)
        return match[0] if match else ""
    return value


def _group(row: _Row, units_at: Sequence[re.Match[str]]) -> str | None:
    """Give the words that head several measures of one row: the lines before that of the first measure."""
    if len(units_at) < 2:
        return None
    words = ""
    for line in row.lines:
        plain = re.sub(r"\s+", "", line.text)
        if _BRACKET.search(plain):
            return words or None
        words += plain
    return None
