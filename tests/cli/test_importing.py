"""The verb import: what it writes, what it says, and how it ends."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plangraph.cli import cli
from plangraph.files import shipped

TABLES = shipped("data") / "tables"
CSV, TOML = TABLES / "districts.csv", TABLES / "districts.toml"


def run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args], input=stdin, env={"PLANGRAPH_LANG": "en"})


def test_it_writes_and_tells_what_is_not_in_the_scheme(tmp_path: Path) -> None:
    out = tmp_path / "districts.ttl"
    result = run("import", CSV, "--mapping", TOML, "-o", out)
    assert result.exit_code == 0
    assert "281 figures, 277 of shared indicators" in result.stderr
    assert "not in the scheme of indicators: 工作清单" in result.stderr
    assert out.read_bytes() == (shipped("data") / "ttl/districts.ttl").read_bytes()
    assert run("import", CSV, "--mapping", TOML, "-o", out, "--check").exit_code == 0


def test_it_tells_what_does_not_fit_and_what_is_allowed(tmp_path: Path) -> None:
    head = "area,year,indicator,value,unit,measure,source"
    rows = [
        "地区生产总值,5,亿美元,level",
        "登记失业率,3,%,growth",
        "登记失业率,3,%,growth",
        "登记失业率,3,％,",
        "折子工程,1,项,",
        "GDP增速,5,%,level",
        "社会消费品零售总额,2.3,%,fall",
    ]
    lines = [head, *(f"110102,2022,{row},某报告" for row in rows)]
    (tmp_path / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    columns = [f'{name} = "{name}"' for name in head.split(",") if name != "year"]
    (tmp_path / "t.toml").write_text(
        "\n".join(['name = "t"', "[columns]", 'period = "year"', *columns]), encoding="utf-8"
    )
    result = run("import", tmp_path / "t.csv", "--mapping", tmp_path / "t.toml", "-o", tmp_path / "t.ttl")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[:6] == [
        "7 figures, 3 of shared indicators",
        "not in the scheme of indicators: 折子工程",
        "from line 2 on, 地区生产总值: unit 亿美元 does not fit, allowed are level (元), growth (%)",
        "from line 3 on, 登记失业率: measure growth does not fit, allowed are share (%)",
        "from line 7 on, GDP增速: measure level, read as growth",
        "from line 8 on, 社会消费品零售总额: measure fall, read as growth, its sign turned",
    ]


def test_it_names_notes_of_scope_that_are_not_understood(tmp_path: Path) -> None:
    head = "area,period,indicator,value,unit,scope,source"
    rows = ["110101,2022,5,上半年；快报数", "110102,2022,6,新口径", "110105,2022,7,快报数", "110106,2022,8,同口径"]
    cells = (row.split(",") for row in rows)
    lines = [head, *(f"{area},{year},地区生产总值增速,{v},%,{note},某报告" for area, year, v, note in cells)]
    (tmp_path / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    columns = "\n".join(f'{name} = "{name}"' for name in head.split(","))
    (tmp_path / "t.toml").write_text(f'name = "t"\n[columns]\n{columns}\n', encoding="utf-8")
    result = run("import", tmp_path / "t.csv", "--mapping", tmp_path / "t.toml", "-o", tmp_path / "t.ttl")
    assert result.stderr.splitlines()[1:3] == [
        "a note of scope that is not understood, compares with care: 快报数 (lines 2, 4)",
        "a note of scope that is not understood, compares with care: 新口径 (lines 3)",
    ]
    assert "口径说明未识别：新口径" in (tmp_path / "t.ttl").read_text(encoding="utf-8")


def test_check_tells_what_would_change(tmp_path: Path) -> None:
    result = run("import", CSV, "--mapping", TOML, "-o", tmp_path / "new.ttl", "--check")
    assert result.exit_code == 1
    assert not (tmp_path / "new.ttl").exists()


def test_streams_and_ntriples(tmp_path: Path) -> None:
    result = run("import", "-", "--mapping", TOML, "-o", "-", stdin=CSV.read_bytes())
    assert result.exit_code == 0
    assert "plan:Statistic" in result.stdout
    assert run("import", CSV, "--mapping", TOML, "-o", tmp_path / "a.nt").exit_code == 0
    assert "<https://w3id.org/plangraph/ontology#Statistic>" in (tmp_path / "a.nt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        ([CSV, "-o", "a.ttl"], 2, "--mapping"),
        ([CSV, "--mapping", TOML, "-o", "a.csv"], 2, "must end in .ttl or .nt"),
        ([CSV, "--mapping", TOML, "-o", "-", "--check"], 2, "needs an output file"),
        (["none.csv", "--mapping", TOML, "-o", "a.ttl"], 3, "cannot read none.csv"),
        ([CSV, "--mapping", "none.toml", "-o", "a.ttl"], 3, "cannot read none.toml"),
        ([TOML, "--mapping", TOML, "-o", "a.ttl"], 3, ""),
        (["empty.csv", "--mapping", TOML, "-o", "a.ttl"], 3, "is empty"),
        (["binary.csv", "--mapping", TOML, "-o", "a.ttl"], 3, "binary"),
        (["big.csv", "--mapping", TOML, "-o", "a.ttl", "--max-size", "1"], 4, "over 1 MB"),
        (["broken.csv", "--mapping", TOML, "-o", "a.ttl"], 3, "line 3"),
        ([CSV, "--mapping", TOML, "-o", "theirs.ttl"], 5, "theirs.ttl was not written by plangraph"),
    ],
)
def test_endings(args: list[object], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = CSV.read_text(encoding="utf-8").splitlines()
    Path("empty.csv").touch()
    Path("binary.csv").write_bytes(b"a,b\x00\n1,2\n")
    Path("big.csv").write_text("a\n" + "x\n" * 600_000, encoding="utf-8")
    Path("broken.csv").write_text("\n".join([*lines[:2], "1,2,3"]), encoding="utf-8")
    Path("theirs.ttl").write_text("# theirs\n", encoding="utf-8")
    result = run("import", *args)
    assert (result.exit_code, "Traceback" in result.output) == (code, False), result.output
    assert words in result.output + result.stderr
    assert not Path("a.ttl").exists()
