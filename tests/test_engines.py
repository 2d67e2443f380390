"""The same pages and documents whichever engine holds the graph, and wherever it keeps what is stated."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from werkzeug.test import TestResponse

from explorer.core import Explorer
from explorer.errors import StoreError
from explorer.query import Sparql
from explorer.store import EmbeddedStore, Probes, RemoteStore, Solutions
from explorer.vocab import ASSERTED, INFERRED
from explorer.web import create_app
from loopback import free_port, running
from reference import ROOT

COMUNICA = ROOT / "tests" / "comunica"
LISTS = (
    "methods",
    "methods?q={words}&sort=oldest",
    "search?q={words}",
    "timeline",
    "graph",
    "about",
)
PAGES = (
    "",
    "ontology",
    "cite?method={one}",
    "embed/method/{one}",
    "embed/compare?method={one}&method={other}",
    "sparql?query=ASK+%7B%7D",
    "query/person_list",
)
THINGS = (
    "method/{one}",
    "paper/{paper}",
    "person/{person}",
    "field/{field}",
    "family/{family}",
    "kind/{kind}",
    "graph/{one}?depth=2",
    "path?from={one}&to={other}",
    "compare?method={one}&method={other}",
)
DOCUMENTS = (
    "method/{one}",
    "method/{one}.ttl",
    "paper/{paper}.jsonld",
    "field/{field}.nt",
    "vi/methods.csv",
    "vi/cite.bib?method={one}",
    "query/person_list.csv",
    "ontology.nt",
    "ontology/0.1.0.ttl",
    "ontology/0.1.0.rdf",
    "dataset.ttl",
    "sitemap.xml",
    "links.sssom.tsv",
    "beacon/method-wikidata-exactmatch.txt",
    "doi/{doi}",
    "orcid/{orcid}",
    "wikidata/{item}",
    "oembed?url=http://localhost/vi/method/{one}",
    "reconcile?query={words}",
    "reconcile/preview?id=method/{one}",
)
ABSENT = "/orcid/0000-0000-0000-0001"  # the shipped graph records no one's
# what is the same whatever is stored
UNSTORED = {"home", "healthz", "picture", "icon", "file", "query", "openapi", "context"}
UNSTORED |= {"void", "robots", "walk", "api", "tray", "endpoint"}
SHIPPED = {
    "one": "lasso",
    "other": "ridge-regression",
    "paper": "breiman-2001-random-forests",
    "person": "leo-breiman",
    "field": "deep-learning",
    "family": "qualitative",
    "kind": "regression-model",
    "doi": "10.1023/a:1010933404324",
    "orcid": "0000-0000-0000-0001",
    "item": "Q245748",
    "words": "hoi quy",
}
MADE_UP = {
    "one": "ant",
    "other": "cow",
    "paper": "one",
    "person": "amy",
    "field": "clustering",
    "family": "decision",
    "kind": "metaheuristic",
    "doi": "10.1000/one",
    "orcid": "0000-0002-1825-0097",
    "item": "Q7386",
    "words": "kien",
}
STATED = re.compile(rb'<label class="check" for="stated">.*?</label>', re.DOTALL)
KNOWN = {ox.Literal(value): ox.Literal(int(value)) for value in (True, False)}
COUNTED = """
PREFIX mx: <https://w3id.org/method-explorer/ontology#>
SELECT (COUNT(*) AS ?n) WHERE { ?subject mx:related ?object }
"""


def addresses(names: dict[str, str]) -> Iterator[str]:
    """Yield the address of every kind of page, its data where it has any, and of documents."""
    for pattern in (*LISTS, *THINGS):
        page, mark, asked = f"/vi/{pattern.format(**names)}".partition("?")
        yield f"{page}{mark}{asked}"
        yield f"{page}.json{mark}{asked}"
    yield from (f"/vi/{pattern.format(**names)}" for pattern in PAGES)
    yield from (f"/{pattern.format(**names)}" for pattern in DOCUMENTS)


def content(answer: TestResponse) -> object:
    """Return what an answer says; members of an object in JSON have no order.

    Only where what is stated has a graph of its own can the SPARQL page ask it alone.
    """
    return answer.get_json() if answer.is_json else STATED.sub(b"", answer.data)


def differing(here: Explorer, there: Explorer, names: dict[str, str]) -> list[str]:
    """Return the addresses at which two explorers do not answer alike."""
    one, other = (create_app(explorer).test_client() for explorer in (here, there))
    found = []
    for address in addresses(names):
        expected, answer = one.get(address), other.get(address)
        assert expected.status_code < 400 or address == ABSENT, address
        alike = answer.status_code == expected.status_code and answer.location == expected.location
        if not alike or content(answer) != content(expected):
            found.append(address)
    return found


def behind(address: str, like: Explorer) -> Explorer:
    """Return an explorer over an endpoint, which knows of DOIs what the other one does."""
    probes = Probes(
        *(like.queries[f"store_{name}"].bind() for name in ("named", "filled", "mixed"))
    )
    return Explorer(RemoteStore(address, probes=probes), like.queries, like._sources, like.folder)


def with_names(store: EmbeddedStore) -> EmbeddedStore:
    """Return a store in which what is stated has a graph of its own, as `explorer load` makes it."""
    held = ox.Store()
    for quad in store.quads():
        graph = ASSERTED if quad.graph_name == ox.DefaultGraph() else quad.graph_name
        held.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
    return EmbeddedStore(held)


def test_every_kind_of_page_is_compared(small: Explorer) -> None:
    known = create_app(small).url_map
    asked = (known.bind("").match(one.partition("?")[0])[0] for one in addresses(MADE_UP))
    kinds = {rule.endpoint for rule in known.iter_rules() if rule.endpoint != "static"}
    assert {*asked} == kinds - {f"pages.{name}" for name in UNSTORED}


def test_oxigraph_answers_alike(explorer: Explorer, remote: Explorer) -> None:
    assert differing(explorer, remote, SHIPPED) == []


@pytest.mark.parametrize("options", [(), ("--union-default-graph",)], ids=["apart", "union"])
def test_named_graphs_answer_alike(small: Explorer, serve_graph, options: tuple[str, ...]) -> None:
    address = serve_graph(with_names(small.store), *options)
    there = behind(address, small)
    assert differing(small, there, MADE_UP) == []
    # what the public endpoint passes on asks both graphs, or the one that is named
    clients = [create_app(one).test_client() for one in (small, there)]
    whole = ""
    for given in ({}, {"default-graph-uri": ASSERTED.value}, {"default-graph-uri": INFERRED.value}):
        asked = {"query": COUNTED, **given}
        found = [
            client.get("/sparql", query_string=asked, headers={"Accept": "text/csv"}).data
            for client in clients
        ]
        assert found[0] == found[1] and found[0].split()[1] != b"0"
        whole = whole or found[0].split()[1].decode()
    # so is what the query itself names
    for name in (ASSERTED.value, INFERRED.value):
        text = COUNTED.replace("WHERE", f"FROM <{name}> WHERE")
        found = [client.get("/sparql", query_string={"query": text}).json for client in clients]
        assert found[0] == found[1]
        assert small.sparql(text) == there.sparql(text)
        assert found[0]["results"]["bindings"][0]["n"]["value"] != whole
    # what is stated can be asked alone
    for given in ("/vi/sparql", "/query/rule_wider.nt"):
        found = [sorted(client.get(given).data.splitlines()) for client in clients]
        assert found[0] == found[1]


class Numbers(EmbeddedStore):
    """A store that answers as engines do that have no truth values but 1 and 0."""

    def select(self, sparql: Sparql, *, union: bool = False) -> Solutions:
        found = super().select(sparql, union=union)
        rows = ({name: KNOWN.get(term, term) for name, term in row.items()} for row in found)
        return Solutions(rows, found.variables)


def test_truths_may_be_numbers(small: Explorer) -> None:
    numbers = Explorer(Numbers(small.store._store), small.queries, small._sources)
    assert numbers.links("bee") == small.links("bee")
    assert numbers.statistics.statements == small.statistics.statements > 0


def test_a_union_that_cannot_be_told_apart_is_refused(small: Explorer, serve_graph) -> None:
    mixed = Explorer.open(serve_graph(small.store, "--union-default-graph"))
    for _ in range(2):
        with pytest.raises(StoreError, match="`explorer load`"):
            mixed.links("ant")


@pytest.fixture(scope="session")
def comunica(small: Explorer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small graph behind Comunica, an engine that shares no line with Oxigraph."""
    node = shutil.which("node")
    assert node and (COMUNICA / "node_modules").is_dir(), "run `make comunica` once"
    quads = tmp_path_factory.mktemp("comunica") / "small.nq"
    quads.write_text("".join(f"{quad} .\n" for quad in small.store.quads()), "utf-8")
    port = free_port()
    command: list[str | Path] = [node, COMUNICA / "serve.cjs", quads, str(port)]
    with running(command, f"http://127.0.0.1:{port}/sparql") as address:
        yield address


def test_comunica_answers_alike(small: Explorer, comunica: str) -> None:
    assert differing(small, behind(comunica, small), MADE_UP) == []
