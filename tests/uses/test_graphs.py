"""Asking in Python."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

import plangraph
from plangraph.errors import InputError, RefusedError, UsageError
from plangraph.uses.graphs import Answer


def test_rows_are_dictionaries_with_typed_values() -> None:
    answer = plangraph.open().query("overview/biggest_numbers", unit="元", year=2022)
    assert answer.columns[:2] == ("value", "unit")
    assert answer[0]["value"] == Decimal(540810000000)
    assert isinstance(answer[0]["line"], int)
    assert [row["unit"] for row in answer] == ["元"] * len(answer)
    assert answer[-1] == list(answer)[-1] == answer[-1:][0]
    with pytest.raises(IndexError):
        answer[len(answer)]


def test_absent_and_true_values() -> None:
    row = plangraph.open().query("report/indicators")[0]
    assert row["dimension_certain"] is True
    assert row["group"] is None


def test_paths_of_every_form(years: Path) -> None:
    for paths in (str(years), years, [years / "2022.ttl", str(years / "2023.ttl")]):
        found = plangraph.open(paths).query("report/metadata")
        assert [row["plan_year"] for row in found] == ["2022", "2023"]
    with pytest.raises(InputError, match="none"):
        plangraph.open(years / "none.ttl")


def test_own_questions_and_sparql(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/one.rq").write_text("SELECT (1 AS ?n) {}")
    graphs = plangraph.open(packs=tmp_path)
    assert "mine/one" in graphs.questions()
    assert list(graphs.query("mine/one")) == [{"n": 1}]
    text = "#+ plangraph:\n#+   params: {n: {type: integer}}\nSELECT ?_n ?m { BIND(?_n + 0 AS ?m) }"
    assert list(graphs.sparql(text, n=3)) == [{"m": 3}]
    with pytest.raises(RefusedError):
        graphs.sparql("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_wrong_names_and_values_are_said() -> None:
    graphs = plangraph.open()
    with pytest.raises(UsageError, match="report/outline"):
        graphs.query("report/outlin")
    with pytest.raises(UsageError, match="did you mean place"):
        graphs.query("places/about", plac="什刹海")
    with pytest.raises(UsageError, match="什刹海"):
        graphs.query("places/about", place="什刹")


def test_pandas_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Answer(("a", "b"), ((1, "甲"),))
    monkeypatch.setitem(sys.modules, "pandas", SimpleNamespace(DataFrame=lambda rows, columns: (rows, columns)))
    assert answer.to_pandas() == ([(1, "甲")], ["a", "b"])
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install pandas"):
        answer.to_pandas()


def test_a_notebook_shows_a_table() -> None:
    shown = Answer(("a",), tuple(("<b>",) for _ in range(60)))._repr_html_()
    assert shown.count("&lt;b&gt;") == 50
    assert "… 60" in shown


def test_importing_is_cheap() -> None:
    code = (
        "import sys, plangraph\nprint(sorted({'rdflib', 'pyoxigraph', 'rich', 'click', 'pandas'} & set(sys.modules)))\n"
        "plangraph.open()\nprint(sorted({'rdflib', 'pyoxigraph', 'rich', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n[]\n"
