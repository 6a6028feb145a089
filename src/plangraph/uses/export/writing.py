"""The formats by name: what to write for each, and what is said of it."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plangraph.errors import UsageError
from plangraph.files import write_atomically
from plangraph.graph.vocab import ONTOLOGY
from plangraph.uses.export.cytoscape import cyjs
from plangraph.uses.export.drawing import Drawing, draw
from plangraph.uses.export.folders import Files, write_folder
from plangraph.uses.export.gexf import gexf
from plangraph.uses.export.graph import Edge, Graph, Losses, Node, tidy
from plangraph.uses.export.graphml import graphml
from plangraph.uses.export.picture import png, svg
from plangraph.uses.export.pinyin import installed, with_readings
from plangraph.uses.export.selection import by_query, by_view
from plangraph.uses.export.tables import csv_files, neo4j_files
from plangraph.uses.export.terms import words
from plangraph.uses.export.triples import concepts, everything, jsonld, skos
from plangraph.uses.export.webpage import webpage
from plangraph.uses.export.workbook import cut, workbook
from plangraph.uses.packs import Query
from plangraph.uses.queries import Limits

Pieces = Iterable[str | bytes]
_NAMED = 4  # reports, sources and licences that a title names
_CONTENTS = {  # of a view, in Chinese and English
    "responsibilities": ("职责分工", "who is responsible for what"),
    "projects": ("项目", "projects"),
    "ledger": ("承诺与结果", "commitments and results"),
    "places": ("地点", "places"),
    "glossary": ("名词解释", "glossary"),
    "all": ("全部内容", "everything"),
    "query": ("查询结果", "what a query gives"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What to write: graph files, format, view or CONSTRUCT (neither: all), and how; `lang` is that of pages and pictures."""

    data: tuple[Path, ...]
    kind: str
    view: str | None = None
    query: Query | None = None
    dynamic: bool = False
    merge_parallel: bool = False
    size: str = "degree"
    limits: Limits | None = None
    lang: str = "zh"

    def about(self, reports: Sequence[str]) -> str:
        """Say what the file holds, in a line that is the same on every machine: a view of reports, else of files.

        >>> Wish((Path("out"),), "html", "places").about(["北京市西城区2022"])
        'plangraph: places of 北京市西城区2022'
        """
        return f"plangraph: {'CONSTRUCT' if self.query else self.view or 'all'} of {self._named(reports, ', ')}"

    def titles(self, reports: Sequence[str]) -> dict[str, str]:
        """Say the same to people, in Chinese and English.

        >>> Wish((Path("out"),), "html", "places").titles(["北京市西城区2022"])
        {'zh': '北京市西城区2022：地点', 'en': '北京市西城区2022: places'}
        """
        zh, en = _CONTENTS["query" if self.query else self.view or "all"]
        return {"zh": f"{self._named(reports, '、')}：{zh}", "en": f"{self._named(reports, ', ')}: {en}"}

    def _named(self, reports: Sequence[str], between: str) -> str:
        return between.join(_few(reports or [path.name for path in self.data]))

    def check(self) -> None:
        """Raise UsageError for what does not go together."""
        if self.view and self.query:
            raise UsageError("--view 与 --query 只能用一个 / use --view or --query, not both")
        if self.dynamic and self.kind != "gexf":
            raise UsageError("--dynamic 只用于 gexf / --dynamic is for gexf only")
        if self.kind in TRIPLES and (drawn := self._of_drawings()):
            raise UsageError(
                f"{self.kind} 写出数据本身，不分视图、不作图，请去掉 {'、'.join(drawn)} / "
                f"{self.kind} writes the data as it is, not a view of nodes and links; leave out {', '.join(drawn)}"
            )
        if self.kind == "skos" and self.query:
            raise UsageError("skos 不用 --query / skos takes no --query")

    def _of_drawings(self) -> list[str]:
        """Give the options in use that are for nodes and links alone."""
        used = {"--view": self.view, "--merge-parallel": self.merge_parallel, "--size": self.size != "degree"}
        return [option for option, given in used.items() if given]


