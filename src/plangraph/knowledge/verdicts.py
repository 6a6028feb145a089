"""What became of a commitment: its targets and promises beside the figures and stages of the result that reports on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from plangraph.knowledge.figures import is_general
from plangraph.knowledge.wording import grams
from plangraph.model import Change, Claim, Comparator, Item, Modality, Quantity, Verdict

_CLAUSE = re.compile(r"[，；。！？,;]")
_STAGES = (  # how far a thing is, furthest first, as promised and as reported
    (
        5,
        re.compile(
            r"投入使用|投入运营|投用|投产|运营|营业|开业|开园|开馆|开街|开放|通车|通航|通水|交付|入住|启用|亮相|落成启用"
        ),
    ),
    (
        3,
        re.compile(
            r"(?:主体|土建|框架|一期)[^，；。]{0,6}(?:完工|完成|封顶|形成)|封顶|进展|顺利推进|有序推进|在建|施工"
        ),
    ),
    (1, re.compile(r"(?:完成|取得|通过|开展)[^，；。]{0,6}(?:核准|前期|立项|可研|环评|审批|选址|设计)|前期工作|签约")),
    (4, re.compile(r"建成|竣工|完工|收官|完成(?!投资)|全部改造|达标|安装")),
    (2, re.compile(r"开工|动工|奠基|破土|启动|开建")),
)
_OPEN = re.compile(r"推进|加快|继续|深化|持续|加强|加大|做好|推动|扶持|发展|完善|提升|提高|鼓励|扩大|优化")
_DONE = re.compile(  # of what had no end point: reported as finished, opened, held, awarded
    r"完成|建成|投入使用|运营|开业|通车|举办|召开|荣获|获得|被评为|被授予|授予|创建成功|成功|达标|出台|印发|成立|落户|"
    r"再次提高|进一步扩大|得到[^，；。]{0,6}(?:提高|改善|规范|加强)|明显好转|压缩|下降|发放|升温|扩大|全覆盖|清零"
)
_COUNTERS = re.compile(r"[个家处座项所条栋间台套]")
_LEVEL = re.compile(r"(?:达到|比重|增长|下降|控制在|占)[^，；。]{0,12}[0-9]")  # a number decides, not a stage
_AREAS = re.compile(r"城乡|城镇|农村|规模以上|限额以上|市本级|区本级")
_DELEGATED = re.compile(r"(?:市级|上级|省级|国家|自治区)[^，；。]{0,8}(?:要求|任务|指标|标准)")
_RELATIVE = re.compile(r"(?:与|和)[^，；。]{1,20}(?:同步|持平|相当)|高于[^，；。]{0,10}(?:平均|全市|全国)")
_OUTPUT = re.compile(  # 新建, 改造 …: what is counted piece by piece, so that half of it is something
    r"新建|建成|新增|新改扩建|改造|扩建|修建|铺设|完成|绿化|建设|安装|更新|发放|培训|再就业|就业|开通|打造|创建|引进|供水|供热|拆除"
)
_SCOPE = re.compile(r"^(?:全区|全市|全省|全县|全旗|全国|全年|我区|我市|年末|年底|年内|力争|实现|完成|达到|累计|总计)+")
_REACHED = "报告达到承诺的阶段 / the stage promised is reported"
_BEHIND = "报告的阶段在承诺之前 / a stage before the one promised is reported"
_UNSAID = "报告没有说到哪个阶段 / the report does not say how far it is"
_ENDED = "承诺没有终点，报告已办成 / promised without an end, reported as done"
_GOES_ON = "承诺没有终点，报告有进展 / promised without an end, reported to go on"
_SHORT = 12  # characters of a clause that may lack a thing of its own
_TOLERANCE = Decimal("0.05")  # of 左右


def judge(commitment: Claim, result: Claim) -> tuple[Item, ...]:
    """Give a verdict for each target of a commitment that the result answers, at least one."""
    items = [*_figures(commitment, result)]
    counted = {item.target for item in items}
    items += [i for i in _stages(commitment, result) if i.target not in counted]
    items = items or [*_open(commitment, result)]
    if not items:
        return (Item(Verdict.CANNOT_JUDGE, why=_why_not(commitment)),)
    return (*items, *_unanswered(commitment, items))


def _unanswered(commitment: Claim, items: Sequence[Item]) -> Iterator[Item]:
    """Give the targets with a number that the result says nothing of."""
    said = "".join(item.target or "" for item in items)
    for target in commitment.quantities:
        words = _around(commitment.text, target)
        if target.metric and target.text not in said and words not in said:
            yield Item(Verdict.CANNOT_JUDGE, words, None, "这句报告没有说到 / this report says nothing of it")


def _why_not(commitment: Claim) -> str:
    if _DELEGATED.search(commitment.text):
        return "目标以上级要求为准，本报告没有给出 / the target is set by another authority and not given here"
    if _RELATIVE.search(commitment.text):
        return "目标是相对的，没有数字 / the target is relative, without a number"
    if commitment.quantities:
        return "报告没有同一指标、同一单位的数字 / no figure of the same metric and unit is reported"
    return "承诺没有数字或完成标志可比 / the commitment gives no number and no end to compare"


def overall(items: Sequence[Item]) -> Verdict:
    """Give the verdict of a sentence with several targets: those that cannot be judged are left out.

    >>> from plangraph.model import Item
    >>> str(overall([Item(Verdict.MET), Item(Verdict.NOT_MET)])), str(overall([Item(Verdict.MET), Item(Verdict.ONGOING)]))
    ('partly_met', 'ongoing')
    """
    found = {item.verdict for item in items} - {Verdict.CANNOT_JUDGE}
    if not found:
        return Verdict.CANNOT_JUDGE
    if len(found) == 1:
        return found.pop()
    if found <= {Verdict.MET, Verdict.EXCEEDED}:
        return Verdict.MET
    if found <= {Verdict.MET, Verdict.EXCEEDED, Verdict.ONGOING}:
        return Verdict.ONGOING
    return Verdict.PARTLY_MET


def _figures(commitment: Claim, result: Claim) -> Iterator[Item]:
    """Compare every target with the figure that answers it; growth beside a level of one metric is no second target."""
    levels: set[str] = set()
    for target in sorted(commitment.quantities, key=lambda q: q.change is not Change.LEVEL):
        actual = _answer(target, commitment, result)
        if actual is None or target.metric is None or target.metric in levels:
            continue
        levels.add(target.metric)
        yield Item(
            compare(target, actual, output=_is_output(target, commitment.text)),
            _around(commitment.text, target),
            _around(result.text, actual),
            f"{target.metric}：目标{target.text}，报告{actual.text} / {target.metric}: target {target.text}, reported {actual.text}",
            actual.modality is Modality.EXPECTED,
        )


def _answer(target: Quantity, commitment: Claim, result: Claim) -> Quantity | None:
    """Give the number of a result that measures the same thing in the same unit and way, the likest first."""
    best, most = None, 0.5
    for actual in result.quantities:
        level = (actual.change is Change.LEVEL) == (target.change is Change.LEVEL)
        if level and _same_unit(target.unit, actual.unit):
            alike = _alike(target.metric or "", actual.metric or "")
            if alike > most:
                best, most = actual, alike
    return best


def _same_unit(one: str, other: str) -> bool:
    """Tell whether two units count alike: 20个 and 10家 do."""
    return one == other or ("个" in (one, other) and bool(_COUNTERS.fullmatch(one) and _COUNTERS.fullmatch(other)))


def _alike(one: str, other: str) -> float:
    """Tell how alike the names of two metrics are, scopes and verbs aside: 1 where one holds the other."""
    one, other = _SCOPE.sub("", one), _SCOPE.sub("", other)
    if is_general(one) or is_general(other) or _other_scope(one, other):
        return 0.0
    if one in other or other in one:
        return 1.0
    a, b = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (one, other))
    return 2 * len(a & b) / (len(a) + len(b))


def _other_scope(one: str, other: str) -> bool:
    """Tell whether both name a scope, and not the same: 城乡居民收入 and 城镇居民收入."""
    a, b = set(_AREAS.findall(one)), set(_AREAS.findall(other))
    return bool(a and b and a != b)


def compare(target: Quantity, actual: Quantity, *, output: bool = False) -> Verdict:
    """Compare a figure with its target as the target's comparator wants it. `output` tells of something counted piece by
    piece, of which a part is partly met; a missed level or rate is not met, however narrowly."""
    aim, reached = target.value, actual.value
    if target.change is not actual.change and Change.LEVEL not in (target.change, actual.change):
        return Verdict.NOT_MET  # it fell where it was to rise
    if target.comparator in (Comparator.LE, Comparator.LT):
        fits = reached < aim if target.comparator is Comparator.LT else reached <= aim
        return Verdict.MET if fits else Verdict.NOT_MET
    if target.value_to is not None and aim <= reached <= target.value_to:
        return Verdict.MET
    if target.comparator is Comparator.APPROX and abs(reached - aim) <= _TOLERANCE * abs(aim):
        return Verdict.MET
    if reached >= aim:
        return Verdict.EXCEEDED if reached > aim else Verdict.MET
    return Verdict.PARTLY_MET if output and reached > 0 else Verdict.NOT_MET


def _is_output(target: Quantity, text: str) -> bool:
    if target.unit in ("%", "‰") or target.unit.endswith("元") or target.change is not Change.LEVEL:
        return False
    clause = _CLAUSE.split(text[: target.start])[-1]
    return not re.search(r"(?:达到?|突破|超过)(?:了)?\Z", clause) and bool(
        _OUTPUT.search(clause + (target.metric or ""))
    )


def _around(text: str, quantity: Quantity) -> str:
    """Give the words from a number's metric, where it is printed before, else from its clause's beginning, to its clause's end."""
    named = text.rfind(quantity.metric, 0, quantity.start) if quantity.metric else -1
    begin = named if named >= 0 else quantity.start - len(_CLAUSE.split(text[: quantity.start])[-1])
    return text[begin : quantity.end] + _CLAUSE.split(text[quantity.end :])[0]


