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
from .operations import MATCHING, OPERATIONS, Operation, Value

Node = dict[str, Any]
SLOT = re.compile(r"<(?:(\w+)(?:\(([^<>]*)\))?:)?(\w+)>")


def translatable(text: str) -> str:
    """Mark a text for the translators; it is translated where it is shown."""
    return text


QUERIES, SPARQL = translatable("Queries"), "SPARQL"
BARE = translatable("Ask; without a query, the service description")
EXAMPLES = {
    "method": "method:lasso",
    "other": "method:ridge-regression",
    "path": "mx:introduced",
    "paper": "paper:breiman-2001-random-forests",
    "person": "person:leo-breiman",
    "focus": "method:lasso",
    "identifier": "http://www.wikidata.org/entity/Q245748",
    "thing": "method:lasso",
    "slug": "lasso",
}
PROBLEM = {
    "description": "What is wrong, in a sentence",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
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
        "components": {"schemas": {"Problem": _problem()}},
    }


def _problem() -> Node:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail")}
    numbers = {name: {"type": "integer"} for name in ("status", "line", "column")}
    return {"type": "object", "properties": {**texts, **numbers}, "required": ["status"]}


def _get(operation: Operation, rule: str) -> Node:
    slots = list(_slots(operation, rule))
    forms = next((slot["schema"]["enum"] for slot in slots if slot["name"] == "form"), ())
    media = [TYPES[form].partition(";")[0] for form in forms] or [operation.media]
    values = [_value(value) for value in operation.values]
    answers: Node = {"404": PROBLEM}
    if operation.leads:
        answers["303"] = {"description": "Leads to the page or the document"}
        answers["302"] = {"description": "Leads to the page"}
        answers["406"] = PROBLEM
    else:
        answers["200"] = _content(dict.fromkeys(media))
        answers["304"] = {"description": "It is as the client has it"}
    if values:
        answers["400"] = PROBLEM
    if operation.group == MATCHING:
        answers["429"] = PROBLEM
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
        example: str | int = operation.parts.get(name) or schema.get("enum", [""])[0]
        if kind == "int":
            example = int(example)
        yield _parameter(name, "path", schema, example, required=True)


def _value(value: Value) -> Node:
    one: Node = {"type": "integer" if value.number else "string"}
    example = int(value.example) if value.number else value.example
    schema = {"type": "array", "items": one} if value.many else one
    return _parameter(
        value.name, "query", schema, [example] if value.many else example, about=value.about
    )


def _parameter(
    name: str, place: str, schema: Node, example: object, *, about: str = "", required: bool = False
) -> Node:
    told = {"description": about} if about else {}
    return {
        "name": name,
        "in": place,
        **told,
        "required": required,
        "schema": schema,
        "example": example,
    }


def _content(media: Iterable[str]) -> Node:
    return {"description": "What was asked for", "content": {name: {} for name in media}}


def _forms(query: Query) -> Mapping[str, str]:
    return GRAPHS if query.form == "CONSTRUCT" else RESULTS


def _query(query: Query, forms: Mapping[str, str] | None = None) -> Node:
    """Describe a query; with `forms`, at the address that names the form."""
    parameters = [_param(param) for param in query.params.values()]
    if query.form == "SELECT":
        number: Node = {"type": "integer", "minimum": 0}
        parameters += [
            _parameter("limit", "query", {**number, "minimum": 1, "maximum": 10_000}, 10),
            _parameter("offset", "query", number, 0),
        ]
    if forms:
        choice = {"type": "string", "enum": list(forms)}
        parameters.append(_parameter("form", "path", choice, next(iter(forms)), required=True))
    else:
        choice = {"type": "string", "enum": list(_forms(query))}
        parameters.append(_parameter("format", "query", choice, next(iter(_forms(query)))))
    answers: Node = {
        "200": _content(_forms(query).values()),
        "304": {"description": "It is as the client has it"},
        "400": PROBLEM,
        **({} if forms else {"406": PROBLEM}),
    }
    return _operation(query.summary, QUERIES, parameters, answers)


def _param(param: Param) -> Node:
    iri = param.kind == "iri"
    one: Node = {"type": "string", **({"format": "iri"} if iri else {})}
    example = EXAMPLES.get(param.name, "method:lasso" if iri else "lasso")
    about = (
        translatable("a name in full or with a known prefix, as in method:lasso")
        if iri
        else translatable("words")
    )
    schema = {"type": "array", "items": one} if param.many else one
    return _parameter(
        param.name,
        "query",
        schema,
        [example] if param.many else example,
        about=about,
        required=not param.optional,
    )


def _sparql(limits: Limits, query: str) -> Node:
    media = {**dict.fromkeys(RESULTS.values()), **dict.fromkeys(GRAPHS.values())}
    failures = dict.fromkeys(("400", "406", "413", "429", "503"), PROBLEM)
    answers: Node = {"200": _content(media), **failures}
    graph: Node = {"type": "array", "items": {"type": "string", "format": "iri"}}
    parameters = [
        _parameter("query", "query", {"type": "string"}, query),
        _parameter("default-graph-uri", "query", graph, []),
        _parameter("named-graph-uri", "query", graph, []),
    ]
    about = f"SPARQL 1.1 query by the SPARQL 1.1 Protocol. {in_words(limits)}"
    get = _operation(BARE, SPARQL, parameters, answers)
    form = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
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
