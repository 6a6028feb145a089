"""GEXF 1.3 for Gephi, Gephi Lite and what reads GEXF: written as it goes, valid against its schema for any data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from plangraph.files import MARK
from plangraph.uses.export.colours import Colour
from plangraph.uses.export.drawing import LOOKS, Column, Drawing, edge_colour, edge_label, listed, short, text
from plangraph.uses.export.graph import Attributes, Value

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_TO_ESCAPE = re.compile(r'[&<>"\n\r\t]')
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
    yield f'    <nodes count="{len(drawing.graph.nodes)}">\n'
    yield from batches(_nodes(drawing, _When("node", dynamic), _by_year(drawing) if dynamic else Counter()))
    yield f'    </nodes>\n    <edges count="{len(drawing.graph.edges)}">\n'
    yield from batches(_edges(drawing, _When("edge", dynamic)))
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _block(owner: str, columns: Iterable[Column], mode: str = "static") -> Iterator[str]:
    yield f'    <attributes class="{owner}" mode="{mode}">\n'
    for column in columns:
        name, title = quoted(column.name), quoted(column.title)
        yield f'      <attribute id="{name}" title="{title}" type="{column.type}"/>\n'
    yield "    </attributes>\n"


def _nodes(drawing: Drawing, when: _When, by_year: Counter[tuple[int, int]]) -> Iterator[str]:
    patterns = _Patterns(drawing.node_columns, lambda kind: _node_pattern(kind, drawing.colours[kind]))
    sizes = {size: f"{size / 2:.2f}" for size in set(drawing.sizes)}  # Gephi draws a disc of this radius
    looks = zip(drawing.graph.nodes, drawing.x, drawing.y, drawing.sizes, strict=True)
    for place, (node, x, y, size) in enumerate(looks):
        start, years, spells = when[node.years]
        in_years = "".join(_in_year(year, by_year[place, year]) for year in node.years) if by_year else ""
        pattern, values = patterns.fill(node.kind, node.attributes)
        names = (node.id, short(node.label), node.label)
        if _TO_ESCAPE.search("".join(names)):
            names = (quoted(names[0]), quoted(names[1]), quoted(names[2]))
        id_, brief, label = names
        yield pattern % (id_, brief, start, label, *values, years, in_years, spells, x, y, sizes[size])


def _node_pattern(kind: str, colour: Colour) -> tuple[str, str]:
    return (
        '      <node id="%s" label="%s"%s><attvalues><attvalue for="label_full" value="%s"/>'
        f'<attvalue for="kind" value="{_percent(quoted(kind))}"/>',
        f'%s%s</attvalues>%s{_painted(colour)}<viz:position x="%.1f" y="%.1f" z="0.0"/><viz:size value="%s"/></node>\n',
    )


def _edges(drawing: Drawing, when: _When) -> Iterator[str]:
    patterns = _Patterns(drawing.edge_columns, _edge_pattern)
    looks: dict[tuple[object, ...], tuple[str, str]] = {}
    ids = [quoted(node.id) for node in drawing.graph.nodes]
    for place, (edge, source, target) in enumerate(
        zip(drawing.graph.edges, drawing.sources, drawing.targets, strict=True)
    ):
        start, years, spells = when[edge.years]
        pattern, values = patterns.fill(edge.kind, edge.attributes)
        key = (edge.kind, *map(edge.attributes.get, LOOKS))
        if key not in looks:
            looks[key] = quoted(edge_label(edge)), _painted(edge_colour(edge))
        label, paint = looks[key]
        yield pattern % (place, ids[source], ids[target], label, edge.weight, start, *values, years, spells, paint)


def _edge_pattern(kind: str) -> tuple[str, str]:
    name = _percent(quoted(kind))
    return (
        f'      <edge id="%s" source="%s" target="%s" kind="{name}" label="%s" weight="%r"%s>'
        f'<attvalues><attvalue for="kind" value="{name}"/>',
        "%s</attvalues>%s%s</edge>\n",
    )


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


class _When(dict[tuple[int, ...], tuple[str, str, str]]):
    """For years: the attributes that give an interval, the columns that give them, and spells where there are gaps."""

    def __init__(self, owner: str, dynamic: bool) -> None:
        self._lists, self._dynamic = owner == "node", dynamic

    def __missing__(self, years: tuple[int, ...]) -> tuple[str, str, str]:
        spans = [f'start="{a:04d}-01-01" end="{b:04d}-12-31"' for a, b in intervals(years)] if self._dynamic else []
        cells = f'<attvalue for="year" value="{years[0]}"/>' if years else ""
        if years and self._lists:
            cells += f'<attvalue for="years" value="{listed(years)}"/>'
        spells = "<spells>" + "".join(f"<spell {span}/>" for span in spans) + "</spells>" if len(spans) > 1 else ""
        self[years] = f" {spans[0]}" if len(spans) == 1 else "", cells, spells
        return self[years]


def _in_year(year: int, number: int) -> str:
    return f'<attvalue for="{CONNECTIONS}" value="{number}" start="{year:04d}-01-01" end="{year:04d}-12-31"/>'


def _by_year(drawing: Drawing) -> Counter[tuple[int, int]]:
    """Count the edges of each node in each year."""
    found: Counter[tuple[int, int]] = Counter()
    for edge, source, target in zip(drawing.graph.edges, drawing.sources, drawing.targets, strict=True):
        for year in edge.years:
            found[source, year] += 1
            found[target, year] += 1
    return found


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
