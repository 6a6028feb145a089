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
from plangraph.knowledge.indicators import Adding, Measure, concepts
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
        ("2021-H1", "北京市朝阳区", "actual", "=3.9"): ("not_comparable", "上半年，2年平均"),
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


def test_equal_figures_are_one_row_with_their_sources(tmp_path: Path) -> None:
    report = "关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告"
    found = [r for r in rows("indicator", SHIPPED.parent, indicator="登记失业率") if r["area"] == "北京市西城区"]
    assert [(r["comparator"], r["source"]) for r in found] == [("<", report), ("≤", report)]
    data = imported(tmp_path, [(5, "乙"), (5, "甲"), (5, "丙"), (6, "丁"), (5, "乙")])
    said = [(r["value"], r["source"], r["disagrees"]) for r in rows("indicator", data)]
    assert said == [("5", "丙；甲（+1）", True), ("6", "丁", True)]
    other = imported(tmp_path, [(5, "乙"), (5, "甲")])
    assert [r["source"] for r in rows("indicator", other)] == ["乙；甲"]


FIELDS = ("area", "period", "indicator", "value", "unit", "modality", "comparator", "scope", "source")


def tabled(folder: Path, *figures: str) -> Path:
    """Give the graph of figures written as area, period, indicator, value, unit, modality, comparator, scope; titles that hold
    转载 are of reprints."""
    lines = [",".join(FIELDS), *(f if f.count(",") == len(FIELDS) - 1 else f + ",某报告" for f in figures)]
    (folder / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    mapping = ['name = "t"', 'reprints = ["转载"]', "[columns]", *(f'{name} = "{name}"' for name in FIELDS)]
    (folder / "t.toml").write_text("\n".join(mapping), encoding="utf-8")
    args = ["import", str(folder / "t.csv"), "--mapping", str(folder / "t.toml"), "-o", str(folder / "t.ttl")]
    assert CliRunner().invoke(cli, args).exit_code == 0
    return folder / "t.ttl"


def imported(folder: Path, figures: list[tuple[int, str]]) -> Path:
    """Give the graph of a table of figures of one area, year and indicator with their sources."""
    columns = ("area", "period", "indicator", "value", "unit", "modality", "source")
    lines = [",".join(columns), *(f"110101,2022,地区生产总值增速,{v},%,actual,{source}" for v, source in figures)]
    (folder / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    mapping = "\n".join(['name = "t"', "[columns]", *(f'{c} = "{c}"' for c in columns)])
    (folder / "t.toml").write_text(mapping, encoding="utf-8")
    args = ["import", str(folder / "t.csv"), "--mapping", str(folder / "t.toml"), "-o", str(folder / "t.ttl")]
    assert CliRunner().invoke(cli, args).exit_code == 0
    return folder / "t.ttl"


def test_two_values_of_one_figure_disagree(tmp_path: Path) -> None:
    data = imported(tmp_path, [(5, "甲"), (6, "乙")])
    assert [(r["verdict"], r["note"]) for r in rows("pairs", data)] == [("with_care", "来源不一致")]
    assert [r["disagrees"] for r in rows("indicator", data)] == [True, True]


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("0,%,actual,=", "-5,%,actual,≤", True),
        ("6,%,actual,>", "5,%,actual,=", True),
        ("6,%,actual,≥", "5,%,actual,<", True),
        ("6,%,actual,>", "7,%,actual,=", False),
        ("6,%,actual,≥", "5,%,actual,≥", False),
        ("6,%,actual,≈", "5,%,actual,=", False),
        ("6,%,target,≥", "5,%,actual,=", False),
    ],
)
def test_bounds_that_cannot_both_hold_disagree(tmp_path: Path, one: str, other: str, disagree: bool) -> None:
    data = tabled(
        tmp_path, *(f"110101,2022,地区生产总值增速,{said},,{source}" for said, source in ((one, "甲"), (other, "乙")))
    )
    for name in ("indicator", "gdp_growth"):
        assert [r["disagrees"] for r in rows(name, data)] == [disagree, disagree]


def test_what_differs_in_scope_does_not_disagree() -> None:
    found = [
        r for r in about("一般公共预算收入增速", SHIPPED) if (r["period"], r["area"]) == ("2022", "北京市石景山区")
    ]
    assert [(r["value"], r["disagrees"]) for r in found] == [("1", False), ("8.2", False)]


