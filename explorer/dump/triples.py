"""Every triple of a graph in one order, and in every form that RDF is written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from ..model import Fact
from ..query import Query
from ..store import Store
from ..vocab import ASSERTED, INFERRED, PREFIXES
from .part import Part

FORMS = {
    "ttl": (ox.RdfFormat.TURTLE, "text/turtle", "Turtle"),
    "nt": (ox.RdfFormat.N_TRIPLES, "application/n-triples", "N-Triples"),
    "jsonld": (ox.RdfFormat.JSON_LD, "application/ld+json", "JSON-LD"),
    "rdf": (ox.RdfFormat.RDF_XML, "application/rdf+xml", "RDF/XML"),
}
GRAPHS = {
    "nq": (ox.RdfFormat.N_QUADS, "application/n-quads", "N-Quads"),
    "trig": (ox.RdfFormat.TRIG, "application/trig", "TriG"),
}


@dataclass(frozen=True, slots=True)
class Triples:
    """What is stated and what follows from it, each in the order of its text."""

    stated: tuple[ox.Triple, ...]
    inferred: tuple[ox.Triple, ...]

    @classmethod
    def read(cls, store: Store, queries: Mapping[str, Query]) -> Triples:
        """Ask a store for all it holds; blank nodes get the names that their place gives them.

        Where the default graph is a union, what follows is taken out of it again.
        """
        inferred = {*store.construct(queries["graph_inferred"].bind())}
        stated = {*store.construct(queries["graph_triples"].bind())} - inferred
        graphs = ((stated, ASSERTED), (inferred, INFERRED))
        quads = ox.Dataset(_quad(triple, name) for held, name in graphs for triple in held)
        quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)

        def held(name: ox.NamedNode) -> tuple[ox.Triple, ...]:
            return tuple(
                sorted((quad.triple for quad in quads.quads_for_graph_name(name)), key=str)
            )

        return cls(held(ASSERTED), held(INFERRED))

    def files(self) -> Iterator[tuple[Part, bytes]]:
        """Yield what is stated and what follows in every form, and both as named graphs."""
        parts = (
            ("graph", "What is stated: the ontology and the data", self.stated),
            ("inferred", "What follows from what is stated, by the rules", self.inferred),
        )
        for name, what, held in parts:
            for end, (form, kind, called) in FORMS.items():
                yield Part(f"{name}.{end}", kind, f"{what}, as {called}."), written(held, form)
        for end, (form, kind, called) in GRAPHS.items():
            told = f"Both as named graphs, {ASSERTED.value} and {INFERRED.value}, as {called}."
            yield Part(f"graphs.{end}", kind, told), written(self._quads(), form)

    def _quads(self) -> tuple[ox.Quad, ...]:
        graphs = ((self.stated, ASSERTED), (self.inferred, INFERRED))
        return tuple(_quad(triple, name) for held, name in graphs for triple in held)


def facts(held: Iterable[ox.Triple]) -> Iterator[Fact]:
    """Yield the triples without blank nodes."""
    for triple in held:
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            yield subject, triple.predicate, value


def _quad(triple: ox.Triple, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def lines(held: tuple[ox.Triple, ...]) -> bytes:
    """Return triples as N-Triples."""
    return written(held, ox.RdfFormat.N_TRIPLES)


def written(held: tuple[ox.Triple, ...] | tuple[ox.Quad, ...], form: ox.RdfFormat) -> bytes:
    """Return triples or quads in a form of RDF."""
    named = form in {ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML}
    return ox.serialize(held, format=form, prefixes=PREFIXES if named else None) or b""
