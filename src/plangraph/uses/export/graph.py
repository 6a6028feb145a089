"""A small property graph, and how anything becomes one that every format takes: no RDF, no None, no list, no surprise."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

Value = str | int | float | bool
Attributes = Mapping[str, Value]

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML does not allow
RESERVED = frozenset(
    [
        *("id", "label", "kind", "label_full", "year", "years", "source", "target", "weight", "x", "y", "z", "size"),
        *("color", "viz", "start", "end", "spells", "pid", "type", "interval", "timeset", "key", "name", "shared_name"),
        *("interaction", "connections", "degree"),
    ]
)
_YEARS = range(1, 10_000)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its id, kind and full label, what else is known of it, and the years in which it is there (none: always)."""

    id: str
    kind: str
    label: str
    attributes: Attributes = field(default_factory=dict)
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A link of one kind between two nodes."""

    source: str
    target: str
    kind: str
    weight: float = 1.0
    attributes: Attributes = field(default_factory=dict)
    years: tuple[int, ...] = ()


@dataclass(slots=True)
class Losses:
    """What was merged, left out or changed on the way."""

    merged_nodes: int = 0
    merged_edges: int = 0
    dangling_edges: int = 0
    dropped_values: int = 0
    replaced: int = 0
    unlinked: Counter[str] = field(default_factory=Counter)  # by kind, what a view does not hold for want of a link
    outside: Counter[str] = field(default_factory=Counter)  # by kind, what it has neither nodes nor links for


@dataclass(frozen=True, slots=True)
class Origin:
    """Where data is from: the title of a data set and its licence, empty where that is not stated."""

    title: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes with ids of their own and edges between them, made by `tidy`: every writer takes it as it stands.

    `reports` are the area and plan year of those of the data, `titles` what each is called, by its code, and `origins` where
    that is from.
    """

    nodes: list[Node]
    edges: list[Edge]
    losses: Losses
    reports: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


def tidy(nodes: Iterable[Node], edges: Iterable[Edge], *, merge_parallel: bool = False) -> Graph:
    """Make a graph of anything: words that XML can hold, plain values, one node an id. Edges without an end are left out.

    All parallel edges are kept, unless `merge_parallel`: then edges from one node to another are one, with the sum of
    their weights and a kind that lists theirs. What needs no change stays the same object.
    """
    cleaner = _Cleaner()
    kept = cleaner.nodes(nodes)
    links = list(cleaner.edges(edges))
    if merge_parallel:
        links = _united(links, cleaner.losses)
    return Graph(kept, links, cleaner.losses)


class _Cleaner:
    """What is known while a graph is made: where each id stands, ids that had to change, names that are fine."""

    def __init__(self) -> None:
        self.losses = Losses()
        self.places: dict[str, int] = {}
        self._renamed: dict[str, str] = {}
        self._names: set[str] = set()

    def nodes(self, nodes: Iterable[Node]) -> list[Node]:
        kept: list[Node] = []
        made: set[str] = set()
        for node in nodes:
            if node.id in self._renamed or (node.id in self.places and node.id not in made):
                self.losses.merged_nodes += 1
                continue
            fine = self._fine((node.id, node.kind, node.label), node.attributes) and node.years == _years(node.years)
            clean = node if fine else self._node(node)
            if clean.id in self.places:  # two ids that differ only in what XML does not allow
                clean = replace(clean, id=_free(clean.id, self.places))
            if clean.id != node.id:
                self._renamed[node.id] = clean.id
                made.add(clean.id)
            self.places[clean.id] = len(kept)
            kept.append(clean)
        return kept

    def edges(self, edges: Iterable[Edge]) -> Iterator[Edge]:
        renamed, places = self._renamed, self.places
        for edge in edges:
            source, target = renamed.get(edge.source, edge.source), renamed.get(edge.target, edge.target)
            if source not in places or target not in places:
                self.losses.dangling_edges += 1
                continue
            fine = source is edge.source and target is edge.target and math.isfinite(edge.weight)
            if fine and self._fine((edge.kind,), edge.attributes) and edge.years == _years(edge.years):
                yield edge
            else:
                weight = edge.weight if math.isfinite(edge.weight) else 1.0
                rest = self._plain(edge.attributes), _years(edge.years)
                yield Edge(source, target, self._legal(edge.kind), weight, *rest)

    def _fine(self, words: Iterable[str], attributes: Mapping[str, Any]) -> bool:
        """Tell whether words and attributes can be written as they are."""
        strings = [*words]
        for name, value in attributes.items():
            kind = type(value)
            if kind is str and value:
                strings.append(value)
            elif not (kind is int or kind is bool or (kind is float and math.isfinite(value))):
                return False
            if name not in self._names:
                if not name or name.lower() in RESERVED or FORBIDDEN.search(name):
                    return False
                self._names.add(name)
        return not FORBIDDEN.search("".join(strings))

    def _node(self, node: Node) -> Node:
        id_, kind, label = (self._legal(x) for x in (node.id, node.kind, node.label))
        return Node(id_, kind, label, self._plain(node.attributes), _years(node.years))

    def _legal(self, text: str) -> str:
        clean, count = FORBIDDEN.subn("\ufffd", text)
        self.losses.replaced += count
        return clean

    def _plain(self, attributes: Mapping[str, Any]) -> Attributes:
        """Give attributes whose names are no others' and whose values are plain."""
        found: dict[str, Value] = {}
        for name, value in attributes.items():
            flat = plain(value)
            if flat is None:
                self.losses.dropped_values += value is not None and value not in ("", [], ())
            else:
                found[_column(self._legal(name), found)] = self._legal(flat) if isinstance(flat, str) else flat
        return found


