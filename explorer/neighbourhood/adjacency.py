"""Which methods stand next to each other: every stated relation, walked from either end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ..query import Query
from ..store import Store
from ..vocab import RELATED, TRUE, slug

PLAIN = 0.5  # what a relation without a closer type costs beyond a step
UNEXPLAINED = 0.25  # and one without a reason


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A relation between two methods; of those that join the same two the least is best."""

    cost: float
    type: str
    subject: str
    object: str

    @classmethod
    def of(cls, subject: str, relation: str, target: str, *, explained: bool) -> Edge:
        """Make the edge of a stated relation, all three given by their IRIs."""
        cost = 1 + PLAIN * (relation == RELATED.value) + UNEXPLAINED * (not explained)
        return cls(cost, relation, slug(subject), slug(target))

    def beyond(self, method: str) -> str:
        """Return the method at the other end."""
        return self.object if method == self.subject else self.subject


Beside = Mapping[str, tuple[Edge, ...]]  # by the method at the other end, the best first
NONE: Beside = {}


class Graph(Protocol):
    """What a walk asks, of relations held here as of those behind an endpoint."""

    def beside(self, methods: Collection[str]) -> Mapping[str, Beside]:
        """Return, at least for the methods given, those next to each."""


@dataclass(frozen=True, slots=True)
class Adjacency:
    """Every relation of a store, read once."""

    neighbours: Mapping[str, Beside] = field(repr=False)

    @classmethod
    def of(cls, edges: Iterable[Edge]) -> Adjacency:
        """Put every edge at both of its ends."""
        return cls(gathered(edges))

    def beside(self, methods: Collection[str]) -> Mapping[str, Beside]:
        """Return the neighbours of every method."""
        return self.neighbours


def gathered(edges: Iterable[Edge]) -> Mapping[str, Beside]:
    """Return for each method its neighbours, and for each of them the edges, the best first."""
    found: dict[str, dict[str, tuple[Edge, ...]]] = defaultdict(dict)
    for edge in edges:
        for one in (edge.subject, edge.object):
            beside, other = found[one], edge.beyond(one)
            known = beside.get(other)
            beside[other] = (edge,) if known is None else tuple(sorted({*known, edge}))
    return dict(found)


def read(store: Store, queries: Mapping[str, Query]) -> Adjacency:
    """Read every stated relation, with one query."""
    return Adjacency.of(
        Edge.of(
            row["method"].value,
            row["relation"].value,
            row["other"].value,
            explained=row["explained"].value in TRUE,
        )
        for row in store.select(queries["relation_list"].bind())
    )
