"""The ledger as rows for people and programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangraph.messages import pick
from plangraph.uses.ledger import Row
from plangraph.uses.rows import render

COLUMNS = (
    "commitment_text",
    "result_text",
    "verdict",
    "items",
    "target",
    "actual",
    "score",
    "evidence",
    "promised_again",
    "commitment",
    "commitment_line",
    "result",
    "result_line",
    "status",
)


def cells(row: Row) -> list[object]:
    """Give the cells of a row, in the order of `COLUMNS`."""
    judged = [i for i in row.items if i.target]
    return [
        row.commitment.text,
        row.result.text if row.result else None,
        str(row.verdict),
        [
            {"verdict": str(i.verdict), "target": i.target, "actual": i.actual, "why": pick(i.why, "zh")}
            for i in row.items
        ],
        "；".join(i.target or "" for i in judged) or None,
        "；".join(i.actual or "" for i in judged) or None,
        row.score,
        pick(row.reason, "zh") or None,
        row.again.text if row.again else None,
        row.commitment.id,
        row.earlier.lines[row.commitment.id],
        row.result.id if row.result else None,
        row.later.lines[row.result.id] if row.result else None,
        str(row.status) if row.result else None,
    ]


def render_ledger(rows: Sequence[Row], form: str) -> Iterator[str]:
    """Give a ledger in one of the formats, in pieces."""
    yield from render(COLUMNS, [cells(r) for r in rows], form)
