"""How linking scales, and how good it is beside a loop over all pairs, on made-up datasets with known counterparts.

    python benchmarks/linking.py [--big N]

The two datasets are in two vocabularies. Of the things of the first, seven in ten stand in the second, under a name that is
the same, in quotation marks, with the area in front, with a word that says nothing, short of a character or with one
changed; the other three are other editions of something, of another year or another number. rapidfuzz compares every name
with every other and takes the best above a threshold, which is the one that is best for it. Times are those of the
processor, so that what else runs does not count.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph.knowledge.blocks import Index
from plangraph.knowledge.correspondences import correspond
from plangraph.knowledge.counterparts import judge, profile
from plangraph.knowledge.things import Predicate, Thing
from plangraph.uses.catalogue import read_catalogue

SEED = 2022
EXACT, CLOSE = Predicate.EXACT, Predicate.CLOSE
HEADS = {  # what names end in, with the class in the one vocabulary and in the other
    "Programme": ("Service", ["行动计划", "专项行动", "提升工程", "试点", "品牌"]),
    "Organisation": ("GovernmentOrganization", ["服务中心", "管理所", "协会", "研究院", "集团"]),
    "Document": ("Legislation", ["条例", "实施方案", "管理办法", "若干措施"]),
    "Event": ("Event", ["文化节", "论坛", "博览会", "运动会"]),
    "Place": ("Place", ["公园", "广场", "产业园", "文化馆", "体育馆"]),
}
CHARACTERS = [chr(c) for c in range(0x4E00, 0x4E00 + 6000, 3)]
AREAS = ["北京市", "西城区", "东城区", "海淀区", "朝阳区"]
PLAN = "https://w3id.org/plangraph/ontology#"
Truth = set[tuple[str, str]]


@dataclass(frozen=True)
class Made:
    """Two files and the pairs of IRIs that belong together."""

    left: Path
    right: Path
    truth: Truth


def name(draw: random.Random, heads: Sequence[str]) -> str:
    core = "".join(draw.choices(CHARACTERS, k=draw.randint(3, 6)))
    edition = draw.choice(["", "", "", f"第{draw.choice('二三四五六七八')}届", f"{draw.randint(2018, 2024)}年"])
    return edition + core + draw.choice(heads)


def other_name(draw: random.Random, text: str) -> str:
    """Give the name that a thing has in the second dataset."""
    place = draw.randrange(len(text) - 4, len(text) - 2)
    ways = [
        text,
        f"“{text}”",
        draw.choice(AREAS[:1]) + text,
        text + "工作",
        text[:place] + text[place + 1 :],
        text[:place] + draw.choice(CHARACTERS) + text[place + 1 :],
    ]
    return draw.choices(ways, weights=[30, 20, 15, 15, 10, 10])[0]


def edition_of(draw: random.Random, text: str) -> str:
    """Give the name of something else of the kind: another edition, year or number."""
    bare = text.lstrip("第二三四五六七八届0123456789年")
    return draw.choice([f"第{draw.choice('九十')}届", f"{draw.randint(2025, 2029)}年", "3个100"]) + bare


def make(folder: Path, size: int) -> Made:
    """Write two datasets of `size` things each."""
    draw = random.Random(SEED)
    truth: Truth = set()
    left, right = folder / f"left{size}.ttl", folder / f"right{size}.ttl"
    with left.open("w", encoding="utf-8") as a, right.open("w", encoding="utf-8") as b:
        a.write(f"@prefix plan: <{PLAN}> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n")
        b.write("@prefix schema: <https://schema.org/> .\n")
        for n in range(size):
            kind = draw.choice(list(HEADS))
            class_, heads = HEADS[kind]
            text = name(draw, heads)
            a.write(f'<urn:left:{n}> a plan:Entity, plan:{kind} ; rdfs:label "{text}"@zh .\n')
            there = draw.random() < 0.7
            said = other_name(draw, text) if there else edition_of(draw, text)
            truth |= {(f"urn:left:{n}", f"urn:right:{n}")} if there else set()
            b.write(f'<urn:right:{n}> a schema:{class_} ; schema:name "{said}"@zh .\n')
    return Made(left, right, truth)


def f1(found: Truth, truth: Truth) -> float:
    hits = len(found & truth)
    return 2 * hits / (len(found) + len(truth))


def ours(left: Sequence[Thing], right: Sequence[Thing]) -> Truth:
    """Give the pairs that are said to be the same, exactly or closely; what is narrower or related is not."""
    found = correspond(left, right).correspondences
    return {(c.subject.iri, c.object.iri) for c in found if not c.rejected and c.predicate in (EXACT, CLOSE)}


def all_pairs(left: Sequence[Thing], right: Sequence[Thing]) -> list[tuple[float, str, str]]:
    """Give the best partner of each thing, of all, by rapidfuzz."""
    from rapidfuzz.fuzz import ratio

    found = []
    for one in left:
        best, partner = 0.0, ""
        for other in right:
            score = ratio(one.names[0], other.names[0])
            if score > best:
                best, partner = score, other.iri
        found.append((best, one.iri, partner))
    return found


def beside_all_pairs(folder: Path, size: int = 5_000) -> None:
    whole(make(folder, 500))  # to warm up
    made = make(folder, size)
    left, right = read_catalogue(made.left).things, read_catalogue(made.right).things
    start = time.process_time()
    found = ours(left, right)
    mine = time.process_time() - start
    start = time.process_time()
    best = all_pairs(left, right)
    theirs = time.process_time() - start
    good = max(f1({(a, b) for score, a, b in best if score >= t}, made.truth) for t in range(50, 100))
    verdict = "ok" if theirs >= 20 * mine and f1(found, made.truth) >= good else "MISSED"
    print(
        f"{f'linking {size:,} things | all pairs by rapidfuzz':<52}{mine * 1000:>9.1f} ms{theirs * 1000:>10.1f} ms   "
        f"{theirs / mine:.1f} x faster  (bar: >= 20 x)  F1 {f1(found, made.truth):.3f} | {good:.3f}  {verdict}",
        flush=True,
    )


def whole(made: Made) -> float:
    """Give the seconds that reading and linking take."""
    start = time.process_time()
    ours(read_catalogue(made.left).things, read_catalogue(made.right).things)
    return time.process_time() - start


def growing(folder: Path, small: int, big: int) -> None:
    a, b = whole(make(folder, small)), whole(make(folder, big))
    verdict = "ok" if b <= 12 * a else "MISSED"
    what = f"reading and linking {small:,} | {big:,} things"
    print(f"{what:<52}{a:>9.2f} s {b:>10.2f} s    {b / a:.1f} x  (bar: <= 12 x)  {verdict}", flush=True)


def memory(folder: Path, size: int) -> tuple[int, int]:
    """Give the most bytes and the most candidates that judging one thing takes, beside the index."""
    made = make(folder, size)
    left, index = read_catalogue(made.left).things, Index(map(profile, read_catalogue(made.right).things))
    peaks, most = [], 0
    tracemalloc.start()
    for thing in left[:: max(1, size // 2000)]:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        subject = profile(thing)
        candidates = index.candidates(subject)
        verdicts = [judge(subject, other) for other in candidates]
        peaks.append(tracemalloc.get_traced_memory()[1] - before)
        most = max(most, len(verdicts))
    tracemalloc.stop()
    return max(peaks), most


def blocks(folder: Path, small: int, big: int) -> None:
    (a, few), (b, many) = memory(folder, small), memory(folder, big)
    what = f"bytes of one block at {small:,} | {big:,} things"
    print(f"{what:<52}{a:>9}   {b:>10}      candidates at most {few} | {many}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--big", type=int, default=100_000)
    given = parser.parse_args()
    measure(given.big)


def measure(big: int = 100_000) -> None:
    """Print the measurements of linking; without rapidfuzz all but the one beside it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            beside_all_pairs(folder)
        except ImportError:
            print("linking beside rapidfuzz: not installed (pip install '.[bench]')", file=sys.stderr)
        growing(folder, big // 10, big)
        blocks(folder, big // 10, big)


if __name__ == "__main__":
    main()
