"""Lists of owners: where they are cut, what their members are called in full, who is a person."""

import pytest

from plangraph.knowledge.agents import Claim, Part, read_agents, read_owners
from plangraph.model import Owner, Passage, Role


def owners(printed: str, part: Part = Part.ANSWERS, *, first_leads: bool = False) -> list[Owner]:
    agents = read_agents(Passage(printed, ((0, 0),)), 0, len(printed))
    return list(read_owners([Claim(part, agents)], first_leads))


LISTS = {
    "杭州市、宁波市人民政府": ["杭州市=杭州市人民政府", "宁波市人民政府"],
    "杭州市、宁波市等相关设区市人民政府": ["杭州市=杭州市人民政府", "宁波市=宁波市人民政府", "相关设区市人民政府"],
    "金华市及义乌市人民政府": ["金华市=金华市人民政府", "义乌市人民政府"],
    "有关市、县（市、区）人民政府": ["有关市、县（市、区）人民政府"],
    "省文化和旅游厅、省卫生健康委": ["省文化和旅游厅", "省卫生健康委"],
    "省水利厅和省林业厅以及各市人民政府": ["省水利厅", "省林业厅", "各市人民政府"],
    "省“双减、双增”工作领导小组其他成员单位": ["省“双减、双增”工作领导小组其他成员单位"],
    "省委组织部（省委人才办、省委老干部局）、省教育厅": ["省委组织部（省委人才办、省委老干部局）", "省教育厅"],
    "省经信厅、浙江证监局、省税务局": ["省经信厅", "浙江证监局", "省税务局"],  # nothing is left out
    "市经委、杭州海关、港口集团、科技局": ["市经委", "杭州海关", "港口集团", "科技局=市科技局"],
    "市场监管局、财政局": ["市场监管局", "财政局"],  # that 市 is no level
    "区商务局、市场监管局、组织部": ["区商务局", "市场监管局=区市场监管局", "组织部=区委组织部"],
    "市人社局、残联，各相关部门等": ["市人社局", "残联=市残联", "各相关部门"],
    "市财政局等部门": ["市财政局"],
}


@pytest.mark.parametrize(("printed", "wanted"), LISTS.items(), ids=LISTS.keys())
def test_lists_are_cut_between_names_and_names_are_completed(printed: str, wanted: list[str]) -> None:
    found = owners(printed)
    assert [o.agent if o.agent == o.name else f"{o.agent}={o.name}" for o in found] == wanted
    assert all(printed[o.span.start : o.span.end] == o.agent for o in found)
    assert {(o.role, o.person) for o in found} == {(Role.LEAD, False)}


def test_persons_lead_and_the_first_body_leads_the_others() -> None:
    found = owners("方成同志、副市长段文、市财政局、市商务局等", first_leads=True)
    assert [(o.agent, o.role, o.person) for o in found] == [
        ("方成", Role.LEADER, True),
        ("副市长段文", Role.LEADER, True),
        ("市财政局", Role.LEAD, False),
        ("市商务局", Role.SUPPORT, False),
    ]
