"""What a document says of itself: title, kind, area, years, speaker, date, issuer."""

from __future__ import annotations

import re
from datetime import date

from plangraph.model import Document, DocumentKind, Level, Metadata
from plangraph.text.divisions import find_area

_WIDE = str.maketrans("０１２３４５６７８９○〇零一二三四五六七八九", "0123456789000123456789")
_DATE = re.compile(
    r"([0-9０-９○〇零一二三四五六七八九]{4})\s*年\s*([0-9０-９一二三四五六七八九十]{1,3})\s*月\s*([0-9０-９一二三四五六七八九十]{1,3})\s*日"
)
_YEAR = re.compile(r"(?<![0-9０-９])((?:19|20|１９|２０)[0-9０-９]{2})(?=\s*[年、—－-])")
_SPAN = re.compile(r"((?:19|20)[0-9]{2})\s*年?\s*[—–－-]\s*((?:19|20)[0-9]{2})\s*年")  # 2020—2025年
_FIVE = re.compile(r"“?十([一二三四五六])五”?(?:时期|期间|规划|.{0,20}(?:规划|计划))|第十([一二三四五六])个五年")
_CARRIED_OUT = re.compile(r"执行情况的?(?:报告|汇报)?(?:[（(].{1,12}[)）])?\Z")  # 2022年上半年计划执行情况的报告
_STAGE = re.compile(r"(?:近期|中期|规划期(?:末|限|末年)?)(?:到|至|为)((?:19|20)[0-9]{2})年")  # 中期到2025年
_TITLE = re.compile(r".*(?:报告|规划|方案|通知|计划|纲要|意见|分解)(?:[（(].{1,12}[)）])?")
_MEETING = re.compile(r"会议|大会|代表大会")
_DELIVERED = re.compile(rf"[（(—－-]+\s*{_DATE.pattern}\s*[)）]?")  # （二〇二二年一月五日）
_BODY = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民政府|委员会|办公厅|办公室)")
_ENDED = re.compile(  # 关于…的报告（草案）
    r".*(?:报告|规划|方案|通知|计划|纲要|意见|分解|汇报|决定|办法|措施|规定|批复|公告|草案)(?:[（(].{1,12}[)）])?"
)
_GOES_ON = re.compile(
    r"(?:与|和|及|暨|执行情况).*|[（(](?:草案|征求意见稿|送审稿|书面|[0-9]{4}年?[—–－-][0-9]{4}年)[)）]"
)
_POST = r"(?:省长|市长|区长|县长|州长|盟长|旗长|主席|主任|局长|委员|总理|秘书长|常务副\w长)(?![会办])"
_SPEAKER = re.compile(
    rf"(?P<post>\S*{_POST})\s*(?P<name>[\u4e00-\u9fff]{{1,4}}(?:\s+[\u4e00-\u9fff]{{1,2}}|(?:·[\u4e00-\u9fff]{{1,6}})+)?)"
)
_SPOKEN = re.compile(rf"(?:上|，|,)\s*(?P<post>[^上，,。\s]*{_POST})(?P<name>[\u4e00-\u9fff·]{{2,4}})(?:作|所作)")
_NAMED = 200  # so far into a line an area is looked for
_AREA = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:自治区|自治州|自治县|自治旗|特别行政区|省|市|区|县|州|盟|旗)")

_INNER = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:自治区|自治州|自治县|自治旗|市|区|县|旗)")


def read_metadata(document: Document) -> Metadata:
    """Read what the front matter (and the headings, where it is silent) say of the document; the rest stays None."""
    front = _unbroken([p.text for p in document.front])
    title_at = _title_index(front)
    title = _clean(front[title_at]) if title_at is not None else None
    kind = _kind(title or "")
    head = front[title_at + 1 :] if title_at is not None else front
    body = "".join(s.passage.text for s in document.sentences[:40]) + "".join(front)
    meeting = _meeting(head)
    speaker, post = _speaker(head) if kind in (DocumentKind.PLAN_REPORT, DocumentKind.WORK_REPORT) else (None, None)
    issuer = _issuer(title or "", front if speaker is None else [], kind)
    review, start, end = _years(document, title or "", kind, meeting)
    name = _area_name(title or "", [*(head or []), post or "", issuer or ""])
    if name is None and kind is DocumentKind.PLAN_REPORT and re.search(r"国务院|全国人民代表大会", "".join(head)):
        name = "全国"
    return Metadata(
        title=title,
        kind=kind,
        area_name=name,
        area=find_area(name, body) if name else None,
        review_year=review,
        plan_start=start,
        plan_end=end,
        speaker=speaker,
        speaker_post=post,
        meeting_date=meeting if kind in (DocumentKind.PLAN_REPORT, DocumentKind.WORK_REPORT) else None,
        issuer=issuer,
    )


