"""The ledger as a graph: one judgement a row, with texts, years and targets, the same every time."""

import json
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF

from plangraph.uses.ledger import Row, follow, read_book
from plangraph.uses.ledger_graph import ledger_text
from plangraph.uses.ledger_pages import render_ledger

PLAN = rdflib.Namespace("https://w3id.org/plangraph/ontology#")


@pytest.fixture(scope="module")
def rows(three_years: list[Path]) -> tuple[Row, ...]:
    return follow([read_book(path) for path in three_years])


@pytest.fixture(scope="module")
def graph(rows: tuple[Row, ...]) -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(ledger_text(rows)), format="turtle")


def test_a_judgement_for_each_row(rows: tuple[Row, ...], graph: rdflib.Graph) -> None:
    found = {
        (
            str(graph.value(node, OWL.annotatedSource)),
            str(graph.value(node, OWL.annotatedTarget) or ""),
            str(graph.value(node, PLAN.verdict)).rpartition("/")[2],
            str(graph.value(node, PLAN.commitmentText)),
        )
        for node in graph.subjects(RDF.type, PLAN.Judgement)
    }
    assert found == {
        (r.commitment.id, r.result.id if r.result else "", r.verdict.value.replace("_", "-"), r.commitment.text)
        for r in rows
    }
    assert len(found) == len(rows)


def test_every_target_is_told_with_its_verdict(rows: tuple[Row, ...], graph: rdflib.Graph) -> None:
    printed = json.loads("".join(render_ledger(rows, "json", "zh")))
    targets = [graph.value(node, PLAN.targetText) for node in graph.subjects(RDF.type, PLAN.JudgedTarget)]
    assert len(targets) == sum(len(row["items"]) for row in printed)
    for node in graph.subjects(RDF.type, PLAN.JudgedTarget):
        assert (graph.value(node, PLAN.judgement), RDF.type, PLAN.Judgement) in graph


def test_years_are_those_of_the_pair(rows: tuple[Row, ...], graph: rdflib.Graph) -> None:
    years = {(int(o), int(graph.value(s, PLAN.resultYear) or 0)) for s, o in graph.subject_objects(PLAN.commitmentYear)}
    assert years == {(r.earlier.plan, r.later.review) for r in rows}
    assert all(promised == reported for promised, reported in years)


def test_the_same_bytes_twice(rows: tuple[Row, ...]) -> None:
    assert "".join(ledger_text(rows)) == "".join(ledger_text(rows))


def test_no_rows_are_no_judgements() -> None:
    graph = rdflib.Graph().parse(data="".join(ledger_text(())), format="turtle")
    assert not list(graph.subjects(RDF.type, PLAN.Judgement))
