"""Who does, leads, supports, approves … something: read from sentences, from task lists, and by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plangraph.knowledge.entities import canonical
from plangraph.knowledge.posts import read_holder
from plangraph.model import AgentKind, Mention, Metadata, Owner, Responsibility, Role, Statement, StatementKind, Task

# A body by its kind, not by its name: 45个部门一把手, 有条件的单位集体食堂.
_KIND = re.compile(
    r"""(?:(?:各|全体|有关|相关|区属|市属|驻区|广大|有条件的|全区|[0-9]+[个家所名位]|[一二三四五六七八九十两百]+[个家所]|[三两]级|央市区三级)*
        [\u4e00-\u9fff]{0,8}?(?:、[\u4e00-\u9fff]{2,8})?
        (?:部门(?:一把手|主要领导|负责人)?|单位(?:集体食堂)?|企业|医院|学校|机构|场所|街道(?:主要领导|办事处)?|大厅|社区|乡镇|协会|商会|志愿者|社会组织|社会力量|市场主体
           |党组织|业委会|物管会|物业公司|合作社|委员会|领导小组|专班|区领导|市领导|领导干部|党员干部|队伍|全社会|村委会|居委会))""",
    re.VERBOSE,
)
_PERSON = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}|“[^“”]+”)(?:副?(?:总理|省长|市长|区长|县长|主席|书记|主任|部长|局长)|总书记|主要领导)"
)
_AGENT = r"(?P<agents>[^，。；：]{2,60}?)"
# Roles, the pattern, and, where it is slow to fail, words without which it cannot fit.
_RULES: tuple[tuple[tuple[Role, ...], re.Pattern[str], tuple[str, ...]], ...] = (
    # 在市委、市政府和区委的坚强领导下: over all, at the head of nothing in particular
    ((Role.OVERSEE,), re.compile(rf"在{_AGENT}的?(?:坚强|正确|统一|直接|关心)*领导下"), ()),
    # 在区人大及其常委会的监督支持下
    ((Role.OVERSEE, Role.SUPPORT), re.compile(rf"在{_AGENT}的?(?:依法|有效|民主)*监督(?:和|与)?支持下"), ()),
    (
        (Role.OVERSEE,),
        re.compile(rf"(?:自觉|主动|依法)*接受{_AGENT}的?(?:法律|工作|民主|依法)*(?:监督|指导)"),
        ("接受",),
    ),
    # 与门头沟区签署结对协作协议, 与联合国工业发展组织等机构共同举办, 与津冀地区…合作
    (
        (Role.PARTNER,),
        re.compile(
            rf"(?:(?:(?:^|[，。；]|加强|深化|深入|积极|主动|强化|密切|落实|持续|推动|加大|开展|促进)(?:与|同))|携手|会同){_AGENT}(?:在[^。；]{{2,40}}(?:领域|方面))?的?(?:等[^，。；]{{0,8}})?(?:开展|深化|加强)?(?:签署|签订|签约|共同|联合|合作|结对|共建|联动|对接|协作|战略合作|战略协作|联络|打造|交流)"
        ),
        ("与", "同", "携手"),
    ),
    # 机关、企事业单位与263个社区结对共建
    (
        (Role.PARTNER,),
        re.compile(r"(?:^|[，。；])(?P<agents>[^，。；]{2,16}?)与[^，。；]{2,16}(?:结对|共建|签署|合作)"),
        ("与",),
    ),
    # 助力喀喇沁旗、囊谦县等对口支援合作地区巩固脱贫成果
    (
        (Role.PARTNER,),
        re.compile(
            rf"(?:助力|帮助|帮扶|支援|支持){_AGENT}等?(?:对口|结对)(?:支援|帮扶|协作|合作|扶贫)+(?:地区|旗县|县市)"
        ),
        ("助", "帮", "支"),
    ),
    # 助力门头沟区创建文明城区; who is only helped (助力雄安新区建设) does nothing by that
    (
        (Role.EXECUTE,),
        re.compile(rf"(?:助力|帮助){_AGENT}(?=创建|开展|实施|完成|建立|推进|落实|承担|履行)"),
        ("助",),
    ),
    # 充分发挥“西城大妈”等群防群治力量作用
    (
        (Role.SUPPORT,),
        re.compile(rf"发挥(?:好)?{_AGENT}(?:等[^，。；]{{0,8}})?(?:和“[^”]+”[^，。；]{{0,6}}|[^，。；]{{0,4}})?作用"),
        (),
    ),
    # 由区发展改革委牵头
    ((Role.LEAD,), re.compile(rf"由{_AGENT}(?:负责|牵头|主导|组建|主办)"), ()),
    ((Role.EXECUTE,), re.compile(rf"由{_AGENT}(?:实施|承办|承担|承建|运营)"), ()),
    (
        (Role.LEAD,),
        re.compile(r"(?:^|[，。；])(?:服务)?(?P<agents>[^，。；]{2,20}?)(?:牵头|组建|主办)(?=[^，。；])"),
        ("牵头", "组建", "主办"),
    ),
    # 督促公共服务场所严格落实, 引导区属企业服务, 支持…加大, 推广…就地处理
    (
        (Role.EXECUTE,),
        re.compile(
            rf"(?:督促|引导|支持|鼓励|推动|组织|指导|发动|动员|推广|压实|依托)(?![^，。；]{{2,24}}(?:(?:协同|联动|一体化)发展|发展(?:办法|政策|措施|资金|基金))){_AGENT}(?:积极|主动|严格|全面|认真|深入|大力|加快|尽快|带头|有序|自觉|健康|持续)*(?=服务|参与|落实|加大|创建|开展|实施|做好|建立|完善|加强|提升|巩固|就地|实现|推进|承担|履行|入驻|发展|转型|扩大|提高|上市|责任|建设)"
        ),
        (),
    ),
    # 受到国家表彰, 获得国务院“真抓实干”质量创新督查激励
    ((Role.AWARD,), re.compile(rf"受到?{_AGENT}(?:的)?(?:通报)?(?:表彰|表扬|嘉奖|肯定|激励|批示)"), ()),
    (
        (Role.AWARD,),
        re.compile(
            r"(?:获得|荣获|获)(?P<agents>[^，。；“”]{2,14}?)(?=“[^”]+”[^，。；]{0,10}(?:激励|表彰|奖|称号)|(?:通报)?(?:表彰|表扬|激励))"
        ),
        (),
    ),
    # 经市政府批准, 区政府印发
    ((Role.APPROVE,), re.compile(rf"(?:经|获|报){_AGENT}(?:批准|批复|同意|审议通过|审批|核准)"), ()),
    (
        (Role.APPROVE,),
        re.compile(r"(?:^|[，。；])(?P<agents>[^，。；]{2,14}?)(?:批准|批复|核准)(?=[^，。；])"),
        ("批准", "批复", "核准"),
    ),
    ((Role.SUPPORT,), re.compile(r"(?P<agents>全社会)参与"), ()),
)
# 45个部门一把手跑流程, 各部门由“吹哨报到”转向, 22家二三级医院实现
_SUBJECT = re.compile(
    r"(?:^|(?<=[，；]))(?P<agent>[^，。；：、“”]{2,18}?)(?=(?:积极|主动|全面|认真|已|均|率先|严格)*(?:落实|实现|开展|完成|跑|坐|由“|转向|参与|承担|负责|建立|推出|提供|打造|组建|联合|共同))"
)
_SPEAKING = ("发表", "出席", "致辞", "讲话", "调研", "见证")
_SPOKE = re.compile(
    rf"(?P<agent>(?:[\u4e00-\u9fff]{{2,4}}|“[^“”]+”)(?:副?(?:总理|省长|市长|区长|县长|主席|部长)|书记|主任|主要领导))(?={'|'.join(_SPEAKING)})"
)
_ACTING = (
    "推动",
    "推进",
    "加强",
    "支持",
    "组织",
    "完善",
    "建设",
    "建立",
    "促进",
    "优化",
    "深化",
    "督促",
    "引导",
    "鼓励",
    "指导",
    "帮助",
    "进一步",
    "营造",
    "发动",
    "街道和",
    "加快",
    "充分",
    "积极",
    "做好",
    "强化",
    "提升",
    "打造",
    "全面",
    "动员",
)
_APART = re.compile(r"、|和|及其|以及|与|及")


def read_responsibilities(
    statements: Sequence[Statement], tasks: Sequence[Task], named: Sequence[tuple[Mention, str]], metadata: Metadata
) -> tuple[Responsibility, ...]:
    """Give what sentences and tasks say of who does what, then, apart, that the government answers for the rest."""
    by_holder: dict[str, list[tuple[Mention, str]]] = {}
    for mention, entity in named:
        by_holder.setdefault(mention.holder, []).append((mention, entity))
    owned = {s for t in tasks for s in t.sentences if t.owners}
    found: list[Responsibility] = []
    for statement in statements:
        if statement.sentence.id not in owned:
            found += dict.fromkeys(_said(statement, by_holder.get(statement.sentence.id, [])))
    found += [_owned(task, owner) for task in tasks for owner in task.owners]
    return (*found, *_inferred(statements, {r.statement for r in found} | owned, metadata))


def _owned(task: Task, owner: Owner) -> Responsibility:
    source = "heading" if task.headed else "task"
    return Responsibility(task.id, owner.agent, owner.name, owner.role, source, kind=_kind(owner.agent, owner.person))


def _kind(agent: str, person: bool) -> AgentKind:
    return read_holder(agent).kind if person else AgentKind.BODY


def _said(statement: Statement, named: Sequence[tuple[Mention, str]]) -> Iterator[Responsibility]:
    """Give the agents that one sentence names with what they do."""
    text = statement.sentence.passage.text
    for roles, pattern, words in _RULES:
        for match in pattern.finditer(text) if not words or any(map(text.__contains__, words)) else ():
            for start, end in _agents(text, match.start("agents"), match.end("agents"), named):
                yield from (_of(statement, text, start, end, role, named) for role in roles)
    for match in _SUBJECT.finditer(text):
        if _KIND.fullmatch(match["agent"]) and not match["agent"].startswith(_ACTING):
            yield _of(statement, text, match.start("agent"), match.end("agent"), Role.EXECUTE, named)
    for match in _SPOKE.finditer(text) if any(map(text.__contains__, _SPEAKING)) else ():
        yield _of(statement, text, match.start("agent"), match.end("agent"), Role.SUPPORT, named)


def _agents(text: str, start: int, end: int, named: Sequence[tuple[Mention, str]]) -> Iterator[tuple[int, int]]:
    """Give the bodies in a stretch: those that are mentioned, else what is a body by its kind."""
    inside = [m for m, _ in named if start <= m.start and m.end <= end and m.type in ("Organisation", "Place")]
    if inside:
        yield from ((m.start, m.end) for m in inside)
        return
    whole = text[start:end]
    if _KIND.fullmatch(whole) or whole in ("国家", "全社会"):
        yield start, end
        return
    at = start
    for piece in [*(m.span() for m in _APART.finditer(text, start, end)), (end, end)]:
        if _KIND.fullmatch(text[at : piece[0]]):
            yield at, piece[0]
        at = piece[1]


def _of(
    statement: Statement, text: str, start: int, end: int, role: Role, named: Sequence[tuple[Mention, str]]
) -> Responsibility:
    agent = text[start:end]
    same, entity = next(((m.name, e) for m, e in named if (m.start, m.end) == (start, end)), (agent, None))
    kind = _kind(agent, entity is None and bool(_PERSON.fullmatch(agent)))
    return Responsibility(statement.sentence.id, agent, canonical(same), role, "sentence", entity=entity, kind=kind)


def _inferred(statements: Sequence[Statement], named: set[str], metadata: Metadata) -> Iterator[Responsibility]:
    """The reporting government answers for every commitment that names nobody."""
    if not metadata.area_name:
        return
    name = (metadata.area.name if metadata.area else metadata.area_name).replace("全国", "")
    government = f"{name}人民政府" if name else "国务院"
    for statement in statements:
        if statement.kind is StatementKind.COMMITMENT and statement.sentence.id not in named:
            yield Responsibility(statement.sentence.id, government, government, Role.LEAD, "rule", explicit=False)
