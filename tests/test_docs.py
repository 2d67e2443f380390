"""What the documents say is so."""

from __future__ import annotations

import ast
import doctest
import importlib
import pkgutil
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import explorer
from reference import ROOT

README = (ROOT / "README.md").read_text("utf-8")
SHELL = [
    line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines()
]
TRANSLATIONS = Path(explorer.__file__).parent / "web" / "translations"


def test_the_tests_run_against_the_built_wheel() -> None:
    assert Path(explorer.__file__).parent != ROOT / "explorer", "run the tests with `make test`"


@pytest.mark.parametrize("line", [line for line in SHELL if line.startswith("explorer ")])
def test_every_command_of_the_readme_works(run, line: str) -> None:
    ended = run(*shlex.split(line)[1:], folder=ROOT)
    assert ended.returncode == 0 and ended.stdout, ended.stderr


def test_the_python_of_the_readme_works() -> None:
    for block in re.findall(r"```python\n(.*?)```", README, re.S):
        exec(compile(block, "README.md", "exec"), {})


def test_the_readme_opens_with_two_commands_that_make_knows() -> None:
    assert [line.split()[:2] for line in SHELL[:2]] == [["make", "run"], ["make", "test"]]
    for target in ("run", "test", "check", "bench", "lock"):
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "benchmarks/README.md"])
def test_no_link_leads_nowhere(name: str) -> None:
    path = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == explorer.__version__
    assert f"## {explorer.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"version: {explorer.__version__}" in (ROOT / "CITATION.cff").read_text("utf-8")
    ontology = (ROOT / "ontology" / "core.ttl").read_text("utf-8")
    assert f'owl:versionInfo "{explorer.__version__}"' in ontology


def test_the_wheel_carries_what_the_program_needs() -> None:
    package = Path(explorer.__file__).parent
    for folder in ("ontology", "data", "queries"):
        sources = {path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*.*")}
        shipped = package / "_share" / folder
        assert {path.relative_to(shipped) for path in shipped.rglob("*.*")} == sources
    for pattern in ("templates/*.html", "static/*.css", "static/*.js", "translations/*/*/*.mo"):
        assert list((package / "web").glob(pattern)), pattern


def extracted() -> set[str]:
    """Return every text of the program that a person reads on a page."""
    methods = [("**.py", "python"), ("web/templates/**.html", "jinja2")]
    keywords = {
        "_": None,
        "gettext": None,
        "marked": None,
        "ngettext": (1, 2),
        "NotFound": (1,),
        "ChoiceError": (1,),
        "Overrun": (1,),
    }
    found = extract_from_dir(str(ROOT / "explorer"), methods, keywords=keywords)
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "explorer").rglob("*.po")), ids=lambda path: path.parts[-3]
)
def test_every_text_is_translated(path: Path) -> None:
    with path.open("rb") as lines:
        catalogue = read_po(lines, locale=path.parts[-3])
    done = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id
        and not message.fuzzy
        and all([message.string] if isinstance(message.string, str) else message.string)
    }
    assert extracted() - done == set(), "run `make messages` and translate what is missing"
    for message in catalogue:
        assert not list(message.check(catalogue)), message.id


@pytest.mark.parametrize(
    "path", sorted((ROOT / "explorer").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_text_hides_from_the_translators(path: Path) -> None:
    """Babel does not look into an f-string."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    inside = (part for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node))
    called = {
        node.func.id
        for node in inside
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"gettext", "ngettext"}


MODULES = sorted(found.name for found in pkgutil.walk_packages(explorer.__path__, "explorer."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
