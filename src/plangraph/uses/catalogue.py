"""The things of a graph in any vocabulary: what they are called, what they are, and where they belong."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from plangraph.errors import InputError, LimitError
from plangraph.graph.iris import SCHEMES, THINGS
from plangraph.graph.vocab import ONTOLOGY, PLAN, RDF
from plangraph.knowledge import indicators
from plangraph.knowledge.indicators import concepts
from plangraph.knowledge.measures import Measure, read_measure, scope_words
from plangraph.knowledge.things import Kind, Thing
from plangraph.text.divisions import find_area
from plangraph.uses.graph_files import form, opened
from plangraph.uses.stores import said_of

if TYPE_CHECKING:
    import pyoxigraph

MAX_SIZE = 500 * 2**20
_SCHEMA = ("https://schema.org/", "http://schema.org/")
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_DCT = "http://purl.org/dc/terms/"
_DC = "http://purl.org/dc/elements/1.1/"
_GN = "http://www.geonames.org/ontology#"
_WDT = "http://www.wikidata.org/prop/direct/"
_NAMES = (
    f"{_SKOS}prefLabel",
    f"{_RDFS}label",
    *(s + "name" for s in _SCHEMA),
    f"{_FOAF}name",
    f"{_GN}name",
    f"{_DCT}title",
    f"{_DC}title",
)
_OTHER_NAMES = (
    f"{_SKOS}altLabel",
    f"{_SKOS}hiddenLabel",
    *(s + "alternateName" for s in _SCHEMA),
    *(s + "legalName" for s in _SCHEMA),
    f"{_FOAF}nick",
    f"{_DCT}alternative",
    f"{_GN}alternateName",
    f"{_GN}officialName",
)
_CODES = (
    f"{ONTOLOGY}areaCode",
    f"{_WDT}P442",
    f"{_DCT}identifier",
    f"{_DC}identifier",
    f"{_SKOS}notation",
    *(s + "identifier" for s in _SCHEMA),
)
_WITHIN = (
    f"{_DCT}isPartOf",
    f"{_DCT}spatial",
    *(s + p for s in _SCHEMA for p in ("containedInPlace", "areaServed", "location", "spatialCoverage")),
    "http://www.opengis.net/ont/geosparql#sfWithin",
    f"{_GN}parentFeature",
)
_ENDED = (f"{_WDT}P576", *(s + "dissolutionDate" for s in _SCHEMA))
_OWN = {
    f"{ONTOLOGY}{name}": name
    for name in (
        *("metric", "unitText", "change", "modality", "area", "planStart", "statement", "text"),
        *("measures", "sharedProgramme", "indicator", "period", "scopeNote", "comparisonBasis"),
    )
}
_ROLE: Mapping[str, str] = {
    **dict.fromkeys(_NAMES, "name"),
    **dict.fromkeys(_OTHER_NAMES, "other name"),
    **dict.fromkeys(_CODES, "code"),
    **dict.fromkeys(_WITHIN, "within"),
    **dict.fromkeys(_ENDED, "ended"),
    f"{_DCT}license": "licence",
    **_OWN,
    RDF.type[1:-1]: "type",
}
_BY_CLASS: Mapping[Kind, tuple[str, ...]] = {
    Kind.AREA: ("AdministrativeArea", "City", "State", "Country", "A", "A.ADM1", "A.ADM2", "A.ADM3"),
    Kind.PLACE: ("Place", "Feature", "Location", "LandmarksOrHistoricalBuildings", "TouristAttraction", "SpatialThing"),
    Kind.ORGANISATION: (
        *("Organization", "GovernmentOrganization", "FormalOrganization", "OrganizationalUnit", "PublicOrganisation"),
        *("Corporation", "EducationalOrganization", "School", "Hospital", "NGO", "Group", "Agent"),
    ),
    Kind.PROJECT: ("Project", "ResearchProject"),
    Kind.PROGRAMME: ("Programme", "Program", "GovernmentService", "PublicService", "Plan"),
    Kind.DOCUMENT: (
        *("Document", "CreativeWork", "Legislation", "Report", "DigitalDocument", "PolicyDocument", "ReportDocument"),
        *("LegalResource", "BibliographicResource", "Article", "Statute"),
    ),
    Kind.EVENT: ("Event", "Festival", "BusinessEvent", "SportsEvent", "Conference"),
    Kind.AWARD: ("Award",),
    Kind.TERM: ("DefinedTerm",),
    Kind.INDICATOR: ("StatisticalVariable", "MeasureProperty", "Measure", "ObservableProperty"),
}
_KIND_OF = {name: kind for kind, names in _BY_CLASS.items() for name in names}
_PLAN_KIND = {
    **{ONTOLOGY + kind: kind for kind in Kind},
    **dict.fromkeys((f"{ONTOLOGY}Quantity", f"{ONTOLOGY}Statistic"), Kind.INDICATOR),
}
_NO_THING = re.compile(  # classes of what a dataset is made of, not of what it is about
    r".*[/#](?:Class|Ontology|Property|ObjectProperty|DatatypeProperty|AnnotationProperty|ConceptScheme|Collection|Dataset|Linkset"
    r"|Distribution|Catalog|Person|Post|Unit|CountingUnit|TextPositionSelector|DataStructureDefinition|ComponentSpecification"
    r"|DimensionProperty|AttributeProperty|DataSet|Slice)"
)
_DATASETS = ("dcat#Dataset", "void#Dataset")
_OF_AN_AREA = frozenset(  # things whose names are used in the area that they are of
    [Kind.ORGANISATION, Kind.INDICATOR, Kind.PROGRAMME, Kind.DOCUMENT]
)
_CODE = re.compile(r"[1-9]\d{5}")
_LOCAL = re.compile(r"[/#]([^/#]*)$")
_OF_AREA = re.compile(rf"{re.escape(THINGS)}([1-9]\d{{5}})/")
_CHANGES = {indicators.Measure.GROWTH: "increase", indicators.Measure.FALL: "decrease"}
_MEDIA = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".csv": "text/csv",
}
_LANGUAGES = ("zh-hans", "zh-cn", "zh", "", "en")


@dataclass(frozen=True, slots=True)
class Location:
    """Where a thing is: `point` are longitude and latitude in degrees (WGS 84), `geonames` its id in GeoNames."""

    point: tuple[Decimal, Decimal] | None = None
    geonames: str | None = None


@dataclass(slots=True)
class Catalogue:
    """A dataset and what it is about; `classes` counts its things by class, `triples` all that is said, `subjects` what has
    an IRI. `title` is the name of its file, `media` the type and `size` the bytes of that; `licence` is an IRI, where the
    dataset names its own; `locations` are by the IRI of the thing; `unusable` says which values were left out (zh / en)."""

    iri: str
    title: str
    things: list[Thing]
    media: str = "application/octet-stream"
    size: int = 0
    licence: str | None = None
    triples: int = 0
    subjects: int = 0
    classes: Mapping[str, int] = field(default_factory=dict)
    locations: Mapping[str, Location] = field(default_factory=dict)
    unusable: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What a graph says of a subject, while it is read."""

    types: list[str] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


