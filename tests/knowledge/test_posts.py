"""Persons and posts: told apart by their words, each there once, with the body that the words name."""

import pytest

from plangraph.knowledge.posts import people_ids, read_holder, read_people
from plangraph.model import AgentKind, Area, Metadata

AREA = Area("110102", "北京市西城区")


@pytest.mark.parametrize(
    ("printed", "name", "posts"),
    [
        ("方成", "方成", []),
        ("方成副市长", "方成", ["副市长"]),
        ("段文杰常务副省长", "段文杰", ["常务副省长"]),
        ("欧阳文山区长", "欧阳文山", ["区长"]),
        ("布尔·罕主席", "布尔·罕", ["主席"]),
        ("副市长方成", "方成", ["副市长"]),
        ("市委常委、副市长方成", "方成", ["市委常委", "副市长"]),
        ("市政府副秘书长兼市发改委主任方成", "方成", ["市政府副秘书长", "市发改委主任"]),
        ("常务副市长", None, ["常务副市长"]),
        ("分管文教副市长", None, ["分管文教副市长"]),
        ("农口副市长", None, ["农口副市长"]),
        ("高新区主任", None, ["高新区主任"]),
        ("金华市长", None, ["金华市长"]),  # of the city 金华市, not a person 金华
        ("各区区长", None, []),
        ("街道主要领导", None, []),
        ("分管领导", None, []),
    ],
)
def test_a_name_and_posts_are_told_apart(printed: str, name: str | None, posts: list[str]) -> None:
    holder = read_holder(printed)
    assert (holder.name, list(holder.posts)) == (name, posts)
    assert holder.kind is (AgentKind.PERSON if name else AgentKind.POST)


@pytest.mark.parametrize(
    ("post", "body"),
    [
        ("区发展改革委主任", "北京市西城区发展和改革委员会"),
        ("国务院副总理", "中华人民共和国国务院"),
        ("区委常委", "中国共产党北京市西城区委员会"),
        ("区人大常委会副主任", "北京市西城区人民代表大会常务委员会"),
        ("北京市市长", None),  # a city is no body
        ("常务副区长", None),
    ],
)
def test_a_post_is_in_the_body_that_its_words_name(post: str, body: str | None) -> None:
    (found,) = read_people([post], Metadata(area=AREA)).posts
    assert (found.body and found.body.name) == body


def test_everyone_is_there_once_and_the_speaker_first() -> None:
    agents = ["段文副市长", "方成", "常务副市长", "市委常委、副市长方成", "常务副市长", "分管领导"]
    people = read_people(agents, Metadata(area=AREA, speaker="方成", speaker_post="区政府副秘书长兼区发改委主任"))
    assert [(p.id, p.name, [(x.id, x.name) for x in p.posts]) for p in people.persons] == [
        (
            "person1",
            "方成",
            [
                ("person1.post1", "区政府副秘书长"),
                ("person1.post2", "区发改委主任"),
                ("person1.post3", "市委常委"),
                ("person1.post4", "副市长"),
            ],
        ),
        ("person2", "段文", [("person2.post1", "副市长")]),
    ]
    assert [(p.id, p.name) for p in people.posts] == [("post1", "常务副市长")]
    assert people.speaker == "person1"
    assert people_ids(agents, people) == {
        "段文副市长": "person2",
        "方成": "person1",
        "常务副市长": "post1",
        "市委常委、副市长方成": "person1",
    }


def test_nobody_is_there_where_nobody_is_named() -> None:
    people = read_people([], Metadata(area=AREA))
    assert (people.persons, people.posts, people.speaker) == ((), (), None)
