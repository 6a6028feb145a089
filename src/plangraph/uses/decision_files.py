"""Decisions as a table that people own: SSSOM as TSV, added to at its end, never rewritten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from plangraph.errors import InputError
from plangraph.files import rewrite
from plangraph.graph.iris import THINGS, parse
from plangraph.graph.linked import RELATION
from plangraph.graph.vocab import PLAN, SEMAPV, SKOS
from plangraph.model import Decision, LinkStatus, Relation
from plangraph.uses import sssom

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
_OF_PREDICATE: Mapping[str, Relation | None] = {
    **{PLAN.iri + r: r for r in Relation},  # plan:target_up, as people see it in tables
    **{RELATION[r].strip("<>"): r for r in Relation},
    SKOS.related.strip("<>"): None,
}


def beside(path: Path) -> Path:
    """Give the place of the decisions on a graph.

    >>> beside(Path("out/2022.ttl")).name
    '2022.sssom.tsv'
    """
    return path.with_suffix(sssom.SUFFIX)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read the decisions of a table; columns may stand in any order, and others beside them.

    Raises InputError, with the line, for a row that says nothing clear, LimitError for a file beyond all measure.
    """
    table = sssom.read_table(path)
    prefixes = {**sssom.PREFIXES, **(table.prefixes or {})}
    found = []
    for line, cells in table.rows:
        try:
            found.append(_decision(cells, prefixes))
        except ValueError as error:
            raise sssom.broken(path, line, str(error)) from error
    return tuple(found)


def append_decision(path: Path, decision: Decision) -> bytes:
    """Add a decision at the end of a table, made where there is none, and give the bytes that were added.

    What stands there stays byte for byte; the new row keeps to its columns, encoding and line ends.
    Raises InputError where the table lacks a column that a decision needs.
    """
    before, table = appendable(path)
    lines = [] if before.strip() else sssom.head(_set_id(decision), sssom.PREFIXES)
    prefixes = table.prefixes if before.strip() else sssom.PREFIXES
    lines += [] if table.columns else ["\t".join(COLUMNS)]
    cells = _cells(decision, prefixes or {})
    lines.append(sssom.line_of(cells, table.columns or COLUMNS))
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


def appendable(path: Path) -> tuple[bytes, sssom.Table]:
    """Give what a table holds now, and how more is added to it.

    Raises InputError for a table that cannot be read or lacks a column that a decision needs.
    """
    if not path.exists():
        return b"", sssom.Table()
    table = sssom.read_table(path)
    lacking = ", ".join(c for c in COLUMNS if c in _NEEDED - set(table.columns))
    if table.columns and lacking:
        raise InputError(f"{path} 缺少这些列，请补上：{lacking} / {path} lacks these columns; add them: {lacking}")
    return path.read_bytes(), table


def _decision(cells: Mapping[str, str], prefixes: Mapping[str, str]) -> Decision:
    subject, target = _thing(cells, "subject", prefixes), _thing(cells, "object", prefixes)
    word = cells.get("predicate_id", "").strip()
    predicate = sssom.expanded(word, prefixes)
    if predicate not in _OF_PREDICATE:
        known = ", ".join(sssom.curie(p, sssom.PREFIXES) for p in _OF_PREDICATE if "_" not in p)
        raise ValueError(f"{word!r} 不是可用的谓词（{known}） / predicate_id {word!r} is none of {known}")
    return Decision(
        commitment=subject,
        commitment_text=cells.get("subject_label", ""),
        result=target,
        result_text=cells.get("object_label", ""),
        status=LinkStatus.REJECTED if sssom.negated(cells) else LinkStatus.CONFIRMED,
        relation=_OF_PREDICATE[predicate],
        confidence=sssom.confidence_of(cells),
        reviewer=cells.get("reviewer_label", ""),
        day=sssom.day_of(cells),
        comment=cells.get("comment", ""),
    )


def _thing(cells: Mapping[str, str], which: str, prefixes: Mapping[str, str]) -> str:
    """Give the IRI of a side; ValueError if it is none of ours, or if there is neither IRI nor text."""
    iri = sssom.side(cells, which, prefixes)
    if iri:
        parse(iri)
    return iri


def _set_id(decision: Decision) -> str:
    """Name a new set of decisions after the later report."""
    report = THINGS + parse(decision.result)[0] + "/" if decision.result else THINGS
    return f"{report}decisions"


def _cells(decision: Decision, prefixes: Mapping[str, str]) -> dict[str, str]:
    predicate = RELATION[decision.relation] if decision.relation else SKOS.related
    return {
        "subject_id": sssom.curie(decision.commitment, prefixes),
        "subject_label": sssom.guarded(decision.commitment_text),
        "predicate_id": sssom.curie(predicate.strip("<>"), prefixes),
        "predicate_modifier": "Not" if decision.status is LinkStatus.REJECTED else "",
        "object_id": sssom.curie(decision.result, prefixes),
        "object_label": sssom.guarded(decision.result_text),
        "mapping_justification": f"semapv:{SEMAPV.ManualMappingCuration.strip('<>').removeprefix(SEMAPV.iri)}",
        "confidence": str(decision.confidence).removesuffix(".0"),
        "mapping_date": decision.day.isoformat() if decision.day else "",
        "reviewer_label": sssom.guarded(decision.reviewer),
        "comment": sssom.guarded(decision.comment),
    }
