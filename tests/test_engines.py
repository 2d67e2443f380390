"""The same pages and documents whichever engine holds the graph, and wherever it keeps what is stated."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from werkzeug.test import TestResponse

from explorer.core import Explorer
from explorer.errors import StoreError
from explorer.store import EmbeddedStore, Probes, RemoteStore
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
    "method/{one}.ttl",
    "paper/{paper}.jsonld",
    "field/{field}.nt",
    "ontology.nt",
    "dataset.ttl",
    "links.sssom.tsv",
    "reconcile?query={words}",
)
SHIPPED = {
    "one": "lasso",
    "other": "ridge-regression",
    "paper": "breiman-2001-random-forests",
    "person": "leo-breiman",
    "field": "deep-learning",
    "family": "qualitative",
    "kind": "regression-model",
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
    "words": "kien",
}


COUNTED = """
PREFIX mx: <https://w3id.org/method-explorer/ontology#>
SELECT (COUNT(*) AS ?n) WHERE { ?subject mx:related ?object }
"""


def addresses(names: dict[str, str]) -> Iterator[str]:
    """Yield the address of every kind of page, its data where it has any, and of documents."""
    for pattern in ("", *LISTS, *THINGS, "ontology"):
        address = f"/vi/{pattern.format(**names)}"
        yield address
        if pattern not in {"", "ontology"}:
            page, mark, asked = address.partition("?")
            yield f"{page}.json{mark}{asked}"
    yield from (f"/{pattern.format(**names)}" for pattern in DOCUMENTS)


def content(answer: TestResponse) -> object:
    """Return what an answer says; members of an object in JSON have no order."""
    return answer.get_json() if answer.is_json else answer.data


def differing(here: Explorer, there: Explorer, names: dict[str, str]) -> list[str]:
    """Return the addresses at which two explorers do not answer alike."""
    one, other = (create_app(explorer).test_client() for explorer in (here, there))
    found = []
    for address in addresses(names):
        expected, answer = one.get(address), other.get(address)
        assert expected.status_code == 200, address
        if answer.status_code != 200 or content(answer) != content(expected):
            found.append(address)
    return found


def behind(address: str, like: Explorer) -> Explorer:
    """Return an explorer over an endpoint, which knows of DOIs what the other one does."""
    probes = Probes(like.queries["store_named"].bind(), like.queries["store_mixed"].bind())
    return Explorer(RemoteStore(address, probes=probes), like.queries, like._sources, like.folder)


def with_names(store: EmbeddedStore) -> EmbeddedStore:
    """Return a store in which what is stated has a graph of its own, as `explorer load` makes it."""
    held = ox.Store()
    for quad in store.quads():
        graph = ASSERTED if quad.graph_name == ox.DefaultGraph() else quad.graph_name
        held.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
    return EmbeddedStore(held)


def test_oxigraph_answers_alike(explorer: Explorer, remote: Explorer) -> None:
    assert differing(explorer, remote, SHIPPED) == []


@pytest.mark.parametrize("options", [(), ("--union-default-graph",)], ids=["apart", "union"])
def test_named_graphs_answer_alike(small: Explorer, serve_graph, options: tuple[str, ...]) -> None:
    address = serve_graph(with_names(small.store), *options)
    there = behind(address, small)
    assert differing(small, there, MADE_UP) == []
    # what the public endpoint passes on asks both graphs, or the one that is named
    clients = [create_app(one).test_client() for one in (small, there)]
    for given in ({}, {"default-graph-uri": ASSERTED.value}, {"default-graph-uri": INFERRED.value}):
        asked = {"query": COUNTED, **given}
        found = [
            client.get("/sparql", query_string=asked, headers={"Accept": "text/csv"}).data
            for client in clients
        ]
        assert found[0] == found[1] and found[0].split()[1] != b"0"


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
