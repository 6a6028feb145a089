"""What a local body is for, and whose it is: 西城区教委 and 东城区教委 do the same work for two areas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from plangraph.knowledge.entities import body_name
from plangraph.knowledge.likeness import seat_of
from plangraph.knowledge.lists import bodies, cores
from plangraph.model import Area
from plangraph.text.divisions import full_name

_FRONT = re.compile("^(?:中国共产党|中共|中国人民政治协商会议|政协)")
_PUBLIC = re.compile(
    "^(?:人民政府|人民代表大会|委员会|人民法院|人民检察院|监察委员会)"
)  # with what follows: 办公室, 常务委员会


@dataclass(frozen=True, slots=True)
class Body:
    """A body of public administration: the code of its area (100000: the country) and its function."""

    seat: str
    function: str


@cache
def _functions() -> frozenset[str]:
    return frozenset(cores().values())


def read_body(name: str, home: str | None = None) -> Body | None:
    """Give area and function of a body that areas have, None for any other organisation.

    >>> read_body("西城区教委"), read_body("区教委", "110102") == read_body("北京市西城区教育委员会")
    (Body(seat='110102', function='教育委员会'), True)
    >>> read_body("中共北京市委") == read_body("市委", "110102"), read_body("北京市第四中学")
    (True, None)
    """
    if name in bodies():
        return Body("100000", bodies()[name])
    rest = name.removeprefix("中共")
    if not rest:
        return None
    area = Area(home, full_name(home)) if home else None
    text = body_name(rest, area, None)
    front = _FRONT.match(text)
    seat, function = seat_of(text[front.end() :] if front else text)
    if not seat:
        return None
    if front:
        return Body(seat, _FRONT_NAME[front[0]] + function)
    return Body(seat, function) if function in _functions() or _PUBLIC.match(function) else None


_FRONT_NAME = {
    "中国共产党": "中国共产党",
    "中共": "中国共产党",
    "中国人民政治协商会议": "中国人民政治协商会议",
    "政协": "中国人民政治协商会议",
}
