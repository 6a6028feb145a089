"""Where nodes stand: each beside the smallest hub that it belongs to, hubs in turn around larger ones. Linear, no chance.

A node belongs to that neighbour of more links than itself which has fewest, so that things said together stand together
and what everything leads to does not swallow the picture. The trees that this gives are drawn as discs in discs: what
belongs to a hub stands around it in rings, single nodes inside and groups outside, and no disc covers another.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence

_GAP = 4.0
_TURN = math.pi * (3 - math.sqrt(5))  # the golden angle: rings of different hubs begin in different directions


def places(
    sources: Sequence[int], targets: Sequence[int], degrees: Sequence[int], sizes: Sequence[float]
) -> tuple[array[float], array[float]]:
    """Give x and y of each node; `sources` and `targets` are the ends of the edges, `sizes` diameters.

    >>> x, y = places([1, 2], [0, 0], [2, 1, 1], [10, 6, 6])
    >>> round(math.dist((x[1], y[1]), (x[0], y[0]))), round(math.dist((x[1], y[1]), (x[2], y[2])))
    (16, 32)
    """
    count = len(degrees)
    rank = _ranks(degrees)
    hub = _hubs(sources, targets, rank)
    inside = _Members(hub, count)
    upwards = sorted(range(count), key=rank.__getitem__)
    discs = _Discs(count)
    for node in upwards:
        discs.gather(node, sizes[node] / 2 + _GAP, inside.of(node))
    discs.gather(count, 0.0, inside.of(count))
    return discs.spread([count, *reversed(upwards)], hub)


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


class _Discs:
    """A disc around each node and all that belongs to it; the last is the whole picture.

    `x` and `y` lead from the hub of a node to the middle of its disc, `own_x` and `own_y` from there to the node.
    """

    def __init__(self, count: int) -> None:
        empty = bytes(8 * (count + 1))
        self.radius, self.x, self.y, self.own_x, self.own_y = (array("d", empty) for _ in range(5))

    def gather(self, hub: int, middle: float, members: Sequence[int]) -> None:
        """Place the discs of members around a hub whose own disc has the radius `middle`, and draw a disc around all."""
        order = sorted(members, key=self.radius.__getitem__, reverse=not middle)
        x = y = 0.0
        edge = outer = middle
        for node, away, turn in self._rings(hub, middle, order):
            own = self.radius[node]
            self.x[node], self.y[node] = away * math.cos(turn), away * math.sin(turn)
            outer = max(outer, away + own)
            x, y, edge = _around(x, y, edge, self.x[node], self.y[node], own)
        self.radius[hub] = min(edge, outer)
        if edge < outer:
            self.own_x[hub], self.own_y[hub] = -x, -y

    def _rings(self, hub: int, middle: float, order: Sequence[int]) -> Iterator[tuple[int, float, float]]:
        """Give each node with its distance from the hub and its direction: every disc in a sector of its own."""
        inner, start = middle, 0
        if not middle and order:
            yield order[0], 0.0, 0.0
            inner, start = self.radius[order[0]], 1
        while start < len(order):
            widths = self._sectors(inner, order, start)
            loose = 2 * math.pi / sum(widths)
            turn = hub * _TURN
            for node, width in zip(order[start : start + len(widths)], widths, strict=True):
                yield node, inner + self.radius[node], turn + loose * width / 2
                turn += loose * width
            inner += 2 * max(self.radius[n] for n in order[start : start + len(widths)])
            start += len(widths)

    def _sectors(self, inner: float, order: Sequence[int], start: int) -> list[float]:
        """Give the angles that discs take which touch a circle, as many as have room around it: at least two."""
        widths: list[float] = []
        left = 2 * math.pi
        for i in range(start, len(order)):
            own = self.radius[order[i]]
            width = 2 * math.asin(own / (inner + own))
            if width > left:
                break
            widths.append(width)
            left -= width
        return widths

    def spread(self, downwards: Sequence[int], hub: Sequence[int]) -> tuple[array[float], array[float]]:
        """Give x and y of each node, hubs before what belongs to them."""
        whole, *nodes = downwards
        x, y = array("d", bytes(8 * (whole + 1))), array("d", bytes(8 * (whole + 1)))
        for node in nodes:
            above = hub[node]
            x[node] = x[above] + self.x[node] + self.own_x[node]
            y[node] = y[above] + self.y[node] + self.own_y[node]
        return x[:whole], y[:whole]


def _around(x: float, y: float, edge: float, x2: float, y2: float, edge2: float) -> tuple[float, float, float]:
    """Give the smallest disc around two discs."""
    apart = math.hypot(x2 - x, y2 - y)
    if apart + edge2 <= edge:
        return x, y, edge
    if apart + edge <= edge2:
        return x2, y2, edge2
    whole = (edge + apart + edge2) / 2
    step = (whole - edge) / apart
    return x + (x2 - x) * step, y + (y2 - y) * step, whole
