"""What a release of the graph is called, and when its data are from."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..core import Explorer
from ..vocab import BASE, CC0, PREFIXES
from .triples import Triples, facts

ONTOLOGY = NamedNode(f"{BASE}ontology")
VERSION = f"{PREFIXES['owl']}versionInfo"
LICENCE = f"{PREFIXES['dcterms']}license"


@dataclass(frozen=True, slots=True)
class Release:
    """Version, licence and date of a graph, and how many methods it has."""

    version: str
    licence: str
    date: str
    methods: int


def release(explorer: Explorer, triples: Triples) -> Release:
    """Read from the graph what it says of itself; its date is that of the latest check or link."""
    said = {
        predicate.value: value.value
        for subject, predicate, value in facts(triples.stated)
        if subject == ONTOLOGY
    }
    return Release(
        version=said.get(VERSION, "0"),
        licence=said.get(LICENCE, CC0),
        date=explorer.updated or "1970-01-01",
        methods=len(explorer.entries),
    )
