"""GEXF that its own schema accepts, whatever the words; and that others read with nothing lost."""

import math
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plangraph.uses.export.drawing import draw, edge_cells, node_cells, short
from plangraph.uses.export.gexf import gexf
from plangraph.uses.export.graph import Edge, Graph, Node, tidy
from plangraph.uses.export.views import VIEWS
from plangraph.uses.export.writing import Wish, chosen

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[2] / "schemas" / "gexf.rng"))
SPACE, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
Anything = st.SearchStrategy[tuple[list[Node], list[Edge]]]


def written(graph: Graph, *, dynamic: bool = False) -> bytes:
    return "".join(gexf(draw(graph), dynamic=dynamic)).encode()


def parsed(document: bytes) -> Any:
    tree = etree.fromstring(document)
    assert SCHEMA.validate(tree), SCHEMA.error_log
    return tree


@settings(deadline=None)
@given(st.data(), st.booleans(), st.booleans())
def test_any_data_gives_a_valid_file(graphs: Anything, data: st.DataObject, dynamic: bool, merge: bool) -> None:
    graph = tidy(*data.draw(graphs), merge_parallel=merge)
    tree = parsed(written(graph, dynamic=dynamic))
    assert len(tree.findall(f".//{SPACE}node")) == len(graph.nodes)
    assert len(tree.findall(f".//{SPACE}edge")) == len(graph.edges)
    edges = list(tree.iter(f"{SPACE}edge"))
    assert [value(e, "kind") for e in edges] == [e.kind for e in graph.edges]
    assert all(e.get("kind").startswith(value(e, "kind")) for e in edges)
    assert len({gephis_key(e) for e in edges}) == len(edges)


def gephis_key(edge: Any) -> tuple[str, str, str]:
    """Give what Gephi knows an edge by: of those for which it is equal it makes one."""
    return edge.get("source"), edge.get("target"), edge.get("kind")


@settings(deadline=None)
@given(st.data())
def test_networkx_reads_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, graphs: Anything, data: st.DataObject
) -> None:
    graph = tidy(*data.draw(graphs))
    path = tmp_path_factory.getbasetemp() / "any.gexf"
    path.write_bytes(written(graph))
    same(graph, networkx.read_gexf(path))


def test_networkx_reads_the_report(whole: Graph, tmp_path: Path) -> None:
    (tmp_path / "a.gexf").write_bytes(written(whole))
    found = networkx.read_gexf(tmp_path / "a.gexf")
    same(whole, found)
    lead = found.nodes["https://w3id.org/plangraph/id/110102/2022/p1.c1.t1.s1"]
    assert lead["label_full"] == lead["sentence"] == "重大活动服务保障能力和水平不断提升。"
    assert lead["label"] == "重大活动服务保障能力和水平不断…"
    assert (lead["kind"], lead["kind_zh"], lead["line"], lead["year"]) == ("Result", "完成情况", 56, 2021)


def same(graph: Graph, found: Any) -> None:
    """Check that a graph read back has the same nodes, edges, labels and attributes, each with its type."""
    assert list(found.nodes) == [n.id for n in graph.nodes]
    drawing = draw(graph)
    titles = {c.name: c.title for c in drawing.node_columns}
    types = {c.name: c.type for c in drawing.node_columns}
    for node in graph.nodes:
        values = found.nodes[node.id]
        assert values["label"] == short(node.label)
        for name, value in node_cells(node).items():
            assert equal(values[titles[name]], value, types[name]), (name, value)
    titles = {c.name: c.title for c in drawing.edge_columns}
    types = {c.name: c.type for c in drawing.edge_columns}
    read = {values["id"]: (one, other, values) for one, other, values in found.edges(data=True)}
    assert len(read) == len(graph.edges)
    for i, edge in enumerate(graph.edges):
        one, other, values = read[str(i)]
        assert (one, other, values["weight"], values["kind"]) == (edge.source, edge.target, edge.weight, edge.kind)
        for name, value in edge_cells(edge).items():
            assert equal(values[titles[name]], value, types[name]), (name, value)


def equal(read: object, value: object, type_: str) -> bool:
    if type_ == "string":
        return read == (str(value).lower() if isinstance(value, bool) else str(value))
    return read == value and (type_ in ("double", "float")) == isinstance(read, float)


def test_one_block_a_class_and_types_that_all_readers_know(whole: Graph) -> None:
    tree = parsed(written(whole))
    blocks = tree.findall(f".//{SPACE}attributes")
    assert [(b.get("class"), b.get("mode")) for b in blocks] == [("node", "static"), ("edge", "static")]
    types = {a.get("type") for b in blocks for a in b}
    assert types <= {"string", "integer", "long", "double", "boolean"}


def test_dynamic_has_an_interval_for_each_stretch_of_years() -> None:
    nodes = [
        Node("a", "Place", "甲", years=(2020, 2021, 2023)),
        Node("b", "Place", "乙", years=(2021,)),
        Node("c", "Place", "丙"),
    ]
    tree = parsed(written(tidy(nodes, [Edge("a", "b", "near", years=(2021,))]), dynamic=True))
    a, b, c = tree.iter(f"{SPACE}node")
    spells = [(s.get("start"), s.get("end")) for s in a.iter(f"{SPACE}spell")]
    assert spells == [("2020-01-01", "2021-12-31"), ("2023-01-01", "2023-12-31")]
    assert (b.get("start"), b.get("end")) == ("2021-01-01", "2021-12-31")
    assert c.get("start") is None
    connections = [
        (v.get("value"), v.get("start")) for v in a.iter(f"{SPACE}attvalue") if v.get("for") == "connections"
    ]
    assert connections == [("0", "2020-01-01"), ("1", "2021-01-01"), ("0", "2023-01-01")]


