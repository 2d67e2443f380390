"""Rows of others' tables find the things here, by the Reconciliation Service API."""

from __future__ import annotations

import json
import re
import tracemalloc
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.support import NullTranslations
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from pyoxigraph import NamedNode

from explorer.config import Limits
from explorer.core import Explorer
from explorer.model import fold
from explorer.reconcile import ROOMS, Query, candidates, things
from explorer.vocab import BASE
from explorer.web import create_app

SCHEMAS = Path(__file__).parent / "reconcile"
FOREST = "10.1023/a:1010933404324"
WORK = "paper/breiman-2001-random-forests"


@cache
def schema(name: str) -> Draft202012Validator:
    read = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(read)
    return Draft202012Validator(read)


def valid(answer: Any, name: str) -> Any:
    """Return an answer that has the form of its schema, and is open to every origin."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    schema(name).validate(answer.json)
    return answer.json


def asked(client: FlaskClient, start: str = "", **query: Any) -> list[dict[str, Any]]:
    """Return the candidates of one query, sent as OpenRefine sends it."""
    given = {"queries": json.dumps({"q0": query})}
    found = valid(client.post(f"{start}/reconcile", data=given), "results")["q0"]["result"]
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    assert all(not one["match"] for one in found[1:])
    return found


def surely(found: list[dict[str, Any]]) -> str:
    """Return what a query is said to be, empty where that is left to the reader."""
    return found[0]["id"] if found and found[0]["match"] else ""


@pytest.fixture(scope="module")
def linked(small: Explorer) -> FlaskClient:
    return create_app(small, site="https://methods.example.org").test_client()


@pytest.mark.parametrize("start", ["", "/vi"])
def test_the_service_says_what_it_is(linked: FlaskClient, start: str) -> None:
    said = valid(linked.get(f"{start}/reconcile"), "manifest")
    assert said["identifierSpace"] == BASE and said["versions"] == ["0.1", "0.2"]
    assert [one["id"] for one in said["defaultTypes"]] == ["Method", "Paper", "Person"]
    ours = "https://methods.example.org"
    for address in (said["preview"]["url"], said["view"]["url"]):
        led = linked.get(address.removeprefix(ours).replace("{{id}}", "method%2Fant"))
        assert led.status_code in (200, 303)
    for service in (*said["suggest"].values(), said["extend"]["propose_properties"]):
        address = f"{service['service_url']}{service['service_path']}".removeprefix(ours)
        assert linked.get(address, query_string={"prefix": "a"}).status_code == 200
    asks = linked.options(f"{start}/reconcile", headers={"Origin": "https://refine.example"})
    assert "POST" in asks.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"query": "Lasso"}, "method/lasso"),
        ({"query": "least absolute shrinkage and selection operator"}, "method/lasso"),
        ({"query": "Hồi quy Lasso"}, "method/lasso"),
        ({"query": "hoi quy lasso", "type": "Method"}, "method/lasso"),
        ({"query": "Random forests", "type": "Method"}, "method/random-forest"),
        ({"query": "Random forests", "type": ["Paper"]}, WORK),
        ({"query": "Breiman, Leo", "type": {"id": "Person"}}, "person/leo-breiman"),
        ({"query": FOREST.upper()}, WORK),
        ({"query": f"https://doi.org/{FOREST}", "type": "Paper"}, WORK),
        ({"properties": [{"pid": "doi", "v": f"doi:{FOREST}"}]}, WORK),
        ({"query": "method/lasso"}, "method/lasso"),
        ({"query": f"{BASE}method/lasso"}, "method/lasso"),
        (
            {
                "query": "randm forest",
                "type": "Method",
                "properties": [
                    {"pid": "year", "v": 2001.0},
                    {"pid": "originator", "v": [{"id": "x", "name": "L. Breiman"}]},
                ],
            },
            "method/random-forest",
        ),
    ],
    ids=str,
)
def test_what_stands_out_is_a_match(client: FlaskClient, query: Any, wanted: str) -> None:
    assert surely(asked(client, **query)) == wanted


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({"query": "ramdom forst", "type": "Method"}, "method/random-forest"),
        ({"query": "L. Breiman", "type": "Person"}, "person/leo-breiman"),
        ({"query": "Adam Robert", "type": "Person"}, "person/adam-roberts"),
        ({"query": "Robert J. Grey", "type": "Person"}, "person/robert-j-gray"),
        ({"query": "k-means++", "type": "Method"}, "method/k-means-clustering"),
        ({"query": "DBSCAN++", "type": "Method"}, "method/dbscan"),
        ({"query": "PCA", "type": "Method"}, "method/principal-component-analysis"),
        ({"query": "Random forests"}, WORK),  # the method and the work are called alike
        (
            {"query": "Random forest", "properties": [{"pid": "year", "v": "1950"}]},
            "method/random-forest",
        ),
        (
            {
                "query": "Random forests",
                "type": "Paper",
                "properties": [{"pid": "author", "v": "Tukey"}],
            },
            WORK,
        ),
        (
            {"query": "Bagging predictors", "properties": [{"pid": "doi", "v": FOREST}]},
            WORK,  # the identifier and the name are not of one work
        ),
    ],
    ids=str,
)
def test_what_is_doubtful_is_left_to_the_reader(
    client: FlaskClient, query: Any, first: str
) -> None:
    found = asked(client, **query)
    assert found[0]["id"] == first and not surely(found)


@pytest.mark.parametrize(
    ("words", "wanted", "place", "sure"),
    [  # the place up to which it stands, and whether it is a match
        ("regresion", "linear-regression", 3, False),
        ("linear model", "linear-regression", 3, False),
        ("interviews", "semi-structured-interview", 1, False),
        ("interview", "semi-structured-interview", 1, False),
        ("case studies", "case-study-research", 1, False),
        ("logit", "logistic-regression", 1, False),
        ("Delphi", "delphi-method", 1, False),
        ("one-way ANOVA", "analysis-of-variance", 1, False),
        ("two-way anova", "analysis-of-variance", 1, False),
        ("repeated measures ANOVA", "analysis-of-variance", 1, False),
        ("Lasso", "lasso", 1, True),
        ("LASSO regression", "lasso", 1, True),
        ("multilevel modelling", "multilevel-model", 1, True),
        ("hierarchical linear modeling", "multilevel-model", 1, True),
        ("generalised linear models", "generalized-linear-model", 1, True),
        ("meta-analyses", "meta-analysis", 1, True),
        ("synthetic controls", "synthetic-control-method", 1, True),
        ("Structural equation modelling (SEM)", "structural-equation-modeling", 1, True),
        ("Lasso (Tibshirani, 1996)", "lasso", 1, False),
        ("naive bayes", "naive-bayes-classifier", 1, False),
        ("kaplan meier", "kaplan-meier-estimator", 1, False),
        ("principle component analysis", "principal-component-analysis", 1, False),
        ("neural networks", "recurrent-neural-network", 3, False),
        ("PCA", "principal-component-analysis", 1, False),
        ("LDA", "linear-discriminant-analysis", 2, False),
        ("kmeans", "k-means-clustering", 1, False),
        ("phân tích nhân tố", "exploratory-factor-analysis", 1, True),
        ("phỏng vấn", "semi-structured-interview", 1, False),
        ("hoi quy", "linear-regression", 3, False),
        ("hồi qui tuyến tính", "linear-regression", 1, False),
        ("kiểm định Chi bình phương", "chi-squared-test", 1, True),
    ],
)
def test_the_methods_that_a_librarian_expects(
    client: FlaskClient, words: str, wanted: str, place: int, sure: bool
) -> None:
    found = asked(client, query=words, type="Method")
    assert f"method/{wanted}" in [one["id"] for one in found[:place]]
    assert surely(found) == (f"method/{wanted}" if sure else "")


@pytest.mark.parametrize(
    "words",
    [
        "Deep learning",
        "machine learning",
        "linear model",
        "nonlinear regression",
        "regression",
        "hồi quy",
        "interview",
        "survey",
        "statistics",
        "web scraping",
        "questionnaire",
    ],
)
def test_what_is_wider_or_other_is_not_suggested_as_if_it_were_meant(
    client: FlaskClient, words: str
) -> None:
    assert all(one["score"] <= 60 for one in asked(client, query=words, type="Method"))


def test_what_a_name_only_shares_a_word_with_stands_far_behind(client: FlaskClient) -> None:
    first, *others = asked(client, query="Lasso", type="Method")
    assert first["score"] == 100 and others[0]["score"] <= 60


LASSO = "paper/tibshirani-1996-regression-shrinkage-and-selection-via"
LINE = "Breiman, L. (2001). Random forests. Machine Learning, 45(1), 5-32."


@pytest.mark.parametrize(
    ("words", "kind", "first", "sure"),
    [
        ("Tibshirani 1996", "Paper", LASSO, False),
        ("Tibshirani, R. (1996)", "Paper", LASSO, False),
        (
            "Regression shrinkage and selection via the LASSO. J R Stat Soc B 1996",
            "Paper",
            LASSO,
            True,
        ),
        (LINE, "Paper", WORK, True),
        ("Breiman L. Random Forests. Mach Learn 2001;45:5–32", "Paper", WORK, True),
        ("Cortes & Vapnik (1995)", "Paper", "paper/cortes-1995-support-vector-networks", False),
        ("Vaswani et al. 2017", "Paper", "paper/vaswani-2017-attention-is-all-you-need", False),
        ("Smith 2001 Random forests in ecology", "Paper", WORK, False),
        ("Nobody 1996", "Paper", "", False),
        ("Breiman, Leo, 1928-2005", "Person", "person/leo-breiman", True),
        ("Pearson, Karl, 1857-1936.", "Person", "person/karl-pearson", True),
        ("Tukey, John W. (John Wilder), 1915-2000", "Person", "person/john-w-tukey", True),
    ],
)
def test_citations_and_the_names_of_authority_files_are_read(
    client: FlaskClient, words: str, kind: str, first: str, sure: bool
) -> None:
    found = asked(client, query=words, type=kind)
    assert (found[0]["id"] if found else "") == first
    assert surely(found) == (first if sure else "")


def test_a_question_is_split_once_for_all_names(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded = []
    monkeypatch.setattr(things, "fold", lambda text: folded.append(text) or fold(text))
    line = f"{LINE} Once."
    assert candidates(explorer.register, explorer.finder.find, Query(line))
    assert folded.count(line) <= 1 + len(ROOMS), "once as it is, and as a thing of each type"
    assert candidates(explorer.register, lambda *_: pytest.fail("searched"), Query()) == ()


def test_another_year_of_the_same_author_is_doubtful(client: FlaskClient) -> None:
    found = asked(client, query="Breiman 2001", type="Paper")
    assert [one["id"] for one in found if one["score"] > 60] == [WORK]


def test_an_identifier_decides_whatever_the_name(client: FlaskClient) -> None:
    doi = [{"pid": "doi", "v": FOREST}]
    for words in ("RF original paper", "Lasso"):
        assert surely(asked(client, query=words, type="Paper", properties=doi)) == WORK


@pytest.mark.parametrize(
    "words",
    ["PCA", "GMM", "Ridge", "ridge regresion", "Principal component analysi", "kmeans"],
)
def test_an_identifier_does_not_overrule_the_name_of_another(
    client: FlaskClient, explorer: Explorer, words: str
) -> None:
    (lasso,) = explorer.register.things["method/lasso"].facts["wikidata"]
    item = [{"pid": "wikidata", "v": lasso.names[""]}]
    found = asked(client, query=words, type="Method", properties=item)
    assert found[0]["id"] == "method/lasso" and not surely(found)
    assert surely(asked(client, query="shrinkage", properties=item)) == "method/lasso"


def test_no_misspelt_name_is_taken_for_another(client: FlaskClient, explorer: Explorer) -> None:
    wrong = []
    for thing in [*explorer.register.things.values()][::23]:
        for _, text in thing.called:
            middle = len(text) // 2
            slip = text[:middle] + text[middle + 1 :]
            sure = surely(asked(client, query=slip, type=thing.type)) if slip.strip() else ""
            wrong += [(slip, sure)] if sure not in ("", thing.id) else []
    assert wrong == []


def test_facts_that_agree_raise_the_score_and_others_lower_it(client: FlaskClient) -> None:
    def score(**facts: Any) -> float:
        told = [{"pid": name, "v": value} for name, value in facts.items()]
        found = asked(client, query="randm forests", type="Method", properties=told)
        return next(one["score"] for one in found if one["id"] == "method/random-forest")

    alone = score()
    assert score(year=1950) < score(family="Statistics") < alone < score(year=2001) <= 100
    assert score(year=2002) == score(kind=[]) == score(unknown="x") == alone
    assert score(year=2001, originator="Leo Breiman") > score(year=2001)


def test_an_acronym_of_several_names_all_of_them(client: FlaskClient) -> None:
    found = asked(client, query="GMM", type="Method", limit=3)
    assert len({one["score"] for one in found}) == 1 and not surely(found)
    assert {"method/gaussian-mixture-model", "method/generalized-method-of-moments"} < {
        one["id"] for one in found
    }


def test_a_type_is_kept_to_unless_it_is_only_wished_for(client: FlaskClient) -> None:
    for strict, kinds in (("any", {"Person"}), ("should", {"Method", "Paper", "Person"})):
        found = asked(client, query="Breiman", type=["Person"], type_strict=strict, limit=50)
        assert {one["type"][0]["id"] for one in found} <= kinds
    assert found[0]["type"][0]["id"] == "Person"
    assert len(asked(client, query="regression", limit=2)) == 2
    assert asked(client, query="qzxw qzxwv") == []


def test_identifiers_elsewhere_lead_here(linked: FlaskClient) -> None:
    assert surely(asked(linked, query="Q7386")) == "method/ant"
    assert surely(asked(linked, query="https://orcid.org/0000-0002-1825-0097")) == "person/amy"
    other = [{"pid": "wikidata", "v": "Q1"}]
    assert not surely(asked(linked, query="Ant", properties=other))
    same = [{"pid": "wikidata", "v": "http://www.wikidata.org/entity/Q7386"}]
    assert surely(asked(linked, properties=same)) == "method/ant"


def test_names_come_in_the_language_of_the_address(linked: FlaskClient) -> None:
    assert asked(linked, query="emmet")[0]["name"] == "Ant"
    found = asked(linked, "/vi", query="emmet")[0]
    assert (found["name"], found["description"]) == ("Kiến", "Mang thứ nó tìm được.")


def test_a_batch_answers_each_query_alone_and_by_its_key(client: FlaskClient) -> None:
    words = {"a": "lasso", "b": "qzxw qzxwv", "": "bagging"}
    given = {"queries": json.dumps({key: {"query": text} for key, text in words.items()})}
    found = valid(client.get("/reconcile", query_string=given), "results")
    assert found == valid(client.post("/reconcile", data=given), "results")
    assert {key: rows["result"] for key, rows in found.items()} == {
        key: asked(client, query=text) for key, text in words.items()
    }


def test_a_bad_row_of_a_batch_leaves_the_others_alone(client: FlaskClient) -> None:
    good = {"query": "lasso", "type": "Method"}
    bad = {"blank": {"query": ""}, "cat": {"query": "a", "type": "Cat"}, "list": [], "none": {}}
    found = client.post("/reconcile", data={"queries": json.dumps({"good": good, **bad})})
    rows = valid(found, "results")
    assert surely(rows["good"]["result"]) == "method/lasso"
    assert {key: rows[key]["result"] for key in bad} == {key: [] for key in bad}
    empty = client.post("/reconcile", data={"queries": json.dumps({"q": {"query": " "}})})
    assert valid(empty, "results") == {"q": {"result": []}}


def test_an_unknown_property_is_an_empty_column(client: FlaskClient) -> None:
    given = {"ids": ["method/lasso"], "properties": [{"id": "colour"}, {"id": "year"}]}
    found = client.post("/reconcile", data={"extend": json.dumps(given)})
    row = valid(found, "extension")["rows"]["method/lasso"]
    assert row["colour"] == [] and row["year"]


def test_clients_of_the_first_version_are_served(client: FlaskClient) -> None:
    found = client.get("/reconcile", query_string={"query": "lasso"}).json
    assert found["result"] == asked(client, query="lasso")
    given = {"query": json.dumps({"query": "lasso", "limit": 1}), "callback": "jQuery1.got"}
    script = client.get("/reconcile", query_string=given)
    assert script.mimetype == "text/javascript"
    held = script.text.removeprefix("/**/jQuery1.got(").removesuffix(");")
    assert json.loads(held)["result"][0]["id"] == "method/lasso"


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"queries": "{"}, 400, "“queries” is not JSON."),
        ({"queries": "[" * 9000}, 400, "“queries” is not JSON."),
        ({"queries": "[]"}, 400, "not an object"),
        ({"queries": '{"q": "lasso"}'}, 400, "“q” is not an object."),
        ({"queries": '{"q": {}}'}, 400, "neither words nor properties"),
        ({"queries": '{"q": {"query": "a", "limit": -1}}'}, 400, "limit"),
        ({"queries": '{"q": {"query": "a", "type": "Cat"}}'}, 400, "no type “Cat”"),
        ({"queries": '{"q": {"query": "a", "properties": [{"v": 1}]}}'}, 400, "pid"),
        ({"queries": json.dumps({str(n): {"query": "a"} for n in range(51)})}, 413, "at most 50"),
        ({"queries": "x" * 70_000}, 413, ""),
        ({"query": ""}, 400, "no words"),
        ({"extend": '{"ids": "x"}'}, 400, "list of ids"),
        ({"extend": '{"ids": [], "properties": ["x"]}'}, 400, "objects that have an id"),
        ({}, 400, "Send queries"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_is_said_in_a_sentence(
    client: FlaskClient, given: dict[str, str], status: int, said: str
) -> None:
    answer = client.post("/reconcile", data=given)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert said in answer.json["detail"] and answer.json["detail"].endswith(".")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address",
    ["?callback=alert(1)", "/entity?prefix=a&cursor=x", "/properties?type=Cat", "/view?id=nope"],
)
def test_what_is_wrong_in_an_address_is_said(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/reconcile{address}")
    assert answer.status_code in (400, 404) and answer.json["detail"].endswith(".")


def test_a_failure_is_said_in_the_language_of_the_address(
    linked: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Turned(NullTranslations):
        def ugettext(self, message: str) -> str:
            return f"¡{message}!"

    monkeypatch.setitem(linked.application.extensions["texts"], "es", Turned())
    many = json.dumps({str(number): {"query": "a"} for number in range(51)})
    for given in ({"query": ""}, {"queries": "x"}, {"queries": many}, {"queries": "x" * 70_000}):
        said = [linked.post(f"{start}/reconcile", data=given).json for start in ("", "/es")]
        assert said[1]["detail"] == f"¡{said[0]['detail']}!"
    for address in ("?callback=1", "/entity?cursor=x", "/properties?type=Cat"):
        said = [linked.get(f"{start}/reconcile{address}").json for start in ("", "/es")]
        assert said[1]["detail"] == f"¡{said[0]['detail']}!"


def test_matching_is_counted_and_fills_no_cache(small: Explorer) -> None:
    once = create_app(small, limits=Limits(rate="2/hour")).test_client()
    asked = "/en/reconcile?query=ant", "/en/reconcile/preview?id=method/ant", "/reconcile"
    first, second, third = (once.get(address) for address in asked)
    assert (first.status_code, second.status_code, third.status_code) == (200, 200, 429)
    assert "ETag" not in first.headers and "ETag" not in second.headers
    assert third.json["detail"].startswith("You have asked too often")
    assert int(third.headers["Retry-After"]) > 60
    framed = once.get(asked[1], headers={"Accept": "text/html"})
    assert framed.status_code == 429 and "asked too often" in framed.text
    assert once.get("/en/methods").status_code == 200


def test_suggests_things_types_and_properties(client: FlaskClient) -> None:
    def suggested(part: str, **given: object) -> list[dict[str, Any]]:
        answer = client.get(f"/reconcile/{part}", query_string=given)
        return valid(answer, "suggestions")["result"]

    first = suggested("entity", prefix="regress")
    assert len(first) == 10 and all(one["notable"] for one in first)
    ids = {one["id"] for one in first}
    assert ids.isdisjoint(one["id"] for one in suggested("entity", prefix="regress", cursor=10))
    assert suggested("entity", prefix="Lasso")[0]["id"] == "method/lasso"
    assert suggested("entity", prefix=WORK)[0]["id"] == WORK
    assert suggested("entity", prefix="regress", cursor=10_000) == []
    assert [one["id"] for one in suggested("type", prefix="pers")] == ["Person"]
    assert [one["id"] for one in suggested("property", prefix="DO")] == ["doi"]
    assert {"year", "field", "author"} < {one["id"] for one in suggested("property", prefix="")} | {
        one["id"] for one in suggested("property", prefix="", cursor=10)
    }


def test_rows_are_extended_by_what_is_known(
    client: FlaskClient, linked: FlaskClient, small: Explorer
) -> None:
    listed = client.get("/reconcile/properties?type=Method&limit=3")
    proposed = valid(listed, "proposals")
    assert len(proposed["properties"]) == 3 and proposed["type"] == "Method"
    names = ["year", "author", "family", "wikidata", "orcid"]
    given = {
        "ids": ["method/ant", "paper/one", "person/amy", "gone"],
        "properties": [{"id": name, "settings": {}} for name in names],
    }
    found = valid(linked.post("/vi/reconcile", data={"extend": json.dumps(given)}), "extension")
    assert [one["id"] for one in found["meta"]] == names
    rows, family = found["rows"], small.concepts[NamedNode(f"{BASE}family/decision")].names["vi"]
    assert rows["method/ant"]["year"] == [{"int": 1990}, {"int": 1996}]
    assert rows["method/ant"]["family"] == [{"str": family}]
    assert rows["method/ant"]["wikidata"] == [{"str": "Q7386"}]
    assert rows["paper/one"]["author"][1] == {"id": "person/amy", "name": "Amy Young"}
    assert rows["person/amy"]["orcid"] == [{"str": "0000-0002-1825-0097"}]
    assert rows["gone"] == {name: [] for name in names}


def test_a_preview_is_a_page_for_the_frames_of_others(linked: FlaskClient) -> None:
    address = "/reconcile/preview?id=method/ant"
    for headers, path, wanted in (
        ({}, address, "Ant"),
        ({"Accept-Language": "vi"}, address, "Kiến"),
        ({}, f"{address}&lang=vi", "Kiến"),
        ({"Accept-Language": "en"}, f"/vi{address}", "Kiến"),
    ):
        shown = linked.get(path, headers=headers)
        assert f"<h1>{wanted}</h1>" in shown.text and "Q7386" in shown.text
        assert "frame-ancestors" not in shown.headers["Content-Security-Policy"]
    links = re.findall(r">([^<]+)</a> <span class=\"note\">([^<]+)<", linked.get(address).text)
    assert ("Q7386", "the same") in links and ("0000039", "close to it") in links
    assert linked.get("/reconcile/view?id=method/ant").headers["Location"] == "/method/ant"
    assert linked.get("/reconcile/preview?id=nope").status_code == 404


@pytest.mark.parametrize("words", ["/" * 60_000, "\ud800", "a" * 60_000])
def test_a_hostile_cell_costs_no_more_than_another(linked: FlaskClient, words: str) -> None:
    tracemalloc.start()
    asked = {"queries": json.dumps({words[:3]: {"query": words}})}
    answer = linked.post("/reconcile", data=asked)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 200 and answer.json == {words[:3]: {"result": []}}
    assert used < 32 * 1024 * 1024, "a cell of slashes took gigabytes"
