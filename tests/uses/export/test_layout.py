"""Places that are the same every time, apart from each other, and cost no more than they should."""

import math
import time
import tracemalloc
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.uses.export.drawing import draw
from plangraph.uses.export.gexf import gexf
from plangraph.uses.export.graph import Edge, Graph, Node, tidy
from plangraph.uses.export.layout import places


def web(count: int) -> Graph:
    """Give a graph with some hubs, and twice as many edges as nodes."""
    nodes = [Node(f"n{i}", "Place", f"第{i}处", {"line": i, "kind_zh": "地点"}, (2021,)) for i in range(count)]
    ends = ((i * i * 7 // count % count, i * 7919 % count) for i in range(2 * count))
    edges = [Edge(f"n{a}", f"n{b}", "near", 1.0, {"line": a}, (2021,)) for a, b in ends]
    return tidy(nodes, edges)


@settings(deadline=None)
@given(st.integers(1, 30), st.data())
def test_no_two_nodes_cover_each_other(count: int, data: st.DataObject) -> None:
    node = st.integers(0, count - 1)
    pairs = data.draw(st.lists(st.tuples(node, node), max_size=60))
    sources, targets = [a for a, _ in pairs], [b for _, b in pairs]
    degrees = [sources.count(n) + targets.count(n) for n in range(count)]
    sizes = [4 + 4 * math.sqrt(d) for d in degrees]
    x, y = places(sources, targets, degrees, sizes)
    assert (x, y) == places(sources, targets, degrees, sizes)
    for one, other in combinations(range(count), 2):
        apart = math.dist((x[one], y[one]), (x[other], y[other]))
        assert apart > (sizes[one] + sizes[other]) / 2, (one, other)


@pytest.mark.parametrize("shape", ["path", "star", "pairs", "alone"])
def test_shapes_that_are_hard(shape: str) -> None:
    count = 3000
    ends = {
        "path": [(i, i + 1) for i in range(count - 1)],
        "star": [(0, i) for i in range(1, count)],
        "pairs": [(i, i + 1) for i in range(0, count, 2)],
        "alone": [],
    }[shape]
    graph = tidy((Node(f"n{i}", "Place", "x") for i in range(count)), (Edge(f"n{a}", f"n{b}", "to") for a, b in ends))
    drawing = draw(graph)
    assert all(math.isfinite(v) for v in (*drawing.x, *drawing.y))
    assert len(set(zip(drawing.x, drawing.y, strict=True))) == count


def test_the_time_grows_with_the_size_alone() -> None:
    small, large = web(20_000), web(40_000)

    def cost(graph: Graph) -> float:
        start = time.process_time()
        for _ in gexf(draw(graph)):
            pass
        return time.process_time() - start

    assert min(cost(large) for _ in range(2)) < 3 * min(cost(small) for _ in range(2))


def test_little_is_held_beside_the_graph() -> None:
    graph = web(5_000)
    tracemalloc.start()
    for _ in gexf(draw(graph), dynamic=True):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000  # a twentieth of what 100,000 nodes may take


def test_a_file_is_written_as_it_goes() -> None:
    pieces = list(gexf(draw(web(10_000))))
    assert max(map(len, pieces)) < sum(map(len, pieces)) / 20
