"""Pinyin of labels, where the extra ``[pinyin]`` is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plangraph.uses.export.drawing import short
from plangraph.uses.export.graph import Node


def installed() -> bool:
    """Tell whether pinyin can be given."""
    return importlib.util.find_spec("pypinyin") is not None


def with_pinyin(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give nodes with a column that holds the pinyin of their short label; `installed` has to hold."""
    from pypinyin import lazy_pinyin

    for node in nodes:
        words = " ".join("".join(lazy_pinyin(short(node.label).rstrip("…"))).split())
        yield replace(node, attributes={**node.attributes, "pinyin": words}) if words else node
