"""The addresses of the site: pages in each language, and the same as JSON and CSV.

A module here is a page: the one value that its template shows, and the view that makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Blueprint
from flask.typing import ResponseReturnValue

from ...core import Explorer
from . import (
    about,
    catalogue,
    compare,
    concept,
    graph,
    home,
    landing,
    method,
    paper,
    path,
    person,
    search,
    shape,
    timeline,
    tray,
)

View = Callable[..., ResponseReturnValue]
LISTS = "<any(json, csv):form>"
ADDRESSES: tuple[tuple[str, str, View], ...] = (
    ("/", "home", home.home),
    ("/healthz", "healthz", home.healthz),
    ("/preview.png", "picture", home.picture),
    ("/data/<any('methods.ttl', 'evidence.tsv'):name>", "file", home.file),
    ("/queries/<name>.rq", "query", home.query),
    ("/<any(method, paper, person, field, family, kind):room>/<slug>", "thing", home.thing),
    ("/<language>/", "landing", landing.show),
    ("/<language>/methods", "methods", catalogue.show),
    (f"/<language>/methods.{LISTS}", "methods", catalogue.show),
    ("/<language>/search", "search", search.show),
    (f"/<language>/search.{LISTS}", "search", search.show),
    ("/<language>/method/<slug>", "method", method.show),
    ("/<language>/method/<slug>.<any(json, csv, png, bib, ris, csl):form>", "method", method.show),
    ("/<language>/paper/<slug>", "paper", paper.show),
    ("/<language>/paper/<slug>.<any(json, csv, bib, ris, csl):form>", "paper", paper.show),
    ("/<language>/person/<slug>", "person", person.show),
    (f"/<language>/person/<slug>.{LISTS}", "person", person.show),
    *(
        (f"/<language>/{scheme}/<slug>{end}", scheme, partial(concept.show, scheme=scheme))
        for scheme in ("field", "family", "kind")
        for end in ("", f".{LISTS}")
    ),
    ("/<language>/timeline", "timeline", timeline.show),
    (f"/<language>/timeline.{LISTS}", "timeline", timeline.show),
    ("/<language>/graph", "shape", shape.show),
    (f"/<language>/graph.{LISTS}", "shape", shape.show),
    ("/<language>/path", "path", path.show),
    (f"/<language>/path.{LISTS}", "path", path.show),
    ("/<language>/walk", "walk", graph.start),
    ("/<language>/graph/<slug>", "graph", graph.show),
    (
        "/<language>/graph/<slug>.<any(json, csv, svg, graphml, dot, mmd):form>",
        "graph",
        graph.show,
    ),
    ("/<language>/compare", "compare", compare.show),
    ("/<language>/compare.<any(json, csv, png):form>", "compare", compare.show),
    ("/<language>/about", "about", about.show),
    ("/<language>/about.<any(json):form>", "about", about.show),
)


def blueprint(explorer: Explorer) -> Blueprint:
    """Make the addresses over an explorer."""
    pages = Blueprint("pages", __name__)
    views = {endpoint: partial(view, explorer) for _, endpoint, view in ADDRESSES}
    for address, endpoint, _ in ADDRESSES:
        pages.add_url_rule(address, endpoint, views[endpoint])
    pages.add_url_rule("/<language>/tray", "tray", partial(tray.change, explorer), methods=["POST"])
    return pages
