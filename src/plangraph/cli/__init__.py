"""The command line: options in, one call, print. Data on standard output, talk on standard error."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

import click

from plangraph import __version__
from plangraph.cli.asking import query, show
from plangraph.cli.building import build, outline, statements
from plangraph.cli.checking import validate
from plangraph.cli.exporting import export
from plangraph.cli.options import common, examples, say, setting
from plangraph.errors import PlangraphError

_BUG = "程序出错，请报告所用命令和这行信息 / a bug of plangraph; please report the command and this line"


class _Cli(click.Group):
    """A group that ends with the exit code of the error it meets."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PlangraphError as error:
            say(str(error), always=True)
            ctx.exit(error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError, KeyboardInterrupt):
            raise
        except Exception as error:
            if setting("verbose"):
                traceback.print_exc()
            say(_BUG, always=True)
            say(f"{type(error).__name__}: {error}", always=True)
            ctx.exit(70)


@click.group(
    cls=_Cli,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples("plangraph query report/metadata", "plangraph query --list"),
)
@click.version_option(__version__, prog_name="plangraph")
@common
def cli() -> None:
    """把计划报告变成知识图谱，每个事实都能回到原文。

    Turn a plan report into a knowledge graph whose every fact points back to its text.
    """


for command in (build, outline, statements, validate, query, show, export):
    cli.add_command(command)


def main() -> None:
    """Run the command line; every way out has its exit code (`plangraph.errors`; 130 when interrupted)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli(standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:  # the reader has gone; nothing more may be flushed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
