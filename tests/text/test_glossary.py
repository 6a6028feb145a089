"""Glossaries in every print, and where the body uses their terms. The samples are written for the test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.model import Annex, AnnexKind, Document, Source, Span, Term
from plangraph.text.glossary import read_terms
from plangraph.text.lines import joined, lines
from plangraph.text.reading import decode
from plangraph.text.structure import parse

BODY = (
    "某区报告\n一、回顾\n（一）教育\n落实“双减”政策，建设城市大脑［2］。经济平稳。\n二、安排\n（一）投资\n完善“一库三清单”工作机制。扩大投资。\n"
    + "再接再厉。\n" * 20
)
BOTH = [("双减", "减轻两个负担。"), ("城市大脑", "一个平台，分三层。")]


def document(glossary: str, body: str = BODY) -> Document:
    return parse(decode((body + glossary).encode(), "a.txt"))


def terms(glossary: str, body: str = BODY) -> tuple[Term, ...]:
    return read_terms(document(glossary, body))


def pairs(glossary: str) -> list[tuple[str, str]]:
    return [(t.term, t.definition.text) for t in terms(glossary)]


def uses(glossary: str, body: str) -> list[list[str]]:
    """Give for each term the words of the body that use it."""
    read = document(glossary, body)
    sentences = {s.id: s.passage.text for s in read.sentences}
    return [[sentences[s][start:end] for s, start, end in t.mentions] for t in read_terms(read)]


@pytest.mark.parametrize(
    "glossary",
    [
        "附件2\n名词解释\n1.双减：减轻两个负担。\n2.城市大脑：一个平台，分三层。\n",
        "名词解释\n1．双减：减轻两个负担。\n2．城市大脑：一个平台，分三层。\n",
        "名词解释\n1、双减：减轻两个负担。\n2、城市大脑：一个平台，分三层。\n",
        "名词解释\n（1）双减：减轻两个负担。\n（2）城市大脑：一个平台，分三层。\n",
        "名词解释\n①双减：减轻两个负担。\n②城市大脑：一个平台，分三层。\n",
        "名词解释\n一、双减：减轻两个负担。\n二、城市大脑：一个平台，分三层。\n",
        "名词注释\n［1］双减：减轻两个负担。\n［2］城市大脑：一个平台，分三层。\n",
        "名词解释\n【1】双减：减轻两个负担。\n【2】城市大脑：一个平台，分三层。\n",
        "附：名词解释\n[1] 双减：减轻两个负担。\n[2] 城市大脑：一个平台，分三层。\n",
        "名词术语解释\n1.双减\n减轻两个负担。\n2.城市大脑\n一个平台，\n分三层。\n",
        "《政府工作报告》有关用语说明\n［1］双减\n减轻两个负担。\n［2］城市大脑\n一个平台，分三层。\n",
        "名词注释\n双减：减轻两个负担。\n城市大脑：一个平台，分三层。\n",
        "名词注释\n双减\n减轻两个负担。\n城市大脑\n一个平台，\n分三层。\n",
        "附件\n名词解释\n（按出现顺序）\n1.双减:减轻\n两个负担。\n2.城市大脑:一个平台，\n分三\n层。\n责任编辑：某某\n",
    ],
)
def test_layouts(glossary: str) -> None:
    assert pairs(glossary) == BOTH


@pytest.mark.parametrize(
    ("glossary", "expected"),
    [
        ("1.“双减”：两个负担。\n2.脑：平台。\n", [("“双减”", "两个负担。"), ("脑", "平台。")]),
        ("1.“两新”、“两重”：更新。\n2.脑：平台。\n", [("“两新”、“两重”", "更新。"), ("脑", "平台。")]),
        ("1.攻坚 30 题＋：清单。\n2.脑：平台。\n", [("攻坚 30 题＋", "清单。"), ("脑", "平台。")]),
        ("1.双减：减轻：\n2.0版的负担。\n2.脑：平台。\n", [("双减", "减轻：2.0版的负担。"), ("脑", "平台。")]),
        ("1.5G：第五代。\n2.5G+：更多。\n", [("5G", "第五代。"), ("5G+", "更多。")]),
        (
            "1.双减：包括\n（1）作业；\n（2）培训。\n2.脑：平台。\n",
            [("双减", "包括（1）作业；（2）培训。"), ("脑", "平台。")],
        ),
        ("1.双减：减轻\n12 个\n2 个负担。\n2.脑：平台。\n", [("双减", "减轻12 个2 个负担。"), ("脑", "平台。")]),
        ("双减：减轻负担。\n大脑：平台，\n其中：三层。\n", [("双减", "减轻负担。"), ("大脑", "平台，其中：三层。")]),
        ("1.双减：\n2.脑：平台。\n", [("脑", "平台。")]),
    ],
)
def test_what_stands_in_an_entry(glossary: str, expected: list[tuple[str, str]]) -> None:
    assert pairs("名词解释\n" + glossary) == expected


def test_terms_are_counted_and_keep_their_place() -> None:
    glossary = "名词解释\n1.双减：减轻\n两个负担。\n2.城市大脑：一个平台。\n"
    read = document(glossary)
    first, second = read_terms(read)
    text = read.source.text
    assert (first.number, second.number) == (1, 2)
    assert text[first.span.start : first.span.end] == "1.双减：减轻\n两个负担。"
    assert text[second.span.start : second.span.end] == "2.城市大脑：一个平台。"
    span = first.definition.span()
    assert text[span.start : span.end] == "减轻\n两个负担。"


@pytest.mark.parametrize("mark", ["［{}］", "【{}】", "[{}]", "〔{}〕"])
def test_markers_in_the_body_link_to_the_note(mark: str) -> None:
    one, two, three = (mark.format(n) for n in (1, 2, 3))
    body = (
        f"某区报告\n一、回顾\n（一）教育\n减负{one}，升级平台{two}。再次减负{one}。其他{mark.format(9)}。\n"
        + "很好。\n" * 20
    )
    glossary = f"名词注释\n{one}双减：减轻。\n{two}城市大脑：平台。\n{three}清单：表。\n"
    assert uses(glossary, body) == [[one, one], [two], []]


def test_a_marker_follows_the_printed_number_even_where_an_entry_is_broken() -> None:
    body = "某区报告\n一、回顾\n（一）教育\n减负［2］，升级［3］。\n" + "很好。\n" * 20
    assert uses("名词解释\n［1］双减：\n［2］双升：提升。\n［3］大脑：平台。\n", body) == [["［2］"], ["［3］"]]


@pytest.mark.parametrize(
    ("term", "sentence", "expected"),
    [
        ("双减", "落实“双减”政策。", ["双减"]),
        ("双减", "落实双减政策。", []),
        ("“双减”", "落实“双减”。", ["双减"]),
        ("投资", "扩大投资。", []),
        ("城市大脑", "建设城市大脑，用好“城市大脑”。", ["城市大脑", "城市大脑"]),
        ("攻坚 30 题＋", "推进“攻坚30题+”机制。", ["攻坚30题+"]),
        ("一库三清单", "完善一库三清单和一库。", ["一库三清单"]),
        ("双核两带、七区五街", "构建“七区五街”格局。", ["七区五街"]),
        ("双核两带、七区五街", "打造双核两带。", ["双核两带"]),
        ("A、B", "A与B。", []),
    ],
)
def test_uses_by_words(term: str, sentence: str, expected: list[str]) -> None:
    body = f"某区报告\n一、回顾\n（一）教育\n{sentence}\n" + "很好。\n" * 20
    assert uses(f"名词解释\n1.{term}：释义。\n2.无关之物：释义。\n", body) == [expected, []]


def test_two_entries_for_one_word_are_told_apart_by_nothing_so_the_first_has_its_uses() -> None:
    body = "某区报告\n一、回顾\n（一）教育\n建设城市大脑。\n" + "很好。\n" * 20
    assert uses("名词解释\n1.城市大脑：甲。\n2.城市大脑：乙。\n", body) == [["城市大脑"], []]


def test_a_use_over_a_line_break_has_the_place_of_all_of_it() -> None:
    body = "某区报告\n\n" + "".join(
        f"{line}\n\n"
        for line in [
            "一、二〇二一年工作回顾情况",
            *["落实好各项政策建设城市大脑工程提升治理能力水平和能力"] * 12,
            "一库三清",
            "很好。",
        ]
        + ["很好。"] * 9
    )
    read = document("名词解释\n1.一库三清：机制。\n2.城市大脑：平台。\n", body)
    text = read.source.text
    sentences = {s.id: s.passage for s in read.sentences}
    for term in read_terms(read):
        for sentence, start, end in term.mentions:
            span = sentences[sentence].span(start, end)
            assert "".join(text[span.start : span.end].split()) == term.term
    assert len(read_terms(read)[1].mentions) == 12


_PIECES = st.sampled_from(
    [*"：甲乙“”。、；一①2", "1.", "［2］", "（1）", "\n", "\n", "名词解释", "2．", " ", "\u0663.", "²."]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=40).map("".join)))
def test_any_glossary_is_read(text: str) -> None:
    found = lines(text)
    if not found:
        return
    span = Span(found[0].start, found[-1].end)
    annex = Annex(AnnexKind.GLOSSARY, 1, None, span, tuple(joined([x]) for x in found))
    sentences = document("").sentences
    read = Document(Source("a.txt", text, "utf-8", ""), (), (), sentences, (annex,), ())
    for number, term in enumerate(read_terms(read), 1):
        assert term.number == number
        assert term.term
        assert term.definition.text
        assert span.start <= term.span.start < term.span.end <= span.end
