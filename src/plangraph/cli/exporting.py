"""The verb that writes graphs for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangraph.cli.limits import limit_options
from plangraph.cli.options import common, data_option, data_paths, examples, force_option, lang, out_option, put, say

if TYPE_CHECKING:
    from plangraph.uses.queries import Limits

_KINDS = ("gexf", "html", "png", "svg", "graphml", "cyjs", "neo4j-csv", "csv", "xlsx", "jsonld", "skos")
_VIEWS = ("responsibilities", "projects", "ledger", "places", "glossary", "all")


@click.command(
    short_help="写给 Gephi 等程序 / Write for Gephi and others.",
    epilog=examples(
        "plangraph export gexf -o out/xicheng.gexf",
        "plangraph export gexf --view responsibilities --dynamic -o out/who.gexf",
        "plangraph export html --view places -o out/places.html",
        "plangraph export graphml --view places -o out/places.graphml",
        "plangraph export csv --view projects -o out/projects",
        "plangraph export skos -o out/glossary.ttl",
    ),
)
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@data_option
@out_option("输出文件或 -；csv 和 neo4j-csv 为文件夹 / Output file or -; a folder for csv and neo4j-csv.")
@click.option(
    "--view",
    type=click.Choice(_VIEWS),
    metavar="VIEW",
    help=f"内容：{'、'.join(_VIEWS)} / What to include (default: all).",
)
@click.option(
    "--query",
    "query_file",
    metavar="FILE.rq|-",
    help="以 CONSTRUCT 查询的结果为内容 / Include what a CONSTRUCT gives.",
)
@click.option(
    "--dynamic", is_flag=True, help="按年份分段，用于 Gephi 时间轴 / Intervals by year for Gephi's time line."
)
@click.option("--merge-parallel", is_flag=True, help="合并平行边 / Make one edge of parallel ones.")
@click.option(
    "--size",
    type=click.Choice(["degree", "money"]),
    default="degree",
    show_default=True,
    help="节点大小依据：连接数或金额 / What the size of a node shows.",
)
@limit_options
@force_option
@common
def export(
    kind: str,
    data: tuple[Path, ...],
    out: Path,
    view: str | None,
    query_file: str | None,
    dynamic: bool,
    merge_parallel: bool,
    size: str,
    limits: Limits,
    force: bool,
) -> None:
    """写给其他程序：gexf（Gephi）、html（浏览器，离线）、png 和 svg（图片）、graphml（Cytoscape、yEd）、cyjs（Cytoscape）、neo4j-csv、csv、xlsx、jsonld、skos。

    Write for another program: gexf (Gephi), html (any browser, offline), png and svg (pictures), graphml (Cytoscape, yEd), cyjs (Cytoscape), neo4j-csv, csv, xlsx, jsonld, skos.
    """
    from plangraph.uses import packs
    from plangraph.uses.export.writing import Wish
    from plangraph.uses.export.writing import export as write

    query = packs.find(query_file) if query_file else None
    wish = Wish(data_paths(data, query_file), kind, view, query, dynamic, merge_parallel, size, limits, lang())
    pieces, said = write(wish, None if str(out) == "-" else out, force=force)
    put(pieces, kind)
    for line in said:
        say(line)
