"""The schemes that districts share, from their lists: indicators, programmes and policy fields, as SKOS."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from plangraph.files import MARK
from plangraph.graph.iris import SCHEMES
from plangraph.graph.iris import area as area_iri
from plangraph.graph.nodes import say
from plangraph.graph.terms import Triple, english, plain, zh
from plangraph.graph.turtle import turtle
from plangraph.graph.units import unit_iri
from plangraph.graph.vocab import DCTERMS, PLAN, PREFIXES, QUDT, RDF, SKOS
from plangraph.knowledge.fields import fields
from plangraph.knowledge.indicators import Concept, Measure, concepts
from plangraph.knowledge.programmes import programmes

_SDG = "<http://metadata.un.org/sdg/{}>"


def shared(scheme: str, code: str) -> str:
    """Give the IRI of a concept of one of these schemes by its code.

    >>> shared("indicator", "gdp-growth")
    '<https://w3id.org/plangraph/scheme/indicator/gdp-growth>'
    """
    return f"<{SCHEMES}{scheme}/{code}>"


def _scheme(name: str, label_zh: str, label_en: str) -> Iterator[Triple]:
    yield from say(
        f"<{SCHEMES}{name}>",
        (RDF.type, SKOS.ConceptScheme),
        (SKOS.prefLabel, zh(label_zh)),
        (SKOS.prefLabel, english(label_en)),
    )


def _concept(scheme: str, code: str, name: str, label_en: str) -> Iterator[Triple]:
    yield from say(
        shared(scheme, code),
        (RDF.type, SKOS.Concept),
        (SKOS.inScheme, f"<{SCHEMES}{scheme}>"),
        (SKOS.notation, plain(code)),
        (SKOS.prefLabel, zh(name)),
        (SKOS.prefLabel, english(label_en)),
    )


def indicators() -> Iterator[Triple]:
    """Give the scheme of indicators: a concept for each level or share, and for its growth and fall."""
    yield from _scheme("indicator", "共有指标", "indicators that plan reports share")
    for one in concepts().values():
        yield from _concept("indicator", one.code, one.name, one.label_en)
        yield from _indicator(one)


def _indicator(one: Concept) -> Iterator[Triple]:
    iri = shared("indicator", one.code)
    kin = [code for code in (one.near, one.base) if code not in ("", one.code, one.within)]  # SKOS: none is both
    yield from say(
        iri,
        (PLAN.measure, plain(one.measure)),
        (PLAN.direction, plain(one.direction)),
        (PLAN.adds, plain(one.adds) if one.measure is Measure.LEVEL else None),
        (PLAN.field, shared("field", one.field)),
        (PLAN.growthPrices, plain(one.prices) if one.prices else None),
        (DCTERMS.bibliographicCitation, zh(one.prices_source) if one.prices_source else None),
        (SKOS.broader, shared("indicator", one.within) if one.within else None),
        (PLAN.takenFor, shared("indicator", one.near) if one.near else None),
        *((SKOS.altLabel, zh(name)) for name in one.also),
        *((PLAN.formerName, zh(name)) for name in one.formerly),
        *((SKOS.hiddenLabel, zh(name)) for name in one.formerly),
        *((SKOS.related, shared("indicator", code)) for code in kin),
    )
    for unit in filter(None, one.units):
        yield from say(iri, (PLAN.unitText, plain(unit)), (QUDT.hasUnit, unit_iri(unit)))


def policy_fields() -> Iterator[Triple]:
    """Give the scheme of policy fields, each with the Sustainable Development Goal that comes nearest."""
    yield from _scheme("field", "政策领域", "policy fields")
    for one in fields().values():
        yield from _concept("field", one.code, one.name, one.label_en)
        yield from say(
            shared("field", one.code),
            (SKOS.broader, shared("field", one.within) if one.within else None),
            (SKOS.closeMatch, _SDG.format(one.sdg) if one.sdg else None),
        )


def shared_programmes() -> Iterator[Triple]:
    """Give the scheme of programmes, each with the area whose it is, its policy field and the document it rests on."""
    yield from _scheme("programme", "共有行动", "programmes that districts share")
    for one in programmes().values():
        yield from _concept("programme", one.code, one.name, one.label_en)
        yield from say(
            shared("programme", one.code),
            (PLAN.field, shared("field", one.field)),
            (DCTERMS.spatial, area_iri(one.area)),
            (DCTERMS.bibliographicCitation, zh(one.source)),
            *((SKOS.altLabel, zh(name)) for name in one.also),
        )


LISTS: dict[str, Callable[[], Iterator[Triple]]] = {
    "indicators": indicators,
    "fields": policy_fields,
    "programmes": shared_programmes,
}


def scheme_text(name: str) -> str:
    """Give `ontology/schemes/NAME.ttl` from `ontology/NAME.csv`."""
    return f"# {MARK} from ontology/{name}.csv\n" + "".join(turtle(LISTS[name](), PREFIXES))


if __name__ == "__main__":
    sys.stdout.write(scheme_text(sys.argv[1]))
