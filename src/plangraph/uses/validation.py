"""Checking a graph against the shapes, and against the text it was read from."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plangraph.errors import InputError, PlangraphError
from plangraph.files import shipped
from plangraph.graph.vocab import ONTOLOGY
from plangraph.uses.graph_files import graph_files, opened

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
_OA = "http://www.w3.org/ns/oa#"
_SPACE = re.compile(r"\s+")
_TEXTS = (ONTOLOGY + "text", "http://purl.org/dc/terms/title")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong (`severity` must) or worth a look (should), with the sentence and line it comes from."""

    severity: str
    shape: str
    message_zh: str
    message_en: str
    focus: str
    value: str | None
    text: str | None
    line: int | None
    file: str


def validate(paths: Sequence[Path], *, source: Path | None = None) -> list[Finding]:
    """Check graph files against the shapes and, where a source is given, every span character by character.

    Raises InputError for a file that is missing or no graph.
    """
    found: list[Finding] = []
    shapes = _shapes()
    for path in graph_files(paths):
        graph = _parsed(path)
        found += _shacl(graph, shapes, str(path))
        if source is not None:
            found += _against_source(graph, source, str(path))
    return sorted(found, key=lambda f: (f.severity, f.file, f.line or 0, f.focus, f.shape, f.value or ""))


def _parsed(path: Path) -> rdflib.Graph:
    import rdflib

    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # what is wrong with a literal, a shape says
    try:
        with opened(path) as handle:
            return rdflib.Graph().parse(handle, format="nt" if path.suffix == ".nt" else "turtle")
    except PlangraphError:
        raise
    except RecursionError as error:
        raise InputError(f"{path} 嵌套过深 / {path} is nested too deeply") from error
    except Exception as error:  # rdflib's parsers raise what they like
        place, reason = _where(str(error) or type(error).__name__)
        raise InputError(
            f"{path}{place} 不是有效的图文件：{reason} / {path}{place} is no valid graph: {reason}"
        ) from error


def _where(message: str) -> tuple[str, str]:
    r"""Part the line from what rdflib's parser says of it, which calls every file <>.

    >>> _where("at line 5 of <>:\nBad syntax (objectList expected) at ^ in: ...")
    (':5', 'Bad syntax (objectList expected)')
    """
    found = re.fullmatch(r"(?:at line (?P<line>\d+) of <[^>]*>:\s*)?(?P<why>.*?)(?: at \^ in\b.*)?", message, re.DOTALL)
    line, why = (found["line"], found["why"]) if found else (None, message)
    return f":{line}" if line else "", why.strip().splitlines()[0]


def _shapes() -> rdflib.Graph:
    import rdflib

    shapes = rdflib.Graph()
    for path in sorted((shipped("ontology") / "shapes").rglob("*.ttl")):
        shapes.parse(path, format="turtle")
    return _apart(shapes)


def _apart(shapes: rdflib.Graph) -> rdflib.Graph:
    """Give every property shape the targets of its node shape: it finds the same, and pySHACL then checks all nodes at
    once instead of each by itself, in half the time."""
    import rdflib

    sh = rdflib.Namespace(_SH)
    kinds = (sh.targetClass, sh.targetNode, sh.targetObjectsOf, sh.targetSubjectsOf)
    for node, shape in list(shapes.subject_objects(sh.property)):
        targets = [(kind, target) for kind in kinds for target in shapes.objects(node, kind)]
        if targets:
            shapes.remove((node, sh.property, shape))
        for kind, target in targets:
            shapes.add((shape, kind, target))
    return shapes


def _shacl(graph: rdflib.Graph, shapes: rdflib.Graph, name: str) -> Iterator[Finding]:
    import pyshacl
    import rdflib

    sh = rdflib.Namespace(_SH)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=False, js=False, do_owl_imports=False)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        focus = report.value(result, sh.focusNode)
        words = {getattr(m, "language", None): str(m) for m in report.objects(result, sh.resultMessage)}
        value = report.value(result, sh.value)
        text, line = _place(graph, focus)
        yield Finding(
            severity="should" if report.value(result, sh.resultSeverity) == sh.Warning else "must",
            shape=str(report.value(result, sh.sourceShape)).rpartition("/")[2],
            message_zh=words.get("zh", ""),
            message_en=words.get("en", ""),
            focus=str(focus),
            value=None if value is None else str(value),
            text=text,
            line=line,
            file=name,
        )


