"""What becomes of anything before it is written."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.uses.export.graph import FORBIDDEN, RESERVED, Edge, Node, tidy

Anything = st.SearchStrategy[tuple[list[Node], list[Edge]]]


@settings(deadline=None)
@given(st.data())
def test_what_is_tidy_can_be_written(graphs: Anything, data: st.DataObject) -> None:
    nodes, edges = data.draw(graphs)
    graph = tidy(nodes, edges)
    ids = [n.id for n in graph.nodes]
    assert len(set(ids)) == len(ids) == len({n.id for n in nodes})
    assert graph.losses.merged_nodes == len(nodes) - len(ids)
    assert graph.losses.dangling_edges == len(edges) - len(graph.edges)
    for thing in [*graph.nodes, *graph.edges]:
        assert all(type(v) in (str, int, float, bool) and v != "" for v in thing.attributes.values())
        assert not {name.lower() for name in thing.attributes} & RESERVED
        assert not FORBIDDEN.search("".join(str(x) for pair in thing.attributes.items() for x in pair) + thing.kind)
        assert thing.years == tuple(sorted(set(thing.years)))
    again = tidy(graph.nodes, graph.edges)
    assert again.nodes == graph.nodes
    assert again.edges == graph.edges
    assert (again.losses.replaced, again.losses.dropped_values) == (0, 0)


@settings(deadline=None)
@given(st.data())
def test_merging_keeps_the_weight_and_the_kinds(graphs: Anything, data: st.DataObject) -> None:
    nodes, edges = data.draw(graphs)
    kept, merged = tidy(nodes, edges), tidy(nodes, edges, merge_parallel=True)
    pairs = [(e.source, e.target) for e in merged.edges]
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == {(e.source, e.target) for e in kept.edges}
    assert merged.losses.merged_edges == len(kept.edges) - len(merged.edges)


def test_parallel_edges_are_kept_or_become_one() -> None:
    nodes = [Node("a", "Body", "甲"), Node("b", "Topic", "乙")]
    edges = [
        Edge("a", "b", "lead", 1.0, {"line": 3, "sentence": "一。", "kind_en": "leads"}, (2021,)),
        Edge("a", "b", "lead", 2.0, {"line": 5, "sentence": "二。"}, (2022,)),
        Edge("a", "b", "award", 0.5, {"line": 7, "sentence": "一。", "kind_en": "award"}, (2022,)),
        Edge("b", "a", "lead"),
    ]
    assert tidy(nodes, edges).edges == edges
    one, other = tidy(nodes, edges, merge_parallel=True).edges
    assert (one.kind, one.weight, one.years) == ("award; lead", 3.5, (2021, 2022))
    assert one.attributes == {"line": 3, "sentence": "一。; 二。", "kind_en": "award; leads"}
    assert other == edges[3]


@pytest.mark.parametrize(
    ("given_attributes", "expected"),
    [
        ({"a": None, "b": "", "c": [], "d": float("nan")}, {}),
        ({"a": [1, None, "x", 1]}, {"a": "1; x"}),
        ({"a": [True, "x", False]}, {"a": "true; x; false"}),
        ({"a": date(2022, 1, 5)}, {"a": "2022-01-05"}),
        ({"Label": "x", "KIND": 2}, {"Label_": "x", "KIND_": 2}),
        ({"a\x00b": "c\ud800"}, {"a\ufffdb": "c\ufffd"}),
    ],
)
def test_values_become_plain(given_attributes: dict[str, object], expected: dict[str, object]) -> None:
    node = Node("a", "x", "a", given_attributes)  # type: ignore[arg-type]
    assert tidy([node], []).nodes[0].attributes == expected


def test_ids_that_xml_makes_equal_stay_apart() -> None:
    nodes = [Node("a\x01", "x", "1"), Node("a\x02", "x", "2"), Node("a\ufffd", "x", "3")]
    graph = tidy(nodes, [Edge("a\x02", "a\x01", "to")])
    assert [n.label for n in graph.nodes] == ["1", "2", "3"]
    assert len({n.id for n in graph.nodes}) == 3
    assert (graph.edges[0].source, graph.edges[0].target) == (graph.nodes[1].id, graph.nodes[0].id)
