"""Methods renamed and withdrawn; a slug once used is never used again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from .. import turtle
from ..choice import SLUG
from ..errors import ChoiceError, NotFound
from ..model import Term
from ..vocab import METHODS
from .graph import Graph, node, property_of
from .inverse import statement

ENDS = ("rdf:subject", "rdf:predicate", "rdf:object")


def existing(graph: Graph, slug: str) -> NamedNode:
    """Return a method by its slug; raises NotFound, also for one withdrawn or renamed."""
    method = node(METHODS, slug) if SLUG.fullmatch(slug) else node(METHODS, "-")
    if property_of("mx:Method") not in graph.values(method, "rdf:type"):
        raise NotFound("There is no method “{slug}”.", slug, slug=slug)
    return method


def rename(graph: Graph, old: str, new: str) -> Graph:
    """Return the graph with a method under another slug; raises NotFound or ChoiceError."""
    if not SLUG.fullmatch(new):
        raise ChoiceError("“{slug}” is not a slug: lower-case words joined by hyphens.", slug=new)
    before, after = existing(graph, old), node(METHODS, new)
    if graph.about(after):
        raise ChoiceError("The slug “{slug}” is taken; a slug is never used again.", slug=new)
    swap: dict[Term, NamedNode] = {before: after}
    for one in _explanations(graph, before):
        parts = (swap.get(end, end) for end in _ends(graph, one))
        swap[one] = statement(*(NamedNode(part.value) for part in parts))
    made = Graph(())
    for subject, path, value in graph.facts():
        made.put(swap.get(subject, subject), path, swap.get(value, value))
    made.put(before, "owl:deprecated", Literal(True))
    made.put(before, "dcterms:isReplacedBy", after)
    return made


def withdraw(graph: Graph, slug: str, because: str) -> Graph:
    """Return the graph without a method and its relations; raises NotFound or ChoiceError."""
    method = existing(graph, slug)
    if not because.strip():
        raise ChoiceError("Say why the method is withdrawn.")
    gone = {method, *_explanations(graph, method)}
    made = Graph(())
    for subject, path, value in graph.facts():
        if subject not in gone and value not in gone:
            made.put(subject, path, value)
    made.put(method, "owl:deprecated", Literal(True))
    made.put(method, "skos:changeNote", Literal(" ".join(because.split()), language="en"))
    return made


def retell(
    snapshots: Iterable[Path], before: NamedNode, after: NamedNode | None
) -> dict[Path, str]:
    """Return the files in which others spoke of a method as they are once it moved, or went."""
    told = {}
    for path in snapshots:
        old = turtle.read(path)
        kept = [fact for fact in old if fact[0] != before]
        moved = [(after, *fact[1:]) for fact in old if fact[0] == before and after]
        if len(kept) < len(old):
            told[path] = turtle.write([*kept, *moved])
    return told


def _explanations(graph: Graph, method: NamedNode) -> list[NamedNode]:
    """Return the statements about relations of a method."""
    found = (one for one in graph.things("rdf:Statement") if method in _ends(graph, one))
    return list(found)


def _ends(graph: Graph, statement: NamedNode) -> list[Term]:
    return [value for end in ENDS for value in graph.values(statement, end)]
