"""The documents of things: what is stated of one, what leads to it, and what those are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from ..model import Fact
from ..query import Query
from ..store import Store
from ..vocab import BASE, CC0, PREFIXES
from .forms import FORMS

DATASET = NamedNode(f"{BASE}dataset")
ONTOLOGY = NamedNode(f"{BASE}ontology")
LICENCE = NamedNode(CC0)
TYPE = NamedNode(f"{PREFIXES['rdf']}type")
DEFINED = NamedNode(f"{PREFIXES['rdfs']}isDefinedBy")
SHAPES = NamedNode(f"{ONTOLOGY.value}/shapes.ttl")  # with the lists that a document leaves out


def known(store: Store, queries: Mapping[str, Query], thing: NamedNode) -> bool:
    """Say whether the graph knows what kind of thing it is."""
    return store.ask(queries["thing_known"].bind(thing=thing))


def describe(store: Store, queries: Mapping[str, Query], thing: NamedNode) -> list[Fact]:
    """Return what is stated of a thing and leads to it, and what it is beside: a document of it."""
    stated = facts(store.construct(queries["thing_document"].bind(focus=thing)))
    ends = {end for fact in stated for end in fact[::2] if isinstance(end, NamedNode)}
    beside = sorted(ends - {thing}, key=lambda end: end.value)
    named = store.construct(queries["thing_names"].bind(thing=beside)) if beside else []
    shaped = thing.value.startswith((PREFIXES["row"], PREFIXES["shape"]))
    defined = [(thing, DEFINED, SHAPES)] if shaped else []
    return [*dict.fromkeys([*stated, *facts(named), *defined, *about(thing)])]


def ontology(store: Store, queries: Mapping[str, Query]) -> list[Fact]:
    """Return the terms of the ontology, with what it says of others, and the concept schemes."""
    stated = store.construct(queries["ontology_document"].bind())
    return [*facts(stated), *about(ONTOLOGY)]


def about(thing: NamedNode) -> list[Fact]:
    """Return what a document says of itself: what it is about, of what, under which licence."""
    document = NamedNode(f"{thing.value}.ttl")
    others = (NamedNode(f"{thing.value}.{form}") for form in FORMS if form != "ttl")
    said: list[tuple[str, str, NamedNode]] = [
        ("rdf", "type", NamedNode(f"{PREFIXES['foaf']}Document")),
        ("foaf", "primaryTopic", thing),
        ("dcterms", "license", LICENCE),
        ("prov", "wasDerivedFrom", DATASET),
        *(("dcterms", "hasFormat", other) for other in others),
    ]
    return [(document, NamedNode(f"{PREFIXES[at]}{name}"), value) for at, name, value in said]


def facts(triples: Iterable[ox.Triple]) -> list[Fact]:
    """Return triples between things that have names; a foreign store may hold others too."""
    return [
        (fact.subject, fact.predicate, fact.object)
        for fact in triples
        if isinstance(fact.subject, NamedNode) and isinstance(fact.object, NamedNode | Literal)
    ]
