"""The graph's methods as entries: what `add` reads, written back."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from ..vocab import slug
from .drafts import Entry
from .graph import Graph, node
from .people import People
from .works import Works

RELATIONS = (
    "specialises",
    "generalises",
    "extends",
    "extendedBy",
    "hasComponent",
    "componentOf",
    "alternativeTo",
    "usedWith",
    "contrastsWith",
    "supersedes",
    "supersededBy",
    "related",
)
PROPERTIES = {
    "established": "mx:established",
    "introduced": "mx:introduced",
    "kinds": "mx:kind",
    "originators": "mx:originator",
    "works": "mx:seminalWork",
}


def statement(method: NamedNode, path: NamedNode, other: NamedNode) -> NamedNode:
    """Return the name of the statement that explains a relation."""
    words = re.sub(r"(?=[A-Z])", "-", slug(path.value)).lower()
    return node("statement", f"{slug(method.value)}-{words}-{slug(other.value)}")


def entry(graph: Graph, people: People, works: Works, method: NamedNode) -> Entry:
    """Return the entry of a method, in the order of the schema."""
    shared = sorted({text for _, text in graph.texts(method, "mx:sharedAlias")})
    papers = [
        paper for paper in graph.values(method, "mx:seminalWork") if isinstance(paper, NamedNode)
    ]
    originators = [
        one for one in graph.values(method, "mx:originator") if isinstance(one, NamedNode)
    ]
    made: Entry = {
        "id": slug(method.value),
        "name": dict(graph.texts(method, "skos:prefLabel")),
        "aliases": _lists(graph, method, "skos:altLabel"),
        "acronyms": _lists(graph, method, "mx:acronym"),
        "shared_aliases": shared,
        "summary": dict(graph.texts(method, "skos:definition")),
        "family": slug(graph.one(method, "mx:family")),
        "fields": _slugs(graph, method, "mx:field"),
        "kinds": _slugs(graph, method, "mx:kind"),
        "introduced": int(graph.one(method, "mx:introduced") or 0),
        "established": int(graph.one(method, "mx:established") or 0),
        "originators": [people.agent(one) for one in sorted(originators, key=str)],
        "origin_note": dict(graph.texts(method, "mx:originNote")),
        "works": [works.work(paper) for paper in sorted(papers, key=str)],
        "related": [_relation(graph, method, path, other) for path, other in graph.edges(method)],
        "unsettled": _properties(graph, method, "mx:unsettled"),
        "not_applicable": _properties(graph, method, "mx:notApplicable"),
    }
    return {key: value for key, value in made.items() if value}


def _lists(graph: Graph, method: NamedNode, path: str) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for tag, text in graph.texts(method, path):
        made.setdefault(tag, []).append(text)
    return made


def _slugs(graph: Graph, method: NamedNode, path: str) -> list[str]:
    return sorted(slug(value.value) for value in graph.values(method, path))


def _properties(graph: Graph, method: NamedNode, path: str) -> list[str]:
    keys = {name.partition(":")[2]: key for key, name in PROPERTIES.items()}
    return sorted(keys[local] for local in _slugs(graph, method, path) if local in keys)


def _relation(graph: Graph, method: NamedNode, path: NamedNode, other: NamedNode) -> Entry:
    named = statement(method, path, other)
    made: Entry = {slug(path.value): slug(other.value)}
    if note := dict(graph.texts(named, "skos:note")):
        made["note"] = note
    if source := graph.one(named, "dcterms:source"):
        made["source"] = graph.one(NamedNode(source), "bibo:doi")
    return made
