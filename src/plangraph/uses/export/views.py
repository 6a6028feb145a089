"""What each view holds: questions for things and for links, and which of them make a view.

A question for things gives ?node, ?kind (a class) and ?label, and may give years (?first, ?last); every other variable is a
column. A question for links gives ?from, ?to and ?kind (a property, a concept or a word of `WORDS`), and may give ?weight and ?statement,
by whose years the link is dated.
Things that a view does not hold whole are there when a link leads to them.
"""

from __future__ import annotations

from dataclasses import dataclass

PREFIXES = """
PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX qudt: <http://qudt.org/schema/qudt/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
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
    "namedAfter": ("以其为名", "is named after"),
}
_AGENT = """
  OPTIONAL { ?duty plan:agent ?known }
  ?duty plan:agentName ?name ; plan:agentKind ?sort .
  BIND(COALESCE(?known, IRI(CONCAT("urn:plangraph:", ?sort, ":", ENCODE_FOR_URI(STR(?name))))) AS ?from)
"""

THINGS = {
    "statements": """
SELECT ?node ?kind ?label ?sentence ?section ?line ?page ?report ?first ?last ?verifiability
WHERE {
  VALUES ?kind { plan:Result plan:Commitment plan:Goal plan:Challenge plan:Context }
  ?node a ?kind ; plan:text ?label ; plan:report ?of .
  BIND(STR(?label) AS ?sentence) BIND(STRAFTER(STR(?of), "/id/") AS ?report)
  OPTIONAL { ?node plan:sectionNumber ?section }
  OPTIONAL { ?node plan:span/plan:line ?line }
  OPTIONAL { ?node plan:page ?page }
  OPTIONAL { ?node plan:verifiability ?verifiability }
  OPTIONAL { ?of plan:reviewYear ?review }
  OPTIONAL { ?of plan:planStart ?start }
  OPTIONAL { ?of plan:planEnd ?end }
  BIND(?kind IN (plan:Commitment, plan:Goal) AS ?ahead)
  BIND(IF(?ahead, ?start, COALESCE(?review, ?start)) AS ?first)
  BIND(IF(?ahead || ?kind = plan:Context, COALESCE(?end, ?start), ?first) AS ?last)
  OPTIONAL { ?node plan:order ?order }
}
ORDER BY STR(?of) ?order STR(?node)
""",
    "money": """
SELECT ?node (MAX(?value) AS ?money)
WHERE { ?amount plan:statement ?node ; plan:unitText "元" ; qudt:numericValue ?value }
GROUP BY ?node
ORDER BY STR(?node)
""",
    "sections": """
SELECT ?node ?kind ?label ?section ?line ?report ?first ?last
WHERE {
  VALUES ?kind { plan:Report plan:Part plan:Chapter plan:Topic }
  ?node a ?kind .
  OPTIONAL { ?node dcterms:title ?label }
  OPTIONAL { ?node plan:number ?section }
  OPTIONAL { ?node plan:span/plan:line ?line }
  OPTIONAL { ?node plan:report ?above }
  BIND(COALESCE(?above, ?node) AS ?of) BIND(STRAFTER(STR(?of), "/id/") AS ?report)
  OPTIONAL { ?node plan:planStart ?start }
  OPTIONAL { ?node plan:reviewYear ?review }
  OPTIONAL { ?node plan:planEnd ?end }
  BIND(COALESCE(?review, ?start) AS ?first) BIND(COALESCE(?end, ?start) AS ?last)
  OPTIONAL { ?node plan:order ?order }
}
ORDER BY STR(?of) ?order STR(?node)
""",
    "terms": """
SELECT ?node ?kind ?label ?definition ?number ?unit ?dimension ?nature ?line ?report
WHERE {
  VALUES ?kind { plan:GlossaryTerm plan:Indicator plan:Slogan plan:SloganMember }
  ?node a ?kind .
  OPTIONAL { ?node skos:prefLabel ?preferred }
  OPTIONAL { ?node plan:text ?printed }
  BIND(COALESCE(?preferred, ?printed) AS ?label)
  OPTIONAL { ?node skos:definition ?definition }
  OPTIONAL { ?node plan:number ?number }
  OPTIONAL { ?node plan:unitText ?unit }
  OPTIONAL { ?node plan:dimensionText ?dimension }
  OPTIONAL { ?node plan:bindingness/skos:notation ?nature }
  OPTIONAL { ?node plan:span/plan:line ?line }
  OPTIONAL { ?node plan:report ?of BIND(STRAFTER(STR(?of), "/id/") AS ?report) }
}
ORDER BY ?report ?line STR(?node)
""",
    "tasks": """
