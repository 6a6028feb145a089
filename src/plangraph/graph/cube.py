"""The numbers that a table of indicators reports, as an RDF Data Cube: one data set a report, with its structure.

A cell is an observation of the cube if it has a number and a period; what only words say stays outside, as every
observation of a cube has a value for each dimension and measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plangraph.graph.nodes import Nodes, say
from plangraph.graph.terms import XSD, Triple, english, integer, zh
from plangraph.graph.vocab import DCTERMS, PLAN, QB, QUDT, RDF, RDFS
from plangraph.model import Figure, Indicator

_DIMENSIONS = {  # with their ranges; order is the column of the table
    "indicator": (PLAN.indicator, PLAN.Indicator),
    "period": (PLAN.period, f"<{XSD}string>"),
    "order": (PLAN.order, f"<{XSD}integer>"),
}


def observed(figure: Figure) -> bool:
    """Tell whether a cell of a table is an observation of the cube."""
    return not figure.target and figure.value is not None and bool(figure.period)


def in_cube(g: Nodes, node: str, figure: Figure) -> Iterator[Triple]:
    """Put a cell into the cube of its report, if it is an observation."""
    if observed(figure):
        yield from say(node, (RDF.type, QB.Observation), (QB.dataSet, g.name("cube")))


def cube(g: Nodes, indicators: Iterable[Indicator]) -> Iterator[Triple]:
    """Describe the data set of a report and its structure; nothing where no cell is an observation."""
    if not any(observed(figure) for indicator in indicators for figure in indicator.figures):
        return
    structure = g.name("cube.structure")
    yield from say(
        g.name("cube"),
        (RDF.type, QB.DataSet),
        (DCTERMS.title, zh("指标表所报的数字")),
        (DCTERMS.title, english("Numbers that the table of indicators reports")),
        (PLAN.report, g.iri),
        (QB.structure, structure),
    )
    yield structure, RDF.type, QB.DataStructureDefinition
    parts = [(name, QB.dimension, term) for name, (term, _) in _DIMENSIONS.items()]
    for order, (name, kind, term) in enumerate([*parts, ("value", QB.measure, QUDT.numericValue)], 1):
        part = g.name(f"cube.structure.{name}")
        yield structure, QB.component, part
        yield from say(part, (RDF.type, QB.ComponentSpecification), (kind, term), (QB.order, integer(order)))
    yield QUDT.numericValue, RDF.type, QB.MeasureProperty
    for term, range_ in _DIMENSIONS.values():
        yield from say(term, (RDF.type, QB.DimensionProperty), (RDFS.range, range_))
