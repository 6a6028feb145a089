"""Every kind of error has a code of its own that says its exit code, and the page of errors tells of it."""

import re
from pathlib import Path

import pytest

from plangraph import errors

PAGE = (Path(__file__).parent.parent / "docs/errors.md").read_text(encoding="utf-8")
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.PlangraphError)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_code_is_explained(kind: type[errors.PlangraphError]) -> None:
    assert re.fullmatch(rf"PG-E0?{kind.exit_code}\d", kind.code)
    assert f'| <a id="{kind.code.lower()}"></a>`{kind.code}` | {kind.exit_code} |' in PAGE


def test_no_code_means_two_things() -> None:
    codes = [kind.code for kind in KINDS]
    assert sorted(codes) == sorted(set(codes)) == re.findall(r"^\| .*`(PG-E\d+)` \|", PAGE, re.MULTILINE)
