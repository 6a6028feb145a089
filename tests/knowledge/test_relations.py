"""What a commitment is to the result it carries on: each relation with its near misses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.knowledge.matches import Match, evidence
from plangraph.knowledge.relations import relate
from plangraph.model import Claim, Evidence, Relation, StatementKind
from plangraph.text.quantities import find_quantities


def claim(text: str, kind: StatementKind) -> Claim:
    return Claim(
        "s", text, kind, "1.1", "p", quantities=find_quantities(text, planned=kind is not StatementKind.RESULT)
    )


def relation(result: str, commitment: str) -> Relation:
    match = Match(claim(result, StatementKind.RESULT), claim(commitment, StatementKind.COMMITMENT), 0.5)
    return relate(match.result, match.commitment, evidence(match))


@pytest.mark.parametrize(
    ("result", "commitment"),
    [
        ("推进城北污水处理厂扩容改造。", "城北污水处理厂竣工。"),
        ("滨江图书馆主体结构封顶。", "滨江图书馆投入使用。"),
        ("东环快速路开工。", "完成东环快速路建设。"),
        ("冷链物流园项目在建。", "冷链物流园建成投产。"),
    ],
)
def test_completes(result: str, commitment: str) -> None:
    assert relation(result, commitment) is Relation.COMPLETES


@pytest.mark.parametrize(
    ("result", "commitment"),
    [
        ("滨江图书馆建成。", "滨江图书馆投入使用。"),  # it was finished already
        ("滨江图书馆主体结构封顶。", "加快滨江图书馆施工。"),  # no end is promised
        ("推进园区改革开放。", "深化园区改革开放。"),  # no opening of anything
    ],
)
def test_does_not_complete(result: str, commitment: str) -> None:
    assert relation(result, commitment) is not Relation.COMPLETES


@pytest.mark.parametrize(
    ("result", "commitment"),
    [
        ("成功举办第三届滨海马拉松赛。", "办好第四届滨海马拉松赛。"),
        ("承办国际陶瓷艺术展。", "举办国际陶瓷艺术展。"),
        ("利用农博会推介特产12个。", "参加农博会，推介特产。"),
    ],
)
def test_repeats(result: str, commitment: str) -> None:
    assert relation(result, commitment) is Relation.REPEATS


@pytest.mark.parametrize(
    ("result", "commitment"),
    [
        ("第三届滨海马拉松赛吸引游客。", "办好第四届滨海马拉松赛。"),  # nothing says that it was held
        ("承办养老产业发展试点。", "主办养老产业发展论证。"),  # 发展 is no 展
        ("举办社区居民委员会培训。", "举办社区居民委员会选举。"),  # a committee is no meeting
        ("街道办公用房腾退，会展中心揭牌。", "改善办公用房和会展中心环境。"),  # 办公 holds nothing
        ("举办培训，调节供水环节。", "办好供水环节检查。"),
    ],
)
def test_does_not_repeat(result: str, commitment: str) -> None:
    assert relation(result, commitment) is not Relation.REPEATS


@pytest.mark.parametrize(
    ("result", "commitment"),
    [
        ("家庭医生签约服务覆盖5个街道。", "家庭医生签约服务实现全覆盖。"),
        ("智慧停车系统上线。", "升级智慧停车系统2.0版。"),
        ("老城供热管网一期改造。", "推进老城供热管网二期改造。"),
        ("扩大长者食堂试点。", "扩大长者食堂试点，延伸到乡村。"),  # one of two is new
    ],
)
def test_expands(result: str, commitment: str) -> None:
    assert relation(result, commitment) is Relation.EXPANDS


@pytest.mark.parametrize(
    ("result", "commitment"),
    [
        ("扩大长者食堂试点。", "继续扩大长者食堂试点。"),
        ("老城供热管网二期改造。", "推进老城供热管网二期改造。"),
    ],
)
def test_as_wide_as_before_is_no_expansion(result: str, commitment: str) -> None:
    assert relation(result, commitment) is Relation.CONTINUES


@pytest.mark.parametrize(
    ("result", "commitment"),
    [
        ("出台夜间经济扶持办法。", "落实夜间经济扶持办法。"),
        ("人才服务中心揭牌。", "发挥人才服务中心作用。"),
        ("湿地保护规划编制完成。", "组织湿地保护规划宣传。"),
    ],
)
def test_follows_up(result: str, commitment: str) -> None:
    assert relation(result, commitment) is Relation.FOLLOWS_UP


@pytest.mark.parametrize(
    ("result", "commitment"),
    [
        ("起草夜间经济扶持办法。", "落实夜间经济扶持办法。"),  # it was not finished
        ("出台夜间经济扶持办法。", "修订夜间经济扶持办法。"),  # no use is made of it
    ],
)
def test_does_not_follow_up(result: str, commitment: str) -> None:
    assert relation(result, commitment) is Relation.CONTINUES


@pytest.mark.parametrize(
    ("result", "commitment"),
    [
        ("推进垃圾分类。", "继续推进垃圾分类。"),
        ("开展校园食品检查。", "加强校园食品检查。"),
        ("新增停车位500个。", "新建充电桩300个。"),  # two metrics
        ("社区工厂就业3000人。", "社区工厂就业率达到90%。"),  # two units
    ],
)
def test_continues(result: str, commitment: str) -> None:
    assert relation(result, commitment) is Relation.CONTINUES


@pytest.mark.parametrize(
    ("result", "commitment", "expected"),
    [
        ("粮食产量达到20万吨。", "粮食产量达到22万吨。", Relation.TARGET_UP),
        ("粮食产量达到20万吨。", "粮食产量达到18万吨。", Relation.TARGET_DOWN),
        ("粮食产量达到20万吨。", "粮食产量达到20万吨以上。", Relation.TARGET_SAME),
        ("工业增加值增长7%。", "工业增加值增长8%左右。", Relation.TARGET_UP),
        ("工业增加值增长7%。", "工业增加值增长6%。", Relation.TARGET_DOWN),
        ("工业增加值增长5.5%。", "工业增加值增长5%—6%。", Relation.TARGET_SAME),
        ("工业增加值下降2%。", "工业增加值增长1%。", Relation.TARGET_UP),
        ("单位产值能耗上升1%。", "单位产值能耗下降3%。", Relation.TARGET_DOWN),
        ("单位产值能耗下降3%。", "单位产值能耗下降3%。", Relation.TARGET_SAME),
    ],
)
def test_targets(result: str, commitment: str, expected: Relation) -> None:
    assert relation(result, commitment) is expected


@pytest.mark.parametrize(
    ("result", "commitment"),
    [
        ("粮食产量达到20万吨。", "粮食产量增长5%。"),  # a level and a rise
        ("粮食产量达到20万吨。", "蔬菜产量达到22万吨。"),  # two metrics
    ],
)
def test_no_targets(result: str, commitment: str) -> None:
    assert not relation(result, commitment).startswith("target")


def test_numbers_go_before_everything_else() -> None:
    result, commitment = "举办农博会，接待游客3万人次。", "办好农博会，接待游客4万人次。"
    assert relation(result, commitment) is Relation.TARGET_UP


@given(st.text(), st.text())
def test_any_two_texts_have_one_relation(result: str, commitment: str) -> None:
    assert relation(result, commitment) in Relation
    left, right = claim(result, StatementKind.RESULT), claim(commitment, StatementKind.COMMITMENT)
    assert not relate(left, right, Evidence()).startswith("target")
