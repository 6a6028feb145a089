"""How well a commitment can be checked: does it give a number, a deadline, a place, an owner, a thing to deliver?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plangraph.model import Claim, Verifiability

_DEADLINE = re.compile(
    r"年内|年底|年末|月底|季度|上半年|下半年|[0-9一二三四五六七八九十]{1,3}月份?(?:底|初|中旬|前)?|[0-9]{4}年(?:底|末)?前|旺季前|国庆|春节|按期|如期"
)
_DELIVERABLE = re.compile(  # 制定…实施方案, 建成…, 举办…
    r"(?:制定|出台|编制|印发|发布|修订|建立)[^，；。]{0,30}(?:方案|办法|意见|规划|标准|政策|措施|条例|清单|计划|细则|台账|名录|平台|数据库)"
    r"|建成|竣工|完工|开工|启动|投入使用|投入运营|投产|通车|开业|开馆|开园|举办|承办|召开|完成[^，；。]{0,30}(?:建设|改造|任务|工程|编制|普查|换届|项目)"
)
_THINGS = ("project", "document", "event", "award", "organisation")


def verifiability(claim: Claim, *, owned: bool) -> Verifiability:
    """Mark a commitment; `owned` tells that it names who answers for it."""
    return Verifiability(claim.id, tuple(_missing(claim, owned)))


def _missing(claim: Claim, owned: bool) -> Iterator[str]:
    if not claim.quantities:
        yield "number"
    if not _DEADLINE.search(claim.text):
        yield "deadline"
    if not any(entity.startswith(("place-", "area/")) for entity, _ in claim.entities):
        yield "place"
    if not owned:
        yield "owner"
    if not _names_thing(claim) and not _DELIVERABLE.search(claim.text):
        yield "deliverable"


def _names_thing(claim: Claim) -> bool:
    return any(entity.partition("-")[0] in _THINGS for entity, _ in claim.entities)


def is_vague(mark: Verifiability) -> bool:
    """Tell whether nobody could see that it was dropped: it gives no number, no place and nothing to deliver."""
    return {"number", "place", "deliverable"} <= set(mark.missing)
