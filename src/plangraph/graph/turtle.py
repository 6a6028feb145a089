"""Triples to text: sorted, one object a line, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from plangraph.graph.terms import XSD, Triple
from plangraph.graph.vocab import RDF

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_SHORT = tuple(f"^^<{XSD}{name}>" for name in ("integer", "boolean"))
_TYPE = re.compile(r"\^\^<([^>]*)>$")


class _Shortener(dict[str, str]):
    """From a term in N-Triples syntax to the shortest Turtle for it; answers are kept."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = sorted(((iri, name) for name, iri in prefixes.items()), key=lambda p: -len(p[0]))

    def _iri(self, iri: str) -> str:
        for start, name in self._prefixes:
            if iri.startswith(start) and _LOCAL.fullmatch(iri, len(start)):
                return f"{name}:{iri[len(start) :]}"
        return f"<{iri}>"

    def __missing__(self, term: str) -> str:
        if term.startswith("<"):
            short = self._iri(term[1:-1])
        elif term.endswith(_SHORT):
            short = term[1 : term.rindex('"')]
        else:
            short = _TYPE.sub(lambda m: "^^" + self._iri(m[1]), term)
        if len(self) < 100_000:
            self[term] = short
        return short


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Give a Turtle document in pieces; duplicates are dropped, the type comes first, all else is sorted.

    >>> print("".join(turtle([("<urn:a>", "<urn:p>", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>')], {})))
    <BLANKLINE>
    <urn:a>
        <urn:p> 1 .
    <BLANKLINE>
    """
    short = _Shortener(prefixes)
    for name, iri in sorted(prefixes.items()):
        yield f"@prefix {name}: <{iri}> .\n"
    order = sorted({(s, p != RDF.type, p, o) for s, p, o in triples})
    for subject, group in groupby(order, key=itemgetter(0)):
        lines = []
        for _, predicate, objects in ((k[0], k[1], g) for k, g in groupby(group, key=itemgetter(1, 2))):
            verb = "a" if not _ and predicate == RDF.type else short[predicate]
            values = ",\n        ".join(_object(short, o[3]) for o in objects)
            lines.append(f"    {verb} {values}")
        yield f"\n{short[subject]}\n" + " ;\n".join(lines) + " .\n"


def _object(short: _Shortener, term: str) -> str:
    return term if term.endswith('"@zh') else short[term]


def ntriples(triples: Iterable[Triple]) -> Iterator[str]:
    """Give an N-Triples document line by line, sorted, without duplicates."""
    for subject, predicate, value in sorted(set(triples)):
        yield f"{subject} {predicate} {value} .\n"
