"""Pictures: the same bytes every time, words as words, and a message where something is missing."""

import builtins
import hashlib
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from plangraph.errors import UsageError
from plangraph.uses.export.drawing import Drawing, draw
from plangraph.uses.export.graph import Edge, Graph, Node, tidy
from plangraph.uses.export.legend import links
from plangraph.uses.export.picture import chinese_font, png, svg
from plangraph.uses.export.writing import Wish, chosen

pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install 'plangraph[draw]'")


def has_font() -> bool:
    try:
        chinese_font()
    except UsageError:
        return False
    return True


needs_font = pytest.mark.skipif(not has_font(), reason="no font with Chinese characters on this machine")
Format = Callable[..., Iterator[bytes]]


@pytest.fixture(scope="module")
def places(xicheng: Any) -> Drawing:
    return draw(chosen(Wish((xicheng,), "png", "places")))


def written(form: Format, drawing: Drawing, **how: str) -> bytes:
    return b"".join(form(drawing, **how))


@needs_font
@pytest.mark.parametrize(("form", "start"), [(png, b"\x89PNG"), (svg, b"<?xml")])
def test_the_same_graph_gives_the_same_bytes(places: Drawing, form: Format, start: bytes) -> None:
    first, second = (written(form, places, about="places") for _ in range(2))
    assert first.startswith(start)
    assert b"written by plangraph" in first[:512]
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


@needs_font
def test_nodes_have_the_colours_of_their_kinds(places: Drawing, tmp_path: Any) -> None:
    image = pytest.importorskip("PIL.Image")
    (tmp_path / "a.png").write_bytes(written(png, places))
    picture = image.open(tmp_path / "a.png").convert("RGB")
    assert picture.size == (1800, 1350)
    seen = {colour for _, colour in picture.getcolors(1 << 24)}
    assert set(places.colours.values()) <= seen


@needs_font
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_legend_is_whole(whole: Graph, lang: str, tmp_path: Any) -> None:
    image = pytest.importorskip("PIL.Image")
    drawing = draw(whole)
    (tmp_path / "a.png").write_bytes(written(png, drawing, lang=lang))
    picture = image.open(tmp_path / "a.png").convert("RGB")
    sides = [(1790, 0, 1800, 1350), (0, 0, 1800, 5), (0, 1345, 1800, 1350)]
    assert [picture.crop(side).getcolors() for side in sides] == [
        [((right - left) * (low - top), (255, 255, 255))] for left, top, right, low in sides
    ]
    seen = {colour for _, colour in picture.crop((1200, 0, 1800, 1350)).getcolors(1 << 24)}
    assert {colour for _, colour in links(drawing, lang)} <= seen


@needs_font
def test_a_character_that_the_font_does_not_have_makes_no_noise() -> None:
    drawing = draw(tidy([Node("a", "🎯", "目标🎯")], [Edge("a", "a", "🎯")]))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert written(png, drawing).startswith(b"\x89PNG")


@needs_font
@pytest.mark.parametrize("word", ["$x^2$", "a & <b>", "$\\frac{1", "\n\t"])
def test_words_are_no_formula_and_no_markup(word: str) -> None:
    from lxml import etree

    nodes = [Node("a", word, word), Node("b", word, word)]
    drawing = draw(tidy(nodes, [Edge("a", "b", word)]))
    tree = etree.fromstring(written(svg, drawing, about=word))
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"


@needs_font
def test_one_node_and_many_in_one_place() -> None:
    for nodes in ([Node("a", "Place", "甲")], [Node(str(i), "Place", "甲") for i in range(3)]):
        assert written(png, draw(tidy(nodes, []))).startswith(b"\x89PNG")


def test_a_graph_without_nodes_is_an_empty_picture() -> None:
    assert written(png, draw(Graph([], [], tidy([], []).losses))).startswith(b"\x89PNG")


def test_without_a_font_it_says_what_to_install() -> None:
    with pytest.raises(UsageError, match="fonts-noto-cjk"):
        chinese_font([])


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match=r"plangraph\[draw\]"):
        written(png, draw(tidy([Node("a", "Place", "甲")], [])))
