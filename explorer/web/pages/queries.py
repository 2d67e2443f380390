"""The query files as addresses: their rows as data for programs, and a page for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox
from flask import Response, current_app, json, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ... import export
from ...core import Explorer
from ...endpoint import GRAPHS, RESULTS, Endpoint
from ...errors import ExplorerError, NotFound, Overrun, ParameterError, QueryError
from ...model import Text
from ...query import Query, Sparql, values
from .. import answers, markup
from ..answers import Table
from ..failures import STATUS
from ..frame import Frame, frame, here
from ..languages import gettext, preferred, told
from ..negotiation import suited
from ..statements import part
from . import console
from .protocol import LOOSE
from .sparql import LATER

MOST = 10_000  # rows of one answer
PAGE = 100  # rows of a page for people
EXPOSED = "Link, ETag, X-Total-Count, X-Result-Truncated"
PAGING = ("limit", "offset")
MEDIA = {**RESULTS, **GRAPHS}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the part of its rows that is wanted."""

    query: Query
    pairs: tuple[tuple[str, str], ...]
    limit: int
    offset: int

    def address(self, form: str, offset: int | None = None) -> str:
        """Return the address of the rows as a form, from an offset on."""
        given = [*self.pairs]
        if offset is not None:
            given += [("limit", str(self.limit)), ("offset", str(offset))]
        path = url_for("pages.answer", name=self.query.name, form=form or None)
        return f"{path}?{urlencode(given)}" if given else path


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
        return _answered(explorer, _asked(query, MOST), form)
    except ExplorerError as error:
        status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
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
    given = f"?{request.query_string.decode('ascii', 'ignore')}" if request.query_string else ""
    page = url_for("pages.query_page", language=preferred(), name=name)
    response = redirect(f"{page}{given}", 303)
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    return response


def _wanted(there: Sequence[str]) -> str:
    """Return the form that is asked for, html for the page; empty where none suits."""
    offers = {form: MEDIA[form] for form in there} | {"html": "text/html"}
    loose = LOOSE["graphs" if "ttl" in there else "results"]
    return suited(offers, loose, request.args.get("format", "").strip())[0]


def _asked(query: Query, most: int) -> Asked:
    known = [*query.params, *(PAGING if query.form == "SELECT" else ()), "format"]
    if unknown := sorted({*request.args} - {*known}):
        raise ParameterError(
            "Query {query} has no parameter “{name}”; it takes {known}.",
            query=query.name,
            name=unknown[0],
            known=", ".join(known),
        )
    limit, offset = _number("limit", most, 1, most), _number("offset", 0, 0, 10**9)
    return Asked(query, tuple(console.typed(query)), limit, offset)


def _number(name: str, usual: int, least: int, most: int) -> int:
    text = request.args.get(name, "")
    if not text:
        return usual
    if not re.fullmatch(r"[0-9]{1,12}", text) or not least <= int(text) <= most:
        raise ParameterError(
            "The parameter {name} takes a number from {least} to {most}.",
            name=name,
            least=least,
            most=most,
        )
    return int(text)


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
            before = max(0, asked.offset - asked.limit)
            links.append(f'<{asked.address(form, before)}>; rel="prev"')
    page = url_for("pages.query_page", language=preferred(), name=query.name)
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
    title = gettext("The query was not answered")
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    headers = {"Vary": "Accept", **LATER.get(status, {})}
    return Response(json.dumps(problem), status, headers, content_type="application/problem+json")


def show(explorer: Explorer, language: str, name: str) -> ResponseReturnValue:
    """Show a query, what it is for, a form for its parameters, and its rows."""
    query, fault, status = _known(explorer, name), Text(""), 200
    current_app.extensions["allowance"]()
    try:
        asked = _asked(query, PAGE)
        given = {name for name, _ in asked.pairs}
        ready = all(param.optional or param.name in given for param in query.params.values())
        found = _found(explorer, asked) if ready else Found()
    except (QueryError, Overrun) as error:
        asked, found = Asked(query, (), PAGE, 0), Found()
        fault = told(error.message, **error.values)
        status = 400 if isinstance(error, QueryError) else 503
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
    before = page(max(0, asked.offset - asked.limit)) if asked.offset else ""
    return before, page(after) if after < total and asked.query.form == "SELECT" else ""
