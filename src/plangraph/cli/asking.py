"""The verbs that ask a graph: query, show."""

from __future__ import annotations

from pathlib import Path

import click

from plangraph.cli.options import common, data_option, data_paths, examples, lang, say
from plangraph.errors import InputError, UsageError

_FORMATS = click.Choice(["table", "json", "csv", "tsv", "md"])


@click.command(
    epilog=examples(
        "plangraph query report/metadata",
        "plangraph query indicators/targets --format csv",
        "plangraph query --list",
        "plangraph query --show report/outline",
    )
)
@click.argument("name", required=False, metavar="PACK/NAME|FILE.rq|-")
@data_option
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True, help="输出格式 / Output format.")
@click.option("--list", "listing", is_flag=True, help="列出可用的查询 / List the queries.")
@click.option("--show", "showing", is_flag=True, help="打印查询本身 / Print the query itself.")
@common
def query(name: str | None, data: tuple[Path, ...], form: str, listing: bool, showing: bool) -> None:
    """对图谱提问（SPARQL）：随附查询的名称、.rq 文件，或 - 表示标准输入。

    Ask the graph: a query of a pack, a file, or standard input.
    """
    from plangraph.uses import packs, queries
    from plangraph.uses.rows import render

    if listing:
        rows = [[q.name, q.words("title").get(lang(), "")] for q in packs.queries()]
        pieces = render(["name", "title"], rows, form)
    elif name is None:
        raise UsageError("请给出查询名，或用 --list / name a query, or use --list")
    else:
        found = packs.find(name)
        if showing:
            click.echo(found.text, nl=False)
            return
        result = queries.run(found.text, data_paths(data), trusted=found.shipped)
        pieces = render(result.columns, result.rows, form, found.columns(lang()))
        say(f"{len(result.rows)} 行 / {len(result.rows)} row(s)")
    for piece in pieces:
        click.echo(piece, nl=False)


@click.command(
    epilog=examples("plangraph show 什刹海", "plangraph show https://w3id.org/plangraph/id/110102/2022/p1.c1.t1.s1")
)
@click.argument("what", metavar="IRI|TEXT")
@data_option
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True, help="输出格式 / Output format.")
@common
def show(what: str, data: tuple[Path, ...], form: str) -> None:
    """打印一个事物的全部内容，或含有某段文字的语句。

    Print all that is said of a thing, or the statements that hold a text.
    """
    from plangraph.uses.lookup import about, holding
    from plangraph.uses.rows import render

    result = (about if what.startswith(("http://", "https://")) else holding)(what, data_paths(data))
    if not result.rows:
        raise InputError(f"图中没有 {what} / the graph holds no {what}")
    for piece in render(result.columns, result.rows, form):
        click.echo(piece, nl=False)
