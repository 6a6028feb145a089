"""How good the links are beside plain n-grams, and which weights are best, on a reference made by hand.

    python benchmarks/links.py --gold DIR --reports DIR

`DIR` of the reference holds `xicheng/` (links, topic_links, links_doubt, entities, each a .jsonl) and `lifecycle/`
(hailar_2014_commitments, _results, _pair_verdicts, _doubt); that of the reports their texts. The topics are divided into
even and odd ones: weights (and the threshold of the n-grams) are chosen on the one part and measured on the other.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeVar

from plangraph.knowledge.crosslinks import claims, read_links
from plangraph.knowledge.matches import BETWEEN, WITHIN, Comparison, Weights, chosen, compare, linkable, parts
from plangraph.knowledge.statements import planned
from plangraph.model import Claim, Report, StatementKind
from plangraph.pipeline import build_report
from plangraph.text.reading import read_source

REPORT = "西城区-2021-2022.txt"
PAIR, EARLIER, LATER = "hailar_2014", "海拉尔区-2013-2014.txt", "海拉尔区-2014-2015.txt"
THRESHOLDS = [n / 50 for n in range(2, 40)]
Pair = tuple[str, str]
Score = tuple[float, float, float]
T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """What is to be found, and how it is found by us and by n-grams. `even` holds the texts on the left of one part of
    the topics; what is not in `judged` counts neither way, and so do pairs in `doubt`."""

    name: str
    gold: frozenset[Pair]
    doubt: frozenset[Pair]
    judged: frozenset[str]
    even: frozenset[str]
    shipped: Weights
    grid: Sequence[Weights]
    ours: Callable[[Weights], Collection[Pair]]
    plain: Callable[[float], Collection[Pair]]

    def score(self, found: Iterable[Pair], even: bool) -> Score:
        """Give precision, recall and F1 on one part."""
        gold = {p for p in self.gold if (p[0] in self.even) is even}
        seen = {p for p in found if p[0] in self.judged and (p[0] in self.even) is even} - self.doubt
        hit = len(seen & gold)
        precision, recall = hit / max(1, len(seen)), hit / max(1, len(gold))
        return precision, recall, 2 * hit / max(1, len(seen) + len(gold))


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pairs(path: Path, left: str = "from", right: str = "to") -> frozenset[Pair]:
    return frozenset((squash(r[left]), squash(r[right])) for r in rows(path) if r.get(left) and r.get(right))


def vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    """Give the TF-IDF of all runs of one to three characters, of length 1."""
    counts = [Counter(t[i : i + n] for n in (1, 2, 3) for i in range(len(t) - n + 1)) for t in texts]
    held = Counter(gram for one in counts for gram in one)
    found = []
    for one in counts:
        weighed = {gram: n * math.log(len(texts) / held[gram]) for gram, n in one.items()}
        length = math.hypot(*weighed.values()) or 1.0
        found.append({gram: value / length for gram, value in weighed.items()})
    return found


def cosines(left: Sequence[str], right: Sequence[str]) -> dict[Pair, float]:
    all_ = vectors([*left, *right])
    mine, theirs = all_[: len(left)], all_[len(left) :]
    return {
        (a, b): sum(value * v.get(gram, 0.0) for gram, value in u.items())
        for (a, u), (b, v) in product(zip(left, mine, strict=True), zip(right, theirs, strict=True))
    }


def within(gold: Path, reports: Path) -> Iterator[Case]:
    """Give the cases inside one report: topics, and statements."""
    report = build_report(read_source(reports / REPORT), ner="rules")
    everything = claims(report)
    results = [c for c in everything if c.kind is StatementKind.RESULT]
    ahead = [c for c in everything if planned(c.kind)]
    judged = frozenset(squash(r["text"]) for r in rows(gold / "entities.jsonl"))
    leads = {squash(c.text) for c in everything if c.lead}
    even = every_second(everything)

    @cache
    def compared(alone: float, metric: float) -> Comparison:
        return compare(results, ahead, Weights(alone=alone, metric=metric, least=0.0))

    def statements(weights: Weights) -> set[Pair]:
        found = chosen(compared(weights.alone, weights.metric), weights)
        return {(squash(m.result.text), squash(m.commitment.text)) for m in found}

    alike = cosines(*([squash(c.text) for c in linkable(side)] for side in (results, ahead)))
    yield Case(
        name="statements of one report",
        gold=frozenset(p for p in pairs(gold / "links.jsonl") if not leads & set(p)),
        doubt=pairs(gold / "links_doubt.jsonl"),
        judged=judged,
        even=even,
        shipped=WITHIN,
        grid=grid(WITHIN),
        ours=statements,
        plain=lambda least: [p for p, value in alike.items() if value >= least],
    )
    yield topics(report, pairs(gold / "topic_links.jsonl"), judged, even)


def topics(report: Report, gold: frozenset[Pair], judged: frozenset[str], even: frozenset[str]) -> Case:
    everything = claims(report)
    words = {c.id: squash(c.text) for c in everything}
    whole: dict[str, tuple[Claim, list[str]]] = {}
    for claim in everything:
        if claim.lead:
            whole[claim.paragraph] = claim, []
        if claim.paragraph in whole:
            whole[claim.paragraph][1].append(squash(claim.text))
    done, ahead = (
        {"".join(texts): squash(lead.text) for lead, texts in whole.values() if lead.paragraph.startswith(part)}
        for part in ("p1.", "p2.")
    )
    alike = {(done[a], ahead[b]): value for (a, b), value in cosines([*done], [*ahead]).items()}
    return Case(
        name="topics of one report",
        gold=gold,
        doubt=frozenset(),
        judged=judged,
        even=even,
        shipped=WITHIN,
        grid=[
            WITHIN,
            *(replace(WITHIN, topic=t, joins=j) for t, j in product((0.5, 0.55, 0.6, 0.65, 0.7), (0.125, 0.15, 0.2))),
        ],
        ours=lambda weights: {(words[t.result], words[t.commitment]) for t in read_links(report, weights).topics},
        plain=lambda least: [p for p, value in alike.items() if value >= least],
    )


def between(gold: Path, reports: Path) -> Case:
    """Give the case of two reports; what is found is named by the ids of the reference."""
    earlier, later = (claims(build_report(read_source(reports / name), ner="rules")) for name in (EARLIER, LATER))
    promised = [p for c in earlier if planned(c.kind) for p in parts(c)]
    reported = [p for c in later if c.kind is StatementKind.RESULT for p in parts(c)]
    base = str(gold / PAIR)
    ids = {
        name: {r["id"]: squash(r["text"]) for r in rows(Path(f"{base}_{name}.jsonl"))}
        for name in ("commitments", "results")
    }
    wanted, doubt = (pairs(Path(f"{base}_{name}.jsonl"), "commitment", "result") for name in ("pair_verdicts", "doubt"))

    @cache
    def named(text: str, side: str) -> list[str]:
        bare = squash(text).strip("。；;")
        return [i for i, other in ids[side].items() if bare and (bare in other or other.strip("。；;") in bare)]

    def covered(found: Iterable[tuple[str, str]]) -> set[Pair]:
        """Give the reference pairs that found ones cover, or one of those that they stand for."""
        every: set[Pair] = set()
        for commitment, result in found:
            stands = set(product(named(commitment, "commitments"), named(result, "results")))
            every |= stands & wanted or set(sorted(stands - doubt)[:1])
        return every

    @cache
    def compared(alone: float, metric: float) -> Comparison:
        return compare(reported, promised, Weights(alone=alone, metric=metric, least=0.0))

    def ours(weights: Weights) -> set[Pair]:
        found = chosen(compared(weights.alone, weights.metric), weights)
        return covered((m.commitment.text, m.result.text) for m in found)

    alike = cosines(*([c.text for c in linkable(side)] for side in (promised, reported)))
    second = every_second(earlier)
    return Case(
        name="commitments and the next report",
        gold=wanted,
        doubt=doubt,
        judged=frozenset(ids["commitments"]),
        even=frozenset(i for c in promised if squash(c.text) in second for i in named(c.text, "commitments")),
        shipped=BETWEEN,
        grid=grid(BETWEEN),
        ours=ours,
        plain=lambda least: covered(p for p, value in alike.items() if value >= least),
    )


def every_second(everything: Sequence[Claim]) -> frozenset[str]:
    """Give the texts (and their parts) of every second paragraph."""
    order = {paragraph: i for i, paragraph in enumerate(dict.fromkeys(c.paragraph for c in everything))}
    return frozenset(
        squash(text)
        for c in everything
        if order[c.paragraph] % 2 == 0
        for text in (c.text, *(p.text for p in parts(c)))
    )


def grid(shipped: Weights) -> list[Weights]:
    steps = product((0.2, 0.3, 0.4), (0.1, 0.2, 0.3), (0.1, 0.125, 0.15, 0.175), (0.9, 0.95, 1.0))
    others = [replace(shipped, alone=a, metric=m, least=least, near=near) for a, m, least, near in steps]
    return [shipped, *others]  # the first of those that are equally good is taken


def best(values: Sequence[T], found: Callable[[T], Collection[Pair]], case: Case, even: bool) -> T:
    return max(values, key=lambda value: case.score(found(value), even)[2])


def shown(score: Score) -> str:
    return "  ".join(f"{value:.2f}" for value in score)


def differing(weights: Weights, shipped: Weights) -> str:
    names = [n for n in Weights.__slots__ if getattr(weights, n) != getattr(shipped, n)]
    return ", ".join(f"{n} {getattr(weights, n):g}" for n in names) or "those shipped"


def table(cases: Iterable[Case]) -> Iterator[str]:
    yield f"{'':<40}{'chosen':^18}{'shipped':^18}{'n-grams':^18}"
    yield f"{'measured on (chosen on the other part)':<40}" + f"{'P     R     F':^18}" * 3
    for case in cases:
        for even in (True, False):
            weights = best(case.grid, case.ours, case, not even)
            least = best(THRESHOLDS, case.plain, case, not even)
            found = (case.ours(weights), case.ours(case.shipped), case.plain(least))
            figures = "".join(f"{shown(case.score(f, even)):^18}" for f in found)
            part = "even" if even else "odd"
            yield f"{case.name + ', ' + part:<40}{figures}  {differing(weights, case.shipped)}; n-grams {least:g}"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, metavar="DIR", help="the reference: xicheng/ and lifecycle/")
    options.add_argument("--reports", type=Path, metavar="DIR", help=f"the texts: {REPORT}, {EARLIER}, {LATER}")
    given = options.parse_args()
    if not (given.gold and given.reports):
        print(f"needs a reference made by hand and the reports it is about\n\n{options.format_help()}", file=sys.stderr)
        return 2
    cases = [*within(given.gold / "xicheng", given.reports), between(given.gold / "lifecycle", given.reports)]
    for line in table(cases):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