SELECT ?node ?kind ?label ?sentence ?line ?report ?first ?last
WHERE {
  VALUES ?kind { plan:Task }
  ?node a ?kind ; plan:text ?label ; plan:report ?of .
  BIND(STR(?label) AS ?sentence) BIND(STRAFTER(STR(?of), "/id/") AS ?report)
  OPTIONAL { ?node plan:span/plan:line ?line }
  OPTIONAL { ?of plan:planStart ?first }
  OPTIONAL { ?of plan:planEnd ?end }
  BIND(COALESCE(?end, ?first) AS ?last)
}
ORDER BY STR(?of) ?line STR(?node)
""",
    "entities": """
SELECT ?node ?kind ?label ?other_names ?may_be ?area_code
WHERE {
  VALUES ?kind {
    plan:Place plan:Organisation plan:Project plan:Programme plan:Document plan:Event plan:Award plan:Area foaf:Person org:Post
  }
  ?node a ?kind ; rdfs:label ?label .
  FILTER(LANG(?label) != "en")
  OPTIONAL { ?node skos:altLabel ?other_names }
  OPTIONAL { ?node plan:openTo ?may_be }
  OPTIONAL { ?node plan:areaCode ?area_code }
}
ORDER BY STR(?node) ?kind STR(?label) STR(?other_names) STR(?may_be)
""",
    "english": """
SELECT ?node ?label_en
WHERE { ?node rdfs:label|skos:prefLabel|dcterms:title ?label_en FILTER(LANG(?label_en) = "en") }
ORDER BY STR(?node) STR(?label_en)
""",
    "costs": """
SELECT ?node (MAX(?value) AS ?money)
WHERE { ?said plan:project ?node ; plan:amount ?amount . ?amount plan:unitText "元" ; qudt:numericValue ?value }
GROUP BY ?node
ORDER BY STR(?node)
""",
    "agents": f"""
SELECT DISTINCT ?node ?kind ?label
WHERE {{
  ?duty a plan:Responsibility .{_AGENT}
  FILTER(!BOUND(?known))
  BIND(?from AS ?node) BIND(?name AS ?label)
  BIND(IF(?sort = "person", foaf:Person, IF(?sort = "post", org:Post, plan:Organisation)) AS ?kind)
}}
ORDER BY STR(?node) STR(?label)
""",
    "judged": """
SELECT ?node ?kind ?label ?sentence ?verdict ?first
WHERE {
  ?judgement a plan:Judgement ; owl:annotatedSource ?node ; plan:commitmentText ?label ; plan:verdict/skos:notation ?verdict .
  BIND(plan:Commitment AS ?kind) BIND(STR(?label) AS ?sentence)
  OPTIONAL { ?judgement plan:commitmentYear ?first }
}
ORDER BY STR(?judgement)
""",
    "reported": """
SELECT ?node ?kind ?label ?sentence ?first
WHERE {
  ?judgement a plan:Judgement ; owl:annotatedTarget ?node ; plan:resultText ?label .
  BIND(plan:Result AS ?kind) BIND(STR(?label) AS ?sentence)
  OPTIONAL { ?judgement plan:resultYear ?first }
}
ORDER BY STR(?judgement)
""",
}

_WORDING = """
  OPTIONAL { ?said plan:text ?text }
  OPTIONAL { ?said dcterms:title ?title }
  OPTIONAL { ?said skos:definition ?definition }
  OPTIONAL { ?said skos:prefLabel ?term }
  BIND(COALESCE(?text, ?title, ?definition, ?term) AS ?sentence)
"""
MENTIONED = f"""
SELECT ?node ?said ?sentence ?line
WHERE {{
  ?mention plan:entity ?node ; plan:mentionedIn ?said .
  {_WORDING}
  OPTIONAL {{ ?mention plan:span/plan:line ?line }}
  OPTIONAL {{ ?said plan:report ?of }}
}}
ORDER BY STR(?of) ?line STR(?mention)
"""

_KIND = """
  BIND(STR(?said) AS ?statement)
  OPTIONAL {
    ?said a ?sort FILTER(?sort IN (plan:Result, plan:Commitment, plan:Goal, plan:Challenge, plan:Context))
    BIND(STRAFTER(STR(?sort), "#") AS ?said_as)
  }
