"""Which form is sent: `?format=` says so, else what the Accept header likes best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from .languages import gettext
from .problems import problem

KINDS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "json": "application/json",
}
# what older clients ask for; not XML, which old browsers like as well as a page
LOOSE = {
    "application/x-turtle": "ttl",
    "text/n3": "ttl",
    "text/rdf+n3": "ttl",
    "text/plain": "nt",
    "application/json": "jsonld",
}
VARY = "Accept, Accept-Language, Cookie"
NAMED = 2  # how closely a type names itself; a family of types is 1, any type 0


def best(
    offers: Mapping[str, str], loose: Mapping[str, str], asked: str, accept: str
) -> tuple[str, str]:
    """Return the form and the media type that suit best, empty where none does.

    `offers` are media types by form, the preferred first; `loose` are forms by the names of those
    who do not know the proper ones. A client that says nothing, or takes anything, gets the first.

    >>> offers, loose = {"ttl": "text/turtle", "rdf": "application/rdf+xml"}, {"text/xml": "rdf"}
    >>> best(offers, loose, "", "text/*, application/rdf+xml;q=0.9")
    ('ttl', 'text/turtle')
    >>> best(offers, loose, "", "text/xml, */*"), best(offers, loose, "rdf", "text/turtle")
    (('rdf', 'text/xml'), ('rdf', 'application/rdf+xml'))
    """
    names = {**{media: form for form, media in offers.items()}, **loose}
    if asked:
        media = offers.get(asked, asked)
        return (names[media], media) if media in names else ("", "")
    liked = _liked(accept)
    # of several that are liked as well, one that is named goes before one that any range takes in
    ranked = {media: _quality(media, liked, media in offers.values()) for media in names}
    media = max(ranked, key=lambda one: ranked[one])
    return (names[media], media) if ranked[media][0] > 0 else ("", "")


def _liked(accept: str) -> list[tuple[str, float]]:
    """Return what Accept names, without parameters such as the profile of a JSON-LD document."""
    return [
        (name.partition(";")[0].strip().lower(), quality)
        for name, quality in parse_accept_header(accept, MIMEAccept)
    ] or [("*/*", 1.0)]


def _quality(media: str, liked: Sequence[tuple[str, float]], proper: bool) -> tuple[float, int]:
    """Return how much a type is liked, by what names it most closely, and how closely.

    A loose name counts only where it was asked for by name.
    """
    ranges = {media: NAMED}
    if proper:
        ranges |= {f"{media.partition('/')[0]}/*": 1, "*/*": 0}
    closeness, quality = max(
        ((ranges[name], quality) for name, quality in liked if name in ranges), default=(-1, 0.0)
    )
    return quality, closeness


def suited(offers: Mapping[str, str], loose: Mapping[str, str], asked: str) -> tuple[str, str]:
    """Return the form and the media type that suit this request best, empty where none does."""
    return best(offers, loose, asked, request.headers.get("Accept", ""))


def wanted(forms: Sequence[str]) -> str:
    """Return the form of a thing that is asked for, of those there are; empty where none suits."""
    offers = {form: KINDS[form] for form in forms}
    asked = request.accept_mimetypes
    loose = {
        media: form
        for media, form in LOOSE.items()
        if form in offers
        and media not in offers.values()
        and asked.quality(media) > asked.quality("text/html")
    }
    return suited(offers, loose, request.args.get("format", "").strip())[0]


def refused(addresses: Mapping[str, str]) -> Response:
    """Answer 406 with what there is, by form and address."""
    there = ", ".join(f"{KINDS[form]} ({form})" for form in addresses)
    response = problem(
        406,
        gettext("There is no such form of this"),
        gettext("Ask for one of %(forms)s.", forms=there),
        available=[
            {"type": KINDS[form], "address": address} for form, address in addresses.items()
        ],
    )
    response.headers["Vary"] = VARY
    return response
