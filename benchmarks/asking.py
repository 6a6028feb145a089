"""How fast questions are answered: beside rdflib, with ten times the reports, as commands; how fast databases are made.

    python benchmarks/asking.py [NAME...]

Reports beside the one that ships are copies of it for other areas or years. With names (``report/outline``), only the
packs of these names are measured.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
import rdflib
from measuring import Work, at_least, at_most, medians, run_quietly, seconds, show
from pyoxigraph import RdfFormat

from plangraph.errors import LimitError
from plangraph.files import shipped
from plangraph.uses import packs, stores, validation, workers

GRAPH = shipped("data") / "ttl/110102/2022.ttl"
ACROSS = ("ledger/figures_that_differ", "ledger/promised_twice")
OWN = "PREFIX plan: <https://w3id.org/plangraph/ontology#> SELECT ?t { ?s a plan:Commitment ; plan:text ?t }"
PLAIN = "PREFIX plan: <https://w3id.org/plangraph/ontology#> SELECT * { ?q a plan:Quantity ; plan:unitText ?u }"
TIMES = 10
PATIENCE = 20.0


def other_area(number: int) -> str:
    """Give the graph as if it were of another area."""
    return GRAPH.read_text(encoding="utf-8").replace("110102", str(110102 + number))


def next_year() -> str:
    """Give the graph as if it were of the following year."""
    text = GRAPH.read_text(encoding="utf-8").replace("110102/2022", "110102/2023")
    return text.replace('"2022"^^', '"2023"^^').replace('"2021"^^', '"2022"^^')


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def held(texts: Sequence[str]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for text in texts:
        store.load(text.encode(), RdfFormat.TURTLE)
    return store


def asked(store: pyoxigraph.Store, query: packs.Query) -> Work:
    return lambda: list(store.query(query.text))


def busy(work: Work) -> float:
    """Give the seconds that the processor is at work: what else runs on the machine matters less."""
    start = time.process_time()
    work()
    return time.process_time() - start


def patiently(graph: rdflib.Graph, query: packs.Query) -> float:
    """Give the seconds that rdflib takes, PATIENCE where it takes longer."""
    try:
        return workers.apart(lambda: seconds(lambda: list(graph.query(query.text))), PATIENCE)
    except LimitError:
        return PATIENCE


def beside_rdflib(
    what: str, bar: float, least: float, queries: Sequence[packs.Query], store: pyoxigraph.Store, graph: rdflib.Graph
) -> None:
    """Show each query on both engines, both holding the graph already."""
    ratios = []
    for query in queries:
        ours = statistics.median(seconds(asked(store, query)) for _ in range(5))
        theirs = patiently(graph, query)
        more = "> " if theirs == PATIENCE else ""
        ratios.append(theirs / ours)
        show(f"  {query.name}{what}", ours, theirs, ratio=f"{more}{theirs / ours:.1f} x faster")
    middle, lowest = statistics.median(ratios), min(ratios)
    verdict = "ok" if middle >= bar and lowest >= least else "MISSED"
    bars = f"median {middle:.1f} x faster (bar: >= {bar} x), least {lowest:.1f} x (bar: >= {least} x)"
    print(f"packs{what} | rdflib: {bars}  {verdict}", flush=True)


def engines(queries: Sequence[packs.Query]) -> None:
    texts = [GRAPH.read_text(encoding="utf-8"), next_year()]
    graph = rdflib.Graph().parse(data=texts[0])
    graph.query("ASK {}")  # loads its parser
    within = [query for query in queries if query.name not in ACROSS]
    if within:
        beside_rdflib("", 12, 5, within, held(texts[:1]), graph)
    across = [query for query in queries if query.name in ACROSS]
    if across:
        beside_rdflib(" over two years", 100, 100, across, held(texts), graph.parse(data=texts[1]))


def growing(
    what: str, bar: float, queries: Sequence[packs.Query], one: pyoxigraph.Store, ten: pyoxigraph.Store
) -> None:
    """Show what ten times the reports cost the queries together; those that alone cost more than the bar; and, to see how
    much of that is the engine's, what they cost its plainest pattern."""

    def took(text: str) -> tuple[float, float]:
        return least_busy(one, text, 15), least_busy(ten, text, 5)

    times = [took(query.text) for query in queries]
    for query, (small, large) in zip(queries, times, strict=True):
        if large > bar * small:
            show(f"  {query.name}, {TIMES} x the reports {what}", large, small, ratio=f"{large / small:.1f} x")
    plain, ten_plain = took(PLAIN)
    together = sum(large for _, large in times) / sum(small for small, _ in times)
    middle = statistics.median(large / small for small, large in times)
    verdict = "ok" if together <= bar else "MISSED"
    print(f"{TIMES} x the reports {what}: {together:.1f} x for all packs (bar: <= {bar:g} x), median {middle:.1f} x;")
    print(f"  the plainest pattern {ten_plain / plain:.1f} x  {verdict}", flush=True)