def _free(name: str, taken: Mapping[str, int]) -> str:
    return next(free for i in range(2, len(taken) + 3) if (free := f"{name}~{i}") not in taken)


def _years(years: tuple[int, ...]) -> tuple[int, ...]:
    """Give years in order, each once; what is no year of four digits is left out."""
    return tuple(sorted({y for y in years if y in _YEARS})) if years else years


def _column(name: str, taken: Mapping[str, Value]) -> str:
    while not name or name.lower() in RESERVED or name in taken:
        name += "_"
    return name


def plain(value: Any) -> Value | None:
    """Give a value as text, number or boolean; None for what says nothing or cannot be written.

    >>> [plain(x) for x in (None, "", [3, None, True], date(2021, 12, 13), float("nan"), 5.5, True)]
    [None, None, '3; true', '2021-12-13', None, 5.5, True]
    """
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple, set, frozenset)):
        parts = map(plain, sorted(value, key=str) if isinstance(value, (set, frozenset)) else value)
        return joined(text(part) for part in parts if part is not None)
    return None if value is None else str(value) or None


def text(value: Value) -> str:
    """Give a value as it stands in a file.

    >>> text(True), text(5), text(0.5)
    ('true', '5', '0.5')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)


def joined(words: Iterable[str]) -> str | None:
    """Give different words in one text, in the order in which they came."""
    return "; ".join(dict.fromkeys(w for w in words if w)) or None


def _united(edges: list[Edge], losses: Losses) -> list[Edge]:
    """Give one edge for each pair of source and target, where the first of them stood."""
    groups: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.source, edge.target), []).append(edge)
    losses.merged_edges += len(edges) - len(groups)
    return [_one(group) for group in groups.values()]


def _one(edges: list[Edge]) -> Edge:
    """Give several edges as one: weights summed, kinds, words and years together in the order of kinds, of numbers the first."""
    if len(edges) == 1:
        return edges[0]
    first, by_kind = edges[0], sorted(edges, key=lambda e: e.kind)
    firsts = {name: value for e in reversed(edges) for name, value in e.attributes.items()}
    names = dict.fromkeys(name for e in edges for name in e.attributes)
    attributes = {name: _words(name, by_kind) or firsts[name] for name in names}
    kind = joined(e.kind for e in by_kind) or ""
    weight = math.fsum(e.weight for e in edges)
    years = tuple(sorted({y for e in edges for y in e.years})) if all(e.years for e in edges) else ()
    return Edge(first.source, first.target, kind, weight if math.isfinite(weight) else 1.0, attributes, years)


def _words(name: str, edges: Iterable[Edge]) -> str | None:
    """Give what edges have under a name in one text, if all of it is text."""
    values = [e.attributes[name] for e in edges if name in e.attributes]
    return joined(map(str, values)) if all(isinstance(v, str) for v in values) else None


def ends(graph: Graph) -> tuple[array[int], array[int]]:
    """Give where the source and the target of each edge stand among the nodes."""
    places = {node.id: i for i, node in enumerate(graph.nodes)}
    return array("l", (places[e.source] for e in graph.edges)), array("l", (places[e.target] for e in graph.edges))
