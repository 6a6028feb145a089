"""The verbs that read reports: build, outline, statements."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangraph.cli.options import (
    check_option,
    common,
    complain,
    decided,
    decisions_option,
    examples,
    force_option,
    lang,
    out_option,
    put,
    rows_option,
    say,
    setting,
)
from plangraph.errors import InputError, PlangraphError, UsageError
from plangraph.messages import pick

if TYPE_CHECKING:
    from plangraph.model import Decision, Report

MEGABYTE = 2**20
size_option = click.option(
    "--max-size",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="MB",
    help="单个文件的大小上限（兆字节） / Largest input in megabytes.",
)


def _report(path: Path, max_size: int, ner: str = "off", decisions: Sequence[Decision] = ()) -> Report:
    from plangraph.pipeline import build_report
    from plangraph.text.reading import read_source

    report = build_report(read_source(path, max_size=max_size * MEGABYTE), ner=ner, decisions=decisions)
    for warning in report.warnings:
        zh, en = pick(warning, "zh"), pick(warning, "en")
        say(f"{path}：{zh} / {path}: {en}")
    _tell(report)
    return report


def _tell(report: Report) -> None:
    """Say in detail what was found in a report."""
    source = report.document.source
    numbers = sum(len(s.quantities) for s in report.statements)
    names = len(report.names.entities) if report.names else 0
    said, rows, terms = len(report.statements), len(report.indicators), len(report.terms)
    say(
        f"{source.name}：{source.encoding} 编码，{said} 句，{numbers} 个数据，{rows} 项指标，{terms} 条名词，{names} 个事物 / "
        f"{source.name}: {source.encoding}, {said} statements, {numbers} numbers, {rows} indicators, {terms} terms, "
        f"{names} things named",
        detail=True,
    )


@click.command(
    short_help="读报告，写图谱 / Read reports, write graphs.",
    epilog=examples("plangraph build data/text/110102/2022.txt -o out/2022.ttl", "plangraph build data/text -o out/"),
)
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="IN...")
@out_option("输出文件、文件夹或 - / Output file, folder or -.")
@check_option
@force_option
@click.option(
    "--ner",
    type=click.Choice(["auto", "lac", "rules"]),
    default="auto",
    show_default=True,
    help="名称识别：有 LAC 用 LAC，否则用规则 / What finds names: LAC where it is installed, else rules.",
)
@decisions_option
@size_option
@common
def build(
    inputs: tuple[Path, ...], out: Path, check: bool, force: bool, ner: str, decisions: Path | None, max_size: int
) -> None:
    """读报告，写图谱（.ttl 或 .nt）；多个报告时 OUT 是文件夹。

    Read reports and write their graphs (.ttl or .nt); with several inputs OUT is a folder, one file a report.
    """
    if check and str(out) == "-":
        raise UsageError("--check 需要可比较的输出文件 / --check needs an output file to compare with")
    from plangraph.knowledge.words import engine
    from plangraph.pipeline import graph_text

    targets = list(_targets(inputs, out))
    found_by = engine(ner).name
    say(f"名称识别：{found_by} / names found by {found_by}")
    changed = code = 0
    with _progress(targets) as steps:
        for source, target in steps:
            try:
                said = decided(decisions, target)
                text = "".join(graph_text(_report(source, max_size, ner, said), target.suffix[1:] or "ttl"))
                changed += write_graph(text, target, check=check, force=force)
            except PlangraphError as error:  # one of many: the others are built all the same
                if len(targets) == 1:
                    raise
                complain(str(error), error.code)
                code = code or error.exit_code
    if check and changed:
        say(f"{changed} 个文件会改变 / {changed} file{'' if changed == 1 else 's'} would change")
        code = code or 1
    raise click.exceptions.Exit(code)


def _progress(targets: list[tuple[Path, Path]]) -> AbstractContextManager[Iterable[tuple[Path, Path]]]:
    """Show on a terminal how far many builds have come."""
    hidden = len(targets) < 5 or bool(setting("log_json")) or not sys.stderr.isatty()
    return click.progressbar(targets, hidden=hidden, file=sys.stderr)


def _targets(inputs: tuple[Path, ...], out: Path) -> list[tuple[Path, Path]]:
    """Pair every report with the file its graph goes to; two that would share a file are an error."""
    if len(inputs) == 1 and not inputs[0].is_dir():
        if out.suffix not in (".ttl", ".nt") and str(out) != "-":
            raise UsageError(f"输出 {out} 须以 .ttl 或 .nt 结尾 / output {out} must end in .ttl or .nt")
        return [(inputs[0], out)]
    if str(out) == "-" or out.suffix in (".ttl", ".nt") or out.is_file():
        raise UsageError(f"有多个输入时输出 {out} 须是文件夹 / with several inputs the output {out} must be a folder")
    pairs: dict[Path, Path] = {}
    for given in inputs:
        for path in sorted(given.rglob("*.txt")) if given.is_dir() else [given]:
            place = path.relative_to(given) if given.is_dir() else Path("stdin" if str(path) == "-" else path.name)
            target = out / place.with_suffix(".ttl")
            if pairs.setdefault(target, path) != path:
                raise UsageError(
                    f"{pairs[target]} 与 {path} 会写到同一文件 / {pairs[target]} and {path} would share {target}"
                )
    if not pairs:
        raise InputError("没有找到 .txt 文件 / no .txt files found")
    return sorted((path, target) for target, path in pairs.items())


def write_graph(text: str, target: Path, *, check: bool, force: bool) -> bool:
    """Write a graph; tell whether the file changed (or, with `check`, would)."""
    from plangraph.files import write_atomically

    if str(target) == "-":
        put([text])
        return False
    changed = not target.is_file() or target.read_bytes() != text.encode()
    if not check:
        write_atomically(target, [text], force=force)
        say(f"{target} 已写好 / wrote {target}")
    elif changed:
        say(f"{target} 会改变 / {target} would change")
    return changed


def _print(rows: Sequence[dict[str, object]], form: str, like: str) -> None:
    """Print a stage with the words of the query that asks a graph for it."""
    from plangraph.uses.codes import in_words
    from plangraph.uses.packs import find
    from plangraph.uses.rows import render

    query = find(like)
    columns, cells = list(rows[0]) if rows else [], [list(row.values()) for row in rows]
    if form in ("table", "md", "html"):
        cells = in_words(columns, cells, query.codes(), lang())
    put(render(columns, cells, form, query.columns(lang())), form)


_input = click.argument("report", metavar="IN", type=click.Path(path_type=Path, allow_dash=True))


@click.command(epilog=examples("plangraph outline data/text/110102/2022.txt"))
@_input
@rows_option
@size_option
@common
def outline(report: Path, form: str, max_size: int) -> None:
    """打印报告的结构 / Print parts, chapters, topics of a report."""
    sections = _report(report, max_size).document.sections
    rows: list[dict[str, object]] = [
        {
            "level": str(s.level),
            "number": s.number,
            "title": s.title.text,
            "start": s.title.span().start,
            "end": s.title.span().end,
        }
        for s in sections
    ]
    _print(rows, form, "report/outline")


@click.command(epilog=examples("plangraph statements data/text/110102/2022.txt --format csv"))
@_input
@rows_option
@size_option
@common
def statements(report: Path, form: str, max_size: int) -> None:
    """打印报告的语句及其种类 / Print a report's statements and kinds."""
    rows: list[dict[str, object]] = [
        {
            "id": s.sentence.id,
            "kind": str(s.kind),
            "section": s.sentence.section,
            "text": s.sentence.passage.text,
            "start": s.sentence.passage.span().start,
            "end": s.sentence.passage.span().end,
        }
        for s in _report(report, max_size).statements
    ]
    _print(rows, form, "report/statements")
