"""How services are asked: politely, in batches, with answers kept; SPARQL and REST alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import Literal, NamedNode

from ..errors import StoreError
from ..model import Term
from ..query import Query
from ..store import RemoteStore, Solution, Solutions
from ..store.client import shown
from .addresses import Services

if TYPE_CHECKING:  # whoever has a client has paid for it; this is imported by all who ask nobody
    from ..client import Client

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks services through one client; `deadline` is in seconds, for one question in all."""

    client: Client
    queries: Mapping[str, Query]
    services: Services = field(default_factory=Services)
    deadline: float = 60.0

    def json(
        self,
        service: str,
        path: str,
        params: Mapping[str, str],
        read: Callable[[Any], T],
        *,
        one: bool = False,
    ) -> T | None:
        """Return what `read` makes of an answer of a REST service.

        It is None for `one` thing that the service does not know; a search has an answer always.
        """
        if service == "openalex" and self.services.key:
            params = {**params, "api_key": self.services.key}
        address = f"{self.services.addresses[service]}/{path}"
        told: T | None = self.client.json(address, params, read, one=one)
        return told

    def rows(self, service: str, name: str, values: Iterable[Term]) -> list[Solution]:
        """Return what an endpoint answers to a query with one parameter, whatever its values."""
        query, values = self.queries[name], list(values)
        if not values:
            return []
        address = self.services.addresses[service]
        sparql = query.bind(**{next(iter(query.params)): values})

        def ask() -> bytes:
            self.client.wait(address)
            found = RemoteStore(address, self.deadline).select(sparql)
            if missing := set(query.columns) - set(found.variables):
                raise StoreError(
                    f"{shown(address)} answered without {', '.join(sorted(missing))}: "
                    "is it an endpoint of the data set that was asked for?"
                )
            return _kept(found)

        held = json.loads(self.client.remember(f"{address} {sparql}", ask) or b"[]")
        return [{key: _term(*told) for key, told in row.items()} for row in held]


def _kept(rows: Solutions) -> bytes:
    """Return rows as they are kept: each term by its text, its kind and its language."""
    told = [
        {
            key: (term.value, isinstance(term, NamedNode), getattr(term, "language", None))
            for key, term in row.items()
        }
        for row in rows
    ]
    return json.dumps(told).encode()


def _term(text: str, name: bool, language: str | None) -> Term:
    return NamedNode(text) if name else Literal(text, language=language)


def node(term: Term | None) -> NamedNode | None:
    """Return a term that is a name, none for what should be one and is not."""
    return term if isinstance(term, NamedNode) else None


def year(text: str) -> str:
    """Return the year of a date, empty where it has none that can be compared.

    >>> year("2001-10-01T00:00:00Z"), year("-0300-01-01"), year("None")
    ('2001', '', '')
    """
    return text[:4] if text[:4].isdecimal() else ""


def parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Part items into lists of at most so many.

    >>> list(parts("abc", 2))
    [['a', 'b'], ['c']]
    """
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
