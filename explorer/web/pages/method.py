"""A method: names, summary, facts with their sources, works, relations, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from pyoxigraph import NamedNode

from ... import choice, export
from ...core import Explorer
from ...drawing import strokes
from ...links import told
from ...model import Absence, Comparison, Entry, Link, Outside, Row, Text, collated
from .. import embedding, languages, lists, markup
from ..documents import CITATIONS, CITED, citations, document
from ..elsewhere import Elsewhere, elsewhere
from ..embedding import Embedding
from ..frame import Frame, chosen, frame, query
from ..languages import gettext, ngettext
from ..lists import Named
from ..outside import Beside, beside
from ..pictures import Star, star
from ..preview import Shown, draw

SIBLINGS = 8
SENTENCE = 160  # letters of a summary that stand for it elsewhere


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not recorded, and which of the three kinds of empty it is."""

    text: str
    absence: Absence = Absence.NOT_RECORDED

    @property
    def plain(self) -> bool:
        """Whether the heading that it stands under says all of it."""
        return self.absence is Absence.NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Method:
    """One method; `sources` numbers, by value, the works that bear it out."""

    frame: Frame
    id: str
    term: NamedNode
    name: Text
    others: tuple[tuple[str, Text], ...]
    family: Named | None
    fields: tuple[Named, ...]
    rows: Mapping[str, Row]
    outgoing: tuple[tuple[Link, ...], ...]
    incoming: tuple[tuple[Link, ...], ...]
    entailed: tuple[tuple[Link, ...], ...]
    families: Mapping[str, str]
    sources: Mapping[str, tuple[int, ...]]
    star: Star
    suggestions: tuple[tuple[str, tuple[Named, ...]], ...]
    before: Named | None
    after: Named | None
    elsewhere: tuple[Elsewhere, ...]
    outside: Beside | None
    gaps: tuple[Gap, ...]
    kept: bool
    embedding: Embedding


def show(explorer: Explorer, language: str, slug: str, form: str = "") -> ResponseReturnValue:
    """Show one method."""
    if (meant := explorer.slug(slug)) != slug:
        at = url_for("pages.method", language=language, slug=meant, form=form or None)
        return redirect(f"{at}{query()}")
    choice.thing("method", slug)
    made = explorer.compare(slug, language=language)
    entry = explorer.index[made.methods[0].id]
    if form == "png":
        return document(_picture(explorer, entry), form)
    if form in CITED:
        return citations(made.works, form)
    matches = explorer.matches_of(entry.term)
    if form == "csv":
        return document(export.method_csv(made, told(matches)), form)
    links, entailed = explorer.links(slug, language), explorer.entailed(slug, language)
    if form == "json":
        said = export.method(made, (*links, *entailed), told(matches))
        others = export.outside(_outside(explorer, entry))
        return document(export.as_text({**said, **others}), form)
    return render_template("method.html", page=_page(explorer, made, entry, links, entailed))


def _outside(explorer: Explorer, entry: Entry) -> Sequence[Outside]:
    """Return what others say of a method and of its works."""
    return explorer.reported([entry.term, *entry.works])


def _page(
    explorer: Explorer,
    made: Comparison,
    entry: Entry,
    links: Sequence[Link],
    entailed: Sequence[Link],
) -> Method:
    head = made.methods[0]
    before, after = explorer.shelf.beside(entry.id, g.language)
    return Method(
        frame=_frame(explorer, made, entry),
        id=entry.id,
        term=entry.term,
        name=head.label,
        others=tuple(
            (languages.name(tag), Text(name, tag))
            for tag, name in sorted(entry.names.items())
            if tag != head.label.language
        ),
        family=lists.concept(explorer, entry.family) if entry.family else None,
        fields=tuple(lists.concept(explorer, field) for field in entry.fields),
        rows={row.spec.id: row for row in made.rows},
        outgoing=_grouped(links, inverse=False),
        incoming=_grouped(links, inverse=True),
        entailed=(*_grouped(entailed, inverse=False), *_grouped(entailed, inverse=True)),
        families=lists.signs(explorer, {link.other.id for link in (*links, *entailed)}),
        sources=_sources(made),
        star=star(entry, links, explorer.index),
        suggestions=suggestions(explorer, made),
        before=lists.brief(before) if before else None,
        after=lists.brief(after) if after else None,
        elsewhere=elsewhere(explorer, entry.term),
        outside=beside(explorer, entry.term, _outside(explorer, entry)),
        gaps=_gaps(made, links),
        kept=entry.id in chosen(),
        embedding=embedding.method(made, links),
    )


