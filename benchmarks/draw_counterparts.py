"""Draw links between two datasets by chance, for a person to read beside the sentences.

    python benchmarks/draw_counterparts.py A.ttl B.ttl [--seed N] [--count N]

Prints Markdown, one link a section with the places where both things are named and an empty line for the judgement;
`docs/counterparts-review.md` is made of it. The same graphs, seed and count give the same links.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import pyoxigraph

from plangraph.messages import pick
from plangraph.uses.catalogue import read_catalogue
from plangraph.uses.linking import link
from plangraph.uses.queries import load

_WORDS = """PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?thing ?text WHERE {
  { ?m plan:entity ?thing ; plan:mentionedIn ?holder .
    ?holder plan:text|dcterms:title|skos:definition|skos:prefLabel ?text . OPTIONAL { ?holder plan:order ?order } }
  UNION { ?thing plan:statement/plan:text ?text }
  UNION { ?thing skos:definition ?text }
  UNION { ?thing plan:group|plan:dimensionText ?text }
} ORDER BY ?order LIMIT 1"""
_LENGTH = 120  # characters of a sentence that are shown, around the name


def sentence(store: pyoxigraph.Store, iri: str, name: str) -> str:
    """Give where a thing is first named, cut around its name."""
    thing = {pyoxigraph.Variable("thing"): pyoxigraph.NamedNode(iri)}
    found = [row["text"].value for row in store.query(_WORDS, substitutions=thing)]
    text = found[0] if found else ""
    at = max(0, text.find(name[:2]) - _LENGTH // 2)
    return text[at : at + _LENGTH]


def main() -> None:
    """Print the links drawn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs=2, type=Path)
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--count", type=int, default=50)
    given = parser.parse_args()
    stores = [load([path]) for path in given.files]
    (pairing,) = link([read_catalogue(path) for path in given.files]).pairings
    links = [c for c in pairing.correspondences if not c.rejected]
    drawn = sorted(random.Random(given.seed).sample(range(len(links)), min(given.count, len(links))))
    print(f"{len(drawn)} of {len(links)} links, seed {given.seed}\n")
    for number, place in enumerate(drawn, 1):
        c = links[place]
        print(
            f"{number}. {c.subject.kind} **{c.subject.name}** `{c.predicate}` {c.object.kind} **{c.object.name}** {c.confidence}"
        )
        for store, thing in zip(stores, (c.subject, c.object), strict=True):
            print(f"   - {thing.iri.rpartition('/id/')[2]}: {sentence(store, thing.iri, thing.name)}")
        print(f"   - {pick(c.why, 'en')}\n   - ?\n")


if __name__ == "__main__":
    main()
