"""Signposts: links in the head of an answer that lead a program to names, data and licence.

They follow signposting.org. Addresses are those of the site as it is served; `cite-as` is the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from flask import Flask, Response, request
from pyoxigraph import NamedNode

from .. import publish
from ..core import Explorer
from ..errors import ExplorerError
from ..vocab import BASE, PREFIXES, slug
from .frame import files, ontology_files, origin, site
from .negotiation import KINDS
from .subjects import PAGES, UNSHOWN, documents, path, subject

MOST_AUTHORS = 10  # so that the head of an answer stays small enough for any proxy
SCHEMA = PREFIXES["schema"]
CLASSES = {
    **dict.fromkeys(("method", "field", "family", "kind"), f"{SCHEMA}DefinedTerm"),
    **dict.fromkeys(("ontology", "scheme"), f"{SCHEMA}DefinedTermSet"),
    "paper": f"{SCHEMA}ScholarlyArticle",
    "person": f"{SCHEMA}Person",
    "dataset": f"{SCHEMA}Dataset",
    "statement": f"{PREFIXES['rdf']}Statement",
    "link": f"{PREFIXES['owl']}Axiom",
    "row": f"{PREFIXES['rdfs']}Resource",  # a shape, or a group of these
    "shape": f"{PREFIXES['sh']}Shape",
}
LANDINGS = {"dataset": "/en/about", "ontology": "/en/ontology"}
FILE_KINDS = {"ttl": "text/turtle", "tsv": "text/tab-separated-values"}


@dataclass(frozen=True, slots=True)
class Signpost:
    """A link by its relations, and the type of what it leads to."""

    address: str
    rel: str
    type: str = ""

    def __str__(self) -> str:
        kind = f'; type="{self.type}"' if self.type else ""
        return f'<{self.address}>; rel="{self.rel}"{kind}'


def posts(explorer: Explorer, page: bool) -> Iterator[Signpost]:
    """Yield the links of an answer: of a page, or of a document or the way to one."""
    room, named = subject()
    yield Signpost(f"{BASE}{path()}", "cite-as")
    yield Signpost(publish.LICENCE.value, "license")
    if page:
        yield Signpost(f"{SCHEMA}AboutPage", "type")
    yield Signpost(CLASSES[room], "type")
    for form, address in documents().items():
        rel = "describedby alternate" if page else "alternate"
        if not request.path.endswith(f".{form}"):
            yield Signpost(f"{origin()}{address}", rel, KINDS[form])
    if room in PAGES:
        plain = request.path if page else f"/{path()}"
        if not request.path.endswith(".json"):
            yield Signpost(f"{site()}{plain}.json", "alternate", KINDS["json"])
    if not page and room not in UNSHOWN:
        yield _landing(room)
    if room == "dataset":
        yield from (Signpost(at, "item", kind) for at, kind in dumps(explorer))
    else:
        yield Signpost(f"{site()}/dataset", "collection")
    for author in _authors(explorer, room, named):
        yield Signpost(f"{site()}/person/{slug(author.value)}", "author")


def _landing(room: str) -> Signpost:
    """Return the link to the page: what a document describes, or another form of the thing."""
    rel = "describes alternate" if "form" in (request.view_args or {}) else "alternate"
    at = f"/en/{path()}" if room in PAGES else LANDINGS.get(room, f"/{path()}")
    return Signpost(f"{site()}{at}", rel, KINDS["html"])


def dumps(explorer: Explorer) -> tuple[tuple[str, str], ...]:
    """Return the addresses of the files of the graph with their types."""
    paths = [f"data/{name}" for name in files(explorer)]
    paths += [f"ontology/{name}" for name in ontology_files(explorer)]
    paths += ["links.sssom.tsv"] if explorer.linked else []
    return tuple((f"{site()}/{path}", FILE_KINDS[path.rpartition(".")[2]]) for path in paths)


def _authors(explorer: Explorer, room: str, named: str) -> tuple[NamedNode, ...]:
    """Return who introduced a method or wrote a work, as far as that can be said now."""
    with suppress(ExplorerError):
        if room == "method" and (entry := explorer.index.get(named)):
            return entry.originators[:MOST_AUTHORS]
        if room == "paper" and (work := explorer.works.get(NamedNode(f"{BASE}{path()}"))):
            return work.authors[:MOST_AUTHORS]
    return ()


PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def install(app: Flask, explorer: Explorer) -> None:
    """Put signposts on what is about a thing, and let programs of any origin read data."""

    @app.after_request
    def signpost(response: Response) -> Response:
        if request.method == "OPTIONS" and "Access-Control-Allow-Methods" not in response.headers:
            response.headers.update(PREFLIGHT)
            return response
        page = response.mimetype == "text/html" and response.status_code == 200
        data = not page or "form" in (request.view_args or {})
        if data and request.endpoint != "static" and request.method != "POST":
            response.headers.setdefault("Access-Control-Allow-Origin", "*")
            response.headers.setdefault("Access-Control-Expose-Headers", "Link, ETag, Retry-After")
        if response.status_code in (200, 303) and "Link" not in response.headers and path():
            response.headers["Link"] = ", ".join(map(str, posts(explorer, page)))
        return response
