"""The verbs that ask a graph: query, show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangraph.cli.answering import EXCHANGED, answer
from plangraph.cli.delivering import deliver, output_options
from plangraph.cli.limits import limit_options
from plangraph.cli.listing import columns, described, listed
from plangraph.cli.options import (
    common,
    data_option,
    data_or_endpoint,
    data_paths,
    endpoint_option,
    examples,
    format_option,
    lang,
    put,
    rows_option,
    say,
)
from plangraph.errors import InputError, UsageError

if TYPE_CHECKING:
    from plangraph.uses.packs import Query, Shelf
    from plangraph.uses.queries import Limits


_ALIASES = {"ttl": "turtle"}
_FORMATS = ("table", "json", "ndjson", "csv", "tsv", "md", "html", *EXCHANGED, *_ALIASES)


@click.command(
    short_help="对图谱提问 / Ask the graph (SPARQL).",
    epilog=examples(
        "plangraph query report/metadata",
        "plangraph query places/about -p place=长安街",
        "plangraph query indicators/targets --format csv",
        "plangraph query report/indicators --excel -o out/indicators.csv",
        "plangraph query --list",
        "plangraph query --list ledger",
        "plangraph query --show report/outline",
    ),
)
@click.argument("name", required=False, metavar="PACK/NAME|FILE.rq|-")
@data_option
@endpoint_option
@click.option(
    "-p",
    "--param",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="查询的参数，可多次给出 / A parameter of the query; may be repeated.",
)
@limit_options
@format_option(*_FORMATS)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="最多列出 N 行 / Give N rows at most.")
@click.option("--no-headers", is_flag=True, help="不要列名（table、csv、tsv） / No line of names (table, csv, tsv).")
@click.option("--excel", is_flag=True, help="Excel 能直接打开的 CSV / CSV that Excel opens as it should.")
@output_options
@click.option(
    "--packs",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="自己的查询包文件夹 / Folder of own packs.",
)
@click.option(
    "--list", "listing", is_flag=True, help="列出查询，可给包名 / List the queries, of one pack if it is named."
)
@click.option("--show", "showing", is_flag=True, help="打印查询本身和参数 / Print the query itself and its parameters.")
@common
def query(
    name: str | None,
    data: tuple[Path, ...],
    endpoint: str | None,
    given: tuple[str, ...],
    limits: Limits,
    form: str,
    limit: int | None,
    no_headers: bool,
    excel: bool,
    out: Path | None,
    force: bool,
    folder: Path | None,
    listing: bool,
    showing: bool,
) -> None:
    """对图谱提问（SPARQL）：随附查询的名称、.rq 文件，或 - 表示标准输入。

    Ask the graph: a query of a pack, a file, or standard input.
    """
    from plangraph.uses import packs

    form = _form(form, no_headers=no_headers, excel=excel)
    shelf = packs.shelf(folder)
    if listing:
        _told(shelf)
        chosen = packs.pack(name, shelf) if name else packs.queries(shelf)
        deliver(listed(chosen, form), form, out, force=force, columns=columns(form))
        return
    if name is None:
        raise UsageError("请给出查询名，或用 --list / name a query, or use --list")
    found = packs.find(name, shelf)
    if not found.shipped and name in shelf.files:
        _told(shelf)
    if showing:
        deliver(described(found, form), "", out, force=force)
        return
    asked = data_or_endpoint(data, endpoint, name)
    answered = answer(found, asked, given, shelf, limits, form, limit, head=not no_headers)
    deliver(answered.pieces, form, out, force=force, columns=answered.columns)
    _count(answered.rows, limit, limits.rows)
    if not answered.rows:
        _hints(found, given)


def _told(shelf: Shelf) -> None:
    for note in shelf.notes:
        say(note)


def _hints(query: Query, given: tuple[str, ...]) -> None:
    """Say, where there was no answer, what data the question needs, and which one lists the values of what was asked with."""
    from plangraph.uses.parameters import pairs

    needs = query.words("needs")
    if {"zh", "en"} <= needs.keys():
        say(
            f"这个查询需要：{needs['zh']}（--data）；已经给出的，就是没有符合的行 / "
            f"this question needs {needs['en']} (--data); where these are given, no row fits"
        )
    asked = pairs(given)
    for parameter in query.parameters():
        if parameter.name in asked and parameter.values_from:
            name, source = parameter.name, parameter.values_from
            say(
                f"哪些 {name} 有数据：plangraph query {source} / which {name} there is data of: plangraph query {source}"
            )


def _form(form: str, *, no_headers: bool, excel: bool) -> str:
    """Give the format that is meant, by its first name; UsageError for options that do not go together."""
    form = _ALIASES.get(form, form)
    if excel and form not in ("table", "csv"):
        raise UsageError(f"--excel 写的是 csv，不是 {form} / --excel writes csv, not {form}")
    if no_headers and not excel and form not in ("table", "csv", "tsv"):
        raise UsageError(f"--no-headers 只用于 table、csv、tsv / --no-headers is for table, csv and tsv, not {form}")
    return "excel" if excel else form


def _count(rows: int, limit: int | None = None, most: int | None = None) -> None:
    if limit is not None and rows > limit:
        zh, en = (f"{most} 行以上", f"more than {most}") if most and rows > most else (f"{rows} 行", f"{rows}")
        say(f"只列出 {zh}中的前 {limit} 行（--limit） / the first {limit} of {en} rows (--limit)", always=True)
    else:
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
            "in_the_words": "原文提到",
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
            "in_the_words": "in the words",
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
