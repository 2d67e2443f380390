"""The page on which people query: an editor, examples, the answer, and the same query elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox
from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from ... import vocab
from ...config import Limits
from ...core import Explorer
from ...endpoint import GRAPHS, RESULTS, Endpoint, Question
from ...errors import ExplorerError, Overrun, QueryError, QueryRefused, ServiceFailed
from ...model import Text
from ...query import Query, values
from .. import answers, markup, snippets
from ..answers import Table
from ..frame import Frame, frame, site
from ..languages import gettext, told

# queries that are about the upkeep of the graph, and those that other endpoints are asked
INTERNAL = ("check_", "rule_", "outside_wikidata", "link_wikidata_", "link_dblp_")


LONGEST_TEXT = 200_000  # bytes of a graph on a page


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
    """An answer: a table, a yes or no, or a graph as text; and where it is to be had."""

    form: str
    table: Table | None
    truth: bool | None
    text: str
    truncated: bool
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


def show(explorer: Explorer, language: str) -> ResponseReturnValue:
    """Show the editor, and the answer where something was asked."""
    endpoint: Endpoint = current_app.extensions["endpoint"]
    fault = result = example = None
    text, status = request.args.get("query", "").replace("\r\n", "\n"), 200
    stated = "stated" in request.args
    try:
        example, text = _example(explorer, text)
        if text.strip() and ("query" in request.args or (example and example.given)):
            current_app.extensions["allowance"]()
            result = _run(endpoint, text, stated)
    except TooManyRequests:
        fault, status = Fault(told("You have asked too often; wait a while.")), 429
    except ExplorerError as error:
        fault = _fault(error, text)
        status = 400 if isinstance(error, QueryError) else 503
    title = gettext("Query with SPARQL")
    page = Console(
        frame=frame(explorer, title, "sparql", markup=markup.endpoint(title)),
        text=text,
        stated=stated,
        parted=bool(endpoint.sizes),
        limits=endpoint.limits,
        prefixes="\n".join(f"PREFIX {name}: <{iri}>" for name, iri in vocab.PREFIXES.items()),
        examples=examples(explorer),
        example=example,
        result=result,
        fault=fault,
    )
    return render_template("console.html", page=page), status


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
        for value in (field.split() if query.params[name].many else [field.strip()])
        if value
    ]


def by_name(pairs: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the values of each parameter."""
    return {name: tuple(value for one, value in pairs if one == name) for name, _ in pairs}


def question(endpoint: Endpoint, text: str) -> Question:
    """Return a query over what is stated, the graphs with names at hand, as our own are asked."""
    if not endpoint.sizes:  # the dataset of another endpoint is its own
        return Question(text)
    return Question(text, (vocab.ASSERTED.value,), tuple(endpoint.graphs))


def _run(endpoint: Endpoint, text: str, stated: bool) -> Result:
    """Ask the endpoint as any client would; raises QueryRefused and Overrun."""
    asked = question(endpoint, text) if stated else Question(text)
    reading = endpoint.read(asked)
    tabular = reading.form not in snippets.GRAPHS
    answer = endpoint.answer(asked, reading, "json" if tabular else "ttl")
    found = answers.parsed(answer.body) if tabular else _relations(answer.body)
    pairs = [("query", text), *(("default-graph-uri", graph) for graph in asked.default)]
    pairs += [("named-graph-uri", graph) for graph in asked.named]
    address = f"{site()}{url_for('pages.endpoint')}"
    written = {"curl": snippets.curl, "Python": snippets.python, gettext("Notebook"): snippets.cell}
    return Result(
        form=reading.form,
        table=found if isinstance(found, Table) else None,
        truth=found if isinstance(found, bool) else None,
        text="" if tabular else part(answer.body),
        truncated=answer.truncated,
        files=tuple(
            (form, f"{url_for('pages.endpoint')}?{snippets.link([*pairs, ('format', form)])}")
            for form in (RESULTS if tabular else GRAPHS)
        ),
        snippets=tuple(
            (name, write(address, pairs, reading.form)) for name, write in written.items()
        ),
    )


def part(turtle: bytes) -> str:
    """Return a graph as text, or as much of it as a page can hold, up to the end of a line."""
    if len(turtle) <= LONGEST_TEXT:
        return turtle.decode()
    return turtle[: turtle.rfind(b"\n", 0, LONGEST_TEXT) + 1].decode("utf-8", "ignore") + "…"


def _relations(turtle: bytes) -> Table | None:
    """Return the statements of a graph that lead from one method to another."""
    rows = [
        {"method": fact.subject, "relation": fact.predicate, "other": fact.object}
        for fact in ox.parse(turtle, ox.RdfFormat.TURTLE)
        if _method(fact.subject) and _method(fact.object)
    ]
    return answers.table(("method", "relation", "other"), rows) if rows else None


def _method(term: object) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(vocab.METHODS)


def _fault(error: ExplorerError, text: str) -> Fault:
    if isinstance(error, QueryRefused) and error.line:
        lines = text.split("\n")
        line = lines[error.line - 1] if error.line <= len(lines) else ""
        place = error.column - 1
        said = told(error.message, **error.values)
        return Fault(said, error.line, error.column, line[:place], line[place:])
    if isinstance(error, QueryError | Overrun | ServiceFailed):
        return Fault(told(error.message, **error.values))
    current_app.logger.warning("%s: %s", request.path, error)
    return Fault(told("The store behind this site gave no answer"))
