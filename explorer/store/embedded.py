"""Oxigraph in this process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from ..errors import StoreError
from ..model import Fact
from ..query import Sparql
from ..vocab import ASSERTED, INFERRED, LINKS, OUTSIDE, PREFIXES
from . import dataset
from .abroad import stay
from .complaints import complaint
from .protocol import Answer, Solutions, solutions, truth

# what a union is of: never of what others say
OURS = [ox.DefaultGraph(), ASSERTED, INFERRED, LINKS]


class EmbeddedStore:
    """Oxigraph in this process, in memory."""

    def __init__(self, store: ox.Store, version: str = "") -> None:
        self._store = store
        self.version = version
        self._rules: Sequence[Sparql] = ()
        self._lock = Lock()

    @classmethod
    def of(
        cls, files: Iterable[Path], named: Mapping[ox.NamedNode, Path] = MappingProxyType({})
    ) -> EmbeddedStore:
        """Fill a store in memory from Turtle files, and graphs by name from theirs.

        Raises StoreError naming the file and line.
        """
        store, digest = ox.Store(), hashlib.sha256()
        held: list[tuple[ox.NamedNode | ox.DefaultGraph, Path]]
        held = [*((ox.DefaultGraph(), path) for path in files), *named.items()]
        for graph, path in held:
            try:
                content = path.read_bytes()
                store.load(content, format=ox.RdfFormat.TURTLE, to_graph=graph)
            except SyntaxError as error:
                line = f", line {error.lineno}" if error.lineno else ""
                raise StoreError(f"{path}{line} is not Turtle: {error.msg}.") from error
            except OSError as error:
                raise StoreError(f"{path} cannot be read: {error.strerror or error}.") from error
            digest.update(content)
        return cls(store, digest.hexdigest()[:16])

    @classmethod
    def at(cls, folder: Path) -> EmbeddedStore:
        """Open an Oxigraph folder on disk, read only."""
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, ValueError) as error:
            raise StoreError(f"{folder} cannot be opened as an Oxigraph store: {error}.") from error

    @property
    def _outside(self) -> bool:
        """Whether there are snapshots of what others say."""
        return any(graph.value.startswith(OUTSIDE) for graph in self._store.named_graphs())

    def _answer(self, sparql: Sparql, *, union: bool = False) -> Answer:
        if self._rules and (union or _concerned(sparql)):
            self._settle()
        return self._asked(sparql, union=union)

    def _asked(self, sparql: Sparql, *, union: bool) -> Answer:
        """Ask what is there now, whether or not all that follows is, and no one else."""
        stay(sparql)
        store, graphs = self._over(sparql, union=union)
        try:
            return store.query(sparql, prefixes=dict(PREFIXES), **graphs)
        except SyntaxError as error:
            # the engine's list of all that it expected is not for people
            raise StoreError(str(complaint(error.msg, sparql, PREFIXES))) from None
        except (ValueError, RuntimeError, OSError) as error:
            raise StoreError(f"The query could not be answered: {error}.") from error

    def _over(self, sparql: Sparql, *, union: bool) -> tuple[ox.Store, dict[str, Any]]:
        """Return whom to ask, and over what where a query leaves it open: all of ours, or stated.

        Who names graphs, or asks for the names of all, may mean what is stated too.
        """
        if dataset.chosen(sparql):
            return self._named, {}
        store = self._named if union and _concerned(sparql) else self._store
        if union and self._outside:
            return store, {"default_graph": OURS}
        return store, {"use_default_graph_as_union": union}

    @cached_property
    def _named(self) -> ox.Store:
        """All there is once more, each statement in a graph with a name."""
        store = ox.Store()
        store.bulk_extend(self.named())
        return store

    def select(self, sparql: Sparql, *, union: bool = False) -> Solutions:
        """Return the rows of a SELECT."""
        return solutions(self._answer(sparql, union=union))

    def ask(self, sparql: Sparql, *, union: bool = False) -> bool:
        """Return the answer of an ASK."""
        return truth(self._answer(sparql, union=union))

    def construct(self, sparql: Sparql, *, union: bool = False) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT."""
        return _triples(self._answer(sparql, union=union))

    def follow(self, rules: Sequence[Sparql]) -> None:
        """Take rules that say what follows, once a query speaks of named graphs."""
        self._rules = rules

    def _settle(self) -> None:
        with self._lock:
            self.entail(self._rules)
            self._rules = ()

    def entail(self, rules: Sequence[Sparql]) -> None:
        """Add to the graph of inferences what rules construct, until nothing new follows."""
        while sum(map(self._exhaust, rules)):
            pass

    def _exhaust(self, rule: Sparql) -> bool:
        """Apply one rule as often as it says something new; say whether it ever did."""
        rounds = 0
        while new := [*self._following(rule)]:
            self._store.extend(new)
            rounds += 1
        return rounds > 0

    def _following(self, rule: Sparql) -> Iterator[ox.Quad]:
        """Yield what a rule constructs from all there is, and what is not there yet."""
        for fact in _triples(self._asked(rule, union=True)):
            stated = ox.Quad(fact.subject, fact.predicate, fact.object)
            inferred = ox.Quad(fact.subject, fact.predicate, fact.object, INFERRED)
            if inferred not in self._store and stated not in self._store:
                yield inferred

    def take(self, facts: Iterable[Fact], graph: ox.NamedNode | None = None) -> None:
        """Add triples, to a graph by name or to what is stated."""
        self._store.extend(ox.Quad(*fact, graph or ox.DefaultGraph()) for fact in facts)
        self.__dict__.pop("_named", None)

    def quads(self) -> Iterator[ox.Quad]:
        """Return every statement, and what follows in its graph."""
        self._settle()
        return self._store.quads_for_pattern(None, None, None, None)

    def named(self) -> Iterator[ox.Quad]:
        """Return every statement by the name of its graph: what has none is stated."""
        for each in self.quads():
            known = isinstance(each.graph_name, ox.NamedNode)
            yield each if known else ox.Quad(each.subject, each.predicate, each.object, ASSERTED)

    def ntriples(self) -> str:
        """Return every statement as N-Triples, for another engine to read."""
        graph = ox.DefaultGraph()
        text = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
        return (text or b"").decode()


def _concerned(sparql: Sparql) -> bool:
    """Say whether a query speaks of other graphs than those into which nothing follows."""
    return not sparql.apart and any(
        graph != LINKS.value and not graph.startswith(OUTSIDE) for graph in dataset.spoken(sparql)
    )


def _triples(answer: Answer) -> list[ox.Triple]:
    if not isinstance(answer, ox.QueryTriples):
        raise StoreError("This query is not a CONSTRUCT.")
    return list(answer)
