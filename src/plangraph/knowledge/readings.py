"""The figures of a report that are those of an indicator of the scheme: what others can be set beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from plangraph.knowledge.comparability import Basis, Figure, as_is_usual
from plangraph.knowledge.indicators import (
    Measure,
    Measured,
    base_unit,
    elsewhere,
    in_usual_unit,
    of_quantity,
    of_row,
    usual_unit,
)
from plangraph.knowledge.scopes import Scope, part_of_year, read_scope, scope_said
from plangraph.model import Area, Change, Comparator, Indicator, Modality, Quantity, Report, Statement, StatementKind
from plangraph.model import Figure as Cell

_STOP = re.compile(r"[。；;]")
# What a number is measured from (从75.6%提升至76.5%), a run of months, and a target quoted where it was missed.
_DOUBT = re.compile(r"(?:从|由)(?:\d{4}年的?)?$|连续\d+个?[月年季]|难以完成|未完成|未达到")
# How many are brought forth in a year (培育高新技术企业2200家、中小企业1000家) is not how many there are.
_INTAKE = re.compile(r"(?:培育|认定)[^。；;]*$")
_YEAR = re.compile(r"^[^，。；]*?(?:20\d\d年(?!以来|[-—至到])|一年来|今年)")  # 刚刚过去的2025年，
_YEARS = re.compile(r"[三四五]年来|过去[三四五]年|五年间|“?十[一二三四五]五”?(?:时期|期间|以来)|本届政府")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of a report by its local id: a number of a statement (``p1.c0.t1.s1.q1``) or a cell of a table (``a1.i7.v1``)."""

    id: str
    figure: Figure


def rows(report: Report) -> Iterator[tuple[str, str]]:
    """Give each row of an indicator table that is of an indicator of the scheme: its local id and the indicator's code."""
    for order, row in enumerate(report.indicators, 1):
        if found := of_row(row):
            yield f"a{row.annex}.i{order}", found.concept.code


def readings(report: Report) -> Iterator[Reading]:
    """Give the figures of the report's own area whose indicator, scope and period are beyond doubt."""
    area = report.metadata.area
    if area is None:
        return
    long = _over_years(report)
    for statement in report.statements:
        if statement.sentence.id not in long:
            yield from _alone(_of_statement(statement, area))
    for order, row in enumerate(report.indicators, 1):
        if found := of_row(row):
            yield from _of_row(row, order, found, area)


def _over_years(report: Report) -> set[str]:
    """Give the ids of results that may speak of several years at once, for their section has spoken of them, and since of no
    single year."""
    said = {s.number for s in report.document.sections if _YEARS.search(s.title.text)}
    found = set()
    for statement in report.statements:
        sentence = statement.sentence
        parts = sentence.section.split(".")
        above = {".".join(parts[: i + 1]) for i in range(len(parts))}
        if _YEARS.search(sentence.passage.text):
            said.add(sentence.section)
        elif _YEAR.search(sentence.passage.text):
            said -= above
        if statement.kind is StatementKind.RESULT and above & said:
            found.add(sentence.id)
    return found


def _alone(found: Iterable[Reading]) -> Iterator[Reading]:
    """Keep the figures of a statement that are the only ones of their indicator, period and kind."""
    kept = list(found)
    count = Counter((r.figure.basis.indicator, r.figure.period, r.figure.basis.modality) for r in kept)
    for one in kept:
        if count[one.figure.basis.indicator, one.figure.period, one.figure.basis.modality] == 1:
            yield one


def _of_statement(statement: Statement, area: Area) -> Iterator[Reading]:
    text, done, narrowed = statement.sentence.passage.text, 0, ""
    for i, quantity in enumerate(statement.quantities, 1):
        before = text[done : quantity.start]
        if stops := list(_STOP.finditer(before)):
            before, narrowed = before[stops[-1].end() :], ""
        said = scope_said(before)
        clause = text[: quantity.start].rpartition("，")[2]
        doubtful = (narrowed and not said) or _DOUBT.search(before) or _INTAKE.search(clause)
        figure = None if doubtful else _figure(text, quantity, said, area)
        if figure:
            yield Reading(f"{statement.sentence.id}.q{i}", figure)
        done, narrowed = quantity.end, said or narrowed


def _figure(text: str, quantity: Quantity, said: str, area: Area) -> Figure | None:
    """Give a number as a figure; None where its indicator is not in the scheme, it is a range, or it is of another area."""
    found = of_quantity(quantity)
    if not found or quantity.value_to is not None or not quantity.period or elsewhere(text, quantity.start, area.name):
        return None
    falls = quantity.change is Change.DECREASE and found.concept.measure is Measure.GROWTH
    scope = read_scope(said) if said else found.scope
    value = -quantity.value if falls else quantity.value
    return _in_usual_unit(
        found, quantity.unit, value, quantity.period, scope, quantity.modality, quantity.comparator, area
    )


def _of_row(row: Indicator, order: int, found: Measured, area: Area) -> Iterator[Reading]:
    unit, factor = base_unit(row.unit or "")
    for i, cell in enumerate(row.figures, 1):
        if cell.value is not None and cell.value_to is None and cell.period:
            figure = _of_cell(cell, cell.period, unit, cell.value * factor, found, area)
            yield Reading(f"a{row.annex}.i{order}.v{i}", figure)


def _of_cell(cell: Cell, period: str, unit: str, value: Decimal, found: Measured, area: Area) -> Figure:
    modality = Modality.TARGET if cell.target else Modality.ACTUAL
    sign = cell.comparator or Comparator.EQ
    return _in_usual_unit(found, unit, value, period, found.scope, modality, sign, area)


def _in_usual_unit(
    found: Measured,
    unit: str,
    value: Decimal,
    period: str,
    scope: Scope,
    modality: Modality,
    comparator: Comparator,
    area: Area,
) -> Figure:
    concept = found.concept
    scope = as_is_usual(scope, concept)
    basis = Basis(concept.code, usual_unit(unit, concept), part_of_year(period), modality, comparator, scope)
    return Figure(basis, area.code, period, in_usual_unit(value, unit, concept))
