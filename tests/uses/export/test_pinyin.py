"""Pinyin of labels, and labels in English."""

from pathlib import Path

import pytest

from plangraph.uses.export import pinyin
from plangraph.uses.export.graph import Node
from plangraph.uses.export.pinyin import with_readings
from plangraph.uses.export.writing import Wish, chosen


def test_pinyin_of_the_short_label() -> None:
    pytest.importorskip("pypinyin", reason="the extra [pinyin] is not installed")
    nodes = [Node("a", "Place", "什刹海", {"line": 3}), Node("b", "Place", "“平安”PM2.5 达标"), Node("c", "Place", "")]
    found = [n.attributes for n in with_readings(nodes)]
    assert [values.get("pinyin") for values in found] == ["shichahai", "pinganPM25dabiao", None]
    assert found[0]["line"] == 3


@pytest.mark.parametrize(
    ("node", "english"),
    [
        (Node("a", "Place", "什刹海", {"kind_en": "place"}), "Shichahai (place)"),
        (Node("a", "Person", "邴浩", {"kind_en": "person"}), "Bing Hao (person)"),
        (Node("a", "Project", "档案馆新馆", {"kind_en": "project"}), "Dang an guan xin guan (project)"),
        (Node("a", "Indicator", "劳动生产率", {"kind_en": "indicator"}), "Lao dong sheng chan lü (indicator)"),
        (Node("a", "Place", "5G", {"kind_en": "place"}), "5G (place)"),
        (Node("a", "Body", "？"), "？ (Body)"),
        (Node("a", "Event", "北京冬奥会", {"kind_en": "event", "label_en": "Winter Games"}), "Winter Games"),
    ],
)
def test_everything_has_a_label_in_english(node: Node, english: str) -> None:
    pytest.importorskip("pypinyin", reason="the extra [pinyin] is not installed")
    (found,) = with_readings([node])
    assert found.attributes["label_en"] == english


def test_without_pinyin_the_kind_is_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinyin, "installed", lambda: False)
    (found,) = with_readings([Node("a", "Place", "什刹海", {"kind_en": "place"})])
    assert found.attributes == {"kind_en": "place", "label_en": "什刹海 (place)"}


def test_names_of_the_report_in_english(xicheng: Path) -> None:
    pytest.importorskip("pypinyin", reason="the extra [pinyin] is not installed")
    nodes = chosen(Wish((xicheng,), "gexf")).nodes
    assert all(n.attributes["label_en"] for n in nodes)
    names = {n.label: n.attributes["label_en"] for n in nodes}
    assert names["什刹海"] == "Shichahai (place)"
    assert names["北京冬奥会"] == "Beijing Winter Olympics 2022"
    assert names["登记失业率"] == "registered unemployment rate"
    assert next(n for n in nodes if n.kind == "Report").attributes["label_en"] == "report 110102/2022"
