"""Figures of one measure: each beside that of its own period and modality, else the nearest two, never exactly one."""

from __future__ import annotations

import pytest

from plangraph.knowledge.correspondences import correspond
from plangraph.knowledge.things import Kind, Predicate, Ruling, Thing

AREA, NEIGHBOUR = "110102", "110101"
Said = list[tuple[str, str, str, str]]


def series(side: str, home: str, *figures: tuple[str, str], row: str = "") -> Thing:
    """Give one measure with its figures; those of a row all bear its IRI."""
    things = [
        Thing(
            row or f"{side}:{period}.{modality}",
            Kind.INDICATOR,
            ("地区生产总值",),
            home=home,
            unit="亿元",
            period=period,
            modality=modality,
        )
        for period, modality in figures
    ]
    return things[0]._replace(figures=tuple(things))


def said(one: Thing, other: Thing, *rulings: Ruling) -> Said:
    return [
        (
            c.subject.iri,
            "Not" if c.rejected else c.predicate.value,
            c.object.iri,
            c.why.split(" / ")[1].partition("; ")[2],
        )
        for c in correspond([one], [other], rulings).correspondences
    ]


TABLE = series("t", AREA, ("2019", "actual"), ("2021", "expected"), ("2021", "actual"), ("2022", "target"))


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        ([("2021", "actual")], [("r:2021.actual", "exactMatch", "t:2021.actual", "")]),
        (
            [("2022", "target"), ("2021", "actual"), ("2020", "actual")],
            [
                ("r:2021.actual", "exactMatch", "t:2021.actual", ""),
                ("r:2022.target", "exactMatch", "t:2022.target", ""),
            ],
        ),
        (
            [("2022", "actual")],
            [("r:2022.actual", "closeMatch", "t:2022.target", "one is actual, one target")],
        ),
        (
            [("2018", "actual")],
            [("r:2018.actual", "closeMatch", "t:2019.actual", "other periods: 2018, 2019")],
        ),
        (
            [("2025", "target")],
            [("r:2025.target", "closeMatch", "t:2022.target", "other periods: 2025, 2022")],
        ),
        (
            [("2021-H1", "actual")],
            [("r:2021-H1.actual", "closeMatch", "t:2021.actual", "other periods: 2021-H1, 2021")],
        ),
    ],
)
def test_each_figure_goes_with_that_of_its_period(figures: list[tuple[str, str]], wanted: Said) -> None:
    report = series("r", AREA, *figures)
    assert said(report, TABLE) == wanted
    turned = [(one, predicate, other) for one, predicate, other, _ in said(TABLE, report)]
    assert turned == sorted((other, predicate, one) for one, predicate, other, _ in wanted)


def test_figures_of_two_areas_are_never_exactly_one() -> None:
    assert said(series("r", NEIGHBOUR, ("2021", "actual")), TABLE) == [
        ("r:2021.actual", "closeMatch", "t:2021.actual", "")
    ]


def test_a_row_of_several_periods_is_exactly_none_of_its_figures() -> None:
    row = series("r", AREA, ("2021", "actual"), ("2022", "target"), row="urn:row")
    assert said(row, TABLE) == [
        ("urn:row", "closeMatch", f"t:{figure}", "a row with figures of several periods")
        for figure in ("2021.actual", "2022.target")
    ]


@pytest.mark.parametrize(("home", "predicate"), [(AREA, "exactMatch"), (NEIGHBOUR, "closeMatch")])
def test_that_only_one_tells_its_period_is_said(home: str, predicate: str) -> None:
    assert said(series("r", home, ("", "actual")), series("t", AREA, ("2022", "actual"))) == [
        ("r:.actual", predicate, "t:2022.actual", "only one tells its period: 2022")
    ]


def test_a_ruling_may_name_any_figure() -> None:
    report = series("r", AREA, ("2022", "target"), ("2021", "actual"))
    ruling = Ruling("r:2021.actual", "", "t:2019.actual", "", Predicate.CLOSE, False)
    found = correspond([report], [TABLE], [ruling])
    assert found.lost == ()
    assert ("r:2021.actual", "t:2019.actual") in [(c.subject.iri, c.object.iri) for c in found.correspondences]


def test_figures_of_other_scopes_are_close_at_most() -> None:
    plain, adjusted = series("r", AREA, ("2022", "actual")), series("t", AREA, ("2022", "actual"))
    adjusted = adjusted._replace(figures=(adjusted.figures[0]._replace(scope="同口径"),))
    assert said(plain, adjusted) == [
        ("r:2022.actual", "closeMatch", "t:2022.actual", "another scope: not said, 同口径")
    ]
