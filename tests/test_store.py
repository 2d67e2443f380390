"""One contract for both backends, and what an endpoint may do wrong."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from explorer.core import Explorer
from explorer.errors import DataError, StoreError, StoreUnavailable
from explorer.query import Queries, Sparql
from explorer.store import EmbeddedStore, Probes, RemoteStore, open_store
from explorer.vocab import METHODS, OUTSIDE, PAPERS, PERSONS
from loopback import Recorded, sending_on, serving
from reference import PAIR

RESULTS = b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}'
SELECT = Sparql("SELECT ?x WHERE { ?x ?y ?z }")
CONSTRUCT = Sparql("CONSTRUCT { ?x ?y ?z } WHERE { ?x ?y ?z }")


def values(explorer: Explorer, name: str) -> dict[str, list[NamedNode | Literal]]:
    """Return values that fit the slots of a shipped query."""
    known = {
        "method": [NamedNode(METHODS + PAIR[0])],
        "path": [row.path for row in explorer.rows],
        "paper": [NamedNode(f"{PAPERS}breiman-2001-random-forests")],
        "focus": [NamedNode(f"{METHODS}random-forest")],
        "other": [NamedNode(f"{METHODS}transfer-learning")],
        "person": [NamedNode(f"{PERSONS}leo-breiman")],
        "thing": [NamedNode(f"{PAPERS}breiman-2001-random-forests")],
        "identifier": [NamedNode("https://orcid.org/0000-0002-1825-0097")],
        "snapshot": [NamedNode(f"{OUTSIDE}wikidata-2026-11-27")],
        "item": [NamedNode("http://www.wikidata.org/entity/Q245748")],
        "work": [NamedNode("https://dblp.org/rec/journals/ml/Breiman01")],
        "doi": [NamedNode("https://doi.org/10.1023/a:1010933404324")],
        "name": [Literal("random forest", language="en")],
        "title": [Literal("Random forests", language="en")],
        "key": [Literal("10.1023/A:1010933404324")],
    }
    return {param: known[param] for param in explorer.queries[name].params}


def unnamed(triple: object) -> str:
    """Write a triple without the names of blank nodes, which each store gives anew."""
    return re.sub(r"_:\w+", "_:", str(triple))


def test_both_backends_give_the_same_answers(explorer: Explorer, remote: Explorer) -> None:
    for name, query in explorer.queries.items():
        sparql = query.bind(**values(explorer, name))
        if query.form == "CONSTRUCT":
            here, there = explorer.store.construct(sparql), remote.store.construct(sparql)
            assert sorted(map(unnamed, here)) == sorted(map(unnamed, there)), name
        elif query.form == "ASK":
            assert explorer.store.ask(sparql) == remote.store.ask(sparql), name
        else:
            here, there = explorer.store.select(sparql), remote.store.select(sparql)
            assert sorted(map(repr, here)) == sorted(map(repr, there)), name


def test_the_comparison_is_the_same_over_both(explorer: Explorer, remote: Explorer) -> None:
    assert explorer.compare(PAIR, language="vi") == remote.compare(PAIR, language="vi")
    assert explorer.links(PAIR[0], "vi") == remote.links(PAIR[0], "vi")
    assert explorer.entries == remote.entries
    assert explorer.works == remote.works and explorer.people == remote.people
    assert explorer.search("breiman forest") == remote.search("breiman forest")
    assert explorer.among(["lasso", "ridge-regression"]) == remote.among(
        ["lasso", "ridge-regression"]
    )


def test_answers_ask_and_refuses_another_form(either: Explorer) -> None:
    assert either.store.ask(Sparql("ASK { ?x ?y ?z }"))
    with pytest.raises(StoreError, match="not a SELECT"):
        either.store.select(Sparql("ASK { ?x ?y ?z }"))
    with pytest.raises(StoreError, match="not an ASK"):
        either.store.ask(SELECT)


def test_says_that_a_query_is_broken(either: Explorer) -> None:
    with pytest.raises(StoreError) as caught:
        either.store.select(Sparql("SELECT ?x WHERE {"))
    assert "\n" not in str(caught.value)


def test_refuses_to_update(either: Explorer) -> None:
    before = len(either.store.select(either.queries["method_list"].bind()))
    with pytest.raises(StoreError):
        either.store.select(Sparql("DELETE WHERE { ?x ?y ?z }"))
    assert len(either.store.select(either.queries["method_list"].bind())) == before


@pytest.mark.parametrize(
    ("named", "said"),
    [(b"true", "does not heed default-graph-uri"), (b"false", "holds no method")],
)
def test_an_endpoint_without_the_graph_is_not_taken_for_an_empty_one(
    queries: Queries, named: bytes, said: str
) -> None:
    probes = Probes(*(queries[f"store_{name}"].bind() for name in ("named", "filled", "mixed")))
    answers = (
        (200, JSON, b'{"head": {}, "boolean": %s}' % truth, 0.0) for truth in (named, b"false")
    )
    with endpoint(*answers) as (address, _), pytest.raises(StoreError, match=said):
        RemoteStore(address, probes=probes).select(SELECT)


def test_never_sends_an_update() -> None:
    with (
        endpoint((200, JSON, RESULTS, 0.0)) as (address, asked),
        pytest.raises(StoreError, match="only reads"),
    ):
        RemoteStore(address).select(Sparql("DELETE WHERE { ?x ?y ?z }"))
    assert asked == []


def test_says_that_a_store_lacks_the_shapes(serve_graph, queries: Queries) -> None:
    small = Path(__file__).parent / "small" / "methods.ttl"
    bare = Explorer(RemoteStore(serve_graph(EmbeddedStore.of([small]))), queries, {})
    with pytest.raises(StoreError, match="load ontology/"):
        bare.compare(["ant"])


def test_keeps_credentials_to_itself() -> None:
    with pytest.raises(StoreUnavailable) as caught:
        RemoteStore("http://me:secret@127.0.0.1:9/sparql", timeout=1).select(SELECT)
    assert "secret" not in str(caught.value) and "127.0.0.1:9" in str(caught.value)


def test_many_threads_at_once(explorer: Explorer) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: explorer.compare(PAIR), range(40)))
    assert all(table == made[0] for table in made)


def test_opens_a_folder_of_turtle_and_an_oxigraph_folder(
    tmp_path: Path, explorer: Explorer
) -> None:
    import pyoxigraph as ox

    folder = Path(__file__).parent / "small"
    assert Explorer.open(folder).compare(["ant", "bee"]).row("field").differs
    disk = ox.Store(str(tmp_path / "disk"))
    disk.extend(explorer.store.quads())
    disk.flush()
    del disk
    assert Explorer.open(tmp_path / "disk").compare(PAIR) == explorer.compare(PAIR)


def test_says_which_line_of_a_file_is_not_turtle(tmp_path: Path) -> None:
    (tmp_path / "methods.ttl").write_text("@prefix a: <http://a/> .\na:b a:c .\n")
    with pytest.raises(StoreError, match=r"methods\.ttl, line 2 is not Turtle") as caught:
        Explorer.open(tmp_path)
    assert "\n" not in str(caught.value)


def test_says_that_there_is_nothing_to_open(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no Turtle file"):
        open_store(str(tmp_path), 1)
    with pytest.raises(StoreError, match="neither a folder nor an address"):
        open_store("nowhere", 1)


@contextmanager
def endpoint(*answers: tuple[int, dict[str, str], bytes, float]) -> Iterator[tuple[str, list[str]]]:
    """Serve the answers in turn, the last one for ever: status, headers, body, seconds to wait."""
    asked: list[str] = []

    class Handler(Recorded):
        def do_POST(self) -> None:
            asked.append(self.headers["User-Agent"])
            self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, body, wait = answers[min(len(asked), len(answers)) - 1]
            time.sleep(wait)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # the client may have gone
                self.wfile.write(body)

    with serving(Handler) as address:
        yield f"{address}sparql", asked


JSON = {"Content-Type": "application/sparql-results+json"}


def test_waits_as_a_busy_endpoint_asks_and_names_itself() -> None:
    busy = (429, {"Retry-After": "1"}, b"slow down", 0.0)
    with endpoint(busy, (200, JSON, RESULTS, 0.0)) as (address, asked):
        start = time.monotonic()
        assert RemoteStore(address).select(SELECT) == []
        assert time.monotonic() - start >= 1
    assert len(asked) == 2 and asked[0].startswith("method-explorer")


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        ((503, {"Retry-After": "0"}, b"", 0.0), StoreUnavailable, "is busy"),
        ((503, {"Retry-After": "3600"}, b"", 0.0), StoreUnavailable, "is busy"),
        ((500, {}, b"it broke", 0.0), StoreError, r"query \(HTTP 500\): it broke\.$"),
        ((400, {}, b"bad query", 0.0), StoreError, "bad query"),
        ((404, {}, b"", 0.0), StoreError, "refused"),
        ((401, {}, b"who are you?", 0.0), StoreError, "USER:PASSWORD"),
        ((403, {}, b"", 0.0), StoreError, "not let you in"),
        ((406, {}, b"only text/html", 0.0), StoreError, "only text/html"),
        ((307, {"Location": "/there"}, b"", 0.0), StoreError, r"307\): it sends on"),
        ((206, JSON, RESULTS, 0.0), StoreError, r"only a part of its answer \(HTTP 206\)"),
        ((200, {**JSON, "X-SPARQL-MaxRows": "10000"}, RESULTS, 0.0), StoreError, "10000.*limit"),
        ((200, {**JSON, "X-SQL-State": "S1TAT"}, RESULTS, 0.0), StoreError, "only a part"),
        ((200, {**JSON, "X-Result-Truncated": "true"}, RESULTS, 0.0), StoreError, "only a part"),
        ((200, JSON, b"", 0.0), StoreError, "with nothing"),
        ((200, JSON, b"[1]", 0.0), StoreError, "did not answer with"),
        ((200, JSON, b'{"head": {}, "boolean": "yes"}', 0.0), StoreError, "did not answer with"),
        ((200, JSON, RESULTS.replace(b"[]", b'[{"x": 1}]'), 0.0), StoreError, "did not answer"),
        ((200, {**JSON, "Content-Length": "999"}, RESULTS, 0.0), StoreUnavailable, "broke off"),
        ((200, {**JSON, "Transfer-Encoding": "chunked"}, b"99\r\n{", 0.0), StoreError, "broke off"),
        ((200, {"Content-Type": "text/html"}, b"<html>Welcome", 0.0), StoreError, "<html>Welcome"),
        ((200, JSON, RESULTS[:-20], 0.0), StoreError, "did not answer with"),
        ((200, JSON, b'{"head": {"vars": ["x"]}}', 0.0), StoreError, "did not answer with"),
        ((200, JSON, RESULTS, 3.0), StoreUnavailable, "cannot be reached|longer"),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)
def test_each_lie_or_failure_is_one_sentence(answer, kind, said: str) -> None:
    with endpoint(answer) as (address, _), pytest.raises(kind, match=said) as caught:
        RemoteStore(address, timeout=2).select(SELECT)
    assert address in str(caught.value) and "\n" not in str(caught.value)


def test_a_statement_that_did_not_come_is_not_passed_over() -> None:
    part = (200, {"Content-Type": "text/turtle", "Content-Length": "99"}, b"<x:a> <x:b> 1 .", 0.0)
    with endpoint(part) as (address, _), pytest.raises(StoreUnavailable, match="broke off"):
        RemoteStore(address).construct(CONSTRUCT)


def test_an_answer_that_drips_is_given_up_in_time() -> None:
    class Drip(Recorded):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                for _ in range(100):
                    self.wfile.write(b" ")
                    time.sleep(0.05)

    with (
        serving(Drip) as address,
        pytest.raises(StoreUnavailable, match="longer than 1 seconds"),
    ):
        RemoteStore(address, timeout=1).select(SELECT)


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_query_does_not_go_lost_where_an_endpoint_sends_on(status: int) -> None:
    asked = []

    class Moved(Recorded):
        def do_POST(self) -> None:
            self.send_response(status)
            self.send_header("Location", "/description")
            self.end_headers()

        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/turtle")
            self.end_headers()
            self.wfile.write(b"<x:a> a <http://www.w3.org/ns/sparql-service-description#Service> .")

    with serving(Moved) as address, pytest.raises(StoreError, match=r"sends on.*give that one"):
        RemoteStore(address).construct(CONSTRUCT)
    assert not asked


def test_a_comment_makes_no_update_of_a_query() -> None:
    with endpoint((200, JSON, RESULTS, 0.0)) as (address, _):
        text = "# Ours.\n# Load this in a notebook.\nSELECT * { ?s ?p ?o }\n"
        assert RemoteStore(address).select(Sparql(text)) == []
        with pytest.raises(StoreError, match="only reads"):
            RemoteStore(address).select(Sparql("INSERT DATA { <x:a> <x:b> 1 }"))


def test_terms_as_engines_write_them_are_read() -> None:
    term = b'{"type": "bnode", "value": "nodeID://b%d", "datatype": ""}'
    tagged = b'{"type": "literal", "value": "v", "xml:lang": "en_US", "extra": 1}'
    rows = b", ".join(b'{"x": %s, "y": %s}' % (term % one, tagged) for one in (1, 2, 1))
    body = b'{"head": {"vars": ["x", "y"]}, "results": {"bindings": [%s]}}' % rows
    with endpoint((200, JSON, body, 0.0)) as (address, _):
        found = RemoteStore(address).select(SELECT)
    first, second, third = (row["x"] for row in found)
    assert first == third != second and isinstance(first, BlankNode)
    assert found[0]["y"] == Literal("v", language="en-us")


def test_asks_by_get_where_nothing_else_is_known() -> None:
    asked = []

    class Getting(Recorded):
        def do_POST(self) -> None:
            asked.append("POST")
            self.send_error(405)

        def do_GET(self) -> None:
            asked.append(parse_qs(urlsplit(self.path).query)["query"])
            self.send_response(200)
            self.end_headers()
            self.wfile.write(RESULTS)

    with serving(Getting) as address:
        store = RemoteStore(address)
        assert store.select(SELECT) == store.select(SELECT) == []
    assert asked == ["POST", [SELECT], [SELECT]]


def test_reads_what_an_endpoint_sends_instead_of_json_and_turtle() -> None:
    rows = (
        b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head>'
        b'<results><result><binding name="x"><uri>x:a</uri></binding></result></results></sparql>'
    )
    with endpoint((200, {"Content-Type": "application/sparql-results+xml"}, rows, 0.0)) as (at, _):
        assert RemoteStore(at).select(SELECT) == [{"x": NamedNode("x:a")}]
    triples = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
        b'<rdf:Description rdf:about="x:a"><x:b rdf:resource="x:c"/></rdf:Description></rdf:RDF>'
    )
    with endpoint((200, {"Content-Type": "application/rdf+xml"}, triples, 0.0)) as (at, _):
        assert [each.object for each in RemoteStore(at).construct(CONSTRUCT)] == [NamedNode("x:c")]


def test_takes_what_engines_add_to_an_answer() -> None:
    added = b'{"head": {}, "results": {"bindings": []}, "meta": {"seconds": 1}}'
    with endpoint((200, JSON, added, 0.0)) as (address, _):
        assert RemoteStore(address).select(SELECT) == []
    twice = b"<x:a> <x:b> <x:c> . <x:a> <x:b> <x:c> ."
    with endpoint((200, {"Content-Type": "text/turtle"}, twice, 0.0)) as (address, _):
        assert len(RemoteStore(address).construct(CONSTRUCT)) == 1


def test_gives_the_user_and_password_of_an_address_to_no_one_else() -> None:
    with sending_on(RESULTS) as (address, told):
        RemoteStore(address.replace("//", "//me:s%3Acret@")).select(SELECT)
    assert told == ["Basic " + b64encode(b"me:s:cret").decode(), None]


def test_an_endpoint_without_tls_is_not_reached_by_it() -> None:
    with (
        endpoint((200, JSON, RESULTS, 0.0)) as (address, _),
        pytest.raises(StoreUnavailable, match=r"cannot be reached: .*SSL"),
    ):
        RemoteStore(address.replace("http:", "https:"), timeout=2).select(SELECT)


def test_all_who_wait_for_an_endpoint_that_hangs_wait_once(queries: Queries) -> None:
    probes = Probes(*(queries[f"store_{name}"].bind() for name in ("named", "filled", "mixed")))
    with endpoint((200, JSON, RESULTS, 1.0)) as (address, asked), ThreadPoolExecutor(4) as pool:
        store = RemoteStore(address, 0.3, probes)
        for failed in [pool.submit(store.select, SELECT) for _ in range(4)]:
            with pytest.raises(StoreUnavailable):
                failed.result()
    assert len(asked) == 1


def test_an_endpoint_that_was_away_is_asked_again(queries: Queries, monkeypatch) -> None:
    monkeypatch.setattr("explorer.store.graphs.FRESH", 0.0)
    probes = Probes(*(queries[f"store_{name}"].bind() for name in ("named", "filled", "mixed")))
    truths = [(200, JSON, b'{"head": {}, "boolean": %s}' % each, 0.0) for each in (b"true",) * 2]
    with endpoint((500, {}, b"", 0.0), *truths, (200, JSON, RESULTS, 0.0)) as (address, _):
        store = RemoteStore(address, probes=probes)
        with pytest.raises(StoreError):
            store.select(SELECT)
        assert store.select(SELECT) == []


def test_names_the_prefix_that_is_not_declared(explorer: Explorer, remote: Explorer) -> None:
    for each in (explorer, remote):
        with pytest.raises(StoreError, match=r"column 14: the prefix foo: is not declared\.$"):
            each.sparql("SELECT * {?s foo:bar ?o}")


def test_a_prefix_that_an_endpoint_knows_itself_is_not_blamed() -> None:
    said = b"lexical error in PREFIX x: <http://x/> SELECT ?x { ?x bd:a $ }"
    with (
        endpoint((400, {}, said, 0.0)) as (address, _),
        pytest.raises(StoreError, match="lexical error"),
    ):
        RemoteStore(address).select(Sparql("PREFIX x: <http://x/> SELECT ?x { ?x bd:a $ }"))


def test_says_that_an_endpoint_is_away() -> None:
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        RemoteStore("http://127.0.0.1:9/sparql", timeout=2).select(SELECT)


def test_does_not_keep_a_failure(explorer: Explorer, serve_graph) -> None:
    store = RemoteStore("http://127.0.0.1:9/sparql", timeout=1)
    away = Explorer(store, explorer.queries, {})
    with pytest.raises(StoreUnavailable):
        away.compare(PAIR)
    store.endpoint = serve_graph(
        EmbeddedStore.of([Path(__file__).parent / "small" / "methods.ttl"])
    )
    assert len(away.entries) == 4
