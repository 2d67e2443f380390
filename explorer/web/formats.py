"""How values are shown on pages: filters and functions for the templates."""

from __future__ import annotations

from flask import Flask, g, url_for
from markupsafe import Markup, escape

from ..model import Text
from . import addresses, cells, languages

STROKES = {
    "specialises": "specialises",
    "generalises": "specialises",
    "extends": "extends",
    "extendedBy": "extends",
    "hasComponent": "component",
    "componentOf": "component",
    "alternativeTo": "alternative",
    "usedWith": "usedwith",
    "contrastsWith": "contrasts",
    "supersedes": "supersedes",
    "supersededBy": "supersedes",
}
INVERSES = {"generalises", "extendedBy", "componentOf", "supersededBy"}


def install(app: Flask) -> None:
    """Give the templates their filters."""
    app.jinja_env.globals |= {
        "address_of": addresses.thing,
        "compare_url": addresses.comparison,
        "method_url": lambda slug: addresses.thing("method", slug),
        "tray_url": lambda: url_for("pages.tray"),
    }
    app.jinja_env.filters |= {
        "bars": cells.bars,
        "breakable": breakable,
        "date": languages.date,
        "decade": languages.decade,
        "decimal": languages.decimal,
        "footnotes": footnotes,
        "held": cells.held,
        "inside": languages.inside,
        "listed": languages.listed,
        "percent": languages.percent,
        "said": said,
        "sentence": sentence,
        "shown": cells.shown,
        "stroke": lambda relation: STROKES.get(relation.id, "related"),
        "turned": lambda relation: relation.forward == (relation.id in INVERSES),
        "work": cells.work,
    }


def said(text: Text) -> Markup | str:
    """Mark words that are not in the language of the page."""
    if text.language in {"", g.language}:
        return text.value
    return Markup('<span lang="{}">{}</span>').format(text.language, text.value)


def sentence(text: str) -> str:
    """Return the first sentence.

    >>> sentence("Grows trees. Then votes.")
    'Grows trees.'
    """
    return text if (end := text.find(". ")) < 0 else text[: end + 1]


def breakable(text: str) -> Markup:
    """Let a long identifier break after its slashes."""
    return escape(text).replace("/", Markup("/<wbr>"))


def footnotes(numbers: tuple[int, ...] | str) -> Markup:
    """Return the raised numbers of the sources of a fact, each leading to its source."""
    each = Markup(", ").join(
        Markup('<a href="#source-{0}">{0}</a>').format(number) for number in numbers
    )
    return Markup("<sup>{}</sup>").format(each) if numbers else Markup("")
