"""What pages say of the interfaces for programs."""

from __future__ import annotations

from flask import url_for
from markupsafe import Markup

from ...query import Query
from .nodes import Node, address, page, script, text


def endpoint(name: str) -> Markup:
    """Return the page on which the SPARQL endpoint is asked."""
    return script({**page("WebPage", name), "about": _sparql()})


def query(known: Query) -> Markup:
    """Return the page of a query, which programs ask under an address of its own."""
    said = {"description": text(known.summary, "en")}
    asked = _interface(url_for("pages.answer", name=known.name), known.name)
    return script({**page("WebPage", known.name), **said, "about": {**asked, **said}})


def api(name: str) -> Markup:
    """Return the page that explains every address for programs."""
    described = _interface(url_for("pages.openapi", _anchor="paths"), "Method Explorer")
    return script({**page("WebPage", name), "about": [described, _sparql()]})


def _sparql() -> Node:
    made = _interface(url_for("pages.endpoint"), "Method Explorer SPARQL")
    return {**made, "serviceType": "SPARQL 1.1 Protocol"}


def _interface(path: str, name: str) -> Node:
    return {
        "@type": "WebAPI",
        **address(path),
        "url": address(path),
        "name": name,
        "documentation": [address(url_for(f"pages.{one}")) for one in ("openapi", "api")],
    }
