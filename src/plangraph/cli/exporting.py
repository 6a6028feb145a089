"""The verb that writes graphs for other programs."""

from __future__ import annotations

import io
from pathlib import Path

import click

from plangraph.cli.options import common, data_option, data_paths, examples, put, say


@click.command(
    short_help="写给 Gephi 等程序 / Write for Gephi and others.",
    epilog=examples("plangraph export gexf -o out/xicheng.gexf"),
)
@click.argument("kind", type=click.Choice(["gexf"]), metavar="KIND")
@data_option
@click.option(
    "-o",
    "out",
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="OUT",
    help="输出文件或 - / Output file or -.",
)
@click.option("--force", is_flag=True, help="覆盖不是 plangraph 写的文件 / Overwrite a file that is not ours.")
@common
def export(kind: str, data: tuple[Path, ...], out: Path, force: bool) -> None:
    """写给其他程序的图（KIND：gexf，可用 Gephi 打开）。

    Write the graph for another program (KIND: gexf, which Gephi opens).
    """
    from plangraph.files import write_atomically
    from plangraph.uses.export.gexf import export_gexf

    text = io.StringIO()
    summary = export_gexf(data_paths(data), text)
    if str(out) == "-":
        put([text.getvalue()])
    else:
        write_atomically(out, [text.getvalue()], force=force)
    say(str(summary))
