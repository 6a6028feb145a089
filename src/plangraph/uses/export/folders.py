"""Folders of files, described by a data package; whole or not at all, and over nothing but our own.

The data package has the SHA-256 of each file: one that is not as we wrote it is its user's by now.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from plangraph import __version__
from plangraph.errors import ForeignFileError, InputError
from plangraph.files import MARK, write_atomically

MANIFEST = "datapackage.json"
_TYPES = {"integer": "integer", "long": "integer", "double": "number", "boolean": "boolean"}
Files = Mapping[str, tuple[Sequence[tuple[str, str]], Iterator[str]]]


def write_folder(out: Path, files: Files, *, about: str = "", force: bool = False) -> None:
    """Write files with a `datapackage.json` that tells their fields; what an earlier run wrote and this does not, goes.

    Raises RefusedError when something that we did not write, or that was changed since, is in the way (unless `force`; even then nothing but the
    files of the same names is lost), InputError when the place cannot be written to.
    """
    old = _ours(out, [*files, MANIFEST], force)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder:
            stage = Path(folder)
            for name, (_, pieces) in files.items():
                write_atomically(stage / name, pieces)
            hashes = {name: _hash(stage / name) for name in files}
            write_atomically(stage / MANIFEST, [_manifest(files, hashes, about)])
            out.mkdir(exist_ok=True)
            for name in [*files, MANIFEST]:
                os.replace(stage / name, out / name)
        for name in old - set(files):
            (out / name).unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"无法写入 {out} / cannot write {out}: {error.strerror}") from error


def _ours(out: Path, wanted: Sequence[str], force: bool) -> set[str]:
    """Give the names of what we wrote there before and nobody changed."""
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} 不是文件夹 / {out} is no folder")
    there = {p.name for p in out.iterdir()} if out.exists() else set()
    listed = _listed(out / MANIFEST)
    old = {name for name in there & listed.keys() if _hash(out / name) == listed[name]}
    foreign = sorted((there & {*wanted, *listed}) - old - {MANIFEST}) if listed else sorted(there)
    if foreign and not force:
        raise ForeignFileError(
            f"{out / foreign[0]} 不是 plangraph 写的文件或已被改动，用 --force 覆盖 / "
            f"{out / foreign[0]} was not written by plangraph, or was changed since; --force overwrites it"
        )
    return old


def _hash(path: Path) -> str:
    """Give the hash of a file as a data package writes it; nothing for what is no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as handle:
        return f"sha256:{hashlib.file_digest(handle, 'sha256').hexdigest()}"


def _listed(manifest: Path) -> dict[str, str]:
    """Give the hashes of the files that a manifest of ours lists, none if it is not ours; a name never leads out of its folder."""
    try:
        said = json.loads(manifest.read_text(encoding="utf-8"))
        if not str(said["created_by"]).startswith(MARK):
            return {}
        return {name: str(r["hash"]) for r in said["resources"] if (name := str(r["path"])) == Path(name).name}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _manifest(files: Files, hashes: Mapping[str, str], about: str) -> str:
    resources = [
        {
            "name": name.removesuffix(".csv").lower(),
            "path": name,
            "format": "csv",
            "encoding": "utf-8",
            "hash": hashes[name],
            "schema": {"fields": [{"name": field, "type": _TYPES.get(type_, "string")} for field, type_ in fields]},
        }
        for name, (fields, _) in files.items()
    ]
    package = {"created_by": f"{MARK} {__version__}", "name": "plangraph", "description": about, "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"
