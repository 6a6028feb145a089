"""Decisions as a table that people own: SSSOM as TSV, read however it was saved, added to at its end, never rewritten.

A cell that a spreadsheet would take for a formula (``=``, ``+``, ``-``, ``@`` in front) gets an apostrophe, and so does
one that begins with an apostrophe; reading takes it off again, so that every text comes back as it was.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plangraph import __version__
from plangraph.errors import InputError, LimitError
from plangraph.files import rewrite
from plangraph.graph.iris import THINGS, parse
from plangraph.graph.linked import RELATION
from plangraph.graph.vocab import PLAN, SEMAPV, SKOS
from plangraph.messages import pick
from plangraph.model import Decision, LinkStatus, Relation

SUFFIX = ".sssom.tsv"
COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "mapping_date",
    "reviewer_label",
    "comment",
)
_NEEDED = frozenset(COLUMNS[:6])  # without these a decision cannot be told
_MAX_SIZE = 20 * 2**20
_PREFIXES = {"plangraph": THINGS, "plan": PLAN.iri, "semapv": SEMAPV.iri, "skos": SKOS.iri}
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
_OF_PREDICATE: Mapping[str, Relation | None] = {
    **{PLAN.iri + r: r for r in Relation},  # plan:target_up, as people see it in tables
    **{RELATION[r].strip("<>"): r for r in Relation},
    SKOS.related.strip("<>"): None,
}


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as it was found: how more of it is written, prefixes, columns, and rows with the lines they begin at."""

    encoding: str = "utf-8"
    end: str = "\n"
    prefixes: Mapping[str, str] | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[int, dict[str, str]], ...] = ()


