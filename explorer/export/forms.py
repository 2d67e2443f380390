"""The forms in which a comparison and a list of methods are taken home, by their suffix."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from .. import jsonld, turtle
from ..errors import ChoiceError
from ..model import Neighbourhood
from ..vocab import CC0
from . import fragment, graphs, latex, lists, markdown, sheets, spreadsheet
from .comparison import comparison, comparison_csv
from .taken import PROGRAM, Compared, Listed
from .text import Document, as_text

Taken = TypeVar("Taken", Compared, Listed)
Written = TypeVar("Written")


@dataclass(frozen=True, slots=True)
class Form(Generic[Taken]):
    """A form: its media type, how it is written, and what it is called."""

    media: str
    write: Callable[[Taken], str | bytes]
    name: str

    def bytes(self, taken: Taken) -> bytes:
        """Return the content of a file, the same on every run."""
        made = self.write(taken)
        return made if isinstance(made, bytes) else made.encode()


JSON, CSV = "application/json; charset=utf-8", "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEX, MARKDOWN = "application/x-tex; charset=utf-8", "text/markdown; charset=utf-8"
HTML, JSONLD = "text/html; charset=utf-8", "application/ld+json"
TURTLE = "text/turtle; charset=utf-8"


def _about(taken: Compared | Listed) -> Document:
    """Return what made a document, its licence and, where it has one, the address of its page."""
    where = {"url": taken.address} if isinstance(taken, Compared) and taken.site else {}
    return {"program": PROGRAM, "licence": CC0, **where}


def _linked(taken: Compared | Listed) -> str:
    return jsonld.written(taken.facts())


def _turtle(taken: Compared | Listed) -> str:
    return turtle.write(taken.facts())


COMPARISONS: Mapping[str, Form[Compared]] = {
    "json": Form(
        JSON,
        lambda taken: as_text(comparison(taken.table, taken.beyond) | _about(taken)),
        "JSON",
    ),
    "csv": Form(CSV, lambda taken: comparison_csv(taken.table), "CSV"),
    "xlsx": Form(XLSX, sheets.comparison, "Excel"),
    "tex": Form(TEX, latex.comparison, "LaTeX"),
    "md": Form(MARKDOWN, markdown.comparison, "Markdown"),
    "html": Form(HTML, fragment.comparison, "HTML"),
    "jsonld": Form(JSONLD, _linked, "JSON-LD"),
    "ttl": Form(TURTLE, _turtle, "Turtle"),
}
LISTS: Mapping[str, Form[Listed]] = {
    "json": Form(
        JSON,
        lambda taken: as_text(
            lists.methods(taken.entries, taken.concepts, taken.language, taken.found)
            | _about(taken)
        ),
        "JSON",
    ),
    "csv": Form(
        CSV,
        lambda taken: lists.methods_csv(
            taken.entries, taken.concepts, taken.people, taken.language
        ),
        "CSV",
    ),
    "xlsx": Form(XLSX, spreadsheet.methods, "Excel"),
    "tex": Form(TEX, latex.methods, "LaTeX"),
    "md": Form(MARKDOWN, markdown.methods, "Markdown"),
    "html": Form(HTML, fragment.methods, "HTML"),
    "jsonld": Form(JSONLD, _linked, "JSON-LD"),
    "ttl": Form(TURTLE, _turtle, "Turtle"),
}


AROUND: Mapping[str, Callable[[Neighbourhood], str]] = {
    "json": lambda made: as_text(graphs.neighbourhood(made)),
    "csv": graphs.neighbourhood_csv,
    "graphml": graphs.graphml,
    "dot": graphs.dot,
    "mermaid": graphs.mermaid,
}


def form(forms: Mapping[str, Written], wanted: str) -> Written:
    """Return the form of a suffix; raises ChoiceError that names those there are.

    >>> form(COMPARISONS, "md").name
    'Markdown'
    """
    if wanted not in forms:
        raise ChoiceError(f"There is no form “{wanted}”; give {_either(forms)}.")
    return forms[wanted]


def of_file(forms: Collection[str], file: Path) -> str:
    """Return the suffix of the form that a file's name ends with; raises ChoiceError.

    >>> of_file(COMPARISONS, Path("table.MD"))
    'md'
    """
    suffix = file.suffix.removeprefix(".").lower()
    if suffix not in forms:
        ends = _either([f".{name}" for name in forms])
        raise ChoiceError(f"{file} does not say its form: let it end with {ends}.")
    return suffix


def _either(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}"
