import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.files import shipped
from plangraph.text.periods import several_years
from plangraph.text.quantities import find_quantities
from plangraph.text.units import units


def brief(text, **options):
    """Give value (as printed by Decimal), unit and, for ranges, the upper bound."""
    found = find_quantities(text, **options)
    return [(f"{q.value:f}" + (f"~{q.value_to:f}" if q.value_to is not None else ""), q.unit) for q in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("地区生产总值达到5408.1亿元、增长8.1%。", [("540810000000", "元"), ("8.1", "%")]),
        ("人均收入2.1万元/人。", [("21000", "元/人")]),
        ("死亡率控制在0.6人/百亿元以下。", [("0.6", "人/百亿元")]),
        ("旅居人数达389.75万、增长20.7%。", [("3897500", ""), ("20.7", "%")]),
        ("经济总量达到2.67万亿元。", [("2670000000000", "元")]),
        ("PM2.5平均浓度低于每立方米29微克。", [("29", "微克/立方米")]),
        ("粮食产量比上年增加２，７３７万吨。", [("27370000", "吨")]),
        ("农业总产值增长８．６％。", [("8.6", "%")]),
        ("财政收入四千四百五十一亿元。", [("445100000000", "元")]),
        ("城镇居民收入增加四十多亿元。", [("4000000000", "元")]),
        ("安排新项目一百二十个。", [("120", "个")]),
        ("增长百分之三点五。", [("3.5", "%")]),
        ("夏粮减产一成以上。", [("1", "成")]),
        ("贡献了超过 1/5 的净利润。", [("0.2", "")]),
        ("占总数的四分之一。", [("0.25", "")]),
        ("比例改为1.5比1。", [("1.5", "")]),
        ("专项资金翻一番。", [("2", "倍")]),
        ("产值翻两番。", [("4", "倍")]),
        ("2×35万千瓦热电联产项目开工。", [("700000", "千瓦")]),
        ("投入90余万人次。", [("900000", "人次")]),
        ("拆除违法建设10万余平方米。", [("100000", "平方米")]),
        ("百余家知名企业参加。", [("100", "家")]),
        ("注册资本金超千亿元。", [("100000000000", "元")]),
        ("惠及3400万人。", [("34000000", "人")]),
        ("智算规模22万P。", [("220000", "P")]),
        ("总投资4 亿元人民币。", [("400000000", "元")]),
    ],
)
def test_value_and_unit(text, wanted):
    assert brief(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("分别提高11.1、11.2个百分点。", [("11.1", "个百分点"), ("11.2", "个百分点")]),
        ("企业由198家增至378家。", [("198", "家"), ("378", "家")]),
        ("年均增速4.5%-5%。", [("4.5~5", "%")]),
        ("打造1-2个主导产业。", [("1~2", "个")]),
        ("节约标准煤７００万到８００万吨。", [("7000000~8000000", "吨")]),
        ("创建绿色市场4—5家。", [("4~5", "家")]),
        ("投资3至5亿元。", [("300000000~500000000", "元")]),
    ],
)
def test_lists_and_ranges(text, wanted):
    assert brief(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "深化四个中心建设。",
        "推进“3个100”工程。",
        "“十四五”开局良好，十四五规划获批。",
        "发布“科创十条”政策，落实科创十条。",
        "中国共产党成立100周年。",
        "国企改革三年行动收官。",
        "在第十七届人大八次会议上。",
        "2021年12月10日，1-10月，2019-2020年度。",
        "升级到3.0版，PM2.5下降。",
        "拨打119、120求助。",
        "A股市场平稳，5G网络，12号院。",
        "二三级医院与三级医院。",
        "万元地区生产总值能耗下降。",
        "一批项目，一个机制。",
        "十九届六中全会精神。",
        "落实中央八项规定。",
        "按照省委十五届四次、五次全会部署。",
        "零部件产业，电动三轮车，三位一体布局，三元材料。",
        "实施0.1微克攻坚行动。",
        "",
    ],
)
def test_names_with_numerals_are_no_quantities(text):
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "printed", "sign"),
    [
        ("达到99%以上。", "99%以上", "≥"),
        ("控制在4%以内。", "4%以内", "≤"),
        ("增长5%左右。", "5%左右", "≈"),
        ("总投资超过770亿元。", "超过770亿元", ">"),
        ("率大于95%。", "大于95%", ">"),
        ("岗位不少于10万个。", "不少于10万个", "≥"),
        ("保有率不低于35%。", "不低于35%", "≥"),
        ("人数不超过20人。", "不超过20人", "≤"),
        ("规模约2350亿元。", "约2350亿元", "≈"),
        ("产量近70万辆。", "近70万辆", "≈"),
        ("举办800余场活动。", "800余场", ">"),
        ("至少配备1名干部。", "1名", "≥"),
        ("总量突破100亿元。", "100亿元", ">"),
        ("签约3543亿元。", "3543亿元", "="),
        ("浓度<30微克/立方米。", "<30微克/立方米", "<"),
    ],
)
def test_comparator(text, printed, sign):
    (quantity,) = find_quantities(text)
    assert (quantity.text, quantity.comparator.value) == (printed, sign)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("收入增长5%。", ["increase"]),
        ("警情分别下降34%、43.1%和32.4%。", ["decrease"] * 3),
        ("支出压减不低于10%。", ["decrease"]),
        ("占比提高到45%。", ["level"]),
        ("由198家增至378家。", ["level", "level"]),
        ("新增就业岗位15万个。", ["level"]),
        ("工业增加值5亿元。", ["level"]),
        ("增加了近3倍。", ["increase"]),
    ],
)
def test_change(text, changes):
    assert [q.change.value for q in find_quantities(text)] == changes


