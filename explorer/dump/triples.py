"""Every triple of a graph in one order, and in every form that RDF is written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from .. import snapshots
from ..errors import StoreError
from ..model import Fact, Snapshot
from ..query import Query
from ..store import Store
from ..vocab import ASSERTED, INFERRED, LINKS, PREFIXES, slug
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
    """What is stated, what follows, links, and what others say, each in the order of its text."""

    stated: tuple[ox.Triple, ...]
    inferred: tuple[ox.Triple, ...]
    links: tuple[ox.Triple, ...]
    outside: tuple[tuple[Snapshot, tuple[ox.Triple, ...]], ...] = ()

    @classmethod
    def read(cls, store: Store, queries: Mapping[str, Query]) -> Triples:
        """Ask a store for all it holds; blank nodes get the names that their place gives them.

        Where the default graph is a union, what is in the others is taken out of it again. Raises
        StoreError where an endpoint gives less than it says it holds, as some do without a word.
        """
        inferred = {*store.construct(queries["graph_inferred"].bind())}
        links = {*store.construct(queries["graph_links"].bind())}
        default = {*store.construct(queries["graph_triples"].bind())}
        size = int(store.select(queries["graph_size"].bind())[0]["triples"].value)
        if len(default) < size:
            raise StoreError(
                f"The store gave {len(default)} of its {size} statements: raise its limit of rows."
            )
        stated = default - inferred - links
        asked = queries["graph_outside"]
        taken = snapshots.listed(store, queries)
        outside = (({*store.construct(asked.bind(snapshot=one.graph))}, one.graph) for one in taken)
        graphs = ((stated, ASSERTED), (inferred, INFERRED), (links, LINKS), *outside)
        quads = ox.Dataset(_quad(triple, name) for held, name in graphs for triple in held)
        quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)

        def held(name: ox.NamedNode) -> tuple[ox.Triple, ...]:
            return tuple(
                sorted((quad.triple for quad in quads.quads_for_graph_name(name)), key=str)
            )

        others = tuple((one, held(one.graph)) for one in taken)
        return cls(held(ASSERTED), held(INFERRED), held(LINKS), others)

    @property
    def graphs(self) -> tuple[tuple[ox.NamedNode, tuple[ox.Triple, ...]], ...]:
        """The graphs by name."""
        own = ((ASSERTED, self.stated), (INFERRED, self.inferred), (LINKS, self.links))
        return (*own, *((one.graph, held) for one, held in self.outside))

    def files(self) -> Iterator[tuple[Part, bytes]]:
        """Yield each graph in every form, and all of them as named graphs."""
        parts = (
            ("graph", "What is stated: the ontology and the data", "", self.stated),
            ("inferred", "What follows from what is stated, by the rules", "", self.inferred),
            ("links", "What things are called in data sets elsewhere", "", self.links),
            *(
                (
                    f"outside/{slug(one.graph.value)}",
                    f"What {one.title} said on {one.date}, under its licence {one.licence}",
                    one.licence,
                    held,
                )
                for one, held in self.outside
            ),
        )
        for name, what, licence, held in parts:
            for end, (form, kind, called) in FORMS.items():
                part = Part(f"{name}.{end}", kind, f"{what}, as {called}.", licence=licence)
                yield part, written(held, form)
        for end, (form, kind, called) in GRAPHS.items():
            names = ", ".join(name.value for name, _ in self.graphs)
            told = f"All as named graphs ({names}), as {called}."
            yield Part(f"graphs.{end}", kind, told), written(self._quads(), form)

    def _quads(self) -> tuple[ox.Quad, ...]:
        return tuple(_quad(triple, name) for name, held in self.graphs for triple in held)


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
