"""From the text of a plan report to a graph whose every fact shows its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from plangraph.uses.graphs import Graphs

__version__ = "0.1.0"


def open(
    paths: str | Path | Iterable[str | Path] | None = None,
    *,
    endpoint: str | None = None,
    packs: str | Path | None = None,
) -> Graphs:
    """Open graph files, folders, a database or an endpoint, or the data that ships, to ask them.

    `packs` is a folder of own questions. Raises InputError for a path that is not there, UsageError for an endpoint that
    is no http address, or beside paths.

    >>> import plangraph
    >>> graphs = plangraph.open()
    >>> for row in graphs.query("indicators/missed"):
    ...     print(row["section"], row["line"])
    1.6.5 687
    1.6.5 691
    >>> graphs.query("overview/biggest_numbers", unit="平方米", year=2022)[0]["value"]
    Decimal('212000')
    """
    from plangraph.uses.graphs import opened

    return opened(paths, endpoint, packs)
