"""What a query may be asked with: declared in its header, checked, bound as terms and never pasted into its text.

A parameter ``NAME`` is the variable ``?_NAME`` of the query.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plangraph.errors import UsageError
from plangraph.uses.headers import bilingual

_XSD = "http://www.w3.org/2001/XMLSchema#"
TYPES = ("text", "iri", "integer", "decimal", "year", "one_of", "indicator")
_FORMS = {
    "iri": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+"),
    "integer": re.compile(r"[+-]?[0-9]{1,18}"),  # what 64 bits hold; the engine drops what they do not
    "decimal": re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?"),  # what 128 bits hold
    "year": re.compile(r"[0-9]{4}"),
}
_SHAPES = {
    "iri": ("完整的标识（如 https://…）", "an absolute IRI (https://…)"),
    "integer": ("整数（至多 18 位）", "a whole number of up to 18 digits"),
    "decimal": (
        "数字（如 6.5，小数点前后各至多 18 位）",
        "a number (6.5) of up to 18 digits before and after the point",
    ),
    "year": ("四位年份（如 2022）", "a year of four digits (2022)"),
    "text": ("可以打印的文字", "text that can be written"),
}
_DATATYPES = {"integer": "integer", "decimal": "decimal", "year": "gYear"}
_SHOWN = 12  # values named in a message
_FEW = 4  # of indicators, whose names are long


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term as the engines take it: its value and its kind (``iri``, ``string`` or a name of XML Schema)."""

    value: str
    kind: str = "string"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its type (one of TYPES), default, help in zh and en, and where allowed values come from.

    `values` are all there are; `values_from` names a query whose first column holds them. An indicator may be any of the
    scheme that ships, whatever the data holds. `codes` names the closed list that the values are codes of; its words in zh
    or en are taken for them.
    """

    name: str
    type: str = "text"
    default: str | None = None
    help: Mapping[str, str] | None = None
    values: tuple[str, ...] = ()
    values_from: str | None = None
    codes: str | None = None

    def words(self, lang: str) -> str:
        """Give the help in a language."""
        return str((self.help or {}).get(lang) or "")


def declared(head: Mapping[str, Any]) -> tuple[Parameter, ...]:
    """Give the parameters that a header declares.

    Raises UsageError for one without a known type, or a closed list without values.
    """
    block = head.get("plangraph")
    params = block.get("params") if isinstance(block, Mapping) else None
    if params is not None and not isinstance(params, Mapping):
        raise UsageError(f"params 须写成 {{名称: {{type: …}}}} / params must read {{NAME: {{type: …}}}}: {params}")
    return tuple(_declared(name, entry) for name, entry in (params or {}).items())


def _declared(name: str, entry: Any) -> Parameter:
    said = entry if isinstance(entry, Mapping) else {}
    kind = str(said.get("type"))
    values = said.get("values") or ()
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise UsageError(f"参数名 {name} 只能用小写字母、数字和 _ / parameter {name}: only small letters, digits and _")
    if kind not in TYPES:
        raise UsageError(
            f"参数 {name} 的类型 {kind} 不在 {'、'.join(TYPES)} 之中 / parameter {name} is of no known type: {kind}; known are {', '.join(TYPES)}"
        )
    if kind == "one_of" and not values:
        raise UsageError(f"参数 {name} 没有列出 values / parameter {name} lists no values")
    default, words = said.get("default"), bilingual(said.get("help")) or None
    return Parameter(name, kind, default, words, tuple(values), said.get("values_from"), said.get("codes"))


def pairs(given: Sequence[str]) -> dict[str, str]:
    """Read ``NAME=VALUE`` as given on the command line.

    Raises UsageError where there is no ``=`` or a name comes twice.
    """
    found: dict[str, str] = {}
    for entry in given:
        name, mark, value = entry.partition("=")
        if not mark or not name.strip():
            raise UsageError(f"参数 {entry} 须写成 名称=值 / parameter {entry} must read NAME=VALUE")
        if name.strip() in found:
            raise UsageError(f"参数 {name} 给了两次 / parameter {name} is given twice")
        found[name.strip()] = value
    return found


def bind(
    parameters: Sequence[Parameter], given: Mapping[str, Any], known: Callable[[str], Collection[str]]
) -> dict[str, Term]:
    """Give the term of each parameter by the name of its variable: of what is given, else of its default.

    `known` gives the values that a query (`values_from`) allows. Raises UsageError for a name that is not declared or a
    value that is not allowed, with what is.
    """
    names = [p.name for p in parameters]
    for name in given:
        if name not in names:
            raise UsageError(_no_such(name, names))
    return dict(_bound(parameters, given, known))


def _bound(
    parameters: Sequence[Parameter], given: Mapping[str, Any], known: Callable[[str], Collection[str]]
) -> Iterator[tuple[str, Term]]:
    for parameter in parameters:
        value = given.get(parameter.name)
        if value is not None:
            yield f"_{parameter.name}", term(parameter, str(value), known)
        elif parameter.default is not None:
            yield f"_{parameter.name}", term(parameter, str(parameter.default))


def term(parameter: Parameter, value: str, known: Callable[[str], Collection[str]] = lambda _: ()) -> Term:
    """Give the term of a value.

    >>> term(Parameter("year", "year"), "２０２２年")
    Term(value='2022', kind='gYear')
    >>> term(Parameter("indicator", "indicator"), "GDP增速")
    Term(value='地区生产总值增速', kind='string')
    >>> term(Parameter("stage", "one_of", values=("start", "continue"), codes="stage"), "继续推进")
    Term(value='continue', kind='string')
    """
    kind = parameter.type
    if kind == "indicator":
        return Term(_preferred(parameter.name, value))
    if kind in _DATATYPES:
        value = unicodedata.normalize("NFKC", value).strip().removesuffix("年" if kind == "year" else "")
    form = _FORMS.get(kind)
    if (form and not form.fullmatch(value)) or any("\ud800" <= c <= "\udfff" for c in value):
        zh, en = _SHAPES.get(kind, _SHAPES["text"])
        raise UsageError(
            f"参数 {parameter.name} 的值 {value!r} 不对，应为{zh} / parameter {parameter.name}: {value!r} is not {en}"
        )
    value = _code(parameter, value)
    allowed = parameter.values or (known(parameter.values_from) if parameter.values_from else ())
    if allowed and value not in allowed:
        raise UsageError(_not_allowed(parameter.name, value, list(allowed)))
    return Term(value, "iri" if kind == "iri" else _DATATYPES.get(kind, "string"))


def _code(parameter: Parameter, value: str) -> str:
    """Give the code that a value is, or is the word for in either language; what is neither stays."""
    if not parameter.codes or value in parameter.values:
        return value
    from plangraph.graph.labels import labels

    known = [labels(parameter.codes, lang) for lang in ("zh", "en")]
    words = {named[code].casefold(): code for named in known for code in parameter.values if code in named}
    return words.get(value.strip().casefold(), value)


def _preferred(name: str, value: str) -> str:
    """Give the preferred name of an indicator of the scheme, which is how graphs call it."""
    from plangraph.knowledge.indicators import all_names, asked_for, concepts

    found = asked_for(value)
    if found:
        return found.name
    zh, en = _near(value, all_names())
    known = [one for one in concepts().values() if one.base == one.code]
    shown_zh, shown_en = "、".join(c.name for c in known[:_FEW]), ", ".join(c.label_en for c in known[:_FEW])
    raise UsageError(
        f"参数 {name} 不能是 {value}，指标表中没有{zh}可用：{shown_zh} 等 {len(known)} 项及其增速、降幅，有数据的见 districts/indicators / "
        f"parameter {name} cannot be {value}, which is not in the scheme of indicators{en}allowed are: {shown_en} … "
        f"{len(known)} in all, with their growth and fall; districts/indicators lists those with figures"
    )


def _no_such(name: str, names: Sequence[str]) -> str:
    if not names:
        return f"这个查询没有参数，给出了 {name} / this query takes no parameters, {name} was given"
    zh, en = _near(name, names)
    return f"没有参数 {name}{zh}可用：{'、'.join(names)} / no parameter {name}{en}there are: {', '.join(names)}"


def _not_allowed(name: str, value: str, allowed: Sequence[str]) -> str:
    zh, en = _near(value, allowed)
    more = len(allowed) - _SHOWN
    rest_zh, rest_en = (f" 等 {len(allowed)} 个", f" … {len(allowed)} in all") if more > 0 else ("", "")
    shown = allowed[:_SHOWN]
    return (
        f"参数 {name} 不能是 {value}{zh}可用：{'、'.join(shown)}{rest_zh} / "
        f"parameter {name} cannot be {value}{en}allowed are: {', '.join(shown)}{rest_en}"
    )


def _near(word: str, words: Sequence[str]) -> tuple[str, str]:
    close = difflib.get_close_matches(word, words, 3, 0.5) or [w for w in words if word and word in w][:3]
    if not close:
        return "；", "; "
    return f"，是不是 {'、'.join(close)}？", f"; did you mean {', '.join(close)}? "


def node(term: Term) -> Any:
    """Give a term as the engine takes it. Raises UsageError for an IRI that it does not take."""
    import pyoxigraph

    if term.kind == "iri":
        try:
            return pyoxigraph.NamedNode(term.value)
        except ValueError as error:
            zh, en = _SHAPES["iri"]
            raise UsageError(f"{term.value!r} 不对，应为{zh}：{error} / {term.value!r} is not {en}: {error}") from error
    return pyoxigraph.Literal(term.value, datatype=pyoxigraph.NamedNode(_XSD + term.kind))
