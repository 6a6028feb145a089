"""The tree of a report, and that nothing of any text is lost."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.files import shipped
from plangraph.model import AnnexKind, BlockKind, Document, Source
from plangraph.text.reading import decode, read_source
from plangraph.text.structure import parse

PIECES = st.sampled_from(
    [
        "一、",
        "（一）",
        "1．",
        "第一部分",
        "第一，",
        "——",
        "附件1",
        "名词解释",
        "指标|2022年",
        "a|b",
        "—21—",
        "目录",
        "首都功能",
        "增长6%",
        "。",
        "！",
        "”",
        "：",
        "来源：日报",
        "责任编辑：某",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "",
        "\u3000",
    ]
)
ANY = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=60).map("".join))


def read(text: str) -> Document:
    return parse(decode(text.encode(), "a.txt"))


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(ANY)
def test_every_character_lies_in_one_block_and_every_sentence_where_it_says(text: str) -> None:
    document = parse(Source("a.txt", text, "utf-8", ""))
    source = text
    held = [0] * len(source)
    for block in document.blocks:
        for i in range(block.span.start, block.span.end):
            held[i] += 1
    assert {held[i] for i, c in enumerate(source) if not c.isspace()} <= {1}
    for sentence in document.sentences:
        span = sentence.passage.span()
        assert squash(source[span.start : span.end]) == squash(sentence.passage.text)
    ids = [s.id for s in document.sentences]
    assert len(set(ids)) == len(ids)
    numbers = [s.number for s in document.sections]
    assert len(set(numbers)) == len(numbers)


def outline(document: Document) -> list[tuple[str, str]]:
    return [(s.number, s.title.text) for s in document.sections]


def test_one_paragraph_a_line() -> None:
    document = read(
        "某区人民政府工作报告\n——2021年1月5日在某区第一次会议上\n区长 王 明\n各位代表：\n"
        "一、2020年工作回顾\n全年工作顺利。\n（一）经济稳步增长\n经济总量扩大。地区生产总值增长6%。\n只有一句。\n"
        "二、2021年工作安排\n（一）稳增长。扩大投资。\n以上报告，请予审议。\n"
    )
    assert outline(document) == [
        ("1", "一、2020年工作回顾"),
        ("1.1", "（一）经济稳步增长"),
        ("1.1.1", "经济总量扩大。"),
        ("2", "二、2021年工作安排"),
        ("2.1", "（一）稳增长。"),
    ]
    assert [(s.id, s.section, s.lead) for s in document.sentences][:3] == [
        ("p1.c0.t1.s1", "1.0", False),
        ("p1.c1.t1.s1", "1.1.1", True),
        ("p1.c1.t1.s2", "1.1.1", False),
    ]
    assert [p.text for p in document.front] == [
        "某区人民政府工作报告",
        "——2021年1月5日在某区第一次会议上",
        "区长 王 明",
        "各位代表：",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一部分 回顾\n一、经济\n很好。\n第二部分 安排\n一、投资\n扩大。\n", ["1", "1.1", "2", "2.1"]),
        ("一、任务\n第一，节约能源。\n节约。\n第二，调整结构。\n调整。\n", ["1", "1.1", "1.2"]),
        ("（一）甲\n甲事。\n（二）乙\n乙事。\n", ["1", "2"]),
        ("一、甲\n1．小标题\n甲事。乙事。\n2．又一个\n丙事。\n", ["1", "1.0.1", "1.0.2"]),
        ("没有标题的一段话。又一句。\n", []),
    ],
)
def test_numbering(text: str, expected: list[str]) -> None:
    assert [number for number, _ in outline(read(text))] == expected


def test_a_table_of_contents_gives_no_headings() -> None:
    document = read("某市规划\n目 录\n一、基础……1\n二、任务……5\n一、基础\n基础好。\n二、任务\n任务重。\n")
    assert outline(document) == [("1", "一、基础"), ("2", "二、任务")]


def test_the_wrapped_report() -> None:
    document = parse(read_source(shipped("data") / "text/110102/2022.txt"))
    levels = [s.level.value for s in document.sections]
    assert (levels.count("part"), levels.count("chapter"), levels.count("topic")) == (2, 12, 66)
    assert outline(document)[1] == ("1.1", "（一）统筹抓好发展和安全，高水平服务保障首都功能")
    assert [(a.kind, a.number) for a in document.annexes] == [
        (AnnexKind.OTHER, 0),
        (AnnexKind.INDICATORS, 1),
        (AnnexKind.GLOSSARY, 2),
    ]
    furniture = [b for b in document.blocks if b.kind is BlockKind.FURNITURE]
    assert [document.source.text[b.span.start : b.span.end] for b in furniture] == ["— 21 —"]


def test_headings_are_missed_with_a_warning() -> None:
    assert len(read("甲。\n").warnings) == 1
    assert read("一、甲\n乙。\n").warnings == ()


@pytest.mark.parametrize(
    "unit", ["字", "１", "，", "“", "一、", "（一）\n", "一、甲\n", "— 1 —\n", "a | b\n", "。", "\n"]
)
def test_time_grows_with_the_text_alone(unit: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        parse(decode((unit * count + "完").encode(), "a.txt"))
        return time.process_time() - began

    count = 200_000 // len(unit)
    assert seconds(count) < 8 * max(seconds(count // 2), 0.05)
