"""From a table of figures and its mapping to the text of a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from plangraph import __version__
from plangraph.files import MARK
from plangraph.graph.iris import THINGS
from plangraph.graph.statistics import statistics
from plangraph.graph.turtle import ntriples, turtle
from plangraph.graph.vocab import PREFIXES, SDMX_ATTRIBUTE, SDMX_CODE
from plangraph.knowledge.statistics import ColumnMapping, Statistic, misfit, overruled, read_mapping, read_statistics
from plangraph.model import Source
from plangraph.pipeline import GENERATOR
from plangraph.text.sheets import read_sheet


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures as it was read."""

    source: Source
    mapping: ColumnMapping
    statistics: tuple[Statistic, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Give the names of the indicators that the scheme lacks, in the order of the table."""
        lacking = (one.metric for one in self.statistics if one.measured is None and not misfit(one))
        return tuple(dict.fromkeys(lacking))

    @property
    def misfits(self) -> Mapping[str, int]:
        """Give what does not fit an indicator of the scheme, in words (zh / en), and the line where it stands first."""
        return self._first_lines(misfit)

    @property
    def overruled(self) -> Mapping[str, int]:
        """Give what is read in another measure than the table says, in words (zh / en), and the line where it stands first."""
        return self._first_lines(overruled)

    def _first_lines(self, remark: Callable[[Statistic], str | None]) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for one in self.statistics:
            if words := remark(one):
                found.setdefault(words, one.line)
        return found

    @property
    def unread(self) -> Mapping[str, tuple[int, ...]]:
        """Give the notes of scope that are not understood, each with its lines."""
        found: dict[str, tuple[int, ...]] = {}
        for one in self.statistics:
            for words in one.scope.rest:
                found[words] = (*found.get(words, ()), one.line)
        return found


def read_table(source: Source, mapping: Source) -> Table:
    """Read a table by its mapping (`docs/districts.md`).

    Raises InputError for a mapping or rows that cannot be read, with their lines; LimitError for too many rows.
    """
    columns = read_mapping(mapping)
    return Table(source, columns, read_statistics(read_sheet(source, columns.delimiter), columns))


def table_text(table: Table, form: str = "ttl") -> Iterator[str]:
    """Give the graph of a table in pieces of Turtle (``ttl``) or N-Triples (``nt``): the same bytes every time."""
    found = statistics(table.statistics, table.mapping, table.source, GENERATOR)
    yield f"# {MARK} {__version__}\n"
    if form == "nt":
        yield from ntriples(found)
        return
    prefixes = {"sdmx-attribute": SDMX_ATTRIBUTE.iri, "sdmx-code": SDMX_CODE.iri}
    base = f"{THINGS}table/{table.mapping.name}/"
    yield from turtle(found, {**PREFIXES, **prefixes, "t": base, "area": THINGS + "area/"})