def _unbroken(front: list[str]) -> list[str]:
    """Join what print broke over lines: titles and the line that names the meeting."""
    found: list[str] = []
    for i, text in enumerate(front):
        if (
            found
            and i < 40
            and _broken(re.sub(r"\s+", "", found[-1]), [re.sub(r"\s+", "", x) for x in front[i : i + 4]])
        ):
            found[-1] += text
        else:
            found.append(text)
    return found


def _broken(before: str, following: list[str]) -> bool:
    """Tell whether a line goes on in the first of the lines that follow it."""
    text = following[0]
    if len(before) + len(text) > 120 or before.endswith(("。", "：", ":")) or text.endswith(("：", ":")):
        return False
    if re.match(r"[（(—－-]", before) and _DATE.search(before):
        return not re.search(r"[上)）]\Z", before) and not _DELIVERED.fullmatch(before)
    if _GOES_ON.fullmatch(text):
        return bool(_YEAR.search(before) or _ENDED.fullmatch(before))
    if before.startswith("关于") and len(before) >= 8 and not (_ENDED.fullmatch(before) and len(before) > 12):
        ended = next((i for i, x in enumerate(following) if _ENDED.fullmatch(x)), len(following))
        return ended < len(following) and not any(_DATE.search(x) for x in following[: ended + 1])
    return bool(_BODY.fullmatch(before)) and text.startswith("关于")


def _clean(text: str) -> str:
    """Drop the spaces that set numbers and titles apart in print."""
    if re.fullmatch(r"(?:\S\s+)+\S", text):  # 政 府 工 作 报 告
        return text
    return re.sub(r"\s+", "", text)


def _title_index(front: list[str]) -> int | None:
    """Give the last line that is a title before the meeting line or the address."""
    best = None
    for i, text in enumerate(front[:40]):
        plain = re.sub(r"\s+", "", text)
        if (_DATE.search(plain) and _MEETING.search(plain)) or plain.endswith(("：", ":")):
            if best is not None:
                break
            continue
        if len(plain) <= 90 and _TITLE.fullmatch(plain) and not plain.endswith("。"):
            if best is not None and not _longer_title(front[best], plain):
                continue
            best = i
    return best


def _longer_title(before: str, text: str) -> bool:
    """Tell whether a later title line says more than an earlier one (a site's name, a running head)."""
    return text.startswith("关于") or ("印发" in text and "印发" not in before) or re.sub(r"\s+", "", before) in text


def _kind(title: str) -> DocumentKind:
    plain = re.sub(r"\s+", "", title)
    if re.search(r"分解|责任分工|任务分工", plain):
        return DocumentKind.TASK_BREAKDOWN
    if re.search(r"计划.*报告|国民经济.*报告|计划执行情况", plain):
        return DocumentKind.PLAN_REPORT
    if "工作报告" in plain:
        return DocumentKind.WORK_REPORT
    if re.search(r"规划|纲要|行动计划|计划", plain):
        return DocumentKind.PLAN
    return DocumentKind.OTHER


def _meeting(head: list[str]) -> date | None:
    for text in head[:20]:
        match = _DATE.search(text)
        if match and (_MEETING.search(text) or _DELIVERED.fullmatch(text)):
            return _day(match)
    return None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1].translate(_WIDE)), _number(match[2]), _number(match[3]))
    except ValueError:
        return None


def _number(text: str) -> int:
    """Give the value of a day or month: 12, １２, 十二, 二十一.

    >>> _number("二十一"), _number("十"), _number("１２")
    (21, 10, 12)
    """
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(text.translate(_WIDE))
    return int(tens.translate(_WIDE) or 1) * 10 + int(ones.translate(_WIDE) or 0)


def _speaker(head: list[str]) -> tuple[str | None, str | None]:
    for text in head[:20]:
        spoken = _SPOKEN.search(text)
        if spoken:
            return spoken["name"], spoken["post"]
        short = text.strip("（()） ")
        match = _SPEAKER.fullmatch(short)
        if match and len(short) <= 40:
            return re.sub(r"\s+", "", match["name"]), match["post"]
    return None, None