def beside(path: Path) -> Path:
    """Give the place of the decisions on a graph.

    >>> beside(Path("out/2022.ttl")).name
    '2022.sssom.tsv'
    """
    return path.with_suffix(SUFFIX)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read the decisions of a table; columns may stand in any order, and others beside them.

    Raises InputError, with the line, for a row that says nothing clear, LimitError for a file beyond all measure.
    """
    table = _read(path)
    prefixes = {**_PREFIXES, **(table.prefixes or {})}
    found = []
    for line, row in table.rows:
        try:
            found.append(_decision(row, prefixes))
        except ValueError as error:
            raise _broken(path, line, str(error)) from error
    return tuple(found)


def append_decision(path: Path, decision: Decision) -> bytes:
    """Add a decision at the end of a table, made where there is none, and give the bytes that were added.

    What stands there stays byte for byte; the new row keeps to its columns, encoding and line ends.
    Raises InputError where the table lacks a column that a decision needs.
    """
    before, table = appendable(path)
    lines = [] if before.strip() else _head(decision)
    prefixes = table.prefixes if before.strip() else _PREFIXES
    lines += [] if table.columns else ["\t".join(COLUMNS)]
    cells = _cells(decision, prefixes or {})
    lines.append("\t".join(_quoted(cells.get(c, "")) for c in table.columns or COLUMNS))
    ended = not before or before.endswith("\n".encode(table.encoding))
    added = ("" if ended else table.end) + "".join(line + table.end for line in lines)
    data = added.encode(table.encoding)
    rewrite(path, before + data)
    return data


def take_back(path: Path, added: bytes) -> bool:
    """Take off what `append_decision` added last, and the file with it if nothing else is there.

    False, and nothing is done, if the file no longer ends with it.
    """
    now = path.read_bytes() if path.is_file() else b""
    if not now.endswith(added):
        return False
    if rest := now.removesuffix(added):
        rewrite(path, rest)
    else:
        path.unlink()
    return True


def appendable(path: Path) -> tuple[bytes, _Table]:
    """Give what a table holds now, and how more is added to it.

    Raises InputError for a table that cannot be read or lacks a column that a decision needs.
    """
    if not path.exists():
        return b"", _Table()
    table = _read(path)
    lacking = ", ".join(c for c in COLUMNS if c in _NEEDED - set(table.columns))
    if table.columns and lacking:
        raise InputError(f"{path} 缺少这些列，请补上：{lacking} / {path} lacks these columns; add them: {lacking}")
    return path.read_bytes(), table


def _broken(path: Path, line: int, why: str) -> InputError:
    return InputError(f"{path} 第 {line} 行：{pick(why, 'zh')} / {path}, line {line}: {pick(why, 'en')}")


def _read(path: Path) -> _Table:
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
            raise _broken(path, line, "单元格多于列数 / more cells than columns")
        else:
            rows.append((line, dict(zip(columns, map(_unguarded, cells), strict=False))))
    if columns and "predicate_id" not in columns:
        raise InputError(
            f"{path} 不是 SSSOM 表，没有 predicate_id 列 / {path} is no SSSOM table: no column predicate_id"
        )
    return _Table(encoding, end, prefixes, columns, tuple(rows))


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
        raise _broken(path, line, str(error)) from error


def _decision(row: Mapping[str, str], prefixes: Mapping[str, str]) -> Decision:
    subject, target = _thing(row, "subject", prefixes), _thing(row, "object", prefixes)
    word, modifier = row.get("predicate_id", "").strip(), row.get("predicate_modifier", "").strip()
    predicate = _expanded(word, prefixes)
    if predicate not in _OF_PREDICATE:
        known = ", ".join(_curie(p, _PREFIXES) for p in _OF_PREDICATE if "_" not in p)
        raise ValueError(f"{word!r} 不是可用的谓词（{known}） / predicate_id {word!r} is none of {known}")
    if modifier.lower() not in ("", "not"):
        raise ValueError(f"{modifier!r} 既不是 Not 也不是空 / predicate_modifier {modifier!r} is neither Not nor empty")
    return Decision(
        commitment=subject,
        commitment_text=row.get("subject_label", ""),
        result=target,
        result_text=row.get("object_label", ""),
        status=LinkStatus.REJECTED if modifier else LinkStatus.CONFIRMED,
        relation=_OF_PREDICATE[predicate],
        confidence=_confidence(row.get("confidence", "").strip()),
        reviewer=row.get("reviewer_label", ""),
        day=_day(row.get("mapping_date", "").strip()),
        comment=row.get("comment", ""),
    )


def _thing(row: Mapping[str, str], side: str, prefixes: Mapping[str, str]) -> str:
    """Give the IRI of a side; ValueError if it is none of ours, or if there is neither IRI nor text."""
    iri = _expanded(row.get(f"{side}_id", "").strip(), prefixes)
    if not iri and not row.get(f"{side}_label", "").strip():
        raise ValueError(f"{side}_id 和 {side}_label 都是空的 / neither {side}_id nor {side}_label")
    if iri:
        parse(iri)
    return iri


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, rest = name.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes else name.removeprefix("<").removesuffix(">")


def _confidence(cell: str) -> float:
    value = float(cell or 1)
    if not 0 <= value <= 1:
        raise ValueError(f"confidence {cell} 不在 0 与 1 之间 / confidence {cell} is not between 0 and 1")
    return value


def _day(cell: str) -> date | None:
    if not cell:
        return None
    match = _DAY.fullmatch(cell)
    if not match:
        raise ValueError(f"{cell!r} 不是日期（YYYY-MM-DD） / mapping_date {cell!r} is no date (YYYY-MM-DD)")
    return date(*map(int, match.groups()))


def _head(decision: Decision) -> list[str]:
    """Give the lines above a new table, which name the set of decisions after the later report."""
    report = THINGS + parse(decision.result)[0] + "/" if decision.result else THINGS
    return [
        "#curie_map:",
        *(f"#  {prefix}: {iri}" for prefix, iri in _PREFIXES.items()),
        f"#mapping_set_id: {report}decisions",
        f"#license: {_LICENSE}",
        "#mapping_tool: plangraph",
        f'#mapping_tool_version: "{__version__}"',
    ]


def _cells(decision: Decision, prefixes: Mapping[str, str]) -> dict[str, str]:
    predicate = RELATION[decision.relation] if decision.relation else SKOS.related
    return {
        "subject_id": _curie(decision.commitment, prefixes),
        "subject_label": _guarded(decision.commitment_text),
        "predicate_id": _curie(predicate.strip("<>"), prefixes),
        "predicate_modifier": "Not" if decision.status is LinkStatus.REJECTED else "",
        "object_id": _curie(decision.result, prefixes),
        "object_label": _guarded(decision.result_text),
        "mapping_justification": f"semapv:{SEMAPV.ManualMappingCuration.strip('<>').removeprefix(SEMAPV.iri)}",
        "confidence": str(decision.confidence).removesuffix(".0"),
        "mapping_date": decision.day.isoformat() if decision.day else "",
        "reviewer_label": _guarded(decision.reviewer),
        "comment": _guarded(decision.comment),
    }


def _curie(iri: str, prefixes: Mapping[str, str]) -> str:
    """Give an IRI with the prefix that the table has for it, else as it is."""
    return next((f"{name}:{iri.removeprefix(base)}" for name, base in prefixes.items() if iri.startswith(base)), iri)


def _guarded(text: str) -> str:
    """Give a text as no spreadsheet takes it for a formula.

    >>> _guarded("=1+1"), _guarded("增长6%"), _unguarded(_guarded("'=1"))
    ("'=1+1", '增长6%', "'=1")
    """
    return f"'{text}" if text[:1] in _FORMULA else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:2] in _FORMULA else cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in '\t\r\n"') else cell
