"""Rows become figures by a declared mapping; what cannot be read is told with its line."""

from decimal import Decimal

import pytest

from plangraph.errors import InputError
from plangraph.knowledge.statistics import ColumnMapping, Statistic, misfit, overruled, read_mapping, read_statistics
from plangraph.model import Comparator, Modality
from plangraph.text.reading import decode
from plangraph.text.sheets import read_sheet

MAPPING = """
name = "small"
reprints = ["转载"]
official = [".gov.cn"]
[title]
zh = "小表"
en = "small table"
[columns]
area = "地区"
period = "年"
indicator = "指标"
value = "数"
unit = "单位"
modality = "性质"
comparator = "比较"
scope = "口径"
source = "来源"
address = "网址"
[values.modality]
"完成" = "actual"
"计划" = "target"
[without_address]
report = "110102/2022"
"""
SIZED = MAPPING.replace("[values.modality]", 'measure = "度量"\n[values.modality]')
HEAD = "地区,年,指标,数,单位,性质,比较,口径,来源,网址\n"
ROW = "110102,2022,地区生产总值,6,%,计划,≥,,某报告,"


def mapping(text: str = MAPPING) -> ColumnMapping:
    return read_mapping(decode(text.encode(), "m.toml"))


def read(*rows: str) -> tuple[Statistic, ...]:
    return read_statistics(read_sheet(decode((HEAD + "\n".join(rows)).encode(), "t.csv")), mapping())


def one(**cells: str) -> Statistic:
    row = dict(zip(HEAD.strip().split(","), ROW.split(","), strict=True))
    return read(",".join({**row, **cells}.values()))[0]


def test_a_row() -> None:
    found = one()
    assert (found.area.code, found.period, found.metric, found.value) == ("110102", "2022", "地区生产总值", Decimal(6))
    assert (found.modality, found.comparator, found.line) == (Modality.TARGET, Comparator.GE, 2)
    assert (found.source.report, found.second_hand) == ("110102/2022", False)
    assert found.figure is not None
    assert found.figure.basis.indicator == "gdp-growth"


@pytest.mark.parametrize(
    ("cells", "indicator", "value", "unit"),
    [
        ({"数": "5,408.1", "单位": "亿元"}, "gdp", "540810000000.0", "元"),
        ({"数": "-5.8"}, "gdp-growth", "-5.8", "%"),
        (
            {"数": "５．８", "单位": "％", "年": "２０２２", "地区": "１１０１０２", "比较": "＞"},
            "gdp-growth",
            "5.8",
            "%",
        ),
        ({"指标": "登记失业率", "数": "3"}, "unemployment-registered", "3", "%"),
        ({"指标": "人均GDP", "数": "3", "单位": "元 / 人"}, "gdp-per-capita", "3", "元"),
        ({"指标": "居民人均可支配收入", "数": "8", "单位": "万元/人"}, "income", "80000", "元"),
        ({"指标": "高新技术企业", "数": "800", "单位": "户"}, "hightech-enterprises", "800", "家"),
        ({"指标": "全员劳动生产率", "数": "3", "单位": "元"}, "labour-productivity", "3", "元/人"),
        ({"数": "−5.8"}, "gdp-growth", "-5.8", "%"),
        ({"指标": "万元地区生产总值能耗降幅", "数": "2"}, "energy-intensity-fall", "2", "%"),
        ({"指标": "人均GDP", "数": "7.2", "单位": "万美元"}, "gdp-per-capita", "72000.0", "美元"),
    ],
)
def test_values_in_the_base_unit(cells: dict[str, str], indicator: str, value: str, unit: str) -> None:
    figure = one(**{k: f'"{v}"' for k, v in cells.items()}).figure
    assert figure is not None
    assert (figure.basis.indicator, str(figure.value), figure.basis.unit) == (indicator, value, unit)


@pytest.mark.parametrize(
    ("name", "value", "unit", "indicator"),
    [
        ("居民消费价格（CPI）", "1.8", "%", "consumer-prices-growth"),
        ("居民消费价格指数", "1.8", "%", "consumer-prices-growth"),
        ("居民消费价格指数", "-0.3", "%", "consumer-prices-growth"),
        ("居民消费价格指数", "101.8", "", "consumer-prices"),
        ("居民消费价格", "101.8", "%", "consumer-prices"),
        ("居民消费价格涨幅", "1.8", "%", "consumer-prices-growth"),
        ("工业生产者出厂价格", "99.2", "", "producer-prices"),
    ],
)
def test_an_index_of_prices_is_told_from_its_growth(name: str, value: str, unit: str, indicator: str) -> None:
    found = one(指标=name, 数=value, 单位=unit)
    assert (found.figure and (found.figure.basis.indicator, found.figure.basis.unit)) == (indicator, "%")
    assert misfit(found) is None


