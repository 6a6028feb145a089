"""How many of the indicators that reports name in their target paragraphs and indicator tables are in the scheme.

    python benchmarks/indicator_scheme.py REPORT...

Counted are, once a report, the rows of its indicator tables and what its target paragraphs name: the metrics of the numbers, and
what is aimed at in words (居民收入与经济增长同步, 完成节能减排任务). A target paragraph is a section in which a goal holds two targets
with numbers or more; in it the goals count. A bundle (能源、水资源、碳排放等指标) counts as one, and as known where each of its parts is.
The names that the scheme lacks are printed with the others, so that whoever measures sees what is missing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from plangraph.knowledge.indicators import Measure, named
from plangraph.model import Change, Modality, Quantity, Report, Statement, StatementKind
from plangraph.pipeline import build_report
from plangraph.text.reading import read_source

_NAMES = r"(?P<names>[^，。；：]+?)"
_BUNDLE = r"(?P<bundle>等(?:主要)?[^，。；：]{0,6}指标|等)?"
_ABOVE = r"(?:国家|全国|市级|上级|全省|省|自治区)"
_IN_WORDS = (
    re.compile(_NAMES + r"(?:增长|增速)?[与和同][^，。；：]{2,12}?同步"),  # 居民收入增长与经济增长基本同步
    re.compile(_NAMES + r"(?:增长|增速)?(?:快于|高于|不低于)[^，。；：]{2,8}(?:增长|增速|水平)"),
    re.compile(_NAMES + _BUNDLE + rf"均?(?:达到|完成|控制在){_ABOVE}[^，。；：]{{0,6}}(?:要求|任务|目标|水平|以内)"),
    re.compile(_NAMES + _BUNDLE + r"保持[^，。；：]{1,4}水平"),
    re.compile(rf"完成(?:{_ABOVE}下达的?)?(?P<names>[^，。；：]+?)(?:目标)?任务"),  # 完成节能减排任务
)
_MEASURES = {Change.INCREASE: (Measure.GROWTH,), Change.DECREASE: (Measure.FALL, Measure.GROWTH), Change.LEVEL: (None,)}


def named_indicators(report: Report) -> Iterator[tuple[str, bool]]:
    """Give each indicator of the targets of a report, and whether the scheme has it."""
    for row in report.indicators:
        yield row.name, named(row.name) is not None
    goals = [s for s in report.statements if s.kind is StatementKind.GOAL]
    paragraphs = {s.sentence.section for s in goals if len(_targets(s)) > 1}
    for goal in goals:
        if goal.sentence.section in paragraphs:
            yield from _of_goal(goal)


def _targets(goal: Statement) -> list[Quantity]:
    return [q for q in goal.quantities if q.modality is Modality.TARGET]


def _of_goal(goal: Statement) -> Iterator[tuple[str, bool]]:
    for quantity in _targets(goal):
        known = any(named(quantity.metric or "", m) for m in _MEASURES[quantity.change])
        yield quantity.metric or f"（{quantity.text}）", known
    for pattern in _IN_WORDS:
        for match in pattern.finditer(goal.sentence.passage.text):
            yield from _in_words(match["names"], "指标" in (match.groupdict().get("bundle") or ""))


def _in_words(words: str, bundle: bool) -> Iterator[tuple[str, bool]]:
    names = [name for name in re.split(r"[、和与]", words) if name]
    if bundle:
        yield words, all(map(_known, names))
    else:
        yield from ((name, _known(name)) for name in names)


def _known(name: str) -> bool:
    return any(named(name, measure) for measure in (None, Measure.GROWTH))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", nargs="+", type=Path, metavar="REPORT")
    parser.add_argument("--least", type=float, default=0.9, help="share that is asked for (0.9)")
    given = parser.parse_args()
    every = have = 0
    for path in given.reports:
        found: dict[str, bool] = {}
        for name, known in named_indicators(build_report(read_source(path), ner="off")):
            found[name] = found.get(name, False) or known
        every, have = every + len(found), have + sum(found.values())
        print(f"{path.name}: {sum(found.values())} of {len(found)} in the scheme")
        for name, known in sorted(found.items()):
            print(f"  {'+' if known else '-'} {name}")
    share = have / every if every else 0.0
    print(f"all: {have} of {every} = {share:.1%}")
    return 0 if share >= given.least else 1


if __name__ == "__main__":
    sys.exit(main())
