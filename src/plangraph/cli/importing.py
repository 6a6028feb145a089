"""The verb that reads tables of figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangraph.cli.building import MEGABYTE, size_option, write_graph
from plangraph.cli.options import check_option, common, examples, force_option, out_option, say
from plangraph.errors import UsageError

if TYPE_CHECKING:
    from plangraph.importing import Table

_SHOWN = 10  # of what does not fit, or of the lines of one note


@click.command(
    "import",
    short_help="读数据表，写图谱 / Read a table of figures, write its graph.",
    epilog=examples(
        "plangraph import data/tables/districts.csv --mapping data/tables/districts.toml -o out/districts.ttl"
    ),
)
@click.argument("table", type=click.Path(path_type=Path, allow_dash=True), metavar="TABLE.csv")
@click.option(
    "--mapping",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="列的对应关系（TOML） / What the columns mean (TOML).",
)
@out_option("输出文件或 - / Output file or -.")
@check_option
@force_option
@size_option
@common
def import_(table: Path, mapping: Path, out: Path, check: bool, force: bool, max_size: int) -> None:
    """读各地区的数据表（CSV），写图谱（.ttl 或 .nt），并判断哪些数可以比较。

    Read a table of figures of several areas (CSV), write its graph (.ttl or .nt), and tell which figures compare.
    """
    if check and str(out) == "-":
        raise UsageError("--check 需要可比较的输出文件 / --check needs an output file to compare with")
    if out.suffix not in (".ttl", ".nt") and str(out) != "-":
        raise UsageError(f"输出 {out} 须以 .ttl 或 .nt 结尾 / output {out} must end in .ttl or .nt")
    from plangraph.importing import read_table, table_text
    from plangraph.text.reading import read_source

    limit = max_size * MEGABYTE
    read = read_table(read_source(table, max_size=limit), read_source(mapping, max_size=limit))
    known = sum(one.measured is not None for one in read.statistics)
    say(
        f"{len(read.statistics)} 个数，{known} 个属于共有指标 / {len(read.statistics)} figures, {known} of shared indicators"
    )
    _unshared(read)
    _from_lines(read.overruled, "种度量方式另作解读", "that are read in another measure")
    _unread(read)
    if write_graph("".join(table_text(read, out.suffix[1:] or "ttl")), out, check=check, force=force) and check:
        raise click.exceptions.Exit(1)


def _unshared(read: Table) -> None:
    """Say which figures are of no shared indicator, and why."""
    if read.unknown:
        names = "、".join(read.unknown)
        say(f"共有指标中没有：{names} / not in the scheme of indicators: {names}")
    _from_lines(read.misfits, "种不合", "that do not fit")


def _from_lines(found: Mapping[str, int], zh_more: str, en_more: str) -> None:
    """Say what holds from which line on, and how many more there are."""
    for words, line in list(found.items())[:_SHOWN]:
        zh, en = words.split(" / ", 1)
        say(f"第 {line} 行起，{zh} / from line {line} on, {en}")
    more = len(found) - _SHOWN
    if more > 0:
        say(f"另有 {more} {zh_more} / and {more} more {en_more}")


def _unread(read: Table) -> None:
    """Name the notes of scope that are not understood, whose figures compare with care."""
    for words, lines in read.unread.items():
        shown, more = ", ".join(map(str, lines[:_SHOWN])), len(lines) - _SHOWN
        zh, en = (f" 等 {len(lines)} 行", f" and {more} more") if more > 0 else (" 行", "")
        say(
            f"口径说明未识别，只能慎比：{words}（第 {shown}{zh}） / "
            f"a note of scope that is not understood, compares with care: {words} (lines {shown}{en})"
        )
