"""Linking datasets with one another: every pair of them, in the order in which they were given."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from plangraph.graph.iris import THINGS
from plangraph.knowledge.correspondences import correspond
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


def unruled(ruling: Ruling) -> str:
    """Say that a decision is about no pair of these datasets (zh / en)."""
    one, other = ruling.subject_name or ruling.subject, ruling.object_name or ruling.object
    zh, en = f"“{one}”“{other}”", f"“{one}” “{other}”"
    return f"一条决定不适用，这些数据里没有或不止一个：{zh} / a decision does not apply; not in these data, or more than once: {en}"
