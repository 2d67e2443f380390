"""The network around methods: who is near, how they are joined, and what had no room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..model import Reach
from .adjacency import NONE, Edge, Graph


@dataclass(slots=True)
class Walked:
    """The methods that a walk has come to, with their distance, and how many had no room."""

    distances: dict[str, int]
    cut: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a walk may step along and on to; no types are all types."""

    types: Collection[str]
    fits: Callable[[str], bool]

    def steps(self, graph: Graph, methods: Collection[str]) -> Iterator[tuple[str, str, Edge]]:
        """Yield from each method the others that may be stepped on to, by the best edge."""
        beside = graph.beside(methods)
        for method in methods:
            for other, edges in beside.get(method, NONE).items():
                allowed = self.allowed(edges)
                if allowed and self.fits(other):
                    yield method, other, allowed[0]

    def allowed(self, edges: Iterable[Edge]) -> list[Edge]:
        """Return the edges that may be walked, the best first."""
        return [edge for edge in edges if not self.types or edge.type in self.types]


def walk(graph: Graph, reach: Reach, rules: Rules) -> Walked:
    """Walk outwards from the starts, then from what was opened; the nearest and best come first."""
    hidden = frozenset(reach.hidden)
    walked = Walked({start: 0 for start in reach.starts if start not in hidden})
    ring = list(walked.distances)
    for _ in range(reach.depth):
        ring = _outwards(graph, ring, hidden, rules, walked, reach.limit)
    for method in reach.opened:
        if method in walked.distances:
            _outwards(graph, [method], hidden, rules, walked, reach.room)
    return walked


def _outwards(
    graph: Graph,
    ring: list[str],
    hidden: Collection[str],
    rules: Rules,
    walked: Walked,
    most: int,
) -> list[str]:
    """Take one step from a ring of methods, as long as there are not too many."""
    found: dict[str, tuple[float, str]] = {}
    distances: dict[str, int] = {}
    for method, other, edge in rules.steps(graph, ring):
        if other not in walked.distances and other not in hidden:
            rank = (edge.cost, other)
            found[other] = min(found.get(other, rank), rank)
            distance = walked.distances[method] + 1
            distances[other] = min(distances.get(other, distance), distance)
    ranked = sorted(found, key=found.__getitem__)
    room = max(0, most - len(walked.distances))
    walked.distances |= {method: distances[method] for method in ranked[:room]}
    walked.cut = (walked.cut | set(ranked[room:])) - walked.distances.keys()
    return ranked[:room]


def edges(graph: Graph, methods: Collection[str], rules: Rules) -> set[Edge]:
    """Return the stated relations that join two of the methods."""
    beside = graph.beside(methods)
    return {
        edge
        for method in methods
        for other in beside.get(method, NONE).keys() & methods
        for edge in rules.allowed(beside[method][other])
    }


def entailed(
    graph: Graph, methods: Collection[str], relation: str, inverses: Mapping[str, str]
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return for each method what a transitive relation reaches by more than one step.

    With what is reached come those through whom it is, by the fewest steps. What a single step
    reaches is stated, from one end or the other.
    """
    next_to: dict[str, list[str]] = {}
    ring = list(methods)
    while ring:
        beside = graph.beside(ring)
        for method in ring:
            held = beside.get(method, NONE).items()
            next_to[method] = sorted(
                other
                for other, stated in held
                if any(_held(edge, method, inverses) == relation for edge in stated)
            )
        ring = list(
            dict.fromkeys(
                other for method in ring for other in next_to[method] if other not in next_to
            )
        )
    return {method: _followed(method, next_to) for method in methods}


def _followed(start: str, next_to: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    """Return what is more than one step away, and through whom."""
    through: dict[str, tuple[str, ...]] = dict.fromkeys(next_to[start], ())
    ring = [other for other in through if other != start]
    while ring:
        found: dict[str, tuple[str, ...]] = {}
        for method in ring:
            for other in next_to[method]:
                if other != start and other not in through:
                    found.setdefault(other, (*through[method], method))
        through |= found
        ring = list(found)
    return {other: passed for other, passed in through.items() if passed}


def _held(edge: Edge, method: str, inverses: Mapping[str, str]) -> str:
    """Return the relation that holds from a method to the other, however it is stated."""
    return edge.type if edge.subject == method else inverses.get(edge.type, edge.type)
