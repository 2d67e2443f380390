"""The query files as addresses, and the description of every address for programs."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
from itertools import pairwise
from typing import Any

import pyoxigraph as ox
import pytest
from babel.support import NullTranslations
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from explorer import Explorer
from explorer.config import Limits
from explorer.query import Queries
from explorer.web import create_app
from explorer.web.openapi import PROBLEM
from explorer.web.operations import OPERATIONS
from explorer.web.pages import ADDRESSES

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
LASSO = "https://w3id.org/method-explorer/method/lasso"


@pytest.fixture(scope="module")
def described(client: FlaskClient) -> dict[str, Any]:
    return json.loads(client.get("/openapi.json").data)


def test_a_suffix_beats_a_parameter_beats_the_header(client: FlaskClient) -> None:
    accept = {"Accept": "application/sparql-results+xml"}
    for address, kind in (
        ("/query/person_list.csv?format=json&limit=2", "text/csv"),
        ("/query/person_list?format=json&limit=2", "application/sparql-results+json"),
        ("/query/person_list?limit=2", "application/sparql-results+xml"),
    ):
        answer = client.get(address, headers=accept)
        assert answer.mimetype == kind and answer.status_code == 200
    assert client.get("/query/person_list?limit=2").mimetype == "application/sparql-results+json"


def test_parameters_take_prefixes_and_full_names_and_repeat(client: FlaskClient) -> None:
    address = "/query/relation_reasons.csv?method="
    short = client.get(f"{address}method:lasso").data
    assert short == client.get(f"{address}{LASSO}").data and short.count(b"\n") > 1
    both = client.get(f"{address}method:lasso&method=method:bert").data
    assert len(both) > len(short) and b"method/bert" in both


def test_the_address_gives_what_the_command_gives(client: FlaskClient, run: Any) -> None:
    said = run("query", "method_relations", "-p", "method=method:lasso", "--json").stdout
    answer = client.get("/query/method_relations.json?method=method:lasso")
    assert json.loads(answer.data) == json.loads(said)


def test_pages_of_rows_make_up_the_whole(client: FlaskClient) -> None:
    whole = client.get("/query/concept_list.csv")
    lines, address = [], "/query/concept_list.csv?limit=700"
    while address:
        answer = client.get(address)
        assert answer.headers["X-Total-Count"] == whole.headers["X-Total-Count"]
        lines += list(csv.reader(io.StringIO(answer.get_data(as_text=True))))[1:]
        after = re.search(r'<([^>]*)>; rel="next"', answer.headers["Link"])
        address = after[1] if after else ""
    assert lines == list(csv.reader(io.StringIO(whole.get_data(as_text=True))))[1:]
    assert len(lines) == int(whole.headers["X-Total-Count"]) > 700


def test_a_graph_comes_in_each_form_as_the_same_graph(client: FlaskClient) -> None:
    address = "/query/resource_describe.{}?focus=method:lasso"
    forms = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}
    read = [
        {str(quad.triple) for quad in ox.parse(client.get(address.format(form)).data, kind)}
        for form, kind in forms.items()
    ]
    assert read[0] and all(one == other for one, other in pairwise(read))


def test_an_answer_is_known_again(client: FlaskClient) -> None:
    first = client.get("/query/graph_counts.json")
    again = client.get("/query/graph_counts.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "X-Total-Count" in first.headers["Access-Control-Expose-Headers"]


def test_an_answer_is_the_same_in_any_language_and_its_page_is_not(client: FlaskClient) -> None:
    ways = [{"Accept-Language": tongue} for tongue in ("en", "vi")]
    one, other = (client.get("/query/graph_counts.json", headers=way) for way in ways)
    assert one.headers["Link"] == other.headers["Link"]
    described = re.search(r'<([^>]*)>; rel="describedby"', one.headers["Link"])
    assert described
    led = client.get(described[1], headers=ways[1])
    assert (led.status_code, led.location) == (303, "/vi/query/graph_counts")
    assert "Accept-Language" in led.headers["Vary"]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/query/nope", 404, "no query"),
        ("/query/person_list.ttl", 404, "json, xml, csv, tsv"),
        ("/query/person_list.txt", 404, "json, xml, csv, tsv"),
        ("/query/resource_describe.ttl?focus=method:lasso&limit=5", 400, "takes focus, format"),
        ("/query/person_list?format=ttl", 406, "text/csv"),
        ("/query/method_relations.json", 400, "one value"),
        ("/query/method_relations.json?method=:", 400, "not an IRI"),
        ("/query/method_relations.json?method=method:b&method=method:c", 400, "one value"),
        ("/query/method_relations.json?method=mehtod:b", 400, "The prefix “mehtod:” is not known"),
        ("/query/method_relations.json?methd=method:lasso", 400, "no parameter “methd”"),
        ("/query/person_list.json?limit=0", 400, "from 1 to"),
        ("/query/person_list.json?offset=x", 400, "from 0 to"),
    ],
)
def test_what_cannot_be_answered_is_said(
    client: FlaskClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert said in answer.json["detail"] and answer.json["status"] == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_no_type_that_suits_is_406(client: FlaskClient) -> None:
    answer = client.get("/query/person_list", headers={"Accept": "image/png"})
    assert answer.status_code == 406 and "application/sparql-results+json" in answer.json["detail"]


def test_a_browser_is_led_to_the_page(client: FlaskClient) -> None:
    answer = client.get("/query/method_relations?method=method:lasso", headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/en/query/method_relations?method=method:lasso"
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert '<a href="/en/method/linear-regression">' in page
    assert "/query/method_relations.csv?method=method%3Alasso" in page
    assert client.get("/en/query/nope").status_code == 404


def test_every_query_has_a_page(client: FlaskClient, queries: Queries) -> None:
    for name, query in queries.items():
        answer = client.get(f"/en/query/{name}")
        assert answer.status_code == 200, name
        assert all(f'name="{param}"' in answer.text for param in query.params)
        open_ = any(not param.optional for param in query.params.values())
        assert ("Fill in the parameters" in answer.text) is open_, name


def test_a_long_answer_on_a_page_goes_on_in_the_next(client: FlaskClient) -> None:
    page = client.get("/en/query/person_list").text
    after = re.search(r'rel="next" href="([^"]*)"', page)
    assert after and page.count("<tr>") == 101
    more = client.get(after[1].replace("&amp;", "&")).text
    assert 'rel="prev"' in more and more.count("<tr>") == 101


def test_a_page_shows_fewer_rows_than_a_program_gets(client: FlaskClient) -> None:
    asked = "/query/person_list?limit=1000"
    assert client.get(asked, headers={"Accept": "text/csv"}).data.count(b"\n") == 1001
    page = client.get(asked, headers=HTML, follow_redirects=True)
    assert page.status_code == 200 and page.text.count("<tr>") == 101
    assert "limit=100&amp;offset=100" in page.text


@pytest.mark.parametrize("start", ["/query/person_list.csv", "/en/query/person_list"])
def test_from_beyond_the_end_the_way_back_leads_to_rows(client: FlaskClient, start: str) -> None:
    total = int(client.get("/query/person_list.csv").headers["X-Total-Count"])
    for offset, before in ((99_999, (total - 1) // 10 * 10), (total, total - 10), (15, 5), (5, 0)):
        beyond = client.get(f"{start}?limit=10&offset={offset}")
        links = beyond.headers.get("Link", "") + html.unescape(beyond.text)
        assert beyond.status_code == 200
        assert f"limit=10&offset={before}" in links, offset
        shown = beyond.text.count("<td" if "/en/" in start else "person/")
        assert (shown > 0) is (offset < total)


def test_another_engine_gives_the_same(client: FlaskClient, remote: Explorer) -> None:
    other = create_app(remote).test_client()
    for address in (
        "/query/method_relations.json?method=method:lasso",
        "/query/thing_known.json?thing=method:lasso",
    ):
        assert other.get(address).data == client.get(address).data
    graph = "/query/resource_describe.nt?focus=method:lasso"
    lines = [sorted(one.get(graph).data.splitlines()) for one in (other, client)]
    assert lines[0] == lines[1] != []
    page = other.get("/en/sparql?example=method_relations&method=method:lasso").text
    assert 'href="/en/method/linear-regression"' in page and 'id="stated"' not in page


def test_the_description_is_openapi(described: dict[str, Any]) -> None:
    validate(described, cls=OpenAPIV31SpecValidator)


def test_the_description_has_every_address_for_data(
    described: dict[str, Any], queries: Queries
) -> None:
    endpoints = {endpoint for rule, endpoint, _ in ADDRESSES if ":form>" in rule} - {"answer"}
    others = {"reconcile", "reconcile_part"}  # which take forms, and have languages of their own
    assert endpoints <= OPERATIONS.keys() <= {endpoint for _, endpoint, _ in ADDRESSES} | others
    assert all(f"/query/{name}" in described["paths"] for name in queries)


def tried(path: str, operation: dict[str, Any], form: str) -> tuple[str, list[tuple[str, str]]]:
    given = []
    for one in operation["parameters"]:
        example = one["example"]
        if one["in"] == "path":
            path = path.replace(
                f"{{{one['name']}}}", str(form if one["name"] == "form" else example)
            )
        elif one["name"] != "format":
            values = example if isinstance(example, list) else [example]
            given += [(one["name"], str(value)) for value in values]
    return path, given


def test_each_address_answers_as_described(client: FlaskClient, described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        if path == "/sparql" or path.startswith("/query/check_"):
            continue  # what these answer is tested where they are
        operation = methods["get"]
        forms = [
            form
            for one in operation["parameters"]
            for form in one["schema"].get("enum", ())
            if one["name"] == "form"
        ] or [""]
        if path.startswith("/query/"):
            forms = forms[-1:]  # each form of one query is tested above
        media = set(operation["responses"].get("200", {}).get("content", ()))
        for form in forms:
            address, given = tried(path, operation, form)
            answer = client.get(address, query_string=given)
            answer.close()
            status = str(answer.status_code)
            assert status in operation["responses"], (address, given, status)
            assert operation["responses"][status] != PROBLEM, (address, given)
            if "200" in operation["responses"]:
                assert status == "200", (address, given, answer.text[:300])
                assert answer.mimetype in media, (address, answer.mimetype)
                assert ("304" in operation["responses"]) is bool(answer.headers.get("ETag")), (
                    address
                )


def test_what_is_not_required_may_be_left_out(
    client: FlaskClient, described: dict[str, Any]
) -> None:
    for path, methods in described["paths"].items():
        values = [one for one in methods["get"]["parameters"] if one["in"] == "query"]
        if path.startswith(("/query/", "/sparql")) or not values:
            continue
        needed = {one["name"] for one in values if one["required"]}
        forms = (one for one in methods["get"]["parameters"] if one["name"] == "form")
        address, given = tried(path, methods["get"], next(forms, {"example": ""})["example"])
        for without in needed or {""}:
            some = [pair for pair in given if pair[0] in needed and pair[0] != without]
            status = client.get(address, query_string=some).status_code
            assert (status >= 400) is bool(without), (address, some, status)


def test_examples_are_what_they_are_examples_of(described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        for one in (one for operation in methods.values() for one in operation["parameters"]):
            assert Draft202012Validator(one["schema"]).is_valid(one["example"]), (path, one)
        if path.startswith("/query/"):
            assert methods["get"]["responses"]["429"]["$ref"].endswith("/Busy"), path
    assert described["components"]["responses"]["Busy"]["headers"].keys() == {"Retry-After"}


def test_a_graph_that_is_cut_is_said_to_be(explorer: Explorer) -> None:
    app = create_app(explorer, limits=Limits(rows=20, workers=1))
    cut = app.test_client().get("/en/query/graph_links").text
    assert "only the first 20" in cut and "LIMIT and OFFSET" not in cut
    assert "only the first" not in app.test_client().get("/en/query/ontology_header").text
    app.extensions["endpoint"].close()


def test_a_graph_that_takes_too_long_is_said_to(explorer: Explorer) -> None:
    app = create_app(explorer, limits=Limits(seconds=0.001, workers=1))
    client = app.test_client()
    long = "/en/sparql?query=SELECT*{?a ?b ?c. ?d ?e ?f}"
    for address in ("/query/graph_triples.nt", "/en/query/graph_triples", long):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "longer than 0.001 seconds" in html.unescape(answer.text), address
    app.extensions["endpoint"].close()


def test_words_of_a_title_stay_together(client: FlaskClient) -> None:
    found = client.get("/en/query/link_wikidata_titled?title=Random+Forests")
    assert 'value="Random Forests"' in found.text and found.status_code == 200
    one = client.get("/en/query/person_papers?person=person:leo-breiman+x")
    assert "breiman x” is not an IRI" in html.unescape(one.text) and one.status_code == 400


def test_the_page_of_addresses_names_each(client: FlaskClient, described: dict[str, Any]) -> None:
    page = client.get("/en/api").text.replace("<wbr>", "")
    for path in described["paths"]:
        assert path in page or path.endswith(".{form}"), path
    assert 'href="/openapi.json"' in page and 'href="/en/api"' in client.get("/en/about").text


def test_the_file_of_a_query_stays_where_it_was(client: FlaskClient, explorer: Explorer) -> None:
    answer = client.get("/queries/method_list.rq")
    assert answer.text == explorer.queries["method_list"].text


@pytest.mark.parametrize("number", ["0" * 12 + "9" * 5000, "9" * 30, "-1", "x", "²"])
def test_a_number_that_is_none_is_refused(client, number: str) -> None:
    answer = client.get("/query/graph_counts.json", query_string={"offset": number})
    assert answer.status_code == 400
    assert "takes a number from" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("offset=x", "Tham số offset nhận một số từ 0 đến 1000000000."),
        ("methods=x", "Truy vấn method_relations không có tham số “methods”"),
        (
            "method=method:lasso&method=method:pca",
            "Tham số method của truy vấn method_relations nhận một giá trị.",
        ),
    ],
)
def test_a_page_says_in_its_language_what_is_wrong(client, given: str, said: str) -> None:
    answer = client.get(f"/vi/query/method_relations?{given}")
    assert answer.status_code == 400 and said in html.unescape(answer.text)


def test_queries_count_as_what_a_client_may_ask(explorer: Explorer) -> None:
    slow = create_app(explorer, limits=Limits(rate="2/hour")).test_client()
    asked = ["/query/graph_counts.json", "/en/query/graph_counts", "/query/graph_counts.csv"]
    assert [slow.get(address).status_code for address in asked] == [200, 200, 429]
    for address in ("/query/graph_counts.csv", "/sparql?query=ASK{}"):
        refused = slow.get(address)
        assert refused.json["title"] == "The query was not answered"
        assert 3500 < int(refused.headers["Retry-After"]) <= 3600
        assert "Retry-After" in refused.headers["Access-Control-Expose-Headers"]


def test_a_script_of_another_origin_may_ask_first(client) -> None:
    for address in ("/query/graph_counts.json", "/method/lasso.ttl", "/en/graph/lasso.json"):
        told = client.options(address, headers={"Origin": "https://example.org"})
        assert told.headers["Access-Control-Allow-Origin"] == "*"
        assert "Accept" in told.headers["Access-Control-Allow-Headers"]


def test_the_form_that_is_liked_best_is_given(client) -> None:
    liked = {"Accept": "text/html;q=0.1, text/csv"}
    assert client.get("/query/graph_counts", headers=liked).mimetype == "text/csv"
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert client.get("/query/graph_counts", headers=browser).status_code == 303
    assert client.get("/sparql?format=ttl").mimetype == "text/turtle"


@pytest.mark.parametrize("address", ["/openapi.json", "/query/person_list.csv"])
def test_large_answers_are_sent_packed_and_known_again(client: FlaskClient, address: str) -> None:
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in plain.vary
    assert gzip.decompress(packed.data) == plain.data and len(packed.data) < len(plain.data) / 2
    for tag in (packed.headers["ETag"], plain.headers["ETag"], "*"):
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_any_version_of_a_page_will_do_where_there_is_the_page(client: FlaskClient) -> None:
    anything = {"If-None-Match": "*"}
    fresh = client.get("/en/method/lasso?fresh=1", headers=anything)
    again = client.get("/en/method/lasso?fresh=1", headers=anything)
    assert (fresh.status_code, again.status_code) == (304, 304)
    assert not fresh.data and fresh.headers["ETag"] == again.headers["ETag"]
    assert client.get("/en/method/nope", headers=anything).status_code == 404


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "text/csv;q=0.5, application/sparql-results+xml;q=0.4, */*;q=0.1",
        "application/sparql-results+json;q=0, */*",
        "text/*, application/*;q=0.5",
        "application/xml, */*",
    ],
)
def test_every_address_of_a_query_chooses_alike(
    client: FlaskClient, queries: Queries, accept: str
) -> None:
    headers = {"Accept": accept}
    asked = {"query": queries["graph_counts"].body}
    one = client.get("/sparql", query_string=asked, headers=headers)
    other = client.get("/query/graph_counts", headers=headers)
    assert one.status_code == other.status_code == 200
    loose = {"application/xml": "application/sparql-results+xml"}
    assert loose.get(one.mimetype, one.mimetype) == other.mimetype


def test_a_browser_that_asks_for_a_form_gets_it(client: FlaskClient) -> None:
    assert client.get("/sparql?format=ttl", headers=HTML).mimetype == "text/turtle"
    assert client.get("/query/graph_counts?format=csv", headers=HTML).mimetype == "text/csv"


def test_a_word_for_another_kind_of_answer_is_refused(client: FlaskClient) -> None:
    ask, graph = {"query": "ASK {}"}, {"query": "CONSTRUCT { <a:a> <a:b> 1 } {}"}
    for query, form in ((ask, "ttl"), (graph, "csv")):
        refused = client.get("/sparql", query_string={**query, "format": form})
        assert refused.status_code == 406 and "The answer can be" in refused.json["detail"]
    other = client.get("/sparql", query_string={**graph, "format": "turtle"})
    assert (other.status_code, other.mimetype) == (200, "text/turtle")
    posted = client.post("/sparql", data={"query": "SELECT (1 AS ?x) {}", "format": "csv"})
    assert (posted.status_code, posted.mimetype) == (200, "text/csv")


def test_what_was_typed_stays_where_it_is_refused(client: FlaskClient) -> None:
    refused = client.get("/en/query/thing_methods?thing=preson:leo")
    assert refused.status_code == 400 and 'value="preson:leo"' in refused.text
    assert "/query/thing_methods.csv?thing=preson%3Aleo" in refused.text


def test_an_answer_on_the_page_is_its_readers_alone(client: FlaskClient) -> None:
    answer = client.get("/en/sparql?query=ASK%7B%7D")
    assert "ETag" not in answer.headers and "Cookie" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "private, no-cache"


class Marking(NullTranslations):
    """A language in which what is translated carries a mark."""

    def ugettext(self, message: str) -> str:
        return f"¡{message}"


def test_pages_say_queries_in_the_language_of_the_page(explorer: Explorer) -> None:
    app = create_app(explorer, limits=Limits(rate=""))
    app.extensions["texts"] |= {"vi": Marking(), "de": NullTranslations()}
    other, query = app.test_client(), explorer.queries["comparison_cells"]
    for page in ("query/comparison_cells", "sparql", "api"):
        english = html.unescape(other.get(f"/de/{page}").text)
        said = html.unescape(other.get(f"/vi/{page}").text)
        for text in (query.summary, *(query.tags if page != "api" else ("Queries",))):
            assert f"¡{text}" in said, (page, text)
            assert f'<span lang="en">{text}</span>' in english, (page, text)
    page = html.unescape(other.get("/vi/query/comparison_cells").text)
    assert f"¡{query.description}" in re.sub("</?code>", "`", page) and "`" not in page
    assert f"¡{OPERATIONS['methods'].summary}" in said
    assert f"¡{OPERATIONS['methods'].values[0].about}" in said
    assert query.summary in other.get("/openapi.json").text
    refused = html.unescape(other.get("/vi/sparql?query=ASK+%7B+%3Fs+%3Fp+%7D").text)
    assert "¡Line 1, column 14: the query is not SPARQL" in refused
