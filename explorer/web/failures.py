"""Errors as pages to people and as problem documents (RFC 9457) to programs."""

from __future__ import annotations

from flask import Flask, Response, g, json, make_response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from ..core import Explorer
from ..errors import (
    ChoiceError,
    DataError,
    ExplorerError,
    NotFound,
    QueryError,
    StoreError,
    StoreUnavailable,
)
from ..model import Text
from . import lists, views
from .page import Failure

STATUS: dict[type[ExplorerError], int] = {
    NotFound: 404,
    ChoiceError: 400,
    QueryError: 400,
    StoreUnavailable: 503,
    StoreError: 502,
    DataError: 500,
    ExplorerError: 500,
}


def install(app: Flask, explorer: Explorer) -> None:
    """Answer every error in the form that was asked for."""

    @app.errorhandler(ExplorerError)
    def expected(error: ExplorerError) -> Response:
        status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
        nearest = (
            explorer.nearest(error.wanted) if isinstance(error, NotFound) and error.wanted else ()
        )
        return _answer(explorer, status, _translated(error), nearest)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return _answer(explorer, error.code or 500, Text(_title(error.code or 500)), ())

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        app.logger.exception("unexpected error at %s", request.path)
        return _answer(
            explorer, 500, Text(gettext("Something went wrong here; it has been noted.")), ()
        )


def _translated(error: ExplorerError) -> Text:
    """Return the sentence in the language of the page where it is known in it, else in English."""
    known = gettext(error.message)
    return Text(
        known.format(**error.values) if error.values else known,
        "en" if known == error.message else "",
    )


def _answer(explorer: Explorer, status: int, detail: Text, nearest: tuple[str, ...]) -> Response:
    if (
        request.path.endswith((".json", ".csv"))
        or request.accept_mimetypes.best_match(["text/html", "application/json"])
        == "application/json"
    ):
        problem = {
            "type": "about:blank",
            "title": _title(status),
            "status": status,
            "detail": detail.value,
            **({"nearest": nearest} if nearest else {}),
        }
        response = make_response(json.dumps(problem), status)
        response.content_type = "application/problem+json"
    else:
        # the methods are not counted: an endpoint that is away must not be asked again
        page = Failure(
            views.frame(explorer, _title(status), "", count=0),
            status,
            detail,
            lists.named(explorer, nearest),
        )
        response = make_response(render_template("failure.html", page=page), status)
    if status == 503:
        response.headers["Retry-After"] = "5"
    response.headers["Content-Language"] = g.get("language", "en")
    return response


def _title(status: int) -> str:
    titles: dict[int, str] = {
        400: gettext("This cannot be shown"),
        404: gettext("There is no such page"),
        405: gettext("This address does not take that"),
        502: gettext("The store behind this site gave no answer"),
        503: gettext("The store behind this site cannot be reached"),
    }
    return titles.get(status) or str(gettext("Something went wrong"))
