"""Bytes to text: every common encoding, the text as it stands, and clear words for what is no text."""

import codecs
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.errors import InputError, LimitError
from plangraph.text.reading import decode, read_source

TEXT = "关于某区2021年计划执行情况的报告\n一、回顾\n地区生产总值增长6%，完成㐀项任务。\n"


BIG5 = "總結報告，經濟成長百分之六。持續推動城市更新，改善居住環境，提升公共服務。"
TRADITIONAL = "總結報告，經濟成長百分之六。持續推動城市更新，改善居住環境。"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (TEXT.encode(), "utf-8", TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", TEXT),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16", TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", TEXT),
        (TEXT.encode("gb18030"), "gb18030", TEXT),
        (("\ufeff" + TEXT).encode("gb18030"), "gb18030", TEXT),
        (TEXT.replace("㐀", "两").encode("gbk"), "gb18030", TEXT.replace("㐀", "两")),
        ("首都".encode("gbk"), "gb18030", "首都"),
        (TRADITIONAL.encode("gbk"), "gb18030", TRADITIONAL),
        (b"plain ASCII 2021\n", "utf-8", "plain ASCII 2021\n"),
    ],
)
def test_encodings(data: bytes, encoding: str, text: str) -> None:
    source = decode(data, "a.txt")
    assert source.text == text
    assert (source.name, source.encoding) == ("a.txt", encoding)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_stay_as_they_are(end: str) -> None:
    text = TEXT.replace("\n", end)
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"\x00\x01\x02\x03" * 20, "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "Word/ZIP"),
        (b"\xd0\xcf\x11\xe0....", "Word 97"),
        (b"{\\rtf1 ...", "RTF"),
        (b"<!DOCTYPE html><html>", "HTML"),
        (codecs.BOM_UTF16_LE, "empty"),
        (codecs.BOM_UTF16_BE + "\u3000\n".encode("utf-16-be"), "empty"),
        (codecs.BOM_UTF16_LE + b"a\0b", "not UTF-8, UTF-16 or GB18030"),
        (codecs.BOM_UTF8 + b"<html>", "HTML"),
        (b"\n  <HTML lang=zh>", "HTML"),
        (b'<?xml version="1.0"?><html/>', "XML"),
        (TEXT.encode("utf-16-le"), "binary"),
        (b"\xff" * 40, "not UTF-8, UTF-16 or GB18030"),
        (BIG5.encode("big5"), "not UTF-8, UTF-16 or GB18030"),
        (BIG5.encode("big5") * 20, "not UTF-8, UTF-16 or GB18030"),
        ("これは計画の報告です。経済は成長しました。".encode("shift_jis"), "not UTF-8, UTF-16 or GB18030"),
        ("これは計画の報告です。経済は成長しました。".encode("euc_jp"), "not UTF-8, UTF-16 or GB18030"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith("a.txt")
    assert words == "empty" or "save it as plain text (UTF-8)" in str(caught.value)


def test_a_file_that_is_missing_or_too_large(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match=r"none\.txt"):
        read_source(tmp_path / "none.txt")
    (tmp_path / "big.txt").write_bytes(b"a" * (2**20 + 1))
    with pytest.raises(LimitError, match="over 1 MB; --max-size raises it"):
        read_source(tmp_path / "big.txt", max_size=2**20)
    assert len(read_source(tmp_path / "big.txt", max_size=2**20 + 1).text) == 2**20 + 1
    with pytest.raises(InputError, match="cannot read"):
        read_source(tmp_path)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.tuples(st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE]), st.binary()).map(
            b"".join
        ),
    )
)
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        source = decode(data, "a.txt")
    except InputError:
        return
    assert source.text.strip()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Co", "Cs"]), min_size=1, max_size=80))
def test_any_text_survives_its_bytes(text: str) -> None:
    text = "报告" + text
    for data in (text.encode(), codecs.BOM_UTF8 + text.encode(), text.encode("utf-16")):
        assert decode(data, "a.txt").text == text
