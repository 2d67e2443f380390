from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from itertools import pairwise

import networkx
import pytest
from pyoxigraph import NamedNode

from explorer import Explorer, shape
from explorer.model import Concept, Entry, Shape
from explorer.vocab import BASE
from explorer.web import create_app


def field(name: str) -> NamedNode:
    return NamedNode(f"{BASE}field/{name}")


def method(name: str, *fields: str, family: str = "statistics") -> Entry:
    return Entry(
        term=NamedNode(f"{BASE}method/{name}"),
        names={"en": name.title()},
        aliases=(),
        acronyms=(),
        summaries={},
        family=NamedNode(f"{BASE}family/{family}") if family else None,
        fields=tuple(map(field, fields)),
        kinds=(),
        originators=(),
        works=(),
        introduced=None,
    )


def measured(edges: list[tuple[str, str]], **fields: str) -> Shape:
    names = sorted({end for edge in edges for end in edge} | set(fields))
    methods = [method(name, *fields.get(name, "").split()) for name in names]
    concepts = {term: Concept(term, "fields", {}, {}) for made in methods for term in made.fields}
    return shape.measure(methods, concepts, edges)


def chain(names: str) -> list[tuple[str, str]]:
    return list(pairwise(names))


def clique(names: str) -> list[tuple[str, str]]:
    return [(one, other) for one in names for other in names if one < other]


def test_the_middle_of_a_path_lies_between_all_others() -> None:
    places = measured(chain("abcde")).places
    assert [places[name].degree for name in "abcde"] == [1, 2, 2, 2, 1]
    # of the 6 pairs of others, 3 pass through b and 4 through c
    found = [places[name].betweenness for name in "abcde"]
    assert found == pytest.approx([0, 3 / 6, 4 / 6, 3 / 6, 0])
    assert measured(chain("abcde")).central == ("c", "b", "d")


def test_the_hub_of_a_star_connects_the_fields_around_it() -> None:
    fields = {"h": "hub", "a": "x", "b": "x", "c": "y", "d": "hub"}
    found = measured([("h", other) for other in "abcd"], **fields)
    hub = found.places["h"]
    assert (hub.degree, hub.betweenness) == (4, 1)
    assert hub.connects == ("x", "y") and found.bridges == ("h",)
    assert hub.participation == pytest.approx(1 - (2 / 4) ** 2 - (1 / 4) ** 2 - (1 / 4) ** 2)
    assert [(one.one, one.other, one.relations) for one in found.joints] == [
        ("hub", "x", 2),
        ("hub", "y", 1),
    ]


def test_two_cliques_that_a_bridge_joins_are_two_communities() -> None:
    found = measured([*clique("abcd"), *clique("vwxyz"), ("d", "v")])
    assert [set(one.methods) for one in found.communities] == [set("vwxyz"), set("abcd")]
    assert [one.methods[0] for one in found.communities] == ["v", "d"]
    assert [found.places[name].community for name in "az"] == [2, 1]
    assert found.communities[0].families == {"statistics": 5}
    with_loner = measured([*clique("abc")], k="")
    assert [len(one.methods) for one in with_loner.communities] == [3]
    assert with_loner.places["k"].community == 0
    whole = networkx.Graph([*clique("abcd"), *clique("vwxyz"), ("d", "v")])
    groups = [set("abcd"), set("vwxyz")]
    assert found.modularity == pytest.approx(networkx.community.modularity(whole, groups))


def test_what_is_wider_or_narrower_than_its_own_field_is_no_other_field() -> None:
    methods = [method("a", "part"), method("b", "whole"), method("c", "else"), method("d", "twin")]
    concepts = {
        field(name): Concept(field(name), "fields", {}, {}, field(above) if above else None)
        for name, above in (("part", "whole"), ("twin", "whole"), ("whole", ""), ("else", ""))
    }
    found = shape.measure(methods, concepts, [("a", "b"), ("a", "c"), ("a", "d"), ("b", "d")])
    assert found.places["a"].connects == ("else", "twin")
    assert found.places["b"].connects == ()


def test_direction_repetition_and_unknown_ends_do_not_count() -> None:
    edges = [("a", "b"), ("b", "a"), ("a", "b"), ("a", "a"), ("a", "gone")]
    found = shape.measure([method("a"), method("b")], {}, edges)
    assert found.relations == 1 and found.places["a"].degree == 1


def test_an_empty_graph_and_methods_without_anything() -> None:
    empty = shape.measure([], {}, [])
    assert (empty.places, empty.communities, empty.bridges, empty.central) == ({}, (), (), ())
    alone = shape.measure([method("a", family=""), method("b", family="")], {}, [])
    place = alone.places["a"]
    assert (place.family, place.field, place.degree, place.community) == ("", "", 0, 0)
    assert (place.participation, place.betweenness, place.connects) == (0, 0, ())


