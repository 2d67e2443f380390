"""A SPARQL 1.1 endpoint over HTTP."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from http.client import HTTPException, IncompleteRead
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import GET, POST

from ..errors import QueryError, StoreError, StoreUnavailable
from ..query import Sparql
from ..vocab import PREFIXES
from . import texts
from .body import GRAPH, MALFORMED, RESULTS, Body, Taken
from .client import client, shown
from .complaints import undeclared
from .exchange import LARGEST, TooLarge, exchanged, refused
from .graphs import FRESH, Graphs, Named, Probes
from .protocol import Answer, Solutions, solutions, truth

BUSY = {429, 502, 503, 504}
UNPOSTABLE = {405, 501}  # what an endpoint says that knows only GET
TRIES = 3
UNKNOWN = re.compile(r"prefix(?!\s+[\w.-]*:)", re.IGNORECASE)  # but not where a query is told again
ADVICE: dict[int, str] = {
    401: "write a user and a password into the address, as in https://USER:PASSWORD@HOST/sparql",
    403: "it does not let you in with this address",
    **dict.fromkeys((301, 302, 303, 307, 308), "it sends on to another address: give that one"),
}


class RemoteStore:
    """A SPARQL endpoint; a busy one is asked again until the deadline, as it asks us to wait.

    What is stated is read from its graph where the endpoint has that by name, and otherwise from
    the default graph, which must then not be the union of all: the probes tell, before the first
    query. Without probes it is the default graph. `prefixes` need not be declared in a query.
    """

    version = ""

    def __init__(
        self,
        endpoint: str,
        timeout: float = 30.0,
        probes: Probes | None = None,
        prefixes: Mapping[str, str] = PREFIXES,
    ) -> None:
        self.endpoint, self.timeout = endpoint, timeout
        self._probes, self._prefixes, self._method = probes, prefixes, POST
        self._told: dict[tuple[str, str], tuple[float, Body]] = {}
        self._graphs = Graphs(
            self._shown,
            probes,
            lambda probe, graphs, take: self.results(self._fetch(probe, RESULTS, graphs), take),
        )

    def within(self, seconds: float) -> RemoteStore:
        """Return the same endpoint with so much time for a query, and nothing found out yet."""
        return RemoteStore(self.endpoint, seconds, self._probes, self._prefixes)

    @property
    def _shown(self) -> str:
        return shown(self.endpoint)

    @property
    def graphs(self) -> tuple[str, ...]:
        """The graphs that the endpoint has by name; none where what is stated has no name."""
        return self._graphs.names

    @property
    def parted(self) -> bool:
        """Whether what is stated has a name."""
        return self._graphs.parted

    def _fetch(self, sparql: Sparql, accept: str, graphs: Named) -> Body:
        """Ask, but not again what was told of links and snapshots just now: a page asks often."""
        if not sparql.apart:
            return self._sent(sparql, accept, graphs)
        now, asked = time.monotonic(), (sparql, accept)
        told = {one: held for one, held in self._told.items() if now - held[0] < FRESH}
        if asked not in told:
            body = self._sent(sparql, accept, graphs)
            told[asked] = time.monotonic(), body
        self._told = told
        return told[asked][1]

    def _sent(self, sparql: Sparql, accept: str, graphs: Named) -> Body:
        deadline = time.monotonic() + self.timeout
        text, form = texts.declared(sparql, self._prefixes), ""
        with suppress(QueryError):  # an update, which the client tells
            form = texts.form(text)
        for attempt in range(1, TRIES + 1):
            try:
                body = self.once(text, accept, graphs, deadline, form)
            except HTTPError as error:
                wait = _pause(error, attempt)
                if error.code not in BUSY or attempt == TRIES or time.monotonic() + wait > deadline:
                    raise self._refusal(error.code, refused(error, deadline), sparql) from error
                time.sleep(wait)
            except TooLarge as error:
                raise StoreError(
                    f"{self._shown} sent more than {LARGEST >> 20} MiB; ask for less."
                ) from error
            except TimeoutError as error:
                raise StoreUnavailable(
                    f"The endpoint {self._shown} took longer than {self.timeout:g} seconds."
                ) from error
            else:
                if body.cut:
                    raise StoreError(
                        f"The endpoint {self._shown} sent only a part of its answer ({body.cut}): "
                        "raise its limit of rows or of time."
                    )
                return body
        raise AssertionError("the last attempt returns or raises")

    def once(
        self,
        text: str,
        accept: str,
        graphs: Iterable[tuple[str, str]],
        deadline: float,
        form: str = "",
    ) -> Body:
        """Ask a query as it is, and if it is refused not again; its form may be known.

        Raises HTTPError, TimeoutError, TooLarge, or StoreUnavailable for any other failure.
        """
        asking = client(self.endpoint, self._method, text, accept, graphs, form)
        try:
            return exchanged(asking, deadline)
        except HTTPError as error:
            if error.code not in UNPOSTABLE or asking.method == GET:
                raise
            error.close()
            self._method = GET
            return self.once(text, accept, graphs, deadline, form)
        except IncompleteRead as error:
            raise StoreUnavailable(
                f"The endpoint {self._shown} broke off in its answer."
            ) from error
        except TimeoutError:
            raise
        except (URLError, OSError, HTTPException, ValueError) as error:
            reason = " ".join(str(getattr(error, "reason", None) or error).split())
            raise StoreUnavailable(
                f"The endpoint {self._shown} cannot be reached: {reason}."
            ) from error

    def _refusal(self, status: int, said: str, sparql: Sparql) -> StoreError:
        if status in BUSY:
            return StoreUnavailable(
                f"The endpoint {self._shown} is busy (HTTP {status}); try again later."
            )
        unknown = status == 400 and UNKNOWN.search(said)
        if unknown and (lacking := undeclared(sparql, self._prefixes)):
            return StoreError(str(lacking))
        said = " ".join(said[:300].split()).rstrip(".")
        said = ADVICE.get(status) or said or "it gave no reason"
        return StoreError(f"The endpoint {self._shown} refused the query (HTTP {status}): {said}.")

    def results(self, body: Body, take: Callable[[Answer], Taken]) -> Taken:
        """Return what is taken from the results that were sent; raises StoreError."""
        try:
            return body.results(take)
        except MALFORMED as error:
            # its frames hold a reader that only this thread may let go of
            bare = error.with_traceback(None)
            raise self._lie("SPARQL results in JSON", body) from bare

    def triples(self, body: Body) -> list[ox.Triple]:
        """Return the triples that were sent; raises StoreError."""
        try:
            return body.triples()
        except MALFORMED as error:
            raise self._lie("Turtle", body) from error

    def _lie(self, wanted: str, body: Body) -> StoreError:
        start = " ".join(body.content[:60].decode("utf-8", "replace").split())
        return StoreError(
            f"The endpoint {self._shown} did not answer with {wanted} "
            f"but with {repr(start) if start else 'nothing'}: is the address right?"
        )

    def select(self, sparql: Sparql, *, union: bool = False) -> Solutions:
        """Return the rows of a SELECT."""
        body = self._fetch(sparql, RESULTS, self._graphs.beside(sparql, union=union))
        return self.results(body, solutions)

    def ask(self, sparql: Sparql, *, union: bool = False) -> bool:
        """Return the answer of an ASK."""
        body = self._fetch(sparql, RESULTS, self._graphs.beside(sparql, union=union))
        return self.results(body, truth)

    def construct(self, sparql: Sparql, *, union: bool = False) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT."""
        return self.triples(self._fetch(sparql, GRAPH, self._graphs.beside(sparql, union=union)))


def _pause(error: HTTPError, attempt: int) -> float:
    asked = error.headers.get("Retry-After", "") if error.headers else ""
    return float(asked) if asked.isascii() and asked.isdecimal() else 0.25 * 2**attempt
