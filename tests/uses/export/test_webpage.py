"""The page of a graph: what is in it, and in a browser what a person sees and does."""

import base64
import contextlib
import hashlib
import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from chromium import Page, browser, installed

from plangraph.files import shipped
from plangraph.uses.export.colours import hexadecimal
from plangraph.uses.export.drawing import Drawing, draw
from plangraph.uses.export.graph import Edge, Node, tidy
from plangraph.uses.export.webpage import asset, webpage
from plangraph.uses.export.writing import Wish, chosen

EVIL = "</script><script>document.title='x'</script><img src=x onerror=alert(1)>\u2028<!--"
XICHENG = shipped("data") / "ttl/110102/2022.ttl"


class Elements(HTMLParser):
    """The names of all elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def elements(page: str) -> list[str]:
    parser = Elements()
    parser.feed(page)
    return parser.found


def small(word: str) -> Drawing:
    nodes = [Node("a", "Place", word, {"sentence": word, "line": 3, word: word}), Node("b", word, word)]
    return draw(tidy(nodes, [Edge("a", "b", word, attributes={"sentence": word, "line": 5})]))


def data(page: str) -> dict[str, list[dict[str, object]]]:
    (found,) = re.findall(r'<script type="application/json" id="graph">(.*?)</script>', page, re.DOTALL)
    loaded: dict[str, list[dict[str, object]]] = json.loads(found)
    return loaded


def test_what_ships_is_what_was_recorded() -> None:
    recipe = tomllib.loads(asset("bundle.toml"))
    folder = shipped("export/assets")
    assert hashlib.sha256((folder / recipe["file"]).read_bytes()).hexdigest() == recipe["sha256"]
    licences = asset(recipe["licences"])
    for package in recipe["package"]:
        assert package["licence"] == "MIT"
        assert f"{package['name']} {package['version']} (MIT)" in licences
        assert package["integrity"].startswith("sha512-")
    assert "</script" not in asset(recipe["file"]) + asset("graph-page.js")


def test_words_never_become_markup() -> None:
    harmless, evil = ("".join(webpage(small(word), titles={"zh": word, "en": word})) for word in ("某地", EVIL))
    assert elements(evil) == elements(harmless)
    assert data(evil)["nodes"][0]["sentence"] == EVIL.replace("\u2028", " ")


def test_only_what_is_inside_may_run() -> None:
    page = "".join(webpage(small("某地")))
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for inside in (
        *re.findall(r"<script>(.*?)</script>", page, re.DOTALL),
        *re.findall(r"<style>(.*?)</style>", page, re.DOTALL),
    ):
        assert base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode() in policy
    assert not re.search(r"\s(src|href)=", page.replace(asset("graph-libraries.js"), ""))


def test_the_same_graph_gives_the_same_page() -> None:
    pages = {"".join(webpage(draw(chosen(Wish((XICHENG,), "html", "places"))))) for _ in range(2)}
    assert len(pages) == 1


LEGEND = [  # view, name in Chinese and English, colour
    ("places", "提及（完成情况）", "mentions (result)", "#009e73"),
    ("places", "提及（承诺）", "mentions (commitment)", "#e69f00"),
    ("places", "提及", "mentions", None),
    ("responsibilities", "牵头（推定）", "leads (by the rule)", "#d2d2d2"),
    ("responsibilities", "牵头", "leads", "#d55e00"),
    ("ledger", "接续", "continues", "#56b4e9"),
]


@pytest.mark.parametrize(("view", "zh", "en", "colour"), LEGEND)
def test_a_legend_tells_the_colours_of_links(view: str, zh: str, en: str, colour: str | None) -> None:
    told = data("".join(webpage(draw(chosen(Wish((XICHENG,), "html", view))))))
    legend = {(r["zh"], r["en"]): r.get("colour") for r in told["relations"]}
    assert legend[zh, en] == colour
    assert len(legend) == len(told["relations"])
    assert sum(int(str(r["count"])) for r in told["relations"]) == len(told["edges"])
    assert {(r["kind"], r.get("colour")) for r in told["relations"]} == {
        (e["kind"], e.get("colour")) for e in told["edges"]
    }


@pytest.mark.parametrize(("lang", "said"), [("zh", "zh-CN"), ("en", "en")])
def test_the_language_in_which_it_opens(lang: str, said: str) -> None:
    assert f'<html lang="{said}">' in "".join(webpage(small("某地"), lang=lang))


def test_a_report_is_told_by_its_title() -> None:
    graph = tidy(
        [Node("a", "Topic", "某主题", {"report": "1/2022"}), Node("b", "Topic", "他主题", {"report": "2/2022"})], []
    )
    page = data("".join(webpage(draw(replace(graph, titles={"1/2022": "某区2022《政府工作报告》"})))))
    assert [node["facts"] for node in page["nodes"]] == [{"report": "某区2022《政府工作报告》"}, {"report": "2/2022"}]


needs_browser = pytest.mark.skipif(installed() is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return draw(chosen(Wish((XICHENG,), "html", "places")))


@pytest.fixture(scope="module")
def path(drawing: Drawing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "places.html"
    path.write_text("".join(webpage(drawing)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as window:
        yield window


@contextlib.contextmanager
def opened(window: Page, path: Path) -> Iterator[Page]:
    """Open a page; afterwards nothing was asked for but the page, and nothing complained."""
    window.events.clear()
    window.open(path)
    yield window
    assert window.requests() == [path.as_uri()]
    assert window.complaints() == []


@pytest.fixture
def page(window: Page, path: Path) -> Iterator[Page]:
    with opened(window, path) as page:
        yield page


def place_of(page: Page, index: int) -> tuple[float, float]:
    """Give where a node stands in the window."""
    code = f"""(() => {{ const r = graphPage.renderer, d = r.getNodeDisplayData("{index}"), p = r.framedGraphToViewport(d),
      b = document.getElementById("picture").getBoundingClientRect(); return [b.left + p.x, b.top + p.y]; }})()"""
    x, y = page.js(code)
    return x, y


def text(page: Page, id_: str) -> str:
    return str(page.js(f"document.getElementById('{id_}').innerText"))


def hubs(drawing: Drawing) -> list[int]:
    return sorted(range(len(drawing.degrees)), key=lambda i: -drawing.degrees[i])[:5]


def overlapping(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Give the labels that stand one over the other."""
    return [
        (a["text"], b["text"])
        for a, b in itertools.combinations(boxes, 2)
        if a["left"] <= b["right"] and b["left"] <= a["right"] and abs(a["y"] - b["y"]) <= a["half"] + b["half"]
    ]


