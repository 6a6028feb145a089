"""How help and the words of click itself read in the user's language."""

from __future__ import annotations

import contextlib
import gettext
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from plangraph.messages import language, pick

_CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
_EXTRA = re.compile(r"(?P<help>.*?)(?P<extra>  \[[^\]]*\])?", re.DOTALL)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CLICKS = {  # what click says once and for all, when a command is made or first helps
    "Show this message and exit.": "显示这份说明。 / Show this message and exit.",
    "Show the version and exit.": "显示版本。 / Show the version and exit.",
}
_VERBATIM = "\b\n"  # click's mark of a paragraph that is not to be wrapped


def wanted(args: Sequence[str]) -> str:
    """Give the language that a command line asks for, before it is parsed.

    >>> wanted(["query", "--lang=zh", "--nope"])
    'zh'
    """
    for i, arg in enumerate(args):
        name, mark, value = arg.partition("=")
        if name == "--lang":
            return language(value if mark else "".join(args[i + 1 : i + 2]))
    return language()


@contextlib.contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Let click speak Chinese or English, whatever the locale."""
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("click", str(_CATALOGUES))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(before[0])
        if before[1] is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before[1]


class Context(click.Context):
    """A context whose help is in one language."""

    def make_formatter(self) -> click.HelpFormatter:
        """Give a formatter that knows the language."""
        settings = self.find_root().obj
        chosen = settings.get("lang") if isinstance(settings, dict) else None
        return _Formatter(language(chosen or "auto"), width=self.terminal_width, max_width=self.max_content_width)


class _Formatter(click.HelpFormatter):
    """Writes the half of each text that is in its language."""

    def __init__(self, lang: str, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self.lang = lang

    def write_text(self, text: str) -> None:
        told = "\n".join(pick(line, self.lang) for line in text.split("\n"))
        halves = [part for part in told.split("\n\n") if bool(_CHINESE.match(part)) == (self.lang == "zh")]
        super().write_text(told if _VERBATIM in text else "\n\n".join(halves) or told)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, self._half(text)) for name, text in rows], col_max, col_spacing)

    def _half(self, text: str) -> str:
        match = _EXTRA.fullmatch(_CLICKS.get(text, text))
        return f"{pick(match['help'], self.lang)}{match['extra'] or ''}" if match else text
