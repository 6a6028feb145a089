"""The commands of docs/export.md run, and its numbers are those that a command without `--data` tells.

`python tests/test_export_docs.py` (part of `make data`) writes the numbers anew.
"""

import contextlib
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from plangraph.cli import cli
from plangraph.cli.exporting import _KINDS, _VIEWS
from plangraph.cli.options import data_paths
from plangraph.uses.export.drawing import draw
from plangraph.uses.export.writing import Wish, chosen

DOC = Path(__file__).parent.parent / "docs/export.md"
TEXT = DOC.read_text(encoding="utf-8")
COUNTED = re.compile(r"^(?P<row>\| `(?P<view>\w+)`.* \| )(?P<counts>\d+, \d+) \|$", re.MULTILINE)
COUNTS = {row["view"]: row["counts"] for row in COUNTED.finditer(TEXT)}


def counted(view: str) -> str:
    graph = chosen(Wish(data_paths(()), "gexf", view))
    return f"{len(graph.nodes)}, {len(graph.edges)}"


def test_commands_run(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    with contextlib.chdir(tmp_path):
        for line in block.splitlines():
            result = CliRunner().invoke(cli, shlex.split(line)[1:])
            assert result.exit_code == 0, result.output


def test_every_format_and_view_is_told() -> None:
    assert set(COUNTS) == set(_VIEWS)
    assert set(re.findall(r"^\| `([\w-]+)` \|", TEXT, re.MULTILINE)) >= set(_KINDS)


@pytest.mark.parametrize(("view", "counts"), COUNTS.items())
def test_numbers_of_views(view: str, counts: str) -> None:
    assert counts == counted(view)


def test_a_command_tells_the_number_of_the_docs() -> None:
    result = CliRunner().invoke(cli, ["export", "gexf", "--view", "places", "-o", "-", "--lang", "en"])
    nodes, edges = COUNTS["places"].split(", ")
    assert result.stderr.startswith(f"{nodes} nodes, {edges} edges\n")


def test_every_column_is_told() -> None:
    drawing = draw(chosen(Wish(data_paths(()), "gexf")))
    told = set(re.findall(r"`(\w+)`", TEXT))
    own = {"page", "verifiability", "dimension", "figure"}
    assert {c.name for c in (*drawing.node_columns, *drawing.edge_columns)} - told <= own


if __name__ == "__main__":
    DOC.write_text(COUNTED.sub(lambda m: f"{m['row']}{counted(m['view'])} |", TEXT), encoding="utf-8")
