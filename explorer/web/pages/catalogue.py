"""The list of methods: filtered by facets, ordered, a page at a time; the address is the state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from ... import export
from ...browse import FACETS, PAGE
from ...core import Explorer
from ...model import Listing, Selection
from .. import languages, lists, markup
from ..documents import document
from ..frame import Frame, chosen, frame, settled
from ..languages import gettext
from ..lists import Listed, Ticked

FEW = 8  # values of a facet that are shown before more are asked for


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values; `more` leads to all of them where not all are shown."""

    id: str
    name: str
    values: tuple[Ticked, ...]
    more: str
    left: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that is made, and the address without it."""

    facet: str
    id: str
    name: str
    away: str


@dataclass(frozen=True, slots=True)
class Methods:
    """One page of the list; `pages` has the address of the one before and the one after."""

    frame: Frame
    methods: tuple[Listed, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    none: str
    words: str
    opened: tuple[str, ...]
    orders: tuple[tuple[str, str], ...]
    order: str
    ticked: tuple[str, ...]
    total: int
    whole: int
    first: int
    page: int
    last: int


def asked_for(asked: MultiDict[str, str]) -> Selection:
    """Read what an address asks of the catalogue."""
    facets = {
        facet: tuple(dict.fromkeys(filter(None, ",".join(asked.getlist(facet)).split(","))))
        for facet in FACETS
    }
    words = " ".join(asked.get("q", "").split())
    return Selection(facets, words, asked.get("sort", ""), asked.get("page", 1, type=int))


def address(asked: Selection, opened: Sequence[str] = ()) -> str:
    """Return the address of a part of the catalogue."""
    pairs = [("q", asked.words)] if asked.words else []
    pairs += [(facet, value) for facet in FACETS for value in asked.facets.get(facet, ())]
    usual = "relevance" if asked.words else "name"
    pairs += [("sort", asked.order)] if asked.order not in {"", usual} else []
    pairs += [("open", facet) for facet in opened]
    pairs += [("page", str(asked.page))] if asked.page > 1 else []
    return f"{url_for('pages.methods')}{'?' if pairs else ''}{urlencode(pairs)}"


def without(asked: Selection, facet: str, value: str) -> Selection:
    """Return a selection without one of its choices, from its first page."""
    kept = tuple(one for one in asked.facets.get(facet, ()) if one != value)
    return replace(asked, facets={**asked.facets, facet: kept}, page=1)


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """List the methods that fit what the address asks for."""
    asked = asked_for(request.args)
    listing = explorer.browse(asked, language)
    if form:
        limit = request.args.get("limit", len(explorer.entries), type=int)
        made = explorer.export_list(asked, form, language, max(0, limit), settled())
        return document(made, form, "methods")
    return render_template("methods.html", page=_page(explorer, asked, listing))


def _page(explorer: Explorer, asked: Selection, listing: Listing) -> Methods:
    opened = tuple(one for one in request.args.getlist("open") if one in FACETS)
    names = _names()
    facets = [_facet(explorer, asked, listing, facet, opened, names[facet]) for facet in FACETS]
    chips = [
        Chip(facet.name, value.id, value.name, address(without(asked, facet.id, value.id), opened))
        for facet in facets
        for value in facet.values
        if value.chosen
    ]
    if asked.words:
        away = address(replace(asked, words="", page=1), opened)
        chips.insert(0, Chip(gettext("Words"), "q", asked.words, away))
    only = chips[0].name if len(chips) == 1 and not asked.words else ""
    title = only or (gettext("Methods") if chips else gettext("All methods"))
    first = (listing.page - 1) * PAGE + 1
    shown = [entry.id for entry in listing.entries]
    return Methods(
        frame=frame(
            explorer,
            title,
            "methods",
            tuple(export.LISTS),
            markup=markup.methods(explorer, title, shown, listing.total, first),
        ),
        methods=lists.listed(explorer, listing.entries),
        facets=tuple(facets),
        chips=tuple(chips),
        none=address(Selection({}, order=asked.order), opened),
        words=asked.words,
        opened=opened,
        orders=_orders(bool(asked.words)),
        order=listing.order,
        ticked=tuple(chosen()),
        total=listing.total,
        whole=len(explorer.entries),
        first=first,
        page=listing.page,
        last=listing.pages,
    )


def _facet(
    explorer: Explorer,
    asked: Selection,
    listing: Listing,
    facet: str,
    opened: Sequence[str],
    name: str,
) -> Facet:
    choices = listing.facets[facet]
    shown = choices
    if facet in {"field", "kind"} and facet not in opened:
        shown = tuple(
            choice for place, choice in enumerate(choices) if place < FEW or choice.chosen
        )
    words: Mapping[str, str] = {
        "decade": {choice.id: languages.decade(choice.id) for choice in choices},
        "has": {"doi": gettext("a checked DOI"), "relations": gettext("relations to others")},
    }.get(facet, {})
    left = len(choices) - len(shown)
    more = address(asked, (*opened, facet)) if left else ""
    return Facet(facet, name, lists.ticked(explorer, facet, shown, words), more, left)


def _names() -> Mapping[str, str]:
    return {
        "family": gettext("Family"),
        "field": gettext("Field"),
        "kind": gettext("Type"),
        "decade": gettext("Introduced"),
        "has": gettext("Recorded"),
    }


def _orders(worded: bool) -> tuple[tuple[str, str], ...]:
    usual = (
        ("name", gettext("name")),
        ("oldest", gettext("year, oldest first")),
        ("newest", gettext("year, newest first")),
        ("relations", gettext("number of relations")),
    )
    return (("relevance", gettext("how well they fit")), *usual) if worded else usual
