"""What docs/queries.md shows is what happens."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from plangraph.cli import asking, cli
from plangraph.uses import packs
from plangraph.uses.parameters import TYPES

DOC = Path(__file__).parent.parent / "docs/queries.md"
TEXT = DOC.read_text(encoding="utf-8")


def block(kind: str) -> str:
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_pack_that_is_shown_answers_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "packs/mine").mkdir(parents=True)
    (tmp_path / "packs/mine/larger.rq").write_text(block("sparql"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    line, _, output = block("console").partition("\n")
    done = CliRunner().invoke(cli, shlex.split(line.removeprefix("$ plangraph ")), env={"PLANGRAPH_LANG": "en"})
    assert (done.exit_code, done.stdout) == (0, output), done.output
    (query,) = packs.pack("mine", packs.shelf(tmp_path / "packs"))
    assert [p.name for p in query.parameters()] == ["least", "unit"]


def test_every_type_format_and_file_is_named() -> None:
    (forms,) = [p.type.choices for p in asking.query.params if p.name == "form" and isinstance(p.type, click.Choice)]
    assert all(f"`{word}`" in TEXT for word in (*TYPES, *forms))
    for name in re.findall(r"\]\(([\w./-]+)\)", TEXT):
        assert (DOC.parent / name).exists(), name
