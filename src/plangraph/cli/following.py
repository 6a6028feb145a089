"""The verbs that follow commitments from year to year: ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangraph.cli.options import common, decided, decisions_option, examples, format_option, put, say

if TYPE_CHECKING:
    from plangraph.uses.ledger import Book


def latest(books: Sequence[Book], paths: Sequence[Path]) -> Path:
    """Give the file of the last report, beside which the decisions lie."""
    return max(zip(books, paths, strict=True), key=lambda pair: pair[0].year)[1]


@click.command(
    short_help="承诺的结果：逐年台账 / What became of what was promised.",
    epilog=examples("plangraph ledger out/2014.ttl out/2015.ttl", "plangraph ledger out/ --format html > ledger.html"),
)
@click.argument("reports", nargs=-1, required=True, metavar="EARLIER LATER...", type=click.Path(path_type=Path))
@format_option("table", "json", "csv", "md", "html")
@decisions_option
@common
def ledger(reports: tuple[Path, ...], form: str, decisions: Path | None) -> None:
    """把同一地区相继年份的图谱放在一起，逐条说明承诺的结果。

    Put the graphs of successive reports of one area side by side and tell what became of each commitment.
    """
    from plangraph.uses.ledger import follow, read_book, unsettled
    from plangraph.uses.queries import graph_files

    paths = graph_files(reports)
    books = [read_book(path) for path in paths]
    known = decided(decisions, latest(books, paths))
    rows = follow(books, known)
    for message in unsettled(books, known):
        say(message)
    from plangraph.uses.ledger_pages import render_ledger

    put(render_ledger(rows, form), form)
    say(f"{len(rows)} 行 / {len(rows)} rows")
