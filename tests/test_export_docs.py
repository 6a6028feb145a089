"""The commands and numbers of docs/export.md are what happens."""

import contextlib
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from plangraph.cli import cli
from plangraph.cli.exporting import _KINDS, _VIEWS
from plangraph.files import shipped
from plangraph.uses.export.drawing import draw
from plangraph.uses.export.writing import Wish, chosen

TEXT = (Path(__file__).parent.parent / "docs/export.md").read_text(encoding="utf-8")
XICHENG = shipped("data") / "ttl/110102/2022.ttl"
COUNTS = dict(re.findall(r"^\| `(\w+)`.* \| (\d+, \d+) \|$", TEXT, re.MULTILINE))


def test_commands_run(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    with contextlib.chdir(tmp_path):
        for line in block.splitlines():
            result = CliRunner().invoke(cli, [*shlex.split(line)[1:], "--data", str(XICHENG)])
            assert result.exit_code == 0, result.output


def test_every_format_and_view_is_told() -> None:
    assert set(COUNTS) == set(_VIEWS)
    assert set(re.findall(r"^\| `([\w-]+)` \|", TEXT, re.MULTILINE)) >= set(_KINDS)


@pytest.mark.parametrize(("view", "counts"), COUNTS.items())
def test_numbers_of_views(view: str, counts: str) -> None:
    graph = chosen(Wish((XICHENG,), "gexf", view))
    assert f"{len(graph.nodes)}, {len(graph.edges)}" == counts


def test_every_column_is_told() -> None:
    drawing = draw(chosen(Wish((XICHENG,), "gexf")))
    told = set(re.findall(r"`(\w+)`", TEXT))
    own = {"page", "verifiability", "dimension", "figure"}
    assert {c.name for c in (*drawing.node_columns, *drawing.edge_columns)} - told <= own
