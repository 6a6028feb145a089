"""Work that has to end ends, with what it found or why not, and leaves nothing behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import IO

import pytest

from plangraph.errors import InputError, LimitError, PlangraphError, RefusedError
from plangraph.uses import queries, workers
from plangraph.uses.queries import Decimal, Limits

posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
WAYS = [pytest.param(workers.apart, marks=posix), workers.spawned]
IDLE = partial(select.select, [], [], [], 60)  # work that does not end in the time of a test
CROSS = "SELECT {} {{ ?a ?p ?x . ?b ?q ?y . ?c ?r ?z {} }} {}"
RUNAWAY = [
    CROSS.format("(COUNT(*) AS ?n)", "", ""),
    CROSS.format("?a", 'FILTER(CONCAT(STR(?x), STR(?y), STR(?z)) = "1")', ""),
    CROSS.format('(SUM(STRLEN(REPLACE(STR(?x), "1", STR(?y)))) AS ?n)', "", ""),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.nt"
    path.write_text("".join(f'<urn:s{i}> <urn:p> "{i}" .\n' for i in range(600)))
    return path


def children() -> set[str]:
    """Give the processes that this one has started and that are not gone."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return {pid for pid in found.stdout.split() if Path(f"/proc/{pid}/cmdline").exists()}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_found_comes_back(way: workers.Callable[..., object]) -> None:
    assert way(partial(Decimal, "1.50"), 20) == "1.50"
    assert isinstance(way(partial(Decimal, "1.50"), 20), Decimal)
    assert len(way(partial(bytes, 5_000_000), 20)) == 5_000_000  # type: ignore[arg-type]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_raised_is_raised_here(way: workers.Callable[..., object]) -> None:
    for path, kind in (("none.ttl", InputError), ("notes.odd", InputError)):
        with pytest.raises(kind, match=path):
            way(partial(queries.load, [Path(path)]), 20)
    with pytest.raises(RefusedError):
        way(partial(queries.check, "CLEAR ALL"), 20)
    with pytest.raises(PlangraphError, match="ZeroDivisionError"):
        way(partial(divmod, 1, 0), 20)


@pytest.mark.parametrize("way", WAYS)
def test_what_takes_too_long_is_killed(way: workers.Callable[..., object]) -> None:
    start = time.monotonic()
    with pytest.raises(LimitError, match="--timeout"):
        way(IDLE, 0.5)
    assert time.monotonic() - start < 5
    with pytest.raises(LimitError, match="3"):
        way(partial(os._exit, 3), 20)


@posix
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_worker_that_dies_is_an_error(number: signal.Signals) -> None:
    with pytest.raises(LimitError):
        workers.apart(lambda: os.kill(os.getpid(), number), 20)


@posix
def test_meanwhile_other_things_are_done() -> None:
    done: list[int] = []
    assert workers.apart(lambda: 1, 20, lambda: done.append(2)) == 1
    assert done == [2]


@posix
def test_a_worker_says_nothing_and_does_not_come_back(capfd: pytest.CaptureFixture[str]) -> None:
    assert workers.apart(lambda: os.write(2, b"noise"), 20) == 5
    with pytest.raises(PlangraphError, match="ended"):
        workers.apart(lambda: sys.exit(7), 20)
    assert capfd.readouterr() == ("", "")


@posix
@pytest.mark.parametrize("text", RUNAWAY)
def test_a_runaway_query_ends_in_time(text: str, data: Path) -> None:
    before, start = children(), time.monotonic()
    with pytest.raises(LimitError, match="--timeout"):
        queries.run(text, [data], trusted=True, limits=Limits(seconds=1))
    assert time.monotonic() - start < 2
    assert children() == before


@posix
def test_too_many_rows(data: Path) -> None:
    cross = "SELECT * { ?a ?p ?x . ?b ?q ?y }"
    assert len(queries.run(cross, [data], limits=Limits(rows=360_000)).rows) == 360_000
    for text in (cross, "CONSTRUCT { ?a ?x ?y } { ?a ?p ?x . ?b ?q ?y BIND(?b AS ?z) }", CROSS.format("*", "", "")):
        wanted = text.replace("{ ?a ?x ?y }", "{ ?a ?p ?y }")
        with pytest.raises(LimitError, match="9999"):
            queries.run(wanted, [data], limits=Limits(rows=9999))


@posix
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the size of a process is read from /proc")
def test_too_much_memory(data: Path) -> None:
    with pytest.raises(LimitError, match="memory"):
        queries.run(CROSS.format("*", "", "ORDER BY ?z ?y"), [data], trusted=True, limits=Limits(seconds=100))
    with pytest.raises(LimitError, match="memory"):
        workers.apart(partial(_grow, 3 * 2**30), 60)


def _grow(size: int) -> int:
    workers.confine(files=True)
    return len(bytearray(size))


@posix
def test_an_interrupt_kills_the_worker() -> None:
    before = children()
    reading, writing = os.pipe()

    def interrupting() -> None:
        os.read(reading, 1)
        os.kill(os.getppid(), signal.SIGINT)
        IDLE()

    with pytest.raises(KeyboardInterrupt):
        workers.apart(interrupting, 60, meanwhile=lambda: os.write(writing, b"!"))
    os.close(reading)
    os.close(writing)
    assert children() == before


KILLED = """
import os, select, sys
from plangraph.uses import workers
workers.apart(lambda: (os.write(1, b"!"), select.select([], [], [], 60)), 60 if sys.platform == "linux" else 1.5)
"""


@posix
def test_a_worker_whose_program_was_killed_ends_by_itself() -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stdout.read(1) == b"!"
        started.kill()
        started.wait()
        assert ended(started.stdout, 10), "the worker is still there"


def ended(output: IO[bytes], seconds: float) -> bool:
    """Tell whether, within seconds, nobody is left who could write there."""
    return bool(select.select([output], [], [], seconds)[0]) and not output.read()
