"""Pinyin of labels."""

import pytest

from plangraph.uses.export.graph import Node
from plangraph.uses.export.pinyin import with_pinyin


def test_pinyin_of_the_short_label() -> None:
    pytest.importorskip("pypinyin", reason="the extra [pinyin] is not installed")
    nodes = [Node("a", "Place", "月坛公园", {"line": 3}), Node("b", "Place", "PM2.5达标"), Node("c", "Place", "")]
    found = [dict(n.attributes) for n in with_pinyin(nodes)]
    assert found == [{"line": 3, "pinyin": "yuetangongyuan"}, {"pinyin": "PM2.5dabiao"}, {}]
