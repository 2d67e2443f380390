"""The notebooks run, and what they were saved with is what they give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from nbformat import NotebookNode, read, validate

from executed import BOOKS, FOLDER, executed


def told(book: NotebookNode) -> list[tuple[str, object]]:
    """Return what each cell says and gives; pictures of dots differ between machines."""
    return [
        (cell.source, [kept(output) for output in cell.get("outputs", ())]) for cell in book.cells
    ]


def kept(output: NotebookNode) -> object:
    data = {kind: held for kind, held in output.get("data", {}).items() if kind != "image/png"}
    return output.get("text"), data


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_gives_what_it_was_saved_with(path: Path) -> None:
    saved = read(path, as_version=4)
    assert told(executed(path)) == told(saved), "stale: run `make notebooks`"


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_saved_notebook_is_whole_and_of_no_machine(path: Path) -> None:
    saved = read(path, as_version=4)
    validate(saved)
    assert (saved.nbformat, saved.nbformat_minor) >= (4, 5)
    assert saved.metadata.kernelspec.name == "python3"
    assert saved.cells[0].source.startswith("# ") and "?" in saved.cells[0].source.split("\n")[0]
    text = path.read_text("utf-8")
    assert str(FOLDER.parent) not in text and "/home/" not in text and " at 0x" not in text
    assert "widget-view" not in text


def test_the_table_of_contents_names_every_notebook_with_its_question() -> None:
    contents = (FOLDER / "README.md").read_text("utf-8")
    for path in BOOKS:
        question = read(path, as_version=4).cells[0].source.split("\n")[0].removeprefix("# ")
        assert f"[{path.stem}]({path.name}) | {question} |" in contents


def test_what_is_recorded_of_others_is_of_works_that_the_graph_has(explorer) -> None:
    recorded = json.loads((FOLDER / "recorded" / "bibliography.json").read_text("utf-8"))
    assert {one["DOI"] for one in recorded} <= {work.doi for work in explorer.works.values()}
