"""The values of a comparison as HTML.

Made here rather than in a template: a wide table has hundreds of values, and each call of a
template's macro costs more than the whole value does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flask import g
from markupsafe import Markup, escape
from pyoxigraph import NamedNode

from ..model import Absence, Cell, Paper, Row, Text, Value
from ..vocab import BASE
from . import addresses
from .languages import gettext, ngettext

LONG, FIRST = 12, 6  # values of a cell that are shown at once; of a longer list so many
ON, OFF = '<i class="on"></i>', "<i></i>"


def held(cell: Cell, row: Row) -> Markup:
    """Return everything a method has for a row, or why it has nothing.

    Of a long list what others have too stands first, and the rest is shown on demand.
    """
    if cell.values:
        first = at_once(cell, row)
        made = _listed(cell.values[:first], row)
        if rest := cell.values[first:]:
            more = escape(ngettext("%(num)s more", "%(num)s more", len(rest)))
            folded = f"<summary>{more}</summary>{_listed(rest, row)}"
            made += f'<details class="fold more">{folded}</details>'
    else:
        made = absence(cell.absence)
    if cell.remark:
        made += f'<p class="note">{said(cell.remark)}</p>'
    return Markup(made)  # noqa: S704 (its parts are escaped)


def at_once(cell: Cell, row: Row) -> int:
    """Return how many values of a cell are shown at once."""
    if len(cell.values) <= LONG:
        return len(cell.values)
    shared = sum(sum(row.holders(value)) > 1 for value in cell.values)
    return min(max(FIRST, shared), LONG)


def _listed(values: Sequence[Value], row: Row) -> str:
    compared = row.compared and len(row.cells) > 1
    each = "".join(
        f"<li>{bars(value, row) if compared else ''}<span>{shown(value)}</span></li>"
        for value in values
    )
    return f'<ul class="values{"" if compared else " plainly"}">{each}</ul>'


def shown(value: Value) -> Markup:
    """Return one value: a work as it is cited, a thing as a link, anything else as its text."""
    if value.paper:
        return work(value.paper)
    text: str = said(value.label)
    room = _room(value)
    if room == "family":
        text = f'<span class="family">{_sign(value.id)}{text}</span>'
    elif not room and value.label.value[:4].isdigit():
        text = f'<bdi dir="ltr">{text}</bdi>'
    if room:
        text = f'<a href="{addresses.thing(room, value.id)}">{text}</a>'
    for relation in value.relations:
        text += f' <span class="kind">{said(relation.label)}</span>'
    return Markup(text)  # noqa: S704 (its parts are escaped)


def _room(value: Value) -> str:
    """Return where the page of a value is, or nothing where it has none."""
    if not isinstance(value.term, NamedNode):
        return ""
    room = value.term.value.removeprefix(BASE).partition("/")[0]
    return room if room in addresses.ROOMS else ""


def work(paper: Paper) -> Markup:
    """Return a work as it is cited, with its DOI and how that was checked."""
    stop = "" if paper.title[-1:] in "?!." else "."
    parts = [
        f"{escape(paper.by)} ({escape(paper.year)}). ",
        f'<a href="{addresses.thing("paper", paper.id)}">',
        f'<cite lang="">{escape(paper.title)}</cite></a>{stop}',
        f" {escape(paper.where)}." if paper.where else "",
    ]
    if paper.doi:
        checked = ngettext("checked in %(num)s source", "checked in %(num)s sources", paper.checked)
        shown = escape(paper.doi).replace("/", Markup("/<wbr>"))
        parts.append(f' <a class="doi" href="{escape(paper.link)}">doi:{shown}</a>')
        parts.append(f' <span class="checked">{checked}</span>')
    elif paper.url:
        unconfirmed = escape(gettext("no confirmed DOI"))
        parts.append(f' <a class="doi" href="{escape(paper.url)}">{escape(host(paper.url))}</a>')
        parts.append(f' <span class="checked">{unconfirmed}</span>')
    elif paper.isbn:
        parts.append(f" ISBN {escape(paper.isbn)}")
    return Markup(f'<span class="work">{"".join(parts)}</span>')  # noqa: S704 (escaped)


def said(text: Text) -> Markup:
    """Return words, marked where they are not in the language of the page."""
    words = escape(text.value)
    if text.language in {"", g.language}:
        return words
    return Markup(f'<span lang="{escape(text.language)}">{words}</span>')  # noqa: S704 (escaped)


def bars(value: Value, row: Row) -> Markup:
    """Return one bar a column, filled where the value stands, and a word for who cannot see it."""
    return _bars(row.holders(value), g.language)


@lru_cache(maxsize=1 << 14)
def _bars(held: tuple[bool, ...], language: str) -> Markup:
    count = sum(held)
    scope, word = (
        ("all", gettext("common:"))
        if count == len(held)
        else ("some", gettext("shared:"))
        if count > 1
        else ("only", gettext("only here:"))
    )
    marks = "".join(ON if here else OFF for here in held)
    unseen = f'<span class="unseen">{escape(word)} </span>'
    return Markup(f'<span class="where {scope}">{unseen}{marks}</span>')  # noqa: S704 (escaped)


def absence(kind: Absence) -> Markup:
    """Return the sign and the words of one of the three kinds of empty."""
    sign, words = {
        Absence.UNSETTLED: ("?", gettext("looked for and not settled")),
        Absence.NOT_APPLICABLE: ("∅", gettext("does not apply")),
        Absence.NOT_RECORDED: ("—", gettext("not recorded")),
    }[kind]
    seen = ' class="unseen"' if kind is Absence.NOT_RECORDED else ""
    said = f'<span class="none">{sign} <span{seen}>{escape(words)}</span></span>'
    return Markup(said)  # noqa: S704 (escaped)


def _sign(family: str) -> str:
    return f'<svg class="sign {family}" aria-hidden="true"><use href="#sign-{family}"/></svg>'


def host(url: str) -> str:
    """Return the host of an address, for a link's text.

    >>> host("https://papers.nips.cc/paper/2014/")
    'papers.nips.cc'
    """
    return url.partition("//")[2].partition("/")[0].removeprefix("www.") or url
