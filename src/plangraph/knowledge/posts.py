"""Persons and the posts that they hold when the report is given: a name, a post, both, or a post without a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plangraph.knowledge.agents import BODY, BUREAU, POST, SURNAMES
from plangraph.knowledge.entities import body
from plangraph.model import AgentKind, Metadata, People, Person, Post
from plangraph.text.divisions import find_area

_OFFICE = rf"(?:常务|第一|党组)*副?(?:总理|总书记|(?!领导){POST})"
_TITLE = re.compile(rf"(?!各|有关|相关|全体|其他).*{_OFFICE}")  # 常务副省长, not 各区区长
_TITLES = re.compile(r"[、，,]|兼任?")  # 市委常委、副市长; 国务院副总理兼国家计划委员会主任
_NAME = re.compile(
    r"""(?!分管|主管|主要|联系|包[保联抓]|挂[钩点联]|有关|相关|各|责任|牵头|协调|全体|其他|党政|[现时]任|常务|[省市区县州盟旗镇乡街])
    (?:[一-龥]{2,4}|[一-龥]+(?:·[一-龥]+)+)""",
    re.VERBOSE,
)
_DOUBLE = re.compile("欧阳|司马|司徒|上官|诸葛|皇甫|尉迟|公孙|慕容|夏侯|端木|东方|令狐|呼延|宇文|长孙|赫连")  # surnames
_NAME_FIRST = re.compile(rf"(?P<name>[一-龥·]+?)(?P<posts>{_OFFICE})")  # 方成副省长
_NAME_LAST = re.compile(rf"(?P<posts>.*{_OFFICE})(?P<name>[一-龥·]{{2,}})")  # 市委常委、副市长方成
_WITHIN = re.compile(rf"(?P<body>.+?){_OFFICE}")  # 国务院 of 国务院副总理
_LEVEL = re.compile(r"[省市区县州盟旗](?=长)")


@dataclass(frozen=True, slots=True)
class Holder:
    """What a few words tell of a person: the name, and the posts as printed."""

    name: str | None
    posts: tuple[str, ...] = ()

    @property
    def kind(self) -> AgentKind:
        """Tell a person from a post that nobody is named for."""
        return AgentKind.PERSON if self.name else AgentKind.POST


def read_holder(text: str) -> Holder:
    """Tell a name and posts apart; neither is there where the words are no more than 有关领导.

    >>> read_holder("方成副省长"), read_holder("段文")
    (Holder(name='方成', posts=('副省长',)), Holder(name='段文', posts=()))
    >>> read_holder("市委常委、副市长方成").posts, read_holder("分管农口副省长").posts
    (('市委常委', '副市长'), ('分管农口副省长',))
    """
    first, last = _NAME_FIRST.fullmatch(text), _NAME_LAST.fullmatch(text)
    if first and _stands_first(first["name"], first["posts"]):
        return Holder(first["name"], _posts(first["posts"]))
    if last and _is_name(last["name"]) and not _TITLE.fullmatch(text):
        return Holder(last["name"], _posts(last["posts"]))
    posts = _posts(text)
    return Holder(text) if not posts and _is_name(text) else Holder(None, posts)


def _posts(text: str) -> tuple[str, ...]:
    return tuple(piece for piece in _TITLES.split(text) if _TITLE.fullmatch(piece))


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and not BODY.fullmatch(text)


def _stands_first(name: str, post: str) -> bool:
    """Tell 方成 of 方成副省长 from 农口 of 农口副省长 and 金华 of 金华市长."""
    level = _LEVEL.search(post)
    if not _is_name(name) or (level and find_area(name + level[0])):
        return False
    return len(name) == 3 or "·" in name or bool(_DOUBLE.match(name)) or (len(name) == 2 and name[0] in SURNAMES)


def read_people(agents: Iterable[str], metadata: Metadata) -> People:
    """Give who gave the report, then all others, each once with all posts, and the posts that nobody is named for."""
    speaker = Holder(metadata.speaker, _posts(metadata.speaker_post or ""))
    named: dict[str, list[str]] = {}
    unnamed: list[str] = []
    for holder in (speaker, *map(read_holder, agents)):
        if holder.name:
            named.setdefault(holder.name, []).extend(holder.posts)
        elif len(holder.posts) == 1:
            unnamed += holder.posts
    persons = tuple(
        Person(f"person{i}", name, tuple(_numbered(posts, f"person{i}.", metadata)))
        for i, (name, posts) in enumerate(named.items(), 1)
    )
    return People(persons, tuple(_numbered(unnamed, "", metadata)), persons[0].id if speaker.name else None)


def people_ids(agents: Iterable[str], people: People) -> dict[str, str]:
    """Give for each of these agents the person that it names, or the one post."""
    known = {p.name: p.id for p in people.persons} | {p.name: p.id for p in people.posts}
    found = {agent: read_holder(agent) for agent in agents}
    return {agent: known[h.name or h.posts[0]] for agent, h in found.items() if h.name or len(h.posts) == 1}


def _numbered(posts: Iterable[str], prefix: str, metadata: Metadata) -> Iterator[Post]:
    year = metadata.plan_start or metadata.review_year
    for i, post in enumerate(dict.fromkeys(posts), 1):
        within = _WITHIN.fullmatch(post)
        printed = within["body"] if within and BUREAU.fullmatch(within["body"]) else None
        yield Post(f"{prefix}post{i}", post, body(printed, metadata.area, year) if printed else None)
