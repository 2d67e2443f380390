"""The explorer: one object over a store and the queries that hands out what the services find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from .. import catalogue, choice, compare, config, evidence, neighbourhood, reason
from ..evidence import Evidence
from ..model import (
    Comparison,
    Entry,
    Found,
    Joined,
    Link,
    Listing,
    Neighbourhood,
    Paper,
    Person,
    Reach,
    Route,
    Selection,
    Term,
)
from ..neighbourhood import paths
from ..neighbourhood.surroundings import surroundings
from ..query import Queries
from ..search import GROUPS
from ..store import Probes, Solution, open_store
from .held import Held

if TYPE_CHECKING:
    from ..reason.world import Ontology

__all__ = ["Explorer"]


class Explorer(Held):
    """The knowledge graph of research methods, ready to be asked.

    >>> explorer = Explorer.open()
    >>> explorer.compare(["random-forest", "gradient-boosting"]).row("family").differs
    False
    """

    @classmethod
    def open(cls, store: str | Path | None = None, timeout: float = 30.0) -> Explorer:
        """Open the shipped graph, a folder of Turtle files, or an endpoint's address."""
        queries = Queries.load(config.share() / "queries")
        where = str(store or config.share())
        sources = evidence.by_doi(evidence.near(where))
        probes = Probes(queries["store_named"].bind(), queries["store_mixed"].bind())
        held = open_store(where, timeout, queries.rules(), probes)
        return cls(held, queries, sources, config.data_folder(where))

    def fate(self, slug: str) -> tuple[str, str]:
        """Return the successor of a slug that is no method's any more, or why it was withdrawn."""
        return catalogue.fate(self.store, self.queries, choice.method(slug))

    def concept(self, scheme: str, wanted: str) -> NamedNode | None:
        """Return the field, family or kind of a slug, where there is one."""
        return catalogue.concept(self.concepts, scheme, wanted)

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

    def neighbourhood(
        self,
        slug: str | Sequence[str],
        depth: int = 1,
        types: str | Sequence[str] = (),
        limit: int = 60,
        language: str = "en",
    ) -> Neighbourhood:
        """Return the methods within 1 to 3 steps of one or several, and how they are related.

        `types` are names of relations, such as extends, each of which stands for its inverse too;
        `limit` is the most methods to return. Raises NotFound or ChoiceError.

        >>> around = Explorer.open().neighbourhood("random-forest", types=["extends"])
        >>> [node.id for node in around.nodes][:2]
        ['random-forest', 'bagging']
        """
        asked = Reach(choice.several(slug), depth, choice.several(types), limit=limit)
        return self.reached(asked, language)

    def reached(self, asked: Reach, language: str = "en") -> Neighbourhood:
        """Return the methods that a walk comes to, from several starts or by filters too."""
        return surroundings(
            self.store,
            self.queries,
            self.relations,
            self.relation_types,
            self.index,
            self.concepts,
            choice.reach(asked, self.index, self.relation_types, self.concepts),
            choice.language(language),
        )

    def path(self, start: str, end: str, language: str = "en", most: int = 3) -> Route:
        """Return how two methods are related through others: the best of the shortest paths.

        Relations of a close type and with a reason are preferred. Raises NotFound, or ChoiceError
        for a method and itself.

        >>> Explorer.open().path("lasso", "ridge-regression").paths[0].length
        1
        """
        ends = choice.pair(self.index, start, end, most)
        return paths.between(
            self.store,
            self.queries,
            self.relations,
            self.relation_types,
            ends,
            choice.language(language),
            most,
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

    def ontology(self) -> Ontology:
        """Return the graph as classes and objects of owlready2, in a world of its own.

        Terms of the ontology are attributes, `onto.Method`; things have namespaces of their own.
        Years are numbers, and names and titles are labels too.

        >>> onto = Explorer.open().ontology()
        >>> method = onto.get_namespace("https://w3id.org/method-explorer/method/")
        >>> method.lasso.extends, method.lasso.introduced, method.lasso.label.vi
        ([method.linear-regression], 1996, ['Hồi quy Lasso'])
        >>> onto.world["https://w3id.org/method-explorer/method/random-forest"].label.en
        ['Random forest']
        >>> sorted(each.name for each in onto.search(type=onto.Method, extends=method.lasso))[:2]
        ['adaptive-lasso', 'elastic-net']
        """
        return reason.ontology(self.store.construct(self.queries["graph_triples"].bind()))

    def entailed(self, slug: str, language: str = "en") -> tuple[Link, ...]:
        """Return the relations of a method that no one states: they follow from the hierarchy."""
        return neighbourhood.entailed(
            self.relations,
            choice.entry(self.index, slug),
            self.relation_types,
            self.index,
            choice.language(language),
        )

    def query(self, name: str, **values: Term | Iterable[Term] | None) -> list[Solution]:
        """Return the rows of a query file; raises ParameterError and StoreError."""
        return self.store.select(self.queries[name].bind(**values))
