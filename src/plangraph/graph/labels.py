"""What the notations of the closed lists, and the classes of the ontology, are called in Chinese and English."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from plangraph.files import shipped
from plangraph.graph.vocab import PLAN, RDFS, SKOS

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def labels(scheme: str, lang: str) -> dict[str, str]:
    """Give what each notation of a list is called in a language, ``class`` for classes of the ontology; nothing for a list
    that is none.

    >>> labels("verdict", "en")["partly_met"], labels("no_list", "en")
    ('partly met', {})
    """
    if scheme == "class":
        return class_labels(lang)
    path = shipped("ontology") / "schemes" / f"{scheme}.ttl"
    if not scheme.isidentifier() or not path.is_file():
        return {}
    notations = _said(path, SKOS.notation, None)
    return {notations[iri]: label for iri, label in _said(path, SKOS.prefLabel, lang).items() if iri in notations}


@cache
def class_labels(lang: str) -> dict[str, str]:
    """Give what each class of the ontology is called in a language, by its name and by the code that queries write for it.

    >>> class_labels("zh")["Place"], class_labels("zh")["front_matter"]
    ('地点', '文前')
    """
    found = {}
    for iri, label in _said(shipped("ontology") / "plan.ttl", RDFS.label, lang).items():
        name = iri.removeprefix(PLAN.iri)
        if name[0].isupper():
            found[name] = found[_CAPITAL.sub("_", name).lower()] = label
    return found


def _said(path: Path, predicate: str, lang: str | None) -> dict[str, str]:
    """Give what a file says of each subject in a language, None for none."""
    import pyoxigraph

    quads = (q for q in pyoxigraph.parse(path=path) if str(q.predicate) == predicate)
    return {q.subject.value: q.object.value for q in quads if q.object.language == lang}
