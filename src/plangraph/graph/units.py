"""From the printed unit to a QUDT unit or one of our own, and the scheme of all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from plangraph.files import MARK
from plangraph.graph.iris import SCHEMES, UNITS
from plangraph.graph.terms import Triple, integer, plain, zh
from plangraph.graph.turtle import turtle
from plangraph.graph.vocab import PREFIXES, QUDT, RDF, RDFS, SKOS
from plangraph.text.units import Unit, units

_SCALES = {"万亿": ("wan-yi", 10**12), "万": ("wan", 10**4), "亿": ("yi", 10**8)}


def unit_iri(text: str) -> str | None:
    """Give the IRI of a unit in the curated list, of 万, 亿 or 万亿 of it, or of a ratio of two; None for any other.

    >>> unit_iri("%"), unit_iri("元/人") is None, unit_iri("某某")
    ('<http://qudt.org/vocab/unit/PERCENT>', False, None)
    """
    unit = units().get(text)
    if unit and unit.qudt:
        return f"<{PREFIXES['unit']}{unit.qudt}>"
    code = _code(text)
    return f"<{UNITS}{code}>" if code else None


def _code(text: str) -> str | None:
    if text in units():
        return units()[text].code
    above, slash, below = text.partition("/")
    if slash:
        codes = (_code(above), _code(below))
        return f"{codes[0]}-per-{codes[1]}" if all(codes) else None
    for scale, (word, _) in _SCALES.items():
        base = text.removeprefix(scale)
        if base != text and base in units():
            return f"{word}-{units()[base].code}"
    return None


def described(text: str) -> Iterator[Triple]:
    """Give type, labels and, for a scaled unit, its base and factor; nothing for a unit that has no IRI."""
    iri, unit = unit_iri(text), units().get(text)
    if iri is None:
        return
    yield iri, RDF.type, QUDT.CountingUnit if unit and unit.kind == "counting" else QUDT.Unit
    yield iri, RDFS.label, zh(text)
    if unit:
        yield iri, RDFS.label, plain(unit.label_en) + "@en"
    yield from _scaling(iri, text)


def _scaling(iri: str, text: str) -> Iterator[Triple]:
    for scale, (_, factor) in _SCALES.items():
        base = unit_iri(text.removeprefix(scale))
        if "/" not in text and text.startswith(scale) and text not in units() and base:
            yield iri, QUDT.scalingOf, base
            yield iri, QUDT.conversionMultiplier, integer(factor)
            return


def scheme() -> Iterator[Triple]:
    """Give the whole list as a SKOS concept scheme, with the scaled currencies."""
    iri = f"<{SCHEMES}unit>"
    yield iri, RDF.type, SKOS.ConceptScheme
    yield iri, SKOS.prefLabel, zh("计量单位")
    yield iri, SKOS.prefLabel, plain("units of measurement") + "@en"
    for unit in units().values():
        yield from _concept(iri, unit)
        if unit.kind == "currency":
            for scale in _SCALES:
                yield from described(scale + unit.text)


def _concept(iri: str, unit: Unit) -> Iterator[Triple]:
    own = f"<{UNITS}{unit.code}>"
    yield own, RDF.type, SKOS.Concept
    yield own, SKOS.inScheme, iri
    yield own, SKOS.prefLabel, zh(unit.text)
    yield own, SKOS.prefLabel, plain(unit.label_en) + "@en"
    if unit.qudt:
        yield own, SKOS.exactMatch, f"<{PREFIXES['unit']}{unit.qudt}>"
    else:
        yield own, RDF.type, QUDT.CountingUnit if unit.kind == "counting" else QUDT.Unit


def scheme_text() -> str:
    """Give `ontology/schemes/units.ttl`."""
    return f"# {MARK} from ontology/units.csv\n" + "".join(turtle(scheme(), PREFIXES))


if __name__ == "__main__":
    sys.stdout.write(scheme_text())
