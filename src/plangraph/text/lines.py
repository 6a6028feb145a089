"""The printed lines of a source, joined to the paragraphs they were broken from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.model import Passage
from plangraph.text.reading import refuse_many

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_END = re.compile(r"[。！？：:；!?][”’）)》」』]*\Z")
_WIDE = re.compile(r"[^\x00-\xff]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without the white space around it; `width` counts a full-width character as two columns."""

    text: str
    start: int
    width: int
    number: int

    @property
    def end(self) -> int:
        """Give the offset behind its last character."""
        return self.start + len(self.text)


def lines(text: str) -> list[Line]:
    """Give every line that is not blank; `number` counts from 0 over these.

    Raises LimitError where there are more than any report has.
    """
    found: list[Line] = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            found.append(Line(stripped, start, width(stripped), len(found)))
            refuse_many(len(found))
    return found


def width(text: str) -> int:
    """Give the number of columns that a text takes in print.

    >>> width("2021年")
    6
    """
    return 2 * len(text) - len(_WIDE.sub("", text))


def wrap_width(found: Sequence[Line]) -> int | None:
    """Give the width at which a text layer was wrapped, None where paragraphs are lines.

    Wrapped text has one width at which very many lines end and hardly any that are longer.
    """
    if len(found) < 20:
        return None
    counts = Counter(line.width for line in found)
    common = max(counts, key=lambda w: (counts[w] + counts[w - 1] + counts[w - 2], w))
    near = sum(counts[w] for w in range(common - 3, common + 1))
    longer = sum(n for w, n in counts.items() if w > common + 2)
    return common if common >= 20 and near * 4 >= len(found) and longer * 20 <= len(found) else None


def joined(parts: Sequence[Line]) -> Passage:
    """Join lines to one passage: without a space, but for one between two Latin words."""
    text, runs = "", []
    for part in parts:
        if text and text[-1].isascii() and text[-1].isalpha() and part.text[0].isascii() and part.text[0].isalpha():
            runs.append((len(text), part.start - 1))  # the space stands where the line broke
            text += " "
        runs.append((len(text), part.start))
        text += part.text
    return Passage(text, tuple(runs))


def ends_sentence(line: Line) -> bool:
    """Tell whether a line ends as a sentence or list head does."""
    return bool(_END.search(line.text))
