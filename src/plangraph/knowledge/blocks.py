"""Candidates without comparing all with all: an index of one dataset, asked for the things that share a rare key.

Keys are codes, functions of bodies, measures, whole names, and pairs of neighbouring characters of names. A key that more
than `CROWD` things share tells nothing and is no key; so the work for one thing does not grow with the datasets.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

from plangraph.knowledge.counterparts import Profile

CROWD = 300  # things that share a key, from which on it tells nothing
_RARE = 5  # of the keys made of characters, that are asked for
_BEST = 12  # candidates that share the most of them, beside those that share a whole key


def whole_keys(profile: Profile) -> Iterator[str]:
    """Give the keys that say much by themselves."""
    if profile.code:
        yield f"#{profile.code}"
    elif profile.body:
        yield f"@{profile.body.function}"
    elif profile.measure:
        yield f"={profile.measure.core}"
    else:
        for name in profile.names:
            yield f"={name.core}"
            yield f"={name.plain}"


def pairs(profile: Profile) -> set[str]:
    """Give the pairs of neighbouring characters of the names."""
    if profile.code or profile.body:
        return set()
    texts = [profile.measure.core] if profile.measure else [name.core for name in profile.names]
    return {text[i : i + 2] for text in texts for i in range(len(text) - 1)}


class Index:
    """The things of a dataset by their keys."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.profiles: list[Profile] = []
        self._places: dict[str, array[int]] = {}
        for place, profile in enumerate(profiles):
            self.profiles.append(profile)
            for key in {*whole_keys(profile), *pairs(profile)}:
                self._places.setdefault(key, array("I")).append(place)

    def _crowd(self, key: str) -> int:
        return len(self._places.get(key, ()))

    def candidates(self, profile: Profile) -> list[Profile]:
        """Give the things that may correspond to this one, in the order of the dataset; their number is bounded."""
        found: dict[int, None] = {}
        for key in whole_keys(profile):
            if self._crowd(key) <= CROWD:
                found.update(dict.fromkeys(self._places.get(key, ())))
        shared: Counter[int] = Counter()
        usable = (key for key in pairs(profile) if 0 < self._crowd(key) <= CROWD)
        for key in sorted(usable, key=lambda k: (self._crowd(k), k))[:_RARE]:
            shared.update(self._places[key])
        best = sorted(shared, key=lambda place: (-shared[place], place))[:_BEST]
        return [self.profiles[place] for place in sorted({*found, *best})]
