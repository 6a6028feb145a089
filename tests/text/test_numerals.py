from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.text.numerals import arabic, chinese, narrow

_DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """Write a whole number below 10^12 in Chinese."""
    for unit, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            above, below = divmod(number, unit)
            gap = "零" if 0 < below < unit // 10 else ""
            return spelled(above) + word + (gap + spelled(below) if below else "")
    return _DIGITS[number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", "0"),
        ("十", "10"),
        ("十五", "15"),
        ("两百", "200"),
        ("一百二十", "120"),
        ("两千零三", "2003"),
        ("十万零五", "100005"),
        ("四千四百五十一亿", "445100000000"),
        ("一亿二千万", "120000000"),
        ("三万亿", "3000000000000"),
        ("三点五", "3.5"),
        ("二〇二一", "2021"),
    ],
)
def test_chinese_numerals(text, value):
    assert chinese(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "三点", "点五", "个", "三个", "一.五"])
def test_what_is_no_chinese_numeral(text):
    with pytest.raises(ValueError, match="numeral"):
        chinese(text)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_round_trip(number):
    assert chinese(spelled(number)) == number


@pytest.mark.parametrize(
    ("text", "value"), [("2,737", "2737"), ("２，７３７", "2737"), ("８．６", "8.6"), ("5408.1", "5408.1")]
)
def test_digits(text, value):
    assert arabic(text) == Decimal(value)


def test_a_comma_between_clauses_stays():
    assert narrow("２，７３７万吨，３个") == "2,737万吨，3个"
    assert narrow("增长５，降低３") == "增长5，降低3"


@given(st.text(alphabet="０１９，．％1,。万", max_size=30))
def test_narrow_keeps_places(text):
    assert len(narrow(text)) == len(text)
