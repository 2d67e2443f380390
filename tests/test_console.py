"""The query page: an answer without script, examples with parameters, errors with their place."""

from __future__ import annotations

import gzip
import html
import math
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from explorer import Explorer
from explorer.config import Limits
from explorer.drawing.ring import LETTERS
from explorer.drawing.ring import NAMES as ROOM
from explorer.web import create_app
from explorer.web.pages import ADDRESSES
from explorer.web.statements import picture

PREFIXES = "PREFIX mx: <https://w3id.org/method-explorer/ontology#>\n"
PREFIXES += "PREFIX method: <https://w3id.org/method-explorer/method/>\n"
PREFIXES += "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
NAMES = PREFIXES + "SELECT ?method ?name ?year WHERE { VALUES ?method { method:lasso }\n"
NAMES += "?method skos:prefLabel ?name ; mx:introduced ?year } ORDER BY ?name"
DRAWN = PREFIXES + "CONSTRUCT { method:lasso mx:extends ?m } WHERE { method:lasso mx:extends ?m }"


@pytest.fixture(scope="module")
def asked(explorer: Explorer) -> Iterator[FlaskClient]:
    """The site with an endpoint that gives at most twenty rows."""
    app = create_app(explorer, limits=Limits(rows=20, workers=1, rate=""))
    yield app.test_client()
    app.extensions["endpoint"].close()


def page(client: FlaskClient, status: int = 200, **given: str) -> str:
    answer = client.get("/en/sparql", query_string=given)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def text_of(found: str) -> str:
    area = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", found, re.S)
    return html.unescape(area[1]) if area else ""


def code(found: str, name: str) -> str:
    pattern = rf"<summary>{name}</summary><pre[^>]*><code>(.*?)</code>"
    return html.unescape(re.findall(pattern, found, re.S)[0])


def files(found: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'href="(/sparql\?[^"]*)"', found)]


def test_a_select_is_a_table_with_links_to_our_pages_and_languages(asked: FlaskClient) -> None:
    found = page(asked, query=NAMES)
    assert '<a href="/en/method/lasso"><code>method:lasso</code></a>' in found
    assert '<span lang="vi">Hồi quy Lasso</span>' in found
    assert '<td class="number">1996</td>' in found
    assert re.search(r"<table[^>]*><caption>.+?</caption>", found)
    assert re.findall(r'<th scope="col">(\w+)</th>', found)[:3] == ["method", "name", "year"]
    assert text_of(found) == NAMES


