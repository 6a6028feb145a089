"""Folders are written whole, and over nothing but our own."""

import hashlib
import json
from pathlib import Path

import pytest

from plangraph.errors import InputError, RefusedError
from plangraph.uses.export.folders import MANIFEST, Files, write_folder


def files(*names: str) -> Files:
    return {name: ([("a", "string"), ("n", "long")], iter(["a,n\n", "x,1\n"])) for name in names}


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_folder_tells_its_fields(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", files("Place.csv"), about="all of a.ttl")
    package = json.loads((tmp_path / "out" / MANIFEST).read_text(encoding="utf-8"))
    assert package["description"] == "all of a.ttl"
    (resource,) = package["resources"]
    assert (resource["name"], resource["path"]) == ("place", "Place.csv")
    assert resource["hash"] == "sha256:" + hashlib.sha256(b"a,n\nx,1\n").hexdigest()
    assert resource["schema"]["fields"] == [{"name": "a", "type": "string"}, {"name": "n", "type": "integer"}]
    assert (tmp_path / "out" / "Place.csv").read_text(encoding="utf-8") == "a,n\nx,1\n"
    assert names(tmp_path) == ["out"]


def test_what_an_earlier_run_wrote_goes_and_other_files_stay(tmp_path: Path) -> None:
    write_folder(tmp_path, files("Place.csv", "Body.csv"))
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_folder(tmp_path, files("Place.csv", "Event.csv"))
    assert names(tmp_path) == ["Event.csv", "Place.csv", MANIFEST, "notes.txt"]


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Place.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="--force"):
        write_folder(tmp_path, files("Place.csv"))
    with pytest.raises(RefusedError):
        write_folder(tmp_path, files("Body.csv"))
    write_folder(tmp_path, files("Body.csv"), force=True)
    assert (tmp_path / "Place.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("now", ["Place.csv", "Event.csv"])
def test_a_file_that_was_changed_since_is_its_users(tmp_path: Path, now: str) -> None:
    write_folder(tmp_path, files("Place.csv"))
    (tmp_path / "Place.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"Place\.csv"):
        write_folder(tmp_path, files(now))
    assert (tmp_path / "Place.csv").read_text(encoding="utf-8") == "mine"


def test_force_loses_nothing_but_files_of_the_same_names(tmp_path: Path) -> None:
    write_folder(tmp_path, files("Place.csv", "Body.csv"))
    (tmp_path / "Place.csv").write_text("mine", encoding="utf-8")
    write_folder(tmp_path, files("Event.csv"), force=True)
    assert names(tmp_path) == ["Event.csv", "Place.csv", MANIFEST]


def test_a_new_file_of_a_user_is_not_overwritten(tmp_path: Path) -> None:
    write_folder(tmp_path, files("Place.csv"))
    (tmp_path / "Body.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"Body\.csv"):
        write_folder(tmp_path, files("Place.csv", "Body.csv"))


@pytest.mark.parametrize(
    "said",
    [
        "[]",
        "{",
        '{"created_by": "other", "resources": []}',
        '{"created_by": "written by plangraph 0", "resources": [{"path": "../x"}]}',
    ],
)
def test_a_manifest_that_lies_deletes_nothing(tmp_path: Path, said: str) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / MANIFEST).write_text(said, encoding="utf-8")
    write_folder(out, files("Place.csv"), force=True)
    assert names(tmp_path) == ["out", "x"]


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError):
        write_folder(tmp_path / "out", files("Place.csv"))
