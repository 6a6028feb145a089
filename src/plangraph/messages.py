"""What is said to people, in Chinese or English."""

from __future__ import annotations

import os
import re

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
