"""Make the libraries of the graph page anew, in one file: needs node and npm, and the packages named in bundle.toml."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent.parent / "src/plangraph/export/assets"
ENTRY = 'export { default as Sigma } from "sigma";\nexport { MultiDirectedGraph } from "graphology";\n'
OPTIONS = (
    "--bundle",
    "--minify",
    "--format=iife",
    "--global-name=libraries",
    "--target=es2020",
    "--legal-comments=none",
)


def fetch(package: dict[str, Any], folder: Path) -> Path:
    """Unpack a package to where esbuild looks for it; SystemExit where it is not the one that is recorded."""
    command = ["npm", "pack", "--silent", f"{package['name']}@{package['version']}"]
    archive = folder / subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
    digest = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode("ascii")
    if digest != package["integrity"]:
        raise SystemExit(f"{archive.name}: {digest} is not what bundle.toml says")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    home = folder / "node_modules" / package["name"]
    home.parent.mkdir(exist_ok=True)
    return (folder / "package").rename(home)


def licence(package: dict[str, Any], home: Path) -> str:
    """Give the licence text of a package under its name."""
    (path,) = home.glob("LICENSE*")
    head = f"{package['name']} {package['version']} ({package['licence']})"
    return f"{head}\n{'-' * len(head)}\n{path.read_text(encoding='utf-8').strip()}\n"


def bundle(recipe: dict[str, Any], folder: Path) -> bytes:
    """Give the bundle, made by esbuild from what is unpacked in `folder`."""
    tool = folder / "tool"
    install = ["npm", "install", "--silent", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run([*install, "--prefix", tool, f"esbuild@{recipe['esbuild']}"], check=True)
    (folder / "entry.js").write_text(ENTRY, encoding="utf-8")
    command = [tool / "node_modules/esbuild/bin/esbuild", "entry.js", *OPTIONS]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout


def main() -> None:
    """Write the bundle, its licences and its SHA-256."""
    record = ASSETS / "bundle.toml"
    said = record.read_text(encoding="utf-8")
    recipe = tomllib.loads(said)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        licences = [licence(package, fetch(package, folder)) for package in recipe["package"]]
        made = bundle(recipe, folder)
    (ASSETS / recipe["file"]).write_bytes(made)
    (ASSETS / recipe["licences"]).write_text("\n\n".join(licences), encoding="utf-8")
    digest = hashlib.sha256(made).hexdigest()
    record.write_text(re.sub(r'^sha256 = ".*"$', f'sha256 = "{digest}"', said, flags=re.MULTILINE), encoding="utf-8")
    print(f"{recipe['file']}: {len(made)} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()
