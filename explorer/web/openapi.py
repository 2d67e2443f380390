"""The description of every address for programs (OpenAPI 3.1), made from what there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .. import __version__
from ..config import LANGUAGES, Limits
from ..endpoint import GRAPHS, RESULTS
from ..endpoint.description import in_words
from ..query import Param, Query
from .documents import TYPES
from .examples import example
from .operations import MATCHING, OPERATIONS, Operation, Value

Node = dict[str, Any]
SLOT = re.compile(r"<(?:(\w+)(?:\(([^<>]*)\))?:)?(\w+)>")


def translatable(text: str) -> str:
    """Mark a text for the translators; it is translated where it is shown."""
    return text


QUERIES, SPARQL = translatable("Queries"), "SPARQL"
BARE = translatable("Ask; without a query, the service description")
TEXT, ASKED = translatable("the query in SPARQL"), translatable("a graph that is asked")
NAMED = translatable("a graph that GRAPH may name in the query")
MOST, LEAVE = translatable("the most rows"), translatable("rows to leave out")
PROBLEM, BUSY = ({"$ref": f"#/components/responses/{name}"} for name in ("Problem", "Busy"))
SAME = {"304": {"description": "It is as the client has it"}}
PAGE = {"303": {"description": "Leads a browser to the page"}}
LATER = {"429": BUSY, "503": BUSY}
HEADERS = {
    "Link": ("string", "The rows after and before these, as rel=next and rel=prev"),
    "X-Total-Count": ("integer", "How many rows there are in all"),
    "X-Result-Truncated": ("boolean", "Whether there is more than one answer may have"),
    "Retry-After": ("integer", "How many seconds to wait"),
}


def describe(
    rules: Sequence[tuple[str, str]], queries: Iterable[Query], limits: Limits, site: str
) -> Node:
    """Return the description; `rules` are the addresses with the names of their views."""
    listed = list(queries)
    plain = next((one.body for one in listed if not one.params and one.form == "SELECT"), "")
    paths: Node = {"/sparql": _sparql(limits, plain)}
    for query in listed:
        paths[f"/query/{query.name}"] = {"get": _query(query)}
        paths[f"/query/{query.name}.{{form}}"] = {"get": _query(query, _forms(query))}
    for rule, endpoint in rules:
        operation = OPERATIONS.get(endpoint)
        if operation and (operation.media or operation.leads or ":form>" in rule):
            get = _get(operation, rule)
            posted = {"post": _posted(get)} if operation.form else {}
            paths[SLOT.sub(r"{\3}", rule)] = {"get": get, **posted}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Method Explorer",
            "version": __version__,
            "summary": "An open knowledge graph of research methods.",
            "license": {"name": "CC0-1.0 (data)", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": site}],
        "paths": paths,
        "components": {"schemas": {"Problem": _problem()}, "responses": _failures()},
    }


def _problem() -> Node:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail")}
    numbers = {name: {"type": "integer"} for name in ("status", "line", "column")}
    return {"type": "object", "properties": {**texts, **numbers}, "required": ["status"]}


def _failures() -> Node:
    media = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    problem = {"description": "What is wrong, in a sentence", "content": media}
    return {"Problem": problem, "Busy": {**problem, "headers": _headers("Retry-After")}}


def _get(operation: Operation, rule: str) -> Node:
    slots = list(_slots(operation, rule))
    forms = next((slot["schema"]["enum"] for slot in slots if slot["name"] == "form"), ())
    media = [TYPES[form].partition(";")[0] for form in forms] or operation.media.split()
    values = [_value(value) for value in operation.values]
    answers: Node = {"404": PROBLEM}
    if operation.leads:
        answers["303"] = {"description": "Leads to the page or the document"}
        answers["302"] = {"description": "Leads to the page"}
        answers["406"] = PROBLEM
    else:
        answers["200"] = _content(dict.fromkeys(media))
        answers |= SAME if operation.tagged else {}
    if values:
        answers["400"] = PROBLEM
    if operation.group == MATCHING:
        answers["429"] = BUSY
    return _operation(operation.summary, operation.group, [*slots, *values], answers)


def _posted(get: Node) -> Node:
    """Return an operation with what it takes as the fields of a form."""
    slots = [one for one in get["parameters"] if one["in"] == "path"]
    fields = {one["name"]: one["schema"] for one in get["parameters"] if one["in"] == "query"}
    form = {"schema": {"type": "object", "properties": fields}}
    answers = {**get["responses"], "413": PROBLEM}
    body = {"required": True, "content": {"application/x-www-form-urlencoded": form}}
    return {**get, "parameters": slots, "responses": answers, "requestBody": body}


def _operation(summary: str, group: str, parameters: list[Node], answers: Node) -> Node:
    return {
        "summary": summary,
        "tags": [group],
        "parameters": parameters,
        "responses": dict(sorted(answers.items())),
    }


def _slots(operation: Operation, rule: str) -> Iterator[Node]:
    for kind, options, name in SLOT.findall(rule):
        schema: Node = {"type": "integer" if kind == "int" else "string"}
        if kind == "any":
            schema["enum"] = [one.strip(" '") for one in options.split(",")]
        if name == "language":
            schema["enum"] = list(LANGUAGES)
        tried: str | int = operation.parts.get(name) or schema.get("enum", [""])[0]
        if kind == "int":
            tried = int(tried)
        yield _parameter(name, "path", schema, tried, required=True)


def _value(value: Value) -> Node:
    one: Node = {"type": "integer" if value.number else "string"}
    tried: object = int(value.example) if value.number else value.example
    schema, tried = ({"type": "array", "items": one}, [tried]) if value.many else (one, tried)
    about, required = value.about, value.required
    return _parameter(value.name, "query", schema, tried, about=about, required=required)


def _parameter(
    name: str, place: str, schema: Node, tried: object, *, about: str = "", required: bool = False
) -> Node:
    told = {"description": about} if about else {}
    return {
        "name": name,
        "in": place,
        **told,
        "required": required,
        "schema": schema,
        "example": tried,
    }


def _content(media: Iterable[str], *headers: str) -> Node:
    told = {"headers": _headers(*headers)} if headers else {}
    return {"description": "What was asked for", **told, "content": {name: {} for name in media}}


def _headers(*names: str) -> Node:
    return {
        name: {"schema": {"type": HEADERS[name][0]}, "description": HEADERS[name][1]}
        for name in names
    }


def _forms(query: Query) -> Mapping[str, str]:
    return GRAPHS if query.form == "CONSTRUCT" else RESULTS


def _query(query: Query, forms: Mapping[str, str] | None = None) -> Node:
    """Describe a query; with `forms`, at the address that names the form."""
    parameters = [_param(param) for param in query.params.values()]
    headers: tuple[str, ...] = ("X-Result-Truncated",) if query.form == "CONSTRUCT" else ()
    if query.form == "SELECT":
        headers = ("Link", "X-Total-Count")
        most, least = {"minimum": 1, "maximum": 10_000, "default": 10_000}, {"minimum": 0}
        parameters += [
            _parameter("limit", "query", {"type": "integer", **most}, 10, about=MOST),
            _parameter("offset", "query", {"type": "integer", **least}, 0, about=LEAVE),
        ]
    if forms:
        choice = {"type": "string", "enum": list(forms)}
        parameters.append(_parameter("form", "path", choice, next(iter(forms)), required=True))
    else:
        choice = {"type": "string", "enum": list(_forms(query))}
        parameters.append(_parameter("format", "query", choice, next(iter(_forms(query)))))
    found = _content(_forms(query).values(), *headers)
    chosen = {"404": PROBLEM} if forms else {**PAGE, "406": PROBLEM}
    answers: Node = {"200": found, **SAME, "400": PROBLEM, **chosen, **LATER}
    told = {"description": query.description} if query.description else {}
    return {**_operation(query.summary, QUERIES, parameters, answers), **told}


def _param(param: Param) -> Node:
    iri = param.kind == "iri"
    one: Node = {"type": "string", **({"format": "iri"} if iri else {})}
    about = (
        translatable("a name in full or with a known prefix, as in method:lasso")
        if iri
        else translatable("words")
    )
    schema = {"type": "array", "items": one} if param.many else one
    tried = example(param)
    return _parameter(
        param.name,
        "query",
        schema,
        [tried] if param.many else tried,
        about=about,
        required=not param.optional,
    )


def _sparql(limits: Limits, query: str) -> Node:
    media = {**dict.fromkeys(RESULTS.values()), **dict.fromkeys(GRAPHS.values())}
    failures = {**dict.fromkeys(("400", "406", "413"), PROBLEM), **LATER}
    answers: Node = {"200": _content(media, "X-Result-Truncated"), **failures}
    graph: Node = {"type": "array", "items": {"type": "string", "format": "iri"}}
    parameters = [
        _parameter("query", "query", {"type": "string"}, query, about=TEXT),
        _parameter("default-graph-uri", "query", graph, [], about=ASKED),
        _parameter("named-graph-uri", "query", graph, [], about=NAMED),
        _parameter("format", "query", {"type": "string", "enum": [*RESULTS, *GRAPHS]}, "json"),
    ]
    about = f"SPARQL 1.1 query by the SPARQL 1.1 Protocol. {in_words(limits)}"
    get = _operation(BARE, SPARQL, parameters, {**answers, **PAGE})
    fields = {"query": {"type": "string"}, "format": parameters[-1]["schema"]}
    form = {"type": "object", "properties": fields, "required": ["query"]}
    body = {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": form, "example": {"query": query}},
            "application/sparql-query": {"schema": {"type": "string"}, "example": query},
        },
    }
    post = _operation(
        translatable("Ask a query"), SPARQL, parameters[1:], {**answers, "415": PROBLEM}
    )
    return {"get": {**get, "description": about}, "post": {**post, "requestBody": body}}
