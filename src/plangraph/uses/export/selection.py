"""From a graph of triples to a property graph: by view, or of what a CONSTRUCT gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plangraph.errors import UsageError
from plangraph.uses import packs, queries, workers
from plangraph.uses.answers import XSD
from plangraph.uses.exchange import Terms, read
from plangraph.uses.export.graph import Edge, Node, Origin, Value, joined, text
from plangraph.uses.export.links import LINKS, LISTS
from plangraph.uses.export.presence import together
from plangraph.uses.export.terms import local, ontology, words
from plangraph.uses.export.things import COUNT, MENTIONED, ORIGINS, PREFIXES, REPORTS, THINGS
from plangraph.uses.export.views import LINKED_BY, VIEWS, WITHOUT_NODES, View
from plangraph.uses.parameters import bind
from plangraph.uses.queries import Limits
from plangraph.uses.questions import ask
from plangraph.uses.stores import load

if TYPE_CHECKING:
    import pyoxigraph

Ask = Callable[[str], Any]
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABELS = ("label", "prefLabel", "title", "name", "text")
_INTEGERS = frozenset(XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "gYear"))
_SPREAD = re.compile(r"(?<=[\u3000-\u9fff])\s+(?=[\u3000-\u9fff])")
_STEPS = 4  # from statement to topic to chapter to part, and from part to what a report names once
_GENERAL = frozenset(["Entity", "Statement", "Section", "Concept", "Heading", "QuantityValue", "Plan"])


class Selection(NamedTuple):
    """What was chosen, and by kind what a view leaves out: `unlinked` because no link leads to it, `outside` because it
    has no nodes or links of the kind; the area and plan year of each report of the data, its title by its code, and where the
    data is from."""

    nodes: list[Node]
    edges: list[Edge]
    unlinked: Counter[str]
    outside: Counter[str]
    reports: list[str]
    titles: dict[str, str]
    origins: list[Origin]


@dataclass(slots=True)
class _Thing:
    """What the questions have said of a thing so far."""

    kind: str = ""
    class_: str = ""
    label: str = ""
    values: dict[str, list[Value]] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)


def opened(data: Sequence[Path], limits: Limits | None = None) -> pyoxigraph.Store:
    """Give graph files or a database, to be asked.

    Raises InputError, LimitError and RefusedError as `stores.load`.
    """
    return load(data, named=False, most=(limits or Limits()).most)


def by_view(data: Sequence[Path], view: str, limits: Limits | None = None) -> Selection:
    """Give the nodes and edges of a view of graph files or a database; edges may lead to what the data does not describe."""
    asked = opened(data, limits).query
    chosen = VIEWS[view]
    edges = [edge for name in chosen.links for edge in _edges(asked, LINKS[name])]
    linked = {end for e in edges for end in (e.source, e.target)}
    things = _things(asked)
    kept = {id_: thing for id_, thing in things.items() if thing.kind and (id_ in linked or _whole(thing, chosen))}
    kinds = {thing.kind for thing in kept.values()}
    unlinked = Counter(thing.kind for id_, thing in things.items() if id_ not in kept and thing.kind in kinds)
    return Selection(
        *_finished(kept, edges, things), unlinked, _outside(asked, chosen), *_reports(asked), _origins(asked)
    )


def _outside(ask: Ask, view: View) -> Counter[str]:
    """Count what the data holds and a view has neither nodes nor links for."""
    kinds = [*WITHOUT_NODES, *(kind for kind, name in LINKED_BY.items() if name not in view.links)]
    return Counter({kind: n for kind in kinds if (n := next(_rows(ask, COUNT.format(kind)))["number"])})


def _reports(ask: Ask) -> tuple[list[str], dict[str, str]]:
    """Give the area and plan year of each report, as far as they are known, and what each is called, by its code."""
    told, titles = [], {}
    for row in _rows(ask, REPORTS):
        area, title = str(row.get("area", "")), _joined(str(row.get("title", "")))
        name = area + _span(row.get("first"), row.get("last"))
        told.append(name)
        code = row["report"].partition("/id/")[2]
        titles[code] = (title if title and area in title else f"{name}《{title}》" if title else name) or code
    return [name for name in dict.fromkeys(told) if name], titles


def _joined(title: str) -> str:
    """Give a title without the space that spreads its characters over a line.

    >>> _joined("政 府 工 作 报 告"), _joined("Report of 2021")
    ('政府工作报告', 'Report of 2021')
    """
    return _SPREAD.sub("", title)


def _origins(ask: Ask) -> list[Origin]:
    """Give title and licence of each data set, as far as they are known."""
    told = [Origin(str(row.get("title", "")), str(row.get("licence", ""))) for row in _rows(ask, ORIGINS)]
    return list(dict.fromkeys(told))


def _span(first: Value | None, last: Value | None) -> str:
    return "" if first is None else str(first) if first == last else f"{first}/{last}"


def _whole(thing: _Thing, view: View) -> bool:
    return thing.kind in view.whole or "*" in view.whole or view.having in thing.values


def constructed(query: packs.Query, data: Sequence[Path], limits: Limits | None = None) -> list[Any]:
    """Give the triples of a CONSTRUCT, in order.

    Raises UsageError for a query that gives no graph, RefusedError for one that reaches out, LimitError.
    """
    found, _ = ask(query, data, read, limits=limits)
    return _triples(found)


def _triples(found: Terms) -> list[Any]:
    import pyoxigraph

    if found.kind != "graph":
        raise UsageError("--query 需要 CONSTRUCT 查询 / --query takes a CONSTRUCT")
    return [pyoxigraph.Triple(*row) for row in found.rows]


def by_query(query: packs.Query, data: Sequence[Path], limits: Limits | None = None) -> Selection:
    """Give what a CONSTRUCT gives: things linked to things, what is said of them, and what the graph knows of them.

    Raises as `constructed`. With `limits` it runs in a process of its own, which is killed when they are hit.
    """
    work = partial(_by_query, query, data, limits)
    return workers.apart(work, limits.seconds) if limits else work()


def _by_query(query: packs.Query, data: Sequence[Path], limits: Limits | None) -> Selection:
    ontology()  # read before this process is confined
    text = query.text if query.shipped else queries.check(query.text, limits.services if limits else ())
    bound = bind(query.parameters(), {}, lambda _: [])  # and so are the lists of its codes
    engine = queries.engine(data, (text,), limits)
    found = engine(text, bound, read, limits.rows if limits else None)
    things, edges = _constructed(_triples(found))

    def asked(question: str) -> Any:
        return engine(question, {}, _as_it_is, None)

    known = _things(asked)
    for id_, thing in things.items():
        _complete(thing, known.get(id_), id_)
    return Selection(*_finished(things, edges, known), Counter(), Counter(), *_reports(asked), _origins(asked))


def _as_it_is(answer: Any, most: int | None) -> Any:
    return answer


def _constructed(triples: Iterable[Any]) -> tuple[dict[str, _Thing], list[Edge]]:
    import pyoxigraph

    things: dict[str, _Thing] = {}
    edges = []
    for triple in triples:
        subject, predicate, value = _id(triple.subject), triple.predicate.value, triple.object
        thing = things.setdefault(subject, _Thing())
        name = local(predicate)
        if predicate == _RDF_TYPE:
            kind = local(value.value)
            if not thing.kind or thing.kind in _GENERAL:
                thing.kind, thing.class_ = kind, value.value
        elif not isinstance(value, pyoxigraph.Literal):
            things.setdefault(_id(value), _Thing())
            edges.append(_edge(subject, _id(value), predicate, {}))
        elif name in _LABELS and not thing.label:
            thing.label = value.value
        else:
            thing.values.setdefault(name, []).append(_value(value))
    return things, edges


def _complete(thing: _Thing, known: _Thing | None, id_: str) -> None:
    if known:
        thing.kind, thing.class_ = thing.kind or known.kind, thing.class_ or known.class_
        thing.label = thing.label or known.label
        thing.years |= known.years
        for name, values in known.values.items():
            thing.values.setdefault(name, values)
    thing.kind = thing.kind or "Thing"


def _things(ask: Ask) -> dict[str, _Thing]:
    """Give everything that has a kind, and what is said of it."""
    things: dict[str, _Thing] = {}
    for question in THINGS.values():
        for row in _rows(ask, question):
            _add(things.setdefault(row.pop("node"), _Thing()), row)
    for row in _rows(ask, MENTIONED):
        _mention(things, **row)
    return things


def _mention(things: dict[str, _Thing], node: str, said: str, **where: Value) -> None:
    """Let a thing have the years of what mentions it, and the sentence and line where it is mentioned first."""
    if node in things:
        thing = things[node]
        thing.years |= things[said].years if said in things else set()
        for name, value in where.items():
            thing.values.setdefault(name, [value])


def _add(thing: _Thing, row: dict[str, Any]) -> None:
    class_, label = row.pop("kind", ""), row.pop("label", "")
    if class_ and (not thing.kind or thing.kind == "Area"):  # an area that is named is a place
        thing.kind, thing.class_ = local(class_), class_
    thing.label = thing.label or label
    first, last = row.pop("first", None), row.pop("last", None)
    if isinstance(first, int):
        thing.years |= set(range(first, (last if isinstance(last, int) and last - first < 100 else first) + 1))
    if english := words(row.pop("shared", ""))[2]:
        row["label_en"] = english
    for name, value in row.items():
        said = thing.values.setdefault(name, [])
        if value not in said:
            said.append(value)


def _edges(ask: Ask, question: str) -> Iterator[Edge]:
    for row in _rows(ask, question):
        yield _edge(row.pop("from"), row.pop("to"), row.pop("kind"), row)


def _edge(source: str, target: str, kind: str, values: dict[str, Any]) -> Edge:
    name, zh, en = words(kind)
    weight = values.pop("weight", 1.0)
    for column in LISTS:
        if column in values:
            values[column] = "; ".join(sorted(values[column].split("; ")))
    own = {"kind_zh": zh, "kind_en": en, **values} if zh else values
    return Edge(source, target, name, float(weight), own)


def _rows(ask: Ask, question: str) -> Iterator[dict[str, Any]]:
    """Give each row as what is bound, numbers as numbers."""
    answer = ask(PREFIXES + question)
    names = [v.value for v in answer.variables]
    for row in answer:
        yield {name: _value(term) for name, term in zip(names, row, strict=True) if term is not None}


def _id(term: Any) -> str:
    return str(term.value) if hasattr(term, "value") and not str(term).startswith("_:") else str(term)


def _value(term: Any) -> Value:
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    text: str = term.value
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in (XSD + "decimal", XSD + "double", XSD + "float"):
            number = float(text)
            return int(number) if number.is_integer() and abs(number) < 2**53 else number
    except (ValueError, OverflowError):
        return text
    return text in ("true", "1") if datatype == XSD + "boolean" else text


def _finished(
    things: dict[str, _Thing], edges: list[Edge], known: Mapping[str, _Thing]
) -> tuple[list[Node], list[Edge]]:
    """Give nodes and edges: what has no year of its own those of its links, and no place that of its first link."""
    said = [known[s].years if (s := str(e.attributes.get("statement"))) in known else set() for e in edges]
    years = _years(things, edges, said)
    _place(things, edges)
    nodes = [_node(id_, thing, years[id_]) for id_, thing in things.items()]
    return nodes, [_dated(edge, own, years) for edge, own in zip(edges, said, strict=True)]


def _years(things: Mapping[str, _Thing], edges: Sequence[Edge], said: Sequence[set[int]]) -> Mapping[str, set[int]]:
    """Let what has no year take those of the statements that say its links, or else of its neighbours within a report: topics of
    statements, parts of chapters, names of terms. Nothing passes from a name on, nor from one report to another."""
    home = {id_: thing.values.get("report", [""])[0] for id_, thing in things.items()}
    ends = [ends for e in edges for ends in ((e.source, e.target), (e.target, e.source)) if ends[0] in home]
    near = [(one, other) for one, other in ends if home.get(other) and home[one] in ("", home[other])]
    found = {id_: thing.years for id_, thing in things.items()}
    found = _taken(found, ((end, own) for e, own in zip(edges, said, strict=True) for end in (e.source, e.target)))
    for _ in range(_STEPS):
        found = _taken(found, [(one, found[other]) for one, other in near])
    return found


def _taken(found: dict[str, set[int]], offered: Iterable[tuple[str, set[int]]]) -> dict[str, set[int]]:
    """Give the years of things, those without any with what is offered to them."""
    taken: dict[str, set[int]] = {}
    for id_, years in offered:
        if years and id_ in found and not found[id_]:
            taken.setdefault(id_, set()).update(years)
    return found | taken


def _place(things: dict[str, _Thing], edges: Iterable[Edge]) -> None:
    for edge in edges:
        if "sentence" in edge.attributes and "line" in edge.attributes:
            for thing in (things.get(edge.source), things.get(edge.target)):
                if thing and "line" not in thing.values:
                    for name in ("sentence", "line"):
                        thing.values.setdefault(name, [edge.attributes[name]])


def _node(id_: str, thing: _Thing, years: set[int]) -> Node:
    _, zh, en = words(thing.class_ or thing.kind)
    values: dict[str, Value] = {"kind_zh": zh, "kind_en": en} if zh else {}
    for name, said in thing.values.items():
        values[name] = (joined(map(text, said)) or "") if len(said) > 1 else said[0]
    number = values.get("section") or values.get("number") or (thing.kind == "Report" and values.get("report"))
    if en and number:
        values.setdefault("label_en", f"{en} {number}")
    values["iri"] = id_
    return Node(id_, thing.kind, thing.label if thing.label.strip() else local(id_), values, tuple(sorted(years)))


def _dated(edge: Edge, said: set[int], years: Mapping[str, set[int]]) -> Edge:
    """Give an edge with the years of the statement that says it, or those in which both of its ends are there."""
    one, other = (tuple(sorted(years.get(end, ()))) for end in (edge.source, edge.target))
    return replace(edge, years=tuple(sorted(said)) or together(one, other))