@pytest.mark.parametrize("cells", [{"指标": "折子工程", "单位": "项"}, {"单位": "万人"}, {"指标": "森林覆盖率增速"}])
def test_what_is_not_in_the_scheme_is_kept_without_basis(cells: dict[str, str]) -> None:
    found = one(**cells)
    assert (found.measured, found.figure) == (None, None)
    assert found.value == 6


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, None),
        ({"指标": "折子工程", "单位": "项"}, None),  # the scheme lacks the name
        ({"单位": "亿美元"}, "unit 亿美元 does not fit, allowed are level (元), growth (%)"),
        ({"单位": ""}, "unit (none) does not fit"),
        ({"指标": "失业率", "口径": "登记", "单位": "人"}, "失业率: unit 人 does not fit, allowed are share (%)"),
        ({"指标": "地区生产总值（快报）", "单位": "亿美元"}, "地区生产总值（快报）: unit 亿美元 does not fit"),
        ({"单位": "万元/人"}, "unit 万元/人 does not fit, allowed are level (元), growth (%)"),
        ({"指标": "森林覆盖率增速"}, "森林覆盖率增速: measure growth does not fit, allowed are share (%)"),
        ({"指标": "居民消费价格指数", "数": "1.8", "单位": ""}, "unit (none) does not fit, allowed are level (%)"),
        ({"指标": "居民消费价格涨幅", "数": "101.8"}, "growth of 101.8 does not fit"),
        ({"指标": "固定资产投资增速", "单位": "个百分点"}, "unit 个百分点 does not fit"),
    ],
)
def test_what_does_not_fit_is_said_with_what_is_allowed(cells: dict[str, str], words: str | None) -> None:
    found = misfit(one(**cells))
    assert (words in found) if words and found else found is words


@pytest.mark.parametrize(
    ("note", "period"),
    [
        ("2022年上半年", "2022-H1"),
        ("2022年", "2022"),
        ("二季度累计", "2022-H1"),
        ("上半年", "2022-H1"),
        ("一季度", "2022-01/2022-03"),
        ("2017-2021年；年均", "2017/2021"),
        ("据附件1", "2022"),
    ],
)
def test_notes_of_scope_make_periods(note: str, period: str) -> None:
    found = one(口径=note)
    assert (found.period, found.scope_note) == (period, note)


MEASURED = [
    ("社会消费品零售总额", "fall", "≥", "retail-sales-growth", "-6", "≤", "fall, read as growth, its sign turned"),
    ("社会消费品零售总额降幅", "fall", ">", "retail-sales-growth", "-6", "<", "fall, read as growth, its sign turned"),
    ("社会消费品零售总额降幅", "", "=", "retail-sales-growth", "-6", "=", "fall, read as growth, its sign turned"),
    (
        "社会消费品零售总额降幅",
        "growth",
        "=",
        "retail-sales-growth",
        "-6",
        "=",
        "fall, read as growth, its sign turned",
    ),
    ("GDP增速", "fall", "<", "gdp-growth", "-6", ">", "fall, read as growth, its sign turned"),
    ("居民消费价格", "fall", "≈", "consumer-prices-growth", "-6", "≈", "fall, read as growth, its sign turned"),
    ("GDP增速", "level", "≤", "gdp-growth", "6", "≤", "level, read as growth"),
    ("单位GDP能耗降幅", "growth", "≥", "energy-intensity-fall", "6", "≥", "growth, read as fall"),
    ("单位GDP能耗", "fall", "≥", "energy-intensity-fall", "6", "≥", None),
    ("GDP增速", "growth", "=", "gdp-growth", "6", "=", None),
    ("登记失业率", "level", "=", "unemployment-registered", "6", "=", None),
]


@pytest.mark.parametrize(("name", "measure", "sign", "indicator", "value", "read_sign", "words"), MEASURED)
def test_a_measure_that_the_scheme_lacks_or_the_name_denies(
    name: str, measure: str, sign: str, indicator: str, value: str, read_sign: str, words: str | None
) -> None:
    row = f"110102,2022,{name},6,%,完成,{sign},,某报告,,{measure}"
    found = read_statistics(read_sheet(decode(f"{HEAD.strip()},度量\n{row}".encode(), "t.csv")), mapping(SIZED))[0]
    assert found.figure
    assert (found.figure.basis.indicator, str(found.figure.value)) == (indicator, value)
    assert found.figure.basis.comparator == found.comparator == read_sign
    said = overruled(found)
    assert said.endswith(f"{name}: measure {words}") if said and words else said is words


