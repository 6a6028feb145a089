"""Graph files: which ones a path names, in which form each is, and what is refused before any parser sees it."""

from __future__ import annotations

import codecs
import glob
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from plangraph.errors import InputError, LimitError, RefusedError
from plangraph.files import MARK, is_ours

if TYPE_CHECKING:
    import pyoxigraph
    from typing_extensions import Buffer

STDIN = Path("-")
MOST = 2 * 2**30
BUILT = (".ttl", ".nt")
FORMATS = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".rdf": "RDF_XML",
    ".xml": "RDF_XML",
    ".jsonld": "JSON_LD",
}
IN_FOLDERS = tuple(ending for ending in FORMATS if ending != ".xml")  # a folder holds XML of many kinds
_PIECE = 2**20  # bytes
_SMALL = 4096  # bytes; a larger file is not looked through for anything but blanks
_GRAPHS = "https://w3id.org/plangraph/graph/"
_OWN = re.compile(rb"^@prefix r: <(https://w3id\.org/plangraph/id/[^<>\s]+)/> \.$", re.MULTILINE)
_PROLOG = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL | re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml\s[^>]*?\sencoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']")
_DECLARATION = re.compile(r"\s*<\?xml\s.*?\?>", re.DOTALL)


def graph_files(data: Sequence[Path], endings: Sequence[str] = BUILT) -> list[Path]:
    """Give the graph files that paths name: files and ``-`` as they are, what a pattern matches, and of a folder every
    file below it with one of `endings`.

    Raises InputError for a path that is not there, a pattern that matches nothing, a folder without graphs.
    """
    found: list[Path] = []
    for path in data:
        found += _inside(path, endings) if path.is_dir() else _named(path)
    return list(dict.fromkeys(found))


def _inside(folder: Path, endings: Sequence[str]) -> list[Path]:
    found = sorted(p for ending in endings for p in folder.rglob(f"*{ending}") if p.is_file())
    if not found:
        kinds = "、".join(endings)
        raise InputError(f"{folder} 中没有 {kinds} 文件 / no {', '.join(endings)} files in {folder}")
    return found


def _named(path: Path) -> list[Path]:
    if path == STDIN or path.is_file():
        return [path]
    found = sorted(Path(p) for p in glob.glob(str(path), recursive=True) if Path(p).is_file())
    if path.exists() and not found:
        raise InputError(
            f"{path} 不是普通文件；管道请用 - 从标准输入读 / {path} is no regular file; give a pipe as standard input, with -"
        )
    if not found:
        raise InputError(f"没有文件 {path} / no such file: {path}")
    return found


def form(path: Path) -> pyoxigraph.RdfFormat:
    """Give the form of a file by its ending (standard input is Turtle, of which N-Triples are a part)."""
    import pyoxigraph

    name = "TURTLE" if path == STDIN else FORMATS.get(path.suffix.lower())
    if name is None:
        known = ", ".join(FORMATS)
        raise InputError(f"{path} 的扩展名不是 {known} 之一 / the ending of {path} is none of {known}")
    found: pyoxigraph.RdfFormat = getattr(pyoxigraph.RdfFormat, name)
    return found


def opened(path: Path, most: int = MOST) -> IO[bytes]:
    """Open a graph file without its byte-order mark.

    Raises InputError for what cannot be read or holds nothing, LimitError for more than `most` bytes, RefusedError for XML with a
    document type: what it defines can grow without bound or name other files.
    """
    if path == STDIN:
        return io.BytesIO(_told(_unmarked(_within(sys.stdin.buffer.read(most + 1), most, path)), path))
    try:
        if path.stat().st_size > most:
            raise _too_large(path, most)
        if FORMATS.get(path.suffix.lower()) == "RDF_XML":
            return io.BytesIO(_xml(_told(path.read_bytes(), path), path))
        if path.stat().st_size <= _SMALL:
            _told(_unmarked(path.read_bytes()), path)
        handle = path.open("rb")
        handle.seek(len(codecs.BOM_UTF8) if handle.read(3) == codecs.BOM_UTF8 else 0)
    except OSError as error:
        raise InputError(f"读不到 {path} / cannot read {path}: {error.strerror}") from error
    return handle


