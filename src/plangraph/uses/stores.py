"""Graphs where they can be asked: in memory, or in a database that `load` made.

What all files say lies in the default graph, where what several of them say is there once; each file lies beside it in a
graph named after its report.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plangraph import __version__
from plangraph.errors import ForeignFileError, InputError, RefusedError, UsageError
from plangraph.files import MARK, is_ours, write_atomically
from plangraph.uses.graph_files import (
    IN_FOLDERS,
    MOST,
    STDIN,
    form,
    graph_files,
    graph_name,
    opened,
    opened_together,
    runs_on,
)

if TYPE_CHECKING:
    import pyoxigraph

_SIGN = "plangraph.txt"
_HOMES = "store-"
_HOME = re.compile(r"store-[0-9a-f]{8}")
_HANDS = 2  # files that are loaded at a time


def load(data: Sequence[Path], *, named: bool = True, most: int = MOST) -> pyoxigraph.Store:
    """Open a database, or load graph files of at most `most` bytes each, with their named graphs where `named` says so.

    Raises InputError for what is missing or no graph, UsageError for a database beside other data; see `opened`.
    """
    import pyoxigraph

    if any(is_database(path) for path in data):
        if len(data) > 1:
            raise UsageError("数据库须单独给出 / a database cannot be combined with other data")
        return open_database(data[0])
    store = pyoxigraph.Store()
    for path in graph_files(data, IN_FOLDERS):
        with said_of(path):
            _load_file(store, path, named, most)
    return store


@contextlib.contextmanager
def said_of(path: Path) -> Iterator[None]:
    """Say of what an engine finds wrong in which file it is: RefusedError for a context elsewhere, InputError for all else."""
    try:
        yield
    except (SyntaxError, ValueError, OSError) as error:
        if "LoadDocumentCallback" in str(error) or "remote context" in str(error):
            raise RefusedError(
                f"{path} 的 @context 在别处，不予读取 / {path} has a remote @context, and nothing is fetched"
            ) from error
        raise InputError(f"{path} 不是有效的图文件 / {path} is no valid graph: {error}") from error


def _load_file(store: pyoxigraph.Store, path: Path, named: bool, most: int) -> None:
    import pyoxigraph

    kind = form(path)
    if kind.supports_datasets:
        store.extend(_quads(path, named, most))
        return
    with opened(path, most) as handle:
        content = io.BytesIO(handle.read()) if path == STDIN else handle
        store.load(content, kind)
        if named:
            content.seek(0)
            name = pyoxigraph.NamedNode(graph_name(path, most))
            store.load(content if path == STDIN else opened(path, most), kind, to_graph=name)


def _quads(path: Path, named: bool, most: int) -> Iterator[pyoxigraph.Quad]:
    """Give what a file says, for the default graph and for a named one: the file's own, else its report's."""
    import pyoxigraph

    home = pyoxigraph.NamedNode(graph_name(path, most)) if named else None
    unnamed, make = pyoxigraph.DefaultGraph(), pyoxigraph.Quad
    with opened(path, most) as handle:
        for quad in pyoxigraph.parse(handle, form(path), rename_blank_nodes=True):
            subject, predicate, value, graph = quad
            yield make(subject, predicate, value)
            if home is not None:
                yield make(subject, predicate, value, home if graph == unnamed else graph)


def is_database(path: Path) -> bool:
    """Tell whether a folder is a database that `load` made."""
    return (path / _SIGN).is_file() and is_ours(path / _SIGN)


def open_database(folder: Path) -> pyoxigraph.Store:
    """Open a database to be read; a `load` that goes on beside it is not seen before it has ended."""
    import pyoxigraph

    home = _home(folder)
    try:
        return pyoxigraph.Store.read_only(str(home))
    except OSError as error:
        if _home(folder) != home:  # a load has just put another in its place
            return open_database(folder)
        raise InputError(f"数据库 {folder} 打不开 / cannot open the database {folder}: {error}") from error
    finally:
        for log in home.glob("LOG.old.*"):  # the engine leaves one each time
            with contextlib.suppress(OSError):
                log.unlink()


def _home(folder: Path) -> Path:
    """Give the folder inside a database that holds what was loaded last."""
    name = (folder / _SIGN).read_text(encoding="utf-8").splitlines()[-1]
    if not _HOME.fullmatch(name):
        raise InputError(f"数据库 {folder} 已损坏 / the database {folder} is broken: {name!r}")
    return folder / name


def build_database(folder: Path, data: Sequence[Path], *, force: bool = False, most: int = MOST) -> int:
    """Load graph files into a database in a folder, in place of what it held; give the number of files.

    The database is there whole or as it was before; what a load left that was killed goes with the next one that ends.
    Raises RefusedError for a folder that holds something else (unless `force`, which leaves that where it is), and
    otherwise as `load`.
    """
    from shutil import rmtree
    from traceback import clear_frames

    files = graph_files(data, IN_FOLDERS)
    _make_way(folder, force)
    with _loading(folder):
        before = _home(folder) if is_database(folder) else None
        home = folder / f"{_HOMES}{os.urandom(4).hex()}"
        try:
            _make_store(home, files, most)
            write_atomically(folder / _SIGN, [f"# {MARK} {__version__}\n{home.name}\n"], force=force)
        except BaseException as error:
            clear_frames(error.__traceback__)  # which hold the store open, and it may yet write
            rmtree(home, ignore_errors=True)
            with contextlib.suppress(OSError):
                folder.rmdir()  # only if it is empty
            raise
        if before:
            rmtree(before, ignore_errors=True)
    return len(files)


@contextlib.contextmanager
def _loading(folder: Path) -> Iterator[None]:
    """Hold a folder while it is loaded into; who ends last takes away what no load works on any more.

    The hold is the system's, so that it goes with a process that is killed. Where there is no such hold nothing is taken
    away.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl
    from shutil import rmtree

    hold = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(hold, fcntl.LOCK_SH)
        yield
        with contextlib.suppress(BlockingIOError):  # another load goes on
            fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for left in set(_homes(folder)) - {_home(folder)}:
                rmtree(left, ignore_errors=True)
    finally:
        os.close(hold)


