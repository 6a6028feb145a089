"""Rubbish ends in a graph or a clear message, in time that grows with its size, in little memory."""

import contextlib
import resource
import subprocess
import sys
import time

import pytest

from plangraph.errors import InputError, LimitError
from plangraph.pipeline import build_report, graph_text
from plangraph.text.reading import decode

UNITS = [
    "字",
    "１",
    "，",
    "“",
    "《",
    "一百二十、",
    "一、",
    "（一）甲\n",
    "一、甲\n（一）乙\n1．丙\n（1）丁\n",
    "12亿元",
    "指标 | 2022年\n",
    "a",
    "。",
]


def seconds(text: str) -> float:
    began = time.process_time()
    with contextlib.suppress(LimitError, InputError):  # a clear message is an end too
        sum(len(piece) for piece in graph_text(build_report(decode(text.encode(), "a.txt"), ner="rules")))
    return time.process_time() - began


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_text_alone(unit: str) -> None:
    count = 60_000 // len(unit)
    assert seconds(unit * 2 * count + "完") < 6 * max(seconds(unit * count + "完"), 0.1)


def test_twenty_megabytes_of_one_character_fit_in_a_gigabyte() -> None:
    code = (
        "from plangraph.pipeline import build_report, graph_text\n"
        "from plangraph.text.reading import decode\n"
        "report = build_report(decode(('字' * 6_900_000).encode(), 'a.txt'))\n"
        "print(sum(len(p) for p in graph_text(report)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 1000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2**20
