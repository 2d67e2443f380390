"""A field, family or type: its methods, its history, and what it lies next to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import g, render_template
from flask.typing import ResponseReturnValue
from pyoxigraph import NamedNode

from ... import choice, export
from ...browse import MISSING
from ...core import Explorer
from ...model import Entry, Selection, Text, spoken
from .. import lists
from ..documents import document
from ..frame import Frame, frame
from ..lists import Listed, Named
from ..pictures import Bar, bars

MANY = 40  # methods on the page; the list has them all
BEST = 6  # methods that are named as the most connected


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with its methods; `beside` has the families, fields and types of these."""

    frame: Frame
    scheme: str
    id: str
    iri: str
    name: Text
    definition: Text
    broader: Named | None
    narrower: tuple[Named, ...]
    methods: tuple[Listed, ...]
    total: int
    central: tuple[Named, ...]
    history: tuple[Bar, ...]
    earliest: tuple[Named, int] | None
    beside: tuple[tuple[str, tuple[Named, ...]], ...]


def show(
    explorer: Explorer, language: str, slug: str, form: str = "", *, scheme: str
) -> ResponseReturnValue:
    """Show one field, family or kind."""
    term = choice.thing(scheme, slug)
    if term not in explorer.concepts:
        raise MISSING[scheme](slug)
    entries = explorer.listed(Selection({scheme: (slug,)}, order="oldest"), language)
    if form == "json":
        made = export.concept(explorer.concepts[term], entries, explorer.concepts, language)
        return document(export.as_text(made), form)
    if form == "csv":
        return document(export.methods_csv(entries, explorer.concepts, language), form)
    return render_template("concept.html", page=_page(explorer, term, scheme, entries))


def _page(explorer: Explorer, term: NamedNode, scheme: str, entries: list[Entry]) -> Concept:
    known = explorer.concepts[term]
    name = spoken(known.names, g.language, known.id)
    dated = [entry for entry in entries if entry.introduced is not None]
    ranked = sorted(entries, key=lambda entry: (-explorer.degrees.get(entry.id, 0), entry.id))
    central = tuple(
        Named(one.id, one.name, one.family, explorer.degrees.get(one.id, 0))
        for one in map(lists.brief, ranked[:BEST])
    )
    below = (other for other, one in explorer.concepts.items() if one.broader == term)
    return Concept(
        frame=frame(explorer, name.value, "methods", ("json", "csv")),
        scheme=scheme,
        id=known.id,
        iri=term.value,
        name=name,
        definition=spoken(known.definitions, g.language),
        broader=lists.concept(explorer, known.broader) if known.broader else None,
        narrower=tuple(lists.concept(explorer, other) for other in below),
        methods=lists.listed(explorer, entries[:MANY]),
        total=len(entries),
        central=central,
        history=bars(entries),
        earliest=(lists.brief(dated[0]), dated[0].introduced or 0) if dated else None,
        beside=_beside(explorer, term, scheme, entries),
    )


def _beside(
    explorer: Explorer, term: NamedNode, scheme: str, entries: list[Entry]
) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """Count the families, fields and types of the methods, but for the concept itself."""
    counted = {
        "family": Counter(entry.family for entry in entries if entry.family),
        "field": Counter(field for entry in entries for field in entry.fields),
        "kind": Counter(kind for entry in entries for kind in entry.kinds),
    }
    return tuple(
        (
            facet,
            tuple(
                lists.concept(explorer, other, count)
                for other, count in counts.most_common(13)
                if other != term
            ),
        )
        for facet, counts in counted.items()
        if facet != scheme or facet == "field"
    )
