"""Printed numbers to decimals: full-width digits, thousands commas, Chinese numerals."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = "零〇一二两三四五六七八九"
_VALUE = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_NARROW = str.maketrans("０１２３４５６７８９．／％－", "0123456789./%-")
# A full-width comma between full-width digits groups thousands: ２，７３７. Elsewhere it ends a clause.
_GROUPED = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
SCALES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}


def narrow(text: str) -> str:
    """Give full-width digits and marks as their half-width forms; every character keeps its place.

    >>> narrow("２，７３７万吨，３个")
    '2,737万吨，3个'
    """
    return _GROUPED.sub(",", text).translate(_NARROW)


def arabic(text: str) -> Decimal:
    """Give the value of digits with thousands commas.

    >>> arabic("2,737"), arabic("0.5"), arabic("５０")
    (Decimal('2737'), Decimal('0.5'), Decimal('50'))
    """
    return Decimal(narrow(text).replace(",", ""))


def chinese(text: str) -> Decimal:
    """Give the value of a Chinese numeral; ValueError for what is none.

    >>> chinese("一百二十"), chinese("三点五"), chinese("四千四百五十一亿"), chinese("百"), chinese("两千零三")
    (Decimal('120'), Decimal('3.5'), Decimal('445100000000'), Decimal('100'), Decimal('2003'))
    """
    whole, point, fraction = text.partition("点")
    value = Decimal(_whole(whole))
    if not point:
        return value
    if not fraction or any(c not in _VALUE for c in fraction):
        raise ValueError(f"not a Chinese numeral: {text}")
    return value + Decimal("0." + "".join(str(_VALUE[c]) for c in fraction))


def _whole(text: str) -> int:
    """Read a whole number; two digits side by side are read by place (二〇二一), an empty text is no number."""
    total, group, digit = 0, 0, None
    for char in text:
        if char in _VALUE:
            digit = _VALUE[char] if digit is None else digit * 10 + _VALUE[char]
        elif char in _TENS:
            group += (1 if digit is None else digit) * _TENS[char]
            digit = None
        elif char in _GROUPS:
            group += digit or 0
            joined = char == "亿" or total < 10**8
            total = (total + group or 1) * _GROUPS[char] if joined else total + group * _GROUPS[char]
            group, digit = 0, None
        else:
            raise ValueError(f"not a Chinese numeral: {text}")
    if not text:
        raise ValueError("no numeral")
    return total + group + (digit or 0)
