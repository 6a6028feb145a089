"""What goes together, and what is said of a file."""

import re
import shlex
from pathlib import Path

import pytest

from plangraph.errors import RefusedError, UsageError
from plangraph.uses.export.graph import Edge, Node, tidy
from plangraph.uses.export.pinyin import installed
from plangraph.uses.export.writing import Wish, chosen, export, summary
from plangraph.uses.packs import Query

NO_PINYIN = (
    []
    if installed()
    else ["没有拼音列；pip install 'plangraph[pinyin]' / no pinyin column; pip install 'plangraph[pinyin]'"]
)
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


@pytest.mark.parametrize(
    "wish",
    [
        Wish((), "gexf", view="places", query=Query("-", "CONSTRUCT WHERE { ?s ?p ?o }", False)),
        Wish((), "graphml", dynamic=True),
        Wish((), "csv"),
        Wish((), "neo4j-csv"),
        Wish((), "jsonld", view="places"),
        Wish((), "skos", merge_parallel=True),
        Wish((), "skos", query=Query("-", "CONSTRUCT WHERE { ?s ?p ?o }", False)),
    ],
)
def test_what_does_not_go_together(wish: Wish) -> None:
    with pytest.raises(UsageError, match="/ "):
        export(wish, None)


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (["2022.ttl"], "北京市西城区2022"),
        (["2022.ttl", "2023.ttl"], "北京市西城区2022, 北京市西城区2023"),
        (["note.ttl"], "note.ttl"),
    ],
)
def test_a_title_names_the_reports_and_else_the_files(
    files: list[str], named: str, xicheng: Path, tmp_path: Path
) -> None:
    text = xicheng.read_text(encoding="utf-8")
    (tmp_path / "2022.ttl").write_text(text, encoding="utf-8")
    (tmp_path / "2023.ttl").write_text(text.replace("2022", "2023"), encoding="utf-8")
    (tmp_path / "note.ttl").write_text('<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "a" .')
    for query in (None, Query("-", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", False)):
        wish = Wish(tuple(tmp_path / name for name in files), "html", query=query)
        assert wish.about(chosen(wish).reports) == f"plangraph: {'CONSTRUCT' if query else 'all'} of {named}"


def test_a_title_names_no_more_than_four_reports() -> None:
    assert Wish((), "html", "places").about(["甲", "乙", "丙", "丁", "戊"]).endswith(" of 甲, 乙, 丙, 丁, … (5)")
    titles = Wish((), "html", "places").titles(["甲", "乙", "丙", "丁", "戊"])
    assert titles["zh"] == "甲、乙、丙、丁、… (5)：地点"


def test_reports_are_called_by_their_titles(xicheng: Path) -> None:
    assert chosen(Wish((xicheng,), "html", "places")).titles == {
        "110102/2022": "关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告"
    }


TITLE = "关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告"
LICENCE = """<urn:set> a <http://rdfs.org/ns/void#Dataset> ; <http://purl.org/dc/terms/title> "统计表"@zh, "table"@en ;
    <http://purl.org/dc/terms/license> <https://creativecommons.org/licenses/by/4.0/> ."""


def test_gexf_says_what_it_is_from_and_under_which_licence(xicheng: Path, tmp_path: Path) -> None:
    (tmp_path / "table.ttl").write_text(LICENCE, encoding="utf-8")
    (tmp_path / "own.ttl").write_text(f'<urn:a> <{RDFS}label> "a" .', encoding="utf-8")
    report = f"北京市西城区2022; source: {TITLE} (licence: not stated)"
    table = "统计表 (licence: https://creativecommons.org/licenses/by/4.0/)"
    told = {
        (xicheng,): report,
        (xicheng, tmp_path / "table.ttl"): f"{report}; {table}",
        (tmp_path / "own.ttl",): "own.ttl; source and licence not stated",
    }
    for data, said in told.items():
        pieces, _ = export(Wish(data, "gexf", "glossary"), None)
        (description,) = re.findall("<description>(.*)</description>", "".join(map(str, pieces)))
        assert description == f"plangraph: glossary of {said}"


def test_options_of_drawings_are_named_where_nothing_is_drawn() -> None:
    with pytest.raises(UsageError, match=r"skos writes the data as it is.*; leave out --view, --size$"):
        Wish((), "skos", view="places", size="money").check()
    with pytest.raises(UsageError, match=r"leave out --merge-parallel$"):
        Wish((), "jsonld", merge_parallel=True).check()


def test_what_was_written_merged_and_left_out_is_said() -> None:
    nodes = [Node("a", "Place", "甲\x00", {"kind_zh": "地点"}), Node("a", "Place", "甲"), Node("b", "Body", "乙")]
    edges = [Edge("a", "b", "lead"), Edge("a", "b", "award"), Edge("a", "c", "lead")]
    graph = tidy(nodes, edges, merge_parallel=True)
    graph.losses.unlinked["Place"] = 3
    graph.losses.outside.update(Statistic=281, Correspondence=24)
    said = summary(graph, Wish((), "gexf", dynamic=True))
    assert said[:7] == [
        "2 个节点，1 条边 / 2 nodes, 1 edge",
        "1 条平行边合并，1 个重复节点合并，1 条边缺少端点，略去，1 个控制字符等替换为 U+FFFD / 1 parallel edge merged, "
        "1 repeated node merged, 1 edge without an end left out, 1 control character or the like replaced by U+FFFD",
        "节点：Body 1，地点 1 / nodes: Body 1, Place 1",
        "边：award; lead 1 / edges: award; lead 1",
        "没有联系、未写出：地点 3 / left out, for nothing links to them: Place 3",
        "不在此视图中、未写出：统计数字 281，对应 24 / left out, for this view has no place for them: Statistic 281, Correspondence 24",
        "2 个节点没有年份，一直显示 / 2 nodes without a year are always there",
    ]


def test_nothing_is_said_of_nothing() -> None:
    nodes = [Node("a", "Place", "甲", years=(2021,))]
    assert summary(tidy(nodes, []), Wish((), "gexf", dynamic=True))[:3] == [
        "1 个节点，0 条边 / 1 node, 0 edges",
        "节点：Place 1 / nodes: Place 1",
        *NO_PINYIN,
    ]
    assert summary(tidy([], []), Wish((), "gexf", dynamic=True)) == ["0 个节点，0 条边 / 0 nodes, 0 edges", *NO_PINYIN]


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "1 node without a year is always there"),
        (2, "2 nodes without a year are always there"),
    ],
)
def test_one_and_many(count: int, told: str) -> None:
    graph = tidy([Node(str(i), "Place", "甲", {"money": 1}) for i in range(count)], [])
    said = [line.partition(" / ")[2] for line in summary(graph, Wish((), "gexf", dynamic=True, size="money"))]
    assert told in said
    assert f"{count} {'node has' if count == 1 else 'nodes have'} an amount of money" in said


