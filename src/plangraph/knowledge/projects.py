"""What statements say of projects: how far they are, what is promised, money and size."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from plangraph.model import Mention, ProjectStage, Quantity, Stage, Statement, StatementKind

Table = Sequence[tuple[Stage, re.Pattern[str]]]

_DONE: Table = (
    (
        Stage.COMPLETED,
        re.compile(
            r"建成|投入使用|投入运营|投用|竣工|完工|正式运营|运营|开业|开园|开馆|开街|通车|开通|对外开放|开放|亮相|启用|落成|投产|交付|入住|完成(?!投资)"
        ),
    ),
    (Stage.STARTED, re.compile(r"开工|动工|启动|奠基|破土")),
    (Stage.ONGOING, re.compile(r"推进|加快|封顶|续建|实施|建设|完成投资|进展|有序|主体|施工|改造")),
    (Stage.PLANNED, re.compile(r"前期|谋划|规划|储备|立项|选址|方案|论证|获批|核准|签约")),
)
_PROMISED: Table = (
    (
        Stage.PUT_INTO_USE,
        re.compile(r"投入使用|投入运营|投用|运营|开业|开园|开馆|开街|通车|开通|对外开放|亮相|启用|投产|入驻|入住|交付"),
    ),
    (Stage.COMPLETE, re.compile(r"建成|竣工|完工|完成|收官|落成|封顶")),
    (Stage.START, re.compile(r"开工|动工|启动|新建|开建")),
    (
        Stage.CONTINUE,
        re.compile(r"推进|加快|继续|持续|实施|推动|建设|改造|升级|提升|抓好|做好|争取|前期|立项|选址|核准|手续"),
    ),
)
_MONEY_OR_SIZE = re.compile(r"元|美元|平方米|平方公里|公里|米|亩|公顷|立方米|吨|千瓦|兆瓦|床|张|套|户")
_CLAUSE = re.compile(r"[，；;。]")
# A verb before a name, or the list it stands in, says how far the work named behind is: 完成…改造, 启动…建设.
_GOVERNS = re.compile(r"完成|建成|竣工|开工|动工|启动|新建|谋划|规划|推进|加快|推动|实施|继续|持续|升级|争取|做好|抓好")
_WORK = re.compile(r"建设|改造|施工|实施|升级|提升")
# A clause that goes on about the project named before: 总投资3亿元, 建成面积1.5万平方米; one that leads up to it: 投资1亿元，
_MEASURES = re.compile(
    r"(?:项目|工程|线路|预计|计划|已|累计|全年|年内|当年|其中|总|概算|完成|建成)*"
    r"(?:投资|投入|造价|面积|建筑面积|占地|用地|全长|总长|长度|建设规模|规模)(?![^，；;。]*元的)"
)
_INVESTED = re.compile(r"(?:\A|(?<=[；;。]))(?:计划|总)*投资[^，；;。的]*，\Z")
# Where an item of a list ends, 、 before a further measure aside; and a name that goes on to items without a number of their own.
_ITEM = re.compile(rf"(?:、|和|与|及)(?!{_MEASURES.pattern})")
_FOLLOWED = re.compile(r"等|(?:、|和|与|以?及)(?!(?:总|计划)*(?:投资|投入)?\d)")


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
        numbers = tuple(_numbers(statement, mention)) if len(together[mention.holder]) == 1 else ()
        stage = _stage(statement, mention)
        found.setdefault((entity, mention.holder), ProjectStage(entity, mention.holder, stage, numbers))
    return tuple(found.values())


def _stage(statement: Statement, mention: Mention) -> Stage | None:
    """Read the stage from the words around the name in its clause: what is said behind it, else the verb before.

    A word behind that only names the work (建设, 改造) gives way to the verb that governs it: 完成…改造 is completed.
    """
    table = {StatementKind.RESULT: _DONE, StatementKind.COMMITMENT: _PROMISED}.get(statement.kind)
    if table is None:
        return None
    text = statement.sentence.passage.text
    start, end = _clause(text, mention)
    behind, before = text[mention.end : end][:80], text[start : mention.start]
    verbs = _GOVERNS.findall(before)
    found = (_read(words, table) for words in (_WORK.sub("", behind), verbs[-1] if verbs else "", behind, before[-16:]))
    return next((stage for stage in found if stage), None)


def _read(words: str, table: Table) -> Stage | None:
    return next((stage for stage, pattern in table if pattern.search(words)), None)


def _clause(text: str, mention: Mention) -> tuple[int, int]:
    """Give where the clause that holds a name begins and ends."""
    marks = [m.start() for m in _CLAUSE.finditer(text)]
    start = max((m + 1 for m in marks if m < mention.start), default=0)
    return start, min((m for m in marks if m >= mention.end), default=len(text))


def _numbers(statement: Statement, mention: Mention) -> Iterator[int]:
    """Give the money and sizes of the clause that names a project, and of those behind that go on about it."""
    text = statement.sentence.passage.text
    clause, end = _clause(text, mention)
    leading = _INVESTED.search(text, 0, clause)
    start = leading.start() if leading else clause
    while end < len(text) and _MEASURES.match(text, end + 1):
        following = _CLAUSE.search(text, end + 1)
        end = following.start() if following else len(text)
    for i, quantity in enumerate(statement.quantities, 1):
        within = start <= quantity.start < end and _MONEY_OR_SIZE.fullmatch(quantity.unit)
        if within and _own(text, mention, quantity, clause):
            yield i


def _own(text: str, mention: Mention, quantity: Quantity, start: int) -> bool:
    """Tell whether a number is that of the project alone, and not of another item of the list its name stands in.

    A number within the name is; one before it if no item ends between, and none that has no number of its own follows;
    one behind it if its name is the only item from the clause's start on.
    """
    if mention.start < quantity.end and quantity.start < mention.end:
        return True
    if _FOLLOWED.match(text, mention.end):
        return False
    before = quantity.start < mention.start
    first, last = (min(quantity.end, mention.start), mention.start) if before else (start, mention.start)
    return not _ends(text, first, last) and (before or not _ends(text, mention.end, quantity.start))


def _ends(text: str, start: int, end: int) -> bool:
    """Tell whether an item of a list ends between two places; what stands behind them is seen."""
    mark = _ITEM.search(text, start)
    return mark is not None and mark.start() < end
