"""The command line: options in, one call, print. Data on standard output, talk on standard error."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from plangraph import __version__
from plangraph.cli.greeting import GREETING
from plangraph.cli.options import as_json, common, complain, examples, hush, lang, put, say, setting, tell
from plangraph.cli.wording import Context, speaking, wanted
from plangraph.errors import InputError, PlangraphError, UsageError

_VERBS = {  # and the modules that hold them
    "build": "building",
    "import": "importing",
    "outline": "building",
    "statements": "building",
    "validate": "checking",
    "query": "asking",
    "show": "asking",
    "ledger": "following",
    "review": "reviewing",
    "link": "linking",
    "reconcile": "reconciling",
    "export": "exporting",
    "load": "loading",
}
_MANY = 20_000  # objects between two looks for garbage: what a program reads at its start stays
_BUG = "程序出错，请报告所用命令和这行信息 / a bug of plangraph; please report the command and this line"


class _Verbs(Mapping[str, click.Command]):
    """The verbs by their names; the module of one is read when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        module = import_module(f"{__name__}.{_VERBS[name]}")
        command: click.Command = getattr(module, f"{name}_" if iskeyword(name) else name)
        command.context_class = Context
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(_VERBS)

    def __len__(self) -> int:
        return len(_VERBS)


class _Cli(click.Group):
    """A group that ends with the exit code of the error it meets; a bare query (``plangraph FILE.rq``) is run."""

    context_class = Context

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> Any:
        with speaking(wanted(sys.argv[1:] if args is None else args)):
            return super().main(args, *rest, **settings)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        bare = args and ("/" in args[0] or args[0].endswith((".rq", ".sparql")))
        return super().resolve_command(ctx, ["query", *args] if bare else args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            ctx.exit(_explain(error))


def _explain(error: Exception) -> int:
    """Say what went wrong and give its exit code; a reader that has gone is no error."""
    if isinstance(error, PlangraphError):
        complain(str(error), error.code)
        return error.exit_code
    if isinstance(error, OSError):
        hush(sys.stdout)
        if isinstance(error, BrokenPipeError):
            return 0
    if setting("verbose"):
        import traceback

        say(traceback.format_exc().rstrip(), always=True)
    if isinstance(error, OSError):
        complain(f"无法读写：{error} / cannot read or write: {error}", InputError.code)
        return InputError.exit_code
    complain(_BUG, PlangraphError.code)
    say(f"{type(error).__name__}: {error}", always=True)
    return PlangraphError.exit_code


@click.group(
    cls=_Cli,
    commands=_Verbs(),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples("plangraph query report/metadata", "plangraph query --list"),
)
@click.version_option(__version__, prog_name="plangraph")
@common
@click.pass_context
def cli(ctx: click.Context) -> None:
    """把计划报告变成知识图谱，每个事实都能回到原文。

    Turn plan reports into a knowledge graph whose every fact points to its text.
    """
    if ctx.invoked_subcommand is None:
        put([GREETING[lang()]], "md")


def main() -> None:
    """Run the command line; every way out has its exit code (`plangraph.errors`; 130 when interrupted)."""
    gc.set_threshold(_MANY, 20, 20)
    atexit.register(gc.freeze)  # and at its end the system takes back all
    _complete()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli(standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        sys.exit(_misused(error))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except OSError as error:
        sys.exit(_explain(error))


def _complete() -> None:
    """Give the program the standard streams that its caller closed: nothing to read, no place for data, talk to nobody.

    Else the next file that is opened would take a stream's place.
    """
    while (free := os.open(os.devnull, os.O_RDONLY)) < 3:
        if free == 2:
            os.dup2(os.open(os.devnull, os.O_WRONLY), free)
    os.close(free)
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _misused(error: click.ClickException) -> int:
    """Say what is wrong with a command line, without what steers a terminal."""
    told = io.StringIO()
    with speaking(wanted(sys.argv[1:])):
        if as_json():
            told.write(error.format_message())
        else:
            error.show(told)
    tell(told.getvalue().rstrip("\n"), UsageError.code)
    return UsageError.exit_code
