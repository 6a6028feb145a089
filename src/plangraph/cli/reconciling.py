"""The verb that finds our things by name: reconcile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangraph.cli.options import common, data_option, data_paths, examples, put, rows_option, say
from plangraph.errors import UsageError

if TYPE_CHECKING:
    from plangraph.uses.register import Register


_DELIMITERS = {".csv": ",", ".tsv": "\t", ".txt": ""}


@click.command(
    short_help="名称对应的事物；OpenRefine 服务 / Our things by name; a service for OpenRefine.",
    epilog=examples("plangraph reconcile 西城区发展改革委 金融街 --format csv", "plangraph reconcile --help"),
)
@click.argument("names", nargs=-1, metavar="[NAME...]")
@data_option
@click.option("--serve", is_flag=True, help="在本机为 OpenRefine 提供服务 / Serve OpenRefine on this machine.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="端口，0 为任意 / Port; 0 takes any that is free.",
)
@rows_option
@common
def reconcile(names: tuple[str, ...], data: tuple[Path, ...], serve: bool, port: int, form: str) -> None:
    """给出名称所指的事物；名称也可以是 .csv、.tsv、.txt 文件，取其第一列。--serve 在本机提供 OpenRefine 的核对服务（Reconciliation API 0.2）。

    Give the things that names mean; a .csv, .tsv or .txt file gives the names of its first column. --serve offers the
    Reconciliation Service API 0.2 to OpenRefine on this machine.
    """
    from plangraph.uses.rows import render

    if serve == bool(names):
        raise UsageError("给出名称，或用 --serve / give names, or --serve")
    asked = list(_names(names))
    register = _register(data_paths(data))
    if serve:
        return _serve(register, port)
    columns = ["name", "id", "label", "type", "score", "match"]
    rows = [row for name in asked for row in _rows(register, name)]
    put(render(columns, rows, form), form)
    unmatched = "、".join(row[0] for row in rows if row[1] is None)
    if unmatched:
        say(f"没有对应的事物：{unmatched} / nothing corresponds to: {unmatched}")
    return None


def _names(given: Iterable[str]) -> Iterator[str]:
    """Give names as they are, and those in the first column of a file."""
    from plangraph.text.reading import read_source
    from plangraph.text.sheets import read_names

    for name in given:
        if not name.lower().endswith(tuple(_DELIMITERS)):
            yield name
            continue
        heading, names = read_names(read_source(name), _DELIMITERS[Path(name).suffix.lower()])
        zh, en = (f"，表头“{heading}”除外", f", under the heading “{heading}”") if heading else ("", "")
        say(f"{name}：{len(names)} 个名称{zh} / {name}: {len(names)} names{en}")
        yield from names


def _rows(register: Register, name: str) -> list[list[Any]]:
    """Give a row for each candidate, one without a thing where there is none."""
    found = register.find(name)
    rows = [[name, c.thing.iri, c.thing.name, c.thing.kind, c.score, c.match] for c in found]
    return rows or [[name, None, None, None, None, False]]


def _register(data: tuple[Path, ...]) -> Register:
    from plangraph.uses.catalogue import read_catalogue
    from plangraph.uses.queries import graph_files
    from plangraph.uses.register import Register

    files = [f for path in data for f in (graph_files([path]) if path.is_dir() else [path])]
    return Register(thing for path in files for thing in read_catalogue(path).things)


def _serve(register: Register, port: int) -> None:
    from plangraph.uses.reconciliation_server import Server

    with Server(register, port) as server:
        say(f"服务地址：{server.address}，Ctrl-C 结束 / serving at {server.address}; Ctrl-C ends it", always=True)
        server.serve_forever()
