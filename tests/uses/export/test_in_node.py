"""GEXF as the reader inside Gephi Lite sees it, Cytoscape JSON as Cytoscape.js does; `make node` brings both."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from plangraph.uses.export.cytoscape import cyjs
from plangraph.uses.export.drawing import Column, Drawing, draw, edge_cells, edge_colour, edge_label, node_cells, short
from plangraph.uses.export.gexf import gexf
from plangraph.uses.export.graph import Attributes, Edge, Graph, Node, tidy

NODE = Path(__file__).parents[2] / "node"
pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="no node on this machine"),
    pytest.mark.skipif(
        not all((NODE / "node_modules" / name).is_dir() for name in ("graphology-gexf", "cytoscape")),
        reason="graphology-gexf and cytoscape are not there: make node",
    ),
]
Form = Callable[[Drawing], Iterator[str]]
ODD = '<a & "b"> \'\n\t%s =1+1 𠮷'


def read(graph: Graph, path: Path, form: Form = gexf) -> dict[str, Any]:
    path.write_text("".join(form(draw(graph))), encoding="utf-8")
    command = ["node", str(NODE / f"read-{form.__name__}.js"), str(path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def drawn(graph: Graph, found: dict[str, Any]) -> None:
    """Check that Cytoscape.js took every node and edge with its data, place and style, and had nothing to warn of."""
    drawing = draw(graph)
    assert found["warnings"] == []
    for i, (node, there) in enumerate(zip(graph.nodes, found["nodes"], strict=True)):
        assert there["data"].items() >= expected(node_cells(node), drawing.node_columns).items()
        assert there["data"]["id"] == node.id
        assert there["colour"] == colour(*drawing.colours[node.kind]) or not node.kind.isidentifier()
        assert there["position"] == {"x": round(drawing.x[i], 1), "y": round(-drawing.y[i], 1)}
        assert there["width"] == pytest.approx(drawing.sizes[i], abs=0.01)
    for edge, there in zip(graph.edges, found["edges"], strict=True):
        assert there["data"].items() >= expected(edge_cells(edge), drawing.edge_columns).items()
        assert (there["data"]["source"], there["data"]["target"]) == (edge.source, edge.target)
        painted = edge_colour(edge)
        assert not painted or there["colour"] == colour(*painted)


def expected(cells: Attributes, columns: list[Column]) -> dict[str, Any]:
    titles = {c.name: c.title for c in columns}
    return {titles[name]: value for name, value in cells.items()}


def colour(red: int, green: int, blue: int) -> str:
    return f"rgb({red},{green},{blue})"


def same(graph: Graph, found: dict[str, Any]) -> None:
    """Check that nothing was lost, added or changed: nodes, edges, labels, attributes and looks."""
    drawing = draw(graph)
    assert [n["key"] for n in found["nodes"]] == [n.id for n in graph.nodes]
    for i, (node, there) in enumerate(zip(graph.nodes, found["nodes"], strict=True)):
        looks = {"label": short(node.label), "color": colour(*drawing.colours[node.kind]), "z": 0}
        looks |= {"x": round(drawing.x[i], 1), "y": round(drawing.y[i], 1), "size": round(drawing.sizes[i] / 2, 2)}
        assert there["attributes"] == looks | expected(node_cells(node), drawing.node_columns)
    assert len(found["edges"]) == len(graph.edges)
    for edge, there in zip(graph.edges, found["edges"], strict=True):
        assert (there["source"], there["target"]) == (edge.source, edge.target)
        painted = edge_colour(edge)
        looks = {"label": edge_label(edge), "weight": edge.weight, **({"color": colour(*painted)} if painted else {})}
        assert there["attributes"] == looks | expected(edge_cells(edge), drawing.edge_columns)


def test_the_report_is_read_whole(whole: Graph, tmp_path: Path) -> None:
    same(whole, read(whole, tmp_path / "whole.gexf"))
    drawn(whole, read(whole, tmp_path / "whole.cyjs", cyjs))


def test_odd_words_and_parallel_edges(tmp_path: Path) -> None:
    values: Attributes = {"words": ODD, "count": 2**31, "share": 0.5, "true": True}
    nodes = [Node("a", "Place", ODD, values), Node("<b>", ODD, "乙", years=(2021, 2022))]
    edges = [Edge("a", "<b>", kind, 2.5, {"sentence": ODD}, (2021,)) for kind in ("met", "near", "near")]
    graph = tidy(nodes, [*edges, Edge("a", "a", "near")])
    same(graph, read(graph, tmp_path / "odd.gexf"))
    drawn(graph, read(graph, tmp_path / "odd.cyjs", cyjs))
