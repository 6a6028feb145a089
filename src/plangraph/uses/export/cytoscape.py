"""Cytoscape JSON (cyjs), for Cytoscape and Cytoscape.js."""

from __future__ import annotations

import json
from collections.abc import Iterator

from plangraph import __version__
from plangraph.files import MARK
from plangraph.uses.export.colours import hexadecimal
from plangraph.uses.export.drawing import Drawing, edge_cells, edge_colour, edge_label, node_cells, short
from plangraph.uses.export.gexf import batches


def cyjs(drawing: Drawing, *, about: str = "") -> Iterator[str]:
    """Give a Cytoscape JSON document in pieces: data, place and a style for each kind."""
    head = {"format_version": "1.0", "generated_by": f"{MARK} {__version__}", "target_cytoscapejs_version": "~3.0"}
    name = {"name": about, "shared_name": about}
    yield "{" + ", ".join(f"{_json(k)}: {_json(v)}" for k, v in head.items()) + f',\n"data": {_json(name)},\n'
    yield f'"style": {_json(_style(drawing))},\n"elements": {{\n"nodes": ['
    yield from batches(_nodes(drawing))
    yield '\n],\n"edges": ['
    yield from batches(_edges(drawing))
    yield "\n]\n}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _nodes(drawing: Drawing) -> Iterator[str]:
    titles = {column.name: column.title for column in drawing.node_columns}
    looks = zip(drawing.graph.nodes, drawing.x, drawing.y, drawing.sizes, strict=True)
    for i, (node, x, y, size) in enumerate(looks):
        brief = short(node.label)
        data = {"id": node.id, "name": brief, "shared_name": brief, "label": brief, "size": round(size, 2)}
        data |= {titles[name]: value for name, value in node_cells(node).items()}
        place = {"x": round(x, 1), "y": round(-y, 1)}  # downwards
        yield ("," if i else "") + f'\n{{"data": {_json(data)}, "position": {_json(place)}}}'


def _edges(drawing: Drawing) -> Iterator[str]:
    titles = {column.name: column.title for column in drawing.edge_columns}
    prefix = "edge:"  # nodes and edges share their ids
    while any(node.id.startswith(prefix) for node in drawing.graph.nodes):
        prefix += ":"
    for i, edge in enumerate(drawing.graph.edges):
        ends = {"id": f"{prefix}{i}", "source": edge.source, "target": edge.target}
        colour = edge_colour(edge)
        looks = {"label": edge_label(edge), **({"color": hexadecimal(colour)} if colour else {})}
        data = {**ends, "interaction": edge.kind, "weight": edge.weight, **looks}
        data |= {titles[name]: value for name, value in edge_cells(edge).items()}
        yield ("," if i else "") + f'\n{{"data": {_json(data)}}}'


def _style(drawing: Drawing) -> list[dict[str, object]]:
    node = {"label": "data(label)", "width": "data(size)", "height": "data(size)"}
    edge = {"curve-style": "bezier", "target-arrow-shape": "triangle"}
    fills: list[dict[str, object]] = [
        {"selector": f"node[kind = {json.dumps(kind)}]", "style": {"background-color": hexadecimal(colour)}}
        for kind, colour in drawing.colours.items()
    ]
    return [
        {"selector": "node", "style": node},
        {"selector": "edge", "style": edge},
        {"selector": "edge[color]", "style": {"line-color": "data(color)", "target-arrow-color": "data(color)"}},
        *fills,
    ]
