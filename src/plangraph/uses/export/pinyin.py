"""Labels for those who read no Chinese: pinyin, where the extra ``[pinyin]`` is installed, and a label in English."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from plangraph.files import shipped
from plangraph.uses.export.drawing import short
from plangraph.uses.export.graph import Node

_MARKS = re.compile(r"\W+")
_WHOLE = ("Place", "Area")  # kinds whose names are one word in pinyin, as libraries write them
Reader = Callable[[str], list[str]]  # from words to syllables


def installed() -> bool:
    """Tell whether pinyin can be given."""
    return importlib.util.find_spec("pypinyin") is not None


def with_readings(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give nodes with columns for the pinyin of their short label, letters and digits alone (`installed`), and for a label in English.

    What has no English name gets none that is made up: it is called by its pinyin and its kind.
    """
    read = _reader() if installed() else None
    for node in nodes:
        brief = short(node.label)
        syllables = [part for word in read(brief) for part in _MARKS.split(word) if part] if read else []
        pinyin = {"pinyin": "".join(syllables).replace("ü", "v")} if syllables else {}
        english = {"label_en": _english(node, brief, syllables)}
        yield replace(node, attributes={**english, **node.attributes, **pinyin})


def _english(node: Node, brief: str, syllables: list[str]) -> str:
    """Give a name in letters, where that can be, and the kind in English."""
    name = brief
    if syllables and not brief.isascii():
        words = ("" if node.kind in _WHOLE else " ").join(syllables)
        capital = words.title() if node.kind == "Person" else words[0].upper() + words[1:]
        name = capital + ("…" if brief.endswith("…") else "")
    return f"{name} ({node.attributes.get('kind_en', node.kind)})".strip()


def _reader() -> Reader:
    from pypinyin import lazy_pinyin, load_phrases_dict

    load_phrases_dict(_readings())
    return lambda words: list(lazy_pinyin(words, v_to_u=True))


def _readings() -> dict[str, list[list[str]]]:
    """Give the names that are not read as their characters usually are, a list of readings for each character."""
    with (shipped("ontology") / "names/readings.csv").open(encoding="utf-8", newline="") as handle:
        return {row["name"]: [[syllable] for syllable in row["pinyin"].split()] for row in csv.DictReader(handle)}
