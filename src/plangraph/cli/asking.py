"""The verbs that ask a graph: query, show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangraph.cli.options import common, data_option, data_paths, examples, lang, put, rows_option, say
from plangraph.errors import InputError, UsageError

if TYPE_CHECKING:
    from plangraph.uses.parameters import Term


@click.command(
    short_help="对图谱提问 / Ask the graph (SPARQL).",
    epilog=examples(
        "plangraph query report/metadata",
        "plangraph query places/about -p place=长安街",
        "plangraph query indicators/targets --format csv",
        "plangraph query --list",
        "plangraph query --show report/outline",
    ),
)
@click.argument("name", required=False, metavar="PACK/NAME|FILE.rq|-")
@data_option
@click.option(
    "-p",
    "--param",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="查询的参数，可多次给出 / A parameter of the query; may be repeated.",
)
@rows_option
@click.option("--list", "listing", is_flag=True, help="列出可用的查询 / List the queries.")
@click.option("--show", "showing", is_flag=True, help="打印查询本身 / Print the query itself.")
@common
def query(
    name: str | None, data: tuple[Path, ...], given: tuple[str, ...], form: str, listing: bool, showing: bool
) -> None:
    """对图谱提问（SPARQL）：随附查询的名称、.rq 文件，或 - 表示标准输入。

    Ask the graph: a query of a pack, a file, or standard input.
    """
    from plangraph.uses import packs, queries
    from plangraph.uses.answers import terms
    from plangraph.uses.parameters import pairs
    from plangraph.uses.rows import render

    if listing:
        rows = [[q.name, q.words("title").get(lang(), "")] for q in packs.queries()]
        put(render(["name", "title"], rows, form), form)
        return
    if name is None:
        raise UsageError("请给出查询名，或用 --list / name a query, or use --list")
    found = packs.find(name)
    if showing:
        put([found.text])
        return
    bound = terms(found, pairs(given), data_paths(data), packs.shelf())
    result = queries.run(found.text, data_paths(data), trusted=found.shipped, bindings=bound)
    if form == "table":
        _head(found.words("title").get(lang()), bound)
    put(render(result.columns, result.rows, form, found.columns(lang())), form)
    _count(len(result.rows))


def _head(title: str | None, bound: Mapping[str, Term]) -> None:
    """Say what was asked, with the values of its parameters."""
    words = ", ".join(f"{name[1:]}={term.value}" for name, term in bound.items())
    if title or words:
        say(f"{title or ''} ({words})".strip() if words else str(title))


def _count(rows: int) -> None:
    say(f"{rows} 行 / {rows} row{'' if rows == 1 else 's'}")


@click.command(
    short_help="打印一个事物，或含有某段文字的语句 / Print one thing, or what holds a text.",
    epilog=examples("plangraph show 什刹海", "plangraph show https://w3id.org/plangraph/id/110102/2022/p1.c1.t1.s1"),
)
@click.argument("what", metavar="IRI|TEXT")
@data_option
@rows_option
@common
def show(what: str, data: tuple[Path, ...], form: str) -> None:
    """打印一个有名称的事物的卡片（类型、已做、承诺、责任），或一个标识的全部内容，或含有某段文字的语句。

    Print the card of what bears a name (what it is, was done, is promised, who answers), all that is said of an IRI, or
    the statements that hold a text.
    """
    from plangraph.uses.lookup import about, card, holding
    from plangraph.uses.rows import render

    iri = what.startswith(("http://", "https://"))
    result = card(what, data_paths(data))
    if not result.rows:
        result = (about if iri else holding)(what, data_paths(data))
    if not result.rows:
        raise InputError(f"图中没有 {what} / the graph holds no {what}")
    columns, rows = result.columns, result.rows
    if form in ("table", "md") and columns[0] == "part":
        columns, rows = _CARD[lang()][0], [[_CARD[lang()][1][row[0]], *row[1:]] for row in rows]
    if form == "table" and columns[0] == "thing":  # for people: the thing is known, and names are short
        columns, rows = columns[1:], [[_short(cell) for cell in row[1:]] for row in rows]
    put(render(columns, rows, form), form)
    _count(len(rows))


_CARD = {
    "zh": (
        ["项", "行", "内容"],
        {
            "name": "名称",
            "kind": "类型",
            "other_name": "别名",
            "may_be": "可能是",
            "lies_in": "位于",
            "done": "已做",
            "promised": "承诺",
            "goal": "目标",
            "challenge": "困难",
            "context": "背景",
            "by_slogan": "经口号提及",
            "stage": "进展",
            "who_answers": "责任",
        },
    ),
    "en": (
        ["Part", "Line", "Text"],
        {
            "name": "name",
            "kind": "kind",
            "other_name": "other name",
            "may_be": "may be",
            "lies_in": "lies in",
            "done": "done",
            "promised": "promised",
            "goal": "goal",
            "challenge": "challenge",
            "context": "context",
            "by_slogan": "by a slogan",
            "stage": "stage",
            "who_answers": "who answers",
        },
    ),
}


def _short(cell: object) -> object:
    """Give an IRI with a prefix where there is one."""
    from plangraph.graph.vocab import PREFIXES, RDF

    for name, iri in {"rdf": RDF.iri, **PREFIXES}.items():
        if isinstance(cell, str) and cell.startswith(iri):
            return f"{name}:{cell.removeprefix(iri)}"
    return cell
