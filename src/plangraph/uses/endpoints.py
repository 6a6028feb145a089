"""Addresses of SPARQL endpoints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plangraph.errors import UsageError

if TYPE_CHECKING:
    from urllib.parse import SplitResult


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint by its address (http or https); ``user:password@`` in it is sent as it asks, and never shown.

    Raises UsageError for any other address.
    """

    url: str

    def __post_init__(self) -> None:
        parts = split(self.url)
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"不是 http(s) 地址：{self.url} / no http(s) address: {self.url}")

    def __str__(self) -> str:
        from urllib.parse import urlsplit, urlunsplit

        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def split(url: str) -> SplitResult | None:
    """Give the parts of an address, None for what is none."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        return parts if parts.port is None or parts.port > 0 else None
    except ValueError:
        return None
