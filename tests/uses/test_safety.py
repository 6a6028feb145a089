"""What a query may not do, in whatever way it is written; and that nothing is reached all the same."""

from __future__ import annotations

import os
import re
import socket
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.errors import InputError, LimitError, RefusedError, UsageError
from plangraph.messages import pick
from plangraph.uses import queries, workers
from plangraph.uses.queries import Limits
from plangraph.uses.safety import check, plainly

CALL = "SERVICE <URL> { ?s ?p ?o }"
SERVICES = {
    "plain": f"SELECT * {{ {CALL} }}",
    "silent": "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "variable": "SELECT * { ?s ?p ?e SERVICE ?e { ?s ?p ?o } }",
    "bound": "SELECT * { BIND(<URL> AS ?e) SERVICE SILENT ?e { ?s ?p ?o } }",
    "optional": f"SELECT * {{ OPTIONAL {{ {CALL} }} }}",
    "sub-select": f"SELECT * {{ {{ SELECT ?s {{ {CALL} }} }} }}",
    "exists": f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {CALL} }} }}",
    "not exists in union": f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {{ ?a ?b ?c }} UNION {{ {CALL} }} }} }}",
    "minus graph": f"SELECT * {{ ?s ?p ?o MINUS {{ GRAPH ?g {{ {CALL} }} }} }}",
    "bind if": f"SELECT * {{ BIND(IF(EXISTS {{ {CALL} }}, 1, 2) AS ?x) }}",
    "select expression": f"SELECT (EXISTS {{ {CALL} }} AS ?x) {{}}",
    "order by": f"SELECT * {{ ?s ?p ?o }} ORDER BY (EXISTS {{ {CALL} }})",
    "having": f"SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING (EXISTS {{ {CALL} }})",
    "service in service": f"SELECT * {{ SERVICE <http://allowed.example/> {{ {CALL} }} }}",
    "ask": f"ASK {{ {CALL} }}",
    "construct": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {CALL} }}",
    "describe": f"DESCRIBE ?s {{ {CALL} }}",
    "prefixed": "PREFIX e: <URL> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "base": "BASE <URL> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "escaped": "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "escaped twice": "SELECT * { \\u005Cu0053ERVICE <URL> { ?s ?p ?o } }",
    "escaped long": "SELECT * { \\U00000053ERVICE <URL> { ?s ?p ?o } }",
    "after a carriage return": f"SELECT * {{ # a comment\r {CALL} \n }}",
    "comment inside": "SELECT * { SERVICE # {\n <URL> { ?s ?p ?o } }",
    "without space": "SELECT*{SERVICE<URL>{?s ?p ?o}}",
}
FROMS = [
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <FILE> { ?s ?p ?o }",
    "SELECT * FROM <FILE> { ?s ?p ?o }",
    "select * from named <FILE> { graph ?g { ?s ?p ?o } }",
    "DESCRIBE ?s FROM <FILE> { ?s ?p ?o }",
    "ASK FROM <FILE> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } FROM <FILE> WHERE { ?s ?p ?o }",
    "SELECT * \\u0046ROM <FILE> { ?s ?p ?o }",
    "PREFIX f: <FILE> SELECT * FROM f: { ?s ?p ?o }",
]
UPDATES = [
    "LOAD <FILE>",
    "LOAD SILENT <URL> INTO GRAPH <urn:g>",
    "CLEAR ALL",
    "DROP DEFAULT",
    "CREATE GRAPH <urn:g>",
    "ADD DEFAULT TO <urn:g>",
    "MOVE DEFAULT TO <urn:g>",
    "COPY DEFAULT TO <urn:g>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
]
REFUSED = [*SERVICES.values(), *FROMS, *UPDATES]


@pytest.fixture
def data(tmp_path: Path, listener: Any) -> Path:
    path = tmp_path / "a.ttl"
    path.write_text(f"<urn:a> <urn:b> <{listener.url}> , 1 .")
    (tmp_path / "canary.ttl").write_text("<urn:canary> <urn:was> <urn:read> .")
    return path


def filled(text: str, data: Path, listener: Any) -> str:
    return text.replace("URL", listener.url).replace("FILE", (data.parent / "canary.ttl").as_uri())


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize(
    "limits", [None, Limits(), Limits(services=("allowed.example",))], ids=["", "apart", "allowed"]
)
def test_what_reaches_out_or_changes_is_refused(text: str, limits: Limits | None, data: Path, listener: Any) -> None:
    before = data.read_bytes()
    with pytest.raises(RefusedError):
        queries.run(filled(text, data, listener), [data], limits=limits)
    assert data.read_bytes() == before
    assert listener.hits == []


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ("SERVICE FROM <x>" AS ?words) {}',
        "SELECT (1 AS ?service) { # SERVICE <urn:x> { ?s ?p ?o }\n }",
        "PREFIX service: <urn:> SELECT ?s { ?s service:from ?o }",
        "SELECT ?s { ?s <urn:SERVICE> <file:///etc/passwd> }",
    ],
)
def test_words_alone_are_no_reason_to_refuse(text: str, data: Path) -> None:
    assert queries.run(text, [data]).columns


