"""What statements do, by their place and wording, in reports laid out in different ways. The samples are written
for the test; each sentence stands with the kind it must have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.knowledge.statements import classify, planned
from plangraph.model import Source, StatementKind
from plangraph.pipeline import build_report
from plangraph.text.metadata import read_metadata
from plangraph.text.reading import decode
from plangraph.text.structure import parse

PLAN = "关于某区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划草案的报告\n——2022年1月5日在某区会议上\n各位代表：\n受区政府委托，现将报告提请审议。\n"
WORK = "某区人民政府工作报告\n——2022年1月5日在某区会议上\n区长 王明\n各位代表：\n现在，我代表区人民政府，向大会报告工作。\n"
TASKS = "某区人民政府办公室关于印发2022年政府工作报告任务分解的通知\n各部门：\n现将任务分解印发给你们，请抓好落实。\n"


def told(front: str, *body: tuple[str, str]) -> tuple[list[str], list[str]]:
    """Give the kinds that are read and those that `body` expects; a heading is expected to be none (``#``)."""
    document = parse(decode((front + "".join(text for _, text in body)).encode(), "a.txt"))
    found = classify(document, read_metadata(document))
    return [f"{k.value} {s.passage.text}" for s, k in zip(document.sentences, found, strict=True)], [
        f"{kind} {text.strip()}" for kind, text in body if kind != "#"
    ]


PLAN_REPORT = (
    ("#", "一、2021年国民经济和社会发展计划执行情况\n"),
    ("result", "2021年，全区认真落实各项部署。\n"),
    ("#", "（一）经济运行稳中有进\n"),
    ("result", "总量持续扩大。"),
    ("result", "地区生产总值增长6%。"),
    ("result", "预计新增企业100家。\n"),
    ("#", "（二）民生持续改善\n"),
    ("result", "就业稳定，难点问题得到解决。"),
    ("result", "新增就业1万人。\n"),
    ("challenge", "在肯定成绩的同时，我们也清醒地看到，还存在一些困难和问题：一是经济下行压力大。"),
    ("challenge", "成绩固然可喜，问题也不容忽视。"),
    ("challenge", "二是企业经营困难。"),
    ("challenge", "三是民生还有短板。"),
    ("challenge", "四是治理能力不足。"),
    ("context", "对此，我们将认真加以解决。\n"),
    ("#", "二、2022年国民经济和社会发展计划安排\n"),
    ("context", "2022年是关键一年。\n"),
    ("goal", "综合考虑，主要预期目标是：地区生产总值增长6%左右。\n"),
    ("goal", "居民收入与经济增长同步。\n"),
    ("context", "为实现上述目标，重点做好以下工作。\n"),
    ("#", "（一）扩大有效投资\n"),
    ("commitment", "抓好项目。"),
    ("commitment", "完成投资100亿元。\n"),
    ("#", "（二）改善民生\n"),
    ("commitment", "办好实事。"),
    ("commitment", "新增学位1000个，解决入学困难。\n"),
    ("context", "各位代表，做好今年工作意义重大，让我们团结奋斗！\n"),
    ("context", "以上报告，请予审议。\n"),
)
WORK_REPORT = (
    ("#", "一、2021年工作回顾\n"),
    ("result", "过去一年，我们攻坚克难。\n"),
    ("#", "（一）经济稳中有进。"),
    ("result", "地区生产总值增长6%。\n"),
    ("#", "（二）民生改善。"),
    ("result", "新增就业1万人。\n"),
    ("context", "各位代表，成绩来之不易。"),
    ("context", "我们向全区人民表示衷心感谢！\n"),
    ("challenge", "同时，我们也清醒认识到，发展中还面临不少困难。\n"),
    ("challenge", "一是创新能力不强。\n"),
    ("challenge", "二是民生有短板。\n"),
    ("context", "我们将直面问题，认真解决。\n"),
    ("#", "二、2022年工作安排\n"),
    ("context", "今年工作的总体要求是：坚持稳中求进。\n"),
    ("goal", "主要预期目标是：地区生产总值增长6%左右，居民收入同步增长。\n"),
    ("context", "重点抓好以下工作：\n"),
    ("#", "（一）扩大投资。"),
    ("commitment", "完成投资100亿元。\n"),
    ("#", "三、加强政府自身建设\n"),
    ("#", "（一）依法行政\n"),
    ("commitment", "严格执法。\n"),
    ("context", "各位代表，让我们为美好未来而努力奋斗！\n"),
)
IN_PARTS = (
    ("#", "第一部分 2021年工作回顾\n"),
    ("#", "一、经济\n"),
    ("result", "地区生产总值增长6%。\n"),
    ("#", "二、主要困难和问题\n"),
    ("challenge", "企业负担较重。"),
    ("challenge", "产业结构不优。\n"),
    ("#", "第二部分 2022年总体要求和目标\n"),
    ("goal", "坚持稳中求进。"),
    ("goal", "地区生产总值增长6%。\n"),
    ("#", "第三部分 2022年重点任务\n"),
    ("#", "一、投资\n"),
    ("commitment", "完成投资100亿元。\n"),
)
BY_YEAR = (
    ("#", "一、2021年工作\n"),
    ("#", "（一）经济\n"),
    ("result", "总量翻番。\n"),
    ("#", "二、今后五年目标任务\n"),
    ("#", "（一）投资\n"),
    ("commitment", "扩大投资。\n"),
    ("#", "三、2022年工作\n"),
    ("#", "（一）投资\n"),
    ("commitment", "完成投资100亿元。\n"),
    ("#", "四、附言\n"),
    ("context", "另有说明。\n"),
)
BREAKDOWN = (
    ("#", "一、稳增长\n"),
    ("commitment", "1．完成投资100亿元。"),
    ("context", "（牵头单位：区发展改革委）\n"),
    ("commitment", "2．新增企业100家。\n"),
    ("context", "责任单位：区市场监管局\n"),
    ("#", "二、惠民生\n"),
    ("commitment", "3．新增学位1000个。\n"),
)
PROGRAMME = (
    ("#", "一、发展基础\n"),
    ("context", "床位达到5000张。\n"),
    ("#", "二、发展目标\n"),
    ("goal", "到2025年，床位达到8000张。\n"),
    ("#", "三、主要任务\n"),
    ("#", "（一）建设床位\n"),
    ("commitment", "新建床位3000张。\n"),
)


@pytest.mark.parametrize(
    ("front", "body"),
    [
        (PLAN, PLAN_REPORT),
        (WORK, WORK_REPORT),
        ("某区2022年政府工作报告\n", IN_PARTS),
        (WORK, BY_YEAR),
        (TASKS, BREAKDOWN),
        ("某区老龄事业发展规划（2021—2025年）\n", PROGRAMME),
        ("随笔\n", (("context", "没有标题的一段话。"), ("context", "又一句。\n"))),
    ],
    ids=["plan report", "work report", "in parts", "by year", "task breakdown", "plan", "no headings"],
)
def test_kinds(front: str, body: tuple[tuple[str, str], ...]) -> None:
    found, expected = told(front, *body)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("同时，也面临着不少困难和挑战：", "challenge"),
        ("但我们清醒地认识到，发展不平衡问题仍然存在。", "challenge"),
        ("着力解决群众困难。", "result"),
        ("难点问题基本解决。", "result"),
        ("一是机制完善。", "result"),
    ],
)
def test_what_opens_challenges_in_a_review(text: str, kind: str) -> None:
    found, _ = told(PLAN, ("#", "一、2021年计划执行情况\n（一）经济\n增长6%。\n"), (kind, text + "\n"))
    assert found[-1] == f"{kind} {text}"


