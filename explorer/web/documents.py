"""Documents that programs read, beside the pages."""

from __future__ import annotations

import json
from collections.abc import Sequence

from flask import Response, make_response

from .. import cite
from ..model import Paper

CITATIONS = ("bib", "ris", "csl")

TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "dot": "text/vnd.graphviz; charset=utf-8",
    "graphml": "application/graphml+xml; charset=utf-8",
    "mmd": "text/vnd.mermaid; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "png": "image/png",
}


def citations(papers: Sequence[Paper], form: str) -> Response:
    """Return works as BibTeX, RIS or CSL-JSON."""
    if form == "csl":
        return document(json.dumps(cite.csl(papers), ensure_ascii=False, indent=2) + "\n", form)
    return document(cite.bibtex(papers) if form == "bib" else cite.ris(papers), form)


def document(content: str | bytes, form: str) -> Response:
    """Return a document under its media type."""
    response = make_response(content)
    response.content_type = TYPES[form]
    return response
