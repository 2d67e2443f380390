"""A SPARQL 1.1 endpoint over HTTP."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, IncompleteRead
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import GET, POST

from ..errors import StoreError, StoreUnavailable
from ..query import Sparql
from ..vocab import PREFIXES
from .client import Client, client, cut, shown
from .graphs import Graphs, Probes
from .protocol import Answer, Solutions, solutions, truth
from .texts import declared

BUSY = {429, 502, 503, 504}
UNPOSTABLE = {405, 501}  # what an endpoint says that knows only GET
TRIES = 3
FRESH = 3.0  # seconds in which what is said of links and snapshots is not asked for again
LARGEST = 64 * 1024 * 1024  # bytes of one answer
RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
GRAPH = "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.5"
MEMBERS = ("head", "boolean", "results")
ADVICE: dict[int, str] = {
    401: "write a user and a password into the address, as in https://USER:PASSWORD@HOST/sparql",
    403: "it does not let you in with this address",
    **dict.fromkeys((301, 302, 303, 307, 308), "it sends on to another address: give that one"),
}


@dataclass(frozen=True, slots=True)
class Body:
    """What an endpoint sent, and the media type that it gives it."""

    content: bytes
    media: str


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
        self.endpoint, self._timeout, self._prefixes = endpoint, timeout, prefixes
        self._method = POST
        self._told: dict[tuple[str, str], tuple[float, Body]] = {}
        self._graphs = Graphs(
            self._shown,
            probes,
            lambda probe, graphs: self._results(self._fetch(probe, RESULTS, graphs)),
        )

    @property
    def _shown(self) -> str:
        return shown(self.endpoint)

    @property
    def graphs(self) -> tuple[str, ...]:
        """The graphs that the endpoint has by name; none where what is stated has no name."""
        return self._graphs.names

    def _fetch(self, sparql: Sparql, accept: str, graphs: tuple[tuple[str, str], ...]) -> Body:
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

    def _sent(self, sparql: Sparql, accept: str, graphs: tuple[tuple[str, str], ...]) -> Body:
        deadline = time.monotonic() + self._timeout
        for attempt in range(1, TRIES + 1):
            text = declared(sparql, self._prefixes)
            asking = client(self.endpoint, self._method, text, accept, graphs)
            try:
                return self._once(asking, deadline)
            except HTTPError as error:
                if error.code in UNPOSTABLE and asking.method == POST:
                    self._method = GET
                    continue
                wait = _pause(error, attempt)
                if error.code not in BUSY or attempt == TRIES or time.monotonic() + wait > deadline:
                    raise self._refusal(error.code, _start(error)) from error
                time.sleep(wait)
            except IncompleteRead as error:
                raise self._broken() from error
            except (URLError, OSError, HTTPException, ValueError) as error:
                reason = " ".join(str(getattr(error, "reason", None) or error).split())
                raise StoreUnavailable(
                    f"The endpoint {self._shown} cannot be reached: {reason}."
                ) from error
        raise AssertionError("the last attempt returns or raises")

    def _once(self, asking: Client, deadline: float) -> Body:
        asking.setTimeout(max(1, round(deadline - time.monotonic())))
        response = asking.query().response
        with response:
            content = self._whole(response, deadline)
            if limit := cut(response):
                raise StoreError(
                    f"The endpoint {self._shown} sent only a part of its answer ({limit}): "
                    "raise its limit of rows or of time."
                )
            return Body(content, response.headers.get_content_type())

    def _whole(self, response: HTTPResponse, deadline: float) -> bytes:
        """Read an answer to its end, for as long and as far as it may go."""
        content = bytearray()
        while part := response.read1(1 << 16):
            content += part
            if len(content) > LARGEST:
                raise StoreError(f"{self._shown} sent more than {LARGEST >> 20} MiB; ask for less.")
            if time.monotonic() > deadline:
                raise StoreUnavailable(
                    f"The endpoint {self._shown} took longer than {self._timeout:g} seconds."
                )
        told = response.headers.get("Content-Length", "")
        if told.isdecimal() and len(content) < int(told):
            raise self._broken()
        return bytes(content)

    def _broken(self) -> StoreUnavailable:
        return StoreUnavailable(f"The endpoint {self._shown} broke off in its answer.")

    def _refusal(self, status: int, body: bytes) -> StoreError:
        if status in BUSY:
            return StoreUnavailable(
                f"The endpoint {self._shown} is busy (HTTP {status}); try again later."
            )
        said = " ".join(body.decode("utf-8", "replace").split())[:300].rstrip(".")
        said = ADVICE.get(status) or said or "it gave no reason"
        return StoreError(f"The endpoint {self._shown} refused the query (HTTP {status}): {said}.")

    def _results(self, body: Body) -> Answer:
        xml = ox.QueryResultsFormat.from_media_type(body.media) == ox.QueryResultsFormat.XML
        try:
            if xml:
                return ox.parse_query_results(body.content, ox.QueryResultsFormat.XML)
            return ox.parse_query_results(_standard(body.content), ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._lie("SPARQL results in JSON", body) from error

    def _lie(self, wanted: str, body: Body) -> StoreError:
        start = " ".join(body.content[:60].decode("utf-8", "replace").split())
        return StoreError(
            f"The endpoint {self._shown} did not answer with {wanted} "
            f"but with {repr(start) if start else 'nothing'}: is the address right?"
        )

    def select(self, sparql: Sparql, *, union: bool = False) -> Solutions:
        """Return the rows of a SELECT."""
        body = self._fetch(sparql, RESULTS, self._graphs.beside(sparql, union=union))
        try:
            return solutions(self._results(body))
        except (SyntaxError, ValueError) as error:
            # its frames hold a reader that only this thread may let go of
            bare = error.with_traceback(None)
            raise self._lie("whole SPARQL results in JSON", body) from bare

    def ask(self, sparql: Sparql, *, union: bool = False) -> bool:
        """Return the answer of an ASK."""
        return truth(
            self._results(self._fetch(sparql, RESULTS, self._graphs.beside(sparql, union=union)))
        )

    def construct(self, sparql: Sparql, *, union: bool = False) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT."""
        body = self._fetch(sparql, GRAPH, self._graphs.beside(sparql, union=union))
        xml = ox.RdfFormat.from_media_type(body.media) == ox.RdfFormat.RDF_XML
        form = ox.RdfFormat.RDF_XML if xml else ox.RdfFormat.TURTLE
        try:
            # some engines send a triple as often as the query makes it
            return [*dict.fromkeys(quad.triple for quad in ox.parse(body.content, form))]
        except (SyntaxError, ValueError) as error:
            raise self._lie("Turtle", body) from error


def _standard(content: bytes) -> bytes:
    """Return results in JSON without what engines add of their own; raises ValueError.

    >>> _standard(b'{"head": {}, "boolean": true, "meta": {"seconds": 1}}')
    b'{"head": {}, "boolean": true}'
    """
    told = json.loads(content)
    if not isinstance(told, dict):
        raise ValueError("results in JSON are an object")
    if "results" in told and isinstance(told.get("head"), dict):
        told["head"].setdefault("vars", [])  # left out by some where there is no row
    return json.dumps({key: told[key] for key in MEMBERS if key in told}).encode()


def _start(error: HTTPError) -> bytes:
    """Return how the body of a refusal begins; a body that does not come says nothing."""
    try:
        with error:
            return error.read(300)
    except (OSError, HTTPException):
        return b""


def _pause(error: HTTPError, attempt: int) -> float:
    asked = error.headers.get("Retry-After", "") if error.headers else ""
    return float(asked) if asked.isascii() and asked.isdecimal() else 0.25 * 2**attempt
