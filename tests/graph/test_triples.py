"""The graph of a report: the same everywhere, well formed whatever the text, and local: a sentence touches its own lines."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.files import shipped
from plangraph.graph.iris import SCHEMES, THINGS, UNITS
from plangraph.graph.linked import RELATION
from plangraph.graph.triples import triples
from plangraph.graph.vocab import OWL, SKOS, SSSOM
from plangraph.model import Sentence, Source, Statement
from plangraph.pipeline import build_report, graph_text
from plangraph.text.reading import decode, read_source

PATH = shipped("data") / "text/110102/2022.txt"
REPORT = THINGS + "110102/2022"
ONTOLOGY = "https://w3id.org/plangraph/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
Graph = set[pyoxigraph.Triple]


def source(text: str) -> Source:
    return decode(text.encode(), "report.txt")


def written(found: Source, form: str = "ttl") -> str:
    return "".join(graph_text(build_report(found, ner="rules"), form))


def parsed(text: str, form: pyoxigraph.RdfFormat = pyoxigraph.RdfFormat.TURTLE) -> Graph:
    return {quad.triple for quad in pyoxigraph.parse(text.encode(), form)}


@cache
def turtle_text() -> str:
    return written(read_source(PATH))


@cache
def graph() -> Graph:
    return parsed(turtle_text())


@cache
def shipped_text() -> str:
    return read_source(PATH).text


# The same bytes everywhere


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"},
        {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "TZ": "America/Los_Angeles", "PYTHONUTF8": "0", "COLUMNS": "20"},
    ],
    ids=lambda e: e["PYTHONHASHSEED"],
)
def test_same_bytes_under_any_seed_locale_zone_and_folder(environment: dict[str, str], tmp_path: Path) -> None:
    code = (
        "import hashlib, sys\n"
        "from plangraph.pipeline import build_report, graph_text\n"
        "from plangraph.text.reading import read_source\n"
        "text = ''.join(graph_text(build_report(read_source(sys.argv[1]), ner='rules')))\n"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    elsewhere = tmp_path / "另一个 folder"
    elsewhere.mkdir()
    (elsewhere / "x.txt").write_bytes(PATH.read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", code, "x.txt"],
        cwd=elsewhere,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(turtle_text().encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
def test_the_encoding_shows_only_where_it_is_recorded(encoding: str) -> None:
    data = shipped_text().encode(encoding)
    found = decode(b"\xfe\xff" + data if encoding == "utf-16-be" else data, "report.txt")
    differing = {t.predicate.value for t in parsed(written(found)) ^ graph()}
    assert differing <= {ONTOLOGY + "encoding", ONTOLOGY + "sha256"}
    assert ONTOLOGY + "sha256" in differing


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_move_only_offsets(end: str) -> None:
    differing = parsed(written(source(shipped_text().replace("\n", end)))) ^ graph()
    offsets = {"http://www.w3.org/ns/oa#start", "http://www.w3.org/ns/oa#end"}
    assert {t.predicate.value for t in differing} <= {ONTOLOGY + "sha256", *offsets}


# What a graph is made of


def test_there_are_no_blank_nodes_and_no_needless_datatypes() -> None:
    assert "xsd:string" not in turtle_text()
    assert XSD + "string" not in written(read_source(PATH), "nt")
    assert not [t for t in graph() if pyoxigraph.BlankNode in map(type, (t.subject, t.object))]


def test_turtle_and_ntriples_say_the_same() -> None:
    assert parsed(written(read_source(PATH), "nt"), pyoxigraph.RdfFormat.N_TRIPLES) == graph()


LEXICAL = {
    "integer": r"[+-]?[0-9]+",
    "decimal": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
    "boolean": r"true|false|1|0",
    "gYear": r"-?([1-9][0-9]{3,}|0[0-9]{3})",
    "date": r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
}


def wrong_literals(found: Graph) -> list[pyoxigraph.Literal]:
    typed = [t.object for t in found if isinstance(t.object, pyoxigraph.Literal) and not t.object.language]
    plain = [x for x in typed if x.datatype.value != XSD + "string"]
    return [x for x in plain if not re.fullmatch(LEXICAL[x.datatype.value.removeprefix(XSD)], x.value)]


def test_every_literal_is_of_its_type() -> None:
    assert {t.object.datatype.value.removeprefix(XSD) for t in graph() if hasattr(t.object, "datatype")} >= {
        "integer",
        "decimal",
        "boolean",
        "gYear",
        "date",
    }
    assert wrong_literals(graph()) == []


def test_every_iri_is_one() -> None:
    for triple in triples(build_report(read_source(PATH), ner="rules"), "test"):
        for term in triple:
            if term.startswith("<"):
                pyoxigraph.NamedNode(term[1:-1])


# What an edited sentence touches


def statement(words: str) -> Statement:
    (found,) = [s for s in build_report(read_source(PATH), ner="rules").statements if words in s.sentence.passage.text]
    return found


LINKED = {iri[1:-1] for iri in (*RELATION.values(), SKOS.related)}


def touched(before: Graph, after: Graph) -> set[str]:
    """Give the subjects of all triples that came or went, without spans, checksum, counts of the file and what a sentence only points to:
    lists, units, and the entities that its names name; and without links, which are judged over the whole report: a word
    that becomes rarer anywhere counts for more everywhere. They lie in nodes under `link/`, but for what points from one
    sentence straight to another."""
    apart = (
        SCHEMES,
        UNITS,
        "http://qudt.org/vocab/unit/",
        THINGS + "110102/entity/",
        THINGS + "100000/entity/",
        THINGS + "area/",
        REPORT + "/span/",
        REPORT + "/link/",
        REPORT + "/dataset",
    )
    return {
        name
        for t in before ^ after
        if not (name := t.subject.value).startswith(apart)
        and name != REPORT + "/source"
        and t.predicate.value not in LINKED
    }


EDITS = [
    ("老舍戏剧节", "京味戏剧节"),
    ("老舍戏剧节", "老舍戏剧节、首都文学周、天桥演艺季和白塔夜话等一系列活动"),
    ("老舍戏剧节", "戏剧节"),
    ("老舍戏剧节", "老舍戏剧节等活动120场"),
    ("老舍戏剧节", "老舍戏剧节，投入18.5吨公里"),
    ("5408.1亿元", "5410亿元"),
    ("330批次", "不少于340批次"),
    ("什刹海景区", "“双减”和什刹海景区"),
]


def edited(old: str, new: str) -> tuple[str, Graph]:
    """Give the id of the sentence that holds these words, and the graph with others in their place."""
    sentence = statement(old).sentence
    text = shipped_text()
    place = sentence.passage.at(sentence.passage.text.index(old))
    assert text[place:].startswith(old), "the words must not be broken over two lines"
    return sentence.id, parsed(written(source(text[:place] + new + text[place + len(old) :])))


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_editing_a_sentence_touches_only_its_own_lines(old: str, new: str) -> None:
    sentence, after = edited(old, new)
    own = f"{REPORT}/{sentence}"
    subjects = touched(graph(), after)
    assert own in subjects
    assert {s for s in subjects if s != own and not s.startswith(own + ".")} == set()


def links(found: Graph) -> dict[tuple[str, str, str], str]:
    """Give the score of each link by its ends and relation."""
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for t in found:
        if t.subject.value.startswith(REPORT + "/link/"):
            said[t.subject.value][t.predicate.value] = t.object.value
    ends = [OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget]
    nodes = [node for node in said.values() if ends[0][1:-1] in node]
    return {tuple(node[e[1:-1]] for e in ends): node[SSSOM.confidence[1:-1]] for node in nodes}


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_editing_a_sentence_moves_scores_of_links_but_not_their_ends(old: str, new: str) -> None:
    """Links that have neither end in the paragraph of the edited sentence are the same, with scores a little higher or lower."""
    sentence, found = edited(old, new)
    paragraph = f"{REPORT}/{sentence.rpartition('.s')[0]}.s"
    before, after = (
        {link: score for link, score in links(g).items() if not any(end.startswith(paragraph) for end in link)}
        for g in (graph(), found)
    )
    assert len(before) > 100
    assert set(before) == set(after)
    moved = [abs(float(before[link]) - float(after[link])) for link in before if before[link] != after[link]]
    print(f"{len(moved)} of {len(before)} scores moved, by {max(moved, default=0):.2f} at most")
    assert max(moved, default=0) < 0.02


def test_editing_a_lead_touches_its_topic_too() -> None:
    text = shipped_text().replace("“平安西城”建设持续深化", "“平安西城”建设不断深化")
    after = parsed(written(source(text)))
    assert touched(graph(), after) == {f"{REPORT}/p1.c1.t3", f"{REPORT}/p1.c1.t3.s1"}


@cache
def changeable() -> list[Sentence]:
    spans = [s.sentence for s in build_report(read_source(PATH), ner="rules").statements if not s.sentence.lead]
    return [s for s in spans if "的" in s.passage.text]


@given(st.data())
@settings(max_examples=10, deadline=None)
def test_a_word_changed_anywhere_touches_one_sentence(data: st.DataObject) -> None:
    """As wide as before: in a wrapped text a paragraph may show by nothing but the width of its first line."""
    text = shipped_text()
    sentence = data.draw(st.sampled_from(changeable()))
    places = [i for i, c in enumerate(sentence.passage.text) if c == "的"]
    place = sentence.passage.at(data.draw(st.sampled_from(places)))
    after = parsed(written(source(text[:place] + "之" + text[place + 1 :])))
    own = f"{REPORT}/{sentence.id}"
    assert {s for s in touched(graph(), after) if s != own and not s.startswith(own + ".")} == set()


# Any text gives a graph

PIECE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "关于某区2021年国民经济和社会发展计划执行情况与2022年计划草案的报告",
            "——2021年12月13日在某区人民代表大会上",
            "一、回顾",
            "（一）工业",
            "1. 项目",
            "第一部分 总体要求",
            "增长6%左右，达到5408.1亿元。",
            "完成投资三百二十亿元，由3.5万套增至4万套；翻一番。",
            "附件1",
            "指标名称 | 单位 | 2021年 | 2022年",
            "地区生产总值 | 亿元 | 500 | ≥520",
            "名词解释",
            "1.双减：减轻负担。",
            "2．“五子”：五件事。",
            "— 3 —",
            "\r\r\n\u2028\x0b",
            '"\\^^<urn:x> . \ud83d',
        ]
    ),
)
TEXT = st.lists(PIECE, min_size=1, max_size=30).map("\n".join).filter(str.strip)


@given(TEXT)
@settings(deadline=None)
def test_any_text_gives_a_graph(text: str) -> None:
    report = build_report(Source("any", text, "utf-8", "0" * 64), ner="rules")
    written_text = "".join(graph_text(report))
    found = parsed(written_text)
    assert found == parsed("".join(graph_text(report, "nt")), pyoxigraph.RdfFormat.N_TRIPLES)
    assert not [t for t in found if pyoxigraph.BlankNode in map(type, (t.subject, t.object))]
    assert wrong_literals(found) == []
    for name in ("span", "text", "order", "number", "line"):
        several = Counter(t.subject.value for t in found if t.predicate.value == ONTOLOGY + name)
        assert [s for s, n in several.items() if n > 1] == [], name
    spans = {t.object for t in found if t.predicate.value == ONTOLOGY + "span"}
    for end in ("start", "end"):
        assert Counter(t.subject for t in found if t.predicate.value == f"http://www.w3.org/ns/oa#{end}") == Counter(
            spans
        )