def _stages(commitment: Claim, result: Claim) -> Iterator[Item]:
    """Compare each clause that promises a stage with the clause of the result that speaks of the same thing; a short one
    (实现数字中心开工建设) goes with the clause before."""
    answer = None
    for clause in _CLAUSE.split(commitment.text):
        answer = _same_thing(clause, result.text) or (answer if len(clause) <= _SHORT else None)
        promised = None if _LEVEL.search(clause) else _stage(clause)
        if promised is None or answer is None:
            continue
        reached = _stage(answer)
        if reached is None:
            yield Item(Verdict.CANNOT_JUDGE, clause, answer, _UNSAID)
        elif reached >= promised:
            yield Item(Verdict.MET, clause, answer, _REACHED)
        else:
            yield Item(Verdict.PARTLY_MET, clause, answer, _BEHIND)


def _stage(clause: str) -> int | None:
    return next((stage for stage, pattern in _STAGES if pattern.search(clause)), None)


def _same_thing(clause: str, text: str) -> str | None:
    """Give the clause of a text that shares most with a clause, if that is more than one word."""
    best = max(_CLAUSE.split(text), key=lambda other: _shared(clause, other))
    return best if _shared(clause, best) >= 2 else None


def _shared(clause: str, other: str) -> int:
    return len(grams(clause, (2,)) & grams(other, (2,)))


def _open(commitment: Claim, result: Claim) -> Iterator[Item]:
    """Judge what has no end point by the clauses that share most: met where the result tells of an end, else ongoing."""
    pairs = ((c, _same_thing(c, result.text)) for c in _CLAUSE.split(commitment.text))
    answered = [(clause, answer) for clause, answer in pairs if answer]
    if answered:
        clause, answer = max(answered, key=lambda pair: _shared(*pair))
        if _LEVEL.search(clause):
            yield Item(Verdict.CANNOT_JUDGE, clause, answer, _why_not(commitment))
            return
        done = _DONE.search(answer)
        yield Item(Verdict.MET, clause, answer, _ENDED) if done else Item(Verdict.ONGOING, clause, answer, _GOES_ON)
