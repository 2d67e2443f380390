"""The page on which people query: an editor, examples, the answer, and the same query elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyoxigraph as ox
from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from ... import vocab
from ...config import Limits
from ...core import Explorer
from ...endpoint import GRAPHS, RESULTS, Endpoint, Question
from ...errors import ExplorerError, Overrun, QueryError, QueryRefused, ServiceFailed
from ...model import Text
from ...query import Param, Query, values
from .. import answers, markup, snippets
from ..answers import Table
from ..frame import Frame, frame, here, origin
from ..languages import gettext, told
from ..problems import note, status_of
from ..statements import MOST_THINGS, Picture, part, picture, rows
from .protocol import base
from .sparql import LATER

# queries that are about the upkeep of the graph, and those that other endpoints are asked
INTERNAL = ("check_", "rule_", "outside_wikidata", "link_wikidata_", "link_dblp_")


LONGEST_ADDRESS = 8_000  # letters; servers take little more than 8 KiB


@dataclass(frozen=True, slots=True)
class Example:
    """A query file that can be loaded, with what was given for its parameters."""

    query: Query
    given: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a query, and where: the line before the place, and the rest of it."""

    sentence: Text
    line: int = 0
    column: int = 0
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: a table, a yes or no, or a graph drawn and as text; and where it is to be had.

    A query too long for an address is sent as `pairs` of a form to get its files.
    """

    form: str
    table: Table | None
    truth: bool | None
    picture: Picture | None
    text: str
    truncated: bool
    pairs: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    snippets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Console:
    """The editor with its text, the examples by tag, and what came of the query."""

    frame: Frame
    text: str
    stated: bool
    parted: bool
    limits: Limits
    prefixes: str
    examples: tuple[tuple[str, tuple[Query, ...]], ...]
    example: Example | None
    result: Result | None
    fault: Fault | None
    most: int = MOST_THINGS


def show(explorer: Explorer, language: str) -> ResponseReturnValue:
    """Show the editor, and the answer where something was asked.

    What was posted gets an address that can be shared, unless it is too long for one.
    """
    endpoint: Endpoint = current_app.extensions["endpoint"]
    fault = result = example = None
    later: dict[str, str] = {}
    parted = False
    text, status = request.values.get("query", "").replace("\r\n", "\n"), 200
    stated = "stated" in request.values
    if request.method == "POST" and (shared := _shared(text, stated)):
        return redirect(shared, 303)
    try:
        parted = endpoint.parted
        example, text = _example(explorer, text)
        if "query" in request.values or (example and example.given):
            current_app.extensions["allowance"]()
            result = _run(explorer, endpoint, text, stated)
    except (ExplorerError, TooManyRequests) as error:
        fault = _fault(error, text)
        status, later = _status(error)
    title = gettext("Query with SPARQL")
    page = Console(
        frame=frame(explorer, title, "sparql", markup=markup.endpoint(title)),
        text=text,
        stated=stated,
        parted=parted,
        limits=endpoint.limits,
        prefixes="\n".join(f"PREFIX {name}: <{iri}>" for name, iri in vocab.PREFIXES.items()),
        examples=examples(explorer),
        example=example,
        result=result,
        fault=fault,
    )
    return render_template("console.html", page=page), status, later


def _shared(text: str, stated: bool) -> str:
    """Return the address of this page with a query; nothing where it is too long for one."""
    pairs = [("query", text), *([("stated", "1")] if stated else [])]
    address = f"{here()}?{snippets.link(pairs)}"
    return address if len(address) <= LONGEST_ADDRESS else ""


def examples(explorer: Explorer) -> tuple[tuple[str, tuple[Query, ...]], ...]:
    """Return the queries that can be asked by others, by their first tag."""
    found: dict[str, list[Query]] = {}
    for name, query in explorer.queries.items():
        if not name.startswith(INTERNAL):
            found.setdefault(query.tags[0] if query.tags else "", []).append(query)
    return tuple((tag, tuple(queries)) for tag, queries in found.items())


def _example(explorer: Explorer, text: str) -> tuple[Example | None, str]:
    """Return the example that is asked for and its text, its parameters filled where given."""
    name = request.args.get("example", "")
    if not name:
        return None, text
    query = explorer.queries[name]
    pairs = typed(query)
    example = Example(query, by_name(pairs))
    body = query.bind(**values(query, pairs)) if pairs else query.body
    return example, text or f"# {query.summary}\n{body}"


def typed(query: Query) -> list[tuple[str, str]]:
    """Return what was typed for the parameters of a query; several values may share a field."""
    return [
        (name, value)
        for name in query.params
        for field in request.args.getlist(name)
        for value in (field.split() if _several(query.params[name]) else [field.strip()])
        if value
    ]


def _several(param: Param) -> bool:
    return param.many and param.kind == "iri"


def by_name(pairs: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the values of each parameter."""
    return {name: tuple(value for one, value in pairs if one == name) for name, _ in pairs}


