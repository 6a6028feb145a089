"""The grammar of names: minting and reading an IRI are inverse; names come from codes and places, never from prose."""

from __future__ import annotations

import hashlib
import re

from plangraph.model import DocumentKind, Metadata

THINGS = "https://w3id.org/plangraph/id/"
SCHEMES = "https://w3id.org/plangraph/scheme/"
UNITS = "https://w3id.org/plangraph/unit/"

_SUFFIX = {
    DocumentKind.PLAN_REPORT: "",
    DocumentKind.WORK_REPORT: "-work",
    DocumentKind.TASK_BREAKDOWN: "-tasks",
    DocumentKind.PLAN: "-plan",
    DocumentKind.OTHER: "-other",
}
_CODE = r"(?:[1-9][0-9]{5}|t-[0-9a-f]{8})"  # 110102, or t-0f3a9c12 of a document without area
_THING = re.compile(
    rf"""<?{re.escape(THINGS)}(?:
        (?P<area>area)/(?P<code>[1-9][0-9]{{5}})                                        # area/110102
      | (?P<links>links/[0-9a-f]{{10}})(?:/(?P<part>[a-z0-9.]+))?                       # links/0f3a9c1244/d1.d2.exact
      | (?P<sets>dataset)/(?P<set>[0-9a-f]{{10}})                                       # dataset/5b0c71aa03
      | (?P<home>{_CODE}/entity)/(?P<entity>[a-z]+-[0-9a-f]{{10}})                      # 110102/entity/place-1f0c9a2b4d
      | (?P<compared>basis|comparison)/(?P<bases>[a-z0-9.-]+(?:/[a-z0-9.-]+)+)          # basis/gdp-growth/year.actual.eq
      | (?P<table>table/[a-z0-9]+(?:-[a-z0-9]+)*)(?:/(?P<row>[a-z0-9.-]+(?:/[a-z0-9.-]+)*))?  # table/districts/110102.2022.gdp
      | (?P<report>{_CODE}/[0-9]+(?:-[0-9]+)?(?:{"|".join(filter(None, _SUFFIX.values()))})?)  # 110102/2020-2025-plan
        (?:/(?P<local>[a-z0-9.]+(?:/[a-z0-9.]+)*))?                                     # p1.c3.t2.s4, span/p1.c3.t2.s4
    )>?""",
    re.VERBOSE,
)


def report_key(metadata: Metadata) -> str:
    """Give the part of every IRI of a report that is its own.

    >>> from plangraph.model import Area
    >>> report_key(Metadata(area=Area("110102", "北京市西城区"), kind=DocumentKind.PLAN_REPORT, plan_start=2022))
    '110102/2022'
    >>> report_key(Metadata(title="规划", kind=DocumentKind.PLAN, plan_start=2020, plan_end=2025))
    't-29d38fc5/2020-2025-plan'
    """
    digest = hashlib.sha256((metadata.title or "").encode()).hexdigest()[:8]
    place = metadata.area.code if metadata.area else f"t-{digest}"
    years = str(metadata.plan_start or 0)
    if metadata.plan_end and metadata.plan_end != metadata.plan_start:
        years += f"-{metadata.plan_end}"
    return f"{place}/{years}{_SUFFIX[metadata.kind]}"


def mint(owner: str, local: str = "") -> str:
    """Give the IRI of a thing by its local name in what owns it: a report, ``area``, the entities of an area.

    >>> mint("110102/2022", "p1.c3.t2.s4")
    '<https://w3id.org/plangraph/id/110102/2022/p1.c3.t2.s4>'
    """
    return f"<{THINGS}{owner}/{local}>" if local else f"<{THINGS}{owner}>"


def parse(iri: str) -> tuple[str, str]:
    """Give owner and local name of an IRI, with or without angle brackets; ValueError if it is none of ours.

    >>> parse("https://w3id.org/plangraph/id/110102/2022/span/p1.c3")
    ('110102/2022', 'span/p1.c3')
    >>> parse(area("110102")), parse(entity("110102", "place-1f0c9a2b4d"))
    (('area', '110102'), ('110102/entity', 'place-1f0c9a2b4d'))
    >>> parse(mint("table/districts", "110102.2022.gdp.actual.1"))
    ('table/districts', '110102.2022.gdp.actual.1')
    """
    match = _THING.fullmatch(iri)
    if not match:
        raise ValueError(f"not the IRI of a thing: {iri}")
    owner, *local = (part for part in match.groups() if part)
    return owner, "".join(local)


def area(code: str) -> str:
    """Give the IRI of an administrative area."""
    return mint("area", code)


def entity(area_code: str, local: str) -> str:
    """Give the IRI of what names name: one thing in all reports of an area, or, under ``100000``, everywhere."""
    return mint(f"{area_code}/entity", local)
