"""Links to data sets elsewhere that may change: asked for each time, of one thing or of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from pyoxigraph import NamedNode

from .. import links
from ..model import Match
from ..query import Query
from ..store import Store

Held = Mapping[NamedNode, tuple[Match, ...]]


class Anew(Mapping[NamedNode, tuple[Match, ...]]):
    """What a store calls things elsewhere now; whoever goes through all of them reads them once."""

    def __init__(self, store: Store, queries: Mapping[str, Query]) -> None:
        """Hold the store and the queries; nothing is asked yet."""
        self._store, self._queries = store, queries

    @cached_property
    def _all(self) -> Held:
        return links.read(self._store, self._queries)

    def __getitem__(self, thing: NamedNode) -> tuple[Match, ...]:
        if "_all" in self.__dict__:
            return self._all[thing]
        return links.read(self._store, self._queries, [thing])[thing]

    def __iter__(self) -> Iterator[NamedNode]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __bool__(self) -> bool:
        return self._store.ask(self._queries["link_any"].bind())