@pytest.mark.parametrize(
    "name", ["登记失业率", "registered unemployment rate", "unemployment-registered", "Unemployment-Registered"]
)
def test_an_indicator_is_asked_for_by_name_or_code(name: str) -> None:
    found = [r for r in about(name, SHIPPED) if r["area"] == "北京市西城区"]
    assert [r["comparator"] for r in found] == ["<", "≤"]


@pytest.mark.parametrize("name", ["GDP增速", "经济增长", "国内生产总值增速", "ＧＤＰ增长"])
@pytest.mark.parametrize("pack", ["indicator", "pairs", "rank"])
def test_an_indicator_is_asked_for_by_any_name_of_the_scheme(pack: str, name: str) -> None:
    found = rows(pack, SHIPPED, indicator=name)
    assert found
    assert found == rows(pack, SHIPPED, indicator="gdp-growth")


@pytest.mark.parametrize("pack", ["indicator", "pairs", "rank"])
@pytest.mark.parametrize("name", ["失业律", "扣除新冠疫苗影响的失业律", 'x" } #', ""])
def test_a_name_that_the_scheme_lacks_is_said_with_what_there_is(pack: str, name: str) -> None:
    args = ["query", f"districts/{pack}", "-p", f"indicator={name}", "--data", str(SHIPPED), "--lang"]
    zh, en = (CliRunner().invoke(cli, [*args, lang]) for lang in ("zh", "en"))
    assert [(one.exit_code, one.stdout) for one in (zh, en)] == [(2, "")] * 2
    assert f"参数 indicator 不能是 {name}，指标表中没有" in zh.stderr
    assert "可用：地区生产总值、" in zh.stderr
    assert "which is not in the scheme of indicators" in en.stderr
    assert ("did you mean" in en.stderr and "登记失业率" in zh.stderr) == (name == "失业律")


def test_a_source_that_names_no_year_is_told_by_that_of_its_plan(years: Path, tmp_path: Path) -> None:
    title = "关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告"
    printed = (years / "2022.ttl").read_text(encoding="utf-8")
    (tmp_path / "spaced.ttl").write_text(printed.replace(title, "政 府 工 作 报 告"), encoding="utf-8")
    assert {r["source"] for r in rows("indicator", years / "2022.ttl")} == {title}
    assert {r["source"] for r in rows("indicator", tmp_path / "spaced.ttl")} == {"2022 政府工作报告"}


def test_pairs_say_whether_they_compare_and_why(neighbours: Path) -> None:
    found = {
        (r["kind"], r["figure"], r["other_kind"], r["other_figure"]): (r["verdict"], r["note"])
        for r in rows("pairs", neighbours, year="2022")
    }
    assert found["actual", "2022 =5.6%", "actual", "2022 =4.1%"] == ("comparable", None)
    aimed = found["target", "2022 ≥5%", "actual", "2022 =5.6%"]
    assert aimed[0] == "with_care"
    assert "一方是目标，一方是结果" in aimed[1]
    assert found["actual", "2022 =5.6%", "actual", "2022-H1 =0.4%"] == ("not_comparable", "时段不同：全年、上半年")


def test_pairs_and_targets_are_told_in_the_language_of_the_reader(neighbours: Path) -> None:
    ask = ["query", "--format", "md", "--data", str(neighbours), "-p", "year=2022"]
    zh, en = (CliRunner().invoke(cli, [*ask, "districts/pairs", "--lang", lang]).stdout for lang in ("zh", "en"))
    assert "| 目标 | 2022 ≥5% |" in zh
    assert not re.search("target|actual|growth", zh)
    assert "| growth of the gross domestic product of the area | actual | 2022 =5.6% |" in en
    assert "地区生产总值" not in en
    english = CliRunner().invoke(cli, [*ask, "districts/targets_reached", "--lang", "en"]).stdout
    assert "| growth of the gross domestic product of the area | 2022 | 北京市 |" in english


def test_pairs_reach_over_graphs(neighbours: Path) -> None:
    found = rows("pairs", neighbours, year="2021")
    said = [(r["area"], r["figure"], r["other_area"], r["other_indicator"]) for r in found]
    own = ("北京市西城区", "2021 =8.1%")  # of the report; the levels are of the table
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