def _frame(explorer: Explorer, made: Comparison, entry: Entry) -> Frame:
    summary = next((v.label.value for v in made.row("summary").cells[0].values), "")
    works = made.works
    return frame(
        explorer,
        made.methods[0].label.value,
        "methods",
        ("json", "csv", *(CITATIONS if entry.works else ())),
        preview=url_for("pages.method", slug=entry.id, form="png"),
        about=summary if len(summary) <= SENTENCE else f"{summary[:SENTENCE]}…",
        markup=markup.method(explorer, entry, works),
    )


def _picture(explorer: Explorer, entry: Entry) -> bytes:
    named = lists.brief(entry)
    year = "" if entry.introduced is None else str(entry.introduced)
    return draw((Shown(named.name.value, named.family, year),), 0, 0)


def _grouped(links: Sequence[Link], inverse: bool) -> tuple[tuple[Link, ...], ...]:
    """Group relations by what they are called here, however they are stated in the graph.

    Those that name what came of the method (is extended by, …) are the `inverse` ones.
    """

    def called(link: Link) -> str:
        return link.relation.label.value

    own = [link for link in links if strokes.inverse(link.relation) == inverse]
    own.sort(key=lambda link: (called(link), collated(link.other.label.value, g.language)))
    return tuple(tuple(group) for _, group in groupby(own, key=called))


def suggestions(explorer: Explorer, made: Comparison) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """Return methods that one would set beside those of a comparison, by what they are to them."""
    ids = [method.id for method in made.methods]
    known: dict[str, list[str]] = {"alternative": [], "contrast": [], "sibling": [], "other": []}
    roles = {"alternativeTo": "alternative", "contrastsWith": "contrast"}
    for cell in made.row("related").cells:
        for value in cell.values:
            kinds = {roles.get(relation.id, "other") for relation in value.relations}
            known[next(iter(sorted(kinds)), "other")].append(value.id)
    for one in ids:
        known["sibling"] += explorer.shelf.siblings(one, SIBLINGS + len(ids))
    titles = {
        "alternative": gettext("Alternatives"),
        "contrast": gettext("Often contrasted"),
        "sibling": gettext("Of the same field"),
        "other": gettext("Otherwise related"),
    }
    taken = set(ids)
    groups = []
    for role, slugs in known.items():
        wanted = [one for one in dict.fromkeys(slugs) if one not in taken][:SIBLINGS]
        taken.update(wanted)
        if wanted:
            groups.append((titles[role], lists.named(explorer, wanted)))
    return tuple(groups)


def _sources(made: Comparison) -> dict[str, tuple[int, ...]]:
    """Number the seminal works that bear out a year or an originator, by its text or IRI."""
    works = made.works
    borne: dict[str, list[int]] = {}
    for number, paper in enumerate(works, 1):
        for person in paper.authors:
            borne.setdefault(person.term.value, []).append(number)
        for value in made.row("introduced").cells[0].values:
            if paper.year in value.label.value.split("–"):
                borne.setdefault(value.term.value, []).append(number)
    return {key: tuple(numbers) for key, numbers in borne.items()}


def _gaps(made: Comparison, links: Sequence[Link]) -> tuple[Gap, ...]:
    """Return what is not recorded of a method."""
    gaps = [
        Gap(row.label.value, row.cells[0].absence) for row in made.rows if not row.cells[0].values
    ]
    works = made.works
    if missing := sum(not paper.doi for paper in works):
        gaps.append(Gap(ngettext("a DOI for %(num)s work", "a DOI for %(num)s works", missing)))
    if missing := sum(link.note is None for link in links):
        gaps.append(
            Gap(
                ngettext(
                    "the reason for %(num)s relation", "the reasons for %(num)s relations", missing
                )
            )
        )
    return tuple(gaps)
