"""Documents that programs read, beside the pages."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, make_response, request

from .. import cite, export
from ..model import Paper

CITATIONS = ("bib", "ris", "csl")
CITED = {*CITATIONS, "txt"}

TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "dot": "text/vnd.graphviz; charset=utf-8",
    "graphml": "application/graphml+xml; charset=utf-8",
    "mmd": "text/vnd.mermaid; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "png": "image/png",
    **{form.suffix: form.media for form in cite.FORMS.values()},
    **{suffix: form.media for suffix, form in export.COMPARISONS.items()},
}
KEPT = {"xlsx", "tex", "md", "html"}  # forms that a browser is to keep rather than to show


def citations(papers: Sequence[Paper], form: str) -> Response:
    """Return works as BibTeX, RIS, CSL-JSON, or as text in the style that is asked for."""
    styles = {"bib": "bibtex", "txt": request.args.get("style") or "apa"}
    return document(cite.cite(papers, styles.get(form, form)), form)


def document(content: str | bytes, form: str, name: str = "") -> Response:
    """Return a document under its media type, to be kept in a file of that name."""
    response = make_response(content)
    response.content_type = TYPES[form]
    if name and form in KEPT:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
