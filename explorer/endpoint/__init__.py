"""The public SPARQL endpoint: what may be asked, and who answers it within limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyoxigraph import RdfFormat, serialize

from .. import vocab
from ..config import Limits
from ..errors import QueryRefused, ServiceFailed, StoreError
from ..store import EmbeddedStore, RemoteStore, Store, dataset
from ..store.complaints import complaint
from . import guard, passing, refusals, worker
from .gate import Gate
from .pool import Pool

RESULTS: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS: Mapping[str, str] = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}


OWN = (vocab.ASSERTED.value, vocab.INFERRED.value, vocab.LINKS.value)


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the graphs to ask it over where they are given beside it, and where it was sent.

    That address is the base of relative IRIs; without one, a query has none.
    """

    text: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is sent; `truncated` says that there were more rows than it may have."""

    body: bytes
    truncated: bool = False


class Endpoint:
    """Answers the queries of strangers over a store, none of which can do it harm."""

    def __init__(self, store: Store, limits: Limits) -> None:
        """Hold a store and the limits; nothing is started before the first query."""
        # a query of strangers waits neither for a page nor for as long as one may
        self._store = store.within(limits.seconds) if isinstance(store, RemoteStore) else store
        self.limits = limits
        self._gate, self._pool = Gate(limits), Pool(self._data, limits)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How many triples each named graph has; none where that is not known."""
        if not isinstance(self._store, EmbeddedStore):
            return {}
        found = Counter(str(quad.graph_name).strip("<>") for quad in self._store.named())
        return {name: found[name] for name in sorted({*found, *OWN})}

    @property
    def graphs(self) -> Collection[str]:
        """The names of the graphs that a query may name."""
        if isinstance(self._store, RemoteStore):
            with self._gate.place():  # it may have to be asked, and be slow
                return self._store.graphs or OWN[1:]
        return self.sizes or OWN

    @property
    def parted(self) -> bool:
        """Whether what is stated has a graph of its own, which a query may name."""
        return self._store.parted if isinstance(self._store, RemoteStore) else bool(self.sizes)

    def _data(self) -> bytes:
        """Return all there is as N-Quads, what is stated in a graph with a name."""
        if not isinstance(self._store, EmbeddedStore):
            raise StoreError("Only a store in this process has workers.")
        return serialize(self._store.named(), format=RdfFormat.N_QUADS) or b""

    def read(self, question: Question) -> guard.Reading:
        """Return what a query is; raises QueryRefused where it may not run."""
        graphs = self.graphs
        if not {*question.default, *question.named} <= {*graphs}:
            raise guard.foreign("The parameter of the dataset", graphs)
        return guard.read(question.text, graphs, self.limits.services, question.base)

    def answer(self, question: Question, reading: guard.Reading, form: str) -> Answer:
        """Return the answer as json, xml, csv, tsv or as ttl, nt, jsonld, rdf.

        Raises QueryRefused, Overrun or another StoreError.
        """
        asked = {
            "query": question.text,
            "base": question.base or None,
            "form": form,
            "rows": self.limits.rows,
            "prefixes": vocab.PREFIXES if form in GRAPHS else {},
        }
        with self._gate.place():
            if isinstance(self._store, RemoteStore):
                graphs = self._over(self._store, question, reading)
                return Answer(*passing.ask(self._store, asked, reading.form, graphs))
            return self._worked(question, reading, asked)

    def _over(
        self, store: RemoteStore, question: Question, reading: guard.Reading
    ) -> list[tuple[str, str]]:
        """Return the graphs to ask a query over, as the protocol has them.

        A dataset of the asker's own, or the union of all where they are graphs of their own. What
        FROM names is said once more, as engines whose default graph is a union may pass that over.
        """
        default, named = question.default, question.named
        if reading.dataset and not (default or named):
            return [*dataset.parameters(question.text, question.base)]
        if not (default or named):
            named = store.graphs
            default = _ours(named)
        graphs = [("default-graph-uri", graph) for graph in default]
        return graphs + [("named-graph-uri", graph) for graph in named]

    def _worked(self, question: Question, reading: guard.Reading, asked: dict[str, Any]) -> Answer:
        default, named = question.default, question.named
        union = not (default or named or reading.dataset)
        graphs = self.graphs
        if union and len(ours := _ours(graphs)) < len(graphs):
            default, named, union = ours, tuple(graphs), False
        said, body = self._pool.ask(
            {
                **asked,
                "union": union,
                "default": default if default or named else None,
                "named": named,
                "abroad": reading.abroad,
            }
        )
        if "error" in said:
            raise self._failure(said, asked, abroad=reading.abroad)
        return Answer(body, said["truncated"])

    def _failure(
        self, said: Mapping[str, str], asked: Mapping[str, Any], *, abroad: bool
    ) -> Exception:
        if said["error"] == "syntax":
            return complaint(said["message"], asked["query"])
        if said["error"] == "large":
            return refusals.large(worker.LARGEST)
        if said["error"] == "memory":
            return refusals.greedy(self.limits.memory)
        if said["error"] == "broken":
            return refusals.broken()
        if said["error"] == "unfit":
            return refusals.unfit(asked["form"])
        if abroad:  # neither what a service sends nor where it sends us is for our readers
            return ServiceFailed(
                "A service that the query asks did not answer it; "
                "try again later, or ask without it."
            )
        return QueryRefused("The query could not be answered: {said}.", said=said["message"])

    def close(self) -> None:
        """End the workers."""
        self._pool.close()


def _ours(graphs: Iterable[str]) -> tuple[str, ...]:
    """Return the graphs that a query is asked over which names none: all but what others say."""
    return tuple(graph for graph in graphs if not graph.startswith(vocab.OUTSIDE))
