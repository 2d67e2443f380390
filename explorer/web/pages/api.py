"""Every address for programs: as OpenAPI, and as a page to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, json, render_template, request
from flask.typing import ResponseReturnValue

from ...config import Limits
from ...core import Explorer
from ...endpoint import Endpoint
from .. import markup, openapi
from ..frame import Frame, frame, site
from ..languages import gettext
from .console import INTERNAL

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Api:
    """The operations by group, each with its path and method."""

    frame: Frame
    groups: Mapping[str, tuple[tuple[str, str, Node], ...]]


def _described(explorer: Explorer) -> Node:
    endpoint: Endpoint = current_app.extensions["endpoint"]
    limits: Limits = endpoint.limits
    rules = [
        (rule.rule, rule.endpoint.removeprefix("pages."))
        for rule in current_app.url_map.iter_rules()
        if rule.endpoint not in ("pages.answer", "pages.endpoint")
    ]
    queries = sorted(explorer.queries.values(), key=lambda one: one.name.startswith(INTERNAL))
    return openapi.describe(rules, queries, limits, site())


def document(explorer: Explorer) -> Response:
    """Send the description of every address for programs."""
    text = json.dumps(_described(explorer), ensure_ascii=False, indent=1)
    response = Response(text, content_type="application/json")
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


def show(explorer: Explorer, language: str) -> ResponseReturnValue:
    """Show every address for programs, with its parameters, forms and statuses."""
    groups: dict[str, list[tuple[str, str, Node]]] = {}
    for path, methods in _described(explorer)["paths"].items():
        if path.startswith("/query/") and path.endswith(".{form}"):
            continue  # said once for all of them
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append((path, method, operation))
    title = gettext("Addresses for programs")
    page = Api(
        frame(explorer, title, "about", markup=markup.api(title)),
        {name: tuple(operations) for name, operations in groups.items()},
    )
    return render_template("api.html", page=page)
