"""GEXF 1.3 for Gephi, Gephi Lite and what reads GEXF: written as it goes, valid against its schema for any data."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, repeat

from plangraph.files import MARK
from plangraph.uses.export.colours import Colour
from plangraph.uses.export.drawing import LOOKS, Column, Drawing, edge_colour, edge_label, listed, short
from plangraph.uses.export.graph import Attributes, Value, text
from plangraph.uses.export.presence import presence

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_TO_ESCAPE = re.compile(r'[&<>"\n\r\t]')
When = tuple[str, str, str]  # attributes of an interval, numbers of edges by year, spells where there are gaps
_ALWAYS: When = ("", "", "")
CONNECTIONS = "connections"  # how many edges a node has in a year


def quoted(words: str) -> str:
    """Give words as they stand between the quotation marks of an attribute, or between tags.

    >>> quoted('"A&B"')
    '&quot;A&amp;B&quot;'
    """
    return _TO_ESCAPE.sub(lambda m: _ESCAPED[m[0]], words) if _TO_ESCAPE.search(words) else words


def batches(lines: Iterator[str]) -> Iterator[str]:
    """Give lines in pieces of some hundred, which are cheaper to write."""
    while piece := "".join(islice(lines, 500)):
        yield piece


def gexf(drawing: Drawing, *, dynamic: bool = False, about: str = "") -> Iterator[str]:
    """Give a GEXF document in pieces: static, or with an interval for each stretch of years in which a thing is there."""
    mode = 'mode="static"'
    if dynamic:
        mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"'
    yield f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- {MARK} -->
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta>
    <creator>plangraph</creator>
    <description>{quoted(about)}</description>
  </meta>
  <graph defaultedgetype="directed" {mode}>
"""
    yield from _block("node", drawing.node_columns)
    if dynamic:
        yield from _block("node", [Column(CONNECTIONS, CONNECTIONS, "integer")], "dynamic")
    yield from _block("edge", drawing.edge_columns)
    always = repeat(_ALWAYS, len(drawing.graph.nodes)), repeat(_ALWAYS, len(drawing.graph.edges))
    of_nodes, of_edges = _times(drawing) if dynamic else always
    yield f'    <nodes count="{len(drawing.graph.nodes)}">\n'
    yield from batches(_nodes(drawing, of_nodes))
    yield f'    </nodes>\n    <edges count="{len(drawing.graph.edges)}">\n'
    yield from batches(_edges(drawing, of_edges))
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _block(owner: str, columns: Iterable[Column], mode: str = "static") -> Iterator[str]:
    yield f'    <attributes class="{owner}" mode="{mode}">\n'
    for column in columns:
        name, title = quoted(column.name), quoted(column.title)
        yield f'      <attribute id="{name}" title="{title}" type="{column.type}"/>\n'
    yield "    </attributes>\n"


def _nodes(drawing: Drawing, when: Iterable[When]) -> Iterator[str]:
    patterns = _Patterns(drawing.node_columns, lambda kind: _node_pattern(kind, drawing.colours[kind]))
    sizes = {size: f"{size / 2:.2f}" for size in set(drawing.sizes)}  # Gephi draws a disc of this radius
    years = _YearCells(lists=True)
    looks = zip(drawing.graph.nodes, drawing.x, drawing.y, drawing.sizes, when, strict=True)
    for node, x, y, size, (start, in_years, spells) in looks:
        pattern, values = patterns.fill(node.kind, node.attributes)
        names = (node.id, short(node.label), node.label)
        if _TO_ESCAPE.search("".join(names)):
            names = (quoted(names[0]), quoted(names[1]), quoted(names[2]))
        id_, brief, label = names
        yield pattern % (id_, brief, start, label, *values, years[node.years], in_years, spells, x, y, sizes[size])


def _node_pattern(kind: str, colour: Colour) -> tuple[str, str]:
    return (
        '      <node id="%s" label="%s"%s><attvalues><attvalue for="label_full" value="%s"/>'
        f'<attvalue for="kind" value="{_percent(quoted(kind))}"/>',
        f'%s%s</attvalues>%s{_painted(colour)}<viz:position x="%.1f" y="%.1f" z="0.0"/><viz:size value="%s"/></node>\n',
    )


def _edges(drawing: Drawing, when: Iterable[When]) -> Iterator[str]:
    patterns = _Patterns(drawing.edge_columns, _edge_pattern)
    years = _YearCells(lists=False)
    looks: dict[tuple[object, ...], tuple[str, str]] = {}
    ids = [quoted(node.id) for node in drawing.graph.nodes]
    numbers = _numbers(drawing)
    there = zip(drawing.graph.edges, drawing.sources, drawing.targets, when, strict=True)
    for place, (edge, source, target, (start, _, spells)) in enumerate(there):
        pattern, values = patterns.fill(edge.kind, edge.attributes)
        key = (edge.kind, *map(edge.attributes.get, LOOKS))
        if key not in looks:
            looks[key] = quoted(edge_label(edge)), _painted(edge_colour(edge))
        label, paint = looks[key]
        ends, number = (ids[source], ids[target]), numbers.get(place, "")
        yield pattern % (place, *ends, number, label, edge.weight, start, *values, years[edge.years], spells, paint)


def _edge_pattern(kind: str) -> tuple[str, str]:
    name = _percent(quoted(kind))
    return (
        f'      <edge id="%s" source="%s" target="%s" kind="{name}%s" label="%s" weight="%r"%s>'
        f'<attvalues><attvalue for="kind" value="{name}"/>',
        "%s</attvalues>%s%s</edge>\n",
    )