DOCUMENTS: dict[str, Callable[[Drawing, Wish], Pieces]] = {
    "gexf": lambda drawing, wish: gexf(drawing, dynamic=wish.dynamic, about=described(drawing.graph, wish)),
    "graphml": lambda drawing, _: graphml(drawing),
    "cyjs": lambda drawing, wish: cyjs(drawing, about=wish.about(drawing.graph.reports)),
    "html": lambda drawing, wish: webpage(drawing, titles=wish.titles(drawing.graph.reports), lang=wish.lang),
    "png": lambda drawing, wish: png(drawing, about=wish.about(drawing.graph.reports), lang=wish.lang),
    "svg": lambda drawing, wish: svg(drawing, about=wish.about(drawing.graph.reports), lang=wish.lang),
    "xlsx": lambda drawing, _: [workbook(drawing)],
}
FOLDERS: dict[str, Callable[[Drawing], Files]] = {"csv": csv_files, "neo4j-csv": neo4j_files}
TRIPLES: dict[str, tuple[Callable[[Wish], list[Any]], Callable[[Sequence[Any]], Pieces]]] = {
    "jsonld": (lambda wish: everything(wish.data, wish.query, wish.limits), jsonld),
    "skos": (lambda wish: concepts(wish.data, wish.limits), skos),
}
KINDS = (*DOCUMENTS, *FOLDERS, *TRIPLES)


def export(wish: Wish, out: Path | None, *, force: bool = False) -> tuple[Pieces, list[str]]:
    """Write what is wished to a file or folder, or give it in pieces where `out` is None; and give what to say of it.

    Raises UsageError for what does not go together, RefusedError for a file in the way that is not ours.
    """
    wish.check()
    if wish.kind in FOLDERS and out is None:
        raise UsageError(f"{wish.kind} 写成文件夹，不能写到标准输出 / {wish.kind} makes a folder, not a stream")
    if wish.kind in TRIPLES:
        collect, write = TRIPLES[wish.kind]
        triples = collect(wish)
        return _put(write(triples), out, force), [f"{len(triples)} 条三元组 / {_number(len(triples), 'triple')}"]
    drawing = draw(chosen(wish), size=wish.size)
    said = summary(drawing.graph, wish)
    if wish.kind in FOLDERS and out is not None:
        write_folder(out, FOLDERS[wish.kind](drawing), about=wish.about(drawing.graph.reports), force=force)
        return (), [*said, *(_import_line(out) if wish.kind == "neo4j-csv" else [])]
    said += _cut(drawing) if wish.kind == "xlsx" else []
    return _put(DOCUMENTS[wish.kind](drawing, wish), out, force), said


def _put(pieces: Pieces, out: Path | None, force: bool) -> Pieces:
    """Give what is left to print."""
    if out is None:
        return pieces
    write_atomically(out, pieces, force=force)
    return ()


def _import_line(out: Path) -> list[str]:
    """Give the command that imports a folder; from within it where its name has what separates files and labels there."""
    apart = any(sign in str(out) for sign in ",=")
    nodes, edges = (shlex.quote(name if apart else str(out / name)) for name in ("nodes.csv", "edges.csv"))
    line = f"neo4j-admin database import full --nodes={nodes} --relationships={edges} --multiline-fields=true neo4j"
    return [f"cd {shlex.quote(str(out))} && {line}" if apart else line]


def _cut(drawing: Drawing) -> list[str]:
    number = cut(drawing)
    return (
        [
            f"{number} 个文本超过单元格的 32767 字，已截短；csv 保留全文 / "
            f"{_number(number, 'text')} longer than the 32,767 characters of a cell cut short; csv keeps all"
        ]
        if number
        else []
    )


def chosen(wish: Wish) -> Graph:
    """Give the graph that is wished for."""
    if wish.query:
        found = by_query(wish.query, wish.data, wish.limits)
    else:
        found = by_view(wish.data, wish.view or "all", wish.limits)
    graph = tidy(with_readings(found.nodes), found.edges, merge_parallel=wish.merge_parallel)
    graph.losses.unlinked, graph.losses.outside = found.unlinked, found.outside
    return replace(graph, reports=tuple(found.reports), titles=found.titles, origins=tuple(found.origins))


def described(graph: Graph, wish: Wish) -> str:
    """Say what a file holds, and which data sets it is from, each with its licence where the data states one."""
    sources = _few(f"{one.title} (licence: {one.licence or 'not stated'})" for one in graph.origins if one.title)
    return wish.about(graph.reports) + (
        f"; source: {'; '.join(sources)}" if sources else "; source and licence not stated"
    )


