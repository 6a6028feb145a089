"""Addresses of SPARQL endpoints."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plangraph.errors import UsageError

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_USER = re.compile(r"^(\w*://)?.*@", re.DOTALL)  # user:password@ of an address, however broken that is
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint by its address (http or https); ``user:password@`` in it is sent as it asks, and never shown.

    What is not ASCII in the address is encoded, as RFC 3987 maps an IRI to a URI. Raises UsageError for any other address.
    """

    url: str

    def __post_init__(self) -> None:
        encoded = _encoded(self.url)
        if encoded is None:
            shown = _USER.sub(r"\1***@", self.url)
            raise UsageError(f"不是 http(s) 地址：{shown} / no http(s) address: {shown}")
        object.__setattr__(self, "url", encoded)

    def __str__(self) -> str:
        from urllib.parse import urlsplit, urlunsplit

        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _encoded(url: str) -> str | None:
    """Give an http(s) address in ASCII (its host as IDNA has it, all else as UTF-8 in per cent), None for what is none."""
    from urllib.parse import quote, urlunsplit

    parts = split(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or _BLANK.search(url):
        return None
    user, at, place = parts.netloc.rpartition("@")
    try:
        host = place if place.isascii() else place.encode("idna").decode()
        return quote(urlunsplit(parts._replace(netloc=f"{user}{at}{host}")), safe=string.punctuation)
    except UnicodeError:
        return None


def split(url: str) -> SplitResult | None:
    """Give the parts of an address, None for what is none."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        return parts if parts.port is None or parts.port > 0 else None
    except ValueError:
        return None
