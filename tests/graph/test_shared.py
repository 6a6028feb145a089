"""The schemes that districts share are made from their lists, and are sound SKOS."""

import pyoxigraph
import pytest

from plangraph.files import shipped
from plangraph.graph.shared import LISTS, scheme_text
from plangraph.graph.vocab import RDF, SKOS
from plangraph.knowledge.fields import fields, fields_of
from plangraph.knowledge.indicators import concepts
from plangraph.knowledge.programmes import programme_of, programmes
from plangraph.text.divisions import division_names

SCHEMES = shipped("ontology") / "schemes"


@pytest.mark.parametrize("name", LISTS)
def test_what_ships_is_made_from_the_list(name: str) -> None:
    assert (SCHEMES / f"{name}.ttl").read_text(encoding="utf-8") == scheme_text(name)


@pytest.mark.parametrize("name", LISTS)
def test_concepts_have_one_notation_and_labels_in_two_languages(name: str) -> None:
    said = list(LISTS[name]())
    for iri in {s for s, p, o in said if (p, o) == (RDF.type, SKOS.Concept)}:
        labels = [o for s, p, o in said if s == iri and p == SKOS.prefLabel]
        assert sorted(o[-3:] for o in labels) == ["@en", "@zh"], iri
        assert len([o for s, p, o in said if s == iri and p == SKOS.notation]) == 1


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_both_broader_and_related(name: str) -> None:
    said = list(LISTS[name]())
    assert not {(s, o) for s, p, o in said if p == SKOS.broader} & {(s, o) for s, p, o in said if p == SKOS.related}


def test_every_field_that_is_named_is_there() -> None:
    named = {one.field for one in concepts().values()} | {one.field for one in programmes().values()}
    assert named <= set(fields())
    assert {one.within for one in fields().values()} - {""} <= set(fields())


def test_programmes_say_whose_they_are_and_what_they_rest_on() -> None:
    codes = {code for found in division_names().values() for code in found}
    for one in programmes().values():
        assert one.area in codes, one.code
        assert one.source, one.code


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["接诉即办"], "complaints"),
        (["“两区”"], "two-zones"),
        (["某某", "冬奥会"], "winter-olympics"),
        (["接诉即办", "冬奥会"], None),
        (["健康西城"], None),
        ([], None),
    ],
)
def test_a_programme_is_known_by_any_of_its_names(names: list[str], code: str | None) -> None:
    found = programme_of(names)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("养老服务供给能力不断增强。", ("elderly",)),
        ("推动“两区”建设任务落地见效。", ("opening",)),
        ("物业管理服务水平不断提升。", ("community",)),
        ("担当新使命。", ()),
    ],
)
def test_topics_are_filed_by_the_words_of_their_titles(title: str, codes: tuple[str, ...]) -> None:
    assert fields_of(title) == codes


def test_goals_of_the_united_nations_are_named_as_they_name_them() -> None:
    text = (SCHEMES / "fields.ttl").read_text(encoding="utf-8")
    goals = {
        q.object.value
        for q in pyoxigraph.parse(text.encode(), pyoxigraph.RdfFormat.TURTLE)
        if q.predicate.value.endswith("closeMatch")
    }
    assert goals <= {f"http://metadata.un.org/sdg/{n}" for n in range(1, 18)}
    assert len(goals) > 10
