"""A work: what it is, the methods that it is a seminal work of, and what bears its DOI out."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from ... import export
from ...core import Explorer
from ...evidence import Evidence
from ...links import told
from ...model import Paper
from .. import lists, markup
from ..documents import CITATIONS, CITED, citations, document
from ..elsewhere import Elsewhere, elsewhere
from ..frame import Frame, frame
from ..languages import gettext
from ..lists import Listed
from ..outside import Beside, beside


@dataclass(frozen=True, slots=True)
class Work:
    """A work with its methods and the evidence for its DOI."""

    frame: Frame
    paper: Paper
    type: str
    methods: tuple[Listed, ...]
    evidence: tuple[Evidence, ...]
    elsewhere: tuple[Elsewhere, ...]
    outside: Beside | None


def show(explorer: Explorer, language: str, slug: str, form: str = "") -> ResponseReturnValue:
    """Show one work."""
    found = explorer.paper(slug)
    if form in CITED:
        return citations([found], form)
    entries = explorer.introduced(found.term)
    if form == "json":
        matches = told(explorer.matches_of(found.term))
        made = export.paper(found, entries, explorer.concepts, language, matches)
        others = export.outside(explorer.reported([found.term]))
        return document(export.as_text({**made, **others}), form)
    if form == "csv":
        rows = export.methods_csv(entries, explorer.concepts, explorer.people, language)
        return document(rows, form)
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
        elsewhere=elsewhere(explorer, found.term),
        outside=beside(explorer, found.term, explorer.reported([found.term])),
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
