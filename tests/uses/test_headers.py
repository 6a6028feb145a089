"""Headers as grlc reads them, whole, odd and broken."""

from typing import Any

import pytest

from plangraph.errors import UsageError
from plangraph.uses import packs
from plangraph.uses.headers import flow, header

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
    query = packs.Query("x/y", "#+ plangraph:\n#+   columns: [a]\n#+   title: words\nASK {}", False)
    assert query.columns("zh") == {}
    assert query.words("title") == {}
    assert query.parameters() == ()
