"""Tables by kind as csv, openpyxl and neo4j-admin read them."""

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.uses.cells import is_formula
from plangraph.uses.export.drawing import draw, edge_cells, node_cells, short
from plangraph.uses.export.graph import Edge, Graph, Node, text, tidy
from plangraph.uses.export.tables import csv_files, neo4j_files
from plangraph.uses.export.workbook import cut, workbook

Anything = st.SearchStrategy[tuple[list[Node], list[Edge]]]
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)"]


def read(files: Any) -> dict[str, list[dict[str, str]]]:
    found = {}
    for name, (fields, pieces) in files.items():
        reader = csv.DictReader(io.StringIO("".join(pieces), newline=""), strict=True)
        assert list(map(plain, reader.fieldnames or [])) == [plain(title) for title, _ in fields]
        found[name] = list(reader)
    return found


@settings(deadline=None)
@given(st.data())
def test_any_data_is_read_back_from_csv(graphs: Anything, data: st.DataObject) -> None:
    graph = tidy(*data.draw(graphs))
    drawing = draw(graph)
    tables = read(csv_files(drawing))
    titles = {c.name: c.title for c in drawing.node_columns}
    edges = tables.pop("edges.csv")
    rows = {plain(row["id"]): {plain(k): v for k, v in row.items()} for table in tables.values() for row in table}
    assert len(rows) == len(graph.nodes) == sum(map(len, tables.values()))
    assert len(tables) == len({n.kind for n in graph.nodes})
    for node in graph.nodes:
        for name, value in node_cells(node).items():
            assert plain(rows[plain(node.id)][plain(titles[name])]) == plain(text(value))
    assert [plain(e["source"]) for e in edges] == [plain(e.source) for e in graph.edges]


def plain(words: str) -> str:
    """Give words without the mark that keeps them from being a formula."""
    return words[1:] if words.startswith("'") and is_formula(words[1:]) else words


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_of_csv_is_a_formula(words: str) -> None:
    node = Node(words, "Place", words, {words: words, "n": -5})
    tables = read(csv_files(draw(tidy([node], [Edge(words, words, words)]))))
    cells = [c for table in tables.values() for row in table for pair in row.items() for c in pair]
    assert not [c for c in cells if c.startswith(("=", "+", "@", "\t", "\r"))]
    assert {c for c in cells if c.startswith("-")} == {"-5"}


def test_the_report_as_tables(whole: Graph) -> None:
    tables = read(csv_files(draw(whole)))
    counts = Counter(n.kind for n in whole.nodes)
    assert {name: len(rows) for name, rows in tables.items()} == {
        **{f"{kind}.csv": count for kind, count in counts.items()},
        "edges.csv": len(whole.edges),
    }
    lead = next(r for r in tables["edges.csv"] if r["kind"] == "oversee")
    assert (lead["label"], lead["source_label"]) == ("监督", "中国共产党北京市委员会")
    assert "unit" in tables["Indicator.csv"][0]
    assert "unit" not in tables["Place.csv"][0]


@settings(deadline=None)
@given(st.data())
def test_neo4j_finds_every_end(graphs: Anything, data: st.DataObject) -> None:
    graph = tidy(*data.draw(graphs))
    files = read(neo4j_files(draw(graph)))
    ids = [row["id:ID"] for row in files["nodes.csv"]]
    assert ids == [n.id for n in graph.nodes]
    assert all(row[":LABEL"].strip() for row in files["nodes.csv"])
    for row, edge in zip(files["edges.csv"], graph.edges, strict=True):
        assert (row[":START_ID"], row[":END_ID"]) == (edge.source, edge.target)
        assert row[":TYPE"] == (edge.kind.strip() or "RELATED")
    for rows in files.values():
        titles = [title for row in rows[:1] for title in row]
        names = [title.rpartition(":")[0].lower() for title in titles]
        assert len(set(titles)) == len(titles)
        assert not [n for n in names if ":" in n]


