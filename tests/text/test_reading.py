"""Bytes to text: every common encoding, the text as it stands, and clear words for what is no text."""

import codecs
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.errors import InputError, LimitError
from plangraph.text.reading import decode, read_source

TEXT = "关于某区2021年计划执行情况的报告\n一、回顾\n地区生产总值增长6%，完成㐀项任务。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.replace("㐀", "两").encode("gbk"), "gb18030"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    source = decode(data, "a.txt")
    assert source.text.replace("两", "㐀") == TEXT
    assert (source.encoding, source.sha256) == (encoding, hashlib.sha256(data).hexdigest())


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
        (b"\xff" * 40, "a.txt"),
        ("總結報告，經濟成長百分之六。".encode("big5") * 20, "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        decode(data, "a.txt")


def test_a_file_that_is_missing_or_too_large(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match=r"none\.txt"):
        read_source(tmp_path / "none.txt")
    (tmp_path / "big.txt").write_bytes(b"a" * 11)
    with pytest.raises(LimitError, match="--max-size"):
        read_source(tmp_path / "big.txt", max_size=10)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        source = decode(data, "a.txt")
    except InputError:
        return
    assert source.text.strip()