@pytest.mark.parametrize(
    ("target", "outcome", "reached", "note"),
    [
        ("城镇新增就业,26,万人,target,≥,", "城镇新增就业,1,万人,actual,=,", "cannot_tell", "目标是上级的总量，不是一个地区的"),
        ("细颗粒物年均浓度,35,μg/m³,target,≤,", "细颗粒物年均浓度,31,微克/立方米,actual,=,", "yes", None),
        ("居民人均可支配收入,80000,元,target,≥,", "居民人均可支配收入,90000,元,actual,=,", "yes", None),
        ("登记失业率,4,%,target,≤,", "登记失业率,3,%,actual,=,上半年", "cannot_tell", "上半年"),
        ("登记失业率,4,%,target,≤,", "登记失业率,3,%,actual,=,快报数", "cannot_tell", "口径说明未识别：快报数"),
        ("地区生产总值增速,5.5,%,target,≈,", "地区生产总值增速,5.3,%,actual,=,", "cannot_tell", "目标是约数（左右）"),
        ("地区生产总值增速,5.5,%,target,≈,", "地区生产总值增速,5.6,%,actual,=,", "yes", None),
        ("居民人均可支配收入增速,5,%,target,=,实际增长", "居民人均可支配收入增速,6,%,actual,=,名义增长", "cannot_tell", "价格基准与目标不同；现价"),
        ("居民人均可支配收入增速,5,%,target,=,", "居民人均可支配收入增速,6,%,actual,=,名义增长", "cannot_tell", "只有一方说明价格基准；现价"),
        ("单位地区生产总值能耗降幅,3,%,target,=,", "单位地区生产总值能耗增速,-3.2,%,actual,=,", "yes", "一方是增速，一方是降幅，已变号"),
        ("单位地区生产总值能耗降幅,3,%,target,=,", "单位地区生产总值能耗增速,-2.8,%,actual,≥,", "no", "一方是增速，一方是降幅，已变号；只给出界限（≥）"),
        ("单位地区生产总值能耗增速,-3,%,target,=,", "单位地区生产总值能耗降幅,3,%,actual,=,", "yes", "一方是增速，一方是降幅，已变号"),
    ],
)  # fmt: skip
def test_what_is_set_beside_a_target(tmp_path: Path, target: str, outcome: str, reached: str, note: str | None) -> None:
    data = tabled(tmp_path, f"110000,2022,{target}", f"110102,2022,{outcome}")
    found = rows("targets_reached", data)
    assert [(r["reached"], r["note"]) for r in found] == [(reached, note)]
    assert all(bool(r["note"]) == bool(r["note_en"]) for r in found)


PAIRS = [  # a row of 110101, a row of 110102, of what the question asks, what a statistician says of the two
    ("2022,PM2.5,30,微克/立方米,actual,=,全年平均", "2022,PM2.5年均浓度,29,微克/立方米,actual,=,", "pm25", "comparable", None),
    ("2022,地区生产总值,5,%,actual,=,年均", "2022,地区生产总值,6,%,actual,=,", "gdp-growth", "not_comparable", "一方是多年平均，一方不是"),
    ("2022,一般公共预算收入,5,%,actual,=,区级", "2022,一般公共预算收入,6,%,actual,=,地方级", "fiscal-revenue-district-growth",
     "not_comparable", "口径不同：区级一般公共预算收入增速、地方级一般公共预算收入增速"),
    ("2022,区级一般公共预算收入,5,%,actual,=,", "2022,一般公共预算收入,6,%,actual,=,区级", "fiscal-revenue-district-growth", "comparable", None),
    ("2022,居民人均可支配收入,8,万元,actual,=,城镇", "2022,人均可支配收入（农村）,3,万元/人,actual,=,", "income-urban",
     "not_comparable", "口径不同：城镇居民人均可支配收入、农村居民人均可支配收入"),
    ("2022,固定资产投资（不含农户）,5,%,actual,=,", "2022,固定资产投资,6,%,actual,=,不含农户", "fixed-investment-growth", "comparable", None),
    ("2022,人均GDP,19,万元,actual,=,", "2022,人均地区生产总值,10,万元/人,actual,=,", "gdp-per-capita", "comparable", None),
    ("2018/2022,常住人口,110,万人,target,≤,", "2022,年末常住人口,70,万人,actual,=,", "population",
     "with_care", "一方是目标，一方是结果，只能看是否达到；比较符不同：“≤”、“=”"),
    ("2022-H1,常住人口,110,万人,actual,=,", "2022,年末常住人口,70,万人,actual,=,", "population", "with_care", "时段不同：上半年、全年"),
    ("2022,社会消费品零售总额,3,%,actual,=,上半年累计", "2022,社会消费品零售总额,-3,%,expected,=,", "retail-sales-growth",
     "not_comparable", "时段不同：上半年、全年；一方是预计数，一方是实际数"),
    ("2022,地区生产总值,5,%,actual,=,按可比价计算", "2022,GDP增速,6,%,actual,=,现价", "gdp-growth",
     "not_comparable", "价格基准不同：一方现价，一方未说明，按惯例是不变价"),
    ("2022,地区生产总值,500,亿元,actual,=,当年价", "2022,地区生产总值,500,亿元,actual,=,", "gdp", "comparable", None),
    ("2022,一般公共预算收入,5,%,actual,=,扣减留抵退税因素后", "2022,一般公共预算收入,6,%,actual,=,", "fiscal-revenue-growth",
     "not_comparable", "扣除内容不同：留抵退税、—"),
    ("2022,新增绿地面积,10,公顷,actual,=,", "2022,新增绿地面积,150,亩,actual,=,", "green-added", "comparable", None),
    ("2022,粮食产量,1,万吨,actual,=,", "2022,粮食产量,0.2,亿斤,actual,=,", "grain-output", "comparable", None),
    ("2022,高新技术企业,500,家,actual,=,", "2022,高新技术企业,800,户,actual,=,年末", "hightech-enterprises", "comparable", None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "indicator", "verdict", "note"), PAIRS)
