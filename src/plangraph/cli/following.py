"""The verbs that follow commitments from year to year: ledger."""

from __future__ import annotations

from pathlib import Path

import click

from plangraph.cli.options import common, examples, format_option, lang, put, say


@click.command(
    short_help="承诺的结果：逐年台账 / What became of what was promised.",
    epilog=examples("plangraph ledger out/2014.ttl out/2015.ttl", "plangraph ledger out/ --format html > ledger.html"),
)
@click.argument("reports", nargs=-1, required=True, metavar="EARLIER LATER...", type=click.Path(path_type=Path))
@format_option("table", "json", "csv", "md", "html")
@common
def ledger(reports: tuple[Path, ...], form: str) -> None:
    """把同一地区相继年份的图谱放在一起，逐条说明承诺的结果。

    Put the graphs of successive reports of one area side by side and tell what became of each commitment.
    """
    from plangraph.uses.ledger import follow, read_book
    from plangraph.uses.queries import graph_files

    rows = follow([read_book(path) for path in graph_files(reports)])
    from plangraph.uses.ledger_pages import render_ledger
    from plangraph.uses.ledger_rows import summary

    put(render_ledger(rows, form, lang()), form)
    say(summary(rows))
