"""Headers as grlc reads them, whole, odd and broken."""

import re
from typing import Any

import pytest

from plangraph.errors import UsageError
from plangraph.uses import packs
from plangraph.uses.headers import flow, header, validate

HEADER = """#+ summary: Links, of results
#+ tags:
#+   - ledger
#+   - audit
#+ method: GET
#+ plangraph:
#+   title: {zh: 链接, en: "Links, all"}
#+   params: {area: {type: iri, default: null, help: {zh: 区, en: area}}, way: {type: one_of, values: [a, "b, c", 'd''s']}}
# [endpoint=../../data/ttl/**/*.ttl]
SELECT * { ?s ?p "#+ no: header" }
"""


def test_a_header_is_read() -> None:
    found = header(HEADER)
    assert found["summary"] == "Links, of results"
    assert found["tags"] == ["ledger", "audit"]
    assert found["plangraph"]["title"] == {"zh": "链接", "en": "Links, all"}
    assert found["plangraph"]["params"]["area"] == {"type": "iri", "default": None, "help": {"zh": "区", "en": "area"}}
    assert found["plangraph"]["params"]["way"]["values"] == ["a", "b, c", "d's"]


@pytest.mark.parametrize("text", ["", "ASK {}", "# a comment\nASK {}", "#+\n#+ \n#+ no key here\nASK {}"])
def test_what_has_no_header_has_none(text: str) -> None:
    assert header(text) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{}", {}),
        ("[]", []),
        ("{a: }", {"a": None}),
        ("{a: [b, {c: d}], e: null,}", {"a": ["b", {"c": "d"}], "e": None}),
        ("{a: https://example.org/x#y}", {"a": "https://example.org/x#y"}),
        ('"a \\"b\\" c"', 'a "b" c'),
        ("plain: text {with} marks", "plain: text {with} marks"),
    ],
)
def test_values(text: str, value: Any) -> None:
    assert flow(text) == value


@pytest.mark.parametrize(
    "text", ["{", "{a", "{a: b", "[a", "{a: {b: c}", "{a: b}}", "{a: b} c", "{, }", "[" * 5000, '{a: "b}']
)
def test_what_is_not_closed_is_said(text: str) -> None:
    with pytest.raises(UsageError, match="header"):
        flow(text)


@pytest.mark.parametrize("query", packs.queries(), ids=lambda q: q.name)
def test_headers_that_ship_are_yaml_as_others_read_it(query: packs.Query) -> None:
    yaml = pytest.importorskip("yaml")
    lines = [line[3:] for line in query.text.splitlines() if line.startswith("#+ ")]
    assert yaml.safe_load("\n".join(lines)) == header(query.text)


def test_a_broken_header_breaks_no_list_of_columns() -> None:
    query = packs.Query("x/y", "#+ plangraph:\n#+   columns: [a]\nASK {}", False)
    assert query.columns("zh") == {}
    with pytest.raises(UsageError, match="the header of x/y: columns must be"):
        query.parameters()


def test_a_plain_text_is_for_both_languages() -> None:
    lines = ("title: words", "columns: {n: No}", "params: {n: {type: text, help: some words}}")
    query = packs.Query(
        "x/y", "#+ tags: mine\n#+ plangraph:\n" + "".join(f"#+   {x}\n" for x in lines) + "ASK {}", False
    )
    assert query.words("title") == {"zh": "words", "en": "words"}
    assert (query.columns("zh"), query.columns("en")) == ({"n": "No"}, {"n": "No"})
    assert [p.words(lang) for p in query.parameters() for lang in ("zh", "en")] == ["some words", "some words"]
    assert query.tags() == ("mine",)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("title: [a]", "title"),
        ("question: {zh: [a]}", "question"),
        ("columns: words", "columns"),
        ("columns: {n: [a]}", "columns.n"),
        ("columns: {n: {zh: {a: b}}}", "columns.n"),
        ("columns: {n: {codes: nosuch}}", "columns.n.codes"),
        ("columns: {n: {only: fr}}", "columns.n.only"),
        ("params: [a]", "params"),
        ("params: {n: {type: [text]}}", "params.n.type"),
        ("params: {n: {type: text, help: [a]}}", "params.n.help"),
        ("params: {n: {type: text, default: [a, b]}}", "params.n.default"),
        ("params: {n: {type: text, values_from: [a]}}", "params.n.values_from"),
        ("params: {n: {type: one_of, values: [1, null, [2]]}}", "params.n.values"),
        ("params: {n: {type: one_of, values: ab}}", "params.n.values"),
        ("params: {n: {type: one_of, values: [a], codes: nosuch}}", "params.n.codes"),
        ("params: {n: {type: one_of, values: [a], codes: [stage]}}", "params.n.codes"),
    ],
)
def test_odd_values_are_said_with_their_key(line: str, key: str) -> None:
    with pytest.raises(UsageError, match=f"the header of x/y: {re.escape(key)} must be"):
        packs.Query("x/y", f"#+ plangraph:\n#+   {line}\nASK {{}}", False).parameters()


@pytest.mark.parametrize("text", ["#+ plangraph: words\nASK {}", "#+ tags: {a: b}\nASK {}"])
def test_odd_blocks_are_said(text: str) -> None:
    with pytest.raises(UsageError, match="must be"):
        packs.Query("x/y", text, False).parameters()


@pytest.mark.parametrize("query", packs.queries(), ids=lambda q: q.name)
def test_headers_that_ship_are_valid(query: packs.Query) -> None:
    validate(header(query.text), query.name)
