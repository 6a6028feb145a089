"""Two small reports of successive years, built, with their ledger."""

from pathlib import Path

import pytest

from plangraph.files import write_atomically
from plangraph.importing import read_table, table_text
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
建设有序。滨江图书馆主体结构封顶，滨江图书馆项目累计完成投资2亿元。新增停车位1300个。
二、2023年主要任务及举措
（一）扩大投资
做好建设。确保滨江图书馆投入使用。翠竹路改造工程完工，总投资5000万元。
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


THEIRS = """关于北京市东城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告
一、2021年国民经济和社会发展计划执行情况
（一）城市治理更加精细
城市治理提升。完成“接诉即办”改革，解决率大幅提高。拆除违法建设20万平方米，食品抽检合格率达到99%。
二、2022年主要任务及举措
（一）深化改革
做好改革。持续推进“双减”工作。地区生产总值增长6%。
"""
OURS = """关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告
一、2021年国民经济和社会发展计划执行情况
（一）教育更加公平
教育提升。“双减”工作成效显著。地区生产总值增长8.1%。
二、2022年主要任务及举措
（一）深化治理
做好治理。深化“接诉即办”改革。拆除违法建设10万平方米，食品抽检合格率达到98%。
"""
TABLE = """area,year,indicator,value,unit,status,comparator,scope,source,address
110000,2022,地区生产总值,5,%,target,≥,,北京市2022年目标,https://fgw.beijing.gov.cn/a
110101,2022,地区生产总值,5.6,%,actual,=,,东城区2022年情况,https://www.bjdch.gov.cn/a
110102,2022,地区生产总值,4.1,%,actual,=,,西城区2022年情况,https://www.bjxch.gov.cn/a
110102,2022,地区生产总值,4.3,%,actual,=,,另一来源（转载）,https://example.org/a
110105,2022,地区生产总值,0.4,%,actual,=,上半年,朝阳区2022年上半年情况,https://chyrd.bjchy.gov.cn/a
110111,2022,地区生产总值,3,%,actual,>,,房山区2022年情况,https://japanese.beijing.gov.cn/a
110101,2021,地区生产总值,3193.1,亿元,actual,=,,东城区2021年情况,https://www.bjdch.gov.cn/b
110102,2021,地区生产总值,5408.1,亿元,actual,=,,西城区2021年情况,https://www.bjxch.gov.cn/b
110105,2021,地区生产总值,7617.8,亿元,actual,=,,朝阳区2021年情况,https://www.bjchy.gov.cn/b
"""
COLUMNS = """name = "small"
reprints = ["转载"]
[columns]
area = "area"
period = "year"
indicator = "indicator"
value = "value"
unit = "unit"
modality = "status"
comparator = "comparator"
scope = "scope"
source = "source"
address = "address"
"""


@pytest.fixture(scope="session")
def neighbours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the graphs of the reports of two districts for one year, and of a table of figures of several."""
    folder = tmp_path_factory.mktemp("neighbours")
    for name, text in (("110101", THEIRS), ("110102", OURS)):
        report = build_report(decode(text.encode(), f"{name}.txt"), ner="rules")
        write_atomically(folder / f"{name}.ttl", graph_text(report))
    table = read_table(decode(TABLE.encode(), "small.csv"), decode(COLUMNS.encode(), "small.toml"))
    write_atomically(folder / "table.ttl", table_text(table))
    return folder
