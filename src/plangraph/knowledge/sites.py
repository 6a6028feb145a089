"""What is built, restored or opened is a project, and the place where it stands; items of a list share what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plangraph.knowledge.candidates import BODY, EVENT, PLACE, PROGRAMME, PROJECT, Candidate
from plangraph.knowledge.gazetteer import Gazetteer
from plangraph.knowledge.lists import divisions
from plangraph.knowledge.phrases import BUILT, hollow
from plangraph.knowledge.words import Token
from plangraph.model import EntityType

SITE = re.compile(
    r"""(?:广场|园区|[产科物创植动公文体]\w{0,3}园|园|中心|大厦|商场|市场|体育场|馆|剧院|剧场|剧|寺|庙|庵|观|祠|旧址|牌楼|故居|会馆|院落|酒店|饭店|百货|更新场|大桥|桥|路|大街|街
        |站|医院|分院|院区|校区|学校|学院|小学|中学|幼儿园|楼|城|综合体|铁路|高铁|高速|高速公路|公路|机场|航站楼|港|港区|码头|隧道|通道|枢纽|水库|灌区|电站|电厂|水厂|煤矿|矿|基地|线
        |使馆区|会都|交易所|走廊|廊道|产业带|客厅|新馆|[一二三四]期|实验室|装置|景观带|绿道)”?\Z""",
    re.VERBOSE,
)
_BEHIND = re.compile(
    r"""”?(?:（[^（）]{1,20}）)?(?:等)?(?:[0-9]+[处个项座栋条])?(?:重点|重大|文物建筑|文物)?(?:项目|工程|主体|主体工程|一批项目)?
        (?:已|全面|正式|实现|即将|如期|顺利|陆续|提前|尽快|基本|精彩|全线|加快|开工|成功|有序|通过|竣工|主体|均|相继|年内|先后|首次|获批|项目|前期)*
        (?:建成|建设|开工|投入使用|投入运营|投用|对外开放|面向社会|开放|运营|开业|亮相|竣工|启用|封顶|落成|完工|通车|开通|开园|开馆|开街|投产|试运行|修缮|复建|腾退|扩建|改扩建|新建|迁建|改造|选址|前期工作|验收|立项|核准|校飞|首发|通水|蓄水|收官|挂牌|完成主体|交付)""",
    re.VERBOSE,
)
_BEFORE = re.compile(
    r"""(?:建成|新建|建设|开工|续建|扩建|改扩建|迁建|启动|推进|加快|实施|完成|开通|投用|竣工|争取|谋划|规划|建好|筹建|在建|申报)
        (?:投用|投产|运营|了|好|建设|完成|推进|实施|规划|开工)*(?:一批|国家级?|全国首个|全区首座)?\Z""",
    re.VERBOSE,
)
_BETWEEN = re.compile(r"”?(?:（[^（）]{1,20}）)?(?:项目|工程|建设)?(?:、|和|及|与|以及|，)”?")
_LISTED_AS = re.compile(
    r"""等\s*(?:[0-9]+\s*[个家座处所条项]|[一二三四五六七八九十百两]+[个家座处所条项])?
        (?P<what>[^，。、；等]{0,12}?(?P<noun>企业|公司|机构|银行|高校|医院|学校|项目|工程|区域|地区|街区|商圈|景区|街道|胡同|口岸|乡镇|城镇|城市|旗县|区县|县区|路段
        |道路|街路|村|小区|社区|园区|河流|湖泊|活动|论坛|展会|站|馆|园|楼|桥|路|场|中心|校区|高速公路|铁路|高铁|水电站|水库|机场|隧道|公路|港口))""",
    re.VERBOSE,
)
_NOUNS: dict[str, EntityType] = {
    **dict.fromkeys(["企业", "公司", "机构", "银行", "高校", "医院", "学校"], BODY),
    **dict.fromkeys(["项目", "工程", "高速公路", "铁路", "高铁", "水电站", "水库", "机场", "隧道", "公路"], PROJECT),
    **dict.fromkeys(["活动", "论坛", "展会"], EVENT),
    **dict.fromkeys(
        [
            "区域",
            "地区",
            "街区",
            "商圈",
            "景区",
            "街道",
            "胡同",
            "口岸",
            "乡镇",
            "城镇",
            "城市",
            "旗县",
            "区县",
            "县区",
            "路段",
            "道路",
            "街路",
            "村",
            "小区",
            "社区",
            "园区",
            "河流",
            "湖泊",
            "港口",
        ],
        PLACE,
    ),
}
_STREET = re.compile("[^，。、；]{1,8}?(?:胡同|小区|社区|大街|街|路|巷|里|村|镇|乡|屯|坊)")
_SHORT_ITEM = re.compile(r"(?<=、)[\u4e00-\u9fff]{2,6}(?=[、等])")
_ITEMS_BEFORE = re.compile(r"[^，。；：、]+(?:、[^，。；：、]+)*、\Z")
_APART = frozenset(["、", "和", "与", "及", "以及"])
_STOPS = frozenset(["g", "p"])
_COUNTED = re.compile(
    r"[0-9.]+\s?[万亿]?(?:[个家条座处所项件台套栋间只辆批口]|平方米|公里|亩|吨)(?!国道|省道)"
)  # 8万平方米广场
_ENDS = frozenset(["的", "等", "了", "对", "将", "全区", "全市", "全省"])


def built(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the sites that a text says are built or opened, also those that share that word in a list."""
    sites = sorted(
        {
            (c.start, c.end, c.type)
            for c in found
            if c.type in (PLACE, BODY, PROJECT) and SITE.search(text[c.start : c.end])
        }
    )
    marks = [bool(_BEHIND.match(text, e)) or bool(_BEFORE.search(text[max(0, s - 16) : s])) for s, e, _ in sites]
    _share(text, sites, marks)
    tagged = {(c.start, c.end) for c in found if c.evidence != "rules"}
    for (start, end, type_), mark in zip(sites, marks, strict=True):
        if mark and ((start, end) in tagged or not hollow(text[start:end])):
            yield Candidate(start, end, PROJECT, weight=2)
        if (mark or type_ is PROJECT) and not any(_named_inside(c, start, end) for c in found):
            yield Candidate(start, end, PLACE, weight=2)


