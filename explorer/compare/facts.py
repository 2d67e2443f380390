"""What the one query of a comparison brings, sorted by method and property."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from pyoxigraph import Literal, NamedNode

from ..model import RowSpec, Term
from ..query import Query
from ..store import Solution, Store
from ..vocab import NAME, NOT_APPLICABLE, UNSETTLED

Key = tuple[str, NamedNode]  # a method's IRI and a property


@dataclass(slots=True)
class Facts:
    """Values by method and property, the names of values, and how related methods are related."""

    values: dict[Key, list[Term]] = field(default_factory=dict)
    names: dict[Term, dict[str, str]] = field(default_factory=dict)
    relations: dict[tuple[Key, Term], set[tuple[NamedNode, bool]]] = field(default_factory=dict)

    @classmethod
    def fetch(
        cls,
        store: Store,
        queries: Mapping[str, Query],
        methods: Sequence[NamedNode],
        rows: Iterable[RowSpec],
    ) -> Facts:
        """Ask for every property that a row shows of every method."""
        facts = cls()
        bound = queries["comparison_cells"].bind(method=methods, path=paths(rows))
        for found in store.select(bound):
            facts._take(found)
        return facts

    def _take(self, found: Solution) -> None:
        path, value = cast(NamedNode, found["path"]), found["value"]
        key = (found["method"].value, path)
        held = self.values.setdefault(key, [])
        if value not in held:
            held.append(value)
        if "label" in found:
            note(self.names.setdefault(value, {}), found["label"])
        if "relation" in found or "backward" in found:
            relation = cast(NamedNode, found.get("relation", path))
            self.relations.setdefault((key, value), set()).add((relation, "backward" not in found))

    def get(self, method: str, path: NamedNode | None) -> Sequence[Term]:
        """Return the values of a property of a method, in the order of the store."""
        return self.values.get((method, path), ()) if path else ()

    def texts(self, method: str, path: NamedNode | None) -> dict[str, str]:
        """Return the literals of a property by language."""
        texts: dict[str, str] = {}
        for term in self.get(method, path):
            note(texts, term)
        return texts


def paths(rows: Iterable[RowSpec]) -> list[NamedNode]:
    """Return every property that the rows read, each once."""
    read = (path for spec in rows for path in (spec.path, spec.until, spec.remark) if path)
    return list(dict.fromkeys((NAME, UNSETTLED, NOT_APPLICABLE, *read)))


def note(texts: dict[str, str], term: Term) -> None:
    """Put a literal under its language."""
    if isinstance(term, Literal):
        texts[term.language or ""] = term.value


def node(term: Term | None) -> NamedNode | None:
    """Return the IRI where there is one."""
    return NamedNode(term.value) if term else None
