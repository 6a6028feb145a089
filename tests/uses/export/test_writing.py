"""What goes together, and what is said of a file."""

from pathlib import Path

import pytest

from plangraph.errors import RefusedError, UsageError
from plangraph.uses.export.graph import Edge, Node, tidy
from plangraph.uses.export.writing import Wish, chosen, export, summary
from plangraph.uses.packs import Query


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
        "2 个节点，1 条边 / 2 nodes, 1 edges",
        "1 条平行边合并，1 个重复节点合并，1 条边缺少端点，略去，1 个 XML 不允许的字符替换 / 1 parallel edges merged, "
        "1 repeated nodes merged, 1 edges without an end left out, 1 characters that XML does not allow replaced",
        "节点：Body 1，地点 1 / nodes: Body 1, Place 1",
        "边：award; lead 1 / edges: award; lead 1",
        "没有联系、未写出：地点 3 / left out, for nothing links to them: Place 3",
        "不在此视图中、未写出：统计数字 281，对应 24 / left out, for this view has no place for them: Statistic 281, Correspondence 24",
        "2 个节点没有年份，一直显示 / 2 nodes without a year are always there",
    ]


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


@pytest.mark.parametrize("kind", ["jsonld", "skos"])
def test_triples_are_counted(xicheng: Path, kind: str) -> None:
    pieces, said = export(Wish((xicheng,), kind), None)
    assert "".join(map(str, pieces)).count("\n") > 100
    assert said[0].endswith("triples")


def test_sizes_by_money_say_how_many_have_any(xicheng: Path) -> None:
    _, said = export(Wish((xicheng,), "gexf", view="responsibilities", size="money"), None)
    (line,) = [s for s in said if "amount of money" in s]
    assert int(line.split()[0]) > 0
