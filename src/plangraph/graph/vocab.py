"""The closed vocabulary: a term that is not named here is an AttributeError at once."""

from __future__ import annotations


class Namespace:
    """Terms of one namespace as attributes, each in N-Triples syntax."""

    def __init__(self, iri: str, *names: str) -> None:
        self.iri = iri
        self.__dict__.update({name.replace("-", "_"): f"<{iri}{name}>" for name in names})

    def __getitem__(self, name: str) -> str:
        """Give a term whose name Python keeps for itself: ``VOID["class"]``."""
        return str(getattr(self, name))

    def __getattr__(self, name: str) -> str:
        raise AttributeError(f"{self.iri} has no term {name}")


PLAN_CLASSES = frozenset(
    [
        "Report",
        "Source",
        "Area",
        "Section",
        "Part",
        "Chapter",
        "Topic",
        "Heading",
        "Statement",
        "Result",
        "Commitment",
        "Goal",
        "Challenge",
        "Context",
        "Quantity",
        "Annex",
        "Indicator",
        "Target",
        "Observation",
        "Glossary",
        "GlossaryTerm",
        "FrontMatter",
        "Furniture",
        "Mention",
        "Entity",
        "Place",
        "Organisation",
        "Project",
        "Programme",
        "Document",
        "Event",
        "Award",
        "ProjectStage",
        "Slogan",
        "SloganMember",
        "Task",
        "Responsibility",
        "CrossLink",
        "TopicLink",
        "OpenEnd",
        "NumberPair",
        "Judgement",
        "JudgedTarget",
        "Statistic",
        "CitedSource",
        "ComparisonBasis",
        "Comparison",
        "Correspondence",
    ]
)
PLAN_PROPERTIES = frozenset(
    [
        "documentKind",
        "area",
        "areaName",
        "areaCode",
        "reviewYear",
        "planStart",
        "planEnd",
        "speaker",
        "speakerName",
        "speakerPost",
        "meetingDate",
        "issuerName",
        "encoding",
        "sha256",
        "generator",
        "number",
        "order",
        "report",
        "span",
        "lead",
        "text",
        "sectionNumber",
        "inSection",
        "page",
        "mentionsTerm",
        "statement",
        "valueTo",
        "unitText",
        "metric",
        "comparator",
        "change",
        "modality",
        "period",
        "annexKind",
        "dimension",
        "dimensionText",
        "dimensionCertain",
        "group",
        "bindingness",
        "annex",
        "indicator",
        "line",
        "mentionedIn",
        "entity",
        "evidence",
        "engine",
        "openTo",
        "project",
        "stage",
        "amount",
        "opensInto",
        "agent",
        "agentText",
        "agentName",
        "agentKind",
        "role",
        "basis",
        "readFrom",
        "continues",
        "completes",
        "expands",
        "repeats",
        "targetUp",
        "targetDown",
        "targetSame",
        "followsUp",
        "relation",
        "linkStatus",
        "reason",
        "sharedText",
        "sharedEntity",
        "link",
        "figureOf",
        "commitmentText",
        "resultText",
        "commitmentYear",
        "resultYear",
        "verdict",
        "judgement",
        "targetText",
        "actualText",
        "estimated",
        "promisedAgain",
        "actual",
        "target",
        "nearest",
        "verifiability",
        "missing",
        "measures",
        "measure",
        "direction",
        "growthPrices",
        "adds",
        "formerName",
        "takenFor",
        "field",
        "sharedProgramme",
        "comparisonBasis",
        "reference",
        "baseValue",
        "periodPart",
        "scopeNote",
        "secondHand",
        "compares",
        "comparability",
        "comparesWithin",
        "difference",
    ]
)
ONTOLOGY = "https://w3id.org/plangraph/ontology#"

