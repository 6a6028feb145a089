"""From the text of a table (CSV) to rows with their lines; a row that does not fit is an error, never guessed at."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from plangraph.errors import InputError, LimitError
from plangraph.model import Source

MAX_ROWS = 500_000
_SHOWN = 5
_HEADING = re.compile(  # what a column of names is called, as a whole: 名称, 机构名称, 单位, name, indicator_name
    r"""(?:机构|单位|部门|地区|区县|区划|地点|指标|项目|活动|文件|任务|企业|标准|中文)*(?:全?名称?|名字|标题)
      | 机构|单位|部门|地区|区县|地点|指标|项目|活动|文件|企业
      | (?:[a-z]+[ _-])?(?:names?|labels?|titles?) | organi[sz]ations?|areas?|districts?|places?|indicators?|projects?""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the line where it begins (from 1), and its cells by column, without white space around them."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was read."""

    source: Source
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheet(source: Source, delimiter: str = ",") -> Sheet:
    """Read a table whose first row names its columns; empty rows are passed over.

    Raises InputError where a quotation mark stays open, a column has no name or one twice, or rows have too many or too few
    cells (with their lines), LimitError for more than 500,000 rows.

    >>> read_sheet(Source("a.csv", "year,value\\n2022,5\\n", "utf-8", "")).rows[0]
    Row(line=2, cells={'year': '2022', 'value': '5'})
    """
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=delimiter, strict=True)
    columns: tuple[str, ...] = ()
    rows, wrong, begins = [], [], 1
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                pass
            elif not columns:
                columns = _columns(cells, source.name)
            elif len(cells) != len(columns):
                wrong.append((begins, _count(len(cells), len(columns))))
            else:
                rows.append(Row(begins, dict(zip(columns, map(str.strip, cells), strict=True))))
            begins = reader.line_num + 1
            _refuse_many(len(rows), source.name)
    except csv.Error as error:
        raise InputError(
            f"{source.name}:{reader.line_num}：表格有误（{error}） / {source.name}:{reader.line_num}: broken table ({error})"
        ) from error
    refuse(wrong, source.name)
    return Sheet(source, columns, tuple(rows))


def read_names(source: Source, delimiter: str = "") -> tuple[str, tuple[str, ...]]:
    """Give the heading of the first column, empty where there is none, and the names in it, each once; without a delimiter
    every line is a name.

    Raises InputError where a quotation mark stays open, LimitError for more than 500,000 names.

    >>> read_names(Source("a.csv", "名称,区\\n教委,西城区\\n\\n教委,东城区\\n", "utf-8", ""), ",")
    ('名称', ('教委',))
    >>> read_names(Source("a.txt", "西城区教委\\n机构\\n", "utf-8", ""))
    ('', ('西城区教委', '机构'))
    """
    lines = io.StringIO(source.text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True) if delimiter else ([line] for line in lines)
    try:
        cells = [name for row in reader if row and (name := row[0].strip())]
    except csv.Error as error:
        raise InputError(f"{source.name}：表格有误（{error}） / {source.name}: broken table ({error})") from error
    _refuse_many(len(cells), source.name)
    heading = cells[0] if cells and _HEADING.fullmatch(cells[0]) else ""
    return heading, tuple(dict.fromkeys(cells[1:] if heading else cells))


def refuse(wrong: Iterable[tuple[int, str]], name: str) -> None:
    """Raise InputError for rows that cannot be read, the first five with line and reason (zh / en); nothing where none is."""
    every = list(wrong)
    if not every:
        return
    halves = [(line, *reason.split(" / ", 1)) for line, reason in every[:_SHOWN]]
    zh = "；".join(f"第 {line} 行{why}" for line, why, _ in halves)
    en = "; ".join(f"line {line} {why}" for line, _, why in halves)
    more = len(every) - len(halves)
    zh, en = (f"{zh}；另有 {more} 行", f"{en}; and {more} more") if more else (zh, en)
    raise InputError(f"{name}：{zh} / {name}: {en}")


def _columns(cells: list[str], name: str) -> tuple[str, ...]:
    columns = tuple(cell.strip() for cell in cells)
    twice = [column for column, n in Counter(columns).items() if n > 1 or not column]
    if twice:
        raise InputError(
            f"{name}：列名为空或重复：{'、'.join(twice)} / {name}: columns without a name or named twice: {', '.join(twice)}"
        )
    return columns


def _count(there: int, wanted: int) -> str:
    return f"有 {there} 格，应有 {wanted} 格 / has {there} cells instead of {wanted}"


def _refuse_many(count: int, name: str) -> None:
    if count > MAX_ROWS:
        raise LimitError(f"{name} 超过 {MAX_ROWS} 行，请拆分 / {name} has more than {MAX_ROWS} rows; split it")
