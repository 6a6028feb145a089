"""Tables are read whole or not at all, and what is wrong is told with its line."""

import pytest

from plangraph.errors import InputError, LimitError
from plangraph.text import sheets
from plangraph.text.reading import decode
from plangraph.text.sheets import read_sheet


def read(text: str, delimiter: str = ",") -> list[tuple[int, dict[str, str]]]:
    return [(row.line, row.cells) for row in read_sheet(decode(text.encode(), "t.csv"), delimiter).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    sheet = read_sheet(decode("地区,数值\n西城区的收入，支出,5\n".encode(encoding), "t.csv"))
    assert sheet.columns == ("地区", "数值")
    assert sheet.rows[0].cells == {"地区": "西城区的收入，支出", "数值": "5"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_empty_rows_and_blanks(end: str) -> None:
    assert read(end.join(["a,b", "", " 1 , 2 ", ",", "3,4", ""])) == [
        (3, {"a": "1", "b": "2"}),
        (5, {"a": "3", "b": "4"}),
    ]


def test_a_cell_may_hold_line_ends_and_what_looks_like_a_formula() -> None:
    assert read('a,b\n"1\n2",=1+1\n3,4') == [(2, {"a": "1\n2", "b": "=1+1"}), (4, {"a": "3", "b": "4"})]


def test_another_delimiter() -> None:
    assert read("a\tb\n1,5\t2", "\t") == [(2, {"a": "1,5", "b": "2"})]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1\n1,2\n1,2,3\n", ["line 2 has 1 cells instead of 2", "line 4 has 3 cells", "第 2 行"]),
        ("a,b\n" + "1\n" * 7, ["and 2 more", "另有 2 行"]),
        ('a,b\n"1,2\n', ["broken table", "t.csv:2"]),
        ("a,a\n1,2\n", ["named twice: a"]),
        ("a,\n1,2\n", ["without a name"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, words: list[str]) -> None:
    with pytest.raises(InputError) as found:
        read(text)
    assert all(word in str(found.value) for word in words)


def test_an_overlong_cell_is_no_traceback() -> None:
    with pytest.raises(InputError, match="field limit"):
        read("a\n" + "x" * 200_000)


def test_there_are_not_more_rows_than_can_be_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    assert len(read("a\n" + "1\n" * 3)) == 3
    with pytest.raises(LimitError, match="more than 3 rows"):
        read("a\n" + "1\n" * 4)
