"""What documents say of themselves; absent stays absent. The samples are written for the test."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.model import DocumentKind, Metadata, Source
from plangraph.text.metadata import read_metadata
from plangraph.text.reading import decode
from plangraph.text.structure import parse

BODY = "\n一、2021年计划执行情况\n（一）经济\n很好。\n二、2022年安排\n（一）投资\n扩大。\n"
NO_YEARS = "\n一、工作回顾\n（一）经济\n很好。\n二、工作安排\n（一）投资\n扩大。\n"
PLAN = "关于北京市西城区2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划的报告"
DRAFT = "关于某某市2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划（草案）的报告"
MEETING = "——2021年12月13日在北京市西城区第十七届人民代表大会第一次会议上\n"


def read(front: str, body: str = BODY) -> Metadata:
    return read_metadata(parse(decode((front + body).encode(), "a.txt")))


def told(found: Metadata) -> dict[str, Any]:
    """Give what is there, the area by its code."""
    known = {name: getattr(found, name) for name in Metadata.__slots__ if getattr(found, name) is not None}
    return known | ({"area": found.area.code} if found.area else {})


def test_everything_that_a_plan_report_says() -> None:
    assert told(read(f"{PLAN}\n{MEETING}北京市西城区发展和改革委员会主任 李 四\n各位代表：\n")) == {
        "title": PLAN,
        "kind": DocumentKind.PLAN_REPORT,
        "area_name": "北京市西城区",
        "area": "110102",
        "review_year": 2021,
        "plan_start": 2022,
        "plan_end": 2022,
        "speaker": "李四",
        "speaker_post": "北京市西城区发展和改革委员会主任",
        "meeting_date": date(2021, 12, 13),
    }


def test_what_is_not_said_stays_absent() -> None:
    assert read("一段话。\n", "又一段话。\n") == Metadata()
    assert told(read("会议纪要\n2021年12月13日\n", NO_YEARS)) == {"kind": DocumentKind.OTHER}
    assert told(read("政府工作报告\n", NO_YEARS)) == {"title": "政府工作报告", "kind": DocumentKind.WORK_REPORT}


@pytest.mark.parametrize(
    ("front", "title"),
    [
        (f"{PLAN}\n{MEETING}", PLAN),
        (f"{DRAFT}\n（2022年1月5日在某某市第五届人民代表大会第二次会议上）\n", DRAFT),
        (
            "关于北京市西城区2021年国民经济和社会\n发展计划执行情况与2022年国民经济和\n社会发展计划的报告\n" + MEETING,
            PLAN,
        ),
        (
            "关于北京市西城区 2021 年国民经济和社会发展计划\n执行情况与 2022 年国民经济和社会发展计划的报告\n"
            + MEETING,
            PLAN,
        ),
        ("某某市2021年计划执行情况\n与2022年计划\n（草案）\n", "某某市2021年计划执行情况与2022年计划（草案）"),
        ("养老服务规划\n（2021—2025年）\n", "养老服务规划（2021—2025年）"),
        ("政 府 工 作 报 告\n（2022年1月5日）\n", "政 府 工 作 报 告"),
        ("首页\n2022年某某市政府工作报告\n来源：日报\n", "2022年某某市政府工作报告"),
        (
            "某某市人民政府办公室\n关于印发2022年任务分解方案的通知\n某政办发〔2022〕1号\n",
            "某某市人民政府办公室关于印发2022年任务分解方案的通知",
        ),
        ("关于我们\n联系方式\n2022年某某市政府工作报告\n", "2022年某某市政府工作报告"),
    ],
)
def test_titles(front: str, title: str) -> None:
    assert read(front).title == title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (PLAN, DocumentKind.PLAN_REPORT),
        (DRAFT, DocumentKind.PLAN_REPORT),
        ("关于１９８０、１９８１年国民经济计划安排的报告", DocumentKind.PLAN_REPORT),
        ("2022年某某区政府工作报告", DocumentKind.WORK_REPORT),
        ("2022年政府工作报告重点任务分解方案", DocumentKind.TASK_BREAKDOWN),
        ("关于印发2022年政府工作报告责任分工的通知", DocumentKind.TASK_BREAKDOWN),
        ("某某区养老服务发展规划", DocumentKind.PLAN),
        ("某某区优化营商环境三年行动计划", DocumentKind.PLAN),
        ("关于加强绿化的意见", DocumentKind.OTHER),
    ],
)
def test_kinds(title: str, kind: DocumentKind) -> None:
    assert read(title + "\n").kind is kind


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("——2021年12月13日在某区第十七届人民代表大会第一次会议上", date(2021, 12, 13)),
        ("——2021 年 12 月 13 日在某区第十七届\n人民代表大会第一次会议上", date(2021, 12, 13)),
        ("——二〇二二年一月五日在某区人民代表大会会议上", date(2022, 1, 5)),
        ("二○二二年十月二十一日在某区人民代表大会会议上", date(2022, 10, 21)),
        ("（２０２２年１月１５日在某区第二次会议上）", date(2022, 1, 15)),
        ("--2022年十二月三十一日在某区会议上", date(2022, 12, 31)),
        ("（二〇二二年一月五日）", date(2022, 1, 5)),
        ("2022年13月45日在某区会议上", None),
        ("2022年01月20日 07时41分", None),
        ("时间：2022-01-20", None),
    ],
)
def test_meeting_dates(line: str, day: date | None) -> None:
    assert read(f"某区人民政府工作报告\n{line}\n区长 王明\n各位代表：\n").meeting_date == day


@pytest.mark.parametrize(
    ("line", "speaker", "post"),
    [
        ("区长 王 明", "王明", "区长"),
        ("海拉尔区人民政府区长　　王小明", "王小明", "海拉尔区人民政府区长"),
        ("某某市发展和改革委员会主任 李 四", "李四", "某某市发展和改革委员会主任"),
        ("国务院副总理兼国家计划委员会主任姚依林", "姚依林", "国务院副总理兼国家计划委员会主任"),
        ("（代市长 欧阳明华）", "欧阳明华", "代市长"),
        ("自治区主席 买买提·吐尔逊", "买买提·吐尔逊", "自治区主席"),
        ("2022年1月5日在某省第十三届人民代表大会会议上，省长王浩作政府工作报告。", "王浩", "省长"),
        ("某某市发展和改革委员会", None, None),
        ("区长办公会议材料", None, None),
        ("来源：某某市政府", None, None),
    ],
)
def test_speakers(line: str, speaker: str | None, post: str | None) -> None:
    found = read(f"某区人民政府工作报告\n{line}\n各位代表：\n")
    assert (found.speaker, found.speaker_post) == (speaker, post)


@pytest.mark.parametrize(
    ("front", "body", "years"),
    [
        (PLAN, BODY, (2021, 2022, 2022)),
        ("关于２０２１年计划执行情况与２０２２年计划草案的报告", NO_YEARS, (2021, 2022, 2022)),
        ("关于二〇二一年计划执行情况与二〇二二年计划草案的报告", NO_YEARS, (2021, 2022, 2022)),
        ("关于1980、1981年国民经济计划安排的报告", NO_YEARS, (1979, 1980, 1981)),
        ("2022年某某区政府工作报告", NO_YEARS, (2021, 2022, 2022)),
        ("政府工作报告", BODY, (2021, 2022, 2022)),
        ("政府工作报告\n——2022年1月5日在某区人民代表大会会议上", NO_YEARS, (2021, 2022, 2022)),
        ("关于某区2022年上半年国民经济和社会发展计划执行情况的报告", NO_YEARS, (2022, 2022, 2022)),
        ("2022年政府工作报告重点任务分解方案", BODY, (None, 2022, 2022)),
        ("养老服务发展规划（2021年-2025年）", BODY, (None, 2021, 2025)),
        ("营商环境三年行动计划（2022－2024年）", BODY, (None, 2022, 2024)),
        ("国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", BODY, (None, 2021, 2025)),
        ("“十三五”时期老龄事业发展规划", BODY, (None, 2016, 2020)),
        ("2022年国民经济和社会发展计划", BODY, (None, 2022, 2022)),
        ("绿地系统规划\n2020年10月", "\n一、总则\n近期到2023年，中期到2025年，展望2035年。\n", (None, 2020, 2025)),
        ("绿地系统规划", BODY, (None, None, None)),
    ],
)
def test_years(front: str, body: str, years: tuple[int | None, int | None, int | None]) -> None:
    found = read(front + "\n", body)
    assert (found.review_year, found.plan_start, found.plan_end) == years


@pytest.mark.parametrize(
    ("front", "name", "code"),
    [
        ("2022年北京市政府工作报告\n", "北京市", "110000"),
        ("海拉尔区人民政府工作报告\n", "海拉尔区", "150702"),
        ("2022年内蒙古自治区政府工作报告\n", "内蒙古自治区", "150000"),
        ("政府工作报告\n——2022年1月5日在延边朝鲜族自治州第十五届会议上\n", "延边朝鲜族自治州", "222400"),
        ("江苏省南京市鼓楼区人民政府工作报告\n", "江苏省南京市鼓楼区", "320106"),
        ("南京市鼓楼区人民政府工作报告\n", "南京市鼓楼区", "320106"),
        ("福州市鼓楼区人民政府工作报告\n", "福州市鼓楼区", "350102"),
        ("鼓楼区人民政府工作报告\n", None, None),
        ("某某区人民政府工作报告\n", None, None),
        (
            "关于2021年计划执行情况与2022年计划草案的报告\n——2022年3月5日在第十三届全国人民代表大会会议上\n",
            "全国",
            "100000",
        ),
    ],
)
def test_areas(front: str, name: str | None, code: str | None) -> None:
    found = read(front)
    assert (found.area_name, found.area and found.area.code) == (name, code)


@pytest.mark.parametrize(
    ("front", "issuer"),
    [
        ("海拉尔区人民政府办公室关于2021年政府工作报告任务分解的通知\n", "海拉尔区人民政府办公室"),
        ("关于2021年任务分解的通知\n各部门：\n现将任务印发。\n海拉尔区人民政府\n2021年1月5日\n", "海拉尔区人民政府"),
        ("物流业发展规划\n桂林市发展和改革委员会\n", "桂林市发展和改革委员会"),
        (f"{DRAFT}\n某某市发展和改革委员会\n各位代表：\n", "某某市发展和改革委员会"),
        (f"{DRAFT}\n某某市发展和改革委员会主任 李四\n各位代表：\n", None),
        ("某区人民政府工作报告\n", None),
    ],
)
def test_issuers(front: str, issuer: str | None) -> None:
    assert read(front).issuer == issuer


_PIECES = [
    "关于",
    "2021年",
    "二〇二一年",
    "１月５日",
    "十十月",
    "的报告",
    "规划",
    "——",
    "会议上",
    "区长",
    "王 明",
    "鼓楼区",
    "（",
    "）",
    "与",
    "\n",
    "：",
    "十四五",
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)))
def test_any_front_matter_is_read(front: str) -> None:
    found = read_metadata(parse(Source("a.txt", front + BODY, "utf-8", "")))
    assert found.title is None or found.title.strip()
    assert found.plan_end is None or (found.plan_start or 0) <= found.plan_end
