"""What is asked of things: each question gives ?node, ?kind (a class) and ?label, and may give years (?first, ?last).

?shared is a concept of a list of ours, whose English name the thing gets. Every other variable is a column. A thing may be told of by several questions; what is told first counts, but for years.
"""

from __future__ import annotations

PREFIXES = """
PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX qudt: <http://qudt.org/schema/qudt/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

AGENT = """
  OPTIONAL { ?duty plan:agent ?known }
  ?duty plan:agentName ?name ; plan:agentKind ?sort .
  BIND(COALESCE(?known, IRI(CONCAT("urn:plangraph:", ?sort, ":", ENCODE_FOR_URI(STR(?name))))) AS ?from)
"""

WORDING = """
  OPTIONAL { ?said plan:text ?text }
  OPTIONAL { ?said dcterms:title ?title }
  OPTIONAL { ?said skos:definition ?definition }
  OPTIONAL { ?said skos:prefLabel ?term }
  BIND(COALESCE(?text, ?title, ?definition, ?term) AS ?sentence)
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
WHERE {
  ?amount plan:unitText "元" ; qudt:numericValue ?value .
  { ?amount plan:statement ?node } UNION { ?amount plan:statement/plan:inSection ?node . ?node a plan:Topic }
}
GROUP BY ?node
ORDER BY STR(?node)
""",
    "sections": """
SELECT ?node ?kind ?label ?section ?line ?field ?report ?first ?last
WHERE {
  VALUES ?kind { plan:Report plan:Part plan:Chapter plan:Topic }
  ?node a ?kind .
  OPTIONAL { ?node dcterms:title ?label }
  OPTIONAL { ?node plan:number ?section }
  OPTIONAL { ?node plan:span/plan:line ?line }
  OPTIONAL { ?node plan:field/skos:prefLabel ?field FILTER(LANG(?field) = "zh") }
  OPTIONAL { ?node plan:report ?above }
  BIND(COALESCE(?above, ?node) AS ?of) BIND(STRAFTER(STR(?of), "/id/") AS ?report)
  OPTIONAL { ?node plan:planStart ?start }
  OPTIONAL { ?node plan:reviewYear ?review }
  OPTIONAL { ?node plan:planEnd ?end }
  BIND(COALESCE(?review, ?start) AS ?first) BIND(COALESCE(?end, ?start) AS ?last)
  OPTIONAL { ?node plan:order ?order }
}
ORDER BY STR(?of) ?order STR(?node) STR(?field)
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
    "shared": """
SELECT ?node ?shared
WHERE { ?node plan:measures|plan:sharedProgramme ?shared . { ?node a plan:Indicator } UNION { ?node a plan:Entity } }
ORDER BY STR(?node) STR(?shared)
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
  ?duty a plan:Responsibility .{AGENT}
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
MENTIONED = f"""
SELECT ?node ?said ?sentence ?line
WHERE {{
  ?mention plan:entity ?node ; plan:mentionedIn ?said .
  {WORDING}
  OPTIONAL {{ ?mention plan:span/plan:line ?line }}
  OPTIONAL {{ ?said plan:report ?of }}
}}
ORDER BY STR(?of) ?line STR(?mention)
"""
REPORTS = """
SELECT ?report ?area ?first ?last ?title
WHERE {
  ?report a plan:Report .
  OPTIONAL { ?report dcterms:title ?title }
  OPTIONAL { ?report plan:areaName ?area }
  OPTIONAL { ?report plan:planStart ?first ; plan:planEnd ?last }
}
ORDER BY STR(?report)
"""
ORIGINS = """
SELECT ?set ?title ?licence
WHERE {
  ?set a void:Dataset .
  OPTIONAL { ?set dcterms:title ?title FILTER(LANG(?title) != "en") }
  OPTIONAL { ?set dcterms:license ?licence }
}
ORDER BY STR(?set) STR(?title) STR(?licence)
"""
COUNT = """
SELECT (COUNT(?one) AS ?number)
WHERE {{
  ?one a plan:{} .
  OPTIONAL {{ ?one plan:linkStatus ?status }}
  FILTER(COALESCE(?status != "rejected", true))
}}
"""