def test_links_from_a_thing_to_itself_are_told_where_no_line_shows_them() -> None:
    graph = tidy([Node("a", "Place", "甲")], [Edge("a", "a", "knows")])
    said = [any("↻" in line for line in summary(graph, Wish((), kind))) for kind in ("html", "gexf")]
    assert said == [True, False]


def test_nothing_of_others_is_overwritten(xicheng: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.gexf"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError):
        export(Wish((xicheng,), "gexf", view="glossary"), out)
    export(Wish((xicheng,), "gexf", view="glossary"), out, force=True)
    export(Wish((xicheng,), "gexf", view="places"), out)
    assert "plangraph: places of 北京市西城区2022" in out.read_text(encoding="utf-8")


def test_neo4j_comes_with_the_line_that_imports_it(xicheng: Path, tmp_path: Path) -> None:
    out = tmp_path / "a b"
    _, said = export(Wish((xicheng,), "neo4j-csv", view="projects"), out)
    assert f"--nodes='{out}/nodes.csv' --relationships='{out}/edges.csv'" in said[-1]
    assert sorted(p.name for p in out.iterdir()) == ["datapackage.json", "edges.csv", "nodes.csv"]


@pytest.mark.parametrize("name", ["a,b", "a=b"])
def test_a_name_that_neo4j_would_take_apart_stands_before_the_line(xicheng: Path, tmp_path: Path, name: str) -> None:
    _, said = export(Wish((xicheng,), "neo4j-csv", view="projects"), tmp_path / name)
    line = "neo4j-admin database import full --nodes=nodes.csv --relationships=edges.csv --multiline-fields=true neo4j"
    assert said[-1] == f"cd {shlex.quote(str(tmp_path / name))} && {line}"


def test_texts_that_a_workbook_cuts_are_told(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="the extra [xlsx] is not installed")
    (tmp_path / "a.ttl").write_text(
        f'<urn:a> a <https://w3id.org/plangraph/ontology#Place> ; <{RDFS}label> "{"长" * 40_000}"@zh .',
        encoding="utf-8",
    )
    for kind, told in (("xlsx", 1), ("csv", 0)):
        _, said = export(Wish((tmp_path / "a.ttl",), kind, view="places"), tmp_path / kind)
        assert len([line for line in said if "32,767" in line]) == told


@pytest.mark.parametrize("kind", ["jsonld", "skos"])
def test_triples_are_counted(xicheng: Path, kind: str) -> None:
    pieces, said = export(Wish((xicheng,), kind), None)
    assert "".join(map(str, pieces)).count("\n") > 100
    assert said[0].endswith("triples")


def test_sizes_by_money_say_how_many_have_any(xicheng: Path) -> None:
    _, said = export(Wish((xicheng,), "gexf", view="responsibilities", size="money"), None)
    (line,) = [s for s in said if "amount of money" in s]
    assert int(line.split()[0]) > 0