def test_what_strangers_ask_is_asked_anew_each_time(asked: FlaskClient) -> None:
    query = {"query": "SELECT (STRUUID() AS ?once) {}"}
    first, second = (asked.get("/en/sparql", query_string=query) for _ in range(2))
    assert first.data != second.data and "ETag" not in first.headers
    assert "ETag" in asked.get("/en/sparql").headers, "the page without a query stays as it is"
    for given in ({}, {"query": NAMES}):
        plain = asked.get("/en/sparql", query_string=given)
        packed = asked.get("/en/sparql", query_string=given, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data


def test_an_ask_is_a_sentence(asked: FlaskClient) -> None:
    for thing, said in (("lasso", "Yes: it is so."), ("nope", "No: it is not so.")):
        assert said in page(asked, query=f"{PREFIXES}ASK {{ method:{thing} a mx:Method }}")


def test_a_graph_is_turtle_with_the_relations_in_it(asked: FlaskClient) -> None:
    found = page(asked, query=DRAWN)
    assert "method:lasso mx:extends method:linear-regression" in found
    assert "@prefix method:" in found and "@prefix wd:" not in found
    assert re.findall(r'<th scope="col">(\w+)</th>', found) == ["subject", "predicate", "object"]
    assert '<a href="/en/method/linear-regression">' in found
    assert "/en/graph/lasso?with=" in found


def test_a_graph_is_drawn_where_it_is_small(asked: FlaskClient) -> None:
    drawn = (
        page(asked, query=DRAWN).partition('<figure class="picture')[2].partition("</figure>")[0]
    )
    assert drawn.count('class="line"') == 1 and ">mx:extends</text>" in drawn
    things = re.findall(r'<a href="([^"]*)".*?<title>(.*?)</title>.*?>([^<]*)</text>', drawn)
    assert things == [
        ("/en/method/lasso", "method:lasso", "Lasso"),
        ("/en/method/linear-regression", "method:linear-regression", "Linear regression"),
    ]
    assert ">Hồi quy Lasso</text>" in asked.get("/vi/sparql", query_string={"query": DRAWN}).text
    for nothing in ("<a:a> <a:b> <a:a>", "[] <a:b> <a:c>", "<a:a> <a:b> 1"):
        found = page(asked, query=f"CONSTRUCT {{ {nothing} }} WHERE {{ }}")
        assert "<figure" not in found and "is drawn." in found and "1 statement" in found
    assert "0 statements" in page(
        asked, query="CONSTRUCT { ?s ?p ?o } WHERE { ?s <a:b> ?o . ?s ?p 1 }"
    )


def test_a_large_graph_is_not_drawn_and_a_star_has_a_middle(explorer: Explorer) -> None:
    start, relation = ox.NamedNode("a:a"), ox.NamedNode("a:b")
    many = [ox.Quad(start, relation, ox.NamedNode(f"a:{place}")) for place in range(40)]
    assert picture(explorer, many, "en") is None
    star = picture(explorer, many[:39], "en")
    assert star and not star.words and [mark.start for mark in star.ring.marks].count(True) == 1
    beside = ox.Quad(ox.NamedNode("a:1"), relation, ox.NamedNode("a:2"))
    for few in ([*many[:9], beside], many[:1] * 3):
        drawn = picture(explorer, few, "en")
        assert drawn and not any(mark.start for mark in drawn.ring.marks), "a line would pass it"


def node(name: object) -> ox.NamedNode:
    return ox.NamedNode(f"https://example.org/things/{name}")


@pytest.mark.parametrize("count", [2, 4, 11, 20])
def test_names_fit_into_a_picture_that_is_no_larger_than_they_need(
    explorer: Explorer, count: int
) -> None:
    around = [ox.Quad(node(at), node("to"), node((at + 1) % count)) for at in range(count)]
    drawn = picture(explorer, around, "en")
    assert drawn
    needed = []
    for mark in drawn.ring.marks:
        if mark.turn:  # outwards
            farther = 1 + ROOM / math.hypot(mark.x, mark.y)
            needed.append((abs(mark.x) * farther, abs(mark.y) * farther))
        elif mark.anchor == "middle":
            needed.append((4 * LETTERS, abs(mark.y) + 40))
        else:
            needed.append((abs(mark.x) + ROOM, abs(mark.y) + 10))
    for half, each in ((drawn.width / 2, 0), (drawn.height / 2, 1)):
        most = max(one[each] for one in needed)
        assert most <= half <= most + 40


def test_words_stand_by_the_far_ends_of_lines_that_meet(explorer: Explorer) -> None:
    star = [ox.Quad(node("m"), node("to"), node(name)) for name in "abyz"]
    drawn = picture(explorer, star, "en")
    assert drawn and len(drawn.words) == 4
    radius = max(math.hypot(mark.x, mark.y) for mark in drawn.ring.marks)
    assert all(math.hypot(x, y) > 0.55 * radius for _, x, y in drawn.words)


def test_statements_of_the_same_two_things_share_a_line_and_its_words(explorer: Explorer) -> None:
    one, other = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b")
    terms = [ox.NamedNode(f"https://example.org/terms/{name}") for name in ("likes", "knows")]
    there = [ox.Quad(one, term, other) for term in terms]
    drawn = picture(explorer, [*there, ox.Quad(other, terms[0], one)], "en")
    assert drawn and [words for words, _, _ in drawn.words] == ["likes, knows"]
    assert [stroke.ends for stroke in drawn.ring.strokes] == [
        (one.value, other.value),
        (other.value, one.value),
    ]


def test_things_in_a_picture_are_told_apart(asked: FlaskClient, explorer: Explorer) -> None:
    same = next(
        (entry.term, concept.term)
        for entry in explorer.entries
        for concept in explorer.concepts.values()
        if entry.names["en"] == concept.names["en"]
    )
    far = "<https://example.org/{}/is/where/these/differ/and/not/later>"
    long = "<https://example.org/is/where/these/differ/{}>"
    ends = [*map(str, same), *(one.format(at) for one in (far, long) for at in "ab")]
    found = page(asked, query=f"CONSTRUCT {{ <a:a> <a:b> {', '.join(ends)} }} WHERE {{ }}")
    drawn = found.partition('<figure class="picture')[2].partition("</figure>")[0]
    names = re.findall(r"<title>.*?([^<>]*)</text>", drawn)
    assert len(set(names)) == len(names) == len(ends) + 1


def test_values_cannot_become_markup_or_addresses_that_run(asked: FlaskClient) -> None:
    query = 'SELECT ?a ?b WHERE { VALUES ?a { "<script>x</script>" } VALUES ?b { <javascript:1> } }'
    found = page(asked, query=query)
    assert "<script>x" not in found and "&lt;script&gt;x" in found
    assert 'href="javascript:' not in found


def test_the_most_rows_are_said_to_be_only_the_first(asked: FlaskClient) -> None:
    many = page(asked, query="SELECT ?s WHERE { ?s ?p ?o }")
    assert "only the first 20 are shown" in many and "20 rows" in many
    columns = " ".join(f"(?s AS ?c{number})" for number in range(60))  # more than a page can hold
    wide = page(asked, query=f"SELECT {columns} WHERE {{ ?s ?p ?o }}")
    assert "only the first 20" in wide and "files below have it all" not in wide
    assert "only the first" not in page(asked, query=NAMES)


def test_an_error_names_and_shows_its_place(asked: FlaskClient) -> None:
    found = page(asked, 400, query="SELECT ?a WHERE {\n  ?a ?b nope:x\n}")
    assert 'data-line="2" data-column=' in found and 'aria-invalid="true"' in found
    assert "Line 2, column 9: the prefix nope: is not declared." in found
    assert re.search(r"<code>  \?a \?b.*<mark>.*</mark>", found)
    assert "SERVICE at line 1" in page(asked, 400, query="SELECT * { SERVICE <http://x> {} }")


def test_what_follows_can_be_left_out(asked: FlaskClient) -> None:
    query = f"{PREFIXES}ASK {{ method:linear-regression mx:extendedBy method:lasso }}"
    whole = page(asked, query=query)
    stated = page(asked, query=query, stated="1")
    assert "Yes: it is so." in whole and "No: it is not so." in stated
    assert all("default-graph-uri=" in one for one in files(stated))
    assert not any("default-graph-uri=" in one for one in files(whole))


def test_every_download_gives_the_same_answer_in_its_form(asked: FlaskClient) -> None:
    kinds = {"json": "json", "xml": "xml", "csv": "csv", "tsv": "tab-separated"}
    graphs = {"ttl": "turtle", "nt": "n-triples", "jsonld": "ld+json", "rdf": "rdf+xml"}
    for query, forms in ((NAMES, kinds), (DRAWN, graphs)):
        there = files(page(asked, query=query))
        assert [parse_qs(urlsplit(one).query)["format"][0] for one in there] == list(forms)
        for address, kind in zip(there, forms.values(), strict=True):
            answer = asked.get(address)
            assert answer.status_code == 200 and kind in answer.content_type
            assert "asso" in answer.get_data(as_text=True)


def test_every_example_loads_and_those_with_parameters_have_fields(asked: FlaskClient) -> None:
    names = re.findall(r'href="/en/sparql\?example=(\w+)&amp;stated=1"', page(asked))
    assert "method_relations" in names and not [n for n in names if n[:5] in ("check", "rule_")]
    found = page(asked, example="method_relations")
    assert 'name="method"' in found and "#+" not in text_of(found)
    assert 'id="result"' not in found, "an example that is only loaded is not run"


def test_an_example_is_filled_in_safely(asked: FlaskClient) -> None:
    found = page(asked, example="method_relations", method="method:lasso")
    assert "{ <https://w3id.org/method-explorer/method/lasso> }" in text_of(found)
    assert 'href="/en/method/linear-regression"' in found
    assert 'placeholder="person:leo-breiman"' in page(asked, example="person_papers")
    bad = page(asked, 400, example="method_relations", method="method:x>}#")
    assert "is not an IRI" in html.unescape(bad)
    assert "There is no query" in page(asked, 400, example="nope")


def test_a_query_is_posted_and_gets_an_address_where_it_fits_one(asked: FlaskClient) -> None:
    sent = asked.post("/en/sparql", data={"query": NAMES.replace("\n", "\r\n"), "stated": "1"})
    shared = parse_qs(urlsplit(sent.location).query)
    assert sent.status_code == 303 and shared == {"query": [NAMES], "stated": ["1"]}
    assert files(asked.get(sent.location).text)
    long = asked.post("/en/sparql", data={"query": f"{NAMES} #{'ồ' * 4000}"})
    assert long.status_code == 200 and "2 rows" in long.text and not files(long.text)
    given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', long.text))
    assert "too long for an address" in long.text
    action = re.search(r'formaction="(/sparql\?format=csv[^"]*)"', long.text)
    address = html.unescape(action[1]) if action else ""
    answer = asked.post(address, data={"query": html.unescape(given["query"])})
    assert answer.mimetype == "text/csv" and "asso" in answer.text
    assert answer.headers["Content-Disposition"] == "attachment; filename=result.csv"
    assert "begin with SELECT" in page(asked, 400, query=" ")


def test_an_example_gives_what_its_address_gives(client: FlaskClient) -> None:
    given = {"method": "method:lasso", "stated": "1"}
    found = page(client, example="method_relations", **given)
    rows = client.get("/query/method_relations?method=method:lasso").headers["X-Total-Count"]
    assert f">{rows} rows</h2>" in found


@pytest.mark.parametrize(
    "query",
    [
        NAMES,
        DRAWN,
        f"{PREFIXES}ASK {{ method:lasso a mx:Method }}",
        'SELECT ("a\\"b\'" AS ?x) {}',
        f"{NAMES} #{'ồ' * 2000}",
    ],
    ids=["select", "construct", "ask", "quotes", "long"],
)
def test_the_snippets_run(site: str, query: str) -> None:
    from urllib.parse import urlencode
    from urllib.request import urlopen

    sent = urlencode({"query": query, "stated": 1}).encode()
    with urlopen(f"{site}/en/sparql", sent) as answer:
        found = answer.read().decode()
    wanted = "true" if "ASK" in query else 'a""b' if "(" in query else "linear-regression"
    wanted = "asso" if NAMES in query else wanted
    command = [shutil.which("bash") or "bash", "-c", code(found, "curl")]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert wanted in said.stdout
    program = [sys.executable, "-c", code(found, "Python")]
    said = subprocess.run(program, capture_output=True, text=True, check=True)
    assert wanted.replace('""', '"') in said.stdout.replace("True", "true")
    *lines, last = code(found, "Notebook").splitlines()
    cell: dict[str, object] = {}
    exec("\n".join(lines), cell)
    shown = {"len(graph)": "graph.serialize()"}.get(last, f"str({last})")
    assert wanted.replace('""', '"') in str(eval(shown, cell)).lower()


def test_too_many_questions_are_refused_on_the_page_too(explorer: Explorer) -> None:
    app = create_app(explorer, cached=False, limits=Limits(rate="1/hour"))
    client = app.test_client()
    page(client, 400, query="ASK { SERVICE ?s {} }")
    assert "asked too often" in page(client, 429, query="ASK { SERVICE ?s {} }")
    later = client.get("/en/sparql?query=ASK{}").headers["Retry-After"]
    assert 3500 < int(later) <= 3600
    assert page(client), "the page itself stays"


def test_an_answer_too_large_for_a_page_is_shown_in_part(client) -> None:
    wide = " ".join(f"(?s AS ?c{number})" for number in range(60))
    asked = f"SELECT {wide} WHERE {{ ?s ?p ?o }} LIMIT 500"
    page = client.get("/en/sparql", query_string={"query": asked}).get_data(as_text=True)
    assert "The page shows the beginning" in page
    assert page.count("<td") == 5_000 and page.count('<th scope="col"') == 50
    assert ">500 rows</h2>" in page
    few = client.get("/en/sparql", query_string={"query": "SELECT ?s { ?s ?p ?o } LIMIT 3"})
    assert "The page shows the beginning" not in few.get_data(as_text=True)


PANELS = {
    "landing": "",
    "methods": "methods?family=statistics",
    "method": "method/lasso",
    "paper": "paper/breiman-2001-random-forests",
    "person": "person/leo-breiman",
    "field": "field/deep-learning",
    "family": "family/statistics",
    "kind": "kind/regression-model",
    "timeline": "timeline?from=1990&until=1999",
    "shape": "graph",
    "path": "path?from=lasso&to=transformer",
    "graph": "graph/lasso",
    "compare": "compare?method=lasso&method=ridge-regression",
    "about": "about",
    "terms": "ontology",
}
# what is not made by a query, or is itself where queries are
UNASKED = {"cite", "search", "walk", "sparql_page", "query_page", "api"}


def panels(found: str) -> list[tuple[str, str]]:
    links = re.findall(r'<a class="query" href="([^"]*)" aria-label="([^"]*)"', found)
    return [(html.unescape(address), label) for address, label in links]


def test_every_kind_of_page_is_looked_at() -> None:
    pages = {end for rule, end, _ in ADDRESSES if rule.startswith("/<language>/")}
    assert {end for end in pages if "embed" not in end} == PANELS.keys() | UNASKED


@pytest.mark.parametrize("kind", PANELS)
def test_each_panel_leads_to_its_query_with_what_it_shows(
    client: FlaskClient, explorer: Explorer, kind: str
) -> None:
    links = panels(client.get(f"/en/{PANELS[kind]}").text)
    assert links
    for address, label in links:
        given = parse_qs(urlsplit(address).query)
        name = given["example"][0]
        query, answer = explorer.queries[name], client.get(address)
        assert answer.status_code == 200 and label.startswith("Query: ")
        assert text_of(answer.text).startswith(f"# {query.summary}\n"), address
        rows = re.search(r'<h2 id="result">(\d+) rows?</h2>', answer.text)
        # what a page is about is filled in; a list that is of all things needs nothing
        told = any(one.name in given or not one.optional for one in query.params.values())
        assert (rows is not None and int(rows[1]) > 0) if told else rows is None, address
        assert " checked" in answer.text, "pages show what is stated"


def test_the_query_of_a_comparison_gives_what_is_compared(client: FlaskClient) -> None:
    page = client.get("/vi/compare?method=lasso&method=ridge-regression").text
    (address, _), *_ = panels(page)
    asked = client.get(address).text
    assert "method:lasso" in asked and "method:ridge-regression" in asked
    assert re.search(r"<td[^>]*>1970</td>", asked) and 'href="/vi/method/ridge-regression"' in asked
