"""Where an answer goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from plangraph.cli.options import force_option, put, say

F = TypeVar("F", bound=Callable[..., Any])


def output_options(command: F) -> F:
    """Add ``--output`` and ``--force``."""
    return click.option(
        "-o",
        "--output",
        "out",
        type=click.Path(path_type=Path, allow_dash=True),
        metavar="FILE",
        help="写入文件 / Write to a file.",
    )(force_option(command))


_MARKED = {"md": "<!-- {} -->\n\n", "table": "# {}\n\n"}  # how a file for people says who wrote it


def deliver(
    pieces: Iterable[str], form: str, out: Path | None, *, force: bool, columns: Sequence[str] | None = None
) -> None:
    """Print, or write to `out` unless it holds that already. A table of the same `columns` is replaced.

    Raises RefusedError where a file that is not ours is in the way.
    """
    from plangraph import __version__
    from plangraph.files import MARK, write_atomically
    from plangraph.uses.columns import holds_answer

    if out is None or str(out) == "-":
        put(pieces, form)
        return
    text = _MARKED.get(form, "").format(f"{MARK} {__version__}") + "".join(pieces)
    if not (out.is_file() and out.read_bytes() == text.encode("utf-8", "backslashreplace")):
        ours = columns is not None and out.is_file() and holds_answer(out, columns)
        write_atomically(out, [text], force=force or ours)
    say(f"{out} 已写好 / wrote {out}")
