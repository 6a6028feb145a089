"""What is said to people, in Chinese or English."""

from __future__ import annotations

import os
import re

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BOTH = re.compile(r"(?P<zh>.*[\u3000-\u9fff].*?) / (?P<en>.+)", re.DOTALL)


def language(choice: str = "auto") -> str:
    """Give ``zh`` or ``en``: the choice, else PLANGRAPH_LANG, else the locale of messages."""
    if choice in ("zh", "en"):
        return choice
    for name in ("PLANGRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value != "auto":
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def pick(message: str, lang: str) -> str:
    """Give one half of a message written as ``中文 / English``; any other message as it is.

    >>> pick("没有这个文件 / no such file", "en")
    'no such file'
    """
    match = _BOTH.fullmatch(message)
    return match[lang] if match else message


def printable(text: str) -> str:
    r"""Give a text without what steers a terminal: control characters but tab and line end, marks of direction.

    >>> printable("a\x1b]0;x\x07\u202eb\n")
    'a ]0;x  b\n'
    """
    return _STEERING.sub(" ", text)


def escaped(text: str) -> str:
    r"""Give a text with the same characters written as JSON writes them.

    >>> escaped("a\u202eb")
    'a\\u202eb'
    """
    return _STEERING.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
