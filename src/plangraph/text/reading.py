"""From bytes to a source: the text as it stands, its encoding and checksum."""

from __future__ import annotations

import codecs
import hashlib
import sys
from pathlib import Path

from plangraph.errors import InputError, LimitError
from plangraph.model import Source

MAX_SIZE = 20 * 2**20
MAX_PIECES = 150_000  # over a hundred times what a long report holds

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word/ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word 97"),
    (b"{\\rtf", "RTF"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)
_SAVE_AS_TEXT = "请另存为纯文本（UTF-8）再试 / {0}: {1}; save it as plain text (UTF-8) and try again"


def read_source(path: Path | str, *, max_size: int = MAX_SIZE) -> Source:
    """Read a report from a file, or from standard input for ``-``.

    Raises InputError when there is nothing readable, LimitError when it is larger than `max_size` bytes.
    """
    name = str(path)
    try:
        if name == "-":
            data = sys.stdin.buffer.read(max_size + 1)
        else:
            with open(path, "rb") as handle:
                data = handle.read(max_size + 1)
    except OSError as error:
        raise InputError(f"读不到 {name} / cannot read {name}: {error.strerror}") from error
    if len(data) > max_size:
        size = max_size // 2**20
        raise LimitError(
            f"{name} 超过 {size} MB，可用 --max-size 放宽 / {name} is over {size} MB; --max-size raises it"
        )
    return decode(data, name)


def decode(data: bytes, name: str) -> Source:
    """Decode by byte-order mark, else strict UTF-8, else strict GB18030; line ends stay as they are.

    >>> decode("首都".encode("gbk"), "a.txt").encoding
    'gb18030'
    """
    if not data.strip():
        raise InputError(f"{name} 是空的 / {name} is empty")
    _refuse_other_formats(data, name)
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _plausible(text, guessed=encoding == "gb18030"):
            text = text.removeprefix("\ufeff")
            if not text.strip():
                raise InputError(f"{name} 是空的 / {name} is empty")
            return Source(name, text, encoding.removesuffix("-sig"), hashlib.sha256(data).hexdigest())
    why = "not UTF-8, UTF-16 or GB18030 text"
    raise InputError(f"{name} 的编码无法识别，" + _SAVE_AS_TEXT.format(name, why))


def refuse_many(count: int) -> None:
    """Raise LimitError when a text falls into more lines, sentences or numbers than any report has."""
    if count > MAX_PIECES:
        raise LimitError(
            f"行、句、数据等超过 {MAX_PIECES} 个，不像一份报告，请拆成几个文件 / "
            f"more than {MAX_PIECES} lines, sentences or numbers; no report has so many: split the text"
        )


def _refuse_other_formats(data: bytes, name: str) -> None:
    start = data.removeprefix(codecs.BOM_UTF8)[:512].lstrip().lower()
    for magic, what in _FORMATS:
        if start.startswith(magic.lower()):
            raise InputError(f"{name} 是 {what} 文件，" + _SAVE_AS_TEXT.format(name, f"a {what} file"))
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\x00" in data[: 1 << 16]:
        raise InputError(f"{name} 是二进制文件，" + _SAVE_AS_TEXT.format(name, "binary"))


def _candidates(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return (encoding,)
    return ("utf-8", "gb18030")


def _plausible(text: str, *, guessed: bool) -> bool:
    """Tell text from bytes that merely happen to decode: few controls and, where guessed, common characters."""
    sample = text[:20000]
    odd = sum(
        (c < " " and c not in "\t\n\r\x0b\x0c") or "\x7f" <= c < "\xa0" or "\ue000" <= c <= "\uf8ff" for c in sample
    )
    if odd * 50 > len(sample):
        return False
    if not guessed:
        return True
    marks = sum(c in "，。、；：的和一 " for c in sample)
    foreign = sum("\u0370" <= c <= "\u04ff" or "\u3040" <= c <= "\u312f" for c in sample)  # Greek … bopomofo
    han = "".join(c for c in sample if "\u3400" <= c <= "\u9fff")
    common = len(han.encode("gb2312", "ignore")) // 2
    return foreign * 20 <= len(sample) and common * 2 >= len(han) and (len(han) < 200 or marks * 200 >= len(han))
