"""Answers for other programs as the standards write them: SPARQL results in JSON and XML, graphs in Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plangraph import __version__
from plangraph.errors import UsageError
from plangraph.files import MARK
from plangraph.graph.turtle import turtle
from plangraph.graph.vocab import PREFIXES, RDF
from plangraph.messages import escaped
from plangraph.uses.answers import own_columns, up_to

FORMATS = ("srj", "srx", "turtle")
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_KINDS = {"rows": "SELECT", "truth": "ASK", "graph": "CONSTRUCT / DESCRIBE"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What the engine answered, with its terms: ``rows`` of a SELECT, the ``truth`` of an ASK, the triples of a ``graph``;
    and how many more there are."""

    kind: str
    columns: list[str]
    rows: list[list[Any]]
    more: int = 0


def read(answer: Any, most: int | None = None, *, first: int | None = None) -> Terms:
    """Give what the engine answered with terms as they are; columns that are parameters are left out.

    Raises LimitError when there are more than `most` rows or triples; of a SELECT the `first` are enough (see `answers.up_to`).
    """
    import pyoxigraph

    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Terms("truth", ["answer"], [[bool(answer)]])
    if not hasattr(answer, "variables"):
        triples, _ = up_to(answer, lambda t: [t.subject, t.predicate, t.object], most)
        return Terms("graph", ["subject", "predicate", "object"], sorted(triples, key=lambda t: [str(x) for x in t]))
    columns = own_columns(answer)
    return Terms("rows", list(columns), *up_to(answer, lambda row: [row[i] for i in columns.values()], most, first))


def written(found: Terms, form: str) -> Iterator[str]:
    """Give an answer in one of FORMATS, in pieces.

    Raises UsageError for a format that is not for this kind of query.
    """
    if (form == "turtle") != (found.kind == "graph"):
        kind, fit = _KINDS[found.kind], "turtle, table, json" if found.kind == "graph" else "srj, srx, table, json"
        raise UsageError(
            f"{kind} 的结果不能写成 {form}，可用 {fit} 等 / {form} is not for {kind}; use {fit} or another"
        )
    if form == "turtle":
        return _turtle(found)
    return _json(found) if form == "srj" else _xml(found)


def _turtle(found: Terms) -> Iterator[str]:
    triples = [(str(s), str(p), str(o)) for s, p, o in found.rows]
    terms = {term for triple in triples for term in triple}
    known = {"rdf": RDF.iri, **PREFIXES}
    used = {name: iri for name, iri in known.items() if any(f"<{iri}" in term for term in terms)}
    yield f"# {MARK} {__version__}\n"
    yield from turtle(triples, used)


def _bound(found: Terms) -> Iterator[list[tuple[str, Any]]]:
    for row in found.rows:
        yield [(name, term) for name, term in zip(found.columns, row, strict=True) if term is not None]


def _json(found: Terms) -> Iterator[str]:
    if found.kind == "truth":
        yield json.dumps({"head": {}, "boolean": found.rows[0][0]}) + "\n"
        return
    yield f'{{"head": {{"vars": {json.dumps(found.columns)}}}, "results": {{"bindings": ['
    for i, row in enumerate(_bound(found)):
        text = json.dumps({name: _entry(term) for name, term in row}, ensure_ascii=False)
        yield ("," if i else "") + "\n  " + escaped(text)
    yield "\n]}}\n"


def _entry(term: Any) -> dict[str, Any]:
    import pyoxigraph

    if isinstance(term, pyoxigraph.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, pyoxigraph.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        kind = term.datatype.value
        return {"type": "literal", "value": term.value} | ({"datatype": kind} if kind != _STRING else {})
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _entry(part) for name, part in parts.items()}}


def _xml(found: Terms) -> Iterator[str]:
    from xml.sax.saxutils import quoteattr

    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {MARK} {__version__} -->\n'
    yield '<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    if found.kind == "truth":
        yield f"<head/>\n<boolean>{'true' if found.rows[0][0] else 'false'}</boolean>\n</sparql>\n"
        return
    yield "<head>" + "".join(f"<variable name={quoteattr(name)}/>" for name in found.columns) + "</head>\n<results>\n"
    for row in _bound(found):
        cells = (f"<binding name={quoteattr(name)}>{_element(_entry(term))}</binding>" for name, term in row)
        yield "<result>" + "".join(cells) + "</result>\n"
    yield "</results>\n</sparql>\n"


def _element(entry: dict[str, Any]) -> str:
    from xml.sax.saxutils import escape, quoteattr

    kind, value = entry["type"], entry["value"]
    if kind == "triple":
        return "<triple>" + "".join(f"<{n}>{_element(e)}</{n}>" for n, e in value.items()) + "</triple>"
    marks = "".join(f" {name}={quoteattr(entry[name])}" for name in ("xml:lang", "datatype") if name in entry)
    return f"<{kind}{marks}>{escape(_allowed(value), {chr(13): '&#xD;'})}</{kind}>"


def _allowed(text: str) -> str:
    """Give a text with what XML cannot hold replaced."""
    return "".join(c if (c >= " " and c not in "\ufffe\uffff") or c in "\t\n\r" else "\ufffd" for c in text)
