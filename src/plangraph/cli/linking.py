"""The verb that joins datasets: link."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangraph.cli.options import common, examples, force_option, lang, put, say
from plangraph.errors import ForeignFileError, UsageError

if TYPE_CHECKING:
    from plangraph.uses.linking import LinkSet


@click.command(
    short_help="不同数据集之间的对应 / Counterparts between datasets.",
    epilog=examples(
        "plangraph link data/ttl/110102/2022.ttl data/examples/neighbour.ttl -o out/links.sssom.tsv -o out/links.ttl",
        "plangraph link data/ttl/110102/2022.ttl --wikidata data/examples/wikidata.csv",
    ),
)
@click.argument("data", nargs=-1, required=True, metavar="A B...", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "outs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="输出 .sssom.tsv 或 .ttl，可给两个；不给则打印 SSSOM 表 / .sssom.tsv or .ttl, may be given twice; default: SSSOM on stdout.",
)
@click.option(
    "--wikidata",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="维基数据的转储或查询结果（JSON、NDJSON、CSV） / A dump or query result of Wikidata (JSON, NDJSON, CSV).",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="人的决定（SSSOM 表） / What people decided (SSSOM).",
)
@force_option
@common
def link(
    data: tuple[Path, ...], outs: tuple[Path, ...], wikidata: tuple[Path, ...], decisions: Path | None, force: bool
) -> None:
    """在不同地区或任何词汇的数据集之间寻找对应的事物，说明依据；不对应的说明理由。

    Find counterparts between datasets, of other districts or in any vocabulary, with the evidence; and say why others
    are none.
    """
    from plangraph.files import write_atomically
    from plangraph.uses.catalogue import read_catalogue
    from plangraph.uses.link_tables import read_rulings, table
    from plangraph.uses.linking import link as link_all
    from plangraph.uses.linking import summary, uncollected, unruled
    from plangraph.uses.wikidata import read_wikidata

    _check(outs, decisions)
    rulings = read_rulings(decisions) if decisions else ()
    with uncollected():
        catalogues = [*map(read_catalogue, _files(data)), *map(read_wikidata, wikidata)]
        if len(catalogues) < 2:
            raise UsageError("至少要两个数据集 / link takes two datasets or more")
        links = link_all(catalogues, rulings)
    for words in (words for one in catalogues for words in one.unusable):
        say(words)
    for out in outs:
        write_atomically(out, _text(links, out), force=force)
        say(f"{out} 已写好 / wrote {out}")
    if not outs:
        put(table(links, lang()))
    for words in unruled(links):
        say(words)
    say(summary(links))


def _check(outs: Iterable[Path], decisions: Path | None) -> None:
    """Refuse outputs of another form, and to write over what people decided."""
    for out in outs:
        if not out.name.endswith((".sssom.tsv", ".ttl")):
            raise UsageError(f"输出 {out} 须以 .sssom.tsv 或 .ttl 结尾 / output {out} must end in .sssom.tsv or .ttl")
        if decisions and out.resolve() == decisions.resolve():
            raise ForeignFileError(
                f"{out} 是人的决定，不能覆盖 / {out} holds what people decided and is not overwritten"
            )


def _files(data: Iterable[Path]) -> Iterable[Path]:
    """Give files as they are, folders with every graph below them."""
    from plangraph.uses.queries import graph_files

    for path in data:
        yield from graph_files([path]) if path.is_dir() else [path]


def _text(links: LinkSet, out: Path) -> Iterable[str]:
    from plangraph.uses.link_graph import links_text
    from plangraph.uses.link_tables import table

    return links_text(links) if out.suffix == ".ttl" else table(links, lang())
