"""Tables by kind: a folder of CSV in which no cell is a formula, and the two files that neo4j-admin imports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from plangraph.uses.cells import defused, plain
from plangraph.uses.export.drawing import (
    Column,
    Drawing,
    distinct,
    edge_cells,
    edge_label,
    node_cells,
    short,
)
from plangraph.uses.export.graph import Attributes, Edge, Node, Value, text

_TO_QUOTE = re.compile(r'[",\r\n]|^\s|\s$')
_NO_NAME = re.compile(r"[^\w-]+")
_NEO4J = {"integer": "int"}  # the others have the same name in both
Row = list[Value | None]
Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, which is a good one for files and sheets, title and type of each column, how many rows, and they."""

    name: str
    fields: list[Field]
    count: int
    rows: Iterator[Row]


def tables(drawing: Drawing) -> Iterator[Table]:
    """Give a table for each kind of node, with the columns that it uses, and one of all edges, in which ends have names."""
    kinds: dict[str, list[Node]] = {}
    for node in drawing.graph.nodes:
        kinds.setdefault(node.kind, []).append(node)
    order = sorted(kinds)
    names = distinct(["edges", *(_NO_NAME.sub("_", kind).strip("_")[:24] or "thing" for kind in order)])
    for kind, name in zip(order, names[1:], strict=True):
        used = {column for node in kinds[kind] for column in node_cells(node)}
        columns = [c for c in drawing.node_columns if c.name in used]
        fields = [("id", "string"), ("label", "string"), *_fields(columns)]
        yield Table(name, fields, len(kinds[kind]), _node_rows(kinds[kind], columns))
    yield _edges(drawing)


def _edges(drawing: Drawing) -> Table:
    graph = drawing.graph
    ends = [(name, "string") for name in ("source", "source_label", "target", "target_label", "label")]
    fields = [*ends, ("weight", "double"), *_fields(drawing.edge_columns)]
    labels = [short(node.label) for node in graph.nodes]
    cells = _edge_rows(graph.edges, drawing.edge_columns)
    places = zip(graph.edges, cells, drawing.sources, drawing.targets, strict=True)
    rows: Iterator[Row] = (
        [source, labels[one], target, labels[other], edge_label(edge), *rest]
        for edge, (source, target, *rest), one, other in places
    )
    return Table("edges", fields, len(graph.edges), rows)


def _fields(columns: Iterable[Column]) -> list[Field]:
    return [(column.title, column.type) for column in columns]


def _node_rows(nodes: Iterable[Node], columns: Sequence[Column]) -> Iterator[Row]:
    return ([node.id, short(node.label), *_row(node_cells(node), columns)] for node in nodes)


def _edge_rows(edges: Iterable[Edge], columns: Sequence[Column]) -> Iterator[Row]:
    return ([edge.source, edge.target, edge.weight, *_row(edge_cells(edge), columns)] for edge in edges)


def _row(cells: Attributes, columns: Iterable[Column]) -> Row:
    """Give the cells of a row, in a column of text nothing but text."""
    return [_of_type(cells.get(column.name), column.type) for column in columns]


def _of_type(value: Value | None, type_: str) -> Value | None:
    return value if value is None or type_ != "string" else text(value)


def csv_rows(header: Sequence[str], rows: Iterable[Row], *, safe: bool = False) -> Iterator[str]:
    """Give CSV line by line: commas, quotation marks where needed, LF. `safe` keeps words from being taken for formulas.

    >>> print("".join(csv_rows(["a", "b"], [["1,5", None], [-5, "=1+1"]], safe=True)), end="")
    a,b
    "1,5",
    -5,'=1+1
    """
    for row in chain([header], rows):
        yield ",".join(_cell(c, safe) for c in row) + "\n"


def _cell(value: Value | None, safe: bool) -> str:
    words = defused(value) if safe else plain(value)
    return '"' + words.replace('"', '""') + '"' if _TO_QUOTE.search(words) else words


def csv_files(drawing: Drawing) -> dict[str, tuple[list[Field], Iterator[str]]]:
    """Give the files of a folder of tables: for each its fields with their types, and its text in pieces."""
    return {
        f"{table.name}.csv": (table.fields, csv_rows([title for title, _ in table.fields], table.rows, safe=True))
        for table in tables(drawing)
    }


def neo4j_files(drawing: Drawing) -> dict[str, tuple[list[Field], Iterator[str]]]:
    """Give the two files that ``neo4j-admin database import`` reads; kinds are labels and types of relationships."""
    graph, node_columns, edge_columns = drawing.graph, drawing.node_columns, drawing.edge_columns
    node_header = ["id:ID", *_header([("label", "string"), *_fields(node_columns)]), ":LABEL"]
    edge_header = [":START_ID", ":END_ID", *_header([("weight", "double"), *_fields(edge_columns)]), ":TYPE"]
    nodes = zip(graph.nodes, _node_rows(graph.nodes, node_columns), strict=True)
    edges = zip(graph.edges, _edge_rows(graph.edges, edge_columns), strict=True)
    node_rows: Iterator[Row] = ([*row, node.kind.strip() or "Thing"] for node, row in nodes)
    edge_rows: Iterator[Row] = ([*row, edge.kind.strip() or "RELATED"] for edge, row in edges)
    return {
        "nodes.csv": ([(name, "string") for name in node_header], csv_rows(node_header, node_rows)),
        "edges.csv": ([(name, "string") for name in edge_header], csv_rows(edge_header, edge_rows)),
    }


def _header(fields: Sequence[Field]) -> list[str]:
    names = distinct([title.replace(":", "_") for title, _ in fields])
    return [f"{name}:{_NEO4J.get(type_, type_)}" for name, (_, type_) in zip(names, fields, strict=True)]
