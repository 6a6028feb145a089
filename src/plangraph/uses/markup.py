"""HTML by construction: whatever is not markup made here is text, and escaped."""

from __future__ import annotations

import html

from plangraph.uses.cells import shown

_VOID = frozenset({"br", "input", "meta"})


class Html(str):
    """Markup; every other string is text. What is added to it is text again."""

    __slots__ = ()


def escaped(text: object) -> Html:
    """Give markup as it is, and a text escaped, without control characters and marks that turn its direction."""
    return text if isinstance(text, Html) else Html(html.escape(shown(text)))


def tag(name: str, /, *inside: object, **attributes: str) -> Html:
    """Give an element. Attributes are named with a trailing underscore where Python wants the word for itself.

    >>> tag("p", "a < b", tag("br"), class_="x")
    '<p class="x">a &lt; b<br></p>'
    """
    said = "".join(f' {key.strip("_").replace("_", "-")}="{escaped(value)}"' for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{''.join(map(escaped, inside))}</{name}>")
