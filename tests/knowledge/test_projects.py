"""How far a project is, and what is promised of it, in the words of one statement."""

import pytest

from plangraph.knowledge.projects import read_stages
from plangraph.model import EntityType, Mention, Passage, Sentence, Stage, Statement, StatementKind
from plangraph.text.quantities import find_quantities


def stage(text: str, kind: StatementKind, *names: str) -> list[tuple[Stage | None, tuple[int, ...]]]:
    sentence = Sentence("s1", "1.1", Passage(text, ((0, 0),)))
    statement = Statement(sentence, kind, find_quantities(text))
    named = [
        (Mention("s1", EntityType.PROJECT, text.index(n), text.index(n) + len(n), n, n, ("rules",)), f"project-{n}")
        for n in names
    ]
    return [(s.stage, s.quantities) for s in read_stages([statement], named)]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("滨江图书馆建成投用。", StatementKind.RESULT, Stage.COMPLETED),
        ("滨江图书馆主体结构封顶。", StatementKind.RESULT, Stage.ONGOING),
        ("滨江图书馆开工。", StatementKind.RESULT, Stage.STARTED),
        ("谋划滨江图书馆。", StatementKind.RESULT, Stage.PLANNED),
        ("推动滨江图书馆投入使用。", StatementKind.COMMITMENT, Stage.PUT_INTO_USE),
        ("确保滨江图书馆年内竣工。", StatementKind.COMMITMENT, Stage.COMPLETE),
        ("滨江图书馆开工建设。", StatementKind.COMMITMENT, Stage.START),
        ("继续推进滨江图书馆。", StatementKind.COMMITMENT, Stage.CONTINUE),
        ("滨江图书馆深受喜爱。", StatementKind.RESULT, None),
        ("完成滨江图书馆改造。", StatementKind.RESULT, Stage.COMPLETED),
        ("启动城南公园、滨江图书馆建设。", StatementKind.RESULT, Stage.STARTED),
        ("推进滨江图书馆建设并开放。", StatementKind.RESULT, Stage.COMPLETED),
        ("完成滨江图书馆前期工作。", StatementKind.RESULT, Stage.PLANNED),
        ("完成滨江图书馆改造。", StatementKind.COMMITMENT, Stage.COMPLETE),
        ("完成滨江图书馆前期工作。", StatementKind.COMMITMENT, Stage.CONTINUE),
        ("持续升级城南公园、城北体育中心、城西文化中心、滨江图书馆。", StatementKind.COMMITMENT, Stage.CONTINUE),
        ("滨江图书馆建成。", StatementKind.CONTEXT, None),
    ],
)
def test_stages(text: str, kind: StatementKind, expected: Stage | None) -> None:
    assert stage(text, kind, "滨江图书馆") == [(expected, ())]


def test_money_and_size_belong_to_a_project_that_stands_alone() -> None:
    text = "滨江图书馆完成投资3.2亿元，建成面积1.5万平方米，惠及居民2万人。"
    assert stage(text, StatementKind.RESULT, "滨江图书馆") == [(Stage.ONGOING, (1, 2))]
    other = "滨江图书馆开工，城南街道投资3.2亿元修路。"
    assert stage(other, StatementKind.RESULT, "滨江图书馆") == [(Stage.STARTED, ())]
    before = "投资3.2亿元，启动滨江图书馆建设，投资1.1亿元的城南道路开工。"
    assert stage(before, StatementKind.RESULT, "滨江图书馆") == [(Stage.STARTED, (1,))]
    both = "滨江图书馆、城南公园完成投资3.2亿元。"
    assert [n for _, n in stage(both, StatementKind.RESULT, "滨江图书馆", "城南公园")] == [(), ()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投资836万元的养老院、550万元滨江图书馆基本完工。", (2,)),
        ("投资2.6亿元，实施了26公里供水管网铺设及144公里滨江图书馆工程。", (3,)),
        ("投资2.6亿元，启动实施滨江图书馆。", (1,)),
        ("完成80吨污泥处置和滨江图书馆。", ()),
        ("供水管网、滨江图书馆完成投资3.2亿元。", ()),
        ("滨江图书馆、20公里供水管网完工。", ()),
        ("投资3.2亿元的滨江图书馆、供水管网完工。", ()),
        ("投资3.2亿元的滨江图书馆、投资2亿元的供水管网完工。", (1,)),
        ("完成滨江图书馆等绿地建设1.28万平方米。", ()),
        ("投资3.2亿元、占地2万平方米的滨江图书馆完工。", (1, 2)),
        ("滨江图书馆完成投资3.2亿元、建成面积1.5万平方米。", (1, 2)),
    ],
)
def test_a_number_of_another_item_of_a_list_is_not_the_projects(text: str, expected: tuple[int, ...]) -> None:
    ((_, numbers),) = stage(text, StatementKind.RESULT, "滨江图书馆")
    assert numbers == expected
