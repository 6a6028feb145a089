"""The ledger as a page: what it shows, that no text becomes markup, that it needs nothing from elsewhere."""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html

from plangraph.model import Claim, Item, StatementKind, Verdict
from plangraph.uses.ledger import Book, Row, follow, read_book
from plangraph.uses.ledger_html import page
from plangraph.uses.ledger_style import MARKS, STYLE
from plangraph.uses.markup import Html, escaped, tag

PAYLOADS = (
    "<script>alert(1)</script>",
    "</style></title></p><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)' x=\"",
    "<a href='javascript:alert(1)'>&lt;b&gt; &#60; http://example.org/",
    "<!-- ]]> --> {{7*7}} ${x}",
    "\x00\x1b]0;x\x07\u202e\u2066\u061c文",
)
ID = "https://w3id.org/plangraph/id/110102/2014/p1.c1.t1.s1"


class Skeleton(HTMLParser):
    """Everything of a page but its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.parts: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.parts.append((name, attributes))

    def handle_endtag(self, name: str) -> None:
        self.parts.append(name)

    def handle_comment(self, text: str) -> None:
        self.parts.append(("comment", text))

    def handle_decl(self, text: str) -> None:
        self.parts.append(("declaration", text))

    def handle_pi(self, text: str) -> None:
        self.parts.append(("instruction", text))


def book(text: str, year: int, kind: StatementKind, *claims: Claim) -> Book:
    own = (*claims, Claim(ID, text, kind, "1.1", "p1"), Claim(ID + "1", text, kind, "1.1", "p1"))
    lines = {claim.id: 1 for claim in own}
    return Book(text, text, text, year - 1, year, own, lines)


def hostile(text: str) -> list[Row]:
    """Give rows in which every text is `text`."""
    earlier, later = book(text, 2014, StatementKind.COMMITMENT), book(text, 2015, StatementKind.RESULT)
    items = (Item(Verdict.MET, text, text, text), Item(Verdict.NOT_MET, text, text, f"{text} / {text}", True))
    done, promised = later.claims[0], earlier.claims[0]
    return [
        Row(earlier, later, promised, Verdict.MET, done, items, 0.5, text, ("没有这个词",), done),
        Row(earlier, later, promised, Verdict.DROPPED),
    ]


def drawn(rows: Sequence[Row], lang: str = "zh") -> str:
    return "".join(page(rows, lang))


@pytest.fixture(scope="module")
def rows(three_years: list[Path]) -> tuple[Row, ...]:
    return follow([read_book(path) for path in three_years])


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_becomes_markup(payload: str, lang: str) -> None:
    found = drawn(hostile(payload), lang)
    assert Skeleton(found).parts == Skeleton(drawn(hostile("文"), lang)).parts
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u061c\u202e\u2066]", found)
    assert escaped(payload) in found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_shared_words_are_marked_whatever_they_are(payload: str) -> None:
    (row, _) = hostile(payload)
    tree = html.fromstring(drawn([replace(row, words=(payload,))]))
    allowed = "html head meta title style body h1 h2 h3 p fieldset legend label input article details summary span div section"
    assert {e.tag for e in tree.iter()} <= {
        *allowed.split(),
        "b",
        "mark",
        "code",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert tree.xpath("//mark")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_comes_from_elsewhere(rows: tuple[Row, ...], lang: str) -> None:
    tree = html.fromstring(drawn(rows, lang))
    places = {e.get("id") for e in tree.iter() if e.get("id")}
    for element in tree.iter():
        assert element.tag not in ("script", "link", "img", "iframe", "object", "embed", "base", "form")
        assert not [name for name in element.attrib if name.startswith("on") or name in ("src", "style", "srcset")]
    links = [a.get("href") for a in tree.iter("a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= places
    assert not re.search(r"url\(|@import|https?:", STYLE)
    addresses = re.findall(r"https?://\S+?(?=[<\s])", drawn(rows, lang))
    assert all(a.startswith("https://w3id.org/plangraph/id/") for a in addresses)


def test_the_policy_allows_this_style_and_nothing_else(rows: tuple[Row, ...]) -> None:
    tree = html.fromstring(drawn(rows))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = tree.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_the_same_bytes_twice(three_years: list[Path]) -> None:
    once, twice = (drawn(follow([read_book(p) for p in order])) for order in (three_years, three_years[::-1]))
    assert once == twice


def test_a_row_opens_its_sentences_in_their_paragraphs(rows: tuple[Row, ...]) -> None:
    tree = html.fromstring(drawn(rows))
    (article,) = tree.xpath("//article[@id='r2']")
    assert article.get("class") == "partly_met"
    assert [s.text_content() for s in article.xpath(".//summary/span")] == [
        "◐ 部分达成",
        "新建幼儿园5所，改造老旧小区12个。",
        "新建幼儿园3所，改造老旧小区12个。",
    ]
    assert article.xpath(".//h3/text()") == ["承诺 · 2014 年，第 7 行", "结果 · 2014 年，第 4 行"]
    promise, result = article.xpath(".//section/p")
    assert promise.text_content().startswith("今年要办好下列实事。地区生产总值达到300亿元。新建幼儿园5所")
    assert result.text_content().startswith("各项工作稳中有进。预计地区生产总值达到310亿元。新建幼儿园3所")
    assert [b.text_content() for b in article.xpath(".//section/p/b")] == [
        "新建幼儿园5所，改造老旧小区12个。",
        "新建幼儿园3所，改造老旧小区12个。",
    ]
    marked = [[m.text for m in side.iter("mark")] for side in (promise, result)]
    assert marked == [["新建幼儿园", "改造老旧小区"]] * 2
    assert [[cell.text_content() for cell in line] for line in article.xpath(".//tbody/tr")] == [
        ["新建幼儿园5所", "新建幼儿园3所", "◐ 部分达成", "新建幼儿园：目标5所，报告3所"],
        ["改造老旧小区12个", "改造老旧小区12个", "✓ 达成", "改造老旧小区：目标12个，报告12个"],
    ]
    assert rows[1].commitment.id in article.xpath(".//code/text()")


def test_a_chain_leads_to_the_other_years(rows: tuple[Row, ...]) -> None:
    tree = html.fromstring(drawn(rows, "en"))
    assert tree.get("lang") == "en"
    (article,) = tree.xpath("//article[@id='r3']")
    (link,) = article.iter("a")
    assert (link.text, link.get("href")) == ("promised again for 2015: met", "#r6")
    assert "Over the years: promised for 2014: partly met → promised again for 2015: met → promised again for 2016" in (
        article.text_content()
    )


def test_what_nobody_reports_says_so(rows: tuple[Row, ...]) -> None:
    tree = html.fromstring(drawn(rows))
    assert [a.xpath(".//summary/span")[0].text for a in tree.xpath("//article[@class='dropped']")] == [
        "∅ 未报告结果",
        "∅ 未再提及",
        "∅ 未再提及",
    ]
    assert tree.xpath("//article[@id='r5']//span[@class='outcome']/text()") == ["后一份报告没有提到"]


def test_rows_are_counted_and_chosen_by_verdict(rows: tuple[Row, ...]) -> None:
    tree = html.fromstring(drawn(rows))
    assert [label.text_content().strip() for label in tree.iter("label")] == [
        "全部 8",
        "✓ 达成 1",
        "＋ 超额 1（其中预计 1）",
        "◐ 部分达成 2",
        "✗ 未达成 1",
        "∅ 未再提及 3（其中再次承诺 1）",
    ]
    for verdict in Verdict:
        assert f"body:has(#only-{verdict}:checked) article:not(.{verdict})" in STYLE
        assert MARKS[verdict]


def test_a_page_without_rows() -> None:
    tree = html.fromstring(drawn([], "en"))
    assert "There are no commitments to follow." in tree.text_content()
    assert not list(tree.iter("article"))


def test_a_very_long_paragraph_is_cut_around_the_sentence() -> None:
    def claim(number: int, text: str) -> Claim:
        return Claim(f"{ID}{number}", text, StatementKind.COMMITMENT, "1.1", "p1")

    others = [claim(n, f"第{n}句。") for n in range(100, 150)]
    own = claim(200, "本句；另一部分。")
    after = [claim(n, "长" * 5000) for n in range(300, 350)]
    earlier = book("文", 2014, StatementKind.COMMITMENT, *others, own, *after)
    row = Row(earlier, book("文", 2015, StatementKind.RESULT), replace(own, text="另一部分。"), Verdict.DROPPED)
    (around,) = html.fromstring(drawn([row])).xpath("//section/p")
    text = around.text_content()
    assert text.startswith("…第130句。")
    assert "第149句。本句；另一部分。长长" in text
    assert around.xpath("./b")[0].text_content() == "另一部分。"
    assert len(text) < 21_000
    assert text.endswith("…")


def test_markup_is_made_and_never_met() -> None:
    made = tag("a", tag("b", "<"), "<i>", href='"x"')
    assert made == '<a href="&quot;x&quot;"><b>&lt;</b>&lt;i&gt;</a>'
    assert isinstance(made, Html)
    assert escaped(made + "<i>").startswith("&lt;a ")  # what is joined by hand is text again
