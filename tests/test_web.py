from __future__ import annotations

import gzip
import json
import re

import pytest

from explorer.config import LANGUAGES
from explorer.core import Explorer
from explorer.errors import StoreUnavailable
from explorer.store import RemoteStore
from explorer.web import create_app
from reference import COMPARE, PAIR

PAGES = [
    "",
    "methods",
    "methods?q=hoi+quy",
    "methods?family=decision",
    "search",
    "search?q=breiman",
    "search?q=qzxwqzxw",
    "method/lasso",
    "paper/breiman-2001-random-forests",
    "person/leo-breiman",
    "field/deep-learning",
    "family/statistics",
    "kind/regression-model",
    "timeline",
    "timeline?from=1980&until=1989",
    "path",
    "path?from=lasso&to=transformer",
    "compare",
    COMPARE,
    f"{COMPARE}&group=1",
    f"{COMPARE}&turn=1",
    "about",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_in_its_language(client, language: str, page: str) -> None:
    answer = client.get(f"/{language}/{page}")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200 and f'<html lang="{language}"' in text
    address = page.replace("&", "&amp;")
    for other in LANGUAGES:
        assert f'hreflang="{other}" href="http://localhost/{other}/{address}"' in text
    assert len(answer.data) < 60_000
    assert client.head(f"/{language}/{page}").status_code == 200


def test_the_reference_pair_has_its_nine_rows_and_marks(client) -> None:
    text = client.get(f"/vi/{COMPARE}").get_data(as_text=True)
    rows = dict(re.findall(r'<tr class="(\w+)" role="row" data-row="([\w-]+)"', text))
    marked = {
        row: kind
        for kind, row in re.findall(r'<tr class="(\w+)" role="row" data-row="([\w-]+)"', text)
    }
    assert rows and marked == {
        "field": "equal",
        "family": "equal",
        "introduced": "differs",
        "originator": "differs",
        "kind": "differs",
        "seminal-work": "differs",
        "alias": "apart",
        "related": "differs",
        "summary": "differs",
    }
    assert "https://doi.org/10.1109/cvpr.2015.7298965" in text and "4 và 5 phương pháp" in text


def test_json_is_what_the_command_prints(client, explorer: Explorer) -> None:
    answer = client.get(f"/vi/{COMPARE.replace('compare', 'compare.json', 1)}")
    assert answer.content_type == "application/json; charset=utf-8"
    assert answer.data == explorer.export(PAIR, form="json", language="vi")


@pytest.mark.parametrize("page", ["methods", "method/lasso", COMPARE])
def test_every_table_is_csv_too(client, page: str) -> None:
    path, mark, query = page.partition("?")
    answer = client.get(f"/en/{path}.csv{mark}{query}")
    assert answer.status_code == 200 and answer.mimetype == "text/csv"


def test_the_first_address_leads_to_the_language_asked_for(client) -> None:
    assert client.get("/", headers={"Accept-Language": "vi,en;q=0.5"}).location == "/vi/"
    assert client.get("/", headers={"Accept-Language": "xx"}).location == "/en/"


def test_other_forms_of_the_address_of_a_comparison(client) -> None:
    assert client.get("/en/compare?method=lasso,bert").status_code == 200
    moved = client.get("/en/compare?slugs=lasso,bert")
    assert (moved.status_code, moved.location) == (301, "/en/compare?method=lasso&method=bert")


def test_adds_the_method_that_is_meant_and_offers_those_that_may_be(client) -> None:
    added = client.get("/en/compare?method=lasso&add=Ridge+regression")
    assert (added.status_code, added.location) == (
        302,
        "/en/compare?method=lasso&method=ridge-regression",
    )
    offered = client.get("/en/compare?method=lasso&add=regression").get_data(as_text=True)
    assert "method=lasso&amp;method=logistic-regression" in offered
    nothing = client.get("/en/compare?method=lasso&add=qzxw").get_data(as_text=True)
    assert "No method resembles “qzxw”" in nothing


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("compare?method=PCA,Ridge&hide=1", "compare?method={}&method=ridge-regression&hide=1"),
        ("compare.md?method=ridge+regression,pca", "compare.md?method=ridge-regression&method={}"),
        ("compare?method=PCA,pca,Principal+components+analysis", "compare?method={}"),
        (
            "compare?method=PCA&method=open,+axial+and+selective+coding",
            "compare?method={}&method=straussian-grounded-theory",
        ),
        ("compare?method=lasso&add=pca", "compare?method=lasso&method={}"),
        ("method/PCA", "method/{}"),
        ("method/Principal%20component%20analysis.bib?style=x", "method/{}.bib?style=x"),
        ("path?from=PCA&to=Ridge", "path?from={}&to=ridge-regression"),
        ("graph/PCA", "graph/{}"),
        ("graph/lasso?with=pca", "graph/lasso?with={}"),
        ("method/A%2FB%20testing.bib", "method/ab-testing.bib"),
        ("graph/A/B%20testing", "graph/ab-testing"),
    ],
)
def test_addresses_take_names_too(client, asked: str, leads: str) -> None:
    answer = client.get(f"/en/{asked}")
    where = leads.format("principal-component-analysis")
    assert (answer.status_code, answer.location) == (302, f"/en/{where}")
    mounted = client.get(f"/en/{asked}", environ_overrides={"SCRIPT_NAME": "/mx"})
    assert mounted.location == f"/mx/en/{where}"


