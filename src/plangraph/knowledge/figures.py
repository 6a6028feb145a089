"""When two numbers measure one thing: the names of their metrics, bare of what only frames them, units and kinds of number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plangraph.model import Change, Indicator, Quantity

_FRAME = re.compile(
    r"的|全区|全市|全省|全县|全旗|我区|我市|我省|全年|年末|年度|年内|预计|累计|合计|共计?|总计|已经?|同比|力争|实现|达到|完成|超过|突破"
)
_BUILT = re.compile(r"新建|建成|修建|兴建|铺设|建设")
_ANY = re.compile(
    r"总?(?:投资|投资额|资金|产值|收入|面积|人数|金额|额|规模|产量|数|项目|企业)"
)  # of whatever one speaks of
_RATE = re.compile(r"(?:增速|增幅|增长率|增长|增加|增长速度)\Z")
_FALL = re.compile(r"(?:降幅|下降率|下降|降低|减少)\Z")
_AREAS = re.compile(r"城乡|城镇|农村|规模以上|限额以上|市本级|区本级")
_SCOPE = re.compile(r"^(?:全区|全市|全省|全县|全旗|全国|全年|我区|我市|年末|年底|年内|力争|实现|完成|达到|累计|总计)+")
ALIKE = 0.5  # of two names of metrics: what is no more alike is two things


def metric_key(metric: str) -> str:
    """Give what a metric measures; two spellings of one measure have one key. What is built and what is added stay two.

    >>> metric_key("健走步道铺设") == metric_key("新建健走步道"), metric_key("绿地建设") == metric_key("新增绿地")
    (True, False)
    """
    bare = _FRAME.sub("", metric)
    core = _BUILT.sub("", bare)
    return core + "|built" if core != bare and core else bare


def is_general(metric: str) -> bool:
    """Tell a metric that may be that of anything: 投资, 总产值."""
    key = metric_key(metric)
    return len(key) < 2 or bool(_ANY.fullmatch(key))


def comparable(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers measure one thing in one unit, both as a level or both as a change; a metric that only says
    总投资 may be that of anything."""
    if one.metric is None or other.metric is None or one.unit != other.unit:
        return False
    key = metric_key(one.metric)
    named = len(key) > 2 and not is_general(one.metric)
    return named and key == metric_key(other.metric) and (one.change is Change.LEVEL) == (other.change is Change.LEVEL)


def indicator_of(quantity: Quantity, indicators: Sequence[Indicator]) -> int | None:
    """Give the place (from 1) of the indicator that a number is a figure of; None where none or several may be meant."""
    if quantity.metric is None:
        return None
    key = metric_key(quantity.metric)
    found = [i for i, one in enumerate(indicators, 1) if _key(one, quantity) == key]
    return found[0] if len(found) == 1 else None


def _key(indicator: Indicator, quantity: Quantity) -> str | None:
    """Give the key of an indicator's metric where the number is of its kind: a rate for 增速, a fall for 降幅, else a level."""
    name = indicator.name
    for pattern, change in ((_RATE, Change.INCREASE), (_FALL, Change.DECREASE)):
        if pattern.search(name):
            return metric_key(pattern.sub("", name)) if quantity.change is change else None
    fits = quantity.change is Change.LEVEL and (indicator.unit or "").endswith(quantity.unit)
    return metric_key(name) if fits else None


def alike(one: str, other: str) -> float:
    """Tell how alike the names of two metrics are, verbs and a scope that only one names aside: 1 where one holds the
    other.

    >>> alike("新增城镇就业", "新增就业"), alike("城乡居民收入", "城镇居民收入")
    (1.0, 0.0)
    """
    one, other = _SCOPE.sub("", one), _SCOPE.sub("", other)
    if is_general(one) or is_general(other) or _other_scope(one, other):
        return 0.0
    one, other = _AREAS.sub("", one), _AREAS.sub("", other)
    if one in other or other in one:
        return 1.0
    a, b = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (one, other))
    return 2 * len(a & b) / (len(a) + len(b))


def _other_scope(one: str, other: str) -> bool:
    """Tell whether both name a scope, and not the same: 城乡居民收入 and 城镇居民收入."""
    a, b = set(_AREAS.findall(one)), set(_AREAS.findall(other))
    return bool(a and b and a != b)
