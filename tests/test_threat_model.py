"""Every test that the threat model names is there, and every promise names one."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("|")][2:]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_promise_names_a_test() -> None:
    assert ROWS
    for row in ROWS:
        assert NAMED.search(row.split("|")[3]), row


def test_every_test_that_is_named_is_there() -> None:
    for path, name in NAMED.findall(TEXT):
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{name}"
    for place in re.findall(r"`(uses/\w+\.py)`", TEXT):
        assert (ROOT / "src/plangraph" / place).is_file(), place
