"""What kinds of things and links are called: short, in Chinese and in English."""

from __future__ import annotations

from functools import cache

from plangraph.files import shipped
from plangraph.graph.iris import SCHEMES

WORDS = {  # what no list of ours names: in Chinese and English
    "mentions": ("提及", "mentions"),
    "isPartOf": ("属于", "is part of"),
    "leadSentence": ("领句", "has the lead sentence"),
    "names": ("指", "names"),
    "member": ("成员", "has the member"),
    "related": ("相关", "is related to"),
    "report": ("报告", "is of the report"),
    "holds": ("担任", "holds"),
    "postIn": ("任职于", "is a post in"),
    "Person": ("人物", "person"),
    "Post": ("职务", "post"),
    "exactMatch": ("同一", "is the same as"),
    "closeMatch": ("基本对应", "is nearly the same as"),
    "broadMatch": ("上位对应", "has the wider counterpart"),
    "narrowMatch": ("下位对应", "has the narrower counterpart"),
    "relatedMatch": ("相关对应", "has the counterpart"),
    "namedAfter": ("以其为名", "is named after"),
}

_APART = {SCHEMES + "stage/ongoing": "under_way"}  # a stage of projects has the notation of a verdict


def local(iri: str) -> str:
    r"""Give the last part of an IRI, by which people know it.

    >>> local("https://w3id.org/plangraph/ontology#mentionsTerm"), local("urn:x")
    ('mentionsTerm', 'urn:x')
    """
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri


def words(kind: str) -> tuple[str, str, str]:
    """Give the short name of a kind (an IRI or a word of `WORDS`), its name in Chinese and in English."""
    if kind in WORDS:
        return (kind, *WORDS[kind])
    return ontology().get(kind) or (local(kind), *WORDS.get(local(kind), ("", "")))


@cache
def ontology() -> dict[str, tuple[str, str, str]]:
    """Give short name, Chinese and English label of every term and concept of ours by its IRI."""
    import pyoxigraph

    said: dict[str, dict[str, str]] = {}
    folder = shipped("ontology")
    for path in [folder / "plan.ttl", *sorted((folder / "schemes").glob("*.ttl"))]:
        for quad in pyoxigraph.parse(path=path):
            name = local(quad.predicate.value)
            if name in ("label", "prefLabel", "notation") and isinstance(quad.object, pyoxigraph.Literal):
                said.setdefault(str(quad.subject).strip("<>"), {})[quad.object.language or "notation"] = (
                    quad.object.value
                )
    return {
        iri: (_APART.get(iri) or labels.get("notation") or local(iri), labels.get("zh", ""), labels.get("en", ""))
        for iri, labels in said.items()
    }
