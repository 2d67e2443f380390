"""Every thing has documents that say what the graph says, and the way there is signposted."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from extruct.jsonld import JsonLdExtractor
from rdflib.plugins.parsers.jsonld import to_rdf
from signposting import find_signposting_http_link

from explorer import config, jsonld, publish
from explorer.config import LANGUAGES
from explorer.core import Explorer
from explorer.errors import DataError
from explorer.query import Queries
from explorer.store import EmbeddedStore
from explorer.vocab import BASE, MX, PREFIXES, RDF, SKOS
from explorer.web import create_app
from explorer.web.pages import ADDRESSES
from explorer.web.pages import site as site_page
from reference import SMALL

FORMATS = {
    "ttl": ("text/turtle", "turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", "nt", ox.RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", "xml", ox.RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", "json-ld", ox.RdfFormat.JSON_LD),
}
THINGS = [
    "method/lasso",
    "paper/breiman-2001-random-forests",
    "person/leo-breiman",
    "field/deep-learning",
    "family/qualitative",
    "kind/regression-model",
    "statement/ab-testing-specialises-randomized-controlled-trial",
    "scheme/families",
    "ontology",
    "dataset",
]
SCHEMA = PREFIXES["schema"]
Triples = set[ox.Triple]


def triples(text: str, form: str) -> Triples:
    return {quad.triple for quad in ox.parse(text, FORMATS[form][2])}


def read(text: str, syntax: str) -> rdflib.Graph:
    """Read with rdflib; its JSON-LD by the step that does not go through what rdflib deprecates."""
    graph = rdflib.Graph()
    return (
        to_rdf(json.loads(text), graph)
        if syntax == "json-ld"
        else graph.parse(data=text, format=syntax)
    )


def node(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(f"{PREFIXES[prefix]}{local}")


@pytest.fixture(scope="session")
def stated() -> Triples:
    """What the files of the graph state, read without any code of ours but the list of files."""
    files = config.Sources.below(config.share())
    read = (ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE) for path in files.all)
    return {quad.triple for quads in read for quad in quads}


PLANTED = """
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix fabio: <http://purl.org/spar/fabio/> .
@prefix method: <https://w3id.org/method-explorer/method/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix paper: <https://w3id.org/method-explorer/paper/> .
@prefix person: <https://w3id.org/method-explorer/person/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
method:ant skos:exactMatch <http://www.wikidata.org/entity/Q42> .
method:emmet owl:deprecated true ; dcterms:isReplacedBy method:ant .
method:flea owl:deprecated true ; skos:changeNote "No one uses it."@en .
person:amy schema:identifier <https://orcid.org/0000-0002-1825-0097> .
paper:end a fabio:Book ; dcterms:title "</script><script>alert(1)</script> & more" ; dcterms:issued 2001 ;
    bibo:doi "10.1000/AbC" ; bibo:authorList <https://w3id.org/method-explorer/paper/end#authors> .
