"""Graphs of any words and numbers, and the graph of the report that ships."""

from pathlib import Path

import pytest
from hypothesis import strategies as st

from plangraph.files import shipped
from plangraph.uses.export.graph import Edge, Graph, Node
from plangraph.uses.export.writing import Wish, chosen

XICHENG = shipped("data") / "ttl/110102/2022.ttl"
WORDS = st.text(max_size=8) | st.sampled_from(
    ["\x0b", "\ud800", "\ufffe", "&<>\"'\n\r\t", " ", "%s", "=1+1", "kind", "id"]
)
ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.dates(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
ATTRIBUTES = st.dictionaries(WORDS | st.sampled_from(["a", "A", "line", "money"]), ANY_VALUE, max_size=4)
YEARS = st.lists(st.integers(1990, 2030) | st.integers(), max_size=3).map(tuple)
WEIGHTS = st.floats() | st.just(1.0)
NODES = st.lists(st.builds(Node, WORDS, WORDS, WORDS, ATTRIBUTES, YEARS), max_size=6)


@st.composite
def anything(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    """Give nodes, some with the same id, and edges, some of which lead nowhere."""
    nodes = draw(NODES)
    ids = st.sampled_from([n.id for n in nodes] or ["x"]) | st.just("nowhere")
    edges = st.builds(Edge, ids, ids, WORDS, WEIGHTS, ATTRIBUTES, YEARS)
    return nodes, draw(st.lists(edges, max_size=6))


@pytest.fixture(scope="session")
def graphs() -> st.SearchStrategy[tuple[list[Node], list[Edge]]]:
    """Give a strategy for nodes and edges that hold anything: what XML forbids, huge numbers, None, lists, years of no kind."""
    return anything()


@pytest.fixture(scope="session")
def xicheng() -> Path:
    return XICHENG


@pytest.fixture(scope="session")
def whole() -> Graph:
    return chosen(Wish((XICHENG,), "gexf"))
