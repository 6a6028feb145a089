"""Pinyin of labels, where the extra ``[pinyin]`` is installed."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plangraph.files import shipped
from plangraph.uses.export.drawing import short
from plangraph.uses.export.graph import Node

_MARKS = re.compile(r"\W+")


def installed() -> bool:
    """Tell whether pinyin can be given."""
    return importlib.util.find_spec("pypinyin") is not None


def with_pinyin(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give nodes with a column that holds the pinyin of their short label, letters and digits alone; `installed` has to hold."""
    from pypinyin import lazy_pinyin, load_phrases_dict

    load_phrases_dict(_readings())
    for node in nodes:
        words = _MARKS.sub("", "".join(lazy_pinyin(short(node.label))))
        yield replace(node, attributes={**node.attributes, "pinyin": words}) if words else node


def _readings() -> dict[str, list[list[str]]]:
    """Give the names that are not read as their characters usually are, a list of readings for each character."""
    with (shipped("ontology") / "names/readings.csv").open(encoding="utf-8", newline="") as handle:
        return {row["name"]: [[syllable] for syllable in row["pinyin"].split()] for row in csv.DictReader(handle)}
