"""What a store can do, and the parts that both backends share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import pyoxigraph as ox

from ..errors import StoreError
from ..model import Term
from ..query import Sparql
from .texts import form

Solution = dict[str, Term]


class Solutions(list[Solution]):
    """The rows of a SELECT, and its variables in order; an unbound one is an absent key."""

    def __init__(self, rows: Iterable[Solution], variables: Iterable[str]) -> None:
        super().__init__(rows)
        self.variables = tuple(variables)


Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store(Protocol):
    """Three verbs, over what is stated, or over the `union` with what follows from it.

    An unbound variable is an absent key. Each raises StoreError.

    `version` changes when the triples do; it is empty where that cannot be known.
    """

    version: str

    def select(self, sparql: Sparql, *, union: bool = False) -> Solutions: ...
    def ask(self, sparql: Sparql, *, union: bool = False) -> bool: ...
    def construct(self, sparql: Sparql, *, union: bool = False) -> list[ox.Triple]: ...


def solutions(answer: Answer) -> Solutions:
    """Read the rows of a SELECT."""
    if not isinstance(answer, ox.QuerySolutions):
        raise StoreError("This query is not a SELECT.")
    names = [variable.value for variable in answer.variables]
    rows = (
        {name: term for name, term in zip(names, row, strict=True) if term is not None}
        for row in answer
    )
    return Solutions(rows, names)


def truth(answer: Answer) -> bool:
    """Read the answer of an ASK."""
    if not isinstance(answer, ox.QueryBoolean):
        raise StoreError("This query is not an ASK.")
    return bool(answer)


def answered(
    store: Store, sparql: Sparql, *, union: bool = False
) -> Solutions | bool | list[ox.Triple]:
    """Return what a query of any form gives; raises QueryError for what is no query."""
    asked = form(sparql)
    if asked == "SELECT":
        return store.select(sparql, union=union)
    if asked == "ASK":
        return store.ask(sparql, union=union)
    return store.construct(sparql, union=union)
