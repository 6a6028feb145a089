"""How alike two texts are in their wording: what they share counts by how rare it is among all texts compared.

Words that every report uses of everything (推进, 进一步) are masked; what remains is taken as runs of one and two
characters, which needs no word list and bears wrapped lines and new names.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from plangraph.files import shipped

_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+＋.%]+")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_EDGE = "%.，。；、：！？,;: \u3000"
_HALVES = dict(zip("“‘《〈「『（([【”’》〉」』）)]】", "”’》〉」』）)]】“‘《〈「『（([【", strict=True))
_KEPT = 1 << 14  # texts whose runs are kept for the next comparison


@cache
def _boilerplate(kind: str = "") -> re.Pattern[str]:
    """Give what finds the words of one kind, or all of them."""
    with open(shipped("ontology") / "names/boilerplate.csv", encoding="utf-8", newline="") as handle:
        words = [row["word"] for row in csv.DictReader(handle) if kind in ("", row["kind"])]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def is_framing(text: str) -> bool:
    """Tell a sentence that says under what guidance all was done, and so speaks of no work in particular.

    >>> is_framing("一年来，在区委的坚强领导下，深入贯彻新发展理念，各项工作取得新成绩。"), is_framing("完成垃圾分类。")
    (True, False)
    """
    return len(set(_boilerplate("doctrine").findall(text))) > 1


def masked(text: str) -> str:
    """Give a text with what is boilerplate blanked, every character in its place.

    >>> masked("进一步推进垃圾分类，完成2项")
    '     垃圾分类，  2项'
    """
    return _boilerplate().sub(lambda m: " " * len(m[0]), text)


def telling(text: str) -> int:
    """Count the characters beyond boilerplate, digits and punctuation.

    >>> telling("推进3个垃圾分类")
    5
    """
    return len(_WORD.findall(masked(text)))


@lru_cache(_KEPT)  # a sentence is compared as a whole, in its paragraph and clause by clause
def grams(text: str, sizes: tuple[int, ...]) -> Set[str]:
    """Give the runs of characters of these sizes, of what is not boilerplate or punctuation, in a fixed order.

    >>> list(grams("推进餐厨", (1, 2)))
    ['餐', '厨', '餐厨']
    """
    runs = _RUN.findall(masked(text))
    return dict.fromkeys(run[i : i + n] for n in sizes for run in runs for i in range(len(run) - n + 1)).keys()


def rarity(all_grams: Sequence[Set[str]]) -> dict[str, float]:
    """Give the weight of every gram: the logarithm of one over the share of texts that hold it."""
    count = Counter(gram for one in all_grams for gram in one)
    return {gram: math.log((1 + len(all_grams)) / n) for gram, n in count.items()}


def overlap(left: Sequence[str], right: Sequence[str], size: int = 2) -> Callable[[int, int], float]:
    """Give what tells how much a text on the left and one on the right share: the rarity of each run of `size` characters
    that both have, where one for a run found nowhere else is the most."""
    mine, theirs = [grams(t, (size,)) for t in left], [grams(t, (size,)) for t in right]
    weight = rarity([*mine, *theirs])
    most = math.log(1 + len(mine) + len(theirs))
    return lambda i, j: math.fsum(weight[g] for g in mine[i] & theirs[j]) / most


def likeness(left: Sequence[str], right: Sequence[str], sizes: tuple[int, ...]) -> list[dict[int, float]]:
    """Give for every text on the left how like (0 to 1) it is to each text on the right that shares anything with it:
    the cosine of their grams, weighted by rarity in both sides together."""
    mine, theirs = [grams(t, sizes) for t in left], [grams(t, sizes) for t in right]
    weight = {gram: one**2 for gram, one in rarity([*mine, *theirs]).items()}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, one in enumerate(theirs):
        for gram in one:
            holders[gram].append(j)
    lengths = [_length(one, weight) for one in theirs]
    return [_row(one, weight, holders, lengths) for one in mine]


def _length(one: Set[str], weight: dict[str, float]) -> float:
    return math.sqrt(math.fsum(weight[g] for g in one)) or 1.0


def _row(
    one: Set[str], weight: dict[str, float], holders: dict[str, list[int]], lengths: list[float]
) -> dict[int, float]:
    sums = [0.0] * len(lengths)
    for gram in one:
        more = weight[gram]
        for j in holders.get(gram, ()):
            sums[j] += more
    length = _length(one, weight)
    return {j: both / max(both, length * lengths[j]) for j, both in enumerate(sums) if both}


def relative(rows: Sequence[dict[int, float]]) -> list[dict[int, float]]:
    """Give every value over the root of the highest in its row times the highest in its column.

    >>> relative([{0: 0.4, 1: 0.1}, {1: 0.4}])
    [{0: 1.0, 1: 0.25}, {1: 1.0}]
    """
    tops: defaultdict[int, float] = defaultdict(float)
    for row in rows:
        for j, value in row.items():
            tops[j] = max(tops[j], value)
    return [
        {j: value / math.sqrt(max(row.values()) * tops[j]) if value else 0.0 for j, value in row.items()}
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Common:
    """Words that two texts share, with where they begin in each."""

    text: str
    left: int
    right: int


def common(left: str, right: str, limit: int = 3) -> tuple[Common, ...]:
    """Give the longest stretches that two texts share beyond boilerplate, longest first, at most `limit`.

    >>> [c.text for c in common("办好第一届全球金融科技峰会", "筹备第二届全球金融科技峰会")]
    ['届全球金融科技峰会']
    """
    found: dict[str, Common] = {}
    taken: list[tuple[int, int]] = []
    for shared in sorted(_stretches(left, right), key=lambda c: (-len(c.text), c.left)):
        end = shared.left + len(shared.text)
        if shared.text not in found and not any(a < end and shared.left < b for a, b in taken):
            found[shared.text] = shared
            taken.append((shared.left, end))
    return tuple(found.values())[:limit]


def _stretches(left: str, right: str) -> Iterator[Common]:
    """Give every stretch of `left` that stands in `right` too, lies in no longer one and holds two or more characters
    beyond boilerplate."""
    bare = masked(left)
    end = 0
    for start in range(len(left)):
        before, end = end, max(end, start)
        while end < len(left) and left[start : end + 1] in right:
            end += 1
        text = _whole(left[start:end])
        first = left.index(text, start)
        if end > before and len(_WORD.findall(bare[first : first + len(text)])) >= 2:
            yield Common(text, first, right.find(text))


def _whole(text: str) -> str:
    """Give a stretch without the punctuation around it and without a mark whose other half is cut off.

    >>> _whole("、“丰盛"), _whole("丰盛”品牌（")
    ('丰盛', '丰盛”品牌')
    """
    text = text.strip(_EDGE)
    if text and _HALVES.get(text[0], text) not in text:
        return _whole(text[1:])
    if text and _HALVES.get(text[-1], text) not in text:
        return _whole(text[:-1])
    return text
