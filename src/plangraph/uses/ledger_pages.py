"""The ledger in each of its formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangraph.uses.ledger import Row
from plangraph.uses.ledger_html import page
from plangraph.uses.ledger_rows import COLUMNS, FOR_PEOPLE, cells, flat, for_people
from plangraph.uses.rows import render


def render_ledger(rows: Sequence[Row], form: str, lang: str = "zh") -> Iterator[str]:
    """Give a ledger in one of the formats, in pieces; `lang` is that of the forms for people (table, md, html)."""
    if form == "html":
        yield from page(rows, lang)
    elif form in ("table", "md"):
        yield from render(FOR_PEOPLE[lang], for_people(rows, lang, short=form == "table"), form)
    else:
        yield from render(COLUMNS, [(flat if form == "csv" else cells)(r) for r in rows], form)
