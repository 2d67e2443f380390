"""What the endpoint is and grants, in the words of SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from ..config import Limits
from ..vocab import OUTSIDE, RDF, XSD
from .guard import DEEPEST, LARGEST_QUERY

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
W3C = "http://www.w3.org/ns/formats/"
RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
FORMS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}

Statement = tuple[NamedNode | BlankNode, str, NamedNode | BlankNode | Literal]


def document(address: str, sizes: Mapping[str, int], limits: Limits, form: str) -> bytes:
    """Return the description of the endpoint at an address as ttl, nt, jsonld or rdf."""
    said = [
        Triple(subject, NamedNode(predicate), value)
        for subject, predicate, value in _described(NamedNode(address), sizes, limits)
    ]
    prefixes = {"rdf": RDF, "rdfs": RDFS, "sd": SD, "void": VOID, "xsd": XSD}
    return serialize(said, format=FORMS[form], prefixes=prefixes) or b""


def _described(address: NamedNode, sizes: Mapping[str, int], limits: Limits) -> Iterator[Statement]:
    service, kind = NamedNode(f"{address.value}#service"), f"{RDF}type"
    yield service, kind, NamedNode(f"{SD}Service")
    yield service, f"{SD}endpoint", address
    yield service, f"{SD}supportedLanguage", NamedNode(f"{SD}SPARQL11Query")
    for name in (*RESULTS, *GRAPHS):
        yield service, f"{SD}resultFormat", NamedNode(f"{W3C}{name}")
    if limits.services:
        yield service, f"{SD}feature", NamedNode(f"{SD}BasicFederatedQuery")
    yield service, f"{RDFS}comment", Literal(in_words(limits, here=bool(sizes)), language="en")
    if not sizes:  # another endpoint answers, and what it holds is its own to say
        return
    ours = {name: size for name, size in sizes.items() if not name.startswith(OUTSIDE)}
    if ours == sizes:
        yield service, f"{SD}feature", NamedNode(f"{SD}UnionDefaultGraph")
    dataset, whole = BlankNode("dataset"), BlankNode("union")
    yield service, f"{SD}defaultDataset", dataset
    yield dataset, kind, NamedNode(f"{SD}Dataset")
    yield dataset, f"{SD}defaultGraph", whole
    yield whole, kind, NamedNode(f"{SD}Graph")
    yield whole, f"{VOID}triples", Literal(sum(ours.values()))
    for place, (name, size) in enumerate(sizes.items()):
        named, graph = BlankNode(f"named{place}"), BlankNode(f"graph{place}")
        yield dataset, f"{SD}namedGraph", named
        yield named, kind, NamedNode(f"{SD}NamedGraph")
        yield named, f"{SD}name", NamedNode(name)
        yield named, f"{SD}graph", graph
        yield graph, kind, NamedNode(f"{SD}Graph")
        yield graph, f"{VOID}triples", Literal(size)


def in_words(limits: Limits, *, here: bool = True) -> str:
    """Return the limits as sentences; memory is held only where workers answer."""
    rate = f" A client may ask {limits.rate.replace('/', ' times a ', 1)}." if limits.rate else ""
    kept = f" It may take {limits.memory} MiB of memory, and an" if here else " An"
    asked = " and ".join(f"<{service}>" for service in limits.services)
    federated = f"SERVICE only of {asked}, without SILENT" if asked else "no SERVICE"
    return (
        f"Read only: no updates, {federated}, no FROM of other graphs. A query has at most "
        f"{LARGEST_QUERY >> 10} KiB and {DEEPEST} levels of brackets and signs, and "
        f"{limits.seconds:g} seconds.{kept} answer has at most {limits.rows} rows or triples: "
        "where there are more, the header X-Result-Truncated is true, and so is the member "
        f"truncated of an answer in JSON.{rate} "
        "Too long a query is answered 413 and too deep a one 400; what takes too much or comes too "
        "often 503 or 429, with Retry-After."
    )
