"""What asks the services: handed in, as links are found by it too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from ..model import Term
from ..store import Solution

T = TypeVar("T")


class Asking(Protocol):
    """Asks services by name; raises StoreError where one gives no answer that can be read."""

    def json(
        self, service: str, path: str, params: Mapping[str, str], read: Callable[[Any], T]
    ) -> T | None:
        """Return what `read` makes of an answer in JSON, None where the service knows nothing."""

    def rows(self, service: str, name: str, values: Iterable[Term]) -> list[Solution]:
        """Return the rows that a SPARQL service gives for a query file with one parameter."""
