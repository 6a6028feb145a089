"""Terms put into the text of a query, for endpoints: the protocol has no other way to bind a variable.

Each term is written by the engine's own writer into a ``VALUES`` block, at the head of every SELECT that names its variable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from plangraph.errors import UsageError
from plangraph.uses.parameters import Term, node

_TOKEN = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*>                          # <https://example.org/a#b>
    | \#[^\n]*                                           # a comment
    | \"\"\"(?:\\.|[^\\])*?\"\"\" | '''(?:\\.|[^\\])*?'''  # a long text
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'          # a text
    | \\.                                                # plan:a\(b
    | [?$]\w+                                            # ?year
    | @?[\w:][\w:.%-]*                                   # SELECT, plan:text, @zh
    | .                                                  # { ( *
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_ESCAPED = re.compile(r"((?<!\\)(?:\\\\)+)([uU])")


def inlined(text: str, bindings: Mapping[str, Term]) -> str:
    r"""Give a query in which each variable of `bindings` has its term wherever a SELECT names it.

    Raises UsageError where the query is no SELECT of that variable.

    >>> inlined("SELECT ?s ?_y { ?s ?p ?_y }", {"_y": Term("a\"b")})
    'SELECT ?s ?_y { VALUES ?_y { "a\\"b" } ?s ?p ?_y }'
    """
    if not bindings:
        return text
    return "".join(_pieces(text, bindings))


def _pieces(text: str, bindings: Mapping[str, Term]) -> Iterator[str]:
    missing = set(bindings)  # from the first SELECT, which is the outermost
    outermost = True
    depth = 0
    open_selects: list[tuple[int, set[str]]] = []
    for token in _TOKEN.findall(text):
        depth += (token == "(") - (token == ")")
        named = open_selects[-1][1] if open_selects and open_selects[-1][0] == depth else None
        yield token
        if token.upper() in _FORMS and outermost and token.upper() != "SELECT":
            break
        if token.upper() == "SELECT":
            open_selects.append((depth, set()))
        elif named is None:
            continue
        elif token == "{":
            open_selects.pop()
            missing -= named if outermost else set()
            outermost = False
            yield "".join(f" VALUES ?{name} {{ {_written(bindings[name])} }}" for name in bindings if name in named)
        elif token == "*":
            named.update(bindings)
        elif token[0] in "?$":
            named.add(token[1:])
    if missing:
        raise unnamed(*sorted(missing))


def unnamed(*names: str) -> UsageError:
    """Give what to say of a query with parameters that it does not select.

    >>> print(str(unnamed("_n")).partition(" / ")[2].partition(":")[0])
    the SELECT does not name ?_n
    """
    said = ", ".join(f"?{name}" for name in names)
    return UsageError(
        f"SELECT 中没有参数 {said}：参数须在 SELECT 中写出；ASK、CONSTRUCT 中须写在子 SELECT 里，且不能用 --endpoint；"
        f"DESCRIBE 不支持参数 / the SELECT does not name {said}: a SELECT names its parameters, ASK and CONSTRUCT name them in a "
        "sub-SELECT and not with --endpoint, DESCRIBE takes none"
    )


def _written(term: Term) -> str:
    r"""Give a term in SPARQL; a ``\\u`` in a text is no escape to an engine that replaces escapes before it reads."""
    return _ESCAPED.sub(lambda m: f"{m[1]}\\U{ord(m[2]):08X}", str(node(term)))
