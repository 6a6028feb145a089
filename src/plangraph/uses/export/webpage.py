"""A graph as one HTML page that needs nothing else: the libraries that draw it are inside, and nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plangraph import __version__
from plangraph.files import MARK, shipped
from plangraph.graph.labels import labels
from plangraph.uses.cells import shown
from plangraph.uses.export.colours import hexadecimal
from plangraph.uses.export.drawing import Drawing, edge_colour, edge_manner, short
from plangraph.uses.export.graph import Attributes
from plangraph.uses.export.legend import in_brackets

_SCRIPTS = ("graph-libraries.js", "graph-page.js")
_STYLE = "graph-page.css"
_ELSEWHERE = frozenset({"kind_zh", "kind_en", "iri", "sentence", "statement", "said_as", "read_from", "agent_text"})
_LANGUAGES = ("zh", "en")
_CODED = {"basis": "basis", "verdict": "verdict", "nature": "bindingness"}  # facts whose values are notations of a list
_STATUS = {
    "predicted": {"zh": "程序判断，未经复核", "en": "by the program, not reviewed"},
    "confirmed": {"zh": "人工确认", "en": "confirmed by a person"},
    "rejected": {"zh": "人工否定", "en": "rejected by a person"},
}
_BODY = """<header><h1 id="name" data-zh="{zh}" data-en="{en}"></h1><span id="counts" role="status"></span><button type="button" id="language"></button></header>
<noscript><p>此页需要 JavaScript。 This page needs JavaScript.</p></noscript>
<aside id="find">
<label class="above" id="find-label" for="search"></label><input type="search" id="search" autocomplete="off" aria-controls="hits">
<p id="found" class="soft" role="status"></p><ul id="hits"></ul><p id="more" class="soft"></p>
<details id="filters"><summary id="filters-label"></summary>
<p id="years"><label class="above" id="year-label" for="year"></label><select id="year"></select></p>
<fieldset id="kinds"></fieldset>
<fieldset id="relations"></fieldset>
</details>
</aside>
<main id="stage"><div id="picture" aria-hidden="true"></div><p id="plain" hidden></p>
<div id="zoom"><button type="button" id="closer">+</button><button type="button" id="farther">−</button><button type="button" id="whole"></button></div>
</main>
<aside id="told"></aside>
"""


def webpage(drawing: Drawing, *, titles: Mapping[str, str] | None = None, lang: str = "zh") -> Iterator[str]:
    """Give a page in pieces: search, kinds, years, and of each node its sentences with their lines.

    Every word of the graph reaches the page as data, never as markup. `titles` are by language, ``zh`` and ``en``;
    `lang` is the one in which it opens.
    """
    scripts, style = [asset(name) for name in _SCRIPTS], asset(_STYLE)
    names = {tongue: html.escape(shown((titles or {}).get(tongue) or "plangraph")) for tongue in _LANGUAGES}
    yield f"""<!DOCTYPE html>
