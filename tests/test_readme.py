"""What README shows is what happens: commands print the output below them, the Python runs.

`python tests/test_readme.py` (part of `make data`) writes the outputs anew.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from plangraph.cli import cli
from plangraph.files import shipped

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^\$ (?P<line>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
PYTHON = re.compile(r"^```python\n(?P<code>.*?)^```\n\n```text\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
ENVIRONMENT = {"COLUMNS": "100", "PLANGRAPH_LANG": "en"}


def blocks(kind: str) -> list[str]:
    return [body for found, body in FENCED.findall(TEXT) if found == kind]


def consoles() -> list[list[tuple[str, str]]]:
    """Give the commands of each block with what they print; those of one block go on from one another."""
    return [CONSOLE.findall(body) for body in blocks("console")]


def commands() -> list[str]:
    lines = [line for kind in ("", "sh") for body in blocks(kind) for line in body.splitlines()]
    return [line for line in lines if line.startswith("plangraph ")]


@contextlib.contextmanager
def checkout(folder: Path) -> Iterator[None]:
    """Stand in a folder that holds what the commands of README name."""
    for name in ("data", "queries"):
        (folder / name).symlink_to(shipped(name))
    with contextlib.chdir(folder):
        yield


def stdout(line: str) -> str:
    program, *args = shlex.split(line)
    assert program == "plangraph"
    result = CliRunner().invoke(cli, args, env=ENVIRONMENT)
    assert result.exit_code == 0, result.output
    return result.stdout


def printed(code: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, README.name, "exec"), {})
    return out.getvalue()


@pytest.mark.parametrize("block", consoles(), ids=lambda block: block[0][0])
def test_output_shown_is_what_is_printed(block: list[tuple[str, str]], tmp_path: Path) -> None:
    with checkout(tmp_path):
        assert [stdout(line) for line, _ in block] == [output for _, output in block]


def test_commands_run_one_after_the_other(tmp_path: Path) -> None:
    assert commands()
    with checkout(tmp_path):
        for line in commands():
            stdout(line)
        assert sorted(p.name for p in Path("out").iterdir()) == [
            "2022.gexf",
            "2022.ttl",
            "db",
            "places.gexf",
            "projects",
            "who.gexf",
        ]


def test_the_python_runs_and_prints_what_is_shown(tmp_path: Path) -> None:
    (example,) = PYTHON.findall(TEXT)
    with checkout(tmp_path):
        assert printed(example[0]) == example[1]


def test_files_that_are_named_are_there() -> None:
    for name in re.findall(r"\]\(([\w/.]+)\)|`((?:ontology|tests|data|queries)/[\w/.]+)`", TEXT):
        assert (README.parent / "".join(name)).exists(), name


def refreshed(text: str) -> str:
    """Give the text with every output as it is now."""

    def console(block: re.Match[str]) -> str:
        body = CONSOLE.sub(lambda m: f"$ {m['line']}\n{stdout(m['line'])}", block[2])
        return f"```console\n{body}```" if block[1] == "console" else block[0]

    def python(block: re.Match[str]) -> str:
        return f"```python\n{block['code']}```\n\n```text\n{printed(block['code'])}```"

    return PYTHON.sub(python, FENCED.sub(console, text))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, checkout(Path(folder)):
        README.write_text(refreshed(TEXT), encoding="utf-8")
