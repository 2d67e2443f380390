"""What this is, how facts get in, and how much it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import groupby

from flask import render_template
from flask.typing import ResponseReturnValue

from ... import export
from ...core import Explorer
from ...model import Linkset
from ...statistics import Statistics
from ...vocab import CC0
from .. import lists, markup
from ..documents import document
from ..frame import Frame, frame
from ..languages import gettext
from ..lists import Named
from ..outside import Kept, kept

LICENCES = {
    CC0: "CC0 1.0",
    "https://creativecommons.org/licenses/by/3.0/": "CC BY 3.0",
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/": "CC BY-SA 4.0",
    "https://opendatacommons.org/licenses/by/1-0/": "ODC-By 1.0",
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A data set that links lead to: how many, under which licence it is, and the latest day.

    `others` are near, wider or narrower; the licence has an address and a short name or none.
    """

    name: str
    home: str
    licence: str
    called: str
    same: int
    others: int
    date: str


@dataclass(frozen=True, slots=True)
class About:
    """The counts, the data sets linked to and asked, and the methods by family and field.

    Of the `links`, so many have been `reviewed`.
    """

    frame: Frame
    statistics: Statistics
    linked: tuple[Linked, ...]
    linksets: tuple[Linkset, ...]
    links: int
    reviewed: int
    snapshots: tuple[Kept, ...]
    families: tuple[Named, ...]
    fields: tuple[Named, ...]


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show what this is, and how much it holds."""
    found, linksets = explorer.statistics, explorer.linksets
    linked = tuple(_linked(linksets))
    if form:
        made = {**asdict(found), "linked": [asdict(one) for one in linked]}
        return document(export.as_text(made), form)
    families, fields = (
        tuple(
            lists.concept(explorer, term, count)
            for slug, count in counted.items()
            if (term := explorer.concept(scheme, slug))
        )
        for scheme, counted in (("family", found.by_family), ("field", found.by_field))
    )
    told = gettext("An open reference of research methods, side by side.")
    around = frame(
        explorer,
        gettext("About"),
        "about",
        ("json",),
        about=told,
        markup=markup.dataset(explorer),
    )
    matches = [match for one in linksets for match in one.matches]
    reviewed = sum(bool(match.reviewer) for match in matches)
    others = kept(explorer)
    page = About(around, found, linked, linksets, len(matches), reviewed, others, families, fields)
    return render_template("about.html", page=page)


def _linked(linksets: Iterable[Linkset]) -> Iterable[Linked]:
    """Yield each data set once: its links stand beside each other."""
    for _, group in groupby(linksets, key=lambda one: one.name):
        sets = [*group]
        matches = [match for one in sets for match in one.matches]
        same = sum(match.exact for match in matches)
        name, home, licence = sets[0].name, sets[0].home, sets[0].licence
        called, date = LICENCES.get(licence, ""), max(one.date for one in sets)
        yield Linked(name, home, licence, called, same, len(matches) - same, date)
