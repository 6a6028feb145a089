"""The verb that makes a database."""

from __future__ import annotations

from pathlib import Path

import click

from plangraph.cli.limits import MEGABYTE, max_graph_size
from plangraph.cli.options import common, examples, say


@click.command(
    short_help="把图文件装入磁盘数据库 / Load graphs into a database on disk.",
    epilog=examples("plangraph load out/db data/ttl"),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE...")
@click.option("--force", is_flag=True, help="文件夹里有别的东西也照做 / Even into a folder that holds something else.")
@max_graph_size
@common
def load(folder: Path, files: tuple[Path, ...], force: bool, max_size: int) -> None:
    """把图文件（文件、文件夹、通配符、-）装入文件夹 DIR 中的数据库，取代其中原有的数据，供 --data DIR 提问。

    Load graph files, folders, patterns or - into a database in the folder DIR, in place of what it held, to be asked
    with --data DIR.
    """
    from plangraph.uses.stores import build_database

    count = build_database(folder, files, force=force, most=max_size * MEGABYTE)
    say(f"{count} 个文件已装入 {folder} / loaded {count} file{'' if count == 1 else 's'} into {folder}")
