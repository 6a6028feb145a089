"""A graph made ready for any writer: columns with their types, and a colour, a size and a place for each node."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plangraph.uses.export.colours import Colour, link_colour, palette
from plangraph.uses.export.graph import Attributes, Edge, Graph, Node, Value, ends, text
from plangraph.uses.export.layout import places

_FIRST = (
    *("kind", "kind_zh", "kind_en", "label_full", "label_en", "pinyin", "sentence", "line", "section"),
    *("year", "years", "report", "iri"),
)
_OF_NODES = {"kind": "string", "label_full": "string", "label_en": "string"}
SHORT = 16
LOOKS = ("kind_zh", "basis", "said_as")  # what label and colour of an edge depend on, beside its kind
_SMALL, _LARGE = 2**31, 2**63


@dataclass(frozen=True, slots=True)
class Column:
    """A column of nodes or edges: its name in the graph, its title outside, and its type in the words of GEXF.

    `as_text` says that values are to be turned into text by `text`, for some are true or false.
    """

    name: str
    title: str
    type: str
    as_text: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph with all that is computed before it is written. `sources` and `targets` are places in the list of nodes."""

    graph: Graph
    node_columns: list[Column]
    edge_columns: list[Column]
    colours: dict[str, Colour]
    sources: array[int]
    targets: array[int]
    degrees: array[int]
    sizes: array[float]
    x: array[float]
    y: array[float]


def draw(graph: Graph, *, size: str = "degree") -> Drawing:
    """Compute what the writers need: linear in time, and small beside the graph. `size` is ``degree`` or ``money``."""
    sources, targets = ends(graph)
    degrees = array("l", bytes(array("l").itemsize * len(graph.nodes)))
    for side in (sources, targets):
        for place in side:
            degrees[place] += 1
    sizes = array("d", _sizes(graph.nodes, degrees, size))
    x, y = places(sources, targets, degrees, sizes)
    return Drawing(
        graph,
        _columns(graph.nodes, _OF_NODES, {"year": "integer", "years": "string"}),
        _columns(graph.edges, {"kind": "string"}, {"year": "integer"}),
        palette(n.kind for n in graph.nodes),
        *(sources, targets, degrees, sizes, x, y),
    )


def _sizes(nodes: Iterable[Node], degrees: Iterable[int], size: str) -> Iterator[float]:
    for node, degree in zip(nodes, degrees, strict=True):
        if size == "money":
            money = node.attributes.get("money", 0)
            amount = max(money, 0) if isinstance(money, (int, float)) else 0
            yield 4 + 5 * (math.log10(10_000 + amount) - 4)
        else:
            yield 4 + 4 * math.sqrt(degree)


def node_cells(node: Node) -> Attributes:
    """Give all that is written of a node beside its id and short label."""
    cells: dict[str, Value] = {"kind": node.kind, "label_full": node.label}
    cells.update(node.attributes)
    if node.years:
        cells["year"] = node.years[0]
        cells["years"] = listed(node.years)
    return cells


def edge_cells(edge: Edge) -> Attributes:
    """Give all that is written of an edge beside its ends and weight."""
    cells: dict[str, Value] = {"kind": edge.kind}
    cells.update(edge.attributes)
    if edge.years:
        cells["year"] = edge.years[0]
    return cells


def edge_label(edge: Edge) -> str:
    """Give what stands at an edge: its kind, in Chinese where that is known."""
    return short(text(edge.attributes.get("kind_zh", edge.kind)))


def edge_colour(edge: Edge) -> Colour | None:
    """Give the colour of an edge, None where the program that draws it is to choose."""
    values = edge.attributes
    return link_colour(edge.kind, inferred=values.get("basis") == "inferred", said_as=text(values.get("said_as", "")))


def edge_manner(edge: Edge) -> str:
    """Give what an edge has its colour from, beside its kind: ``inferred``, or the kind of statement that says it."""
    if edge.attributes.get("basis") == "inferred":
        return "inferred"
    if link_colour(edge.kind) or not edge_colour(edge):
        return ""
    return text(edge.attributes["said_as"])


def listed(years: Iterable[int]) -> str:
    """Give years as one text."""
    return "; ".join(map(str, years))


def short(label: str) -> str:
    """Give a label of at most 16 characters in one line.

    >>> short("重大活动服务保障能力和水平不断提升。")
    '重大活动服务保障能力和水平不断…'
    """
    head = label[: SHORT + 1]
    if " " in head or not head.isprintable():
        head = " ".join(label.split())
    return head if len(head) <= SHORT else head[: SHORT - 1] + "…"


def _columns(things: Sequence[Node | Edge], own: Mapping[str, str], of_years: Mapping[str, str]) -> list[Column]:
    """Give the columns that things have, the well-known ones first, each with the type that all its values have."""
    seen: dict[tuple[str, type], str] = {}
    for thing in things:
        for name, value in thing.attributes.items():
            key = name, type(value)
            if key not in seen or (type(value) is int and not -_SMALL <= value < _SMALL):
                seen[key] = _wider(seen.get(key, ""), _type(value))
    types: dict[str, str] = {}
    truths = {name for name, kind in seen if kind is bool}
    for (name, _), type_ in seen.items():
        types[name] = _wider(types.get(name, ""), type_)
    types |= own
    types |= of_years if any(thing.years for thing in things) else {}
    order = sorted(types, key=lambda n: (_FIRST.index(n) if n in _FIRST else len(_FIRST), n))
    return [
        Column(name, title, types[name], name in truths) for name, title in zip(order, distinct(order), strict=True)
    ]


def _type(value: Value) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if -_SMALL <= value < _SMALL else "long" if -_LARGE <= value < _LARGE else "string"
    return "double" if isinstance(value, float) else "string"


def _wider(one: str, other: str) -> str:
    """Give the type that holds values of both."""
    numbers = ("integer", "long", "double")
    if one in numbers and other in numbers:
        return max(one, other, key=numbers.index)
    return other if one in ("", other) else "string"


def distinct(names: Iterable[str]) -> list[str]:
    """Give names that differ in small letters too, for many programs know no difference.

    >>> distinct(["line", "Line", "year"])
    ['line', 'Line_', 'year']
    """
    seen: set[str] = set()
    found = []
    for name in names:
        while name.lower() in seen:
            name += "_"
        seen.add(name.lower())
        found.append(name)
    return found
