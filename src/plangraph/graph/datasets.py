"""What a file says of itself as a dataset: how much it holds, as VoID counts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plangraph.graph.terms import Triple, integer
from plangraph.graph.vocab import VOID

_COUNTS = (VOID.triples, VOID.distinctSubjects, VOID.properties)


def counted(triples: Iterable[Triple], dataset: str) -> Iterator[Triple]:
    """Give triples once each, then how many there are, and of how many subjects and properties; the counts take in
    themselves, so that who counts the file finds the same.

    >>> [(p.rpartition("#")[2], o[1]) for _, p, o in counted([("<urn:a>", "<urn:p>", "<urn:b>")], "<urn:d>")][1:]
    [('triples>', '4'), ('distinctSubjects>', '2'), ('properties>', '4')]
    """
    said = dict.fromkeys(triples)
    yield from said
    subjects = {dataset, *(subject for subject, _, _ in said)}
    properties = {*_COUNTS, *(predicate for _, predicate, _ in said)}
    found = (len(said) + len(_COUNTS), len(subjects), len(properties))
    for count, number in zip(_COUNTS, found, strict=True):
        yield dataset, count, integer(number)
