"""No test reaches beyond this machine; three small reports for those that follow the years."""

import signal
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from plangraph.model import Source
from plangraph.pipeline import build_report, graph_text

LOOPBACK = ("127.0.0.1", "::1", "localhost")


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as where a shell runs the tests in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every connection to another machine an error."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test reached out to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


_TITLE = "关于北京市西城区{0}年国民经济和社会发展计划执行情况与{1}年国民经济和社会发展计划草案的报告"
_YEARS = {  # what is told of the year before, what is promised; invented
    2014: (
        "全年全区运行平稳。",
        "地区生产总值达到300亿元。新建幼儿园5所，改造老旧小区12个。银杏大道地下管廊年内建成投入使用。"
        "建成青年湖全民健身中心并投入使用。完成白塔寺片区古树名木普查建档300株。",
    ),
    2015: (
        "预计地区生产总值达到310亿元。新建幼儿园3所，改造老旧小区12个。银杏大道地下管廊开工建设。",
        "银杏大道地下管廊年内建成投入使用。建成青年湖全民健身中心并投入使用。地区生产总值达到330亿元。",
    ),
    2016: (
        "银杏大道地下管廊建成投入使用。地区生产总值达到329亿元。",
        "继续做好各项工作，银杏大道地下管廊二期建成投入使用。",
    ),
}


@pytest.fixture(scope="session")
def three_years(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give the graphs of three small reports of one area, for 2014, 2015 and 2016."""
    folder = tmp_path_factory.mktemp("years")
    for year, (done, promised) in _YEARS.items():
        text = f"""{_TITLE.format(year - 1, year)}
一、{year - 1}年国民经济和社会发展计划执行情况
（一）主要成效
各项工作稳中有进。{done}
二、{year}年国民经济和社会发展计划安排
（一）重点工作
今年要办好下列实事。{promised}
"""
        source = Source(f"{year}.txt", text, "utf-8", "0" * 64)
        graph = graph_text(build_report(source, ner="rules"))
        (folder / f"{year}.ttl").write_text("".join(graph), encoding="utf-8")
    return sorted(folder.iterdir())


class Listener:
    """A server on this machine that answers nothing and counts who came."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        hits = self.hits

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hits.append(self.path)
                self.send_error(404)

            do_POST = do_HEAD = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Give a server whose `hits` tell what reached out to its `url`."""
    found = Listener()
    threading.Thread(target=found.server.serve_forever, args=(0.01,), daemon=True).start()
    yield found
    found.server.shutdown()
    found.server.server_close()