def runs_on(path: Path, most: int = MOST) -> bool:
    """Tell whether a file may be read as one document with others: Turtle that we wrote, without names of blank nodes."""
    if path == STDIN or path.suffix.lower() != ".ttl" or not is_ours(path):
        return False
    with opened(path, most) as handle:
        return b"_:" not in handle.read()


def opened_together(paths: Sequence[Path], most: int = MOST) -> IO[bytes]:
    """Open several files as one, each when its turn comes; raises, when it is read, what `opened` raises."""
    return io.BufferedReader(_OneAfterAnother(opened(path, most) for path in paths), _PIECE)


class _OneAfterAnother(io.RawIOBase):
    def __init__(self, handles: Iterator[IO[bytes]]) -> None:
        self._coming = handles
        self._handle: IO[bytes] = io.BytesIO()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        while not (piece := self._handle.read(len(view))) and (following := next(self._coming, None)):
            self._handle.close()
            self._handle = following
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._handle.close()
        super().close()


def _told(content: bytes, path: Path) -> bytes:
    """Give content back; InputError where it is blank."""
    if not content.strip():
        raise InputError(f"{path} 是空的 / {path} is empty")
    return content


def _within(content: bytes, most: int, path: Path) -> bytes:
    if len(content) > most:
        raise _too_large(path, most)
    return content


def _too_large(path: Path, most: int) -> LimitError:
    size = most // 2**20
    return LimitError(f"{path} 超过 {size} MB，用 --max-size 放宽 / larger than {size} MB; --max-size allows more")


def _unmarked(content: bytes) -> bytes:
    return content.removeprefix(codecs.BOM_UTF8)


def _xml(content: bytes, path: Path) -> bytes:
    """Give XML in UTF-8, of whatever Unicode it is; RefusedError where it has a document type."""
    wide = _decoded(content, path)
    text = _unmarked(content).decode("utf-8", "replace") if wide is None else wide
    if _PROLOG.match(text):
        raise RefusedError(f"{path} 含有 DOCTYPE，不予读取 / {path} has a DOCTYPE and is not read")
    found = _unmarked(content) if wide is None else _DECLARATION.sub("", wide, count=1).encode()
    _check_whole(found, path)
    return found


def _check_whole(content: bytes, path: Path) -> None:
    """Refuse XML that is not well-formed: the engine takes what is cut off for the end."""
    from xml.parsers import expat

    try:
        expat.ParserCreate("utf-8").Parse(content, True)
    except expat.ExpatError as error:
        raise InputError(f"{path} 不是有效的 XML / {path} is no valid XML: {error}") from error


def _decoded(content: bytes, path: Path) -> str | None:
    """Give the text of UTF-16 or UTF-32, with or without mark, and of what declares another encoding; None for UTF-8."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith((mark, "<".encode(encoding))):
            return content.decode(encoding, "replace").removeprefix("\ufeff")
    declared = _ENCODING.match(content)
    name = declared[1].decode() if declared else "utf-8"
    return None if name.lower() in ("utf-8", "utf8") else _declared(content, name, path)


def _declared(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise InputError(
            f"{path} 的编码 {encoding} 不认识 / {path} declares the encoding {encoding}, which is not known"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} 不是它所声明的 {encoding} 编码 / {path} is not in {encoding} as it declares: byte {error.start}"
        ) from error


def graph_name(path: Path, most: int = MOST) -> str:
    """Give the IRI of the graph that a file becomes: its report's, else one made of the file's name."""
    from urllib.parse import quote

    if path == STDIN:  # is read once, by whoever loads it
        return _GRAPHS + "stdin"
    with opened(path, most) as handle:
        head = handle.read(4096)
    own = _OWN.search(head) if MARK.encode() in head[:512] else None
    if own:
        return own[1].decode()
    reports = set(_reports(path, most))
    return reports.pop() if len(reports) == 1 else _GRAPHS + quote(path.stem, safe="")


def _reports(path: Path, most: int) -> Iterator[str]:
    import pyoxigraph

    from plangraph.graph.vocab import ONTOLOGY, RDF

    report, kind = ONTOLOGY + "Report", RDF.iri + "type"
    for quad in pyoxigraph.parse(opened(path, most), form(path)):
        if quad.predicate.value == kind and getattr(quad.object, "value", "") == report:
            yield str(getattr(quad.subject, "value", ""))