@pytest.mark.parametrize("quote", ["\\u0027", "\\U00000027", "\\u005Cu0027"])
def test_what_one_parser_takes_for_words_the_other_does_too(quote: str, data: Path, listener: Any) -> None:
    text = filled(f"SELECT * {{ BIND('{quote}' AS ?a) {CALL} BIND('{quote}' AS ?b) }}", data, listener)
    assert [row for row in queries.run(text, [data]).rows if "SERVICE" in str(row)]
    assert listener.hits == []


def test_a_host_that_is_allowed_is_asked_and_no_other(data: Path, listener: Any) -> None:
    here = Limits(services=("127.0.0.1",))
    text = filled(SERVICES["silent"], data, listener)
    queries.run(text, [data], limits=here)
    assert listener.hits
    count = len(listener.hits)
    for other in (
        text.replace("127.0.0.1", "localhost"),
        text.replace("127.0.0.1", "127.0.0.1@localhost"),
        text.replace("http:", "ftp:"),
        *(filled(SERVICES[name], data, listener) for name in ("variable", "bound", "prefixed", "base")),
    ):
        with pytest.raises(RefusedError, match="--allow-service"):
            queries.run(other, [data], limits=here)
    assert len(listener.hits) == count


def test_a_host_may_be_allowed_at_one_port(data: Path, listener: Any) -> None:
    text = filled(SERVICES["silent"], data, listener)
    port = re.search(r"127\.0\.0\.1:(\d+)", text)[1]  # type: ignore[index]
    queries.run(text, [data], limits=Limits(services=(f"127.0.0.1:{port}",)))
    count = len(listener.hits)
    assert count
    with pytest.raises(RefusedError, match="--allow-service"):
        queries.run(text, [data], limits=Limits(services=("127.0.0.1:1",)))
    assert len(listener.hits) == count


def test_a_service_that_does_not_answer_is_no_bug(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    with pytest.raises(InputError, match="does not answer"):
        queries.run(text, [data], limits=Limits(services=("127.0.0.1",)))


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("SELECT * { ?s foo:bar ?o }", "没有声明的前缀（1:22）", "prefix that is not declared (1:22)"),
        ("SELECT *\n{ ?s }", "查询在第 2 行第 3 列有语法错误", "line:2, col:3"),
        ("SELECT FOO", "查询在第 1 行第 8 列有语法错误", "line:1, col:8"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_both_languages(text: str, zh: str, en: str, data: Path) -> None:
    with pytest.raises(UsageError) as found:
        queries.run(text, [data])
    assert zh in pick(str(found.value), "zh")
    assert en in pick(str(found.value), "en")


@given(st.text())
def test_what_the_engine_sees_has_no_escapes_and_no_carriage_returns(text: str) -> None:
    try:
        plain = plainly(text)
    except UsageError:
        return
    assert "\r" not in plain
    assert plainly(plain) == plain


@pytest.mark.parametrize(
    "text", ["SELECT", "SELECT ?x { ?s ?p }", "{", "", "SELECT * { ?s \\uD800 ?o }", "\\UFFFFFFFF"]
)
def test_a_query_that_does_not_parse(text: str, data: Path) -> None:
    with pytest.raises(UsageError):
        queries.run(text, [data])


NESTED = {
    "groups": "SELECT * {0}1{2}".replace("1", "").replace("{0}", "{" * 3000).replace("{2}", "}" * 3000),
    "brackets": f"SELECT ({'(' * 500}1{')' * 500} AS ?x) {{}}",
    "unions": "SELECT * {" + " UNION ".join(["{ ?s ?p ?o }"] * 1500) + "}",
    "negations": f"SELECT * {{ FILTER({'!(' * 400}true{')' * 400}) }}",
    "lists": f"SELECT * {{ ?s ?p {'(' * 3000}{')' * 3000} }}",
}


@pytest.mark.parametrize("kind", NESTED)
def test_deep_nesting_is_an_answer_not_a_crash(kind: str, data: Path) -> None:
    try:
        assert queries.run(NESTED[kind], [data], limits=Limits(seconds=60)).columns
    except LimitError as error:
        assert "deep" in str(error)  # noqa: PT017


def test_an_engine_that_falls_over_a_nesting_takes_nobody_along(data: Path) -> None:
    with pytest.raises(LimitError, match="deep"):
        queries.run(NESTED["groups"].replace("{" * 3000, "{" * 30000), [data], trusted=True, limits=Limits())


def tries(url: str, path: Path) -> list[str]:
    """Reach out in every way, as an engine might that was misled."""
    store = pyoxigraph.Store()
    workers.confine(files=False)
    found = []
    for reach in (
        partial(store.query, f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"),
        partial(store.load, path=str(path)),
        partial(open, path),
        socket.socket,
        partial(os.listdir, path.parent),
    ):
        try:
            answer = reach()
            found.append(repr(list(answer)))
        except (OSError, RuntimeError, ValueError) as error:
            found.append(type(error).__name__)
    return found


def test_a_worker_reaches_nothing_even_if_misled(data: Path, listener: Any) -> None:
    found = workers.apart(partial(tries, listener.url, data), 20)
    assert all(name.endswith("Error") for name in found), found
    assert listener.hits == []


def test_checking_gives_what_was_checked() -> None:
    assert check("\\u0041SK {}\r\n") == "ASK {}\n"
