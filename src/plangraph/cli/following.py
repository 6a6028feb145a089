"""The verbs that follow commitments from year to year: ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangraph.cli.options import (
    common,
    decided,
    decisions_option,
    examples,
    force_option,
    format_option,
    lang,
    put,
    say,
)
from plangraph.errors import UsageError

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
@click.option(
    "-o",
    "out",
    type=click.Path(path_type=Path),
    metavar="LEDGER.ttl",
    help="同时写成图谱 / Write the ledger as a graph too.",
)
@force_option
@decisions_option
@common
def ledger(reports: tuple[Path, ...], form: str, out: Path | None, force: bool, decisions: Path | None) -> None:
    """把同一地区相继年份的图谱放在一起，逐条说明承诺的结果。

    Put the graphs of successive reports of one area side by side and tell what became of each commitment.
    """
    from plangraph.files import write_atomically
    from plangraph.uses.ledger import follow, is_ledger, read_book, unsettled
    from plangraph.uses.ledger_graph import ledger_text
    from plangraph.uses.ledger_pages import render_ledger
    from plangraph.uses.ledger_rows import summary
    from plangraph.uses.queries import graph_files

    if out and out.suffix != ".ttl":
        raise UsageError(f"输出 {out} 须以 .ttl 结尾 / output {out} must end in .ttl")
    paths = [p for p in graph_files(reports) if p in reports or not is_ledger(p)]
    if out and out.resolve() in {p.resolve() for p in paths}:
        raise UsageError(f"输出 {out} 是要读的图谱 / output {out} is one of the graphs to read")
    books = [read_book(path) for path in paths]
    known = decided(decisions, *([out] if out else []), *paths)
    rows = follow(books, known)
    for message in unsettled(books, known):
        say(message)
    if out:
        write_atomically(out, ledger_text(rows), force=force)
        say(f"{out} 已写好 / wrote {out}")
    put(render_ledger(rows, form, lang()), form)
    say(summary(rows))
