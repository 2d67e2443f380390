"""What the documents say is so."""

from __future__ import annotations

import ast
import csv
import doctest
import importlib
import io
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import explorer
from blocks import Html, Page, blocks, commands
from explorer import Explorer, core, errors
from explorer.cli import COMMANDS
from explorer.validate.dois import claims, uncorroborated
from explorer.vocab import short
from reference import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TRANSLATIONS = Path(explorer.__file__).parent / "web" / "translations"


def test_the_tests_run_against_the_built_wheel() -> None:
    assert Path(explorer.__file__).parent != ROOT / "explorer", "run the tests with `make test`"


@pytest.fixture
def opened_once(explorer: core.Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever opens the shipped graph share what the tests have opened and worked out."""
    opens, makes = core.Explorer.open, Explorer.__init__

    def make(self: Explorer, store: str | None = None, timeout: float = 30.0) -> None:
        if store:
            makes(self, store, timeout)
        self.__dict__ = self.__dict__ or explorer.__dict__

    monkeypatch.setattr(
        core.Explorer,
        "open",
        lambda store=None, wait=30.0: opens(store, wait) if store else explorer,
    )
    monkeypatch.setattr(Explorer, "__init__", make)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_code_block_runs(
    path: Path, client, opened_once, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("data", "ontology"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)  # a checkout that is there to be changed
    page = Page(client)
    for kind, text in blocks(path):
        page.run(kind, text)


def test_a_question_of_the_tutorial_has_one_answer_wherever_it_is_asked(
    client, ex: Explorer, run, tmp_path: Path
) -> None:
    told = [*blocks(ROOT / "docs" / "tutorial.md")]
    [(name, text)] = (one for one in told if one[0].startswith("sparql "))
    [cell] = (code for kind, code in told if kind == "python" and "ex.sparql(" in code)
    (tmp_path / name.removeprefix("sparql ")).write_text(text, "utf-8")
    shell = run("query", name.removeprefix("sparql "), "--csv").stdout
    browser = client.post("/sparql", data={"query": text}, headers={"Accept": "text/csv"}).text
    exec(cell, names := {"ex": ex})
    methods = [
        sorted(row["method"] for row in csv.DictReader(io.StringIO(answer)))
        for answer in (shell, browser)
    ]
    methods.append(sorted(row["method"].value for row in names["rows"]))
    assert methods[0] == methods[1] == methods[2] != []


def test_the_readme_opens_with_two_commands_that_make_knows() -> None:
    kind, text = next(blocks(PAGES[0]))
    assert (kind, commands(text)) == ("sh", ["make run", "make test"])
    for target in ("run", "test", "check", "bench", "docs", "lock"):
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("manual")
    said = re.search(r"sphinx-build (.*) docs build/docs", (ROOT / "Makefile").read_text("utf-8"))
    assert said
    command = [sys.executable, "-m", "sphinx", *said[1].split(), "docs", folder]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


def test_no_link_of_the_documentation_is_broken(manual: Path) -> None:
    pages = {path: Html.read(path.read_text("utf-8")) for path in manual.rglob("*.html")}
    assert len(pages) > 20
    for path, page in pages.items():
        for link in page.links:
            place, _, anchor = link.partition("#")
            if re.match(r"https?:", place):
                continue
            target = (path.parent / place).resolve() if place else path
            assert target.is_file(), f"{path.name}: {link}"
            assert not anchor or anchor in pages[target].anchors, f"{path.name}: {link}"


def test_the_documentation_loads_nothing_from_elsewhere(manual: Path) -> None:
    for path in manual.rglob("*.html"):
        loaded = Html.read(path.read_text("utf-8")).loaded
        assert loaded and not [one for one in loaded if re.match(r"(\w+:)?//", one)], path.name
    for path in manual.rglob("*.css"):
        assert not re.search(r"(@import|url\()\s*['\"]?(https?:)?//", path.read_text("utf-8")), path


def test_the_reference_lacks_nothing(manual: Path, explorer: Explorer) -> None:
    pages = {
        path.stem: Html.read(path.read_text("utf-8")).anchors
        for path in (manual / "reference").glob("*.html")
    }
    public = {name for name in dir(Explorer) if not name.startswith("_")}
    assert {f"explorer.Explorer.{name}" for name in public} <= pages["python"]
    assert {f"explorer.errors.{name}" for name in dir(errors) if name[0].isupper()} <= pages[
        "python"
    ]
    assert {f"explorer-{name}" for name in COMMANDS} <= pages["command-line"]
    assert {name.replace("_", "-") for name in explorer.queries} <= pages["queries"]
    terms = {short(row["term"].value) for row in explorer.select("ontology_terms")}
    ours = {name.replace(":", "-").lower() for name in terms if name.startswith("mx:")}
    assert len(ours) > 20 and ours <= {name.lower() for name in pages["ontology"]}


def test_what_is_said_of_stored_copies_is_so(explorer: core.Explorer) -> None:
    rows = [explorer.evidence(doi) for doi in claims(explorer.store, explorer.queries)]
    every = [row for said in rows for row in said]
    lasting = [[row for row in said if not row.stored] for said in rows]
    known = claims(explorer.store, explorer.queries).values()
    enough = [not uncorroborated(*one) for one in zip(known, lasting, strict=True)]
    text = " ".join((ROOT / "docs/explanation/sources.md").read_text("utf-8").split())
    for words, least, share, most in (
        ("two lines in three", 0.6, sum(row.stored for row in every) / len(every), 0.72),
        ("two DOIs in five", 0.35, lasting.count([]) / len(rows), 0.45),
        ("fewer than one DOI in five", 0.1, sum(enough) / len(rows), 0.2),
    ):
        assert words in text and least < share < most, f"{words}: {share:.0%}"


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
    assert f"/ontology/{explorer.__version__}> ;" in ontology


def test_the_wheel_carries_what_the_program_needs() -> None:
    package = Path(explorer.__file__).parent
    for folder in ("ontology", "queries"):
        sources = {path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*.*")}
        shipped = package / "_share" / folder
        assert {path.relative_to(shipped) for path in shipped.rglob("*.*")} == sources
    # what others say, and drafts, lie beside these in a checkout and are not ours to give
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    forced = build["targets"]["wheel"]["force-include"]
    assert all((ROOT / name).is_file() for name in forced if name.startswith("data"))
    data = {path.name: path for path in (package / "_share" / "data").rglob("*")}
    assert data.keys() == {"evidence.tsv", "links.ttl", "methods.ttl"}
    for name, path in data.items():
        assert path.read_bytes() == (ROOT / "data" / name).read_bytes()
    for pattern in ("templates/*.html", "static/*.css", "static/*.js", "translations/*/*/*.mo"):
        assert list((package / "web").glob(pattern)), pattern


@cache
def extracted() -> set[str]:
    """Return every text of the program that a person reads on a page."""
    operations = ("web/operations.py", "explorer.web.messages:operations")
    methods = [operations, ("**.py", "python"), ("web/templates/**.html", "jinja2")]
    keywords = {
        "_": None,
        "gettext": None,
        "marked": None,
        "ngettext": (1, 2),
        "NotFound": (1,),
        "ChoiceError": (1,),
        "ParameterError": (1,),
        "Overrun": (1,),
        "QueryRefused": (1,),
        "ServiceFailed": (1,),
        "translatable": None,
    }
    headers = [("**.rq", "explorer.web.messages:headers")]
    found = [
        *extract_from_dir(str(ROOT / "explorer"), methods, keywords=keywords),
        *extract_from_dir(str(ROOT / "queries"), headers),
    ]
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
def test_the_examples_in_docstrings_hold(name: str, ex: explorer.Explorer) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module, extraglobs={"ex": ex}).failed == 0
