"""From a source to a report and to the text of its graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plangraph import __version__
from plangraph.errors import LimitError
from plangraph.files import MARK
from plangraph.graph.iris import THINGS, report_key
from plangraph.graph.triples import triples
from plangraph.graph.turtle import ntriples, turtle
from plangraph.graph.vocab import PREFIXES
from plangraph.knowledge.crosslinks import claims, read_links
from plangraph.knowledge.decisions import about, elsewhere, gone, settle
from plangraph.knowledge.naming import read_names
from plangraph.knowledge.statements import classify, planned
from plangraph.knowledge.words import engine
from plangraph.messages import pick
from plangraph.model import Decision, Report, Source, Statement
from plangraph.text.glossary import read_terms
from plangraph.text.metadata import read_metadata
from plangraph.text.periods import contexts, several_years
from plangraph.text.quantities import find_quantities
from plangraph.text.reading import refuse_many
from plangraph.text.structure import parse
from plangraph.text.tables import read_indicators

GENERATOR = f"plangraph {__version__}"


def build_report(source: Source, *, ner: str = "auto", decisions: Sequence[Decision] = ()) -> Report:
    """Read a report: its tree, what it says of itself, statements with kinds and numbers, indicators, glossary, names.

    `ner` says what finds the names: ``lac``, ``rules``, ``auto`` (LAC where it is installed) or ``off`` (no names).
    What people decided of its links holds; a warning names each of the `decisions` that no longer fits.
    Raises UsageError when LAC is asked for and not installed, LimitError when the text falls into more pieces than any report has.
    """
    try:
        report = _read(source)
        if ner != "off":
            report = replace(report, names=read_names(report, engine(ner)))
        report = _link(report, decisions)
        refuse_many(_pieces(report))
    except LimitError as error:
        zh, en = pick(str(error), "zh"), pick(str(error), "en")
        raise LimitError(f"{source.name}：{zh} / {source.name}: {en}") from error
    return report


def _read(source: Source) -> Report:
    document = parse(source)
    metadata = read_metadata(document)
    kinds = classify(document, metadata)
    statements = []
    count = 0
    for sentence, kind, context in zip(document.sentences, kinds, contexts(document), strict=True):
        ahead = planned(kind)
        year = metadata.plan_start if ahead else metadata.review_year
        spoken = (several_years(words, year, planned=ahead) for words in context)
        several = next((run for run in spoken if run is not None), None) or None
        numbers = find_quantities(sentence.passage.text, planned=ahead, year=year, several=several)
        statements.append(Statement(sentence, kind, numbers))
        count += 1 + len(numbers)
        refuse_many(count)
    return Report(
        document=document,
        metadata=metadata,
        statements=tuple(statements),
        indicators=read_indicators(document, metadata.plan_start),
        terms=read_terms(document),
        warnings=document.warnings,
    )


def _link(report: Report, decisions: Sequence[Decision]) -> Report:
    home = THINGS + report_key(report.metadata)
    own = [
        replace(d, commitment=d.commitment.removeprefix(home + "/"), result=d.result.removeprefix(home + "/"))
        for d in about(decisions, home, home)
    ]
    said = claims(report) if own else []
    settled = settle(own, said, said)
    links = read_links(report, settled=settled)
    lost = (*map(gone, settled.lost), *elsewhere(len(decisions) - len(own)))
    return replace(report, links=links, warnings=(*report.warnings, *links.warnings, *lost))


def _pieces(report: Report) -> int:
    """Count what the graph will tell of: blocks, numbers, figures, uses of terms, names."""
    counts = [len(report.document.blocks), len(report.names.mentions) if report.names else 0]
    counts += (len(s.quantities) for s in report.statements)
    counts += (len(i.figures) for i in report.indicators)
    counts += (len(t.mentions) for t in report.terms)
    return sum(counts)


def graph_text(report: Report, form: str = "ttl") -> Iterator[str]:
    """Give the graph of a report in pieces of Turtle (``ttl``) or N-Triples (``nt``): the same bytes every time."""
    found = triples(report, GENERATOR)
    yield f"# {MARK} {__version__}\n"
    if form == "nt":
        yield from ntriples(found)
        return
    base = THINGS + report_key(report.metadata) + "/"
    yield from turtle(found, {**PREFIXES, "r": base, "s": base + "span/"})
