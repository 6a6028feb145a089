"""Help, greeting and click's own words in the user's language.

`python tests/cli/test_wording.py` makes the catalogue anew.
"""

import ast
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import plangraph
from plangraph.cli import cli

CATALOGUE = Path(plangraph.__file__).parent / "locale/zh/LC_MESSAGES/click.po"
ENTRY = re.compile(
    r'^msgid (?P<id>".*")\n(?:msgid_plural (?P<plural>".*")\n)?msgstr(?:\[0\])? (?P<text>".*")$', re.MULTILINE
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HOLE = re.compile(r"\{(\w+)|(%\(\w+\)s)")


def entries() -> list[tuple[str, str, str]]:
    found = ENTRY.finditer(CATALOGUE.read_text(encoding="utf-8"))
    return [
        (ast.literal_eval(m["id"]), ast.literal_eval(m["plural"] or '""'), ast.literal_eval(m["text"])) for m in found
    ]


def compiled() -> bytes:
    """Give the catalogue as gettext reads it: a table of lengths and places of what is said and of what it becomes."""
    said = sorted((f"{i}\0{p}" if p else i).encode() for i, p, _ in entries())
    becomes = {(f"{i}\0{p}" if p else i).encode(): text.encode() for i, p, text in entries()}
    strings = [*said, *(becomes[s] for s in said)]
    place, tables = 28 + 8 * len(strings), b""
    for string in strings:
        tables += struct.pack("<2I", len(string), place)
        place += len(string) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(said), 28, 28 + 8 * len(said), 0, 28 + 8 * len(strings))
    return head + tables + b"".join(s + b"\0" for s in strings)


def run(*args: str, lang: str | None = None, stdin: str = "", **env: str) -> tuple[int, str]:
    cleared = dict.fromkeys(("PLANGRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"))
    result = CliRunner().invoke(cli, [*(["--lang", lang] if lang else []), *args], env={**cleared, **env}, input=stdin)
    return result.exit_code, result.output


def test_the_catalogue_is_compiled() -> None:
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled()


def test_every_entry_keeps_its_holes() -> None:
    for single, plural, text in entries()[1:]:
        holes = set(HOLE.findall(single + plural))
        assert set(HOLE.findall(text)) <= holes, single
        assert text != single
        assert CHINESE.search(text)


@pytest.mark.parametrize("name", ["", *cli.commands])
def test_help_is_in_one_language(name: str) -> None:
    command = [name] if name else []
    _, zh = run(*command, "--help", lang="zh")
    _, en = run(*command, "--help", lang="en")
    assert "用法:" in zh
    assert "选项:" in zh
    assert "显示这份说明。" in zh
    assert "示例：" in zh
    assert not re.search(r"Show this|Options|Examples|Usage| / [A-Z]", zh)
    options = en.split("Options:")[1].split("Examples:")[0]
    assert not CHINESE.search(options), options
    assert " / " not in options


def test_numbers_and_choices_stay_with_their_option() -> None:
    assert re.search(
        r"Give up after so many seconds\.\s+\[default: 30;\s+0<x<=86400\]", run("query", "--help", lang="en")[1]
    )
    assert re.search(r"最多等待的秒数\s+\[默认：30;\s+0<x<=86400\]", run("query", "--help", lang="zh")[1])


@pytest.mark.parametrize(
    ("args", "zh", "en"),
    [
        (["query", "--nope"], "没有选项 '--nope'", "No such option"),
        (["query", "--lmit", "1"], "是不是 '--limit'", "Did you mean one of: '--limit'"),
        (["qeury"], "没有命令 'qeury'", "No such command"),
        (["query", "--format", "xml"], "的值不对：'xml' 不在", "is not one of"),
        (["query", "--limit", "0"], "不在 x>=1 的范围内", "not in the range"),
        (["query", "--limit", "x"], "不是所要的数字", "is not a valid integer"),
        (["query", "--format"], "选项 '--format' 需要 1 个值", "requires an argument"),
        (["show"], "缺少参数 'IRI|TEXT'", "Missing argument"),
        (["query", "a", "b"], "多出参数（b）", "unexpected extra argument"),
    ],
)
def test_what_click_finds_wrong_is_said_in_both(args: list[str], zh: str, en: str) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        code, told = run(*args, lang=lang)
        assert code == 2
        assert words in told
        assert ("错误：" in told) == (lang == "zh")
        assert ("Error: " in told) == (lang == "en")


@pytest.mark.parametrize(
    ("env", "args", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, [], True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, [], False),
        ({"LANG": "de_DE.UTF-8"}, [], False),
        ({}, [], False),
        ({"PLANGRAPH_LANG": "zh"}, [], True),
        ({"LANG": "zh_CN.UTF-8"}, ["--lang", "en"], False),
        ({}, ["--lang", "zh"], True),
    ],
)
def test_alone_it_explains_itself(env: dict[str, str], args: list[str], chinese: bool) -> None:
    code, told = run(*args, **env)
    assert code == 0
    assert ("先问随附的数据" in told) == chinese
    assert ("Ask the data that ships" in told) != chinese
    for line in re.findall(r"^  plangraph (query .*?)(?: {3,}.*)?$", told, re.MULTILINE):
        if "--data" not in line:
            assert run(*line.split())[0] == 0, line


def test_the_program_itself_speaks_and_steers_no_terminal() -> None:
    command = [sys.executable, "-c", "from plangraph.cli import main; main()", "query", "--lang=zh", "--\x1b[2J\u202e"]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONUTF8": "1"}, check=False)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert "错误：没有选项" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_nothing_of_it_stays_behind() -> None:
    before = os.environ.get("LANGUAGE")
    run("query", "--nope", lang="zh")
    assert os.environ.get("LANGUAGE") == before
    assert click.exceptions._("Usage:") == "Usage:"


if __name__ == "__main__":
    CATALOGUE.with_suffix(".mo").write_bytes(compiled())
