"""The site for machines: what is on it, what to leave alone, and the data set as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, current_app, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import escape
from werkzeug.wrappers import Response as Answer

from ... import publish
from ...config import LANGUAGES
from ...core import Explorer
from ...errors import NotFound
from ...vocab import BASE, slug
from .. import languages, negotiation, signposts
from ..documents import document
from ..frame import site
from . import thing

MOST = 5_000  # addresses of one file of the site map; the protocol takes ten times as many
# pages that are nothing without a question
UNLISTED = ("search", "walk", "tray", "embed/compare", "reconcile")
# what has an address for each choice that one can make: endless for a crawler
ENDLESS = (
    *(f"*/{page}?" for page in ("compare", "methods", "path", "timeline", "graph", "graph/*")),
    "*/cite?",
    *(f"*/{page}" for page in UNLISTED),
    "sparql?",
    "query/",
    "reconcile",
    "*/sparql?",
    "*/query/",
)
SPOKEN = {"language"}  # what pages ask of an address
MAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def described(explorer: Explorer, form: str = "") -> ResponseReturnValue:
    """Describe the data set in VoID and DCAT, or lead to the page or the description of it."""
    if not form:
        about = url_for("pages.about", language=languages.preferred())
        return thing.towards(
            ("html", *publish.FORMS),
            lambda form: about if form == "html" else url_for("pages.described", form=form),
        )
    served = publish.Served(
        site(),
        signposts.dumps(explorer),
        publish.examples(explorer.index, explorer.degrees),
        explorer.linksets,
        asked=not current_app.config.get("COPY"),
    )
    facts = publish.dataset(explorer.store, explorer.queries, served, explorer.updated)
    return document(publish.written(facts, form), form)


def void(explorer: Explorer) -> Answer:
    """Lead from where VoID is looked for to the description of the data set."""
    form = negotiation.wanted(publish.FORMS) or "ttl"
    response = redirect(url_for("pages.described", form=form), 302)
    response.headers["Vary"] = "Accept"
    return response


def robots(explorer: Explorer) -> Response:
    """Tell crawlers where the pages are listed, and what has no end."""
    kept_off = [f"Disallow: {request.script_root}/{path}" for path in ENDLESS]
    lines = ["User-agent: *", *kept_off, f"Sitemap: {site()}/sitemap.xml"]
    response = make_response("\n".join(lines) + "\n")
    response.content_type = "text/plain; charset=utf-8"
    return response


def sitemap(explorer: Explorer, part: int = 0) -> Response:
    """List every page in every language, in as many files as it takes; or list these files."""
    paths = [*_paths(explorer)]
    each = max(1, MOST // len(LANGUAGES))
    parts = [paths[start : start + each] for start in range(0, len(paths), each)]
    if not part and len(parts) > 1:
        files = (f"{site()}/sitemap-{number}.xml" for number in range(1, len(parts) + 1))
        listed = "".join(f"<sitemap><loc>{escape(file)}</loc></sitemap>\n" for file in files)
        return _xml(f"<sitemapindex {MAP}>\n{listed}</sitemapindex>\n")
    if part > len(parts):
        raise NotFound("The site map has no part of this number.")
    listed = "".join(_addresses(path) for path in parts[max(part, 1) - 1])
    spoken = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return _xml(f"<urlset {MAP} {spoken}>\n{listed}</urlset>\n")


def _paths(explorer: Explorer) -> Iterator[str]:
    """Yield the addresses of all pages without their language."""
    rules = current_app.url_map.iter_rules()
    pages = (rule.rule.removeprefix("/<language>/") for rule in rules if rule.arguments == SPOKEN)
    yield from (page for page in dict.fromkeys(pages) if page not in UNLISTED)
    for entry in explorer.entries:
        yield from (f"method/{entry.id}", f"graph/{entry.id}")
    for term in (*explorer.concepts, *explorer.works, *explorer.people):
        room = term.value.removeprefix(BASE).partition("/")[0]
        if room in thing.PLAIN:
            yield f"{room}/{slug(term.value)}"


def _addresses(path: str) -> str:
    """Return the entries of a page, one a language, each naming all the others."""
    known = {language: escape(f"{site()}/{language}/{path}") for language in LANGUAGES}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{address}"/>'
        for tag, address in (*known.items(), ("x-default", known[LANGUAGES[0]]))
    )
    return "".join(f"<url><loc>{address}</loc>{others}</url>\n" for address in known.values())


def _xml(body: str) -> Response:
    response = make_response(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}')
    response.content_type = "application/xml; charset=utf-8"
    return response
