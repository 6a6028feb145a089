"""What a query may not do: change data, name data of its own, call another machine."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from plangraph.errors import LimitError, RefusedError, UsageError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE = re.compile(r"(?<![a-z_])service(?![a-z_])", re.IGNORECASE)
_PLACE = re.compile(  # of the two parsers: “error at 1:28: …”, “… (line:1, col:28)”
    r"(?:at |line:)(?P<line>[0-9]+)(?::|, col:)(?P<column>[0-9]+)"
)
_LINE_END = re.compile(r"\r\n?")


def check(text: str, services: Collection[str] = ()) -> str:
    r"""Give a query as the engine may see it: without escapes of code points, lines ended by a line feed.

    Two parsers that read an escape or a line end differently would see two queries (``'\u0027 SERVICE …'``), so both
    get the text in which there are none.

    Raises RefusedError for an update, for FROM and for a SERVICE in any nesting, unless its host is one of
    `services`; UsageError for a query that does not parse; LimitError for one that is nested too deeply.
    """
    plain = plainly(text)
    for part in _parts(_parsed(plain)):
        if part.name == "DatasetClause":
            raise RefusedError("不允许 FROM：数据由 --data 给出 / FROM is not allowed: data comes from --data")
        if part.name == "ServiceGraphPattern":
            _check_service(part.get("term"), services)
    return plain


def plainly(text: str) -> str:
    r"""Give a query without escapes of code points, and with line feeds only.

    >>> plainly("\\u0053ELECT \\u005Cu0041\r")
    'SELECT A\n'
    """
    found = text
    while _ESCAPE.search(found):
        found = _ESCAPE.sub(_character, found)
    return _LINE_END.sub("\n", found)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise UsageError(f"{escape[0]} 不是字符 / {escape[0]} is no character")
    return chr(code)


def _parsed(text: str) -> Any:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return parseQuery(text)
    except RecursionError as error:
        if _SERVICE.search(text):  # one SERVICE in another is too much for the parser, however shallow
            raise RefusedError("不允许嵌套的 SERVICE / a nested SERVICE is not allowed") from error
        raise LimitError("查询嵌套过深 / the query is nested too deeply") from error
    except (ParseException, ValueError, KeyError) as error:
        if _is_update(text):
            raise RefusedError("只允许查询，不允许更新 / only queries are allowed, no updates") from error
        raise unparsed(error) from error


def unparsed(error: Exception) -> UsageError:
    """Give what to say of a query that a parser does not take.

    >>> print(unparsed(SyntaxError("error at 1:28: expected one of Prefix not found, ['%'], ['A' ..= 'Z']")))
    查询用了没有声明的前缀（1:28） / the query uses a prefix that is not declared (1:28)
    >>> print(unparsed(SyntaxError("error at 2:8: expected '{'")))
    查询在第 2 行第 8 列有语法错误 / the query does not parse: error at 2:8: expected '{'
    """
    said = str(error).replace(" / ", "/")
    place = _PLACE.search(said)
    line, column = (place["line"], place["column"]) if place else ("", "")
    if "Prefix not found" in said:  # the engine's word, among all that it would rather have seen
        at = f"{line}:{column}"
        return UsageError(f"查询用了没有声明的前缀（{at}） / the query uses a prefix that is not declared ({at})")
    wrong = f"查询在第 {line} 行第 {column} 列有语法错误" if place else f"查询有语法错误：{said}"
    return UsageError(f"{wrong} / the query does not parse: {said}")


def _is_update(text: str) -> bool:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        return bool(parseUpdate(text).request)
    except (ParseException, ValueError, KeyError, RecursionError):
        return False


def _check_service(term: Any, services: Collection[str]) -> None:
    """Refuse a service whose address is not written out in full, or whose host was not allowed."""
    from rdflib import URIRef

    if not services:
        raise RefusedError(
            "不允许 SERVICE：不访问网络，除非用 --allow-service / "
            "SERVICE is not allowed: nothing is fetched unless --allow-service names the host"
        )
    hosts = _hosts(str(term)) if isinstance(term, URIRef) else ()
    if not any(host in services for host in hosts):
        raise RefusedError(
            f"--allow-service 没有允许 {term}，且地址须写全 / "
            f"--allow-service does not allow {term}; an address must be written out in full"
        )


def _hosts(address: str) -> tuple[str, ...]:
    """Give the host of an http address, alone and with its port where it names one; nothing for any other.

    >>> _hosts("https://allowed@example.org:8080/sparql")
    ('example.org', 'example.org:8080')
    """
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ()
    if not host or parts.scheme not in ("http", "https"):
        return ()
    return (host, f"{host}:{port}") if port else (host,)


def _parts(parsed: Any) -> Iterator[Any]:
    """Give every named part of a parsed query."""
    pending = [parsed]
    while pending:
        part = pending.pop()
        if isinstance(getattr(part, "name", None), str):
            yield part
        if isinstance(part, dict):
            pending += part.values()
        elif isinstance(part, (list, tuple)) or type(part).__name__ in ("ParseResults", "plist"):
            pending += list(part)
