"""Asking a SPARQL endpoint: the SPARQL 1.1 protocol over HTTP.

A query is posted as a form, or asked with GET where the endpoint takes no POST. What is busy is asked again, what has moved
is followed on the same host only, and an answer is read whole before it counts.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote, urlencode, urljoin, urlsplit, urlunsplit

from plangraph import __version__
from plangraph.errors import InputError, LimitError, PlangraphError, RefusedError, TimeLimitError, UsageError
from plangraph.uses.answers import Read
from plangraph.uses.endpoints import Endpoint, split
from plangraph.uses.inline import inlined
from plangraph.uses.parameters import Term

T = TypeVar("T")
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_ROWS = ("application/sparql-results+json", "application/json")
_GRAPHS = {"application/n-triples": "N_TRIPLES", "text/turtle": "TURTLE", "application/x-turtle": "TURTLE"}
_BUSY = (429, 502, 503, 504)
_MOVED = (301, 302, 307, 308)
_NO_POST = (405, 501)
_TRIES = 4
_PAUSE = 0.25  # seconds before the second try, doubled each time
_LONGEST = 5.0
_PIECE = 2**20
_SHOWN = 300  # characters of what an endpoint says is wrong


def ask(
    endpoint: Endpoint,
    seconds: float,
    size: int,
    text: str,
    bindings: Mapping[str, Term],
    read: Read[T],
    most: int | None,
) -> T:
    """Ask an endpoint and give what `read` makes of its answer.

    Raises UsageError for a query that it does not take, LimitError after so many `seconds`, for more than `size` bytes
    or `most` rows, RefusedError where it leads to another host, InputError for an endpoint that gives no answer.
    """
    kind, body = _fetched(_Request(endpoint, inlined(text, bindings)), seconds, size)
    try:
        return read(_parsed(kind, body, endpoint), most)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{endpoint} 的回答不完整或有误 / the answer of {endpoint} is broken: {error}") from error


def _parsed(kind: str, body: bytes, endpoint: Endpoint) -> Any:
    import pyoxigraph

    if kind in _ROWS:
        return pyoxigraph.parse_query_results(body, pyoxigraph.QueryResultsFormat.JSON)
    if kind in _GRAPHS:
        return pyoxigraph.parse(body, getattr(pyoxigraph.RdfFormat, _GRAPHS[kind]))
    raise InputError(
        f"{endpoint} 回答的不是 SPARQL 结果，而是 {kind or '?'} / {endpoint} answers {kind or '?'}, which is no SPARQL result"
    )


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked, where, and how."""

    endpoint: Endpoint
    text: str
    post: bool = True

    def made(self) -> urllib.request.Request:
        parts = urlsplit(str(self.endpoint))
        form = urlencode({"query": self.text})
        query = parts.query if self.post else "&".join(filter(None, (parts.query, form)))
        made = urllib.request.Request(urlunsplit(parts._replace(query=query, fragment="")))
        if self.post:
            made.data = form.encode()
            made.add_header("Content-Type", "application/x-www-form-urlencoded")
        made.add_header("Accept", _ACCEPT)
        made.add_header("User-Agent", f"plangraph/{__version__}")
        user, at, _ = urlsplit(self.endpoint.url).netloc.rpartition("@")
        if at:
            made.add_header("Authorization", f"Basic {base64.b64encode(unquote(user).encode()).decode()}")
        return made


def _opener() -> urllib.request.OpenerDirector:
    """Give what speaks http and https only, and follows nothing by itself."""
    from urllib.request import HTTPDefaultErrorHandler, HTTPErrorProcessor, HTTPHandler, HTTPSHandler, ProxyHandler

    opener = urllib.request.OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor):
        opener.add_handler(handler())
    return opener


class _Again(Exception):
    """What may go well the next time: asked so, after a pause; otherwise it is the `failure`."""

    def __init__(self, failure: PlangraphError, request: _Request, pause: float = 0.0) -> None:
        super().__init__(str(failure))
        self.failure, self.request, self.pause = failure, request, pause


def _fetched(request: _Request, seconds: float, size: int) -> tuple[str, bytes]:
    """Give the type and the bytes of an answer; tries again what may go well the next time."""
    end = time.monotonic() + seconds
    failure: PlangraphError = _late(request.endpoint, seconds)
    for turn in range(_TRIES):
        left = end - time.monotonic()
        if left <= 0:
            break
        try:
            return _once(request, left, size)
        except TimeoutError as error:
            raise _late(request.endpoint, seconds) from error
        except _Again as again:
            request, failure = again.request, again.failure
            time.sleep(max(0.0, min(again.pause * 2**turn, _LONGEST, end - time.monotonic())))
    raise failure if time.monotonic() < end else _late(request.endpoint, seconds)


