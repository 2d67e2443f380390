"""Methods as lists show them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from ..model import Entry, Term, Text, by_language
from ..query import Query
from ..store import Store
from ..vocab import (
    ACRONYM,
    ALIAS,
    ESTABLISHED,
    FAMILY,
    FIELD,
    INTRODUCED,
    KIND,
    NAME,
    ORIGINATOR,
    SUMMARY,
    WORK,
    slug,
)


def methods(store: Store, queries: Mapping[str, Query]) -> tuple[Entry, ...]:
    """Return every method as lists show it, by slug."""
    facts: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(queries["method_list"].bind()):
        if not isinstance(row["method"], NamedNode):
            continue  # a thing without a name can have no page; `explorer check` tells of it
        facts[row["method"].value][row["property"].value].append(row["value"])
    for found in facts.values():
        for values in found.values():
            values.sort(key=_place)
    return _main_first([_entry(NamedNode(iri), found) for iri, found in sorted(facts.items())])


def _place(value: Term) -> tuple[str, str]:
    """Return where a value stands among those of a property: engines disagree on languages."""
    return value.value, (value.language or "" if isinstance(value, Literal) else "")


def _main_first(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Put first of the fields of each method the one that most methods of its family have."""
    shared = Counter((entry.family, field) for entry in entries for field in entry.fields)

    def ordered(entry: Entry) -> Sequence[NamedNode]:
        return sorted(entry.fields, key=lambda one: (-shared[entry.family, one], one.value))

    return tuple(replace(entry, fields=tuple(ordered(entry))) for entry in entries)


def _entry(method: NamedNode, found: Mapping[str, Sequence[Term]]) -> Entry:
    def nodes(path: NamedNode) -> tuple[NamedNode, ...]:
        return tuple(term for term in found.get(path.value, ()) if isinstance(term, NamedNode))

    def year(path: NamedNode) -> int | None:
        text = next((term.value for term in found.get(path.value, ())), "")
        return int(text) if re.fullmatch(r"-?\d{1,4}", text) else None

    def texts(path: NamedNode) -> tuple[Text, ...]:
        terms = (term for term in found.get(path.value, ()) if isinstance(term, Literal))
        return tuple(Text(term.value, term.language or "") for term in terms)

    return Entry(
        term=method,
        names=by_language(found.get(NAME.value, ())),
        aliases=texts(ALIAS),
        acronyms=texts(ACRONYM),
        summaries=by_language(found.get(SUMMARY.value, ())),
        family=next(iter(nodes(FAMILY)), None),
        fields=nodes(FIELD),
        kinds=nodes(KIND),
        originators=nodes(ORIGINATOR),
        works=nodes(WORK),
        introduced=year(INTRODUCED),
        established=year(ESTABLISHED),
    )


def introduced(
    store: Store, queries: Mapping[str, Query], wanted: NamedNode, index: Mapping[str, Entry]
) -> list[Entry]:
    """Return the methods that a person originated or a work introduced, the earliest first."""
    rows = store.select(queries["thing_methods"].bind(thing=wanted))
    slugs = dict.fromkeys(slug(row["method"].value) for row in rows)
    found = (index[one] for one in slugs if one in index)
    return sorted(found, key=lambda entry: (entry.introduced or 0, entry.id))


def fate(store: Store, queries: Mapping[str, Query], method: NamedNode) -> tuple[str, str]:
    """Return the slug a renamed method has now, and why one was withdrawn; empty for none."""
    rows = store.select(queries["method_fate"].bind(method=method))
    row = next(iter(rows), {})
    successor, reason = (row[name].value if name in row else "" for name in ("successor", "reason"))
    return slug(successor), reason or ("withdrawn" if rows and not successor else "")
