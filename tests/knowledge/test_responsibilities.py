"""Who does what: said in sentences, in task lists, and by rule, never mixed."""

import pytest

from plangraph.knowledge.words import engine
from plangraph.model import Responsibility
from plangraph.pipeline import build_report
from plangraph.text.reading import decode

HEAD = "北京市西城区2021年国民经济和社会发展计划执行情况与2022年计划草案的报告\n一、2021年计划执行情况\n"


def duties(sentence: str, part: str = "一、2021年计划执行情况\n（一）经济\n") -> list[Responsibility]:
    text = HEAD.replace("一、2021年计划执行情况\n", part) + sentence + "\n二、2022年主要举措\n（一）投资\n扩大投资。\n"
    report = build_report(decode(text.encode(), "a.txt"), ner="rules")
    assert report.names
    return list(report.names.responsibilities)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("在区委的坚强领导下，经济平稳运行。", [("区委", "oversee")]),
        ("在区人大的监督支持下，预算顺利执行。", [("区人大", "oversee"), ("区人大", "support")]),
        ("与门头沟区签署结对协作协议。", [("门头沟区", "partner")]),
        ("引导区属企业服务居民生活。", [("区属企业", "execute")]),
        ("45个部门一把手跑流程、坐窗口。", [("45个部门一把手", "execute")]),
        ("首次获得国务院“真抓实干”督查激励。", [("国务院", "award")]),
        ("由区发展改革委牵头，制定方案。", [("区发展改革委", "lead")]),
        ("助力喀喇沁旗、囊谦县等对口支援合作地区巩固成果。", [("喀喇沁旗", "partner"), ("囊谦县", "partner")]),
        ("助力门头沟区创建全国文明城区。", [("门头沟区", "execute")]),
        ("助力门头沟区建设取得显著进展。", []),
        ("帮助中小企业发展壮大。", []),
        ("金融街与西单联动发展。", []),
        ("推动金融街与北京城市副中心等区域协同发展。", []),
        ("制定支持创新型中小企业发展办法。", []),
        ("经济平稳运行。", []),
    ],
)
def test_sentences(sentence: str, said: list[tuple[str, str]]) -> None:
    found = [d for d in duties(sentence) if d.explicit]
    assert [(d.agent, d.role.value) for d in found] == said
    assert {d.source for d in found} <= {"sentence"}


def test_the_government_answers_by_rule_for_what_names_nobody() -> None:
    (inferred,) = [d for d in duties("经济平稳运行。") if not d.explicit]
    assert (inferred.source, inferred.name, inferred.role.value) == ("rule", "北京市西城区人民政府", "lead")


def test_agents_are_known_by_their_full_names() -> None:
    (duty,) = [d for d in duties("由区发展改革委牵头，制定方案。") if d.explicit]
    assert duty.name == "北京市西城区发展和改革委员会"
    assert duty.entity


def test_an_unknown_engine_is_said() -> None:
    assert engine("rules").name == "rules"
