"""Formats: what programs read back, what people see, and nothing that acts on its own."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pyoxigraph
import pytest
from rich.cells import cell_len

from plangraph.files import shipped
from plangraph.uses import packs, queries
from plangraph.uses.answers import as_result
from plangraph.uses.cells import defused
from plangraph.uses.pages import page
from plangraph.uses.queries import Decimal
from plangraph.uses.rows import excel, render

GRAPH = shipped("data") / "ttl/110102/2022.ttl"
COLUMNS = ["text", "value", "flag"]
ROWS: list[list[Any]] = [["甲|[/]", Decimal("540810000000"), True], [None, 7, False], ['a,"b"\nc', -5, None]]
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
ODD = "甲\x1b]0;x\x07\x9b31m\u202e\u2066\u061c\u2028\x7f乙\tb\r\n丙"


def text(form: str, rows: list[list[Any]], **options: Any) -> str:
    return "".join(render(COLUMNS, rows, form, **options))


def test_an_object_a_line() -> None:
    lines = text("ndjson", ROWS).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(text("json", ROWS))
    assert text("ndjson", []) == ""


@pytest.mark.parametrize("form", ["json", "ndjson", "table", "md", "html"])
def test_nothing_steers_a_terminal(form: str) -> None:
    written = text(form, [[ODD, 1, None]], labels={"text": ODD})
    assert not STEERING.search(written)
    if "json" in form:
        assert json.loads(written.strip().strip("[]"))["text"] == ODD


@pytest.mark.parametrize(("form", "mark"), [("csv", ","), ("tsv", "\t")])
def test_every_end_of_a_line_within_a_cell_is_quoted(form: str, mark: str) -> None:
    cells = [["a\rb", "c\nd", "e\r\nf", "g"]]
    text = "".join(render(list("wxyz"), cells, form))
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) == [list("wxyz"), *cells]


@pytest.mark.parametrize(
    ("literal", "cell"),
    [
        ('"+05.5"^^xsd:decimal', "5.5"),
        ('".5"^^xsd:decimal', "0.5"),
        ('"-7."^^xsd:decimal', "-7"),
        ('"abc"^^xsd:decimal', '"abc"'),
        ('"abc"^^xsd:integer', '"abc"'),
        ('"abc"^^xsd:boolean', '"abc"'),
        ('"007"^^xsd:integer', "7"),
        ('"0"^^xsd:boolean', "false"),
        ('"1.5E3"^^xsd:double', "1500.0"),
        ('"-.5"^^xsd:float', "-0.5"),
        ('"INF"^^xsd:double', '"INF"'),
        ('"NaN"^^xsd:double', '"NaN"'),
    ],
)
def test_numbers_are_numbers_of_json_and_what_is_ill_typed_is_text(literal: str, cell: str) -> None:
    answer = pyoxigraph.Store().query(
        f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?v {{ VALUES ?v {{ {literal} }} }}"
    )
    assert "".join(render(["v"], as_result(answer).rows, "json")) == f'[\n  {{"v": {cell}}}\n]\n'


def test_a_blank_node_is_told_from_a_text() -> None:
    rows = as_result(pyoxigraph.Store().query("SELECT ?b ?t { BIND(BNODE() AS ?b) BIND('b' AS ?t) }")).rows
    assert [(b[:2], t) for b, t in rows] == [("_:", "b")]


def test_separated_values_are_read_back() -> None:
    for form, mark in (("csv", ","), ("tsv", "\t")):
        read = list(csv.reader(io.StringIO(text(form, ROWS)), delimiter=mark))
        assert read == [
            COLUMNS,
            ["甲|[/]", "540810000000", "true"],
            ["", "7", "false"],
            ['a,"b"\nc', "-5", ""],
        ]
        assert list(csv.reader(io.StringIO(text(form, ROWS, head=False)), delimiter=mark)) == read[1:]


RUN = [  # what a spreadsheet would run
    *(
        "=1+1",
        "+1+1",
        "-1+1",
        "-2-3",
        "@x",
        "@SUM(A1)",
        "=A1",
        "==",
        "-5个百分点",
        "+约3%",
        "-１",
        "＝1+1",
        "－1",
        "＋A1",
        "＠x",
    ),
    *(
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "\t",
        '=HYPERLINK("http://x")',
        "=cmd|' /C calc'!A0",
        "-5%\n=1",
        "+1;=1",
        "-5e=1",
        "-5%%",
    ),
]
LEFT = [  # what it shows as it stands
    *(
        "=",
        "+",
        "-",
        "@",
        "＝",
        "＋",
        "－",
        "≥",
        "≤",
        "<",
        ">",
        "≈",
        "—",
        "'=1",
        " =1",
        "甲=1",
        "1+1",
        "5",
        "-5",
        "+5",
        "-0.5",
        "+3.5%",
    ),
    *("-1,200", "-1,200.5%", "", "true", "https://x/?a=1"),
]


@pytest.mark.parametrize(("words", "mark"), [*((w, "'") for w in RUN), *((w, "") for w in LEFT)])
def test_a_spreadsheet_runs_no_text_and_sees_the_others_as_they_are(words: str, mark: str) -> None:
    assert defused(words) == mark + words


def test_a_spreadsheet_takes_no_text_for_a_formula() -> None:
    rows: list[list[Any]] = [[f, Decimal("-0.5"), -5] for f in RUN]
    written = "".join(excel(["=head", "n", "m"], rows))
    assert written.startswith("\ufeff")
    assert written.count("\r\n") == len(rows) + 1
    head, *cells = list(csv.reader(io.StringIO(written[1:], newline="")))
    assert head == ["'=head", "n", "m"]
    assert cells == [["'" + f, "-0.5", "-5"] for f in RUN]
    assert "".join(excel(["a"], [["甲"]], head=False)) == "\ufeff甲\r\n"
    assert text("csv", [["=1+1", 1, True]]).endswith("\n=1+1,1,true\n"), "for programs a text stays as it is"


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    'https://x/" onmouseover="alert(1)',
    "https://x/<b>",
    "</td></table><style>",
    "&lt;b&gt;",
]


class Seen(HTMLParser):
    """What elements and attributes a page holds, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.links: list[str | None] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_page_holds_text_and_nothing_that_acts() -> None:
    plain, seen = Seen(), Seen()
    plain.feed("".join(page(["a"], [["https://example.org/x"]], title="t", lines=["l"])))
    for attack in ATTACKS:
        seen.feed("".join(page([attack], [[attack]], title=attack, lines=[attack], lang="zh")))
        assert seen.words.count(attack) >= 4
    assert seen.tags <= plain.tags
    assert seen.attributes <= plain.attributes
    assert plain.links == ["https://example.org/x"]
    assert all(link and link.startswith("https://") for link in seen.links)
    assert plain.tags & {"script", "link", "img", "iframe"} == set()
    whole = "".join(page(["a"], [["b"]]))
    assert "default-src 'none'" in whole
    assert "written by plangraph" in whole[:512]


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("name", ["report/quantities", "report/indicators", "overview/chapters", "report/metadata"])
def test_a_table_is_no_wider_than_the_terminal(name: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    query = packs.find(name)
    result = queries.run(query.text, [GRAPH], trusted=True)
    rows = result.rows[:20]
    drawn = "".join(render(result.columns, rows, "table", query.columns("zh")))
    assert max(map(cell_len, drawn.splitlines())) <= width
    squeezed = re.sub(r"\s", "", drawn)
    cells = {str(cell) for row in rows for cell in row if cell is not None and len(str(cell)) <= 3}
    assert all(cell in squeezed for cell in cells)


def test_a_table_without_names() -> None:
    assert "text" in text("table", ROWS)
    assert text("table", ROWS, head=False).split()[:2] == ["甲|[/]", "540810000000"]


@pytest.mark.parametrize("width", [30, 40, 53, 56, 58, 60, 66, 80, 120])
def test_a_narrow_table_loses_nothing(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    names = ("承诺", "结论", "目标 ↔ 实际", "结果", "说明")
    row = (
        "经济社会发展主要预期目标是：总值达到282亿元；",
        "未达成",
        "总值达到282亿元 ↔ 总值完成274.4亿元",
        "总值完成274.4亿元",
        "总值：目标282亿元，报告274.4亿元。2014年承诺：未达成 → 2015年再次承诺：未达成",
    )
    printed = "".join(render(names, [row, row], "table"))
    assert all(cell_len(line) <= width for line in printed.splitlines())
    for character in {*"".join(row)} - {" "}:
        assert printed.count(character) >= 2 * "".join(row).count(character)


CODES = {  # of each column the cells that no table breaks
    "districts/rank": ("period", "value", "rank"),
    "districts/indicator": ("period", "comparator", "value"),
    "report/quantities": ("value", "start"),
    "places/inside": ("area_code",),
}


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("name", CODES)
def test_numbers_dates_and_codes_stand_in_one_line(name: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    query = packs.find(name)
    result = queries.run(query.text, [shipped("data") / "ttl"], trusted=True)
    rows = result.rows[:40]
    drawn = "".join(render(result.columns, rows, "table", query.columns("en")))
    cells = [str(row[result.columns.index(c)]) for row in rows for c in CODES[name]]
    there = {cell for cell in cells if cell != "None"}
    assert there
    assert there <= set(drawn.split()), sorted(there - set(drawn.split()))
    assert max(map(cell_len, drawn.splitlines())) <= width


@pytest.mark.parametrize("width", [44, 48, 53, 60, 80])
def test_a_word_is_broken_only_where_it_is_longer_than_its_column(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    row = [
        "区政府网站（bjdch.gov.cn）发布2022年地区生产总值3437.1亿元",
        "figures of this basis do not compare among themselves",
    ]
    drawn = "".join(render(["source", "why"], [row, row], "table"))
    assert {*row[1].split(), "bjdch.gov.cn"} <= set(re.findall(r"[a-z.]+", drawn))
    assert drawn.count("3437.1") == drawn.count("2022") == 2


def test_a_word_that_no_column_holds_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    drawn = "".join(render(["a", "b"], [["x" * 90, "y" * 20], ["z", "甲 " * 30]], "table"))
    assert drawn.count("x") == 90
    assert drawn.count("y") == 20
    assert drawn.count("甲") == 30
    assert max(map(cell_len, drawn.splitlines())) <= 40
