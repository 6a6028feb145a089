"""What each statement does: result, commitment, goal, challenge or context, by its place and its wording."""

from __future__ import annotations

import re

from plangraph.model import Document, DocumentKind, Level, Metadata, Section, Sentence, StatementKind

_RESULT_PART = re.compile(
    r"回顾|执行情况|完成情况|运行情况|成就|成效|成绩|进展|总结|过去|去年|以来"
)  # 一、2021年工作回顾
_PLAN_PART = re.compile(
    r"安排|任务|举措|措施|重点工作|部署|建设|计划|布局|牵头|今年|今后|下一步"
)  # 二、2022年目标任务及主要举措
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_GOAL_TITLE = re.compile(r"目标|总体要求|总体思路|主要考虑")  # 二、2025年总体要求
_CHALLENGE_TITLE = re.compile(r"困难|不足|问题|挑战|短板")  # （二）主要困难和不足
_CHALLENGE_OPENS = re.compile(r"(?:困难|挑战|问题|不足|短板|差距|矛盾)")  # …也面临着不少困难和挑战：
_CHALLENGE_SEES = re.compile(r"清醒|看到|认识到|[仍依]然存在|[还也]存在|存在(?:一些|不少)|面临|同时|不[容可能]忽视")
_CHALLENGE_ENDS = re.compile(r"我们(?:会|将|要|一定|必须)|对此|对这些|绝不辜负|高度重视.{0,30}解决|认真(?:加以)?解决")
_GOAL_OPENS = re.compile(
    r"(?:主要|预期|发展)?(?:预期)?目标(?:安排|任务)?(?:如下|是|为|建议为)?[是为：:]"
)  # 主要目标安排如下：
_GOAL_TALK = re.compile(r"方面，|增长|控制在|同步|达到|左右|以上|以内|下降")
_LIST_ITEM = re.compile(r"[一二三四五六七八九十]是|第[一二三四五六]")
_CLOSING = re.compile(
    r"以上报告|请予审议|各位代表|让我们|而(?:努力)?奋斗|成绩来之不易|一年来，我们|衷心(?:的)?感谢|崇高(?:的)?敬意"
)
_OWNERS = re.compile(  # 责任单位：市财政局；（张三同志牵头，市科技局具体实施）
    r"[（(]?(?:责任|牵头|配合|主办|协办|承办|实施|主管|分管)(?:单位|部门|领导|人|处室)\s*[:：]|[（(][^（）()]{1,120}(?:同志)?(?:牵头|负责|具体实施|配合|落实)[^（）()]{0,40}[）)]。?\Z"
)
_MEASURES = re.compile(r"(?:采取|做好|抓好|实施).{0,12}(?:措施|工作|任务)")


def planned(kind: StatementKind) -> bool:
    """Tell whether numbers of such a statement lie ahead."""
    return kind in (StatementKind.COMMITMENT, StatementKind.GOAL)


def classify(document: Document, metadata: Metadata) -> tuple[StatementKind, ...]:
    """Give the kind of every sentence, in their order."""
    sections = {s.number: s for s in document.sections}
    divided = {s.number.split(".")[0] for s in document.sections if s.level is Level.CHAPTER}
    kinds: list[StatementKind] = []
    state = _State()
    for sentence in document.sentences:
        part = sections.get(sentence.section.split(".")[0])
        chapter = sections.get(".".join(sentence.section.split(".")[:2]))
        place = _place(part, chapter, metadata)
        number = sentence.section.split(".")[0]
        preface = number in divided and ".c0." in sentence.id  # what stands before a part's first chapter
        kinds.append(state.next(sentence, place, preface))
    return tuple(kinds)


def _place(part: Section | None, chapter: Section | None, metadata: Metadata) -> StatementKind:
    """Give the kind that a sentence's place alone suggests; CONTEXT where it says nothing."""
    headed = chapter is not None and chapter.level is Level.CHAPTER
    if headed and chapter and _CHALLENGE_TITLE.search(chapter.title.text):
        return StatementKind.CHALLENGE
    if headed and chapter and re.search(r"目标", chapter.title.text) and len(chapter.title.text) <= 14:
        return StatementKind.GOAL
    if metadata.kind is DocumentKind.TASK_BREAKDOWN:
        return StatementKind.COMMITMENT if part else StatementKind.CONTEXT
    return _by_part(part.title.text if part else "", headed, metadata)


def _by_part(title: str, headed: bool, metadata: Metadata) -> StatementKind:
    """Give the kind that a part's title suggests by its words, else by the year it names: 三、2022年工作."""
    if _RESULT_PART.search(title):
        return StatementKind.RESULT
    ahead = bool(_PLAN_PART.search(title))
    if not ahead and not _GOAL_TITLE.search(title):
        year = re.search(r"(?:19|20)[0-9]{2}(?=\s*年)", title.translate(_WIDE))
        if year and metadata.review_year != metadata.plan_start == int(year[0]):
            ahead = True
        elif year and metadata.review_year == int(year[0]):
            return StatementKind.RESULT
    if ahead and headed:
        return StatementKind.COMMITMENT
    if _GOAL_TITLE.search(title) and not ahead:
        return StatementKind.GOAL
    return StatementKind.COMMITMENT if ahead else StatementKind.CONTEXT


class _State:
    """What the sentences before tell about the next: within challenges, within goals, in which paragraph."""

    def __init__(self) -> None:
        self.mode: StatementKind | None = None
        self.paragraph = ""
        self.closing = False

    def next(self, sentence: Sentence, place: StatementKind, preface: bool) -> StatementKind:
        text = sentence.passage.text
        paragraph, _, _ = sentence.id.rpartition(".s")
        fresh = paragraph != self.paragraph
        if paragraph.rpartition(".t")[0] != self.paragraph.rpartition(".t")[0]:
            self.mode, self.closing = None, False
        self.paragraph = paragraph
        if fresh:
            self._open(text, sentence, place)
        if self.closing or _OWNERS.match(text):
            return StatementKind.CONTEXT
        if place is StatementKind.RESULT:
            return self._result(text, fresh)
        if place is StatementKind.COMMITMENT and preface:
            return self._ahead(text)
        return place

    def _open(self, text: str, sentence: Sentence, place: StatementKind) -> None:
        """Settle what a new paragraph begins or ends."""
        self.closing = bool(_CLOSING.search(text[:60]) and not sentence.lead) or (
            bool(_CLOSING.search(text)) and len(text) < 40
        )
        if self.mode is StatementKind.CHALLENGE and not _LIST_ITEM.match(text):
            self.mode = None
            self.closing = self.closing or bool(_CHALLENGE_ENDS.search(text))
        if self.mode is StatementKind.GOAL and _MEASURES.search(text):
            self.mode = None
            self.closing = True

    def _result(self, text: str, fresh: bool) -> StatementKind:
        if (
            _CHALLENGE_OPENS.search(text)
            and _CHALLENGE_SEES.search(text)
            and (fresh or text.startswith(("同时", "但")))
        ):
            self.mode = StatementKind.CHALLENGE
            return StatementKind.CHALLENGE
        if self.mode is StatementKind.CHALLENGE:
            return StatementKind.CONTEXT if _CHALLENGE_ENDS.search(text) else StatementKind.CHALLENGE
        return StatementKind.RESULT

    def _ahead(self, text: str) -> StatementKind:
        if _GOAL_OPENS.search(text):
            self.mode = StatementKind.GOAL
            return StatementKind.GOAL
        return StatementKind.GOAL if self.mode is StatementKind.GOAL else StatementKind.CONTEXT
