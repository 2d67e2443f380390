"""A field, family or type: its methods, its history, and what it lies next to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import g, render_template
from flask.typing import ResponseReturnValue
from pyoxigraph import NamedNode

from ... import choice, export
from ...browse import MISSING
from ...core import Explorer
from ...model import Listing, Selection, Text, spoken
from .. import lists, markup
from ..documents import document
from ..frame import Frame, frame
from ..lists import Listed, Named
from ..pictures import Bar, bars, by_decade

FEW = 12  # concepts that are named beside it
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
    asked = Selection({scheme: (slug,)}, order="oldest")
    if form:
        entries = explorer.listed(asked, language)
        if form == "csv":
            rows = export.methods_csv(entries, explorer.concepts, explorer.people, language)
            return document(rows, form)
        made = export.concept(explorer.concepts[term], entries, explorer.concepts, language)
        return document(export.as_text(made), form)
    page = _page(explorer, term, scheme, explorer.browse(asked, language))
    return render_template("concept.html", page=page)


def _page(explorer: Explorer, term: NamedNode, scheme: str, listing: Listing) -> Concept:
    known, shelf = explorer.concepts[term], explorer.shelf
    name = spoken(known.names, g.language, known.id)
    first = next(iter(listing.entries), None)
    best = map(lists.brief, shelf.best(BEST, **{scheme: known.id}))
    below = (other for other, one in explorer.concepts.items() if one.broader == term)
    return Concept(
        frame=frame(
            explorer,
            name.value,
            "methods",
            ("json", "csv"),
            markup=markup.concept(explorer, known),
        ),
        scheme=scheme,
        id=known.id,
        iri=term.value,
        name=name,
        definition=spoken(known.definitions, g.language),
        broader=lists.concept(explorer, known.broader) if known.broader else None,
        narrower=tuple(lists.concept(explorer, other) for other in below),
        methods=lists.listed(explorer, listing.entries),
        total=listing.total,
        central=tuple(replace(one, count=explorer.degrees.get(one.id, 0)) for one in best),
        history=bars(by_decade(shelf, **{scheme: known.id})),
        earliest=(lists.brief(first), first.introduced) if first and first.introduced else None,
        beside=tuple(
            (facet, _beside(explorer, facet, scheme, known.id))
            for facet in ("family", "field", "kind")
            if facet != scheme or facet == "field"
        ),
    )


def _beside(explorer: Explorer, facet: str, scheme: str, slug: str) -> tuple[Named, ...]:
    """Return the values of a facet among the methods of a concept, but for the concept itself."""
    choices = explorer.shelf.within(facet, **{scheme: slug})
    return tuple(
        lists.concept(explorer, term, choice.count)
        for choice in choices[: FEW + 1]
        if (term := explorer.concept(facet, choice.id)) and (facet, choice.id) != (scheme, slug)
    )[:FEW]
