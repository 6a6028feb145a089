"""Two things timed in turns, and how they compare: medians of one run, as ratios."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence

ROUNDS = 7
Work = Callable[[], object]


def seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(ours: Work, theirs: Work, rounds: int = ROUNDS) -> tuple[float, float]:
    """Give the median time of both, measured in turns after one round to warm up."""
    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def show(what: str, ours: float, theirs: float, *, ratio: str, holds: bool | None = None) -> None:
    verdict = {True: "  ok", False: "  MISSED", None: ""}[holds]
    print(f"{what:<52}{ours * 1000:>9.1f} ms{theirs * 1000:>10.1f} ms   {ratio}{verdict}", flush=True)


def at_most(what: str, bar: float, ours: Work, theirs: Work, rounds: int = ROUNDS) -> None:
    """Show a measurement that may take at most `bar` times as long as what it is compared with."""
    a, b = medians(ours, theirs, rounds)
    show(what, a, b, ratio=f"{a / b:.2f} x  (bar: <= {bar:g} x)", holds=a <= bar * b)


def at_least(what: str, bar: float, ours: Work, theirs: Work, rounds: int = ROUNDS) -> None:
    """Show a measurement that has to be at least `bar` times as fast as what it is compared with."""
    a, b = medians(ours, theirs, rounds)
    show(what, a, b, ratio=f"{b / a:.2f} x faster  (bar: >= {bar:g} x)", holds=b >= bar * a)


def run_quietly(command: Sequence[str]) -> None:
    """Run a command; what it imports is compiled by the second time, as it is where pip has installed it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=kept)
