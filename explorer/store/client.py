"""One request of the SPARQL protocol: where it goes, who asks, what the answer may come in."""

from __future__ import annotations

from collections.abc import Iterable
from http.client import HTTPResponse
from typing import Any
from urllib.parse import unquote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from SPARQLWrapper import SPARQLWrapper

from ..errors import StoreError

AGENT = "method-explorer (https://w3id.org/method-explorer/)"
PARTIAL = 206
CUT = ("X-SPARQL-MaxRows", "X-SQL-State", "X-Result-Truncated")  # of Virtuoso, and of explorers


class Steady(HTTPRedirectHandler):
    """Follows where only an address is asked for: elsewhere a query would be left behind."""

    def redirect_request(self, req: Request, *given: Any) -> Request | None:
        """Return the next request, or none for what was posted."""
        return None if req.data else super().redirect_request(req, *given)


OPENER = build_opener(Steady)


class Client(SPARQLWrapper):
    """A client that gives a user and a password to the endpoint and to no one it sends on to."""

    left: float | None = None  # seconds; the library's own are whole

    def _createRequest(self) -> Request:  # noqa: N802 (the library calls it so)
        request: Request = super()._createRequest()
        if secret := request.headers.pop("Authorization", ""):
            request.add_unredirected_header("Authorization", secret)
        return request

    def _query(self) -> tuple[HTTPResponse, str]:
        """Ask, and leave a refusal as it is: the library's own reasons hide what was said."""
        # the command line and the services let nothing but http and https through
        response = OPENER.open(self._createRequest(), timeout=self.left)
        return response, self.returnFormat


def client(
    endpoint: str,
    method: str,
    sparql: str,
    accept: str,
    graphs: Iterable[tuple[str, str]],
    form: str = "",
) -> Client:
    """Make a request; raises StoreError for an update, unless the form of the query is known."""
    made = Client(shown(endpoint), agent=AGENT)
    if form:  # the library guesses it, and takes a comment that says so for an update
        made.queryString, made.queryType = sparql, form
    else:
        made.setQuery(sparql)
    if made.isSparqlUpdateRequest():
        raise StoreError("This is an update, and the explorer only reads.")
    made.setMethod(method)
    made.setOnlyConneg(True)
    made.addCustomHttpHeader("Accept", accept)
    made.setCredentials(*credentials(endpoint))
    for name, graph in graphs:
        made.addParameter(name, graph)
    return made


def cut(response: HTTPResponse) -> str:
    """Return how an endpoint says that it sent but a part of an answer, else nothing."""
    said = (f"{name}: {response.headers[name]}" for name in CUT if name in response.headers)
    return next(said, f"HTTP {PARTIAL}" if response.status == PARTIAL else "")


def shown(endpoint: str) -> str:
    """Return an address as messages show it, without what lets one in.

    >>> shown("https://me:secret@example.org/sparql")
    'https://example.org/sparql'
    """
    scheme, _, rest = endpoint.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def credentials(endpoint: str) -> tuple[str, str]:
    """Return the user and the password of an address, empty where it has none.

    >>> credentials("https://me:s%3Acret@example.org/sparql")
    ('me', 's:cret')
    """
    host = endpoint.partition("://")[2].partition("/")[0]
    user, _, password = host.rpartition("@")[0].partition(":")
    return unquote(user), unquote(password)
