"""What `districts/pairs` says of two figures is what `compare` says of their bases, whichever graphs hold them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import pyoxigraph
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

from plangraph.graph.compared import compared, of_figure
from plangraph.graph.iris import SCHEMES
from plangraph.graph.nodes import division, say
from plangraph.graph.schemes import described
from plangraph.graph.terms import Triple, plain
from plangraph.graph.turtle import ntriples
from plangraph.graph.vocab import PLAN
from plangraph.knowledge.comparability import Basis, Figure, compare, pairs, year_of
from plangraph.knowledge.indicators import Adding, concepts
from plangraph.knowledge.scopes import read_scope
from plangraph.messages import pick
from plangraph.model import Comparator, Modality
from plangraph.uses import packs

QUERY = packs.find("districts/pairs").text
FAMILIES = [
    [code for code, one in concepts().items() if one.base.startswith(start)]
    for start in (
        "fiscal-revenue",
        "income",
        "water-",
        "pm25",
        "energy-intensity",
        "unemployment",
        "gdp",
        "population",
        "loans",
    )
]
PARTS = ("year", "h1", "h2", "m01-m03", "m01-m09", "m02-m11", "y5")
NOTES = (
    *(
        "",
        "",
        "",
        "扣除新冠疫苗",
        "剔除留抵退税",
        "扣除甲；扣除乙",
        "剔除留抵退税后同口径",
        "同口径",
        "年均",
        "三年年均",
    ),
    *("可比价", "现价", "名义增长", "扣除价格因素", "快报数", "新口径；快报数"),
)
AREAS = [f"1101{n:02d}" for n in (1, 2, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17)]
Row = tuple[int, int, str, str, str]


@st.composite
def bases(draw: st.DrawFn, most: int = len(AREAS)) -> list[Basis]:
    family = draw(st.sampled_from(FAMILIES))
    return draw(st.lists(basis(family), min_size=2, max_size=most))


@st.composite
def basis(draw: st.DrawFn, family: list[str]) -> Basis:
    concept = concepts()[draw(st.sampled_from(family))]
    return Basis(
        concept.code,
        draw(st.sampled_from(concept.units)),
        draw(st.sampled_from(PARTS)),
        draw(st.sampled_from(Modality)),
        draw(st.sampled_from(Comparator)),
        read_scope("；".join(draw(st.lists(st.sampled_from(NOTES), max_size=3)))),
        draw(st.booleans()),
    )


def graphs(found: Sequence[Basis]) -> list[str]:
    """Give two graphs that hold the figures in turns, each of an area of its own, with its place as its value."""
    return ["".join(ntriples(_graph(range(half, len(found), 2), found))) for half in (0, 1)]


def figure(n: int, basis: Basis) -> Figure:
    """Give a figure of a period that begins or ends in 2022, of an area of its own, with its place as its value."""
    first, _, last = basis.part.partition("-")
    whole = {"year": "2022", "y5": ("2018/2022", "2022/2026")[n % 3 // 2], "h1": "2022-H1", "h2": "2022-H2"}
    period = whole.get(basis.part) or f"2022-{first[1:]}/2022-{last[1:]}"
    return Figure(basis, AREAS[n], period, Decimal(n))


def _graph(places: Sequence[int], found: Sequence[Basis]) -> Iterator[Triple]:
    figures = {n: figure(n, found[n]) for n in places}
    said = list(compared(figures.values()))
    for n, one in figures.items():
        said += of_figure(f"<urn:f{n:02d}>", one)
        said += say(f"<urn:f{n:02d}>", (PLAN.period, plain(one.period)))
        said += division(one.area)
    yield from said
    yield from described(sorted({o for _, _, o in said if o.startswith("<" + SCHEMES)}))


def wanted(found: Sequence[Basis], indicator: str) -> set[Row]:
    """Give the rows that are due: each pair of an indicator and year once, and once from its side beside kin and other measures."""
    kin = {frozenset((a.indicator, b.indicator)) for a, b in pairs(dict.fromkeys(found))}
    return {
        (i, j, *_verdict(one, other))
        for i, one in enumerate(found)
        for j, other in enumerate(found)
        if one.indicator == indicator and (i < j if other.indicator == indicator else True)
        if year_of(figure(i, one)) == year_of(figure(j, other))
        if one.concept.base == other.concept.base or frozenset((indicator, other.indicator)) in kin
    }


def _verdict(one: Basis, other: Basis) -> tuple[str, str, str]:
    said = compare(one, other)
    return (
        str(said.verdict),
        "；".join(pick(reason.words, "zh") for reason in said.reasons),
        "; ".join(pick(reason.words, "en") for reason in said.reasons),
    )


def _row(figure: Any, other: Any, verdict: Any, note: Any, note_en: Any) -> Row:
    one, two = (int(re.search(r"[=≈≥≤><](\d+)", text.value)[1]) for text in (figure, other))  # type: ignore[index]
    return one, two, verdict.value, note.value if note else "", note_en.value if note_en else ""


COLUMNS = ("figure", "other_figure", "verdict", "note", "note_en")


def by_pyoxigraph(texts: Sequence[str], indicator: str) -> list[Row]:
    store = pyoxigraph.Store()
    for text in texts:
        store.load(text.encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    asked = {pyoxigraph.Variable("_indicator"): pyoxigraph.Literal(indicator)}
    return [_row(*(row[c] for c in COLUMNS)) for row in store.query(QUERY, substitutions=asked)]  # type: ignore[union-attr]


@cache
def _prepared() -> Any:
    return prepareQuery(QUERY)


def by_rdflib(texts: Sequence[str], indicator: str) -> list[Row]:
    graph = rdflib.Graph()
    for text in texts:
        graph.parse(data=text, format="nt")
    asked = {"_indicator": rdflib.Literal(indicator)}
    rows = graph.query(_prepared(), initBindings=asked)
    return [_row(*(_Value.of(row[c]) for c in COLUMNS)) for row in rows]  # type: ignore[index, union-attr]


class _Value:
    """A term of rdflib with its text under the name that pyoxigraph gives it."""

    def __init__(self, value: str) -> None:
        self.value = value

    @classmethod
    def of(cls, term: object) -> "_Value | None":
        return None if term is None else cls(str(term))


def test_what_stands_at_one_time_is_told_by_the_scheme() -> None:
    listed = re.search(r"\?code_asked IN \(([^)]*)\)", QUERY)
    assert listed
    assert re.findall(r'"([^"]+)"', listed[1]) == sorted(
        one.code for one in concepts().values() if one.adds is Adding.STOCK
    )


@settings(deadline=None, max_examples=100)
@given(bases())
def test_the_question_gives_the_verdict_of_the_rules(found: list[Basis]) -> None:
    texts = graphs(found)
    for indicator in {basis.indicator for basis in found}:
        rows = by_pyoxigraph(texts, indicator)
        assert len(rows) == len(set(rows))
        assert set(rows) == wanted(found, indicator)


@settings(deadline=None, max_examples=10)
@given(bases(most=6))
def test_both_engines_give_the_same(found: list[Basis]) -> None:
    texts = graphs(found)
    assert by_rdflib(texts, found[0].indicator) == by_pyoxigraph(texts, found[0].indicator)