def test_neo4j_types(whole: Graph) -> None:
    files = neo4j_files(draw(whole))
    header = [title for title, _ in files["nodes.csv"][0]]
    assert {"id:ID", "label:string", "line:int", "money:long", ":LABEL"} <= set(header)
    assert [t for t, _ in files["edges.csv"][0]][:3] == [":START_ID", ":END_ID", "weight:double"]


@settings(deadline=None)
@given(st.data())
def test_any_data_is_read_back_from_xlsx(graphs: Anything, data: st.DataObject) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [xlsx] is not installed")
    graph = tidy(*data.draw(graphs))
    book = openpyxl.load_workbook(io.BytesIO(workbook(draw(graph))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [c for c in cells if c.data_type == "f"]
    assert sum(sheet.max_row - 1 for sheet in book) == len(graph.nodes) + len(graph.edges)
    assert max(len(sheet.title) for sheet in book) <= 31


def test_words_of_a_sheet_stay_words() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [xlsx] is not installed")
    nodes = [Node(str(i), "Place", words, {"n": -5, "money": 10**16}) for i, words in enumerate(FORMULAS)]
    made = workbook(draw(tidy(nodes, [])))
    assert made == workbook(draw(tidy(nodes, [])))
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Place"]
    header, *rows = sheet.iter_rows()
    titles = [c.value for c in header]
    for row, words in zip(rows, FORMULAS, strict=True):
        cells = dict(zip(titles, row, strict=True))
        assert (cells["label"].value, cells["label"].data_type) == (short(words), "s")
        assert cells["label"].quotePrefix or not short(words).startswith(("=", "+", "-", "@"))
        assert (cells["n"].value, cells["n"].data_type) == (-5, "n")
        assert cells["money"].value == "10000000000000000"


MIXED = [
    Node("a", "Place", "甲", {"open": True}),
    Node("b", "Place", "乙", {"open": "不详"}),
    Node("c", "Place", "丙", {"open": 5}),
]


def test_a_column_of_text_holds_nothing_else() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [xlsx] is not installed")
    drawing = draw(tidy(MIXED, []))
    assert [row["open"] for row in read(csv_files(drawing))["Place.csv"]] == ["true", "不详", "5"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(drawing)))["Place"]
    (cells,) = (column[1:] for column in sheet.iter_cols() if column[0].value == "open")
    assert [(cell.value, cell.data_type) for cell in cells] == [("true", "s"), ("不详", "s"), ("5", "s")]


def test_sheets_filter_keep_their_header_and_are_as_wide_as_their_words(whole: Graph) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [xlsx] is not installed")
    book = openpyxl.load_workbook(io.BytesIO(workbook(draw(whole))))
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert all(sheet.auto_filter.ref == sheet.dimensions for sheet in book)
    place = book["Place"]
    widths = {c[0].value: place.column_dimensions[c[0].column_letter].width for c in place.iter_cols()}
    assert (widths["label"], widths["line"], widths["sentence"]) == (33, 8, 60)


def test_texts_that_a_cell_does_not_hold_are_counted() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [xlsx] is not installed")
    lengths = (32_767, 32_768, 40_000)
    drawing = draw(tidy([Node(str(n), "Place", "甲", {"sentence": "长" * n}) for n in lengths], []))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(drawing)))["Place"]
    (cells,) = (column[1:] for column in sheet.iter_cols() if column[0].value == "sentence")
    assert [(len(cell.value), cell.value[-1]) for cell in cells] == [(32_767, "长"), (32_767, "…"), (32_767, "…")]
    assert cut(drawing) == 2


def test_a_sheet_without_openpyxl_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from plangraph.errors import UsageError

    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(UsageError, match=r"plangraph\[xlsx\]"):
        workbook(draw(tidy([], [])))


def test_edges_of_the_report_have_their_sentences(whole: Graph, tmp_path: Path) -> None:
    rows = read(csv_files(draw(whole)))["edges.csv"]
    for row, edge in zip(rows, whole.edges, strict=True):
        assert row["sentence"] == edge_cells(edge).get("sentence", "")
