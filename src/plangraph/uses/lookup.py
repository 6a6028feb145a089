"""Looking one thing up: a card of what it is and what is said of it, by its name or IRI, or by words that a statement holds."""

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


def is_short_for(short: str, name: str) -> bool:
    """Tell whether a name may be shortened so: the same characters in the same order, three or more.

    >>> is_short_for("发改委", "北京市西城区发展和改革委员会"), is_short_for("改发委", "国家发展和改革委员会")
    (True, False)
    """
    left = iter(name)
    return len(short) > 2 and all(character in left for character in short)


def about(iri: str, data: Sequence[Path]) -> Result:
    """Give every predicate and object of a thing; UsageError for what is no IRI."""
    import pyoxigraph

    try:
        node = pyoxigraph.NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"{iri} 不是 IRI / not an IRI: {error}") from error
    substitutions: dict[Any, Any] = {pyoxigraph.Variable("thing"): node}
    answer = load(data).query(_ABOUT, substitutions=substitutions)
    return as_result(answer)


def holding(text: str, data: Sequence[Path]) -> Result:
    """Give the statements whose text holds these words, in document order."""
    found = as_result(load(data).query(_HOLDING))
    at = found.columns.index("text")
    return Result(found.columns, [row for row in found.rows if text in row[at]])


_FIND = """
PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?entity ?name WHERE { ?entity a plan:Entity ; rdfs:label|skos:altLabel ?name } ORDER BY ?entity ?name
"""
_CARD = """
PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?thing ?rank ?part ?line ?text
WHERE {
  { ?thing rdfs:label ?text . BIND(1 AS ?rank) BIND("name" AS ?part) }
  UNION {
    VALUES (?class ?text) {
      (plan:Place "Place") (plan:Organisation "Organisation") (plan:Project "Project") (plan:Programme "Programme")
      (plan:Document "Document") (plan:Event "Event") (plan:Award "Award")
    }
    ?thing a ?class . BIND(2 AS ?rank) BIND("kind" AS ?part)
  }
  UNION { ?thing skos:altLabel ?text . BIND(3 AS ?rank) BIND("other_name" AS ?part) }
  UNION { ?thing plan:openTo ?text . BIND(4 AS ?rank) BIND("may_be" AS ?part) }
  UNION { ?thing dcterms:isPartOf/rdfs:label ?text . BIND(5 AS ?rank) BIND("lies_in" AS ?part) }
  UNION {
    VALUES (?class ?rank ?part) {
      (plan:Result 6 "done") (plan:Commitment 7 "promised") (plan:Goal 8 "goal") (plan:Challenge 9 "challenge")
      (plan:Context 10 "context")
    }
    ?mention plan:entity ?thing ; plan:mentionedIn ?statement .
    ?statement a ?class ; plan:text ?text ; plan:span/plan:line ?line .
  }
  UNION {
    ?member plan:entity ?thing . ?slogan skos:member ?member . ?term plan:opensInto ?slogan .
    ?statement plan:mentionsTerm ?term ; plan:text ?text ; plan:span/plan:line ?line .
    BIND(11 AS ?rank) BIND("by_slogan" AS ?part)
  }
  UNION {
    ?stage plan:project ?thing ; plan:stage/skos:prefLabel ?text ; plan:statement/plan:span/plan:line ?line .
    FILTER(LANG(?text) = "zh") BIND(12 AS ?rank) BIND("stage" AS ?part)
  }
  UNION {
    ?mention plan:entity ?thing ; plan:mentionedIn ?statement . ?statement plan:span/plan:line ?line .
    ?duty plan:statement ?statement ; plan:basis "explicit" ; plan:agentName ?agent ; plan:role/skos:prefLabel ?role .
    FILTER(LANG(?role) = "zh") BIND(CONCAT(STR(?agent), "：", STR(?role)) AS ?text)
    BIND(13 AS ?rank) BIND("who_answers" AS ?part)
  }
}
ORDER BY ?rank ?line ?text
"""


def card(what: str, data: Sequence[Path]) -> Result:
    """Give the card of every entity with that name or IRI, else of every body that it may be short for (发改委): what it is,
    what was done, what is promised, who answers, and which other statements hold the name.

    No rows where the graph holds no such entity.
    """
    import pyoxigraph

    store = load(data)
    names = as_result(store.query(_FIND)).rows
    exact = [entity for entity, name in names if what in (entity, name)]
    rows: list[list[Any]] = []
    for iri in dict.fromkeys(exact or [e for e, name in names if "/organisation-" in e and is_short_for(what, name)]):
        substitutions: dict[Any, Any] = {pyoxigraph.Variable("thing"): pyoxigraph.NamedNode(iri)}
        found = as_result(store.query(_CARD, substitutions=substitutions))
        rows += [row[2:] for row in found.rows]
    told = {text for _, _, text in rows}
    if rows:  # what names it only within the name of another thing
        rows += [["in_the_words", line, text] for *_, line, text in holding(what, data).rows if text not in told]
    return Result(["part", "line", "text"], rows)
