"""The addresses of the site: pages in each language, and the same as JSON and CSV.

A module here is a page: the one value that its template shows, and the view that makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Blueprint
from flask.typing import ResponseReturnValue

from ... import export, publish
from ...core import Explorer
from . import (
    about,
    api,
    catalogue,
    cite,
    compare,
    concept,
    console,
    doors,
    embed,
    graph,
    home,
    landing,
    linked,
    method,
    oembed,
    ontology,
    paper,
    path,
    person,
    queries,
    reconcile,
    search,
    shape,
    site,
    sparql,
    thing,
    timeline,
    tray,
)

View = Callable[..., ResponseReturnValue]
LISTS = "<any(json, csv):form>"
ROOMS = f"any({', '.join(thing.ROOMS)})"
FORMS = ", ".join(publish.FORMS)
COMPARISONS, METHODS = ", ".join(export.COMPARISONS), ", ".join(export.LISTS)
ANSWERS = ", ".join(queries.MEDIA)
PARTS = ", ".join(reconcile.PARTS)
ADDRESSES: tuple[tuple[str, str, View], ...] = (
    ("/", "home", home.home),
    ("/healthz", "healthz", home.healthz),
    ("/preview.png", "picture", home.picture),
    ("/favicon.ico", "icon", home.icon),
    ("/data/<any('methods.ttl', 'links.ttl', 'evidence.tsv'):name>", "file", home.file),
    ("/links.sssom.tsv", "sssom", linked.sssom),
    ("/beacon/<name>.txt", "beacon", linked.beacon),
    ("/queries/<name>.rq", "query", home.query),
    ("/query/<name>", "answer", queries.answer),
    (f"/query/<name>.<any({ANSWERS}):form>", "answer", queries.answer),
    ("/openapi.json", "openapi", api.document),
    (f"/<{ROOMS}:room>/<slug>", "thing", thing.lead),
    (f"/<{ROOMS}:room>/<slug>.<any({FORMS}, json):form>", "document", thing.show),
    ("/ontology", "vocabulary", ontology.lead),
    (f"/ontology.<any({FORMS}):form>", "vocabulary", ontology.lead),
    ("/ontology/<version>", "version", ontology.version),
    ("/ontology/<version>.<any(jsonld, nt, rdf):form>", "version", ontology.version),
    ("/ontology/<name>.ttl", "ontology_file", ontology.turtle),
    ("/ontology/context.jsonld", "context", ontology.context),
    ("/<language>/ontology", "terms", ontology.show),
    ("/doi/<path:doi>", "doi", doors.doi),
    ("/orcid/<path:number>", "orcid", doors.orcid),
    ("/wikidata/<path:item>", "wikidata", doors.wikidata),
    ("/dataset", "described", site.described),
    (f"/dataset.<any({FORMS}):form>", "described", site.described),
    ("/.well-known/void", "void", site.void),
    ("/robots.txt", "robots", site.robots),
    ("/sitemap.xml", "sitemap", site.sitemap),
    ("/sitemap-<int(min=1):part>.xml", "sitemap", site.sitemap),
    ("/<language>/", "landing", landing.show),
    ("/<language>/methods", "methods", catalogue.show),
    (f"/<language>/methods.<any({METHODS}):form>", "methods", catalogue.show),
    ("/<language>/search", "search", search.show),
    (f"/<language>/search.{LISTS}", "search", search.show),
    ("/<language>/method/<path:slug>", "method", method.show),
    (
        "/<language>/method/<path:slug>.<any(json, csv, png, bib, ris, csl, txt):form>",
        "method",
        method.show,
    ),
    ("/<language>/paper/<slug>", "paper", paper.show),
    ("/<language>/paper/<slug>.<any(json, csv, bib, ris, csl, txt):form>", "paper", paper.show),
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
    ("/<language>/graph/<path:slug>", "graph", graph.show),
    (
        "/<language>/graph/<path:slug>.<any(json, csv, svg, graphml, dot, mmd):form>",
        "graph",
        graph.show,
    ),
    ("/<language>/compare", "compare", compare.show),
    (
        f"/<language>/compare.<any({COMPARISONS}, png, bib, ris, csl, txt):form>",
        "compare",
        compare.show,
    ),
    ("/<language>/cite", "cite", cite.show),
    ("/<language>/cite.<any(bib, ris, csl, txt):form>", "cite", cite.show),
    ("/<language>/embed/compare", "embedded_comparison", embed.comparison),
    ("/<language>/embed/method/<path:slug>", "embedded_method", embed.method),
    ("/oembed", "oembed", oembed.answer),
    ("/<language>/sparql", "sparql_page", console.show),
    ("/<language>/query/<name>", "query_page", queries.show),
    ("/<language>/api", "api", api.show),
    ("/<language>/about", "about", about.show),
    ("/<language>/about.<any(json):form>", "about", about.show),
)


def blueprint(explorer: Explorer) -> Blueprint:
    """Make the addresses over an explorer."""
    pages = Blueprint("pages", __name__)
    views = {endpoint: partial(view, explorer) for _, endpoint, view in ADDRESSES}
    for address, endpoint, _ in ADDRESSES:
        pages.add_url_rule(address, endpoint, views[endpoint])
    asked = views["sparql_page"]  # a query may be too long for an address
    pages.add_url_rule("/<language>/sparql", "sparql_page", asked, methods=["POST"])
    pages.add_url_rule("/<language>/tray", "tray", partial(tray.change, explorer), methods=["POST"])
    pages.add_url_rule(
        "/sparql", "endpoint", partial(sparql.serve, explorer), methods=sparql.METHODS
    )
    matched, part = partial(reconcile.serve, explorer), partial(reconcile.part, explorer)
    for start in ("/reconcile", "/<language>/reconcile"):
        pages.add_url_rule(start, "reconcile", matched, methods=reconcile.METHODS)
        pages.add_url_rule(f"{start}/<any({PARTS}):part>", "reconcile_part", part)
    return pages