def _named_inside(c: Candidate, start: int, end: int) -> bool:
    """Tell whether a longer name holds a listed or tagged one: 北京四中 in 北京四中雄安校区."""
    return (
        c.type in (PLACE, BODY)
        and start <= c.start
        and c.end <= end
        and c.end - c.start < end - start
        and c.weight + (c.evidence == "lac") > 0
    )


def _share(text: str, sites: Sequence[tuple[int, int, EntityType]], marks: list[bool]) -> None:
    for order in (range(1, len(sites)), range(len(sites) - 2, -1, -1)):
        for i in order:
            j = i - 1 if order.step == 1 else i + 1
            left, right = sites[min(i, j)], sites[max(i, j)]
            if marks[j] and _BETWEEN.fullmatch(text[left[1] : right[0]]) and "，" not in text[left[1] : right[0]]:
                marks[i] = True


def enumerated(text: str, tokens: Sequence[Token], known: Gazetteer) -> Iterator[Candidate]:
    """Give the items of a list that says what they are: 必要科技、快来直播等数字经济企业."""
    for match in _LISTED_AS.finditer(text):
        noun, opened = match["noun"], _BEHIND.match(text, match.end())
        type_ = _NOUNS.get(noun) or (PROJECT if opened else None)
        plain = match["what"] == "项目" and not opened  # 滑雪、滑冰等项目
        for start, end in _items(text, tokens, match.start(), single=type_ is PROJECT) if type_ else ():
            if plain and end - start < 4:
                continue
            if type_ is PROJECT or text[start:end] not in known.places:
                whole = text[start:end] + match["what"] if type_ is PROJECT and noun not in ("项目", "工程") else None
                yield Candidate(start, end, type_ or PROJECT, weight=1, name=whole)


