"""People have the last word: what they decided is found again in the text as it is now, and holds there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from plangraph.knowledge.matches import LONGEST, Comparison, Match
from plangraph.model import Claim, Decision, Link, LinkStatus

ALIKE = 0.8  # of the characters of both, in order: a sentence with a word or a number changed
_SHOWN = 80  # characters of a sentence or an IRI in a message
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """Decisions with the pairs that they are about now (`key`), and those that no longer fit any pair."""

    pairs: Mapping[Key, tuple[Match, Decision]] = field(default_factory=dict)
    lost: tuple[Decision, ...] = ()

    def of(self, match: Match) -> Decision | None:
        """Give what was decided of a match."""
        return self.pairs.get(key(match), (match, None))[1]

    def matches(self, status: LinkStatus) -> Iterator[Match]:
        """Give the pairs that were confirmed, or rejected."""
        return (match for match, decision in self.pairs.values() if decision.status is status)


def key(match: Match) -> Key:
    """Give what tells a pair from every other: ids and texts."""
    return match.commitment.id, match.commitment.text, match.result.id, match.result.text


def about(decisions: Sequence[Decision], earlier: str, later: str) -> list[Decision]:
    """Give the decisions on commitments of one report and results of another (or the same), told by how their IRIs
    begin; a decision by texts alone may be about any."""
    return [d for d in decisions if _within(d.commitment, earlier) and _within(d.result, later)]


def _within(iri: str, report: str) -> bool:
    return not iri or iri.startswith(f"{report}/")


def settle(decisions: Sequence[Decision], commitments: Sequence[Claim], results: Sequence[Claim]) -> Settled:
    """Find for each decision the commitment and the result that it is about; of two on one pair the later holds.

    A claim of exactly the text decided on comes first, whatever its id; then the one most alike (`ALIKE` or more).
    Where several claims come out, the id tells which; where it does not, the decision is lost.
    """
    ahead, done = _by_text(commitments), _by_text(results)
    pairs, lost = {}, []
    for decision in decisions:
        commitment = _find(decision.commitment, decision.commitment_text, ahead)
        result = _find(decision.result, decision.result_text, done)
        if commitment and result:
            match = Match(result, commitment, 0.0)
            pairs[key(match)] = match, decision
        else:
            lost.append(decision)
    return Settled(pairs, tuple(lost))


def _by_text(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.text].append(claim)
    return found


def _find(own: str, text: str, known: Mapping[str, Sequence[Claim]]) -> Claim | None:
    if text:
        found = known.get(text) or _alike(text, known)
    else:
        found = [c for claims in known.values() for c in claims if c.id == own]
    found = [c for c in found if c.id == own] or found
    return found[0] if found and all(c == found[0] for c in found) else None


def _alike(text: str, known: Mapping[str, Sequence[Claim]]) -> Sequence[Claim]:
    """Give the claims whose text is most like this one."""
    best, found = ALIKE, list[Claim]()
    compared = SequenceMatcher(None, "", text, autojunk=False)
    for other, claims in known.items():
        if max(len(other), len(text)) > LONGEST:
            continue
        compared.set_seq1(other)
        if min(compared.real_quick_ratio(), compared.quick_ratio()) < best or (ratio := compared.ratio()) < best:
            continue
        found = [*found, *claims] if ratio == best else [*claims]
        best = ratio
    return found


def spared(comparison: Comparison, settled: Settled) -> Comparison:
    """Leave the rejected pairs out of a comparison, so that nothing proposes them again."""
    rejected = {key(m) for m in settled.matches(LinkStatus.REJECTED)}
    if not rejected:
        return comparison
    return replace(comparison, rows=tuple(tuple(m for m in row if key(m) not in rejected) for row in comparison.rows))


def forced(matches: Sequence[Match], settled: Settled) -> tuple[Match, ...]:
    """Add the confirmed pairs that the program did not choose."""
    there = {key(m) for m in matches}
    return (*matches, *(m for m in settled.matches(LinkStatus.CONFIRMED) if key(m) not in there))


def stamped(link: Link, decision: Decision | None) -> Link:
    """Give a link as a person decided it: with their status, relation and confidence."""
    if not decision:
        return link
    relation = decision.relation or link.relation
    return replace(link, relation=relation, score=decision.confidence, status=decision.status)


def gone(decision: Decision) -> str:
    """Say that a decision no longer applies (zh / en).

    >>> gone(Decision("", "甲。", "", "乙。", LinkStatus.REJECTED)).split(" / ")[1]
    'a decision applies to nothing: the text does not hold, or holds twice, the commitment “甲。” or the result “乙。”'
    """
    commitment = _short(decision.commitment_text or decision.commitment)
    result = _short(decision.result_text or decision.result)
    return (
        f"一条决定没有对象：文中没有、或不止一处有承诺“{commitment}”或完成情况“{result}” / "
        f"a decision applies to nothing: the text does not hold, or holds twice, the commitment “{commitment}” or the result “{result}”"
    )


def _short(text: str) -> str:
    plain = "".join(c for c in text if c.isprintable()).replace(" / ", "/")
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"


def elsewhere(count: int) -> list[str]:
    """Say how many decisions are about links that are not of these reports, or between others (zh / en)."""
    return [f"{count} 条决定不关这里的对照 / decisions about links elsewhere: {count}"] if count else []
