"""Linking datasets with one another: every pair of them, in the order in which they were given."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from plangraph.graph.iris import THINGS
from plangraph.knowledge.correspondences import correspond
from plangraph.knowledge.likeness import read_name
from plangraph.knowledge.things import Correspondence, Predicate, Ruling
from plangraph.uses.catalogue import Catalogue


class Pairing(NamedTuple):
    """Two datasets by their places, and what was found between them."""

    left: int
    right: int
    correspondences: tuple[Correspondence, ...]
    shared: int


@dataclass(frozen=True, slots=True)
class LinkSet:
    """Datasets with the links between them; `iri` names the set after its datasets."""

    iri: str
    catalogues: tuple[Catalogue, ...]
    pairings: tuple[Pairing, ...]
    lost: tuple[Ruling, ...]


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no cycles be looked for while datasets are read and linked: none are made, and looking takes a seventh of the
    time where there are many things."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def link(catalogues: Sequence[Catalogue], rulings: Sequence[Ruling] = ()) -> LinkSet:
    """Find the counterparts between every two of these datasets, as people ruled where they did."""
    pairings, open_ = list[Pairing](), list(rulings)
    for left, right in combinations(range(len(catalogues)), 2):
        found = correspond(catalogues[left].things, catalogues[right].things, rulings)
        open_ = [r for r in open_ if r in found.lost]
        pairings.append(Pairing(left, right, found.correspondences, found.shared))
    names = "\n".join(sorted(c.iri for c in catalogues))
    digest = hashlib.sha256(names.encode()).hexdigest()[:10]
    return LinkSet(f"{THINGS}links/{digest}", tuple(catalogues), tuple(pairings), tuple(open_))


def tally(links: LinkSet) -> tuple[Counter[Predicate], int, int]:
    """Count the links by predicate, those that were rejected, and the things that bear one IRI in two datasets."""
    found = [c for p in links.pairings for c in p.correspondences]
    accepted = Counter(c.predicate for c in found if not c.rejected)
    return accepted, sum(c.rejected for c in found), sum(p.shared for p in links.pairings)


def summary(links: LinkSet) -> str:
    """Say how many links there are, by predicate (zh / en)."""
    accepted, rejected, shared = tally(links)
    parts = [f"{p.value} {accepted[p]}" for p in Predicate if accepted[p]]
    total = accepted.total()
    zh = f"{total} 条对应（{'、'.join(parts) or '无'}），{rejected} 条不予对应，{shared} 个事物两边用同一 IRI"
    en = f"{total} links ({', '.join(parts) or 'none'}), {rejected} rejected, {shared} things under one IRI in both"
    return f"{zh} / {en}"


def unruled(links: LinkSet) -> list[str]:
    """Say of each decision that is about no pair of these datasets why it is not (zh / en)."""
    sides = {side for r in links.lost for side in ((r.subject, r.subject_name), (r.object, r.object_name))}
    wanted = {_bearing(*side) for side in sides}
    there = Counter[str]()
    for thing in (thing for c in links.catalogues for thing in c.things) if wanted else ():
        there.update(wanted & {thing.iri, *(read_name(name).text for name in thing.names)})
    return [_unruled(ruling, there) for ruling in links.lost]


def _bearing(iri: str, name: str) -> str:
    """Give what tells the thing of a side: its IRI, or its name as it is compared."""
    return iri or read_name(name).text


def _unruled(ruling: Ruling, there: Mapping[str, int]) -> str:
    sides = ((ruling.subject, ruling.subject_name), (ruling.object, ruling.object_name))
    told = [((name or iri).replace(" / ", "/"), there.get(_bearing(iri, name), 0)) for iri, name in sides]
    wrong = [(word, count) for word, count in told if count != 1]
    zh = "，".join(f"“{word}”有 {count} 个" if count else f"这些数据里没有“{word}”" for word, count in wrong)
    en = ", ".join(
        f"“{word}” is there {count} times" if count else f"“{word}” is not in these data" for word, count in wrong
    )
    both = "”和“".join(word for word, _ in told), "” and “".join(word for word, _ in told)
    zh, en = (zh, en) if wrong else (f"“{both[0]}”在同一个数据集里", f"“{both[1]}” are in one dataset")
    return f"一条决定没有对象：{zh} / a decision applies to nothing: {en}"