<https://w3id.org/method-explorer/paper/end#authors> a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Seq> ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#_1> person:guild .
person:guild a schema:Organization ; schema:name "Guild" .
"""


@pytest.fixture(scope="session")
def planted(queries: Queries, tmp_path_factory: pytest.TempPathFactory):
    """A small graph with identifiers, an organisation, and slugs that have gone."""
    more = tmp_path_factory.mktemp("planted") / "more.ttl"
    more.write_text(PLANTED, "utf-8")
    store = EmbeddedStore.of([*config.Sources.below(SMALL).all, more])
    return create_app(
        Explorer(store, queries, {}), site="https://methods.example.org"
    ).test_client()


@pytest.mark.parametrize("thing", THINGS)
def test_each_form_of_a_document_holds_the_same_triples(client, thing: str) -> None:
    found = []
    for form, (kind, name, _) in FORMATS.items():
        answer = client.get(f"/{thing}.{form}")
        assert (answer.status_code, answer.mimetype) == (200, kind)
        foreign = read(answer.text, name)
        assert len(foreign) == len(triples(answer.text, form))
        found += [foreign.serialize(format="nt"), triples(answer.text, form)]
    lines = {frozenset(text.splitlines()) for text in found[::2]}
    assert len(lines) == 1 and all(one == found[1] for one in found[1::2])
    assert len(found[1]) > 10


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize(("form", "syntax"), [("ttl", "turtle"), ("rdf", "rdfxml")])
def test_rapper_reads_the_same(client, thing: str, form: str, syntax: str) -> None:
    program = shutil.which("rapper")
    assert program, "This test needs rapper: run `make clients`."
    text = client.get(f"/{thing}.{form}").data
    said = subprocess.run(
        [program, "-q", "-i", syntax, "-o", "ntriples", "-", BASE],
        input=text,
        capture_output=True,
        check=True,
    )
    assert not said.stderr
    assert triples(said.stdout.decode(), "nt") == triples(text.decode(), form)


@pytest.mark.parametrize("thing", THINGS[:-2])
def test_a_document_holds_what_is_stated_and_what_leads_there(
    client, explorer: Explorer, stated: Triples, thing: str
) -> None:
    name = ox.NamedNode(f"{BASE}{thing}")
    found = triples(client.get(f"/{thing}.nt").text, "nt")
    matches = explorer.matches.get(name, ())
    linked = {ox.Triple(match.subject, match.predicate, match.object) for match in matches}
    assert linked | {fact for fact in stated if name in (fact.subject, fact.object)} <= found
    document = ox.NamedNode(f"{name.value}.ttl")
    about = {fact for fact in found if fact.subject == document}
    assert found - about <= stated | linked
    assert ox.Triple(document, node("dcterms:license"), publish.LICENCE) in about
    assert ox.Triple(document, node("foaf:primaryTopic"), name) in about
    things = {
        end
        for fact in found - about
        for end in (fact.subject, fact.object)
        if isinstance(end, ox.NamedNode) and end != name and end.value.startswith(NAMED)
    }
    named = {fact.subject for fact in found if fact.predicate in map(node, NAMES)}
    assert {one for one in things if "#authors" not in one.value} <= named


NAMED = tuple(f"{BASE}{room}/" for room in ("method", "paper", "person", "field", "family", "kind"))
NAMES = ("skos:prefLabel", "schema:name", "dcterms:title", "rdfs:label")


def test_a_document_of_a_method_has_its_reasons_and_no_inference(client, stated: Triples) -> None:
    lasso = node("method:lasso")
    found = triples(client.get("/method/lasso.ttl").text, "ttl")
    assert (
        ox.Triple(node("method:stability-selection"), ox.NamedNode(f"{MX}extends"), lasso) in found
    )
    reasons = {
        fact.subject
        for fact in stated
        if fact.object == lasso and fact.predicate.value in (f"{RDF}subject", f"{RDF}object")
    }
    notes = {fact for fact in stated if fact.subject in reasons and "note" in fact.predicate.value}
    assert len(notes) > 10 and notes <= found
    follows = ox.Triple(node("method:stability-selection"), ox.NamedNode(f"{MX}related"), lasso)
    assert follows not in found
    list_of = triples(client.get("/paper/breiman-2001-random-forests.nt").text, "nt")
    assert node("person:leo-breiman") in {
        fact.object for fact in list_of if fact.predicate.value == f"{RDF}_1"
    }


def test_documents_are_the_same_over_an_endpoint(client, remote: Explorer) -> None:
    away = create_app(remote).test_client()
    for thing in ("method/lasso.ttl", "person/leo-breiman.jsonld", "ontology.nt", "dataset.ttl"):
        answer = away.get(f"/{thing}")
        assert "ETag" not in answer.headers
        assert answer.text == client.get(f"/{thing}").text
    led = away.get("/method/lasso", headers={"Accept": "text/turtle"})
    assert led.location == "/method/lasso.ttl"


def test_json_ld_says_things_in_our_words_and_needs_no_network(client) -> None:
    found = client.get("/method/lasso.jsonld").get_json(force=True)
    words = json.loads((config.share() / "ontology" / "context.jsonld").read_text("utf-8"))
    assert found["@context"].items() <= words["@context"].items()
    lasso = next(one for one in found["@graph"] if one["id"] == "method:lasso")
    assert lasso["type"] == "Method" and lasso["name"]["vi"] == "Hồi quy Lasso"
    assert lasso["introduced"] == "1996" and "method:linear-regression" in lasso["extends"]
    assert client.get("/ontology/context.jsonld").get_json(force=True) == words


def test_json_ld_keeps_every_kind_of_value() -> None:
    thing, schema = node("method:x"), node("schema:name")
    facts = [
        (thing, schema, value)
        for value in (
            ox.Literal("plain"),
            ox.Literal("said", language="en"),
            ox.Literal(True),
            ox.Literal("1", datatype=node("xsd:boolean")),
            ox.Literal(5),
            node("method:y"),
            ox.NamedNode("urn:other"),
        )
    ]
    facts.append((thing, node("mx:introduced"), ox.Literal("1990", datatype=node("xsd:gYear"))))
    facts.append((thing, node("mx:introduced"), ox.Literal("1990")))
    facts.append((thing, node("mx:seminalWorkUnknown"), ox.Literal(True)))
    facts += [(thing, node("skos:closeMatch"), node(f"{prefix}:0000001")) for prefix in PREFIXES]
    assert triples(jsonld.written(facts), "jsonld") == {ox.Triple(*fact) for fact in facts}


@pytest.mark.parametrize(
    ("accept", "leads"),
    [
        (None, "/en/method/lasso"),
        ("", "/en/method/lasso"),
        ("*/*", "/en/method/lasso"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/en/method/lasso"),
        ("text/turtle", "/method/lasso.ttl"),
        ("text/turtle, */*", "/method/lasso.ttl"),
        ("text/turtle;q=0.5, text/html;q=0.4", "/method/lasso.ttl"),
        ("text/html;q=0, text/*;q=0.5, application/json;q=0.1", "/method/lasso.ttl"),
        ("text/html;q=0, */*", "/method/lasso.ttl"),
        ("application/rdf+xml", "/method/lasso.rdf"),
        ("application/n-triples", "/method/lasso.nt"),
        ("application/json", "/method/lasso.json"),
        ("application/ld+json", "/method/lasso.jsonld"),
        # what rdflib sends for N-Triples and N3, axios for anything, and Safari long ago
        ("text/plain, */*;q=0.1", "/method/lasso.nt"),
        ("text/n3, */*;q=0.1", "/method/lasso.ttl"),
        ("application/json, text/plain, */*", "/method/lasso.json"),
        ("application/xml,text/html;q=0.9,text/plain;q=0.8,*/*;q=0.5", "/en/method/lasso"),
        (
            'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
            "/method/lasso.jsonld",
        ),
        (
            'application/ld+json;profile="http://www.w3.org/ns/json-ld#flattened";q=0.9, text/html;q=0.2',
            "/method/lasso.jsonld",
        ),
    ],
)
def test_accept_chooses_the_page_or_the_document(client, accept: str | None, leads: str) -> None:
    answer = client.get("/method/lasso", headers={} if accept is None else {"Accept": accept})
    assert (answer.status_code, answer.location) == (303, leads)
    assert "Accept" in answer.headers["Vary"].split(", ")


def test_json_of_what_has_none_is_json_ld_for_those_who_like_it_best(client) -> None:
    for accept, leads in (
        ("application/json", "/ontology.jsonld"),
        ("application/json, text/plain, */*", "/en/ontology"),
    ):
        assert client.get("/ontology", headers={"Accept": accept}).location == leads


def test_a_suffix_beats_a_parameter_beats_accept(client) -> None:
    turtle, json_liked = {"Accept": "text/turtle"}, {"Accept": "application/json"}
    asked = client.get("/method/lasso?format=nt", headers=turtle)
    assert asked.location == "/method/lasso.nt"
    assert client.get("/method/lasso?format=application/rdf%2Bxml").location == "/method/lasso.rdf"
    for accept in (turtle, json_liked, {"Accept": "image/png"}):
        answer = client.get("/method/lasso.rdf?format=nt", headers=accept)
        assert (answer.status_code, answer.mimetype) == (200, "application/rdf+xml")


@pytest.mark.parametrize("thing", ["method/lasso", "ontology", "dataset"])
def test_what_there_is_not_is_answered_with_what_there_is(client, thing: str) -> None:
    for address, accept in ((thing, "image/png"), (f"{thing}?format=xyz", "*/*")):
        answer = client.get(f"/{address}", headers={"Accept": accept})
        assert (answer.status_code, answer.content_type) == (406, "application/problem+json")
        assert answer.headers["Vary"].startswith("Accept")
        there = answer.get_json()["available"]
        assert {"text/html", *(kind for kind, *_ in FORMATS.values())} <= {
            one["type"] for one in there
        }
        for one in there:
            assert client.get(one["address"]).status_code == 200
            assert one["type"] in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("paper/breiman-2001-random-forests", "/vi/paper/breiman-2001-random-forests"),
        ("person/leo-breiman", "/vi/person/leo-breiman"),
        ("kind/regression-model", "/vi/kind/regression-model"),
        ("statement/ab-testing-used-with-power-analysis", "/vi/method/ab-testing"),
        ("scheme/kinds", "/vi/ontology#kinds"),
        ("ontology", "/vi/ontology"),
        ("dataset", "/vi/about"),
    ],
)
def test_a_name_leads_to_the_page_in_the_language_asked_for(client, name: str, page: str) -> None:
    answer = client.get(f"/{name}", headers={"Accept-Language": "vi", "Accept": "text/html"})
    assert (answer.status_code, answer.location) == (303, page)
    assert client.get(page).status_code == 200


def test_every_name_of_the_graph_leads_somewhere(client, explorer: Explorer) -> None:
    ends = (end for quad in explorer.store.quads() for end in (quad.subject, quad.object))
    names = {end.value for end in ends if isinstance(end, ox.NamedNode)}
    paths = {name.partition("#")[0].removeprefix(BASE) for name in names if name.startswith(BASE)}
    rooms = {path.partition("/")[0]: path for path in sorted(paths)}
    assert {"link", "row", "shape"} < rooms.keys()
    links = sorted(path for path in paths if path.startswith("link/"))
    words = [path for path in paths if path.startswith(("row/", "shape/"))]
    for path in (*links[::40], *words):
        assert client.get(f"/{path}").status_code == 303, path
    for path in (rooms[room] for room in ("link", "row", "shape")):
        for accept in ("text/html,*/*;q=0.8", "text/turtle"):
            led = client.get(f"/{path}", headers={"Accept": accept}, follow_redirects=True)
            assert led.status_code == 200, path
        assert ("text/html" in led.headers["Link"]) is path.startswith("link/")
        name = ox.NamedNode(f"{BASE}{path}")
        assert any(name in (one.subject, one.object) for one in triples(led.text, "ttl")), path
    agent = triples(client.get("/shape/agent.ttl").text, "ttl")
    lists = ox.NamedNode(f"{BASE}ontology/shapes.ttl")  # which the document leaves out
    assert any(one.object == lists for one in agent)
    assert client.get("/query/thing_known?thing=shape:agent&format=json").json["boolean"]
    linked = client.get(f"/{MATCHED}", headers={"Accept": "text/html"})
    assert linked.location == "/en/method/action-research"
    shown = client.get(
        "/en/sparql", query_string={"query": f"SELECT (<{BASE}{MATCHED}> AS ?x) {{}}"}
    )
    assert f'<a href="/{MATCHED}">' in shown.text


MATCHED = "link/method-action-research-wd-Q1897444"


@pytest.mark.parametrize(
    "room",
    ["method", "paper", "person", "field", "statement", "scheme", "link", "row", "shape"],
)
def test_what_is_not_there_is_not_found_in_any_form(client, room: str) -> None:
    for form in ("", ".ttl", ".jsonld", ".json"):
        answer = client.get(f"/{room}/no-such-thing{form}")
        assert answer.status_code == 404
        assert not form or answer.content_type == "application/problem+json"


def test_the_plain_json_is_that_of_the_page(client) -> None:
    for thing in THINGS[:6]:
        assert client.get(f"/{thing}.json").text == client.get(f"/en/{thing}.json").text
    reason = client.get(f"/{THINGS[6]}.json").get_json()
    assert (reason["subject"], reason["relation"]) == ("ab-testing", "specialises")
    assert reason["notes"]["en"].startswith("It is a randomised trial")


def test_a_renamed_slug_moves_in_every_form_and_a_withdrawn_one_is_gone(planted) -> None:
    for form in ("", ".ttl", ".jsonld", ".json"):
        moved = planted.get(f"/method/emmet{form}")
        assert (moved.status_code, moved.location) == (301, f"/method/ant{form}")
        assert planted.get(f"/method/flea{form}").status_code == 410
    asked = planted.get("/method/emmet?format=ttl")
    assert asked.location == "/method/ant?format=ttl"


@pytest.mark.parametrize("address", [*(f"{thing}.ttl" for thing in THINGS), "sitemap-1.xml"])
def test_documents_are_known_again_and_sent_packed(client, address: str) -> None:
    plain = client.get(f"/{address}")
    tag = plain.headers["ETag"]
    again = client.get(f"/{address}", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"") and again.headers["ETag"] == tag
    weakened = client.get(f"/{address}", headers={"If-None-Match": f'"x", W/{tag}'})
    assert weakened.status_code == 304  # nginx weakens the tag of what it packs
    packed = client.get(f"/{address}", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and packed.headers["ETag"] != tag
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    cookie = {"Cookie": "chosen=bert"}
    assert client.get(f"/{address}", headers=cookie).headers["ETag"] == tag


@pytest.mark.parametrize(
    "address",
    [
        *(f"{thing}.jsonld" for thing in THINGS),
        "method/lasso",
        "ontology/context.jsonld",
        "sitemap.xml",
        "robots.txt",
        "en/ontology",
        "doi/10.1023/A:1010933404324",
        ".well-known/void",
    ],
)
def test_head_answers_as_get_without_the_body(client, address: str) -> None:
    whole, head = client.get(f"/{address}"), client.head(f"/{address}")
    assert head.data == b"" and head.status_code == whole.status_code
    for name in ("Content-Type", "Link", "ETag", "Location", "Vary"):
        assert head.headers.get(name) == whole.headers.get(name)


def test_programs_of_any_origin_may_read_data_and_pages_stay_as_they_are(client) -> None:
    data = ["method/lasso.ttl", "method/lasso", "en/method/lasso.json", "vi/methods.csv"]
    for address in [*data, "dataset.ttl", "en/method/nope.json"]:
        answer = client.get(f"/{address}", headers={"Origin": "https://other.example"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Access-Control-Allow-Origin" not in client.get("/en/method/lasso").headers


SIGNED = [
    ("method/lasso", "DefinedTerm", "robert-tibshirani"),
    ("paper/breiman-2001-random-forests", "ScholarlyArticle", "leo-breiman"),
    ("person/leo-breiman", "Person", ""),
    ("field/deep-learning", "DefinedTerm", ""),
]


@pytest.mark.parametrize(("thing", "kind", "author"), SIGNED)
def test_signposts_lead_from_a_page_to_name_data_and_licence(
    client, thing: str, kind: str, author: str
) -> None:
    page = f"http://localhost/vi/{thing}"
    found = signs(client.get(f"/vi/{thing}"), page)
    assert found.citeAs.target == f"{BASE}{thing}"
    assert found.license.target == publish.LICENCE.value
    assert {one.target for one in found.types} == {f"{SCHEMA}AboutPage", f"{SCHEMA}{kind}"}
    described = {one.type: one.target for one in found.describedBy}
    assert described == {
        media: f"http://localhost/{thing}.{form}" for form, (media, *_) in FORMATS.items()
    }
    assert found.collection.target == "http://localhost/dataset"
    assert [one.target for one in found.authors] == (
        [f"http://localhost/person/{author}"] if author else []
    )
    for target in [*described.values(), *(one.target for one in found.authors)]:
        assert client.get(urlsplit(target).path).status_code in (200, 303)


@pytest.mark.parametrize("thing", [*THINGS, "en/method/lasso"])
def test_signposts_lead_from_a_document_to_the_page_and_its_other_forms(client, thing: str) -> None:
    form = "json" if thing.startswith("en/") else "ttl"
    answer = client.get(f"/{thing}.{form}")
    found = signs(answer, f"http://localhost/{thing}.{form}")
    assert found.citeAs.target == f"{BASE}{thing.removeprefix('en/')}"
    [described] = found.describes
    landing = urlsplit(described.target).path
    assert client.get(landing, follow_redirects=True).mimetype == "text/html"
    others = alternates(answer)
    assert ("text/turtle" in others) == (form != "ttl")
    assert {"application/ld+json", "application/n-triples", "text/html"} <= others.keys()
    for kind, address in others.items():
        assert client.get(urlsplit(address).path, follow_redirects=True).mimetype == kind


def test_the_way_to_a_document_names_all_forms_and_the_data_set_its_files(client) -> None:
    way = client.get("/method/lasso", headers={"Accept": "text/turtle"})
    assert alternates(way).keys() == {
        "text/html",
        "application/json",
        *(kind for kind, *_ in FORMATS.values()),
    }
    files = signs(client.get("/en/about"), "http://localhost/en/about")
    assert {(one.target, one.type) for one in files.items} >= {
        ("http://localhost/data/methods.ttl", "text/turtle")
    }


def test_addresses_begin_as_the_site_is_served_and_names_do_not(planted) -> None:
    answer = planted.get("/en/method/ant", base_url="http://inside:8000")
    site = "https://methods.example.org"
    found = signs(answer, f"{site}/en/method/ant")
    assert found.citeAs.target == f"{BASE}method/ant"
    assert all(one.target.startswith(site) for one in found.describedBy)
    assert f"{site}/sitemap" in planted.get("/robots.txt").text
    assert "http://inside" not in planted.get("/sitemap.xml").text
    data = planted.get("/dataset.nt", base_url="http://inside:8000").text
    assert "inside" not in data and f"<{site}/sparql>" in data
    assert site not in planted.get("/method/ant.nt").text


def signs(answer, context: str):
    return find_signposting_http_link(answer.headers.getlist("Link"), context)


def alternates(answer) -> dict[str, str]:
    links = re.findall(r'<([^>]*)>; rel="([^"]*)"; type="([^"]*)"', answer.headers["Link"])
    return {kind: address for address, rel, kind in links if "alternate" in rel.split()}


def marked(client, address: str) -> rdflib.Graph:
    """Take the facts out of a page as a program does; the words of schema.org are read offline."""
    answer = client.get(address, follow_redirects=True)
    [found] = JsonLdExtractor().extract(answer.text)
    assert found["@context"] == "https://schema.org"
    found["@context"] = {"@vocab": SCHEMA}
    return read(json.dumps(found), "json-ld")


def values(graph: rdflib.Graph, thing: str, name: str) -> set[tuple[str, str | None]]:
    found = graph.objects(rdflib.URIRef(f"{BASE}{thing}"), rdflib.URIRef(f"{SCHEMA}{name}"))
    return {(str(value), getattr(value, "language", None)) for value in found}


def known(stated: Triples, thing: str, *names: str) -> set[tuple[str, str | None]]:
    subject = ox.NamedNode(f"{BASE}{thing}")
    return {
        (fact.object.value, getattr(fact.object, "language", None))
        for fact in stated
        if fact.subject == subject and fact.predicate in map(node, names)
    }


@pytest.mark.parametrize("thing", ["method/lasso", "method/random-forest", "field/deep-learning"])
def test_what_a_page_says_of_a_term_is_what_the_graph_says(
    client, stated: Triples, thing: str
) -> None:
    graph = marked(client, f"/vi/{thing}")
    subject = rdflib.URIRef(f"{BASE}{thing}")
    assert graph.value(subject, rdflib.RDF.type) == rdflib.URIRef(f"{SCHEMA}DefinedTerm")
    assert values(graph, thing, "name") == known(stated, thing, "skos:prefLabel")
    assert values(graph, thing, "description") == known(stated, thing, "skos:definition")
    other = known(stated, thing, "skos:altLabel", "mx:acronym")
    assert values(graph, thing, "alternateName") == other
    assert values(graph, thing, "subjectOf") == known(stated, thing, "mx:seminalWork")
    assert values(graph, thing, "inDefinedTermSet")


@pytest.mark.parametrize(
    "slug",
    [
        "breiman-2001-random-forests",
        "vaswani-2017-attention-is-all-you-need",
        "long-2015-fully-convolutional-networks-for-semantic",
    ],
)
def test_what_a_page_says_of_a_work_is_what_the_graph_says(
    client, stated: Triples, slug: str
) -> None:
    thing = f"paper/{slug}"
    graph = marked(client, f"/en/{thing}")
    title = {(name, None) for name, _ in known(stated, thing, "dcterms:title")}
    assert values(graph, thing, "name") == title and title
    assert values(graph, thing, "datePublished") == known(stated, thing, "dcterms:issued")
    dois = {f"https://doi.org/{doi}" for doi, _ in known(stated, thing, "bibo:doi")}
    linked = {one["iri"] for one in client.get(f"/en/{thing}.json").get_json()["elsewhere"]}
    assert {address for address, _ in values(graph, thing, "sameAs")} == dois | linked
    signed = {
        fact.object.value
        for fact in stated
        if fact.subject.value == f"{BASE}{thing}#authors" and "#_" in fact.predicate.value
    }
    assert {author for author, _ in values(graph, thing, "author")} == signed
    for author in signed:
        named = known(stated, author.removeprefix(BASE), "schema:name")
        assert values(graph, author.removeprefix(BASE), "name") == named


def test_what_a_page_says_of_people_and_bodies(client, planted, stated: Triples) -> None:
    thing = "person/leo-breiman"
    graph = marked(client, f"/en/{thing}")
    for name in ("name", "givenName", "familyName"):
        assert values(graph, thing, name) == known(stated, thing, f"schema:{name}")
    amy = marked(planted, "/en/person/amy")
    assert values(amy, "person/amy", "sameAs") == {("https://orcid.org/0000-0002-1825-0097", None)}
    guild = marked(planted, "/en/person/guild")
    assert rdflib.URIRef(f"{SCHEMA}Organization") in set(guild.objects(None, rdflib.RDF.type))
    ant = marked(planted, "/en/method/ant")
    assert values(ant, "method/ant", "sameAs") == {("http://www.wikidata.org/entity/Q42", None)}


def test_no_title_ends_the_script(planted) -> None:
    answer = planted.get("/en/paper/end")
    assert "<script>alert" not in answer.text
    graph = marked(planted, "/en/paper/end")
    title = ("</script><script>alert(1)</script> & more", None)
    assert values(graph, "paper/end", "name") == {title}
    assert rdflib.URIRef(f"{SCHEMA}Book") in set(graph.objects(None, rdflib.RDF.type))


@pytest.mark.parametrize("page", ["/en/", "/en/about"])
def test_the_site_marks_the_data_set(client, page: str) -> None:
    graph = marked(client, page)
    assert graph.value(rdflib.URIRef(f"{BASE}dataset"), rdflib.RDF.type) == rdflib.URIRef(
        f"{SCHEMA}Dataset"
    )
    assert values(graph, "dataset", "license") == {(publish.LICENCE.value, None)}
    [(told, _)] = values(marked(client, page.replace("en", "ja")), "dataset", "description")
    assert len(told) >= 50  # less is an error to those who list data sets
    files = set(graph.objects(None, rdflib.URIRef(f"{SCHEMA}contentUrl")))
    assert rdflib.URIRef("http://localhost/data/methods.ttl") in files


SLUGS = {
    "paper": "breiman-2001-random-forests",
    "person": "leo-breiman",
    "field": "deep-learning",
    "family": "qualitative",
    "kind": "regression-model",
    "query_page": "method_list",
}
# every page there is, found by its address; what stands in others is the slug of a method
KINDS = {
    endpoint: re.sub("<(?:path:)?(slug|name)>", SLUGS.get(endpoint, "lasso"), rule)
    for rule, endpoint, _ in ADDRESSES
    if rule.startswith("/<language>/") and ":form>" not in rule
}
KINDS["embedded_comparison"] += "?method=lasso"  # without a method it is an error


@pytest.mark.parametrize(
    "wrong",
    ["e.org", "https://e.org/a b", "https://e.org//x", "https://e.org/x?y=1", "https://e.org/mét"],
)
def test_an_address_of_the_site_that_cannot_be_is_named(wrong: str) -> None:
    with pytest.raises(DataError, match="EXPLORER_SITE is"):
        config.Settings.read({"EXPLORER_SITE": wrong})


@pytest.mark.parametrize("room", ["method", "data", "vi"])
def test_the_site_cannot_be_under_a_path_that_it_has_itself(small: Explorer, room: str) -> None:
    with pytest.raises(DataError, match=f"/{room} of its own"):
        create_app(small, site=f"https://example.org/{room}")


UNDER = "https://example.org/explorer"
WITHIN = re.compile(r' (?:href|src|action|content|value|data-\w+)="(/[^"]*)"')


@pytest.fixture(scope="session")
def under(explorer: Explorer):
    """The site under a path of another."""
    return create_app(explorer, cached=False, site=UNDER).test_client()


@pytest.mark.parametrize("address", [*KINDS.values(), "/robots.txt", "/dataset.ttl", "/sparql"])
def test_under_a_path_every_address_begins_with_it(under, address: str) -> None:
    asked = address.replace("<language>", "vi")
    answer = under.get(f"/explorer{asked}", follow_redirects=True)
    assert answer.status_code == 200
    for local in WITHIN.findall(answer.text):
        assert local.startswith("/explorer/")
    said = f"{answer.text} {answer.headers}"
    found = re.findall(r"https://example\.org[^\s\"<>&]*", said)
    assert found and all(one.startswith(UNDER) for one in found)
    assert f"{UNDER}/explorer" not in said


def test_what_stands_before_the_site_may_take_the_path_off(under) -> None:
    whole = under.get("/explorer/en/about")
    assert under.get("/en/about").data == whole.data and whole.status_code == 200
    assert under.get("/explorer").location == "/explorer/en/"
    assert under.get("/explorers").status_code == 404
    kept = under.post("/explorer/en/tray", data={"add": "lasso"}).headers["Set-Cookie"]
    assert "Path=/explorer" in kept


NAMED = ("skos:prefLabel", "rdfs:label", "dcterms:title", "schema:name")
HELD = {"inDefinedTermSet": "skos:inScheme", "hasDefinedTerm": "rdfs:isDefinedBy"}


@pytest.fixture(scope="session")
def facts(stated: Triples, core: Triples) -> set[tuple[str, str, str]]:
    """Who is called what, and what is a part of what, as the graph has it."""
    wanted = {node(name): "name" for name in NAMED} | {node(name): "in" for name in HELD.values()}
    return {
        (fact.subject.value, said, fact.object.value)
        for fact in stated | core
        if (said := wanted.get(fact.predicate))
    }


def told(graph: rdflib.Graph) -> set[tuple[str, str, str]]:
    """Return the same of what a page says of the things that have names in the graph."""
    name, within, holds = (rdflib.URIRef(f"{SCHEMA}{one}") for one in ("name", *HELD))
    said = [(one, "name", value) for one, value in graph.subject_objects(name)]
    said += [(one, "in", scheme) for one, scheme in graph.subject_objects(within)]
    said += [(one, "in", scheme) for scheme, one in graph.subject_objects(holds)]
    whole = f"{BASE}dataset"  # what is said of it is not in the files
    return {
        (str(one), kind, str(value))
        for one, kind, value in said
        if str(one).startswith(BASE) and whole not in {str(one), str(value)}
    }


@pytest.mark.parametrize("page", KINDS)
def test_every_page_says_what_it_is_and_only_what_the_graph_says(
    client, facts: set[tuple[str, str, str]], page: str
) -> None:
    address = KINDS[page].replace("<language>", "vi")
    here = client.get(address, follow_redirects=True).request.full_path.rstrip("?")
    graph = marked(client, address)
    page_itself = rdflib.URIRef(f"http://localhost{here}")
    said = {fact.removeprefix(SCHEMA): value for fact, value in graph[page_itself]}
    assert said["inLanguage"] == rdflib.Literal("vi") and said["url"] == page_itself
    assert str(graph.value(page_itself, rdflib.RDF.type)).endswith("Page")
    assert said["isPartOf"] == rdflib.URIRef(f"{BASE}dataset")
    subjects = {page_itself, *graph.subjects(rdflib.URIRef(f"{SCHEMA}mainEntityOfPage"))}
    assert any(graph.value(one, rdflib.URIRef(f"{SCHEMA}name")) for one in subjects)
    assert told(graph) <= facts


ITEMS = {  # what a page names, as the same page as data has it
    "methods?q=regression&sort=oldest&page=2": lambda found: found["methods"][40:80],
    "timeline?from=1990&until=1999": lambda found: found["methods"],
    "search?q=breiman": lambda found: found["hits"],
    "compare?method=ridge-regression&method=lasso": lambda found: found["methods"],
    "graph/lasso?depth=2&limit=30": lambda found: found["nodes"],
    "path?from=lasso&to=transformer": lambda found: [
        {"id": end} for path in found["paths"] for step in path["steps"] for end in ends(step)
    ],
}


def ends(step: dict[str, str]) -> tuple[str, str]:
    return step["source"], step["target"]


def things(graph: rdflib.Graph) -> list[tuple[int, str]]:
    """Return what a page lists, each thing with its place, 0 where they are in no order."""
    element, item, place = (
        rdflib.URIRef(f"{SCHEMA}{name}") for name in ("itemListElement", "item", "position")
    )
    return sorted(
        (int(graph.value(one, place, default=0)), str(graph.value(one, item, default=one)))
        for one in graph.objects(None, element)
    )


@pytest.mark.parametrize("address", ITEMS)
def test_a_page_of_several_things_marks_those_that_it_shows(
    client, facts: set[tuple[str, str, str]], address: str
) -> None:
    path, _, query = address.partition("?")
    data = client.get(f"/vi/{path}.json?{query}").get_json()
    shown = [one["id"] for one in ITEMS[address](data)]
    graph = marked(client, f"/vi/{address}")
    listed = things(graph)
    if listed:
        first = 41 if "page=2" in address else 1
        ordered = "timeline" not in address
        places = range(first, first + len(shown)) if ordered else [0] * len(shown)
        assert [place for place, _ in listed] == [*places]
        assert [iri.rpartition("/")[2] for _, iri in listed] == (
            shown if ordered else sorted(shown)
        )
        [total] = graph.objects(None, rdflib.URIRef(f"{SCHEMA}numberOfItems"))
        assert int(total) == data.get("count", len(shown))
    else:
        links = [rdflib.URIRef(f"{SCHEMA}{name}") for name in ("about", "mentions")]
        named = {iri for link in links for iri in graph.objects(None, link)}
        assert {iri.rpartition("/")[2] for iri in named} == set(shown)
    assert len({one for one, kind, _ in told(graph) if kind == "name"}) == len(set(shown))
    assert told(graph) <= facts


def test_what_was_found_is_told_by_its_kind(planted) -> None:
    graph = marked(planted, "/en/search?q=guild")
    guild = rdflib.URIRef(f"{BASE}person/guild")
    assert graph.value(guild, rdflib.RDF.type) == rdflib.URIRef(f"{SCHEMA}Organization")
    book = marked(planted, "/en/search?q=script+more")
    kind = book.value(rdflib.URIRef(f"{BASE}paper/end"), rdflib.RDF.type)
    assert kind == rdflib.URIRef(f"{SCHEMA}Book")


def test_the_ontology_page_marks_every_term_that_it_explains(client) -> None:
    graph = marked(client, "/en/ontology")
    held = graph.objects(rdflib.URIRef(f"{BASE}ontology"), rdflib.URIRef(f"{SCHEMA}hasDefinedTerm"))
    articles = re.findall(r'<article id="(\w+)"', client.get("/en/ontology").text)
    assert sorted(term.removeprefix(MX) for term in held) == sorted(articles)


def test_the_first_page_says_how_the_site_is_searched(client) -> None:
    graph = marked(client, "/vi/")
    [template] = graph.objects(None, rdflib.URIRef(f"{SCHEMA}urlTemplate"))
    found = marked(client, template.replace("{words}", "lasso").removeprefix("http://localhost"))
    assert rdflib.URIRef(f"{BASE}method/lasso") in {rdflib.URIRef(one) for _, one in things(found)}


def test_an_address_that_is_typed_stays_one(planted) -> None:
    graph = marked(planted, "/en/methods?q=a%22b<c>|d&family=")
    [kind] = graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{SCHEMA}CollectionPage"))
    assert not set('"<>| ') & set(kind)


@pytest.fixture(scope="session")
def core() -> Triples:
    path = config.share() / "ontology" / "core.ttl"
    return {quad.triple for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE)}


def test_the_ontology_is_served_whole(client, core: Triples) -> None:
    found = triples(client.get("/ontology.ttl").text, "ttl")
    assert core <= found
    schemes = {fact.subject for fact in found if fact.object == node("skos:ConceptScheme")}
    assert {scheme.value for scheme in schemes} == {
        f"{BASE}scheme/{name}" for name in ("fields", "families", "kinds")
    }


def test_the_name_of_its_version_leads_to_the_ontology(client, core: Triples) -> None:
    [name] = (fact.object.value for fact in core if fact.predicate == node("owl:versionIRI"))
    address = f"/{name.removeprefix(BASE)}"
    for accept, leads in (("text/turtle", "/ontology.ttl"), ("text/html", "/en/ontology")):
        answer = client.get(address, headers={"Accept": accept})
        assert (answer.status_code, answer.location) == (303, leads)
        assert signs(answer, name).citeAs.target == f"{BASE}ontology"
    for form in FORMATS:
        assert client.get(f"{address}.{form}").text == client.get(f"/ontology.{form}").text
    with client.get("/ontology/core.ttl") as file:
        assert "mx:Method" in file.text != client.get("/ontology.ttl").text
    for end in (".1", ".1.ttl", ".csv"):
        assert client.get(f"{address}{end}").status_code == 404


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_ontology_is_explained_term_by_term(client, core: Triples, language: str) -> None:
    text = client.get(f"/{language}/ontology").text
    terms = {fact.subject.value for fact in core if fact.subject.value.startswith(MX)}
    assert len(terms) > 25
    for term in terms:
        [part] = re.findall(rf'<article id="{term.removeprefix(MX)}".*?</article>', text, re.DOTALL)
        for fact in core:
            spoken = getattr(fact.object, "language", None)
            if fact.subject.value == term and spoken == language:
                assert fact.object.value in part
            if fact.subject.value == term and fact.object.value.startswith(MX):
                assert f'href="#{fact.object.value.removeprefix(MX)}"' in part or "type" in (
                    fact.predicate.value
                )


def test_the_ontology_says_what_holds_and_how_often(client, stated: Triples) -> None:
    text = client.get("/en/ontology").text

    def article(name: str) -> str:
        return re.search(rf'<article id="{name}".*?</article>', text, re.DOTALL)[0]

    uses = sum(fact.predicate.value == f"{MX}extends" for fact in stated)
    extends = article("extends")
    assert f"{uses} times" in extends and "asymmetric" in extends
    assert re.search(r'Inverse</dt><dd><a href="#extendedBy">', extends)
    assert "symmetric: holds" in article("usedWith") and "transitive" in article("specialises")
    assert "specialises" in article("related") and "at most one value" in article("family")
    for address in (
        "/en/field/deep-learning",
        "/en/family/statistics",
        "/en/kind/regression-model",
    ):
        assert f'href="{address}"' in text


def test_the_picture_of_the_ontology_shows_what_the_text_beside_it_says(client) -> None:
    text = client.get("/en/ontology").text
    picture = re.search(r"<svg viewBox.*?</svg>", text, re.DOTALL)[0]
    drawn = re.findall(r'<a href="#(\w+)"><text x="340"[^>]*>([^<]*)</text>', picture)
    assert {"extends", "field", "originator", "seminalWork", "introduced"} <= dict(drawn).keys()
    beside = text[text.index("</figure>") :].partition("</dl>")[0]
    assert all(label in beside for _, label in drawn)


@pytest.mark.parametrize(
    "doi",
    [
        "10.1023/A:1010933404324",
        "10.1023/a:1010933404324",
        "https://doi.org/10.1023/A:1010933404324",
        "http://dx.doi.org/10.1023/a:1010933404324",
        "doi:10.1023/a:1010933404324",
    ],
)
def test_a_doi_leads_to_our_page_of_the_work(client, doi: str) -> None:
    answer = client.get(f"/doi/{doi}", headers={"Accept-Language": "vi"}, follow_redirects=True)
    assert answer.request.path == "/vi/paper/breiman-2001-random-forests"
    data = client.get(f"/doi/{doi}", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert data.request.path == "/paper/breiman-2001-random-forests.ttl"


def test_people_and_items_are_found_by_their_identifiers_once_recorded(planted) -> None:
    number = "0000-0002-1825-0097"
    for address in (f"orcid/{number}", f"orcid/https://orcid.org/{number}"):
        assert planted.get(f"/{address}", follow_redirects=True).request.path == "/en/person/amy"
    for address in ("wikidata/Q42", "wikidata/q42", "wikidata/http://www.wikidata.org/entity/Q42"):
        assert planted.get(f"/{address}", follow_redirects=True).request.path == "/en/method/ant"
    assert planted.get("/doi/10.1000/aBc").location == "/en/paper/end"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("doi/10.1/none", "No work with the DOI “10.1/none” is recorded here."),
        ("orcid/0000-0002-1825-0097", "No one with the ORCID “0000-0002-1825-0097”"),
        ("orcid/<b>", "No one with the ORCID"),
        ("wikidata/Q1", "Nothing here is linked to the item “Q1” of Wikidata."),
        ("wikidata/Q1 x", "Nothing here is linked to the item"),
    ],
)
def test_a_door_to_nothing_says_so(client, address: str, said: str) -> None:
    answer = client.get(f"/{address}", headers={"Accept": "application/json"})
    assert answer.status_code == 404 and said in answer.get_json()["detail"]


MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def mapped(client) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every address of the site map with its other languages."""
    index = ElementTree.fromstring(client.get("/sitemap.xml").data)
    for part in index.iter(f"{MAP}loc") if index.tag == f"{MAP}sitemapindex" else ["/sitemap.xml"]:
        address = urlsplit(getattr(part, "text", part)).path
        for entry in ElementTree.fromstring(client.get(address).data):
            others = {link.get("hreflang"): link.get("href") for link in entry.iter(LINK)}
            yield entry.findtext(f"{MAP}loc"), others


