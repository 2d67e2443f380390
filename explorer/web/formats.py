"""How values are shown on pages: filters and functions for the templates."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import Flask, url_for
from markupsafe import Markup, escape

from ..compare import paths
from ..drawing import strokes
from ..evidence import STORED
from ..model import sentence
from ..vocab import short
from . import addresses, cells, languages, reaches
from .examples import example
from .languages import gettext

COPY = re.compile(rf"(?:{STORED}|stored copy of a public file, no\. )(\d+)")

CODE = re.compile(r"`([^`]+)`")


def install(app: Flask) -> None:
    """Give the templates their filters."""
    app.jinja_env.globals |= {
        "address_of": addresses.thing,
        "compare_url": addresses.comparison,
        "graph_url": reaches.around,
        "method_url": lambda slug: addresses.thing("method", slug),
        "path_url": addresses.path,
        "query_url": addresses.query,
        "tray_url": lambda: url_for("pages.tray"),
    }
    app.jinja_env.filters |= {
        "bars": cells.bars,
        "breakable": breakable,
        "coded": coded,
        "date": languages.date,
        "decade": languages.decade,
        "decimal": languages.decimal,
        "example": example,
        "footnotes": footnotes,
        "held": cells.held,
        "inside": languages.inside,
        "listed": languages.listed,
        "run_on": languages.run_on,
        "absence": cells.absence,
        "paths": paths,
        "percent": languages.percent,
        "said": cells.said,
        "sentence": sentence,
        "short": short,
        "shown": cells.shown,
        "sourced": sourced,
        "stroke": strokes.stroke,
        "told": languages.told,
        "turned": strokes.inverse,
        "work": cells.work,
    }


def breakable(text: str) -> Markup:
    """Let a long identifier break after its slashes."""
    return escape(text).replace("/", Markup("/<wbr>"))


def coded(words: Markup) -> Markup:
    """Set what stands between backticks as code."""
    return Markup(CODE.sub(r"<code>\1</code>", str(words)))  # noqa: S704 (escaped)


def footnotes(numbers: tuple[int, ...] | str) -> Markup:
    """Return the raised numbers of the sources of a fact, each leading to its source."""
    each = Markup(", ").join(
        Markup('<a href="#source-{0}">{0}</a>').format(number) for number in numbers
    )
    return Markup("<sup>{}</sup>").format(each) if numbers else Markup("")


def sourced(text: str) -> Markup:
    """Return a source in few words, as a link where it is an address."""
    if stored := COPY.fullmatch(text):
        said = gettext("stored copy of a public file, no. %(number)s", number=stored[1])
        return escape(said)
    address = text.removeprefix("search:")
    if not address.startswith(("http://", "https://")):
        return Markup('<span lang="">{}</span>').format(breakable(text))
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2]
    shown = breakable(f"{parts.netloc}: {last}" if last else parts.netloc)
    return Markup('<a href="{}" rel="external">{}</a>').format(address, shown)
