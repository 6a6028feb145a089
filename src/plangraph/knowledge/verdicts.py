"""What became of a commitment: its targets and promises beside the figures and stages of the result that reports on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from plangraph.knowledge.figures import ALIKE, alike
from plangraph.knowledge.wording import common, grams, telling
from plangraph.model import Change, Claim, Comparator, Item, Modality, Quantity, Verdict

_CLAUSE = re.compile(r"[，；。！？;]|,(?![0-9])")  # not the comma of 1,200户
_APPROVED, _STARTED, _BUILT = 1, 2, 4
_STAGES = (  # how far a thing is, furthest first, as promised and as reported
    (
        5,
        re.compile(
            r"投入使用|投用|投产|运营(?!商|成本|水平|模式|机制|管理|能力|效率|体系)|营业(?!收入|额|税|利润|面积)|开业|开园|开馆|开街|"
            r"(?<!改革)(?<!扩大)(?<!扩大对外)开放(?!型|水平|格局|发展|合作|式|度|性)|通车|通航|通水|交付|入住(?!率)|启用|亮相"
        ),
    ),
    (
        3,
        re.compile(
            r"(?:主体|土建|框架|一期)[^，；。]{0,6}(?:完工|完成|封顶|形成)|完成[^，；。]{0,8}(?:主体|土建|框架)|"
            r"封顶|进展|顺利推进|有序推进|在建|施工(?!图|许可)"
        ),
    ),
    (
        _APPROVED,
        re.compile(r"(?:完成|取得|通过|开展)[^，；。]{0,6}(?:核准|前期|立项|可研|环评|审批|选址|设计)|前期工作|签约"),
    ),
    (_BUILT, re.compile(r"建成|竣工|完工|收官|完成(?!投资)|全部改造|达标(?!率)|安装")),
    (_STARTED, re.compile(r"开工|动工|奠基|破土|启动(?!资金)|开建")),
)
_NOT_YET = re.compile(r"未(?!来|成年)|没有|即将|有望|力争|明年|次年")  # 尚未开工，力争明年投产
_EXPECTED = "预计"
_ALL = re.compile(r"全部|全面完成|均已")  # of whatever number was promised
_DONE = re.compile(  # of what had no end point: reported as finished, opened, held, awarded
    r"完成|建成|投入使用|运营|开业|通车|举办|召开|荣获|获得|被评为|被授予|授予|创建成功|成功|达标|出台|印发|成立|落户|"
    r"再次提高|进一步扩大|得到[^，；。]{0,6}(?:提高|改善|规范|加强)|明显好转|压缩|下降|发放|升温|扩大|全覆盖|清零"
)
_COUNTERS = re.compile(r"[个家处座项所条栋间台套]")
_LEVEL = re.compile(r"(?:达到|比重|增长|下降|控制在|占)[^，；。]{0,12}[0-9]")  # a number decides, not a stage
_DELEGATED = re.compile(r"(?:市级|上级|省级|国家|自治区)[^，；。]{0,8}(?:要求|任务|指标|标准)")
_RELATIVE = re.compile(r"(?:与|和)[^，；。]{1,20}(?:同步|持平|相当)|[高快低]于[^，；。]{0,10}(?:平均|全市|全省|全国)")
_CEILING = re.compile(r"(?:控制[在到]|(?:下降|减少|降低|压减|压缩|降)[至到])[^，；。0-9]{0,4}\Z")  # 失业率控制在4.5%
_RATE = re.compile(r"(?P<up>涨幅|增幅|升幅|增速|增长率|增长速度)\Z|(?:降幅|下降率)\Z")
_SIZE = re.compile(r"(?:米|亩|公顷|公里|吨|千瓦|元)\Z")
_DESCRIBED = (
    None,
    "投资",
    "总投资",
    "计划投资",
    "投入",
)  # metrics of money that tell what a thing is, not what to reach
_OUTPUT = re.compile(  # 新建, 改造 …: what is counted piece by piece, so that half of it is something
    r"新建|建成|新增|新改扩建|改造|扩建|修建|铺设|完成|绿化|建设|安装|更新|发放|培训|再就业|就业|开通|打造|创建|引进|供水|供热|拆除"
)
_REACHED = "报告达到承诺的阶段 / the stage promised is reported"
_BEHIND = "报告的阶段在承诺之前 / a stage before the one promised is reported"
_DENIED = "报告说尚未办到 / the report says that it is not done yet"
_UNCOUNTED = "报告没有说到多少 / the report does not say how many"
_UNSAID = "报告没有说到哪个阶段 / the report does not say how far it is"
_ENDED = "承诺没有终点，报告已办成 / promised without an end, reported as done"
_GOES_ON = "承诺没有终点，报告有进展 / promised without an end, reported to go on"
_SHORT = 12  # characters of a clause that may lack a thing of its own
_SAYING = 3  # characters beyond boilerplate that two clauses of one thing share
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
    """Give the targets that nothing in the result could be set against: numbers, then stages."""
    said = "".join(item.target or "" for item in items)
    for target in commitment.quantities:
        words = _around(commitment.text, target)
        if target.metric and target.metric not in said and words not in said and _is_target(target, commitment.text):
            why = f"{target.metric}：这一句没有可以对照的数字 / {target.metric}: no figure to compare in this sentence"
            yield Item(Verdict.CANNOT_JUDGE, words, None, why)
    for clause, counted in _clauses(commitment):
        if not counted and _stage_promised(clause) and clause not in said:
            yield Item(Verdict.CANNOT_JUDGE, clause, None, _untold(clause))


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
        actual = _answer(target, result)
        if actual is None or target.metric is None or target.metric in levels:
            continue
        if target.value == actual.value and _describes(target, commitment.text) and _describes(actual, result.text):
            continue  # 大唐700万吨露天矿: part of a name
        levels.add(target.metric)
        yield Item(
            compare(
                _as_change(target),
                _as_change(actual),
                output=_is_output(target, commitment.text),
                ceiling=_CEILING.search(commitment.text[: target.start]) is not None,
            ),
            _around(commitment.text, target),
            _around(result.text, actual),
            f"{target.metric}：目标{target.text}，报告{actual.text} / {target.metric}: target {target.text}, reported {actual.text}",
            actual.modality is Modality.EXPECTED,
        )


def _answer(target: Quantity, result: Claim) -> Quantity | None:
    """Give the number of a result that measures the same thing in the same unit and way, the likest first."""
    wanted = _as_change(target)
    best, most = None, ALIKE
    for actual in result.quantities:
        given = _as_change(actual)
        level = (given.change is Change.LEVEL) == (wanted.change is Change.LEVEL)
        if level and _same_unit(wanted.unit, given.unit):
            near = alike(wanted.metric or "", given.metric or "")
            if near > most:
                best, most = actual, near
    return best


def _same_unit(one: str, other: str) -> bool:
    """Tell whether two units count alike: 20个 and 10家 do."""
    return one == other or ("个" in (one, other) and bool(_COUNTERS.fullmatch(one) and _COUNTERS.fullmatch(other)))


def _as_change(quantity: Quantity) -> Quantity:
    """Give the rate of something as its rise or fall: 物价涨幅3% as 物价上涨3%."""
    match = _RATE.search(quantity.metric or "")
    if match is None or quantity.change is not Change.LEVEL or match.start() < 2:
        return quantity
    change = Change.INCREASE if match["up"] else Change.DECREASE
    return replace(quantity, metric=(quantity.metric or "")[: match.start()], change=change)


def compare(target: Quantity, actual: Quantity, *, output: bool = False, ceiling: bool = False) -> Verdict:
    """Compare a figure with its target as the target's comparator wants it. `output` tells of something counted piece by
    piece, of which a part is partly met; a missed level or rate is not met, however narrowly. `ceiling` tells of a target
    that is not to be passed (控制在)."""
    aim, wants = target.value, target.comparator
    opposite = target.change is not actual.change and Change.LEVEL not in (target.change, actual.change)
    reached = -actual.value if opposite else actual.value
    slack = _TOLERANCE * abs(aim) if wants is Comparator.APPROX else 0
    if wants in (Comparator.LE, Comparator.LT) or (ceiling and wants in (Comparator.EQ, Comparator.APPROX)):
        most = target.value_to or aim + slack
        fits = reached < most if wants is Comparator.LT else reached <= most
        return Verdict.MET if fits else Verdict.NOT_MET
    if abs(reached - aim) <= slack or aim <= reached <= (target.value_to or aim):
        return Verdict.NOT_MET if wants is Comparator.GT else Verdict.MET
    if reached > aim:
        return Verdict.EXCEEDED
    return Verdict.PARTLY_MET if output and reached > 0 else Verdict.NOT_MET


def _is_output(target: Quantity, text: str) -> bool:
    if target.unit in ("%", "‰") or target.unit.endswith("元") or target.change is not Change.LEVEL:
        return False
    clause = _CLAUSE.split(text[: target.start])[-1]
    return not re.search(r"(?:达到?|突破|超过)(?:了)?\Z", clause) and bool(
        _OUTPUT.search(clause + (target.metric or ""))
    )


def _around(text: str, quantity: Quantity) -> str:
    """Give the clause that a number stands in, with those before it up to the one that names its metric."""
    clause = quantity.start - len(_CLAUSE.split(text[: quantity.start])[-1])
    named = text.rfind(quantity.metric, 0, quantity.start) if quantity.metric else -1
    begin = clause if named < 0 else min(clause, named)
    return text[begin : quantity.end] + _CLAUSE.split(text[quantity.end :])[0]


def _clauses(claim: Claim) -> Iterator[tuple[str, bool]]:
    """Give the clauses of a claim, and whether each wants a number reached."""
    start = 0
    for end, after in [*(m.span() for m in _CLAUSE.finditer(claim.text)), (len(claim.text), len(claim.text))]:
        inside = [q for q in claim.quantities if start <= q.start < end]
        yield claim.text[start:end], any(_is_target(q, claim.text) for q in inside)
        start = after


def _is_target(quantity: Quantity, text: str) -> bool:
    """Leave out what only describes a thing: 3万平方米广场, 总投资2亿元."""
    return (
        not _describes(quantity, text)
        and text[quantity.end : quantity.end + 1] != "的"
        and quantity.metric not in _DESCRIBED
    )


def _describes(quantity: Quantity, text: str) -> bool:
    return bool(_SIZE.search(quantity.unit) and re.match(r"[\w“《]", text[quantity.end :]))


def _stages(commitment: Claim, result: Claim) -> Iterator[Item]:
    """Compare each clause that promises a stage with the clause of the result that speaks of the same thing; a short one
    without a name (实现数字中心开工建设) goes with the clause before. Of something counted (建成5座), a stage does not tell
    how many; of several things named, those that the result leaves out are told apart."""
    answer = None
    for clause, counted in _clauses(commitment):
        names = _names(clause, commitment)
        bare = not names and len(clause) <= _SHORT
        answer = _same_named(clause, commitment, result) or (answer if bare else None)
        promised = _stage_promised(clause)
        if promised is None or answer is None or (_elsewhere(clause) and _reached(answer) is None):
            continue
        uncounted = counted and promised == _BUILT and not _ALL.search(answer)
        verdict, why = (Verdict.CANNOT_JUDGE, _UNCOUNTED) if uncounted else _beside(promised, _reached(answer))
        yield Item(verdict, clause, answer, why, _EXPECTED in answer)
        if "、" in clause:
            yield from _left_out(names, result.text)


def _left_out(names: Sequence[str], text: str) -> Iterator[Item]:
    """Give the names that a text leaves out, where it tells some of them."""
    told = [name for name in names if 2 * len(_longest(name, text)) > len(name)]
    for name in names:
        if told and not any(name in one or one in name for one in told):
            yield Item(Verdict.CANNOT_JUDGE, name, None, _untold(name))


def _longest(one: str, other: str) -> str:
    return next((c.text for c in common(one, other, 1)), "")


def _same_named(clause: str, commitment: Claim, result: Claim) -> str | None:
    """Give the clause of a result that speaks of the same thing: words that are more than a common one, or a whole item of a
    list. Where both name things, words from within a name (the 社区医院 of 东城社区医院) tell nothing."""
    best = _same_thing(clause, result.text)
    if best is None:
        return None
    ours, theirs = _names(clause, commitment), _names(best, result)
    if any(a in best or b in clause for a in ours for b in theirs):
        return best
    shared = next(iter(common(clause, best, 1)), None)
    listed = any(len(item) > 1 and item in best for item in clause.split("、")[1:-1])
    if shared is None or not (listed or telling(shared.text) >= _SAYING):
        return None
    inside = any(_holds_inside(name, clause, shared.left) for name in ours)
    return None if inside and theirs else best


def _holds_inside(name: str, clause: str, place: int) -> bool:
    start = clause.find(name)
    return start < place < start + len(name)


def _names(clause: str, claim: Claim) -> list[str]:
    return list(dict.fromkeys(name for _, name in claim.entities if name in clause))


def _untold(what: str) -> str:
    return f"{what}：这一句没有说到 / not told in this sentence: {what}"


def _beside(promised: int, reached: int | None) -> tuple[Verdict, str]:
    if reached is None:
        return Verdict.CANNOT_JUDGE, _UNSAID
    if reached == 0:
        return Verdict.NOT_MET, _DENIED
    return (Verdict.MET, _REACHED) if reached >= promised else (Verdict.PARTLY_MET, _BEHIND)


def _stage_promised(clause: str) -> int | None:
    """Give the stage that a clause promises; of approval and a start (完成核准并开工) the start."""
    found = {} if _LEVEL.search(clause) else {stage: m for stage, pattern in _STAGES if (m := pattern.search(clause))}
    stage = next(iter(found), None)
    further = stage == _APPROVED and _STARTED in found and found[_STARTED].start() >= found[_APPROVED].end()
    return _STARTED if further else stage


def _reached(clause: str) -> int | None:
    """Give the stage that a clause reports, 0 where it says that it is not there yet."""
    denied = False
    for stage, pattern in _STAGES:
        if _said(pattern, clause):
            return stage
        denied = denied or pattern.search(clause) is not None
    return 0 if denied else None


def _said(pattern: re.Pattern[str], clause: str) -> bool:
    return any(not _NOT_YET.search(clause[: m.start()]) for m in pattern.finditer(clause))


def _same_thing(clause: str, text: str) -> str | None:
    """Give the clause of a text that shares most with a clause, if that is more than one word."""
    best = max(_CLAUSE.split(text), key=lambda other: _shared(clause, other))
    return best if _shared(clause, best) >= 2 else None


def _shared(clause: str, other: str) -> int:
    return len(grams(clause, (2,)) & grams(other, (2,)))


def _open(commitment: Claim, result: Claim) -> Iterator[Item]:
    """Judge what has no end point by the clauses that share most: met where the result tells of an end, else ongoing."""
    pairs = [(c, a, counted) for c, counted in _clauses(commitment) if (a := _same_thing(c, result.text))]
    answered = [(c, a) for c, a, counted in pairs if not _elsewhere(c) and (not counted or _ALL.search(a))]
    if answered:
        clause, answer = max(answered, key=lambda pair: _shared(*pair))
        done, expected = _said(_DONE, answer), _EXPECTED in answer
        verdict, why = (Verdict.MET, _ENDED) if done else (Verdict.ONGOING, _GOES_ON)
        yield Item(verdict, clause, answer, why, expected)


def _elsewhere(clause: str) -> bool:
    """Tell whether the end is set by another authority or by how something else goes."""
    return bool(_DELEGATED.search(clause) or _RELATIVE.search(clause))
