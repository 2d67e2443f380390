"""Queries passed on to the endpoint that an explorer stands on."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from http.client import HTTPException, HTTPResponse
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from pyoxigraph import NamedNode

from ..errors import Overrun, QueryRefused, StoreError, StoreUnavailable
from ..store.client import AGENT, credentials, cut, shown

LARGEST = 16 * 1024 * 1024  # bytes of one answer
PLACE = re.compile(
    r"\berror at ([1-9]\d{0,4}):([1-9]\d{0,4})\b"
    r"|\bline:? ([1-9]\d{0,4})[,:;]? col(?:umn)?:? ([1-9]\d{0,4})\b",
    re.IGNORECASE,
)
BUSY = {429, 502, 503, 504}


def ask(
    endpoint: str,
    query: str,
    base: str,
    graphs: list[tuple[str, str]],
    media: str,
    seconds: float,
) -> tuple[bytes, bool]:
    """Return an endpoint's answer in a media type, and whether it is but a part.

    Raises what the answer of a worker would. A query without a base of its own would read
    relative IRIs by an address that is kept secret.
    """
    head = f"BASE {NamedNode(base)}\n" if base else ""  # which is an IRI, and nothing beside it
    deadline = time.monotonic() + seconds
    request = Request(  # noqa: S310 (the store's address begins with http)
        shown(endpoint),
        urlencode([("query", head + query), *graphs]).encode(),
        {
            "Accept": media,
            "User-Agent": AGENT,
            "Content-Type": "application/x-www-form-urlencoded",
        },
    )
    user, password = credentials(endpoint)
    if user:
        secret = b64encode(f"{user}:{password}".encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {secret}")
    try:
        with urlopen(request, timeout=seconds) as response:  # noqa: S310
            return _whole(response, media, deadline), bool(cut(response))
    except HTTPError as error:
        raise _refusal(error, deadline, head.count("\n")) from error
    except TimeoutError as error:
        raise Overrun(
            "The query took longer than {seconds} seconds; ask for less.", seconds=f"{seconds:g}"
        ) from error
    except (URLError, OSError, HTTPException) as error:
        raise StoreUnavailable(f"The endpoint cannot be reached: {error}.") from error


def _whole(response: HTTPResponse, media: str, deadline: float) -> bytes:
    """Read an answer to its end, for as long and as far as it may go."""
    if response.headers.get_content_type() != media:
        raise StoreError(f"The endpoint did not answer in {media}.")
    body = b""
    while part := _part(response, deadline):
        body += part
        if len(body) > LARGEST:
            raise Overrun("The answer is larger than {size} MiB; ask for less.", size=LARGEST >> 20)
    return body


def _part(response: HTTPResponse, deadline: float) -> bytes:
    """Read what has come of an answer, or wait for more until the deadline.

    A head, or the size of a chunk, that drips in byte by byte is not held to it: urllib reads
    those lines whole, so that only the pause between two bytes is bounded by the time-out.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    if response.fp is not None:  # None once all has been read
        response.fp.raw._sock.settimeout(left)  # type: ignore[attr-defined]
    return response.read1(1 << 16)


def _refusal(error: HTTPError, deadline: float, before: int) -> Exception:
    """Return what a status means for the one who asked, before whose query went so many lines."""
    if error.code in BUSY:
        return StoreUnavailable(f"The endpoint is busy (HTTP {error.code}).")
    if error.code != 400:
        return StoreError(f"The endpoint refused the query ({error.code}).")
    try:
        answer = cast("HTTPResponse", error.fp)
        said = _part(answer, deadline).decode("utf-8", "replace")
    except (OSError, HTTPException):
        said = ""
    match = PLACE.search(said)
    line, column = (int(each) for each in match.groups() if each) if match else (0, 0)
    line -= before
    if line < 1:
        return QueryRefused(
            "The query is not SPARQL that the endpoint behind this site understands."
        )
    return QueryRefused(
        "The query is not SPARQL that the endpoint behind this site understands: "
        "line {line}, column {column}.",
        line,
        column,
    )
