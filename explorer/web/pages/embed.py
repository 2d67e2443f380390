"""Comparisons and methods for the frames of others' pages: slim, and the same for every reader."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from ... import choice
from ...core import Explorer
from ...errors import ChoiceError
from ...model import Comparison, Link, Row, Text
from .. import embedding, lists, markup, tables
from ..embedding import Embedding
from ..lists import Named

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Slim:
    """What stands around a page in a frame; an empty theme is that of the reader."""

    title: str
    language: str
    whole: str
    theme: str
    markup: str

    @classmethod
    def around(cls, embedding: Embedding, told: str) -> Slim:
        """Return what stands around an embedded page, and what it has `told` of itself.

        Raises ChoiceError for an unknown theme.
        """
        theme = request.args.get("theme", "")
        if theme not in ("", *THEMES):
            raise ChoiceError("A theme is light or dark.")
        return cls(embedding.title, g.language, embedding.whole, theme, told)


@dataclass(frozen=True, slots=True)
class Table:
    """Methods side by side; so many equal rows are `hidden`, and so many methods left out."""

    frame: Slim
    comparison: Comparison
    state: tables.State
    columns: tuple[tables.Column, ...]
    groups: tuple[tables.Group, ...]
    hidden: int
    beyond: int
    most: int


@dataclass(frozen=True, slots=True)
class Card:
    """One method in short; `more` relations are not shown."""

    frame: Slim
    name: Text
    family: Named | None
    others: tuple[Text, ...]
    rows: tuple[Row, ...]
    summary: Row
    works: Row
    links: tuple[Link, ...]
    families: dict[str, str]
    more: int


def comparison(explorer: Explorer, language: str) -> ResponseReturnValue:
    """Show the table of a comparison."""
    wanted, beyond = choice.capped(explorer.slugs(request.args.getlist("method")))
    made = explorer.compare(wanted, language=language)
    state = tables.State.asked(wanted, request.args)
    shown = tables.shown(made, state)
    told = embedding.comparison(made, state)
    page = Table(
        frame=Slim.around(told, markup.compared(explorer, told.title, wanted)),
        comparison=shown,
        state=state,
        columns=tables.columns(explorer, made, state, fixed=True),
        groups=tables.groups(shown, state.group),
        hidden=len(made.rows) - len(shown.rows),
        beyond=beyond,
        most=len(wanted),
    )
    return render_template("embed_comparison.html", page=page)


def method(explorer: Explorer, language: str, slug: str) -> ResponseReturnValue:
    """Show one method in short."""
    slug = explorer.slug(slug)
    choice.thing("method", slug)
    made = explorer.compare(slug, language=language)
    entry = explorer.index[made.methods[0].id]
    head, links = made.methods[0], explorer.links(slug, language)
    near = links[: embedding.MOST_LINKS]
    aliases = (value.label for value in made.row("alias").cells[0].values)
    spoken = (
        Text(name, tag) for tag, name in sorted(entry.names.items()) if tag != head.label.language
    )
    told = embedding.method(made, links)
    page = Card(
        frame=Slim.around(told, markup.about(explorer, told.title, [entry.id])),
        name=head.label,
        family=lists.concept(explorer, entry.family) if entry.family else None,
        others=(*spoken, *aliases),
        rows=tuple(made.row(name) for name in ("introduced", "originator")),
        summary=made.row("summary"),
        works=made.row("seminal-work"),
        links=tuple(near),
        families=lists.signs(explorer, {link.other.id for link in near}),
        more=len(links) - len(near),
    )
    return render_template("embed_method.html", page=page)
