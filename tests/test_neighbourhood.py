"""The methods around a method: who is near, what joins them, what follows, and what had no room."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from itertools import pairwise

import networkx as nx
import pydot
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer import config
from explorer.core import Explorer
from explorer.errors import ChoiceError, NotFound
from explorer.model import Reach, Selection
from explorer.neighbourhood import adjacency, ego
from explorer.neighbourhood.adjacency import Adjacency, Edge
from explorer.neighbourhood.frontier import Frontier
from explorer.neighbourhood.ways import ways
from explorer.query import Queries
from explorer.store import EmbeddedStore
from explorer.vocab import INFERRED, PREFIXES
from explorer.web import create_app

NODES = [f"m{number}" for number in range(12)]
TYPES = ["extends", "usedWith", "specialises", "related"]
RELATIONS = st.lists(
    st.tuples(
        st.sampled_from(NODES), st.sampled_from(TYPES), st.sampled_from(NODES), st.booleans()
    ).filter(lambda relation: relation[0] != relation[2]),
    max_size=40,
)
RULES = ego.Rules((), lambda method: True)


def node(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def stored(relations: Iterable[tuple[str, str, str, bool]]) -> EmbeddedStore:
    """Return a store with these relations between methods, some of them with a reason."""
    store = ox.Store()
    for kind in TYPES[:-1]:
        store.add(ox.Quad(node(f"mx:{kind}"), node("rdfs:subPropertyOf"), node("mx:related")))
    for number, (one, kind, other, explained) in enumerate(relations):
        ends = node(f"method:{one}"), node(f"mx:{kind}"), node(f"method:{other}")
        store.add(ox.Quad(*ends))
        if explained:
            statement = node(f"statement:{number}")
            for name, end in zip(("subject", "predicate", "object"), ends, strict=True):
                store.add(ox.Quad(statement, node(f"rdf:{name}"), end))
    return EmbeddedStore(store)


@settings(max_examples=200, deadline=None)
@given(RELATIONS, st.sampled_from(NODES), st.integers(1, 3))
def test_holds_whom_another_library_finds_and_every_relation_between_them(
    relations: list[tuple[str, str, str, bool]], start: str, depth: int
) -> None:
    theirs = nx.Graph()
    theirs.add_nodes_from(NODES)
    theirs.add_edges_from((one, other) for one, _, other, _ in relations)
    ours = Adjacency.of(Edge(1.0, kind, one, other) for one, kind, other, _ in relations)
    walked = ego.walk(ours, Reach((start,), depth, limit=99), RULES)
    assert walked.distances == nx.single_source_shortest_path_length(theirs, start, depth)
    assert not walked.cut
    here = walked.distances
    between = {(a, kind, b) for a, kind, b, _ in relations if a in here and b in here}
    found = ego.edges(ours, here.keys(), RULES)
    assert {(edge.subject, edge.type, edge.object) for edge in found} == between


@settings(max_examples=60, deadline=None)
@given(RELATIONS, st.sampled_from(NODES), st.sampled_from(NODES), st.integers(2, 12))
def test_a_store_that_is_asked_step_by_step_gives_the_same_walks_and_ways(
    queries: Queries,
    relations: list[tuple[str, str, str, bool]],
    start: str,
    end: str,
    limit: int,
) -> None:
    store = stored(relations)
    held, asked = adjacency.read(store, queries), Frontier(store, queries)
    reach = Reach((start,), 2, limit=limit, opened=(end,))
    here, there = (ego.walk(graph, reach, RULES) for graph in (held, asked))
    assert here == there
    assert ego.edges(held, here.distances.keys(), RULES) == ego.edges(
        asked, here.distances.keys(), RULES
    )
    assert ways(held, start, end, 4) == ways(Frontier(store, queries), start, end, 4)
    up = f"{PREFIXES['mx']}specialises"
    assert ego.entailed(held, NODES, up, {}) == ego.entailed(asked, NODES, up, {})


def test_a_walk_asks_the_store_once_a_step(queries: Queries) -> None:
    chain = [(one, "extends", other, False) for one, other in pairwise(NODES)]
    store = stored(chain)
    counted: list[str] = []
    asking = store.select
    store.select = lambda sparql: counted.append(sparql) or asking(sparql)
    graph = Frontier(store, queries)
    assert len(ego.walk(graph, Reach((NODES[4],), 3), RULES).distances) == 7
    assert len(counted) == 3


def test_what_follows_is_kept_apart_from_what_is_stated(queries: Queries) -> None:
    store = stored([("m0", "specialises", "m1", False), ("m1", "specialises", "m2", False)])
    for kind, name in (("specialises", "Transitive"), ("related", "Symmetric")):
        store.take([(node(f"mx:{kind}"), node("rdf:type"), node(f"owl:{name}Property"))])
    store.take([(node("mx:specialises"), node("rdf:type"), node("owl:ObjectProperty"))])
    store.take([(node("mx:specialises"), node("owl:inverseOf"), node("mx:generalises"))])
    before = set(store.ntriples().splitlines())
    store.entail(queries.rules())
    followed = {
        " ".join(term.value.rpartition("/")[2].rpartition("#")[2] for term in quad.triple)
        for quad in store.quads()
        if quad.graph_name == INFERRED
    }
    pairs = [("m0", "m1"), ("m1", "m2"), ("m0", "m2")]
    assert followed == {
        "m0 specialises m2",
        *(f"{other} generalises {one}" for one, other in pairs),
        *(f"{one} related {other}" for one, other in pairs),
        *(f"{other} related {one}" for one, other in pairs),
    }
    assert set(store.ntriples().splitlines()) == before


def test_a_step_up_the_hierarchy_that_follows_says_through_whom(either: Explorer) -> None:
    made = either.neighbourhood("bradley-terry-model", 2, ["specialises"])
    edges = {(edge.method, edge.other): edge for edge in made.edges}
    follows = edges["bradley-terry-model", "generalized-linear-model"]
    assert follows.inferred and follows.through == ("logistic-regression",)
    assert not edges["bradley-terry-model", "logistic-regression"].inferred
    # what is stated as its inverse does not follow
    assert ("poisson-regression", "generalized-linear-model") not in edges


def test_what_follows_is_told_apart_on_page_and_screen(client, run, either: Explorer) -> None:
    (up, other) = either.entailed("bradley-terry-model")
    assert {up.other.id, other.other.id} == {"generalized-linear-model", "multilayer-perceptron"}
    assert up.relation.label.value == "is a special case of" and up.note is None
    assert up.inferred and up.through == ("logistic-regression",)
    held = client.get("/en/method/bradley-terry-model.json").get_json()["relations"]
    assert {one["method"]["id"] for one in held if one["inferred"]} == {up.other.id, other.other.id}
    assert [one for one in held if not one["inferred"]]
    (down,) = either.entailed("generalized-linear-model", "vi")
    assert (down.other.id, down.relation.label.value) == ("bradley-terry-model", "có dạng riêng là")
    text = client.get("/en/method/bradley-terry-model").get_data(as_text=True)
    follows = text[text.index('id="follows"') :]
    assert "Generalized linear model" in follows and "/en/method/multilayer-perceptron" in follows
    assert 'id="follows"' not in client.get("/en/method/lasso").get_data(as_text=True)
    shown = run("show", "bradley-terry-model").stdout
    assert shown.count("Follows through logistic-regression.") == 2


def test_a_relation_stands_for_its_inverse_too(explorer: Explorer) -> None:
    made = explorer.neighbourhood("bagging", types=["extends"])
    assert {edge.relation.id for edge in made.edges} <= {"extends", "extendedBy"}
    links = explorer.links("bagging")
    near = {link.other.id for link in links if link.relation.id in {"extends", "extendedBy"}}
    assert {node.id for node in made.nodes} == {"bagging", *near}
    inverse = explorer.neighbourhood("bagging", types=["extendedBy"])
    assert (made.nodes, made.edges) == (inverse.nodes, inverse.edges)


def test_what_has_no_room_is_counted_and_the_explained_come_first(explorer: Explorer) -> None:
    whole = explorer.neighbourhood("linear-regression", limit=500)
    part = explorer.neighbourhood("linear-regression", limit=20)
    assert whole.cut == 0 and len(part.nodes) == 20 and part.cut == len(whole.nodes) - 20
    assert part == explorer.neighbourhood("linear-regression", limit=20)
    reasons = {link.other.id for link in explorer.links("linear-regression") if link.note}
    assert {node.id for node in part.nodes[1:]} <= reasons
    assert part.nodes[0].degree == len(whole.nodes) - 1
    assert part.nodes[0].more == part.cut


def test_both_backends_find_the_same_neighbourhoods(explorer: Explorer, remote: Explorer) -> None:
    for reach in (
        Reach(("random-forest",), 2, limit=60),
        Reach(("lasso", "bert"), opened=("transformer",), hidden=("dropout",)),
        Reach(("grounded-theory",), 3, ("extends", "usedWith"), limit=150),
    ):
        assert explorer.reached(reach, "vi") == remote.reached(reach, "vi")


def test_filters_keep_the_start_and_what_fits(explorer: Explorer) -> None:
    made = explorer.reached(
        Reach(("random-forest",), 2, families=("statistics",), since=1970, until=1999)
    )
    assert made.nodes[0].id == "random-forest" and len(made.nodes) > 2
    for node in made.nodes[1:]:
        assert node.family == "statistics" and 1970 <= (node.year or 0) <= 1999
    deep = explorer.reached(Reach(("bert",), fields=("natural-language-processing",)))
    assert len(deep.nodes) > 1 and explorer.reached(Reach(("bert",))).nodes != deep.nodes
    listed = explorer.listed(Selection({"field": ("natural-language-processing",)}))
    assert {node.id for node in deep.nodes} <= {entry.id for entry in listed}


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (Reach(("lasso",), 4), ChoiceError, "1 to 3 steps"),
        (Reach(("lasso",), types=("loves",)), ChoiceError, "no relation “loves”"),
        (Reach(("nope-nope",)), NotFound, "nope-nope"),
        (Reach(("lasso",), limit=0), ChoiceError, "has room for all"),
        (Reach(()), ChoiceError, "at least one method"),
    ],
)
def test_refuses_in_a_sentence(
    explorer: Explorer, asked: Reach, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        explorer.reached(asked)


def test_the_json_of_command_and_page_has_the_promised_form(client, run) -> None:
    printed = json.loads(run("near", "bagging", "--json").stdout)
    assert client.get("/en/graph/bagging.json").get_json() == printed
    assert set(printed) == {"focus", "nodes", "edges", "truncated"}
    assert (printed["focus"], printed["truncated"]) == ("bagging", False)
    assert set(printed["nodes"][0]) == {"id", "label", "family", "field", "year", "degree"}
    for edge in printed["edges"]:
        assert set(edge) - {"note"} == {"source", "target", "type", "label", "inferred"}
        assert edge["inferred"] is False
    cut = client.get("/en/graph/linear-regression.json?limit=30").get_json()
    assert cut["truncated"] is True and len(cut["nodes"]) == 30


# pydot calls its parser by old names
@pytest.mark.filterwarnings("ignore:.* deprecated:DeprecationWarning:pydot")
def test_other_programs_read_what_is_exported(explorer: Explorer, run) -> None:
    made = explorer.neighbourhood("bradley-terry-model", 2, ["specialises"])
    words = ("near", "bradley-terry-model", "--depth", "2", "--type", "specialises")
    edges = sorted((edge.method, edge.other, edge.relation.id) for edge in made.edges)

    graph = nx.parse_graphml(run(*words, "--graphml").stdout, force_multigraph=True)
    assert sorted((a, b, data["type"]) for a, b, data in graph.edges(data=True)) == edges
    assert {data["inferred"] for *_, data in graph.edges(data=True)} == {True, False}
    assert graph.nodes["bradley-terry-model"]["year"] == 1952

    (drawn,) = pydot.graph_from_dot_data(run(*words, "--dot").stdout)
    assert sorted(
        (edge.get_source().strip('"'), edge.get_destination().strip('"'))
        for edge in drawn.get_edges()
    ) == [(one, other) for one, other, _ in edges]

    lines = run(*words, "--mermaid").stdout.splitlines()
    assert lines[0] == "flowchart LR" and '  m0["Bradley–Terry model"]' in lines
    assert len(lines) == 1 + len(made.nodes) + len(made.edges)

    rows = list(csv.reader(io.StringIO(run(*words, "--csv").stdout)))
    assert rows[0] == [
        *("from", "relation", "to", "basis", "reason"),
        *("source", "type", "target"),
    ]
    assert sorted((row[5], row[7], row[6]) for row in rows[1:]) == edges
    assert {row[4] for row in rows if row[3] == "inferred"} == {"logistic-regression"}
    assert len(rows) == 1 + len(edges) and {row[3] for row in rows[1:]} == {"stated", "inferred"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["near", "Random forest", "--lang", "vi"], 0, "Rừng ngẫu nhiên"),
        (["near", "linear-regression", "--limit", "20"], 0, "had no room; raise --limit"),
        (["near", "lasso", "--type", "loves"], 2, "no relation “loves”"),
        (["near", "lasso", "--depth", "4"], 2, "depth"),
        (["near", "ridge"], 0, "Ridge regression"),
        (["near", "rigde"], 2, "ridge-regression"),
    ],
)
def test_the_command_takes_names_and_refuses_in_a_sentence(
    run, words: list[str], code: int, said: str
) -> None:
    ended = run(*words)
    assert ended.returncode == code and said in ended.stdout + ended.stderr


def test_every_relation_stands_under_both_its_methods(client, explorer: Explorer) -> None:
    made = explorer.neighbourhood("bagging")
    text = client.get("/en/graph/bagging").get_data(as_text=True)
    listing = text[text.index('<ul class="near"') :]
    for edge in made.edges:
        for one, other in ((edge.method, edge.other), (edge.other, edge.method)):
            item = listing[listing.index(f'id="m-{one}"') :].partition("\n</li>")[0]
            item = item.partition('<li id="m-')[0]
            assert f'<li data-id="{other}"' in item
    assert listing.count("data-stroke=") == len(made.edges)
    assert listing.count('href="#m-') == 2 * len(made.edges)
    for edge in made.edges:
        assert not edge.note or edge.note.value in text


def test_the_address_holds_what_is_shown(client) -> None:
    def shown(address: str) -> set[str]:
        found = client.get(f"/en/graph/{address}", follow_redirects=True)
        text = found.get_data(as_text=True)
        return {part.partition('"')[0] for part in text.split('<li id="m-')[1:]}

    first = shown("lasso")
    more = shown("lasso?open=elastic-net")
    assert first < more and "elastic-net" in first
    assert shown("lasso?open=elastic-net&close=elastic-net") == first
    assert shown("lasso?hide=elastic-net") == first - {"elastic-net"}
    assert shown("lasso?hide=elastic-net&show=elastic-net") == first
    assert first | {"bert"} <= shown("lasso?with=bert")
    assert "bert" not in shown("lasso?with=bert&hide=bert")
    assert shown("lasso?with=bert&hide=bert&show=bert") == shown("lasso?with=bert")
    assert shown("lasso?family=qualitative") == {"lasso"}


def test_an_address_that_says_too_much_leads_to_the_short_one(client) -> None:
    asked = "/en/graph/lasso?open=a&close=a&field=&since=&depth=1&limit=60&type=extends"
    assert client.get(asked).location == "/en/graph/lasso?type=extends"
    swapped = client.get("/en/graph/lasso?since=2000&until=1990").location
    assert swapped == "/en/graph/lasso?since=1990&until=2000"
    assert client.get("/en/graph/lasso?limit=60&limit=150").location.endswith("limit=150")
    assert client.get("/en/graph/lasso?type=extends&open=bert").status_code == 200
    assert client.get("/en/walk?method=lasso&method=bert").location == "/en/graph/lasso?with=bert"
    assert client.get("/en/walk?q=Random+forest").location == "/en/graph/random-forest"
    assert client.get("/en/walk?q=forest").location.startswith("/en/search?q=forest")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("depth=9", 400, "1 to 3 steps"),
        ("depth=0", 400, "1 to 3 steps"),
        ("type=loves", 400, "no relation “loves”"),
        ("since=x", 400, "from 0 to 9999, not “x”"),
        ("limit=151", 400, "at most 150 methods"),
        ("limit=0", 400, "has room for all"),
        ("limit=1&with=bert", 400, "has room for all"),
        ("with=nope-nope", 404, "no method “nope-nope”"),
        ("open=nope-nope", 404, "no method “nope-nope”"),
        ("family=nope", 404, "no family “nope”"),
        ("field=nope", 404, "no field “nope”"),
    ],
)
def test_an_address_that_asks_for_what_there_is_not_is_refused(
    client, query: str, status: int, said: str
) -> None:
    answer = client.get(f"/en/graph/lasso?{query}")
    assert answer.status_code == status and said in answer.get_data(as_text=True)
    told = client.get(f"/en/graph/lasso.graphml?{query}")
    assert (told.status_code, told.mimetype) == (status, "application/problem+json")


def test_filters_offer_all_that_can_be_chosen(client, explorer: Explorer) -> None:
    narrow = client.get("/en/graph/lasso?type=extends&family=statistics").get_data(as_text=True)
    assert narrow.count('name="type" id=') == 8
    assert narrow.count('name="family" id=') == len(explorer.shelf.within("family"))
    fields = narrow[narrow.index('<select name="field"') :]
    fields = fields[: fields.index("</select>")]
    assert fields.count("<option") == 1 + len(explorer.shelf.within("field"))


def test_the_page_offers_the_picture_to_other_programs(client) -> None:
    for form, start in (("svg", "<svg"), ("graphml", "<?xml"), ("dot", "digraph"), ("mmd", "flow")):
        answer = client.get(f"/vi/graph/lasso.{form}")
        assert answer.status_code == 200 and answer.get_data(as_text=True).lstrip().startswith(
            start
        )
    drawn = client.get("/en/graph/lasso.svg").get_data(as_text=True)
    around = client.get("/en/graph/lasso.json").get_json()
    assert drawn.count("data-id=") == len(around["nodes"])
    assert drawn.count("data-from=") == len(around["edges"])


def test_methods_lead_to_their_graph(client) -> None:
    for page in ("method/lasso", "compare?method=lasso&method=bert", "path?from=lasso&to=bert"):
        assert "/en/graph/lasso" in client.get(f"/en/{page}").get_data(as_text=True), page


def test_old_addresses_and_near_misses_are_led_on(queries: Queries) -> None:
    store = EmbeddedStore.of(config.Sources.below(config.share()).all)
    old, replaced = node("method:old-lasso"), ox.NamedNode(f"{PREFIXES['dcterms']}isReplacedBy")
    gone = ox.Literal("true", datatype=node("xsd:boolean"))
    store.take([(old, replaced, node("method:lasso")), (old, node("owl:deprecated"), gone)])
    client = create_app(Explorer(store, queries, {})).test_client()
    moved = client.get("/en/graph/old-lasso?open=bert")
    assert (moved.status_code, moved.location) == (301, "/en/graph/lasso?open=bert")
    mounted = {"SCRIPT_NAME": "/mx"}
    moved = client.get("/en/graph/bert?with=old-lasso&depth=2", environ_overrides=mounted)
    assert (moved.status_code, moved.location) == (301, "/mx/en/graph/bert?with=lasso&depth=2")
    missing = client.get("/en/graph/lasso?with=ridge-regresion")
    assert missing.status_code == 404
    assert "/en/graph/lasso?with=ridge-regression" in missing.get_data(as_text=True)


def test_pages_stand_on_a_graph_with_gaps(small: Explorer) -> None:
    client = create_app(small).test_client()
    nowhere = client.get("/en/path?from=ant&to=dog")
    assert nowhere.status_code == 200
    assert "No path leads from the one to the other." in nowhere.get_data(as_text=True)
    for address in ("/en/graph", "/en/graph/dog", "/en/graph/dog.svg", "/vi/graph/ant?depth=3"):
        assert client.get(address).status_code == 200, address


def test_what_follows_by_the_rules_is_what_walks_infer(
    explorer: Explorer, queries: Queries
) -> None:
    store = EmbeddedStore.of(config.Sources.below(config.share()).all)
    store.entail(queries.rules())
    specialises = node("mx:specialises")
    stated = {
        (edge.subject, edge.object)
        for beside in explorer.adjacency.neighbours.values()
        for edges in beside.values()
        for edge in edges
        if edge.type.endswith(("specialises", "generalises"))
    }
    followed = {
        tuple(term.value.rpartition("/")[2] for term in (quad.subject, quad.object))
        for quad in store.quads()
        if quad.graph_name == INFERRED and quad.predicate == specialises
    }
    inferred = {
        (entry.id, link.other.id)
        for entry in explorer.entries
        for link in explorer.entailed(entry.id)
        if link.relation.forward
    }
    # what is stated as its inverse follows by a rule, and is nothing new
    assert inferred == {
        (one, other)
        for one, other in followed
        if (one, other) not in stated and (other, one) not in stated
    }
    assert inferred


def test_a_store_works_out_what_follows_when_it_is_asked(queries: Queries) -> None:
    store = stored([("m0", "specialises", "m1", False), ("m1", "specialises", "m2", False)])
    store.take([(node("mx:specialises"), node("rdf:type"), node("owl:TransitiveProperty"))])
    store.follow(queries.rules())
    asked = queries["graph_inferred"]
    assert store.select(queries["relation_list"].bind())
    assert [str(triple) for triple in store.construct(asked.bind())] == [
        f"{node('method:m0')} {node('mx:specialises')} {node('method:m2')}"
    ]
