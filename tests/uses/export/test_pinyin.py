"""Pinyin of labels."""

import pytest

from plangraph.uses.export.graph import Node
from plangraph.uses.export.pinyin import with_pinyin


def test_pinyin_of_the_short_label() -> None:
    pytest.importorskip("pypinyin", reason="the extra [pinyin] is not installed")
    nodes = [Node("a", "Place", "什刹海", {"line": 3}), Node("b", "Place", "“平安”PM2.5 达标"), Node("c", "Place", "")]
    found = [dict(n.attributes) for n in with_pinyin(nodes)]
    assert found == [{"line": 3, "pinyin": "shichahai"}, {"pinyin": "pinganPM25dabiao"}, {}]
