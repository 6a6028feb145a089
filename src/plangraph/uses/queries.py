"""Running SPARQL on graph files with pyoxigraph; what reaches out or changes data is refused before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from plangraph.errors import InputError, LimitError, RefusedError, UsageError
from plangraph.uses.parameters import Term

if TYPE_CHECKING:
    import pyoxigraph

XSD = "http://www.w3.org/2001/XMLSchema#"
T = TypeVar("T")
_INTEGERS = {XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")}


class Decimal(str):
    """A number to be printed as it stands, without exponent."""


@dataclass(frozen=True, slots=True)
class Result:
    """Rows with the names of their columns; a CONSTRUCT or DESCRIBE gives rows of subject, predicate, object."""

    columns: list[str]
    rows: list[list[Any]]


def graph_files(data: Sequence[Path]) -> list[Path]:
    """Give the graph files that paths name: files as they are, folders with every .ttl and .nt below them.

    Raises InputError for a path that is not there or a folder without graphs.
    """
    found: list[Path] = []
    for path in data:
        if path.is_dir():
            inside = sorted([*path.rglob("*.ttl"), *path.rglob("*.nt")])
            if not inside:
                raise InputError(f"{path} 中没有 .ttl 或 .nt 文件 / no .ttl or .nt files in {path}")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise InputError(f"没有文件 {path} / no such file: {path}")
    return found


def load(data: Sequence[Path]) -> pyoxigraph.Store:
    """Load graph files into one graph: what several of them say is there once."""
    import pyoxigraph

    store = pyoxigraph.Store()
    for path in graph_files(data):
        form = pyoxigraph.RdfFormat.N_TRIPLES if path.suffix == ".nt" else pyoxigraph.RdfFormat.TURTLE
        try:
            store.load(path=str(path), format=form)
        except (SyntaxError, ValueError, OSError) as error:
            raise InputError(f"{path} 不是有效的图文件 / {path} is no valid graph: {error}") from error
    return store


def run(
    text: str, data: Sequence[Path], *, trusted: bool = False, bindings: Mapping[str, Term] | None = None
) -> Result:
    """Run a query on graph files. A query that is not `trusted` is parsed first and refused if it reaches out.

    `bindings` are terms for variables of its SELECT (`plangraph.uses.parameters`). Raises UsageError for a query that does
    not parse, RefusedError for SERVICE, FROM or an update.
    """
    return asked(text, data, as_result, trusted=trusted, bindings=bindings)


def asked(
    text: str,
    data: Sequence[Path],
    read: Callable[[Any], T],
    *,
    trusted: bool = False,
    bindings: Mapping[str, Term] | None = None,
) -> T:
    """Run a query as `run` does and give what `read` makes of the engine's answer."""
    if not trusted:
        check(text)
    store = load(data)
    try:
        return read(store.query(text, substitutions=_substitutions(bindings or {})))
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"查询有语法错误 / the query does not parse: {error}") from error
    except RuntimeError as error:
        raise UsageError(f"查询无法执行 / the query cannot be run: {error}") from error


def _substitutions(bindings: Mapping[str, Term]) -> dict[Any, Any] | None:
    """Give the terms of the variables as the engine takes them; the engine wants each variable in the SELECT."""
    import pyoxigraph

    def term(bound: Term) -> Any:
        if bound.kind == "iri":
            return pyoxigraph.NamedNode(bound.value)
        return pyoxigraph.Literal(bound.value, datatype=pyoxigraph.NamedNode(XSD + bound.kind))

    return {pyoxigraph.Variable(name): term(bound) for name, bound in bindings.items()} or None


def as_result(answer: Any) -> Result:
    """Give what the engine answered as rows. Columns whose names begin with ``_`` are parameters and are left out."""
    import pyoxigraph

    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Result(["answer"], [[bool(answer)]])
    if isinstance(answer, pyoxigraph.QueryTriples):
        triples = sorted((str(t.subject), str(t.predicate), str(t.object)) for t in answer)
        return Result(["subject", "predicate", "object"], [list(t) for t in triples])
    names = [v.value for v in answer.variables]
    kept = [i for i, name in enumerate(names) if not name.startswith("_")]
    return Result([names[i] for i in kept], [[_cell(row[i]) for i in kept] for row in answer])


def _cell(term: Any) -> Any:
    """Give a term as JSON shows it: numbers and booleans as such, everything else as text, unbound as None."""
    if term is None:
        return None
    datatype = getattr(getattr(term, "datatype", None), "value", None)
    if datatype in _INTEGERS:
        return int(term.value)
    if datatype == XSD + "decimal":
        return Decimal(term.value)
    if datatype == XSD + "boolean":
        return term.value in ("true", "1")
    return getattr(term, "value", None) or (str(term) if not hasattr(term, "value") else "")


def check(text: str) -> None:
    """Refuse a query that is an update, names data with FROM or calls a SERVICE, in any nesting."""
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parsed = parseQuery(text)
    except RecursionError as error:
        raise LimitError("查询嵌套过深 / the query is nested too deeply") from error
    except (ParseException, ValueError, KeyError) as error:
        if _is_update(text):
            raise RefusedError("只允许查询，不允许更新 / only queries are allowed, no updates") from error
        raise UsageError(f"查询有语法错误 / the query does not parse: {error}") from error
    for name in _names(parsed):
        if name in ("ServiceGraphPattern", "DatasetClause"):
            word = "SERVICE" if name == "ServiceGraphPattern" else "FROM"
            raise RefusedError(f"不允许 {word} / {word} is not allowed: nothing is fetched")


def _is_update(text: str) -> bool:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        return bool(parseUpdate(text).request)
    except (ParseException, ValueError, KeyError, RecursionError):
        return False


def _names(parsed: Any) -> Iterator[str]:
    """Give the name of every part of a parsed query."""
    pending = [parsed]
    while pending:
        part = pending.pop()
        name = getattr(part, "name", None)
        if isinstance(name, str):
            yield name
        if isinstance(part, dict):
            pending += part.values()
        elif isinstance(part, (list, tuple)) or type(part).__name__ in ("ParseResults", "plist"):
            pending += list(part)
