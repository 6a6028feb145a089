"""Colours that people tell apart, with any kind of colour vision."""

from itertools import combinations
from pathlib import Path

import pytest

from plangraph.uses.export.colours import _KINDS, Colour, palette
from plangraph.uses.export.views import VIEWS
from plangraph.uses.export.writing import Wish, chosen

# what is seen of linear red, green and blue, without and with each kind of colour blindness (Machado, Oliveira and Fernandes 2009)
EYES = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0178, 0.1095, 0.8727))  # of sRGB, white at 1
Row = tuple[float, float, float]


def times(matrix: tuple[Row, ...], row: Row) -> Row:
    x, y, z = (sum(a * b for a, b in zip(line, row, strict=True)) for line in matrix)
    return x, y, z


def linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def lightness(share: float) -> float:
    return share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116


def seen(colour: Colour, eye: str) -> Row:
    """Give lightness, redness and yellowness (CIE 1976) of what is seen of a colour."""
    red, green, blue = map(linear, colour)
    red, green, blue = (min(max(part, 0), 1) for part in times(EYES[eye], (red, green, blue)))
    x, y, z = map(lightness, times(XYZ, (red, green, blue)))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: Colour, other: Colour) -> float:
    """Give how far two colours are from each other for the eye that tells them apart least; 2.3 is just to be seen."""
    pairs = [(seen(one, eye), seen(other, eye)) for eye in EYES]
    return min(sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5 for pair in pairs)


def test_each_kind_has_a_colour_of_its_own() -> None:
    assert len(set(_KINDS.values())) == len(_KINDS)
    assert min(apart(*pair) for pair in combinations(_KINDS.values(), 2)) > 4.5


@pytest.mark.parametrize("view", sorted(set(VIEWS) - {"all"}))
def test_kinds_of_a_view_are_told_apart(xicheng: Path, view: str) -> None:
    kinds = {n.kind for n in chosen(Wish((xicheng,), "gexf", view)).nodes}
    assert min(apart(_KINDS[a], _KINDS[b]) for a, b in combinations(kinds, 2)) > 15


def test_other_kinds_take_no_colour_that_is_there() -> None:
    found = palette(["Organisation", "Thing", "Canal", "Place"])
    assert len(set(found.values())) == 4
    assert found["Organisation"] == _KINDS["Organisation"]
