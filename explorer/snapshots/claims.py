"""The snapshots that a store holds, and what they say of things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from ..model import Facts, Person, Snapshot, Term, Text
from ..query import Query
from ..store import Solution, Store
from ..vocab import ALIAS, INTRODUCED, METHODS, NAME, ORIGINATOR, PAPERS, slug
from . import terms

NUMBER = re.compile(r"-?\d{1,12}", re.ASCII)
Claims = Mapping[NamedNode, Facts]


def listed(store: Store, queries: Mapping[str, Query]) -> tuple[Snapshot, ...]:
    """Return the snapshots, the latest first."""
    found: dict[NamedNode, Snapshot] = {}
    for row in store.select(queries["outside_list"].bind()):
        if isinstance(graph := row["snapshot"], NamedNode):
            told = (row[name].value for name in ("title", "source", "license", "issued"))
            found.setdefault(graph, Snapshot(graph, *told))
    return tuple(found.values())


def latest(snapshots: Iterable[Snapshot]) -> tuple[Snapshot, ...]:
    """Return the latest snapshot of each source, by its title."""
    found: dict[str, Snapshot] = {}
    for one in sorted(snapshots, key=lambda one: one.date):
        found[one.source] = one
    return tuple(sorted(found.values(), key=lambda one: one.title))


def claims(
    store: Store,
    queries: Mapping[str, Query],
    snapshots: Sequence[Snapshot],
    things: Iterable[NamedNode] = (),
) -> Mapping[NamedNode, Claims]:
    """Return by snapshot what it says of methods and works: of these, or of all it speaks of."""
    if not snapshots:
        return {}
    rows: dict[NamedNode, dict[NamedNode, list[Solution]]] = {one.graph: {} for one in snapshots}
    asked = queries["outside_facts"].bind(snapshot=[*rows], thing=things)
    for row in store.select(asked):
        graph, thing = row["snapshot"], row["thing"]
        if (
            isinstance(graph, NamedNode)
            and isinstance(thing, NamedNode)
            and thing.value.startswith((METHODS, PAPERS))
        ):
            rows[graph].setdefault(thing, []).append(row)
    return {
        graph: {thing: _facts(told) for thing, told in of.items()} for graph, of in rows.items()
    }


def _facts(rows: Iterable[Solution]) -> Facts:
    held: dict[str, list[Term]] = defaultdict(list)
    names: dict[NamedNode, str] = {}
    by_year: dict[int, int] = {}
    for row in rows:
        path, value = row["property"].value, row["value"]
        if path == terms.IN_YEAR.value:
            by_year |= dict(zip(_numbers([row["year"]]), _numbers([value]), strict=False))
        elif path == ORIGINATOR.value and isinstance(value, NamedNode):
            named = row["name"].value if "name" in row else ""
            names[value] = named or names.get(value) or slug(value.value)
            if named:
                names[value] = named
        else:
            held[path].append(value)

    def text(path: NamedNode) -> str:
        return min((term.value for term in held[path.value]), default="")

    def texts(path: NamedNode) -> tuple[Text, ...]:
        words = (term for term in held[path.value] if isinstance(term, Literal))
        found = {Text(term.value, term.language or "") for term in words}
        return tuple(sorted(found, key=lambda one: (one.language, one.value)))

    years = {*_numbers(held[INTRODUCED.value]), *_numbers(held[terms.ISSUED.value])}
    return Facts(
        title=text(terms.TITLE),
        names=texts(NAME),
        aliases=texts(ALIAS),
        years=tuple(sorted(years)),
        inventors=tuple(Person(term, names[term]) for term in sorted(names, key=str)),
        citations=next(iter(_numbers(held[terms.COUNTED.value])), None),
        by_year=tuple(sorted(by_year.items())),
        access=text(terms.ACCESS),
        address=text(terms.ADDRESS),
    )


def _numbers(values: Iterable[Term]) -> list[int]:
    return [int(value.value) for value in values if NUMBER.fullmatch(value.value)]


def sizes(
    store: Store, queries: Mapping[str, Query], snapshots: Sequence[Snapshot]
) -> Mapping[NamedNode, Mapping[str, int]]:
    """Return by snapshot, and by the IRI of each class, of how many things it says something."""
    found: dict[NamedNode, dict[str, int]] = {one.graph: {} for one in snapshots}
    if found:
        for row in store.select(queries["outside_sizes"].bind(snapshot=[*found])):
            if isinstance(graph := row["snapshot"], NamedNode):
                found[graph][row["class"].value] = int(row["count"].value)
    return found