def read_catalogue(path: Path) -> Catalogue:
    """Read the things of a graph file: Turtle, N-Triples, N-Quads, TriG, JSON-LD or RDF/XML.

    Raises InputError for a file that is missing, of another kind or broken, RefusedError for RDF/XML with a DOCTYPE and
    a context elsewhere, LimitError for more than 500 MB.
    """
    import pyoxigraph

    drafts: dict[str, _Draft] = {}
    nameless: dict[str, _Draft] = {}  # nodes without an IRI: they cannot be linked, but tell of what can
    triples = 0
    for quad in _quads(path):
        triples += 1
        if isinstance(quad.subject, pyoxigraph.NamedNode):
            _note(drafts, quad, pyoxigraph.NamedNode)
        elif isinstance(quad.subject, pyoxigraph.BlankNode):
            _note(nameless, quad, pyoxigraph.NamedNode)
    things = _things(drafts, nameless)
    iri = _dataset(path, drafts)
    return Catalogue(
        iri=iri,
        title=path.name,
        things=things,
        media=media_type(path),
        size=path.stat().st_size,
        licence=drafts[iri].said.get("licence") if iri in drafts else None,
        triples=triples,
        subjects=len(drafts),
        classes=Counter(t for thing in things for t in set(drafts[thing.iri].types)),
    )


def media_type(path: Path) -> str:
    """Give the media type of a file by its ending.

    >>> media_type(Path("2022.ttl")), media_type(Path("dump.ndjson"))
    ('text/turtle', 'application/json')
    """
    return _MEDIA.get(path.suffix.lower(), "application/json")


def _quads(path: Path) -> Iterator[pyoxigraph.Quad]:
    import pyoxigraph

    if not path.is_file():
        raise InputError(f"没有文件 {path} / no such file: {path}")
    kind = form(path)
    if path.stat().st_size > MAX_SIZE:
        raise LimitError(f"{path} 超过 500 MB / {path} is over 500 MB")
    with said_of(path), opened(path) as handle:
        yield from pyoxigraph.parse(handle, kind, base_iri=f"urn:plangraph:{path.name}")


