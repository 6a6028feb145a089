"""What documents say of themselves; absent stays absent."""

from datetime import date

import pytest

from plangraph.model import Area, DocumentKind, Metadata
from plangraph.text.metadata import read_metadata
from plangraph.text.reading import decode
from plangraph.text.structure import parse

BODY = "\n一、2021年计划执行情况\n（一）经济\n很好。\n二、2022年安排\n（一）投资\n扩大。\n"


def read(front: str, body: str = BODY) -> Metadata:
    return read_metadata(parse(decode((front + body).encode(), "a.txt")))


def test_a_plan_report() -> None:
    found = read(
        "关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告\n"
        "——2021年12月13日在北京市西城区第十七届人民代表大会第一次会议上\n北京市西城区发展和改革委员会主任 李 四\n各位代表：\n"
    )
    assert found.kind is DocumentKind.PLAN_REPORT
    assert (found.area and found.area.code, found.area_name) == ("110102", "北京市西城区")
    assert (found.review_year, found.plan_start, found.plan_end) == (2021, 2022, 2022)
    assert (found.speaker, found.speaker_post) == ("李四", "北京市西城区发展和改革委员会主任")
    assert (found.meeting_date, found.issuer) == (date(2021, 12, 13), None)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇二二年一月五日", date(2022, 1, 5)),
        ("２０２２年１月１５日", date(2022, 1, 15)),
        ("2022年十二月三十一日", date(2022, 12, 31)),
        ("2022年13月45日", None),
    ],
)
def test_dates_in_any_digits(written: str, day: date | None) -> None:
    found = read(f"海拉尔区人民政府工作报告\n——{written}在海拉尔区人民代表大会会议上\n区长 王 明\n")
    assert found.meeting_date == day
    assert (found.kind, found.speaker) == (DocumentKind.WORK_REPORT, "王明")
    assert found.area == Area("150702", "内蒙古自治区呼伦贝尔市海拉尔区")


def test_a_task_breakdown_and_a_plan() -> None:
    tasks = read("海拉尔区人民政府办公室关于2021年政府工作报告任务分解的通知\n", "\n一、工业\n1．抓项目。\n")
    assert (tasks.kind, tasks.plan_start, tasks.issuer) == (
        DocumentKind.TASK_BREAKDOWN,
        2021,
        "海拉尔区人民政府办公室",
    )
    plan = read("海拉尔区养老服务发展规划（2021—2025年）\n", "\n一、总则\n养老。\n二、任务\n服务。\n")
    assert (plan.kind, plan.plan_start, plan.plan_end) == (DocumentKind.PLAN, 2021, 2025)


def test_a_name_that_several_areas_bear_has_no_code() -> None:
    found = read("鼓楼区人民政府工作报告\n")
    assert found.area is None
    assert read("江苏省南京市鼓楼区人民政府工作报告\n").area.code == "320106"  # type: ignore[union-attr]


def test_what_is_not_said_stays_absent() -> None:
    assert read("一段话。\n", "又一段话。\n") == Metadata()
