"""How two methods are related through others, step by step, and why."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from ..model import Entry, Path, RelationType, Route, Step, spoken
from ..query import Query
from ..store import Store
from ..vocab import METHODS
from . import reasons
from .adjacency import Edge, Graph
from .ways import Way, steps, ways


def between(
    store: Store,
    queries: Mapping[str, Query],
    graph: Graph,
    types: Mapping[NamedNode, RelationType],
    ends: tuple[Entry, Entry],
    language: str,
    most: int,
) -> Route:
    """Return the best of the shortest paths between two methods, with the reason for each step."""
    start, end = ends
    found = ways(graph, start.id, end.id, most)
    passed = dict.fromkeys(method for way in found for method in way.methods)
    terms = [NamedNode(f"{METHODS}{slug}") for slug in passed]
    asked = queries["relation_reasons"].bind(method=terms) if terms else None
    notes, sources = reasons(store, asked) if asked else ({}, {})

    def path(way: Way) -> Path:
        return Path(tuple(step(*each) for each in steps(way)))

    def step(here: str, there: str, edge: Edge) -> Step:
        stated = (f"{METHODS}{edge.subject}", edge.type, f"{METHODS}{edge.object}")
        node = NamedNode(edge.type)
        relation = types.get(node, RelationType(node, {}, {})).seen(edge.subject == here, language)
        texts = notes.get(stated)
        note = spoken(texts, language) if texts else None
        return Step(here, there, relation, note, sources.get(stated))

    return Route(start.id, end.id, tuple(map(path, found)))