def _note(drafts: dict[str, _Draft], quad: pyoxigraph.Quad, named: type[pyoxigraph.NamedNode]) -> None:
    """Note what a triple says of its subject."""
    subject: str = quad.subject.value  # type: ignore[union-attr]
    draft = drafts.get(subject)
    if draft is None:
        draft = drafts[subject] = _Draft()
    role = _ROLE.get(quad.predicate.value)
    if role is None:
        return
    value = getattr(quad.object, "value", "")
    if role == "type":
        if isinstance(quad.object, named):
            draft.types.append(value)
    elif role in ("name", "other name"):
        if name := value.strip():
            draft.names.append((role == "other name", _language(quad.object), name))
    elif role == "licence":
        if isinstance(quad.object, named):
            draft.said[role] = value
    elif role == "code":
        if code := code_in(value):
            draft.said["code"] = code
    else:
        draft.said[role] = min(value, draft.said.get(role, value))


def _language(literal: object) -> int:
    tag = (getattr(literal, "language", None) or "").lower()
    return _LANGUAGES.index(tag) if tag in _LANGUAGES else len(_LANGUAGES)


def code_in(value: str) -> str | None:
    """Give an administrative code, written with or without spaces, in digits of any width, as six digits or with zeros behind.

    >>> code_in("11 01 02"), code_in("110102000000"), code_in("１１０１０２"), code_in("Q1234")
    ('110102', '110102', '110102', None)
    """
    bare = "".join(unicodedata.normalize("NFKC", value).split())
    if len(bare) == 12 and bare.endswith("000000"):
        bare = bare[:6]
    if len(bare) in (2, 4) and bare.isdigit():
        bare = bare.ljust(6, "0")
    return bare if _CODE.fullmatch(bare) else None


def _dataset(path: Path, drafts: Mapping[str, _Draft]) -> str:
    """Give the IRI of the dataset: the one that describes itself, else one made of its bytes."""
    own = sorted(s for s, d in drafts.items() if any(t.endswith(_DATASETS) for t in d.types))
    if len(own) == 1 and ":" in own[0]:
        return own[0]
    with path.open("rb") as handle:
        return f"{THINGS}dataset/{hashlib.file_digest(handle, 'sha256').hexdigest()[:10]}"


def _things(drafts: dict[str, _Draft], nameless: dict[str, _Draft]) -> list[Thing]:
    reports = [d for d in drafts.values() if PLAN.Report[1:-1] in d.types]
    home, year = (None, None) if len(reports) != 1 else (_area(reports[0].said.get("area")), _year(reports[0]))
    nodes = ChainMap(drafts, nameless)
    about = None if reports else _area_of_the_dataset(nodes)
    found, measured = list[Thing](), list[tuple[Thing, _Draft]]()
    for iri, draft in drafts.items():
        kind, known = _kind(draft.types)
        if not known or iri.startswith(SCHEMES) or (kind is None and not draft.names):
            continue
        thing = _thing(iri, draft, kind, nodes, _home(iri, home), year)
        if thing.home is None:
            thing = thing._replace(home=about)
        if thing.names and thing.kind is Kind.INDICATOR:
            measured.append((thing, draft))
        elif thing.names:
            found.append(thing)
    return [*found, *_measures(measured, _cells(drafts.values()))]


def _cells(drafts: Iterable[_Draft]) -> Mapping[str, list[tuple[str, str]]]:
    """Give, by the row of a table, the period and modality of each of its cells."""
    found: dict[str, list[tuple[str, str]]] = {}
    for draft in drafts:
        if row := draft.said.get("indicator"):
            modality = "target" if PLAN.Target[1:-1] in draft.types else "actual"
            found.setdefault(row, []).append((draft.said.get("period", ""), modality))
    return found


def _measures(drafted: Iterable[tuple[Thing, _Draft]], cells: Mapping[str, list[tuple[str, str]]]) -> Iterator[Thing]:
    """Give one thing for each thing measured in an area, with its figures: the row of a table, else the first target, else
    the first number."""
    found: dict[tuple[Measure, str, str | None], list[tuple[int, Thing]]] = {}
    for thing, draft in drafted:
        measure = read_measure(thing.name, thing.unit, thing.change)
        rank = 0 if "metric" not in draft.said else 1 if thing.modality == "target" else 2
        key = measure, thing.unit if measure.aspect == "level" else "", thing.home
        found.setdefault(key, []).append((rank, thing))
    for ranked in found.values():
        things = [thing for _, thing in sorted(ranked, key=lambda pair: pair[0])]
        yield things[0]._replace(figures=_figures(things, cells))


def _figures(things: Iterable[Thing], cells: Mapping[str, list[tuple[str, str]]]) -> tuple[Thing, ...]:
    """Give the first of these things for each period, modality and scope."""
    found: dict[tuple[str, str, str], Thing] = {}
    for thing in things:
        for period, modality in cells.get(thing.iri, [(thing.period, thing.modality)]):
            found.setdefault((period, modality, thing.scope), thing._replace(period=period, modality=modality))
    return tuple(found.values())


