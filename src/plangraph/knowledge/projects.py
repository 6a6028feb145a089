"""What statements say of projects: how far they are, what is promised, money and size."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from plangraph.model import Mention, ProjectStage, Stage, Statement, StatementKind

_DONE = (
    (
        Stage.COMPLETED,
        re.compile(
            r"建成|投入使用|投入运营|投用|竣工|完工|正式运营|运营|开业|开园|开馆|开街|通车|开通|对外开放|开放|亮相|启用|落成|投产|交付|完成(?!投资)|全部完成"
        ),
    ),
    (Stage.STARTED, re.compile(r"开工|动工|启动|奠基|破土")),
    (Stage.ONGOING, re.compile(r"推进|加快|封顶|续建|实施|建设|完成投资|进展|有序|主体|施工|改造")),
    (Stage.PLANNED, re.compile(r"前期|谋划|规划|储备|立项|选址|方案|论证|获批")),
)
_PROMISED = (
    (
        Stage.PUT_INTO_USE,
        re.compile(r"投入使用|投入运营|投用|运营|开业|开园|开馆|开街|通车|开通|对外开放|亮相|启用|投产|入驻|交付"),
    ),
    (Stage.COMPLETE, re.compile(r"建成|竣工|完工|完成|收官|落成|封顶")),
    (Stage.START, re.compile(r"开工|动工|启动|新建|开建")),
    (Stage.CONTINUE, re.compile(r"推进|加快|继续|持续|实施|推动|建设|改造|抓好|做好|争取")),
)
_MONEY_OR_SIZE = re.compile(r"元|美元|平方米|平方公里|公里|米|亩|公顷|立方米|吨|千瓦|兆瓦|床|张|套|户")
_CLAUSE = re.compile(r"[，；。]")


def read_stages(statements: Sequence[Statement], named: Sequence[tuple[Mention, str]]) -> tuple[ProjectStage, ...]:
    """Give what each statement says of each project it names, in order; results and commitments only."""
    by_id = {s.sentence.id: s for s in statements}
    projects = [(m, e) for m, e in named if m.type == "Project" and m.holder in by_id]
    together: defaultdict[str, set[str]] = defaultdict(set)
    for mention, entity in projects:
        together[mention.holder].add(entity)
    found: dict[tuple[str, str], ProjectStage] = {}
    for mention, entity in projects:
        statement = by_id[mention.holder]
        numbers = tuple(_numbers(statement)) if len(together[mention.holder]) == 1 else ()
        stage = _stage(statement, mention)
        found.setdefault((entity, mention.holder), ProjectStage(entity, mention.holder, stage, numbers))
    return tuple(found.values())


def _stage(statement: Statement, mention: Mention) -> Stage | None:
    """Read the stage from the words around the name: those behind it first, then those before it in its clause."""
    table = {StatementKind.RESULT: _DONE, StatementKind.COMMITMENT: _PROMISED}.get(statement.kind)
    if table is None:
        return None
    text = statement.sentence.passage.text
    cut = _CLAUSE.search(text, mention.end)
    behind = text[mention.end : cut.start() if cut else len(text)][:40]
    before = _CLAUSE.split(text[: mention.start])[-1][-16:]
    for words in (behind, before):
        for stage, pattern in table:
            if pattern.search(words):
                return stage
    return None


def _numbers(statement: Statement) -> Iterator[int]:
    for i, quantity in enumerate(statement.quantities, 1):
        if _MONEY_OR_SIZE.fullmatch(quantity.unit):
            yield i
