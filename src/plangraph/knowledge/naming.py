"""All that a report names: every text that may hold a name, and what follows from the names found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from plangraph.knowledge.entities import body, resolve
from plangraph.knowledge.mentions import find_mentions
from plangraph.knowledge.posts import people_ids, read_people
from plangraph.knowledge.projects import read_stages
from plangraph.knowledge.responsibilities import read_responsibilities
from plangraph.knowledge.slogans import open_slogans
from plangraph.knowledge.tasks import read_tasks
from plangraph.knowledge.words import Engine
from plangraph.model import AgentKind, Entity, Indicator, Names, Passage, Report, Responsibility, Source, Task

_LONGEST = 2000  # characters; what is longer is no sentence


def read_names(report: Report, engine: Engine) -> Names:
    """Find what a report names and what it says of it."""
    tasks = read_tasks(report.document)
    texts = [(holder, passage.text) for holder, passage in holders(report, tasks).items()]
    area, year = report.metadata.area, report.metadata.plan_start or report.metadata.review_year
    mentions = find_mentions(texts, engine.tag, [t.term for t in report.terms], area)
    entities, ids = resolve(mentions, area, year)
    named = list(zip(mentions, ids, strict=True))
    duties = read_responsibilities(report.statements, tasks, named, report.metadata)
    owners = dict.fromkeys(d.name for d in duties if d.kind is AgentKind.BODY and d.entity is None and _is_body(d))
    bodies = {name: body(name, area, year) for name in owners}
    agents = [d.agent for d in duties if d.kind is not AgentKind.BODY]
    people = read_people(agents, report.metadata)
    held = (post for person in people.persons for post in person.posts)
    by_id = {e.id: e for e in entities}
    for owner in (*bodies.values(), *(post.body for post in (*held, *people.posts) if post.body)):
        by_id.setdefault(owner.id, owner)
    who = people_ids(agents, people)
    return Names(
        engine=engine.name,
        mentions=tuple(mentions),
        named=ids,
        entities=tuple(by_id.values()),
        stages=read_stages(report.statements, named),
        slogans=open_slogans(report.terms, named, entities),
        tasks=tasks,
        responsibilities=tuple(_answered(d, who, bodies, by_id) for d in duties),
        people=people,
    )


def _is_body(duty: Responsibility) -> bool:
    """Tell an owner of a task, and the government that answers by rule, from a body named only by its kind."""
    return duty.source != "sentence"


def _answered(
    duty: Responsibility, who: Mapping[str, str], bodies: Mapping[str, Entity], by_id: Mapping[str, Entity]
) -> Responsibility:
    """Give a responsibility with the person or post that has it, or the body and that body's full name."""
    if duty.kind is not AgentKind.BODY:
        return replace(duty, entity=who.get(duty.agent))
    entity = by_id.get(duty.entity or "") or bodies.get(duty.name)
    return replace(duty, entity=entity.id, name=entity.name) if entity else duty


def holders(report: Report, tasks: tuple[Task, ...]) -> dict[str, Passage]:
    """Give every text that may hold a name by its local id, in document order: headings, sentences, annexes.

    A text over 2,000 characters is left out: it is no sentence, and no names are to be trusted in it.
    """
    document = report.document
    found = {s.id: s.title for s in document.sections if s.heading}
    found |= {s.id: s.passage for s in document.sentences}
    for i, indicator in enumerate(report.indicators, 1):
        name = _printed(document.source, indicator)
        if name:
            found[f"a{indicator.annex}.i{i}"] = name
    found |= {f"g{t.number}": t.definition for t in report.terms}
    found |= {t.id: t.passage for t in tasks if not t.sentences}
    short = ((holder, text) for holder, text in found.items() if len(text.text) <= _LONGEST)
    return dict(sorted(short, key=lambda item: item[1].at(0)))


def _printed(source: Source, indicator: Indicator) -> Passage | None:
    """Give the name of an indicator where it is printed, over wrapped lines; None where other cells lie between."""
    span = indicator.span
    if span.end - span.start > _LONGEST:
        return None
    kept = [i for i in range(span.start, span.end) if not source.text[i].isspace()]
    squashed = "".join(source.text[i] for i in kept)
    name = re.sub(r"\s+", "", indicator.name)
    at = squashed.find(name)
    return Passage(name, tuple(_runs(kept[at : at + len(name)]))) if name and at >= 0 else None


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    for i, place in enumerate(places):
        if i == 0 or place != places[i - 1] + 1:
            yield i, place
