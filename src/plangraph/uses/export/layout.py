"""Where nodes stand: each beside the smallest hub that it belongs to, hubs in turn around larger ones. Linear, no chance.

A node belongs to that neighbour of more links than itself which has fewest, so that things said together stand together
and what everything leads to does not swallow the picture. The trees that this gives are drawn as discs in discs: the
members of a hub stand around it, large ones first, each turned by the golden angle against the one before.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

GOLDEN = math.pi * (3 - math.sqrt(5))
_LOOSE = 1.1  # how much further out than discs of that area need
_GAP = 4.0


def places(
    sources: Sequence[int], targets: Sequence[int], degrees: Sequence[int], sizes: Sequence[float]
) -> tuple[array[float], array[float]]:
    """Give x and y of each node; `sources` and `targets` are the ends of the edges.

    >>> x, y = places([1, 2], [0, 0], [2, 1, 1], [10, 6, 6])
    >>> x[0], y[0], round(math.dist((x[1], y[1]), (0, 0)))
    (0.0, 0.0, 16)
    """
    count = len(degrees)
    rank = _ranks(degrees)
    hub = _hubs(sources, targets, rank)
    inside = _Members(hub, count)
    upwards = sorted(range(count), key=rank.__getitem__)
    radius, distance, turn = (array("d", bytes(8 * count)) for _ in range(3))
    for node in upwards:
        radius[node] = _pack(sizes[node] / 2 + _GAP, inside.of(node), radius, distance, turn)
    _pack(0.0, inside.of(count), radius, distance, turn)
    x, y = (array("d", bytes(8 * (count + 1))) for _ in range(2))
    for node in reversed(upwards):
        above = hub[node]
        x[node] = x[above] + distance[node] * math.cos(turn[node])
        y[node] = y[above] + distance[node] * math.sin(turn[node])
    return x[:count], y[:count]


def _ranks(degrees: Sequence[int]) -> array[int]:
    """Give each node its rank by degree; of equal ones the first is the highest."""
    rank = array("l", bytes(array("l").itemsize * len(degrees)))
    for place, node in enumerate(sorted(range(len(degrees)), key=lambda n: (degrees[n], -n))):
        rank[node] = place
    return rank


def _hubs(sources: Sequence[int], targets: Sequence[int], rank: Sequence[int]) -> array[int]:
    """Give the hub of each node: the lowest of its neighbours above it, or the number of nodes where there is none."""
    count = len(rank)
    hub = array("l", [count]) * count
    for one, other in zip(sources, targets, strict=True):
        low, high = (one, other) if rank[one] < rank[other] else (other, one)
        if low != high and (hub[low] == count or rank[high] < rank[hub[low]]):
            hub[low] = high
    return hub


class _Members:
    """The nodes of each hub, in one array."""

    def __init__(self, hub: Sequence[int], count: int) -> None:
        self._nodes = array("l", sorted(range(count), key=hub.__getitem__))
        self._starts = array("l", bytes(array("l").itemsize * (count + 2)))
        for above in hub:
            self._starts[above + 1] += 1
        for i in range(count + 1):
            self._starts[i + 1] += self._starts[i]

    def of(self, hub: int) -> array[int]:
        return self._nodes[self._starts[hub] : self._starts[hub + 1]]


def _pack(
    middle: float, nodes: Sequence[int], radius: Sequence[float], distance: array[float], turn: array[float]
) -> float:
    """Place discs around a middle, large ones first, and give the radius of it all."""
    edge, area, first = middle, middle * middle, 0.0
    for i, node in enumerate(sorted(nodes, key=lambda n: -radius[n])):
        own = radius[node]
        area += own * own
        if i or middle:
            distance[node] = max(_LOOSE * math.sqrt(area), (middle or first) + own)
        turn[node] = i * GOLDEN
        first = first or own
        edge = max(edge, distance[node] + own)
    return edge