"""
_SAID = "OPTIONAL { ?said plan:text ?sentence } OPTIONAL { ?said plan:span/plan:line ?line }" + _KIND
_STATEMENT = "BIND(?said AS ?at)"
_TOPIC = "OPTIONAL { ?said plan:inSection ?topic } BIND(COALESCE(?topic, ?said) AS ?at)"


def _mentions(at: str, class_: str = "plan:Entity") -> str:
    return f"""
SELECT (?at AS ?from) ?to ?kind ?sentence ?line ?said_as ?statement
WHERE {{
  ?mention plan:entity ?to ; plan:mentionedIn ?said .
  ?to a {class_} .
  {at}
  {_WORDING}
  OPTIONAL {{ ?mention plan:span/plan:line ?line }}
  {_KIND}
  BIND("mentions" AS ?kind)
}}
ORDER BY ?line STR(?mention) STR(?to)
"""


def _uses_of_terms(at: str) -> str:
    return f"""
SELECT (?at AS ?from) ?to ?kind ?sentence ?line ?said_as ?statement
WHERE {{ ?said plan:mentionsTerm ?to . {at} {_SAID} BIND(plan:mentionsTerm AS ?kind) }}
ORDER BY ?line STR(?said) STR(?to)
"""


def _duties(at: str) -> str:
    return f"""
SELECT ?from (?at AS ?to) ?kind ?sentence ?line ?said_as ?statement ?agent_text ?basis ?read_from
WHERE {{
  ?duty a plan:Responsibility ; plan:role ?kind ; plan:statement ?said .{_AGENT}
  {at} {_SAID}
  OPTIONAL {{ ?duty plan:agentText ?agent_text }}
  OPTIONAL {{ ?duty plan:basis ?basis }}
  OPTIONAL {{ ?duty plan:readFrom ?read_from }}
}}
ORDER BY ?line STR(?duty)
"""


def _stages(at: str) -> str:
    return f"""
SELECT (?at AS ?from) ?to ?kind ?sentence ?line ?said_as ?statement (MAX(?value) AS ?money)
WHERE {{
  ?stage a plan:ProjectStage ; plan:project ?to ; plan:statement ?said .
  OPTIONAL {{ ?stage plan:stage ?how }}
  BIND(COALESCE(?how, "mentions") AS ?kind)
  {at} {_SAID}
  OPTIONAL {{ ?stage plan:amount ?amount . ?amount plan:unitText "元" ; qudt:numericValue ?value }}
}}
GROUP BY ?stage ?at ?to ?kind ?sentence ?line ?said_as ?statement
ORDER BY ?line STR(?stage)
"""


def _property(name: str, word: str, start: str = "") -> str:
    """Give a question for the links of one property."""
    return f"""
SELECT ?from ?to ?kind
WHERE {{ ?from {name} ?to . {start} BIND({word} AS ?kind) }}
ORDER BY STR(?from) STR(?to)
"""


_OF_REPORT = "VALUES ?type { plan:Indicator plan:GlossaryTerm plan:Task } ?from a ?type ."
LINKS = {
    "entities": _mentions(_STATEMENT),
    "places_in_topics": _mentions(_TOPIC, "plan:Place"),
    "lies_in": _property("dcterms:isPartOf", '"isPartOf"', "{ ?from a plan:Area } UNION { ?from a plan:Entity }"),
    "project_lies_in": _property("dcterms:isPartOf", '"isPartOf"', "?from a plan:Project ."),
    "sections": _property("dcterms:isPartOf", '"isPartOf"', "?from a plan:Section ."),
    "statements": _property("plan:inSection", "plan:inSection"),
    "leads": _property("plan:lead", '"leadSentence"'),
    "annexes": _property("plan:report", '"report"', _OF_REPORT),
    "terms": _uses_of_terms(_STATEMENT),
    "terms_in_topics": _uses_of_terms(_TOPIC),
    "slogans": _property("plan:opensInto", "plan:opensInto"),
    "members": _property("skos:member", '"member"'),
    "named": _property("plan:entity", '"names"', "?from a plan:SloganMember ."),
    "duties": _duties(_STATEMENT),
    "duties_in_topics": _duties(_TOPIC),
    "doers": f"""
