"""GraphML as networkx reads it."""

from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.uses.export.drawing import draw, edge_cells, edge_label, node_cells, short
from plangraph.uses.export.graph import Edge, Graph, Node, text, tidy
from plangraph.uses.export.graphml import graphml

Anything = st.SearchStrategy[tuple[list[Node], list[Edge]]]


@settings(deadline=None)
@given(st.data())
def test_any_data_is_read_back(tmp_path_factory: pytest.TempPathFactory, graphs: Anything, data: st.DataObject) -> None:
    same(tidy(*data.draw(graphs)), tmp_path_factory.getbasetemp() / "any.graphml")


def test_the_report_is_read_back(whole: Graph, tmp_path: Path) -> None:
    found = same(whole, tmp_path / "a.graphml")
    lead = found.nodes["https://w3id.org/plangraph/id/110102/2022/p1.c1.t1.s1"]
    assert (lead["kind_zh"], lead["line"], lead["shape_type"]) == ("完成情况", 56, "ellipse")


def same(graph: Graph, path: Path) -> Any:
    drawing = draw(graph)
    path.write_text("".join(graphml(drawing)), encoding="utf-8", newline="\n")
    found = networkx.read_graphml(path, force_multigraph=True)
    assert list(found.nodes) == [n.id for n in graph.nodes]
    columns = {c.name: c for c in drawing.node_columns}
    for node in graph.nodes:
        values = found.nodes[node.id]
        assert (values["label"] or "").strip() == short(node.label).strip()
        agree(values, node_cells(node), columns)
    columns = {c.name: c for c in drawing.edge_columns}
    read = {key: (one, other, values) for one, other, key, values in found.edges(keys=True, data=True)}
    assert len(read) == len(graph.edges)
    for i, edge in enumerate(graph.edges):
        one, other, values = read[i]
        assert (one, other, values["weight"]) == (edge.source, edge.target, edge.weight)
        assert values.get("label", "") == edge_label(edge)
        agree(values, edge_cells(edge), columns)
    return found


def agree(values: dict[str, Any], cells: Any, columns: Any) -> None:
    for name, value in cells.items():
        expected = text(value) if columns[name].type == "string" else value
        assert values.get(columns[name].title, "") == expected, name
