"""RDF as text: Turtle, JSON-LD, N-Triples and RDF/XML, the same triples in each."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from .. import jsonld, turtle
from ..model import Fact
from ..vocab import PREFIXES

FORMS = ("ttl", "jsonld", "nt", "rdf")


def written(facts: Iterable[Fact], form: str) -> str:
    """Return triples in one of FORMS, byte for byte the same for the same triples."""
    if form == "ttl":
        return turtle.write(facts)
    if form == "jsonld":
        return jsonld.written(facts)
    lines = sorted({f"{' '.join(map(str, fact))} .\n" for fact in facts})
    return "".join(lines) if form == "nt" else _xml("".join(lines))


def _xml(ntriples: str) -> str:
    """Return RDF/XML, in which each prefix that is declared is used."""
    triples = [quad.triple for quad in ox.parse(ntriples, ox.RdfFormat.N_TRIPLES)]
    used = {
        name: start
        for name, start in PREFIXES.items()
        if any(fact.predicate.value.startswith(start) for fact in triples)
    }
    made = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=used)
    return (made or b"").decode()
