"""Methods side by side: rows from the shapes, cells from one query, cited works from a second."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from pyoxigraph import NamedNode

from ..errors import NotFound, StoreError
from ..model import Comparison, Paper, RelationType, RowGroup, RowSpec, Rule, Term
from ..query import Query
from ..store import Solution, Store
from ..vocab import NAME, PAPERS, slug
from .contrast import Contrast, Shared, contrast
from .facts import Facts, node, note, paths
from .table import Table

__all__ = ["Contrast", "Shared", "build", "contrast", "paths", "specs"]

Papers = Callable[[Sequence[NamedNode]], Mapping[NamedNode, Paper]]


def specs(store: Store, queries: Mapping[str, Query]) -> tuple[RowSpec, ...]:
    """Read the rows that the property shapes declare, in their order."""
    found: dict[str, dict[str, Term]] = {}
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for row in store.select(queries["comparison_rows"].bind()):
        key = slug(row["row"].value)
        found[key] = row
        note(names[key], row["name"])
    if not found:
        raise StoreError("The store holds no comparison rows: load ontology/ beside data/.")
    groups = _groups(store, queries)
    made = (
        RowSpec(
            id=key,
            path=NamedNode(row["path"].value),
            rule=Rule(slug(row["rule"].value)),
            order=float(row["order"].value),
            names=names[key],
            until=node(row.get("until")),
            remark=node(row.get("remark")),
            group=groups.get(key),
        )
        for key, row in found.items()
    )
    return tuple(sorted(made, key=lambda spec: spec.order))


def _groups(store: Store, queries: Mapping[str, Query]) -> dict[str, RowGroup]:
    """Return the group of each row."""
    found: dict[str, Solution] = {}
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for row in store.select(queries["comparison_groups"].bind()):
        found[slug(row["row"].value)] = row
        note(names[row["group"].value], row["name"])
    return {
        key: RowGroup(
            slug(row["group"].value), float(row["order"].value), names[row["group"].value]
        )
        for key, row in found.items()
    }


def build(
    store: Store,
    queries: Mapping[str, Query],
    methods: Sequence[NamedNode],
    rows: Sequence[RowSpec],
    types: Mapping[NamedNode, RelationType],
    papers: Papers,
    language: str,
) -> Comparison:
    """Fill the table with one query, whatever the number of methods, and one for the papers.

    Raises NotFound for a method that the store does not have.
    """
    facts = Facts.fetch(store, queries, methods, rows)
    for method in methods:
        if (method.value, NAME) not in facts.values:
            raise NotFound(
                "There is no method “{slug}”.", slug(method.value), slug=slug(method.value)
            )
    cited = dict.fromkeys(
        value
        for values in facts.values.values()
        for value in values
        if isinstance(value, NamedNode) and value.value.startswith(PAPERS)
    )
    table = Table(facts, language, types, papers(list(cited)) if cited else {})
    return Comparison(
        language,
        tuple(map(table.method, methods)),
        tuple(table.row(spec, methods) for spec in rows),
    )
