"""What pages load of others is recorded, licensed, shipped, and asks nothing of other hosts."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest

import explorer
from reference import ROOT

VENDOR = Path("explorer", "web", "static", "vendor")
FOLDER = Path(explorer.__file__).parent.parent / VENDOR
RECORD = (FOLDER / "VENDOR.md").read_text("utf-8")
SCRIPT = (FOLDER / "build.sh").read_text("utf-8")
ABOUT = {"VENDOR.md", "build.sh"}
FILES = {path.name: path for path in FOLDER.iterdir() if path.name not in ABOUT}
# of kinds of elements, which no one asks for
NAMES = [f"http://www.w3.org/{name}" for name in ("2000/svg", "1998/Math/MathML", "1999/xhtml")]
LOADED = [path for path in FILES.values() if path.suffix]


def test_every_file_is_recorded_with_its_sum() -> None:
    recorded = dict(
        re.findall(r"^\| ([\w.]+) \|.*\| (\w{64}) \|$", RECORD.split("packages")[0], re.M)
    )
    sums = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in FILES.items()}
    assert recorded == sums


def test_the_record_and_the_script_name_the_same_packages() -> None:
    recorded = re.findall(r"^\| ([@\w/-]+) \| ([\d.]+) \|.*\| (\w{64}) \|$", RECORD, re.M)
    pinned = re.findall(r"^([@\w/-]+)@([\d.]+) (\w{64})$", SCRIPT, re.M)
    assert pinned and sorted(recorded) == sorted(pinned)


def test_the_wheel_carries_every_file() -> None:
    sources = {path.relative_to(ROOT / VENDOR) for path in (ROOT / VENDOR).rglob("*")}
    assert {path.relative_to(FOLDER) for path in FOLDER.rglob("*")} == sources


def test_the_licence_of_each_package_is_in_the_distribution() -> None:
    shipped = distribution("method-explorer").read_text(f"licenses/{VENDOR.as_posix()}/LICENSES")
    assert shipped == FILES["LICENSES"].read_text("utf-8")
    inside = set(re.findall(r"^([@\w/-]+)@[\d.]+ ", SCRIPT, re.M)) - {"esbuild-wasm"}
    parts = dict(re.findall(r"^---- ([@\w/-]+) ----$(.*?)(?=^----|\Z)", shipped, re.M | re.S))
    assert set(parts) == inside
    for name, text in parts.items():
        granted = "Apache License" if name == "dompurify" else "Permission is hereby granted, free"
        assert granted in text, name
    assert "Apache License" in shipped, "of a part of layout-base"


@pytest.mark.parametrize("path", LOADED, ids=lambda path: path.name)
def test_a_page_loads_nothing_from_elsewhere_through_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "sourceMappingURL" not in text
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    for name in NAMES:
        code = code.replace(name, "")
    assert (
        re.findall(r"\w+://[^\s\"'`]*|@import\b|(?<![\"'])\bimport\s*[\"'({]|importScripts", code)
        == []
    )


@pytest.mark.parametrize("path", LOADED, ids=lambda path: path.name)
def test_it_makes_no_code_of_strings(path: Path) -> None:
    assert (
        re.findall(
            r"\b(?:eval|Function)\s*\(|set(?:Timeout|Interval)\([\"'`]", path.read_text("utf-8")
        )
        == []
    )


def test_the_rebuilding_script_says_what_it_needs(tmp_path: Path) -> None:
    command = [shutil.which("bash") or "bash", FOLDER / "build.sh"]
    ended = subprocess.run(
        command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "install Node" in ended.stderr and ended.stderr.count("\n") == 1
