"""What can be asked at each address for programs: in words, with parameters and examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter of an address; one that is `many` may be repeated, one `required` is needed."""

    name: str
    about: str
    example: str = ""
    many: bool = False
    number: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """What an address gives: `parts` are examples for its slots, `leads` says that it redirects.

    What it takes may be sent as a `form`, too; what it gives is `tagged` with an ETag.
    """

    summary: str
    group: str
    parts: Mapping[str, str]
    values: tuple[Value, ...] = ()
    media: str = ""
    leads: bool = False
    form: bool = False
    tagged: bool = True


DATA, NAMES, FILES = "Tables of the site as data", "Names of things", "Files"
EMBEDDING, MATCHING = "Pages for frames", "Matching of tables"
SLUG = {"slug": "random-forest"}
FACETS = tuple(
    Value(name, f"only methods of this {name}", example, many=True)
    for name, example in (
        ("family", "statistics"),
        ("field", "econometrics"),
        ("kind", "regression-model"),
        ("decade", "1990"),
    )
)
PAIR = Value(
    "method", "a method, or several with commas", "lasso,ridge-regression", many=True, required=True
)
STYLE = Value("style", "of text: apa, ieee, harvard or vancouver", "ieee")
OPERATIONS: Mapping[str, Operation] = {
    "methods": Operation(
        "The methods that fit words and filters",
        DATA,
        {},
        (
            Value("q", "words that a method is found by", "regression"),
            *FACETS,
            Value("sort", "relevance, name, oldest, newest or relations", "oldest"),
            Value("page", "the page of the list", "1", number=True),
            Value("limit", "the most methods", "20", number=True),
        ),
    ),
    "search": Operation(
        "Whatever is called by some words, and why each was found",
        DATA,
        {},
        (
            Value("q", "the words", "breiman"),
            Value("type", "method, person, paper, field, family or kind", "person", many=True),
            Value("limit", "the most hits of a type", "5", number=True),
        ),
    ),
    "method": Operation("A method with its works and relations", DATA, SLUG, (STYLE,)),
    "paper": Operation("A work", DATA, {"slug": "breiman-2001-random-forests"}, (STYLE,)),
    "person": Operation("A person with works and methods", DATA, {"slug": "leo-breiman"}),
    "field": Operation("A field with its methods", DATA, {"slug": "deep-learning"}),
    "family": Operation("A family with its methods", DATA, {"slug": "statistics"}),
    "kind": Operation("A type with its methods", DATA, {"slug": "regression-model"}),
    "timeline": Operation(
        "The methods by year",
        DATA,
        {},
        (
            Value("from", "the first year", "1950", number=True),
            Value("until", "the last year", "1999", number=True),
            Value("family", "only this family", "statistics"),
        ),
    ),
    "shape": Operation("How families and fields hang together", DATA, {}),
    "path": Operation(
        "The shortest chains of relations between two methods",
        DATA,
        {},
        (
            Value("from", "the first method", "lasso", required=True),
            Value("to", "the other method", "transformer", required=True),
        ),
    ),
    "graph": Operation(
        "The methods around a method and the relations between them",
        DATA,
        SLUG,
        (
            Value("with", "a further method to start from", "lasso", many=True),
            Value("depth", "steps, 1 to 3", "1", number=True),
            Value("type", "only relations of this type", "extends", many=True),
            *FACETS[:2],
            Value("since", "the first year", "1950", number=True),
            Value("until", "the last year", "2020", number=True),
            Value("limit", "the most methods", "60", number=True),
        ),
    ),
    "compare": Operation(
        "Two to ten methods side by side",
        DATA,
        {},
        (PAIR, STYLE),
    ),
    "cite": Operation(
        "Works, the page that names them, or the data set as citations",
        DATA,
        {},
        (
            Value("method", "a method whose works are cited", "lasso", many=True),
            Value("paper", "a work", "breiman-2001-random-forests", many=True),
            Value("of", "works, page or dataset", "works"),
            STYLE,
        ),
    ),
    "oembed": Operation(
        "How a page of a method or a comparison is embedded (oEmbed)",
        EMBEDDING,
        {},
        (
            Value(
                "url",
                "the address of the page, or the name of a method",
                "https://w3id.org/method-explorer/method/lasso",
                required=True,
            ),
            Value("format", "json or xml", "json"),
            Value("maxwidth", "the most pixels", "600", number=True),
            Value("maxheight", "the most pixels", "400", number=True),
        ),
        media="application/json text/xml",
        tagged=False,
    ),
    "embedded_comparison": Operation(
        "The table of a comparison, for a frame",
        EMBEDDING,
        {},
        (
            PAIR,
            Value("hide", "1 leaves out the rows that are equal", "1"),
            Value("theme", "light or dark, where the page around it is always so", "dark"),
        ),
        media="text/html",
    ),
    "embedded_method": Operation(
        "A method in short, for a frame",
        EMBEDDING,
        SLUG,
        (Value("theme", "light or dark, where the page around it is always so", "dark"),),
        media="text/html",
    ),
    "reconcile": Operation(
        "Rows of a table matched with methods, works and people (Reconciliation Service API)",
        MATCHING,
        {},
        (
            Value("queries", "queries by key, as JSON", '{"q0": {"query": "lasso"}}'),
            Value(
                "extend",
                "ids and properties whose values are wanted, as JSON",
                '{"ids": ["method/lasso"], "properties": [{"id": "year"}]}',
            ),
        ),
        media="application/json",
        form=True,
        tagged=False,
    ),
    "reconcile_part": Operation(
        "Suggestions and properties that go with the matching",
        MATCHING,
        {"part": "entity"},
        (
            Value("prefix", "how a name begins", "las"),
            Value("cursor", "suggestions to leave out", "0", number=True),
            Value("type", "Method, Paper or Person, for properties", "Method"),
            Value("id", "the thing that a preview or page is about", "method/lasso"),
        ),
        media="application/json",
        tagged=False,
    ),
    "about": Operation("How much the graph holds", DATA, {}),
    "thing": Operation(
        "The name of a thing, which leads to its page or a document",
        NAMES,
        {"room": "method", **SLUG},
        leads=True,
    ),
    "document": Operation(
        "What is stated of a thing, as RDF or JSON", NAMES, {"room": "method", **SLUG}
    ),
    "doi": Operation("The work of a DOI", NAMES, {"doi": "10.1023/a:1010933404324"}, leads=True),
    "orcid": Operation(
        "The person of an ORCID", NAMES, {"number": "0000-0003-0918-3766"}, leads=True
    ),
    "wikidata": Operation(
        "What an item of Wikidata is here", NAMES, {"item": "Q1897444"}, leads=True
    ),
    "vocabulary": Operation("The ontology", FILES, {}),
    "version": Operation("A version of the ontology", FILES, {"version": "0.1.0"}),
    "context": Operation("The words of the JSON-LD", FILES, {}, media="application/ld+json"),
    "described": Operation("The data set described in VoID and DCAT", FILES, {}),
    "file": Operation("A file of the graph", FILES, {"name": "methods.ttl"}, media="text/turtle"),
    "ontology_file": Operation(
        "A file of the ontology", FILES, {"name": "core"}, media="text/turtle"
    ),
    "sssom": Operation(
        "Every link to other data sets with its evidence (SSSOM)",
        FILES,
        {},
        media="text/tab-separated-values",
    ),
    "beacon": Operation(
        "The links of one kind to one data set (BEACON)",
        FILES,
        {"name": "method-wikidata-exactmatch"},
        media="text/plain",
    ),
    "query": Operation(
        "A query as its file has it",
        FILES,
        {"name": "method_list"},
        media="application/sparql-query",
    ),
    "sitemap": Operation("The pages of the site", FILES, {"part": "1"}, media="application/xml"),
    "openapi": Operation("This description", FILES, {}, media="application/json"),
    "healthz": Operation(
        "Whether the program answers", FILES, {}, media="application/json", tagged=False
    ),
}
