"""Two small reports of successive years, built, with their ledger."""

from pathlib import Path

import pytest

from plangraph.files import write_atomically
from plangraph.pipeline import build_report, graph_text
from plangraph.text.reading import decode
from plangraph.uses.ledger import follow, read_book
from plangraph.uses.ledger_graph import ledger_text

FIRST = """关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告
一、2021年国民经济和社会发展计划执行情况
（一）经济稳步发展
总量扩大。地区生产总值达到5000亿元、增长6%。
二、2022年主要任务及举措
（一）扩大投资
做好建设。年内建成滨江图书馆，完成月光桥拆除。新增停车位1200个。加强宣传。地区生产总值增长7%。改造松柏巷供水管网12公里。
"""
SECOND = """关于北京市西城区2022年国民经济和社会发展计划执行情况与2023年国民经济和社会发展计划的报告
一、2022年国民经济和社会发展计划执行情况
（一）经济稳步发展
总量扩大。2021年地区生产总值达到5100亿元。2022年地区生产总值增长6.5%。
（二）投资增加
建设有序。滨江图书馆主体结构封顶。新增停车位1300个。
二、2023年主要任务及举措
（一）扩大投资
做好建设。确保滨江图书馆投入使用。
"""


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the graphs of both reports, 2022.ttl and 2023.ttl, and of their ledger, ledger.ttl."""
    folder = tmp_path_factory.mktemp("years")
    for name, text in (("2022", FIRST), ("2023", SECOND)):
        report = build_report(decode(text.encode(), f"{name}.txt"), ner="rules")
        write_atomically(folder / f"{name}.ttl", graph_text(report))
    rows = follow([read_book(folder / f"{name}.ttl") for name in ("2022", "2023")])
    write_atomically(folder / "ledger.ttl", ledger_text(rows))
    return folder