def _numbers(drawing: Drawing) -> dict[int, str]:
    """Give what follows the kind of edges that repeat an earlier one, by their place: Gephi makes one edge of equal kinds."""
    count = len(drawing.graph.nodes)
    pairs = array("q", (a * count + b for a, b in zip(drawing.sources, drawing.targets, strict=True)))
    repeated = {pair for pair, number in Counter(pairs).items() if number > 1}
    parallel: dict[int, dict[int, str]] = {}
    for place, pair in enumerate(pairs):
        if pair in repeated:
            parallel.setdefault(pair, {})[place] = drawing.graph.edges[place].kind
    return dict(number for kinds in parallel.values() for number in _numbered(kinds))


def _numbered(kinds: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Give a number in brackets for each kind that was there before, so that no two are equal.

    >>> dict(_numbered({3: "lead", 5: "award", 8: "lead", 9: "lead", 10: "lead (2)"}))
    {8: ' (3)', 9: ' (4)'}
    """
    taken, seen = {*kinds.values()}, Counter[str]()
    for place, kind in kinds.items():
        seen[kind] += 1
        if seen[kind] > 1:
            while f"{kind} ({seen[kind]})" in taken:
                seen[kind] += 1
            taken.add(f"{kind} ({seen[kind]})")
            yield place, f" ({seen[kind]})"


def _painted(colour: Colour | None) -> str:
    return '<viz:color r="{}" g="{}" b="{}"/>'.format(*colour) if colour else ""


class _Patterns:
    """Patterns of lines, one for each kind and set of columns that occurs; `ends` gives what is before and after values."""

    def __init__(self, columns: Iterable[Column], ends: Callable[[str], tuple[str, str]]) -> None:
        self._truths = {c.name for c in columns if c.as_text}
        self._words = {c.name for c in columns if c.type == "string"}
        self._ends = ends
        self._known: dict[tuple[str, ...], tuple[str, bool, bool]] = {}

    def fill(self, kind: str, attributes: Attributes) -> tuple[str, Iterable[Value]]:
        """Give the pattern for a thing of that kind with those attributes, and their values as they may stand in it."""
        key = (kind, *attributes)
        pattern, words, truths = self._known.get(key) or self._made(key)
        values: Iterable[Value] = attributes.values()
        if truths:
            values = [text(v) for v in values]
        if words and _TO_ESCAPE.search("".join([v for v in values if v.__class__ is str])):
            values = [quoted(v) if isinstance(v, str) else v for v in values]
        return pattern, values

    def _made(self, key: tuple[str, ...]) -> tuple[str, bool, bool]:
        before, after = self._ends(key[0])
        values = "".join(f'<attvalue for="{_percent(quoted(name))}" value="%s"/>' for name in key[1:])
        names = key[1:]
        pattern = before + values + after, not self._words.isdisjoint(names), not self._truths.isdisjoint(names)
        self._known[key] = pattern
        return pattern


def _percent(words: str) -> str:
    return words.replace("%", "%%")


class _YearCells(dict[tuple[int, ...], str]):
    """For years: the columns that give them, the first and with `lists` all."""

    def __init__(self, *, lists: bool) -> None:
        self._lists = lists

    def __missing__(self, years: tuple[int, ...]) -> str:
        cells = f'<attvalue for="year" value="{years[0]}"/>' if years else ""
        if years and self._lists:
            cells += f'<attvalue for="years" value="{listed(years)}"/>'
        self[years] = cells
        return cells


class _Spans(dict[tuple[int, ...], tuple[str, str]]):
    """For years: the attributes that give an interval, and spells where there are gaps."""

    def __missing__(self, years: tuple[int, ...]) -> tuple[str, str]:
        spans = [f'start="{a:04d}-01-01" end="{b:04d}-12-31"' for a, b in intervals(years)]
        spells = "<spells>" + "".join(f"<spell {span}/>" for span in spans) + "</spells>" if len(spans) > 1 else ""
        self[years] = f" {spans[0]}" if len(spans) == 1 else "", spells
        return self[years]


def _times(drawing: Drawing) -> tuple[Iterator[When], Iterator[When]]:
    """Give when each node and each edge is there."""
    nodes, edges = presence(drawing.graph, drawing.sources, drawing.targets)
    spans, by_year = _Spans(), _by_year(drawing, edges)
    of_nodes = (
        (start, "".join(_in_year(year, by_year[place, year]) for year in years), spells)
        for place, years in enumerate(nodes)
        for start, spells in [spans[years]]
    )
    of_edges = ((start, "", spells) for start, spells in map(spans.__getitem__, edges))
    return of_nodes, of_edges


def _by_year(drawing: Drawing, there: Iterable[tuple[int, ...]]) -> Counter[tuple[int, int]]:
    """Count the edges of each node in each year."""
    found: Counter[tuple[int, int]] = Counter()
    for years, source, target in zip(there, drawing.sources, drawing.targets, strict=True):
        for year in years:
            found[source, year] += 1
            found[target, year] += 1
    return found


def _in_year(year: int, number: int) -> str:
    return f'<attvalue for="{CONNECTIONS}" value="{number}" start="{year:04d}-01-01" end="{year:04d}-12-31"/>'


def intervals(years: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give sorted years as first and last years of what has no gap.

    >>> list(intervals([2020, 2021, 2023]))
    [(2020, 2021), (2023, 2023)]
    """
    start = last = None
    for year in years:
        if start is None or last is None:
            start = year
        elif year != last + 1:
            yield start, last
            start = year
        last = year
    if start is not None and last is not None:
        yield start, last
