"""The methods around one or several: as a picture, and the same as a list to walk through."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ... import choice, export
from ...core import Explorer
from ...drawing import strokes
from ...drawing.ring import Ring, ring
from ...model import (
    Neighbourhood,
    Node,
    Reach,
    Relation,
    RelationType,
    Text,
    collated,
    sentence,
    spoken,
)
from ...vocab import slug
from .. import addresses, languages, lists, markup, reaches
from ..documents import document
from ..frame import Frame, frame, origin
from ..languages import gettext
from ..lists import Named, Ticked

FORMS = {
    "json": lambda made: export.as_text(export.neighbourhood(made)),
    "csv": export.neighbourhood_csv,
    "graphml": export.graphml,
    "dot": export.dot,
    "mmd": export.mermaid,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A relation as the method at one of its ends sees it; the `first` of the two says why.

    `said` is what it is called along its arrow.
    """

    relation: Relation
    other: Named
    note: Text | None
    through: tuple[Named, ...]
    inferred: bool
    first: bool
    said: str


@dataclass(frozen=True, slots=True)
class Item:
    """A method of the list, and how it is joined to others there."""

    method: Named
    family: Named | None
    year: int | None
    sentence: Text
    distance: int
    more: int
    opened: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A relation to walk along, and how many of it are drawn."""

    id: str
    relation: Relation
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Around:
    """A neighbourhood, what can be chosen of it, and its picture."""

    frame: Frame
    focus: Named
    reach: Reach
    items: tuple[Item, ...]
    relations: int
    cut: int
    kinds: tuple[Kind, ...]
    families: tuple[Ticked, ...]
    fields: tuple[Named, ...]
    inferred: bool
    hidden: tuple[Named, ...]
    kept: tuple[tuple[str, Sequence[object]], ...]
    limits: tuple[int, ...]
    saved: Mapping[str, str]
    compared: str
    ring: Ring


def show(explorer: Explorer, language: str, slug: str, form: str = "") -> ResponseReturnValue:
    """Show what is around a method; an address that says things twice leads to the short one."""
    reach = reaches.asked(slug)
    named = (explorer.slugs(one) for one in (reach.starts, reach.opened, reach.hidden))
    starts, opened, hidden = map(tuple, named)
    reach = replace(reach, starts=starts, opened=opened, hidden=hidden)
    short = reaches.address(reach)
    said = slug, *sorted(request.args.items(True))
    if not form and said != (reach.starts[0], *sorted(parse_qsl(urlsplit(short).query))):
        return redirect(short)
    made = explorer.reached(reach, language)
    if form == "svg":
        text = render_template("ring.svg", ring=ring(made), made=made, site=origin())
        drawn = document(text, form)
        drawn.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
        return drawn
    if form:
        return document(FORMS[form](made), form)
    return render_template("graph.html", page=_page(explorer, made))


def start(explorer: Explorer, language: str) -> ResponseReturnValue:
    """Lead to the graph of the methods that a form names."""
    words = request.args.get("q", "").strip()
    known = explorer.meant(words)
    wanted = choice.slugs(request.args.getlist("method")) or ([known.id] if known else [])
    if not wanted:
        return redirect(url_for("pages.search", q=words, type="method"))
    return redirect(reaches.address(Reach(tuple(wanted))))


def _page(explorer: Explorer, made: Neighbourhood) -> Around:
    reach = made.reach
    methods = {node.id: Named(node.id, node.label, node.family) for node in made.nodes}
    focus = methods[made.focus]
    starts = [one for one in reach.starts if one in methods]
    names = [methods[one].name.value for one in starts]
    title = gettext("Around %(methods)s", methods=languages.listed(names))
    kinds = Counter(strokes.kind(edge.relation) for edge in made.edges)
    chosen = set(reach.types)
    return Around(
        frame=frame(
            explorer,
            title,
            "graph",
            ("json", "csv"),
            markup=markup.about(explorer, title, starts, methods),
        ),
        focus=focus,
        reach=reach,
        items=_items(explorer, made, methods),
        relations=len(made.edges),
        cut=made.cut,
        kinds=tuple(
            Kind(name, known.seen(True, g.language), kinds[name], bool({name, inverse} & chosen))
            for name, (known, inverse) in _kinds(explorer).items()
        ),
        inferred=any(edge.inferred for edge in made.edges),
        families=_families(explorer, made),
        fields=_fields(explorer),
        hidden=lists.named(explorer, reach.hidden),
        kept=reaches.parts(reach),
        limits=reaches.LIMITS,
        saved={form: reaches.address(reach, form) for form in ("svg", "graphml", "dot", "mmd")},
        compared=addresses.comparison(starts) if len(starts) > 1 else "",
        ring=ring(made),
    )


def _kinds(explorer: Explorer) -> dict[str, tuple[RelationType, str]]:
    """Return the relations to walk along, by name, each with the name of its inverse."""
    types = {slug(term.value): known for term, known in explorer.relation_types.items()}
    return {
        name: (types[name], slug((types[name].inverse or types[name].term).value))
        for name in strokes.KINDS
        if name in types
    }


def _families(explorer: Explorer, made: Neighbourhood) -> tuple[Ticked, ...]:
    """Return all families, each with how many of its methods are shown."""
    counts = Counter(node.family for node in made.nodes)
    return tuple(
        Ticked(one.id, one.name.value, counts[one.id], one.id in made.reach.families)
        for one in lists.families(explorer)
    )


def _fields(explorer: Explorer) -> tuple[Named, ...]:
    """Return all fields that have methods, by name."""
    terms = (explorer.concept("field", choice.id) for choice in explorer.shelf.within("field"))
    found = (lists.concept(explorer, term) for term in terms if term)
    return tuple(sorted(found, key=lambda one: collated(one.name.value, g.language)))


def _items(
    explorer: Explorer, made: Neighbourhood, methods: Mapping[str, Named]
) -> tuple[Item, ...]:
    lines: dict[str, list[Line]] = defaultdict(list)
    order = {node.id: place for place, node in enumerate(made.nodes)}
    for edge in made.edges:
        through = lists.named(explorer, edge.through)
        back = explorer.relation_types[edge.relation.type].seen(False, g.language)
        said = (back if strokes.inverse(edge.relation) else edge.relation).label.value
        ends = ((edge.method, edge.other, edge.relation), (edge.other, edge.method, back))
        for end, other, relation in ends:
            first = order[end] < order[other]
            line = Line(relation, methods[other], edge.note, through, edge.inferred, first, said)
            lines[end].append(line)
    return tuple(
        _item(explorer, made, node, methods[node.id], lines[node.id]) for node in made.nodes
    )


def _item(
    explorer: Explorer, made: Neighbourhood, node: Node, method: Named, lines: Iterable[Line]
) -> Item:
    entry = explorer.index[node.id]
    family = lists.concept(explorer, entry.family) if entry.family else None
    summary = spoken(entry.summaries, g.language)
    return Item(
        method=method,
        family=family,
        year=node.year,
        sentence=replace(summary, value=sentence(summary.value)),
        distance=node.distance,
        more=node.more,
        opened=node.id in made.reach.opened,
        lines=tuple(sorted(lines, key=_order)),
    )


def _order(line: Line) -> tuple[bool, str, str]:
    return line.inferred, line.relation.label.value, line.other.name.value
