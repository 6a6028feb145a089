"""Notes of scope and periods."""

import pytest

from plangraph.knowledge.scopes import WHOLE, Scope, part_of_year, period, read_scope, scope_said, split_scope


@pytest.mark.parametrize(
    ("note", "scope"),
    [
        ("", Scope()),
        ("上半年", Scope(part="H1")),
        ("一季度", Scope(part="01/03")),
        ("前三季度", Scope(part="01/09")),
        ("1-11月", Scope(part="01/11")),
        ("2022-2026年目标", Scope(part="2022/2026")),
        ("2017-2021年；年均", Scope(part="2017/2021", averaged=True)),
        ("上半年；两年平均", Scope(part="H1", averaged=True, years=2)),
        ("三年平均", Scope(averaged=True, years=3)),
        ("近五年年均", Scope(averaged=True, years=5)),
        ("过去10年年均", Scope(averaged=True, years=10)),
        ("年均", Scope(averaged=True)),
        *((within, WHOLE) for within in ("全年平均", "年平均", "年平均值", "年均值", "全年均值", "全年平均值")),
        *((within, WHOLE) for within in ("年度平均", "当年平均", "本年平均数", "年末平均", "年平均数")),
        *((usual, WHOLE) for usual in ("年均浓度", "期末", "年末数", "自然口径", "上年=100")),
        ("二季度累计", Scope(part="H1")),
        ("四季度累计", WHOLE),
        ("1-3季度", Scope(part="01/09")),
        ("一至四季度", WHOLE),
        ("一季度至三季度累计", Scope(part="01/09")),
        ("还原留抵退税后", Scope(without=("留抵退税",))),
        ("按自然口径计算", WHOLE),
        ("年均实际增长", Scope(averaged=True, price="constant")),
        ("两年平均名义增长", Scope(averaged=True, price="current", years=2)),
        ("2021-2025年累计增长", Scope(part="2021/2025")),
        ("上半年累计增长", Scope(part="H1")),
        ("累计增长", Scope(rest=("累计增长",))),
        ("三年滑动平均", Scope(averaged=True, years=3)),
        ("2019-2021年均浓度", Scope(part="2019/2021", averaged=True)),
        ("上半年平均", Scope(part="H1")),
        ("2017-2021年平均", Scope(part="2017/2021", averaged=True)),
        ("2017-2021年均值", Scope(part="2017/2021", averaged=True)),
        ("年平均增长", Scope(averaged=True)),
        ("年平均增速", Scope(averaged=True)),
        ("每年", Scope(rest=("每年",))),
        ("扣除新冠疫苗影响", Scope(without=("新冠疫苗",))),
        ("上半年；剔除留抵退税", Scope(part="H1", without=("留抵退税",))),
        ("剔除留抵退税因素影响后", Scope(without=("留抵退税",))),
        ("同口径", Scope(same_basis=True)),
        ("按可比价格计算", Scope(price="constant")),
        ("现价", Scope(price="current")),
        ("据附件1", WHOLE),
        ("全年；同比增长", WHOLE),
        ("第二季度", Scope(part="04/06")),
        ("二季度", Scope(part="04/06")),
        ("Q2", Scope(part="04/06")),
        ("前两季度", Scope(part="H1")),
        ("1～11月", Scope(part="01/11")),
        ("1-11月份", Scope(part="01/11")),
        ("1-6月", Scope(part="H1")),
        ("前11个月", Scope(part="01/11")),
        ("截至9月底", Scope(part="01/09")),
        ("上半年度", Scope(part="H1")),
        ("上 半 年", Scope(part="H1")),
        ("Ｈ１", Scope(part="H1")),
        ("2017－2021年", Scope(part="2017/2021")),
        ("2017～2021年", Scope(part="2017/2021")),
        ("2017至2021年", Scope(part="2017/2021")),
        ("十三五期间", Scope(part="2016/2020")),
        ("“十四五”时期", Scope(part="2021/2025")),
        ("十五", Scope(part="2001/2005")),
        ("十三五年均", Scope(part="2016/2020", averaged=True)),
        ("2017-2021年年均", Scope(part="2017/2021", averaged=True)),
        ("两年平均增长", Scope(averaged=True, years=2)),
        ("名义增长", Scope(price="current")),
        ("名义增速", Scope(price="current")),
        ("实际增长", Scope(price="constant")),
        ("扣除价格因素", Scope(price="constant")),
        ("扣除价格因素后", Scope(price="constant")),
        ("剔除留抵退税后同口径", Scope(without=("留抵退税",), same_basis=True)),
        ("同口径（剔除留抵退税）", Scope(without=("留抵退税",), same_basis=True)),
        ("上半年；一季度", Scope(part="H1", rest=("一季度",))),
        ("1-13月", Scope(rest=("1-13月",))),
        ("2021-2017年", Scope(rest=("2021-2017年",))),
        ("一五时期", Scope(rest=("一五时期",))),
        ("新 口径 / 快报", Scope(rest=("新 口径/快报",))),
    ],
)
def test_notes(note: str, scope: Scope) -> None:
    assert read_scope(note) == scope


@pytest.mark.parametrize(
    ("year", "part", "whole", "covers"),
    [
        ("2022", "", "2022", "year"),
        ("2022", "H2", "2022-H2", "h2"),
        ("2022", "01/03", "2022-01/2022-03", "m01-m03"),
        ("2021", "2017/2021", "2017/2021", "y5"),
    ],
)
def test_periods(year: str, part: str, whole: str, covers: str) -> None:
    assert period(year, part) == whole
    assert part_of_year(whole) == covers


@pytest.mark.parametrize(
    ("metric", "name", "note"),
    [
        ("地区生产总值", "地区生产总值", ""),
        ("剔除留抵退税因素的一般公共预算收入", "一般公共预算收入", "剔除留抵退税"),
        ("按可比价格计算，地区生产总值", "地区生产总值", "可比价格"),
        ("一般公共预算收入（同口径）", "一般公共预算收入", "同口径"),
        ("居民人均可支配收入实际", "居民人均可支配收入", "实际"),
        ("实际使用外资", "实际使用外资", ""),
        ("地区生产总值两年平均", "地区生产总值", "两年平均"),
        ("地区生产总值三年", "地区生产总值三年", ""),
    ],
)
def test_scope_is_parted_from_names(metric: str, name: str, note: str) -> None:
    assert split_scope(metric) == (name, note)


@pytest.mark.parametrize(
    ("before", "note"),
    [
        ("，扣除疫苗因素影响后，增长", "扣除疫苗"),
        ("居民收入年均增长", "年均"),
        ("地区生产总值两年平均增长", "两年平均"),
        ("居民收入近五年年均增长", "近五年年均"),
        ("近五年，居民收入年均增长", "五年年均"),
        ("较前两年平均数增长", ""),
        ("细颗粒物年均浓度", ""),
        ("收入实际增长", "实际"),
        ("实际使用外资增长", ""),
    ],
)
def test_scope_that_is_said_before_a_number(before: str, note: str) -> None:
    assert scope_said(before) == note
