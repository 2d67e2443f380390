"""The addresses that have no language: the start, files, and a sign of life."""

from __future__ import annotations

from functools import lru_cache

from flask import Response, redirect, send_file, url_for
from werkzeug.wrappers import Response as Answer

from ...core import Explorer
from ...errors import NotFound, QueryError
from .. import frame, languages
from ..documents import document
from ..preview import draw


def home(explorer: Explorer) -> Answer:
    """Lead to the language that the browser asks for."""
    response = redirect(url_for("pages.landing", language=languages.preferred()), 302)
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


def healthz(explorer: Explorer) -> Response:
    """Say that the process answers."""
    return document('{"status": "ok"}\n', "json")


def file(explorer: Explorer, name: str) -> Response:
    """Send a file of the graph that is shown."""
    if explorer.folder is None or name not in frame.files(explorer):
        raise NotFound("This file of the graph is not here.")
    kind = "text/turtle" if name.endswith(".ttl") else "text/tab-separated-values"
    return send_file(explorer.folder.resolve() / name, kind)


def ontology_file(explorer: Explorer, name: str) -> Response:
    """Send a file of what the words of the graph mean."""
    if (path := frame.ontology_files(explorer).get(f"{name}.ttl")) is None:
        raise NotFound("This file of the graph is not here.")
    return send_file(path.resolve(), "text/turtle")


def query(explorer: Explorer, name: str) -> Response:
    """Send a query as its file has it."""
    try:
        text = explorer.queries[name].text
    except QueryError as error:
        raise NotFound("There is no query “{name}”.", name=name[:60]) from error
    return Response(text, content_type="application/sparql-query; charset=utf-8")


def icon(explorer: Explorer) -> Answer:
    """Lead to the mark of the site those who ask for it where icons used to be."""
    return redirect(url_for("static", filename="mark.svg"), 301)


@lru_cache(maxsize=1)
def _plain() -> bytes:
    return draw((), 0, 0)


def picture(explorer: Explorer) -> Response:
    """Send the picture that stands for the site where a page has none of its own."""
    return document(_plain(), "png")
