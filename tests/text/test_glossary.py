"""Glossaries in every print, and where the body uses their terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.model import Term
from plangraph.text.glossary import read_terms
from plangraph.text.reading import decode
from plangraph.text.structure import parse

BODY = (
    "某区报告\n一、回顾\n（一）教育\n落实“双减”政策，建设城市大脑［2］。经济平稳。\n二、安排\n（一）投资\n完善“一库三清单”工作机制。扩大投资。\n"
    "继续做好工作。\n再接再厉。\n"
)


def terms(glossary: str, body: str = BODY) -> tuple[Term, ...]:
    return read_terms(parse(decode((body + glossary).encode(), "a.txt")))


def pairs(glossary: str) -> list[tuple[str, str]]:
    return [(t.term, t.definition.text) for t in terms(glossary)]


@pytest.mark.parametrize(
    "glossary",
    [
        "附件2\n名词解释\n1.双减：减轻两个负担。\n2.城市大脑：一个平台。\n",
        "名词解释\n1．双减：减轻两个负担。\n2．城市大脑：一个平台。\n",
        "名词注释\n［1］双减：减轻两个负担。\n［2］城市大脑：一个平台。\n",
        "名词解释\n【1】双减：减轻两个负担。\n【2】城市大脑：一个平台。\n",
        "名词解释\n[1]双减：减轻两个负担。\n[2]城市大脑：一个平台。\n",
        "名词解释\n1.双减\n减轻两个负担。\n2.城市大脑\n一个平台。\n",
        "名词解释\n双减：减轻两个负担。\n城市大脑：一个平台。\n",
    ],
)
def test_layouts(glossary: str) -> None:
    assert pairs(glossary) == [("双减", "减轻两个负担。"), ("城市大脑", "一个平台。")]


def test_quotation_marks_and_marks_inside_a_term_stay() -> None:
    assert pairs("名词解释\n1.“两新”、“两重”：更新。\n2.攻坚 30 题＋：清单。\n") == [
        ("“两新”、“两重”", "更新。"),
        ("攻坚 30 题＋", "清单。"),
    ]


def test_uses_in_the_body() -> None:
    double, brain = terms("名词解释\n1.双减：减轻两个负担。\n2.城市大脑：一个平台。\n")
    assert [m[0] for m in double.mentions] == ["p1.c1.t1.s1"]
    assert sorted({m[0] for m in brain.mentions}) == ["p1.c1.t1.s1"]
    assert len(brain.mentions) == 2, "by its words and by its marker"


def test_a_short_term_counts_only_in_quotation_marks() -> None:
    (term,) = terms("名词解释\n1.投资：花钱。\n2.无：\n")[:1]
    assert term.mentions == ()


def test_an_entry_for_several_words_is_used_where_any_of_them_is() -> None:
    body = BODY.replace("扩大投资", "构建“七区五街”格局")
    (term,) = terms("名词解释\n1.双核两带、七区五街：格局。\n2.无：\n", body)[:1]
    assert [m[0] for m in term.mentions] == ["p2.c1.t1.s2"]


@given(
    st.lists(st.sampled_from(["1.", "［2］", "：", "甲", "“", "\n", "名词解释", "。", "2．", " "]), max_size=40).map(
        "".join
    )
)
def test_any_glossary_is_read(text: str) -> None:
    for term in terms("名词解释\n" + text):
        assert term.term
        assert term.definition.text