def _issuer(title: str, front: list[str], kind: DocumentKind) -> str | None:
    """Give who issued a notice, a plan or a report that no speaker gave (`front` is empty where one did)."""
    match = re.match(r"(.+?(?:政府|办公厅|办公室|委员会|局|厅))关于", title)
    if match and kind not in (DocumentKind.PLAN_REPORT, DocumentKind.WORK_REPORT):
        return match[1]
    bodies = (re.sub(r"\s+", "", text) for text in front if kind is not DocumentKind.OTHER)
    return next((text for text in bodies if _BODY.fullmatch(text)), None)


def _years(
    document: Document, title: str, kind: DocumentKind, meeting: date | None
) -> tuple[int | None, int | None, int | None]:
    wide = title.translate(_WIDE)
    if kind is DocumentKind.PLAN and (span := _reach(title, wide)):
        return None, *span
    named = [int(y) for y in _YEAR.findall(wide)]
    if kind is DocumentKind.TASK_BREAKDOWN:
        year = named[0] if named else None
        return None, year, year
    if kind in (DocumentKind.PLAN_REPORT, DocumentKind.WORK_REPORT):
        return _report_years(document, title, named, meeting)
    if kind is DocumentKind.PLAN and not named:
        return None, *_horizon(document)
    year = named[0] if named else None
    return None, year, year


def _reach(title: str, wide: str) -> tuple[int, int] | None:
    """Give the years that the title of a plan names: 2021—2025年, “十四五”, 第十四个五年."""
    span, five = _SPAN.search(wide), _FIVE.search(title)
    if span and int(span[1]) <= int(span[2]):
        return int(span[1]), int(span[2])
    if five:
        first = 2006 + 5 * "一二三四五六".index(five[1] or five[2])
        return first, first + 4
    return None


def _horizon(document: Document) -> tuple[int | None, int | None]:
    """Give from when to when a plan reaches: from the year it was issued to the last year that is no mere outlook."""
    front = re.sub(r"\s+", "", "".join(p.text for p in document.front)).translate(_WIDE)
    issued = re.search(r"((?:19|20)[0-9]{2})年[0-9]{1,2}月", front)
    body = re.sub(r"\s+", "", "".join(s.passage.text for s in document.sentences))
    ends = [int(year) for year in _STAGE.findall(front + body)]
    if not issued or not ends or int(issued[1]) > max(ends):
        return None, None
    return int(issued[1]), max(ends)


def _report_years(
    document: Document, title: str, named: list[int], meeting: date | None
) -> tuple[int | None, int | None, int | None]:
    """Give the years of a report: by the title, else by the headings, else by the year of the meeting."""
    if len(set(named)) == 1 and _CARRIED_OUT.search(title):
        return named[0], named[0], named[0]
    parts = [s.title.text.translate(_WIDE) for s in document.sections if s.level is Level.PART]
    headed = [int(y) for text in parts for y in _YEAR.findall(text)]
    if len(set(named)) >= 2 and "执行情况" in "".join(p.text for p in document.front):
        return min(named), max(named), max(named)
    if len(set(named)) >= 2:
        return min(named) - 1, min(named), max(named)
    if len(set(headed)) >= 2:
        return max(headed) - 1, max(headed), max(headed)
    year = headed[-1] if headed and not named else named[0] if named else meeting.year if meeting else None
    return (year - 1, year, year) if year else (None, None, None)


def _area_name(title: str, rest: list[str]) -> str | None:
    """Give the longest name of an area that stands in the title, else in the lines behind it."""
    for text in (title, *rest):
        plain = re.sub(r"\s+", "", text)[:_NAMED]
        for match in _AREA.finditer(plain):
            for start in range(match.start(), match.end() - 1):
                name = _longest_area(plain, start, match.end())
                if name:
                    return name
    return None


def _longest_area(text: str, start: int, end: int) -> str | None:
    """Give the name of an area from `start`, with those of the areas behind it that lie in it: 江苏省南京市鼓楼区."""
    found = None
    while end:
        if find_area(text[start:end], text):
            found = text[start:end]
        tail = _INNER.match(text, end)
        end = tail.end() if tail else 0
    return found