PLAN = Namespace(ONTOLOGY, *sorted(PLAN_CLASSES | PLAN_PROPERTIES))
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#", "label", "range", "Resource")
DCTERMS = Namespace(
    "http://purl.org/dc/terms/", "title", "isPartOf", "subject", "source", "bibliographicCitation", "spatial", "license"
)
PROV = Namespace("http://www.w3.org/ns/prov#", "Entity", "wasDerivedFrom")
DCAT = Namespace("http://www.w3.org/ns/dcat#", "Dataset", "Distribution", "distribution", "mediaType", "byteSize")
VOID = Namespace(
    "http://rdfs.org/ns/void#",
    *("Dataset", "Linkset", "triples", "distinctSubjects", "properties", "entities", "subset", "classPartition"),
    *("class", "subjectsTarget", "objectsTarget", "linkPredicate"),
)
OA = Namespace("http://www.w3.org/ns/oa#", "TextPositionSelector", "start", "end")
QUDT = Namespace(
    "http://qudt.org/schema/qudt/",
    *(
        "QuantityValue",
        "Unit",
        "CountingUnit",
        "numericValue",
        "hasUnit",
        "scalingOf",
        "conversionMultiplier",
    ),
)
ORG = Namespace("http://www.w3.org/ns/org#", "Post", "holds", "postIn")
FOAF = Namespace("http://xmlns.com/foaf/0.1/", "Person", "page")
QB = Namespace(
    "http://purl.org/linked-data/cube#",
    *(
        "Observation",
        "DataSet",
        "DataStructureDefinition",
        "ComponentSpecification",
        "DimensionProperty",
        "MeasureProperty",
        "structure",
        "codeList",
        "dataSet",
        "component",
        "dimension",
        "measure",
        "attribute",
        "order",
    ),
)
SDMX_ATTRIBUTE = Namespace("http://purl.org/linked-data/sdmx/2009/attribute#", "obsStatus")
SDMX_CODE = Namespace("http://purl.org/linked-data/sdmx/2009/code#", "obsStatus-A", "obsStatus-E")
GEO = Namespace("http://www.opengis.net/ont/geosparql#", "Feature", "hasGeometry", "asWKT", "wktLiteral")
SF = Namespace("http://www.opengis.net/ont/sf#", "Point")
OWL = Namespace("http://www.w3.org/2002/07/owl#", "annotatedSource", "annotatedProperty", "annotatedTarget")
SSSOM = Namespace(
    "https://w3id.org/sssom/",
    *("mapping_justification", "confidence", "predicate_modifier", "similarity_score", "subject_label", "object_label"),
    *("reviewer_label", "mapping_date"),
)
SEMAPV = Namespace(
    "https://w3id.org/semapv/vocab/",
    *("CompositeMatching", "ManualMappingCuration", "LexicalMatching", "LexicalSimilarityThresholdMatching"),
    *("BackgroundKnowledgeBasedMatching", "SemanticSimilarityThresholdMatching"),
)
SKOS = Namespace(
    "http://www.w3.org/2004/02/skos/core#",
    *(
        "Concept",
        "ConceptScheme",
        "prefLabel",
        "altLabel",
        "definition",
        "notation",
        "inScheme",
        "hasTopConcept",
        "topConceptOf",
        "exactMatch",
        "closeMatch",
        "broadMatch",
        "narrowMatch",
        "relatedMatch",
        "Collection",
        "member",
        "related",
        "altLabel",
        "hiddenLabel",
        "broader",
        "closeMatch",
        "note",
    ),
)

PREFIXES = {
    "plan": ONTOLOGY,
    "dcat": DCAT.iri,
    "dcterms": DCTERMS.iri,
    "foaf": FOAF.iri,
    "geo": GEO.iri,
    "oa": OA.iri,
    "owl": OWL.iri,
    "org": ORG.iri,
    "prov": PROV.iri,
    "qb": QB.iri,
    "qudt": QUDT.iri,
    "rdfs": RDFS.iri,
    "semapv": SEMAPV.iri,
    "sf": SF.iri,
    "skos": SKOS.iri,
    "sssom": SSSOM.iri,
    "unit": "http://qudt.org/vocab/unit/",
    "void": VOID.iri,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