@pytest.mark.parametrize(
    ("text", "planned", "wanted"),
    [
        ("预计实现1070亿元、增长8%。", False, ["expected", "expected"]),
        ("新增200家单位，合格率预计稳定在99%以上。", False, ["actual", "expected"]),
        ("地区生产总值增长6%。", True, ["target"]),
        ("力争突破100亿元。", True, ["target"]),
        ("预期寿命达到83岁。", False, ["actual"]),
    ],
)
def test_modality(text, planned, wanted):
    assert [q.modality.value for q in find_quantities(text, planned=planned)] == wanted


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("1-10月全区固定资产投资完成163.3亿元、增长1.7%。", ["固定资产投资", "固定资产投资"]),
        ("912家生产经营场所纳入检测。", ["生产经营场所"]),
        ("预计新建12600个电动自行车充电点位。", ["新建电动自行车充电点位"]),
        ("刑事类、治安类、秩序类警情分别下降34%、43.1%和32.4%。", ["刑事类警情", "治安类警情", "秩序类警情"]),
        ("实施25个项目、支持资金5738.5万元。", ["实施项目", "支持资金"]),
        ("新增1条示范街和200家餐饮单位。", ["新增示范街", "新增餐饮单位"]),
        ("党组织覆盖率100%。", ["党组织覆盖率"]),
        ("中心城区绿色出行比例从75.6%提升至76.5%。", ["中心城区绿色出行比例"] * 2),
        ("通过56轮次、800余场主题活动。", ["主题活动", "主题活动"]),
        ("每吨钢的综合能耗，由上年的２．５１吨煤，降低到２．２８吨煤。", ["每吨钢的综合能耗"] * 2),
        ("新增养老床位2044张、老年餐桌60个。", ["新增养老床位", "新增老年餐桌"]),
        ("公交与轨道50米内换乘比例达91%。", ["公交与轨道", "公交与轨道50米内换乘比例"]),
        ("区级文明实践基地累计建成103家。", ["区级文明实践基地"]),
        ("引入新华网等15家高质量文化企业。", ["引入高质量文化企业"]),
        ("成交45个项目、总额达2.08亿美元。", ["成交项目", "成交项目总额"]),
        ("民间投资增长2.1%、高于全国8.5个百分点。", ["民间投资", "民间投资"]),
    ],
)
def test_metric(text, metrics):
    assert [q.metric for q in find_quantities(text)] == metrics


