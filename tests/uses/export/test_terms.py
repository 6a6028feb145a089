"""What kinds of links are called."""

from collections import Counter

import pytest

from plangraph.graph.iris import SCHEMES
from plangraph.uses.export.terms import ontology, words

LINKS = ("stage", "verdict", "relation", "role")  # lists whose concepts are kinds of links


def test_no_two_kinds_of_links_are_one() -> None:
    kinds = Counter(words(iri)[0] for iri in ontology() if iri.removeprefix(SCHEMES).split("/")[0] in LINKS)
    assert {kind for kind, number in kinds.items() if number > 1} == set()
    assert len(kinds) > 30


@pytest.mark.parametrize(
    ("concept", "told"),
    [("verdict/ongoing", ("ongoing", "进行中", "ongoing")), ("stage/ongoing", ("under_way", "推进中", "under way"))],
)
def test_a_stage_is_no_verdict(concept: str, told: tuple[str, str, str]) -> None:
    assert words(SCHEMES + concept) == told