def _homes(folder: Path) -> Iterator[Path]:
    """Give what loads made in a folder; the engine puts a file LOCK into each before anything else."""
    return (path for path in folder.iterdir() if _HOME.fullmatch(path.name) and (path / "LOCK").is_file())


def _make_store(home: Path, files: Sequence[Path], most: int) -> None:
    import pyoxigraph

    _fill(pyoxigraph.Store(str(home)), files, most)


def _fill(store: pyoxigraph.Store, files: Sequence[Path], most: int) -> None:
    """Load files into a new store: each into its own graph, and beside that all of them into the default graph.

    What we wrote ourselves runs on there as one document, which the engine puts in order as it goes; begun midway, it ends
    last, and what came last is found first. Files of others go in one by one (their prefixes and blank nodes are their
    own), and are put in order at the end, or questions take three times as long.
    """
    from concurrent.futures import ThreadPoolExecutor

    ours = [path for path in files if runs_on(path, most)]
    pool, middle = ThreadPoolExecutor(_HANDS), len(files) // 2
    try:
        early = [pool.submit(_bulk, store, path, path not in ours, most) for path in files[:middle]]
        together = pool.submit(_bulk_together, store, ours, most)
        late = [pool.submit(_bulk, store, path, path not in ours, most) for path in files[middle:]]
        for job in (*early, *late, together):
            job.result()
    finally:
        pool.shutdown(cancel_futures=True)
    store.flush()
    if len(files) > len(ours):
        store.optimize()


def _bulk(store: pyoxigraph.Store, path: Path, unnamed: bool, most: int) -> None:
    """Load a file into its own graph, and into the default graph where `unnamed` says so."""
    import pyoxigraph

    with said_of(path):
        if path == STDIN or form(path).supports_datasets:
            store.bulk_extend(_quads(path, True, most))
            return
        for name in (pyoxigraph.NamedNode(graph_name(path, most)), None)[: 1 + unnamed]:
            with opened(path, most) as handle:
                store.bulk_load(handle, form(path), to_graph=name)


def _bulk_together(store: pyoxigraph.Store, paths: Sequence[Path], most: int) -> None:
    """Load files that run on into the default graph; what is wrong with one of them is said where it is loaded alone."""
    if paths:
        with said_of(paths[0]), opened_together(paths, most) as handle:
            store.bulk_load(handle, form(paths[0]))


def _make_way(folder: Path, force: bool) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not force and not is_database(folder) and set(folder.iterdir()) != set(_homes(folder)):
            raise ForeignFileError(
                f"{folder} 不是空文件夹，也不是 plangraph 的数据库，用 --force 仍放入 / "
                f"{folder} is neither empty nor a database of plangraph; --force puts one in all the same"
            )
    except OSError as error:
        raise InputError(f"无法写入 {folder} / cannot write {folder}: {error.strerror}") from error
