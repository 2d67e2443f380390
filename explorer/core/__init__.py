"""The explorer: one object over a store and the queries that hands out what the services find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from .. import catalogue, choice, cite, compare, config, evidence, reason
from ..errors import ExplorerError, NotFound
from ..evidence import Evidence
from ..model import Comparison, Entry, Found, Listing, Method, Paper, Person, Selection
from ..query import Queries
from ..search import GROUPS
from ..store import Probes, Store, open_store
from . import meant, taken
from .asked import Asked
from .outside import Reported
from .walks import Walks

if TYPE_CHECKING:
    from ..reason.world import Ontology

__all__ = ["Explorer", "opened"]
Parts = tuple[Store, Queries, Mapping[str, tuple[Evidence, ...]], Path | None]


def opened(store: str | Path | None, timeout: float) -> Parts:
    """Return what an explorer is made of, for a folder, an address or the shipped graph."""
    queries = Queries.load(config.share() / "queries")
    where = str(store or config.share())
    sources = evidence.by_doi(evidence.near(where))
    probes = Probes(
        queries["store_named"].bind(),
        queries["store_filled"].bind(),
        queries["store_mixed"].bind(),
        queries["outside_list"].bind(),
    )
    held = open_store(where, timeout, queries.rules(), probes)
    return held, queries, sources, config.data_folder(where)


class Explorer(Walks, Reported, Asked):
    """The knowledge graph of research methods, ready to be asked.

    >>> explorer = Explorer.open()
    >>> explorer.compare(["random-forest", "gradient-boosting"]).row("family").differs
    False
    """

    @classmethod
    def open(cls, store: str | Path | None = None, timeout: float = 30.0) -> Explorer:
        """Open the shipped graph, a folder of Turtle files, or an endpoint's address."""
        return cls(*opened(store, timeout))

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

    def find(self, text: str, limit: int = 20) -> Sequence[Entry]:
        """Return the methods that fit the words best."""
        return [self.index[hit.id] for hit in self.search(text, limit, ("method",)).hits]

    def nearest(self, slug: str) -> tuple[str, ...]:
        """Return the slugs of the methods that come closest to one that is not there."""
        return self.finder.instead(slug)

    def slug(self, wanted: choice.One) -> str:
        """Return the slug of a method given by slug, CURIE, IRI, or a name that is its alone.

        What an explorer gave will do, too: a method, a hit, a value of a row.

        >>> Explorer.open().slug("PCA"), Explorer.open().slug("method:lasso")
        ('principal-component-analysis', 'lasso')
        """
        given = choice.named(wanted)
        # for a slug the search is not built
        return given if given in self.index else meant.method(self, given)

    def slugs(self, values: Iterable[str]) -> list[str]:
        """Return the slugs of methods as `slug` does, each once; commas part a value.

        More than a comparison holds stay as given.
        """
        return meant.methods(self, values)

    def named(self, scheme: str, wanted: choice.One) -> str:
        """Return the slug of a field, family or kind given as `slug` says; raises ChoiceError."""
        return meant.concept(self.concepts, self.finder, scheme, choice.named(wanted))

    def advice(self, error: ExplorerError) -> str:
        """Return what to do about a thing that is not there: a sentence, or nothing."""
        return meant.advice(self, error)

    def meant(self, text: str) -> Entry | None:
        """Return the one method that is meant by a slug, an old one too, or a name of its own."""
        with suppress(NotFound):
            return self.followed(self.slug(text))
        return None

    def followed(self, slug: str) -> Entry | None:
        """Return the method of a slug, or the one that it has become; none for other words."""
        with suppress(NotFound):
            return self.index.get(slug) or self.index.get(self.fate(slug)[0])
        return None

    def person(self, slug: str) -> Person:
        """Return one person or organisation; raises NotFound."""
        return catalogue.person(self.store, self.queries, choice.thing("person", slug))

    def paper(self, slug: str) -> Paper:
        """Return one work; raises NotFound."""
        term = choice.thing("paper", slug)
        return catalogue.paper(self.store, self.queries, term, self._checked)

    def written(self, person: Person) -> Sequence[Paper]:
        """Return the works of a person, the earliest first."""
        found = self.papers(catalogue.written(self.store, self.queries, person.term))
        return sorted(found.values(), key=lambda paper: (paper.year, paper.title))

    def introduced(self, thing: NamedNode) -> Sequence[Entry]:
        """Return the methods that a person originated or a work introduced, the earliest first."""
        return catalogue.introduced(self.store, self.queries, thing, self.index)

    def evidence(self, doi: str) -> tuple[Evidence, ...]:
        """Return what public sources say of a DOI."""
        return self._sources.get(doi, ())

    def papers(self, wanted: Sequence[NamedNode]) -> Mapping[NamedNode, Paper]:
        """Return the bibliographic facts of papers."""
        return catalogue.papers(self.store, self.queries, wanted, self._checked)

    def works_of(self, *wanted: choice.Several) -> list[Paper]:
        """Return works by slug, title or DOI, and those of methods and people; raises NotFound."""
        return [paper for one in choice.several(wanted) for paper in meant.works(self, one)]

    def dataset(self) -> Paper:
        """Return the data set as something to cite, as of today."""
        return taken.dataset(self, config.Settings.read().site)

    def cite(self, *wanted: choice.Several, style: str = "apa", dataset: bool = False) -> str:
        """Return works, each once as a reference list or a file has them.

        They go by slug, title or DOI; a method or a person stands for their works; with `dataset`
        the data set is cited too. `style` is apa, harvard, ieee or vancouver for text, else bibtex,
        ris or csl. Raises NotFound, and ChoiceError for a style that there is not.

        >>> print(Explorer.open().cite("random-forest", style="vancouver").strip())
        1. Breiman L. Random forests. Machine Learning. 2001;45(1):5-32. doi:10.1023/a:1010933404324
        """
        return cite.cite([*self.works_of(*wanted), *([self.dataset()] if dataset else [])], style)

    def compare(self, *slugs: choice.Several, language: str = "en") -> Comparison:
        """Return methods side by side; raises NotFound, or ChoiceError for none or too many."""
        chosen, spoken = choice.methods(choice.several(slugs)), choice.language(language)
        return compare.build(
            self.store, self.queries, chosen, self.rows, self.relation_types, self.papers, spoken
        )

    def export(
        self,
        *slugs: choice.Several,
        form: str,
        language: str = "en",
        beyond: int = 0,
        site: str = "",
    ) -> bytes:
        """Return methods side by side as json, csv, xlsx, tex, md, html, jsonld or ttl.

        `beyond` is how many were left out, which the file then says; `site` begins the addresses
        of pages that it links to, and without one it links to the names of things.

        >>> made = Explorer.open().export("lasso", "ridge-regression", form="md", language="vi")
        >>> made.decode().splitlines()[0]
        '**So sánh: Hồi quy Lasso, Hồi quy ridge**'
        """
        made = self.compare(*slugs, language=language)
        return taken.comparison(self, made, form, beyond, site)

    def export_list(
        self,
        asked: Selection,
        form: str,
        language: str = "en",
        limit: int | None = None,
        site: str = "",
    ) -> bytes:
        """Return all the methods that fit, at most `limit`, in the forms of `export`."""
        return taken.listing(self, asked, form, choice.language(language), limit, site)

    def method(self, slug: str, language: str = "en") -> Method:
        """Return one method with its facts, works and relations; raises NotFound."""
        return Method(
            choice.entry(self.index, slug),
            self.compare(slug, language=language),
            (*self.links(slug, language), *self.entailed(slug, language)),
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