def test_rows_of_two_districts_get_the_verdict_of_a_statistician(
    tmp_path: Path, one: str, other: str, indicator: str, verdict: str, note: str | None
) -> None:
    data = tabled(tmp_path, f"110101,{one}", f"110102,{other}")
    found = rows("pairs", data, indicator=concepts()[indicator].name, year="2022")
    assert [(r["verdict"], r["note"]) for r in found] == [(verdict, note)]


@pytest.mark.parametrize("name", ["targets_reached", "done_elsewhere"])
def test_amounts_of_a_whole_area_are_told_by_the_scheme(name: str) -> None:
    listed = re.search(r"IN \(([^)]*pm25[^)]*)\)", packs.find(f"districts/{name}").text)
    assert listed
    levels = [one for one in concepts().values() if one.measure is Measure.LEVEL]
    assert re.findall(r'"([^"]+)"', listed[1]) == sorted(
        one.code for one in levels if one.adds in (Adding.NONE, Adding.INDEX)
    )


def test_ranks_are_among_what_compares(neighbours: Path) -> None:
    found = [(r["period"], r["rank"], r["among"], r["area"]) for r in rows("rank", neighbours) if r["rank"]]
    assert found == [("2021", 1, 3, "北京市朝阳区"), ("2021", 2, 3, "北京市西城区"), ("2021", 3, 3, "北京市东城区")]
    growth = rows("rank", neighbours, indicator="地区生产总值增速")
    assert [(r["period"], r["rank"], r["area"], r["value"]) for r in growth if r["rank"]] == [
        ("2022", 1, "北京市东城区", "5.6"),
        ("2022", 2, "北京市西城区", "4.1"),
    ]


def test_what_is_not_ranked_is_listed_with_the_reason(neighbours: Path) -> None:
    found = rows("rank", neighbours, indicator="地区生产总值增速")
    alone = "没有同期、同口径的其他地区"
    assert [(r["period"], r["area"], r["value"], r["basis"], r["note"]) for r in found if not r["rank"]] == [
        ("2022-H1", "北京市朝阳区", "0.4", "上半年", alone),
        ("2022", "北京市房山区", "3", "只给出界限（>）", alone),
        ("2022", "北京市西城区", "4.3", "转载或第三方", alone),
        ("2021", "北京市西城区", "8.1", "实际", alone),
    ]
    assert all(bool(r["note"]) == bool(r["note_en"]) == (r["rank"] is None) for r in found)


def test_what_compares_with_care_is_marked_or_has_no_place(tmp_path: Path) -> None:
    growth = "地区生产总值增速"
    data = tabled(
        tmp_path,
        f"110101,2022,{growth},5,%,actual,=,",
        f"110102,2022,{growth},4,%,actual,=,",
        f"110105,2022,{growth},9,%,actual,=,上半年",
        f"110106,2022,{growth},8,%,actual,=,,甲（转载）",
        f"110107,2022,{growth},7,%,actual,=,,乙（转载）",
        f"110108,2022,{growth},6,%,actual,≈,",
        f"110109,2022,{growth},5,%,actual,≈,",
        f"110111,2022,{growth},4,%,actual,=,快报数",
        f"110112,2022,{growth},3,%,actual,=,快报数",
        f"310101,2022,{growth},3,%,actual,=,",
        f"310104,2022,{growth},2,%,actual,=,",
    )
    found = rows("rank", data, indicator=growth)
    kept = ("above", "basis", "verdict", "rank", "among", "left_out")
    assert [(*(r[c] for c in kept), r["area"][3:]) for r in found if r["rank"]] == [
        ("上海市", "实际", "comparable", 1, 2, 0, "黄浦区"),
        ("上海市", "实际", "comparable", 2, 2, 0, "徐汇区"),
        ("北京市", "实际", "comparable", 1, 2, 7, "东城区"),
        ("北京市", "实际", "comparable", 2, 2, 7, "西城区"),
        ("北京市", "转载或第三方", "with_care", 1, 2, 7, "丰台区"),
        ("北京市", "转载或第三方", "with_care", 2, 2, 7, "石景山区"),
    ]
    care = [(r["basis"], r["verdict"]) for r in found if r["note"] == "这一口径的数彼此只能慎比，不排名"]
    assert care == [("口径说明未识别：快报数", "with_care")] * 2 + [("约数", "with_care")] * 2


