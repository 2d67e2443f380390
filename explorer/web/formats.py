"""How values are shown on pages: filters and tests for the templates."""

from __future__ import annotations

from flask import Flask
from flask_babel import format_decimal
from markupsafe import Markup, escape

from ..model import Row, Text, Value
from . import languages

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
    app.jinja_env.filters |= {
        "breakable": breakable,
        "decimal": format_decimal,
        "first_lower": first_lower,
        "footnotes": footnotes,
        "host": host,
        "listed": languages.listed,
        "said": said,
        "sentence": sentence,
        "stroke": lambda relation: STROKES.get(relation.id, "related"),
        "turned": lambda relation: relation.forward == (relation.id in INVERSES),
        "where": where,
    }


def said(text: Text, language: str) -> Markup | str:
    """Mark words that are not in the language of the page."""
    if text.language in {"", language}:
        return text.value
    return Markup('<span lang="{}">{}</span>').format(text.language, text.value)


def where(row: Row, value: Value) -> str:
    """Return the class of the bars before a value: all, some or only."""
    return {"common": "all", "shared": "some", "only": "only"}[row.scope(value).value]


def first_lower(text: str) -> str:
    """Lower the first letter, for a label inside a sentence, unless the word is an acronym.

    >>> first_lower("Field"), first_lower("DOI")
    ('field', 'DOI')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


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


def host(url: str) -> str:
    """Return the host of an address, for a link's text.

    >>> host("https://papers.nips.cc/paper/2014/")
    'papers.nips.cc'
    """
    return url.partition("//")[2].partition("/")[0].removeprefix("www.") or url
