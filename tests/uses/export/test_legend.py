"""What is said of colours."""

from pathlib import Path

import pytest

from plangraph.uses.export.colours import PLAIN, Colour
from plangraph.uses.export.drawing import draw
from plangraph.uses.export.graph import Edge, Node, tidy
from plangraph.uses.export.legend import kinds, links
from plangraph.uses.export.writing import Wish, chosen


@pytest.mark.parametrize(
    ("view", "lang", "told"),
    [
        ("responsibilities", "zh", [("牵头（推定）", (210, 210, 210)), ("合作", (0, 114, 178))]),
        ("responsibilities", "en", [("leads (by the rule)", (210, 210, 210)), ("partner", (0, 114, 178))]),
        ("places", "en", [("mentions, is part of …", PLAIN), ("mentions (result)", (0, 158, 115))]),
        ("ledger", "zh", [("接续", (86, 180, 233)), ("相关", (187, 187, 187))]),
    ],
)
def test_links_of_a_view(xicheng: Path, view: str, lang: str, told: list[tuple[str, Colour]]) -> None:
    found = links(draw(chosen(Wish((xicheng,), "png", view))), lang)
    assert found[:2] == told
    assert len({colour for _, colour in found}) == len(found)


def test_kinds_have_the_colours_of_the_drawing(xicheng: Path) -> None:
    drawing = draw(chosen(Wish((xicheng,), "png", "glossary")))
    found = kinds(drawing, "en")
    assert ("opened slogan", drawing.colours["Slogan"]) in found
    assert {colour for _, colour in found} == set(drawing.colours.values())


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["near"], "near"),
        (["far", "near"], "far, near"),
        (["a", "b", "c"], "a, b …"),
        (["x" * 15, "y" * 15], "x" * 15 + " …"),
    ],
)
def test_links_of_one_colour_stand_together(names: list[str], told: str) -> None:
    edges = [Edge("a", "a", name) for name in names]
    assert links(draw(tidy([Node("a", "Place", "甲")], edges)), "en") == [(told, PLAIN)]
