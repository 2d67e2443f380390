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
    walked = Walked(dict.fromkeys(reach.starts, 0))
    ring: list[str] = list(walked.distances)
    for _ in range(reach.depth):
        ring = _outwards(graph, ring, reach.hidden, rules, walked, reach.limit)
    for method in reach.opened:
        if method in walked.distances:
            _outwards(graph, [method], reach.hidden, rules, walked, reach.room)
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
    graph: Graph, methods: Collection[str], rules: Rules, inverses: Mapping[str, str]
) -> Iterator[tuple[Edge, tuple[str, ...]]]:
    """Yield the steps up the hierarchy between the methods that no one states, and through whom."""
    stated = edges(graph, methods, rules)
    above = {(edge.subject, edge.type, edge.object) for edge in stated}
    below = {(edge.object, inverses.get(edge.type, ""), edge.subject) for edge in stated}
    for edge in sorted(rules.allowed(graph.entailed(methods))):
        step = (edge.subject, edge.type, edge.object)
        if edge.object in methods and step not in above | below:
            yield edge, _through(graph, edge, inverses)


def _through(graph: Graph, edge: Edge, inverses: Mapping[str, str]) -> tuple[str, ...]:
    """Return the methods that lead up the hierarchy from one end of an edge to the other."""
    ways: dict[str, tuple[str, ...]] = {edge.subject: ()}
    ring = [edge.subject]
    while ring and edge.object not in ways:
        beside, following = graph.beside(ring), []
        for method in ring:
            for other, stated in sorted(beside.get(method, NONE).items()):
                up = any(_held(one, method, inverses) == edge.type for one in stated)
                if up and other not in ways:
                    ways[other] = (*ways[method], other)
                    following.append(other)
        ring = following
    return ways.get(edge.object, ())[:-1]


def _held(edge: Edge, method: str, inverses: Mapping[str, str]) -> str | None:
    """Return the relation that holds from a method to the other, however it is stated."""
    return edge.type if edge.subject == method else inverses.get(edge.type)
