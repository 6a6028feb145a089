"""The packs that set districts side by side: on a small table and two reports, and on what ships."""

import re
import shlex
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from plangraph.cli import cli
from plangraph.files import shipped
from plangraph.knowledge.statistics import KNOWN
from plangraph.uses import packs, queries
from plangraph.uses.parameters import bind

DOCS = Path(__file__).parent.parent.parent / "docs"
SDG = "http://metadata.un.org/sdg/"
SHIPPED = shipped("data") / "ttl/districts.ttl"


def rows(name: str, data: Path, **given: str) -> list[dict[str, Any]]:
    """Ask a question of the pack."""
    query = packs.find(f"districts/{name}")
    bound = bind(query.parameters(), given, lambda _: ())
    result = queries.run(query.text, [data], trusted=True, bindings=bound)
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def about(name: str, data: Path) -> list[dict[str, Any]]:
    return rows("indicator", data, indicator=name)


def test_growth_of_two_years_is_listed_with_notes() -> None:
    found = {(r["period"], r["area"], r["kind"], r["comparator"] + r["value"]): r for r in rows("gdp_growth", SHIPPED)}
    assert len(found) == 19
    notes = {key: (r["verdict"], r["note"]) for key, r in found.items()}
    expected = {
        ("2021", "北京市东城区", "actual", "=8"): ("comparable", None),
        ("2021", "北京市西城区", "actual", "=8.1"): ("comparable", None),
        ("2021-H1", "北京市朝阳区", "actual", "=13.5"): ("not_comparable", "上半年"),
        ("2021-H1", "北京市朝阳区", "actual", "=3.9"): ("not_comparable", "上半年，多年平均"),
        ("2017/2021", "北京市昌平区", "actual", "=6.6"): ("not_comparable", "5年年均；转载或第三方"),
        ("2022", "北京市", "target", "≥5"): ("with_care", "目标是界限（≥）"),
        ("2022", "北京市石景山区", "expected", "≈2"): ("with_care", "预计数；约数；转载或第三方"),
        ("2022", "北京市房山区", "actual", ">3"): ("with_care", "只给出界限（>）"),
        ("2022", "北京市大兴区", "expected", "=3"): ("not_comparable", "预计数；扣除新冠疫苗"),
        ("2022-01/2022-03", "北京市大兴区", "actual", "=5.2"): ("not_comparable", "一季度"),
        ("2022-H1", "北京市朝阳区", "actual", "=0.4"): ("not_comparable", "上半年"),
        ("2022", "北京市东城区", "actual", "=5.6"): ("comparable", None),
    }
    assert {key: notes[key] for key in expected} == expected
    assert all(r["source"] for r in found.values())


def test_sources_that_disagree_are_both_shown() -> None:
    found = [r for r in about("地区生产总值", SHIPPED) if (r["period"], r["area"]) == ("2021", "北京市东城区")]
    assert [(r["comparator"], r["value"], r["disagrees"]) for r in found] == [
        ("≈", "319300000000", False),  # rounded, it is the same
        ("=", "319310000000", False),
    ]
    assert len({r["source"] for r in found}) == 2
    rate = [r for r in about("登记失业率", SHIPPED) if (r["period"], r["area"]) == ("2022", "北京市西城区")]
    assert [(r["comparator"], r["value"], r["disagrees"]) for r in rate] == [("<", "3.5", True), ("≤", "3.5", True)]


