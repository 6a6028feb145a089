"""A table as a graph: an observation a figure, sources, structure, the same bytes whatever the machine."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest

from plangraph.files import shipped
from plangraph.graph.vocab import DCTERMS, FOAF, PLAN, QB, QUDT, RDF
from plangraph.importing import Table, read_table, table_text
from plangraph.text.reading import read_source
from plangraph.uses.queries import run
from plangraph.uses.validation import validate

TABLES = shipped("data") / "tables"
SHIPPED = shipped("data") / "ttl/districts.ttl"
Triples = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def table() -> Table:
    return read_table(read_source(TABLES / "districts.csv"), read_source(TABLES / "districts.toml"))


@pytest.fixture(scope="module")
def said() -> Triples:
    return [(str(q.subject), str(q.predicate), str(q.object)) for q in pyoxigraph.parse(path=SHIPPED)]


def objects(said: Triples, predicate: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for s, p, o in said:
        if p == predicate:
            found.setdefault(s, []).append(o)
    return found


def test_what_ships_is_made_from_the_table(table: Table) -> None:
    assert SHIPPED.read_text(encoding="utf-8") == "".join(table_text(table))


def test_what_ships_conforms() -> None:
    assert validate([SHIPPED]) == []


def test_all_figures_are_there_each_with_its_source(said: Triples) -> None:
    figures = {s for s, p, o in said if (p, o) == (RDF.type, PLAN.Statistic)}
    sources = objects(said, DCTERMS.source)
    pages, reports = objects(said, FOAF.page), objects(said, PLAN.report)
    assert len(figures) == 281
    assert set(sources) == figures
    assert [s for found in sources.values() for s in found if s not in pages and s not in reports] == []
    rested = [s for s, found in sources.items() if found[0] in reports]
    assert len(rested) == 30
    assert {o for found in reports.values() for o in found} == {"<https://w3id.org/plangraph/id/110102/2022>"}


def test_values_and_notes_are_those_of_the_table(table: Table, said: Triples) -> None:
    values, notes = objects(said, QUDT.numericValue), objects(said, PLAN.scopeNote)
    figures = {s for s, p, o in said if (p, o) == (RDF.type, PLAN.Statistic)}
    assert Counter(values[s][0].split('"')[1] for s in figures) == Counter(
        f"{one.value:f}".rstrip("0").rstrip(".") if "." in str(one.value) else str(one.value)
        for one in table.statistics
    )
    assert Counter(notes[s][0].split('"')[1] for s in figures if s in notes) == Counter(
        one.scope_note for one in table.statistics if one.scope_note
    )


def test_no_two_observations_stand_in_one_cell(said: Triples) -> None:
    """Integrity constraints 11 and 12 of the RDF Data Cube: every dimension has one value, and together they differ."""
    components = {s for s, p, _ in said if p == QB.dimension}
    dimensions = [o for s, p, o in said if s in components and p == QB.dimension]
    assert len(dimensions) == 5
    found = {d: objects(said, d) for d in dimensions}
    cells = [tuple(tuple(found[d][s]) for d in dimensions) for s, p, o in said if (p, o) == (RDF.type, PLAN.Statistic)]
    assert all(len(value) == 1 for cell in cells for value in cell)
    assert len(set(cells)) == len(cells)


def test_indicators_outside_the_scheme_are_the_tables_own(table: Table) -> None:
    assert table.unknown == ("工作清单", "运河商务区完工", "农业生产总值", "折子工程")
    rows = run(
        "PREFIX plan: <https://w3id.org/plangraph/ontology#> SELECT ?metric { ?x a plan:Statistic ; plan:metric ?metric "
        "MINUS { ?x plan:comparisonBasis ?b } }",
        [SHIPPED],
    ).rows
    assert sorted(row[0] for row in rows) == sorted(table.unknown)


def test_order_of_other_rows_does_not_matter(table: Table) -> None:
    turned = Table(table.source, table.mapping, tuple(sorted(table.statistics, key=lambda one: -one.line)))
    names = [{line for line in "".join(table_text(t)).splitlines() if line.startswith("t:")} for t in (table, turned)]
    assert names[0] == names[1]


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_same_bytes_whatever_the_seed(seed: str, tmp_path: Path) -> None:
    out = tmp_path / "districts.ttl"
    code = "from plangraph.cli import main; main()"
    args = ["import", str(TABLES / "districts.csv"), "--mapping", str(TABLES / "districts.toml"), "-o", str(out), "-q"]
    subprocess.run([sys.executable, "-c", code, *args], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert out.read_bytes() == SHIPPED.read_bytes()
