"""What a store can do, and the parts that both backends share."""

from __future__ import annotations

from typing import Protocol

import pyoxigraph as ox

from ..errors import StoreError
from ..model import Term
from ..query import Sparql

Solution = dict[str, Term]
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store(Protocol):
    """Three verbs; an unbound variable is an absent key. Each raises StoreError.

    `version` changes when the triples do; it is empty where that cannot be known.
    """

    version: str

    def select(self, sparql: Sparql) -> list[Solution]: ...
    def ask(self, sparql: Sparql) -> bool: ...
    def construct(self, sparql: Sparql) -> list[ox.Triple]: ...


def solutions(answer: Answer) -> list[Solution]:
    """Read the rows of a SELECT."""
    if not isinstance(answer, ox.QuerySolutions):
        raise StoreError("This query is not a SELECT.")
    names = [variable.value for variable in answer.variables]
    return [
        {name: term for name, term in zip(names, row, strict=True) if term is not None}
        for row in answer
    ]


def truth(answer: Answer) -> bool:
    """Read the answer of an ASK."""
    if not isinstance(answer, ox.QueryBoolean):
        raise StoreError("This query is not an ASK.")
    return bool(answer)
