"""The explorer: one object over a store and the queries that hands out what the services find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode

from . import catalogue, choice, compare, config, evidence, neighbourhood, statistics
from .browse import Shelf
from .evidence import Evidence
from .model import (
    Comparison,
    Concept,
    Entry,
    Found,
    Joined,
    Link,
    Listing,
    Paper,
    Person,
    RelationType,
    RowSpec,
    Selection,
    Term,
    Work,
)
from .query import Queries
from .search import GROUPS, Graph, Search, documents
from .store import Solution, Store, open_store

# what is read once; the rows and relations of the ontology stay
KEPT = ("methods", "index", "works", "people", "degrees", "finder", "shelf", "counts", "concepts")


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
        sources: Mapping[str, tuple[Evidence, ...]],
        folder: Path | None = None,
    ) -> None:
        """Hold a store, the query files, by DOI what sources say of it, and its files."""
        self.store, self.queries, self._sources, self.folder = store, queries, sources, folder

    @classmethod
    def open(cls, store: str | Path | None = None, timeout: float = 30.0) -> Explorer:
        """Open the shipped graph, a folder of Turtle files, or an endpoint's address."""
        queries = Queries.load(config.share() / "queries")
        where = str(store or config.share())
        sources = evidence.by_doi(evidence.near(where))
        return cls(open_store(where, timeout), queries, sources, config.data_folder(where))

    @cached_property
    def methods(self) -> tuple[Entry, ...]:
        """Every method as lists show it, by slug."""
        return catalogue.methods(self.store, self.queries)

    @cached_property
    def index(self) -> Mapping[str, Entry]:
        """The methods by slug."""
        return {entry.id: entry for entry in self.methods}

    @cached_property
    def works(self) -> Mapping[NamedNode, Work]:
        """Every work by its IRI."""
        return catalogue.works(self.store, self.queries)

    @cached_property
    def people(self) -> Mapping[NamedNode, str]:
        """The name of every person and organisation."""
        return catalogue.people(self.store, self.queries)

    @cached_property
    def degrees(self) -> Mapping[str, int]:
        """To how many others each method is related, by slug."""
        return catalogue.degrees(self.store, self.queries)

    @cached_property
    def finder(self) -> Search:
        """The search over everything that has a name."""
        graph = Graph(self.methods, self.concepts, self.works, self.people, self.degrees)
        return Search(documents(graph))

    @cached_property
    def shelf(self) -> Shelf:
        """The methods in their orders, with the facets."""
        return Shelf(self.methods, self.concepts, self.works, self.degrees)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many things of each class there are, by the class's IRI."""
        rows = self.query("graph_counts")
        return {row["class"].value: int(row["count"].value) for row in rows}

    def ready(self) -> None:
        """Build now what lists and the search need, so that processes that fork later share it."""
        self.finder.find("a")
        self.shelf.select(Selection({}), config.LANGUAGES[0])

    def renew(self) -> None:
        """Forget what was read: a store without a version may have changed since."""
        for name in KEPT:
            self.__dict__.pop(name, None)

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

    def search(self, text: str, limit: int = 20, types: Sequence[str] = GROUPS) -> Found:
        """Return what fits the words, the best first, at most `limit` of each type.

        >>> Explorer.open().search("hoi quy logistic").hits[0].id
        'logistic-regression'
        """
        return self.finder.find(text, limit, types)

    def browse(self, asked: Selection, language: str = "en") -> Listing:
        """Return a page of the methods that fit, and what each further choice would leave."""
        return self.shelf.select(asked, choice.language(language), self._worded(asked))

    def listed(self, asked: Selection, language: str = "en") -> list[Entry]:
        """Return all the methods that fit, in the order asked for."""
        return self.shelf.every(asked, choice.language(language), self._worded(asked))

    def _worded(self, asked: Selection) -> list[str] | None:
        return self.finder.methods(asked.words) if asked.words.strip() else None

    def find(self, text: str, limit: int = 20) -> list[Entry]:
        """Return the methods that fit the words best."""
        return [self.index[hit.id] for hit in self.search(text, limit, ("method",)).hits]

    def nearest(self, slug: str) -> tuple[str, ...]:
        """Return the slugs of the methods that come closest to one that is not there."""
        return self.finder.instead(slug)

    def meant(self, text: str) -> Entry | None:
        """Return the one method that is called just that, by name, alias or slug."""
        return self.index.get(self.finder.meant(text))

    def person(self, slug: str) -> Person:
        """Return one person or organisation; raises NotFound."""
        return catalogue.person(self.store, self.queries, choice.thing("person", slug))

    def paper(self, slug: str) -> Paper:
        """Return one work; raises NotFound."""
        term = choice.thing("paper", slug)
        return catalogue.paper(self.store, self.queries, term, self._checked)

    def written(self, person: Person) -> list[Paper]:
        """Return the works of a person, the earliest first."""
        found = self.papers(catalogue.written(self.store, self.queries, person.term))
        return sorted(found.values(), key=lambda paper: (paper.year, paper.title))

    def introduced(self, thing: NamedNode) -> list[Entry]:
        """Return the methods that a person originated or a work introduced, the earliest first."""
        return catalogue.introduced(self.store, self.queries, thing, self.index)

    def evidence(self, doi: str) -> tuple[Evidence, ...]:
        """Return what public sources say of a DOI."""
        return self._sources.get(doi, ())

    def papers(self, wanted: Sequence[NamedNode]) -> Mapping[NamedNode, Paper]:
        """Return the bibliographic facts of papers."""
        return catalogue.papers(self.store, self.queries, wanted, self._checked)

    @cached_property
    def _checked(self) -> Mapping[str, int]:
        """How many public sources speak of each DOI."""
        return {doi: len(rows) for doi, rows in self._sources.items()}

    def compare(self, slugs: Sequence[str], language: str = "en") -> Comparison:
        """Return methods side by side; raises NotFound, or ChoiceError for none or too many."""
        chosen, spoken = choice.methods(slugs), choice.language(language)
        return compare.build(
            self.store, self.queries, chosen, self.rows, self.relation_types, self.papers, spoken
        )

    def among(self, slugs: Sequence[str], language: str = "en") -> tuple[Joined, ...]:
        """Return the relations that join the methods directly, and why."""
        return neighbourhood.among(
            self.store,
            self.queries,
            choice.methods(slugs),
            self.relation_types,
            choice.language(language),
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
        return statistics.gather(
            self.store, self.queries, self.methods, self.concepts, self._checked
        )

    def query(self, name: str, **values: Term | Iterable[Term] | None) -> list[Solution]:
        """Return the rows of a query file; raises ParameterError and StoreError."""
        return self.store.select(self.queries[name].bind(**values))
