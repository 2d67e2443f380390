"""A SPARQL 1.1 endpoint over HTTP."""

from __future__ import annotations

import time
from http.client import HTTPException
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from ..errors import StoreError, StoreUnavailable
from ..query import Sparql
from .protocol import Answer, Solution, solutions, truth

AGENT = "method-explorer (https://w3id.org/method-explorer/)"
BUSY = {429, 502, 503, 504}
TRIES = 3
LARGEST = 64 * 1024 * 1024  # bytes of one answer


class RemoteStore:
    """A SPARQL endpoint; a busy one is asked again until the deadline, as it asks us to wait."""

    version = ""

    def __init__(self, endpoint: str, timeout: float = 30.0) -> None:
        self.endpoint, self._timeout = endpoint, timeout

    @property
    def _shown(self) -> str:
        return _named(self.endpoint)

    def _fetch(self, sparql: Sparql, form: str) -> bytes:
        deadline = time.monotonic() + self._timeout
        for attempt in range(1, TRIES + 1):
            try:
                return self._once(sparql, form, deadline)
            except HTTPError as error:
                wait = _pause(error, attempt)
                if error.code not in BUSY or attempt == TRIES or time.monotonic() + wait > deadline:
                    raise self._refusal(error.code, _start(error)) from error
                time.sleep(wait)
            except SPARQLWrapperException as error:
                raise self._refusal(type(error).__name__, str(error).encode()) from error
            except (TimeoutError, URLError, OSError, HTTPException) as error:
                reason = getattr(error, "reason", None) or error
                raise StoreUnavailable(
                    f"The endpoint {self._shown} cannot be reached: {reason}."
                ) from error
        raise AssertionError("the last attempt returns or raises")

    def _once(self, sparql: Sparql, form: str, deadline: float) -> bytes:
        client = SPARQLWrapper(self.endpoint, agent=AGENT)
        client.setQuery(sparql)
        client.setMethod(POST)
        client.setReturnFormat(form)
        client.setTimeout(max(1, round(deadline - time.monotonic())))
        if client.isSparqlUpdateRequest():
            raise StoreError("This is an update, and the explorer only reads.")
        response = client.query().response
        parts, size = [], 0
        with response:
            while part := response.read1(1 << 16):
                parts.append(part)
                size += len(part)
                if size > LARGEST:
                    raise StoreError(
                        f"{self._shown} sent more than {LARGEST >> 20} MiB; ask for less."
                    )
                if time.monotonic() > deadline:
                    raise StoreUnavailable(
                        f"The endpoint {self._shown} took longer than {self._timeout:g} seconds."
                    )
        return b"".join(parts)

    def _refusal(self, status: int | str, body: bytes) -> StoreError:
        if status in BUSY:
            return StoreUnavailable(
                f"The endpoint {self._shown} is busy (HTTP {status}); try again later."
            )
        said = " ".join(body.decode("utf-8", "replace").split())[:300]
        return StoreError(
            f"The endpoint {self._shown} refused the query ({status}): "
            f"{said or 'it gave no reason'}."
        )

    def _results(self, sparql: Sparql) -> Answer:
        body = self._fetch(sparql, JSON)
        try:
            return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._lie("SPARQL results in JSON", body) from error

    def _lie(self, wanted: str, body: bytes) -> StoreError:
        start = " ".join(body[:60].decode("utf-8", "replace").split())
        return StoreError(
            f"The endpoint {self._shown} did not answer with {wanted} "
            f"but with {start!r}: is the address right?"
        )

    def select(self, sparql: Sparql) -> list[Solution]:
        """Return the rows of a SELECT."""
        try:
            return solutions(self._results(sparql))
        except (SyntaxError, ValueError) as error:
            raise self._lie("whole SPARQL results in JSON", b"") from error

    def ask(self, sparql: Sparql) -> bool:
        """Return the answer of an ASK."""
        return truth(self._results(sparql))

    def construct(self, sparql: Sparql) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT."""
        body = self._fetch(sparql, TURTLE)
        try:
            return [quad.triple for quad in ox.parse(body, ox.RdfFormat.TURTLE)]
        except (SyntaxError, ValueError) as error:
            raise self._lie("Turtle", body) from error


def _start(error: HTTPError) -> bytes:
    """Return how the body of a refusal begins; a body that does not come says nothing."""
    try:
        return error.read(300)
    except (OSError, HTTPException):
        return b""


def _named(endpoint: str) -> str:
    """Return an address as messages show it, without what lets one in.

    >>> _named("https://me:secret@example.org/sparql")
    'https://example.org/sparql'
    """
    scheme, _, rest = endpoint.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def _pause(error: HTTPError, attempt: int) -> float:
    asked = error.headers.get("Retry-After", "") if error.headers else ""
    return float(asked) if asked.isascii() and asked.isdecimal() else 0.25 * 2**attempt
