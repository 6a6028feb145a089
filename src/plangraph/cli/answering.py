"""An answer to a question, from asking to its text in a format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from plangraph.cli.options import lang, say

if TYPE_CHECKING:
    from plangraph.uses.packs import Query, Shelf
    from plangraph.uses.parameters import Term
    from plangraph.uses.queries import Data, Limits, Result

EXCHANGED = ("srj", "srx", "turtle")  # uses.exchange
REPORT = "report"  # the column that says of which report a row is


class Answer(NamedTuple):
    """An answer in a format: its columns, its text in pieces, and how many rows there are in all."""

    columns: Sequence[str]
    pieces: Iterable[str]
    rows: int


def answer(
    query: Query,
    data: Data,
    given: tuple[str, ...],
    shelf: Shelf,
    limits: Limits,
    form: str,
    limit: int | None,
    *,
    head: bool,
) -> Answer:
    """Ask, say what was asked, and give the answer."""
    from plangraph.uses.answers import as_result
    from plangraph.uses.parameters import pairs
    from plangraph.uses.questions import ask

    put_to = partial(ask, query, data, given=pairs(given), shelf=shelf, limits=limits)
    if form in EXCHANGED:
        from plangraph.uses import exchange

        known, _ = put_to(partial(exchange.read, first=limit))
        shown = replace(known, rows=known.rows[:limit])
        return Answer(known.columns, exchange.written(shown, form), len(known.rows) + known.more)
    result, bound = put_to(
        partial(as_result, first=limit), meanwhile=partial(_ready, query) if form == "table" else None
    )
    title = _asked(query, bound)
    if form == "table" and title:
        say(title)
    pieces = _rendered(query, replace(result, rows=result.rows[:limit]), form, title, head=head)
    return Answer(result.columns, pieces, len(result.rows) + result.more)


def _ready(query: Query) -> None:
    """Draw something while the answer is on its way, so that all that draws is at hand when it comes."""
    from plangraph.uses.codes import in_words
    from plangraph.uses.rows import render

    columns = list(query.columns(lang()))
    "".join(render(columns, in_words(columns, [["字"] * len(columns)], query.codes(), lang()), "table"))


def _rendered(query: Query, result: Result, form: str, title: str, *, head: bool) -> Iterable[str]:
    from plangraph.uses.rows import excel, render

    if form == "excel":
        return excel(result.columns, result.rows, head=head)
    if form not in ("table", "md", "html"):
        return render(result.columns, result.rows, form, head=head)
    result = _in_words(query, _for_reader(query, result))
    labels = query.columns(lang())
    if form == "html":
        return _page(query, result, title)
    return (
        _table(result, labels)
        if form == "table" and head
        else render(result.columns, result.rows, form, labels, head=head)
    )


def _for_reader(query: Query, result: Result) -> Result:
    """Give the answer without the columns that the query says are only for readers of the other language."""
    only = query.only()
    kept = [i for i, column in enumerate(result.columns) if only.get(column, lang()) == lang()]
    columns, rows = [result.columns[i] for i in kept], [[row[i] for i in kept] for row in result.rows]
    return replace(result, columns=columns, rows=rows)


def _in_words(query: Query, result: Result) -> Result:
    """Give the rows with words for codes, where the query says that a column holds codes, and for true and false."""
    codes = query.codes()
    if not codes and not any(isinstance(cell, bool) for row in result.rows for cell in row):
        return result
    from plangraph.uses.codes import in_words

    return replace(result, rows=in_words(result.columns, result.rows, codes, lang()))


def _page(query: Query, result: Result, title: str) -> Iterable[str]:
    from plangraph.uses.pages import page

    labels, question = query.columns(lang()), query.words("question").get(lang())
    names = [labels.get(c, c) for c in result.columns]
    return page(names, result.rows, lang=lang(), title=title or query.name, lines=[question] if question else [])


def _table(result: Result, labels: Mapping[str, str]) -> Iterator[str]:
    """Give a table; where all rows are of one report, it is named once, below."""
    from plangraph.uses.cells import shown
    from plangraph.uses.rows import render

    told = {row[result.columns.index(REPORT)] for row in result.rows} if REPORT in result.columns else set()
    if len(told) != 1:
        yield from render(result.columns, result.rows, "table", labels)
        return
    at = result.columns.index(REPORT)
    columns = result.columns[:at] + result.columns[at + 1 :]
    yield from render(columns, [row[:at] + row[at + 1 :] for row in result.rows], "table", labels)
    name = told.pop()
    if name:
        yield f"\n {labels.get(REPORT, REPORT)}{'：' if lang() == 'zh' else ': '}{shown(name)}\n"


def _asked(query: Query, bound: Mapping[str, Term]) -> str:
    """Give the title of what was asked, with the values of its parameters."""
    words = ", ".join(f"{name[1:]}={term.value}" for name, term in bound.items())
    title = query.words("title").get(lang(), "")
    return f"{title} ({words})".strip() if words else title
