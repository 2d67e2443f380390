"""The graph as the classes, properties and individuals of owlready2."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..vocab import MX, NAME, PREFIXES
from .logic import CLASS, OWL, RDFS, ROLES, TYPE, line

if TYPE_CHECKING:
    from owlready2 import Ontology as Ontology  # core names it too

SHAPES = PREFIXES["sh"]
BUILT_IN = (OWL, RDFS)
NOTE = ox.NamedNode(f"{OWL}AnnotationProperty")
KINDS = {NOTE, *ROLES}
LABEL = ox.NamedNode(f"{RDFS}label")
NAMES = {
    NAME,
    ox.NamedNode(f"{PREFIXES['schema']}name"),
    ox.NamedNode(f"{PREFIXES['dcterms']}title"),
}


def ontology(triples: Iterable[ox.Triple]) -> Ontology:
    """Return the graph in a world of its own: what is done to it reaches no other.

    The copy differs from the graph: years are numbers, names and titles are labels too, terms of
    other vocabularies are declared, and the SHACL shapes are left out.
    """
    from owlready2 import World

    graph = set(triples)
    shapes = {triple.subject for triple in graph if triple.predicate.value.startswith(SHAPES)}
    kept = [triple for triple in graph if triple.subject not in shapes]
    every = sorted({line(triple) for triple in (*kept, *_declared(kept), *_labels(kept))})
    made = World().get_ontology(MX)
    made.load(fileobj=BytesIO("\n".join((*every, "")).encode()))
    return made


def _declared(triples: Collection[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield what owlready2 must be told of terms that are used and nowhere declared."""
    kinds = [(triple.subject, triple.object) for triple in triples if triple.predicate == TYPE]
    properties = {term for term, kind in kinds if kind in KINDS}
    classes = {term for term, kind in kinds if kind == CLASS}
    for predicate in {triple.predicate for triple in triples} - properties - {TYPE}:
        if not predicate.value.startswith(BUILT_IN):
            yield ox.Triple(predicate, TYPE, NOTE)
    for kind in {kind for _, kind in kinds} - classes:
        if isinstance(kind, ox.NamedNode) and not kind.value.startswith(BUILT_IN):
            yield ox.Triple(kind, TYPE, CLASS)


def _labels(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield every name and title as a label, which is what owlready2 shows and searches."""
    for triple in triples:
        if triple.predicate in NAMES:
            yield ox.Triple(triple.subject, LABEL, triple.object)