@needs_browser
def test_nodes_are_drawn_and_names_stand_apart(page: Page, drawing: Drawing, tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image", reason="Pillow, which comes with matplotlib, is not installed")
    seen = image.open(page.picture(tmp_path / "all.png")).convert("RGB")
    for index in hubs(drawing):
        x, y = place_of(page, index)
        colour = drawing.colours[drawing.graph.nodes[index].kind]
        assert seen.getpixel((round(x), round(y))) == colour, hexadecimal(colour)
    names = page.js("graphPage.labels")
    assert len(names) > 20
    assert overlapping(names) == []


@needs_browser
def test_a_click_shows_the_sentences_of_a_node(page: Page, drawing: Drawing) -> None:
    hub = hubs(drawing)[0]
    node = drawing.graph.nodes[hub]
    page.click(*place_of(page, hub))
    page.until(f"document.querySelector('#told h2')?.textContent === {json.dumps(node.label)}")
    ends = [e for e in drawing.graph.edges if node.id in (e.source, e.target)]
    said = {str(e.attributes["sentence"]) for e in ends if "sentence" in e.attributes}
    shown = text(page, "sentences")
    assert said
    assert all(sentence in shown for sentence in said)
    assert re.search(r"第 [\d, ]+ 行", shown)


@needs_browser
def test_search_finds_a_place_and_shows_its_sentences(page: Page) -> None:
    page.js("document.getElementById('search').focus()")
    page.type("什刹海")
    assert text(page, "hits").splitlines()[0] == "什刹海 地点"
    page.press("Enter")
    assert "什刹海" in text(page, "sentences")
    assert re.search(r"第 [\d, ]+ 行", text(page, "sentences"))
    page.press("Escape")
    assert "点击节点" in text(page, "told")


def ask(page: Page, text: str) -> None:
    page.js(
        f"(s => {{ s.value = {json.dumps(text)}; s.dispatchEvent(new Event('input')); }})(document.getElementById('search'))"
    )


@needs_browser
def test_search_takes_pinyin_and_kinds_and_gives_the_best_first(page: Page) -> None:
    for asked in ("什刹海", " 什 刹海", "shí chà hǎi", "Shi Cha Hai", "shichahai", "ＳＨＩＣＨＡＨＡＩ"):
        ask(page, asked)
        assert text(page, "hits").splitlines()[0] == "什刹海 地点", asked
    for asked, kind in (("Place", "地点"), ("地点", "地点"), ("area", "行政区域"), ("glossary", "术语")):
        ask(page, asked)
        assert any(line.endswith(f" {kind}") for line in text(page, "hits").splitlines()), asked
    ask(page, "北京市")
    found = page.js("[...document.querySelectorAll('#hits button')].map((b) => b.firstChild.data)")
    ranks = [0 if n == "北京市" else 1 if n.startswith("北京市") else 2 if "北京市" in n else 3 for n in found]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 3}
    ask(page, "胡同")
    found = page.js("[...document.querySelectorAll('#hits button')].map((b) => b.firstChild.data)")
    assert found[0].endswith("胡同")
    assert "胡同" not in found[-1]
    page.js("document.querySelector('#kinds input[value=Place]').click()")
    assert "筛选之外还有" in text(page, "more")


