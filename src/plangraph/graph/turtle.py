"""Triples to text: sorted, one object a line, the same bytes every time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from plangraph.graph.terms import XSD, Triple
from plangraph.graph.vocab import RDF

_IRI = re.compile(r"<(.*[/#])([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)>")
_BARE = tuple(f"^^<{XSD}{name}>" for name in ("integer", "boolean"))
_TYPE = re.compile(r"\^\^(<[^>]*>)$")
_KEPT = 100_000


class _Shortener(dict[str, str]):
    """From a term in N-Triples syntax to the shortest Turtle for it; answers are kept."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._names = {iri: name for name, iri in prefixes.items()}

    def __missing__(self, term: str) -> str:
        if term.endswith('"@zh'):
            return term
        if term.startswith("<"):
            match = _IRI.fullmatch(term)
            name = self._names.get(match[1]) if match else None
            short = f"{name}:{match[2]}" if match and name is not None else term
        elif term.endswith(_BARE):
            short = term[1 : term.rindex('"')]
        else:
            short = _TYPE.sub(lambda m: "^^" + self[m[1]], term)
        if len(self) < _KEPT:
            self[term] = short
        return short


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Give a Turtle document in pieces; duplicates are dropped, the type comes first, all else is sorted.

    A prefix shortens IRIs when its own ends in ``/`` or ``#``.

    >>> print("".join(turtle([("<urn:a>", "<urn:p>", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>')], {})))
    <BLANKLINE>
    <urn:a>
        <urn:p> 1 .
    <BLANKLINE>
    """
    short = _Shortener(prefixes)
    for name, iri in sorted(prefixes.items()):
        yield f"@prefix {name}: <{iri}> .\n"
    said: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, value in triples:
        said[subject].append((predicate, value))
    for subject in sorted(said):
        yield f"\n{short[subject]}\n" + " ;\n".join(_lines(short, said[subject])) + " .\n"


def _lines(short: _Shortener, pairs: list[tuple[str, str]]) -> list[str]:
    """Give a line for each predicate with its objects (a line each where there are several), types first."""
    types: list[str] = []
    lines: list[str] = []
    last, type_ = "", RDF.type
    for predicate, value in sorted(set(pairs)):
        if predicate == type_:
            types.append(short[value])
        elif predicate == last:
            lines[-1] += f",\n        {short[value]}"
        else:
            lines.append(f"    {short[predicate]} {short[value]}")
            last = predicate
    return ["    a " + ",\n        ".join(types), *lines] if types else lines


def ntriples(triples: Iterable[Triple]) -> Iterator[str]:
    """Give an N-Triples document line by line, sorted, without duplicates."""
    for subject, predicate, value in sorted(set(triples)):
        yield f"{subject} {predicate} {value} .\n"
