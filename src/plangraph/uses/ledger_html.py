"""The ledger as one page that needs nothing else: no script, no address, every text escaped, ready to print.

A row is folded by `details`, and what it opens stands beside it, not in it: so paper shows it, and a link opens it, in any
browser. Rows are chosen by verdict with radio buttons and CSS alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plangraph.messages import pick
from plangraph.model import Claim, Item
from plangraph.uses.ledger import Book, Row
from plangraph.uses.ledger_rows import counted, place_words, size, why
from plangraph.uses.ledger_style import MARKS, POLICY, STYLE
from plangraph.uses.ledger_years import Step, chains, judged_words, promise_year, report_year, step_words, verdict_words
from plangraph.uses.markup import Html, escaped, tag

_WORDS = {
    "zh": {
        "lang": "zh-Hans",
        "title": "承诺台账",
        "hint": "点开一行，可见两边的原文段落，共有的用词已标出。",
        "choose": "按结论查看",
        "all": "全部",
        "pair": "{promised} 年的承诺与 {reported} 年的结果",
        "titles": "承诺见《{earlier}》，结果见《{later}》。",
        "promise": "承诺",
        "result": "结果",
        "target": "目标",
        "actual": "实际",
        "verdict": "结论",
        "why": "说明",
        "years": "历年：",
        "basis": "对应的把握 {score}；依据：{reason}。",
        "none": "没有可以追踪的承诺。",
    },
    "en": {
        "lang": "en",
        "title": "Ledger of commitments",
        "hint": "Open a row to read both sentences in their paragraphs, with the words they share marked.",
        "choose": "Show by verdict",
        "all": "all",
        "pair": "Commitments for {promised} and results of {reported}",
        "titles": "Commitments from {earlier}; results from {later}.",
        "promise": "Commitment",
        "result": "Result",
        "target": "Target",
        "actual": "Actual",
        "verdict": "Verdict",
        "why": "Why",
        "years": "Over the years: ",
        "basis": "Confidence that the two belong together {score}; {reason}.",
        "none": "There are no commitments to follow.",
    },
}
_CHINESE = "zh-Hans"
_EDGE = "，。；、：！？,;:"
_NEAR = 20  # sentences shown before and after one, of a paragraph that is longer than any should be
_LONGEST = 1000  # characters of a sentence around


@dataclass(frozen=True, slots=True)
class _Setting:
    """What every part of the page needs: the language, its words, and the sentences of each paragraph of each report."""

    lang: str
    words: Mapping[str, str]
    paragraphs: Mapping[tuple[int, str], Sequence[Claim]]


def page(rows: Sequence[Row], lang: str) -> Iterator[str]:
    """Give the page in pieces; the same rows give the same bytes."""
    setting = _Setting(lang, _WORDS[lang], _paragraphs(rows))
    yield f'<!DOCTYPE html>\n<html lang="{setting.words["lang"]}">\n<head>\n{_head(setting.words)}\n</head>\n<body>\n'
    yield from _overview(rows, setting)
    before = None
    for i, (row, chain) in enumerate(zip(rows, chains(rows), strict=True)):
        pair = (id(row.earlier), id(row.later))
        if pair != before:
            yield from _opening(row, setting.words)
        yield _article(i, row, chain, setting) + "\n"
        before = pair
    yield "</body>\n</html>\n"


def _paragraphs(rows: Sequence[Row]) -> dict[tuple[int, str], list[Claim]]:
    found: defaultdict[tuple[int, str], list[Claim]] = defaultdict(list)
    for book in {id(b): b for row in rows for b in (row.earlier, row.later)}.values():
        for claim in book.claims:
            found[id(book), claim.paragraph].append(claim)
    return found


def _head(words: Mapping[str, str]) -> str:
    policy = {"http-equiv": "Content-Security-Policy", "content": POLICY}
    return "\n".join(
        [
            tag("meta", charset="utf-8"),
            tag("meta", **policy),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", words["title"]),
            tag("style", Html(STYLE)),
        ]
    )


def _overview(rows: Sequence[Row], setting: _Setting) -> Iterator[str]:
    words = setting.words
    yield tag("h1", words["title"]) + "\n"
    yield tag("p", size(rows, setting.lang)) + "\n"
    yield tag("p", words["hint"] if rows else words["none"], class_="soft") + "\n"
    choices = [_choice("all", f"{words['all']} {len(rows)}", checked="")]
    choices += [_choice(verdict, f"{MARKS[verdict]} {said}") for verdict, said in counted(rows, setting.lang).items()]
    yield tag("fieldset", tag("legend", words["choose"]), *choices) + "\n"


def _choice(name: str, said: str, **attributes: str) -> Html:
    return tag("label", tag("input", type="radio", name="only", id=f"only-{name}", **attributes), f" {said}")


def _opening(row: Row, words: Mapping[str, str]) -> Iterator[str]:
    promised, reported = promise_year(row.earlier) or "?", report_year(row.later) or "?"
    yield tag("h2", words["pair"].format(promised=promised, reported=reported)) + "\n"
    yield tag("p", words["titles"].format(earlier=row.earlier.heading, later=row.later.heading), class_="soft") + "\n"


def _article(i: int, row: Row, chain: Sequence[Step], setting: _Setting) -> Html:
    more = [tag("div", *_sides(row, setting), class_="sides"), *_judgement(i, row, chain, setting)]
    summary = tag("summary", *_summary(row, setting.lang))
    return tag("article", tag("details", summary), tag("div", *more, class_="more"), id=f"r{i + 1}", class_=row.verdict)


def _summary(row: Row, lang: str) -> Iterator[Html]:
    """Give what a row shows while it is folded: verdict, commitment, and the result or why there is none."""
    yield tag(
        "span",
        f"{MARKS[row.verdict]} {judged_words(row, lang)}",
        class_="chip",
    )
    yield tag("span", row.commitment.text, lang=_CHINESE)
    outcome = tag("span", row.result.text, lang=_CHINESE) if row.result else why(row, lang)
    yield tag("span", outcome, class_="outcome")


def _sides(row: Row, setting: _Setting) -> Iterator[Html]:
    """Give the two sentences in their paragraphs."""
    yield _side("promise", row.commitment, row.earlier, promise_year(row.earlier), row.words, setting)
    if row.result:
        yield _side("result", row.result, row.later, report_year(row.later), row.words, setting)


def _side(name: str, claim: Claim, book: Book, year: int | None, shared: Sequence[str], setting: _Setting) -> Html:
    place = place_words(year, book.lines[claim.id], setting.lang)
    around = _in_paragraph(claim, shared, setting.paragraphs[id(book), claim.paragraph])
    return tag(
        "section",
        tag("h3", f"{setting.words[name]} · {place}"),
        tag("p", *around, class_="context", lang=_CHINESE),
        tag("code", claim.id),
        class_="side",
    )


def _in_paragraph(claim: Claim, shared: Sequence[str], claims: Sequence[Claim]) -> Iterator[Html]:
    """Give a sentence, or the part of one that is judged, among the others of its paragraph, with the shared words marked."""
    at = next(i for i, other in enumerate(claims) if other.id == claim.id)
    before, after = claims[max(at - _NEAR, 0) : at], claims[at + 1 : at + 1 + _NEAR]
    left, _, right = claims[at].text.partition(claim.text)
    yield escaped("…" if len(before) < at else "")
    yield escaped("".join(_cut(c.text) for c in before) + left)
    yield tag("b", *_marked(claim.text, shared))
    yield escaped(right + "".join(_cut(c.text) for c in after))
    yield escaped("…" if at + 1 + len(after) < len(claims) else "")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _marked(text: str, shared: Sequence[str]) -> Iterator[Html]:
    """Give a text with words marked. Where numbers were left out of a shared stretch, what is left and right of them counts."""
    found = {piece.strip(_EDGE) for word in shared for piece in word.split()}
    pieces = sorted((p for p in found if len(p) > 1), key=lambda p: (-len(p), p))
    pattern = "|".join(map(re.escape, pieces)) or r"\Z\A."  # nothing shared: what is never found
    for i, part in enumerate(re.split(f"({pattern})", text)):
        yield tag("mark", part) if i % 2 else escaped(part)


def _judgement(i: int, row: Row, chain: Sequence[Step], setting: _Setting) -> Iterator[Html]:
    """Give targets beside what was reached, the other years, and on what the link rests."""
    words = setting.words
    if row.items:
        names = tag("tr", *(tag("th", words[key], scope="col") for key in ("target", "actual", "verdict", "why")))
        lines = (_item(item, setting.lang) for item in row.items)
        yield tag("table", tag("thead", names), tag("tbody", *lines))
    if len(chain) > 1:
        yield tag("p", words["years"], *_chain(chain, i, setting.lang))
    if row.score is not None:
        basis = words["basis"].format(score=row.score, reason=pick(row.reason, setting.lang))
        yield tag("p", basis, class_="soft")


def _item(item: Item, lang: str) -> Html:
    verdict = verdict_words(item.verdict, lang, expected=item.estimated)
    return tag(
        "tr",
        tag("td", item.target or "—", lang=_CHINESE),
        tag("td", item.actual or "—", lang=_CHINESE),
        tag("td", f"{MARKS[item.verdict]} {verdict}"),
        tag("td", pick(item.why, lang)),
    )


def _chain(chain: Sequence[Step], own: int, lang: str) -> Iterator[Html]:
    """Give the years of a chain, those of other rows as links."""
    for i, step in enumerate(chain):
        said = step_words(step, i == 0, lang)
        yield escaped(" → " if i else "")
        yield escaped(said) if step.row in (None, own) else tag("a", said, href=f"#r{(step.row or 0) + 1}")
