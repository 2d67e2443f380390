"""What this is, how facts get in, and how much it holds."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from ... import export
from ...core import Explorer
from ...statistics import Statistics
from .. import lists, markup
from ..documents import document
from ..frame import Frame, frame
from ..languages import gettext
from ..lists import Named


@dataclass(frozen=True, slots=True)
class About:
    """The counts, and the methods by family and field."""

    frame: Frame
    statistics: Statistics
    families: tuple[Named, ...]
    fields: tuple[Named, ...]


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show what this is, and how much it holds."""
    found = explorer.statistics
    if form:
        return document(export.as_text(asdict(found)), form)
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
        markup=markup.dataset(explorer, told),
    )
    return render_template("about.html", page=About(around, found, families, fields))