def _kind(types: Iterable[str]) -> tuple[Kind | None, bool]:
    """Give what classes say a thing is, and whether it is a thing at all; the class of an area says most."""
    kinds = []
    for type_ in types:
        kind, thing = _kind_of(type_)
        if not thing:
            return None, False
        kinds += [kind] if kind else []
    return (Kind.AREA if Kind.AREA in kinds else kinds[0] if kinds else None), True


@cache
def _kind_of(class_: str) -> tuple[Kind | None, bool]:
    """Give what a class says that its members are, None if nothing, and whether they are things at all."""
    if class_ in _PLAN_KIND:
        return _PLAN_KIND[class_], True
    if class_.startswith(ONTOLOGY):
        return None, class_ == f"{ONTOLOGY}Entity"
    local = _LOCAL.search(class_)
    return _KIND_OF.get(local[1] if local else ""), not _NO_THING.fullmatch(class_)


def _thing(
    iri: str, draft: _Draft, kind: Kind | None, drafts: Mapping[str, _Draft], home: str | None, year: int | None
) -> Thing:
    metric = _metric(draft, drafts)
    names = tuple(dict.fromkeys(name for _, _, name in sorted(draft.names))) if metric is None else (metric,)
    shared = concepts().get(draft.said.get("measures", "").rpartition("/")[2])
    if not names and shared:
        names = (shared.name,)  # it says what it measures, and nothing else
    place = kind in (Kind.AREA, Kind.PLACE, None)
    within = _area_meant(draft.said.get("within"), drafts, year)
    return Thing(
        iri=iri,
        kind=kind,
        names=names,
        code=draft.said.get("code") if place else None,
        within=within,
        home=_area(draft.said.get("area")) or home or (within if kind in _OF_AN_AREA else None),
        year=year,
        unit=draft.said.get("unitText", ""),
        change=_change(draft),
        concept=draft.said.get("measures") or draft.said.get("sharedProgramme"),
        ended="ended" in draft.said,
        period=draft.said.get("period", ""),
        modality=draft.said.get("modality", "").rpartition("/")[2],
        scope=_scope(draft, drafts),
    )


def _change(draft: _Draft) -> str:
    """Give the change that a number is told as; one of a table, that of the indicator it is of."""
    if "change" in draft.said:
        return draft.said["change"].rpartition("/")[2]
    shared = concepts().get(draft.said.get("measures", "").rpartition("/")[2])
    return _CHANGES.get(shared.measure, "level") if shared else "level"


def _scope(draft: _Draft, drafts: Mapping[str, _Draft]) -> str:
    """Give the scope that a figure or its basis notes, in words."""
    basis = drafts.get(draft.said.get("comparisonBasis", ""))
    note = draft.said.get("scopeNote") or (basis.said.get("scopeNote") if basis else None)
    return "、".join(scope_words(note)) if note else ""


def _metric(draft: _Draft, drafts: Mapping[str, _Draft]) -> str | None:
    """Give what a number measures, with 实际 or 名义 in front where its sentence says so of its growth."""
    metric = draft.said.get("metric")
    above = drafts.get(draft.said.get("statement", ""))
    if metric is None or above is None:
        return metric
    basis = re.search(
        f"(实际|名义)(?:增长|下降|增速为?){re.escape(draft.said.get('text', ''))}", above.said.get("text", "")
    )
    return f"{basis[1]}{metric}" if basis else metric


def _area(iri: str | None) -> str | None:
    code = (iri or "").removeprefix(f"{THINGS}area/")
    return code if _CODE.fullmatch(code) else None


def _area_of_the_dataset(drafts: Mapping[str, _Draft]) -> str | None:
    """Give the code of the area that the one dataset that describes itself is about."""
    own = [d for d in drafts.values() if any(t.endswith(_DATASETS) for t in d.types)]
    return _area_meant(own[0].said.get("within"), drafts, None) if len(own) == 1 else None


def _area_meant(value: str | None, drafts: Mapping[str, _Draft], year: int | None) -> str | None:
    """Give the code of the area that a value means: the IRI of one of ours, a node with a code or a name, a code, or a name
    that one area alone bears."""
    if value is None:
        return None
    node = drafts.get(value)
    if code := _area(value) or (node.said.get("code") if node else code_in(value)):
        return code
    names = [name for _, _, name in sorted(node.names)] if node else [value]
    areas = (find_area(name, year=year) for name in names)
    return next((area.code for area in areas if area), None)


def _year(report: _Draft) -> int | None:
    year = report.said.get("planStart", "")
    return int(year) if year.isdigit() else None


def _home(iri: str, home: str | None) -> str | None:
    match = _OF_AREA.match(iri)
    return match[1] if match and match[1] != "100000" else home
