"""A process of its own for work that has to end: it is killed when its time is over, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from plangraph.errors import LimitError, PlangraphError, TimeLimitError

T = TypeVar("T")
_GROWTH = 2**30
_PIECE = 2**20
_CRASHES = {-signal.SIGSEGV, -signal.SIGABRT, -getattr(signal, "SIGBUS", signal.SIGSEGV)}


def apart(work: Callable[[], T], seconds: float, meanwhile: Callable[[], object] | None = None) -> T:
    """Do work in a process that is killed after `seconds`, or when this one is interrupted; give what it gives.

    What is to be done `meanwhile` is done here. What the work raises is raised here. Raises LimitError when time or memory are used up, or an engine fell over a
    deep nesting. Where there is no fork, `work` has to be something that can be pickled.
    """
    if sys.platform == "win32":
        return spawned(work, seconds)
    return _forked(work, seconds, meanwhile)


def confine(*, files: bool) -> None:
    """Let this process grow by a gigabyte at most from now on and, without `files`, open nothing more.

    A process that opens nothing reaches no file and no network, whatever an engine makes of a query.
    """
    if sys.platform == "win32":
        return
    import resource

    size = Path("/proc/self/statm")
    if size.exists():
        most = int(size.read_text().split()[0]) * resource.getpagesize() + _GROWTH
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
    if not files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))


def _over(seconds: float) -> LimitError:
    return TimeLimitError(
        f"{seconds:g} 秒内没有答案，用 --timeout 放宽 / no answer within {seconds:g} seconds; --timeout allows more"
    )


def _outcome(work: Callable[[], object]) -> bytes:
    """Do work; give what came of it, or what it raised, as bytes."""
    short = pickle.dumps((False, _memory()))  # made while there is memory
    try:
        return pickle.dumps((True, work()))
    except PlangraphError as error:
        return pickle.dumps((False, error))
    except RecursionError:
        return pickle.dumps((False, LimitError("查询嵌套过深 / the query is nested too deeply")))
    except MemoryError:
        return short
    except Exception as error:
        return pickle.dumps((False, PlangraphError(f"{type(error).__name__}: {error}")))


def _memory() -> LimitError:
    return LimitError(
        "答案占用内存过多，请要少些列或行（LIMIT） / the answer takes too much memory; ask for fewer columns or rows (LIMIT)"
    )


def _opened(told: bytes, code: int) -> Any:
    """Give or raise what a process told that ended with `code` (a negative one is the signal that ended it)."""
    if told and code == 0:
        fine, value = pickle.loads(told)  # of our own child
        if fine:
            return value
        raise value
    if code == -signal.SIGABRT:  # what the engine does when it gets no memory
        raise _memory()
    if code in _CRASHES:
        raise LimitError("查询嵌套过深，引擎无法处理 / the query is nested too deeply for the engine")
    raise LimitError(f"查询进程被终止（{code}） / the process of the query was ended ({code})")


if sys.platform != "win32":

    def _forked(work: Callable[[], T], seconds: float, meanwhile: Callable[[], object] | None) -> T:
        end = time.monotonic() + seconds
        reading, writing = os.pipe()
        parent = os.getpid()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _serve(work, writing, seconds, parent)
        os.close(writing)
        try:
            if meanwhile:
                meanwhile()
            told = _received(reading, end, seconds)
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        finally:
            os.close(reading)
            status = os.waitpid(child, 0)[1]
        found: T = _opened(told, os.waitstatus_to_exitcode(status))
        return found

    def _serve(work: Callable[[], object], writing: int, seconds: float, parent: int) -> NoReturn:
        """Work in the child: quietly, ended by the system if nobody ends it, and never back into the program."""
        import faulthandler
        import resource

        try:
            faulthandler.disable()
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, seconds + 1)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            with _ended_with(parent, writing):
                told = memoryview(_outcome(work))
            while told:
                told = told[os.write(writing, told[:_PIECE]) :]
            os._exit(0)
        finally:
            os._exit(1)

    @contextlib.contextmanager
    def _ended_with(parent: int, writing: int) -> Iterator[None]:
        """Let the system end this process as soon as nobody is left to read from the pipe, however the parent ended.

        Only Linux tells of that; elsewhere the alarm ends a worker that is left alone.
        """
        if sys.platform != "linux":
            yield
            return
        import fcntl

        signal.signal(signal.SIGIO, signal.SIG_DFL)  # which ends a process
        fcntl.fcntl(writing, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(writing, fcntl.F_SETFL, os.O_WRONLY | os.O_ASYNC)
        if os.getppid() != parent:
            os._exit(1)
        yield
        fcntl.fcntl(writing, fcntl.F_SETFL, os.O_WRONLY)


def _received(reading: int, end: float, seconds: float) -> bytes:
    """Read until the other side closes; LimitError at the `end` of so many seconds."""
    pieces: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(reading, selectors.EVENT_READ)
        while True:
            left = end - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise _over(seconds)
            piece = os.read(reading, _PIECE)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)


def spawned(work: Callable[[], T], seconds: float) -> T:
    """Do as `apart`, with a fresh interpreter."""
    from multiprocessing import get_context

    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, work), daemon=True)
    process.start()
    sender.close()
    told = b""
    try:
        if not receiver.poll(seconds):
            raise _over(seconds)
        told = receiver.recv_bytes()
    except EOFError:
        process.join()
    finally:
        process.kill()
        process.join()
    found: T = _opened(told, 0 if told else process.exitcode or 1)
    return found


def _send(sender: Any, work: Callable[[], object]) -> None:
    sender.send_bytes(_outcome(work))
