"""What a table of methods shows, as the statements of the graph that it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from ..model import Fact
from ..query import Query
from ..store import Store
from ..vocab import PAPERS
from .description import facts


def shown(
    store: Store,
    queries: Mapping[str, Query],
    methods: Sequence[NamedNode],
    properties: Sequence[NamedNode],
) -> list[Fact]:
    """Return what is stated of methods by some properties, the works among it, and all names."""
    if not methods:
        return []
    asked = queries["comparison_triples"].bind(method=methods, path=properties)
    found = facts(store.construct(asked))
    papers = _ends(found, PAPERS)
    if papers:
        found += facts(store.construct(queries["paper_triples"].bind(paper=papers)))
    if things := _ends(found):
        found += facts(store.construct(queries["thing_names"].bind(thing=things)))
    return [*dict.fromkeys(found)]


def _ends(found: Sequence[Fact], start: str = "") -> list[NamedNode]:
    """Return the things among the ends of statements whose names begin so, each once."""
    ends = {end for fact in found for end in fact[::2] if isinstance(end, NamedNode)}
    return sorted((end for end in ends if end.value.startswith(start)), key=lambda end: end.value)
