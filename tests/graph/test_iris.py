"""Minting and reading names are inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.graph.iris import THINGS, area, entity, mint, parse, report_key
from plangraph.model import Area, DocumentKind, Metadata

CODE = st.from_regex(r"[1-9][0-9]{5}", fullmatch=True)
METADATA = st.builds(
    Metadata,
    title=st.none() | st.text(max_size=12),
    kind=st.sampled_from(DocumentKind),
    area=st.none() | CODE.map(lambda code: Area(code, "某区")),
    plan_start=st.none() | st.integers(1949, 2099),
    plan_end=st.none() | st.integers(1949, 2099),
)
REPORT = METADATA.map(report_key)
LOCAL = st.just("") | st.from_regex(
    r"""(?x) source | dataset | glossary | (front | furniture)[1-9]
    | (span/)? (
        p[0-9](\.c[0-9]{1,2}(\.t[0-9]{1,3}(\.s[0-9]{1,3}(\.[qmjr][0-9])?)?)?)?
      | k[0-9]{1,3}(\.[mr][0-9])? | a[0-9](\.i[0-9]{1,2}(\.[vm][0-9])?)? | g[0-9]{1,2}(\.m[0-9] | \.c[0-9](\.e[0-9])?)?
    )""",
    fullmatch=True,
)
ENTITY = st.from_regex(r"[a-z]{3,12}-[0-9a-f]{10}", fullmatch=True)
HOME = CODE | REPORT.map(lambda key: key.partition("/")[0])
WORD = r"[a-z0-9]+(-[a-z0-9]+)*"
TABLE = st.from_regex(rf"table/{WORD}", fullmatch=True)
BASES = st.from_regex(rf"{WORD}(/{WORD}(\.{WORD}){{2}}){{1,3}}", fullmatch=True)
DIGEST = st.from_regex(r"[0-9a-f]{10}", fullmatch=True)
PART = st.just("") | DIGEST | st.from_regex(r"d[1-9](\.c[1-9]|\.d[1-9]\.exactmatch)", fullmatch=True)
NAMES = (
    st.tuples(st.sampled_from(["basis", "comparison"]), BASES)
    | st.tuples(TABLE, st.from_regex(rf"({WORD}(\.{WORD}){{0,4}})?", fullmatch=True))
    | st.tuples(REPORT, LOCAL)
    | st.tuples(st.just("area"), CODE)
    | st.tuples(HOME.map(lambda h: f"{h}/entity"), ENTITY)
    | st.tuples(DIGEST.map(lambda d: f"links/{d}"), PART)
    | st.tuples(st.just("dataset"), DIGEST)
)


@given(NAMES)
def test_a_name_reads_back(name: tuple[str, str]) -> None:
    assert parse(mint(*name)) == name
    assert parse(mint(*name).strip("<>")) == name


@given(HOME, CODE, ENTITY)
def test_areas_and_entities_read_back(home: str, code: str, local: str) -> None:
    assert parse(area(code)) == ("area", code)
    assert parse(entity(home, local)) == (f"{home}/entity", local)


@given(st.from_regex(THINGS + r"[a-z0-9./-]{0,40}", fullmatch=True))
def test_what_reads_is_what_is_minted(iri: str) -> None:
    try:
        name = parse(iri)
    except ValueError:
        return
    assert mint(*name) == f"<{iri}>"


@pytest.mark.parametrize(
    "local",
    [
        "",
        "area",
        "area/2022",
        "area/110102/p1",
        "110102",
        "110102/entity",
        "110102/entity/p1",
        "110102/2022/",
        "2022/p1",
    ],
)
def test_other_names_are_refused(local: str) -> None:
    with pytest.raises(ValueError, match="not the IRI"):
        parse(f"{THINGS}{local}")
    with pytest.raises(ValueError, match="not the IRI"):
        parse(f"https://example.org/{local}")


def test_kinds_of_one_area_and_year_do_not_share_a_name() -> None:
    area = Area("110102", "北京市西城区")
    keys = {report_key(Metadata(area=area, kind=kind, plan_start=2022)) for kind in DocumentKind}
    assert len(keys) == len(DocumentKind)
