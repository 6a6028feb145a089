"""Candidates without comparing all with all: an index of one dataset, asked for the things that share a rare key.

Keys are codes, shared concepts, functions of bodies, measures, whole names, and pairs of neighbouring characters of names. A key that more
than `CROWD` things share tells nothing and is no key; so the work for one thing does not grow with the datasets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plangraph.knowledge.counterparts import Profile

CROWD = 300  # things that share a key, from which on it tells nothing
_RARE = 5  # of the keys made of characters, that are asked for
_ENOUGH = 120  # things that these keys may bring together; the rarest key always counts
_FEW = 4  # pairs of a name, of which one that is shared will do
_BEST = 12  # candidates that share the most of them, beside those that share a whole key


def whole_keys(profile: Profile) -> Iterator[str]:
    """Give the keys that say much by themselves."""
    if profile.thing.concept:
        yield f"&{profile.thing.concept}"
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
    """The things of a dataset by their keys; a key of one thing, as most are, holds its place alone."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.profiles: list[Profile] = []
        self._places: dict[str, int | list[int]] = {}
        for place, profile in enumerate(profiles):
            self.profiles.append(profile)
            for key in {*whole_keys(profile), *pairs(profile)}:
                self._add(key, place)

    def _add(self, key: str, place: int) -> None:
        there = self._places.get(key)
        if there is None:
            self._places[key] = place
        elif isinstance(there, int):
            self._places[key] = [there, place]
        else:
            there.append(place)

    def _at(self, key: str) -> Sequence[int]:
        """Give the places of the things that share a key, none if they are a crowd."""
        there = self._places.get(key, ())
        return (there,) if isinstance(there, int) else there if len(there) <= CROWD else ()

    def candidates(self, profile: Profile) -> list[Profile]:
        """Give the things that may correspond to this one, in the order of the dataset; their number is bounded."""
        found = {place for key in whole_keys(profile) for place in self._at(key)}
        found.update(self._near(pairs(profile)))
        return [self.profiles[place] for place in sorted(found)]

    def _near(self, own: set[str]) -> list[int]:
        """Give the places of the things that share most of the rarest pairs of characters."""
        rarest = sorted((len(places), key, places) for key in own if (places := self._at(key)))[:_RARE]
        shared: dict[int, int] = {}
        asked = 0
        for crowd, _, places in rarest:
            if asked and len(shared) + crowd > _ENOUGH:
                break
            for place in places:
                shared[place] = shared.get(place, 0) + 1
            asked += 1
        least = 2 if len(own) > _FEW and asked > 1 else 1
        near = [place for place, count in shared.items() if count >= least]
        return sorted(near, key=lambda place: (-shared[place], place))[:_BEST] if len(near) > _BEST else near
