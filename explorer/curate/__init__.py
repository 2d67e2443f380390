"""How facts enter the graph and stay right: entries in YAML become triples, and triples entries.

Whatever is asked for is done whole or not at all: the files change only when nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import NamedNode

from .. import turtle, validate
from ..config import Sources
from ..evidence import Evidence, distinct, read, write
from ..links import review
from ..model import Problem
from ..query import Query
from ..store import EmbeddedStore
from ..vocab import METHODS
from . import inverse, linking, moves
from .drafts import drafts, text
from .graph import Graph, node
from .merge import Merge
from .people import People
from .proof import Proof
from .works import Works

__all__ = ["Desk", "drafts", "text"]


@dataclass(frozen=True, slots=True)
class Desk:
    """The files of a graph, opened for one change."""

    sources: Sources
    queries: Mapping[str, Query]

    @property
    def path(self) -> Path:
        """The file that holds the methods."""
        return next(path for path in self.sources.data if path.name == "methods.ttl")

    def graph(self) -> Graph:
        """Read the methods."""
        return Graph(turtle.read(self.path))

    def evidence(self) -> tuple[Evidence, ...]:
        """Read the evidence."""
        return read(self.sources.evidence) if self.sources.evidence else ()

    def entry(self, slug: str) -> str:
        """Return the entry of a method as YAML; raises NotFound."""
        graph = self.graph()
        people = People(graph)
        works = Works(graph, people)
        return text(inverse.entry(graph, people, works, moves.existing(graph, slug)))

    def add(self, paths: Sequence[Path], proof: Proof, *, correct: bool = False) -> list[Problem]:
        """Merge the entries of files into the graph, or return every problem and change nothing."""
        entries, problems = drafts(paths)
        if problems:
            return problems
        concepts = Graph(fact for path in self.sources.vocabularies for fact in turtle.read(path))
        merge = Merge(self.graph(), concepts, correct=correct)
        problems = merge.all(entries)
        return problems or self._keep(merge.graph, [*self.evidence(), *proof.of(entries)])

    def rename(self, old: str, new: str) -> list[Problem]:
        """Give a method another slug; the old one leads to the new."""
        made = moves.rename(self.graph(), old, new)
        return self._keep(made, self.evidence(), self._relinked(old, node(METHODS, new)))

    def withdraw(self, slug: str, because: str) -> list[Problem]:
        """Take a method out; what remains says that it was withdrawn, and why."""
        made = moves.withdraw(self.graph(), slug, because)
        return self._keep(made, self.evidence(), self._relinked(slug, None))

    def _relinked(self, slug: str, after: NamedNode | None) -> dict[Path, str]:
        """Return the files in which links of a method, and what others said of it, follow it."""
        before, sources = node(METHODS, slug), self.sources
        told = moves.retell((*sources.outside, *sources.older), before, after)
        return {**linking.move(sources, self.queries, before, after), **told}

    def accept(
        self, path: Path, reviewer: str, day: str, *, again: bool = False
    ) -> tuple[linking.Entered, int, list[Problem]]:
        """Enter what a review file decides, or return every problem and change nothing.

        Returns also how many rows decide nothing. What was rejected before is accepted `again`
        alone. Raises DataError for a file that is no table of links, ChoiceError for one that
        decides nothing, or does not say by whom.
        """
        judged, problems = review.read(path, day)
        if problems:
            return linking.Entered(), 0, problems
        decided, places = review.decided(judged, path, reviewer)
        counts, problems = linking.enter(self.sources, self.queries, decided, places, again=again)
        return counts, len(judged) - len(decided), problems

    def _keep(
        self,
        graph: Graph,
        rows: Iterable[Evidence],
        others: Mapping[Path, str] = MappingProxyType({}),
    ) -> list[Problem]:
        """Write what was made, and other files, unless it has a problem that is new."""
        graph.sweep()
        known = graph.dois()
        proven = distinct(row for row in rows if row.doi in known)
        if found := self._problems(graph, proven):
            before = set(self._problems(self.graph(), self.evidence()))
            if problems := [one for one in found if one not in before]:
                return problems
        evidence = self.path.with_name("evidence.tsv")
        made = {evidence: write(proven), self.path: turtle.write(graph.facts())}
        for path, said in {**made, **others}.items():
            turtle.save(path, said)
        return []

    def _problems(self, graph: Graph, rows: Sequence[Evidence]) -> list[Problem]:
        store = EmbeddedStore.of(self.sources.ontology)
        store.take(graph.facts())
        return validate.faults(store, self.queries, rows)
