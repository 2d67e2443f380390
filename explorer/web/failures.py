"""Errors as pages to people and as problem documents (RFC 9457) to programs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, Response, g, make_response, redirect, render_template, request, url_for
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from .. import choice
from ..config import LANGUAGES
from ..core import Explorer
from ..errors import ExplorerError, NotFound
from ..model import Text
from . import addresses, lists
from .embedding import embedded
from .frame import Frame, frame, here
from .languages import gettext
from .lists import Named
from .problems import note, problem, status_of

SLUGS = ("method", "with", "open", "hide", "from", "to")  # what an address names methods by


@dataclass(frozen=True, slots=True)
class Failure:
    """An error, with what comes closest to what was looked for and where that leads."""

    frame: Frame
    detail: Text
    nearest: tuple[tuple[Named, str], ...]
    rest: str


def install(app: Flask, explorer: Explorer) -> None:
    """Answer every error in the form that was asked for."""

    @app.errorhandler(ExplorerError)
    def expected(error: ExplorerError) -> Answer:
        status = status_of(error)
        if isinstance(error, NotFound):
            return _missing(explorer, error)
        if status >= 500:
            note(error)
            return _answer(explorer, status, Text(gettext("Please try again in a while.")))
        return _answer(explorer, status, _translated(error))

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        status = error.code or 500
        if not request_ctx.url_adapter:  # without a proper host no address can be made
            return Response(f"{status} {error.name}\n", status, content_type="text/plain")
        response = _answer(explorer, status, Text(reason(status)))
        for name, value in error.get_headers():
            if name in {"Allow", "Retry-After"}:
                response.headers[name] = value
        return response

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        app.logger.exception("unexpected error at %r", request.path)
        return _answer(explorer, 500, Text(gettext("It has been noted here.")))


def reason(status: int) -> str:
    """Return what is wrong, from the code of an answer."""
    reasons: dict[int, str] = {
        404: gettext("Nothing of the kind stands at this address."),
        405: gettext("This address takes requests of another kind."),
        413: gettext("What was sent is too large."),
        429: gettext("You have asked too often; wait a while."),
    }
    return reasons.get(status) or gettext("The request could not be understood.")


def _translated(error: ExplorerError) -> Text:
    """Return the sentence in the language of the page where it is known in it, else in English."""
    known = gettext(error.message)
    return Text(
        known.format(**error.values) if error.values else known,
        "en" if known == error.message else "",
    )


def _missing(explorer: Explorer, error: NotFound) -> Answer:
    """Answer for what is not there: where it went, that it was withdrawn, or what comes nearest."""
    try:
        successor, reason = explorer.fate(error.wanted) if error.wanted else ("", "")
        nearest = explorer.nearest(error.wanted) if error.wanted else ()
    except ExplorerError:  # an endpoint that is away, or a word that is no slug
        successor, reason, nearest = "", "", ()
        with suppress(ExplorerError):
            nearest = explorer.nearest(error.wanted)
    if successor:
        return redirect(_instead(error.wanted, successor), 301)
    if reason:
        known = gettext("The method “%(slug)s” was withdrawn.", slug=error.wanted)
        return _answer(explorer, 410, Text(known))
    return _answer(explorer, 404, _translated(error), nearest, error.wanted)


def _without(wanted: str) -> str:
    """Return the comparison that was asked for without the method that is not there."""
    chosen = choice.slugs(request.args.getlist("method"))
    if wanted not in chosen or len(chosen) < 2:
        return ""
    return addresses.comparison(slug for slug in chosen if slug != wanted)


def _instead(wanted: str, other: str) -> str:
    """Return the address that was asked for with another method in the place of one."""
    parts = request.view_args or {}
    given = [
        (name, other if one == wanted else one)
        for name, value in request.args.items(multi=True)
        for one in (choice.slugs([value]) if name in SLUGS else [value])
    ]
    query = f"?{urlencode(given)}" if given else ""
    if request.endpoint and choice.local("method", parts.get("slug", "")) == wanted:
        return url_for(request.endpoint, **{**parts, "slug": other}) + query
    if any(wanted in choice.slugs(request.args.getlist(name)) for name in SLUGS):
        return f"{here()}{query}"
    return url_for("pages.method", slug=other)


def _answer(
    explorer: Explorer, status: int, detail: Text, nearest: Sequence[str] = (), wanted: str = ""
) -> Response:
    asked = request.accept_mimetypes
    reads = not asked or asked.best_match(["text/html", "application/json"]) == "text/html"
    if _program() or not reads:
        more = {"nearest": nearest} if nearest else {}
        response = problem(status, _title(status), detail.value, **more)
    else:
        # an endpoint that is away must not be asked again
        around = frame(explorer, _title(status), "", broken=True)
        found = tuple((one, _instead(wanted, one.id)) for one in lists.named(explorer, nearest))
        page = Failure(around, detail, found, _without(wanted))
        template = "embed_failure.html" if embedded() else "failure.html"
        response = make_response(render_template(template, page=page), status)
    response.headers.setdefault("Vary", "Accept, Cookie")
    if status == 503:
        response.headers["Retry-After"] = "5"
    response.headers["Content-Language"] = g.get("language", "en")
    return response


def _program() -> bool:
    """Say whether a program asked: for a document, or for no page and without a word of HTML."""
    page = request.path.split("/")[1] in LANGUAGES
    named = any(kind.startswith("text/html") for kind, _ in request.accept_mimetypes)
    return "form" in (request.view_args or {}) or not (page or named)


def _title(status: int) -> str:
    titles: dict[int, str] = {
        400: gettext("This cannot be shown"),
        410: gettext("This method was withdrawn"),
        404: gettext("There is no such page"),
        405: gettext("This address does not take that"),
        429: gettext("The query was not answered"),
        502: gettext("The store behind this site gave no answer"),
        503: gettext("The store behind this site cannot be reached"),
    }
    return titles.get(status) or str(gettext("Something went wrong"))
