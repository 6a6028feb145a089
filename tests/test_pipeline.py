"""From bytes to the text of a graph: the same whatever the bytes' encoding and the process's moods."""

import codecs
import os
import re
import subprocess
import sys

import pytest

from plangraph.errors import LimitError
from plangraph.pipeline import build_report, graph_text
from plangraph.text.reading import decode

TEXT = (
    "关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告\n"
    "一、2021年计划执行情况\n（一）经济\n总量扩大。地区生产总值增长6%，完成㐀项任务。\n"
    "二、2022年主要举措\n（一）投资\n扩大投资。完成投资100亿元，推进“月坛”项目。\n"
    "再接再厉。\n名词解释\n1.月坛：一处地方。\n2.投资：花钱。\n"
)


def graph(data: bytes, form: str = "ttl") -> str:
    return "".join(graph_text(build_report(decode(data, "a.txt"), ner="rules"), form))


@pytest.mark.parametrize(
    ("heading", "opening", "period"),
    [
        ("成效", "五年来，我们稳就业。", "2017/2021"),
        ("“十三五”时期发展成就", "我们稳就业。", "2016/2020"),
        ("“十三五”成就和2021年回顾", "我们稳就业。", "2021"),
        ("成效", "我们稳就业，这是五年来最好的一年。", "2021"),
        ("成效", "一年来，我们稳就业。", "2021"),
    ],
)
def test_a_heading_or_the_beginning_of_a_paragraph_tells_of_several_years(heading, opening, period) -> None:
    text = TEXT.replace("（一）经济\n总量扩大。", f"（一）{heading}\n{opening}").replace(
        "增长6%", "大增，新增就业9万人"
    )
    report = build_report(decode(text.encode(), "a.txt"), ner="off")
    periods = {q.text: q.period for s in report.statements for q in s.quantities}
    assert periods["9万人"] == period
    assert periods["100亿元"] == "2022"


def without(words: str, text: str) -> str:
    return re.sub(rf"\n.*(?:{words}) .*", "", text)


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_encodings_change_only_encoding_and_checksum(data: bytes) -> None:
    known = "plan:encoding|plan:sha256"
    assert without(known, graph(data)) == without(known, graph(TEXT.encode()))


def test_windows_line_ends_change_offsets_too() -> None:
    known = "plan:sha256|oa:start|oa:end"
    windows = graph(TEXT.replace("\n", "\r\n").encode())
    assert without(known, windows) == without(known, graph(TEXT.encode()))
    assert windows != graph(TEXT.encode())


@pytest.mark.parametrize("form", ["ttl", "nt"])
def test_the_same_bytes_with_any_hash_seed_locale_and_time_zone(form: str) -> None:
    code = (
        "import sys\n"
        "from plangraph.pipeline import build_report, graph_text\n"
        "from plangraph.text.reading import decode\n"
        "report = build_report(decode(sys.stdin.buffer.read(), 'a.txt'), ner='rules')\n"
        f"sys.stdout.buffer.write(''.join(graph_text(report, {form!r})).encode())"
    )
    moods = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "America/Lima", "LC_ALL": "zh_CN.UTF-8"},
    )
    built = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=TEXT.encode(),
            env={**os.environ, **mood},
            capture_output=True,
            check=True,
        ).stdout
        for mood in moods
    }
    assert built == {graph(TEXT.encode(), form).encode()}


def test_what_a_report_is_refused_for_names_it() -> None:
    with pytest.raises(LimitError, match=r"^a\.txt：.* / a\.txt: more than"):
        build_report(decode("甲。\n".encode() * 200_000, "a.txt"), ner="off")