def test_the_site_map_names_every_page_in_every_language(client, explorer: Explorer) -> None:
    listed = [*mapped(client)]
    pages = dict(listed)
    assert len(listed) == len(pages)
    things = [entry.id for entry in explorer.entries]
    assert {f"http://localhost/{tag}/method/{slug}" for tag in LANGUAGES for slug in things} <= (
        pages.keys()
    )
    assert {f"http://localhost/vi/{page}" for page in ("", "methods", "about", "ontology")} <= (
        pages.keys()
    )
    assert len(pages) > 15_000 and not [address for address in pages if "?" in address]
    for address, others in pages.items():
        assert others.keys() == {*LANGUAGES, "x-default"}
        assert address in others.values() and others["x-default"] == others["en"]
        assert pages[others["vi"]] == others
    for address in [*pages][:: len(pages) // 25]:
        assert client.get(urlsplit(address).path).status_code == 200


def test_a_site_map_of_any_size_keeps_to_the_protocol(
    planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ElementTree.fromstring(planted.get("/sitemap.xml").data)
    assert whole.tag == f"{MAP}urlset" and site_page.MOST <= 50_000
    monkeypatch.setattr(site_page, "MOST", 70)
    app = create_app(Explorer.open(SMALL), cached=False).test_client()
    index = ElementTree.fromstring(app.get("/sitemap.xml").data)
    assert index.tag == f"{MAP}sitemapindex" and len(index) > 2
    for part in range(1, len(index) + 1):
        listed = ElementTree.fromstring(app.get(f"/sitemap-{part}.xml").data)
        assert 0 < len(listed) <= 70
    assert app.get(f"/sitemap-{len(index) + 1}.xml").status_code == 404


def test_crawlers_are_kept_from_what_has_no_end_and_let_to_the_rest(client) -> None:
    text = client.get("/robots.txt").text
    robots = RobotFileParser()
    robots.parse(text.splitlines())
    assert robots.site_maps() == ["http://localhost/sitemap.xml"]
    # RFC 9309: a rule is the beginning of a path with its query, in which * stands for anything
    rules = [re.escape(rule).replace(r"\*", ".*") for rule in re.findall("Disallow: (.*)", text)]

    def kept_off(path: str) -> bool:
        return any(re.match(rule, f"/{path}") for rule in rules)

    for path in ("compare?method=a&method=b", "methods?family=x", "search?q=a", "graph/x?with=y"):
        assert kept_off(f"vi/{path}")
    for path in ("en/method/lasso", "vi/compare", "vi/methods", "method/lasso.ttl", "dataset.ttl"):
        assert not kept_off(path) and robots.can_fetch("any", f"http://localhost/{path}")


def test_the_data_set_is_described_by_what_can_be_counted(client, stated: Triples) -> None:
    found = triples(client.get("/dataset.ttl").text, "ttl")
    it = ox.NamedNode(f"{BASE}dataset")

    def said(name: str, subject: ox.NamedNode = it) -> set[str]:
        return {
            fact.object.value
            for fact in found
            if (fact.subject, fact.predicate) == (subject, node(name))
        }

    assert said("void:triples") == {str(len(stated))}
    assert said("void:distinctSubjects") == {str(len({fact.subject for fact in stated}))}
    properties = {fact.predicate.value for fact in stated}
    classes = {fact.object.value for fact in stated if fact.predicate.value == f"{RDF}type"}
    assert said("void:properties") == {str(len(properties))}
    assert said("void:classes") == {str(len(classes))}
    parts = {part: fact.object for fact in found if (part := fact.predicate) and fact.subject == it}
    assert parts
    for kind, of in (("property", properties), ("class", classes)):
        named = {ox.NamedNode(part) for part in said(f"void:{kind}Partition")}
        assert {one for part in named for one in said(f"void:{kind}", part)} == of
    methods = ox.NamedNode(f"{BASE}dataset#class-mx-Method")
    assert said("void:entities", methods) == {
        str(
            sum(
                fact.object.value == f"{MX}Method"
                for fact in stated
                if "type" in fact.predicate.value
            )
        )
    }
    assert said("void:uriSpace") == {BASE} and SKOS in said("void:vocabulary")
    assert said("dcterms:license") == {publish.LICENCE.value}
    assert said("void:sparqlEndpoint") == {"http://localhost/sparql"}
    examples = said("void:exampleResource")
    assert len(examples) > 4
    for example in examples:
        assert client.get(f"/{example.removeprefix(BASE)}.ttl").status_code == 200
    forms = {fact.subject for fact in found if fact.object == node("dcat:Distribution")}
    assert forms >= {ox.NamedNode(one) for one in said("dcat:distribution")} and len(forms) > 10
    for form in forms:
        [file] = said("dcat:downloadURL", form) & said("dcat:accessURL", form)
        with client.get(urlsplit(file).path) as answer:
            assert said("dcat:mediaType", form) == {
                f"https://www.iana.org/assignments/media-types/{answer.mimetype}"
            }
    held: Triples = set()
    for file in said("void:dataDump"):
        with client.get(urlsplit(file).path) as answer:
            assert answer.mimetype == "text/turtle"
            held |= triples(answer.text, "ttl")
    assert len(held) == len(stated)  # nodes without a name differ
    assert client.get("/ontology/nothing.ttl").status_code == 404


def test_void_is_where_it_is_looked_for(client) -> None:
    for accept, form in (("*/*", "ttl"), ("application/ld+json", "jsonld"), ("text/html", "ttl")):
        answer = client.get("/.well-known/void", headers={"Accept": accept})
        assert (answer.status_code, answer.location) == (302, f"/dataset.{form}")
    about = client.get("/en/about").text
    assert "/dataset.ttl" in about and "/en/ontology" in about


@pytest.mark.parametrize(
    "address",
    [
        "/method/nope-nope",
        "/doi/10.1000/nope",
        "/wikidata/Q1",
        "/ontology/0.0.0",
        "/no/such",
        "/dataset.json",
        "/en/no",
    ],
)
def test_a_program_is_told_in_its_own_form(client, address: str) -> None:
    told = client.get(address, headers={"Accept": "text/turtle"})
    assert (told.status_code, told.mimetype) == (404, "application/problem+json")
    loose = client.get(address, headers={"Accept": "text/turtle, */*;q=0.1"})
    assert loose.mimetype == ("text/html" if address == "/en/no" else told.mimetype)
    assert "Accept" in told.headers["Vary"]
    shown = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (shown.status_code, shown.mimetype) == (404, "text/html")