def _few(names: Iterable[str]) -> list[str]:
    """Give the first of different names, and how many there are."""
    every = list(dict.fromkeys(names))
    return [*every[:_NAMED], f"… ({len(every)})"] if len(every) > _NAMED else every


def summary(graph: Graph, wish: Wish) -> list[str]:
    """Tell what was written, merged, left out and changed, in Chinese and English."""
    nodes, edges = len(graph.nodes), len(graph.edges)
    said = [f"{nodes} 个节点，{edges} 条边 / {_number(nodes, 'node')}, {_number(edges, 'edge')}"]
    said += _changes(graph.losses) + _counted("节点", "nodes", graph.nodes) + _counted("边", "edges", graph.edges)
    said += _unlinked(graph) + _outside(graph.losses)
    if wish.kind == "html" and (loops := sum(edge.source == edge.target for edge in graph.edges)):
        said.append(
            f"{loops} 条边连向自身，图中以 ↻ 标在节点名后，点击可查看 / "
            f"{_number(loops, 'edge')} from a node to itself: a ↻ behind its name marks such, a click tells them"
        )
    if wish.size == "money":
        paid = sum("money" in n.attributes for n in graph.nodes)
        has = "has" if paid == 1 else "have"
        said.append(f"{paid} 个节点有金额 / {_number(paid, 'node')} {has} an amount of money")
    if wish.dynamic and (always := sum(not n.years for n in graph.nodes)):
        there = "is" if always == 1 else "are"
        said.append(
            f"{always} 个节点没有年份，一直显示 / {_number(always, 'node')} without a year {there} always there"
        )
    if not installed():
        said.append("没有拼音列；pip install 'plangraph[pinyin]' / no pinyin column; pip install 'plangraph[pinyin]'")
    return said


def _number(number: int, noun: str, rest: str = "") -> str:
    """Give a number of things in English.

    >>> _number(1, "edge"), _number(0, "edge", " without an end")
    ('1 edge', '0 edges without an end')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}{rest}"


def _changes(losses: Losses) -> list[str]:
    counts = [
        (losses.merged_edges, "条平行边合并", "parallel edge", " merged"),
        (losses.merged_nodes, "个重复节点合并", "repeated node", " merged"),
        (losses.dangling_edges, "条边缺少端点，略去", "edge", " without an end left out"),
        (losses.dropped_values, "个无法写出的值略去", "value", " that no format holds left out"),
        (losses.replaced, "个控制字符等替换为 U+FFFD", "control character", " or the like replaced by U+FFFD"),
    ]
    told = [(f"{n} {zh}", _number(n, noun, rest)) for n, zh, noun, rest in counts if n]
    return [f"{'，'.join(zh for zh, _ in told)} / {', '.join(en for _, en in told)}"] if told else []


def _unlinked(graph: Graph) -> list[str]:
    alone = graph.losses.unlinked.most_common()
    names = {node.kind: node.attributes.get("kind_zh", node.kind) for node in graph.nodes}
    zh, en = "，".join(f"{names.get(k, k)} {n}" for k, n in alone), ", ".join(f"{k} {n}" for k, n in alone)
    return [f"没有联系、未写出：{zh} / left out, for nothing links to them: {en}"] if alone else []


def _outside(losses: Losses) -> list[str]:
    told = [(words(ONTOLOGY + kind), n) for kind, n in losses.outside.most_common()]
    zh, en = "，".join(f"{name} {n}" for (_, name, _), n in told), ", ".join(f"{kind} {n}" for (kind, *_), n in told)
    return [f"不在此视图中、未写出：{zh} / left out, for this view has no place for them: {en}"] if told else []


def _counted(zh: str, en: str, things: Iterable[Node | Edge]) -> list[str]:
    """Count things by kind, under the names that the reader knows; nothing where there are none."""
    found = Counter((t.kind, str(t.attributes.get("kind_zh", t.kind))) for t in things)
    order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    in_chinese = "，".join(f"{name} {count}" for (_, name), count in order)
    in_english = ", ".join(f"{kind} {count}" for (kind, _), count in order)
    return [f"{zh}：{in_chinese} / {en}: {in_english}"] if order else []
