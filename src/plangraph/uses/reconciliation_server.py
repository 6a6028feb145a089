"""The reconciliation service on the loopback interface: OpenRefine asks, a register answers; nothing can be changed.

Any page may read the answers (CORS and JSONP, as the API demands), which holds nothing but what the data say. A request
under another name than that of this machine is refused, so that no foreign name can be bound to it.
"""

from __future__ import annotations

import html
import json
import re
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from plangraph.errors import LimitError, UsageError
from plangraph.messages import pick
from plangraph.uses.reconciliation import (
    Json,
    answer,
    describe,
    extended,
    manifest,
    proposed,
    suggested_entities,
    suggested_properties,
    suggested_types,
)
from plangraph.uses.register import Register

HOST = "127.0.0.1"
MOST_BYTES = 2 * 2**20
AT_ONCE = 8  # requests that are answered at the same time
PATIENCE = 10  # seconds that a caller may be silent
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*){0,5}", re.ASCII)
_NAMES = frozenset(["127.0.0.1", "localhost", "[::1]"])
_PREVIEW = (
    '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{name}</title></head>'
    "<body><h1>{name}</h1><p>{about}</p><p>{kind}</p><p>{iri}</p></body></html>"
)
Fields = dict[str, str]


class Server(ThreadingHTTPServer):
    """Answers requests from a register until it is shut down; ``port`` 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, register: Register, port: int = 0) -> None:
        self.register = register
        self.free = threading.BoundedSemaphore(AT_ONCE)
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """The address of the service, without a slash at its end."""
        return f"http://{HOST}:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "plangraph"
    sys_version = ""
    timeout = PATIENCE

    def do_GET(self) -> None:
        self._serve(urlsplit(self.path).query)

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            return self._fail(HTTPStatus.LENGTH_REQUIRED, "缺少长度 / no length")
        if int(length) > MOST_BYTES:
            return self._fail(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "请求超过 2 MB / a request of over 2 MB")
        return self._serve(self.rfile.read(int(length)).decode("utf-8", "replace"))

    def do_OPTIONS(self) -> None:
        self._send(HTTPStatus.NO_CONTENT, b"", "text/plain")

    def _serve(self, query: str) -> None:
        if self.headers.get("Host", "").rpartition(":")[0] not in _NAMES:
            return self._fail(HTTPStatus.MISDIRECTED_REQUEST, "只答复本机地址 / only asked under a local name")
        if not self.server.free.acquire(blocking=False):
            return self._fail(HTTPStatus.SERVICE_UNAVAILABLE, "请稍后再试 / too many at once; try again")
        try:
            fields = {key: values[0] for key, values in parse_qs(query, max_num_fields=50).items()}
            return self._answer(urlsplit(self.path).path.rstrip("/") or "/", fields)
        except LimitError as error:
            return self._fail(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error))
        except (UsageError, ValueError) as error:
            return self._fail(HTTPStatus.BAD_REQUEST, str(error))
        finally:
            self.server.free.release()

    def _answer(self, path: str, fields: Fields) -> None:
        if path == "/preview":
            return self._preview(fields.get("id", ""))
        work = _WORK.get(path)
        if work is None:
            return self._fail(HTTPStatus.NOT_FOUND, "没有这个地址 / no such address")
        return self._json(work(self.server, fields), fields.get("callback"))

    def _json(self, found: Json, callback: str | None) -> None:
        text = json.dumps(found, ensure_ascii=False)
        if callback is None:
            return self._send(HTTPStatus.OK, text.encode(), "application/json")
        if not _CALLBACK.fullmatch(callback):
            return self._fail(HTTPStatus.BAD_REQUEST, "callback 不是函数名 / callback is no name of a function")
        safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        return self._send(HTTPStatus.OK, f"/**/{callback}({safe});".encode(), "application/javascript")

    def _preview(self, iri: str) -> None:
        thing = self.server.register.thing(iri)
        if thing is None:
            return self._fail(HTTPStatus.NOT_FOUND, "没有这个事物 / no such thing")
        cells = {"name": thing.name, "about": describe(thing), "kind": thing.kind or "", "iri": thing.iri}
        page = _PREVIEW.format(**{key: html.escape(value) for key, value in cells.items()})
        return self._send(HTTPStatus.OK, page.encode(), "text/html")

    def _fail(self, status: HTTPStatus, message: str) -> None:
        said = {"error": pick(message, "en"), "message": message}
        self.close_connection = True
        self._send(status, json.dumps(said, ensure_ascii=False).encode(), "application/json")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of single requests: a spreadsheet makes thousands."""


def _root(server: Server, fields: Fields) -> Json:
    """Answer a batch, a single query or an extension; else describe the service."""
    if "queries" in fields:
        return answer(server.register, json.loads(fields["queries"]))
    if "query" in fields:
        text = fields["query"]
        query = json.loads(text) if text.lstrip().startswith("{") else text
        found: Json = answer(server.register, {"q0": query})["q0"]
        return found
    if "extend" in fields:
        return extended(server.register, json.loads(fields["extend"]))
    return manifest(server.address)


def _flyout(server: Server, fields: Fields) -> Json:
    iri = fields.get("id", "")
    thing = server.register.thing(iri)
    return {"id": iri, "html": f"<p>{html.escape(describe(thing))}</p>" if thing else ""}


_WORK: dict[str, Callable[[Server, Fields], Json]] = {
    "/": _root,
    "/suggest/entity": lambda s, f: suggested_entities(s.register, f.get("prefix", ""), int(f.get("cursor", "0"))),
    "/suggest/type": lambda s, f: suggested_types(f.get("prefix", "")),
    "/suggest/property": lambda s, f: suggested_properties(f.get("prefix", "")),
    "/flyout/entity": _flyout,
    "/extend/propose": lambda s, f: proposed(f.get("type", ""), int(f.get("limit", "10"))),
}
