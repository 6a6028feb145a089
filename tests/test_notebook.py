"""The notebook in docs/ is valid, and its cells give what it shows.

`python tests/test_notebook.py` (part of `make data`) writes the outputs anew.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
from pathlib import Path
from typing import Any

import jsonschema

NOTEBOOK = Path(__file__).parent.parent / "docs/questions.ipynb"
CELL = {
    "type": "object",
    "required": ["id", "cell_type", "metadata", "source"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^[a-zA-Z0-9-_]{1,64}$"},
        "cell_type": {"enum": ["markdown", "code"]},
        "metadata": {"type": "object"},
        "source": {"type": "array", "items": {"type": "string"}},
        "execution_count": {"type": ["integer", "null"]},
        "outputs": {"type": "array", "items": {"type": "object", "required": ["output_type"]}},
    },
    "if": {"properties": {"cell_type": {"const": "code"}}},
    "then": {"required": ["outputs", "execution_count"]},
    "else": {"not": {"required": ["outputs"]}},
}
SCHEMA = {  # what version 4.5 of the format asks of these cells
    "type": "object",
    "required": ["metadata", "nbformat", "nbformat_minor", "cells"],
    "properties": {
        "nbformat": {"const": 4},
        "nbformat_minor": {"const": 5},
        "metadata": {"type": "object"},
        "cells": {"type": "array", "items": CELL},
    },
}


def book() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return found


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def outputs(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Run a cell as a notebook does: what is printed, then what its last line gives."""
    *body, last = ast.parse(source).body
    shown = last if isinstance(last, ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body if shown else [*body, last], []), "cell", "exec"), names)
        value = eval(compile(ast.Expression(shown.value), "cell", "eval"), names) if shown else None
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        found.append({"output_type": "stream", "name": "stdout", "text": lines(printed.getvalue())})
    if value is not None:
        data = {"text/plain": lines(repr(value))}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = lines(value._repr_html_())
        found.append({"output_type": "execute_result", "execution_count": count, "metadata": {}, "data": data})
    return found


def executed(notebook: dict[str, Any]) -> dict[str, Any]:
    """Give the notebook with every output as it is now."""
    names: dict[str, Any] = {}
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            cell["execution_count"] = count
            cell["outputs"] = outputs("".join(cell["source"]), names, count)
    return notebook


def test_the_notebook_is_valid() -> None:
    jsonschema.validate(book(), SCHEMA)
    names = [cell["id"] for cell in book()["cells"]]
    assert len(set(names)) == len(names)


def test_its_cells_give_what_it_shows(monkeypatch: Any) -> None:
    monkeypatch.chdir(NOTEBOOK.parent)
    assert executed(book())["cells"] == book()["cells"]


if __name__ == "__main__":
    os.chdir(NOTEBOOK.parent)
    text = json.dumps(executed(book()), ensure_ascii=False, indent=1) + "\n"
    NOTEBOOK.write_text(text, encoding="utf-8")
