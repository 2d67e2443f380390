"""What each page shows, made from what the explorer finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import g, request, url_for
from flask_babel import gettext

from ..config import LANGUAGES, MOST_METHODS
from ..core import Explorer
from ..model import Comparison, Entry, Link, Text, collated, spoken
from ..vocab import PREFIXES
from .languages import own_name
from .lists import families, family, listed, named, signs
from .page import About, Column, Compared, Frame, Landing, Method, Methods, Tongue

PAGE = 40  # methods on one page of the list


def frame(
    explorer: Explorer,
    title: str,
    section: str,
    data: Sequence[str] = (),
    *,
    count: int | None = None,
) -> Frame:
    """Return what stands around a page; in other languages it keeps the rest of its address."""
    language: str = g.get("language", LANGUAGES[0])
    query = f"?{request.query_string.decode('ascii', 'ignore')}" if request.query_string else ""
    below = request.path.removeprefix(f"/{language}")
    tongues = tuple(
        Tongue(code, own_name(code), f"/{code}{below}{query}")
        for code in LANGUAGES
        if code != language
    )
    forms = tuple((form.upper(), f"{request.path.rstrip('/')}.{form}{query}") for form in data)
    files = explorer.folder is not None
    number = len(explorer.methods) if count is None else count
    return Frame(title, section, language, tongues, number, files, forms)


def columns(made: Comparison, hidden: bool) -> tuple[Column, ...]:
    """Return the heads of the columns with the addresses that take away and move."""
    ids = [method.id for method in made.methods]

    def address(order: Sequence[str]) -> str:
        return url_for("pages.compare", method=order, hide="1" if hidden else None)

    def moved(place: int, by: int) -> str:
        target = place + by
        if not 0 <= target < len(ids):
            return ""
        order = [*ids]
        order[place], order[target] = order[target], order[place]
        return address(order)

    return tuple(
        Column(
            method.id,
            method.label,
            address([other for other in ids if other != method.id]),
            moved(place, -1),
            moved(place, 1),
        )
        for place, method in enumerate(made.methods)
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """What an address asks of a comparison beside its methods."""

    beyond: int
    looked_for: str
    found: Sequence[Entry]
    hidden: bool


def compared(explorer: Explorer, title: str, made: Comparison | None, choice: Choice) -> Compared:
    """Return the page of a comparison; without one, the page that asks for methods."""
    rows = made.rows if made else ()
    ids = [method.id for method in made.methods] if made else []
    full = len(ids) >= MOST_METHODS
    return Compared(
        frame=frame(explorer, title, "compare", ("json", "csv") if made else ()),
        comparison=made,
        columns=columns(made, choice.hidden) if made else (),
        hidden=choice.hidden,
        full=full,
        alike=tuple(row.label.value for row in rows if row.compared and not row.differs),
        different=tuple(row.label.value for row in rows if row.differs),
        beyond=choice.beyond,
        most=MOST_METHODS,
        looked_for=choice.looked_for,
        found=() if full else listed(explorer, choice.found),
        near=() if full else named(explorer, _related(made, ids)[:12]),
    )


def _related(made: Comparison | None, ids: Sequence[str]) -> list[str]:
    """Return the methods that those compared are related to, each once."""
    cells = made.row("related").cells if made else ()
    found = dict.fromkeys(value.id for cell in cells for value in cell.values)
    return [one for one in found if one not in ids]


def landing(explorer: Explorer, made: Comparison | None, examples: Sequence[str]) -> Landing:
    """Return the first page."""
    counts = explorer.counts
    works = sum(number for name, number in counts.items() if name.startswith(PREFIXES["fabio"]))
    figures = (
        (len(explorer.methods), gettext("methods, each named and summed up in two languages")),
        (works, gettext("works cited; a DOI needs public sources that agree to get in")),
        (
            counts.get(f"{PREFIXES['schema']}Person", 0),
            gettext("people who introduced a method or wrote about it"),
        ),
        (
            counts.get(f"{PREFIXES['rdf']}Statement", 0),
            gettext("relations with their reason in words"),
        ),
    )
    around = frame(explorer, gettext("Method Explorer"), "")
    return Landing(around, made, families(explorer), figures, named(explorer, examples))


def methods(
    explorer: Explorer, found: Sequence[Entry], words: str, wanted: str, chosen: Sequence[str]
) -> Methods:
    """Return a page of the list; in the order of the alphabet where nothing was searched for."""
    language = g.language
    ordered = found if words else sorted(found, key=lambda entry: _place(entry, language))
    last = max(1, -(-len(ordered) // PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), last)
    start = (number - 1) * PAGE
    known = families(explorer)
    family = next((family for family in known if family.id == wanted), None)
    title = family.name if family else gettext("All methods")
    if words:
        title = gettext("Methods that fit “%(words)s”", words=words)
    return Methods(
        frame=frame(explorer, title, "methods", ("json", "csv")),
        methods=listed(explorer, ordered[start : start + PAGE]),
        families=known,
        words=words,
        family=family,
        chosen=named(explorer, chosen),
        total=len(ordered),
        first=start + 1,
        earlier=number - 1,
        later=number + 1 if number < last else 0,
    )


@lru_cache(maxsize=65536)
def _key(name: str, language: str) -> tuple[object, ...]:
    return collated(name, language)


def _place(entry: Entry, language: str) -> tuple[object, ...]:
    """Return where a method stands in the alphabet of a language."""
    return _key(spoken(entry.names, language, entry.id).value, language)


def about(explorer: Explorer) -> About:
    """Return what this is, and how much it holds."""
    found = explorer.statistics
    names = {
        concept.id: spoken(concept.names, g.language).value
        for concept in explorer.concepts.values()
        if concept.scheme != "kinds"
    }
    families = tuple((names.get(one, one), number) for one, number in found.by_family.items())
    fields = tuple((names.get(one, one), number) for one, number in found.by_field.items())
    return About(frame(explorer, gettext("About"), "about", ("json",)), found, families, fields)


def method(
    explorer: Explorer,
    made: Comparison,
    outgoing: tuple[tuple[Link, ...], ...],
    incoming: tuple[tuple[Link, ...], ...],
) -> Method:
    """Return the page of the one method of a comparison."""
    term = made.methods[0]
    entry = explorer.index[term.id]
    others = tuple(
        Text(name, tag) for tag, name in sorted(entry.names.items()) if tag != term.label.language
    )
    return Method(
        frame=frame(explorer, term.label.value, "methods", ("json", "csv")),
        id=term.id,
        iri=term.term.value,
        name=term.label,
        others=others,
        family=family(explorer, entry.family if entry else None),
        rows={row.spec.id: row for row in made.rows},
        outgoing=outgoing,
        incoming=incoming,
        families=signs(
            explorer, {link.other.id for group in (*outgoing, *incoming) for link in group}
        ),
        sources=_sources(made),
    )


def _sources(made: Comparison) -> dict[str, tuple[int, ...]]:
    """Number the seminal works that bear out a year or an originator, by its text or IRI."""
    works = [value.paper for value in made.row("seminal-work").cells[0].values if value.paper]
    borne: dict[str, list[int]] = {}
    for number, paper in enumerate(works, 1):
        for person in paper.authors:
            borne.setdefault(person.term.value, []).append(number)
        for value in made.row("introduced").cells[0].values:
            if paper.year in value.label.value.split("–"):
                borne.setdefault(value.term.value, []).append(number)
    return {key: tuple(numbers) for key, numbers in borne.items()}
