"""Minting and reading names are inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.graph.iris import mint, parse, report_key
from plangraph.model import Area, DocumentKind, Metadata

METADATA = st.builds(
    Metadata,
    title=st.none() | st.text(max_size=12),
    kind=st.sampled_from(DocumentKind),
    area=st.none() | st.from_regex(r"[1-9][0-9]{5}", fullmatch=True).map(lambda code: Area(code, "某区")),
    plan_start=st.none() | st.integers(1949, 2099),
    plan_end=st.none() | st.integers(1949, 2099),
)
LOCAL = st.from_regex(r"(span/)?p[0-9]{1,2}(\.c[0-9]{1,2}(\.t[0-9]{1,3}(\.s[0-9]{1,3}(\.q[0-9])?)?)?)?", fullmatch=True)


@given(METADATA, LOCAL)
def test_a_name_reads_back(metadata: Metadata, local: str) -> None:
    key = report_key(metadata)
    assert parse(mint(key, local)) == (key, local)
    assert parse(mint(key)) == (key, "")


@pytest.mark.parametrize(
    "iri", ["", "https://example.org/110102/2022", "https://w3id.org/plangraph/id/", "110102/2022"]
)
def test_other_names_are_refused(iri: str) -> None:
    with pytest.raises(ValueError, match="not the IRI"):
        parse(iri)


def test_kinds_of_one_area_and_year_do_not_share_a_name() -> None:
    area = Area("110102", "北京市西城区")
    keys = {report_key(Metadata(area=area, kind=kind, plan_start=2022)) for kind in DocumentKind}
    assert len(keys) == len(DocumentKind)
