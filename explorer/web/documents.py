"""Documents that programs read, beside the pages."""

from __future__ import annotations

from flask import Response, make_response

TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "png": "image/png",
}


def document(content: str | bytes, form: str) -> Response:
    """Return a document under its media type."""
    response = make_response(content)
    response.content_type = TYPES[form]
    return response
