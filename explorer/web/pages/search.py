"""The search: everything that fits a few words, in groups, with the reason for each hit."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from ... import export
from ...core import Explorer
from ...model import Found, Hit, Text, sentence, spoken
from ...search import GROUPS
from .. import markup
from ..documents import document
from ..frame import Frame, frame
from ..languages import gettext
from ..lists import Named, families, signs

LIMIT = 12  # hits of a group on the page
MOST = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit on the page: where it leads, and why it was found, where its name does not say so."""

    type: str
    id: str
    name: Text
    family: str
    why: str
    matched: Text
    note: Text


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one type under their heading; `full` where there may be more."""

    type: str
    name: str
    hits: tuple[Shown, ...]
    full: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, or where to look instead."""

    frame: Frame
    found: Found
    groups: tuple[Group, ...]
    nearest: tuple[Shown, ...]
    families: tuple[Named, ...]


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show what fits the words, the best group first."""
    words = request.args.get("q", "")
    limit = min(max(request.args.get("limit", LIMIT, type=int), 1), MOST)
    types = tuple(one for one in GROUPS if one in request.args.getlist("type")) or GROUPS
    found = explorer.search(words, limit, types)
    if form == "json":
        return document(export.as_text(export.found(found, language)), form)
    if form == "csv":
        return document(export.found_csv(found, language), form)
    title = (
        gettext("Search for “%(words)s”", words=found.query) if found.query else gettext("Search")
    )
    page = Search(
        frame=frame(
            explorer,
            title,
            "search",
            ("json", "csv"),
            markup=markup.found(explorer, title, found.hits),
        ),
        found=found,
        groups=_groups(explorer, found, limit),
        nearest=tuple(_shown(explorer, hit) for hit in found.nearest),
        families=families(explorer),
    )
    return render_template("search.html", page=page)


def _groups(explorer: Explorer, found: Found, limit: int) -> tuple[Group, ...]:
    """Return the hits by type; the type of the best hit comes first."""
    names = {
        "method": gettext("Methods"),
        "person": gettext("People"),
        "paper": gettext("Works"),
        "field": gettext("Fields"),
        "family": gettext("Families"),
        "kind": gettext("Types"),
    }
    types = dict.fromkeys(hit.type for hit in found.hits)
    groups = []
    for kind in types:
        hits = tuple(_shown(explorer, hit) for hit in found.hits if hit.type == kind)
        groups.append(Group(kind, names[kind], hits, len(hits) >= limit))
    return tuple(groups)


def _shown(explorer: Explorer, hit: Hit) -> Shown:
    name = spoken(hit.names, g.language, hit.id)
    said = "" if hit.matched.value == name.value else why(hit.why)
    family = signs(explorer, [hit.id]).get(hit.id, "") if hit.type == "method" else ""
    matched = hit.matched if hit.why not in {"summary", "definition"} else Text("")
    return Shown(hit.type, hit.id, name, family, said, matched, _note(explorer, hit))


def _note(explorer: Explorer, hit: Hit) -> Text:
    """Tell a method by its year and first sentence, and a work by its authors and year."""
    if hit.type == "method":
        entry = explorer.index[hit.id]
        summary = spoken(entry.summaries, g.language)
        told = f"{entry.introduced or '—'} · {sentence(summary.value)}"
        return Text(told, summary.language)
    if hit.type == "paper" and (work := explorer.works.get(hit.term)):
        names = [explorer.people.get(person, "") for person in work.authors[:3]]
        more = " …" if len(work.authors) > 3 else ""
        return Text(f"{', '.join(names)}{more} ({work.year})")
    return Text("")


def why(reason: str) -> str:
    """Say what the text that matched is to the thing."""
    reasons: dict[str, str] = {
        "name": gettext("name"),
        "alias": gettext("also known as"),
        "acronym": gettext("short form"),
        "originator": gettext("originator"),
        "author": gettext("author"),
        "title": gettext("seminal work"),
        "doi": "DOI",
        "field": gettext("field"),
        "family": gettext("family"),
        "kind": gettext("type"),
        "summary": gettext("in its summary"),
        "definition": gettext("in its definition"),
    }
    return reasons[reason]
