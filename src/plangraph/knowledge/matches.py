"""Which result each commitment carries on, within a report or from one report to the next, and by what it shows."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product
from operator import itemgetter

from plangraph.knowledge.figures import ALIKE, alike, comparable
from plangraph.knowledge.wording import common, is_framing, likeness, overlap, relative, telling
from plangraph.model import Claim, Evidence

MAX_PAIRS = 1_000_000  # over ten times those of a long report
NEAREST = 10  # matches of a commitment that are kept though they are no links
LONGEST = 1000  # characters; what is longer is no sentence
_SAYING = 3  # characters beyond boilerplate that say something
_MOST = 20  # links of one commitment; only texts that say one thing over and over have more


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was chosen by trying (`benchmarks/links.py`). A pair's value is the likeness of the two sentences times
    the sum of `alone` and the likeness of their paragraphs (relative to the best of either), and `metric` more where
    both give a number of one metric.

    `least` is the least value of a link, `near` how close to the commitment's best a link must come; below `sure` it must
    also share as much as `rare` pairs of characters found nowhere else. `topic` is the least relative likeness of two linked topics, `joins` the value of a link of sentences that links their topics too.
    """

    alone: float = 0.3
    metric: float = 0.2
    least: float = 0.125
    near: float = 0.95
    rare: float = 1.9
    sure: float = 0.23
    topic: float = 0.6
    joins: float = 0.15


WITHIN = Weights()
BETWEEN = Weights(least=0.15, rare=1.5)
AGAIN = Weights(least=0.2)  # two promises are alike in their verbs too


@dataclass(frozen=True, slots=True)
class Match:
    """A result and a commitment that may belong together, with their value (see `Weights`; 0 where only a person says so)
    and, where that reaches the least of a link, how many rare pairs of characters they share."""

    result: Claim
    commitment: Claim
    value: float
    shared: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every result compared with every commitment, leads only within their paragraphs. `rows` holds for each commitment its
    matches that are good enough for a link, its `NEAREST` ones and those that are the best of a result, best first;
    `paragraphs` the likeness of every pair of paragraphs (of results, of commitments). `refused` tells that there were
    more pairs than `MAX_PAIRS`, and nothing was compared."""

    results: tuple[Claim, ...] = ()
    commitments: tuple[Claim, ...] = ()
    rows: tuple[tuple[Match, ...], ...] = ()
    paragraphs: Mapping[tuple[str, str], float] = field(default_factory=dict)
    refused: bool = False


def compare(results: Sequence[Claim], commitments: Sequence[Claim], weights: Weights = WITHIN) -> Comparison:
    """Compare every result with every commitment. Beyond `MAX_PAIRS` pairs nothing is compared."""
    if len(results) * len(commitments) > MAX_PAIRS:
        return Comparison(refused=True)
    paragraphs = _paragraphs(results, commitments)
    done, ahead = linkable(results), linkable(commitments)
    left, right = [_bare(c) for c in ahead], [_bare(r) for r in done]
    shared, alike = overlap(left, right), likeness(left, right, (1, 2))
    around = {own: [weights.alone + paragraphs.get((r.paragraph, own), 0.0) for r in done] for own in _places(ahead)}
    values = [
        {j: like * around[c.paragraph][j] + _shared_metric(done[j], c, weights) for j, like in row.items()}
        for c, row in zip(ahead, alike, strict=True)
    ]
    tops: defaultdict[int, float] = defaultdict(float)
    for one in values:
        for j, value in one.items():
            tops[j] = max(tops[j], value)
    rows = []
    for i, one in enumerate(values):
        best = sorted(one.items(), key=itemgetter(1), reverse=True)
        rows.append(
            tuple(
                Match(done[j], ahead[i], value, shared(i, j) if value >= weights.least else 0.0)
                for rank, (j, value) in enumerate(best)
                if rank < NEAREST or value >= weights.least or value == tops[j]
            )
        )
    return Comparison(done, ahead, tuple(rows), paragraphs)


def _places(claims: Sequence[Claim]) -> dict[str, None]:
    return dict.fromkeys(c.paragraph for c in claims)


def _shared_metric(result: Claim, commitment: Claim, weights: Weights) -> float:
    return weights.metric if _measure_one_thing(result, commitment) else 0.0


def linkable(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Leave out leads that only name a topic, announcements (…安排如下：) and what is no sentence."""
    return tuple(
        c
        for c in claims
        if (c.quantities or not c.lead) and not c.text.endswith(("：", ":")) and len(c.text) <= LONGEST
    )


def _paragraphs(results: Sequence[Claim], commitments: Sequence[Claim]) -> dict[tuple[str, str], float]:
    left, right = _texts(commitments), _texts(results)
    rows = relative(likeness([*left.values()], [*right.values()], (2,)))
    ids = [*right]
    return {(ids[j], own): value for own, row in zip(left, rows, strict=True) for j, value in row.items()}


