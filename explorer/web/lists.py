"""Methods and families as lists on pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import g
from pyoxigraph import NamedNode

from ..core import Explorer
from ..model import Concept, Entry, Text, spoken
from ..vocab import slug
from .page import Family, Listed


def family(explorer: Explorer, term: NamedNode | None) -> Family | None:
    """Return a family by its IRI."""
    if term is None:
        return None
    known = explorer.concepts.get(term)
    return Family(
        slug(term.value), spoken(known.names if known else {}, g.language, slug(term.value)).value
    )


def families(explorer: Explorer) -> tuple[Family, ...]:
    """Return the families that have methods, the largest first."""
    counted: dict[NamedNode, int] = {}
    for entry in explorer.methods:
        if entry.family:
            counted[entry.family] = counted.get(entry.family, 0) + 1
    made = [
        Family(found.id, found.name, count)
        for term, count in counted.items()
        if (found := family(explorer, term))
    ]
    return tuple(sorted(made, key=lambda found: (-found.count, found.name)))


def signs(explorer: Explorer, ids: Iterable[str]) -> dict[str, str]:
    """Return the family of methods, both by slug, for the signs beside names."""
    known = (entry for one in ids if (entry := explorer.index.get(one)))
    return {entry.id: slug(entry.family.value) for entry in known if entry.family}


def listed(explorer: Explorer, entries: Iterable[Entry]) -> tuple[Listed, ...]:
    """Return methods as a list shows them, in the order given."""
    return tuple(_listed(explorer, entry) for entry in entries)


def _listed(explorer: Explorer, entry: Entry) -> Listed:
    name = spoken(entry.names, g.language, entry.id)
    other = next(
        (
            Text(text, tag)
            for tag, text in sorted(entry.names.items())
            if tag != name.language and text != name.value
        ),
        None,
    )
    fields = tuple(_field(explorer.concepts.get(field), field) for field in entry.fields)
    return Listed(
        entry.id,
        name,
        other,
        family(explorer, entry.family),
        fields,
        entry.introduced,
        spoken(entry.summaries, g.language),
    )


def _field(known: Concept | None, term: NamedNode) -> str:
    return spoken(known.names if known else {}, g.language, slug(term.value)).value


def named(explorer: Explorer, slugs: Sequence[str]) -> tuple[Listed, ...]:
    """Return methods by slug, in the order given."""
    return listed(explorer, (entry for slug in slugs if (entry := explorer.index.get(slug))))
