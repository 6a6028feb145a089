"""The ledger as rows for programs and for people: cells, words in both languages, counts."""

from __future__ import annotations

from collections.abc import Sequence

from plangraph.graph.labels import labels
from plangraph.messages import pick
from plangraph.model import Claim, Verdict
from plangraph.uses.ledger import Book, Row
from plangraph.uses.ledger_years import chain_words, chains, estimated, judged_words, promise_year, report_year

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
    "promise_year",
    "report_year",
    "estimated",
    "why",
    "again",
    "status",
)
FOR_PEOPLE = {
    "zh": ("承诺", "结论", "目标 ↔ 实际", "结果", "说明"),
    "en": ("Commitment", "Verdict", "Target ↔ actual", "Result", "Why"),
}
_LONGEST = 60  # characters of a sentence in a table; the other forms give it whole


def why(row: Row, lang: str) -> str:
    """Give the reasons of a row's verdict, each once."""
    if row.result is None:
        return pick(row.reason, lang)
    return ("；" if lang == "zh" else "; ").join(dict.fromkeys(pick(i.why, lang) for i in row.items if i.why))


def cells(row: Row) -> list[object]:
    """Give the cells of a row for programs, in the order of `COLUMNS`; what is said in words is Chinese."""
    judged = [i for i in row.items if i.target]
    return [
        row.commitment.text,
        row.result.text if row.result else None,
        str(row.verdict),
        [
            {
                "verdict": str(i.verdict),
                "target": i.target,
                "actual": i.actual,
                "why": pick(i.why, "zh"),
                "estimated": i.estimated,
            }
            for i in row.items
        ],
        "；".join(i.target or "" for i in judged) or None,
        "；".join(i.actual or "" for i in judged) or None,
        row.score,
        (pick(row.reason, "zh") or None) if row.result else None,
        row.again.text if row.again else None,
        row.commitment.id,
        row.earlier.lines[row.commitment.id],
        row.result.id if row.result else None,
        row.later.lines[row.result.id] if row.result else None,
        promise_year(row.earlier),
        report_year(row.later),
        estimated(row),
        why(row, "zh"),
        row.again.id if row.again else None,
        str(row.status) if row.result else None,
    ]


def flat(row: Row) -> list[object]:
    """Give the cells of a row without lists: of the items only their verdicts, joined."""
    return ["；".join(str(i.verdict) for i in row.items) if isinstance(c, list) else c for c in cells(row)]


def place_words(year: int | None, line: int, lang: str) -> str:
    """Name the year of a sentence and its line.

    >>> place_words(2014, 20, "zh"), place_words(2014, 20, "en")
    ('2014 年，第 20 行', '2014, line 20')
    """
    return f"{year or '?'} 年，第 {line} 行" if lang == "zh" else f"{year or '?'}, line {line}"


def for_people(rows: Sequence[Row], lang: str, *, short: bool) -> list[list[object]]:
    """Give the cells of the rows in the order of `FOR_PEOPLE`; `short` cuts the sentences."""
    opening, closing, stop = ("（", "）", "。") if lang == "zh" else (" (", ")", ". ")

    def sentence(claim: Claim, book: Book, year: int | None) -> str:
        text = claim.text[: _LONGEST - 1] + "…" if short and len(claim.text) > _LONGEST else claim.text
        return f"{text}{opening}{place_words(year, book.lines[claim.id], lang)}{closing}"

    return [
        [
            sentence(row.commitment, row.earlier, promise_year(row.earlier)),
            judged_words(row, lang),
            "；".join(f"{i.target} ↔ {i.actual}" for i in row.items if i.target and i.actual),
            sentence(row.result, row.later, report_year(row.later)) if row.result else "—",
            stop.join(filter(None, (why(row, lang), chain_words(chain, lang)))),
        ]
        for row, chain in zip(rows, chains(rows), strict=True)
    ]


def counted(rows: Sequence[Row], lang: str) -> dict[Verdict, str]:
    """Tell for every verdict that occurs how many rows have it, and how many of these only by what was expected, or are
    promised again."""
    names = labels("verdict", lang)
    found = {}
    for verdict in Verdict:
        own = [r for r in rows if r.verdict is verdict]
        expected = sum(estimated(r) for r in own)
        again = sum(r.again is not None for r in own) if verdict is Verdict.DROPPED else 0
        notes = {
            "zh": [f"其中预计 {expected}" if expected else "", f"其中再次承诺 {again}" if again else ""],
            "en": [f"{expected} expected" if expected else "", f"{again} promised again" if again else ""],
        }[lang]
        note = "".join(filter(None, notes))
        note = (f"（{note}）" if lang == "zh" else f" ({note})") if note else ""
        if own:
            found[verdict] = f"{names[verdict]} {len(own)}{note}"
    return found


def size(rows: Sequence[Row], lang: str) -> str:
    """Tell how many commitments the rows tell of, and how many rows there are."""
    number, lines = len({(id(r.earlier), r.commitment) for r in rows}), len(rows)
    if lang == "zh":
        return f"{number} 项承诺，{lines} 行"
    return f"{number} commitment{'' if number == 1 else 's'}, {lines} row{'' if lines == 1 else 's'}"


def summary(rows: Sequence[Row]) -> str:
    """Tell how many commitments there are and how many rows have each verdict (zh / en)."""
    zh = "：".join(filter(None, (size(rows, "zh"), "、".join(counted(rows, "zh").values()))))
    en = ": ".join(filter(None, (size(rows, "en"), ", ".join(counted(rows, "en").values()))))
    return f"{zh} / {en}"
