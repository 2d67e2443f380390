"""Which form of a thing is sent: `?format=` says so, else what the Accept header likes best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, json, make_response, request

from .languages import gettext

# in the order of preference where a client has none
MEDIA = {
    "text/html": "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/json": "json",
}
KINDS = {form: kind for kind, form in reversed(MEDIA.items())}
VARY = "Accept, Accept-Language, Cookie"


def wanted(forms: Sequence[str]) -> str:
    """Return the form that is asked for, of those there are; empty where none suits.

    A client that says nothing, or that takes anything, gets the first.
    """
    if asked := request.args.get("format", "").strip():
        form = MEDIA.get(asked, asked)
        return form if form in forms else ""
    liked = _liked()
    if not liked:
        return forms[0]
    offers = sorted(
        ((kind, form) for kind, form in MEDIA.items() if form in forms),
        key=lambda offer: forms.index(offer[1]),
    )
    # of several that are liked as well, one that is named goes before one that any range takes in
    best = max(offers, key=lambda offer: _quality(offer[0], liked))
    return best[1] if _quality(best[0], liked)[0] > 0 else ""


def _liked() -> list[tuple[str, float]]:
    """Return what Accept names, without parameters such as the profile of a JSON-LD document."""
    return [
        (name.partition(";")[0].strip().lower(), quality)
        for name, quality in request.accept_mimetypes
    ]


def _quality(kind: str, liked: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """Return how much a type is liked, by what names it most closely, and how closely."""
    ranges = {kind: 2, f"{kind.partition('/')[0]}/*": 1, "*/*": 0}
    closeness, quality = max(
        ((ranges[name], quality) for name, quality in liked if name in ranges), default=(-1, 0.0)
    )
    return quality, closeness


def refused(addresses: Mapping[str, str]) -> Response:
    """Answer 406 with what there is, by form and address."""
    there = ", ".join(f"{KINDS[form]} ({form})" for form in addresses)
    problem = {
        "type": "about:blank",
        "title": gettext("There is no such form of this"),
        "status": 406,
        "detail": gettext("Ask for one of %(forms)s.", forms=there),
        "available": [
            {"type": KINDS[form], "address": address} for form, address in addresses.items()
        ],
    }
    response = make_response(json.dumps(problem), 406)
    response.content_type = "application/problem+json"
    response.headers["Vary"] = VARY
    return response