def years(thing: Any) -> set[int]:
    """Give the years in which a thing is there, none for what is always there."""
    spans = [thing, *thing.iter(f"{SPACE}spell")]
    there = [(int(s.get("start")[:4]), int(s.get("end")[:4])) for s in spans if s.get("start")]
    return {year for first, last in there for year in range(first, last + 1)}


def never_without_its_ends(tree: Any) -> list[set[int]]:
    """Check that each edge is there only while its ends are; give the years of edges."""
    nodes = {n.get("id"): years(n) for n in tree.iter(f"{SPACE}node")}
    edges = list(tree.iter(f"{SPACE}edge"))
    for edge in edges:
        for end in (nodes[edge.get("source")], nodes[edge.get("target")]):
            assert not end or (years(edge) and years(edge) <= end)
    return [years(edge) for edge in edges]


@settings(deadline=None)
@given(st.data())
def test_no_edge_is_there_without_its_ends(graphs: Anything, data: st.DataObject) -> None:
    never_without_its_ends(parsed(written(tidy(*data.draw(graphs)), dynamic=True)))


@pytest.mark.parametrize("view", VIEWS)
def test_links_of_a_view_are_there_in_some_year(xicheng: Path, view: str) -> None:
    there = never_without_its_ends(parsed(written(chosen(Wish((xicheng,), "gexf", view)), dynamic=True)))
    assert all(years <= {2021, 2022} for years in there)
    assert {2021} in there or {2022} in there


def test_what_is_carried_on_stays_until_then(xicheng: Path) -> None:
    tree = parsed(written(chosen(Wish((xicheng,), "gexf", "ledger")), dynamic=True))
    results = [n for n in tree.iter(f"{SPACE}node") if value(n, "kind") == "Result"]
    links = [e for e in tree.iter(f"{SPACE}edge") if e.get("kind").startswith("continues")]
    assert {value(n, "years") for n in results} == {"2021"}
    assert {frozenset(years(n)) for n in results} == {frozenset({2021, 2022})}
    assert {frozenset(years(e)) for e in links} == {frozenset({2022})}


def value(thing: Any, name: str) -> str:
    return next(str(v.get("value")) for v in thing.iter(f"{SPACE}attvalue") if v.get("for") == name)


def test_colours_of_verdicts_and_of_what_is_inferred() -> None:
    edges = [
        Edge("a", "a", "met"),
        Edge("a", "a", "lead", attributes={"basis": "inferred"}),
        Edge("a", "a", "lead"),
        Edge("a", "a", "else"),
    ]
    tree = parsed(written(tidy([Node("a", "Place", "甲")], edges)))
    colours = [[int(c.get(x)) for x in "rgb"] for e in tree.iter(f"{SPACE}edge") for c in e if c.tag.endswith("color")]
    assert colours == [[0, 158, 115], [210, 210, 210], [213, 94, 0]]


@pytest.mark.parametrize(("view", "alike"), [("responsibilities", 154), ("places", 11)])
def test_parallel_edges_survive_in_gephi(xicheng: Path, view: str, alike: int) -> None:
    graph = chosen(Wish((xicheng,), "gexf", view))
    assert len(graph.edges) - len({(e.source, e.target, e.kind) for e in graph.edges}) == alike
    edges = list(parsed(written(graph)).iter(f"{SPACE}edge"))
    assert len({gephis_key(e) for e in edges}) == len(edges) == len(graph.edges)


def test_kinds_of_parallel_edges_are_numbered_and_told() -> None:
    graph = tidy([Node("a", "Place", "甲")], [Edge("a", "a", kind) for kind in ("lead", "award", "lead")])
    edges = list(parsed(written(graph)).iter(f"{SPACE}edge"))
    assert [e.get("kind") for e in edges] == ["lead", "award", "lead (2)"]
    assert [e.get("label") for e in edges] == [value(e, "kind") for e in edges] == ["lead", "award", "lead"]


def test_the_same_bytes_every_time(whole: Graph) -> None:
    assert written(whole) == written(whole)


def test_numbers_keep_their_size() -> None:
    values = [2**31 - 1, 2**31, 2**63, 1.5, -0.0, 1e300]
    for value in values:
        graph = tidy([Node("a", "x", "a", {"n": value})], [])
        type_ = next(c.type for c in draw(graph).node_columns if c.name == "n")
        expected = "double" if isinstance(value, float) else {0: "integer", 1: "long", 2: "string"}[values.index(value)]
        assert type_ == expected
        assert math.copysign(1, float(value)) == math.copysign(1, float(str(node_cells(graph.nodes[0])["n"])))


@pytest.mark.parametrize("money", [0, -5, 10**400, 1e308, "不详", True])
def test_sizes_by_any_money(money: int | float | str) -> None:
    (size,) = draw(tidy([Node("a", "Project", "甲", {"money": money})], []), size="money").sizes
    assert 4 <= size < 2000


@pytest.mark.parametrize("size", ["degree", "money"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_disc_covers_another_where_the_size_is_the_radius(xicheng: Path, view: str, size: str) -> None:
    drawing = draw(chosen(Wish((xicheng,), "gexf", view)), size=size)
    tree = parsed("".join(gexf(drawing)).encode())
    places = [[float(p.get(axis)) for axis in "xy"] for p in tree.iter(f"{VIZ}position")]
    radii = [float(s.get("value")) for s in tree.iter(f"{VIZ}size")]
    discs = list(zip(places, radii, strict=True))
    covered = [pair for pair in combinations(discs, 2) if touching(*pair)]
    assert not covered
    assert min(radii) >= 2


def touching(one: tuple[list[float], float], other: tuple[list[float], float]) -> bool:
    return math.dist(one[0], other[0]) < one[1] + other[1]
