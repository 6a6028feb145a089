"""Each shape tells good from bad in both languages; spans are compared with the source."""

from pathlib import Path

import pyoxigraph
import pytest

from plangraph.errors import InputError
from plangraph.files import shipped
from plangraph.uses import validation
from plangraph.uses.validation import render, validate

GRAPH = shipped("data") / "ttl/110102/2022.ttl"
SOURCE = shipped("data") / "text/110102/2022.txt"
CASES = sorted((Path(__file__).parent.parent / "shapes").glob("*/*"))
SH = "http://www.w3.org/ns/shacl#"
SHAPES = sorted((shipped("ontology") / "shapes").rglob("*.ttl"))


def test_every_shape_has_its_cases() -> None:
    assert [f"{p.parent.name}/{p.stem}" for p in SHAPES] == sorted(f"{p.parent.name}/{p.name}" for p in CASES)


def promised(path: Path) -> dict[str, str]:
    """Give the line that each property shape of a file says when it finds something, by the shape's name."""
    said: dict[str, dict[str, str]] = {}
    for quad in pyoxigraph.parse(path=path):
        if quad.predicate.value == SH + "message":
            said.setdefault(quad.subject.value.rpartition("/")[2], {})[quad.object.language] = quad.object.value
    return {name: f"{path.parent.name} {words['zh']} / {words['en']}" for name, words in said.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_good_conforms_and_bad_says_what_is_wrong(case: Path) -> None:
    wanted = promised(shipped("ontology") / "shapes" / case.parent.name / f"{case.name}.ttl")
    assert [f for f in validate([case / "good.ttl"]) if f.severity in ("must", case.parent.name)] == []
    expected = (case / "messages.txt").read_text(encoding="utf-8").splitlines()
    assert expected == list(wanted.values())
    found = {f.shape: f"{f.severity} {f.message_zh} / {f.message_en}" for f in validate([case / "bad.ttl"])}
    assert wanted.items() <= found.items()


def test_property_shapes_find_the_same_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = [case / "bad.ttl" for case in CASES]
    found = validate(bad)
    monkeypatch.setattr(validation, "_apart", lambda shapes: shapes)
    assert found == validate(bad)
    assert {f.file for f in found} == {str(path) for path in bad}


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_examples_have_no_blank_nodes(case: Path) -> None:
    nodes = [t for path in case.glob("*.ttl") for q in pyoxigraph.parse(path=path) for t in (q.subject, q.object)]
    assert nodes
    assert not [n for n in nodes if isinstance(n, pyoxigraph.BlankNode)]


@pytest.mark.parametrize("path", SHAPES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_shapes_are_described_in_two_languages(path: Path) -> None:
    said: dict[str, set[tuple[str, str]]] = {}
    kinds = {}
    for quad in pyoxigraph.parse(path=path):
        if isinstance(quad.object, pyoxigraph.Literal) and quad.object.language:
            key = quad.predicate.value.removeprefix(SH)
            said.setdefault(quad.subject.value, set()).add((key, quad.object.language))
        if quad.predicate.value.endswith("#type"):
            kinds[quad.subject.value] = quad.object.value.removeprefix(SH)
    for name, kind in kinds.items():
        second = "description" if kind == "NodeShape" else "message"
        assert said[name] >= {(k, lang) for k in ("name", second) for lang in ("zh", "en")}, name


def test_what_ships_conforms_and_says_where_to_look() -> None:
    findings = validate([GRAPH], source=SOURCE)
    assert [f for f in findings if f.severity == "must"] == []
    uncertain = [f for f in findings if f.shape == "IndicatorWanted-certain"]
    assert [(f.line, f.text) for f in uncertain] == [
        (1505, "非历史文化街区地区公园绿地500米服务半径覆盖率"),
        (1511, "优质外向型企业及项目引入数量"),
    ]


def test_every_property_that_points_at_a_list_has_its_concepts_checked() -> None:
    bad = next(case for case in CASES if case.name == "concept") / "bad.ttl"
    about = {(f.shape, f.focus.rpartition("/scheme/")[2]) for f in validate([bad]) if "/scheme/" in f.focus}
    assert about == {
        ("Concept-notation", "change/level"),
        ("Concept-label", "comparator/ge"),
        ("Concept-scheme", "modality/target"),
        ("Concept-scheme", "stage/ongoing"),
        ("Concept-label", "relation/repeats"),
        ("Concept-notation", "role/lead"),
        ("Concept-scheme", "role/lead"),
    }


def test_findings_bear_the_words_of_what_they_are_about(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        """PREFIX plan: <https://w3id.org/plangraph/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        <urn:link> a plan:CrossLink ; owl:annotatedSource <urn:statement> .
        <urn:task> a plan:Task ; plan:text "办好灯会" ; plan:statement <urn:statement> .
        <urn:statement> plan:text "办好灯会。市文旅局负责。" .
        <urn:quantity> a plan:Quantity ; plan:text "3场" ; plan:statement <urn:statement> .
        <urn:place> a plan:Entity ; rdfs:label "什刹海" .""",
        encoding="utf-8",
    )
    words = {f.focus: f.text for f in validate([broken])}
    sentence = "办好灯会。市文旅局负责。"
    assert words == {
        "urn:task": "办好灯会",
        "urn:quantity": sentence,
        "urn:link": sentence,
        "urn:place": "什刹海",
    }


def test_a_literal_that_is_no_number_is_a_finding_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    bad = next(case for case in CASES if case.name == "quantity") / "bad.ttl"
    assert "Quantity-value" in {f.shape for f in validate([bad])}
    assert caplog.records == []


def test_a_changed_source_is_found(tmp_path: Path) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_text(SOURCE.read_text(encoding="utf-8").replace("5408.1亿元", "5409.1亿元"), encoding="utf-8")
    findings = validate([GRAPH], source=changed)
    wrong = {(f.shape, f.focus.rpartition("/")[2]) for f in findings if f.severity == "must"}
    assert wrong == {("source-checksum", "source"), ("source-text", "p1.c0.t1.s1"), ("source-text", "p1.c0.t1.s1.q1")}


def test_reports_in_every_format() -> None:
    findings = validate([GRAPH])
    assert '"severity": "should"' in "".join(render(findings, "json", "en"))
    text = "".join(render(findings, "ttl", "en"))
    assert len(list(pyoxigraph.parse(text.encode(), pyoxigraph.RdfFormat.TURTLE))) == 2 + 7 * len(findings)
    assert "覆盖率" in "".join(render(findings, "table", "zh"))


def test_a_table_shows_what_a_name_may_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    findings = validate([next(case for case in CASES if case.match("should/entity")) / "bad.ttl"])
    for lang, said in (("zh", "未作合并："), ("en", "nothing was merged: ")):
        shown = "".join(render(findings, "table", lang))
        assert [shown.count(said + name) for name in ("福建省漳州市东山县", "黑龙江省鹤岗市东山区")] == [1, 1]


def test_data_that_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("hello")
    with pytest.raises(InputError, match=r"a\.ttl"):
        validate([tmp_path / "a.ttl"])
    with pytest.raises(InputError, match="missing"):
        validate([tmp_path / "missing.ttl"])


def test_a_broken_graph_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n\n<urn:a> <urn:b> ;")
    with pytest.raises(InputError) as found:
        validate([tmp_path / "a.ttl"])
    assert str(found.value).endswith("a.ttl:3 is no valid graph: Bad syntax (objectList expected)")
    assert "<>" not in str(found.value)
