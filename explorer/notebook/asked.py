"""What an explorer gives for queries, and the whole as a graph of rdflib."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import Triple

from .. import choice, core, store
from ..query import values as bindings
from ..vocab import PREFIXES
from .rows import Solutions, Triples
from .worn import dressed

if TYPE_CHECKING:
    from rdflib import Graph

    from . import Explorer

Answer = store.Solutions | bool | Sequence[Triple]


class Asked(core.Explorer):
    """The part of an explorer that answers queries."""

    def query(self, name: str, **values: choice.Several | None) -> Solutions | bool | Triples:
        """Return what a query file of `queries/` gives: rows, yes or no, or triples.

        Values may be text, and things have a prefix. Raises QueryError for a query that is not
        there, ParameterError for a value that does not fit, and StoreError.

        >>> ex.query("thing_methods", thing="person:leo-breiman").df["method"].to_list()[:2]
        ['method:bagging', 'method:decision-tree']
        """
        given = [
            (key, one)
            for key, many in values.items()
            for one in (() if many is None else choice.several(many))
        ]
        return self._worn(super().query(name, **bindings(self.queries[name], given)))

    def sparql(
        self, text: str, services: str | Sequence[str] | None = None
    ) -> Solutions | bool | Triples:
        """Return what a SPARQL query gives: rows, yes or no, or triples.

        It is asked over what is stated and what follows from it, as the endpoint of the site does.
        Prefixes of the graph, such as mx: and method:, need not be declared. SERVICE is refused but
        for the addresses in `services`, or in EXPLORER_SERVICES: see `join`. Raises QueryError for
        what is no query, and StoreError, with line and column, for what the engine refuses.

        >>> ex.sparql("SELECT ?year ?by { method:lasso mx:introduced ?year ; mx:originator ?by }")
        <1 row of year, by>
        >>> ex.sparql("SELECT ?family { method:lasso mx:family ?family }").by("labels").df
               family
        0  Statistics
        """
        return self._worn(super().sparql(text, services))

    def join(
        self,
        ours: str | store.Solutions,
        theirs: str,
        service: str | Path = "wikidata",
        *,
        left: bool = False,
        timeout: float = 60.0,
    ) -> Solutions:
        """Return rows of our graph with what another endpoint knows of the things in them.

        `ours` is a SELECT over our graph, or rows that there are already; `theirs` is a SELECT that
        shares at least one variable with it, by which the two are joined, and declares its
        prefixes. The service is asked about the values of ours alone, 100 at a time, and has
        `timeout` seconds for each batch; it is wikidata, scholarly or dblp, an address, or a Turtle
        file that speaks in its place. With `left`, rows without a partner stay. Raises QueryError,
        Overrun and StoreError. ::

            ex.join(
                "SELECT ?m ?item { ?m mx:field field:clustering ; skos:exactMatch ?item }",
                "PREFIX wdt: <http://www.wikidata.org/prop/direct/> "
                "SELECT ?item ?software { ?software wdt:P279 ?item }",
            ).df
        """
        joined = super().join(ours, theirs, service, left=left, timeout=timeout)
        return dressed(Solutions(joined, joined.variables), cast("Explorer", self))

    def _worn(self, answer: Answer) -> Solutions | bool | Triples:
        if isinstance(answer, store.Solutions):
            return dressed(Solutions(answer, answer.variables), cast("Explorer", self))
        return answer if isinstance(answer, bool) else Triples(answer, cast("Explorer", self))

    @cached_property
    def graph(self) -> Graph:
        """What is stated, as a graph of rdflib, in a copy that is yours to change.

        >>> len(ex.graph) > 10_000
        True
        """
        from rdflib import Graph

        made = Graph()
        for name, iri in PREFIXES.items():
            made.bind(name, iri)
        triples = self.store.construct(self.queries["graph_triples"].bind())
        made.parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
        return made
