"""The public endpoint from within: what it refuses to run, and what a hostile query cannot do."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection
from types import SimpleNamespace
from unittest.mock import Mock
from urllib.parse import urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from explorer.config import Limits, Settings
from explorer.core import Explorer
from explorer.endpoint import Answer, Endpoint, Question, description, guard
from explorer.endpoint.process import Died
from explorer.errors import DataError, Overrun, QueryRefused
from explorer.query import Sparql
from explorer.store import EmbeddedStore, dataset
from explorer.vocab import ASSERTED, INFERRED, LINKS, RDF
from explorer.web import create_app, shares
from loopback import Recorded, free_port, serving
from reference import SMALL

OURS = {ASSERTED.value, INFERRED.value}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
EVIL = "<http://127.0.0.1:9/> {?s ?p ?o}"
LONG = Limits(seconds=600)  # on a machine that does much else
FEDERATED = {
    "plain": f"SELECT * {{ SERVICE {EVIL} }}",
    "any case": f"SELECT * {{ sErViCe SILENT {EVIL} }}",
    "a comment between": f"SELECT * {{ SERVICE # here\n SILENT # and here\n {EVIL} }}",
    "an escape": f"SELECT * {{ \\u0053ERVICE {EVIL} }}",
    "a long escape": f"SELECT * {{ S\\U00000045RVICE {EVIL} }}",
    "inside EXISTS": f"ASK {{ FILTER EXISTS {{ SERVICE {EVIL} }} }}",
    "inside a subselect": f"SELECT * {{ {{ SELECT ?s {{ SERVICE {EVIL} }} }} }}",
    "a variable": "SELECT * { ?s a ?t SERVICE ?s {?s ?p ?o} }",
    "no space after": "SELECT * {SERVICESILENT<http://127.0.0.1:9/>{?s ?p ?o}}",
    "glued to a name": "PREFIX e: <http://127.0.0.1:9/> SELECT * {SERVICESILENTe:x{?s ?p ?o}}",
    "glued to a number": f"SELECT * {{?s ?p 1SERVICE{EVIL}}}",
    "glued to a value": f"SELECT * {{?s ?p trueSERVICE{EVIL}}}",
    "in what looks like an IRI": "SELECT * {FILTER(?a<?b)SERVICE#>\n SILENT ?s{?x ?p ?o}}",
    "in what looks like a string": f"SELECT * {{FILTER(1<'>' || true) SERVICE {EVIL} #'\n}}",
    "behind an escape that is none": f"ASK {{ VALUES ?a {{ ''''#\\uD800''' '''\n }} SERVICE {EVIL} #'''\n}}",
    "behind a dot after a colon": f"PREFIX a: <x:> SELECT * {{ ?s a a:.SERVICE {EVIL} }}",
    "behind a number after a colon": f"PREFIX a: <x:> SELECT * {{ ?s a:-1SERVICE {EVIL} }}",
    "behind a blank node": f"PREFIX : <x:> SELECT * {{ _:a:-1SERVICE {EVIL} }}",
    "behind an escaped quote": f"ASK {{ BIND('\\u005C' AS ?x) SERVICE {EVIL} FILTER(' ' = ?x) }}",
}
# where a name makes no IRI, the engine reads its prefix alone, and then a word
NO_NAMES = {
    "after a port": f"PREFIX a: <http://x:8> SELECT * {{ ?s ?p a:SERVICE {EVIL} }}",
    "after a fragment": "PREFIX a: <x:#> PREFIX b: <x:> SELECT * { ?s ?p a:SERVICEb:c\\#d {?x ?y ?z} }",
    "before a letter of no IRI": "PREFIX a: <x:> PREFIX \ufffd: <x:> SELECT * { ?s ?p a:SERVICE\ufffd:x {?x ?y ?z} }",
    "after a second dot": f"PREFIX a: <x:> SELECT * {{ ?s ?p a:b.c.SERVICE {EVIL} }}",
    "after a word": f"PREFIX a: <http://x:8> SELECT * {{ ?s aa:SERVICE {EVIL} }}",
    "before FROM": "PREFIX a: <http://x:8> DESCRIBE a:FROM <file:///etc/passwd> {}",
}
HARMLESS = {
    "a string": "ASK { ?s ?p 'SERVICE <http://x/> {' }",
    "a long string": 'ASK { ?s ?p """a "SERVICE" <x> { \n""" }',
    "an IRI": "ASK { ?s <http://example.org/SERVICE/x#service> ?o }",
    "an IRI in a list": "ASK { VALUES (?a ?b) { (1 <http://example.org/ns#SERVICE>) } }",
    "a comment": "ASK { # SERVICE <http://x/> {\n ?s ?p ?o }",
    "a local name": "PREFIX e: <http://x/> ASK { ?s e:SERVICE ?o }",
    "a name with dots": "PREFIX e.f: <http://x/> ASK { ?s e.f:a.SERVICE _:b.SERVICE . ?s e.f:a%41\\-SERVICE e.f: }",
    "a prefix": "PREFIX service: <http://x/> ASK { ?s service:a ?o GRAPH service:g { ?s ?p ?o } }",
    "a variable": "ASK { ?SERVICE ?p $service }",
    "a language": "ASK { ?s ?p 'x'@service }",
    "a comparison": "ASK { ?s ?p ?o FILTER(?o<3 && 4>?o) }",
}
HOSTILE = {
    "a cross product with COUNT": ENDLESS,
    "a regular expression": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), "^(([a-z])+.)+[A-Z]([a-z])+$")) }',
    "a property path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|^!<x:a>)* ?b . ?c (!<x:a>|^!<x:a>)+ ?d }",
    "a long path": "ASK { ?s " + "<x:a>/" * 1900 + "<x:a> ?o }",
}
GREEDY = {
    "a cross product with ORDER BY": "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i",
    "strings that double": "SELECT (STRLEN(?z) AS ?n) { BIND('0123456789' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(30))
    + " BIND(?a30 AS ?z) }",
    "one string of all": "SELECT (GROUP_CONCAT(CONCAT(STR(?b), STR(?e))) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
}
ASKED = {
    "base": None,
    "form": "json",
    "union": True,
    "default": None,
    "named": [],
    "rows": 1,
    "abroad": False,
    "prefixes": {},
}


@contextmanager
def endpoint(store: EmbeddedStore, **limits: object) -> Iterator[Endpoint]:
    opened = Endpoint(store, Limits(**limits))
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture(scope="module")
def tight(small: Explorer) -> Iterator[Endpoint]:
    """An endpoint that grants little time."""
    with endpoint(small.store, seconds=1) as opened:
        yield opened


@pytest.fixture(scope="module")
def roomy(small: Explorer) -> Iterator[Endpoint]:
    """An endpoint that grants few rows, little memory and, on a machine that does much, time."""
    with endpoint(small.store, seconds=600, rows=20, memory=64) as opened:
        yield opened


def ask(asked: Endpoint, text: str, form: str = "json") -> Answer:
    question = Question(text)
    return asked.answer(question, asked.read(question), form)


@pytest.mark.parametrize("disguise", FEDERATED)
def test_refuses_service_in_every_disguise(disguise: str) -> None:
    with pytest.raises(QueryRefused, match=r"SERVICE at line|read in two ways"):
        guard.read(FEDERATED[disguise], OURS)


@pytest.mark.parametrize("place", NO_NAMES)
def test_refuses_names_that_engines_do_not_read_as_one(place: str, small: Explorer) -> None:
    with pytest.raises(
        QueryRefused, match=r"makes no IRI, or can be read in two ways; write the IRI in full"
    ):
        guard.read(NO_NAMES[place], OURS)
    if "SERVICE" in NO_NAMES[place]:
        with pytest.raises(QueryRefused, match="makes no IRI"):
            small.store.select(Sparql(NO_NAMES[place]))


@pytest.mark.parametrize("place", HARMLESS)
def test_takes_the_word_service_where_it_is_no_keyword(place: str, roomy: Endpoint) -> None:
    assert b"boolean" in ask(roomy, HARMLESS[place]).body


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <file:///etc/passwd>",
        "FROM NAMED <http://example.org/>",
        "FROM<file:///etc/passwd>",
        "FROM passwd:x",
        "FROM <asserted>",
        "FROM <../../asserted>",
        "FROM <https:../asserted>",
        "FROMpasswd:x",
        "\\u0046ROM <file:///etc/passwd>",
        f"FROM <{ASSERTED.value}> FROM <file:///etc/passwd>",
    ],
)
def test_refuses_graphs_that_are_not_ours(clause: str) -> None:
    with pytest.raises(QueryRefused, match="FROM takes only the graphs of this endpoint"):
        guard.read(
            f"BASE <https://w3id.org/method-explorer/graph/x/> PREFIX passwd: <file:///etc/> SELECT * {clause} {{ ?s ?p ?o }}",
            OURS,
        )


@pytest.mark.parametrize("clause", ["FROMpasswd:x", "FROMpasswd:x LIMIT 1", "FROMNAMEDpasswd:x"])
def test_refuses_them_where_nothing_follows(clause: str) -> None:
    with pytest.raises(QueryRefused, match="FROM takes only the graphs of this endpoint"):
        guard.read(f"PREFIX passwd: <file:///etc/> DESCRIBE <x:a> {clause}", OURS)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s a ?t VALUES ?z { from:x from:y } }",
        "SELECT * { { ?s a from:x } UNION { ?s a from:y VALUES ?x { 1 } } }",
        "SELECT * { { ?s ?p from:x { ?s a ?t } } }",
        "DESCRIBE from:x from:y",
    ],
)
def test_a_prefix_may_hold_the_word_from(text: str) -> None:
    for prefix in ("from", "derivedfrom"):
        asked = f"PREFIX {prefix}: <http://z/> {text.replace('from:', f'{prefix}:')}"
        assert not guard.read(asked, OURS).dataset and not dataset.chosen(asked)


def test_a_graph_may_be_named_with_an_escape() -> None:
    ours, name = ASSERTED.value.rsplit("/", 2)[0], "graph\\/asserted"
    text = f"PREFIX w: <{ours}/> SELECT * FROM w:{name} {{ ?s ?p ?o }}"
    assert guard.read(text, OURS).dataset
    assert dataset.parameters(text) == (("default-graph-uri", ASSERTED.value),)
    with pytest.raises(QueryRefused, match="in full"):
        dataset.parameters("SELECT * FROM <asserted> { ?s ?p ?o }")


def test_takes_from_of_our_graphs_and_counts_only_them(roomy: Endpoint) -> None:
    counts = []
    one = ("FROM g:inferred", f"FROM <{ASSERTED.value}>", "FROM g:links")
    for clause in ("", *one, "FROM NAMED g:asserted"):
        text = f"PREFIX g: <https://w3id.org/method-explorer/graph/> SELECT (COUNT(*) AS ?n) {clause} {{ ?s ?p ?o }}"
        found = json.loads(ask(roomy, text).body)["results"]["bindings"]
        counts.append(int(found[0]["n"]["value"]))
    whole, inferred, asserted, links, none = counts
    assert whole == inferred + asserted + links and inferred and asserted and links and none == 0
    sizes = {ASSERTED.value: asserted, INFERRED.value: inferred, LINKS.value: links}
    assert roomy.sizes == sizes


@pytest.mark.parametrize(
    "text",
    ["CLEAR ALL", "insert data { <x:a> <x:b> 1 }", "PREFIX a: <x:> DELETE WHERE { ?s ?p ?o }"],
)
def test_refuses_updates(text: str) -> None:
    with pytest.raises(QueryRefused, match="only reads"):
        guard.read(text, OURS)


@pytest.mark.parametrize(
    "text",
    [
        "DEFINE sql:log-enable 2 INSERT DATA { <x:a> <x:b> 1 }",
        'DEFINE get:soft "replace" SELECT * FROM <http://example.org/> { ?s ?p ?o }',
        "PREFIX a: <x:> ; INSERT DATA { <x:a> <x:b> 1 }",
        "PREFIX a:b <x:> SELECT * { ?s ?p ?o }",
        "{ ?s ?p ?o }",
        "EXPLAIN SELECT * { ?s ?p ?o }",
        "# nothing",
        "",
    ],
)
def test_refuses_what_has_no_form_that_it_knows(text: str) -> None:
    with pytest.raises(QueryRefused, match="begin with SELECT, ASK, CONSTRUCT or DESCRIBE"):
        guard.read(text, OURS)


NAMES = ["a·b", "a" * 150, "a.b-c", "Ġ‿⁀x", "Tiếng-Việt", "a.a-" * 3000 + "a"]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_reads_prefix_names_of_any_length_and_letters(name: str, roomy: Endpoint) -> None:
    with pytest.raises(QueryRefused, match="only reads"):
        guard.read(f"PREFIX {name}: <x:> INSERT DATA {{ <x:a> <x:b> 1 }}", OURS)
    built = f"PREFIX {name}: <x:> CONSTRUCT {{ {name}:a {name}:b {name}:c }} {{}}"
    if len(built) < guard.LARGEST_QUERY:
        assert guard.read(built, OURS).form == "CONSTRUCT"
        assert ask(roomy, built, "nt").body == b"<x:a> <x:b> <x:c> .\n"


def test_a_name_ends_where_an_engine_ends_it() -> None:
    ours = "https://w3id.org/method-explorer/graph/"
    with pytest.raises(QueryRefused, match="FROM takes only"):
        guard.read(f"PREFIX a: <{ours}> SELECT * FROM a:asserted·x {{ ?s ?p ?o }}", OURS)


@pytest.mark.parametrize("glued", ["PREFIXa: <x:>", "prefixa: <x:>", "BASEa: <x:>", "PREFIX: <x:>"])
def test_refuses_a_prologue_that_engines_read_in_two_ways(glued: str) -> None:
    ours = "https://w3id.org/method-explorer/graph/"
    text = f"PREFIX a: <{ours}> {glued} SELECT * FROM a:asserted {{ ?s ?p ?o }}"
    with pytest.raises(QueryRefused, match="Put a space after PREFIX and BASE"):
        guard.read(text, OURS)
    for first, second in ((ours, "http://foreign/"), ("http://foreign/", ours)):
        text = f"PREFIX a: <{first}> PREFIX a: <{second}> SELECT * FROM a:asserted {{ ?s ?p ?o }}"
        with pytest.raises(QueryRefused, match="prefix a: is declared twice"):
            guard.read(text, OURS)


def test_takes_the_words_of_the_prologue_as_names_and_a_prefix_said_again() -> None:
    again = "PREFIX prefixa: <x:> PREFIX base: <x:> PREFIX prefixa: <x:> BASE<x:>ASK{}"
    assert guard.read(again, OURS).form == "ASK"


@pytest.mark.parametrize("pair", ["{}", "()", "[]"])
def test_refuses_deep_brackets_before_they_crash_the_engine(pair: str) -> None:
    for deep in (101, 4000):
        with pytest.raises(QueryRefused, match=f"brackets and signs {deep} deep"):
            guard.read("ASK " + pair[0] * deep + pair[1] * deep, OURS)
    assert guard.read("ASK " + pair[0] * 100 + pair[1] * 100, OURS).form == "ASK"


@pytest.mark.parametrize("sign", ["!", "- ", "+\n", "!-", "! # !\n"])
def test_refuses_rows_of_signs_before_they_crash_the_engine(sign: str) -> None:
    with pytest.raises(QueryRefused, match="brackets and signs"):
        guard.read(f"ASK {{ FILTER({sign * 2500}true) }}", OURS)
    mixed = (sign * 8 + "(") * 80 + "true" + ")" * 80
    with pytest.raises(QueryRefused, match="brackets and signs"):
        guard.read(f"ASK {{ FILTER({mixed}) }}", OURS)
    assert guard.read("ASK { FILTER(" + f"{sign}true && " * 500 + "true) }", OURS).form == "ASK"


def test_finds_brackets_that_comments_would_close() -> None:
    with pytest.raises(QueryRefused, match="deep"):
        guard.read("SELECT * " + "{ #}\n" * 200 + "}\n" * 200, OURS)


def test_refuses_a_query_above_its_size() -> None:
    with pytest.raises(QueryRefused, match="longer than 16 KiB"):
        guard.read(f"ASK {{}} # {'é' * 8192}", OURS)


@pytest.mark.parametrize("form", ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
def test_finds_the_form(form: str) -> None:
    text = f"BASE <http://x/>\nPREFIX select: <y> # ASK\n{form.lower()} * {{}}"
    assert guard.read(text, OURS).form == form


def test_a_syntax_error_has_its_place(roomy: Endpoint) -> None:
    with pytest.raises(QueryRefused) as caught:
        ask(roomy, "SELECT ?x {\n ?x foo:a ?y }")
    assert (caught.value.line, caught.value.column) == (2, 5)
    assert str(caught.value) == "Line 2, column 5: the prefix foo: is not declared."


@pytest.mark.parametrize("bomb", HOSTILE)
def test_a_hostile_query_ends_at_its_deadline_and_the_next_is_answered(
    bomb: str, tight: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Overrun, match=r"longer than 1 seconds"):
        ask(tight, HOSTILE[bomb])
    monkeypatch.setattr(tight._pool, "_limits", LONG)
    assert b"true" in ask(tight, "ASK {}").body


@pytest.mark.parametrize("bomb", GREEDY)
def test_a_greedy_query_ends_at_its_memory_and_the_next_is_answered(
    bomb: str, roomy: Endpoint
) -> None:
    with pytest.raises(Overrun, match="64 MiB"):
        ask(roomy, GREEDY[bomb])
    assert b"true" in ask(roomy, "ASK {}").body


def test_a_query_that_breaks_the_engine_is_not_told_of_memory(roomy: Endpoint) -> None:
    question = Question("ASK { FILTER(" + "1+" * 7500 + "1) }")
    with pytest.raises(QueryRefused, match="could not be run"):
        roomy.answer(question, roomy.read(question), "json")
    assert b"true" in ask(roomy, "ASK {}").body


def test_a_worker_outlives_an_error_of_its_own(roomy: Endpoint) -> None:
    ask(roomy, "ASK {}")
    before = set(roomy._pool._live)
    with pytest.raises(QueryRefused, match="could not be run"):
        ask(roomy, "CONSTRUCT WHERE { ?s ?p ?o }", "json")
    assert roomy._pool._live == before and b"true" in ask(roomy, "ASK {}").body


def test_an_answer_of_too_many_bytes_is_an_error_and_not_cut(small: Explorer) -> None:
    text = "SELECT ?w ?x6 { BIND('" + "x" * 8000 + "' AS ?x0) "
    text += " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(6)) + " ?w ?p ?o }"
    with endpoint(small.store, seconds=600) as opened, pytest.raises(Overrun, match="16 MiB"):
        ask(opened, text)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_capped_with_an_honest_flag(form: str, roomy: Endpoint) -> None:
    few, many = (
        ask(roomy, f"SELECT ?o {{ ?s ?p ?o }} ORDER BY ?o LIMIT {number}", form)
        for number in (20, 21)
    )
    assert (few.truncated, many.truncated) == (False, True)
    assert many.body.replace(b'"truncated":true,', b"") == few.body
    if form == "json":
        assert json.loads(many.body)["truncated"] is True
        read = ox.parse_query_results(many.body, ox.QueryResultsFormat.JSON)
        assert len(list(read)) == 20


def test_triples_are_capped_with_an_honest_flag(roomy: Endpoint) -> None:
    few, many = (
        ask(roomy, f"CONSTRUCT WHERE {{ ?s ?p ?o }} LIMIT {number}", "nt") for number in (20, 21)
    )
    assert (few.truncated, many.truncated) == (False, True)
    assert many.body.count(b" .\n") == 20


@pytest.mark.parametrize(
    ("form", "query", "said"),
    [
        ("rdf", "CONSTRUCT { <x:s> <http://e/1> 'a' } {}", "RDF/XML cannot hold a predicate or"),
        ("rdf", "CONSTRUCT { <x:s> <http://e/> 'a' } {}", "RDF/XML cannot hold a predicate or"),
        (
            "rdf",
            f"CONSTRUCT {{ <x:s> <{RDF}li> 'a' }} {{}}",
            "ask for Turtle, N-Triples or JSON-LD",
        ),
        ("rdf", "CONSTRUCT { <x:s> <x:p> 'a\\u0001b' } {}", "or a character of this answer"),
        ("xml", "SELECT ('a\\u0001b' AS ?x) {}", "XML cannot hold a character of this answer"),
        ("xml", "SELECT ('a\\uFFFEb' AS ?x) {}", "ask for JSON, CSV or TSV"),
    ],
)
def test_refuses_to_write_xml_that_no_one_can_read(
    form: str, query: str, said: str, roomy: Endpoint
) -> None:
    with pytest.raises(QueryRefused, match=said):
        ask(roomy, query, form)
    assert b"a" in ask(roomy, query, "nt" if form == "rdf" else "json").body


@pytest.mark.parametrize(
    ("form", "query"),
    [
        ("xml", "SELECT ('a\\u000D\\nb\\u007F<&\\U0001F600' AS ?x) {}"),
        ("rdf", "CONSTRUCT { <x:s> <x:p> 'a\\u000D\\nb\\u007F<&\\U0001F600' } {}"),
    ],
)
def test_xml_keeps_every_other_character(form: str, query: str, roomy: Endpoint) -> None:
    found = ElementTree.fromstring(ask(roomy, query, form).body)
    assert "a\r\nb\x7f<&\U0001f600" in [each.text for each in found.iter()]


def test_a_worker_can_open_no_socket_even_past_the_guard(roomy: Endpoint) -> None:
    asked = []

    class Trap(Recorded):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(500)

        def do_POST(self) -> None:
            self.do_GET()

    with serving(Trap) as address:
        said, _ = roomy._pool.ask(
            {
                **ASKED,
                "query": f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
                "abroad": True,  # which only a worker can grant that kept something back for it
            }
        )
    assert said["error"] == "failed" and not asked


def test_workers_give_way_to_pages_and_end_with_no_one_to_kill_them(roomy: Endpoint) -> None:
    ask(roomy, "ASK {}")
    worker = roomy._pool._take()
    worker.warm(60)
    ours, theirs = (os.getpriority(os.PRIO_PROCESS, pid) for pid in (0, worker._process.pid))
    assert theirs == min(19, ours + 10)
    with pytest.raises(Died):  # a second after its time, which was over five seconds ago
        worker.ask({**ASKED, "query": ENDLESS, "seconds": -4}, 60)
    assert worker._process.wait() == -signal.SIGALRM
    roomy._pool._lose(worker)


def test_a_worker_that_was_killed_from_outside_is_replaced(roomy: Endpoint) -> None:
    ask(roomy, "ASK {}")
    for worker in list(roomy._pool._live):
        worker._process.kill()
        worker._process.wait()
    assert b"true" in ask(roomy, "ASK {}").body


def test_killed_workers_leave_no_zombie_and_one_spare(
    small: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with endpoint(small.store, seconds=600, workers=1) as opened:
        ask(opened, "ASK {}")
        before = set(opened._pool._live)
        monkeypatch.setattr(opened._pool, "_limits", Limits(seconds=1))
        with pytest.raises(Overrun):
            ask(opened, ENDLESS)
        gone, live = before - opened._pool._live, opened._pool._live
        assert len(gone) == 1 and len(live) == 2
        assert all(worker._process.returncode is not None for worker in gone)


def test_workers_are_shared_over_no_fork_and_end_with_the_interpreter() -> None:
    script = (
        "import os, signal\n"
        "from explorer.config import Limits, Sources\n"
        "from explorer.endpoint import Endpoint, Question\n"
        "from explorer.store import EmbeddedStore\n"
        "opened = Endpoint(EmbeddedStore.of([]), Limits(seconds=600))\n"
        "question = Question('ASK {}')\n"
        "def asked():\n"
        "    opened.answer(question, opened.read(question), 'json')\n"
        "    print(*(worker._process.pid for worker in opened._pool._live), flush=True)\n"
        "asked()\n"
        "turn = opened._pool._turn\n"
        "turn.acquire()\n"  # as another thread may have it just then
        "if child := os.fork():\n"
        "    os.waitpid(child, 0)\n"
        "    turn.release()\n"
        "else:\n"
        "    signal.alarm(30)\n"
        "    asked()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not done.stderr
    pids = [int(pid) for pid in done.stdout.split()]
    assert len({*pids}) == 4
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def until(met: Callable[[], bool], what: str) -> None:
    """Wait until something is so, but not for ever."""
    end = time.monotonic() + 60
    while not met():
        if time.monotonic() > end:
            pytest.fail(f"not in a minute: {what}")
        time.sleep(0.02)


@contextmanager
def running(ask_it: Callable[[], object], opened: Endpoint, number: int) -> Iterator[None]:
    """Run an endless query so many times until the block is left, and see that it still ran."""
    threads = [threading.Thread(target=ask_it, daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    gate = opened._gate
    until(lambda: gate._busy + gate._waiting >= number, f"{number} queries run or wait")
    yield
    assert all(thread.is_alive() for thread in threads)

    def ended() -> bool:
        opened.close()
        return not any(thread.is_alive() for thread in threads)

    until(ended, "queries end with their workers")


def test_pages_are_served_while_hostile_queries_run(explorer: Explorer) -> None:
    app = create_app(
        explorer, cached=False, limits=Limits(rate="", seconds=600, workers=2, queue=1)
    )
    opened = app.extensions["endpoint"]

    def hostile() -> None:
        app.test_client().get("/sparql", query_string={"query": ENDLESS})

    with running(hostile, opened, 3):
        for page in ("vi/methods", "en/method/lasso", "healthz"):
            assert app.test_client().get(f"/{page}").status_code == 200
        full = app.test_client().get("/sparql", query_string={"query": "ASK {}"})
        assert full.status_code == 503 and int(full.headers["Retry-After"]) > 0
        assert full.json["detail"].startswith("Too many queries are running")
    assert app.test_client().get("/sparql", query_string={"query": "ASK {}"}).status_code == 200
    opened.close()


def test_a_slow_reader_holds_no_worker(small: Explorer) -> None:
    app = create_app(small, limits=Limits(rate="", seconds=600, workers=1, queue=0))
    text = "SELECT * { ?s ?p ?o }"
    unread = app.test_client().get("/sparql", query_string={"query": text}, buffered=False)
    assert app.test_client().get("/sparql", query_string={"query": text}).status_code == 200
    unread.close()
    app.extensions["endpoint"].close()


def test_a_client_has_at_most_its_share_of_the_threads() -> None:
    leave = threading.Event()
    addresses = ("192.0.2.1", "2001:db8::1", "2001:db8::2")
    ends = [socket.socket() for _ in addresses]
    one, other, near = (
        SimpleNamespace(client=(address, 80), sock=end)
        for address, end in zip(addresses, ends, strict=True)
    )
    most = shares.MOST_WAITING + 2
    with shares.Shares(4, 2) as threads:
        slow = [threads.submit(lambda _: leave.wait(30), one) for _ in range(most)]
        assert threads.submit(lambda _: "closed", one).result(5) is False
        assert threads.submit(lambda _: "answered", other).result(5) == "answered"
        held = [threads.submit(lambda _: leave.wait(30), each) for each in (other, near, near)]
        leave.set()
        assert all(each.result(5) for each in (*slow, *held))
        with pytest.raises(ZeroDivisionError):
            threads.submit(lambda _: 1 / 0, one).result(5)
    assert not threads._busy and not threads._waiting
    for end in ends:
        end.close()


@contextmanager
def crowd(place: tuple[str, int], sent: bytes) -> Iterator[None]:
    """Send something over a hundred connections of one client, and close none."""
    with ExitStack() as opened:
        for _ in range(100):
            slow = opened.enter_context(socket.create_connection(place))
            slow.sendall(sent)
        yield


def test_heads_that_never_end_leave_the_pages_to_others(site: str) -> None:
    where = site.removeprefix("http://")
    host, _, port = where.partition(":")
    other = HTTPConnection(where, timeout=60, source_address=("127.0.0.2", 0))
    with crowd((host, int(port)), b"GET / HTTP/1.1\r\nHost:"), closing(other) as asking:
        asking.request("GET", "/en/method/lasso")
        assert asking.getresponse().status == 200


def test_an_answered_connection_is_shut_for_the_thread_that_closes_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shares.ThreadWorker, "handle", lambda *_: False)
    monkeypatch.setattr(shares, "close_graceful", socket.socket.close)  # it waits for the client
    worker = shares.Worker.__new__(shares.Worker)
    worker._ends, worker.app = {}, Mock(patience=60)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(5)
        assert worker.handle(Mock(sock=ours)) is False
        assert ours.recv(1) == b"" and not worker._ends


IMPATIENT = """
import sys
from explorer.config import Limits
from explorer.core import Explorer
from explorer.web import create_app, server

server.PATIENCE = 1.0
limits = Limits(seconds=120.0, workers=1, queue=0, rate="")
server.run(create_app(Explorer.open(sys.argv[1]), limits=limits), sys.argv[2], 1, Limits(seconds=0.1))
"""


def test_one_process_waits_neither_for_clients_nor_at_its_end_for_queries() -> None:
    place = ("127.0.0.1", free_port())
    where = f"{place[0]}:{place[1]}"

    def gives(status: int, path: str, client: str = "127.0.0.1") -> None:
        def given() -> bool:
            other = HTTPConnection(where, timeout=20, source_address=(client, 0))
            with suppress(OSError), closing(other) as asking:
                asking.request("GET", path)
                return asking.getresponse().status == status
            return False

        until(given, f"{path} gives {status}")

    command = [sys.executable, "-c", IMPATIENT, str(SMALL), where]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process, ExitStack() as opened:
        opened.callback(process.kill)
        gives(200, "/healthz")
        with crowd(place, b"GET /healthz HTTP/1.0\r\n\r\n"):  # and no one hangs up
            time.sleep(0.2)  # for all to be answered, as far as they are
            gives(200, "/healthz", "127.0.0.2")
        stalled = opened.enter_context(socket.create_connection(place, 20))
        stalled.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\n"
            b"Content-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\n"
        )
        assert not stalled.recv(1)
        gives(503, f"/sparql?{urlencode({'query': ENDLESS})}")  # the first runs
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_what_is_over_a_limit_is_answered_as_the_description_says(small: Explorer) -> None:
    limits = Limits(rate="2/minute")
    client = create_app(small, limits=limits).test_client()
    asked = ["ASK {} #" + "x" * guard.LARGEST_QUERY, "ASK " + "{" * 101 + "}" * 101, "ASK {}"]
    found = [client.post("/sparql", data={"query": text}) for text in asked]
    assert [answer.status_code for answer in found] == [413, 400, 429]
    assert found[2].headers["Retry-After"]
    assert description.in_words(limits).endswith(
        "Too long a query is answered 413 and too deep a one 400; what takes too much or comes "
        "too often 503 or 429, with Retry-After."
    )


def test_settings_are_read_and_a_wrong_one_is_named() -> None:
    given = {
        "EXPLORER_SPARQL_SECONDS": "2.5",
        "EXPLORER_SPARQL_ROWS": "7",
        "EXPLORER_SPARQL_QUEUE": "0",
        "EXPLORER_SPARQL_RATE": "",
    }
    assert Settings.read(given).limits == Limits(seconds=2.5, rows=7, queue=0, rate="")
    wrong = [("WORKERS", "0"), ("SECONDS", "inf"), ("MEMORY", "much"), ("ROWS", "-1")]
    for name, text in (*wrong, ("SECONDS", "nan"), ("SECONDS", "86401"), ("MEMORY", "10000000000")):
        with pytest.raises(DataError, match=rf"EXPLORER_SPARQL_{name} is .* \d+ at the most"):
            Settings.read({f"EXPLORER_SPARQL_{name}": text})
    with pytest.raises(DataError, match=r"EXPLORER_TIMEOUT is '1e10'; .* 86400 at the most"):
        Settings.read({"EXPLORER_TIMEOUT": "1e10"})


def test_a_wrong_rate_is_named(small: Explorer) -> None:
    with pytest.raises(DataError, match="EXPLORER_SPARQL_RATE is 'often'"):
        create_app(small, limits=Limits(rate="often"))
