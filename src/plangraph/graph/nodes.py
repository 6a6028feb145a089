"""What every step from the model to triples needs: names for things and places for them in the source."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from plangraph.graph.iris import area as area_iri
from plangraph.graph.iris import mint, report_key
from plangraph.graph.terms import Triple, integer, plain, zh
from plangraph.graph.vocab import DCTERMS, GEO, OA, PLAN, RDF, RDFS
from plangraph.model import Report, Span
from plangraph.text.divisions import full_name, parents

_LINE_END = re.compile(r"\r\n|\r|\n")


class Nodes:
    """The report's key and where its lines begin."""

    def __init__(self, report: Report) -> None:
        self.key = report_key(report.metadata)
        self.iri = mint(self.key)
        self._lines = array("I", [0])
        self._lines.extend(m.end() for m in _LINE_END.finditer(report.document.source.text))

    def name(self, local: str) -> str:
        """Give the IRI of a thing in the report."""
        return mint(self.key, local)

    def span(self, local: str, span: Span) -> Iterator[Triple]:
        """Give the place in the source of a thing, as a node of its own."""
        node = self.name(f"span/{local}")
        yield self.name(local), PLAN.span, node
        yield node, RDF.type, OA.TextPositionSelector
        yield node, OA.start, integer(span.start)
        yield node, OA.end, integer(span.end)
        yield node, PLAN.line, integer(bisect_right(self._lines, span.start))


def say(subject: str, *pairs: tuple[str, str | None]) -> Iterator[Triple]:
    """Give a triple for each pair that has a value."""
    for predicate, value in pairs:
        if value is not None:
            yield subject, predicate, value


def area(code: str, name: str) -> Iterator[Triple]:
    """Describe an administrative area and those above it."""
    chain = [(code, name), *((a.code, a.name) for a in parents(code))]
    for (own, label), above in zip(chain, [*chain[1:], None], strict=True):
        yield from say(
            area_iri(own),
            (RDF.type, PLAN.Area),
            (RDF.type, GEO.Feature),
            (RDFS.label, zh(label)),
            (PLAN.areaCode, plain(own)),
            (DCTERMS.isPartOf, area_iri(above[0]) if above else None),
        )


def division(code: str) -> Iterator[Triple]:
    """Describe an administrative area by its code."""
    yield from area(code, full_name(code))
