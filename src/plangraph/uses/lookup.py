"""Looking one thing up: by its IRI, or by words that a statement holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plangraph.errors import UsageError
from plangraph.uses.queries import Result, as_result, load

_ABOUT = "SELECT ?thing ?predicate ?object WHERE { ?thing ?predicate ?object } ORDER BY ?predicate ?object"
_HOLDING = """
PREFIX plan: <https://w3id.org/plangraph/ontology#>
SELECT ?id ?kind ?section ?line ?text
WHERE {
  VALUES (?class ?kind) {
    (plan:Result "result") (plan:Commitment "commitment") (plan:Goal "goal")
    (plan:Challenge "challenge") (plan:Context "context")
  }
  ?id a ?class ; plan:text ?text ; plan:sectionNumber ?section ; plan:order ?order ; plan:span/plan:line ?line .
}
ORDER BY ?order
"""


def about(iri: str, data: Sequence[Path]) -> Result:
    """Give every predicate and object of a thing; UsageError for what is no IRI."""
    import pyoxigraph

    try:
        node = pyoxigraph.NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"{iri} 不是 IRI / not an IRI: {error}") from error
    substitutions: dict[Any, Any] = {pyoxigraph.Variable("thing"): node}
    answer = load(data).query(_ABOUT, substitutions=substitutions, use_default_graph_as_union=True)
    return as_result(answer)


def holding(text: str, data: Sequence[Path]) -> Result:
    """Give the statements whose text holds these words, in document order."""
    found = as_result(load(data).query(_HOLDING, use_default_graph_as_union=True))
    at = found.columns.index("text")
    return Result(found.columns, [row for row in found.rows if text in row[at]])
