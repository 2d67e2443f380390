"""Methods, concepts, people and works as pages name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import g
from pyoxigraph import NamedNode

from ..core import Explorer
from ..model import Choice, Entry, Text, spoken
from ..vocab import slug


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its slug and name; `family` is the sign that stands before a method."""

    id: str
    name: Text
    family: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A method in a list; `other` is its name in another language."""

    id: str
    name: Text
    other: Text | None
    family: Named | None
    fields: tuple[Named, ...]
    introduced: int | None
    summary: Text


@dataclass(frozen=True, slots=True)
class Ticked:
    """A value of a facet that can be ticked."""

    id: str
    name: str
    count: int
    chosen: bool


def concept(explorer: Explorer, term: NamedNode, count: int = 0) -> Named:
    """Return a field, family or kind."""
    known = explorer.concepts.get(term)
    name = spoken(known.names if known else {}, g.language, slug(term.value))
    return Named(slug(term.value), name, count=count)


def families(explorer: Explorer) -> tuple[Named, ...]:
    """Return the families that have methods, the largest first."""
    return tuple(
        concept(explorer, term, one.count)
        for one in explorer.shelf.within("family")
        if (term := explorer.concept("family", one.id))
    )


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
    return Listed(
        entry.id,
        name,
        other,
        concept(explorer, entry.family) if entry.family else None,
        tuple(concept(explorer, field) for field in entry.fields),
        entry.introduced,
        spoken(entry.summaries, g.language),
    )


def brief(entry: Entry) -> Named:
    """Return a method by name and sign."""
    return Named(
        entry.id,
        spoken(entry.names, g.language, entry.id),
        slug(entry.family.value) if entry.family else "",
    )


def named(explorer: Explorer, slugs: Sequence[str]) -> tuple[Named, ...]:
    """Return methods by slug, in the order given, leaving out those that are not there."""
    return tuple(brief(entry) for one in slugs if (entry := explorer.index.get(one)))


def ticked(
    explorer: Explorer, scheme: str, choices: Iterable[Choice], names: Mapping[str, str]
) -> tuple[Ticked, ...]:
    """Return the values of a facet with their names; `names` where they are not concepts."""
    made = []
    for value in choices:
        term = None if value.id in names else explorer.concept(scheme, value.id)
        name = concept(explorer, term).name.value if term else names.get(value.id, value.id)
        made.append(Ticked(value.id, name, value.count, value.chosen))
    return tuple(made)
