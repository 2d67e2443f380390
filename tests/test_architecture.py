"""The house rules: imports point down, libraries keep to their rooms, SPARQL lives in files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "explorer"
LAYERS = [
    ("errors", "tex", "vocab", "config", "model", "iri", "query", "choice"),
    ("client", "store", "evidence", "jsonld", "turtle"),
    ("services",),
    (
        "browse",
        "catalogue",
        "cite",
        "compare",
        "drawing",
        "endpoint",
        "export",
        "federation",
        "links",
        "neighbourhood",
        "publish",
        "reason",
        "reconcile",
        "search",
        "shape",
        "snapshots",
        "statistics",
        "validate",
        "verify",
    ),
    ("core", "curate"),
    ("web", "dump", "notebook"),
    ("cli",),
]
RANK = {room: rank for rank, layer in enumerate(LAYERS) for room in layer}
FENCED = {
    "flask": {"web"},
    "limits": {"web"},
    "werkzeug": {"web"},
    "babel": {"web"},
    "gunicorn": {"web"},
    "cachetools": {"web"},
    "click": {"cli"},
    "rich": {"cli"},
    "shacl": {"validate"},
    "SPARQLWrapper": {"store"},
    "yaml": {"query", "curate"},
    "PIL": {"web"},
    "owlready2": {"reason"},
    "rapidfuzz": {"curate", "links", "reconcile", "search"},
    "sqlite3": {"search"},
    "jsonschema": {"curate"},
    "requests": {"client"},
    "urllib3": {"client"},
    "networkx": {"shape"},
    "xlsxwriter": {"export"},
    "citeproc": {"cite"},
    "IPython": {"notebook"},
    "pandas": {"notebook"},
    "matplotlib": {"notebook"},
    "anywidget": {"notebook"},
    "traitlets": {"notebook"},
    "rdflib": {"notebook"},
    "ibis": {"links"},
    "duckdb": {"links"},
    "pyspark": {"links"},
    "py4j": {"links"},
    "pyarrow": {"links"},
}
SPARQL = re.compile(r"\s*(PREFIX\s+\w*:|(SELECT|CONSTRUCT|DESCRIBE|ASK)\b[^.]*\{)", re.IGNORECASE)
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """Yield ("own", room) or ("third", library) for every import, lazy ones included."""
    package = path.relative_to(PACKAGE).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (("third", alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield "third", (node.module or "").split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1]
            for alias in node.names:
                yield "own", (*base, *(node.module or alias.name).split("."))[0]


def identified(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", FILES, ids=identified)
def test_imports_point_down(path: Path) -> None:
    here = room(path)
    for kind, name in imported(path):
        if kind == "third":
            assert name != "explorer", "import from within by relative path"
            assert here in FENCED.get(name, {here}), f"{name} belongs to {FENCED[name]}"
        elif here not in ("__init__", "__main__") and name not in (here, "__version__"):
            level = RANK[name] < RANK[here] or (RANK[name] == RANK[here] == 0)
            assert level, f"{here} may not import {name}"


@pytest.mark.parametrize("path", FILES, ids=identified)
def test_no_sparql_in_python(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant)]
    assert not [text for text in texts if isinstance(text, str) and SPARQL.match(text)]


@pytest.mark.parametrize("path", FILES, ids=identified)
def test_nothing_outgrows_the_house(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 250, "split the module by noun"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} is too long"


def test_every_room_has_its_level() -> None:
    rooms = {room(path) for path in FILES} - {"__init__", "__main__"}
    assert rooms == set(RANK)


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "base", "manager", "misc"])
def test_no_room_without_a_subject(name: str) -> None:
    assert not [path for path in FILES if path.stem == name]