@pytest.mark.parametrize(
    ("text", "year", "period"),
    [
        ("1-10月，进出口总额3981.9亿元。", 2021, "2021-01/2021-10"),
        ("上半年增长5%。", 2021, "2021-H1"),
        ("2019年完成5亿元。", 2021, "2019"),
        ("比2019年增长5%。", 2021, "2021"),
        ("“十四五”期间完成5亿元。", 2021, "2021/2025"),
        ("2016-2020年完成5亿元。", None, "2016/2020"),
        ("完成5亿元。", None, None),
        ("全年完成5亿元。", 2021, "2021"),
        ("“十四五”末达到5亿元。", 2021, "2025"),
        ("“十四五”期间，覆盖率提高到98%。", 2021, "2025"),
        ("“十四五”以来，累计完成5亿元。", 2023, "2021/2023"),
        ("“十四五”以来，完成5亿元。", 2021, "2021"),
        ("过去五年，地区生产总值年均增长5.2%。", 2025, "2021/2025"),
        ("近三年来，经济总量突破4万亿元。", 2025, "2025"),
        ("五年来，新增就业5万人。", 2025, "2021/2025"),
        ("发案率降至近十年最低，下降5%。", 2024, "2024"),
        ("连续五年达标，下降5%。", 2024, "2024"),
        ("城镇新增就业累计106万人。", 2025, None),
        ("今年累计引进企业496个。", 2025, "2025"),
        ("全年累计引进企业496个。", 2025, "2025"),
        ("1-10月累计引进企业496个。", 2025, "2025-01/2025-10"),
        ("地区生产总值年均增长5%。", 2025, None),
        ("细颗粒物年均浓度下降5%。", 2025, "2025"),
        ("工作累计多年，新增就业90人。", 2025, "2025"),
        ("“十四五”期间形势复杂，2025年新增就业90人。", 2025, "2025"),
        ("2018年以来，累计完成5亿元。", 2021, "2018/2021"),
        ("自2018年以来，完成5亿元。", 2021, "2018/2021"),
        ("2023年以来，完成5亿元。", 2021, "2021"),
        ("到2030年，新增就业18人。", 2026, "2030"),
    ],
)
def test_period(text, year, period):
    assert [q.period for q in find_quantities(text, year=year)] == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("地区生产总值年均增长5.2%。", "2021/2025"),
        ("建成高标准农田6281万亩。", "2021/2025"),
        ("人均预期寿命从2020年的82.4岁提升至83.9岁。", "2025"),
        ("今年完成5亿元。", "2025"),
        ("2024年完成5亿元。", "2024"),
        ("各类专业技术人才470万人。", None),
        ("养老金、低保标准分别提高84%、40%。", "2021/2025"),
        ("新增就业522万人、劳动力转移稳定在2500万人以上。", None),
        ("对经济增长贡献率超60%。", None),
    ],
)
def test_periods_where_the_text_speaks_of_several_years(text, period):
    assert find_quantities(text, year=2025, several="2021/2025")[-1].period == period


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("“十四五”时期是极不平凡的五年，我们砥砺前行。", "2021/2025"),
        ("——这五年综合经济实力大幅提升。", "2021/2025"),
        ("过去五年，发展历程极不平凡。", "2021/2025"),
        ("今后五年的主要目标", "2026/2030"),
        ("2025年是“十四五”规划收官之年。", ""),
        ("2026年工作安排和“十五五”时期展望", ""),
        ("刚刚过去的2025年，面对“十四五”时期的挑战，我们砥砺前行。", ""),
        ("“十四五”时期发展成就和“十五五”时期主要任务", None),
        ("全区上下奋力拼搏，五年来成绩显著。", None),
    ],
)
def test_several_years_spoken_of(text, several):
    assert several_years(text, 2025) == several


_PIECES = st.sampled_from(
    [
        *"一二三十百千万亿两零〇点第每约近超余多几来和至到、，。；“”《》（）/-—～×比翻番%％ \n",
        *("分别", "增长", "下降", "以上", "2021年", "0", "3.5", "１２", "1,000", "1/5", "百分之", "三分之一"),
        *("个", "亿元", "公里", "由", "预计", "“十四五”", "人次", "PM2.5"),
    ]
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=25).map("".join)))
def test_any_text_gives_ordered_spans_of_itself(text):
    last = 0
    for quantity in find_quantities(text, year=2021):
        assert quantity.text == text[quantity.start : quantity.end] != ""
        assert last <= quantity.start < quantity.end
        assert isinstance(quantity.value, Decimal)
        assert quantity.value.is_finite()
        assert quantity.value >= 0
        last = quantity.end


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        "九",
        "1,",
        "1.",
        "1、",
        "一万",
        "3个",
        "增长",
        "2-",
        "“1",
        "1/",
        "1×",
        "第1",
        "，1%",
        " ",
        "至",
        "分别1%、",
    ],
)
def test_time_grows_with_the_text_and_not_faster(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        start = time.perf_counter()
        find_quantities(text)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(40_000) < 40 * seconds(5_000) + 0.2


def test_a_million_numerals():
    start = time.perf_counter()
    find_quantities("九" * 1_000_000)
    find_quantities("7" * 1_000_000)
    assert time.perf_counter() - start < 30


def test_symbols_are_of_listed_units():
    symbols = shipped("ontology") / "unit_symbols.csv"
    listed = [line.split(",") for line in symbols.read_text(encoding="utf-8").splitlines()[1:]]
    assert len({symbol for symbol, _ in listed}) == len(listed)
    assert {unit for _, unit in listed} <= set(units())


def test_units_are_listed_once_with_a_code():
    listed = units()
    assert all(
        unit.code.isascii() and unit.code == unit.code.lower() and " " not in unit.code for unit in listed.values()
    )
    assert {unit.kind for unit in listed.values()} == {"currency", "measure", "counting", "ratio"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合格率为99.7%，难以完成“稳定在99.8%以上”的任务目标。", [("=", "actual", "2031"), ("≥", "target", "2031")]),
        ("实现增长8%，超过6%的增长目标。", [("=", "actual", "2031"), (">", "target", "2031")]),
        ("草案设置了29项主要指标，劳动生产率达到58万元/人。", [("=", "actual", "2031"), ("=", "target", None)]),
        ("食品、药品抽检合格率分别超98.5%和99%。", [(">", "actual", "2031"), (">", "actual", "2031")]),
        ("甲、乙分别达到100个以上和50个。", [("≥", "actual", "2031"), ("=", "actual", "2031")]),
    ],
)
def test_targets_named_in_results_and_bounds_of_lists(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = find_quantities(text, year=2031)
    assert [(q.comparator.value, q.modality.value, q.period) for q in found] == expected
