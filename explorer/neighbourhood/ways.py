"""The shortest ways from one method to another, found from both ends at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .adjacency import NONE, Edge, Graph


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """Methods one after the other, joined by edges; compared by cost, then by name."""

    cost: float
    methods: tuple[str, ...]
    edges: tuple[Edge, ...] = field(compare=False)

    def on(self, edge: Edge, method: str) -> Way:
        """Return the way that goes one step further."""
        return Way(self.cost + edge.cost, (*self.methods, method), (*self.edges, edge))

    def joined(self, other: Way) -> Way:
        """Return this way and, where it ends, another one backwards."""
        methods = self.methods + other.methods[-2::-1]
        return Way(self.cost + other.cost, methods, self.edges + other.edges[::-1])


def ways(graph: Graph, start: str, end: str, most: int) -> list[Way]:
    """Return the best of the ways with the fewest steps; none where no way leads there.

    Two searches set out, one from each end, and always the one with fewer methods at its edge takes
    the next step; where they meet, the best halves are joined.
    """
    near, far = _Side(graph, start, most), _Side(graph, end, most)
    while not (meeting := near.edge.keys() & far.edge.keys()):
        if not near.edge or not far.edge:
            return []
        min(near, far, key=lambda side: len(side.edge)).step()
    joined = [
        one.joined(other)
        for method in meeting
        for one in near.best(method)
        for other in far.best(method)
    ]
    return sorted(joined)[:most]


class _Side:
    """A search from one end: the methods at its edge, and how each was reached."""

    def __init__(self, graph: Graph, start: str, most: int) -> None:
        self._graph, self._most = graph, most
        self._reached: dict[str, list[str]] = {start: []}
        self._best = {start: [Way(0, (start,), ())]}
        self.edge: dict[str, list[str]] = {start: []}

    def step(self) -> None:
        """Move the edge one relation outwards."""
        found: dict[str, list[str]] = {}
        beside = self._graph.beside(self.edge)
        for method in self.edge:
            for other in beside.get(method, NONE):
                if other not in self._reached:
                    found.setdefault(other, []).append(method)
        self._reached |= found
        self.edge = found

    def best(self, method: str) -> list[Way]:
        """Return the best ways to a method that was reached."""
        if method not in self._best:
            beside = self._graph.beside(self._reached[method])
            known = (
                way.on(beside[before][method][0], method)
                for before in self._reached[method]
                for way in self.best(before)
            )
            self._best[method] = sorted(known)[: self._most]
        return self._best[method]


def steps(way: Way) -> Iterator[tuple[str, str, Edge]]:
    """Yield where each step of a way sets out, where it arrives, and the relation between."""
    yield from zip(way.methods, way.methods[1:], way.edges, strict=False)
