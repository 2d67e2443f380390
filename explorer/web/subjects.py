"""What an address is about, and where the documents of that are."""

from __future__ import annotations

from flask import request

from .. import publish

PAGES = ("method", "paper", "person", "field", "family", "kind")
# what has a name and documents, and no page of its own
UNSHOWN = ("row", "shape")  # on no page at all
OTHERS = ("statement", "link", "scheme", *UNSHOWN)
WHOLES = {
    "about": "dataset",
    "landing": "dataset",
    "described": "dataset",
    "terms": "ontology",
    "version": "ontology",
    "vocabulary": "ontology",
}


def subject() -> tuple[str, str]:
    """Return the room and slug of what is asked for; a whole has no slug, and nothing no room."""
    endpoint = (request.endpoint or "").rpartition(".")[2]
    parts = request.view_args or {}
    if endpoint in (*PAGES, "thing", "document"):
        return parts.get("room", endpoint), parts["slug"]
    return WHOLES.get(endpoint, ""), ""


def path() -> str:
    """Return the path of the name of what is asked for, such as method/lasso."""
    return "/".join(filter(None, subject()))


def documents() -> dict[str, str]:
    """Return the addresses of the RDF documents of what is asked for, by form."""
    named = path()
    root = request.script_root
    return {form: f"{root}/{named}.{form}" for form in publish.FORMS} if named else {}