SELECT ?from ?to ?kind ?sentence ?line ?said_as ?statement ?basis
WHERE {{
  ?stage plan:project ?to ; plan:statement ?said .
  ?duty plan:statement ?said ; plan:role ?kind .{_AGENT}
  {_SAID}
  ?duty plan:basis ?basis .
  FILTER(?basis = "inferred" || NOT EXISTS {{ ?next plan:statement ?said ; plan:project ?other FILTER(?other != ?to) }})
}}
ORDER BY ?line STR(?duty) STR(?to)
""",
    "posts": _property("org:holds", '"holds"'),
    "bodies": _property("org:postIn", '"postIn"'),
    "speakers": _property("plan:speaker", "plan:speaker"),
    "areas": _property("plan:area", "plan:area"),
    "stages": _stages(_STATEMENT),
    "stages_in_topics": _stages(_TOPIC),
    "named_after": """
SELECT DISTINCT ?from ?to ?kind
WHERE {
  ?mention plan:entity ?from ; plan:mentionedIn ?said .
  ?from a plan:Project ; rdfs:label ?name .
  ?other plan:mentionedIn ?said ; plan:entity ?to .
  ?to a plan:Place ; rdfs:label ?place .
  FILTER(CONTAINS(STR(?name), STR(?place)))
  BIND("namedAfter" AS ?kind)
}
ORDER BY STR(?from) STR(?to)
""",
    "crosslinks": """
SELECT ?from ?to ?kind ?weight ?status ?reason ?sentence ?line (GROUP_CONCAT(?pair; separator="; ") AS ?numbers)
WHERE {
  ?link a plan:CrossLink ; owl:annotatedSource ?from ; owl:annotatedTarget ?to ; plan:relation ?kind ;
    sssom:confidence ?weight ; plan:linkStatus ?status .
  FILTER(?status != "rejected")
  OPTIONAL { ?link plan:reason ?reason FILTER(LANG(?reason) = "zh") }
  OPTIONAL { ?from plan:text ?sentence }
  OPTIONAL { ?from plan:span/plan:line ?line }
  OPTIONAL {
    ?numbers_of plan:link ?link ; plan:actual/plan:text ?actual ; plan:target/plan:text ?target .
    BIND(CONCAT(STR(?actual), " → ", STR(?target)) AS ?pair)
  }
}
GROUP BY ?link ?from ?to ?kind ?weight ?status ?reason ?sentence ?line
ORDER BY STR(?link)
""",
    "topics": """
SELECT ?from ?to ?kind ?weight ?sentence ?line
WHERE {
  ?link a plan:TopicLink ; owl:annotatedSource ?from ; owl:annotatedTarget ?to ; sssom:confidence ?weight .
  OPTIONAL { ?from plan:text ?sentence }
  OPTIONAL { ?from plan:span/plan:line ?line }
  BIND("related" AS ?kind)
}
ORDER BY STR(?link)
""",
    "judgements": """
SELECT ?from ?to ?kind ?weight ?reason ?sentence ?line
WHERE {
  ?judgement a plan:Judgement ; owl:annotatedSource ?from ; owl:annotatedTarget ?to ; plan:verdict ?kind .
  OPTIONAL { ?judgement sssom:confidence ?weight }
  OPTIONAL { ?judgement plan:reason ?reason FILTER(LANG(?reason) = "zh") }
  OPTIONAL { ?judgement plan:commitmentText ?sentence }
  OPTIONAL { ?from plan:span/plan:line ?line }
}
ORDER BY STR(?judgement)
""",
    "figures": """
SELECT ?from ?to ?kind ?figure ?line
WHERE {
  ?quantity plan:figureOf ?to ; plan:statement ?from ; plan:text ?figure .
  OPTIONAL { ?quantity plan:span/plan:line ?line }
  BIND(plan:figureOf AS ?kind)
}
ORDER BY ?line STR(?quantity)
""",
}


@dataclass(frozen=True, slots=True)
class View:
    """The questions of a view, and what it holds though no link leads to it: kinds, and what has a value in a column."""

    links: tuple[str, ...]
    whole: frozenset[str] = frozenset()
    having: str = ""


_NARROW = {name for name in LINKS if name.endswith("_in_topics")} | {"project_lies_in", "doers"}
VIEWS = {
    "responsibilities": View(("duties_in_topics", "posts", "bodies")),
    "projects": View(("stages_in_topics", "doers", "project_lies_in", "named_after"), frozenset(["Project"])),
    "ledger": View(("crosslinks", "topics", "judgements"), having="verdict"),
    "places": View(("places_in_topics", "lies_in"), frozenset(["Place"])),
    "glossary": View(("terms_in_topics", "slogans", "members", "named"), frozenset(["GlossaryTerm", "Slogan"])),
    "all": View(tuple(name for name in LINKS if name not in _NARROW), frozenset(["*"])),
}
