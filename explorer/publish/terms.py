"""The ontology as values: its terms, what holds of each, and the concept schemes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ..model import Term
from ..query import Query
from ..store import Solution, Store
from ..vocab import PREFIXES, RELATED, slug
from .description import ONTOLOGY

TRAITS = ("Functional", "Symmetric", "Asymmetric", "Transitive", "Irreflexive")
KINDS = ("Class", "NamedIndividual", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")


@dataclass(frozen=True, slots=True)
class Word:
    """A class, property or individual; names and definitions by language, `uses` in the graph."""

    term: NamedNode
    kind: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    domain: tuple[NamedNode, ...]
    range: tuple[NamedNode, ...]
    inverse: tuple[NamedNode, ...]
    above: tuple[NamedNode, ...]
    below: tuple[NamedNode, ...]
    disjoint: tuple[NamedNode, ...]
    traits: tuple[str, ...]
    uses: int
    own: bool

    @property
    def id(self) -> str:
        """The part of its name after the hash."""
        return slug(self.term.value)

    @property
    def related(self) -> bool:
        """Whether it is a relation between methods."""
        return RELATED in (self.term, *self.above)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme: fields, families or kinds."""

    id: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    concepts: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ontology: its version, what it is, its terms by name, and the concept schemes."""

    version: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    words: Mapping[NamedNode, Word]
    schemes: tuple[Scheme, ...]


def vocabulary(store: Store, queries: Mapping[str, Query]) -> Vocabulary:
    """Return the ontology with how often each of its terms is used."""
    header: dict[str, list[Term]] = defaultdict(list)
    for row in store.select(queries["ontology_header"].bind()):
        header[row["property"].value].append(row["value"])
    versions = header[f"{PREFIXES['owl']}versionInfo"]
    return Vocabulary(
        versions[0].value if versions else "",
        _texts(header[f"{PREFIXES['dcterms']}title"]),
        _texts(header[f"{PREFIXES['dcterms']}description"]),
        _words(store, queries),
        _schemes(store.select(queries["ontology_schemes"].bind())),
    )


def _words(store: Store, queries: Mapping[str, Query]) -> dict[NamedNode, Word]:
    facts: dict[NamedNode, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(queries["ontology_terms"].bind()):
        if isinstance(term := row["term"], NamedNode):
            facts[term][row["property"].value].append(row["value"])
    uses = {
        row[name].value: int(row["count"].value)
        for query, name in (("graph_counts", "class"), ("property_counts", "property"))
        for row in store.select(queries[query].bind())
    }
    below: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for term, said in facts.items():
        for wider in _above(said):
            below[wider].append(term)
    return {
        term: _word(term, said, below[term], uses.get(term.value, 0))
        for term, said in facts.items()
    }


def _word(
    term: NamedNode, said: Mapping[str, Sequence[Term]], below: Sequence[NamedNode], uses: int
) -> Word:
    types = {slug(value.value) for value in said.get(f"{PREFIXES['rdf']}type", ())}
    return Word(
        term=term,
        kind=next(kind for kind in KINDS if kind in types),
        names=_texts(said.get(f"{PREFIXES['rdfs']}label", ())),
        definitions=_texts(said.get(f"{PREFIXES['skos']}definition", ())),
        domain=_nodes(said, "rdfs", "domain"),
        range=_nodes(said, "rdfs", "range"),
        inverse=_nodes(said, "owl", "inverseOf"),
        above=_above(said),
        below=tuple(below),
        disjoint=_nodes(said, "owl", "disjointWith"),
        traits=tuple(trait for trait in TRAITS if f"{trait}Property" in types),
        uses=uses,
        own=ONTOLOGY in said.get(f"{PREFIXES['rdfs']}isDefinedBy", ()),
    )


def _above(said: Mapping[str, Sequence[Term]]) -> tuple[NamedNode, ...]:
    return (*_nodes(said, "rdfs", "subClassOf"), *_nodes(said, "rdfs", "subPropertyOf"))


def _nodes(said: Mapping[str, Sequence[Term]], prefix: str, name: str) -> tuple[NamedNode, ...]:
    found = said.get(f"{PREFIXES[prefix]}{name}", ())
    nodes = (value for value in found if isinstance(value, NamedNode))
    return tuple(sorted(nodes, key=lambda node: node.value))


def _texts(values: Sequence[Term]) -> dict[str, str]:
    return {value.language or "": value.value for value in values if isinstance(value, Literal)}


def _schemes(rows: Sequence[Solution]) -> tuple[Scheme, ...]:
    texts: dict[tuple[str, str], list[Term]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for row in rows:
        named = slug(row["scheme"].value)
        texts[named, slug(row["property"].value)].append(row["text"])
        sizes[named] = int(row["concepts"].value)
    return tuple(
        Scheme(named, _texts(texts[named, "prefLabel"]), _texts(texts[named, "definition"]), size)
        for named, size in sizes.items()
    )
