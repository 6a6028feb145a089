"""What the colours of a drawing mean, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from plangraph.graph.labels import labels
from plangraph.uses.cells import shown
from plangraph.uses.export.colours import PLAIN, Colour
from plangraph.uses.export.drawing import Drawing, edge_colour, edge_manner, short
from plangraph.uses.export.graph import Edge

_MANNERS = {"zh": "（{}）", "en": " ({})"}
_BETWEEN = {"zh": "、", "en": ", "}
_LONG = 24  # characters of names of one colour


def in_brackets(manner: str, lang: str) -> str:
    """Give in brackets what an edge has its colour from, as `edge_manner` has it."""
    name = labels("basis", lang).get(manner) or labels("class", lang).get(manner, manner)
    return _MANNERS[lang].format(name)


def kinds(drawing: Drawing, lang: str) -> list[tuple[str, Colour]]:
    """Give the name and the colour of each kind of node, in the order of kinds."""
    names = {n.kind: shown(n.attributes.get(f"kind_{lang}", n.kind)) for n in drawing.graph.nodes}
    return [(name, drawing.colours[kind]) for kind, name in sorted(names.items())]


def links(drawing: Drawing, lang: str) -> list[tuple[str, Colour]]:
    """Give for each colour of edges what has it, the most frequent first; `PLAIN` is that of those without one of their own."""
    groups: dict[Colour, Counter[str]] = {}
    for edge in drawing.graph.edges:
        groups.setdefault(edge_colour(edge) or PLAIN, Counter())[_name(edge, lang)] += 1
    order = sorted(groups.items(), key=lambda group: (-group[1].total(), group[0]))
    return [(_listed((name for name, _ in names.most_common()), lang), colour) for colour, names in order]


def _name(edge: Edge, lang: str) -> str:
    manner = edge_manner(edge)
    name = short(shown(edge.attributes.get(f"kind_{lang}", edge.kind)))
    return name + (in_brackets(manner, lang) if manner else "")


def _listed(names: Iterable[str], lang: str) -> str:
    """Give the first two names where these are short, else the first alone, and a sign that there are more."""
    every = list(names)
    first = _BETWEEN[lang].join(every[:2])
    told = 2 if len(first) <= _LONG else 1
    return (first if told == 2 else every[0]) + (" …" if len(every) > told else "")
