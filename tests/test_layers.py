"""Imports point one way: from the wings below to those above, and within a wing from right to left."""

import ast
from pathlib import Path

import plangraph

ROOT = Path(plangraph.__file__).parent
ORDER = [
    "errors",
    "messages",
    "model",
    "files",
    "text.reading",
    "text.lines",
    "text.numbering",
    "text.structure",
    "text.divisions",
    "text.metadata",
    "text.numerals",
    "text.units",
    "text.namesakes",
    "text.amounts",
    "text.periods",
    "text.metrics",
    "text.quantities",
    "text.tables",
    "text.sheets",
    "text.glossary",
    "knowledge.statements",
    "knowledge.agents",
    "knowledge.owners",
    "knowledge.task_layout",
    "knowledge.tasks",
    "knowledge.words",
    "knowledge.lists",
    "knowledge.candidates",
    "knowledge.patterns",
    "knowledge.quotations",
    "knowledge.phrases",
    "knowledge.gazetteer",
    "knowledge.sites",
    "knowledge.mentions",
    "knowledge.entities",
    "knowledge.slogans",
    "knowledge.projects",
    "knowledge.posts",
    "knowledge.responsibilities",
    "knowledge.naming",
    "knowledge.wording",
    "knowledge.figures",
    "knowledge.matches",
    "knowledge.decisions",
    "knowledge.relations",
    "knowledge.verifiability",
    "knowledge.crosslinks",
    "knowledge.likeness",
    "knowledge.functions",
    "knowledge.scopes",
    "knowledge.indicators",
    "knowledge.measures",
    "knowledge.things",
    "knowledge.counterparts",
    "knowledge.blocks",
    "knowledge.figure_pairs",
    "knowledge.correspondences",
    "knowledge.verdicts",
    "knowledge.comparability",
    "knowledge.readings",
    "knowledge.statistics",
    "knowledge.programmes",
    "knowledge.fields",
    "graph.terms",
    "graph.vocab",
    "graph.datasets",
    "graph.iris",
    "graph.turtle",
    "graph.labels",
    "graph.schemes",
    "graph.units",
    "graph.nodes",
    "graph.shared",
    "graph.compared",
    "graph.named",
    "graph.linked",
    "graph.statistics",
    "graph.cube",
    "graph.triples",
    "pipeline",
    "importing",
    "uses.headers",
    "uses.parameters",
    "uses.packs",
    "uses.answers",
    "uses.safety",
    "uses.graph_files",
    "uses.stores",
    "uses.workers",
    "uses.inline",
    "uses.endpoints",
    "uses.protocol",
    "uses.queries",
    "uses.questions",
    "uses.cells",
    "uses.codes",
    "uses.columns",
    "uses.pages",
    "uses.rows",
    "uses.exchange",
    "uses.graphs",
    "uses.lookup",
    "uses.sssom",
    "uses.decision_files",
    "uses.ledger",
    "uses.ledger_graph",
    "uses.ledger_years",
    "uses.ledger_rows",
    "uses.markup",
    "uses.ledger_style",
    "uses.ledger_html",
    "uses.ledger_pages",
    "uses.review",
    "uses.validation",
    "uses.export.graph",
    "uses.export.presence",
    "uses.export.colours",
    "uses.export.layout",
    "uses.export.drawing",
    "uses.export.legend",
    "uses.export.pinyin",
    "uses.export.terms",
    "uses.export.things",
    "uses.export.links",
    "uses.export.views",
    "uses.export.selection",
    "uses.catalogue",
    "uses.wikidata",
    "uses.linking",
    "uses.link_tables",
    "uses.link_graph",
    "uses.register",
    "uses.reconciliation",
    "uses.reconciliation_server",
    "uses.export.gexf",
    "uses.export.graphml",
    "uses.export.cytoscape",
    "uses.export.tables",
    "uses.export.folders",
    "uses.export.workbook",
    "uses.export.picture",
    "uses.export.triples",
    "uses.export.webpage",
    "uses.export.writing",
    "cli.wording",
    "cli.greeting",
    "cli.options",
    "cli.limits",
    "cli.delivering",
    "cli.answering",
    "cli.listing",
    "cli.building",
    "cli.importing",
    "cli.checking",
    "cli.asking",
    "cli.loading",
    "cli.following",
    "cli.reviewing",
    "cli.linking",
    "cli.reconciling",
    "cli.exporting",
    "cli",
]
RDF = {"rdflib", "pyoxigraph", "pyshacl", "networkx"}


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def test_every_room_has_its_place() -> None:
    wings = {"", "text", "knowledge", "graph", "uses", "uses.export", "cli"}
    assert set(modules()) - wings == set(ORDER) - wings


def test_imports_point_one_way() -> None:
    wrong = []
    for name, tree in modules().items():
        for target in imports(tree):
            room = target.removeprefix("plangraph.")
            if target.startswith("plangraph.") and room in ORDER and name in ORDER:
                wrong += [(name, room)] if ORDER.index(room) >= ORDER.index(name) else []
    assert wrong == []


def test_only_graph_and_uses_speak_rdf() -> None:
    for name, tree in modules().items():
        if name.split(".")[0] not in ("graph", "uses"):
            assert not {t.split(".")[0] for t in imports(tree)} & RDF, name


def test_engines_are_imported_where_they_are_used() -> None:
    for name, tree in modules().items():
        top = {t.split(".")[0] for node in tree.body for t in imports(node) if not isinstance(node, ast.FunctionDef)}
        typing_only = {
            t.split(".")[0]
            for node in tree.body
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
            for t in imports(node)
        }
        assert not (top - typing_only) & (RDF | {"rich"}), name