def test_the_whole_graph_agrees_with_networkx(explorer: Explorer) -> None:
    graph = networkx.Graph()
    graph.add_nodes_from(explorer.index)
    for row in explorer.select("relation_list"):
        graph.add_edge(*(row[end].value.rpartition("/")[2] for end in ("method", "other")))
    found = explorer.shape
    exact = networkx.betweenness_centrality(graph)
    assert {one: place.betweenness for one, place in found.places.items()} == pytest.approx(exact)
    assert {one: place.degree for one, place in found.places.items()} == dict(graph.degree)
    assert found.relations == graph.number_of_edges() and found.pivots == 0
    counted = sum(len(one.methods) for one in found.communities)
    assert counted == sum(1 for _, degree in graph.degree if degree)


def test_many_methods_are_measured_from_a_fixed_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shape, "EXACT", 10)
    monkeypatch.setattr(shape, "PIVOTS", 8)
    graph = networkx.gnm_random_graph(30, 60, seed=3)
    edges = [(f"m{one}", f"m{other}") for one, other in graph.edges]
    once, again = measured(edges), measured(list(reversed(edges)))
    assert once == again and once.pivots == 8
    exact = networkx.betweenness_centrality(graph)
    assert any(
        abs(once.places[f"m{node}"].betweenness - exact[node]) > 1e-6
        for node in graph
        if f"m{node}" in once.places
    )


def test_every_process_finds_the_same(explorer: Explorer) -> None:
    code = "from explorer import Explorer; print(repr(Explorer.open().shape))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert printed == {f"{explorer.shape!r}\n"}


def test_the_command_is_not_slowed_by_what_it_does_not_need() -> None:
    code = "import sys, explorer.cli, explorer.web; print('networkx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("language", ["en", "vi", "ja"])
def test_every_method_is_in_the_picture_once(client, explorer: Explorer, language: str) -> None:
    text = client.get(f"/{language}/graph").get_data(as_text=True)
    picture = text[text.index("<figure") : text.index("</figure>")]
    linked = re.findall(
        rf'<a href="/{language}/method/([\w-]+)" tabindex="-1"[^>]*><title>', picture
    )
    assert sorted(linked) == [entry.id for entry in explorer.entries]
    assert len(re.findall(r"<use ", picture)) == len(linked) + len(
        explorer.shelf.within("family")  # the signs of the key
    )
    for address in re.findall(rf'href="(/{language}/field/[\w-]+)"', picture):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_page_names_bridges_communities_and_joints(
    client, explorer: Explorer, language: str
) -> None:
    text = client.get(f"/{language}/graph").get_data(as_text=True)
    below = text[text.index("</figure>") :]
    found = explorer.shape
    for slug in (
        *found.bridges[:10],
        *found.central[:10],
        *(one.methods[0] for one in found.communities),
    ):
        assert f'href="/{language}/method/{slug}"' in below
    for joint in found.joints[:10]:
        assert f'href="/{language}/field/{joint.one}"' in below
    bridges = below[below.index('id="bridges"') : below.index('id="central"')]
    named = re.findall(rf'<th scope="row">.*?/{language}/method/([\w-]+)"', bridges)
    assert named == list(found.bridges[: len(named)]) and len(named) == 12


def test_the_names_of_fields_in_the_picture_do_not_run_into_each_other(
    explorer: Explorer, client
) -> None:
    text = client.get("/en/graph").get_data(as_text=True)
    turned = re.findall(
        r'<text transform="rotate\(([-\d.]+)\)" x="(-?\d+)"( class="ends")?>(.*?)</text>', text
    )
    outer = [
        (float(turn) + (180 if x.startswith("-") else 0), abs(int(x)), words.count("<tspan") or 1)
        for turn, x, _, words in turned
    ]
    radius = max(x for _, x, _ in outer)
    fields = sorted((turn % 360, lines) for turn, x, lines in outer if x == radius)
    assert len(fields) == len({entry.fields[0] for entry in explorer.entries})
    for (one, lines), (other, more) in pairwise(fields):
        assert (other - one) * 3.1416 / 180 * radius >= 14.5 * (lines + more) / 2


def test_the_data_has_the_promised_form(client, explorer: Explorer) -> None:
    made = client.get("/vi/graph.json").get_json()
    assert made["count"] == len(made["methods"]) == len(explorer.entries)
    lasso = next(one for one in made["methods"] if one["id"] == "lasso")
    assert set(lasso) >= {"id", "label", "family", "field", "year", "degree", "betweenness"}
    assert (lasso["label"], lasso["year"]) == (explorer.index["lasso"].names["vi"], 1996)
    assert lasso["connects"] == list(explorer.shape.places["lasso"].connects)
    assert made["bridges"] == list(explorer.shape.bridges)
    assert made["labels"]["fields"][lasso["field"]]
    assert {"one", "other", "relations"} == set(made["fields"][0])
    answer = client.get("/en/graph.csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert answer.mimetype == "text/csv" and len(rows) == len(explorer.entries)
    line = next(row for row in rows if row["slug"] == "linear-regression")
    assert (line["name"], line["family"]) == ("Linear regression", "Statistics")
    assert line["year"] == str(explorer.index["linear-regression"].introduced)
    assert line["field"] == "Regression analysis" and line["community"] == "1"
    assert "Econometrics" in line["fields connected"].split("; ")


def test_a_small_graph_has_a_page_too(small: Explorer) -> None:
    answer = create_app(small).test_client().get("/en/graph")
    assert answer.status_code == 200 and answer.get_data(as_text=True).count("<title>") == 5