def test_challenges_end_with_their_chapter() -> None:
    found, expected = told(
        PLAN,
        ("#", "一、2021年计划执行情况\n"),
        ("#", "（一）困难和挑战\n"),
        ("challenge", "企业困难。\n"),
        ("#", "（二）开放\n"),
        ("result", "进出口增长6%。\n"),
    )
    assert found == expected


def test_only_goals_and_commitments_lie_ahead() -> None:
    assert [k for k in StatementKind if planned(k)] == [StatementKind.COMMITMENT, StatementKind.GOAL]


def test_numbers_of_what_is_planned_are_targets_of_the_plan_year() -> None:
    text = PLAN + "".join(part for _, part in PLAN_REPORT)
    numbers = [q for s in build_report(decode(text.encode(), "a.txt"), ner="off").statements for q in s.quantities]
    assert [(q.text, q.modality.value, q.period) for q in numbers] == [
        ("6%", "actual", "2021"),
        ("100家", "expected", "2021"),
        ("1万人", "actual", "2021"),
        ("6%左右", "target", "2022"),
        ("100亿元", "target", "2022"),
        ("1000个", "target", "2022"),
    ]


_PIECES = [
    "一、2021年工作回顾\n",
    "二、2022年工作安排\n",
    "（一）投资\n",
    "主要目标是：",
    "一是",
    "面临困难",
    "我们将",
    "感谢",
    "。",
    "\n",
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)))
def test_any_text_has_one_kind_a_sentence(text: str) -> None:
    document = parse(Source("a.txt", text, "utf-8", ""))
    assert len(classify(document, read_metadata(document))) == len(document.sentences)
