"""What an engine answers, as rows."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from plangraph.errors import LimitError

T = TypeVar("T")
Read = Callable[[Any, int | None], T]  # what makes something of an answer, of so many rows at most

XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")}
_INTEGER = re.compile(r"[+-]?[0-9]{1,1000}")
_DECIMAL = re.compile(r"(?P<sign>[+-]?)(?=\.?[0-9])(?P<whole>[0-9]*)(?P<part>\.?[0-9]*)")
_FLOATS = {XSD + "double", XSD + "float"}
_FLOAT = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_VALUED = ("NamedNode", "Literal")  # of the engine's terms, what a value says all of
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class Decimal(str):
    """A number to be printed as it stands, without exponent."""


@dataclass(frozen=True, slots=True)
class Result:
    """Rows with the names of their columns, and how many more there are.

    A CONSTRUCT or DESCRIBE gives rows of subject, predicate, object.
    """

    columns: list[str]
    rows: list[list[Any]]
    more: int = 0


def as_result(answer: Any, most: int | None = None, *, first: int | None = None) -> Result:
    """Give what the engine answered as rows; columns that are parameters are left out.

    Raises LimitError when there are more than `most`; of a SELECT the `first` are enough (see `up_to`).
    """
    import pyoxigraph

    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Result(["answer"], [[bool(answer)]])
    if not hasattr(answer, "variables"):
        return triples_result(answer, most)
    columns = own_columns(answer)
    return Result(list(columns), *up_to(answer, lambda row: [_cell(row[i]) for i in columns.values()], most, first))


def own_columns(answer: Any) -> dict[str, int]:
    """Give the place of each column of a SELECT; those whose names begin with ``_`` are parameters and are left out."""
    return {v.value: i for i, v in enumerate(answer.variables) if not v.value.startswith("_")}


def triples_result(triples: Iterable[Any], most: int | None = None) -> Result:
    """Give triples or quads as rows in a fixed order. Raises LimitError when there are more than `most`."""
    rows, _ = up_to(triples, lambda t: [str(t.subject), str(t.predicate), str(t.object)], most)
    return Result(["subject", "predicate", "object"], sorted(rows))


def up_to(
    answer: Iterable[Any], make: Callable[[Any], T], most: int | None, first: int | None = None
) -> tuple[list[T], int]:
    """Give what `make` makes of each row of an answer, and how many more there are: LimitError when they are over `most`.

    Where the `first` are enough, the others are counted and not kept, up to one more than `most`.

    >>> up_to(range(9), str, 5, 2)
    (['0', '1'], 4)
    """
    found: list[T] = []
    more = 0
    for row in answer:
        if first is not None and len(found) >= first:
            more += 1
            if most is not None and len(found) + more > most:
                break
            continue
        if most is not None and len(found) >= most:
            raise LimitError(
                f"答案超过 {most} 行，请用 --limit、查询中的 LIMIT 或更窄的条件 / "
                f"the answer has more than {most} rows; use --limit, LIMIT in the query, or ask for less"
            )
        found.append(make(row))
    return found, more


def _cell(term: Any) -> Any:
    """Give a term as JSON shows it: numbers and booleans as such, everything else as text (also what is ill-typed), unbound as
    None."""
    if term is None:
        return None
    datatype = getattr(getattr(term, "datatype", None), "value", None)
    if datatype in _INTEGERS and _INTEGER.fullmatch(term.value):
        return int(term.value)
    if datatype == XSD + "decimal" and (said := _DECIMAL.fullmatch(term.value)):
        return Decimal(f"{said['sign'].strip('+')}{said['whole'].lstrip('0') or '0'}{said['part'].rstrip('.')}")
    if datatype == XSD + "boolean" and term.value in _BOOLEANS:
        return _BOOLEANS[term.value]
    if datatype in _FLOATS and _FLOAT.fullmatch(term.value) and math.isfinite(value := float(term.value)):
        return value
    return term.value if type(term).__name__ in _VALUED else str(term)
