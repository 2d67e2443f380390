"""Which graphs of an endpoint a query is asked over, found out before the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from ..errors import StoreError
from ..query import Sparql
from ..vocab import ASSERTED, INFERRED, LINKS
from . import dataset
from .protocol import Answer, solutions, truth

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
Named = tuple[tuple[str, str], ...]


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

    def __init__(
        self, shown: str, probes: Probes | None, ask: Callable[[Sparql, Named], Answer]
    ) -> None:
        self._shown, self._probes, self._ask, self._lock = shown, probes, ask, Lock()
        self._own: Named | None = None if probes else ()

    @property
    def names(self) -> tuple[str, ...]:
        """The graphs by name; none where what is stated has no name."""
        known = self._known()
        return tuple(graph for _, graph in (*known, *(self._snapshots() if known else ())))

    def beside(self, sparql: Sparql, *, union: bool) -> Named:
        """Return the graphs to name beside a query, none where it names all that it asks itself."""
        if sparql.apart or not (known := self._known()) or dataset.chosen(sparql):
            return ()
        told = self._snapshots() if dataset.spoken(sparql) - OWN else ()
        return (*known, *told, *(UNION if union else ()))

    def _known(self) -> Named:
        """Return the graphs that every query names; raises StoreError where there is no telling."""
        with self._lock:
            if self._own is None:
                self._own = self._found(self._probes) if self._probes else ()
            return self._own

    def _found(self, probes: Probes) -> Named:
        own = DATASET if truth(self._ask(probes.named, ())) else ()
        if not truth(self._ask(probes.filled, own)):
            raise StoreError(
                f"The endpoint {self._shown} does not heed default-graph-uri, which names what it "
                "is asked over: put the graph there anew with `explorer load --default`."
                if own
                else f"The endpoint {self._shown} holds no method in its default graph, nor in "
                f"{ASSERTED.value}: put the graph there with `explorer load`."
            )
        if not own and truth(self._ask(probes.mixed, ())):
            raise StoreError(
                f"The endpoint {self._shown} mixes what is stated with what follows from "
                "it: put the graph there anew with `explorer load`, without --default."
            )
        return own

    def _snapshots(self) -> Named:
        """Return the graphs of snapshots, asked for again: the endpoint may have others since."""
        probe = self._probes.outside if self._probes else None
        rows = solutions(self._ask(probe, ())) if probe else ()
        return tuple(("named-graph-uri", row["snapshot"].value) for row in rows)
