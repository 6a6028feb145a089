"""Data: files in every form, folders, patterns, databases; what is refused before a parser sees it."""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph
import pytest

from plangraph.errors import InputError, LimitError, PlangraphError, RefusedError, UsageError
from plangraph.files import MARK, shipped
from plangraph.uses import queries
from plangraph.uses.graph_files import IN_FOLDERS, graph_files, graph_name, opened_together, runs_on
from plangraph.uses.stores import build_database, is_database, load

GRAPH = shipped("data") / "ttl/110102/2022.ttl"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = (
    f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="urn:a"><p xmlns="urn:">字</p></rdf:Description></rdf:RDF>'
)
SAME = {
    "a.ttl": '<urn:a> <urn:p> "字" .',
    "a.nt": '<urn:a> <urn:p> "字" .\n',
    "a.nq": '<urn:a> <urn:p> "字" <urn:g> .\n',
    "a.trig": '<urn:g> { <urn:a> <urn:p> "字" }',
    "a.rdf": XML,
    "a.xml": XML,
    "a.jsonld": '{"@context": {"p": "urn:p"}, "@id": "urn:a", "p": "字"}',
}
ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def asked(text: str, *data: Path) -> list[list[Any]]:
    return queries.run(text, data).rows


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Give a folder of two files that share a triple; one of them says which report it is."""
    folder = tmp_path / "two"
    folder.mkdir()
    plan = "https://w3id.org/plangraph/ontology#"
    (folder / "a.ttl").write_text(f"<urn:report> a <{plan}Report> . <urn:x> <urn:p> 1 ; <urn:q> 2 .")
    (folder / "乙.nt").write_text('<urn:x> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n', "utf-8")
    return folder


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["plain", "marked"])
def test_every_form_says_the_same(name: str, mark: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(mark + SAME[name].encode())
    assert asked(ALL, tmp_path / name) == [["urn:a", "urn:p", "字"]]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_xml_in_wide_characters_is_read(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.rdf").write_bytes(XML.encode(encoding))
    assert asked(ALL, tmp_path / "a.rdf") == [["urn:a", "urn:p", "字"]]
    (tmp_path / "a.rdf").write_bytes((f'<?xml version="1.0" encoding="{encoding}"?>\n{XML}').encode(encoding))
    assert asked(ALL, tmp_path / "a.rdf") == [["urn:a", "urn:p", "字"]]


@pytest.mark.parametrize("encoding", ["gb18030", "GBK", "big5", "utf-7"])
def test_xml_is_read_in_the_encoding_that_it_declares(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.rdf").write_bytes(f"<?xml version='1.0' encoding='{encoding}'?>\n{XML}".encode(encoding))
    assert asked(ALL, tmp_path / "a.rdf") == [["urn:a", "urn:p", "字"]]


@pytest.mark.parametrize(
    ("encoding", "words"), [("x-unknown", "is not known"), ("hex", "is not known"), ("ascii", "is not in ascii")]
)
def test_xml_that_is_not_what_it_declares_is_refused(encoding: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.rdf").write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{XML}'.encode())
    with pytest.raises(InputError, match=words):
        load([tmp_path / "a.rdf"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_to_be_standard_input(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="standard input, with -"):
        load([tmp_path / "pipe"])


def test_folders_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    for name in (*SAME, "deep/er/b.ttl", "notes.txt"):
        (tmp_path / name).write_text(SAME.get(name, "<urn:b> <urn:p> 1 ."), encoding="utf-8")
    inside = {p.relative_to(tmp_path).as_posix() for p in graph_files([tmp_path], IN_FOLDERS)}
    assert inside == {*SAME, "deep/er/b.ttl"} - {"a.xml"}
    assert graph_files([tmp_path / "*.ttl", tmp_path / "a.ttl"]) == [tmp_path / "a.ttl"]
    assert [p.name for p in graph_files([tmp_path / "**/*.ttl"])] == ["a.ttl", "b.ttl"]
    assert len(asked(ALL, tmp_path / "**/*.ttl")) == 2
    for wrong in ("*.none", "none.ttl"):
        with pytest.raises(InputError, match="none"):
            graph_files([tmp_path / wrong])
    with pytest.raises(InputError, match=r"notes\.txt"):
        load([tmp_path / "notes.txt"])


def test_standard_input_is_turtle(monkeypatch: pytest.MonkeyPatch) -> None:
    content = codecs.BOM_UTF8 + SAME["a.ttl"].encode()
    for text in (ALL, "SELECT * { GRAPH ?g { ?s ?p ?o } }"):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        assert "字" in asked(text, Path("-"))[0]


def test_what_several_files_say_counts_once(two: Path) -> None:
    assert asked("SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o ; <urn:p> ?again }", two) == [[1]]
    assert asked("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", two) == [[3]]


def test_each_file_is_a_graph_named_after_its_report(two: Path) -> None:
    named = ["https://w3id.org/plangraph/graph/%E4%B9%99", "urn:report"]
    assert asked(NAMES, two) == [[name] for name in named]
    assert asked("SELECT (COUNT(*) AS ?n) { graph ?g { ?s <urn:p> ?o } }", two) == [[2]]
    assert graph_name(GRAPH) == "https://w3id.org/plangraph/id/110102/2022"
    assert asked(NAMES, GRAPH) == [[graph_name(GRAPH)]]


def test_graphs_that_have_names_keep_them(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_text("<urn:g> { <urn:a> <urn:p> 1 } <urn:a> <urn:p> 2 .")
    assert asked(NAMES, tmp_path) == [["https://w3id.org/plangraph/graph/a"], ["urn:g"]]
    assert asked("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", tmp_path) == [[2]]


@pytest.mark.parametrize("text", [ALL, NAMES, "SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o ; <urn:p> ?again }"])
def test_a_database_answers_as_its_files_do(text: str, two: Path, tmp_path: Path) -> None:
    assert build_database(tmp_path / "db", [two]) == 2
    assert sorted(map(repr, asked(text, tmp_path / "db"))) == sorted(map(repr, asked(text, two)))


def test_files_that_we_wrote_run_on_as_one_document_where_no_blank_node_has_a_name(tmp_path: Path) -> None:
    texts = {
        "a.ttl": f"# {MARK}\n@prefix r: <urn:r/> .\nr:a r:p r:shared .\n",
        "b.ttl": f"# {MARK}\n@prefix r: <urn:q/> .\nr:a r:p <urn:r/shared> .\n",
        "c.ttl": f"# {MARK}\n_:x <urn:p> 1 .\n",
        "d.ttl": f"# {MARK}\n_:x <urn:p> 2 .\n",
        "e.ttl": "<urn:r/a> <urn:r/p> <urn:r/shared> .\n",
    }
    files = [tmp_path / name for name in texts]
    for path in files:
        path.write_text(texts[path.name], encoding="utf-8")
    assert [path.name for path in files if runs_on(path)] == ["a.ttl", "b.ttl"]
    with opened_together(files[:2]) as handle:
        assert handle.read().decode() == texts["a.ttl"] + texts["b.ttl"]
    build_database(tmp_path / "db", files)
    assert asked("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", tmp_path / "db") == [[4]]
    assert asked("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s <urn:p> ?o }", tmp_path / "db") == [[2]]
    assert asked("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", tmp_path / "db") == [[5]]


@pytest.mark.parametrize("wrong", ["a.ttl", "b.ttl"])
def test_what_is_wrong_with_a_file_that_runs_on_is_said_of_it(wrong: str, tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text(f"# {MARK}\n<urn:a> <urn:p> {'' if name == wrong else 1} .\n")
    with pytest.raises(InputError, match=wrong):
        build_database(tmp_path / "db", [tmp_path])


def test_a_database_holds_what_was_loaded_last_and_nothing_else(two: Path, tmp_path: Path) -> None:
    home = tmp_path / "db"
    for files in ([two], [two / "a.ttl"]):
        build_database(home, files)
        for _ in range(3):
            count = asked("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", home)
    assert count == [[3]]
    (store,) = (p for p in home.iterdir() if p.is_dir())
    assert {p.name for p in home.iterdir()} == {"plangraph.txt", store.name}
    assert not list(store.glob("LOG.old.*"))


def test_a_load_that_fails_leaves_what_was_there(two: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:b> .")
    with pytest.raises(InputError, match=r"bad\.ttl"):
        build_database(tmp_path / "db", [two, tmp_path / "bad.ttl"])
    assert not (tmp_path / "db").exists()
    build_database(tmp_path / "db", [two])
    before = sorted(p.name for p in (tmp_path / "db").iterdir())
    with pytest.raises(InputError):
        build_database(tmp_path / "db", [tmp_path / "bad.ttl"])
    assert sorted(p.name for p in (tmp_path / "db").iterdir()) == before
    assert len(asked(ALL, tmp_path / "db")) == 3


def test_a_folder_that_is_not_ours_is_left_alone(two: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/plangraph.txt").write_text("mine")
    with pytest.raises(RefusedError, match="--force"):
        build_database(tmp_path / "home", [two])
    (tmp_path / "home/plangraph.txt").rename(tmp_path / "home/notes.txt")
    with pytest.raises(RefusedError, match="--force"):
        build_database(tmp_path / "home", [two])
    assert [p.name for p in (tmp_path / "home").iterdir()] == ["notes.txt"]
    build_database(tmp_path / "home", [two], force=True)
    assert is_database(tmp_path / "home")
    assert (tmp_path / "home/notes.txt").read_text() == "mine"
    with pytest.raises(InputError, match=r"notes\.txt"):
        build_database(tmp_path / "home/notes.txt", [two])


def test_a_database_stands_alone_and_says_when_it_is_broken(two: Path, tmp_path: Path) -> None:
    home = tmp_path / "db"
    build_database(home, [two])
    with pytest.raises(UsageError):
        load([home, two])
    sign = (home / "plangraph.txt").read_text().splitlines()
    for name in ("store-0", "../two", "store-/../../two"):
        (home / "plangraph.txt").write_text(f"{sign[0]}\n{name}\n")
        with pytest.raises(InputError, match="db"):
            load([home])


WRITER = """
import sys, time
from pathlib import Path
from plangraph.uses import stores
fill = stores._fill
def slowly(*args):
    fill(*args)
    print("writing", flush=True)
    sys.stdin.readline()
