"""Rows as one HTML page that needs nothing else: every text escaped, no script, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterator, Sequence
from typing import Any

from plangraph import __version__
from plangraph.files import MARK
from plangraph.uses.cells import numbers, shown

_STYLE = """
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
td.number { text-align: right; white-space: nowrap; }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()


def page(
    names: Sequence[str], rows: Sequence[Sequence[Any]], *, lang: str = "zh", title: str = "", lines: Sequence[str] = ()
) -> Iterator[str]:
    """Give a page with a title, `lines` of text below it and the rows as a table, in pieces."""
    name = html.escape(shown(title or "plangraph"))
    yield f"""<!DOCTYPE html>
<html lang="{html.escape(lang)}">
<meta charset="utf-8">
<meta name="generator" content="{MARK} {__version__}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{_HASH}'">
<meta name="viewport" content="width=device-width">
<title>{name}</title>
<style>{_STYLE}</style>
<h1>{name}</h1>
"""
    yield from (f"<p>{html.escape(shown(line))}</p>\n" for line in lines)
    yield from table(names, rows)
    yield "</html>\n"


def table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Give the rows as a table of HTML, in pieces."""
    yield (
        "<table>\n<thead><tr>"
        + "".join(f"<th>{html.escape(shown(n))}</th>" for n in names)
        + "</tr></thead>\n<tbody>\n"
    )
    right = [numbers([row[i] for row in rows]) for i in range(len(names))]
    for row in rows:
        yield "<tr>" + "".join(_cell(c, n) for c, n in zip(row, right, strict=True)) + "</tr>\n"
    yield "</tbody>\n</table>\n"


def _cell(cell: Any, number: bool) -> str:
    text = html.escape(shown(cell))
    if isinstance(cell, str) and cell.startswith(("http://", "https://")) and " " not in text:
        text = f'<a rel="noreferrer" href="{text}">{text}</a>'
    return f'<td class="number">{text}</td>' if number else f"<td>{text}</td>"
