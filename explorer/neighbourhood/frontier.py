"""The relations behind an endpoint, asked for as a walk comes to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pyoxigraph import NamedNode

from ..query import Query
from ..store import Store
from ..vocab import METHODS
from .adjacency import Beside, Edge, gathered


class Frontier:
    """The neighbours of methods, with one query for all that a step of a walk comes to."""

    def __init__(self, store: Store, queries: Mapping[str, Query]) -> None:
        self._store, self._queries = store, queries
        self._known: dict[str, Beside] = {}

    def beside(self, methods: Collection[str]) -> Mapping[str, Beside]:
        """Return the neighbours of the methods, and of all that were asked for before."""
        if new := [method for method in methods if method not in self._known]:
            terms = [NamedNode(f"{METHODS}{method}") for method in new]
            rows = self._store.select(self._queries["relation_beside"].bind(method=terms))
            stated: dict[bool, set[tuple[str, str, str]]] = {True: set(), False: set()}
            for row in rows:
                ends = (row["subject"].value, row["relation"].value, row["object"].value)
                stated["explained" in row].add(ends)
            edges = (Edge.of(*ends, explained=ends in stated[True]) for ends in stated[False])
            beside = gathered(edges)
            self._known |= {method: beside.get(method, {}) for method in new}
        return self._known
