"""GEXF 1.3 for Gephi: nodes and edges with kinds, colours, sizes and places."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

from plangraph.files import MARK
from plangraph.uses.queries import load

_PALETTE = {  # Okabe and Ito, told apart by people with any kind of colour vision
    "Report": (0, 0, 0),
    "Part": (86, 180, 233),
    "Chapter": (0, 114, 178),
    "Topic": (153, 153, 153),
    "Result": (0, 158, 115),
    "Commitment": (230, 159, 0),
    "Goal": (240, 228, 66),
    "Challenge": (213, 94, 0),
    "Context": (200, 200, 200),
    "Indicator": (204, 121, 167),
    "GlossaryTerm": (120, 94, 240),
}
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLUMNS = ("kind", "label_full", "section", "line", "iri")
_NODES = """
PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?node ?kind ?label ?section ?line
WHERE {
  VALUES (?class ?kind ?words) {
    (plan:Report "Report" dcterms:title) (plan:Part "Part" dcterms:title) (plan:Chapter "Chapter" dcterms:title)
    (plan:Topic "Topic" dcterms:title) (plan:Result "Result" plan:text) (plan:Commitment "Commitment" plan:text)
    (plan:Goal "Goal" plan:text) (plan:Challenge "Challenge" plan:text) (plan:Context "Context" plan:text)
    (plan:Indicator "Indicator" skos:prefLabel) (plan:GlossaryTerm "GlossaryTerm" skos:prefLabel)
  }
  ?node a ?class .
  OPTIONAL { ?node ?words ?label }
  OPTIONAL { ?node plan:sectionNumber ?section }
  OPTIONAL { ?node plan:span ?span . ?span plan:line ?line }
  OPTIONAL { ?node plan:order ?order }
}
ORDER BY ?order STR(?node)
"""
_EDGES = """
PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?from ?to ?kind
WHERE {
  VALUES (?property ?kind) {
    (dcterms:isPartOf "isPartOf") (plan:inSection "inSection") (plan:lead "lead") (plan:mentionsTerm "mentionsTerm")
  }
  ?from ?property ?to .
}
ORDER BY STR(?from) STR(?to) ?kind
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its id, kind, label and what else is known of it."""

    id: str
    kind: str
    label: str
    section: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A link of one kind between two nodes."""

    source: str
    target: str
    kind: str


@dataclass(slots=True)
class Summary:
    """What was written and what could not be."""

    nodes: int = 0
    edges: int = 0
    dropped_edges: int = 0
    replaced: int = field(default=0)

    def __str__(self) -> str:
        return (
            f"{self.nodes} 个节点，{self.edges} 条边；略去 {self.dropped_edges} 条边，替换 {self.replaced} 个字符 / "
            f"{self.nodes} nodes, {self.edges} edges; {self.dropped_edges} edges left out, "
            f"{self.replaced} characters replaced"
        )


def export_gexf(data: Sequence[Path], out: TextIO) -> Summary:
    """Write the report graph of built files as GEXF 1.3 and tell what was written."""
    store = load(data)
    nodes = []
    for row in _rows(store, _NODES):
        node, kind, label, section, line = row
        words = label.value if label else node.value
        number = int(line.value) if line else None
        nodes.append(Node(node.value, kind.value, words, section.value if section else "", number))
    edges = [Edge(*(t.value for t in row)) for row in _rows(store, _EDGES)]
    return write_gexf(nodes, edges, out)


def _rows(store: Any, query: str) -> Iterable[Any]:
    answer: Iterable[Any] = store.query(query)
    return answer


def write_gexf(nodes: Sequence[Node], edges: Iterable[Edge], out: TextIO) -> Summary:
    """Write nodes and edges; edges whose ends are not there, or that repeat, are left out and counted."""
    known = {n.id for n in nodes}
    summary = Summary()
    kept: dict[Edge, None] = {}
    for edge in edges:
        if edge.source in known and edge.target in known and edge not in kept:
            kept[edge] = None
        else:
            summary.dropped_edges += 1
    degree = Counter(end for e in kept for end in (e.source, e.target))
    text = _Text(summary)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(f"<!-- {MARK} -->\n")
    out.write('<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n')
    out.write(
        "  <meta>\n    <creator>plangraph</creator>\n    <description>plan report graph</description>\n  </meta>\n"
    )
    out.write('  <graph defaultedgetype="directed" mode="static">\n')
    _attributes(out, "node", _COLUMNS)
    _attributes(out, "edge", ("kind",))
    out.write("    <nodes>\n")
    for place, node in zip(_places(nodes), nodes, strict=True):
        _node(out, node, place, degree[node.id], text)
        summary.nodes += 1
    out.write("    </nodes>\n    <edges>\n")
    for i, edge in enumerate(kept):
        ends = f"source={text(edge.source)} target={text(edge.target)} kind={text(edge.kind)}"
        value = f'<attvalues><attvalue for="kind" value={text(edge.kind)}/></attvalues>'
        out.write(f'      <edge id="{i}" {ends}>{value}</edge>\n')
        summary.edges += 1
    out.write("    </edges>\n  </graph>\n</gexf>\n")
    return summary


class _Text:
    """Quotes an attribute's value; counts what XML does not allow and is replaced."""

    def __init__(self, summary: Summary) -> None:
        self._summary = summary

    def __call__(self, value: str) -> str:
        clean, count = _FORBIDDEN.subn("\ufffd", value)
        self._summary.replaced += count
        return quoteattr(clean, {"\n": " ", "\r": " ", "\t": " "})


def _attributes(out: TextIO, owner: str, names: Iterable[str]) -> None:
    out.write(f'    <attributes class="{owner}" mode="static">\n')
    for name in names:
        kind = "integer" if name == "line" else "string"
        out.write(f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n')
    out.write("    </attributes>\n")


def _node(out: TextIO, node: Node, place: tuple[float, float], degree: int, text: _Text) -> None:
    short = node.label if len(node.label) <= 16 else node.label[:15] + "…"
    values = {"kind": node.kind, "label_full": node.label, "section": node.section, "iri": node.id}
    if node.line is not None:
        values["line"] = str(node.line)
    cells = "".join(f'<attvalue for="{k}" value={text(v)}/>' for k, v in values.items() if v)
    red, green, blue = _PALETTE.get(node.kind, (128, 128, 128))
    size = 4 + 4 * math.sqrt(degree)
    out.write(f"      <node id={text(node.id)} label={text(short)}><attvalues>{cells}</attvalues>")
    out.write(f'<viz:color r="{red}" g="{green}" b="{blue}"/>')
    out.write(f'<viz:position x="{place[0]:.1f}" y="{place[1]:.1f}" z="0.0"/><viz:size value="{size:.2f}"/></node>\n')


def _places(nodes: Sequence[Node]) -> Iterable[tuple[float, float]]:
    """Give each node a place on the ring of its kind, in document order, the report in the middle."""
    rings = {"Report": 0, "Part": 150, "Chapter": 350, "Topic": 650, "GlossaryTerm": 1400, "Indicator": 1400}
    radius = [rings.get(n.kind, 1000) for n in nodes]
    totals, seen = Counter(radius), Counter[int]()
    for r in radius:
        angle = 2 * math.pi * seen[r] / totals[r]
        seen[r] += 1
        yield r * math.cos(angle), r * math.sin(angle)