def test_names_are_cited_and_a_name_of_several_methods_leads_to_each(client) -> None:
    answer = client.get("/en/compare?method=lasso&method=GMM")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 404 and "“GMM” is a name of 3 methods" in text
    assert "compare?method=lasso&amp;method=growth-mixture-model" in text
    for form in ("bib", "txt"):
        named, plain = (
            client.get(f"/en/cite.{form}?method={one}") for one in ("Ridge", "ridge-regression")
        )
        assert named.status_code == 200 and named.data == plain.data
    page = client.get("/en/method/GMM")
    assert page.status_code == 404 and 'href="/en/method/growth-mixture-model"' in page.text
    cited = client.get("/en/cite?method=GMM")
    assert cited.status_code == 404 and "cite?method=growth-mixture-model" in cited.text


def test_the_name_of_a_thing_leads_to_its_page(client) -> None:
    answer = client.get("/method/lasso", headers={"Accept-Language": "vi"})
    assert (answer.status_code, answer.location) == (303, "/vi/method/lasso")


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/en/compare?method=lasso&method=randm-forest", 404, "There is no method “randm-forest”."),
        ("/vi/method/randm-forest", 404, "Không có phương pháp “randm-forest”."),
        ("/en/compare?method=a%27b", 404, "is not the slug of a method"),
        ("/en/compare?method=a%0Ab", 404, "is not the slug of a method"),
        ("/en/compare.json", 400, "Choose at least one method to compare."),
        ("/en/methods?family=nope", 404, "There is no family “nope”."),
        ("/en/methods?family=a%20b", 404, "There is no family “a b”."),
        ("/xx/compare", 404, "There is no language “xx” here"),
        ("/nope", 404, "Nothing is at this address"),
        ("/en/nope", 404, "There is no such page"),
    ],
)
def test_an_error_is_one_sentence_and_a_status(
    client, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status and said in re.sub("&#39;", "'", _text(answer))
    problem = client.get(address, headers={"Accept": "application/json"})
    assert problem.status_code == status and problem.content_type == "application/problem+json"
    assert problem.get_json()["status"] == status


def _text(answer) -> str:
    text = answer.get_data(as_text=True)
    return json.loads(text)["detail"] if "json" in answer.content_type else text


def test_an_unknown_method_names_the_nearest(client) -> None:
    text = client.get("/en/compare?method=lasso&method=randm-forest").get_data(as_text=True)
    assert "Random forest" in text
    problem = client.get("/en/method/randm-forest.json").get_json()
    assert problem["nearest"][0] == "random-forest"


def test_one_method_the_same_twice_and_fifty_are_shown_and_said(client, explorer: Explorer) -> None:
    one = client.get("/en/compare?method=lasso&method=lasso").get_data(as_text=True)
    assert "add another to compare it with" in one and "compare of-1" in one
    many = "&".join(f"method={entry.id}" for entry in explorer.entries[:50])
    text = client.get(f"/en/compare?{many}").get_data(as_text=True)
    assert "compare of-10" in text and "40 more were left out" in text
    assert "40 more" in client.get(f"/en/compare.json?{many}").headers["Warning"]


def test_nothing_from_outside_and_no_script_in_the_page(client) -> None:
    answer = client.get(f"/en/{COMPARE}")
    text = answer.get_data(as_text=True)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?! type=\"application/ld\+json)(?![^>]*src=\"/static)", text)
    assert not re.search(r"<[^<>]* style=", text)  # what one copies to embed it is text
    assert not re.search(r"<(script|img)[^>]*(href|src)=\"https?:", text)
    assert not re.search(r"<link rel=\"(?!alternate)[^>]*href=\"https?:", text)


@pytest.mark.parametrize(
    "address",
    [
        "methods?q={}",
        "search?q={}",
        "compare?method=lasso&add={}",
        "compare?method={}",
        "method/{}",
        "timeline?family={}",
        "methods?family={}",
    ],
)
def test_what_is_typed_is_never_markup(client, address: str) -> None:
    answer = client.get(f"/en/{address.format('%3Cscript%3Ealert(1)%3C/script%3E')}")
    assert answer.status_code < 500 and b"<script>alert" not in answer.data


