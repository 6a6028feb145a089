"""What the packs about names answer, on a graph built here by rules alone."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib

from plangraph.files import shipped
from plangraph.model import LinkStatus
from plangraph.pipeline import build_report, graph_text
from plangraph.text.reading import decode, read_source
from plangraph.uses import packs, queries
from plangraph.uses.parameters import Term, bind

NAMED = ("responsibility", "places", "projects", "documents")
PACKS = [q for q in packs.queries() if q.name.startswith(NAMED) or q.name == "overview/slogans"]
TASKS = """某某市人民政府工作报告2021年重点工作责任分解
一、王某某市长牵头重点工作
1. 加快服务业高质量发展，建设一批商贸中心。
责任单位：市发展改革委、市商务局、市财政局（列第一位者为牵头或汇总单位，下同）
2. 稳步化解政府债务风险。
责任单位：市财政局、市发展改革委
"""


def built(source: Path, to: Path, ner: str = "rules") -> Path:
    to.write_text("".join(graph_text(build_report(read_source(source), ner=ner))), encoding="utf-8")
    return to


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Xicheng report of 2022."""
    return built(shipped("data") / "text/110102/2022.txt", tmp_path_factory.mktemp("packs") / "2022.ttl")


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of two tasks with their owners."""
    folder = tmp_path_factory.mktemp("tasks")
    (folder / "tasks.txt").write_text(TASKS, encoding="utf-8")
    return built(folder / "tasks.txt", folder / "tasks.ttl")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same list of tasks read without names: what is grouped must not fall back on everything."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "tasks.txt").write_text(TASKS, encoding="utf-8")
    return built(folder / "tasks.txt", folder / "tasks.ttl", "off")


def rows(name: str, graph: Path) -> list[dict[str, Any]]:
    return answer(packs.find(name).text, graph)


def about(place: str, graph: Path) -> list[dict[str, Any]]:
    query = packs.find("places/about")
    return answer(query.text, graph, bind(query.parameters(), {"place": place}, lambda _: ()))


def answer(text: str, graph: Path, bindings: dict[str, Term] | None = None) -> list[dict[str, Any]]:
    result = queries.run(text, [graph], trusted=True, bindings=bindings)
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def count(kind: str, graph: Path) -> int:
    ask = f"SELECT (COUNT(*) AS ?n) {{ ?x a <https://w3id.org/plangraph/ontology#{kind}> }}"
    return int(queries.run(ask, [graph], trusted=True).rows[0][0])


def test_a_place_is_found_through_the_slogan_that_stands_for_it(graph: Path) -> None:
    found = rows("places/about", graph)
    slogan = [r for r in found if r["via"] == "slogan"]
    assert [(r["kind"], r["section"], r["line"]) for r in slogan] == [("commitment", "2.3.6", 1126)]
    assert "七区五街" in slogan[0]["text"]
    assert "什刹海" not in slogan[0]["text"]
    assert slogan[0]["through"].startswith("七区：什刹海")
    assert {r["place"] for r in found} == {"什刹海"}
    assert ("longer", "什刹海片区") in {(r["via"], r["through"]) for r in found}


def test_a_slogan_stands_for_its_own_members_only(graph: Path) -> None:
    found = [r for r in about("长安街", graph) if r["via"] == "slogan"]
    assert [r["through"] for r in found] == ["两轴：长安街"]
    assert "两轴一城一环" in found[0]["text"]


@pytest.mark.parametrize("name", ["西城区", "北京市西城区"])
def test_a_district_is_asked_for_by_any_name_with_what_lies_inside(name: str, graph: Path) -> None:
    found = about(name, graph)
    assert {r["place"] for r in found} == {"北京市西城区"}
    assert {"name", "inside"} <= {r["via"] for r in found}
    assert "什刹海" in {r["through"] for r in found if r["via"] == "inside"}


def test_a_place_of_that_name_elsewhere_is_no_longer_name(graph: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ttl"
    other.write_text(graph.read_text(encoding="utf-8").replace("110102", "110101"), encoding="utf-8")
    query = packs.find("places/about")
    result = queries.run(query.text, [graph, other], trusted=True)
    found = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    assert {(r["via"], r["through"]) for r in found} == {(r["via"], r["through"]) for r in rows("places/about", graph)}


def test_an_unknown_place_has_no_rows(graph: Path) -> None:
    assert about("某某", graph) == []


def test_places_by_commitments_count_statements(graph: Path) -> None:
    found = {r["place"]: r for r in rows("places/by_commitments", graph)}
    assert (found["北京市门头沟区"]["commitments"], found["北京市门头沟区"]["results"]) == (1, 1)
    order = [r["commitments"] for r in found.values()]
    assert order == sorted(order, reverse=True)


def test_places_lie_in_areas(graph: Path) -> None:
    found = {(r["place"], r["area_code"]) for r in rows("places/inside", graph)}
    assert {("什刹海", "110102"), ("北京市西城区", "110000")} <= found


def test_commitments_are_named_for_or_not(graph: Path, tasks: Path) -> None:
    for data in (graph, tasks):
        chapters = rows("responsibility/by_chapter", data)
        total = sum(r["commitments"] for r in chapters)
        assert total == count("Commitment", data)
        assert len(rows("responsibility/nobody_named", data)) == total - sum(r["named"] for r in chapters)
        assert all(r["percent"] == int(100 * r["named"] / r["commitments"] + 0.5) for r in chapters)


def test_nobody_is_named_for_what_only_the_rule_gives_to_the_government(graph: Path) -> None:
    unnamed = rows("responsibility/nobody_named", graph)
    assert unnamed[0]["chapter"] == "2.1"
    assert unnamed[0]["title"].startswith("（一）")
    texts = {r["text"] for r in unnamed}
    assert "全面提升重大活动服务保障水平。" in texts
    assert not any("服务中国人民银行组建" in text for text in texts)
    said = rows("report/responsibilities", graph)
    assert texts.isdisjoint(r["statement_text"] for r in said if r["basis"] == "explicit")


def test_leaders_are_those_the_text_names(graph: Path, tasks: Path) -> None:
    found = rows("responsibility/leaders", graph)
    assert {r["role"] for r in found} == {"lead"}
    assert ("中国人民银行", 1075, "2.3.3") in {(r["agent_name"], r["line"], r["section"]) for r in found}
    assert "北京市西城区人民政府" not in {r["agent_name"] for r in found}
    led = {(r["agent_name"], r["role"], r["line"]) for r in rows("responsibility/leaders", tasks)}
    assert {("王某某市长", "leader", 3), ("市发展改革委", "lead", 3), ("市财政局", "lead", 5)} <= led


def test_people_hold_posts_in_bodies(graph: Path, tasks: Path) -> None:
    speaker = ("邴浩", "北京市西城区发展和改革委员会主任", "北京市西城区发展和改革委员会", 0, "北京市西城区2022")
    assert speaker in {tuple(r.values()) for r in rows("responsibility/people", graph)}
    assert [tuple(r.values()) for r in rows("responsibility/people", tasks)] == [("王某某", "市长", None, 2, "2021")]


def test_load_and_pairs_of_bodies(tasks: Path) -> None:
    load = {
        r["agent_name"]: (r["lead"], r["support"], r["other"], r["total"]) for r in rows("responsibility/load", tasks)
    }
    assert load == {"市发展改革委": (1, 1, 0, 2), "市财政局": (1, 1, 0, 2), "市商务局": (0, 1, 0, 1)}
    pairs = [
        (r["agent_name"], r["other_name"], r["together"], r["line"]) for r in rows("responsibility/together", tasks)
    ]
    assert pairs[0] == ("市发展改革委", "市财政局", 2, 3)
    assert sorted(p[2] for p in pairs) == [1, 1, 2]


def test_the_life_of_a_project(graph: Path) -> None:
    found = [r for r in rows("projects/life", graph) if r["project"] == "首创·新大都金融科技产业园"]
    assert [(r["when"], r["stage"], r["line"]) for r in found] == [
        ("done", "completed", 291),
        ("promised", "put_into_use", 1083),
    ]


def test_projects_promised_dropped_and_paid(graph: Path) -> None:
    promised = rows("projects/promised", graph)
    stages = list(dict.fromkeys(r["stage"] for r in promised))
    assert stages == [s for s in ("put_into_use", "complete", "start", "continue") if s in stages]
    assert ("put_into_use", "月坛体育馆") in {(r["stage"], r["project"]) for r in promised}
    dropped = {r["project"] for r in rows("projects/without_followup", graph)}
    assert "月坛体育场二期改造工程" in dropped
    assert "首创·新大都金融科技产业园" not in dropped
    assert dropped.isdisjoint(r["project"] for r in promised)
    assert "万宁桥" not in dropped, "a commitment names the bridge as a place"
    money = {r["project"] for r in rows("projects/money", graph)}
    assert "平安大街景观提升项目" not in money, "the size is that of the project and others (等)"


COUNTED = {
    "results": "result",
    "commitments": "commitment",
    "goals": "goal",
    "challenges": "challenge",
    "context": "context",
}


@pytest.mark.parametrize("which", ["graph", "tasks"])
def test_chapters_and_what_stands_outside_them_add_up(which: str, request: pytest.FixtureRequest) -> None:
    data: Path = request.getfixturevalue(which)
    counts = Counter(r["kind"] for r in rows("report/statements", data))
    chapters = rows("overview/chapters", data)
    assert counts
    assert {kind: sum(c[column] for c in chapters) for column, kind in COUNTED.items()} == {
        kind: counts[kind] for kind in COUNTED.values()
    }


def test_the_goals_before_the_first_chapter_have_a_row(graph: Path) -> None:
    chapters = rows("overview/chapters", graph)
    assert [c["number"] for c in chapters] == [f"{part}.{n}" for part in (1, 2) for n in range(7)]
    (goals,) = [c for c in chapters if c["number"] == "2.0"]
    assert (goals["title"], goals["goals"]) == ("二、2022年国民经济和社会发展目标任务及主要举措", 4)


@pytest.mark.parametrize(
    ("metric", "told"),
    [("完成投资", "完成投资"), ("推进东电", None), ("实施了城区26公里供水", None), ("建设规模", "建设规模")],
)
def test_a_verb_with_its_object_is_no_metric(metric: str, told: str | None, tmp_path: Path) -> None:
    said = f""":j a plan:ProjectStage ; plan:project :p ; plan:statement :s ; plan:amount :q . :p rdfs:label "热电项目" .