def test_ranks_are_those_of_what_pairs_calls_comparable(tmp_path: Path) -> None:
    income = "居民人均可支配收入增速"
    notes = ("", "", "实际增长", "名义增长", "扣除价格因素", "同口径", "快报数")
    figures = [f"{110101 + i},2022,{income},{i + 1},%,actual,=,{note}" for i, note in enumerate(notes[:2])]
    figures += [
        f"{code},2022,{income},{code % 10},%,actual,=,{note}"
        for code, note in zip((110105, 110106, 110107, 110108, 110109), notes[2:], strict=True)
    ]
    data = tabled(tmp_path, *figures)
    alike = {
        frozenset((r["area"], r["other_area"]))
        for r in rows("pairs", data, indicator=income)
        if r["verdict"] == "comparable"
    }
    ranked = [r for r in rows("rank", data, indicator=income) if r["rank"]]
    assert {
        frozenset((a["area"], b["area"])) for a in ranked for b in ranked if a["basis"] == b["basis"] and a != b
    } == alike
    assert len(alike) == 2


def test_prices_that_go_without_saying_part_no_ranks(tmp_path: Path) -> None:
    growth = "地区生产总值增速"
    data = tabled(tmp_path, f"110101,2022,{growth},5,%,actual,=,可比价", f"110102,2022,{growth},4,%,actual,=,")
    assert [(r["rank"], r["basis"]) for r in rows("rank", data, indicator=growth)] == [(1, "实际"), (2, "实际")]


def test_areas_without_a_figure_of_the_year_are_named(neighbours: Path) -> None:
    found = rows("rank", neighbours, indicator="地区生产总值增速", year="2021")
    assert [(r["area"], r["value"], r["note"]) for r in found] == [
        ("北京市西城区", "8.1", "没有同期、同口径的其他地区"),
        ("北京市东城区", None, "这一年没有数"),
        ("北京市朝阳区", None, "这一年没有数"),
        ("北京市房山区", None, "这一年没有数"),
    ]
    assert rows("rank", neighbours, indicator="地区生产总值增速", year="1999") == []


def test_less_is_better_where_a_fall_is_wished_for() -> None:
    found = [r for r in rows("rank", SHIPPED, indicator="pm25", year="2022") if r["rank"]]
    assert [(r["rank"], Decimal(r["value"])) for r in found] == [(1, 31), (2, 32)]


def test_a_year_narrows() -> None:
    assert {r["period"] for r in rows("rank", SHIPPED, year="2021")} == {"2021", "2021-H1"}
    assert {r["period"] for r in rows("indicator", SHIPPED, year="2021")} == {"2021", "2021-H1", "2017/2021"}
    assert rows("targets_reached", SHIPPED, year="2021") == []


def test_ranks_hold_whole_tables() -> None:
    found = [r for r in rows("rank", SHIPPED) if r["rank"]]
    assert {"上半年", "实际", "转载或第三方"} <= {r["basis"] for r in found}
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
        ("城市治理", SDG + "11", "北京市东城区", 1, 3, None),  # no promise stands under a title of a field
        ("教育", SDG + "4", "北京市西城区", 1, 3, None),
    ]


def test_promised_here_and_done_there(neighbours: Path) -> None:
    found = [
        (r["via"], r["what"], r["area"], r["year"], r["other_area"], r["period"])
        for r in rows("done_elsewhere", neighbours)
    ]
    assert found == [
        (
            "indicator",
            "食品安全抽检合格率",
            "北京市西城区",
            "2022",
            "北京市东城区",
            "2021",
        ),  # no amount of a whole area
        ("programme", "“双减”", "北京市东城区", "2022", "北京市西城区", "2021"),
        ("programme", "接诉即办", "北京市西城区", "2022", "北京市东城区", "2021"),
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
