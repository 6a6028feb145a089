"""The wheel is whole: installed alone in an empty environment elsewhere, the tool answers, builds and checks."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SMALL = "关于某区2021年国民经济和社会发展计划执行情况与2022年计划草案的报告\n一、回顾\n全年增长6%。\n"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PLANGRAPH", "PIP_"))}
    environment = {**kept, "PYTHONUTF8": "1", "PLANGRAPH_LANG": "en"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def tool(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the tool in an environment that holds the wheel and, from the running one, what it depends on."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    layout = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    scripts, packages = Path(layout["scripts"]), Path(layout["purelib"])
    python = scripts / Path(sys.executable).name
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-index", "--no-deps", wheel, cwd=home)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")  # behind what is installed
    return scripts / "plangraph"


def test_what_is_read_at_run_time_is_inside(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "queries", "data"):
        files = [p for p in (ROOT / folder).rglob("*") if p.is_file() and not p.name.startswith(".")]
        assert files
        assert {f"plangraph/{p.relative_to(ROOT).as_posix()}" for p in files} <= inside
    assets = ROOT / "src/plangraph/export/assets"
    assert {f"plangraph/export/assets/{p.name}" for p in assets.iterdir()} <= inside
    assert "plangraph/py.typed" in inside
    assert [n for n in inside if n.endswith("/licenses/LICENSE")]
    assert not [n for n in inside if "__pycache__" in n or n.startswith(("tests", "src", "benchmarks"))]


def test_the_installed_package_is_the_one_that_runs(tool: Path, tmp_path: Path) -> None:
    code = "import plangraph, plangraph.files as f; print(plangraph.__file__, f.shipped('data'), sep='\\n')"
    for line in run(tool.parent / "python", "-c", code, cwd=tmp_path).stdout.splitlines():
        assert Path(line).is_relative_to(tool.parent.parent)


def test_the_tool_works_elsewhere(tool: Path, tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(SMALL, encoding="utf-8")
    assert "北京市西城区" in run(tool, "query", "report/metadata", cwd=tmp_path).stdout
    run(tool, "build", "报告.txt", "-o", "out/报告.ttl", cwd=tmp_path)
    run(tool, "validate", "out/报告.ttl", "--source", "报告.txt", cwd=tmp_path)
    asked = run(tool, "query", "report/quantities", "--data", "out/报告.ttl", "--format", "csv", cwd=tmp_path)
    assert "全年增长6%。,6%,6,,%" in asked.stdout
