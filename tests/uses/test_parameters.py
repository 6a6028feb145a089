"""Parameters: declared, checked, bound as terms."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.errors import RefusedError, UsageError
from plangraph.graph.labels import labels
from plangraph.uses import packs, queries
from plangraph.uses.headers import header
from plangraph.uses.parameters import Parameter, Term, bind, declared, node, pairs, term
from plangraph.uses.queries import Limits
from plangraph.uses.questions import ask


def none(_: str) -> tuple[str, ...]:
    return ()


@pytest.mark.parametrize(
    ("kind", "value", "bound"),
    [
        ("text", ' "quoted" \\ {?x} \n', Term(' "quoted" \\ {?x} \n')),
        ("text", "", Term("")),
        ("iri", "https://w3id.org/x#甲", Term("https://w3id.org/x#甲", "iri")),
        ("integer", " -07 ", Term("-07", "integer")),
        ("decimal", "6.5", Term("6.5", "decimal")),
        ("decimal", "６．５", Term("6.5", "decimal")),
        ("year", "2022年", Term("2022", "gYear")),
        ("indicator", "城镇调查失业率", Term("城镇调查失业率")),
        ("indicator", "unemployment-registered", Term("登记失业率")),
    ],
)
def test_values_become_terms(kind: str, value: str, bound: Term) -> None:
    assert term(Parameter("x", kind), value) == bound


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iri", "no iri"),
        ("iri", "urn:x> <urn:evil"),
        ("iri", ""),
        ("integer", "1.5"),
        ("integer", "1_000"),
        ("integer", "9" * 31),
        ("integer", "9223372036854775808"),
        ("decimal", "170141183460469231732"),
        ("decimal", "1e9"),
        ("decimal", "NaN"),
        ("year", "22"),
        ("year", "20222"),
        ("year", "2022\n2023"),
        ("text", "\ud800"),
        ("indicator", "没有"),
        ("indicator", "扣除新冠疫苗影响的地区生产总值"),
        ("indicator", "\ud800"),
    ],
)
def test_values_of_another_type_are_refused(kind: str, value: str) -> None:
    with pytest.raises(UsageError, match="parameter x"):
        term(Parameter("x", kind), value)


CLOSED = Parameter("relation", "one_of", values=("completes", "repeats", "expands"))


STAGE = Parameter("stage", "one_of", values=("put_into_use", "complete"), codes="stage")


@pytest.mark.parametrize("said", ["put_into_use", "计划投用", "to be put into use", " To be put into use "])
def test_a_code_is_given_by_its_words_too(said: str) -> None:
    assert term(STAGE, said) == Term("put_into_use")


@pytest.mark.parametrize("said", ["已建成", "completed", "没有", ""])
def test_words_for_a_code_that_is_not_allowed_are_refused(said: str) -> None:
    with pytest.raises(UsageError, match="allowed are: put_into_use, complete"):
        term(STAGE, said)


@pytest.mark.parametrize("query", packs.queries(), ids=lambda q: q.name)
def test_the_values_of_a_list_are_its_codes(query: packs.Query) -> None:
    for parameter in query.parameters():
        assert not parameter.codes or set(parameter.values) <= labels(parameter.codes, "zh").keys()


@pytest.mark.parametrize("iri", ["http://a/%zz", "http://[", "http://a:b:c"])
def test_an_iri_that_the_engine_does_not_take_is_said(iri: str) -> None:
    with pytest.raises(UsageError, match="absolute IRI"):
        node(term(Parameter("x", "iri"), iri))


def test_what_is_allowed_is_said() -> None:
    with pytest.raises(UsageError, match=r"did you mean completes\? allowed are: completes, repeats, expands"):
        bind([CLOSED], {"relation": "complets"}, none)
    with pytest.raises(UsageError, match=r"no parameter relatoin; did you mean relation\? there are: relation"):
        bind([CLOSED], {"relatoin": "completes"}, none)
    with pytest.raises(UsageError, match="takes no parameters"):
        bind([], {"x": "1"}, none)
    with pytest.raises(UsageError, match=r"… 40 in all"):
        bind([Parameter("n", values_from="a/b")], {"n": "x"}, lambda _: [str(i) for i in range(40)])


def test_defaults_are_bound_and_what_is_absent_is_not() -> None:
    parameters = [Parameter("unit", default="元"), Parameter("year", "year")]
    assert bind(parameters, {}, none) == {"_unit": Term("元")}
    assert bind(parameters, {"unit": None, "year": 2022}, none) == {"_unit": Term("元"), "_year": Term("2022", "gYear")}


def test_pairs_of_the_command_line() -> None:
    assert pairs(["a=1", "b=x=y", "c="]) == {"a": "1", "b": "x=y", "c": ""}
    for wrong in (["a"], ["=1"], ["a=1", "a=2"]):
        with pytest.raises(UsageError):
            pairs(wrong)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("params: [year]", "NAME"),
        ("params: {year: text}", "known are"),
        ("params: {year: {type: date}}", "known are text, iri"),
        ("params: {way: {type: one_of}}", "no values"),
        ("params: {Way-1: {type: text}}", "small letters"),
    ],
)
def test_wrong_declarations_are_said(line: str, word: str) -> None:
    with pytest.raises(UsageError, match=word):
        declared(header(f"#+ plangraph:\n#+   {line}\nASK {{}}"))


ECHO = """SELECT ?x ?_x { VALUES ?x { "a" "\\"" "{?x}" "甲" } FILTER(COALESCE(STR(?x) = STR(?_x), true)) }"""
TEXTS = ["a", '"', "{?x}", "甲"]


@given(st.one_of(st.sampled_from(TEXTS), st.text(st.characters(exclude_categories=["Cs"]))))
@settings(deadline=None, max_examples=60)
def test_any_text_is_only_ever_compared(text: str) -> None:
    import pyoxigraph

    bound = bind([Parameter("x")], {"x": text}, none)
    answer = pyoxigraph.Store().query(ECHO, substitutions={pyoxigraph.Variable(n): node(t) for n, t in bound.items()})
    assert [row[0] for row in queries.as_result(answer).rows] == [t for t in TEXTS if t == text]


@pytest.fixture
def mine(tmp_path: Path) -> packs.Shelf:
    folder = tmp_path / "packs" / "mine"
    folder.mkdir(parents=True)
    (folder / "names.rq").write_text("SELECT ?n { ?s <urn:n> ?n } ORDER BY ?n")
    (folder / "one.rq").write_text(
        "#+ plangraph:\n#+   params: {n: {type: text, values_from: mine/names}}\n"
        "SELECT ?s ?_n { ?s <urn:n> ?n FILTER(COALESCE(?n = ?_n, true)) }"
    )
    (folder / "unused.rq").write_text("#+ plangraph:\n#+   params: {n: {type: text}}\nSELECT ?s { ?s <urn:n> ?n }")
    (tmp_path / "d.nt").write_text('<urn:a> <urn:n> "one" .\n<urn:b> <urn:n> "two" .\n')
    return packs.shelf(tmp_path / "packs")


def test_allowed_values_come_from_a_query(mine: packs.Shelf, tmp_path: Path) -> None:
    data, query = [tmp_path / "d.nt"], packs.find("mine/one", mine)
    for limits in (None, Limits()):
        result, bound = ask(query, data, queries.as_result, {"n": "two"}, shelf=mine, limits=limits)
        assert (result.rows, bound) == ([["urn:b"]], {"_n": Term("two")})
        with pytest.raises(UsageError, match=r"did you mean two\? allowed are: one, two"):
            ask(query, data, queries.as_result, {"n": "twoo"}, shelf=mine, limits=limits)
    assert len(queries.run(query.text, data).rows) == 2


@pytest.mark.parametrize(
    "source", ["secret.rq", "../secret.rq", "mine/../../secret.rq", "-", "/etc/passwd", "FOLDER/secret.rq"]
)
def test_allowed_values_come_from_packs_only(source: str, mine: packs.Shelf, tmp_path: Path) -> None:
    (tmp_path / "secret.rq").write_text("SELECT ?n { ?s <urn:n> ?n }")
    text = packs.find("mine/one", mine).text.replace("mine/names", source.replace("FOLDER", str(tmp_path)))
    with pytest.raises(RefusedError, match="values_from takes PACK/NAME only"):
        ask(packs.Query("mine/one", text, False), [tmp_path / "d.nt"], queries.as_result, {"n": "two"}, shelf=mine)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s <urn:n> ?n }",
        "ASK { ?s <urn:n> ?n FILTER(?n = ?_n) }",
        "CONSTRUCT { ?s a ?n } WHERE { ?s <urn:n> ?n FILTER(?n = ?_n) }",
        "DESCRIBE ?s { ?s <urn:n> ?n FILTER(?n = ?_n) }",
    ],
)
def test_a_variable_that_is_not_selected_is_said(text: str, mine: packs.Shelf, tmp_path: Path) -> None:
    query = packs.Query("mine/unused", "#+ plangraph:\n#+   params: {n: {type: text}}\n" + text, False)
    for limits in (None, Limits()):
        with pytest.raises(UsageError, match=r"SELECT 中没有参数 \?_n：.* / the SELECT does not name \?_n: "):
            ask(query, [tmp_path / "d.nt"], queries.as_result, {"n": "two"}, shelf=mine, limits=limits)


@pytest.mark.parametrize(("form", "rows"), [("ASK", 1), ("CONSTRUCT { ?s a ?n } WHERE", 1)])
def test_a_parameter_stands_in_a_sub_select(form: str, rows: int, tmp_path: Path, mine: packs.Shelf) -> None:
    text = form + " { { SELECT ?s ?n ?_n { ?s <urn:n> ?n FILTER(?n = ?_n) } } }"
    query = packs.Query("mine/sub", "#+ plangraph:\n#+   params: {n: {type: text}}\n" + text, False)
    result, _ = ask(query, [tmp_path / "d.nt"], queries.as_result, {"n": "two"}, shelf=mine)
    assert len(result.rows) == rows