def test_two_values_of_one_figure_disagree(tmp_path: Path) -> None:
    columns = ("area", "period", "indicator", "value", "unit", "modality", "source")
    lines = [
        ",".join(columns),
        *(f"110101,2022,地区生产总值增速,{v},%,actual,{source}" for v, source in ((5, "甲"), (6, "乙"))),
    ]
    (tmp_path / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    mapping = "\n".join(['name = "t"', "[columns]", *(f'{c} = "{c}"' for c in columns)])
    (tmp_path / "t.toml").write_text(mapping, encoding="utf-8")
    args = ["import", str(tmp_path / "t.csv"), "--mapping", str(tmp_path / "t.toml"), "-o", str(tmp_path / "t.ttl")]
    assert CliRunner().invoke(cli, args).exit_code == 0
    found = rows("pairs", tmp_path / "t.ttl")
    assert [(r["verdict"], r["note"]) for r in found] == [("with_care", "来源不一致")]
    assert [r["disagrees"] for r in rows("indicator", tmp_path / "t.ttl")] == [True, True]


def test_what_differs_in_scope_does_not_disagree() -> None:
    found = [
        r for r in about("一般公共预算收入增速", SHIPPED) if (r["period"], r["area"]) == ("2022", "北京市石景山区")
    ]
    assert [(r["value"], r["disagrees"]) for r in found] == [("1", False), ("8.2", False)]


@pytest.mark.parametrize("name", ["登记失业率", "registered unemployment rate", "unemployment-registered"])
def test_an_indicator_is_asked_for_by_name_or_code(name: str) -> None:
    found = [r for r in about(name, SHIPPED) if r["area"] == "北京市西城区"]
    assert [r["comparator"] for r in found] == ["<", "≤"]


def test_pairs_say_whether_they_compare_and_why(neighbours: Path) -> None:
    found = {
        (r["figure"], r["other_figure"]): (r["verdict"], r["note"]) for r in rows("pairs", neighbours, year="2022")
    }
    assert found["2022 actual =5.6%", "2022 actual =4.1%"] == ("comparable", None)
    assert found["2022 target ≥5%", "2022 actual =5.6%"][0] == "with_care"
    assert "一方是目标，一方是结果" in found["2022 target ≥5%", "2022 actual =5.6%"][1]
    assert found["2022 actual =5.6%", "2022-H1 actual =0.4%"] == ("not_comparable", "时段不同：全年、上半年")


def test_pairs_reach_over_graphs(neighbours: Path) -> None:
    found = rows("pairs", neighbours, year="2021")
    said = [(r["area"], r["figure"], r["other_area"], r["other_indicator"]) for r in found]
    own = ("北京市西城区", "2021 actual =8.1%")  # of the report; the levels are of the table
    assert said == [(*own, area, "地区生产总值") for area in ("北京市东城区", "北京市西城区", "北京市朝阳区")]
    assert {(r["verdict"], r["note"]) for r in found} == {("not_comparable", "一方是增速，一方是水平")}


def test_a_level_stands_beside_its_growth() -> None:
    found = rows("pairs", SHIPPED, indicator="地区生产总值", year="2021")
    beside = {r["verdict"] for r in found if r["other_indicator"] == "地区生产总值增速"}
    assert beside == {"not_comparable"}
    assert all("一方是水平，一方是增速" in r["note"] for r in found if r["other_indicator"] == "地区生产总值增速")


def test_kin_are_beside_each_other() -> None:
    found = rows("pairs", SHIPPED, indicator="地方级一般公共预算收入增速")
    words = {(r["verdict"], r["note"].partition("：")[0]) for r in found}
    assert ("not_comparable", "口径不同") in words
    assert {r["verdict"] for r in found} == {"with_care", "not_comparable"}


def test_who_reached_the_target(neighbours: Path) -> None:
    found = {(r["area"], r["outcome"]): r["reached"] for r in rows("targets_reached", neighbours)}
    assert found == {
        ("北京市东城区", "=5.6%"): "yes",
        ("北京市西城区", "=4.1%"): "no",
        ("北京市西城区", "=4.3%"): "no",
        ("北京市朝阳区", "=0.4%"): "cannot_tell",
        ("北京市房山区", ">3%"): "cannot_tell",
    }


def test_ranks_are_among_what_compares(neighbours: Path) -> None:
    found = [(r["period"], r["rank"], r["among"], r["area"]) for r in rows("rank", neighbours)]
    assert found == [("2021", 1, 3, "北京市朝阳区"), ("2021", 2, 3, "北京市西城区"), ("2021", 3, 3, "北京市东城区")]
    growth = rows("rank", neighbours, indicator="地区生产总值增速")
    assert [(r["period"], r["rank"], r["area"], r["value"]) for r in growth] == [
        ("2022", 1, "北京市东城区", "5.6"),
        ("2022", 2, "北京市西城区", "4.1"),
    ]


def test_less_is_better_where_a_fall_is_wished_for() -> None:
    found = [r for r in rows("rank", SHIPPED, indicator="pm25") if r["period"] == "2022"]
    assert [(r["rank"], Decimal(r["value"])) for r in found] == [(1, 31), (2, 32)]


def test_a_year_narrows() -> None:
    assert {r["period"] for r in rows("rank", SHIPPED, year="2021")} == {"2021"}
    assert {r["period"] for r in rows("indicator", SHIPPED, year="2021")} == {"2021", "2021-H1", "2017/2021"}
    assert rows("targets_reached", SHIPPED, year="2021") == []


def test_ranks_hold_whole_tables() -> None:
    found = rows("rank", SHIPPED)
    for group in {(r["period"], r["basis"]) for r in found}:
        ranked = [(r["rank"], Decimal(r["value"])) for r in found if (r["period"], r["basis"]) == group]
        assert ranked == sorted(ranked, key=lambda pair: (pair[0], -pair[1]))
        assert ranked[0][0] == 1


def test_the_same_programme(neighbours: Path) -> None:
    found = [
        (r["programme"], r["field"], r["areas"], r["area"], r["results"], r["commitments"])
        for r in rows("programmes", neighbours)
    ]
    assert found == [
        ("“双减”", "教育", 2, "北京市东城区", 0, 1),
        ("“双减”", "教育", 2, "北京市西城区", 1, 0),
        ("接诉即办", "城市治理", 2, "北京市东城区", 1, 0),
        ("接诉即办", "城市治理", 2, "北京市西城区", 0, 1),
    ]


def test_topics_by_field(neighbours: Path) -> None:
    found = [
        (r["field"], r["sdg"], r["area"], r["topics"], r["results"], r["commitments"])
        for r in rows("fields", neighbours)
    ]
    assert found == [
        ("城市治理", SDG + "11", "北京市东城区", 1, 3, 0),
        ("教育", SDG + "4", "北京市西城区", 1, 3, 0),
    ]


def test_promised_here_and_done_there(neighbours: Path) -> None:
    found = [(r["via"], r["what"], r["area"], r["other_area"]) for r in rows("done_elsewhere", neighbours)]
    assert found == [
        ("indicator", "拆除违法建设", "北京市西城区", "北京市东城区"),
        ("programme", "“双减”", "北京市东城区", "北京市西城区"),
        ("programme", "接诉即办", "北京市西城区", "北京市东城区"),
    ]


def test_the_output_in_the_documentation_is_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DOCS / "districts.md").read_text(encoding="utf-8")
    monkeypatch.chdir(DOCS.parent)
    shown = re.findall(r"^\$ plangraph (.+)\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert shown
    for line, output in shown:
        assert CliRunner().invoke(cli, shlex.split(line)).stdout == output


def test_the_documentation_names_every_question_and_column() -> None:
    text = (DOCS / "districts.md").read_text(encoding="utf-8")
    assert all(f"`{q.name}`" in text for q in packs.queries() if q.name.startswith("districts/"))
    assert all(f"| `{column}` |" in text for column in KNOWN)
