"""Fields, families and kinds, and the relations between methods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from ..model import Concept, RelationType, Term, by_language
from ..query import Query
from ..store import Solution, Store
from ..vocab import NAME, PREFIXES, SUMMARY, slug


def concepts(store: Store, queries: Mapping[str, Query]) -> Mapping[NamedNode, Concept]:
    """Return the fields, families and kinds."""
    rows: dict[str, Solution] = {}
    texts: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for row in store.select(queries["concept_list"].bind()):
        rows[row["concept"].value] = row
        texts[row["concept"].value, row["property"].value].append(row["text"])
    return {
        NamedNode(iri): Concept(
            NamedNode(iri),
            slug(row["scheme"].value),
            by_language(texts[iri, NAME.value]),
            by_language(texts[iri, SUMMARY.value]),
            NamedNode(row["broader"].value) if "broader" in row else None,
        )
        # engines disagree on the order of names
        for iri, row in sorted(rows.items(), key=lambda one: (one[1]["scheme"].value, one[0]))
    }


def concept(known: Iterable[NamedNode], scheme: str, wanted: str) -> NamedNode | None:
    """Return the field, family or kind of a slug, where there is one."""
    iri = f"{PREFIXES[scheme]}{wanted.strip()}"
    return next((term for term in known if term.value == iri), None)


def relation_types(store: Store, queries: Mapping[str, Query]) -> Mapping[NamedNode, RelationType]:
    """Return the relations between methods with what each is called from either end."""
    names: dict[str, list[Term]] = defaultdict(list)
    inverses: dict[str, str] = {}
    for row in store.select(queries["relation_labels"].bind()):
        names[row["relation"].value].append(row["label"])
        if "inverse" in row:
            inverses[row["relation"].value] = row["inverse"].value
    return {
        NamedNode(iri): RelationType(
            NamedNode(iri),
            by_language(labels),
            by_language(names[inverses.get(iri, iri)]),
            NamedNode(inverses.get(iri, iri)),
        )
        for iri, labels in list(names.items())
    }
