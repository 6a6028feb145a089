"""The verb export, as it is called."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from plangraph.cli import cli
from plangraph.cli.exporting import _KINDS, _VIEWS
from plangraph.files import shipped
from plangraph.uses.export.views import VIEWS
from plangraph.uses.export.writing import KINDS

XICHENG = str(shipped("data") / "ttl/110102/2022.ttl")


def test_every_format_and_view_can_be_asked_for() -> None:
    assert set(_KINDS) == set(KINDS)
    assert set(_VIEWS) == set(VIEWS)


def test_data_goes_to_standard_output_and_talk_to_the_other() -> None:
    result = CliRunner().invoke(
        cli, ["export", "gexf", "--view", "places", "--data", XICHENG, "-o", "-", "--lang", "en"]
    )
    assert result.exit_code == 0
    assert result.stdout.startswith("<?xml")
    assert result.stdout.endswith("</gexf>\n")
    assert "nodes, " in result.stderr
    assert "个节点" not in result.stderr


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/plangraph/ontology#Place> ; ?p ?o }", 0),
        ("SELECT * WHERE { ?s ?p ?o }", 2),
        ("CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 5),
    ],
)
def test_a_query_of_ones_own(tmp_path: Path, query: str, code: int) -> None:
    asked, out = tmp_path / "a.rq", tmp_path / "a.gexf"
    asked.write_text(query, encoding="utf-8")
    result = CliRunner().invoke(cli, ["export", "gexf", "--query", str(asked), "--data", XICHENG, "-o", str(out)])
    assert result.exit_code == code
    assert out.exists() == (code == 0)


def test_a_query_without_end_is_stopped(tmp_path: Path) -> None:
    asked, out = tmp_path / "a.rq", tmp_path / "a.gexf"
    asked.write_text("CONSTRUCT { ?a ?p ?d } WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }", encoding="utf-8")
    arguments = ["export", "gexf", "--query", str(asked), "--data", XICHENG, "-o", str(out), "--timeout", "1"]
    assert CliRunner().invoke(cli, arguments).exit_code == 4
    assert not out.exists()


def test_a_query_and_its_data_from_standard_input(tmp_path: Path) -> None:
    asked = tmp_path / "a.rq"
    asked.write_text("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", encoding="utf-8")
    data = Path(XICHENG).read_bytes()
    result = CliRunner().invoke(cli, ["export", "gexf", "--data", "-", "--query", str(asked), "-o", "-"], input=data)
    assert result.exit_code == 0
    assert "什刹海" in result.stdout


def test_the_same_bytes_whatever_the_order_of_sets(tmp_path: Path) -> None:
    found = set()
    for seed in ("1", "2", "3"):
        out = tmp_path / f"{seed}.gexf"
        program = [sys.executable, "-c", "from plangraph.cli import main; main()"]
        command = [*program, "export", "gexf", "--data", XICHENG, "-o", str(out), "-q"]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        found.add(out.read_bytes())
    assert len(found) == 1


def test_a_database_gives_what_its_files_give(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(cli, ["load", str(tmp_path / "db"), XICHENG]).exit_code == 0
    for kind in ("gexf", "skos", "jsonld"):
        both = [
            run(cli, ["export", kind, "--data", data, "-o", "-", "-q"]).stdout
            for data in (XICHENG, str(tmp_path / "db"))
        ]
        assert both[0].replace("2022.ttl", "db") == both[1]