<html lang="{"zh-CN" if lang == "zh" else "en"}">
<meta charset="utf-8">
<meta name="generator" content="{MARK} {__version__}">
<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, style)}">
<meta name="viewport" content="width=device-width">
<title>{names[lang]}</title>
<style>{style}</style>
"""
    yield _BODY.format_map(names)
    yield '<script type="application/json" id="graph">'
    yield from _data(drawing)
    yield "</script>\n"
    yield f"<!--\n{asset('graph-libraries.LICENSES.txt')}-->\n"
    yield from (f"<script>{script}</script>\n" for script in scripts)
    yield "</html>\n"


def asset(name: str) -> str:
    """Give the text of a file of the page."""
    return (shipped("export/assets") / Path(name).name).read_text(encoding="utf-8")


def _policy(scripts: list[str], style: str) -> str:
    allowed = " ".join(map(_hash, scripts))
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _data(drawing: Drawing) -> Iterator[str]:
    """Give nodes, edges and the kinds of both as JSON, in pieces."""
    all_things = {"nodes": _nodes, "edges": _edges, "kinds": _kinds, "relations": _relations, "codes": _codes}
    for name, things in ((name, told(drawing)) for name, told in all_things.items()):
        yield ('{"' if name == "nodes" else '],\n"') + name + '": ['
        for i, thing in enumerate(things):
            yield (",\n" if i else "\n") + _json(thing)
    yield "]}"


def _json(value: object) -> str:
    r"""Write a value so that no word in it can end the script it stands in.

    >>> _json("</script>")
    '"\\u003c/script\\u003e"'
    """
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _nodes(drawing: Drawing) -> Iterator[dict[str, Any]]:
    looks = zip(drawing.graph.nodes, drawing.x, drawing.y, drawing.sizes, strict=True)
    for node, x, y, size in looks:
        place = {"x": round(x, 1), "y": round(y, 1), "size": round(size / 2, 2)}  # sigma takes half the width
        said = {
            "label": short(shown(node.label)),
            "full": shown(node.label),
            **_told(node.attributes, drawing.graph.titles),
        }
        colour = hexadecimal(drawing.colours[node.kind])
        yield {**_named(node.kind, node.attributes), **said, **place, "colour": colour, "years": node.years}


def _edges(drawing: Drawing) -> Iterator[dict[str, Any]]:
    for edge, source, target in zip(drawing.graph.edges, drawing.sources, drawing.targets, strict=True):
        colour = edge_colour(edge)
        looks = {"colour": hexadecimal(colour)} if colour else {}
        ends = {"source": source, "target": target}
        yield {
            **ends,
            **_named(edge.kind, edge.attributes),
            **_told(edge.attributes, drawing.graph.titles),
            **looks,
            "years": edge.years,
        }


def _kinds(drawing: Drawing) -> Iterator[dict[str, Any]]:
    counts = Counter(node.kind for node in drawing.graph.nodes)
    names = {node.kind: _named(node.kind, node.attributes) for node in drawing.graph.nodes}
    for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield {**names[kind], "colour": hexadecimal(drawing.colours[kind]), "count": count}


def _relations(drawing: Drawing) -> Iterator[dict[str, Any]]:
    """Give each kind of link with its colour, once for each colour that it has, and what that says."""
    counts = Counter((edge.kind, edge_manner(edge)) for edge in drawing.graph.edges)
    first = {(edge.kind, edge_manner(edge)): edge for edge in reversed(drawing.graph.edges)}
    for (kind, manner), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        edge = first[kind, manner]
        names, colour = _named(kind, edge.attributes), edge_colour(edge)
        told = {lang: names.get(lang, kind) + in_brackets(manner, lang) for lang in _LANGUAGES} if manner else {}
        yield {**names, **told, **({"colour": hexadecimal(colour)} if colour else {}), "count": count}


def _codes(_: Drawing) -> Iterator[dict[str, str]]:
    """Give what the codes mean that are values of facts, in each language."""
    for fact, scheme in _CODED.items():
        names = {lang: labels(scheme, lang) for lang in _LANGUAGES}
        for code in names["zh"]:
            yield {"fact": fact, "code": code, **{lang: told.get(code, code) for lang, told in names.items()}}
    yield from ({"fact": "status", "code": code, **names} for code, names in _STATUS.items())


def _named(kind: str, values: Attributes) -> dict[str, str]:
    names = {lang: values.get(f"kind_{lang}") for lang in ("zh", "en")}
    return {"kind": kind, **{lang: shown(name) for lang, name in names.items() if name}}


def _told(values: Attributes, titles: Mapping[str, str]) -> dict[str, Any]:
    """Give the sentence and line of a thing, and what else is to be read of it; reports by their titles."""
    place: dict[str, Any] = {name: _plain(values[name]) for name in ("sentence", "line") if name in values}
    left = _ELSEWHERE | ({"line"} if "sentence" in values else set())
    facts: dict[str, Any] = {name: _plain(value) for name, value in values.items() if name not in left}
    if (report := values.get("report")) in titles:
        facts["report"] = shown(titles[str(report)])
    return {**place, "facts": facts}


def _plain(value: Any) -> Any:
    return shown(value) if isinstance(value, str) else value