@needs_browser
def test_the_keyboard_reaches_everything_soon(page: Page) -> None:
    at = "document.activeElement.closest('li, summary, #search, h2')?.innerText"
    page.js("document.getElementById('search').focus()")
    page.press("Tab")
    assert page.js(at) == "北京市西城区 地点"
    page.press("ArrowDown")
    assert page.js(at) == "北京市 地点"
    page.press("Tab")
    assert page.js(at) == "筛选和图例"
    page.js("document.getElementById('search').focus()")
    page.press("ArrowDown")
    page.press("Enter")
    assert page.js("document.activeElement.tagName") == "H2"
    page.press("Escape")
    assert page.js("document.activeElement.id") == "search"


@needs_browser
def test_a_page_on_a_telephone(window: Page, path: Path) -> None:
    with window.sized(390, 844), opened(window, path) as page:
        top = "document.getElementById('{}').getBoundingClientRect().top"
        assert page.js(top.format("find")) < 120
        assert page.js(top.format("stage")) < 320
        assert page.js("document.documentElement.scrollWidth") <= 390
        ask(page, "什刹海")
        assert "什刹海 地点" in text(page, "hits")


@needs_browser
def test_a_graph_of_two_nodes(window: Page, tmp_path: Path) -> None:
    said = [
        {"sentence": "甲管乙。", "line": 1},
        {"sentence": "甲管乙，又管。", "line": 2},
        {"sentence": "甲管乙。", "line": 1},
    ]
    edges = [
        Edge("a", "a", "knows"),
        *(Edge("a", "b", "leads", attributes=one) for one in said),
        *[Edge("b", "a", "nods")] * 2,
    ]
    path = tmp_path / "two.html"
    path.write_text(
        "".join(
            webpage(
                draw(tidy([Node("a", "Place", "甲", {"verdict": "met; not_met"}), Node("b", "Place", "乙")], edges))
            )
        ),
        encoding="utf-8",
    )
    with opened(window, path) as page:
        size = "graphPage.renderer.scaleSize(graphPage.renderer.getNodeDisplayData('0').size)"
        assert page.js(size) <= 16
        page.click(*place_of(page, 0))
        page.until("document.querySelector('#told h2')?.textContent === '甲'")
        assert "knows → 自身" in text(page, "told")
        buttons = page.js("[...document.querySelectorAll('#told button')].map((b) => b.innerText)")
        assert buttons == ["leads → 乙 ×3", "nods ← 乙 ×2"]
        ask(page, "未达成")
        assert text(page, "hits") == "甲 Place"
        assert "达成; 未达成" in text(page, "told")
        page.js("document.querySelector('#relations input[value^=leads]').click()")
        assert text(page, "counts") == "显示 2 个节点、3 条连线"
        assert "leads" not in text(page, "told")
        page.js("document.querySelector('#relations button:last-of-type').click()")
        assert text(page, "counts") == "显示 0 个节点、0 条连线"


@needs_browser
def test_kinds_years_and_language(page: Page, drawing: Drawing) -> None:
    nodes = drawing.graph.nodes
    assert text(page, "counts") == f"显示 {len(nodes)} 个节点、{len(drawing.graph.edges)} 条连线"
    page.js("document.querySelector('#kinds input[value=Topic]').click()")
    left = [n for n in nodes if n.kind != "Topic"]
    assert text(page, "counts").startswith(f"显示 {len(left)} 个节点")
    page.js(
        "(() => { const y = document.getElementById('year'); y.value = '2022'; y.dispatchEvent(new Event('change')); })()"
    )
    assert text(page, "counts").startswith(f"显示 {sum(not n.years or 2022 in n.years for n in left)} 个节点")
    page.js("document.getElementById('language').click()")
    assert "nodes and" in text(page, "counts")
    assert "place" in text(page, "kinds")
    assert "mentions (commitment)" in text(page, "relations")


@needs_browser
def test_without_webgl_words_are_there_all_the_same(path: Path, tmp_path: Path) -> None:
    with browser(tmp_path, "--disable-3d-apis") as window, opened(window, path) as page:
        assert "没有 WebGL" in text(page, "plain")
        page.js("document.getElementById('search').focus()")
        page.type("什刹海")
        page.press("Enter")
        assert "什刹海" in text(page, "sentences")


@needs_browser
def test_evil_words_stay_words(window: Page, tmp_path: Path) -> None:
    path = tmp_path / "evil.html"
    path.write_text("".join(webpage(small(EVIL), titles={"zh": "evil"})), encoding="utf-8")
    with opened(window, path) as page:
        page.click(*place_of(page, 0))
        page.until("document.querySelector('#told h2') !== null")
        assert page.js("document.title") == "evil"
        assert page.js("document.querySelectorAll('img').length") == 0
