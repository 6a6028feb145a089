"""In which years links and their ends are there together, for a time line: no link without its ends, none in no year."""

from __future__ import annotations

from collections.abc import Sequence

from plangraph.uses.export.graph import Graph

Years = tuple[int, ...]


def together(one: Years, other: Years) -> Years:
    """Give the years in which two things are there, else the first in which both have been: what carries on a result is later.

    >>> together((2020, 2021), (2021, 2022)), together((2021,), (2022,)), together((), (2022,))
    ((2021,), (2022,), (2022,))
    """
    if not (one and other):
        return one or other
    return tuple(sorted({*one} & {*other})) or (max(one[0], other[0]),)


def presence(graph: Graph, sources: Sequence[int], targets: Sequence[int]) -> tuple[list[Years], list[Years]]:
    """Give the years of each node and of each edge, sorted; none for what is always there. `sources` and `targets` are places of nodes.

    A node is there in its own years and in those of its edges, so that no edge is there without its ends.
    """
    nodes = [node.years for node in graph.nodes]
    edges = []
    for edge, one, other in zip(graph.edges, sources, targets, strict=True):
        edges.append(edge.years or together(graph.nodes[one].years, graph.nodes[other].years))
        for end in (one, other):
            if nodes[end] and not set(nodes[end]).issuperset(edges[-1]):
                nodes[end] = tuple(sorted({*nodes[end], *edges[-1]}))
    return nodes, edges
