"""The methods around a method: how each is related, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from ..model import Entry, Joined, Link, RelationType, Value, collated, spoken
from ..query import Query, Sparql
from ..store import Store
from ..vocab import SPECIALISES, TRUE, slug
from . import ego
from .adjacency import Graph

Stated = tuple[str, str, str]  # subject, predicate, object


def around(
    store: Store,
    queries: Mapping[str, Query],
    method: NamedNode,
    types: Mapping[NamedNode, RelationType],
    language: str,
) -> tuple[Link, ...]:
    """Return the relations of a method: from it, then to it, by kind and name."""
    names: dict[Stated, dict[str, str]] = defaultdict(dict)
    for row in store.select(queries["method_relations"].bind(method=method)):
        other, label = row["other"].value, row["label"]
        ends = (other, method.value) if row["backward"].value in TRUE else (method.value, other)
        if isinstance(label, Literal):
            names[ends[0], row["relation"].value, ends[1]][label.language or ""] = label.value
    notes, sources = reasons(store, queries["relation_notes"].bind(method=method))
    made = [
        _link(stated, method, texts, types, notes.get(stated), sources.get(stated), language)
        for stated, texts in names.items()
    ]
    return tuple(sorted(made, key=lambda link: _order(link, language)))


def entailed(
    graph: Graph,
    method: Entry,
    types: Mapping[NamedNode, RelationType],
    index: Mapping[str, Entry],
    language: str,
) -> tuple[Link, ...]:
    """Return the relations of a method that no one states: they follow from the hierarchy."""
    up, inverses = types.get(SPECIALISES), inverted(types)
    if up is None:
        return ()
    made = []
    for forward, relation in ((True, up.term), (False, up.inverse or up.term)):
        found = ego.entailed(graph, [method.id], relation.value, inverses)[method.id]
        for other, through in found.items():
            value = Value(index[other].term, spoken(index[other].names, language, other))
            made.append(Link(up.seen(forward, language), value, through=through))
    return tuple(sorted(made, key=lambda link: _order(link, language)))


def inverted(types: Mapping[NamedNode, RelationType]) -> Mapping[str, str]:
    """Return the inverse of each relation; a symmetric one is its own."""
    return {term.value: (known.inverse or term).value for term, known in types.items()}


def _order(link: Link, language: str) -> tuple[bool, str, object]:
    return (
        not link.relation.forward,
        link.relation.id,
        collated(link.other.label.value, language),
    )


def among(
    store: Store,
    queries: Mapping[str, Query],
    methods: Sequence[NamedNode],
    types: Mapping[NamedNode, RelationType],
    language: str,
) -> tuple[Joined, ...]:
    """Return the stated relations that join the methods directly, in the order of the methods."""
    rows = store.select(queries["relation_among"].bind(method=methods, other=methods))
    if not rows:
        return ()
    notes, sources = reasons(store, queries["relation_notes"].bind(method=methods))
    order = {method.value: place for place, method in enumerate(methods)}
    found = {(row["method"].value, row["relation"].value, row["other"].value) for row in rows}
    return tuple(
        Joined(
            slug(stated[0]),
            slug(stated[2]),
            types.get(NamedNode(stated[1]), RelationType(NamedNode(stated[1]), {}, {})).seen(
                True, language
            ),
            spoken(notes[stated], language) if stated in notes else None,
            sources.get(stated),
        )
        for stated in sorted(found, key=lambda one: (order[one[0]], order[one[2]], one[1]))
    )


def _link(
    stated: Stated,
    method: NamedNode,
    names: Mapping[str, str],
    types: Mapping[NamedNode, RelationType],
    notes: Mapping[str, str] | None,
    source: NamedNode | None,
    language: str,
) -> Link:
    subject, predicate, target = stated
    forward = subject == method.value
    other = NamedNode(target if forward else subject)
    node = NamedNode(predicate)
    relation = types.get(node, RelationType(node, {}, {})).seen(forward, language)
    value = Value(other, spoken(names, language, slug(other.value)))
    return Link(
        relation,
        value,
        spoken(notes, language) if notes else None,
        source,
    )


def reasons(
    store: Store, asked: Sparql
) -> tuple[Mapping[Stated, Mapping[str, str]], Mapping[Stated, NamedNode]]:
    """Return the notes on relations that a query finds, by language, and their sources."""
    notes: dict[Stated, dict[str, str]] = defaultdict(dict)
    sources: dict[Stated, NamedNode] = {}
    for row in store.select(asked):
        stated = (row["subject"].value, row["predicate"].value, row["object"].value)
        if isinstance(note := row["note"], Literal):
            notes[stated][note.language or ""] = note.value
        if "source" in row:
            sources[stated] = NamedNode(row["source"].value)
    return notes, sources
