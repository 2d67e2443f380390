"""A work: what it is, the methods it introduced, and what bears its DOI out."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from ... import export
from ...core import Explorer
from ...evidence import Evidence
from ...model import Paper
from .. import lists, markup
from ..documents import CITATIONS, CITED, citations, document
from ..frame import Frame, frame
from ..languages import gettext
from ..lists import Listed


@dataclass(frozen=True, slots=True)
class Work:
    """A work with its methods and the evidence for its DOI."""

    frame: Frame
    paper: Paper
    type: str
    methods: tuple[Listed, ...]
    evidence: tuple[Evidence, ...]


def show(explorer: Explorer, language: str, slug: str, form: str = "") -> ResponseReturnValue:
    """Show one work."""
    found = explorer.paper(slug)
    if form in CITED:
        return citations([found], form)
    entries = explorer.introduced(found.term)
    if form == "json":
        made = export.paper(found, entries, explorer.concepts, language)
        return document(export.as_text(made), form)
    if form == "csv":
        return document(export.methods_csv(entries, explorer.concepts, language), form)
    page = Work(
        frame=frame(
            explorer,
            found.title,
            "methods",
            ("json", "csv", *CITATIONS),
            markup=markup.paper(explorer, found),
        ),
        paper=found,
        type=_type(found.type),
        methods=lists.listed(explorer, entries),
        evidence=explorer.evidence(found.doi),
    )
    return render_template("paper.html", page=page)


def _type(name: str) -> str:
    types: dict[str, str] = {
        "JournalArticle": gettext("Journal article"),
        "ConferencePaper": gettext("Conference paper"),
        "Book": gettext("Book"),
        "BookChapter": gettext("Chapter of a book"),
        "Preprint": gettext("Preprint"),
        "Thesis": gettext("Thesis"),
        "ReportDocument": gettext("Report"),
    }
    return types.get(name) or gettext("Work")
