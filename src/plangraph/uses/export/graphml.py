"""GraphML for Cytoscape, yEd and what reads GraphML; yEd finds label, colour, size and place of each node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plangraph.files import MARK
from plangraph.uses.export.colours import hexadecimal
from plangraph.uses.export.drawing import Column, Drawing, edge_cells, edge_colour, edge_label, node_cells, short
from plangraph.uses.export.gexf import batches, quoted
from plangraph.uses.export.graph import Attributes, text

_TYPES = {"integer": "int"}  # the others have the same name in both formats
_LABEL = Column("label", "label", "string")
_LINE = (128, 128, 128)
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- {MARK} -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
"""


def graphml(drawing: Drawing) -> Iterator[str]:
    """Give a GraphML document in pieces."""
    yield _HEAD
    yield from _keys("node", "n", [_LABEL, *drawing.node_columns])
    yield from _keys("edge", "e", [_LABEL, Column("weight", "weight", "double"), *drawing.edge_columns])
    yield '  <key id="look" for="node" yfiles.type="nodegraphics"/>\n  <key id="line" for="edge" yfiles.type="edgegraphics"/>\n'
    yield '  <graph edgedefault="directed">\n'
    yield from batches(_nodes(drawing))
    yield from batches(_edges(drawing))
    yield "  </graph>\n</graphml>\n"


def _keys(owner: str, letter: str, columns: Iterable[Column]) -> Iterator[str]:
    for i, column in enumerate(columns):
        name = f'attr.name="{quoted(column.title)}" attr.type="{_TYPES.get(column.type, column.type)}"'
        yield f'  <key id="{letter}{i}" for="{owner}" {name}/>\n'


def _nodes(drawing: Drawing) -> Iterator[str]:
    keys = {column.name: f"n{i}" for i, column in enumerate(drawing.node_columns, 1)}
    looks = zip(drawing.graph.nodes, drawing.x, drawing.y, drawing.sizes, strict=True)
    for node, x, y, size in looks:
        label = quoted(short(node.label))
        corner = f'x="{x - size / 2:.1f}" y="{-y - size / 2:.1f}"'  # yEd counts downwards
        yield (
            f'    <node id="{quoted(node.id)}"><data key="n0">{label}</data>{_values(keys, node_cells(node))}'
            f'<data key="look"><y:ShapeNode><y:Geometry height="{size:.1f}" width="{size:.1f}" {corner}/>'
            f'<y:Fill color="{hexadecimal(drawing.colours[node.kind])}" transparent="false"/>'
            f'<y:NodeLabel>{label}</y:NodeLabel><y:Shape type="ellipse"/></y:ShapeNode></data></node>\n'
        )


def _edges(drawing: Drawing) -> Iterator[str]:
    keys = {column.name: f"e{i}" for i, column in enumerate(drawing.edge_columns, 2)}
    for i, edge in enumerate(drawing.graph.edges):
        label = quoted(edge_label(edge))
        colour = hexadecimal(edge_colour(edge) or _LINE)
        yield (
            f'    <edge id="{i}" source="{quoted(edge.source)}" target="{quoted(edge.target)}"><data key="e0">{label}</data>'
            f'<data key="e1">{edge.weight!r}</data>{_values(keys, edge_cells(edge))}<data key="line"><y:PolyLineEdge>'
            f'<y:LineStyle color="{colour}" type="line" width="1.0"/><y:Arrows source="none" target="standard"/>'
            "</y:PolyLineEdge></data></edge>\n"
        )


def _values(keys: dict[str, str], cells: Attributes) -> str:
    return "".join(f'<data key="{keys[name]}">{quoted(text(cells[name]))}</data>' for name in cells)
