"""Our graph and another endpoint asked together: joined here, and by SERVICE where that is allowed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode
from test_endpoint import FEDERATED

from explorer import config, core, federation
from explorer.core import asked as asking
from explorer.errors import (
    ChoiceError,
    DataError,
    Overrun,
    QueryError,
    QueryRefused,
    StoreError,
    StoreUnavailable,
)
from explorer.query import Sparql
from explorer.store import EmbeddedStore, RemoteStore, Solutions
from explorer.vocab import METHODS
from explorer.web import create_app
from loopback import Recorded, free_port, serving
from reference import ROOT

ITEMS = ROOT / "tests" / "recorded" / "wikidata.ttl"
WD = "http://www.wikidata.org/entity/"
OURS = "SELECT ?method ?item { ?method skos:exactMatch ?item } ORDER BY ?method"
HEAD = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
THEIRS = f"{HEAD}SELECT ?item ?name {{ ?item rdfs:label ?name FILTER(LANG(?name) = 'vi') }}"
NAMES = [("ant", "kiến"), ("bee", "ong")]


@pytest.fixture(scope="module")
def wikidata(serve_graph) -> str:
    """A second SPARQL server, which knows the items that the small graph is linked to."""
    return str(serve_graph(EmbeddedStore.of([ITEMS])))


@pytest.fixture(scope="module", params=["embedded", "behind an endpoint"])
def ours(request: pytest.FixtureRequest, small: core.Explorer, serve_graph) -> core.Explorer:
    if request.param == "embedded":
        return small
    address = serve_graph(small.store, "--union-default-graph")
    return core.Explorer(RemoteStore(address), small.queries, {})


def named(rows: Solutions) -> list[tuple[str, str]]:
    return [
        (row["method"].value.removeprefix(METHODS), row["name"].value if "name" in row else "")
        for row in rows
    ]


def test_joins_ours_with_theirs(ours: core.Explorer, wikidata: str) -> None:
    made = ours.join(OURS, THEIRS, wikidata)
    assert named(made) == NAMES and made.variables == ("method", "item", "name")


def test_keeps_rows_without_a_partner_where_it_is_told_to(
    small: core.Explorer, wikidata: str
) -> None:
    every = "SELECT ?method ?item { ?method a mx:Method OPTIONAL { ?method skos:exactMatch ?item } } ORDER BY ?method"
    assert named(small.join(every, THEIRS, wikidata)) == NAMES
    assert named(small.join(every, THEIRS, wikidata, left=True)) == [
        *NAMES,
        ("cow", ""),
        ("dog", ""),
    ]


def test_a_file_speaks_in_the_place_of_a_service(small: core.Explorer, wikidata: str) -> None:
    assert small.join(OURS, THEIRS, ITEMS) == small.join(OURS, THEIRS, wikidata)


@pytest.mark.parametrize(
    ("theirs", "gives"),
    [
        ("SELECT ?item (COUNT(?n) AS ?name) { ?item rdfs:label ?n } GROUP BY ?item", ["4", "2"]),
        ("SELECT * { { SELECT ?item ?name { ?item rdfs:label ?name FILTER(LANG(?name) = 'en') } } }", None),
        ("SELECT ?item ?name { SELECT ?item ?name { ?item rdfs:label ?name } ORDER BY ?name LIMIT 99 }", 6),
        ("select distinct?item?name where{?item rdfs:label|rdfs:label ?name}", 6),
        ("SELECT (EXISTS { ?item rdfs:label 'ong'@vi } AS ?name) ?item { ?item rdfs:label 'bee'@en }", ["true"]),
        ("SELECT ?item ?name { # {\n BIND(STR(?item) AS ?name) # }\n} # LIMIT 1", [f"{WD}Q7386", f"{WD}Q30034"]),
        ("SELECT ?item ?name { { ?item rdfs:label ?name } UNION { ?x rdfs:label ?name } FILTER(?name = 'ong'@vi) } VALUES ?item { <http://www.wikidata.org/entity/Q7386> }", ["ong"]),
    ],
)  # fmt: skip
def test_takes_queries_of_every_shape(
    small: core.Explorer, wikidata: str, theirs: str, gives: object
) -> None:
    if gives is None:
        with pytest.raises(QueryError, match=r"in the place of \*"):
            small.join(OURS, HEAD + theirs, wikidata)
        return
    made = [row["name"].value for row in small.join(OURS, HEAD + theirs, wikidata)]
    assert (len(made) if isinstance(gives, int) else made) == gives


@contextmanager
def recorded(*answers: tuple[int, dict[str, str], object]) -> Iterator[tuple[str, list[str]]]:
    """Answer questions in turn, the last answer for ever; gives what was asked, and by whom."""
    asked: list[str] = []

    class Service(Recorded):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            query = parse_qs(form).get("query", [form])[0]
            asked.append(f"{self.headers['User-Agent']} {query}")
            status, headers, rows = answers[min(len(asked), len(answers)) - 1]
            body = json.dumps(rows).encode()
            self.send_response(status)
            held = {"Content-Type": "application/sparql-results+json", **headers}
            for name, value in {**held, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    with serving(Service) as address:
        yield address, asked


def results(*items: str) -> dict[str, object]:
    rows = [{"item": {"type": "uri", "value": item}} for item in items]
    return {"head": {"vars": ["item"]}, "results": {"bindings": rows}}


def things(number: int) -> Solutions:
    return Solutions(({"item": NamedNode(f"{WD}Q{i}")} for i in range(number)), ["item"])


def test_asks_about_ours_alone_in_batches_and_names_itself(small: core.Explorer) -> None:
    with recorded((200, {}, results())) as (address, asked):
        assert small.join(things(201), "SELECT ?item { ?item a ?type }", address) == []
    assert len(asked) == 3 and all(one.startswith("method-explorer (http") for one in asked)
    sent = [one.partition("VALUES (?item) { ")[2].partition(" }")[0].split() for one in asked]
    assert [item for batch in sent for item in batch] == [f"(<{WD}Q{i}>)" for i in range(201)]


def test_waits_as_a_busy_service_asks(small: core.Explorer) -> None:
    found = results(f"{WD}Q0")
    with recorded((429, {"Retry-After": "0"}, ""), (200, {}, found)) as (address, asked):
        assert small.join(things(1), "SELECT ?item { ?item a ?type }", address) == things(1)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        ("SELECT ?item { ?item a ?type } LIMIT 5", "LIMIT or OFFSET would count in each"),
        ("SELECT ?thing { ?thing a ?type }", r"share no variable: ours has \?item, theirs \?thing"),
        ("SELECT (COUNT(?x) AS ?item) { ?x a ?type }", r"Both parts have \?item"),
        ("ASK { ?item a ?type }", "is no SELECT"),
        ("ASK { SELECT ?item { ?item a ?type } }", "is no SELECT"),
        ("SELECT ?item { ?item a ?type", "is no SELECT"),
        ("", "is no SELECT"),
    ],
)
def test_refuses_what_cannot_be_asked_bit_by_bit(
    small: core.Explorer, theirs: str, said: str
) -> None:
    with pytest.raises(QueryError, match=said):
        small.join(things(1), theirs, "http://127.0.0.1:1/")


def test_refuses_too_much_and_nothing_to_ask_about(
    small: core.Explorer, wikidata: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Overrun, match=r"10001 different values of \?item"):
        small.join(things(10_001), THEIRS, wikidata)
    with pytest.raises(QueryError, match=r"No row of ours has a value of each of \?item"):
        small.join("SELECT ?method ?item { ?method a mx:Method }", THEIRS, wikidata)
    monkeypatch.setattr(federation, "LARGEST", 1)
    with pytest.raises(Overrun, match="more than 1 rows"):
        small.join(OURS, THEIRS, wikidata)


def test_says_where_a_service_speaks_of_something_else() -> None:
    years = Solutions([{"year": Literal("1990")}], ["year"])
    other = Solutions([{"year": Literal(1990)}], ["year"])
    with pytest.raises(StoreError, match=r"was not asked about \"1990\"\^\^.*join by names"):
        federation.join(years, "SELECT ?year { ?x ?y ?year }", lambda _: other)


def test_each_failure_of_a_service_is_one_sentence(small: core.Explorer) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        small.join(OURS, THEIRS, f"http://127.0.0.1:{free_port()}/")
    with recorded((500, {}, "out of time")) as (address, _), pytest.raises(StoreError, match="500"):
        small.join(OURS, THEIRS, address)
    with pytest.raises(ChoiceError, match=r"“wikipedia” is no service .* give wikidata, scholarly"):
        small.join(OURS, THEIRS, "wikipedia")


def test_services_go_by_name(wikidata: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_SITE", "oops")  # which Python does not need
    opened = core.Explorer.open(ROOT / "tests" / "small")
    monkeypatch.setenv("EXPLORER_WIKIDATA", wikidata)
    assert named(opened.join(OURS, THEIRS)) == NAMES


def test_prefixes_mean_at_a_service_what_they_mean_there(small: core.Explorer) -> None:
    with recorded((200, {}, results())) as (address, asked):
        small.join(things(1), "SELECT ?item { ?article schema:about ?item }", address)
    assert "PREFIX" not in asked[0]


def test_joined_rows_are_a_frame_in_a_notebook(ex, wikidata: str) -> None:
    rows = ex.join("SELECT ?item { VALUES ?item { wd:Q7386 } }", THEIRS, wikidata)
    assert rows.df.to_dict("records") == [{"item": "wd:Q7386", "name": "kiến"}]
    assert "kiến" in rows._repr_html_()


def test_the_command_joins_two_files(run, tmp_path: Path, wikidata: str) -> None:
    (tmp_path / "ours.rq").write_text("SELECT ?item ?n { VALUES (?item ?n) { (wd:Q30034 1) } }")
    (tmp_path / "theirs.rq").write_text(f"#+ summary: Names.\n{THEIRS}")
    done = run("join", "ours.rq", "theirs.rq", "--service", wikidata, "--csv")
    assert done.stdout.split() == ["item,n,name", f"{WD}Q30034,1,ong"]
    assert "ong" in run("join", "ours.rq", "theirs.rq", "--service", wikidata).stdout
    (tmp_path / "lacking.rq").write_text("SELECT ?item ?b { ?item wdt:P1 ?b }")
    lacking = run("join", "ours.rq", "lacking.rq", "--service", str(ITEMS)).stderr
    assert lacking == "Line 1, column 25: the prefix wdt: is not declared.\n"
    missing = run("join", "none.rq", "theirs.rq")
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)


# SERVICE in a query of one's own


@pytest.mark.parametrize("disguise", FEDERATED)
def test_the_engine_in_this_process_never_asks_a_service(
    small: core.Explorer, disguise: str
) -> None:
    with pytest.raises(QueryRefused, match=r"`explorer join`|read in two ways"):
        small.store.select(Sparql(FEDERATED[disguise]))


def together(address: str, theirs: str = "?item rdfs:label ?name") -> str:
    return f"SELECT ?method ?name {{ ?method skos:exactMatch ?item SERVICE <{address}> {{ {theirs} }} FILTER(LANG(?name) = 'vi') }} ORDER BY ?method"


def test_asks_a_service_that_is_allowed_by_argument_or_setting(
    small: core.Explorer, wikidata: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = together(wikidata)
    assert named(small.sparql(text, services=wikidata)) == NAMES
    with pytest.raises(QueryRefused, match="join them with"):
        small.sparql(text)
    with pytest.raises(QueryRefused, match=r"before one of these addresses in full: <http://x/>"):
        small.sparql(text, services=["http://x/"])
    monkeypatch.setenv("EXPLORER_SERVICES", f"http://x/ {wikidata}")
    assert small.sparql(f"ASK {{ SERVICE <{wikidata}> {{ ?item rdfs:label 'ong'@vi }} }}") is True
    built = f"CONSTRUCT {{ ?method rdfs:label 'x' }} {{ {text} }}"
    assert len(small.sparql(built)) == 2


@contextmanager
def silent() -> Iterator[str]:
    """A service that takes a question and never answers."""
    leave = threading.Event()

    class Hanging(Recorded):
        def do_POST(self) -> None:
            leave.wait(30)

    with serving(Hanging) as address:
        try:
            yield address
        finally:
            leave.set()


def test_a_service_that_hangs_is_given_up(
    small: core.Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.3)
    with silent() as address, pytest.raises(Overrun, match=r"longer than 0\.3 seconds"):
        small.sparql(together(address), services=[address])


# SERVICE at the public endpoint of those who allow it


@contextmanager
def site(explorer: core.Explorer, *services: str, seconds: float = 20):
    limits = config.Limits(rate="", workers=1, seconds=seconds, services=services)
    app = create_app(explorer, limits=limits)
    try:
        yield app.test_client()
    finally:
        app.extensions["endpoint"].close()


@pytest.fixture(scope="module")
def open_site(small: core.Explorer, wikidata: str):
    """A site that lets its readers ask the second server and no other."""
    with site(small, wikidata) as client:
        yield client


PREFIXES = f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#> {HEAD}"


def test_the_endpoint_asks_a_service_that_is_allowed(ours: core.Explorer, wikidata: str) -> None:
    query = {"query": PREFIXES + together(wikidata)}
    with site(ours, wikidata) as client:
        answer = client.get("/sparql", query_string=query, headers={"Accept": "text/csv"})
        page = client.get("/en/sparql", query_string=query)
    found = [f"{METHODS}{one},{name}" for one, name in NAMES]
    assert answer.text.split() == ["method,name", *found]
    assert "kiến" in page.text


@pytest.mark.parametrize("disguise", FEDERATED)
def test_it_asks_no_other_in_any_disguise(open_site, disguise: str) -> None:
    answer = open_site.get("/sparql", query_string={"query": FEDERATED[disguise]})
    assert answer.status_code == 400
    assert (
        "is refused: write it without SILENT" in answer.json["detail"]
        or "two ways" in answer.json["detail"]
    )


@pytest.mark.parametrize(
    "call",
    [
        "SERVICE SILENT <{}> {{ ?s ?p ?o }}",
        "SERVICE <{}#x> {{ ?s ?p ?o }}",
        "SERVICE <{}/> {{ ?s ?p ?o }}",
        "SERVICE <{}> {{ SERVICE <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}",
        "SERVICE <{}> {{ ?s ?p ?o }} SERVICE ?s {{ ?s ?p ?o }}",
        "trueSERVICE<{}>{{ ?s ?p ?o }}",
        "SERVICE <../../{}> {{ ?s ?p ?o }}",
        "SERVICE w: {{ ?s ?p ?o }}",
        "\\u0053ERVICE <{}> {{ ?s ?p ?o }} SERVICE <\\u0068ttp://127.0.0.1:9/> {{ ?s ?p ?o }}",
    ],
)
def test_what_only_looks_like_an_allowed_call_is_refused(
    open_site, wikidata: str, call: str
) -> None:
    text = f"PREFIX w: <{wikidata}> SELECT * {{ ?a ?b {call.format(wikidata)} }}"
    answer = open_site.get("/sparql", query_string={"query": text})
    assert answer.status_code == 400 and "SERVICE at line 1" in answer.json["detail"]


def test_a_worker_has_sockets_only_for_a_query_that_names_a_service(open_site) -> None:
    pool = open_site.application.extensions["endpoint"]._pool
    with recorded((200, {}, results())) as (address, asked):
        request = {
            "query": f"SELECT * {{ SERVICE <{address}> {{ ?item ?p ?o }} }}",
            "base": None,
            "form": "json",
            "union": True,
            "default": None,
            "named": [],
            "rows": 9,
            "prefixes": {},
        }
        for abroad, times in ((False, 0), (True, 1), (False, 1)):
            said, _ = pool.ask({**request, "abroad": abroad})
            assert ("error" not in said, len(asked)) == (abroad, times)


def test_a_service_that_fails_or_sends_on_or_hangs_is_one_sentence(small: core.Explorer) -> None:
    closed = f"http://127.0.0.1:{free_port()}/"
    elsewhere = {"Location": "/elsewhere"}
    with (
        recorded((500, {}, "secret")) as (broken, _),
        recorded((307, elsewhere, results())) as (moved, asked),
        recorded((302, {"Location": "http://127.0.0.1:9/secret"}, "")) as (sent, _),
        silent() as hanging,
        site(small, closed, broken, moved, sent, hanging, seconds=3) as client,
    ):
        for address in (closed, broken, moved, sent):
            answer = client.get("/sparql", query_string={"query": PREFIXES + together(address)})
            assert answer.status_code == 503 and answer.headers["Retry-After"]
            assert answer.json["detail"].startswith("A service that the query asks did not answer")
            assert "secret" not in answer.json["detail"]
        assert len(asked) == 1  # where it sends us on to is no one's wish
        page = client.get("/en/sparql", query_string={"query": PREFIXES + together(closed)})
        assert "A service that the query asks did not answer" in page.text
        answer = client.get("/sparql", query_string={"query": PREFIXES + together(hanging)})
        assert answer.status_code == 503 and "longer than 3 seconds" in answer.json["detail"]
        assert client.get("/sparql", query_string={"query": "ASK {}"}).status_code == 200


def test_the_description_says_whom_it_asks(open_site, small: core.Explorer, wikidata: str) -> None:
    feature = NamedNode("http://www.w3.org/ns/sparql-service-description#BasicFederatedQuery")
    with site(small) as shut:
        for client, granted in ((open_site, True), (shut, False)):
            text = client.get("/sparql?format=nt").text
            said = {fact.object for fact in ox.parse(text, ox.RdfFormat.N_TRIPLES)}
            assert (feature in said) == granted and ("no SERVICE" in text) != granted
            assert (f"<{wikidata}>, without SILENT" in text) == granted


def test_the_setting_is_off_read_and_checked() -> None:
    assert config.Settings.read({}).limits.services == config.own({}) == ()
    given = {"EXPLORER_SPARQL_SERVICES": " https://a.org/sparql\nhttp://b.org:1/q?x=1 "}
    read = config.Settings.read(given)
    assert read.limits.services == ("https://a.org/sparql", "http://b.org:1/q?x=1")
    assert config.own(given) == ()
    for wrong in ("a.org", "https://me:secret@a.org/", "http://a.org,<b>", "file:///etc/passwd"):
        for name in ("EXPLORER_SPARQL_SERVICES", "EXPLORER_SERVICES"):
            with pytest.raises(DataError, match=f"{name} has "):
                (config.own if name == "EXPLORER_SERVICES" else config.Settings.read)({name: wrong})