:q qudt:numericValue 700000 ; plan:unitText "千瓦" ; plan:metric "{metric}" .
"""
    (tmp_path / "a.ttl").write_text(_HEAD + said, encoding="utf-8")
    (row,) = rows("projects/money", tmp_path / "a.ttl")
    assert row["metric"] == told


def test_documents_cited_and_issued(graph: Path) -> None:
    cited = {r["document"]: r["statements"] for r in rows("documents/by_use", graph)}
    assert cited["八五普法规划"] == 2
    assert cited["西城区政府投资管理办法"] == 1
    kinds = {r["document"]: r["names_kind"] for r in rows("documents/by_use", graph)}
    assert (kinds["八五普法规划"], kinds["科创十条"], kinds["播火者"], kinds["双减"]) == (True, True, False, False)
    issued = {(r["verb"], r["document"], r["kind"]) for r in rows("documents/issued", graph)}
    assert ("出台", "西城区政府投资管理办法", "result") in issued
    assert ("出台", "八五普法规划", "result") in issued
    assert ("制定", "干部教师轮岗交流实施办法", "commitment") in issued
    assert "北京市接诉即办工作条例" not in {document for _, document, _ in issued}


def test_a_sentence_that_ends_like_a_law_is_no_kind_of_document(tmp_path: Path) -> None:
    names = ("工作人员要带头遵守宪法", "中华人民共和国民法典草案", "规划纲要草案", "关于制定规划主要目标的建议")
    cited = "".join(
        f':e{i} a plan:Document ; rdfs:label "{name}" . :m{i} plan:entity :e{i} ; plan:mentionedIn :s .\n'
        for i, name in enumerate(names)
    )
    (tmp_path / "a.ttl").write_text(_HEAD + ":s a plan:Statement .\n" + cited, encoding="utf-8")
    found = {r["document"]: (r["names_kind"], r["report"]) for r in rows("documents/by_use", tmp_path / "a.ttl")}
    assert found == {name: (name != names[0], "甲区") for name in names}


def test_slogans_open_up(graph: Path) -> None:
    found = [r for r in rows("overview/slogans", graph) if r["slogan"] == "七区"]
    members = list(dict.fromkeys(r["member"] for r in found))
    assert len(members) == 7
    assert members[1] == "什刹海休闲风景区"
    assert ("什刹海休闲风景区", "什刹海", "Place") in {(r["member"], r["entity"], r["type"]) for r in found}


@pytest.mark.parametrize("query", PACKS, ids=lambda q: q.name)
def test_without_names_both_engines_find_nothing(query: packs.Query, bare: Path) -> None:
    ours = queries.run(query.text, [bare], trusted=True).rows
    assert len(ours) == len(rdflib.Graph().parse(bare).query(query.text))
    assert not ours or query.name in ("responsibility/nobody_named", "responsibility/by_chapter")


REVIEWED = """关于湖滨县2031年国民经济和社会发展计划执行情况与2032年计划草案的报告
各位代表：
一、2031年国民经济和社会发展计划执行情况
（一）经济运行平稳向好
农业生产稳中有进。粮食产量达到20万吨。柳湖湿地公园主体工程封顶。
二、2032年国民经济和社会发展计划安排
（一）推动经济稳定增长
抓好农业生产。粮食产量达到22万吨。柳湖湿地公园建成开放。弘扬优良传统。
"""


@pytest.fixture(scope="module", params=[LinkStatus.PREDICTED, LinkStatus.CONFIRMED, LinkStatus.REJECTED])
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[LinkStatus, Path]:
    """A report of two links, with the first of them judged."""
    report = build_report(decode(REVIEWED.encode(), "a.txt"), ner="rules")
    assert report.links
    first, *others = report.links.statements
    links = replace(report.links, statements=(replace(first, status=request.param), *others))
    path = tmp_path_factory.mktemp("judged") / "2032.ttl"
    path.write_text("".join(graph_text(replace(report, links=links))), encoding="utf-8")
    return request.param, path


def test_a_rejected_link_leaves_both_ends_open(judged: tuple[LinkStatus, Path]) -> None:
    status, graph = judged
    rejected = status is LinkStatus.REJECTED
    crop, park = (
        ("粮食产量达到20万吨。", "粮食产量达到22万吨。"),
        ("柳湖湿地公园主体工程封顶。", "柳湖湿地公园建成开放。"),
    )
    linked = [(r["from_text"], r["to_text"]) for r in rows("ledger/links", graph)]
    assert linked == ([park] if rejected else [crop, park])
    assert [r["text"] for r in rows("ledger/results_without_followup", graph)] == ([crop[0]] if rejected else [])
    new = ["弘扬优良传统。"]
    assert [r["text"] for r in rows("ledger/new_commitments", graph)] == ([crop[1], *new] if rejected else new)
    assert [(r["text"], r["mark"]) for r in rows("ledger/vague_commitments", graph)] == [("弘扬优良传统。", 0)]
    assert [r["to_text"] for r in rows("ledger/topic_links", graph)] == ["抓好农业生产。"]
    for name in ("links", "new_commitments", "vague_commitments", "topic_links"):
        assert len({r["report"] for r in rows(f"ledger/{name}", graph)} - {""}) == 1
    assert all(r["evidence"] != r["evidence_en"] for r in rows("ledger/links", graph))


@pytest.mark.parametrize("name", [q.name for q in packs.queries() if q.name.startswith("ledger")])
def test_both_engines_agree_on_what_is_judged(name: str, judged: tuple[LinkStatus, Path]) -> None:
    text, graph = packs.find(name).text, judged[1]
    ours = queries.run(text, [graph], trusted=True).rows
    answer = rdflib.Graph().parse(graph).query(text)
    kept = [i for i, v in enumerate(answer.vars or []) if not str(v).startswith("_")]
    theirs = [[None if row[i] is None else str(row[i]) for i in kept] for row in answer]
    assert [[None if c is None else str(c) for c in row] for row in ours] == theirs


_HEAD = """@prefix plan: <https://w3id.org/plangraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <urn:x:> .
:r plan:areaName "甲区" .
:s plan:report :r ; plan:order 1 ; plan:text "原文" ; plan:span :at . :at plan:line 7 .
"""


def test_a_place_is_no_body_that_works_with_others(tmp_path: Path) -> None:
    duties = "".join(
        f':d{i} plan:statement :s ; plan:agentKind "body" ; plan:basis "explicit" ; plan:agentName "{name}" {agent}.\n'
        for i, (name, agent) in enumerate(
            [("乙局", "; plan:agent :b"), ("丙科学城", "; plan:agent :p"), ("丁企业", ""), ("甲区", "; plan:agent :a")]
        )
    )
    named = ':b a plan:Organisation ; rdfs:label "乙局" . :p a plan:Place ; rdfs:label "丙科学城" . :a a plan:Area .'
    (tmp_path / "a.ttl").write_text(_HEAD + duties + named, encoding="utf-8")
    (row,) = rows("responsibility/together", tmp_path / "a.ttl")
    assert {row["agent_name"], row["other_name"]} == {"乙局", "丁企业"}


def test_who_oversees_or_praises_does_not_work_with_others(tmp_path: Path) -> None:
    duties = "".join(
        f':d{i} plan:statement :s ; plan:agentKind "body" ; plan:basis "explicit" ; plan:agentName "{name}" ; plan:role :{role} .\n'
        for i, (name, role) in enumerate(
            [
                ("区委", "oversee"),
                ("区人大", "oversee"),
                ("区人大", "support"),
                ("国务院", "award"),
                ("乙局", "lead"),
                ("丙局", "support"),
            ]
        )
    )
    roles = "".join(f':{role} skos:notation "{role}" .\n' for role in ("oversee", "support", "award", "lead"))
    (tmp_path / "a.ttl").write_text(_HEAD + duties + roles, encoding="utf-8")
    (row,) = rows("responsibility/together", tmp_path / "a.ttl")
    assert {row["agent_name"], row["other_name"]} == {"乙局", "丙局"}


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        (("≤", "3.5"), ("<", "3.5"), False),
        (("≥", "3.5"), (">", "3.5"), False),
        (("≤", "3.5"), ("<", "3.6"), True),
        (("≤", "3.5"), ("≥", "3.5"), True),
        (("=", "3.5"), ("<", "3.5"), True),
    ],
)
def test_a_bound_in_two_ways_of_printing_is_one(
    one: tuple[str, str], other: tuple[str, str], disagree: bool, tmp_path: Path
) -> None:
    text = f"""{_HEAD}:i skos:prefLabel "失业率" . :target skos:notation "target" .
:q plan:figureOf :i ; plan:text "一" ; qudt:numericValue {one[1]} ; plan:statement :s ; plan:comparator :c1 ; plan:modality :target .
:t a plan:Target ; plan:indicator :i ; plan:text "二" ; qudt:numericValue {other[1]} ; plan:comparator :c2 .
:c1 skos:notation "{one[0]}" . :c2 skos:notation "{other[0]}" .
"""
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")
    assert bool(rows("ledger/figures_that_disagree", tmp_path / "a.ttl")) == disagree
