"""Paths between methods: the shortest there are, the best explained first, each step with its why."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer import Explorer
from explorer.errors import ChoiceError, NotFound
from explorer.neighbourhood.adjacency import Adjacency, Edge
from explorer.neighbourhood.ways import ways
from reference import PAIR

NODES = [f"m{number}" for number in range(12)]
EDGES = st.lists(
    st.tuples(
        st.sampled_from(NODES), st.sampled_from(NODES), st.sampled_from([1.0, 1.25, 1.5, 1.75])
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(EDGES, st.sampled_from(NODES), st.sampled_from(NODES), st.integers(1, 5))
def test_ways_are_the_cheapest_of_the_shortest_as_another_library_finds_them(
    edges: list[tuple[str, str, float]], start: str, end: str, most: int
) -> None:
    ours = Adjacency.of(Edge(cost, "t", one, other) for one, other, cost in edges)
    theirs = nx.Graph()
    theirs.add_nodes_from(NODES)
    for one, other, cost in edges:
        if one != other:
            known = theirs.get_edge_data(one, other, {"cost": cost})["cost"]
            theirs.add_edge(one, other, cost=min(cost, known))
    found = ways(ours, start, end, most)
    if not nx.has_path(theirs, start, end):
        assert found == []
        return
    expected = sorted(
        (sum(theirs[a][b]["cost"] for a, b in pairwise(path)), tuple(path))
        for path in nx.all_shortest_paths(theirs, start, end)
    )
    assert [(way.cost, way.methods) for way in found] == expected[:most]


def test_each_step_joins_two_methods_that_are_related(explorer: Explorer) -> None:
    route = explorer.path("logistic-regression", "transformer")
    assert route.paths
    for path in route.paths:
        assert path.steps[0].source == "logistic-regression"
        assert path.steps[-1].target == "transformer"
        for step, following in pairwise(path.steps):
            assert step.target == following.source
        for step in path.steps:
            links = explorer.links(step.source)
            seen = {(link.other.id, link.relation.label.value) for link in links}
            assert (step.target, step.relation.label.value) in seen


def test_a_path_reads_the_same_backwards(explorer: Explorer) -> None:
    there = explorer.path("bagging", "missforest").paths[0]
    back = explorer.path("missforest", "bagging").paths[0]
    assert [step.source for step in there.steps] == [step.target for step in reversed(back.steps)]
    assert [step.note for step in there.steps] == [step.note for step in reversed(back.steps)]
    labels = {step.relation.label.value for step in (*there.steps, *back.steps)}
    assert {"is extended by", "extends", "is a component of", "has the component"} <= labels


def test_explained_relations_of_a_close_type_are_preferred(explorer: Explorer) -> None:
    route = explorer.path("random-forest", "transformer")
    assert all(step.note and step.relation.id != "related" for step in route.paths[0].steps)


def test_every_two_methods_of_the_graph_are_joined(explorer: Explorer) -> None:
    slugs = [entry.id for entry in explorer.entries][::40]
    for other in slugs[1:]:
        assert explorer.path(slugs[0], other).paths, other


def test_both_backends_find_the_same_paths(explorer: Explorer, remote: Explorer) -> None:
    for one, other in (PAIR, ("grounded-theory", "bert"), ("cronbachs-alpha", "garch")):
        assert explorer.path(one, other, "vi") == remote.path(one, other, "vi")


def test_refuses_what_has_no_path(explorer: Explorer, small: Explorer) -> None:
    with pytest.raises(ChoiceError, match="two different methods"):
        explorer.path("lasso", "lasso")
    with pytest.raises(NotFound, match="nope-nope"):
        explorer.path("lasso", "nope-nope")
    with pytest.raises(ChoiceError, match="at least one path"):
        explorer.path("lasso", "bert", most=0)
    assert small.path("ant", "dog").paths == ()
    assert [path.length for path in small.path("ant", "cow").paths] == [1]


def test_the_json_of_command_and_page_has_the_promised_form(client, run) -> None:
    printed = json.loads(run("path", "bagging", "missforest", "--json").stdout)
    assert client.get("/en/path.json?from=bagging&to=missforest").get_json() == printed
    assert (printed["from"], printed["to"]) == ("bagging", "missforest")
    path = printed["paths"][0]
    assert path["length"] == len(path["steps"]) == 2
    first = path["steps"][0]
    assert set(first) == {"source", "target", "type", "label", "note"}
    assert (first["source"], first["type"], first["target"]) == (
        "bagging",
        "extendedBy",
        "random-forest",
    )
    rows = list(csv.reader(io.StringIO(run("path", "bagging", "missforest", "--csv").stdout)))
    heads = ["path", "step", "from", "relation", "to", "reason", "source", "type", "target"]
    assert rows[0] == heads and rows[1][6:] == ["bagging", "extendedBy", "random-forest"]
    assert rows[1][2:5] == ["Bagging", "is extended by", "Random forest"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["path", "Random forest", "BERT"], 0, "BERT\n"),
        (["path", "lasso", "lasso"], 2, "two different methods"),
        (["path", "lasso", "rigde"], 2, "ridge-regression"),
        (["path", "--help"], 0, "related through others"),
    ],
)
def test_the_command_takes_names_and_refuses_in_a_sentence(
    run, words: list[str], code: int, said: str
) -> None:
    ended = run(*words)
    assert ended.returncode == code and said in ended.stdout + ended.stderr


@pytest.mark.parametrize("language", ["en", "vi", "zh"])
def test_the_page_explains_a_path(client, explorer: Explorer, language: str) -> None:
    text = client.get(f"/{language}/path?from=bagging&to=missforest").get_data(as_text=True)
    for step in explorer.path("bagging", "missforest", language).paths[0].steps:
        assert step.relation.label.value in text and step.note and step.note.value in text


def test_the_page_takes_names_and_offers_what_may_be_meant(client) -> None:
    moved = client.get("/en/path?from=Random+forest&to=BERT")
    assert (moved.status_code, moved.location) == (302, "/en/path?from=random-forest&to=bert")
    offered = client.get("/en/path?from=lasso&to=regression").get_data(as_text=True)
    assert "/en/path?from=lasso&amp;to=logistic-regression" in offered
    assert "two different methods" in client.get("/en/path?from=lasso&to=lasso").get_data(
        as_text=True
    )
    assert client.get("/en/path.json?from=lasso").status_code == 400
    assert client.get("/en/path.json?from=lasso&to=lasso").status_code == 400
    assert client.get("/vi/path").status_code == 200


def test_a_comparison_says_how_two_that_are_not_joined_are_related(client) -> None:
    text = client.get("/en/compare?method=bagging&method=missforest").get_data(as_text=True)
    assert "No relation joins them directly. The shortest way is 2 steps long." in text
    assert 'class="walk"' in text and "/en/method/random-forest" in text
