"""Which methods stand next to each other: every stated relation, walked from either end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..query import Query
from ..store import Store
from ..vocab import RELATED, slug

PLAIN = 0.5  # what a relation without a closer type costs beyond a step
UNEXPLAINED = 0.25  # and one without a reason


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A stated relation between two methods; of those that join the same two the least is best."""

    cost: float
    type: str
    subject: str
    object: str

    def beyond(self, method: str) -> str:
        """Return the method at the other end."""
        return self.object if method == self.subject else self.subject


@dataclass(frozen=True, slots=True)
class Adjacency:
    """For each method its neighbours, each with the best relation that joins them."""

    neighbours: Mapping[str, Mapping[str, Edge]] = field(repr=False)

    @classmethod
    def of(cls, edges: Iterable[Edge]) -> Adjacency:
        """Keep the best edge between any two methods."""
        found: dict[str, dict[str, Edge]] = defaultdict(dict)
        for edge in edges:
            for one in (edge.subject, edge.object):
                other = edge.beyond(one)
                known = found[one].get(other)
                found[one][other] = edge if known is None else min(known, edge)
        return cls(dict(found))


def read(store: Store, queries: Mapping[str, Query]) -> Adjacency:
    """Read every stated relation, with one query."""
    rows = store.select(queries["relation_list"].bind())
    return Adjacency.of(
        Edge(
            1
            + PLAIN * (row["relation"] == RELATED)
            + UNEXPLAINED * (row["explained"].value != "true"),
            row["relation"].value,
            slug(row["method"].value),
            slug(row["other"].value),
        )
        for row in rows
    )


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


def ways(graph: Adjacency, start: str, end: str, most: int) -> list[Way]:
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

    def __init__(self, graph: Adjacency, start: str, most: int) -> None:
        self._graph, self._most = graph, most
        self._reached: dict[str, list[str]] = {start: []}
        self._best = {start: [Way(0, (start,), ())]}
        self.edge: dict[str, list[str]] = {start: []}

    def step(self) -> None:
        """Move the edge one relation outwards."""
        found: dict[str, list[str]] = {}
        for method in self.edge:
            for other in self._graph.neighbours.get(method, ()):
                if other not in self._reached:
                    found.setdefault(other, []).append(method)
        self._reached |= found
        self.edge = found

    def best(self, method: str) -> list[Way]:
        """Return the best ways to a method that was reached."""
        if method not in self._best:
            known = (
                way.on(self._graph.neighbours[before][method], method)
                for before in self._reached[method]
                for way in self.best(before)
            )
            self._best[method] = sorted(known)[: self._most]
        return self._best[method]


def steps(way: Way) -> Iterator[tuple[str, str, Edge]]:
    """Yield where each step of a way sets out, where it arrives, and the relation between."""
    yield from zip(way.methods, way.methods[1:], way.edges, strict=False)
