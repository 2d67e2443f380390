"""Oxigraph in this process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ..errors import StoreError
from ..model import Fact
from ..query import Sparql
from .protocol import Answer, Solution, solutions, truth


class EmbeddedStore:
    """Oxigraph in this process, in memory."""

    def __init__(self, store: ox.Store, version: str = "") -> None:
        self._store = store
        self.version = version

    @classmethod
    def of(cls, files: Iterable[Path]) -> EmbeddedStore:
        """Fill a store in memory from Turtle files; raises StoreError naming the file and line."""
        store, digest = ox.Store(), hashlib.sha256()
        for path in files:
            try:
                content = path.read_bytes()
                store.load(content, format=ox.RdfFormat.TURTLE)
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

    def _answer(self, sparql: Sparql) -> Answer:
        try:
            return self._store.query(sparql)
        except SyntaxError as error:
            raise StoreError(f"The query is not SPARQL: {' '.join(error.msg.split())}.") from error
        except (ValueError, RuntimeError, OSError) as error:
            raise StoreError(f"The query could not be answered: {error}.") from error

    def select(self, sparql: Sparql) -> list[Solution]:
        """Return the rows of a SELECT."""
        return solutions(self._answer(sparql))

    def ask(self, sparql: Sparql) -> bool:
        """Return the answer of an ASK."""
        return truth(self._answer(sparql))

    def construct(self, sparql: Sparql) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT."""
        answer = self._answer(sparql)
        if not isinstance(answer, ox.QueryTriples):
            raise StoreError("This query is not a CONSTRUCT.")
        return list(answer)

    def take(self, facts: Iterable[Fact]) -> None:
        """Add triples."""
        self._store.extend(ox.Quad(*fact) for fact in facts)

    def quads(self) -> Iterator[ox.Quad]:
        """Return every statement."""
        return self._store.quads_for_pattern(None, None, None, None)

    def ntriples(self) -> str:
        """Return every statement as N-Triples, for another engine to read."""
        graph = ox.DefaultGraph()
        text = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
        return (text or b"").decode()
