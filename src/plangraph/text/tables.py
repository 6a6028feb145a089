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
    r"""(?P<before>稳定在|控制在|保持在|达到|不低于|不少于|不高于|不超过|低于|高于|大于|小于|超过|约|<|＜|≤|>|＞|≥|=)*
        (?P<low>-?\d+(?:,\d{3})*(?:\.\d+)?)%?
        (?:[-—–－~～至](?P<high>\d+(?:\.\d+)?)%?)?
        (?P<behind>左右|以上|以内|以下|之内)?""",
    re.VERBOSE,
)
_SIGNS = {
    "左右": Comparator.APPROX,
    "约": Comparator.APPROX,
    "以上": Comparator.GE,
    "不低于": Comparator.GE,
    "不少于": Comparator.GE,
    "≥": Comparator.GE,
    "以内": Comparator.LE,
    "之内": Comparator.LE,
    "以下": Comparator.LE,
    "不高于": Comparator.LE,
    "不超过": Comparator.LE,
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
    sign = _SIGNS.get(match["behind"] or "") or _SIGNS.get(match["before"] or "") or Comparator.EQ
    high = Decimal(match["high"]) if match["high"] else None
    return Figure(period, target, plain, arabic(match["low"]), high, sign)


def is_unit(text: str) -> bool:
    """Tell whether bracketed words are a unit: %, 万元/人, 人/百亿元."""
    return all(re.sub(r"^(?:万亿|百亿|千万|亿|万|千|百)", "", part) in units() for part in text.split("/"))


def _printed(annex: Annex, plan_year: int | None) -> Iterator[Indicator]:
    """Read the text layer of a printed table, whose cells stand in lines of their own or side by side."""
    rows = list(_rows(annex.lines))
    gaps = _gaps([r.label for r in rows])
    period = _period(annex, rows) or (str(plan_year) if plan_year else None)
    for row in rows:
        certain = row.first or row.label not in gaps
        yield from _measures(annex, row, certain, period)


def _barred(annex: Annex, plan_year: int | None) -> Iterator[Indicator]:
    """Read a table whose cells are set apart by bars; its header names the columns."""
    header: list[str] = []
    count = 0
    for line in annex.lines:
        cells = [re.sub(r"\s+", "", c) for c in line.text.split("|")]
        if not header:
            header = cells if any(YEAR_CELL.fullmatch(c) for c in cells) else []
            continue
        row = dict(zip(header, cells, strict=False))
        names = [row[h] for h in header if h in row and NAME_CELL.search(h)]
        if names and names[0]:
            count += 1
            yield _barred_row(annex, line, row, names[0], count, plan_year)


def _barred_row(
    annex: Annex, line: Passage, row: dict[str, str], name: str, count: int, plan_year: int | None
) -> Indicator:
    bracket = _BRACKET.search(name)
    unit = row.get("单位") or (bracket[1] if bracket and is_unit(bracket[1]) else None)
    figures = []
    for head, cell in row.items():
        year = _YEAR.match(head)
        if YEAR_CELL.fullmatch(head) and year and cell not in ("", "—", "-", "/"):
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
        dimension=row.get("维度") or row.get("类别"),
        nature=nature[0] if nature else None,
        figures=tuple(figures),
    )


def _period(annex: Annex, rows: Sequence[_Row]) -> str | None:
    """Give the year of the one column that the header names."""
    first = rows[0].start if rows else annex.span.end
    header = "".join(p.text for p in annex.lines if p.at(0) < first)
    columns = re.findall(r"(\d{4})\s*年\s*(?:计划|目标)(?!表|草案)", header.rpartition("序号")[2] or header)
    return columns[-1] if columns else None


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
        if match and int(match[1]) == expected and not _NATURE.fullmatch(text[match.end() :].strip()):
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


def _gaps(labels: Sequence[str | None]) -> set[str]:
    """Give the labels behind which the usual order of dimensions lacks one."""
    seen = list(dict.fromkeys(x for x in labels if x in ORDER))
    places = [ORDER.index(x) for x in seen if x]
    return {ORDER[a] for a, b in pairwise(places) if b != a + 1}


def _measures(annex: Annex, row: _Row, certain: bool, period: str | None) -> Iterator[Indicator]:
    text = "".join(re.sub(r"\s+", "", p.text) for p in row.lines)
    units_at = [m for m in _BRACKET.finditer(text) if is_unit(m[1])]
    nature = _NATURE.search(text)
    group = _group(row, units_at)
    position = len(group or "")
    for i, match in enumerate(units_at):
        end = units_at[i + 1].start() if i + 1 < len(units_at) else len(text)
        behind = text[match.end() : end]
        value = _cell(behind, i + 1 < len(units_at))
        own = _NATURE.search(behind)
        kind = own or nature
        yield Indicator(
            annex=annex.number,
            number=row.number,
            measure=i + 1 if len(units_at) > 1 else 0,
            name=text[position : match.start()],
            span=Span(row.start, row.lines[-1].span().end),
            unit=match[1],
            dimension=row.label,
            dimension_certain=certain and row.label is not None,
            group=group,
            nature=kind[0] if kind else None,
            figures=(figure(value, period, True),) if value else (),
        )
        position = match.end() + len(behind) - len(_NATURE.split(behind)[-1]) if own else match.end() + len(value)


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
