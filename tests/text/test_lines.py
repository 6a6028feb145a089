"""Printed lines: where they stand, how wide they are, whether they were wrapped, and how they join."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.errors import LimitError
from plangraph.model import Passage, Span
from plangraph.text.lines import Line, ends_sentence, joined, lines, width, wrap_width
from plangraph.text.reading import MAX_PIECES


def test_lines_are_stripped_counted_and_placed() -> None:
    assert lines("\u3000甲 \n\n \t\n乙丙\r\n丁") == [
        Line("甲", 1, 2, 0),
        Line("乙丙", 8, 4, 1),
        Line("丁", 12, 2, 2),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n\n\r"])
def test_every_line_end_parts_lines(end: str) -> None:
    assert [x.text for x in lines(f"甲{end}乙{end}")] == ["甲", "乙"]


@pytest.mark.parametrize("text", ["", "\n", " \u3000\t\r\n", "\x0c"])
def test_blank_text_has_no_lines(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("2021年", 6), ("abc", 3), ("“增长”", 8), ("１２", 4), ("café", 4), ("\u3000", 2)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_more_lines_than_any_report_has_are_refused() -> None:
    assert len(lines("a\n" * MAX_PIECES)) == MAX_PIECES
    with pytest.raises(LimitError, match="split the text"):
        lines("a\n" * (MAX_PIECES + 1))


FULL, FIRST, SHORT = "字" * 24, "字" * 22, "字" * 9


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ([FULL] * 20, 48),
        ([FIRST, FULL, FULL, SHORT] * 8, 48),
        (["字" * 23 + "ab"] * 10 + [FULL] * 10, 48),
        ([FULL] * 19, None),
        ([SHORT] * 40, None),
        (["字" * n for n in range(1, 60)], None),
        ([FULL] * 20 + ["字" * 200] * 10, None),
    ],
    ids=["full", "paragraphs", "ragged", "too few", "narrow", "all lengths", "long lines too"],
)
def test_wrapping_is_measured(text: list[str], columns: int | None) -> None:
    assert wrap_width(lines("\n".join(text))) == columns


def join(text: str) -> Passage:
    return joined(lines(text))


@pytest.mark.parametrize(
    ("text", "whole", "runs"),
    [
        ("首都\n\n功能", "首都功能", ((0, 0), (2, 4))),
        ("green\ncity", "green city", ((0, 0), (5, 5), (6, 6))),
        ("增长 5\n.6%", "增长 5.6%", ((0, 0), (4, 5))),
        ("用 APP\n办理", "用 APP办理", ((0, 0), (5, 6))),
        ("甲", "甲", ((0, 0),)),
    ],
)
def test_joining(text: str, whole: str, runs: tuple[tuple[int, int], ...]) -> None:
    assert join(text) == Passage(whole, runs)


@given(
    st.lists(st.text(alphabet="首都ab 2.", min_size=1, max_size=6), min_size=1, max_size=8).map("\n".join), st.data()
)
def test_any_part_of_a_joined_passage_knows_its_place(text: str, data: st.DataObject) -> None:
    if not lines(text):
        return
    passage = join(text)
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    part = passage.part(start, end)
    assert part.text == passage.text[start:end]
    assert part.span() == passage.span(start, end)
    for i, char in enumerate(part.text):
        assert part.at(i) == passage.at(start + i)
        assert text[part.at(i)] == char or (char == " " and text[part.at(i)].isspace())
    assert passage.part(0, len(passage.text)) == passage


def test_a_part_keeps_only_its_own_runs() -> None:
    passage = join("甲乙\n丙丁\n戊己")
    assert passage.part(1, 3) == Passage("乙丙", ((0, 1), (1, 3)))
    assert passage.part(2, 4) == Passage("丙丁", ((0, 3),))
    assert passage.part(2, 4).span() == Span(3, 5)


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("增长6%。", True),
        ("他说：“好。”", True),
        ("（完成。）", True),
        ("如下：", True),
        ("一是投资；", True),
        ("done!", True),
        ("增长6%，", False),
        ("“防管治”", False),
        ("首都功能", False),
        ("3.5", False),
    ],
)
def test_ends_of_sentences(text: str, ended: bool) -> None:
    assert ends_sentence(lines(text)[0]) is ended
