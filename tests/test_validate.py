"""Each thing that may be wrong with a graph is planted once and must be found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from explorer import config, validate
from explorer.errors import DataError, StoreError
from explorer.evidence import Evidence
from explorer.query import Queries
from explorer.validate.dois import Claim, uncorroborated


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped graph that a test may spoil."""
    shutil.copytree(config.share() / "ontology", tmp_path / "ontology")
    shutil.copytree(config.share() / "data", tmp_path / "data")
    return tmp_path


def problems(folder: Path, queries: Queries) -> list[str]:
    found = validate.check(config.Sources.below(folder), queries)
    assert all(problem.mend.endswith(".") for problem in found)
    return [f"{problem.where} {problem.message}" for problem in found]


def add(folder: Path, turtle: str) -> None:
    """Add triples, in canonical form so that only what is planted is found."""
    path = folder / "data" / "methods.ttl"
    with path.open("a", encoding="utf-8") as file:
        file.write(turtle)
    path.write_text(validate.canonical(path), "utf-8")


def test_the_shipped_graph_has_no_problem(folder: Path, queries: Queries) -> None:
    assert problems(folder, queries) == []


PLANTED = [
    (
        'method:lasso skos:prefLabel "Ridge regression"@en .',
        "method:lasso has the name Ridge regression",
    ),
    ("method:lasso mx:usedWith method:lasso .", "is related to itself"),
    ("method:lasso mx:usedWith method:ridge-regression .", "more than once"),
    (
        "method:lasso mx:specialises method:bert . method:bert mx:specialises method:lasso .",
        "stands above itself",
    ),
    (
        "method:lasso mx:specialises method:pagerank ; mx:related method:pagerank .",
        "which stands above it",
    ),
    ("method:pagerank mx:extends method:bert .", "has years that do not fit method:bert"),
    (
        'method:lasso mx:established "1990"^^xsd:gYear .',
        "has years that do not fit method:lasso",
    ),
    ('method:lasso skos:definition "Too short."@fr .', "summary of 2 words in fr"),
    ('person:nobody a schema:Person ; schema:name "Nobody" .', "referred to by nothing"),
    ("method:lasso mx:seminalWorkUnknown true .", "must either name a seminal work"),
    ("method:new a mx:Method .", "method:new has 0 typed relation(s)"),
    ("method:new a mx:Method .", "method:new lacks skos:prefLabel in vi"),
    (
        "statement:x a rdf:Statement ; rdf:subject method:lasso ; rdf:predicate mx:extends ; "
        'rdf:object method:bert ; skos:note "a"@en, "b"@vi .',
        "explains a relation that the graph does not state",
    ),
    (
        'paper:breiman-2001-random-forests bibo:doi "10.1109/5.18626" .',
        "paper:breiman-2001-random-forests bibo:doi",
    ),
    ("method:lasso mx:family family:decision .", "method:lasso mx:family"),
    (
        "method:lasso mx:field family:decision .",
        "method:lasso mx:field: does not hold",
    ),
    (
        "method:lasso mx:kind kind:nothing .",
        "method:lasso mx:kind: does not hold",
    ),
    ('method:lasso mx:introduced "last year" .', "method:lasso mx:introduced"),
    (
        'paper:breiman-2001-random-forests bibo:isbn13 "123" .',
        "paper:breiman-2001-random-forests bibo:isbn13",
    ),
]


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory, queries: Queries) -> list[str]:
    """What is found in a graph in which all of it is planted at once."""
    folder = tmp_path_factory.mktemp("spoiled")
    shutil.copytree(config.share() / "ontology", folder / "ontology")
    shutil.copytree(config.share() / "data", folder / "data")
    add(folder, "\n".join(dict.fromkeys(turtle for turtle, _ in PLANTED)))
    return problems(folder, queries)


@pytest.mark.parametrize(("turtle", "said"), PLANTED)
def test_finds_what_is_planted(spoiled: list[str], turtle: str, said: str) -> None:
    assert [problem for problem in spoiled if said in problem], turtle


def test_finds_a_file_that_is_not_in_canonical_form(folder: Path, queries: Queries) -> None:
    path = folder / "data" / "methods.ttl"
    path.write_text(path.read_text("utf-8").replace("\n\n", "\n\n\n", 1), "utf-8")
    assert [problem for problem in problems(folder, queries) if "canonical form" in problem]


def test_canonical_form_does_not_depend_on_the_order_of_lines(folder: Path) -> None:
    path = folder / "data" / "methods.ttl"
    before = path.read_text("utf-8")
    head, *blocks = before.split("\n\n")
    path.write_text("\n\n".join([head, *reversed(blocks)]), "utf-8")
    assert validate.canonical(path) == before


def test_refuses_blank_nodes_and_what_is_not_turtle(folder: Path, queries: Queries) -> None:
    path = folder / "data" / "methods.ttl"
    path.write_text("@prefix a: <http://a/> .\na:b a:c [ a:d a:e ] .\n")
    with pytest.raises(DataError, match="blank nodes"):
        validate.canonical(path)
    path.write_text("this is not Turtle")
    with pytest.raises((DataError, StoreError), match=r"methods\.ttl, line 1"):
        problems(folder, queries)


def test_finds_a_doi_without_evidence_and_evidence_without_a_doi(
    folder: Path, queries: Queries
) -> None:
    path = folder / "data" / "evidence.tsv"
    rows = path.read_text("utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith("10.1023/a:1010933404324")]
    path.write_text("".join([*kept, "10.9999/x\ta\tregistry\tT\tA\t2000\t2026-01-01\n"]), "utf-8")
    found = problems(folder, queries)
    assert [problem for problem in found if "10.1023/a:1010933404324" in problem]
    assert [problem for problem in found if problem.startswith("10.9999/x has evidence")]


CLAIM = Claim("paper:x", "Random forests", "Breiman", 2001)


def row(
    source: str,
    kind: str,
    title: str = "Random forests",
    author: str = "Breiman",
    year: str = "2001",
):
    return Evidence("10.1/x", source, kind, title, author, year, "2026-01-01")


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([row("a", "maintainer"), row("b", "bibliography")], ""),
        ([row("a", "bibliography"), row("b", "text"), row("c", "text")], ""),
        ([row("a", "registry", title="RANDOM FORESTS.", year="2002"), row("b", "text")], ""),
        ([], "there is no evidence"),
        ([row("a", "registry")], "1 agreeing source(s) where 2 are needed"),
        ([row("a", "text"), row("b", "text")], "2 agreeing source(s) where 3 are needed"),
        (
            [row("a", "registry", title="Deep residual learning")],
            "1 of 1 sources disagree: a has the",
        ),
        (
            [row("a", "registry", author="Ho")],
            "1 of 1 sources disagree: a has the",
        ),
        ([row("a", "registry", year="1998")], "1 of 1 sources disagree: a has the year '1998'"),
        ([row("a", "registry"), row("b", "text"), row("c", "text", year="1")], ""),
        (
            [row("a", "registry", title=""), row("b", "registry", title="")],
            "no source gives its title",
        ),
    ],
)
def test_a_doi_needs_sources_that_agree(rows: list[Evidence], fault: str) -> None:
    found = uncorroborated(CLAIM, rows)
    assert found.startswith(fault) if fault else not found
