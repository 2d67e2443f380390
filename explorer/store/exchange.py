"""One exchange with an endpoint: asked, and read to its end within its time and its size."""

from __future__ import annotations

import time
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import cast
from urllib.error import HTTPError

from .body import Body
from .client import Client, cut

LARGEST = 64 * 1024 * 1024  # bytes of one answer


class TooLarge(Exception):
    """An endpoint sends more than an answer may have."""


def exchanged(asking: Client, deadline: float) -> Body:
    """Return the answer to a request.

    Raises HTTPError, TimeoutError, TooLarge, IncompleteRead, or another OSError or HTTPException.
    """
    asking.left = _left(deadline)
    with asking.query().response as response:
        return Body(_whole(response, deadline), response.headers.get_content_type(), cut(response))


def refused(error: HTTPError, deadline: float) -> str:
    """Return how the body of a refusal begins; a body that does not come says nothing."""
    try:
        with error:
            said = _part(cast("HTTPResponse", error.fp), deadline)
    except (OSError, HTTPException):
        return ""
    return said.decode("utf-8", "replace")


def _whole(response: HTTPResponse, deadline: float) -> bytes:
    content = bytearray()
    while part := _part(response, deadline):
        content += part
        if len(content) > LARGEST:
            raise TooLarge
    told = response.headers.get("Content-Length", "")
    if told.isdecimal() and len(content) < int(told):
        raise IncompleteRead(b"", int(told) - len(content))
    return bytes(content)


def _part(response: HTTPResponse, deadline: float) -> bytes:
    """Read what has come of an answer, or wait for more until the deadline.

    A head, or the size of a chunk, that drips in byte by byte is not held to it: urllib reads
    those lines whole, so that only the pause between two bytes is bounded by the time-out.
    """
    left = _left(deadline)
    if response.fp is not None:  # None once all has been read
        response.fp.raw._sock.settimeout(left)  # type: ignore[attr-defined]
    return response.read1(1 << 16)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