def _once(request: _Request, seconds: float, size: int) -> tuple[str, bytes]:
    """Ask once. Raises _Again, TimeoutError, or what is final."""
    try:
        with _opener().open(request.made(), timeout=seconds) as response:
            return response.headers.get_content_type(), _whole(response, size, request.endpoint)
    except urllib.error.HTTPError as error:
        raise _next(request, error) from error
    except (http.client.HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise TimeoutError from error
        failure = InputError(f"无法访问 {request.endpoint} / cannot reach {request.endpoint}: {_said(reason)}")
        broken = isinstance(reason, (ConnectionResetError, ConnectionAbortedError, http.client.HTTPException))
        raise (_Again(failure, request, _PAUSE) if broken else failure) from error


def _whole(response: Any, size: int, endpoint: Endpoint) -> bytes:
    """Read an answer to its end; LimitError when it has more than `size` bytes."""
    found = bytearray()
    while piece := response.read(_PIECE):
        found += piece
        if len(found) > size:
            raise LimitError(
                f"{endpoint} 的回答超过 {size / 2**20:g} MB，用 --max-size 放宽 / "
                f"the answer of {endpoint} is larger than {size / 2**20:g} MB; --max-size allows more"
            )
    if response.length:  # bytes that were promised and did not come
        raise http.client.IncompleteRead(b"", response.length)
    return bytes(found)


def _next(request: _Request, error: urllib.error.HTTPError) -> PlangraphError | _Again:
    """Give what follows from an answer that is none."""
    failure = _refusal(request.endpoint, error)
    if error.code in _MOVED:
        return _Again(failure, _moved(request, error))
    if error.code in _NO_POST and request.post:
        return _Again(failure, _Request(request.endpoint, request.text, post=False))
    return _Again(failure, request, max(_PAUSE, _asked_for(error))) if error.code in _BUSY else failure


def _moved(request: _Request, error: urllib.error.HTTPError) -> _Request:
    """Give the request at the place that is named, if it is on the same host and no less safe."""
    here, address = urlsplit(request.endpoint.url), error.headers.get("Location") or ""
    with contextlib.suppress(ValueError):  # what cannot be joined is no place to follow
        address = urljoin(str(request.endpoint), address)
    there = split(address)
    same = there is not None and there.hostname == here.hostname and there.scheme in (here.scheme, "https")
    if there is None or not same or "@" in there.netloc:
        raise RefusedError(
            f"{request.endpoint} 转往 {address}，不予跟随；如可信请直接用它 / "
            f"{request.endpoint} leads to {address}, which is not followed; name it yourself if you trust it"
        ) from error
    user, at, _ = here.netloc.rpartition("@")
    return _Request(
        Endpoint(urlunsplit(there._replace(netloc=f"{user}{at}{there.netloc}"))), request.text, request.post
    )


def _asked_for(error: urllib.error.HTTPError) -> float:
    """Give the seconds that an endpoint asks to wait."""
    wanted = error.headers.get("Retry-After") or ""
    return float(wanted) if wanted.isascii() and wanted.isdigit() else 0.0


def _refusal(endpoint: Endpoint, error: urllib.error.HTTPError) -> PlangraphError:
    words = _words(error)
    if error.code == 400:
        return UsageError(f"{endpoint} 不接受这个查询 / {endpoint} does not take the query: {words}")
    if error.code in (413, 414):
        return LimitError(f"查询对 {endpoint} 来说太长 / the query is too long for {endpoint}: {words}")
    return InputError(f"{endpoint} 没有回答（{error.code}） / {endpoint} gives no answer ({error.code}): {words}")


def _words(error: urllib.error.HTTPError) -> str:
    """Give what an endpoint says, without line ends and not too long."""
    try:
        told = error.read(4 * _SHOWN).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        told = ""
    text = " ".join(told.split()) if error.headers.get_content_type() == "text/plain" else ""
    return text[:_SHOWN] or str(error.reason)


def _said(reason: object) -> str:
    return (getattr(reason, "strerror", None) or str(reason) or type(reason).__name__).strip()


def _late(endpoint: Endpoint, seconds: float) -> LimitError:
    return TimeLimitError(
        f"{endpoint} 在 {seconds:g} 秒内没有回答，用 --timeout 放宽 / "
        f"{endpoint} gives no answer within {seconds:g} seconds; --timeout allows more"
    )
