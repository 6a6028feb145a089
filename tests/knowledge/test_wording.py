"""How alike texts are: what is rare counts, boilerplate does not, and what is shared really stands in both."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.knowledge.wording import common, grams, likeness, masked, relative

PIECE = st.one_of(
    st.text(max_size=8), st.sampled_from(["推进", "垃圾分类", "加快", "，", "。", "湖滨公园", "12个", "A+B"])
)
TEXT = st.lists(PIECE, max_size=12).map("".join)
SIZES = st.sampled_from([(1,), (2,), (1, 2)])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("进一步加强湿地保护", "湿地保护"),
        ("全面推进数字乡村建设", "数字乡村"),
        ("坚持以习近平新时代中国特色社会主义思想为指导", "以为指导"),
        ("湖滨公园", "湖滨公园"),
        ("", ""),
    ],
)
def test_boilerplate_is_masked(text: str, left: str) -> None:
    assert masked(text).replace(" ", "") == left


@pytest.mark.parametrize(
    ("text", "sizes", "expected"),
    [
        ("湖滨，湖岸", (1,), ["湖", "滨", "岸"]),
        ("湖滨，湖岸", (2,), ["湖滨", "湖岸"]),
        ("加快推进", (1, 2), []),
        ("5G+园区", (2,), ["5G", "G+", "+园", "园区"]),
    ],
)
def test_runs_end_at_punctuation_and_boilerplate(text: str, sizes: tuple[int, ...], expected: list[str]) -> None:
    assert list(grams(text, sizes)) == expected


def test_what_is_rare_counts_more() -> None:
    results = ["湖滨公园改造工程", "老城菜场改造工程", "南站广场改造工程"]
    (row,) = likeness(["湖滨公园提质工程"], results, (1, 2))
    assert max(row, key=lambda j: row[j]) == 0
    assert row[0] > 3 * row[1]


def test_nothing_shared_has_no_value() -> None:
    assert likeness(["湿地"], ["菜场", "推进", ""], (1, 2)) == [{}]
    assert likeness([], ["菜场"], (1, 2)) == []


def test_equal_texts_are_wholly_alike() -> None:
    assert likeness(["湿地保护"], ["湿地保护"], (1, 2))[0][0] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("举办第三届滨海马拉松赛", "筹备第四届滨海马拉松赛", ["届滨海马拉松赛"]),
        ("湖滨公园和老城菜场完工", "老城菜场、湖滨公园开放", ["湖滨公园", "老城菜场"]),
        ("持续加强和推进建设", "持续加强和推进建设", []),
        ("甲乙丙丁戊", "甲乙丙、乙丙丁戊", ["乙丙丁戊"]),  # the longest, though a shorter one begins before it
        ("湖", "湖", []),
    ],
)
def test_longest_stretches_come_first(left: str, right: str, expected: list[str]) -> None:
    assert [c.text for c in common(left, right)] == expected


@given(TEXT)
def test_masking_keeps_every_place(text: str) -> None:
    bare = masked(text)
    assert len(bare) == len(text)
    assert all(a in (b, " ") for a, b in zip(bare, text, strict=True))


@given(st.lists(TEXT, max_size=5), st.lists(TEXT, max_size=5), SIZES)
def test_likeness_is_symmetric_and_between_0_and_1(left: list[str], right: list[str], sizes: tuple[int, ...]) -> None:
    there, back = likeness(left, right, sizes), likeness(right, left, sizes)
    values = {(i, j): value for i, row in enumerate(there) for j, value in row.items()}
    assert values == pytest.approx({(i, j): value for j, row in enumerate(back) for i, value in row.items()})
    assert all(0 < value <= 1 for value in values.values())


@given(st.lists(TEXT, max_size=5), st.lists(TEXT, max_size=5))
def test_relative_likeness_is_between_0_and_1(left: list[str], right: list[str]) -> None:
    rows = likeness(left, right, (1, 2))
    found = relative(rows)
    assert [list(row) for row in found] == [list(row) for row in rows]
    assert all(0 <= value <= 1 + 1e-9 for row in found for value in row.values())


@given(TEXT, TEXT)
def test_what_is_shared_stands_in_both(left: str, right: str) -> None:
    found = common(left, right, 10)
    for shared in found:
        assert left[shared.left :].startswith(shared.text)
        assert right[shared.right :].startswith(shared.text)
        assert len(shared.text) >= 2
    assert sorted((len(c.text) for c in found), reverse=True) == [len(c.text) for c in found]
    places = sorted((c.left, c.left + len(c.text)) for c in found)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


@given(st.from_regex(r"[\u4e00-\u9fffA-Za-z]{2,30}", fullmatch=True))
def test_a_text_shares_all_of_itself(text: str) -> None:
    if len("".join(masked(text).split())) >= 2:
        assert common(text, text)[0].text == text
