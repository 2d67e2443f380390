"""How an explorer answers queries, and asks services beside its own graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from pyoxigraph import QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results

from .. import choice, config, federation
from ..endpoint import Endpoint, Question
from ..errors import ChoiceError, Overrun
from ..model import Term
from ..query import Sparql
from ..services import Services
from ..store import EmbeddedStore, RemoteStore, Solutions, Store, abroad, answered
from ..store.complaints import undeclared
from ..store.protocol import solutions, truth
from ..store.texts import declared, form
from ..vocab import PREFIXES
from .held import Held

PATIENCE = 60.0  # seconds that services have for an answer
MOST = 100_000  # rows of an answer that services took part in
SPARQL = ("wikidata", "scholarly", "dblp")  # services with names of their own that know SPARQL

Answer = Solutions | bool | Sequence[Triple]


class Asked(Held):
    """The part of an explorer that answers queries."""

    def select(self, name: str, **values: Term | Iterable[Term] | None) -> Solutions:
        """Return the rows of a query file; raises ParameterError and StoreError."""
        return self.store.select(self.queries[name].bind(**values))

    def query(self, name: str, **values: Term | Iterable[Term] | None) -> Answer:
        """Return what a query file gives; raises QueryError, ParameterError and StoreError."""
        return answered(self.store, self.queries[name].bind(**values))

    def sparql(self, text: str, services: str | Sequence[str] | None = None) -> Answer:
        """Return what a SPARQL query gives over what is stated and what follows from it.

        Prefixes of the graph need not be declared. SERVICE is refused but for the endpoints whose
        addresses are in `services`, or in EXPLORER_SERVICES; each is asked for all that fits its
        part, so that `join` is mostly better. Another store decides itself whom it asks.

        >>> ex.sparql("ASK { method:lasso mx:extends method:linear-regression }")
        True
        """
        given = None if services is None else choice.several(services)
        allowed = config.own() if given is None else config.services("services", given)
        if allowed and isinstance(self.store, EmbeddedStore) and abroad.called(text):
            return _together(self.store, text, allowed)
        return answered(self.store, Sparql(text), union=True)

    def join(
        self,
        ours: str | Solutions,
        theirs: str,
        service: str | Path = "wikidata",
        *,
        left: bool = False,
        timeout: float = PATIENCE,
    ) -> Solutions:
        """Return rows of our graph with what another endpoint knows of the things in them.

        `ours` is a SELECT over our graph, or rows that there are already; `theirs` is a SELECT that
        shares at least one variable with it, by which the two are joined, and declares its
        prefixes. The service is asked about the values of ours alone, 100 at a time, and has
        `timeout` seconds for each batch; it is wikidata, scholarly or dblp, an address, or a Turtle
        file that speaks in its place. With `left`, rows without a partner stay. Raises QueryError,
        Overrun and StoreError.

        >>> rows = ex.join(
        ...     "SELECT ?of ?year { method:lasso mx:extends ?of . ?of mx:introduced ?year }",
        ...     "PREFIX mx: <https://w3id.org/method-explorer/ontology#> "
        ...     "SELECT ?of ?family { ?of mx:family ?family }",
        ...     service=config.share() / "data" / "methods.ttl",
        ... )
        >>> [(row["year"].value, row["family"].value.rpartition("/")[2]) for row in rows]
        [('1886', 'statistics')]
        """
        held = self.store.select(Sparql(ours), union=True) if isinstance(ours, str) else ours
        asked = _service(service, timeout)
        # an endpoint may know more prefixes than ours
        if isinstance(asked, EmbeddedStore) and (error := undeclared(theirs, PREFIXES)):
            raise error
        return federation.join(held, theirs, asked.select, left=left)


def _service(given: str | Path, timeout: float) -> Store:
    """Open what speaks for another data set; raises ChoiceError where it is none of these."""
    known = Services.read().addresses
    named = known[str(given)] if given in SPARQL else str(given)
    if named.startswith(("http://", "https://")):
        return RemoteStore(named, timeout, prefixes={})  # schema: and dblp: mean others there
    if named.endswith(".ttl"):
        return EmbeddedStore.of([Path(named)])
    ways = f"give {', '.join(SPARQL)}, the address of a SPARQL endpoint, or a Turtle file"
    raise ChoiceError(f"“{named}” is no service that is known here: {ways}.")


def _together(store: EmbeddedStore, text: str, services: tuple[str, ...]) -> Answer:
    """Ask in a process of its own, which is ended when services keep it waiting."""
    limits = config.Limits(seconds=PATIENCE, rows=MOST, memory=2048, services=services)
    graph = form(text) in ("CONSTRUCT", "DESCRIBE")
    with closing(Endpoint(store, limits)) as endpoint:
        question = Question(declared(text))
        answer = endpoint.answer(question, endpoint.read(question), "nt" if graph else "json")
    if answer.truncated:
        raise Overrun(f"The answer has more than {MOST} rows; ask for less.")
    if graph:
        return [quad.triple for quad in parse(answer.body, RdfFormat.N_TRIPLES)]
    found = parse_query_results(answer.body, QueryResultsFormat.JSON)
    return truth(found) if form(text) == "ASK" else solutions(found)
