"""The packs told: the list of questions, one question with its parameters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from plangraph.cli.options import lang, say
from plangraph.errors import UsageError

if TYPE_CHECKING:
    from plangraph.uses.packs import Query
    from plangraph.uses.parameters import Parameter

COLUMNS = ["name", "title", "question", "parameters"]
KEYS = ["name", "title", "question", "tags", "parameters", "columns", "shipped"]
_QUESTION, _PARAMETERS = (
    24,
    20,
)  # cells that they take, with what is between columns, to be read beside names and titles
_LABELS = {
    "zh": {"name": "名称", "title": "标题", "question": "问题", "parameters": "参数"},
    "en": {"name": "Name", "title": "Title", "question": "Question", "parameters": "Parameters"},
}


def columns(form: str) -> list[str]:
    """Give what a list says of each query, in a format."""
    return KEYS if form in ("json", "ndjson") else COLUMNS


def listed(queries: Sequence[Query], form: str) -> Iterator[str]:
    """Give a list of queries: in JSON all of their headers, else a line each.

    Raises UsageError for a format that is for answers only.
    """
    from plangraph.uses.rows import FORMATS, excel, render

    if form not in (*FORMATS, "excel"):
        allowed = ", ".join(FORMATS)
        raise UsageError(f"列表不能写成 {form}，可用 {allowed} / a list is not written as {form}; use {allowed}")

    told = [entry for query in queries if (entry := _told(query))]
    if columns(form) == KEYS:
        yield from render(KEYS, [[entry[key] for key in KEYS] for entry in told], form)
        return
    rows = [[e["name"], e["title"].get(lang()), e["question"].get(lang()), _brief(e["parameters"])] for e in told]
    if form == "excel":
        yield from excel(COLUMNS, rows)
        return
    there = [0, 1, 2, 3]
    room = _room(rows) if form == "table" else 0
    if form == "table" and room < _QUESTION + _PARAMETERS:
        say(
            "终端较窄，省去了“问题”一列；加宽终端或用 --format json 可见 / "
            "the terminal is narrow, so the column of questions is left out; widen it or use --format json to see it"
        )
        there.remove(2)
    cut = [[row[i] for i in there] for row in rows]
    whole = COLUMNS[:2] if room >= _PARAMETERS else COLUMNS[:1]
    yield from render([COLUMNS[i] for i in there], cut, form, _LABELS[lang()], whole=whole)


def _room(rows: Sequence[Sequence[Any]]) -> int:
    """Give the cells that a terminal has beside names and titles in one line each."""
    from rich.cells import cell_len
    from rich.console import Console

    return Console().width - sum(max((cell_len(row[i] or "") for row in rows), default=0) for i in (0, 1))


def _told(query: Query) -> dict[str, Any] | None:
    """Give the header of a query; what cannot be read is said and left out."""
    try:
        return {
            "name": query.name,
            "title": query.words("title"),
            "question": query.words("question"),
            "tags": list(query.tags()),
            "parameters": [_entry(p) for p in query.parameters()],
            "columns": {c: {"zh": zh, "en": query.columns("en")[c]} for c, zh in query.columns("zh").items()},
            "shipped": query.shipped,
        }
    except UsageError as error:
        say(f"略过 {query.name} / left out {query.name}")
        say(str(error))
        return None


def _entry(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "default": parameter.default,
        "values": list(parameter.values),
        "values_from": parameter.values_from,
        "help": dict(parameter.help or {}),
    }


def _brief(parameters: Sequence[dict[str, Any]]) -> str:
    return ", ".join(p["name"] if p["default"] is None else f"{p['name']}={p['default']}" for p in parameters)


def described(query: Query, form: str) -> Iterator[str]:
    """Give the text of a query with its parameters as comments below, so that it still runs; in JSON as an object."""
    if form in ("json", "ndjson"):
        yield json.dumps({**(_told(query) or {}), "text": query.text}, ensure_ascii=False) + "\n"
        return
    yield query.text if query.text.endswith("\n") else query.text + "\n"
    parameters = query.parameters()
    if parameters:
        yield {"zh": "\n# 参数：\n", "en": "\n# Parameters:\n"}[lang()]
    for parameter in parameters:
        yield f"#   -p {parameter.name}=…  {_words(parameter)}\n"


def _words(parameter: Parameter) -> str:
    zh = lang() == "zh"
    allowed = "|".join(parameter.values) or parameter.type
    words = [parameter.words(lang()), allowed]
    if parameter.values_from:
        words.append(("取值见 " if zh else "values: ") + f"plangraph query {parameter.values_from}")
    if parameter.default is not None:
        words.append(("默认 " if zh else "default ") + parameter.default)
    return ("；" if zh else "; ").join(w for w in words if w)
