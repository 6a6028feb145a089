"""Decisions come back from their table as they were written, whoever had it in hands; what stands there stays."""

import csv
import io
import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.errors import InputError, LimitError
from plangraph.graph.iris import THINGS
from plangraph.model import Decision, LinkStatus, Relation
from plangraph.uses import sssom
from plangraph.uses.decision_files import COLUMNS, append_decision, read_decisions, take_back

HOME = THINGS + "110102/2022/"
FIRST = Decision(
    commitment=HOME + "p2.c1.t1.s2",
    commitment_text="“光源里”项目\t建成。",
    result=HOME + "p1.c1.t1.s2",
    result_text='=1+1 "封顶"\n续',
    status=LinkStatus.REJECTED,
    relation=Relation.TARGET_UP,
    confidence=0.75,
    reviewer="邴某",
    day=date(2022, 1, 5),
    comment="-不是一回事",
)
SECOND = Decision(HOME + "p2.c1.t1.s3", "乙。", HOME + "p1.c1.t1.s3", "甲。", LinkStatus.CONFIRMED)
HAND = "subject_label\tpredicate_id\tobject_label\tpredicate_modifier\n"

texts = st.text(max_size=30) | st.sampled_from(
    ["=1", "+1", "-1", "@a", "'=1", "''", "'", "\t", "\r\n", '"', '"a', "＝1", "#"]
)
named = st.sampled_from(["", HOME + "p1.c1.t1.s1", THINGS + "t-0f3a9c12/0-other/p1"])
decisions = st.builds(
    Decision,
    commitment=named,
    commitment_text=texts,
    result=named,
    result_text=texts,
    status=st.sampled_from([LinkStatus.CONFIRMED, LinkStatus.REJECTED]),
    relation=st.none() | st.sampled_from(Relation),
    confidence=st.floats(0, 1),
    reviewer=texts,
    day=st.none() | st.dates(),
    comment=texts,
).filter(lambda d: (d.commitment or d.commitment_text.strip()) and (d.result or d.result_text.strip()))


