"""What statements do, by their place and wording, in reports laid out in different ways."""

import pytest

from plangraph.knowledge.statements import classify
from plangraph.pipeline import build_report
from plangraph.text.metadata import read_metadata
from plangraph.text.reading import decode
from plangraph.text.structure import parse

PLAN = "关于某区2021年国民经济和社会发展计划执行情况与2022年计划草案的报告\n"
WORK = "某区人民政府工作报告\n——2022年1月5日在某区会议上\n"


def kinds(text: str) -> dict[str, str]:
    document = parse(decode(text.encode(), "a.txt"))
    found = classify(document, read_metadata(document))
    return {s.passage.text: k.value for s, k in zip(document.sentences, found, strict=True)}


@pytest.mark.parametrize(
    ("text", "sentence", "kind"),
    [
        (
            PLAN
            + "一、2021年计划执行情况\n（一）经济\n总量扩大。增长6%。\n二、2022年主要举措\n（一）投资\n扩大投资。\n",
            "增长6%。",
            "result",
        ),
        (
            PLAN + "一、2021年计划执行情况\n（一）经济\n增长6%。\n二、2022年主要举措\n（一）投资\n扩大投资。\n",
            "扩大投资。",
            "commitment",
        ),
        (
            WORK + "一、2021年工作回顾\n增长6%。\n二、2022年工作安排\n（一）投资\n扩大投资。\n",
            "扩大投资。",
            "commitment",
        ),
        (
            "某区2022年政府工作报告\n第一部分 2021年工作回顾\n增长6%。\n第二部分 2022年重点任务\n一、投资\n扩大投资。\n",
            "增长6%。",
            "result",
        ),
        (
            PLAN
            + "一、2021年计划执行情况\n（一）经济\n增长6%。\n同时，我们也清醒地看到，还面临不少困难：\n一是企业困难。\n二、2022年举措\n（一）投资\n扩大。\n",
            "一是企业困难。",
            "challenge",
        ),
        (
            PLAN
            + "一、2021年计划执行情况\n（一）经济\n增长6%。\n二、2022年主要举措\n主要目标安排如下：\n地区生产总值增长6%。\n主要采取以下措施。\n（一）投资\n扩大。\n",
            "地区生产总值增长6%。",
            "goal",
        ),
        (
            PLAN
            + "一、2021年计划执行情况\n（一）经济\n好。\n二、2022年举措\n（一）投资\n扩大。\n以上报告，请予审议。\n",
            "以上报告，请予审议。",
            "context",
        ),
    ],
)
def test_kinds(text: str, sentence: str, kind: str) -> None:
    assert kinds(text)[sentence] == kind


def test_numbers_of_what_is_planned_are_targets() -> None:
    text = PLAN + "一、2021年计划执行情况\n（一）经济\n增长6%。\n二、2022年主要举措\n（一）投资\n完成投资100亿元。\n"
    report = build_report(decode(text.encode(), "a.txt"), ner="off")
    assert [(q.modality.value, q.period) for s in report.statements for q in s.quantities] == [
        ("actual", "2021"),
        ("target", "2022"),
    ]
