"""Problem documents (RFC 9457): what is wrong, told to programs, and noted for the keeper."""

from __future__ import annotations

from flask import Response, current_app, json, request

from ..errors import (
    ChoiceError,
    DataError,
    ExplorerError,
    NotFound,
    QueryError,
    StoreError,
    StoreUnavailable,
)

STATUS: dict[type[ExplorerError], int] = {
    NotFound: 404,
    ChoiceError: 400,
    QueryError: 400,
    StoreUnavailable: 503,
    StoreError: 502,
    DataError: 500,
    ExplorerError: 500,
}


def status_of(error: ExplorerError) -> int:
    """Return the status of an answer that an error stands in the way of."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem(status: int, title: str, detail: str, **more: object) -> Response:
    """Return a problem document, with `more` members where they help."""
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(json.dumps(told), status, content_type="application/problem+json")


def note(error: ExplorerError) -> None:
    """Log how the store failed, which is the keeper's business and not the reader's.

    What a client sent is quoted, so that it can add no line of its own.
    """
    current_app.logger.warning("%r: %r", request.path, str(error))