@given(st.lists(decisions, min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, given: list[Decision]) -> None:
    path = tmp_path_factory.mktemp("table") / "a.sssom.tsv"
    for one in given:
        append_decision(path, one)
    assert read_decisions(path) == tuple(given)


def test_a_new_table_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.sssom.tsv"
    append_decision(path, FIRST)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#curie_map:"
    assert f"#mapping_set_id: {THINGS}110102/2022/decisions" in lines
    assert lines[9].split("\t") == list(COLUMNS)
    assert lines[10].startswith("plangraph:110102/2022/p2.c1.t1.s2\t")
    assert "\tplan:targetUp\tNot\t" in lines[10]
    assert path.read_bytes().count(b"\r") == 0


def test_a_new_table_that_is_taken_back_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    assert take_back(path, append_decision(path, FIRST))
    assert not path.exists()


def mapping_set(path: Path) -> dict[str, Any]:
    """Give a table as the schema shows a mapping set."""
    lines = path.read_text(encoding="utf-8").split("\n")
    head = [line[1:] for line in lines if line.startswith("#")]
    pairs = [(line[:1] == " ", *map(str.strip, line.split(":", 1))) for line in head]
    found: dict[str, Any] = {key: value.strip('"') for inner, key, value in pairs if not inner and value}
    found["curie_map"] = {key: value for inner, key, value in pairs if inner}
    rows = csv.DictReader(io.StringIO("\n".join(lines[len(head) :])), delimiter="\t")
    found["mappings"] = [{key: value for key, value in row.items() if value} for row in rows]
    for row in found["mappings"]:
        row["confidence"] = float(row["confidence"])
        if "reviewer_label" in row:
            row["reviewer_label"] = row["reviewer_label"].split("|")
    return found


def test_a_table_is_sssom(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    path = tmp_path / "a.sssom.tsv"
    for one in (FIRST, SECOND):
        append_decision(path, one)
    schema = json.loads((Path(__file__).parent.parent / "schemas/sssom.schema.json").read_text(encoding="utf-8"))
    whole = jsonschema.Draft201909Validator(
        {**schema, "$ref": "#/$defs/MappingSet"}, format_checker=jsonschema.FormatChecker()
    )
    found = mapping_set(path)
    assert len(found["mappings"]) == 2
    assert [e.message for e in whole.iter_errors(found)] == []
    found["mappings"][0]["status"] = "rejected"  # the schema has no such slot, and would say so
    assert [e.validator for e in whole.iter_errors(found)] == ["additionalProperties"]


def excel(text: str) -> bytes:
    """Save as a spreadsheet does that writes UTF-16 and quotes every cell."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(text), delimiter="\t"))
    return out.getvalue().encode("utf-16")


def calc(text: str) -> bytes:
    """Save as a spreadsheet does that fills every row with tabs and turns dates round."""
    rows = list(csv.reader(io.StringIO(text), delimiter="\t"))
    out = io.StringIO(newline="")
    full = [[*row, *[""] * (14 - len(row))] for row in rows]
    csv.writer(out, delimiter="\t").writerows([["2022/1/5" if c == "2022-01-05" else c for c in row] for row in full])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def turned(text: str) -> bytes:
    """Give the columns from right to left, with one more in front."""
    rows = list(csv.reader(io.StringIO(text), delimiter="\t"))
    out = io.StringIO(newline="")
    extra = iter(["mine", "a", "b", "c"])
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(
        row if row[0].startswith("#") else [next(extra), *reversed(row)] for row in rows
    )
    return out.getvalue().encode()


@pytest.mark.parametrize("hand", [excel, calc, turned, lambda t: t.encode("gb18030"), lambda t: t.rstrip().encode()])
def test_a_table_that_others_saved_is_read_and_added_to(hand: Callable[[str], bytes], tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    for one in (FIRST, SECOND):
        append_decision(path, one)
    before = hand(path.read_text(encoding="utf-8"))
    path.write_bytes(before)
    assert read_decisions(path) == (FIRST, SECOND)
    added = append_decision(path, FIRST)
    assert path.read_bytes() == before + added
    assert read_decisions(path) == (FIRST, SECOND, FIRST)
    assert take_back(path, added)
    assert path.read_bytes() == before
    assert not take_back(path, added)
    assert path.read_bytes() == before


def test_two_sentences_by_hand_are_enough(tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    path.write_text(f"{HAND}承诺。\tplan:continues\t结果。\n\n乙。\tskos:related\t甲。\tnot\n", encoding="utf-8")
    kept, rejected = read_decisions(path)
    assert kept == Decision("", "承诺。", "", "结果。", LinkStatus.CONFIRMED, Relation.CONTINUES)
    assert rejected == Decision("", "乙。", "", "甲。", LinkStatus.REJECTED)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("甲\tplan:resembles\t乙", "line 2: predicate_id 'plan:resembles' is none of plan:continues"),
        ("甲\t\t乙", "predicate_id '' is none of"),
        ("甲\tplan:continues\t", "line 2: neither object_id nor object_label"),
        ("甲\tplan:continues\t乙\tNor", "'Nor' is neither Not nor empty"),
        ("甲\tplan:continues\t乙\tNot\tmore", "more cells than columns"),
        ('甲\tplan:continues\t"乙"丙', "line 2: "),
        ('"甲\tplan:continues\t乙', "line 2: "),
    ],
)
def test_a_broken_row_is_named(row: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    path.write_text(HAND + row + "\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_decisions(path)
    assert words in str(error.value)
    assert f"{path} 第 2 行：" in str(error.value)


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("subject_id", "https://example.org/1", "not the IRI of a thing"),
        ("confidence", "1.5", "not between 0 and 1"),
        ("confidence", "nan", "not between 0 and 1"),
        ("confidence", "high", "could not convert"),
        ("mapping_date", "yesterday", "is no date"),
        ("mapping_date", "2022-13-01", "month must be in 1..12"),
    ],
)
def test_a_cell_that_says_nothing_clear_is_named(column: str, cell: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    path.write_text(f"{HAND[:-1]}\t{column}\n\n甲\tplan:continues\t乙\t\t{cell}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 3: ") as error:
        read_decisions(path)
    assert words in str(error.value)


def test_what_is_no_table_of_decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.sssom.tsv"
    with pytest.raises(InputError, match="cannot read"):
        read_decisions(path)
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column predicate_id"):
        read_decisions(path)
    path.write_bytes(b"\xff\xff\xff")
    with pytest.raises(InputError, match="unknown encoding"):
        read_decisions(path)
    monkeypatch.setattr(sssom, "_MAX_SIZE", 2)
    with pytest.raises(LimitError):
        read_decisions(path)


@pytest.mark.parametrize("content", ["", "\n", "#license: mine\n"])
def test_a_table_without_rows_is_begun(content: str, tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    path.write_text(content, encoding="utf-8")
    assert read_decisions(path) == ()
    append_decision(path, FIRST)
    assert path.read_text(encoding="utf-8").startswith(content)
    assert read_decisions(path) == (FIRST,)


def test_a_table_that_lacks_a_column_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    path.write_text(HAND, encoding="utf-8")
    with pytest.raises(InputError, match="lacks these columns; add them: subject_id, object_id"):
        append_decision(path, FIRST)
    assert path.read_text(encoding="utf-8") == HAND


def test_names_keep_to_the_prefixes_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "a.sssom.tsv"
    path.write_text(f"#curie_map:\n#  p: '{HOME}'\n" + "\t".join(COLUMNS) + "\n", encoding="utf-8")
    append_decision(path, SECOND)
    assert (
        path.read_text(encoding="utf-8").splitlines()[-1].startswith("p:p2.c1.t1.s3\t乙。\thttp://www.w3.org/2004/02")
    )
    assert read_decisions(path) == (SECOND,)


@pytest.mark.skipif(sys.platform == "win32", reason="needs modes and links")
def test_mode_and_link_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.tsv", tmp_path / "a.sssom.tsv"
    append_decision(real, FIRST)
    os.chmod(real, 0o600)
    link.symlink_to(real)
    append_decision(link, SECOND)
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert read_decisions(real) == (FIRST, SECOND)
