"""The names of the graph that the program uses itself."""

from __future__ import annotations

from pyoxigraph import NamedNode

BASE = "https://w3id.org/method-explorer/"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"  # the licence of the data
MX = f"{BASE}ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TRUE = {"true", "1"}  # how a truth is written; some engines know numbers alone

PREFIXES = {
    "aio": "https://w3id.org/aio/",
    "arxiv": "https://arxiv.org/abs/",
    "bibo": "http://purl.org/ontology/bibo/",
    "c4o": "http://purl.org/spar/c4o/",
    "dblp": "https://dblp.org/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edam": "http://edamontology.org/",
    "fabio": "http://purl.org/spar/fabio/",
    "family": f"{BASE}family/",
    "field": f"{BASE}field/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kind": f"{BASE}kind/",
    "link": f"{BASE}link/",
    "m4i": "http://w3id.org/nfdi4ing/metadata4ing#",
    "mesh": "http://id.nlm.nih.gov/mesh/",
    "method": f"{BASE}method/",
    "mx": MX,
    "omid": "https://w3id.org/oc/meta/",
    "openalex": "https://openalex.org/",
    "orcid": "https://orcid.org/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "paper": f"{BASE}paper/",
    "pav": "http://purl.org/pav/",
    "person": f"{BASE}person/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "row": f"{BASE}row/",
    "s2": "https://www.semanticscholar.org/paper/",
    "schema": "https://schema.org/",
    "scheme": f"{BASE}scheme/",
    "shape": f"{BASE}shape/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "sssom": "https://w3id.org/sssom/",
    "statement": f"{BASE}statement/",
    "stato": "http://purl.obolibrary.org/obo/STATO_",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": XSD,
}

ASSERTED = NamedNode(f"{BASE}graph/asserted")  # the name of what is stated, for others
INFERRED = NamedNode(f"{BASE}graph/inferred")  # the graph of what follows from what is stated
LINKS = NamedNode(f"{BASE}graph/links")  # the graph of what things are called elsewhere
OUTSIDE = f"{BASE}graph/outside/"  # begins the graphs of what others said, each on a day

METHODS = f"{BASE}method/"
PAPERS = f"{BASE}paper/"
PERSONS = f"{BASE}person/"

NAME = NamedNode(f"{SKOS}prefLabel")
SUMMARY = NamedNode(f"{SKOS}definition")
ALIAS = NamedNode(f"{SKOS}altLabel")
FIELD = NamedNode(f"{MX}field")
FAMILY = NamedNode(f"{MX}family")
KIND = NamedNode(f"{MX}kind")
ORIGINATOR = NamedNode(f"{MX}originator")
WORK = NamedNode(f"{MX}seminalWork")
ACRONYM = NamedNode(f"{MX}acronym")
INTRODUCED = NamedNode(f"{MX}introduced")
ESTABLISHED = NamedNode(f"{MX}established")
RELATED = NamedNode(f"{MX}related")
SPECIALISES = NamedNode(f"{MX}specialises")
UNSETTLED = NamedNode(f"{MX}unsettled")
NOT_APPLICABLE = NamedNode(f"{MX}notApplicable")


def slug(iri: str) -> str:
    """Return the last part of an IRI.

    >>> slug("https://w3id.org/method-explorer/method/random-forest")
    'random-forest'
    >>> slug("https://w3id.org/method-explorer/ontology#extends")
    'extends'
    """
    return iri.rpartition("#")[2].rpartition("/")[2]


def short(iri: str) -> str:
    """Return an IRI with a prefix where one fits, else the text as it is.

    >>> short("https://w3id.org/method-explorer/method/lasso")
    'method:lasso'
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and len(iri) > len(start) and "/" not in iri[len(start) :]:
            return f"{prefix}:{iri[len(start) :]}"
    return iri
