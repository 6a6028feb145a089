"""What became of a commitment: figures beside targets, stages beside promises, and what cannot be judged with its reason."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.knowledge.verdicts import judge, overall
from plangraph.model import Claim, Item, StatementKind, Verdict
from plangraph.text.quantities import find_quantities

MET, EXCEEDED, PARTLY, NOT = Verdict.MET, Verdict.EXCEEDED, Verdict.PARTLY_MET, Verdict.NOT_MET
ONGOING, UNJUDGED = Verdict.ONGOING, Verdict.CANNOT_JUDGE


def claim(text: str, kind: StatementKind) -> Claim:
    numbers = find_quantities(text, planned=kind is not StatementKind.RESULT)
    return Claim("s", text, kind, "1.1", "p", quantities=numbers)


def items(commitment: str, result: str) -> tuple[Item, ...]:
    return judge(claim(commitment, StatementKind.COMMITMENT), claim(result, StatementKind.RESULT))


def verdicts(commitment: str, result: str) -> list[Verdict]:
    return [i.verdict for i in items(commitment, result)]


@pytest.mark.parametrize(
    ("commitment", "result", "expected"),
    [
        # a level
        ("粮食产量达到20万吨。", "粮食产量达到20万吨。", MET),
        ("粮食产量达到20万吨。", "粮食产量达到21万吨。", EXCEEDED),
        ("粮食产量达到20万吨。", "粮食产量达到19.9万吨。", NOT),
        ("固定资产投资达到30亿元。", "固定资产投资完成12亿元。", NOT),
        # a rate
        ("工业增加值增长8%。", "工业增加值增长8%。", MET),
        ("工业增加值增长8%。", "工业增加值增长9.1%。", EXCEEDED),
        ("工业增加值增长8%。", "工业增加值增长7.9%。", NOT),
        ("工业增加值增长8%。", "工业增加值下降9%。", NOT),
        # at least, more than
        ("接待游客100万人次以上。", "接待游客100万人次。", MET),
        ("接待游客100万人次以上。", "接待游客130万人次。", EXCEEDED),
        ("税收收入超过50亿元。", "税收收入达到51亿元。", EXCEEDED),
        ("税收收入超过50亿元。", "税收收入达到50亿元。", NOT),
        # about
        ("工业增加值增长8%左右。", "工业增加值增长7.7%。", MET),
        ("工业增加值增长8%左右。", "工业增加值增长8.3%。", MET),
        ("工业增加值增长8%左右。", "工业增加值增长7.5%。", NOT),
        ("工业增加值增长8%左右。", "工业增加值增长9%。", EXCEEDED),
        # ceilings
        ("城镇登记失业率控制在4%以内。", "城镇登记失业率为3.6%。", MET),
        ("城镇登记失业率控制在4%以内。", "城镇登记失业率为4%。", MET),
        ("城镇登记失业率控制在4%以内。", "城镇登记失业率为4.1%。", NOT),
        ("城镇登记失业率不超过4%。", "城镇登记失业率为4.2%。", NOT),
        ("城镇登记失业率控制在4%。", "城镇登记失业率为3.6%。", MET),
        ("城镇登记失业率控制在4%左右。", "城镇登记失业率为4.1%。", MET),
        ("城镇登记失业率控制在4%左右。", "城镇登记失业率为3.1%。", MET),
        ("城镇登记失业率控制在4%左右。", "城镇登记失业率为4.5%。", NOT),
        ("细颗粒物年均浓度＜32微克/立方米。", "细颗粒物年均浓度为31微克/立方米。", MET),
        ("细颗粒物年均浓度＜32微克/立方米。", "细颗粒物年均浓度为32微克/立方米。", NOT),
        ("细颗粒物年均浓度降至32微克/立方米。", "细颗粒物年均浓度为30微克/立方米。", MET),
        ("细颗粒物年均浓度降至32微克/立方米。", "细颗粒物年均浓度为33微克/立方米。", NOT),
        # a range
        ("工业增加值增长5%—6%。", "工业增加值增长5.5%。", MET),
        ("工业增加值增长5%—6%。", "工业增加值增长6.5%。", EXCEEDED),
        ("工业增加值增长5%—6%。", "工业增加值增长4.9%。", NOT),
        # a fall
        ("单位产值能耗下降3%。", "单位产值能耗下降3%。", MET),
        ("单位产值能耗下降3%。", "单位产值能耗下降3.4%。", EXCEEDED),
        ("单位产值能耗下降3%。", "单位产值能耗下降2.8%。", NOT),
        ("单位产值能耗下降3%。", "单位产值能耗上升4%。", NOT),
        ("单位产值能耗下降3%以上。", "单位产值能耗下降3.4%。", EXCEEDED),
        # a rise that is not to be passed, and a rate that is printed as a level
        ("煤炭消费量增长不超过2%。", "煤炭消费量下降5%。", MET),
        ("居民消费价格涨幅控制在3%左右。", "居民消费价格上涨1.9%。", MET),
        ("居民消费价格涨幅控制在3%左右。", "居民消费价格上涨3.8%。", NOT),
        ("工业增加值增速达到6%。", "工业增加值增长6.2%。", EXCEEDED),
        # 1,200 is one number
        ("培训农民1,200人。", "培训农民1,300人。", EXCEEDED),
    ],
)
def test_a_figure_beside_its_target(commitment: str, result: str, expected: Verdict) -> None:
    assert verdicts(commitment, result) == [expected]


@pytest.mark.parametrize(
    ("commitment", "result", "expected"),
    [
        ("新建标准化菜场20个。", "新建标准化菜场12个。", PARTLY),
        ("新建标准化菜场20个。", "新建标准化菜场20个。", MET),
        ("新建标准化菜场20个。", "新建标准化菜场25个。", EXCEEDED),
        ("改造供水管网68公里。", "改造供水管网30公里。", PARTLY),
        ("培训农民5000人。", "培训农民4000人。", PARTLY),
        ("新增就业岗位8000个以上。", "新增就业岗位7000个。", PARTLY),
        ("新增就业岗位达到8000个。", "新增就业岗位7000个。", NOT),  # a level that is reached or not
        ("引进资金20亿元。", "引进资金15亿元。", NOT),
        ("建成区绿化覆盖率达到40%。", "建成区绿化覆盖率为38%。", NOT),
    ],
)
def test_a_part_of_what_is_counted_is_partly_met(commitment: str, result: str, expected: Verdict) -> None:
    assert verdicts(commitment, result) == [expected]


def test_growth_beside_a_level_is_one_target() -> None:
    (item,) = items("财政收入达到32亿元，增长6%。", "财政收入完成33亿元，同比增长5%。")
    assert (item.verdict, item.target, item.actual) == (EXCEEDED, "财政收入达到32亿元", "财政收入完成33亿元")
    assert item.why.startswith("财政收入：目标32亿元，报告33亿元 / ")


def test_growth_counts_where_no_level_answers() -> None:
    (item,) = items("财政收入达到32亿元，增长6%。", "财政收入同比增长5%。")
    assert (item.verdict, item.target, item.actual) == (NOT, "财政收入达到32亿元，增长6%", "财政收入同比增长5%")


@pytest.mark.parametrize(
    ("commitment", "result", "expected"),
    [
        ("滨江图书馆投入使用。", "滨江图书馆正式开馆。", MET),
        ("滨江图书馆投入使用。", "滨江图书馆主体完工。", PARTLY),
        ("滨江图书馆投入使用。", "滨江图书馆竣工。", PARTLY),
        ("滨江图书馆竣工。", "滨江图书馆土建工程完成。", PARTLY),
        ("滨江图书馆竣工。", "完成滨江图书馆主体工程。", PARTLY),
        ("滨江图书馆竣工。", "滨江图书馆投入使用。", MET),
        ("滨江图书馆开工建设。", "滨江图书馆主体封顶。", MET),
        ("滨江图书馆开工建设。", "滨江图书馆完成立项审批。", PARTLY),
        ("启动滨江图书馆前期工作。", "滨江图书馆取得立项批复。", MET),
        ("冷链物流园建成投产。", "冷链物流园建设进展顺利。", PARTLY),
        ("确保滨江图书馆开工。", "滨江图书馆尚未开工。", NOT),
        ("滨江图书馆投入使用。", "滨江图书馆未能按期投入使用。", NOT),
        ("滨江图书馆投入使用。", "滨江图书馆主体完工但尚未投入使用。", PARTLY),
        ("滨江图书馆投入使用。", "滨江图书馆有望明年投入使用。", NOT),
        ("滨江图书馆竣工。", "滨江图书馆受到市民关注。", UNJUDGED),
        ("未来科技馆开馆。", "未来科技馆开馆。", MET),  # 未来 denies nothing
    ],
)
def test_a_stage_beside_the_one_promised(commitment: str, result: str, expected: Verdict) -> None:
    assert verdicts(commitment, result) == [expected]


def test_a_short_clause_goes_with_the_one_before() -> None:
    (item,) = items("推进数字农业示范园项目，年内开工建设。", "数字农业示范园项目开工建设。")
    assert (item.verdict, item.target, item.actual) == (MET, "年内开工建设", "数字农业示范园项目开工建设")


@pytest.mark.parametrize(
    ("commitment", "result", "expected"),
    [
        ("推进垃圾分类示范创建。", "垃圾分类示范创建有序开展。", ONGOING),
        ("加快创建国家卫生城市。", "国家卫生城市创建成功。", MET),
        ("做好第五次经济普查登记。", "顺利完成第五次经济普查登记。", MET),
        ("积极申报长寿之乡。", "被评为全国长寿之乡。", MET),
        ("办好滨海马拉松赛。", "成功举办滨海马拉松赛。", MET),
        ("加快创建国家卫生城市。", "国家卫生城市创建尚未完成。", ONGOING),
        ("扩大园区对外开放水平。", "园区对外开放水平稳定。", ONGOING),  # no opening is promised
        ("加大养殖业营业收入监测。", "养殖业营业收入监测正常。", ONGOING),
    ],
)
def test_what_has_no_end_goes_on_or_is_done(commitment: str, result: str, expected: Verdict) -> None:
    assert verdicts(commitment, result) == [expected]


@pytest.mark.parametrize(
    ("commitment", "result", "why"),
    [
        ("主要污染物减排达到市级要求。", "主要污染物减排扎实推进。", "目标以上级要求为准"),
        ("主要污染物减排完成上级下达任务。", "主要污染物减排扎实推进。", "目标以上级要求为准"),
        ("居民人均可支配收入与经济增长基本同步。", "居民人均可支配收入增长6%。", "目标是相对的"),
        ("居民人均可支配收入增速高于全市平均。", "居民人均可支配收入增长6%。", "目标是相对的"),
        ("粮食产量达到20万吨。", "粮食产量稳定在4亿斤。", "报告没有同一指标、同一单位的数字"),
        ("粮食产量达到20万吨。", "蔬菜产量达到30万吨。", "报告没有同一指标、同一单位的数字"),
        ("粮食产量达到20万吨。", "粮食产量再创新高。", "报告没有同一指标、同一单位的数字"),
        ("居民人均可支配收入与经济增长基本同步。", "居民人均可支配收入全部发放。", "目标是相对的"),
        ("发扬优良作风。", "治理河道。", "承诺没有数字或完成标志可比"),
    ],
)
def test_what_cannot_be_judged_says_why(commitment: str, result: str, why: str) -> None:
    (item,) = items(commitment, result)
    assert (item.verdict, item.target, item.actual) == (UNJUDGED, None, None)
    zh, en = item.why.split(" / ")
    assert zh.startswith(why)
    assert en.isascii()


def test_a_delegated_task_may_be_reported_as_done() -> None:
    assert verdicts("主要污染物减排完成市级下达任务。", "主要污染物减排超额完成市级下达任务。") == [MET]


@pytest.mark.parametrize(
    ("commitment", "result", "expected"),
    [
        ("建成标准化菜场20个。", "标准化菜场建成。", UNJUDGED),  # how many is not said
        ("建成标准化菜场20个。", "标准化菜场全部建成。", MET),
        ("实施村级卫生室项目5个。", "村级卫生室项目全部达标。", MET),
        ("建成3万平方米市民广场。", "市民广场建成。", MET),  # a size describes
        ("总投资3亿元的冷链物流园竣工。", "冷链物流园竣工。", MET),
        ("总投资3亿元的冷链物流园竣工。", "冷链物流园主体完工。", PARTLY),
    ],
)
def test_a_stage_does_not_tell_how_many(commitment: str, result: str, expected: Verdict) -> None:
    assert verdicts(commitment, result) == [expected]


@pytest.mark.parametrize(
    ("commitment", "result", "estimated"),
    [
        ("财政收入达到32亿元。", "预计财政收入达到33亿元。", True),
        ("财政收入达到32亿元。", "财政收入达到33亿元。", False),
        ("滨江图书馆投入使用。", "预计滨江图书馆年底投入使用。", True),
        ("滨江图书馆投入使用。", "滨江图书馆投入使用。", False),
        ("创建国家卫生城市。", "预计国家卫生城市创建成功。", True),
    ],
)
def test_what_is_only_expected_is_flagged(commitment: str, result: str, estimated: bool) -> None:
    (item,) = items(commitment, result)
    assert item.estimated is estimated


@pytest.mark.parametrize(
    ("commitment", "result", "expected"),
    [
        ("建成菜场5个、公厕12座。", "建成菜场5个、公厕9座。", [MET, PARTLY]),
        ("粮食产量20万吨，蔬菜产量30万吨。", "粮食产量21万吨，蔬菜产量28万吨。", [EXCEEDED, NOT]),
        ("粮食产量20万吨，滨江图书馆竣工。", "粮食产量20万吨，滨江图书馆主体封顶。", [MET, PARTLY]),
        ("滨江图书馆竣工，湖滨车站开工。", "滨江图书馆竣工，湖滨车站开工。", [MET, MET]),
        (
            "粮食产量20万吨，蔬菜产量30万吨。",
            "粮食产量21万吨。",
            [EXCEEDED, UNJUDGED],
        ),  # the other is said to be left out
    ],
)
def test_several_targets(commitment: str, result: str, expected: list[Verdict]) -> None:
    assert verdicts(commitment, result) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], UNJUDGED),
        ([UNJUDGED, UNJUDGED], UNJUDGED),
        ([UNJUDGED, MET], MET),
        ([UNJUDGED, NOT, NOT], NOT),
        ([MET, MET], MET),
        ([EXCEEDED, EXCEEDED], EXCEEDED),
        ([MET, EXCEEDED], MET),
        ([MET, NOT], PARTLY),
        ([EXCEEDED, PARTLY], PARTLY),
        ([PARTLY, PARTLY], PARTLY),
        ([NOT, PARTLY], PARTLY),
        ([ONGOING], ONGOING),
        ([MET, ONGOING], ONGOING),
        ([EXCEEDED, MET, ONGOING], ONGOING),
        ([PARTLY, ONGOING], PARTLY),
    ],
)
def test_items_combine(found: Sequence[Verdict], expected: Verdict) -> None:
    assert overall([Item(v) for v in found]) is expected
    assert overall([Item(v) for v in reversed(found)]) is expected


CLAUSE = st.one_of(
    st.text(max_size=10),
    st.sampled_from(
        [
            *(
                "粮食产量达到20万吨",
                "增长5%—6%",
                "控制在4%以内",
                "滨江图书馆",
                "投入使用",
                "尚未开工",
                "主体完工",
                "推进",
            ),
            *("全部", "达到市级要求", "预计", "，", "；", "。", "1,200人", "建成菜场5个"),
        ]
    ),
)
TEXT = st.lists(CLAUSE, max_size=10).map("".join)


@given(TEXT, TEXT)
def test_any_two_texts_have_a_verdict(commitment: str, result: str) -> None:
    found = items(commitment, result)
    assert found
    assert overall(found) in Verdict
    for item in found:
        assert item.why.count(" / ") >= 1
        assert item.target is None or item.target in commitment
        assert item.actual is None or item.actual in result
        assert item.verdict not in (Verdict.DROPPED,)


def named(text: str, kind: StatementKind, *names: str) -> Claim:
    return replace(claim(text, kind), entities=tuple((f"place-{n}", n) for n in names))


def test_a_stage_of_another_thing_is_no_answer() -> None:
    promised = named(
        "学府中学投入使用，南河中学主体完工，启动东关社区医院建设。",
        StatementKind.COMMITMENT,
        *("学府中学", "南河中学", "东关社区医院"),
    )
    reported = named("学府中学投入使用，健康社区医院投入使用。", StatementKind.RESULT, "学府中学", "健康社区医院")
    found = [(i.verdict, i.target, i.actual) for i in judge(promised, reported)]
    assert found == [
        (MET, "学府中学投入使用", "学府中学投入使用"),
        (UNJUDGED, "南河中学主体完工", None),
        (UNJUDGED, "启动东关社区医院建设", None),
    ]
    assert judge(promised, reported)[1].why.startswith("南河中学主体完工：这一句没有说到 / ")


def test_of_several_things_named_those_left_out_are_told() -> None:
    promised = named("学府中学、南河中学投入使用。", StatementKind.COMMITMENT, "学府中学", "南河中学")
    reported = named("学府中学投入使用。", StatementKind.RESULT, "学府中学")
    assert [(i.verdict, i.target) for i in judge(promised, reported)] == [
        (MET, "学府中学、南河中学投入使用"),
        (UNJUDGED, "南河中学"),
    ]


@pytest.mark.parametrize(
    ("commitment", "result", "expected"),
    [
        ("大山700万吨露天矿完成核准。", "大山700万吨露天矿受到关注。", UNJUDGED),  # the number is part of a name
        ("大山700万吨露天矿完成核准并开工。", "大山700万吨露天矿完成核准。", PARTLY),
        ("新增城镇就业5400人。", "全年新增就业5611人。", EXCEEDED),
    ],
)
def test_numbers_in_names_stages_in_turn_and_one_sided_scopes(commitment: str, result: str, expected: Verdict) -> None:
    assert items(commitment, result)[0].verdict is expected
