"""What is asked of links: each question gives ?from, ?to and ?kind (a property, a concept or a word of `terms.WORDS`).

It may give ?weight and ?statement, by whose years the link is dated; every other variable is a column. Questions that end
in ``_in_topics`` lead to the topic that a statement stands in and keep its words for the link. A correspondence of a number
leads to the statement that gives it.
"""

from __future__ import annotations

from plangraph.uses.export.things import AGENT, WORDING

LISTS = ("numbers",)  # columns that hold several texts, which an engine gives in any order
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
SELECT DISTINCT (?at AS ?from) ?to ?kind ?sentence ?line ?said_as ?statement
WHERE {{
  ?mention plan:entity ?to ; plan:mentionedIn ?said .
  ?to a {class_} .
  {at}
  {WORDING}
  OPTIONAL {{ ?mention plan:span/plan:line ?line }}
  {_KIND}
  BIND("mentions" AS ?kind)
}}
ORDER BY ?line STR(?said) STR(?to)
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
  ?duty a plan:Responsibility ; plan:role ?kind ; plan:statement ?said .{AGENT}
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
SELECT DISTINCT ?from ?to ?kind
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
  ?duty plan:statement ?said ; plan:role ?kind .{AGENT}
  {_SAID}
  ?duty plan:basis ?basis .
  FILTER(?basis = "inferred" || NOT EXISTS {{ ?next plan:statement ?said ; plan:project ?other FILTER(?other != ?to) }})
}}
ORDER BY ?line STR(?duty) STR(?to)
""",
    "posts": _property("org:holds", '"holds"'),
    "bodies": _property("org:postIn", '"postIn"'),
    "speakers": _property("plan:speaker", "plan:speaker"),
    "areas": _property("plan:area", "plan:area", "?from a plan:Report ."),
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
    "correspondences": """
SELECT ?from ?to ?kind ?weight ?status ?reason ?sentence ?line
WHERE {
  ?link a plan:Correspondence ; owl:annotatedSource ?one ; owl:annotatedTarget ?other ; owl:annotatedProperty ?kind ;
    sssom:confidence ?weight ; plan:linkStatus ?status .
  FILTER(?status != "rejected")
  OPTIONAL { ?link plan:reason ?reason FILTER(LANG(?reason) = "zh") }
  OPTIONAL { ?one plan:statement ?said . ?said plan:text ?sentence ; plan:span/plan:line ?line }
  OPTIONAL { ?other plan:statement ?told }
  BIND(COALESCE(?said, ?one) AS ?from)
  BIND(COALESCE(?told, ?other) AS ?to)
}
ORDER BY STR(?link)
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
