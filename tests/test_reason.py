"""What contradicts the ontology is planted once each, and must be found and named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from explorer import Explorer, config, reason, validate
from explorer.errors import StoreError
from explorer.model import Problem
from explorer.query import Queries
from explorer.store import EmbeddedStore
from explorer.vocab import METHODS, MX, PREFIXES
from reference import SMALL

PREFIX = "".join(f"@prefix {name}: <{start}> .\n" for name, start in PREFIXES.items())


def planted(turtle: str) -> EmbeddedStore:
    """Return the small graph with more triples, without the largest vocabularies."""
    sources = config.Sources.below(SMALL).all
    store = EmbeddedStore.of(
        path for path in sources if path.name not in ("fields.ttl", "kinds.ttl")
    )
    quads = ox.parse(PREFIX + turtle, ox.RdfFormat.TURTLE)
    store.take((quad.subject, quad.predicate, quad.object) for quad in quads)
    return store


def reasoned(store: EmbeddedStore) -> list[Problem]:
    return reason.check(quad.triple for quad in store.quads())


def test_the_shipped_graph_contradicts_nothing(run) -> None:
    ended = run("check", "--reason")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("0 problems")


CONTRADICTIONS = {
    "a method that is a person": (
        "method:ant a schema:Person .",
        "method:ant is a mx:Method and a schema:Person",
        {"method:ant a schema:Person", "method:ant a mx:Method"},
    ),
    "a second family": (
        "method:bee mx:family family:statistics .",
        "method:bee mx:family: does not hold to sh:maxCount",
        {"method:bee mx:family family:decision", "method:bee mx:family family:statistics"},
    ),
    "an originator that is a work": (
        "method:cow mx:originator paper:two .",
        "method:cow mx:originator: does not hold to sh:node (it has paper:two)",
        {"paper:two a fabio:Book", "method:cow mx:originator paper:two"},
    ),
    "a relation to a person": (
        "method:cow mx:extends person:amy .",
        "method:cow is related to person:amy, and one of the two is no method",
        {"person:amy a schema:Person", "method:cow mx:extends person:amy"},
    ),
    "methods that extend each other": (
        "method:bee mx:extends method:ant .",
        "method:ant is related to method:bee more than once",
        {"method:ant mx:extends method:bee", "method:bee mx:extends method:ant"},
    ),
}


@pytest.mark.parametrize(
    ("turtle", "rule", "statements"), CONTRADICTIONS.values(), ids=CONTRADICTIONS
)
def test_finds_the_statements_that_contradict(
    queries: Queries, turtle: str, rule: str, statements: set[str]
) -> None:
    store = planted(turtle)
    found = validate.faults(store, queries, ())
    assert [fault for fault in found if f"{fault.where} {fault.message}".startswith(rule)]
    (problem,) = reasoned(store)
    assert problem.where in turtle
    said = problem.message.removeprefix("contradicts the ontology: ").partition(" cannot ")[0]
    assert set(said.split(" and ")) == statements


def test_a_circle_is_found_by_its_rule_and_is_no_contradiction(queries: Queries) -> None:
    store = planted("method:ant mx:specialises method:cow . method:cow mx:specialises method:ant .")
    found = validate.faults(store, queries, ())
    circle = {fault.where for fault in found if "stands above itself" in fault.message}
    assert circle == {"method:ant", "method:cow"}
    assert reasoned(store) == []


def test_finds_a_class_that_can_have_no_member() -> None:
    (problem,) = reasoned(
        planted("mx:Robot a owl:Class ; rdfs:subClassOf mx:Method, schema:Person .")
    )
    assert problem.where == "mx:Robot" and "no member" in problem.message


def test_says_when_the_ontology_contradicts_itself_or_is_beyond_the_reasoner() -> None:
    (problem,) = reasoned(planted("owl:Thing rdfs:subClassOf owl:Nothing ."))
    assert problem.where == "ontology/core.ttl"
    with pytest.raises(StoreError, match=r"HermiT cannot reason .*specialises"):
        reasoned(planted("mx:specialises a owl:IrreflexiveProperty ."))


def test_the_command_ends_with_every_contradiction(run, tmp_path: Path) -> None:
    text = (SMALL / "methods.ttl").read_text("utf-8")
    more = "method:dog mx:usedWith method:dog .\nmethod:ant a schema:Person .\n"
    (tmp_path / "methods.ttl").write_text(f"{text}\n{more}", "utf-8")
    ended = run("check", "--reason", str(tmp_path))
    said = " ".join((ended.stdout + ended.stderr).split())
    assert ended.returncode == 1
    assert "method:dog mx:usedWith method:dog cannot hold" in said
    assert "method:ant a schema:Person and method:ant a mx:Method cannot all hold" in said


def test_says_what_to_install_where_java_is_missing(
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = run("check", str(SMALL), "--reason")
    assert ended.returncode == 1 and "lacks skos:prefLabel in vi" in ended.stdout
    assert "Reasoning needs Java" in ended.stderr and "default-jre-headless" in ended.stderr


@pytest.fixture(scope="module")
def onto(small: Explorer):
    return small.ontology()


def test_methods_are_python_objects(onto) -> None:
    method = onto.get_namespace(METHODS)
    assert set(onto.Method.instances()) == {method.ant, method.bee, method.cow, method.dog}
    assert onto.world[f"{METHODS}ant"] is method.ant and isinstance(method.ant, onto.Method)
    assert method.ant.extends == [method.bee] and method.bee.extendedBy == [method.ant]
    assert method.bee.usedWith == [method.cow] and method.cow.usedWith == [method.bee]
    assert method.bee in method.ant.INDIRECT_related
    assert (method.ant.introduced, method.ant.established) == (1990, 1996)
    assert method.ant.label.vi == ["Kiến"] and method.ant.prefLabel.en == ["Ant"]
    assert method.ant.family.label.ja and method.ant.originNote.en == ["Zed had the idea."]
    assert onto.Method.label.vi == ["phương pháp"]


def test_works_people_and_statements_are_too(onto) -> None:
    ant = onto.world[f"{METHODS}ant"]
    (work,) = ant.seminalWork
    assert (work.title, work.issued, work.label) == (["How ants do it"], [1990], ["How ants do it"])
    assert sorted(person.label[0] for person in ant.originator) == ["Amy Young", "Zed Old"]
    (statement,) = onto.search(subject=ant)
    assert statement.predicate == [onto.extends] and statement.note.en == ["It walks."]


def test_what_is_searched_is_found(onto) -> None:
    method = onto.get_namespace(METHODS)
    assert onto.search(type=onto.Method, extends=method.bee) == [method.ant]
    assert onto.search_one(iri="*method/cow") is method.cow
    assert onto.search(established=1996) == [method.ant]


def test_two_worlds_know_nothing_of_each_other(small: Explorer) -> None:
    one, other = small.ontology(), small.ontology()
    method = one.get_namespace(METHODS)
    method.ant.extends = []
    one.Method("eel", namespace=method)
    assert other.world[f"{METHODS}ant"].extends and not other.world[f"{METHODS}eel"]
    assert len(one.Method.instances()) == len(other.Method.instances()) + 1
    assert len(small.ontology().Method.instances()) == 4


def test_an_endpoint_gives_the_same_ontology(small: Explorer, serve_graph) -> None:
    there = Explorer.open(serve_graph(small.store)).ontology()
    assert there.world[f"{METHODS}ant"].introduced == 1990
    assert len(there.Method.instances()) == 4 and there.base_iri == MX


def test_whoever_does_not_reason_does_not_load_the_library() -> None:
    code = (
        "import sys, explorer; from explorer.web import create_app;"
        "create_app(explorer.Explorer.open()).test_client().get('/en/');"
        "sys.exit('owlready2' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ)
