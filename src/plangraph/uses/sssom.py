"""SSSOM as a table with tabs: read however it was saved, written so that no spreadsheet does anything with it.

A cell that a spreadsheet would take for a formula (``=``, ``+``, ``-``, ``@`` in front) gets an apostrophe, and so does
one that begins with an apostrophe; reading takes it off again, so that every text comes back as it was.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plangraph import __version__
from plangraph.errors import InputError, LimitError
from plangraph.graph.iris import THINGS
from plangraph.graph.vocab import PLAN, SEMAPV, SKOS
from plangraph.messages import pick

SUFFIX = ".sssom.tsv"
PREFIXES: Mapping[str, str] = {"plangraph": THINGS, "plan": PLAN.iri, "semapv": SEMAPV.iri, "skos": SKOS.iri}
_MAX_SIZE = 20 * 2**20
_LICENSE = "https://w3id.org/sssom/license/unspecified"
_ENCODINGS = (  # mark, how it is read, how more of it is written
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
    (b"", "utf-8-sig", "utf-8"),
    (b"", "gb18030", "gb18030"),
)
_PREFIX = re.compile(r"#\s+([\w.-]+)\s*:\s*[\"']?(\S+?)[\"']?\s*")  # "#  plan: https://…"
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")  # spreadsheets turn 2022-01-05 into 2022/1/5
_FORMULA = frozenset("=+-@＝＋－＠\t\r'")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was found: how more of it is written, prefixes, columns, and rows with the lines they begin at."""

    encoding: str = "utf-8"
    end: str = "\n"
    prefixes: Mapping[str, str] | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[int, dict[str, str]], ...] = ()


def broken(path: Path, line: int, why: str) -> InputError:
    """Give the error of a row that says nothing clear (why: zh / en)."""
    return InputError(f"{path} 第 {line} 行：{pick(why, 'zh')} / {path}, line {line}: {pick(why, 'en')}")


def read_table(path: Path) -> Table:
    """Read a table in whatever encoding it was saved.

    Raises InputError for what is no SSSOM table, LimitError for a file beyond all measure.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"读不到 {path} / cannot read {path}: {error.strerror}") from error
    if len(data) > _MAX_SIZE:
        raise LimitError(f"{path} 超过 20 MB / {path} is over 20 MB")
    text, encoding = _decoded(data, path)
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    prefixes: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    rows = []
    for line, cells in _lines(text, path):
        if not columns and cells[0].startswith("#"):
            prefixes.update({m[1]: m[2]} if (m := _PREFIX.fullmatch(cells[0])) else {})
        elif not columns:
            columns = tuple(c.strip() for c in cells)
        elif any(cells[len(columns) :]):
            raise broken(path, line, "单元格多于列数 / more cells than columns")
        else:
            rows.append((line, dict(zip(columns, map(unguarded, cells), strict=False))))
    if columns and "predicate_id" not in columns:
        raise InputError(
            f"{path} 不是 SSSOM 表，没有 predicate_id 列 / {path} is no SSSOM table: no column predicate_id"
        )
    return Table(encoding, end, prefixes, columns, tuple(rows))


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    for mark, reading, writing in _ENCODINGS:
        if data.startswith(mark):
            try:
                return data.decode(reading), writing
            except UnicodeDecodeError:
                continue
    raise InputError(f"{path} 的编码无法识别，请另存为 UTF-8 / {path}: unknown encoding; save it as UTF-8")


def _lines(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything, with the line that each begins at."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    line = 1
    try:
        for cells in reader:
            if any(c.strip() for c in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise broken(path, line, str(error)) from error


def expanded(name: str, prefixes: Mapping[str, str]) -> str:
    """Give the IRI of a name with a prefix, anything else without angle brackets."""
    prefix, colon, rest = name.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes else name.removeprefix("<").removesuffix(">")


def side(cells: Mapping[str, str], which: str, prefixes: Mapping[str, str]) -> str:
    """Give the IRI of the ``subject`` or ``object`` of a row, empty where only its label stands there.

    Raises ValueError where there is neither.
    """
    iri = expanded(cells.get(f"{which}_id", "").strip(), prefixes)
    if not iri and not cells.get(f"{which}_label", "").strip():
        raise ValueError(f"{which}_id 和 {which}_label 都是空的 / neither {which}_id nor {which}_label")
    return iri


def negated(cells: Mapping[str, str]) -> bool:
    """Tell whether a row says that its pair does not hold; ValueError for another modifier than ``Not``."""
    modifier = cells.get("predicate_modifier", "").strip()
    if modifier.lower() not in ("", "not"):
        raise ValueError(f"{modifier!r} 既不是 Not 也不是空 / predicate_modifier {modifier!r} is neither Not nor empty")
    return bool(modifier)


def confidence_of(cells: Mapping[str, str]) -> float:
    """Give the confidence of a row, 1 where it has none; ValueError beyond 0 and 1."""
    cell = cells.get("confidence", "").strip()
    value = float(cell or 1)
    if not 0 <= value <= 1:
        raise ValueError(f"confidence {cell} 不在 0 与 1 之间 / confidence {cell} is not between 0 and 1")
    return value


def day_of(cells: Mapping[str, str]) -> date | None:
    """Give the day of a row; ValueError for what is no date."""
    cell = cells.get("mapping_date", "").strip()
    if not cell:
        return None
    match = _DAY.fullmatch(cell)
    if not match:
        raise ValueError(f"{cell!r} 不是日期（YYYY-MM-DD） / mapping_date {cell!r} is no date (YYYY-MM-DD)")
    return date(*map(int, match.groups()))


def head(set_id: str, prefixes: Mapping[str, str], more: Sequence[str] = ()) -> list[str]:
    """Give the lines above a table: prefixes, the set's IRI, licence and tool, and `more` of the metadata."""
    return [
        "#curie_map:",
        *(f"#  {prefix}: {iri}" for prefix, iri in prefixes.items()),
        f"#mapping_set_id: {set_id}",
        f"#license: {_LICENSE}",
        "#mapping_tool: plangraph",
        f'#mapping_tool_version: "{__version__}"',
        *(f"#{line}" for line in more),
    ]


def line_of(cells: Mapping[str, str], columns: Sequence[str]) -> str:
    """Give a line of the table without its end."""
    return "\t".join(_quoted(cells.get(c, "")) for c in columns)


def curie(iri: str, prefixes: Mapping[str, str]) -> str:
    """Give an IRI with the prefix that the table has for it, else as it is."""
    return next((f"{name}:{iri.removeprefix(base)}" for name, base in prefixes.items() if iri.startswith(base)), iri)


def guarded(text: str) -> str:
    """Give a text as no spreadsheet takes it for a formula.

    >>> guarded("=1+1"), guarded("增长6%"), unguarded(guarded("'=1"))
    ("'=1+1", '增长6%', "'=1")
    """
    return f"'{text}" if text[:1] in _FORMULA else text


def unguarded(cell: str) -> str:
    """Give the text that `guarded` made a cell of."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in _FORMULA else cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in '\t\r\n"') else cell
