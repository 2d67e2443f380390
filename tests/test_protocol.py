"""The SPARQL 1.1 Protocol as the recommendation has it, for a service that only reads.

The tests of the first part bear the names of the W3C's own, 27 of its 34; those that need an update
to succeed do not apply: a service that only reads refuses them, which is tested.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from itertools import islice
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, TURTLE, XML, SPARQLWrapper

from explorer.config import Limits
from explorer.core import Explorer
from explorer.store import Probes, RemoteStore
from explorer.vocab import ASSERTED, INFERRED
from explorer.web import create_app
from loopback import Recorded, sending_on, serving
from reference import ROOT

COMUNICA = ROOT / "tests" / "comunica"
A, B = ASSERTED.value, INFERRED.value
LASSO = "<https://w3id.org/method-explorer/method/lasso>"
NAME = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
STATED = f"{LASSO} a ?type"
ENTAILED = f"GRAPH <{B}> {{ ?s ?p ?o }}"
DIRECT = {"content_type": "application/sparql-query"}
FORM = {"content_type": "application/x-www-form-urlencoded"}
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.fixture(scope="module")
def sparql(explorer: Explorer) -> Iterator[FlaskClient]:
    app = create_app(explorer, limits=Limits(rate="", rows=100))
    yield app.test_client()
    app.extensions["endpoint"].close()


def address(*pairs: tuple[str, str]) -> str:
    return f"/sparql?{urlencode(pairs)}"


def graphs(default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    pairs = [("default-graph-uri", graph) for graph in default]
    return pairs + [("named-graph-uri", graph) for graph in named]


def boolean(answer) -> bool:
    assert answer.status_code == 200
    assert answer.mimetype == "application/sparql-results+json"
    return answer.json["boolean"]


def refused(answer, *statuses: int) -> str:
    assert answer.status_code in statuses and answer.mimetype == "application/problem+json"
    assert answer.json["status"] == answer.status_code
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return answer.json["detail"]


BOTH = f"ASK {{ {STATED} . ?s <x:none>|!<x:none> ?o }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ {STATED} }} GRAPH ?g2 {{ ?s ?p ?o }} FILTER(?g1 = <{A}> && ?g2 = <{B}>) }}"


def test_query_get(sparql) -> None:
    assert boolean(sparql.get(address(("query", "ASK {}"), *graphs((A,)))))


def test_query_post_form(sparql) -> None:
    assert boolean(sparql.post(address(*graphs((A,))), data="query=ASK%20%7B%7D", **FORM))


def test_query_post_direct(sparql) -> None:
    assert boolean(sparql.post("/sparql", data="ASK {}", **DIRECT))


def test_query_dataset_default_graphs_get(sparql) -> None:
    assert boolean(sparql.get(address(("query", BOTH), *graphs((A, B)))))
    assert not boolean(sparql.get(address(("query", BOTH), *graphs((B,)))))


def test_query_dataset_default_graphs_post(sparql) -> None:
    assert boolean(sparql.post(address(*graphs((A, B))), data=BOTH, **DIRECT))
    assert not boolean(sparql.post(address(*graphs((B,))), data=BOTH, **DIRECT))


def test_query_dataset_named_graphs_get(sparql) -> None:
    assert boolean(sparql.get(address(("query", NAMED), *graphs(named=(A, B)))))
    assert not boolean(sparql.get(address(("query", NAMED), *graphs(named=(A,)))))


def test_query_dataset_named_graphs_post(sparql) -> None:
    assert boolean(sparql.post(address(*graphs(named=(A, B))), data=NAMED, **DIRECT))
    assert not boolean(sparql.post(address(*graphs(named=(B,))), data=NAMED, **DIRECT))


def test_query_dataset_full(sparql) -> None:
    text = f"ASK {{ {STATED} {ENTAILED} }}"
    assert boolean(sparql.post(address(*graphs((A,), (B,))), data=text, **DIRECT))
    assert not boolean(sparql.post(address(*graphs((B,), (A,))), data=text, **DIRECT))


def test_query_multiple_dataset(sparql) -> None:
    text = f"ASK FROM <{B}> {{ {STATED} }}"
    assert not boolean(sparql.post("/sparql", data=text, **DIRECT))
    assert boolean(sparql.post(address(*graphs((A,))), data=text, **DIRECT))


def test_query_content_type_select(sparql) -> None:
    answer = sparql.post("/sparql", data="SELECT (1 AS ?value) {}", **DIRECT)
    assert answer.mimetype == "application/sparql-results+json"
    assert answer.json["results"]["bindings"][0]["value"]["value"] == "1"


def test_query_content_type_ask(sparql) -> None:
    assert boolean(sparql.post("/sparql", data="ASK {}", **DIRECT))


def test_query_content_type_describe(sparql) -> None:
    answer = sparql.post("/sparql", data=f"DESCRIBE {LASSO}", **DIRECT)
    assert answer.mimetype == "text/turtle" and list(parse(answer.data, RdfFormat.TURTLE))


def test_query_content_type_construct(sparql) -> None:
    answer = sparql.post("/sparql", data="CONSTRUCT { <s> <p> 1 } WHERE {}", **DIRECT)
    (made,) = parse(answer.data, RdfFormat.TURTLE)
    assert answer.mimetype == "text/turtle" and made.subject.value == "http://localhost/s"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(sparql, method: str) -> None:
    answer = sparql.open(address(("query", "ASK {}")), method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_bad_multiple_queries(sparql) -> None:
    two = (("query", "ASK {}"), ("query", "SELECT * {}"))
    assert "there are 2" in refused(sparql.get(address(*two)), 400)
    assert "there are 2" in refused(sparql.post("/sparql", data=urlencode(two), **FORM), 400)
    assert "there are 2" in refused(sparql.post(address(two[0]), data="ASK {}", **DIRECT), 400)


def test_bad_query_wrong_media_type(sparql) -> None:
    answer = sparql.post("/sparql", data="ASK {}", content_type="text/plain")
    assert "application/sparql-query" in refused(answer, 415)


def test_bad_query_missing_form_type(sparql) -> None:
    refused(sparql.post("/sparql", data="query=ASK%20%7B%7D"), 415)


def test_bad_query_missing_direct_type(sparql) -> None:
    refused(sparql.post("/sparql", data=b"ASK {}"), 415)


@pytest.mark.parametrize("charset", ["utf-16", "no-such-charset"])
def test_bad_query_non_utf8(sparql, charset: str) -> None:
    data = "ASK {}".encode("utf-16")
    refused(
        sparql.post(
            "/sparql", data=data, content_type=f"application/sparql-query;charset={charset}"
        ),
        415,
    )
    assert "UTF-8" in refused(sparql.post("/sparql", data=data, **DIRECT), 400)
    assert "UTF-8" in refused(sparql.get("/sparql?query=ASK%20%7B%7D%23%FF"), 400)


def test_bad_query_syntax(sparql) -> None:
    answer = sparql.get(address(("query", "ASK {\n ?s ?p }")))
    assert refused(answer, 400).startswith("Line 2, column 9: the query is not SPARQL")
    assert (answer.json["line"], answer.json["column"]) == (2, 9)


UPDATE = ("update", "CLEAR ALL")


def test_bad_update_get(sparql) -> None:
    assert "only reads" in refused(sparql.get(address(UPDATE)), 400)


def test_bad_multiple_updates(sparql) -> None:
    refused(sparql.post("/sparql", data=urlencode([UPDATE, UPDATE]), **FORM), 400)


def test_bad_update_wrong_media_type(sparql) -> None:
    refused(sparql.post("/sparql", data="CLEAR NAMED", content_type="text/plain"), 415)


def test_bad_update_missing_form_type(sparql) -> None:
    refused(sparql.post("/sparql", data="update=CLEAR%20NAMED"), 415)


def test_bad_update_non_utf8(sparql) -> None:
    kind = "application/sparql-update; charset=UTF-16"
    refused(sparql.post("/sparql", data="CLEAR NAMED".encode("utf-16"), content_type=kind), 415)


def test_bad_update_syntax(sparql) -> None:
    refused(sparql.post("/sparql", data=urlencode([("update", "CLEAR XYZ")]), **FORM), 400)


def test_bad_update_dataset_conflict(sparql) -> None:
    pairs = [
        ("using-graph-uri", A),
        ("update", f"DELETE {{ ?s ?p ?o }} USING <{B}> WHERE {{ ?s ?p ?o }}"),
    ]
    refused(sparql.post("/sparql", data=urlencode(pairs), **FORM), 400)


def test_updates_are_refused_however_they_come(sparql) -> None:
    text = "DELETE WHERE { ?s ?p ?o }"
    direct = sparql.post("/sparql", data=text, content_type="application/sparql-update")
    assert "only reads" in refused(direct, 415)
    assert "only reads" in refused(sparql.post("/sparql", data=text, **DIRECT), 400)
    assert "only reads" in refused(sparql.get(address(("query", text))), 400)
    assert "only reads" in refused(sparql.get(address(("query", "ASK {}"), UPDATE)), 400)
    assert boolean(sparql.get(address(("query", f"ASK {{ {STATED} }}"))))


def test_relative_iris_begin_at_the_address_of_the_endpoint(sparql, passed) -> None:
    text = "PREFIX a: <a/> SELECT (IRI('x') AS ?x) (a:b AS ?b) (<> AS ?here) {}"
    for client in (sparql, passed):  # the address behind the site is not for its readers
        found = client.get(address(("query", text))).json["results"]["bindings"][0]
        read = [found[name]["value"] for name in ("x", "b", "here")]
        assert read == [f"http://localhost/{rest}" for rest in ("x", "a/b", "sparql")]
        wrong = client.get(address(("query", "ASK {\n ?s ?p }")))
        assert (wrong.json["line"], wrong.json["column"]) == (2, 9)


def test_from_may_be_relative_to_a_base(sparql, passed) -> None:
    text = f"SELECT (COUNT(*) AS ?n) FROM <{B}> {{ ?s ?p ?o }}"
    based = f"BASE <{B}> BASE <./> {text.replace(B, 'inferred')}"
    for client in (sparql, passed):
        whole, relative = (client.get(address(("query", each))).json for each in (text, based))
        assert whole == relative


# what the recommendation leaves to a service, and conventions.md settles

RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


@pytest.mark.parametrize("media", [*RESULTS, "text/csv"])
def test_the_same_table_in_every_form(sparql, explorer: Explorer, media: str) -> None:
    text = f"SELECT ?name {{ {LASSO} {NAME} ?name }} ORDER BY LANG(?name)"
    answer = sparql.get(address(("query", text)), headers={"Accept": media})
    assert answer.mimetype == media and "Accept" in answer.vary
    if media == "text/csv":
        names = [row["name"] for row in csv.DictReader(io.StringIO(answer.get_data(as_text=True)))]
    else:
        names = [row["name"].value for row in parse_query_results(answer.data, RESULTS[media])]
    assert names == ["Lasso", "Hồi quy Lasso"]


@pytest.mark.parametrize("media", TRIPLES)
def test_the_same_graph_in_every_form(sparql, media: str) -> None:
    text = f"CONSTRUCT WHERE {{ {LASSO} {NAME} ?name }}"
    answer = sparql.get(address(("query", text)), headers={"Accept": f"{media};q=0.9, image/png"})
    assert answer.mimetype == media
    names = {quad.object.value for quad in parse(answer.data, TRIPLES[media])}
    assert names == {"Lasso", "Hồi quy Lasso"}


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/html, application/xml;q=0.9, */*;q=0.9", "application/xml"),
        ("text/*, application/*;q=0.5", "text/csv"),
        ("application/json", "application/json"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.3", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ('application/sparql-results+json;profile="x"', "application/sparql-results+json"),
    ],
)
def test_the_header_accept_is_followed(sparql, accept: str, media: str) -> None:
    answer = sparql.get(address(("query", "SELECT * {}")), headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, media)


def test_406_says_what_there_is(sparql) -> None:
    for text, there in (("ASK {}", "text/csv"), ("CONSTRUCT WHERE {}", "text/turtle")):
        answer = sparql.get(address(("query", text)), headers={"Accept": "image/png"})
        assert there in refused(answer, 406)


def test_413_for_what_is_too_large(sparql) -> None:
    long = f"ASK {{}} #{'x' * 17_000}"
    assert "16 KiB" in refused(sparql.post("/sparql", data=long, **DIRECT), 413)
    assert "16 KiB" in refused(sparql.get(address(("query", long))), 413)
    whole = sparql.post("/sparql", data=b"query=" + b"x" * 100_000, **FORM)
    assert "16 KiB" in refused(whole, 413)


def test_400_for_what_is_no_query(sparql) -> None:
    for answer in (
        sparql.get(address(("default-graph-uri", A))),
        sparql.post("/sparql", data="", **FORM),
    ):
        assert "there are 0" in refused(answer, 400)
    for text in ("", "ASK { SERVICE <http://x/> {} }", "SELECT * FROM <file:///etc/passwd> {}"):
        assert refused(sparql.post("/sparql", data=text, **DIRECT), 400)
    foreign = sparql.get(address(("query", "ASK {}"), *graphs(("file:///etc/passwd",))))
    assert A in refused(foreign, 400)


def test_a_browser_gets_an_error_as_a_page(sparql) -> None:
    answer = sparql.get(address(("query", "ASK {")), headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 400 and answer.mimetype == "text/html"
    assert "Line 1, column 6" in answer.get_data(as_text=True)


def test_more_rows_than_an_answer_may_have_are_flagged(sparql) -> None:
    answer = sparql.get(address(("query", "SELECT * { ?s ?p ?o }")))
    assert answer.headers["X-Result-Truncated"] == "true" and answer.json["truncated"] is True
    assert "X-Result-Truncated" in answer.headers["Access-Control-Expose-Headers"]
    whole = sparql.get(address(("query", "SELECT * { ?s ?p ?o } LIMIT 100")))
    assert "X-Result-Truncated" not in whole.headers and "truncated" not in whole.json


def test_head_is_get_without_the_body(sparql) -> None:
    asked = address(("query", "ASK {}"))
    head, get = sparql.head(asked), sparql.get(asked)
    assert not head.data and head.status_code == 200
    assert head.content_length == get.content_length and head.mimetype == get.mimetype


def test_scripts_of_other_sites_may_ask_without_credentials(sparql) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    preflight = sparql.options("/sparql", headers=asked)
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    for answer in (preflight, sparql.get(address(("query", "ASK {}")))):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_browser_is_led_to_the_page(sparql) -> None:
    accept = {"Accept": "text/html", "Accept-Language": "vi"}
    answer = sparql.get("/sparql", headers=accept)
    assert (answer.status_code, answer.location) == (303, "/vi/sparql")


@pytest.mark.parametrize("media", TRIPLES)
def test_a_bare_get_describes_the_service(sparql, media: str) -> None:
    answer = sparql.get("/sparql", headers={"Accept": media})
    assert answer.mimetype == media
    said = "".join(f"{quad.triple} .\n" for quad in parse(answer.data, TRIPLES[media]))
    graph = Graph().parse(data=said, format="nt")
    counted = sparql.get(address(("query", f"SELECT (COUNT(*) AS ?n) FROM <{B}> {{ ?s ?p ?o }}")))
    size = counted.json["results"]["bindings"][0]["n"]["value"]
    asked = f"""PREFIX sd: <{SD}> PREFIX void: <http://rdfs.org/ns/void#> ASK {{
        ?service a sd:Service; sd:endpoint <http://localhost/sparql>;
            sd:supportedLanguage sd:SPARQL11Query; sd:feature sd:UnionDefaultGraph;
            sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>;
            sd:defaultDataset [ sd:namedGraph [ sd:name <{A}> ], [ sd:name <{B}>; sd:graph [ void:triples {size} ] ] ] }}"""
    assert graph.query(asked).askAnswer
    comment = str(
        graph.value(
            URIRef("http://localhost/sparql#service"),
            URIRef("http://www.w3.org/2000/01/rdf-schema#comment"),
        )
    )
    for limit in ("Read only", "16 KiB", "10 seconds", "100 rows"):
        assert limit in comment


def test_a_client_that_asks_too_often_waits(small: Explorer) -> None:
    app = create_app(small, limits=Limits(rate="2/minute"))
    client = app.test_client()
    answers = [client.get("/sparql") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "too often" in refused(answers[2], 429)
    assert 0 < int(answers[2].headers["Retry-After"]) <= 60
    spoofed = client.get("/sparql", headers={"X-Forwarded-For": "192.0.2.1"})
    other = client.get("/sparql", environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert (spoofed.status_code, other.status_code) == (429, 200)
    assert client.get("/en/methods").status_code == 200


def test_behind_a_proxy_the_client_is_who_the_proxy_names(small: Explorer) -> None:
    client = create_app(small, limits=Limits(rate="1/minute", proxies=1)).test_client()
    statuses = [
        client.get("/sparql", headers={"X-Forwarded-For": f"spoofed, 192.0.2.{last}"}).status_code
        for last in (1, 2, 1)
    ]
    assert statuses == [200, 200, 429]


@pytest.fixture(scope="module")
def passed(remote: Explorer) -> FlaskClient:
    return create_app(remote, limits=Limits(rate="", rows=100)).test_client()


def test_over_another_endpoint_queries_are_passed_on(passed, sparql) -> None:
    text = f"SELECT ?name {{ {LASSO} {NAME} ?name }} ORDER BY LANG(?name)"
    for media in (*RESULTS, "text/csv"):
        there, here = (
            client.get(address(("query", text)), headers={"Accept": media})
            for client in (passed, sparql)
        )
        assert there.mimetype == media and there.status_code == 200
        assert (
            there.get_data(as_text=True).count("Lasso")
            == here.get_data(as_text=True).count("Lasso")
            == 2
        )
    built = passed.post("/sparql", data=f"CONSTRUCT WHERE {{ {LASSO} {NAME} ?name }}", **DIRECT)
    assert built.mimetype == "text/turtle" and len(list(parse(built.data, RdfFormat.TURTLE))) == 2
    count = address(("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), *graphs((B,)))
    assert passed.get(count).json == sparql.get(count).json


def test_over_another_endpoint_the_guard_stands_and_errors_are_sentences(passed) -> None:
    for text in ("ASK { SERVICE <http://x/> {} }", "ASK FROM <file:///etc/passwd> {}", "CLEAR ALL"):
        assert refused(passed.post("/sparql", data=text, **DIRECT), 400)
    assert "not SPARQL" in refused(passed.get(address(("query", "ASK {"))), 400)
    described = passed.get("/sparql")
    assert b"SPARQL11Query" in described.data and b"namedGraph" not in described.data


def test_an_endpoint_that_is_away_is_503_and_not_named(explorer: Explorer) -> None:
    away = Explorer(RemoteStore("http://127.0.0.1:1/secret"), explorer.queries, {})
    answer = (
        create_app(away, limits=Limits(rate="")).test_client().get(address(("query", "ASK {}")))
    )
    assert "secret" not in refused(answer, 503) and answer.headers["Retry-After"]


def over(address: str, explorer: Explorer, **limits: object) -> FlaskClient:
    """A site over another endpoint."""
    opened = Explorer(RemoteStore(address), explorer.queries, {})
    return create_app(opened, limits=Limits(rate="", **limits)).test_client()


JSON_RESULTS = "application/sparql-results+json"
ROWS = address(("query", "SELECT ?s { ?s ?p ?o }"))
BUILT = address(("query", "CONSTRUCT WHERE { ?s ?p ?o }"))


@contextmanager
def sending(
    explorer: Explorer, body: bytes, media: str = JSON_RESULTS, **headers: str
) -> Iterator[FlaskClient]:
    """A site over an endpoint that always sends the same."""

    class Sending(Recorded):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", media)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

    with serving(Sending) as away:
        yield over(away, explorer)


def test_over_another_endpoint_a_part_of_an_answer_is_told_as_one(small: Explorer) -> None:
    whole = b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}'
    with sending(small, whole, X_SPARQL_MaxRows="10000") as site:
        answer = site.get(ROWS)
    assert answer.status_code == 200 and answer.headers["X-Result-Truncated"] == "true"
    assert answer.json["truncated"] is True


def test_over_another_endpoint_a_cut_off_answer_is_none(small: Explorer) -> None:
    with sending(
        small, b'{"head":{"vars":["s"]},"results":{"bindings":[]}}', Content_Length="1000"
    ) as site:
        refused(site.get(ROWS, headers={"Accept": "text/csv"}), 503)


@pytest.mark.parametrize(
    "body",
    [
        b'{"head": {}, "results": {"bindings": []}}',
        b'{"head": {"vars": ["s"]}, "results": {"bindings": []}, "meta": {"query-time-ms": 1}}',
    ],
)
def test_over_another_endpoint_answers_are_mended(small: Explorer, body: bytes) -> None:
    with sending(small, body) as site:
        assert site.get(ROWS).json["results"]["bindings"] == []
        assert site.get(f"/en{ROWS}").status_code == 200


@pytest.mark.parametrize(
    ("asked", "body", "media"),
    [
        (ROWS, b"{", JSON_RESULTS),
        (ROWS, b"[" * 100_000, JSON_RESULTS),
        (ROWS, b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": 1}]}}', JSON_RESULTS),
        (ROWS, b'{"head": {}, "boolean": true}', JSON_RESULTS),
        (ROWS, b"<html>", "text/html"),
        (BUILT, b"<x:a> <x:b> .", "text/turtle"),
    ],
    ids=["end", "deep", "row", "truth", "page", "turtle"],
)
def test_over_another_endpoint_what_is_no_answer_is_502(
    small: Explorer, asked: str, body: bytes, media: str
) -> None:
    with sending(small, body, media) as site:
        assert "gave no answer" in refused(site.get(asked), 502)
        page = site.get(f"/en{asked}")
        assert page.status_code == 502 and "gave no answer" in page.get_data(as_text=True)
        if asked == BUILT:
            assert site.get("/en/query/rule_wider").status_code == 502


def test_over_another_endpoint_an_answer_may_be_so_large(small: Explorer, monkeypatch) -> None:
    rows = b"<x:a> <x:b> 1 .\n" * 100_000 + b"<x:a> <x:b> 2 ."
    with sending(small, rows, "text/turtle") as site:
        assert site.get(BUILT).status_code == 200
        monkeypatch.setattr("explorer.store.exchange.LARGEST", 1 << 20)
        assert "larger than" in refused(site.get(BUILT), 503)
    few = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"%s"}}]}}'
    monkeypatch.setattr("explorer.endpoint.worker.LARGEST", 1000)
    with sending(small, few % (b"x" * 2000)) as site:
        assert "larger than" in refused(site.get(ROWS), 503)
    with sending(small, b"<x:a> <x:b> '%s' ." % (b"x" * 2000), "text/turtle") as site:
        assert "larger than" in refused(site.get(BUILT), 503)


def test_over_another_endpoint_the_password_goes_nowhere_else(small: Explorer) -> None:
    with sending_on(b"not results") as (address, told):
        refused(over(address.replace("//", "//me:secret@"), small).get(ROWS), 502)
    assert told == ["Basic bWU6c2VjcmV0", None]


def test_over_another_endpoint_that_knows_only_get(small: Explorer) -> None:
    class Getting(Recorded):
        def do_POST(self) -> None:
            self.send_error(405)

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", JSON_RESULTS)
            self.end_headers()
            self.wfile.write(b'{"head":{},"boolean":true}')

    with serving(Getting) as away:
        assert boolean(over(away, small).get(address(("query", "ASK {}"))))


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "ttl", "nt", "jsonld", "rdf"])
def test_over_another_endpoint_an_answer_has_as_many_rows(passed, form: str) -> None:
    tabular = form in ("json", "xml", "csv", "tsv")
    asked = "SELECT ?s ?p ?o { ?s ?p ?o }" if tabular else "CONSTRUCT WHERE { ?s ?p ?o }"
    flags = {}
    for most in (passed.application.extensions["endpoint"].limits.rows, 10):
        answer = passed.get(address(("query", f"{asked} LIMIT {most + 1}"), ("format", form)))
        flags[most] = answer.headers.get("X-Result-Truncated")
        if form in ("csv", "tsv"):
            assert answer.data.count(b"\n") == min(most + 1, 100) + 1
    assert flags == {100: "true", 10: None}


def test_a_comment_makes_no_update(passed) -> None:
    text = "PREFIX a: <http://a/> # delete\nASK { ?s ?p ?o }"
    assert boolean(passed.get(address(("query", text))))


def test_over_another_endpoint_the_prefix_that_is_not_declared_is_named(passed, sparql) -> None:
    asked = address(("query", "SELECT ?s {?s mx:extends ?p }"))
    said = refused(sparql.get(asked), 400)
    assert refused(passed.get(asked), 400) == said
    assert said.endswith("column 15: the prefix mx: is not declared.")


def test_over_another_endpoint_a_prefix_that_it_knows_is_not_blamed(small: Explorer) -> None:
    class Knowing(Recorded):
        def do_POST(self) -> None:
            self.send_response(400)
            self.end_headers()
            self.wfile.write(b"error at 2:22: no such function")

    with serving(Knowing) as away:
        asked = address(("query", "ASK { ?x rdf:type ?t FILTER(bif:is(?t)) }"))
        assert "column 22" in refused(over(away, small).get(asked), 400)


def test_over_another_endpoint_a_graph_that_has_no_name_there_is_refused(passed) -> None:
    for asked in (
        [("query", f"ASK FROM <{A}> {{ ?s ?p ?o }}")],
        [("query", "ASK { ?s ?p ?o }"), *graphs((A,))],
    ):
        said = refused(passed.get(address(*asked)), 400)
        assert A not in said and B in said


def test_an_endpoint_that_hangs_keeps_one_query_waiting(small: Explorer) -> None:
    asked, leave = [], threading.Event()

    class Hanging(Recorded):
        def do_POST(self) -> None:
            asked.append(self.path)
            leave.wait(20)

    probes = Probes(
        *(small.queries[f"store_{each}"].bind() for each in ("named", "filled", "mixed"))
    )
    with serving(Hanging) as away, ThreadPoolExecutor(6) as threads:
        store = RemoteStore(away, 30, probes)
        app = create_app(
            Explorer(store, small.queries, {}),
            limits=Limits(rate="", workers=1, queue=0, seconds=1),
        )

        def ended() -> str:
            return refused(app.test_client().get(address(("query", "ASK {}"))), 503)

        start = time.monotonic()
        try:
            said = [each.result() for each in [threads.submit(ended) for _ in range(6)]]
        finally:
            leave.set()
    assert time.monotonic() - start < 5 and len(asked) == 1
    assert any(each.startswith("Too many queries are running") for each in said)


def test_over_another_endpoint_so_many_queries_run_at_once(small: Explorer) -> None:
    asked, leave = [], threading.Event()

    class Slow(Recorded):
        def do_POST(self) -> None:
            asked.append(self.path)
            leave.wait(30)
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(b'{"head":{},"boolean":true}')

    with serving(Slow) as away, ThreadPoolExecutor(12) as threads:
        client = over(away, small, workers=1, queue=0, seconds=60)
        try:
            running = [
                threads.submit(client.application.test_client().get, address(("query", "ASK {}")))
                for _ in range(12)
            ]
            refusals = [each.result() for each in islice(as_completed(running, 20), 11)]
        finally:
            leave.set()
        for answer in refusals:
            assert refused(answer, 503).startswith("Too many queries are running")
        assert sorted(each.result().status_code for each in running) == [200, *[503] * 11]
        assert len(asked) == 1 and boolean(client.get(address(("query", "ASK {}"))))


@pytest.mark.parametrize(("status", "pause"), [(200, 0.3), (200, 20), (400, 0.3)])
def test_over_another_endpoint_an_answer_that_drips_or_stops_ends_at_the_deadline(
    small: Explorer, status: int, pause: float
) -> None:
    gone = threading.Event()

    class Dripping(Recorded):
        def do_POST(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            with suppress(OSError):
                for _ in range(int(20 / pause)):
                    if not gone.wait(pause):
                        self.wfile.write(b" " if pause < 1 else b"")

    with serving(Dripping) as away:
        try:
            answer = over(away, small, seconds=0.5).get(address(("query", "ASK {}")))
        finally:
            gone.set()
        detail = refused(answer, 503 if status == 200 else 400)
        assert "longer than 0.5 seconds" in detail if status == 200 else "not SPARQL" in detail


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("error at 2:6: expected secret", ": line 1, column 6."),
        (
            "secret 42: Encountered x at line 12, column 7. Was expecting secret",
            ": line 11, column 7.",
        ),
        ("Parse error: secret at line: 3, column: 4", ": line 2, column 4."),
        ("error at 1:6: the line of the base", "."),
        ("Virtuoso 37000 Error secret: line 1: syntax error", "."),
        ("line 0, column 0 secret", "."),
        ("line 999999999999999999999, column 1 secret", "."),
        ("", "."),
    ],
)
def test_over_another_endpoint_its_own_words_are_kept(
    small: Explorer, said: str, place: str
) -> None:
    class Refusing(Recorded):
        def do_POST(self) -> None:
            self.send_response(400)
            self.end_headers()
            self.wfile.write(said.encode())

    with serving(Refusing) as away:
        answer = over(away, small).get(address(("query", "ASK { ?s }")))
    sentence = "The query is not SPARQL that the endpoint behind this site understands"
    assert refused(answer, 400) == sentence + place
    assert ("line" in answer.json) == (place != ".")


# independent clients, over the program as it is served


def test_sparqlwrapper_reads_every_form(site: str) -> None:
    client = SPARQLWrapper(f"{site}/sparql")
    client.setQuery(f"SELECT ?name {{ {LASSO} {NAME} ?name FILTER(LANG(?name) = 'vi') }}")
    for method in ("GET", POST):
        client.setMethod(method)
        client.setReturnFormat(JSON)
        found = client.query().convert()
        assert found["results"]["bindings"][0]["name"]["value"] == "Hồi quy Lasso"
    client.setReturnFormat(XML)
    assert "Hồi quy Lasso" in client.query().convert().toxml()
    client.setQuery(f"CONSTRUCT WHERE {{ {LASSO} {NAME} ?name }}")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.query().convert(), format="turtle")) == 2
    for query in (f"CONSTRUCT WHERE {{ {LASSO} {NAME} ?name }}", f"DESCRIBE {LASSO}"):
        asked = SPARQLWrapper(f"{site}/sparql")  # which says xml where it is told nothing
        asked.setQuery(query)
        for method in ("GET", POST):
            asked.setMethod(method)
            sent = asked.query().response.read()
            assert len(Graph().parse(data=sent, format="xml")) >= 2


def test_rdflib_reads_the_site_as_a_store(site: str) -> None:
    graph = Graph(SPARQLStore(f"{site}/sparql", returnFormat="json"))
    rows = graph.query(f"SELECT ?name {{ {LASSO} {NAME} ?name }} ORDER BY LANG(?name)")
    assert [str(row.name) for row in rows] == ["Lasso", "Hồi quy Lasso"]
    subject, name = URIRef(LASSO[1:-1]), URIRef(NAME[1:-1])
    assert {str(each) for each in graph.objects(subject, name)} == {"Lasso", "Hồi quy Lasso"}


def test_a_query_in_a_long_address_reaches_the_endpoint(site: str) -> None:
    client = SPARQLWrapper(f"{site}/sparql")
    client.setQuery(f"ASK {{}} #{'x' * 6000}")
    client.setReturnFormat(JSON)
    assert json.loads(json.dumps(client.query().convert()))["boolean"] is True


def test_roqet_asks_it(site: str) -> None:
    asked = "PREFIX mx: <https://w3id.org/method-explorer/ontology#> "
    asked += "SELECT ?method WHERE { ?method a mx:Method } ORDER BY ?method LIMIT 2"
    words = ["roqet", "-q", "-p", f"{site}/sparql", "-e", asked, "-r", "csv"]
    ended = subprocess.run(words, capture_output=True, text=True, check=True)
    head, first, _ = ended.stdout.split()
    assert head == "method" and first.startswith("https://w3id.org/method-explorer/method/")


def test_comunica_asks_it(site: str) -> None:
    node = shutil.which("node")
    assert node and (COMUNICA / "node_modules").is_dir(), "run `make comunica` once"
    asked = f"SELECT ?name {{ {LASSO} {NAME} ?name }} ORDER BY LANG(?name)"
    words = [node, COMUNICA / "ask.cjs", f"{site}/sparql", asked]
    ended = subprocess.run(words, capture_output=True, text=True, check=True)
    rows = [json.loads(line)["name"] for line in ended.stdout.splitlines()]
    assert sorted(rows) == ["Hồi quy Lasso", "Lasso"]
