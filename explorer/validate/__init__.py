"""Whether the files of a graph are as they should be: form, shapes, rules and evidence.

Each check returns problems; nothing here prints or changes a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..config import Sources
from ..evidence import Evidence, read
from ..model import Problem
from ..query import Query
from ..store import EmbeddedStore
from .canonical import canonical, check_form, formatted
from .dois import check_dois, claims, disagreements
from .rules import check_rules
from .shapes import check_shapes

__all__ = ["canonical", "check", "claims", "disagreements", "faults", "formatted"]


def check(sources: Sources, queries: Mapping[str, Query]) -> list[Problem]:
    """Return every problem of a graph; raises DataError or StoreError for an unreadable file."""
    store = EmbeddedStore.of(sources.all, {**sources.named, **sources.past})
    rows = read(sources.evidence) if sources.evidence else ()
    return [*check_form(sources), *faults(store, queries, rows)]


def faults(
    store: EmbeddedStore, queries: Mapping[str, Query], rows: Sequence[Evidence]
) -> list[Problem]:
    """Return the problems of what a store holds: shapes, rules and evidence."""
    found: Iterable[Iterable[Problem]] = (
        check_shapes(store),
        check_rules(store, queries),
        check_dois(store, queries, rows),
    )
    return [problem for problems in found for problem in problems]
