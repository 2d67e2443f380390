"""A person or organisation: their methods and works in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import render_template
from flask.typing import ResponseReturnValue

from ... import export
from ...core import Explorer
from ...links import told
from ...model import Paper, Person, Text
from .. import lists, markup
from ..documents import document
from ..elsewhere import Elsewhere, elsewhere
from ..frame import Frame, frame
from ..lists import Listed, Named


@dataclass(frozen=True, slots=True)
class Year:
    """What a year brought."""

    year: str
    methods: tuple[Listed, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with their years, and those they wrote with."""

    frame: Frame
    person: Person
    years: tuple[Year, ...]
    methods: int
    papers: int
    companions: tuple[Named, ...]
    elsewhere: tuple[Elsewhere, ...]


def show(explorer: Explorer, language: str, slug: str, form: str = "") -> ResponseReturnValue:
    """Show one person."""
    found = explorer.person(slug)
    entries, papers = explorer.introduced(found.term), explorer.written(found)
    if form == "json":
        matches = told(explorer.matches_of(found.term))
        made = export.person(found, entries, papers, explorer.concepts, language, matches)
        return document(export.as_text(made), form)
    if form == "csv":
        rows = export.methods_csv(entries, explorer.concepts, explorer.people, language)
        return document(rows, form)
    dated: list[tuple[str, Listed | Paper]] = [
        (entry.years or "—", one)  # which of its originators came when is not said
        for entry, one in zip(entries, lists.listed(explorer, entries), strict=True)
    ]
    dated += [(paper.year, paper) for paper in papers]
    dated.sort(key=lambda pair: pair[0])
    years = tuple(
        _year(year, [thing for _, thing in things])
        for year, things in groupby(dated, key=lambda pair: pair[0])
    )
    page = Someone(
        frame=frame(
            explorer,
            found.name,
            "methods",
            ("json", "csv"),
            markup=markup.person(explorer, found),
        ),
        person=found,
        years=years,
        methods=len(entries),
        papers=len(papers),
        companions=_companions(found, papers),
        elsewhere=elsewhere(explorer, found.term),
    )
    return render_template("person.html", page=page)


def _year(year: str, things: list[Listed | Paper]) -> Year:
    return Year(
        year,
        tuple(thing for thing in things if isinstance(thing, Listed)),
        tuple(thing for thing in things if isinstance(thing, Paper)),
    )


def _companions(person: Person, papers: Sequence[Paper]) -> tuple[Named, ...]:
    """Return those who signed the same works, who did so most often first."""
    counted = Counter(one for paper in papers for one in paper.authors if one.term != person.term)
    return tuple(
        Named(one.id, Text(one.name), count=count) for one, count in counted.most_common(12)
    )
