"""Where the things that travel with the program lie, and how a file is written so that nothing is lost."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from plangraph.errors import ForeignFileError, InputError

_PACKAGE = Path(__file__).resolve().parent
MARK = "written by plangraph"


def shipped(folder: str) -> Path:
    """Give the folder `ontology`, `queries` or `data`: in a wheel inside the package, in a checkout beside `src`.

    >>> shipped("ontology").is_dir()
    True
    """
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent.parent / folder


def is_ours(path: Path) -> bool:
    """Tell whether a file bears our mark in its first 512 bytes."""
    with path.open("rb") as handle:
        return MARK.encode() in handle.read(512)


def write_atomically(path: Path, pieces: Iterable[str | bytes], *, force: bool = False) -> None:
    """Write UTF-8 with LF, or bytes as they are, so that the file is there whole or not at all.

    What is no regular file (a pipe, a terminal, /dev/null) holds nothing that could be lost, and is simply written to.
    Raises ForeignFileError when a file that we did not write is in the way (unless `force`), InputError when the
    place cannot be written to.
    """
    if path.is_dir():
        raise InputError(f"{path} 是文件夹，无法写入文件 / {path} is a folder, not a file")
    data = (piece.encode() if isinstance(piece, str) else piece for piece in pieces)
    if path.exists() and not path.is_file():
        _pour(path, data)
        return
    if path.exists() and not force and not is_ours(path):
        raise ForeignFileError(
            f"{path} 不是 plangraph 写的文件，用 --force 覆盖 / {path} was not written by plangraph; --force overwrites it"
        )
    _put(path, data, 0o666 & ~_umask())


def rewrite(path: Path, data: bytes) -> None:
    """Put other bytes into a file, whole or not at all; who may read it and where a link leads stay. Makes it if need be.

    Raises InputError when the place cannot be written to.
    """
    there = path.resolve()
    _put(there, [data], stat.S_IMODE(there.stat().st_mode) if there.exists() else 0o666 & ~_umask())


def _pour(path: Path, pieces: Iterable[bytes]) -> None:
    try:
        with path.open("wb") as handle:
            handle.writelines(pieces)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"无法写入 {path} / cannot write {path}: {error.strerror}") from error


def _put(path: Path, pieces: Iterable[bytes], mode: int) -> None:
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise InputError(f"无法写入 {path} / cannot write {path}: {error.strerror}") from error
    try:
        with open(descriptor, "wb") as handle:
            handle.writelines(pieces)
            handle.flush()
            os.fsync(handle.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except OSError as error:
        raise InputError(f"无法写入 {path} / cannot write {path}: {error.strerror}") from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
