"""Triples for programs that read RDF: JSON-LD with its context inside, and the concepts alone as SKOS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from plangraph import __version__
from plangraph.files import MARK, shipped
from plangraph.graph.iris import SCHEMES, THINGS
from plangraph.graph.turtle import turtle
from plangraph.graph.vocab import PREFIXES, RDF, SKOS
from plangraph.uses import packs
from plangraph.uses.answers import XSD
from plangraph.uses.export.selection import constructed, opened
from plangraph.uses.queries import Limits

Manner = tuple[str, str]  # a keyword of JSON-LD and what it says of a value
_TYPE = RDF.type[1:-1]
_PREFIXES = {"id": THINGS, "scheme": SCHEMES, **PREFIXES}
_NONE: Manner = ("", "")
_LIST = re.compile(re.escape(SCHEMES) + "([^/]+)")
_CONCEPTS = f"""
SELECT DISTINCT ?concept
WHERE {{ ?concept a <{SKOS.iri}Concept> FILTER(STRSTARTS(STR(?concept), "{SCHEMES}")) }}
"""
_IN_SKOS = f"""
  ?s ?p ?o
  FILTER(STRSTARTS(STR(?p), "{SKOS.iri}") || (?p = rdf:type && STRSTARTS(STR(?o), "{SKOS.iri}")))
"""
_SKOS = f"""
PREFIX plan: <{PREFIXES["plan"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX skos: <{SKOS.iri}>
PREFIX rdf: <{RDF.iri}>
CONSTRUCT {{ ?s ?p ?o }}
WHERE {{
  {{ ?s a plan:GlossaryTerm . {_IN_SKOS} }}
  UNION {{ ?s a plan:GlossaryTerm ; plan:number ?o BIND(skos:notation AS ?p) }}
  UNION {{ ?s a plan:Glossary . {_IN_SKOS} }}
  UNION {{ ?s a plan:Glossary ; plan:report/dcterms:title ?o BIND(dcterms:title AS ?p) }}
  UNION {{ ?s a plan:Slogan . {_IN_SKOS} }}
  UNION {{ ?s a plan:SloganMember BIND(rdf:type AS ?p) BIND(skos:Concept AS ?o) }}
  UNION {{ ?term plan:opensInto/skos:member ?s ; skos:inScheme ?o BIND(skos:inScheme AS ?p) }}
  UNION {{ ?s a plan:SloganMember ; plan:text ?o BIND(skos:prefLabel AS ?p) }}
  UNION {{ {_IN_SKOS} FILTER(STRSTARTS(STR(?s), "{SCHEMES}")) }}
}}
"""


def everything(data: Sequence[Path], query: packs.Query | None = None, limits: Limits | None = None) -> list[Any]:
    """Give every triple of graph files, or those of a CONSTRUCT.

    Raises UsageError for a query that is no CONSTRUCT, RefusedError for one that reaches out.
    """
    import pyoxigraph

    if query:
        return constructed(query, data, limits)
    return [quad.triple for quad in opened(data, limits).quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())]


def jsonld(triples: Sequence[Any]) -> Iterator[str]:
    """Give triples as JSON-LD in pieces: nothing is fetched to read it, nodes and what is said of them in order."""
    manner = _manners(triples)
    terms: dict[str, object] = {
        f"{MARK} {__version__}": None,
        **_PREFIXES,
    }  # the mark is a word that stands for nothing
    terms |= {_short(predicate): {how: what} for predicate, (how, what) in sorted(manner.items()) if how}
    yield '{"@context": ' + json.dumps(terms, indent=1) + ',\n"@graph": ['
    order = sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    for i, (subject, said) in enumerate(groupby(order, lambda t: _name(t.subject))):
        node: dict[str, object] = {"@id": _short(subject)}
        for predicate, group in groupby(said, lambda t: str(t.predicate.value)):
            values = [
                _short(_name(t.object)) if predicate == _TYPE else _value(t.object, manner[predicate]) for t in group
            ]
            key = "@type" if predicate == _TYPE else _short(predicate)
            node[key] = values[0] if len(values) == 1 else values
        yield ("," if i else "") + "\n" + json.dumps(node, ensure_ascii=False)
    yield "\n]}\n"


def _manners(triples: Iterable[Any]) -> dict[str, Manner]:
    """Give for each property what all its values are: IRIs, of a type or in a language; nothing where they differ."""
    found: dict[str, Manner] = {}
    for triple in triples:
        predicate, manner = triple.predicate.value, _manner(triple.object)
        found[predicate] = manner if found.get(predicate, manner) == manner else _NONE
    found.pop(_TYPE, None)
    return found


def _manner(term: Any) -> Manner:
    if not hasattr(term, "datatype"):
        return "@type", "@id"
    if term.language:
        return "@language", term.language
    datatype = term.datatype.value
    return _NONE if datatype == XSD + "string" else ("@type", _short(datatype))


def _name(term: Any) -> str:
    text = str(term)
    return text if text.startswith("_:") else str(term.value)


def _short(iri: str) -> str:
    for name, start in _PREFIXES.items():
        if iri.startswith(start) and not iri.startswith("//", len(start)):
            return f"{name}:{iri.removeprefix(start)}"
    return iri


def _value(term: Any, known: Manner) -> object:
    how, what = manner = _manner(term)
    if manner == ("@type", "@id"):
        name = _short(_name(term))
        return name if manner == known else {"@id": name}
    return term.value if manner == known else {"@value": term.value, how: what}


def concepts(data: Sequence[Path], limits: Limits | None = None) -> list[Any]:
    """Give the glossary and the closed lists that graph files use, as SKOS has them, and nothing else."""
    import pyoxigraph

    store, lists = opened(data, limits), pyoxigraph.Store()
    found: Any = store.query(_CONCEPTS)
    used = {_list_of(row[0]) for row in found}
    for path in sorted((shipped("ontology") / "schemes").glob("*.ttl")):
        lists.load(path=str(path))
    own: Any = store.query(_SKOS)
    shared: Any = lists.query(_SKOS)
    found = [*own, *(triple for triple in shared if _list_of(triple.subject) in used)]
    return list(dict.fromkeys([*found, *_tops(found)]))


def _tops(triples: Sequence[Any]) -> Iterator[Any]:
    """Give what each scheme begins with: its concepts that have no broader one and are in no collection."""
    import pyoxigraph

    within = {t.subject for t in triples if str(t.predicate) == SKOS.broader}
    within |= {t.object for t in triples if str(t.predicate) == SKOS.member}
    begins, of = (pyoxigraph.NamedNode(p[1:-1]) for p in (SKOS.hasTopConcept, SKOS.topConceptOf))
    for concept, predicate, scheme in triples:
        if str(predicate) == SKOS.inScheme and concept not in within:
            yield pyoxigraph.Triple(scheme, begins, concept)
            yield pyoxigraph.Triple(concept, of, scheme)


def _list_of(concept: Any) -> str:
    """Give the name of the closed list that a concept of ours is in, or that this is."""
    match = _LIST.match(str(concept.value))
    return match[1] if match else ""


def skos(triples: Sequence[Any]) -> Iterator[str]:
    """Give concepts as Turtle in pieces."""
    yield f"# {MARK} {__version__}\n"
    names = {name: iri for name, iri in PREFIXES.items() if name in ("dcterms", "skos")}
    yield from turtle(((str(t.subject), str(t.predicate), str(t.object)) for t in triples), names)
