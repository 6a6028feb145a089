"""What each view holds: which links are asked for, and what is there though no link leads to it."""

from __future__ import annotations

from dataclasses import dataclass

from plangraph.uses.export.links import LINKS


@dataclass(frozen=True, slots=True)
class View:
    """The questions of a view, and what it holds though no link leads to it: kinds, and what has a value in a column."""

    links: tuple[str, ...]
    whole: frozenset[str] = frozenset()
    having: str = ""


WITHOUT_NODES = ("Statistic",)  # classes of which no view has nodes
LINKED_BY = {"Correspondence": "correspondences"}  # classes whose members are links, and the question that gives these
_NARROW = {name for name in LINKS if name.endswith("_in_topics")} | {"project_lies_in", "doers"}
VIEWS = {
    "responsibilities": View(("duties_in_topics", "posts", "bodies")),
    "projects": View(("stages_in_topics", "doers", "project_lies_in", "named_after"), frozenset(["Project"])),
    "ledger": View(("crosslinks", "topics", "judgements"), having="verdict"),
    "places": View(("places_in_topics", "lies_in"), frozenset(["Place"])),
    "glossary": View(("terms_in_topics", "slogans", "members", "named"), frozenset(["GlossaryTerm", "Slogan"])),
    "all": View(tuple(name for name in LINKS if name not in _NARROW), frozenset(["*"])),
}