def least_busy(store: pyoxigraph.Store, text: str, times: int) -> float:
    """Give the least seconds of several that the processor was at work."""
    return min(busy(lambda: list(store.query(text))) for _ in range(times))


def scaling(queries: Sequence[packs.Query]) -> None:
    texts = [other_area(number) for number in range(TIMES)]
    growing("in memory", 12, queries, held(texts[:1]), held(texts))
    with folder() as home:
        for number, text in enumerate(texts):
            (home / f"{number}.ttl").write_text(text, encoding="utf-8")
        files = sorted(home.glob("*.ttl"))
        for name, some in (("one", files[:1]), ("ten", files)):
            stores.build_database(home / name, some)
        one, ten = stores.open_database(home / "one"), stores.open_database(home / "ten")
        growing("on disk", 15, queries, one, ten)
        del one, ten
        loading(home, files)


def loading(home: Path, files: Sequence[Path]) -> None:
    def anew(make: Callable[[Path], object]) -> Work:
        def work() -> None:
            make(home / "made")
            shutil.rmtree(home / "made")

        return work

    def raw(place: Path, graphs: Sequence[bool]) -> None:
        store = pyoxigraph.Store(str(place))
        for path in files:
            for named in graphs:
                name = pyoxigraph.NamedNode(stores.graph_name(path)) if named else None
                store.bulk_load(path=str(path), format=RdfFormat.TURTLE, to_graph=name)
        store.flush()

    def theirs(graphs: Sequence[bool]) -> Work:
        return anew(lambda place: raw(place, graphs))

    ours = anew(lambda place: stores.build_database(place, files))
    at_least("load | bulk_load of what load writes: both", 0.8, ours, theirs([True, False]), 5)
    for what, graphs in (("each file into its graph", [True]), ("all into the default graph", [False])):
        whole, half = medians(ours, theirs(graphs), 5)
        show(f"  beside half of it, {what}", whole, half, ratio=f"{half / whole:.2f} x faster")


def commands() -> None:
    """Show what a question costs as a command, less the loading, beside the start of what it needs."""

    def python(code: str) -> Work:
        return lambda: run_quietly([sys.executable, "-c", code])

    needs = "import pyoxigraph, click"
    load = f"{needs}; pyoxigraph.Store().load(path={str(GRAPH)!r}, format=pyoxigraph.RdfFormat.TURTLE)"
    main = "import sys; from plangraph.cli import main; sys.argv[1:] = {!r}; main()"
    with folder() as home:
        (home / "own.rq").write_text(OWN)
        own = str(home / "own.rq")
        for what, bar, args in (
            ("a shipped query, json", 3, ["report/outline", "--format", "json"]),
            ("a shipped query, table", 3, ["report/outline"]),
            ("a shipped query with a year, json", 3, ["report/outline", "--format", "json", "-p", "year=2022"]),
            ("another query, json", 10, [own, "--format", "json"]),
        ):
            ours = python(main.format(["query", "--data", str(GRAPH), *args]))
            rounds = [[seconds(work) for work in (ours, python(load), python(needs))] for _ in range(11)]
            whole, loaded, bare = (statistics.median(times) for times in zip(*rounds, strict=True))
            took = whole - (loaded - bare)
            show(
                f"{what}, less loading | {needs}",
                took,
                bare,
                ratio=f"{took / bare:.2f} x  (bar: <= {bar} x)",
                holds=took <= bar * bare,
            )


def checking() -> None:
    import pyshacl

    def theirs() -> None:
        graph, shapes = rdflib.Graph().parse(GRAPH), rdflib.Graph()
        for path in sorted((shipped("ontology") / "shapes").rglob("*.ttl")):
            shapes.parse(path)
        pyshacl.validate(graph, shacl_graph=shapes)

    at_most("validate | parsing and pyshacl", 1.2, lambda: validation.validate([GRAPH]), theirs, 3)


def main(names: Sequence[str] = ()) -> None:
    queries = [q for q in packs.queries() if not names or q.name in names]
    engines(queries)
    scaling(queries)
    if not names:
        commands()
        checking()


if __name__ == "__main__":
    main(sys.argv[1:])
