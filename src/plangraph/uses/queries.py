"""Running SPARQL on graph files, databases and endpoints, safely and within limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from plangraph.errors import InputError, UsageError
from plangraph.uses import workers
from plangraph.uses.answers import Decimal, Read, Result, as_result
from plangraph.uses.endpoints import Endpoint
from plangraph.uses.graph_files import MOST, graph_files
from plangraph.uses.inline import unnamed
from plangraph.uses.parameters import Term, node
from plangraph.uses.safety import check, unparsed
from plangraph.uses.stores import is_database, load

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["Data", "Decimal", "Engine", "Limits", "Result", "as_result", "check", "graph_files", "load", "run"]

T = TypeVar("T")
Data = Sequence[Path] | Endpoint
Engine = Callable[[str, Mapping[str, Term], Read[Any], int | None], Any]
_GRAPH = re.compile(r"(?<![a-z_])graph(?![a-z_])", re.IGNORECASE)  # the keyword, perhaps
_UNSELECTED = re.compile(
    r"variable \?(\w+) in its SELECT projection"
)  # the engine's words for a parameter not selected


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question may take, and where it may go: `services` are hosts that SERVICE may name, `most` is bytes of
    a file, or of what an endpoint answers."""

    seconds: float = 30
    rows: int = 1_000_000
    most: int = MOST
    services: tuple[str, ...] = ()


def run(
    text: str,
    data: Data,
    *,
    trusted: bool = False,
    bindings: Mapping[str, Term] | None = None,
    limits: Limits | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> Result:
    """Run a query on graph files, a database or an endpoint. One that is not `trusted` is parsed first, see `safety.check`.

    `bindings` are terms for variables of its SELECT (`plangraph.uses.parameters`). With `limits` it runs in a process of
    its own that is killed when they are hit, and what is to be done `meanwhile` is done in this one; without, it runs in
    this process, and unlimited.

    Raises UsageError for a query that does not parse, RefusedError for SERVICE, FROM or an update, InputError for data
    that cannot be read, LimitError.
    """
    work = partial(_run, text, data, trusted, dict(bindings or {}), limits)
    return workers.apart(work, limits.seconds, meanwhile) if limits else work()


def _run(text: str, data: Data, trusted: bool, bindings: Mapping[str, Term], limits: Limits | None) -> Result:
    asked = text if trusted else check(text, limits.services if limits else ())
    found: Result = engine(data, (asked,), limits)(asked, bindings, as_result, limits.rows if limits else None)
    return found


def engine(data: Data, texts: Sequence[str], limits: Limits | None) -> Engine:
    """Give what answers queries on the data, which are among `texts`, by a text, terms, how to read and how many rows.

    With `limits` this process is confined from then on. What it gives raises UsageError for a query that does not parse
    or cannot be run, LimitError for more rows.
    """
    held = limits or Limits()
    if isinstance(data, Endpoint):
        from plangraph.uses import protocol

        if limits:
            workers.confine(files=True)
        return partial(protocol.ask, data, held.seconds, held.most)
    store = load(data, named=any(map(_GRAPH.search, texts)), most=held.most)
    if limits:
        workers.confine(files=bool(held.services) or any(map(is_database, data)))
    return partial(_on_store, store)


def _on_store(store: pyoxigraph.Store, text: str, bindings: Mapping[str, Term], read: Read[T], most: int | None) -> T:
    """Ask a store; it wants each variable that is bound in the SELECT."""
    import pyoxigraph

    bound: dict[Any, Any] = {pyoxigraph.Variable(name): node(term) for name, term in bindings.items()}
    try:
        return read(store.query(text, substitutions=bound or None), most)
    except (SyntaxError, ValueError) as error:
        raise unparsed(error) from error
    except OSError as error:
        raise InputError(
            f"服务（SERVICE）没有应答，或数据库读不了：{error} / "
            f"a service (SERVICE) does not answer, or the database cannot be read: {error}"
        ) from error
    except RuntimeError as error:
        raise _not_run(error) from error


def _not_run(error: RuntimeError) -> UsageError:
    missing = _UNSELECTED.search(str(error))
    return unnamed(missing[1]) if missing else UsageError(f"查询无法执行：{error} / the query cannot be run: {error}")
