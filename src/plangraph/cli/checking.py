"""The verb that checks a graph against the shapes and the source."""

from __future__ import annotations

from pathlib import Path

import click

from plangraph.cli.options import common, examples, format_option, lang, put, say


@click.command(
    short_help="用 SHACL 形状检查图谱 / Check graphs against the shapes.",
    epilog=examples(
        "plangraph validate data/ttl/110102/2022.ttl",
        "plangraph validate data/ttl/110102/2022.ttl --source data/text/110102/2022.txt",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@format_option("table", "json", "ttl")
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    metavar="IN",
    help="报告原文，逐字核对 / The report's text, compared character by character.",
)
@click.option("--strict", is_flag=True, help="建议级问题也算不合格 / Findings of `should` count too.")
@common
def validate(files: tuple[Path, ...], form: str, source: Path | None, strict: bool) -> None:
    """用 SHACL 形状检查图谱，不合格时退出码为 1。

    Check graphs against the shapes; exit 1 when they do not conform.
    """
    from plangraph.uses.validation import render
    from plangraph.uses.validation import validate as check

    findings = check(files, source=source)
    put(render(findings, form, lang()), form)
    must = sum(f.severity == "must" for f in findings)
    say(
        f"不合格 {must} 处，建议查看 {len(findings) - must} 处 / "
        f"{must} to mend (must), {len(findings) - must} to look at (should)"
    )
    if must or (strict and findings):
        raise click.exceptions.Exit(1)
