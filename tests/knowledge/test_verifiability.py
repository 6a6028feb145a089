"""How well a commitment can be checked: number, deadline, place, owner, deliverable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.knowledge.verifiability import is_vague, verifiability
from plangraph.model import Claim, StatementKind, Verifiability
from plangraph.text.quantities import find_quantities

ALL = ("number", "deadline", "place", "owner", "deliverable")


def missing(text: str, *entities: str, owned: bool = False) -> tuple[str, ...]:
    numbers = find_quantities(text, planned=True)
    named = tuple((e, "名") for e in entities)
    claim = Claim("s1", text, StatementKind.COMMITMENT, "2.1", "p", quantities=numbers, entities=named)
    mark = verifiability(claim, owned=owned)
    assert mark.statement == "s1"
    assert mark.mark == 5 - len(mark.missing)
    assert [m for m in ALL if m in mark.missing] == list(mark.missing)
    return mark.missing


def test_nothing_and_everything() -> None:
    assert missing("不断优化营商环境。") == ALL
    assert missing("6月底前建成湖滨车站停车位200个。", "place-1", owned=True) == ()


@pytest.mark.parametrize(
    ("text", "given_"),
    [
        ("改造老旧小区12个。", True),
        ("财政收入增长5%左右。", True),
        ("完成第七次人口普查。", False),  # an ordinal is no number
        ("实施“十四五”规划。", False),
    ],
)
def test_number(text: str, given_: bool) -> None:
    assert ("number" not in missing(text)) is given_


@pytest.mark.parametrize(
    ("text", "given_"),
    [
        ("年内完成河道清淤。", True),
        ("三季度启动河道清淤。", True),
        ("10月底前启动河道清淤。", True),
        ("2027年底前启动河道清淤。", True),
        ("如期启动河道清淤。", True),
        ("启动河道清淤。", False),
        ("全年做好河道清淤。", False),
    ],
)
def test_deadline(text: str, given_: bool) -> None:
    assert ("deadline" not in missing(text)) is given_


@pytest.mark.parametrize(
    ("entities", "given_"),
    [
        (("place-1",), True),
        (("area/440300",), True),
        (("organisation-1",), False),
        ((), False),
    ],
)
def test_place(entities: tuple[str, ...], given_: bool) -> None:
    assert ("place" not in missing("开展整治。", *entities)) is given_


def test_owner() -> None:
    assert "owner" in missing("开展整治。")
    assert "owner" not in missing("开展整治。", owned=True)


@pytest.mark.parametrize(
    ("text", "entities", "given_"),
    [
        ("制定夜间经济扶持办法。", (), True),
        ("举办农博会。", (), True),
        ("湖滨车站开工。", (), True),
        ("完成城中村改造任务。", (), True),
        ("推进湖滨项目。", ("project-1",), True),
        ("创建示范县。", ("award-1",), True),
        ("推进湖滨整治。", ("place-1",), False),  # a place is nothing to deliver
        ("落实行动计划。", ("programme-1",), False),
        ("完成好各项工作。", (), False),
        ("优化政策环境。", (), False),
    ],
)
def test_deliverable(text: str, entities: tuple[str, ...], given_: bool) -> None:
    assert ("deliverable" not in missing(text, *entities)) is given_


@pytest.mark.parametrize(
    ("lacks", "expected"),
    [
        (ALL, True),
        (("number", "place", "deliverable"), True),
        (("number", "deadline", "place", "owner"), False),
        (("deadline", "place", "owner", "deliverable"), False),
        (("number", "deadline", "owner", "deliverable"), False),
        ((), False),
    ],
)
def test_vague_is_without_number_place_and_deliverable(lacks: tuple[str, ...], expected: bool) -> None:
    assert is_vague(Verifiability("s1", lacks)) is expected


@given(st.text(), st.lists(st.text(max_size=12), max_size=3), st.booleans())
def test_any_text_has_a_mark(text: str, entities: list[str], owned: bool) -> None:
    assert set(missing(text, *entities, owned=owned)) <= set(ALL)
