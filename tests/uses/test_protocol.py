"""The SPARQL protocol with a server on this machine that answers as it is told."""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

import plangraph
from plangraph.cli import cli
from plangraph.errors import InputError, LimitError, PlangraphError, RefusedError, UsageError
from plangraph.uses import packs, protocol, queries
from plangraph.uses.endpoints import Endpoint
from plangraph.uses.questions import ask

ROWS = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"7","datatype":"http://www.w3.org/2001/XMLSchema#integer"}},{}]}}'
JSON = "application/sparql-results+json; charset=utf-8"
ANSWER = (200, {"Content-Type": JSON}, ROWS)
Reply = tuple[int, dict[str, str], bytes]


class Server:
    """Answers with what `script` holds, one entry a request and the last for ever; `asked` tells what came."""

    def __init__(self) -> None:
        self.script: list[Reply | Callable[[Any], None]] = [ANSWER]
        self.asked: list[tuple[str, str, dict[str, list[str]], dict[str, str]]] = []
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                parts = urlsplit(self.path)
                form = parse_qs(body or parts.query)
                told.asked.append((self.command, parts.path, form, {k.lower(): v for k, v in self.headers.items()}))
                reply = told.script.pop(0) if len(told.script) > 1 else told.script[0]
                if callable(reply):
                    reply(self)
                    return
                code, headers, content = reply
                self.send_response(code)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/sparql"


