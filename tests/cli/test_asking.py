"""Asking with parameters, lists, own packs and formats, as people and programs meet it."""

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from plangraph.cli import cli
from plangraph.files import shipped
from plangraph.uses import packs

GRAPH = shipped("data") / "ttl/110102/2022.ttl"


def run(*args: object, stdin: bytes | None = None, **environment: str) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], input=stdin, env=environment)


def rows(*args: object) -> list[dict[str, Any]]:
    result = run("query", *args, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_a_parameter_is_asked_with() -> None:
    assert {r["place"] for r in rows("places/about", "-p", "place=长安街")} == {"长安街"}
    assert {r["place"] for r in rows("places/about")} == {"什刹海"}
    both = rows("report/statements", "-p", "kind=commitment", "-p", "text=养老")
    assert both
    assert all(r["kind"] == "commitment" and "养老" in str(r["text"]) for r in both)
    assert rows("report/outline", "-p", "year=２０２２") == rows("report/outline")


def test_what_was_asked_is_said() -> None:
    said = run("query", "overview/biggest_numbers", "-p", "year=2022", "--lang", "en").stderr
    assert said.startswith("The largest sums of money (unit=元, year=2022)\n")


@pytest.mark.parametrize("form", ["table", "md", "html"])
def test_people_see_the_column_of_their_language(form: str) -> None:
    for lang, seen, other in (
        ("zh", "没有同期、同口径的其他地区", "no other area"),
        ("en", "no other area", "没有同期"),
    ):
        shown = run("query", "districts/rank", "--lang", lang, "--format", form, COLUMNS="300").stdout
        assert seen in shown
        assert other not in shown


@pytest.mark.parametrize("form", ["json", "csv", "tsv"])
def test_programs_get_the_columns_of_both_languages(form: str) -> None:
    shown = run("query", "districts/rank", "--lang", "en", "--format", form).stdout
    assert "note_en" in shown
    assert "no other area" in shown
    assert "没有同期" in shown


def test_what_stands_in_one_language_only_stands_beside_it_in_the_other() -> None:
    declared = {q.name: q.only() for q in packs.queries() if q.only()}
    assert declared
    for name, only in declared.items():
        assert {f"{c}_en": "en" for c, lang in only.items() if lang == "zh"} == {
            c: lang for c, lang in only.items() if lang == "en"
        }, name
        assert {c.removesuffix("_en") for c in only if c.endswith("_en")} <= only.keys(), name
    both = {q.name for q in packs.queries() for c in q.columns("zh") if f"{c}_en" in q.columns("zh")}
    assert both == declared.keys()


def test_a_table_names_one_report_below_and_several_on_their_rows(three_years: list[Path]) -> None:
    args = ["query", "overview/chapters", "--lang", "en", "--format"]
    one, two = (["--data", *files] for files in ([three_years[0]], [three_years[0], "--data", three_years[1]]))
    name, other = "北京市西城区2014", "北京市西城区2015"
    assert run(*args, "table", *one).stdout.endswith(f"\n\n Report: {name}\n")
    assert "Report" not in run(*args, "table", *one, "--no-headers", COLUMNS="120").stdout
    for form in ("table", "md", "csv"):
        shown = run(*args, form, *two, COLUMNS="120").stdout
        assert shown.count(name) == shown.count(other) > 1, form
    lines = run(*args, "csv", *one).stdout.splitlines()
    assert all(line.endswith(f",{name}") for line in lines[1:])


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("places/about", "place=什刹", "did you mean 什刹海"),
        ("places/about", "plaec=什刹海", "did you mean place"),
        ("report/outline", "year=2021", "allowed are: 2022"),
        ("report/outline", "year=soon", "a year of four digits"),
        ("ledger/links", "relation=complets", "did you mean completes"),
        ("overview/years", "year=2022", "takes no parameters"),
        ("report/outline", "year", "NAME=VALUE"),
    ],
)
def test_a_wrong_parameter_says_what_is_allowed(name: str, given: str, words: str) -> None:
    result = run("query", name, "-p", given, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


@pytest.mark.parametrize("name", ["ledger/verdicts", "ledger/figures_that_differ", "links/rejected"])
def test_a_question_without_answer_says_what_it_needs(name: str) -> None:
    needs = packs.find(name).words("needs")
    assert (
        f"0 rows\nthis question needs {needs['en']} (--data); where these are given, no row fits\n"
        in run("query", name, "--lang", "en").stderr
    )
    assert f"这个查询需要：{needs['zh']}（--data）" in run("query", name, "--lang", "zh").stderr


def test_no_answer_says_which_values_have_one() -> None:
    none = run("query", "districts/indicator", "-p", "indicator=CPI", "--lang", "en")
    assert none.exit_code == 0
    assert "0 rows\nwhich indicator there is data of: plangraph query districts/indicators\n" in none.stderr
    some = run("query", "districts/indicator", "-p", "indicator=GDP growth", "--lang", "en")
    assert "plangraph query districts/indicators" not in some.stderr


def test_an_own_query_takes_parameters() -> None:
    text = "#+ plangraph:\n#+   params: {x: {type: integer}}\nSELECT ?_x (?_x + 1 AS ?y) {}"
    result = run("query", "-", "-p", "x=41", "--format", "json", stdin=text.encode())
    assert json.loads(result.stdout) == [{"y": 42}]


OWN = """#+ summary: Parts
#+ tags:
#+   - mine
#+ plangraph:
#+   title: {zh: 部分, en: Parts}
#+   question: {zh: 有哪些部分？, en: "Which parts are there?"}
#+   columns: {n: {zh: 号, en: No}}
#+   params: {n: {type: one_of, values: ["1", "2"], default: "2", help: {zh: 号, en: number}}}
SELECT ?n ?_n { ?s a <https://w3id.org/plangraph/ontology#Part> ; <https://w3id.org/plangraph/ontology#number> ?n .
  FILTER(COALESCE(STR(?n) = STR(?_n), true)) }
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for name, text in (
        ("mine/parts", OWN),
        ("report/outline", "SELECT (1 AS ?mine) {}"),
        ("mine/broken", "#+ plangraph:\n#+   title: {zh\nASK {}"),
        ("mine/Odd Name", "ASK {}"),
        ("mine/reaching", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
    ):
        path = tmp_path / "packs" / f"{name}.rq"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "secret.rq").write_text("SELECT (42 AS ?secret) {}")
    (tmp_path / "packs/mine/link.rq").symlink_to(tmp_path / "secret.rq")
    (tmp_path / "packs/away").symlink_to(tmp_path)
    return tmp_path / "packs"


def test_own_packs_are_asked_and_come_first(own: Path) -> None:
    assert rows("mine/parts", "--packs", own) == [{"n": "2"}]
    assert rows("mine/parts", "--packs", own, "-p", "n=1") == [{"n": "1"}]
    assert rows("report/outline", "--packs", own) == [{"mine": 1}]
    assert rows("report/glossary", "--packs", own) == rows("report/glossary")
    said = run("query", "mine/parts", "--packs", own, "--lang", "en").stderr
    assert f"report/outline is taken from {own}, not from what ships" in said
    assert "Odd Name" in said
    for elsewhere in (("report/glossary",), ("--show", "report/glossary")):
        assert "taken from" not in run("query", *elsewhere, "--packs", own, "--lang", "en").stderr
    assert "did you mean mine/parts" in run("query", "mine/part", "--packs", own, "--lang", "en").stderr


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("mine/link", 5),
        ("away/secret", 5),
        ("mine/reaching", 5),
        ("../secret", 2),
        ("mine/../../secret", 2),
        ("%2e%2e/secret", 2),
        ("/etc/passwd", 2),
        ("C:\\secret", 2),
        ("mine∕parts", 2),
        ("mine／parts", 2),
        ("mine/parts.", 2),
        ("mine/parts\0", 2),
        ("mine/parts\0.rq", 2),
        (".", 2),
        ("", 2),
    ],
)
def test_names_do_not_leave_their_folder(name: str, code: int, own: Path) -> None:
    result = run("query", name, "--packs", own)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr


@pytest.mark.parametrize("folder", ["missing", "packs/mine"])
def test_a_folder_without_packs_is_said(folder: str, own: Path) -> None:
    assert run("query", "--list", "--packs", own.parent / folder).exit_code == 3


def test_a_list_says_which_column_it_leaves_out_and_how_to_see_it() -> None:
    for width, left_out in ((70, True), (300, False)):
        listed = run("query", "--list", "--lang", "en", COLUMNS=str(width))
        assert ("column of questions is left out; widen it or use --format json" in listed.stderr) == left_out
        assert ("Question" in listed.stdout.partition("\n")[0]) != left_out
    assert "省去了“问题”一列" in run("query", "--list", "--lang", "zh", COLUMNS="70").stderr


def test_a_list_tells_questions_and_parameters(own: Path) -> None:
    whole = {entry["name"]: entry for entry in rows("--list")}
    assert len(whole) >= 49
    about: dict[str, Any] = whole["places/about"]
    assert about["title"] == {"zh": "关于一个地点", "en": "What is said about a place"}
    assert [(p["name"], p["default"], p["values_from"]) for p in about["parameters"]] == [
        ("place", "什刹海", "places/names"),
        ("year", None, "overview/years"),
    ]
    assert about["columns"]["line"] == {"zh": "行", "en": "Line"}
    one = run("query", "--list", "ledger", "--format", "csv", "--lang", "en").stdout.splitlines()
    assert one[0] == "name,title,question,parameters"
    assert all(line.startswith("ledger/") for line in one[1:])
    assert '"year, relation, text"' in next(line for line in one if line.startswith("ledger/links"))
    wrong = run("query", "--list", "leger", "--lang", "en")
    assert wrong.exit_code == 2
    assert "did you mean ledger?" in wrong.stderr
    query = run("query", "--list", "report/metadata", "--lang", "en")
    assert (query.exit_code, "see it with --show report/metadata" in query.stderr) == (2, True)
    mine = run("query", "--list", "mine", "--packs", own, "--format", "json", "--lang", "en")
    assert [entry["name"] for entry in json.loads(mine.stdout)] == ["mine/parts", "mine/reaching"]
    assert "left out mine/broken" in mine.stderr
    assert re.search(r"left out mine/link: \S+ leads out of \S+ and is not read", mine.stderr)


def test_a_file_that_cannot_be_read_hides_no_other_query(own: Path) -> None:
    (own / "mine/bytes.rq").write_bytes(b"\xff\xfe")
    (own / "mine/folder.rq").mkdir()
    (own / "mine/gone.rq").symlink_to(own / "mine/missing.rq")
    listing = run("query", "--list", "--packs", own, "--format", "json", "--lang", "en")
    named = {entry["name"] for entry in json.loads(listing.stdout)}
    assert {"mine/parts", "ledger/links"} <= named
    for name in ("mine/bytes", "mine/folder", "mine/gone"):
        assert name not in named
        assert f"left out {name}: " in listing.stderr
        assert run("query", name, "--packs", own).exit_code == 3


@pytest.mark.parametrize("said", ["default: [a, b]", "values_from: [a]", "help: [a]"])
def test_an_odd_header_hides_no_other_query(said: str, own: Path) -> None:
    (own / "mine/odd.rq").write_text(f"#+ plangraph:\n#+   params: {{n: {{type: text, {said}}}}}\nSELECT ?n {{}}")
    key = f"the header of mine/odd: params.n.{said.partition(':')[0]} must be a text"
    listing = run("query", "--list", "mine", "--packs", own, "--format", "json", "--lang", "en")
    assert [entry["name"] for entry in json.loads(listing.stdout)] == ["mine/parts", "mine/reaching"]
    assert key in listing.stderr
    for args in (("mine/odd",), ("--show", "mine/odd")):
        asked = run("query", *args, "--packs", own, "--lang", "en")
        assert (asked.exit_code, key in asked.stderr) == (2, True)


@pytest.mark.parametrize("tongue", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 100, 130, 200])
def test_a_list_holds_names_and_titles_whole_at_any_width(width: int, tongue: str) -> None:
    listed = run("query", "--list", "--lang", tongue, COLUMNS=str(width))
    lines = listed.stdout.splitlines()
    assert max(map(cell_len, lines)) <= width
    for query in packs.queries():
        assert any(line.lstrip().startswith(f"{query.name} ") for line in lines), query.name
        assert width < 100 or query.words("title")[tongue] in listed.stdout
    question = packs.find("ledger/links").words("question")[tongue]
    assert (question[:8] in listed.stdout) == (width >= 130)
    assert ("--format json" in listed.stderr) == (width < 130)


def test_a_query_is_shown_with_its_parameters_and_still_runs() -> None:
    shown = run("query", "--show", "places/about", "--lang", "en").stdout
    assert shown.startswith(packs.find("places/about").text)
    assert "#   -p place=…  A name of the place; text; values: plangraph query places/names; default 什刹海\n" in shown
    assert run("query", "-", "--format", "json", stdin=shown.encode()).exit_code == 0
    told = json.loads(run("query", "--show", "places/about", "--format", "json").stdout)
    assert told["text"] == packs.find("places/about").text
    assert [p["name"] for p in told["parameters"]] == ["place", "year"]


def test_rows_that_are_cut_are_counted() -> None:
    result = run("query", "report/outline", "--limit", "3", "--format", "csv", "--lang", "en", "-q")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 4)
    assert result.stderr == "the first 3 of 80 rows (--limit)\n"
    assert "80 rows" in run("query", "report/outline", "--limit", "80", "--lang", "en").stderr
    cut = run("query", "report/outline", "--limit", "2", "--format", "srj")
    assert len(json.loads(cut.stdout)["results"]["bindings"]) == 2
    assert run("query", "report/outline", "--limit", "0").exit_code == 2
    crossed = b"SELECT ?a { ?s ?p ?o . ?a ?b ?c }"
    many = run("query", "-", "--limit", "2", "--format", "csv", "--lang", "en", stdin=crossed)
    assert (many.exit_code, len(many.stdout.splitlines())) == (0, 3)
    assert many.stderr == "the first 2 of more than 1000000 rows (--limit)\n"


def test_names_of_columns_are_left_out() -> None:
    for form in ("csv", "tsv", "table"):
        args = ("query", "report/outline", "--format", form, "--lang", "en")
        assert ("evel" in run(*args).stdout, "evel" in run(*args, "--no-headers").stdout) == (True, False)
    wrong = run("query", "report/outline", "--format", "json", "--no-headers", "--lang", "en")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "table, csv and tsv" in wrong.stderr


def test_excel() -> None:
    result = run("query", "report/indicators", "--excel")
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfnumber,dimension,")
    assert b"\r\n" in result.stdout_bytes
    assert run("query", "report/indicators", "--excel", "--format", "csv").stdout_bytes == result.stdout_bytes
    assert run("query", "report/indicators", "--excel", "--format", "json").exit_code == 2
    assert run("query", "--list", "--excel").stdout_bytes.startswith(b"\xef\xbb\xbfname,")


@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "tsv", "md", "html", "srj", "srx", "table"])
def test_a_file_is_written_whole_and_a_foreign_one_stays(form: str, tmp_path: Path) -> None:
    out = tmp_path / "new" / "answer"
    args = ("query", "indicators/missed", "--format", form, "-o", out, "--lang", "en")
    assert run(*args).exit_code == 0
    written = out.read_bytes()
    printed = run(*args[:4], "--lang", "en").stdout_bytes
    assert written.endswith(printed)
    assert b"\r" not in written
    again = run(*args)
    assert (again.exit_code, again.stdout) == (0, ""), "the same answer is there already"
    out.write_text("mine")
    assert run(*args).exit_code == 5
    assert out.read_text() == "mine"
    assert run(*args, "--force").exit_code == 0
    assert out.read_bytes() == written


ROWS = r"""SELECT ?n ?words { VALUES (?n ?words) { (1 'a, "b"\n\tc') (2 UNDEF) } }"""
TEXTS = ("csv", "tsv", "json", "ndjson", "srj", "excel")


@pytest.mark.parametrize("now", TEXTS)
@pytest.mark.parametrize("before", TEXTS)
def test_an_answer_with_the_same_columns_is_replaced(before: str, now: str, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(ROWS)
    out = tmp_path / "answer"
    for form, limit in ((before, 1), (now, 2)):
        options = ["--excel"] if form == "excel" else ["--format", form]
        done = run("query", tmp_path / "q.rq", *options, "--limit", limit, "-o", out, "--lang", "en")
        assert done.exit_code == 0, done.stderr
    assert out.read_bytes() == run("query", tmp_path / "q.rq", *options).stdout_bytes


@pytest.mark.parametrize("form", ["csv", "json", "ndjson", "srj", "table", "md", "html", "srx"])
def test_an_answer_without_rows_and_of_a_kind_is_replaced(form: str, tmp_path: Path) -> None:
    for least in (3, 1, 2):
        (tmp_path / "q.rq").write_text(ROWS.replace("} }", f"}} FILTER(?n >= {least}) }}"))
        assert run("query", tmp_path / "q.rq", "--format", form, "-o", tmp_path / "answer").exit_code == 0, least
        (tmp_path / "yes.rq").write_text(f"ASK {{ FILTER({least} > 2) }}")
        assert run("query", tmp_path / "yes.rq", "--format", form, "-o", tmp_path / "yes").exit_code == 0, least


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_a_list_of_queries_is_replaced(form: str, tmp_path: Path) -> None:
    for pack in ("ledger", "report"):
        assert run("query", "--list", pack, "--format", form, "-o", tmp_path / "list").exit_code == 0


@pytest.mark.parametrize(
    "foreign",
    [
        "n,words,note\n1,a,mine\n",
        "words,n\n",
        "n\n",
        "Dear all,\n",
        '[{"n": 1}]',
        '[{"n": 1',
        "{}",
        '{"head": {"vars": []}}',
    ],
)
def test_a_table_with_other_columns_stays(foreign: str, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(ROWS)
    out = tmp_path / "answer"
    out.write_text(foreign)
    assert run("query", tmp_path / "q.rq", "--format", "csv", "-o", out).exit_code == 5
    assert out.read_text() == foreign


def test_our_own_page_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "answer.html"
    for name in ("indicators/missed", "indicators/targets"):
        assert run("query", name, "--format", "html", "--output", out).exit_code == 0
    assert "有数值的目标" in out.read_text(encoding="utf-8") or "Targets with a number" in out.read_text(
        encoding="utf-8"
    )


def test_a_page_has_its_language_title_and_question() -> None:
    page = run("query", "places/about", "-p", "place=长安街", "--format", "html", "--lang", "zh").stdout
    assert '<html lang="zh">' in page
    assert "<h1>关于一个地点 (place=长安街)</h1>" in page
    assert "<th>原文</th>" in page


@pytest.mark.parametrize(("args", "word"), [(["--format", "jsn"], "ndjson"), (["--formt", "json"], "--format")])
def test_what_is_unknown_says_what_is_allowed(args: list[str], word: str) -> None:
    result = run("query", "report/outline", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert word in result.stderr


@pytest.mark.parametrize("form", ["srx", "ttl"])
def test_a_list_in_a_format_for_answers_is_refused(form: str) -> None:
    assert run("query", "--list", "--format", form).exit_code == 2


def test_turtle_has_two_names() -> None:
    asked = b"DESCRIBE <https://w3id.org/plangraph/id/110102/2022/p1>"
    long, short = (run("query", "-", "--format", form, stdin=asked) for form in ("turtle", "ttl"))
    assert (long.exit_code, short.exit_code) == (0, 0)
    assert "plan:Part" in short.stdout
    assert short.stdout == long.stdout


STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("form", ["table", "json", "ndjson", "csv", "tsv", "md", "html", "srj", "srx"])
def test_nothing_steers_a_terminal(form: str, tmp_path: Path) -> None:
    (tmp_path / "odd.rq").write_text('SELECT ("\\u001b]0;x\\u0007\\u202e\\u009b" AS ?x) {}')
    told = on_a_terminal("query", str(tmp_path / "odd.rq"), "--format", form)
    assert told.strip()
    assert not STEERING.search(told)


def on_a_terminal(*args: str) -> str:
    """Run the program on a terminal of its own and give all that it shows."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    command = [sys.executable, "-c", "from plangraph.cli import main; main()", *args]
    with subprocess.Popen(command, stdout=slave, stderr=slave, stdin=slave) as started:
        os.close(slave)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal says that nobody writes any more
            while piece := os.read(master, 65536):
                shown += piece
        started.wait()
    os.close(master)
    return shown.decode("utf-8").replace("\r\n", "\n")