stores._fill = slowly
stores.build_database(Path(sys.argv[1]), [Path(sys.argv[2])])
"""


@contextlib.contextmanager
def writing(home: Path, data: Path, killed: bool) -> Iterator[None]:
    """Hold a load of another program in its midst, and then let it end, or kill it."""
    command = [sys.executable, "-c", WRITER, str(home), str(data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        yield
        if killed:
            writer.kill()
        else:
            writer.communicate("\n")


@pytest.mark.parametrize("killed", [False, True])
def test_a_database_is_read_beside_a_writer(killed: bool, two: Path, tmp_path: Path) -> None:
    home = tmp_path / "db"
    build_database(home, [two])
    with writing(home, two / "乙.nt", killed):
        assert len(asked(ALL, home)) == 3
    assert len(asked(ALL, home)) == (3 if killed else 1)
    build_database(home, [two])
    assert len(list(home.iterdir())) == 2  # and nothing is left of a writer that was killed
    with pytest.raises(RuntimeError):
        load([home]).add(pyoxigraph.Quad(*[pyoxigraph.NamedNode("urn:z")] * 3))


@pytest.mark.parametrize("killed", [False, True])
def test_loads_beside_each_other_leave_one_database(killed: bool, two: Path, tmp_path: Path) -> None:
    home = tmp_path / "db"
    with writing(home, two / "乙.nt", killed):
        build_database(home, [two])
        assert len(asked(ALL, home)) == 3
    assert len(asked(ALL, home)) == (3 if killed else 1)
    build_database(home, [two])
    assert len(list(home.iterdir())) == 2


def dtd(inside: str) -> str:
    return f"<!DOCTYPE rdf:RDF [{inside}]>" + XML


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(10))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("ending", ["rdf", "xml"])
@pytest.mark.parametrize(
    "text",
    [
        dtd(LAUGHS),
        dtd('<!ENTITY x SYSTEM "CANARY">'),
        '<?xml version="1.0"?>\n<!-- a --><!-- b -->\n' + dtd(""),
        '<!DOCTYPE rdf:RDF SYSTEM "URL">' + XML,
        "\n" + dtd(""),
        "<!--" + "-->" * 2000 + "<!-- x -->" * 2000 + dtd(""),
    ],
    ids=["laughs", "file", "comments", "url", "space", "many"],
)
def test_a_document_type_is_refused_unread(
    text: str, ending: str, encoding: str, tmp_path: Path, listener: Any
) -> None:
    if encoding in ("utf-16-le", "utf-16-be") and not text.startswith("<"):
        pytest.skip("without a mark, wide characters are known by the first one")
    (tmp_path / "canary").write_text("secret")
    path = tmp_path / f"a.{ending}"
    path.write_bytes(
        text.replace("CANARY", (tmp_path / "canary").as_uri()).replace("URL", listener.url).encode(encoding)
    )
    with pytest.raises(PlangraphError) as refused:
        asked(ALL, path)
    assert "secret" not in str(refused.value)
    assert listener.hits == []
    if not text.startswith("<!---->-->"):  # that is no XML: a parser stops there
        assert isinstance(refused.value, RefusedError)
        assert "DOCTYPE" in str(refused.value)


def test_words_like_a_document_type_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.rdf").write_text("<!-- <!DOCTYPE x> -->" + XML.replace("字", "&lt;!DOCTYPE x>"), encoding="utf-8")
    assert asked(ALL, tmp_path / "a.rdf") == [["urn:a", "urn:p", "<!DOCTYPE x>"]]


CONTEXTS = [
    "URL",
    ["URL"],
    [{"p": "urn:p"}, "URL"],
    "FILE",
    "ctx.jsonld",
    "/ctx.jsonld",
    {"@import": "URL", "@version": 1.1},
    {"p": {"@id": "urn:p", "@context": "URL"}},
]


@pytest.mark.parametrize("context", CONTEXTS, ids=json.dumps)
def test_a_context_elsewhere_is_refused(context: object, tmp_path: Path, listener: Any) -> None:
    (tmp_path / "ctx.jsonld").write_text('{"@context": {"p": "urn:secret"}}')
    text = json.dumps({"@context": context, "@id": "urn:a", "p": {"urn:q": 1}})
    text = text.replace("URL", listener.url).replace("FILE", (tmp_path / "ctx.jsonld").as_uri())
    (tmp_path / "a.jsonld").write_text(text)
    with pytest.raises(PlangraphError) as refused:
        asked(ALL, tmp_path / "a.jsonld")
    assert isinstance(refused.value, RefusedError), refused.value
    assert listener.hits == []


def test_imports_are_not_followed(tmp_path: Path, listener: Any) -> None:
    (tmp_path / "a.ttl").write_text(f"<urn:a> <http://www.w3.org/2002/07/owl#imports> <{listener.url}> .")
    assert len(asked(ALL, tmp_path / "a.ttl")) == 1
    assert listener.hits == []


@pytest.mark.parametrize("name", SAME)
def test_what_is_too_large_is_not_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(SAME[name], encoding="utf-8")
    os.truncate(tmp_path / name, 3 * 2**20)
    with pytest.raises(LimitError, match="--max-size"):
        load([tmp_path / name], most=2**20)
    with pytest.raises(LimitError, match="--max-size"):
        build_database(tmp_path / "db", [tmp_path / name], most=2**20)


@pytest.mark.parametrize("name", SAME)
def test_what_is_no_graph_is_named(name: str, tmp_path: Path) -> None:
    for content in (b"{", b"<", b"\xff\xfe\x00", b"\x00" * 100, SAME[name].encode()[:-10]):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError, match=name):
            asked(ALL, tmp_path / name)