def test_a_page_that_the_browser_has_is_not_sent_again(client) -> None:
    first = client.get("/en/method/lasso")
    again = client.get("/en/method/lasso", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data
    assert client.get("/en/method/bert").headers["ETag"] != first.headers["ETag"]
    assert client.get("/en/method/lasso").data == first.data


def test_says_that_it_is_alive(client) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}


def test_says_that_the_endpoint_is_away_and_stays_up(explorer: Explorer) -> None:
    away = Explorer(RemoteStore("http://127.0.0.1:9/sparql", timeout=1), explorer.queries, {})
    client = create_app(away).test_client()
    answer = client.get(f"/vi/{COMPARE}")
    assert answer.status_code == 503 and answer.headers["Retry-After"]
    assert "Không kết nối được" in answer.get_data(as_text=True)
    assert "127.0.0.1" not in answer.get_data(as_text=True)
    assert client.get("/healthz").status_code == 200
    assert client.get("/en/person/a%27b").status_code == 404
    with pytest.raises(StoreUnavailable):
        away.compare(PAIR)


@pytest.mark.parametrize("path", ["beacon/{}.txt", "broken/{}"])
def test_an_address_adds_no_line_to_the_log(
    explorer: Explorer, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    def fail(*given: object) -> None:
        raise RuntimeError

    away = Explorer(RemoteStore("http://127.0.0.1:9/sparql", timeout=1), explorer.queries, {})
    app = create_app(away)
    app.add_url_rule("/broken/<rest>", "broken", fail)
    app.test_client().get("/" + path.format("x%0a[2026]%20ERROR%1b[31m"))
    said = [record.getMessage() for record in caplog.records]
    assert said and all(line.isprintable() and "ERROR" in line for line in said)


def test_the_large_files_of_the_graph_are_sent_packed(client) -> None:
    def sent(path: str, **given: str):
        headers = {name.replace("_", "-"): value for name, value in given.items()}
        return client.get(f"/{path}", headers=headers, buffered=True)

    for path in ("data/methods.ttl", "data/links.ttl", "data/evidence.tsv", "ontology/core.ttl"):
        plain, packed = sent(path), sent(path, Accept_Encoding="gzip")
        assert packed.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in plain.vary
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 2
        for one in (packed, plain):
            known = sent(path, Accept_Encoding="gzip", If_None_Match=one.headers["ETag"])
            assert known.status_code == 304
        head = client.head(f"/{path}", headers={"Accept-Encoding": "gzip"})
        assert not head.data and head.content_length == len(packed.data)
        some = sent(path, Accept_Encoding="gzip", Range="bytes=10-19")
        assert some.status_code == 206 and some.data == plain.data[10:20]
        for known in (packed.headers["ETag"], packed.headers["Last-Modified"]):
            whole = sent(path, Accept_Encoding="gzip", Range="bytes=10-19", If_Range=known)
            assert whole.status_code == 200 and whole.data == packed.data
    version = sent("ontology/0.1.0.ttl", Accept_Encoding="gzip")
    assert version.headers["ETag"] and version.headers["Content-Encoding"] == "gzip"


def test_the_data_set_can_be_taken_home(client) -> None:
    with client.get("/data/methods.ttl") as answer:
        assert answer.mimetype == "text/turtle"
    with client.get("/data/evidence.tsv") as answer:
        assert answer.status_code == 200


def test_a_very_long_word_costs_no_more_than_a_long_one(client) -> None:
    assert client.get(f"/en/methods?q={'ab ' * 3000}").status_code == 200
    assert client.get(f"/en/method/{'a-b' * 1000}").status_code == 404


def test_a_json_comparison_says_what_was_left_out(client, explorer: Explorer) -> None:
    many = "&".join(f"method={entry.id}" for entry in explorer.entries[:12])
    assert client.get(f"/en/compare.json?{many}").get_json()["left_out"] == 2
    same = "method=lasso&method=https://w3id.org/method-explorer/method/lasso"
    assert len(client.get(f"/en/compare.json?{same}").get_json()["methods"]) == 1


def test_any_tag_stands_for_a_page_that_is_there(client) -> None:
    assert client.get("/en/method/nope-nope", headers={"If-None-Match": "*"}).status_code == 404
    assert client.get("/en/method/lasso", headers={"If-None-Match": "*"}).status_code == 304


def test_an_address_that_leads_nowhere_speaks_its_language(client) -> None:
    answer = client.get("/vi/nope")
    assert answer.status_code == 404 and '<html lang="vi"' in answer.get_data(as_text=True)
    assert client.get("/vi/methods/").status_code == 200


def test_the_list_shows_one_family_and_its_pages(client, explorer: Explorer) -> None:
    family = client.get("/en/methods.json?family=decision").get_json()
    assert 40 < family["count"] < len(explorer.entries)
    second = client.get("/en/methods?family=decision&page=2").get_data(as_text=True)
    assert f"41 to {family['count']} of {family['count']}" in second
