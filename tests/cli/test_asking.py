"""Asking with parameters, lists, own packs and formats, as people and programs meet it."""

import json

import pytest
from click.testing import CliRunner, Result

from plangraph.cli import cli
from plangraph.files import shipped

GRAPH = shipped("data") / "ttl/110102/2022.ttl"


def run(*args: object, stdin: bytes | None = None, **environment: str) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], input=stdin, env=environment)


def rows(*args: object) -> list[dict[str, object]]:
    result = run("query", *args, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_a_parameter_is_asked_with() -> None:
    assert {r["place"] for r in rows("places/about", "-p", "place=长安街")} == {"长安街"}
    assert {r["place"] for r in rows("places/about")} == {"什刹海"}
    both = rows("report/statements", "-p", "kind=commitment", "-p", "text=养老")
    assert both
    assert all(r["kind"] == "commitment" and "养老" in str(r["text"]) for r in both)
    assert rows("report/outline", "-p", "year=２０２２") == rows("report/outline")


def test_what_was_asked_is_said() -> None:
    said = run("query", "overview/biggest_numbers", "-p", "year=2022", "--lang", "en").stderr
    assert said.startswith("The largest sums of money (unit=元, year=2022)\n")


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("places/about", "place=什刹", "did you mean 什刹海"),
        ("places/about", "plaec=什刹海", "did you mean place"),
        ("report/outline", "year=2021", "allowed are: 2022"),
        ("report/outline", "year=soon", "a year of four digits"),
        ("ledger/links", "relation=complets", "did you mean completes"),
        ("overview/years", "year=2022", "takes no parameters"),
        ("report/outline", "year", "NAME=VALUE"),
    ],
)
def test_a_wrong_parameter_says_what_is_allowed(name: str, given: str, words: str) -> None:
    result = run("query", name, "-p", given, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_an_own_query_takes_parameters() -> None:
    text = "#+ plangraph:\n#+   params: {x: {type: integer}}\nSELECT ?_x (?_x + 1 AS ?y) {}"
    result = run("query", "-", "-p", "x=41", "--format", "json", stdin=text.encode())
    assert json.loads(result.stdout) == [{"y": 42}]
