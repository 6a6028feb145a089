"""What files say of how much they hold is what who counts them finds, in both forms."""

from collections.abc import Callable, Iterator

import pyoxigraph
import pytest

from plangraph.files import shipped
from plangraph.graph.iris import THINGS
from plangraph.importing import read_table, table_text
from plangraph.pipeline import build_report, graph_text
from plangraph.text.reading import decode, read_source

TEXT = """关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告
一、2021年国民经济和社会发展计划执行情况
（一）经济稳步发展
总量扩大。地区生产总值达到5000亿元、增长6%。
"""
TABLES = shipped("data") / "tables"
VOID = "http://rdfs.org/ns/void#"
FORMS = {"ttl": pyoxigraph.RdfFormat.TURTLE, "nt": pyoxigraph.RdfFormat.N_TRIPLES}


def report(form: str) -> Iterator[str]:
    return graph_text(build_report(decode(TEXT.encode(), "a.txt"), ner="rules"), form)


def table(form: str) -> Iterator[str]:
    return table_text(read_table(read_source(TABLES / "districts.csv"), read_source(TABLES / "districts.toml")), form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("text", "dataset"), [(report, "110102/2022/dataset"), (table, "table/districts")])
def test_counts_are_true_of_the_file(text: Callable[[str], Iterator[str]], dataset: str, form: str) -> None:
    found = list(pyoxigraph.parse("".join(text(form)).encode(), FORMS[form]))
    said = {q.predicate.value: q.object.value for q in found if q.subject.value == THINGS + dataset}
    assert int(said[VOID + "triples"]) == len(found) == len(set(found))
    assert int(said[VOID + "distinctSubjects"]) == len({q.subject for q in found})
    assert int(said[VOID + "properties"]) == len({q.predicate for q in found})


def test_the_dataset_of_a_report_names_its_area() -> None:
    assert any("dcterms:spatial <https://w3id.org/plangraph/id/area/110102>" in line for line in report("ttl"))
