"""Links between datasets as an SSSOM table, and what people decided in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from plangraph import __version__
from plangraph.files import MARK
from plangraph.graph.vocab import SEMAPV, SKOS
from plangraph.knowledge.things import Basis, Correspondence, Predicate, Ruling
from plangraph.messages import pick
from plangraph.uses import sssom
from plangraph.uses.linking import LinkSet, Pairing

COLUMNS = (
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "object_category",
    "mapping_justification",
    "confidence",
    "similarity_score",
    "similarity_measure",
    "mapping_date",
    "reviewer_label",
    "subject_source",
    "object_source",
    "comment",
)
_PREFIXES = {**sssom.PREFIXES, "wikidata": "http://www.wikidata.org/entity/"}
_MEASURE = "twice the longest common subsequence by the sum of lengths"


def table(links: LinkSet, lang: str = "en") -> Iterator[str]:
    """Give the links, rejected ones too, as SSSOM in pieces; evidence and reasons in one language."""
    yield f"#comment: {MARK} {__version__}\n"
    yield from (f"{line}\n" for line in sssom.head(links.iri, _PREFIXES))
    yield "\t".join(COLUMNS) + "\n"
    for pairing in links.pairings:
        for c in pairing.correspondences:
            yield sssom.line_of(_cells(c, links, pairing, lang), COLUMNS) + "\n"


def _cells(c: Correspondence, links: LinkSet, pairing: Pairing, lang: str) -> dict[str, str]:
    return {
        "subject_id": sssom.curie(c.subject.iri, _PREFIXES),
        "subject_label": sssom.guarded(c.subject.name),
        "subject_category": c.subject.kind or "",
        "predicate_id": f"skos:{c.predicate.value}",
        "predicate_modifier": "Not" if c.rejected else "",
        "object_id": sssom.curie(c.object.iri, _PREFIXES),
        "object_label": sssom.guarded(c.object.name),
        "object_category": c.object.kind or "",
        "mapping_justification": f"semapv:{c.basis.value}",
        "confidence": _number(c.confidence),
        "similarity_score": _number(c.likeness),
        "similarity_measure": "" if c.likeness is None else _MEASURE,
        "mapping_date": c.day.isoformat() if c.day else "",
        "reviewer_label": sssom.guarded(c.reviewer),
        "subject_source": sssom.curie(links.catalogues[pairing.left].iri, _PREFIXES),
        "object_source": sssom.curie(links.catalogues[pairing.right].iri, _PREFIXES),
        "comment": sssom.guarded(pick(c.why, lang)),
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def read_rulings(path: Path) -> tuple[Ruling, ...]:
    """Read what people decided of links: the rows of an SSSOM table that a person justified or reviewed.

    A row is a person's where ``mapping_justification`` is empty or manual curation, or where a reviewer is named; so the
    table that `table` writes, with some rows changed, is a table of decisions.
    Raises InputError, with the line, for a row that says nothing clear, LimitError for a file beyond all measure.
    """
    found = sssom.read_table(path)
    prefixes = {**_PREFIXES, **(found.prefixes or {})}
    rulings = []
    for line, cells in found.rows:
        try:
            if _by_person(cells, prefixes):
                rulings.append(_ruling(cells, prefixes))
        except ValueError as error:
            raise sssom.broken(path, line, str(error)) from error
    return tuple(rulings)


def _by_person(cells: Mapping[str, str], prefixes: Mapping[str, str]) -> bool:
    basis = sssom.expanded(cells.get("mapping_justification", "").strip(), prefixes)
    return basis in ("", SEMAPV.iri + Basis.PERSON) or bool(cells.get("reviewer_label", "").strip())


def _ruling(cells: Mapping[str, str], prefixes: Mapping[str, str]) -> Ruling:
    word = cells.get("predicate_id", "").strip()
    predicate = sssom.expanded(word, prefixes).removeprefix(SKOS.iri)
    if predicate not in set(Predicate):
        known = ", ".join(f"skos:{p.value}" for p in Predicate)
        raise ValueError(f"{word!r} 不是可用的谓词（{known}） / predicate_id {word!r} is none of {known}")
    return Ruling(
        subject=sssom.side(cells, "subject", prefixes),
        subject_name=cells.get("subject_label", ""),
        object=sssom.side(cells, "object", prefixes),
        object_name=cells.get("object_label", ""),
        predicate=Predicate(predicate),
        rejected=sssom.negated(cells),
        confidence=sssom.confidence_of(cells),
        reviewer=cells.get("reviewer_label", ""),
        day=sssom.day_of(cells),
        comment=cells.get("comment", ""),
    )