def _place(graph: rdflib.Graph, node: Any) -> tuple[str | None, int | None]:
    """Give the sentence that a node comes from, or its own words, and the line where it stands."""
    import rdflib

    plan = rdflib.Namespace(ONTOLOGY)
    whole = (node, rdflib.RDF.type, plan.Task) in graph  # made of statements, not part of one
    above = (plan.statement, plan.indicator, rdflib.OWL.annotatedSource)
    owner = node if whole else next((o for p in above if (o := graph.value(node, p))), node)
    words = (plan.text, rdflib.SKOS.prefLabel, rdflib.DCTERMS.title, rdflib.RDFS.label)
    text = next((t for p in words if (t := graph.value(owner, p))), None)
    span = graph.value(node, plan.span) or graph.value(owner, plan.span)
    line = graph.value(span, plan.line) if span else None
    return (str(text) if text else None), (int(str(line)) if line else None)


def _against_source(graph: rdflib.Graph, source: Path, name: str) -> Iterator[Finding]:
    """Re-read the source and compare the checksum and the characters of every span with the graph's words."""
    import rdflib

    from plangraph.text.reading import read_source

    read = read_source(source)
    plan, oa = rdflib.Namespace(ONTOLOGY), rdflib.Namespace(_OA)
    for node, digest in graph.subject_objects(plan.sha256):
        if str(digest) != read.sha256:
            yield _difference(
                "source-checksum",
                node,
                "原文与构建时不同",
                "the source is not the one that was read",
                graph,
                name,
            )
    for node, span in graph.subject_objects(plan.span):
        start, end = graph.value(span, oa.start), graph.value(span, oa.end)
        if start is None or end is None:
            continue
        printed = _SPACE.sub("", read.text[int(str(start)) : int(str(end))])
        words = [_SPACE.sub("", str(t)) for p in _TEXTS for t in graph.objects(node, rdflib.URIRef(p))]
        kinds = set(graph.objects(node, rdflib.RDF.type))
        inside = bool(kinds & {plan.Annex, plan.GlossaryTerm, plan.Indicator})
        parts = [_SPACE.sub("", str(t)) for t in graph.objects(node, rdflib.SKOS.definition)] if inside else []
        if any(w not in printed if inside else w != printed for w in [*words, *parts]) or not printed:
            yield _difference(
                "source-text", node, "原文此处不是这些字", "the source does not read so here", graph, name
            )


def _difference(shape: str, node: Any, zh: str, en: str, graph: rdflib.Graph, name: str) -> Finding:
    text, line = _place(graph, node)
    return Finding("must", shape, zh, en, str(node), None, text, line, name)


def render(findings: Sequence[Finding], form: str, lang: str) -> Iterator[str]:
    """Give findings as a table for people, as a JSON array, or as a SHACL report in Turtle."""
    if form == "json":
        yield json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=2) + "\n"
    elif form == "ttl":
        yield from _report(findings)
    elif findings:
        from plangraph.uses.rows import render as table

        names = {
            "zh": ["程度", "行", "问题", "对象", "原文"],
            "en": ["Force", "Line", "Finding", "About", "Text"],
        }[lang]
        rows = [[f.severity, f.line, _said(f, lang), f.focus.rpartition("/id/")[2], f.text] for f in findings]
        yield from table(names, rows, "table")


def _said(finding: Finding, lang: str) -> str:
    """Give the message with the value that it is about; true and false say no more than the message."""
    message, colon = (finding.message_zh, "：") if lang == "zh" else (finding.message_en, ": ")
    value = "" if finding.value in (None, "true", "false") else str(finding.value).rpartition("/id/")[2]
    return message + colon + value if value else message


def _report(findings: Sequence[Finding]) -> Iterator[str]:
    from plangraph.graph.terms import Triple, boolean, plain, zh
    from plangraph.graph.turtle import turtle
    from plangraph.graph.vocab import RDF

    triples: list[Triple] = []
    report = "<urn:plangraph:report>"
    triples.append((report, RDF.type, f"<{_SH}ValidationReport>"))
    triples.append((report, f"<{_SH}conforms>", boolean(not any(f.severity == "must" for f in findings))))
    for i, f in enumerate(findings, 1):
        node = f"<urn:plangraph:result:{i}>"
        severity = "Violation" if f.severity == "must" else "Warning"
        triples += [
            (report, f"<{_SH}result>", node),
            (node, RDF.type, f"<{_SH}ValidationResult>"),
            (node, f"<{_SH}focusNode>", f"<{f.focus}>"),
            (node, f"<{_SH}resultSeverity>", f"<{_SH}{severity}>"),
            (node, f"<{_SH}resultMessage>", zh(f.message_zh)),
            (node, f"<{_SH}resultMessage>", plain(f.message_en) + "@en"),
            (node, f"<{_SH}sourceShape>", f"<https://w3id.org/plangraph/shape/{f.shape}>"),
        ]
    yield from turtle(triples, {"sh": _SH})
