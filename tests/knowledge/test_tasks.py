"""Task lists: what the tasks are, who owns them in which role, and what is no task list."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.knowledge.tasks import read_tasks
from plangraph.model import Source, Task
from plangraph.text.structure import parse

TITLE = "乐山新区2031年重点任务分解\n"


def tasks(text: str) -> tuple[Task, ...]:
    return read_tasks(parse(Source("a.txt", text, "utf-8", "")))


def told(text: str) -> list[tuple[str, str]]:
    """Give each task's first sentence and its owners as `role agent`, with `=name` where the name is longer."""
    return [
        (
            task.passage.text,
            "; ".join(f"{o.role} {o.agent}{'' if o.name == o.agent else '=' + o.name}" for o in task.owners),
        )
        for task in tasks(text)
    ]


LAYOUTS = {
    "a line of owners, the first leads, the leader in the heading": (
        """一、方成副市长牵头重点工作
1.  扩建湖滨公园。种树千株。
责任单位：市园林局、市水务局（列第一位的为牵头单位，下同）
2.  疏浚东河。责任单位：市水务局，市环保局、各区人民政府
二、分管文教副市长牵头重点工作
办好灯会。
责任单位：市文旅局
""",
        [
            ("扩建湖滨公园。", "leader 方成副市长; lead 市园林局; support 市水务局"),
            ("疏浚东河。", "leader 方成副市长; lead 市水务局; support 市环保局; support 各区人民政府"),
            ("办好灯会。", "leader 分管文教副市长; lead 市文旅局"),
        ],
    ),
    "persons lead and bodies do it, in brackets at the end of a paragraph without number": (
        """一、城市建设
扩建湖滨公园。种树千株。（方成、段文同志牵头，市园林局、水务局、东湖区政府具体实施）
疏浚东河。（方成同志牵头，水务局、经委具体实施）
""",
        [
            (
                "扩建湖滨公园。",
                "leader 方成; leader 段文; lead 市园林局; lead 水务局=市水务局; lead 东湖区政府",
            ),
            ("疏浚东河。", "leader 方成; lead 水务局; lead 经委"),
        ],
    ),
    "a name that no list knows is a person's before 同志": (
        "1.扩建公园（阿斯根、那顺布和同志牵头，市园林局承办）。\n2.疏浚东河（阿斯根同志牵头，市水务局承办）。\n",
        [
            ("扩建公园", "leader 阿斯根; leader 那顺布和; lead 市园林局"),
            ("疏浚东河", "leader 阿斯根; lead 市水务局"),
        ],
    ),
    "labels in brackets": (
        """1.扩建湖滨公园（牵头单位：市园林局；配合单位：财政局、各县、市人民政府；完成时限：十月底）。
2.疏浚东河。（责任领导:方成；责任单位:市水务局、环保局等)
3.办好灯会【责任单位：文旅局】。
""",
        [
            ("扩建湖滨公园", "lead 市园林局; support 财政局=市财政局; support 各县、市人民政府"),
            ("疏浚东河。", "leader 方成; lead 市水务局; lead 环保局=市环保局"),
            ("办好灯会", "lead 文旅局"),
        ],
    ),
    "several statements in one numbered item are one task": (
        "1.方便出行。新建车站三座（责任单位：市交通局）；修桥两座（责任单位：市住建局、市交通局）。\n"
        "2.疏浚东河。责任单位：市水务局\n",
        [("方便出行。", "lead 市交通局; lead 市住建局"), ("疏浚东河。", "lead 市水务局")],
    ),
    "several sentences with owners in a paragraph are tasks of their own": (
        "一、改善环境\n（一）治水。疏浚东河。（市水务局牵头，财政局配合）清理西湖。（市环保局、市水务局按职责分工负责）\n",
        [
            ("疏浚东河。", "lead 市水务局; support 财政局=市财政局"),
            ("清理西湖。", "lead 市环保局; lead 市水务局"),
        ],
    ),
    "a block of labels under a heading": (
        """（一）扩建湖滨公园
种树千株。
责任领导：区委常委、副区长段文
牵头单位：区园林局
责任单位：水务局、各镇、街道
完成时限：十月底
（二）疏浚东河
主办单位：区水务局，各镇人民政府
""",
        [
            (
                "扩建湖滨公园",
                "leader 区委常委、副区长段文; lead 区园林局; support 水务局=区水务局; support 各镇、街道",
            ),
            ("疏浚东河", "lead 区水务局; lead 各镇人民政府"),
        ],
    ),
    "boxed labels, and labels in one line": (
        "1.扩建公园。\n【牵头领导】段文副区长\n【责任单位】区园林局、区财政局\n"
        "2.疏浚东河。  牵头领导：方 成  牵头单位：区水务局  配合单位：区财政局 区环保局\n",
        [
            ("扩建公园。", "leader 段文副区长; lead 区园林局; lead 区财政局"),
            ("疏浚东河。", "leader 方成; lead 区水务局; support 区财政局; support 区环保局"),
        ],
    ),
    "the verb stands in the label's list, or a mark behind the leading body": (
        "1.扩建公园。\n责任单位：市园林局牵头，财政局配合\n2.疏浚东河。\n责任单位：市水务局（牵头）、环保局\n",
        [
            ("扩建公园。", "lead 市园林局; support 财政局=市财政局"),
            ("疏浚东河。", "lead 市水务局; support 环保局=市环保局"),
        ],
    ),
    "who carries out stands beside who leads, and who oversees": (
        "1.办好灯会。\n主办单位：市文旅局；承办单位：东湖区政府；协办单位：市公安局；督办单位：市政府督查室\n"
        "2.疏浚东河。\n市水务局牵头，各区政府组织实施。\n3.扩建公园（市园林局会同市财政局负责）。\n",
        [
            ("办好灯会。", "lead 市文旅局; execute 东湖区政府; support 市公安局; oversee 市政府督查室"),
            ("疏浚东河。", "lead 市水务局; execute 各区政府"),
            ("扩建公园", "lead 市园林局; support 市财政局"),
        ],
    ),
    "three bare lists of bodies in brackets": (
        "1.扩建公园。（市园林局、市财政局）\n2.疏浚东河。（市水务局）\n3.办好灯会。（市文旅局、各区政府）\n",
        [
            ("扩建公园。", "lead 市园林局; lead 市财政局"),
            ("疏浚东河。", "lead 市水务局"),
            ("办好灯会。", "lead 市文旅局; lead 各区政府"),
        ],
    ),
    "columns, the leader's cell merged with the one above": (
        "序号 | 工作任务 | 牵头领导 | 责任单位 | 配合单位 | 完成时限\n一、城建\n"
        "1 | 扩建公园。种树千株。 | 段文 | 市园林局 | 市财政局、各县（市、区）政府 | 十月\n"
        "2 | 疏浚东河 |  | 市水务局 |  | 十月\n",
        [
            ("扩建公园。", "leader 段文; lead 市园林局; support 市财政局; support 各县（市、区）政府"),
            ("疏浚东河", "leader 段文; lead 市水务局; support 市财政局; support 各县（市、区）政府"),
        ],
    ),
    "items below an item belong to it where one line of owners closes them": (
        "1.治水：\n（1）疏浚东河；\n（2）清理西湖。\n责任单位：市水务局\n2.办好灯会。\n责任单位：市文旅局\n"
        "3.扩建公园。\n责任单位：市园林局\n",
        [("治水：", "lead 市水务局"), ("办好灯会。", "lead 市文旅局"), ("扩建公园。", "lead 市园林局")],
    ),
    "an annex": (
        "政府工作报告\n一、工作回顾\n去年，各项工作取得成效。由市领导牵头建立机制。\n二、工作安排\n今年要疏浚东河。\n"
        "附件\n2031年民生实事\n一、扩建公园\n年度目标：种树千株。\n主办单位：市园林局，各州、市人民政府\n"
        "二、疏浚东河\n年度目标：清淤万方。\n主办单位：市水务局\n",
        [("扩建公园", "lead 市园林局; lead 各州、市人民政府"), ("疏浚东河", "lead 市水务局")],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_layout_gives_its_tasks_and_owners(text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(TITLE + text) == wanted


@pytest.mark.parametrize(
    "note",
    [
        "列第一位者为牵头单位",
        "排在首位的为牵头单位",
        "第一个单位为牵头单位",
        "首位单位为牵头单位",
        "牵头单位列首位",
        "列首位的为\n牵头单位",
    ],
)
def test_the_first_leads_only_where_the_document_says_so(note: str) -> None:
    items = "1.疏浚东河。\n责任单位：市水务局、市环保局\n2.扩建公园。\n责任单位：市园林局\n"
    assert told(TITLE + items)[0][1] == "lead 市水务局; lead 市环保局"
    assert told(TITLE + f"各单位要抓好落实，责任单位{note}。\n" + items)[0][1] == "lead 市水务局; support 市环保局"


def test_tasks_below_a_heading_that_names_who_leads_have_its_owner() -> None:
    text = "一、市水务局牵头任务（2项）\n1.疏浚东河。\n2.清理西湖。\n二、副市长段文分管工作\n3.扩建公园。责任单位：市园林局\n"
    found = tasks(TITLE + text)
    assert [(t.id, t.headed, [(o.role, o.agent, o.person) for o in t.owners]) for t in found] == [
        ("k1", True, [("lead", "市水务局", False)]),
        ("k2", True, [("lead", "市水务局", False)]),
        ("k3", False, [("leader", "副市长段文", True), ("lead", "市园林局", False)]),
    ]


def test_a_task_is_made_of_its_sentences_without_those_that_only_tell_owners() -> None:
    text = "一、治水\n疏浚东河。清理西湖。（方成同志牵头，市水务局具体实施）\n清理南塘。（段文同志牵头，市水务局具体实施）\n"
    document = parse(Source("a.txt", TITLE + text, "utf-8", ""))
    names = {s.passage.text: s.id for s in document.sentences}
    first, second = read_tasks(document)
    assert first.sentences == (names["疏浚东河。"], names["清理西湖。"])
    assert second.sentences == (names["清理南塘。"],)


def test_places_are_exact_where_lines_wrap_in_the_middle_of_a_name() -> None:
    item = "{}.整治东河沿岸环境，加快建设滨河步道和绿地，确保十月底前全面完工并对\n市民开放。\n责任单位：市水务局、市园林局、市自然资源局、市生态环境局、市文化和旅\n游局\n"
    text = "一、方成副市长牵头重点工作\n" + "".join(item.format(i) for i in range(1, 9))
    found = tasks(TITLE + text)
    assert len(found) == 8
    for task in found:
        assert task.passage.text == "整治东河沿岸环境，加快建设滨河步道和绿地，确保十月底前全面完工并对市民开放。"
        assert [o.agent for o in task.owners][0::5] == ["方成副市长", "市文化和旅游局"]
        check(TITLE + text, task)


def check(text: str, task: Task) -> None:
    """Every owner and every task stands where it says."""
    for owner in task.owners:
        assert re.sub(r"\s+", "", text[owner.span.start : owner.span.end]) == owner.agent
    span = task.passage.span()
    assert re.sub(r"\s+", "", text[span.start : span.end]) == re.sub(r"\s+", "", task.passage.text)


NEAR_MISSES = {
    "prose that says who leads": "由市领导牵头，建立机制。支持企业牵头组建联合体。各单位负责落实。\n市水务局牵头疏浚东河，各区配合，进展顺利。\n",
    "what brackets explain": "由论坛（某基金会牵头）评选。\n“一办五牵头”机制（详见名词解释）更加完善。\n办好灯会（含东湖区、西湖区）。\n",
    "labels with prose behind": "责任单位：要切实担负起责任，抓紧抓好。\n牵头单位：必须主动协调，定期通报进展。\n",
    "one item is no list": "1.疏浚东河。（市水务局牵头，市财政局配合）\n2.扩建公园。\n3.办好灯会。\n",
    "two bare lists are none": "1.疏浚东河。（市水务局）\n2.扩建公园。（市园林局）\n",
    "a page's foot": "今年要疏浚东河。\n主办单位：东湖区人民政府\n承办单位：东湖区大数据局\n责任编辑：段文\n",
    "an indicator table with who answers": "指标 | 2031年计划 | 责任单位\n财政收入 | 5亿元 | 区财政局\n粮食产量 | 3万吨 | 区农业局\n",
    "headings that only hold a leader's word": "（一）领导重视\n工作有力。\n（二）部门负责\n进展顺利。\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", NEAR_MISSES.values(), ids=NEAR_MISSES.keys())
def test_a_document_without_a_task_list_has_no_tasks(text: str) -> None:
    assert told("东湖区政府工作报告\n一、工作安排\n" + text) == []


def test_two_stray_statements_make_no_list_of_a_long_report() -> None:
    prose = "".join(f"（{n}）加快发展。全面推进各项事业。\n" for n in "一二三四五六七八九十") * 2
    stray = "1.疏浚东河。（市水务局牵头，市财政局配合）\n2.扩建公园。（市园林局负责）\n"
    assert told("政府工作报告\n一、安排\n" + prose + stray) == []


def test_a_page_foot_behind_a_list_owns_nothing() -> None:
    items = "1.疏浚东河。\n牵头单位：市水务局\n2.扩建公园。\n牵头单位：市园林局\n"
    assert told(TITLE + items + "主办单位：东湖区人民政府\n主办：东湖区政府 承办：大数据局\n")[1][1] == "lead 市园林局"


PIECES = st.sampled_from(
    [
        *[
            "一、",
            "（一）",
            "1.",
            "（1）",
            "①",
            "责任单位：",
            "牵头单位：",
            "责任领导：",
            "完成时限：",
            "【责任单位】",
            "同志牵头",
            "具体实施",
            "会同",
            "及",
            "等",
        ],
        *[
            "张三",
            "副市长李四",
            "市水务局",
            "科技局",
            "各州",
            "市人民政府",
            "杭州市",
            "、",
            "，",
            "；",
            "。",
            "（",
            "）",
            "(",
            ")",
            "“",
            "”",
            "|",
            "任务",
            "工作任务清单",
        ],
        *("序号|工作任务|责任单位", "列第一位的为牵头单位", "附件", "\n", "\n\n", "\u3000", "\xa0", "\t", "\r"),
    ]
)


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=80).map("".join)))
def test_any_text_gives_tasks_that_stand_where_they_say(text: str) -> None:
    for task in tasks(text):
        assert task.owners
        check(text, task)


@pytest.mark.parametrize(
    "unit",
    ["（a）", "（", "（市水务局牵头）。", "责任单位：市水务局；", "市水务局和", "做好。（段文同志牵头）\n", "|", "。"],
)
def test_a_very_long_line_takes_little_time(unit: str) -> None:
    began = time.perf_counter()
    tasks(TITLE + "一、工作\n" + unit * (100_000 // len(unit)))
    assert time.perf_counter() - began < 20
