"""The data set as VoID and DCAT describe one, all of it counted in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from .. import __version__
from ..model import Entry, Fact, Linkset, Term
from ..query import Query
from ..store import Solution, Store
from ..vocab import BASE, PREFIXES, slug
from .description import DATASET, LICENCE, ONTOLOGY, about

MEDIA = "https://www.iana.org/assignments/media-types/"
KEYWORDS = ("research methods", "methodology", "knowledge graph", "linked data")


@dataclass(frozen=True, slots=True)
class Served:
    """Where the data set is to be had: the start of the site, and its files by address and type.

    `linksets` are what leads from it to other data sets; `asked` is whether it answers SPARQL.
    """

    site: str
    files: tuple[tuple[str, str], ...]
    examples: tuple[NamedNode, ...]
    linksets: tuple[Linkset, ...] = ()
    asked: bool = True


def dataset(store: Store, queries: Mapping[str, Query], served: Served, updated: str) -> list[Fact]:
    """Return the description of the data set, of when it is, and where it is to be had."""
    classes = store.select(queries["graph_counts"].bind())
    properties = store.select(queries["property_counts"].bind())
    size = store.select(queries["graph_size"].bind())[0]
    header = store.select(queries["ontology_header"].bind())
    return [
        *_named(header, updated),
        *_sizes(size, classes, properties),
        *_partitions("class", "entities", classes),
        *_partitions("property", "triples", properties),
        *_access(served),
        *_linked(served),
        *about(DATASET),
    ]


def _named(header: Sequence[Solution], updated: str) -> Iterator[Fact]:
    """Yield what the data set is called, what it is, whose, of when, and under which licence."""
    team, catalogue = (NamedNode(f"{DATASET.value}#{part}") for part in ("team", "catalogue"))
    yield from _said(team, {"rdf:type": [_node("foaf:Agent")], "foaf:name": ["Method Explorer"]})
    title = Literal("Method Explorer", language="en")
    description = f"{PREFIXES['dcterms']}description"
    told: dict[str, Iterable[Term | str]] = {
        "dcterms:title": [title],
        "dcterms:description": [
            row["value"] for row in header if row["property"].value == description
        ],
        "dcterms:license": [LICENCE],
        "dcterms:publisher": [team],
    }
    catalogued = {"rdf:type": [_node("dcat:Catalog")], "dcat:dataset": [DATASET]}
    yield from _said(catalogue, {**catalogued, **told})
    yield from _said(
        DATASET,
        {
            "rdf:type": [_node("dcat:Dataset"), _node("void:Dataset")],
            **told,
            "dcterms:modified": [_day(updated)] if updated else [],
            "dcterms:conformsTo": [ONTOLOGY],
            "dcat:keyword": [Literal(word, language="en") for word in KEYWORDS],
            "dcat:version": [__version__],
            "owl:versionInfo": [__version__],
            "void:uriSpace": [BASE],
            "void:feature": [
                NamedNode(f"http://www.w3.org/ns/formats/{name}")
                for name in ("Turtle", "JSON-LD", "N-Triples", "RDF_XML")
            ],
        },
    )


def _sizes(
    size: Solution, classes: Sequence[Solution], properties: Sequence[Solution]
) -> Iterator[Fact]:
    """Yield how large the data set is, and which vocabularies its words come from."""
    words = [row["class"].value for row in classes] + [row["property"].value for row in properties]
    spaces = {start for start in PREFIXES.values() if any(word.startswith(start) for word in words)}
    yield from _said(
        DATASET,
        {
            "void:triples": [size["triples"]],
            "void:entities": [size["entities"]],
            "void:distinctSubjects": [size["subjects"]],
            "void:distinctObjects": [size["objects"]],
            "void:classes": [Literal(len(classes))],
            "void:properties": [Literal(len(properties))],
            "void:vocabulary": [NamedNode(space) for space in sorted(spaces)],
        },
    )


def _partitions(kind: str, counted: str, rows: Sequence[Solution]) -> Iterator[Fact]:
    """Yield a part of the data set for each class or property, with its size."""
    for row in rows:
        if not isinstance(of := row[kind], NamedNode):
            continue
        # the prefix keeps apart what two vocabularies call by one name
        start = of.value.removesuffix(slug(of.value))
        prefix = next((name for name, at in PREFIXES.items() if at == start), "other")
        part = NamedNode(f"{DATASET.value}#{kind}-{prefix}-{slug(of.value)}")
        yield from _said(DATASET, {f"void:{kind}Partition": [part]})
        yield from _said(part, {f"void:{kind}": [of], f"void:{counted}": [row["count"]]})


def _access(served: Served) -> Iterator[Fact]:
    """Yield where the data set is to be had, and things to begin with."""
    page, endpoint = NamedNode(f"{served.site}/en/about"), NamedNode(f"{served.site}/sparql")
    if served.asked:
        yield from _said(
            NamedNode(f"{DATASET.value}#sparql"),
            {
                "rdf:type": [_node("dcat:DataService")],
                "dcat:endpointURL": [endpoint],
                "dcat:servesDataset": [DATASET],
                "dcterms:title": [Literal("SPARQL", language="en")],
            },
        )
        yield from _said(DATASET, {"void:sparqlEndpoint": [endpoint]})
    files = [NamedNode(address) for address, _ in served.files]
    yield from _said(
        DATASET,
        {
            "dcat:landingPage": [page],
            "foaf:homepage": [page],
            "void:exampleResource": served.examples,
            # the links are a graph of their own, which is not counted
            "void:dataDump": [
                file
                for file in files
                if file.value.endswith(".ttl") and slug(file.value) != "links.ttl"
            ],
        },
    )
    for file, (_, media) in zip(files, served.files, strict=True):
        one = NamedNode(f"{DATASET.value}#file-{slug(file.value)}")
        yield from _said(DATASET, {"dcat:distribution": [one]})
        yield from _distribution(one, file, media)


def _distribution(named: NamedNode, file: NamedNode, media: str) -> Iterator[Fact]:
    """Yield what is said of a file: where it is, what it is, and under which licence."""
    yield from _said(
        named,
        {
            "rdf:type": [_node("dcat:Distribution")],
            "dcat:accessURL": [file],
            "dcat:downloadURL": [file],
            "dcat:mediaType": [NamedNode(f"{MEDIA}{media}")],
            "dcterms:license": [LICENCE],
            "dcterms:title": [Literal(slug(file.value), language="en")],
        },
    )


def _linked(served: Served) -> Iterator[Fact]:
    """Yield the sets of links, the data sets that they lead to, and the file of each."""
    for links in served.linksets:
        named, there = (
            NamedNode(f"{DATASET.value}#{kind}-{name}")
            for kind, name in (("links", links.id), ("there", slug(links.home.rstrip("/"))))
        )
        file = NamedNode(f"{DATASET.value}#beacon-{links.id}")
        address = NamedNode(f"{served.site}/beacon/{links.id}.txt")
        title = Literal(f"{links.room} – {links.name}", language="en")
        yield from _said(DATASET, {"void:subset": [named]})
        yield from _said(
            named,
            {
                "rdf:type": [_node("void:Linkset")],
                "dcterms:title": [title],
                "dcterms:license": [LICENCE],
                "dcterms:modified": [_day(links.date)],
                "void:subjectsTarget": [DATASET],
                "void:objectsTarget": [there],
                "void:linkPredicate": [links.predicate],
                "void:triples": [Literal(len(links.matches))],
                "dcat:distribution": [file],
            },
        )
        yield from _said(
            there,
            {
                "rdf:type": [_node("void:Dataset")],
                "dcterms:title": [Literal(links.name)],
                "foaf:homepage": [NamedNode(links.home)],
                "dcterms:license": [NamedNode(links.licence)],
                "void:uriSpace": [links.space],
            },
        )
        yield from _distribution(file, address, "text/plain")


def _said(subject: NamedNode, facts: Mapping[str, Iterable[Term | str]]) -> Iterator[Fact]:
    """Yield statements about a subject; plain text is a literal."""
    for name, values in facts.items():
        for value in values:
            yield subject, _node(name), Literal(value) if isinstance(value, str) else value


def _day(date: str) -> Literal:
    return Literal(date, datatype=_node("xsd:date"))


def _node(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(f"{PREFIXES[prefix]}{local}")


def examples(methods: Mapping[str, Entry], degrees: Mapping[str, int]) -> tuple[NamedNode, ...]:
    """Return a thing of each kind to begin with: the most related method and what it names."""
    best = max(
        methods.values(), key=lambda entry: (degrees.get(entry.id, 0), entry.id), default=None
    )
    if best is None:
        return ()
    kinds = (best.originators, best.works, best.fields, best.kinds)
    family = (best.family,) if best.family else ()
    return (best.term, *(terms[0] for terms in kinds if terms), *family)
