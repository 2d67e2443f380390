"""The rules kept as queries: each row of a check_*.rq is a violation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..errors import QueryError
from ..model import Problem, Term
from ..query import Query
from ..store import Store
from ..vocab import short


def check_rules(store: Store, queries: Mapping[str, Query]) -> Iterator[Problem]:
    """Find what the check queries find; raises QueryError for one that cannot say what is wrong."""
    for name in queries:
        if name.startswith("check_"):
            query = queries[name]
            if not (query.message and query.mend and "focus" in query.columns):
                raise QueryError(
                    f"The check {name} needs a column focus, and message and mend in its header."
                )
            for row in store.select(query.bind()):
                yield Problem(short(row["focus"].value), _filled(query.message, row), query.mend)


def _filled(message: str, row: Mapping[str, Term]) -> str:
    return message.format_map({name: short(term.value) for name, term in row.items()})
