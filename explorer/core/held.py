"""What an explorer reads once, and holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode

from .. import catalogue, compare, config, links, shape, statistics
from ..browse import Shelf
from ..evidence import Evidence
from ..model import Concept, Entry, Match, RelationType, RowSpec, Selection, Shape, Work
from ..neighbourhood import adjacency
from ..neighbourhood.adjacency import Adjacency, Graph
from ..neighbourhood.frontier import Frontier
from ..query import Queries
from ..search import Graph as Searched
from ..search import Search, documents
from ..store import Store

# the rows and relations of the ontology stay when the rest is forgotten
KEPT = (
    "entries",
    "index",
    "works",
    "people",
    "degrees",
    "concepts",
    "counts",
    "adjacency",
    "_matches",
    "register",
    "_snapshots",
    "finder",
    "shelf",
    "statistics",
    "shape",
    "updated",
)


class Held:
    """A store and the queries, and what was read with them when it was first asked for."""

    def __init__(
        self,
        store: Store,
        queries: Queries,
        sources: Mapping[str, tuple[Evidence, ...]],
        folder: Path | None = None,
    ) -> None:
        """Hold a store, the query files, by DOI what sources say of it, and its files."""
        self.store, self.queries, self._sources, self.folder = store, queries, sources, folder
        # as it is now: a snapshot that is taken later is for an explorer that is opened later
        self._older = config.Sources.below(folder).past if folder else {}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every method as lists show it, by slug."""
        return catalogue.methods(self.store, self.queries)

    @cached_property
    def index(self) -> Mapping[str, Entry]:
        """The methods by slug."""
        return {entry.id: entry for entry in self.entries}

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
        return {method: len(beside) for method, beside in self.adjacency.neighbours.items()}

    @cached_property
    def finder(self) -> Search:
        """The search over everything that has a name."""
        graph = Searched(self.entries, self.concepts, self.works, self.people, self.degrees)
        return Search(documents(graph))

    @cached_property
    def shelf(self) -> Shelf:
        """The methods in their orders, with the facets."""
        return Shelf(self.entries, self.concepts, self.works, self.degrees)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many things of each class there are, by the class's IRI."""
        rows = self.store.select(self.queries["graph_counts"].bind())
        return {row["class"].value: int(row["count"].value) for row in rows}

    @cached_property
    def concepts(self) -> Mapping[NamedNode, Concept]:
        """The fields, families and kinds."""
        return catalogue.concepts(self.store, self.queries)

    @cached_property
    def _matches(self) -> Mapping[NamedNode, tuple[Match, ...]]:
        return links.read(self.store, self.queries)

    @property
    def matches(self) -> Mapping[NamedNode, tuple[Match, ...]]:
        """What each method, work and person is called in data sets elsewhere.

        They are held where they cannot change, else asked for.
        """
        return self._matches if self.store.version else links.read(self.store, self.queries)

    def matches_of(self, thing: NamedNode) -> tuple[Match, ...]:
        """Return what one thing is called in data sets elsewhere."""
        if self.store.version:
            return self._matches.get(thing, ())
        return links.read(self.store, self.queries, [thing]).get(thing, ())

    @property
    def linked(self) -> bool:
        """Whether anything here is called something elsewhere."""
        if self.store.version:
            return bool(self._matches)
        return self.store.ask(self.queries["link_any"].bind())

    @cached_property
    def relation_types(self) -> Mapping[NamedNode, RelationType]:
        """The relations between methods."""
        return catalogue.relation_types(self.store, self.queries)

    @cached_property
    def rows(self) -> tuple[RowSpec, ...]:
        """The rows of every comparison."""
        return compare.specs(self.store, self.queries)

    @cached_property
    def _checked(self) -> Mapping[str, int]:
        """How many public sources speak of each DOI."""
        return {doi: len(rows) for doi, rows in self._sources.items()}

    @cached_property
    def adjacency(self) -> Adjacency:
        """Which methods stand next to each other."""
        return adjacency.read(self.store, self.queries)

    @property
    def relations(self) -> Graph:
        """The relations to walk along: held here where they cannot change, else asked for."""
        return self.adjacency if self.store.version else Frontier(self.store, self.queries)

    @cached_property
    def statistics(self) -> statistics.Statistics:
        """How much the graph holds, and how much of what it should."""
        return statistics.gather(
            self.store, self.queries, self.entries, self.concepts, self._checked, self.matches
        )

    @cached_property
    def updated(self) -> str:
        """The day of the latest evidence or link, as YYYY-MM-DD; empty where there is neither."""
        works = self.works.values()
        checked = (one.checked for work in works for one in self._sources.get(work.doi, ()))
        linked = (match.date for match in links.every(self.store, self.queries))
        return max((*checked, *linked), default="")

    @cached_property
    def shape(self) -> Shape:
        """How central each method is, what connects fields, and communities."""
        beside = self.adjacency.neighbours
        pairs = ((one, other) for one in beside for other in beside[one] if one < other)
        return shape.measure(self.entries, self.concepts, pairs)

    def ready(self) -> None:
        """Build now what lists and the search need, so that processes that fork later share it."""
        self.finder.find("a")
        self.shelf.select(Selection({}), config.LANGUAGES[0])
        self.shape  # noqa: B018 -- computed as it is first asked for

    def renew(self) -> None:
        """Forget what was read: a store without a version may have changed since."""
        for name in KEPT:
            self.__dict__.pop(name, None)
