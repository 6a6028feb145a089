"""GEXF that its own schema accepts, whatever the words."""

import io
from pathlib import Path

import networkx
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plangraph.files import shipped
from plangraph.uses.export.gexf import Edge, Node, export_gexf, write_gexf

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "schemas" / "gexf.rng"))
TEXT = st.text(max_size=20)
NODES = st.lists(
    st.builds(
        Node,
        TEXT.filter(bool),
        st.sampled_from(["Result", "Topic", "x"]),
        TEXT,
        TEXT,
        st.none() | st.integers(1, 9),
    ),
    max_size=6,
    unique_by=lambda n: n.id,
)


@given(NODES, st.data())
def test_any_words_give_a_valid_file(nodes: list[Node], data: st.DataObject) -> None:
    ids = st.sampled_from([n.id for n in nodes] or ["x"])
    edges = data.draw(st.lists(st.builds(Edge, ids, ids, st.sampled_from("ab")), max_size=6))
    out = io.StringIO()
    summary = write_gexf(nodes, edges, out)
    tree = etree.fromstring(out.getvalue().encode("utf-8", "surrogatepass"))
    assert SCHEMA.validate(tree), SCHEMA.error_log
    assert summary.nodes == len(nodes)
    assert summary.edges == (len(set(edges)) if nodes else 0)


def test_the_report_opens_elsewhere(tmp_path: Path) -> None:
    out = io.StringIO()
    summary = export_gexf([shipped("data") / "ttl/110102/2022.ttl"], out)
    again = io.StringIO()
    export_gexf([shipped("data") / "ttl/110102/2022.ttl"], again)
    assert out.getvalue() == again.getvalue()
    (tmp_path / "a.gexf").write_text(out.getvalue(), encoding="utf-8")
    graph = networkx.read_gexf(tmp_path / "a.gexf")
    assert graph.number_of_nodes() == summary.nodes
    kinds = {values["kind"] for _, values in graph.nodes(data=True)}
    assert {
        "Report",
        "Part",
        "Chapter",
        "Topic",
        "Result",
        "Commitment",
        "Indicator",
        "GlossaryTerm",
    } <= kinds
    lead = graph.nodes["https://w3id.org/plangraph/id/110102/2022/p1.c1.t1.s1"]
    assert lead["label_full"] == "重大活动服务保障能力和水平不断提升。"
    assert lead["label"] == "重大活动服务保障能力和水平不断…"
