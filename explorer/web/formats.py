"""How values are shown on pages: filters and tests for the templates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flask import Flask, g, url_for
from flask_babel import format_decimal, format_percent
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
    app.jinja_env.globals["method_url"] = method_url
    app.jinja_env.filters |= {
        "bars": bars,
        "breakable": breakable,
        "decimal": format_decimal,
        "first_lower": first_lower,
        "footnotes": footnotes,
        "host": host,
        "listed": languages.listed,
        "said": said,
        "percent": lambda share: format_percent(share, "#,##0.0%"),
        "sentence": sentence,
        "stroke": lambda relation: STROKES.get(relation.id, "related"),
        "turned": lambda relation: relation.forward == (relation.id in INVERSES),
    }


def said(text: Text, language: str) -> Markup | str:
    """Mark words that are not in the language of the page."""
    if text.language in {"", language}:
        return text.value
    return Markup('<span lang="{}">{}</span>').format(text.language, text.value)


ON, OFF = Markup('<i class="on"></i>'), Markup("<i></i>")


def bars(value: Value, row: Row, words: Mapping[str, str]) -> Markup:
    """Return one bar a column, filled where the value stands, and a word for who cannot see it."""
    held = row.holders(value)
    count = sum(held)
    scope = "all" if count == len(held) else "some" if count > 1 else "only"
    return _bars(held, scope, words[scope])


@lru_cache(maxsize=4096)
def _bars(held: tuple[bool, ...], scope: str, word: str) -> Markup:
    marks = Markup("").join(ON if here else OFF for here in held)
    unseen = Markup('<span class="unseen">{} </span>').format(word)
    return Markup('<span class="where {}">{}{}</span>').format(scope, unseen, marks)


def method_url(slug: str) -> str:
    """Return the address of a method's page in the language of this one."""
    if "method_base" not in g:
        g.method_base = url_for("pages.method", slug="-").removesuffix("-")
    return f"{g.method_base}{slug}"


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
