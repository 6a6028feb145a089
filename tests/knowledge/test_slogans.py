"""Slogans open into their members only where the count is right."""

from plangraph.knowledge.slogans import open_slogans
from plangraph.model import Entity, EntityType, Passage, Slogan, Span, Term


def opened(term: str, definition: str) -> list[tuple[str, list[str]]]:
    entry = Term(1, term, Passage(definition, ((0, 100),)), Span(90, 100 + len(definition)))
    lake = Entity("place-1", EntityType.PLACE, "白湖")
    return [shown(s) for s in open_slogans([entry], [], [lake])]


def shown(slogan: Slogan) -> tuple[str, list[str]]:
    for member in slogan.members:
        assert member.entities == (("place-1",) if "白湖" in member.text else ())
    return slogan.name, [m.text for m in slogan.members]


def test_every_part_of_a_slogan_opens() -> None:
    assert opened("两核三带", "“两核”是指东湖商圈、西湖商圈。“三带”包括白湖休闲带、河岸带和山麓带。") == [
        ("两核", ["东湖商圈", "西湖商圈"]),
        ("三带", ["白湖休闲带", "河岸带", "山麓带"]),
    ]


def test_a_definition_that_is_a_list() -> None:
    assert opened("“三子”", "即建设科创中心、抓好开放、发展数字经济。") == [
        ("三子", ["建设科创中心", "抓好开放", "发展数字经济"])
    ]


def test_a_list_of_another_length_stays_closed() -> None:
    assert opened("五街", "包括甲街、乙街和丙街。") == []
    assert opened("监管沙箱", "是指一种机制、一种制度。") == []