def reset(handler: Any) -> None:
    """End the connection so that the other side sees a reset."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    monkeypatch.setattr(protocol, "_PAUSE", 0.01)
    found = Server()
    threading.Thread(target=found.server.serve_forever, args=(0.01,), daemon=True).start()
    yield found
    found.server.shutdown()
    found.server.server_close()


def rows(server: Server, text: str = "SELECT ?n {}", **limits: Any) -> list[list[Any]]:
    return queries.run(text, Endpoint(server.url), limits=queries.Limits(**limits) if limits else None).rows


def test_a_query_is_posted_as_a_form(server: Server) -> None:
    assert rows(server) == [[7], [None]]
    ((method, path, form, headers),) = server.asked
    assert (method, path, form) == ("POST", "/sparql", {"query": ["SELECT ?n {}"]})
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert headers["accept"].startswith("application/sparql-results+json, ")
    assert headers["user-agent"].startswith("plangraph/")


def test_get_where_there_is_no_post(server: Server) -> None:
    server.script = [(405, {}, b""), ANSWER]
    server.url += "?default-graph-uri=urn%3Ag"
    assert rows(server) == [[7], [None]]
    assert [(m, f) for m, _, f, _ in server.asked][1] == (
        "GET",
        {"default-graph-uri": ["urn:g"], "query": ["SELECT ?n {}"]},
    )


def test_truth_and_graphs(server: Server) -> None:
    server.script = [
        (200, {"Content-Type": "application/json"}, b'{"head":{},"boolean":true}'),
        (200, {"Content-Type": "text/turtle"}, b"<urn:b> <urn:p> <urn:o> . <urn:a> <urn:p> 1 ."),
        (200, {"Content-Type": "application/n-triples"}, b"<urn:a> <urn:p> <urn:o> .\n"),
    ]
    assert rows(server, "ASK {}") == [[True]]
    integer = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    built = [["<urn:a>", "<urn:p>", integer], ["<urn:b>", "<urn:p>", "<urn:o>"]]
    assert rows(server, "CONSTRUCT WHERE { ?s ?p ?o }") == built
    assert rows(server, "DESCRIBE <urn:a>") == [["<urn:a>", "<urn:p>", "<urn:o>"]]


@pytest.mark.parametrize("code", [429, 502, 503, 504])
def test_what_is_busy_is_asked_again(server: Server, code: int) -> None:
    server.script = [(code, {"Retry-After": "0"}, b""), (code, {}, b""), ANSWER]
    assert rows(server) == [[7], [None]]
    assert len(server.asked) == 3


def test_a_broken_connection_is_tried_again(server: Server) -> None:
    cut = (200, {"Content-Type": JSON, "Content-Length": "9999"}, ROWS)
    server.script = [reset, cut, ANSWER]
    assert rows(server) == [[7], [None]]
    server.script = [reset]
    server.asked.clear()
    with pytest.raises(InputError, match="cannot reach"):
        rows(server)
    assert len(server.asked) == 4


def test_a_place_on_the_same_host_is_followed_with_the_question(server: Server) -> None:
    server.script = [(307, {"Location": "/new"}, b""), ANSWER]
    assert rows(server) == [[7], [None]]
    assert [(m, p, f) for m, p, f, _ in server.asked][1] == ("POST", "/new", {"query": ["SELECT ?n {}"]})


@pytest.mark.parametrize(
    "place",
    ["ftp://127.0.0.1/x", "file:///etc/passwd", "http://localhost:9/x", "http://u@127.0.0.1/", "//[", "gopher:x"],
)
@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_no_other_place_is_followed(server: Server, place: str, code: int) -> None:
    server.script = [(code, {"Location": place}, b"")]
    with pytest.raises(RefusedError, match="not followed"):
        rows(server)
    assert len(server.asked) == 1


def test_who_leads_in_circles_is_left(server: Server) -> None:
    server.script = [(302, {"Location": "/sparql"}, b"")]
    with pytest.raises(InputError, match="302"):
        rows(server)
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (
            (400, {"Content-Type": "text/plain"}, b"error at\n1:2 \x1b[2J"),
            UsageError,
            "does not take the query: error at",
        ),
        ((401, {}, b""), InputError, r"gives no answer \(401\)"),
        ((404, {"Content-Type": "text/html"}, b"<html>"), InputError, r"\(404\): Not Found"),
        ((413, {}, b""), LimitError, "too long"),
        ((500, {"Content-Type": "text/plain"}, b"x" * 9000), InputError, "x{300}$"),
        ((503, {}, b""), InputError, "503"),
        ((200, {"Content-Type": "text/html"}, b"<html>"), InputError, "answers text/html"),
        ((200, {"Content-Type": "application/rdf+xml"}, b"<!DOCTYPE x>"), InputError, "no SPARQL result"),
        ((200, {"Content-Type": JSON}, ROWS[:-9]), InputError, "broken"),
        ((200, {"Content-Type": JSON}, b"{}"), InputError, "broken"),
        ((200, {"Content-Type": "text/turtle"}, b"<urn:a> <urn:b"), InputError, "broken"),
    ],
)
def test_what_is_no_answer_is_said(server: Server, reply: Reply, kind: type[PlangraphError], words: str) -> None:
    server.script = [reply]
    with pytest.raises(kind, match=words):
        rows(server)


def test_limits_of_size_rows_and_time(server: Server) -> None:
    with pytest.raises(LimitError, match="larger than"):
        rows(server, most=20)
    with pytest.raises(LimitError, match="more than 1 rows"):
        rows(server, rows=1)
    over = threading.Event()
    server.script = [lambda handler: over.wait(60)]
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"within 0\.3 seconds"):
        rows(server, seconds=0.3)
    with pytest.raises(LimitError, match=r"within 0\.2 seconds"):
        protocol.ask(Endpoint(server.url), 0.2, 9999, "ASK {}", {}, queries.as_result, None)
    server.script = [(503, {"Retry-After": "3600"}, b"")]
    with pytest.raises(LimitError, match=r"within 0\.2 seconds"):
        protocol.ask(Endpoint(server.url), 0.2, 9999, "ASK {}", {}, queries.as_result, None)
    assert time.monotonic() - start < 3
    over.set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CLEAR ALL", RefusedError),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", RefusedError),
        ("SELECT * FROM <urn:g> {}", RefusedError),
        ("SELECT", UsageError),
    ],
)
def test_what_may_not_be_asked_is_not_sent(server: Server, text: str, kind: type[PlangraphError]) -> None:
    with pytest.raises(kind):
        rows(server, text)
    assert server.asked == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "localhost:7878", "", "http://", "http://[", "http://h:x/", "ftp://h/"]
)
def test_an_address_is_http(url: str) -> None:
    with pytest.raises(UsageError, match="no http"):
        Endpoint(url)


def test_a_password_is_sent_and_not_shown(server: Server) -> None:
    server.script = [(403, {}, b"")]
    server.url = server.url.replace("//", "//user:p%40ss@")
    with pytest.raises(InputError) as error:
        rows(server)
    assert "p%40ss" not in str(error.value)
    assert server.asked[0][3]["authorization"] == "Basic dXNlcjpwQHNz"


def test_parameters_are_sent_as_terms(server: Server) -> None:
    query = packs.Query("x/y", "#+ plangraph:\n#+   params: {n: {type: text}}\nSELECT ?n ?_n { ?n ?p ?_n }", False)
    ask(query, Endpoint(server.url), queries.as_result, {"n": '" } DROP ALL #'})
    sent = server.asked[0][2]["query"][0]
    assert sent.endswith('SELECT ?n ?_n { VALUES ?_n { "\\" } DROP ALL #" } ?n ?p ?_n }')


def test_from_the_command_line_and_from_python(server: Server, tmp_path: Path) -> None:
    def run(*args: str) -> Any:
        return CliRunner().invoke(cli, ["query", *args], env={"PLANGRAPH_LANG": "en"})

    (tmp_path / "q.rq").write_text("SELECT ?n {}")
    asked = run(str(tmp_path / "q.rq"), "--endpoint", server.url, "--format", "csv")
    assert (asked.exit_code, asked.stdout) == (0, 'n\n7\n""\n'), asked.output
    both = run("report/metadata", "--endpoint", server.url, "--data", str(tmp_path))
    assert (both.exit_code, "not both" in both.output) == (2, True)
    assert run("report/metadata", "--endpoint", "file:///x").exit_code == 2
    gone = run("report/metadata", "--endpoint", "http://127.0.0.1:1/")
    assert (gone.exit_code, "cannot reach http://127.0.0.1:1/" in gone.output) == (3, True)
    assert plangraph.open(endpoint=server.url).sparql("SELECT ?n {}")[0] == {"n": 7}
    with pytest.raises(UsageError, match="not both"):
        plangraph.open(tmp_path, endpoint=server.url)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("http://127.0.0.1:1/中文?x=1", "http://127.0.0.1:1/%E4%B8%AD%E6%96%87?x=1"),
        ("http://例子.cn/a%20b?名=值#段", "http://xn--fsqu00a.cn/a%20b?%E5%90%8D=%E5%80%BC#%E6%AE%B5"),
        ("http://用户:p@h/[1]", "http://%E7%94%A8%E6%88%B7:p@h/[1]"),
    ],
)
def test_an_address_is_sent_in_ascii(given: str, sent: str) -> None:
    assert Endpoint(given).url == sent


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("http://user:sekret@127.0.0.1:99999/", "http://***@127.0.0.1:99999/"),
        ("ftp://user:sekret@h/", "ftp://***@h/"),
        ("http://user:sek/ret@h/", "http://***@h/"),
        ("user:sekret@h", "***@h"),
        ("http://h/a b", "http://h/a b"),
        ("http://例..中/", "http://例..中/"),
        ("http://h/\udcff", "http://h/\udcff"),
    ],
)
def test_no_address_and_no_password_shown(given: str, shown: str) -> None:
    with pytest.raises(UsageError) as caught:
        Endpoint(given)
    assert str(caught.value) == f"不是 http(s) 地址：{shown} / no http(s) address: {shown}"
