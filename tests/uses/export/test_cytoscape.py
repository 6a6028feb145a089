"""Cytoscape JSON, read as JSON."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.uses.export.cytoscape import cyjs
from plangraph.uses.export.drawing import draw, edge_cells, node_cells, short
from plangraph.uses.export.graph import Edge, Graph, Node, tidy

Anything = st.SearchStrategy[tuple[list[Node], list[Edge]]]


@settings(deadline=None)
@given(st.data())
def test_any_data_is_read_back(graphs: Anything, data: st.DataObject) -> None:
    same(tidy(*data.draw(graphs)))


def test_the_report_is_read_back_with_a_style_for_each_kind(whole: Graph) -> None:
    found = same(whole)
    selectors = [s["selector"] for s in found["style"]]
    assert {f'node[kind = "{n.kind}"]' for n in whole.nodes} <= set(selectors)
    links = [e["data"] for e in found["elements"]["edges"]]
    assert {e["color"] for e in links if e["kind"] == "completed"} == {"#009e73"}
    assert {e["color"] for e in links if e.get("said_as") == "Commitment" and e["kind"] == "mentions"} == {"#e69f00"}
    assert not any("color" in e for e in links if e["kind"] == "isPartOf")


def test_edges_never_have_the_id_of_a_node() -> None:
    same(tidy([Node("edge:0", "Place", "甲")], [Edge("edge:0", "edge:0", "near")]))


def same(graph: Graph) -> Any:
    drawing = draw(graph)
    found = json.loads("".join(cyjs(drawing, about="全部")).encode())
    assert found["data"]["name"] == "全部"
    nodes, edges = ([thing["data"] for thing in found["elements"][name]] for name in ("nodes", "edges"))
    titles = {c.name: c.title for c in drawing.node_columns}
    for node, read in zip(graph.nodes, nodes, strict=True):
        assert (read["id"], read["label"]) == (node.id, short(node.label))
        assert {titles[n]: v for n, v in node_cells(node).items()}.items() <= read.items()
    titles = {c.name: c.title for c in drawing.edge_columns}
    for edge, read in zip(graph.edges, edges, strict=True):
        assert (read["source"], read["target"], read["interaction"]) == (edge.source, edge.target, edge.kind)
        assert {titles[n]: v for n, v in edge_cells(edge).items()}.items() <= read.items()
    assert len({e["id"] for e in edges} | {n["id"] for n in nodes}) == len(nodes) + len(edges)
    return found
