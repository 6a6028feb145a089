"""From names to triples: mentions, entities, projects, slogans, tasks, people and responsibilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from plangraph.graph.iris import area as area_iri
from plangraph.graph.iris import entity as entity_iri
from plangraph.graph.nodes import Nodes, division, say
from plangraph.graph.schemes import concept
from plangraph.graph.shared import shared
from plangraph.graph.terms import Triple, integer, plain, zh
from plangraph.graph.vocab import DCTERMS, FOAF, GEO, ORG, PLAN, RDF, RDFS, SKOS
from plangraph.knowledge.programmes import programme_of
from plangraph.model import (
    Entity,
    EntityType,
    Mention,
    Names,
    Passage,
    People,
    Post,
    ProjectStage,
    Responsibility,
    Slogan,
    Task,
)

_CLASS = {
    "Place": PLAN.Place,
    "Organisation": PLAN.Organisation,
    "Project": PLAN.Project,
    "Programme": PLAN.Programme,
    "Document": PLAN.Document,
    "Event": PLAN.Event,
    "Award": PLAN.Award,
}

_RUN = (EntityType.PROGRAMME, EntityType.EVENT)  # the Winter Olympics are an event, and a programme of every district


def named(g: Nodes, names: Names, holders: Mapping[str, Passage]) -> Iterator[Triple]:
    """Give all that the names of a report say; `holders` are the texts that hold mentions, by local id."""
    iris = entity_iris(g, names.entities)
    yield g.name("dataset"), PLAN.engine, plain(names.engine)
    for entity in names.entities:
        yield from _entity(entity, iris[entity.id])
    count: Counter[str] = Counter()
    for mention, entity_id in zip(names.mentions, names.named, strict=True):
        count[mention.holder] += 1
        yield from _mention(g, mention, iris[entity_id], count[mention.holder], holders[mention.holder])
    for stage in names.stages:
        count[f"{stage.statement}.j"] += 1
        yield from _stage(g, stage, iris[stage.project], count[f"{stage.statement}.j"])
    for slogan in names.slogans:
        yield from _slogan(g, slogan, iris, count)
    for task in names.tasks:
        yield from _task(g, task)
    yield from _people(g, names.people, iris)
    yield from _responsibilities(g, names, iris)


def entity_iris(g: Nodes, entities: Iterable[Entity]) -> dict[str, str]:
    """Give the IRI of each entity by its id."""
    return {e.id: _iri(g, e) for e in entities}


def _iri(g: Nodes, entity: Entity) -> str:
    if entity.code:
        return area_iri(entity.code)
    return entity_iri("100000" if entity.national else g.key.partition("/")[0], entity.id)


def _entity(entity: Entity, iri: str) -> Iterator[Triple]:
    yield from say(
        iri,
        (RDF.type, PLAN.Entity),
        (RDF.type, _CLASS[entity.type]),
        (RDF.type, GEO.Feature if entity.type is EntityType.PLACE else None),
    )
    if entity.code:
        yield from division(entity.code)
    else:
        yield from say(iri, (RDFS.label, zh(entity.name)))
        if entity.within:
            yield iri, DCTERMS.isPartOf, area_iri(entity.within)
            yield from division(entity.within)
    if entity.type in _RUN and (found := programme_of([entity.name, *entity.aliases])):
        yield iri, PLAN.sharedProgramme, shared("programme", found.code)
    for alias in entity.aliases:
        yield iri, SKOS.altLabel, zh(alias)
    for other in entity.open_to:
        yield iri, PLAN.openTo, zh(other)


def _mention(g: Nodes, mention: Mention, entity: str, order: int, holder: Passage) -> Iterator[Triple]:
    local = f"{mention.holder}.m{order}"
    yield from say(
        g.name(local),
        (RDF.type, PLAN.Mention),
        (PLAN.mentionedIn, g.name(mention.holder)),
        (PLAN.entity, entity),
        (PLAN.text, zh(mention.text)),
        (PLAN.order, integer(order)),
        *((PLAN.evidence, plain(source)) for source in mention.evidence),
    )
    yield from g.span(local, holder.span(mention.start, mention.end))


def _stage(g: Nodes, stage: ProjectStage, project: str, order: int) -> Iterator[Triple]:
    yield from say(
        g.name(f"{stage.statement}.j{order}"),
        (RDF.type, PLAN.ProjectStage),
        (PLAN.project, project),
        (PLAN.statement, g.name(stage.statement)),
        (PLAN.stage, concept("stage", stage.stage)),
        *((PLAN.amount, g.name(f"{stage.statement}.q{i}")) for i in stage.quantities),
    )


def _slogan(g: Nodes, slogan: Slogan, iris: Mapping[str, str], count: Counter[str]) -> Iterator[Triple]:
    term = f"g{slogan.term}"
    count[f"{term}.c"] += 1
    local = f"{term}.c{count[f'{term}.c']}"
    yield from say(
        g.name(local), (RDF.type, SKOS.Collection), (RDF.type, PLAN.Slogan), (SKOS.prefLabel, zh(slogan.name))
    )
    yield g.name(term), PLAN.opensInto, g.name(local)
    for i, member in enumerate(slogan.members, 1):
        own = f"{local}.e{i}"
        yield g.name(local), SKOS.member, g.name(own)
        yield from say(
            g.name(own),
            (RDF.type, PLAN.SloganMember),
            (PLAN.text, zh(member.text)),
            (PLAN.order, integer(i)),
            *((PLAN.entity, iris[e]) for e in member.entities),
        )
        yield from g.span(own, member.span)


def _task(g: Nodes, task: Task) -> Iterator[Triple]:
    yield from say(
        g.name(task.id),
        (RDF.type, PLAN.Task),
        (PLAN.text, zh(task.passage.text)),
        (PLAN.report, g.iri),
        (PLAN.order, integer(int(task.id[1:]))),
        *((PLAN.statement, g.name(s)) for s in task.sentences),
    )
    yield from g.span(task.id, task.passage.span())


def _people(g: Nodes, people: People, iris: Mapping[str, str]) -> Iterator[Triple]:
    """Give who gave the report, whom it names and with which posts; that they hold them is said as of the report."""
    if people.speaker:
        yield g.iri, PLAN.speaker, g.name(people.speaker)
    for person in people.persons:
        yield from _of_report(g, person.id, FOAF.Person, person.name)
        for post in person.posts:
            yield g.name(person.id), ORG.holds, g.name(post.id)
            yield from _post(g, post, iris)
    for post in people.posts:
        yield from _post(g, post, iris)


def _post(g: Nodes, post: Post, iris: Mapping[str, str]) -> Iterator[Triple]:
    yield from _of_report(g, post.id, ORG.Post, post.name)
    if post.body:
        yield g.name(post.id), ORG.postIn, iris[post.body.id]


def _of_report(g: Nodes, local: str, type_: str, name: str) -> Iterator[Triple]:
    yield from say(g.name(local), (RDF.type, type_), (RDFS.label, zh(name)), (PLAN.report, g.iri))


def _responsibilities(g: Nodes, names: Names, iris: Mapping[str, str]) -> Iterator[Triple]:
    count: Counter[str] = Counter()
    for duty in names.responsibilities:
        count[duty.statement] += 1
        yield from _responsibility(g, duty, count[duty.statement], iris)


def _responsibility(g: Nodes, duty: Responsibility, order: int, iris: Mapping[str, str]) -> Iterator[Triple]:
    yield from say(
        g.name(f"{duty.statement}.r{order}"),
        (RDF.type, PLAN.Responsibility),
        (PLAN.statement, g.name(duty.statement)),
        (PLAN.agentText, zh(duty.agent)),
        (PLAN.agentName, zh(duty.name)),
        (PLAN.agent, iris.get(duty.entity, g.name(duty.entity)) if duty.entity else None),
        (PLAN.agentKind, plain(duty.kind)),
        (PLAN.role, concept("role", duty.role)),
        (PLAN.basis, plain("explicit" if duty.explicit else "inferred")),
        (PLAN.readFrom, plain(duty.source)),
        (PLAN.order, integer(order)),
    )