@pytest.mark.parametrize(
    ("name", "note", "indicator"),
    [
        ("一般公共预算收入", "区级", "fiscal-revenue-district-growth"),
        ("一般公共预算收入增速", "地方级口径", "fiscal-revenue-local-growth"),
        ("公共财政预算收入", "按区级口径", "fiscal-revenue-district-growth"),
        ("一般公共预算收入", "市级；上半年", "fiscal-revenue-municipal-growth"),
        ("人均可支配收入", "城镇", "income-urban-growth"),
        ("居民人均可支配收入", "农村", "income-rural-growth"),
        ("登记失业率", "城镇", "unemployment-registered-urban"),
        ("固定资产投资", "全社会", "fixed-investment-total-growth"),
        ("区级一般公共预算收入", "区级", "fiscal-revenue-district-growth"),
        ("固定资产投资", "不含农户", "fixed-investment-growth"),
        ("固定资产投资（不含农户）", "不含农户", "fixed-investment-growth"),
        ("固定资产投资（不含农户）", "", "fixed-investment-growth"),
        ("固定资产投资增速", "（扣除农户）", "fixed-investment-growth"),
        ("一般公共预算收入（区级）", "", "fiscal-revenue-district-growth"),
        ("居民人均可支配收入(城镇)增速", "", "income-urban-growth"),
        ("地区生产总值（GDP）", "", "gdp-growth"),
        ("城镇调查失业率", "城镇", "unemployment-surveyed"),
        ("失业率", "年末；城镇调查", "unemployment-surveyed"),
        ("失业率（登记）", "", "unemployment-registered"),
        ("工业总产值", "规模以上", "industry-output-above-scale-growth"),
        ("GDP同比增长", "", "gdp-growth"),
        ("地区生产总值（%）", "", "gdp-growth"),
    ],
)
def test_a_note_leads_to_the_indicator_of_its_own(name: str, note: str, indicator: str) -> None:
    found = one(指标=name, 口径=note)
    assert (found.scope_note, found.scope.rest, found.scope.without) == (note, (), ())
    assert found.figure
    assert (found.figure.basis.indicator, found.figure.basis.scope.rest) == (indicator, ())


@pytest.mark.parametrize(
    ("cells", "averaged"),
    [
        ({"单位": "微克/立方米", "口径": "年均"}, False),
        ({"单位": "微克/立方米", "口径": "年平均"}, False),
        ({"单位": "微克/立方米", "口径": "三年平均"}, True),
        ({"单位": "微克/立方米", "口径": "2020-2022年；年均"}, True),
        ({"单位": "%", "口径": "年均"}, True),
        ({"指标": "地区生产总值", "单位": "亿元", "口径": "年均"}, True),
    ],
)
def test_a_yearly_mean_of_what_is_one_by_its_name_is_no_average_over_years(
    cells: dict[str, str], averaged: bool
) -> None:
    found = one(**{"指标": "PM2.5", **cells}).figure
    assert found is not None
    assert found.basis.scope.averaged is averaged


@pytest.mark.parametrize(
    ("name", "note", "rest", "without"),
    [
        ("地区生产总值", "区级", ("区级",), ()),
        ("地区生产总值（快报）", "", ("快报",), ()),
        ("折子工程（区级）", "", (), ()),
        ("城乡居民人均可支配收入", "城镇", ("城镇",), ()),
        ("地区生产总值", "不含农户", (), ("农户",)),
        ("固定资产投资", "不含农户；剔除房地产", (), ("房地产",)),
        ("折子工程", "区级", ("区级",), ()),
    ],
)
def test_a_note_that_leads_nowhere_stays(name: str, note: str, rest: tuple[str, ...], without: tuple[str, ...]) -> None:
    found = one(指标=name, 口径=note)
    assert (found.scope.rest, found.scope.without) == (rest, without)


@pytest.mark.parametrize(
    ("said", "period"),
    [("2022-01/2022-06", "2022-H1"), ("2022-01/2022-12", "2022"), ("2022-01/2022-09", "2022-01/2022-09")],
)
def test_months_that_are_a_half_or_the_year_are_called_so(said: str, period: str) -> None:
    assert one(年=said).period == period


@pytest.mark.parametrize("name", ["gross domestic product of the area", "Gross Domestic Product of the Area"])
def test_english_names_are_known(name: str) -> None:
    found = one(指标=name).figure
    assert found is not None
    assert found.basis.indicator == "gdp-growth"


