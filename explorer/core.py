"""The explorer: one object over a store and the queries that hands out what the services find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode

from . import catalogue, choice, compare, config, evidence, neighbourhood, statistics
from .model import Comparison, Concept, Entry, Link, Paper, RelationType, RowSpec, Term
from .query import Queries
from .store import Solution, Store, open_store


class Explorer:
    """The knowledge graph of research methods, ready to be asked.

    >>> explorer = Explorer.open()
    >>> explorer.compare(["random-forest", "gradient-boosting"]).row("family").differs
    False
    """

    def __init__(
        self,
        store: Store,
        queries: Queries,
        sources: Mapping[str, int],
        folder: Path | None = None,
    ) -> None:
        """Hold a store, the query files, by DOI how many sources speak of it, and its files."""
        self.store, self.queries, self._sources, self.folder = store, queries, sources, folder

    @classmethod
    def open(cls, store: str | Path | None = None, timeout: float = 30.0) -> Explorer:
        """Open the shipped graph, a folder of Turtle files, or an endpoint's address."""
        queries = Queries.load(config.share() / "queries")
        where = str(store or config.share())
        counts = evidence.count(evidence.near(where))
        return cls(open_store(where, timeout), queries, counts, config.data_folder(where))

    @cached_property
    def methods(self) -> tuple[Entry, ...]:
        """Every method as lists show it, by slug."""
        return catalogue.methods(self.store, self.queries)

    @cached_property
    def index(self) -> Mapping[str, Entry]:
        """The methods by slug."""
        return {entry.id: entry for entry in self.methods}

    @cached_property
    def names(self) -> catalogue.Names:
        """What the methods are called."""
        return catalogue.Names(self.methods)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many things of each class there are, by the class's IRI."""
        rows = self.query("graph_counts")
        return {row["class"].value: int(row["count"].value) for row in rows}

    def fate(self, slug: str) -> tuple[str, str]:
        """Return the successor of a slug that is no method's any more, or why it was withdrawn."""
        return catalogue.fate(self.store, self.queries, choice.method(slug))

    @cached_property
    def concepts(self) -> Mapping[NamedNode, Concept]:
        """The fields, families and kinds."""
        return catalogue.concepts(self.store, self.queries)

    def concept(self, scheme: str, wanted: str) -> NamedNode | None:
        """Return the field, family or kind of a slug, where there is one."""
        return catalogue.concept(self.concepts, scheme, wanted)

    @cached_property
    def relation_types(self) -> Mapping[NamedNode, RelationType]:
        """The relations between methods."""
        return catalogue.relation_types(self.store, self.queries)

    @cached_property
    def rows(self) -> tuple[RowSpec, ...]:
        """The rows of every comparison."""
        return compare.specs(self.store, self.queries)

    def find(self, text: str, limit: int = 20) -> list[Entry]:
        """Return the methods whose names hold or resemble the words, the closest first."""
        return self.names.find(text, limit)

    def nearest(self, slug: str) -> tuple[str, ...]:
        """Return the slugs that come closest to one that is not there."""
        return self.names.nearest(slug)

    def meant(self, text: str) -> Entry | None:
        """Return the one method that is called just that, by name, alias or slug."""
        return self.names.meant(text)

    def papers(self, wanted: Sequence[NamedNode]) -> Mapping[NamedNode, Paper]:
        """Return the bibliographic facts of papers."""
        return catalogue.papers(self.store, self.queries, wanted, self._sources)

    def compare(self, slugs: Sequence[str], language: str = "en") -> Comparison:
        """Return methods side by side; raises NotFound, or ChoiceError for none or too many."""
        chosen, spoken = choice.methods(slugs), choice.language(language)
        return compare.build(
            self.store, self.queries, chosen, self.rows, self.relation_types, self.papers, spoken
        )

    def links(self, slug: str, language: str = "en") -> tuple[Link, ...]:
        """Return how a method is related to others, and why."""
        return neighbourhood.around(
            self.store,
            self.queries,
            choice.method(slug),
            self.relation_types,
            choice.language(language),
        )

    @cached_property
    def statistics(self) -> statistics.Statistics:
        """How much the graph holds, and how much of what it should."""
        concepts = self.concepts.values()
        return statistics.gather(self.store, self.queries, self.methods, concepts, self._sources)

    def query(self, name: str, **values: Term | Iterable[Term] | None) -> list[Solution]:
        """Return the rows of a query file; raises ParameterError and StoreError."""
        return self.store.select(self.queries[name].bind(**values))
