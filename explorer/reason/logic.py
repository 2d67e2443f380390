"""The part of a graph that a reasoner needs: axioms, and facts in the terms they speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from ..vocab import PREFIXES, RDF, SKOS, XSD

OWL, RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
TYPE = ox.NamedNode(f"{RDF}type")
SCHEME = ox.NamedNode(f"{SKOS}inScheme")
CLASS = ox.NamedNode(f"{OWL}Class")
ROLES = {ox.NamedNode(f"{OWL}{kind}Property") for kind in ("Object", "Datatype")}
# what is said for people, or for the machinery of OWL, and constrains nothing
NOTES = {f"{OWL}{name}" for name in ("versionIRI", "versionInfo", "imports", "deprecated")}
NOTES |= {f"{OWL}{name}" for name in ("AnnotationProperty", "Ontology", "NamedIndividual")}
OF_ROLES = {f"{RDFS}{name}" for name in ("subPropertyOf", "domain", "range")}
OF_CLASSES = {f"{RDFS}subClassOf", f"{RDF}first", f"{RDF}rest"}

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def line(triple: ox.Triple) -> str:
    """Return a triple as N-Triples, its year as a number: neither engine knows xsd:gYear."""
    return f"{triple} .".replace(f"<{XSD}gYear>", f"<{XSD}integer>")


@dataclass(frozen=True, slots=True)
class Logic:
    """The axioms as N-Triples, the facts in a fixed order, and the scheme of each concept."""

    axioms: tuple[str, ...]
    facts: tuple[ox.Triple, ...]
    schemes: Mapping[Node, Node]

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> Logic:
        """Take from a graph what constrains or is constrained; texts and the like are left out."""
        every = sorted(set(triples), key=str)
        typed = [(triple.subject, triple.object) for triple in every if triple.predicate == TYPE]
        classes = {thing for thing, kind in typed if kind == CLASS}
        roles = {thing for thing, kind in typed if kind in ROLES}
        return cls(
            tuple(line(triple) for triple in every if _is_axiom(triple, roles)),
            tuple(
                triple
                for triple in every
                if triple.predicate in roles
                or (triple.predicate == TYPE and triple.object in classes)
            ),
            {triple.subject: triple.object for triple in every if triple.predicate == SCHEME},
        )

    def text(self, facts: Iterable[ox.Triple]) -> str:
        """Return axioms and facts as N-Triples; different concepts of a scheme are different."""
        chosen = list(facts)
        named = dict.fromkeys(
            fact.object for fact in chosen if fact.predicate != TYPE and fact.object in self.schemes
        )
        members = defaultdict(list)
        for concept in named:
            members[self.schemes[concept]].append(concept)
        lists = (
            each
            for number, concepts in enumerate(members.values())
            for each in _different(concepts, f"_:different{number}x")
        )
        return "\n".join((*self.axioms, *map(line, chosen), *lists, ""))


def _is_axiom(triple: ox.Triple, roles: Collection[Node]) -> bool:
    name = triple.predicate.value
    if triple.predicate == TYPE:
        name = getattr(triple.object, "value", "")
    if name in OF_ROLES:
        return triple.subject in roles
    return name in OF_CLASSES or (name.startswith(OWL) and name not in NOTES)


def _different(concepts: Sequence[Node], label: str) -> Iterator[str]:
    """Say that concepts are all different things, as a list in N-Triples."""
    yield f"{label} <{RDF}type> <{OWL}AllDifferent> ."
    yield f"{label} <{OWL}distinctMembers> {label}0 ."
    for number, concept in enumerate(concepts):
        yield f"{label}{number} <{RDF}first> {concept} ."
    nodes = [*(f"{label}{number}" for number in range(len(concepts))), f"<{RDF}nil>"]
    yield from (f"{node} <{RDF}rest> {after} ." for node, after in pairwise(nodes))
