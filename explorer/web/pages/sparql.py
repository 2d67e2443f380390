"""The SPARQL endpoint: the queries of programs, answered by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import math
import time
from ipaddress import ip_address, ip_network

from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import HTTPException, TooManyRequests
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as Answered

from ...config import Limits
from ...core import Explorer
from ...endpoint import Endpoint
from ...endpoint.description import document
from ...errors import (
    DataError,
    ExplorerError,
    Overrun,
    QueryRefused,
    ServiceFailed,
    StoreUnavailable,
)
from ...model import Text
from ..failures import Failure
from ..frame import frame, site
from ..languages import gettext, preferred
from ..problems import note, problem, status_of
from .protocol import accepted, question

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "X-Result-Truncated, Retry-After",
}
PREFLIGHT = {
    **SHARED,
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
RETRY = 5  # seconds
LATER = {503: {"Retry-After": str(RETRY)}}


def install(app: Flask, explorer: Explorer, limits: Limits) -> None:
    """Make the endpoint of an application, and count what each client asks of it."""
    app.extensions["endpoint"] = Endpoint(explorer.store, limits)
    app.extensions["allowance"] = Allowance(limits.rate)
    if limits.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=limits.proxies, x_proto=0, x_host=0
        )


class Allowance:
    """How often a client may ask, counted in this process; as often as it likes without a rate."""

    def __init__(self, rate: str) -> None:
        """Read a rate such as 120/minute; raises DataError where it is none."""
        try:
            self._rates = parse_many(rate) if rate else []
        except ValueError as error:
            raise DataError(
                f"EXPLORER_SPARQL_RATE is {rate!r}; give a rate such as 120/minute."
            ) from error
        self._counts = FixedWindowRateLimiter(MemoryStorage())

    def __call__(self) -> None:
        """Count this request of its client; raises TooManyRequests where it is one too many."""
        client = network(request.remote_addr or "")
        for rate in self._rates:
            if not self._counts.hit(rate, client):
                reset = self._counts.get_window_stats(rate, client).reset_time
                raise TooManyRequests(
                    gettext("You have asked too often; wait a while."),
                    retry_after=max(1, math.ceil(reset - time.time())),
                )


def network(address: str) -> str:
    """Return what one client is known by: its address, or the network that IPv6 gives a site.

    >>> network("192.0.2.7"), network("2001:db8:1:2:3::7"), network("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8:1:2::/64', '192.0.2.7')
    """
    try:
        known = ip_address(address)
    except ValueError:
        return address
    known = getattr(known, "ipv4_mapped", None) or known
    return str(ip_network((known, 64), strict=False) if known.version == 6 else known)


def serve(explorer: Explorer) -> Answered:
    """Answer a query, describe the endpoint, or lead a browser to the page for people."""
    if request.method == "OPTIONS":
        return Response(status=204, headers=PREFLIGHT)
    try:
        current_app.extensions["allowance"]()
        bare = request.method != "POST" and set(request.args) <= {"format"}
        answer = _bare() if bare else _answered()
    except (HTTPException, ExplorerError) as error:
        answer = _refusal(explorer, error)
    answer.headers.update(SHARED)
    answer.headers.setdefault("Vary", "Accept")
    return answer


def _bare() -> Answered:
    """Lead a browser to the page; describe the endpoint to a program."""
    endpoint: Endpoint = current_app.extensions["endpoint"]
    if _browser() and "format" not in request.args:
        answer = redirect(url_for("pages.sparql_page", language=preferred()), 303)
        answer.headers["Vary"] = "Accept, Accept-Language, Cookie"
        return answer
    form, media = accepted("graphs")
    body = document(f"{site()}/sparql", endpoint.sizes, endpoint.limits, form)
    return Response(body, content_type=_typed(media))


def _answered() -> Answered:
    endpoint: Endpoint = current_app.extensions["endpoint"]
    asked = question()
    reading = endpoint.read(asked)
    tabular = reading.form not in ("CONSTRUCT", "DESCRIBE")
    form, media = accepted("results" if tabular else "graphs")
    found = endpoint.answer(asked, reading, form)
    answer = Response(found.body, content_type=_typed(media))
    if found.truncated:
        answer.headers["X-Result-Truncated"] = "true"
    if "save" in request.args:  # from a form, as a link has its own word for it
        answer.headers["Content-Disposition"] = f"attachment; filename=result.{form}"
    return answer


def _typed(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _browser() -> bool:
    """Say whether the client names HTML, as only browsers do."""
    return any(kind.startswith("text/html") for kind, _ in request.accept_mimetypes)


def _refusal(explorer: Explorer, error: HTTPException | ExplorerError) -> Answered:
    """Say what is wrong: in a problem document to a program, on a page to a browser."""
    if isinstance(error, HTTPException):
        status, detail = error.code or 500, error.description or error.name
    else:
        status, detail = status_of(error), _sentence(error)
    title = gettext("The query was not answered")
    if _browser():
        page = Failure(frame(explorer, title, "", broken=True), Text(detail), (), "")
        answer = Response(render_template("failure.html", page=page), status)
    else:
        place = (
            {"line": error.line, "column": error.column}
            if isinstance(error, QueryRefused) and error.line
            else {}
        )
        answer = problem(status, title, detail, **place)
    if status in (429, 503):
        answer.headers["Retry-After"] = str(getattr(error, "retry_after", None) or RETRY)
    return answer


def _sentence(error: ExplorerError) -> str:
    """Return what a reader may know: of our own store's failures only that there was one."""
    if isinstance(error, Overrun | QueryRefused | ServiceFailed):
        known = gettext(error.message)
        return known.format(**error.values) if error.values else known
    note(error)
    if isinstance(error, StoreUnavailable):
        return gettext("The store behind this site cannot be reached")
    return gettext("The store behind this site gave no answer")