def question(endpoint: Endpoint, text: str) -> Question:
    """Return a query over what is stated, the graphs with names at hand, as our own are asked."""
    if not endpoint.parted:  # its default graph is what is stated
        return whole(text)
    return replace(whole(text), default=(vocab.ASSERTED.value,), named=tuple(endpoint.graphs))


def whole(text: str) -> Question:
    """Return a query over all there is, as a client would send it to the endpoint."""
    return Question(text, base=base())


def _run(explorer: Explorer, endpoint: Endpoint, text: str, stated: bool) -> Result:
    """Ask the endpoint as any client would; raises QueryRefused and Overrun."""
    asked = question(endpoint, text) if stated else whole(text)
    reading = endpoint.read(asked)
    tabular = reading.form not in snippets.GRAPHS
    answer = endpoint.answer(asked, reading, "json" if tabular else "ttl")
    graph = [] if tabular else list(ox.parse(answer.body, ox.RdfFormat.TURTLE))
    found = answers.parsed(answer.body) if tabular else rows(graph)
    pairs = [("query", text), *(("default-graph-uri", graph) for graph in asked.default)]
    pairs += [("named-graph-uri", graph) for graph in asked.named]
    local = url_for("pages.endpoint")
    address = f"{origin()}{local}"
    written = {"curl": snippets.curl, "Python": snippets.python, gettext("Notebook"): snippets.cell}
    return Result(
        form=reading.form,
        table=found if isinstance(found, Table) else None,
        truth=found if isinstance(found, bool) else None,
        picture=picture(explorer, graph, g.language),
        text="" if tabular else part(answer.body),
        truncated=answer.truncated,
        pairs=tuple(pairs) if len(f"{local}?{snippets.link(pairs)}") > LONGEST_ADDRESS else (),
        files=tuple(
            (form, f"{local}?{snippets.link([*pairs, ('format', form)])}")
            for form in (RESULTS if tabular else GRAPHS)
        ),
        snippets=tuple(
            (name, write(address, pairs, reading.form)) for name, write in written.items()
        ),
    )


def _status(error: ExplorerError | TooManyRequests) -> tuple[int, dict[str, str]]:
    """Return the status of a refusal, and when to come back where that helps."""
    if isinstance(error, TooManyRequests):
        return 429, {"Retry-After": str(error.retry_after)}
    status = status_of(error)
    return status, LATER.get(status, {})


def _fault(error: ExplorerError | TooManyRequests, text: str) -> Fault:
    if isinstance(error, TooManyRequests):
        return Fault(told("You have asked too often; wait a while."))
    if isinstance(error, QueryRefused) and error.line:
        lines = text.split("\n")
        line = lines[error.line - 1] if error.line <= len(lines) else ""
        place = error.column - 1
        said = told(error.message, **error.values)
        return Fault(said, error.line, error.column, line[:place], line[place:])
    if isinstance(error, QueryError | Overrun | ServiceFailed):
        return Fault(told(error.message, **error.values))
    note(error)
    return Fault(told("The store behind this site gave no answer"))
