"""The query files as addresses: their rows as data for programs, and a page for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import pyoxigraph as ox
from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ... import export
from ...core import Explorer
from ...endpoint import GRAPHS, RESULTS, Endpoint
from ...errors import ExplorerError, NotFound, Overrun, QueryError
from ...model import Text
from ...query import Query, Sparql, values
from .. import answers, markup
from ..answers import Table
from ..frame import Frame, frame, here
from ..frame import query as asked_for
from ..languages import gettext, preferred, told
from ..negotiation import suited
from ..problems import problem, status_of
from ..statements import part
from . import console
from .asked import Asked, asked_of
from .protocol import LOOSE
from .sparql import LATER

PAGE = 100  # rows of a page for people
EXPOSED = "Link, ETag, X-Total-Count, X-Result-Truncated, Retry-After"
MEDIA = {**RESULTS, **GRAPHS}


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: rows, a yes or no, or a graph as text, perhaps `cut`; and how much it is."""

    table: Table | None = None
    truth: bool | None = None
    text: str = ""
    total: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class QueryPage:
    """A query, what it is for, its parameters, and its first rows where they are all given."""

    frame: Frame
    query: Query
    given: dict[str, tuple[str, ...]]
    found: Found
    first: int
    pages: tuple[str, str]
    files: tuple[tuple[str, str], ...]
    fault: Text


def forms(query: Query) -> tuple[str, ...]:
    """Return the forms in which a query is answered."""
    return tuple(GRAPHS if query.form == "CONSTRUCT" else RESULTS)


def answer(explorer: Explorer, name: str, form: str = "") -> ResponseReturnValue:
    """Answer a query as data; lead a browser to its page."""
    try:
        query = _known(explorer, name, form)
        there = forms(query)
        form = form or _wanted(there)
        if form == "html":
            return _towards_page(name)
        if not form:
            listed = ", ".join(f"{MEDIA[one]} ({one})" for one in there)
            return _problem(406, gettext("Ask for one of %(forms)s.", forms=listed))
        current_app.extensions["allowance"]()
        return _answered(explorer, asked_of(query), form)
    except ExplorerError as error:
        status = status_of(error)
        if status >= 500 and not isinstance(error, Overrun):
            raise
        return _problem(status, str(error))


def _known(explorer: Explorer, name: str, form: str = "") -> Query:
    query = dict(explorer.queries).get(name.partition(".")[0])
    if query is None:
        raise NotFound("There is no query “{name}”.", name=name[:60])
    if name != query.name or form not in ("", *forms(query)):
        raise NotFound("This query is answered as {forms}.", forms=", ".join(forms(query)))
    return query


def _towards_page(name: str) -> ResponseReturnValue:
    page = url_for("pages.query_page", language=preferred(), name=name)
    response = redirect(f"{page}{asked_for({'format'})}", 303)
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    return response


def _wanted(there: Sequence[str]) -> str:
    """Return the form that is asked for, html for the page; empty where none suits."""
    offers = {form: MEDIA[form] for form in there} | {"html": "text/html"}
    loose = LOOSE["graphs" if "ttl" in there else "results"]
    return suited(offers, loose, request.args.get("format", "").strip())[0]


def _answered(explorer: Explorer, asked: Asked, form: str) -> Response:
    query = asked.query
    sparql = query.bind(**values(query, asked.pairs))
    links, cut = [], False
    if query.form == "CONSTRUCT":
        body, cut = _graph(sparql, form)
    elif query.form == "ASK":
        body = export.results(export.truth(explorer.store.ask(sparql)), form)
    else:
        rows = explorer.store.select(sparql)
        shown = rows[asked.offset : asked.offset + asked.limit]
        body = export.results(export.solutions(query.columns, shown), form)
        if asked.offset + asked.limit < len(rows):
            links.append(f'<{asked.address(form, asked.offset + asked.limit)}>; rel="next"')
        if asked.offset:
            links.append(f'<{asked.address(form, asked.before(len(rows)))}>; rel="prev"')
    page = url_for("pages.answer", name=query.name, format="html")  # in whatever language
    links.append(f'<{page}>; rel="describedby"; type="text/html"')
    media = MEDIA[form]
    typed = f"{media}; charset=utf-8" if media.startswith("text/") else media
    response = Response(body, content_type=typed)
    response.headers["Link"] = ", ".join(links)
    if query.form == "SELECT":
        response.headers["X-Total-Count"] = str(len(rows))
    if cut:
        response.headers["X-Result-Truncated"] = "true"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _graph(sparql: Sparql, form: str) -> tuple[bytes, bool]:
    """Ask for a graph where a large one cannot slow the pages; say whether it was cut."""
    endpoint: Endpoint = current_app.extensions["endpoint"]
    asked = console.question(endpoint, sparql)
    found = endpoint.answer(asked, endpoint.read(asked), form)
    return found.body, found.truncated


def _problem(status: int, detail: str) -> Response:
    response = problem(status, gettext("The query was not answered"), detail)
    response.headers.update({"Vary": "Accept", **LATER.get(status, {})})
    return response


def show(explorer: Explorer, language: str, name: str) -> ResponseReturnValue:
    """Show a query, what it is for, a form for its parameters, and its rows."""
    query, fault, status = _known(explorer, name), Text(""), 200
    current_app.extensions["allowance"]()
    try:
        asked = asked_of(query)
        asked = replace(asked, limit=min(asked.limit, PAGE))
        given = {name for name, _ in asked.pairs}
        ready = all(param.optional or param.name in given for param in query.params.values())
        found = _found(explorer, asked) if ready else Found()
    except (QueryError, Overrun) as error:
        asked, found = Asked(query, tuple(console.typed(query)), PAGE, 0), Found()
        fault = told(error.message, **error.values)
        status = status_of(error)
    around = frame(
        explorer, query.name, "sparql", about=told(query.summary).value, markup=markup.query(query)
    )
    page = QueryPage(
        frame=around,
        query=query,
        given=console.by_name(list(asked.pairs)),
        found=found,
        first=asked.offset + 1,
        pages=_pages(asked, found.total),
        files=tuple((form, asked.address(form)) for form in forms(query)),
        fault=fault,
    )
    return render_template("query.html", page=page), status, LATER.get(status, {})


def _found(explorer: Explorer, asked: Asked) -> Found:
    sparql = asked.query.bind(**values(asked.query, asked.pairs))
    if asked.query.form == "CONSTRUCT":
        body, cut = _graph(sparql, "ttl")
        total = sum(1 for _ in ox.parse(body, ox.RdfFormat.TURTLE))
        return Found(text=part(body), total=total, cut=cut)
    if asked.query.form == "ASK":
        return Found(truth=explorer.store.ask(sparql))
    rows = explorer.store.select(sparql)
    shown = rows[asked.offset : asked.offset + asked.limit]
    return Found(answers.table(asked.query.columns, shown), total=len(rows))


def _pages(asked: Asked, total: int) -> tuple[str, str]:
    """Return the addresses of the rows before and after."""

    def page(offset: int) -> str:
        given = [*asked.pairs, ("limit", str(asked.limit)), ("offset", str(offset))]
        return f"{here()}?{urlencode(given)}"

    after = asked.offset + asked.limit
    before = page(asked.before(total)) if asked.offset else ""
    return before, page(after) if after < total and asked.query.form == "SELECT" else ""
