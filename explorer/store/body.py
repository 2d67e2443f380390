"""What an endpoint sent: results or a graph, in whichever form it has them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import pyoxigraph as ox

from .protocol import Answer

RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
GRAPH = "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.5"
MEMBERS = ("head", "boolean", "results")
TERM = ("type", "value", "datatype", "xml:lang")
LABEL = re.compile(r"[A-Za-z][A-Za-z0-9]*")
MALFORMED = (SyntaxError, ValueError, RecursionError)
Taken = TypeVar("Taken")


@dataclass(frozen=True, slots=True)
class Body:
    """What an endpoint sent, the media type that it gives it, and how it says that more lacks."""

    content: bytes
    media: str
    cut: str = ""

    def results(self, take: Callable[[Answer], Taken]) -> Taken:
        """Return what is taken from results in JSON or XML; raises one of what is MALFORMED."""
        if ox.QueryResultsFormat.from_media_type(self.media) == ox.QueryResultsFormat.XML:
            return take(ox.parse_query_results(self.content, ox.QueryResultsFormat.XML))
        with suppress(*MALFORMED):  # mended only where that is needed: it takes long
            return take(ox.parse_query_results(self.content, ox.QueryResultsFormat.JSON))
        return take(ox.parse_query_results(_standard(self.content), ox.QueryResultsFormat.JSON))

    def triples(self) -> list[ox.Triple]:
        """Return the triples of a graph; raises one of what is MALFORMED."""
        xml = ox.RdfFormat.from_media_type(self.media) == ox.RdfFormat.RDF_XML
        form = ox.RdfFormat.RDF_XML if xml else ox.RdfFormat.TURTLE
        # some engines send a triple as often as the query makes it
        return [*dict.fromkeys(quad.triple for quad in ox.parse(self.content, form))]


def _standard(content: bytes) -> bytes:
    """Return results in JSON without what engines add of their own; raises ValueError.

    >>> _standard(b'{"head": {}, "boolean": true, "meta": {"seconds": 1}}')
    b'{"head": {}, "boolean": true}'
    """
    told = json.loads(content)
    if not isinstance(told, dict):
        raise ValueError("results in JSON are an object")
    if "results" in told and isinstance(told.get("head"), dict):
        told["head"].setdefault("vars", [])  # left out by some where there is no row
    found = told.get("results")
    if isinstance(found, dict) and isinstance(found.get("bindings"), list):
        found["bindings"] = [_row(row) for row in found["bindings"]]
    return json.dumps({key: told[key] for key in MEMBERS if key in told}).encode()


def _row(told: Any) -> Any:
    return {name: _term(term) for name, term in told.items()} if isinstance(told, dict) else told


def _term(told: Any) -> Any:
    """Return a term without empty members, a blank node by a label that every form can hold.

    >>> _term({"type": "bnode", "value": "nodeID://b1", "datatype": ""})
    {'type': 'bnode', 'value': 'x6e6f646549443a2f2f6231'}
    """
    if not isinstance(told, dict):
        return told
    kept = {
        name: told[name] for name in TERM if told.get(name) or (name == "value" and name in told)
    }
    value, language = kept.get("value"), kept.get("xml:lang")
    if kept.get("type") == "bnode" and isinstance(value, str) and not LABEL.fullmatch(value):
        kept["value"] = f"x{value.encode().hex()}"
    if isinstance(language, str):
        kept["xml:lang"] = language.replace("_", "-")
    return kept
