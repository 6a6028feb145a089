"""Options that every verb has, and how the program talks."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from plangraph.errors import UsageError
from plangraph.messages import escaped, language, pick, printable

if TYPE_CHECKING:
    from plangraph.model import Decision
    from plangraph.uses.endpoints import Endpoint

F = TypeVar("F", bound=Callable[..., Any])


def _remember(ctx: click.Context, parameter: click.Parameter, value: object) -> None:
    settings = ctx.find_root().ensure_object(dict)
    if value not in (None, False) and parameter.name:
        settings[parameter.name] = value


def common(command: F) -> F:
    """Add ``-q``, ``-v``, ``--log-json`` and ``--lang``; what they say holds for the whole call."""
    options: dict[str, Any] = {"expose_value": False, "callback": _remember, "is_eager": True}
    command = click.option("-q", "--quiet", is_flag=True, help="少说话 / Say less.", **options)(command)
    command = click.option("-v", "--verbose", is_flag=True, help="多说话 / Say more.", **options)(command)
    words = "消息写成 JSON，一行一条 / Messages as JSON, one a line."
    command = click.option("--log-json", is_flag=True, help=words, **options)(command)
    choice = click.Choice(["zh", "en", "auto"])
    return click.option("--lang", type=choice, help="语言 / Language of messages.", **options)(command)


def setting(name: str) -> Any:
    """Give what a common option said, None where it was not given."""
    context = click.get_current_context(silent=True)
    settings = context.find_root().obj if context else None
    return settings.get(name) if isinstance(settings, dict) else None


def lang() -> str:
    """Give the language to talk in: ``zh`` or ``en``."""
    return language(setting("lang") or "auto")


def say(message: str, *, always: bool = False, detail: bool = False) -> None:
    """Talk on standard error, in the user's language, unless ``-q`` was given; a `detail` needs ``-v``."""
    if always or (not setting("quiet") and (setting("verbose") or not detail)):
        tell(pick(message, lang()))


def complain(message: str, code: str) -> None:
    """Say what went wrong, with the code under which docs/errors.md tells of it."""
    tell(pick(message, lang()), code)


def as_json() -> bool:
    """Tell whether ``--log-json`` was given, also where the command line could not be read."""
    if click.get_current_context(silent=True):
        return bool(setting("log_json"))
    return "--log-json" in sys.argv


def tell(words: str, code: str | None = None) -> None:
    """Write a message to standard error: for people, or with ``--log-json`` as an object a line.

    Where standard error takes nothing there is nobody to tell, and the work goes on.
    """
    if as_json():
        entry = {"level": "error" if code else "info", **({"code": code} if code else {}), "message": words.strip()}
        line = escaped(json.dumps(entry, ensure_ascii=False))
    else:
        line = printable(f"{words} [{code}]" if code else words)
    try:
        click.echo(line, err=True)
    except OSError:
        hush(sys.stderr)


def hush(stream: IO[Any]) -> None:
    """Let what is still written to a standard stream that takes nothing go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def put(pieces: Iterable[str | bytes], form: str = "") -> None:
    """Print data on standard output: for people as the console takes it, for programs and files UTF-8 with LF."""
    for piece in pieces:
        if isinstance(piece, bytes):
            click.echo(piece, nl=False)
            continue
        terminal = sys.stdout.isatty()
        people = form in ("table", "md") or terminal
        text = printable(piece) if terminal else piece
        click.echo(text if people else text.encode("utf-8", "backslashreplace"), nl=False)


def examples(*lines: str) -> str:
    r"""Give the end of a ``--help``: examples, one a line.

    >>> examples("plangraph query --list").splitlines()
    ['\x08', '示例： / Examples:', '  plangraph query --list']
    """
    return "\n".join(["\b", "示例： / Examples:", *(f"  {line}" for line in lines)])


def format_option(*forms: str) -> Callable[[F], F]:
    """Add ``--format``; the first of `forms` is the default."""
    choice = click.Choice(forms)
    words = "输出格式 / Output format."
    return click.option("--format", "form", type=choice, default=forms[0], show_default=True, help=words)


rows_option = format_option("table", "json", "ndjson", "csv", "tsv", "md", "html")


def out_option(words: str) -> Callable[[F], F]:
    """Add ``-o``, where the output goes, which has to be said."""
    place = click.Path(path_type=Path, allow_dash=True)
    return click.option("-o", "out", required=True, type=place, metavar="OUT", help=words)


check_option = click.option(
    "--check", is_flag=True, help="只比较，有变化则退出码为 1 / Only compare; exit 1 when OUT would change."
)
force_option = click.option(
    "--force", is_flag=True, help="覆盖不是 plangraph 写的文件 / Overwrite a file that is not ours."
)


def decisions_option(command: F) -> F:
    """Add ``--decisions``, what people decided of links."""
    return click.option(
        "--decisions",
        "decisions",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="人的决定（SSSOM 表），默认为图谱旁的 .sssom.tsv / What people decided (SSSOM); default: .sssom.tsv by the graph.",
    )(command)


def decided(given: Path | None, *graphs: Path) -> tuple[Decision, ...]:
    """Read what ``--decisions`` names, else the decisions beside graphs, as far as there are any; say what was read.

    Raises InputError where the named file is not there or cannot be read.
    """
    from plangraph.uses.decision_files import beside, read_decisions

    found: list[Decision] = []
    for path in [given] if given else [p for p in dict.fromkeys(map(beside, graphs)) if p.is_file()]:
        more = read_decisions(path)
        say(f"人的决定：{path}，{len(more)} 条 / decisions of people: {path}, {len(more)}")
        found += more
    return tuple(found)


def data_option(command: F) -> F:
    """Add ``--data``, the graph files, folders, patterns or database to read (default: the data that ships)."""
    return click.option(
        "--data",
        "data",
        multiple=True,
        type=click.Path(path_type=Path, allow_dash=True),
        metavar="FILE|DIR|-",
        help="图文件、文件夹、通配符、数据库或 -，默认为随附数据 / Graph files, folders, patterns, a database or - "
        "(default: the data that ships).",
    )(command)


def endpoint_option(command: F) -> F:
    """Add ``--endpoint``."""
    return click.option(
        "--endpoint",
        metavar="URL",
        help="改问一个 SPARQL 端点 / Ask a SPARQL endpoint instead.",
    )(command)


def data_paths(given: tuple[Path, ...], question: str | None = None) -> tuple[Path, ...]:
    """Give the data named by ``--data``, else the data that ships; UsageError where `question` is on standard input too."""
    from plangraph.files import shipped

    if question == "-" and Path("-") in given:
        raise UsageError("查询和数据不能都来自标准输入 / the query and the data cannot both be standard input")
    return given or (shipped("data") / "ttl",)


def data_or_endpoint(given: tuple[Path, ...], endpoint: str | None, question: str) -> tuple[Path, ...] | Endpoint:
    """Give the endpoint if one is named, else as `data_paths`; UsageError where both are."""
    from plangraph.uses.endpoints import Endpoint

    if endpoint is None:
        return data_paths(given, question)
    if given:
        raise UsageError("--data 和 --endpoint 只能给一个 / give --data or --endpoint, not both")
    return Endpoint(endpoint)
