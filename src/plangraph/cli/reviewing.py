"""The verb with which people decide: review."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangraph.cli.following import latest
from plangraph.cli.options import common, decided, decisions_option, examples, lang, say
from plangraph.messages import pick

if TYPE_CHECKING:
    from plangraph.model import Decision, Relation
    from plangraph.uses.review import Pieces, Proposal, Side

_KEYS = (
    "y 对，n 不对，r 换关系，s 跳过，u 撤销，q 退出，? 帮助 / y yes, n no, r relation, s skip, u undo, q quit, ? help"
)
_HELP = (
    "y 两句确有关系；n 没有，以后不再提出；r 有关系但另选一种（仅限一份报告之内）；s 以后再说；u 撤销本次最后一条决定；"
    "q 退出，下次接着来。每条决定立即写入文件。 / "
    "y: they belong together; n: they do not, and are not proposed again; r: they do, by another relation (inside one "
    "report only); s: later; u: take back the last decision of this session; q: quit, and go on another time. Every "
    "decision is written at once."
)
_END = "都看过了：u 撤销最后一条，其他键结束 / that was all: u takes the last one back, any other key ends"
_NOTHING_TO_UNDO = "本次没有可撤销的决定 / nothing decided in this session is left to undo"
_CHANGED = "文件在此后被改动，未撤销 / the file was changed since; nothing is undone"


@click.command(
    short_help="逐对复核，人说了算 / Decide on links, pair by pair.",
    epilog=examples(
        "plangraph review data/ttl/110102/2022.ttl",
        "plangraph review data/ttl/110102/2022.ttl --decisions mine.sssom.tsv --reviewer 王某",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@decisions_option
@click.option(
    "--reviewer", default="", envvar="PLANGRAPH_REVIEWER", metavar="NAME", help="复核人 / Who decides, kept with it."
)
@common
def review(files: tuple[Path, ...], decisions: Path | None, reviewer: str) -> None:
    """逐对复核尚无决定的对照，最没把握的在前：一个图谱看报告之内的，几个图谱看台账中的。

    Walk through the links that nobody decided, the least certain first: those inside a report for one graph, those of
    the ledger for several. One key a decision; each is added to the file of decisions at once.
    """
    from plangraph.uses.decision_files import appendable, beside
    from plangraph.uses.ledger import read_book
    from plangraph.uses.queries import graph_files
    from plangraph.uses.review import across, inside

    paths = graph_files(files)
    books = [read_book(path) for path in paths]
    table = decisions or beside(latest(books, paths))
    appendable(table)
    known = decided(decisions, *paths) if decisions is None or table.exists() else ()
    pairs, words = across(books, known) if len(books) > 1 else inside(paths[0], known)
    for message in words:
        say(message)
    made: list[tuple[int, bytes]] = []
    try:
        _walk(pairs, table, reviewer, made)
    finally:  # whatever ends it: what was decided is in the file
        n, left = len(made), len(pairs) - len(made)
        say(f"决定 {n} 条，写在 {table}；还剩 {left} 对 / {n} decided, kept in {table}; {left} left")


def _walk(pairs: Sequence[Proposal], table: Path, reviewer: str, made: list[tuple[int, bytes]]) -> None:
    """Show pair after pair and take down what is decided; `made` holds which pair each was of and what it added."""
    at, shown = 0, -1
    while at < len(pairs) or made:
        if shown != at:
            _show(pairs, at)
            shown = at
        key = _key()
        if key in ("", "q") or (at == len(pairs) and key != "u"):
            return
        if key == "u":
            at = _undo(table, made, at)
        elif key == "s":
            at += 1
        elif decision := _decision(pairs[at], key, reviewer):
            from plangraph.uses.decision_files import append_decision

            made.append((at, append_decision(table, decision)))
            at += 1
        else:
            say(_HELP)


def _undo(table: Path, made: list[tuple[int, bytes]], at: int) -> int:
    """Take the last decision back and give the place of its pair."""
    from plangraph.uses.decision_files import take_back

    if made and take_back(table, made[-1][1]):
        return made.pop()[0]
    say(_CHANGED if made else _NOTHING_TO_UNDO)
    return at


def _decision(pair: Proposal, key: str, reviewer: str) -> Decision | None:
    """Give what a key decides of a pair, None where it decides nothing."""
    from plangraph.model import LinkStatus
    from plangraph.uses.review import decide

    relation = _relation() if key == "r" and pair.relation else None
    if key not in ("y", "n") and not relation:
        return None
    status = LinkStatus.REJECTED if key == "n" else LinkStatus.CONFIRMED
    return decide(pair, status, relation, reviewer=reviewer, day=date.today())


def _relation() -> Relation | None:
    """Let a person choose a relation by its number."""
    from plangraph.model import Relation

    choices = {str(i): relation for i, relation in enumerate(Relation, 1)}
    for key, relation in choices.items():
        click.echo(f"  {key} {_name(relation)}")
    return choices.get(_key())


def _name(relation: Relation) -> str:
    """Give the label of a relation, as its list has it."""
    from plangraph.graph.schemes import concept, described
    from plangraph.graph.vocab import SKOS

    said = described([concept("relation", relation) or ""])
    labels = (value for _, predicate, value in said if predicate == SKOS.prefLabel)
    return next((v.split('"')[1] for v in labels if v.endswith(f"@{lang()}")), str(relation))


def _key() -> str:
    """Give one key, small; from what is no terminal the first character of a line. Nothing at the end of input."""
    if sys.stdin.isatty():
        try:
            return click.getchar().lower()
        except EOFError:
            return ""
    line = sys.stdin.readline()
    return line.strip().lower()[:1] or "?" if line else ""


def _show(pairs: Sequence[Proposal], at: int) -> None:
    """Show a pair, what is shared marked, with what speaks for it, and the keys."""
    from plangraph.uses.cells import shown
    from plangraph.uses.review import marked

    if at == len(pairs):
        say(_END)
        return
    pair = pairs[at]
    relation = f"  {_name(pair.relation)}" if pair.relation else ""
    click.echo(f"\n{at + 1}/{len(pairs)}  {pair.score:.2f}{relation}")
    one, other = marked(shown(pair.commitment.claim.text), shown(pair.result.claim.text))
    titled = pair.commitment.title != pair.result.title
    _sentence("承诺 / commitment", pair.commitment, one, titled=titled)
    _sentence("结果 / result", pair.result, other, titled=titled)
    if pair.reason:
        click.echo(shown(f"{pick('依据 / because', lang())}: {pick(pair.reason, lang())}"))
    say(_KEYS)


def _sentence(name: str, side: Side, pieces: Pieces, *, titled: bool) -> None:
    """Show one sentence and where it stands; marks are brackets where the console has no colours."""
    from rich.console import Console
    from rich.text import Text

    from plangraph.uses.cells import shown

    place = pick(f"{side.claim.section} 节，第 {side.line} 行 / section {side.claim.section}, line {side.line}", lang())
    title = f"；{shown(side.title)}" if titled else ""
    console = Console(file=sys.stdout, force_terminal=sys.stdout.isatty(), highlight=False, soft_wrap=True)
    plain = console.color_system is None
    line = Text(f"{pick(name, lang())} ({place}{title}):\n  ")
    for piece, both in pieces:
        line.append(f"[{piece}]" if both and plain else piece, "bold yellow" if both else "")
    console.print(line)