def test_a_period_that_tells_its_part_needs_no_note() -> None:
    assert {one(年="2022-H1", 口径=note).period for note in ("", "上半年")} == {"2022-H1"}


@pytest.mark.parametrize(
    ("source", "address", "second_hand"),
    [
        ("某报告", "", False),
        ("某报告（转载）", "", True),
        ("某报告", "https://www.bjdch.gov.cn/a", False),
        ("某报告", "https://example.org/a", True),
        ("某报告", "https://example.org/a http://fgw.beijing.gov.cn/b", False),
    ],
)
def test_sources_at_second_hand(source: str, address: str, second_hand: bool) -> None:
    found = one(来源=source, 网址=address)
    assert found.second_hand is second_hand
    assert found.source.addresses == tuple(address.split())
    assert (found.source.report is None) is bool(address)


@pytest.mark.parametrize(
    ("area", "year", "code"),
    [
        ("西城区", "2022", "110102"),
        ("110104", "2009", "110104"),
        ("全国", "2022", "100000"),
        ("100000", "2022", "100000"),
        ("11 01 02", "2022", "110102"),
    ],
)
def test_areas_by_code_or_name(area: str, year: str, code: str) -> None:
    assert one(地区=area, 年=year).area.code == code


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"地区": "119999"}, "names an area that there is not in 2022"),
        ({"地区": "某某区"}, "names an area that there is not in 2022"),
        ({"地区": "朝阳区"}, "names one of several areas: '朝阳区' (北京市朝阳区、吉林省长春市朝阳区)"),
        ({"年": "2022-13/2022-15"}, "period that cannot be"),
        ({"年": "2022-06/2022-01"}, "period that cannot be"),
        ({"年": "2022-11/2023-02"}, "period that cannot be"),
        ({"年": "2021/2017"}, "period that cannot be"),
        ({"地区": "110104"}, "in 2022"),
        ({"年": "22年"}, "period that cannot be read"),
        ({"年": "9999"}, "period that cannot be read"),
        ({"年": "2022-H1", "口径": "下半年"}, "not the one of its scope"),
        ({"指标": ""}, "lacks indicator"),
        ({"数": "约6"}, "no number"),
        ({"数": "NaN"}, "no number"),
        ({"数": "1e5"}, "no number"),
        ({"性质": "也许"}, "not one of actual, expected, target"),
        ({"比较": "~"}, "comparator"),
        ({"来源": ""}, "lacks source"),
        ({"网址": "javascript:alert(1)"}, "address that cannot be used"),
        ({"网址": "https://a/<b>"}, "address that cannot be used"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(cells: dict[str, str], words: str) -> None:
    with pytest.raises(InputError) as found:
        one(**cells)
    assert words in str(found.value)
    assert "line 2 " in str(found.value)
    assert "第 2 行" in str(found.value)


def test_all_wrong_rows_are_told_at_once() -> None:
    with pytest.raises(InputError, match=r"line 3 .*line 5 "):
        read(ROW, ROW.replace(",6,", ",x,"), ROW, ROW.replace("110102", "9"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", "no TOML"),
        (MAPPING.replace('name = "small"', 'name = "../x"'), "lacks name"),
        (MAPPING.replace('value = "数"', ""), "lacks value"),
        (MAPPING.replace('value = "数"', 'value = "数"\nvalues = "x"'), "columns.values"),
        (MAPPING + "\n[extra]\na = 1\n", "extra"),
        (MAPPING.replace('reprints = ["转载"]', 'reprints = "转载"'), "list of words"),
        (MAPPING.replace('value = "数"', "value = [1]"), "columns.value of m.toml needs to be a word"),
        ("columns = 5", "table of words"),
        ("values = 5\n" + MAPPING.replace("[values.modality]", "[title.more]"), "table of words"),
        ("title = 5\n" + MAPPING.replace("[title]", "[constants]"), "unknown entries: constants.zh"),
    ],
)
def test_a_mapping_that_cannot_be_used(text: str, words: str) -> None:
    with pytest.raises(InputError) as found:
        mapping(text)
    assert words in str(found.value)


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(InputError, match="has no column 网址"):
        read_statistics(read_sheet(decode("地区,年,指标,数,单位,性质,比较,口径,来源\n".encode(), "t.csv")), mapping())


def test_constants_stand_in_for_columns() -> None:
    text = MAPPING.replace('unit = "单位"', "").replace("[values", '[constants]\nunit = "亿元"\n[values')
    sheet = read_sheet(decode((HEAD + ROW).encode(), "t.csv"))
    assert read_statistics(sheet, mapping(text))[0].unit == "亿元"
