"""A graph put into a store by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, unquote, urlencode, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from ..errors import ChoiceError, StoreError, StoreUnavailable
from ..store.client import AGENT
from ..store.remote import BUSY

BROKE_OFF = (
    "broke off before it had the whole graph: it may ask for --user or --token, want a smaller "
    "graph, or not be the address of its Graph Store protocol."
)
REASONS = {
    401: "it asks who you are: give --user or --token",
    403: "it does not let you write: give another --user or --token",
    413: "the graph is too large for it",
}
TOKEN = re.compile(r"[!-~]*")
WRONG = {400, 404, 405, 501}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of the Graph Store protocol, what lets one in, and how long to wait."""

    address: str
    login: str = ""
    timeout: float = 30.0

    @classmethod
    def of(cls, address: str, user: str = "", token: str = "", timeout: float = 30.0) -> Endpoint:
        """Read an address, which may begin with name:password@; `user` says it instead.

        A token goes before both.

        >>> Endpoint.of("https://me:secret@example.org/store").address
        'https://example.org/store'
        """
        if not (parts := _parts(address)):
            raise ChoiceError(f"{address} is no address that begins with http:// or https://.")
        if not TOKEN.fullmatch(token := token.strip()):
            raise ChoiceError("A token has no space, line break or letter beyond ASCII in it.")
        named, _, host = parts.netloc.rpartition("@")
        user = user or unquote(named)
        coded = base64.b64encode(user.encode()).decode()
        login = f"Bearer {token}" if token else f"Basic {coded}" if user else ""
        return cls(urlunsplit(parts._replace(netloc=host, fragment="")), login, timeout)

    def of_graph(self, graph: str) -> str:
        """Return the address of a graph; the empty name is the default graph's."""
        joint = "&" if "?" in self.address else "?"
        named = urlencode({"graph": graph}) if graph else "default"
        return f"{self.address}{joint}{named}"


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # brackets that do not close, or a port that there cannot be
        return None
    return parts if valid else None


def upload(endpoint: Endpoint, graph: str, triples: bytes) -> None:
    """Put N-Triples in the place of what a graph holds; raises StoreError with what to do."""
    # N-Triples is Turtle, which every store must read
    headers = {"Content-Type": "text/turtle"}
    _send(endpoint, endpoint.of_graph(graph), "PUT", headers, triples)


def delete(endpoint: Endpoint, graph: str) -> None:
    """Take a graph out; raises StoreError with what to do, also where it is not there."""
    _send(endpoint, endpoint.of_graph(graph), "DELETE", {})


def _send(
    endpoint: Endpoint,
    address: str,
    method: str,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> None:
    login = {"Authorization": endpoint.login} if endpoint.login else {}
    told = {**headers, "User-Agent": AGENT, **login}
    asked = Request(address, data=body, headers=told, method=method)  # noqa: S310 (checked)
    try:
        with urlopen(asked, timeout=endpoint.timeout):  # noqa: S310 (http or https alone)
            return
    except HTTPError as error:
        raise _refusal(endpoint, error) from error
    except (TimeoutError, URLError, OSError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, BrokenPipeError | ConnectionResetError):
            raise StoreError(f"{endpoint.address} {BROKE_OFF}") from error
        raise StoreUnavailable(f"{endpoint.address} cannot be reached: {reason}.") from error


def _refusal(endpoint: Endpoint, error: HTTPError) -> StoreError:
    if error.code in BUSY:
        return StoreUnavailable(f"{endpoint.address} is busy (HTTP {error.code}); try again later.")
    if error.code in WRONG:
        return StoreError(
            f"{endpoint.address} does not take a graph (HTTP {error.code}): give the address of "
            "its Graph Store protocol, which is often another than that of its queries "
            "(/store in Oxigraph, /data in Fuseki, /rdf-graphs/service in GraphDB)."
        )
    why = REASONS.get(error.code, "it gave no reason")
    return StoreError(f"{endpoint.address} refused the graph (HTTP {error.code}): {why}.")
