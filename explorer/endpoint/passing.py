"""Queries passed on to the endpoint that an explorer stands on."""

from __future__ import annotations

import time
from base64 import b64encode
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from ..errors import Overrun, QueryRefused, StoreError, StoreUnavailable
from ..store.client import AGENT, credentials, shown

LARGEST = 16 * 1024 * 1024  # bytes of one answer
BUSY = {429, 502, 503, 504}


def ask(
    endpoint: str, query: str, graphs: list[tuple[str, str]], media: str, seconds: float
) -> bytes:
    """Return an endpoint's answer in a media type; raises what the answer of a worker would."""
    deadline = time.monotonic() + seconds
    request = Request(  # noqa: S310 (the store's address begins with http)
        shown(endpoint),
        urlencode([("query", query), *graphs]).encode(),
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
            return _whole(response, media, deadline)
    except HTTPError as error:
        raise _refusal(error) from error
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
    while part := response.read1(1 << 16):
        body += part
        if len(body) > LARGEST:
            raise Overrun("The answer is larger than {size} MiB; ask for less.", size=LARGEST >> 20)
        if time.monotonic() > deadline:
            raise TimeoutError
    return body


def _refusal(error: HTTPError) -> Exception:
    """Return what a status of the endpoint means for the one who asked."""
    if error.code in BUSY:
        return StoreUnavailable(f"The endpoint is busy (HTTP {error.code}).")
    if error.code != 400:
        return StoreError(f"The endpoint refused the query ({error.code}).")
    try:
        said = " ".join(error.read(400).decode("utf-8", "replace").split())
    except (OSError, HTTPException):
        said = ""
    return QueryRefused(f"The query is not SPARQL: {said or 'the endpoint gave no reason'}")
