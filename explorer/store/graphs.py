"""Which graphs of an endpoint a query is asked over, found out before the first."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from ..errors import StoreError
from ..query import Sparql
from ..vocab import ASSERTED, INFERRED, LINKS
from . import dataset
from .body import Taken
from .protocol import Answer, solutions, truth
from .texts import declared

BESIDE = (INFERRED, LINKS)  # the graphs beside what is stated
OWN = {graph.value for graph in (ASSERTED, *BESIDE)}
DATASET = (
    ("default-graph-uri", ASSERTED.value),
    *(("named-graph-uri", graph.value) for graph in BESIDE),
)
UNION = (
    *(("default-graph-uri", graph.value) for graph in BESIDE),
    ("named-graph-uri", ASSERTED.value),
)
FRESH = 3.0  # seconds in which what is said of links and snapshots is not asked for again
Named = tuple[tuple[str, str], ...]


class Ask(Protocol):
    """What asks a query."""

    def __call__(self, sparql: Sparql, graphs: Named, take: Callable[[Answer], Taken]) -> Taken:
        """Return what is taken from the answer over these graphs."""


@dataclass(frozen=True, slots=True)
class Probes:
    """What finds out where an endpoint keeps what is stated.

    `named` asks: is it in a graph of its own? `filled`: has the default graph a method?
    `mixed`: does that hold what follows, too? `outside` selects each ?snapshot of what others say.
    """

    named: Sparql
    filled: Sparql
    mixed: Sparql
    outside: Sparql | None = None


class Graphs:
    """The graphs of an endpoint, as parameters of its protocol, found out when they are needed."""

    def __init__(self, shown: str, probes: Probes | None, ask: Ask) -> None:
        self._shown, self._probes, self._ask, self._lock = shown, probes, ask, Lock()
        self._own: Named | None = None if probes else ()
        self._failed: tuple[float, type[StoreError], str] | None = None

    @property
    def parted(self) -> bool:
        """Whether what is stated has a name."""
        return bool(self._known())

    @property
    def names(self) -> tuple[str, ...]:
        """The graphs by name; none where what is stated has no name."""
        known = self._known()
        return tuple(graph for _, graph in (*known, *(self._snapshots() if known else ())))

    def beside(self, sparql: Sparql, *, union: bool) -> Named:
        """Return the graphs to name beside a query, none where it names all that it asks itself."""
        if sparql.apart or not self._probes:
            return ()
        known = self._known()
        if dataset.chosen(sparql):  # which an engine whose default graph is a union may pass over
            return dataset.parameters(declared(sparql))
        if not known:
            return ()
        told = self._snapshots() if dataset.spoken(sparql) - OWN else ()
        return (*known, *told, *(UNION if union else ()))

    def _known(self) -> Named:
        """Return the graphs that every query names; raises StoreError where there is no telling.

        All wait while one finds out; a failure is theirs, too.
        """
        with self._lock:
            if self._own is None and self._probes:
                if self._failed and time.monotonic() - self._failed[0] < FRESH:
                    raise self._failed[1](self._failed[2])
                try:
                    self._own = self._found(self._probes)
                except StoreError as error:
                    self._failed = time.monotonic(), type(error), str(error)
                    raise
            return self._own or ()

    def _found(self, probes: Probes) -> Named:
        own = DATASET if self._ask(probes.named, (), truth) else ()
        if not self._ask(probes.filled, own, truth):
            raise StoreError(
                f"The endpoint {self._shown} does not heed default-graph-uri, which names what it "
                "is asked over: put the graph there anew with `explorer load --default`."
                if own
                else f"The endpoint {self._shown} holds no method in its default graph, nor in "
                f"{ASSERTED.value}: put the graph there with `explorer load`."
            )
        if not own and self._ask(probes.mixed, (), truth):
            raise StoreError(
                f"The endpoint {self._shown} mixes what is stated with what follows from "
                "it: put the graph there anew with `explorer load`, without --default."
            )
        return own

    def _snapshots(self) -> Named:
        """Return the graphs of snapshots, asked for again: the endpoint may have others since."""
        probe = self._probes.outside if self._probes else None
        rows = self._ask(probe, (), solutions) if probe else ()
        return tuple(("named-graph-uri", row["snapshot"].value) for row in rows)