def _texts(claims: Sequence[Claim]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for claim in claims:
        if len(claim.text) <= LONGEST:
            found.setdefault(claim.paragraph, []).append(_bare(claim))
    return {paragraph: "\n".join(texts) for paragraph, texts in found.items()}


def _bare(claim: Claim, blank: str = " ") -> str:
    """Give the text of a claim with its numbers and their units blanked: they are compared as numbers, not as words."""
    text = claim.text
    for quantity in claim.quantities:
        text = text[: quantity.start] + blank * (quantity.end - quantity.start) + text[quantity.end :]
    return text


def same_metric(result: Claim, commitment: Claim) -> Iterator[tuple[int, int]]:
    """Give the places of the numbers of both sides that measure one thing in one unit and one way."""
    for i, actual in enumerate(result.quantities, 1):
        for j, target in enumerate(commitment.quantities, 1):
            if comparable(actual, target):
                yield i, j


def _measure_one_thing(result: Claim, commitment: Claim) -> bool:
    return bool(result.quantities and commitment.quantities) and any(same_metric(result, commitment))


def chosen(comparison: Comparison, weights: Weights = WITHIN) -> tuple[Match, ...]:
    """Give the matches that are links, if they are good enough: for each commitment its best results, and those that give
    a number of its metric."""
    return tuple(match for row in comparison.rows for match in islice(_good(row, weights), _MOST))


def _good(row: Sequence[Match], weights: Weights) -> Iterator[Match]:
    for match in row:
        if match.value < weights.least:
            return
        if _is_link(match, row[0].value, weights):
            yield match


def _is_link(match: Match, best: float, weights: Weights) -> bool:
    if _measure_one_thing(match.result, match.commitment):
        return True
    if is_framing(match.result.text) or is_framing(match.commitment.text):
        return False
    if _are_figures_of_two_things(match.result, match.commitment):
        return False
    return match.value >= weights.near * best and (match.shared >= weights.rare or match.value >= weights.sure)


def _are_figures_of_two_things(result: Claim, commitment: Claim) -> bool:
    """Tell two sentences that are nothing but figures, and none of one metric."""
    pairs = product(result.quantities, commitment.quantities)
    return (
        _is_all_figures(result)
        and _is_all_figures(commitment)
        and not any(alike(a.metric or "", b.metric or "") > ALIKE for a, b in pairs)
    )


def _is_all_figures(claim: Claim) -> bool:
    """Tell a sentence that says nothing beside its numbers and what they measure."""
    rest = claim.text
    for quantity in claim.quantities:
        rest = rest.replace(quantity.text, "").replace(quantity.metric or "", "")
    return bool(claim.quantities) and telling(rest) < _SAYING


def confidence(value: float, weights: Weights = WITHIN) -> float:
    """Give a value as a score between 0 and 1, a half being the least of a link.

    >>> confidence(0.1249), confidence(0.125), confidence(0.375)
    (0.49, 0.5, 0.75)
    """
    return math.floor(100 * value / (value + weights.least)) / 100


def evidence(match: Match) -> Evidence:
    """Give what the two sides of a match share."""
    result, commitment = match.result, match.commitment
    named = {e for e, _ in result.entities}
    both = {name: e for e, name in reversed(commitment.entities) if e in named}  # a site may be a project and a place
    return Evidence(
        words=tuple(c.text for c in common(_bare(result, "\0"), _bare(commitment, "\1"))),  # no blank is shared
        entities=tuple((e, name) for name, e in reversed(both.items())),
        numbers=tuple(same_metric(result, commitment)),
    )


def explain(match: Match, shared: Evidence) -> str:
    """Give the evidence of a match in words, Chinese first: entities, numbers of one metric, wording."""
    result, commitment = match.result, match.commitment
    zh, en = [], []
    names = "、".join(name for _, name in shared.entities)
    if names:
        zh.append(f"都提到{names}")
        en.append(f"both name {names}")
    for i, j in shared.numbers:
        actual, target = result.quantities[i - 1], commitment.quantities[j - 1]
        zh.append(f"同一指标{target.metric}：已达{actual.text}，目标{target.text}")
        en.append(f"one metric, {target.metric}: reached {actual.text}, target {target.text}")
    if shared.words:
        words = "、".join(shared.words)
        zh.append(f"共有用词：{words}")
        en.append(f"shared wording: {words}")
    else_zh, else_en = (
        ("所在段落相近", "their paragraphs are alike") if match.value else ("由人指出", "a person says so")
    )
    return "；".join(zh or [else_zh]) + " / " + "; ".join(en or [else_en])


_PART = re.compile(r"[；;\s]*[^；;\s][^；;]*[；;\s]*")


def parts(claim: Claim) -> tuple[Claim, ...]:
    """Give the parts of a claim that semicolons divide, each with its own numbers and names.

    >>> from plangraph.model import StatementKind
    >>> claim = Claim("s1", "总值增长6%；投资增长5%。", StatementKind.GOAL, "2.0", "p2.c0.t1")
    >>> [p.text for p in parts(claim)]
    ['总值增长6%；', '投资增长5%。']
    """
    found = [*_PART.finditer(claim.text)]
    if len(found) < 2:
        return (claim,)
    return tuple(
        replace(
            claim,
            text=m[0],
            quantities=tuple(
                replace(q, start=q.start - m.start(), end=q.end - m.start())
                for q in claim.quantities
                if m.start() <= q.start < m.end()
            ),
            entities=tuple((e, name) for e, name in claim.entities if name in m[0]),
        )
        for m in found
    )
