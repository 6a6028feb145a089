"""Files are there whole or not at all, and only our own are replaced."""

import os
import sys
from pathlib import Path

import pytest

from plangraph.errors import InputError, RefusedError
from plangraph.files import MARK, write_atomically


def test_a_file_that_is_not_ours_stays(tmp_path: Path) -> None:
    path = tmp_path / "notes.ttl"
    path.write_text("mine")
    with pytest.raises(RefusedError, match="--force"):
        write_atomically(path, ["new"])
    assert path.read_text() == "mine"
    write_atomically(path, ["new"], force=True)
    assert path.read_text() == "new"


def test_our_own_file_is_replaced_and_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.ttl"
    write_atomically(path, [f"# {MARK} 0\n", "one\n"])
    write_atomically(path, [f"# {MARK} 0\n", "two\n"])
    assert path.read_bytes() == f"# {MARK} 0\ntwo\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["b.ttl"]


def test_an_error_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "b.ttl"
    write_atomically(path, [f"# {MARK} 0\n"])

    def broken() -> object:
        yield "half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_atomically(path, broken())  # type: ignore[arg-type]
    assert path.read_text() == f"# {MARK} 0\n"
    assert [p.name for p in tmp_path.iterdir()] == ["b.ttl"]


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder"):
        write_atomically(tmp_path, ["x"])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(path, ["甲\n", b"\xff"])
        assert os.read(reading, 100) == "甲\n".encode() + b"\xff"
    finally:
        os.close(reading)
    assert path.is_fifo()
    assert [p.name for p in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.skipif(sys.platform == "win32", reason="its null device has another name")
def test_the_null_device_takes_everything() -> None:
    write_atomically(Path(os.devnull), ["new"])
    assert Path(os.devnull).is_char_device()