def _items(text: str, tokens: Sequence[Token], end: int, *, single: bool) -> Iterator[tuple[int, int]]:
    """Give the items before 等, back to the verb, preposition or mark that opens the list (one alone if `single`)."""
    start, size = end, 0
    names = {(t.start, t.end) for t in tokens if t.kind in ("LOC", "ORG")}
    for token in reversed([t for t in tokens if t.end <= end]):
        if token.text in _APART:
            if (start, end) in names or _item(text[start:end]):
                yield start, end
            end = start = token.start
            size += 1
            continue
        if (
            token.kind in _STOPS
            or token.text in _ENDS
            or (token.kind == "w" and token.text != "·")
            or token.end != start
        ):
            break
        start = token.start
    start = next((t.start for t in tokens if t.start >= start and t.text not in BUILT), start)  # 建设过江隧道
    if (size or single) and ((start, end) in names or _item(text[start:end])):
        yield start, end


def _item(text: str) -> bool:
    return 2 <= len(text) <= 24 and not hollow(text) and not _COUNTED.match(text)


def neighbours(text: str, tokens: Sequence[Token], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give short unknown items of a list whose other items are places: 准噶尔、柴达木."""
    known = [(c.start, c.end) for c in found if c.type is PLACE and c.evidence != "rules"]
    if not known or "、" not in text:
        return
    covered = [(c.start, c.end) for c in found]
    named = {(c.start, c.end) for c in found if c.type in (EVENT, PROGRAMME)}
    starts, ends = {s for s, _ in known}, {e for _, e in known}
    governing = {t.start for t in tokens if t.kind == "g"}
    for match in _SHORT_ITEM.finditer(text):
        start, end = match.span()
        beside = start - 1 in ends or end + 1 in starts
        free = not any(s < end and start < e for s, e in covered if (s, e) != (start, end) and e - s >= end - start)
        if (
            beside
            and free
            and (start, end) not in named
            and not hollow(match[0])
            and not governing & set(range(start, end))
        ):
            starts.add(start)
            ends.add(end)
            yield Candidate(start, end, PLACE, weight=1)


def same_shape(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the earlier items of a list whose last one shows what they are: 人文北京、科技北京、绿色北京战略."""
    for c in found:
        if c.type is not PROGRAMME or text[c.start - 1 : c.start] != "、":
            continue
        items = _ITEMS_BEFORE.search(text[: c.start])
        for item in re.finditer(r"[^、]+", items[0]) if items else ():
            yield from _shaped(text, items.start() + item.end() if items else 0, item[0], c)


def _shaped(text: str, end: int, item: str, c: Candidate) -> Iterator[Candidate]:
    for size in range(3, 9):
        model, tail = text[c.start : c.start + size], item[-size:]
        if len(tail) == size == len(model) and tail[-2:] == model[-2:] and c.end - c.start > size and tail != model:
            yield Candidate(end - size, end, c.type, weight=2, name=tail + text[c.start + size : c.end])
            return


def shared_head(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the earlier items that share the head of the last: 光源里 of 光源里和菜园街棚改项目."""
    longest = {c.start: c for c in sorted(found, key=lambda c: c.end) if c.type is PROJECT}
    ends = {c.end: c for c in found if c.type is PLACE} if longest else {}
    for c in longest.values():
        own = _STREET.match(text, c.start, c.end)
        before, at = ends.get(c.start - 1), c.start
        while own and before and text[at - 1] in "、和与及" and own.end() < c.end:
            yield Candidate(
                before.start,
                before.end,
                PROJECT,
                weight=2,
                name=text[before.start : before.end] + text[own.end() : c.end],
            )
            at = before.start
            before = ends.get(at - 1)


def joined(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give two places as one where a dash joins them (西单-金融街) or one is printed right behind what it lies in."""
    at = {c.start: c for c in found if c.type is PLACE and c.evidence != "rules"}
    for c in at.values():
        if c.end - c.start < 2:
            continue
        dashed = at.get(c.end + 1) if text[c.end : c.end + 1] in ("-", "—", "－") else None
        if dashed and not {text[c.start : c.end], text[dashed.start : dashed.end]} & divisions():
            yield Candidate(c.start, dashed.end, PLACE, dashed.evidence, weight=1)
        behind = at.get(c.end)
        if behind and behind.end - behind.start >= 2 and text[c.start : c.end] in divisions():
            name = text[behind.start : behind.end]
            if text[c.end - 1] in "省市区县旗盟州" or (name not in divisions() and behind.evidence == "lac"):
                yield Candidate(c.start, behind.end, PLACE, behind.evidence, weight=1)
