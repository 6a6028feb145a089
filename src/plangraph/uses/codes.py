"""Codes of closed lists in an answer, and what is true or false, told in words for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plangraph.graph.labels import labels


def in_words(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], codes: Mapping[str, str], lang: str
) -> list[list[Any]]:
    """Give rows with the codes of some columns in words: `codes` tells the list of each, ``class`` for classes of the ontology.

    What is no code of the list stays; several codes with commas between are told one by one. True and false are yes and
    no in any column.

    >>> in_words(["role", "text"], [["lead", "lead"], ["甲", True]], {"role": "role"}, "zh")
    [['牵头', 'lead'], ['甲', '是']]
    """
    words = [labels(codes[column], lang) if column in codes else {} for column in columns]
    return [[_told(cell, known, lang) for cell, known in zip(row, words, strict=True)] for row in rows]


def _told(cell: Any, known: Mapping[str, str], lang: str) -> Any:
    if isinstance(cell, bool):
        return labels("answer", lang)["yes" if cell else "no"]
    if not known:
        return cell
    parts = cell.split(", ") if isinstance(cell, str) else []
    return (
        ("、" if lang == "zh" else ", ").join(known[p] for p in parts) if parts and known.keys() >= set(parts) else cell
    )
