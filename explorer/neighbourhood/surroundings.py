"""The methods around some, with their names, and the relations between them, with their reasons."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import starmap

from pyoxigraph import NamedNode

from ..model import (
    Concept,
    Entry,
    Joined,
    Neighbourhood,
    Node,
    Reach,
    RelationType,
    lineage,
    spoken,
)
from ..query import Query
from ..store import Store
from ..vocab import METHODS, SPECIALISES, slug
from . import ego, inverted, reasons
from .adjacency import NONE, Edge, Graph


def surroundings(
    store: Store,
    queries: Mapping[str, Query],
    graph: Graph,
    types: Mapping[NamedNode, RelationType],
    index: Mapping[str, Entry],
    concepts: Mapping[NamedNode, Concept],
    reach: Reach,
    language: str,
) -> Neighbourhood:
    """Return the methods that a walk comes to and every relation that joins two of them."""
    inverses = inverted(types)
    rules = ego.Rules(_iris(reach.types, types), _fitting(reach, index, concepts))
    walked = ego.walk(graph, reach, rules)
    methods = walked.distances.keys()
    terms = [NamedNode(f"{METHODS}{method}") for method in methods]
    notes, sources = reasons(store, queries["relation_reasons"].bind(method=terms))

    def joined(edge: Edge, through: tuple[str, ...] = ()) -> Joined:
        stated = (f"{METHODS}{edge.subject}", edge.type, f"{METHODS}{edge.object}")
        node = NamedNode(edge.type)
        relation = types.get(node, RelationType(node, {}, {})).seen(True, language)
        note = spoken(notes[stated], language) if stated in notes else None
        source = sources.get(stated)
        return Joined(edge.subject, edge.object, relation, note, source, through)

    stated = sorted(ego.edges(graph, methods, rules), key=_order)
    return Neighbourhood(
        reach,
        _nodes(graph, walked, rules, reach, index, language),
        (*map(joined, stated), *starmap(joined, _entailed(graph, methods, rules, inverses))),
        len(walked.cut),
    )


def _entailed(
    graph: Graph, methods: Collection[str], rules: ego.Rules, inverses: Mapping[str, str]
) -> Iterator[tuple[Edge, tuple[str, ...]]]:
    """Yield the steps up the hierarchy between the methods that no one states, and through whom."""
    relation = SPECIALISES.value
    if not rules.types or relation in rules.types:
        for method, above in ego.entailed(graph, methods, relation, inverses).items():
            for other, through in sorted(above.items()):
                if other in methods:
                    yield Edge(0, relation, method, other), through


def _order(edge: Edge) -> tuple[str, str, str]:
    return edge.subject, edge.object, edge.type


def _iris(names: Collection[str], types: Mapping[NamedNode, RelationType]) -> set[str]:
    """Return the relations of some names, each with its inverse."""
    return {
        iri
        for term, known in types.items()
        for held in [(known.inverse or term).value]
        if {slug(term.value), slug(held)} & set(names)
        for iri in (term.value, held)
    }


def _fitting(
    reach: Reach, index: Mapping[str, Entry], concepts: Mapping[NamedNode, Concept]
) -> Callable[[str], bool]:
    """Return what says of a method whether a walk may come to it."""
    if not (reach.families or reach.fields or reach.since or reach.until):
        return index.__contains__
    since, until = reach.since or -math.inf, reach.until or math.inf
    timed = reach.since or reach.until

    def fits(method: str) -> bool:
        entry = index.get(method)
        if entry is None:
            return False
        family = slug(entry.family.value) if entry.family else ""
        fields = {slug(term.value) for term in lineage(entry.fields, concepts)}
        return (
            (not reach.families or family in reach.families)
            and (not reach.fields or not fields.isdisjoint(reach.fields))
            and (not timed or since <= (entry.introduced or math.nan) <= until)
        )

    return fits


def _nodes(
    graph: Graph,
    walked: ego.Walked,
    rules: ego.Rules,
    reach: Reach,
    index: Mapping[str, Entry],
    language: str,
) -> tuple[Node, ...]:
    """Return the methods in the order in which they were come to."""
    here = walked.distances
    more = Counter(
        method
        for method, other, _ in rules.steps(graph, here.keys())
        if other not in here and other not in reach.hidden
    )
    beside = graph.beside(here.keys())

    def node(method: str, distance: int) -> Node:
        entry = index[method]
        return Node(
            method,
            spoken(entry.names, language, method),
            slug(entry.family.value) if entry.family else "",
            slug(entry.fields[0].value) if entry.fields else "",
            entry.introduced,
            len(beside.get(method, NONE)),
            more[method],
            distance,
        )

    return tuple(node(method, distance) for method, distance in here.items())
