"""Candidates are found in data sets elsewhere, judged by a person, and entered whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from pyoxigraph import NamedNode

from explorer import client, config, links
from explorer.client import Client
from explorer.core import Explorer
from explorer.errors import ChoiceError, DataError, NotFound, StoreError, StoreUnavailable
from explorer.links import find, review
from explorer.links.score import alike, ranked, same_author, same_name, score
from explorer.links.sheet import lines
from explorer.model import Candidate, Described
from explorer.query import Queries
from explorer.store import EmbeddedStore
from explorer.vocab import METHODS
from loopback import Recorded, answering, free_port, serving
from reference import ROOT

LINKED = ROOT / "tests" / "linked"
DAY = "2026-11-27"
FORESTS, TREES = "Q9000010", "Q9000011"
SPARQL = ("wikidata", "scholarly", "dblp")


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less between two tries."""
    monkeypatch.setattr(client, "PAUSE", 0.01)


@pytest.fixture(scope="module")
def services(serve_graph: Callable[[EmbeddedStore], str]) -> Iterator[find.Services]:
    """Graphs of the shape of Wikidata and DBLP on a SPARQL server, and recorded REST answers."""
    endpoint = serve_graph(EmbeddedStore.of([LINKED / "wikidata.ttl", LINKED / "dblp.ttl"]))
    recorded = json.loads((LINKED / "answers.json").read_text("utf-8"))

    class Handler(Recorded):
        def do_GET(self) -> None:
            said = next(
                (recorded[start] for start in recorded if self.path.startswith(start)), None
            )
            data = json.dumps(said).encode()
            self.send_response(404 if said is None else 200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with serving(Handler) as address:
        rest = {name: f"{address}{name}" for name in find.ADDRESSES if name not in SPARQL}
        yield find.Services(rest | dict.fromkeys(SPARQL, endpoint))


@pytest.fixture(scope="module")
def here(queries: Queries) -> find.Here:
    store = EmbeddedStore.of([*config.Sources.below(ROOT).ontology, LINKED / "methods.ttl"])
    return Explorer(store, queries, {}).linkable


@pytest.fixture
def found(
    services: find.Services, here: find.Here, queries: Queries, tmp_path: Path
) -> Callable[..., dict[tuple[str, str], Candidate]]:
    """Ask a target; return its candidates by the slug here and the identifier there."""

    def ask(
        target: str, here: find.Here = here, **options: object
    ) -> dict[tuple[str, str], Candidate]:
        with Client(tmp_path / "cache", pace=0) as made:
            asking = find.Asking(made, queries, services)
            steps = find.steps(target, here, **options)
            every = [one for step in steps for one in step.found(asking, here, DAY)]
        return {(ends(one)): one for one in every}

    return ask


def ends(one: Candidate) -> tuple[str, str]:
    subject, there = one.match.subject.value, one.match.object.value
    return subject.rpartition("/")[2], re.sub(r"^https?://[^/]*/(entity/)?", "", there)


def thing(name: str, number: int = 1, **more: object) -> Described:
    return Described(NamedNode(f"http://e/{number}"), (name,), **more)


def test_methods_are_found_by_name_and_told_from_their_homonyms(found) -> None:
    held = found("wikidata", kinds=["method"])
    assert set(held) == {
        ("random-forest", "Q245748"),
        ("lasso", "Q9000002"),
        ("lasso", "Q9000003"),
    }
    forest, rope = held["random-forest", "Q245748"], held["lasso", "Q9000002"]
    assert forest.match.confidence > 0.9 and forest.match.predicate.value.endswith("#exactMatch")
    assert forest.match.label == "random forest" and "decision trees" in forest.text
    assert {"same year 2001", "same first author Leo Breiman"} <= set(forest.reasons)
    assert rope.match.confidence < 0.5 and "as good as Q9000003" in rope.reasons


def test_works_are_found_by_doi_and_by_title(found) -> None:
    held = found("wikidata", kinds=["work"])
    assert set(held) == {("forests", FORESTS), ("trees", TREES)}
    forests, trees = held["forests", FORESTS], held["trees", TREES]
    assert forests.match.confidence == 1 and forests.reasons[0] == "same DOI"
    assert 0.9 < trees.match.confidence < 1 and "same first author L. Breiman" in trees.reasons
    assert forests.match.predicate.value.endswith("#sameAs")


def test_persons_are_found_through_their_works(found) -> None:
    held = found("wikidata", kinds=["person"])
    assert set(held) == {("leo-breiman", "Q9000020")}
    assert any("10.1023/a:1010933404324" in one.casefold() for one in held.popitem()[1].reasons)


def test_dblp_has_works_and_their_authors(found) -> None:
    held = found("dblp")
    assert set(held) == {
        ("forests", "rec/journals/ml/Breiman01"),
        ("leo-breiman", "pid/99/9999"),
    }
    person = held["leo-breiman", "pid/99/9999"]
    assert person.match.label == "Leo Breiman"
    assert "with the ORCID 0000-0001-5109-3700" in person.reasons


def test_openalex_has_works_by_doi_or_title_and_their_authors(found) -> None:
    held = found("openalex")
    assert held["forests", "W9000001"].match.confidence == 1
    assert held["walks", "W9000002"].match.confidence == 1
    assert held["trees", "W9000003"].match.confidence > 0.9 and ("trees", "W9000004") not in held
    assert (
        held["leo-breiman", "A9000001"].match.confidence
        > held["ann-other", "A9000002"].match.confidence
    )


def test_crossref_proposes_dois_for_works_without(found) -> None:
    held = found("crossref")
    assert set(held) == {("trees", "10.1201/9781315139470")}


def test_an_orcid_is_held_against_its_record(found, here, services, queries, tmp_path) -> None:
    held = found("orcid")
    assert set(held) == {("ann-other", "0000-0002-1825-0097")}
    assert "its record has 10.1000/walk" in held.popitem()[1].reasons
    away = find.Services({**services.addresses, "orcid": f"{services.addresses['orcid']}/none"})
    with Client(None, pace=0) as made:
        asking = find.Asking(made, queries, away)
        (one,) = find.find("orcid", here, asking, DAY)
    assert one.match.confidence < 0.5 and "ORCID has no such record" in one.reasons


def test_opencitations_has_works(found) -> None:
    held = found("opencitations")
    assert set(held) == {("forests", "oc/meta/br/06900001")}
    assert links.of(held.popitem()[1].match.object).name == "OpenCitations"


def test_what_is_linked_or_rejected_is_not_proposed_again(found, here) -> None:
    matches = {
        one.match.subject: (one.match,) for one in found("openalex", kinds=["work"]).values()
    }
    linked = find.Here(here.things, here.called, here.wrote, here.orcids, matches)
    assert not find.steps("openalex", linked, ["work"])
    assert find.steps("openalex", linked, ["work"], again=True)
    assert find.steps("openalex", linked, only=["forests"])
    wrong = NamedNode("http://www.wikidata.org/entity/Q9000002")
    rejected = frozenset({(NamedNode(f"{METHODS}lasso"), wrong)})
    judged = find.Here(here.things, here.called, here.wrote, here.orcids, {}, rejected)
    held = found("wikidata", judged, kinds=["method"])
    assert ("lasso", "Q9000003") in held and ("lasso", "Q9000002") not in held
    with pytest.raises(NotFound, match="nothing called “nothing”"):
        find.steps("openalex", here, only=["nothing"])
    with pytest.raises(ChoiceError, match="crossref finds no person; it finds work"):
        find.steps("crossref", here, ["person"])


SCHEMAS = {
    "openalex": {"results": [{"id": 3}]},
    "crossref": {"message": []},
    "opencitations": {"error": "no"},
    "orcid": {"results": "none", "message": {"items": 1}},
}
FAULTS = {
    "429": ((429, {"Retry-After": "999"}, ""), StoreUnavailable),
    "503": ((503, {"Retry-After": "0"}, ""), StoreUnavailable),
    "html": ((200, {"Content-Type": "text/html"}, "<html>busy</html>"), StoreError),
    "cut off": ((200, {"Content-Length": "9999"}, '{"results":'), StoreUnavailable),
    "drips": ((200, {}, [b" "] * 60), StoreUnavailable),
    "circle": ((302, {"Location": "/"}, ""), StoreError),
}


@pytest.mark.parametrize("target", find.SOURCES)
@pytest.mark.parametrize("fault", [*FAULTS, "schema"])
def test_a_failure_is_one_sentence_whatever_the_target(here, queries, target, fault) -> None:
    schema = SCHEMAS.get(target, {"head": {"vars": ["x"]}, "results": {"bindings": []}})
    body = (200, {"Content-Type": "application/sparql-results+json"}, schema)
    answer, kind = FAULTS.get(fault, (body, StoreError))
    with answering(answer) as (address, _), Client(None, pace=0, deadline=0.5) as made:
        services = find.Services(dict.fromkeys(find.ADDRESSES, address.rstrip("/")))
        asking = find.Asking(made, queries, services, deadline=0.5)
        with pytest.raises(kind) as caught:
            list(find.find(target, here, asking, DAY))
    said = str(caught.value)
    assert address.split("/")[2] in said and "\n" not in said and said.endswith((".", "?"))


def test_the_address_of_a_service_can_be_set() -> None:
    told = {"EXPLORER_WIKIDATA": "http://copy/sparql", "EXPLORER_OPENALEX_KEY": "k"}
    made = find.Services.read(told, "dblp", "http://here/dblp/")
    assert made.addresses["wikidata"] == made.addresses["scholarly"] == "http://copy/sparql"
    assert made.addresses["dblp"] == "http://here/dblp" and made.key == "k"
    assert made.addresses["crossref"] == find.ADDRESSES["crossref"]
    with pytest.raises(ChoiceError, match="give one with http"):
        find.Services.read({"EXPLORER_ORCID": "pub.orcid.org"})


def test_the_key_of_openalex_is_sent_and_not_shown(here, queries) -> None:
    with answering((403, {}, "")) as (address, asked), Client(None, pace=0) as made:
        services = find.Services(dict.fromkeys(find.ADDRESSES, address), "SECRET")
        asking = find.Asking(made, queries, services)
        with pytest.raises(StoreError) as caught:
            list(find.find("openalex", here, asking, DAY))
    assert "api_key=SECRET" in asked[0] and "SECRET" not in str(caught.value)


@pytest.mark.parametrize(
    ("ours", "theirs", "least", "most"),
    [
        (thing("A", doi="10.1/x"), thing("Quite another", doi="10.1/X"), 1, 1),
        (thing("Random forests"), thing("Random Forests"), 0.6, 0.6),
        (thing("PCA"), thing("PCA"), 0.1, 0.4),
        (thing("Bagging", year="1996"), thing("Bagging", year="1950"), 0.1, 0.45),
        (thing("Bagging", authors=("A. One",)), thing("Bagging", authors=("B. Two",)), 0.1, 0.4),
        (thing("A way out", doi="10.1/x"), thing("A way out", doi="10.1/y"), 0.1, 0.4),
        (thing("Part I of all"), thing("Part II of all"), 0, 0),
        (thing("Regression"), thing("Random forests"), 0, 0),
        (
            thing("Random forests", year="2001", authors=("Leo Breiman",)),
            thing("Random forests.", year="2001", authors=("Breiman, L.",)),
            0.94,
            0.97,
        ),
    ],
)
def test_a_score_weighs_what_agrees_and_what_does_not(ours, theirs, least, most) -> None:
    worth, reasons = score(ours, theirs)
    assert least <= worth <= most and reasons


def test_names_are_compared_as_people_write_them() -> None:
    assert alike("Hồi quy <i>tuyến tính</i>", "hoi quy tuyen tinh") == 1
    assert alike("Generalised additive models", "Generalized additive models") > 0.9
    assert same_name("Nguyễn Văn An", "An Nguyễn Văn") == 1
    assert same_name("Robert E. Schapire", "Robert Schapire") > 0
    assert not same_name("Robert Schapire", "Rita Schapire") and not same_name("Schapire", "R. S.")
    assert same_author("Efron", "Bradley Efron") and not same_author("Efron", "Trevor Hastie")


def test_homonyms_lower_each_other_but_a_doi_stands() -> None:
    alone = ranked(thing("Lasso"), [thing("lasso", 2)])[0][1]
    pair = ranked(thing("Lasso"), [thing("lasso", 2), thing("Lasso", 3)])
    assert all(worth < alone for _, worth, _ in pair) and "as good as 3" in pair[0][2]
    twins = [thing("A", number, doi="10.1/x") for number in (2, 3)]
    assert [worth for _, worth, _ in ranked(thing("A", doi="10.1/x"), twins)] == [1, 1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    shutil.copy(LINKED / "methods.ttl", tmp_path / "data" / "methods.ttl")
    return tmp_path


@pytest.fixture
def link(run, folder: Path, services: find.Services, monkeypatch) -> Callable:
    """Run the command in a folder with a small graph, with the servers on loopback."""
    for name, address in services.addresses.items():
        monkeypatch.setenv(f"EXPLORER_{name.upper()}", address)
    return lambda *words: run(
        "link", *words, *(() if "--accept" in words else ("--cache", "kept", "--pace", "0"))
    )


def table(path: Path) -> list[dict[str, str]]:
    rows = [row for row in path.read_text("utf-8").splitlines() if not row.startswith("#")]
    return list(csv.DictReader(rows, delimiter="\t"))


def decide(path: Path, decisions: dict[str, str]) -> None:
    """Write decisions into a review file, by the identifier there."""
    head = [row for row in path.read_text("utf-8").splitlines() if row.startswith("#")]
    rows = table(path)
    for row in rows:
        row["decision"] = decisions.get(row["object_id"], row["decision"])
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text("\n".join(head) + "\n" + text.getvalue(), "utf-8")


def held(folder: Path) -> str:
    path = folder / "data" / "links.ttl"
    return path.read_text("utf-8") if path.exists() else ""


def test_a_person_judges_and_the_graph_keeps_what_was_decided(link, run, folder: Path) -> None:
    ended = link("wikidata")
    assert ended.returncode == 0, ended.stderr
    assert "6 candidates for 5 of 8 things are in links-wikidata.tsv" in ended.stdout
    path = folder / "links-wikidata.tsv"
    rows = table(path)
    assert rows[0]["confidence"] == "1"
    lassos = [row["candidates"] for row in rows if row["subject_id"] == "method:lasso"]
    assert lassos == ["1 of 2", "2 of 2"]
    lines = path.read_text("utf-8").splitlines()
    head = yaml.safe_load("\n".join(row[1:] for row in lines if row.startswith("#")))
    assert head["curie_map"]["wd"] and "accept" in head["comment"]

    decide(path, {"wd:Q245748": "accept", "wd:Q9000002": "reject", f"wd:{FORESTS}": "Accept"})
    assert "--reviewer" in link("--accept", path.name).stderr
    ended = link("--accept", path.name, "--reviewer", "Ada Example")
    assert ended.stdout == "2 new, 0 updated, 0 unchanged, 1 rejected, 3 not decided.\n"
    text = held(folder)
    assert "skos:exactMatch wd:Q245748" in text and 'sssom:reviewer_label "Ada Example"' in text
    assert "NegatedPredicate" in text and "method:lasso\n" not in text
    assert run("format", "--check").returncode == 0
    ended = link("--accept", path.name, "--reviewer", "Ada Example")
    assert ended.stdout.startswith("0 new, 0 updated, 3 unchanged, 0 rejected")
    assert held(folder) == text

    ended = link("wikidata", "--to", "next.tsv")
    left = {row["object_id"] for row in table(folder / "next.tsv")}
    assert left == {"wd:Q9000003", f"wd:{TREES}", "wd:Q9000020"}


def test_what_was_rejected_can_be_accepted_later_and_the_other_way_round(link, folder) -> None:
    link("wikidata", "--kind", "method")
    path = folder / "links-wikidata.tsv"
    for decision, shown in (("accept", True), ("reject", False), ("accept", True)):
        decide(path, {"wd:Q9000002": decision})
        assert link("--accept", path.name, "--reviewer", "A").returncode == 0
        assert ("skos:exactMatch wd:Q9000002" in held(folder)) is shown


def test_a_later_run_keeps_what_was_decided(link, folder: Path) -> None:
    link("wikidata", "--kind", "work")
    path = folder / "links-wikidata.tsv"
    decide(path, {f"wd:{TREES}": "reject"})
    link("wikidata")
    rows = {row["object_id"]: row["decision"] for row in table(path)}
    assert rows[f"wd:{TREES}"] == "reject" and "wd:Q245748" in rows


def test_a_review_file_is_no_place_for_formulas(link, folder: Path) -> None:
    (folder / "data" / "links.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<https://w3id.org/method-explorer/person/ann-other> owl:sameAs "
        "<https://orcid.org/0000-0002-1825-0097> .\n"
    )
    assert link("wikidata", "--only", "ann-other").returncode == 0
    (row,) = table(folder / "links-wikidata.tsv")
    assert row["description"] == "'=HYPERLINK(1)" and "same ORCID" in row["reasons"]
    (read,), _ = review.read(folder / "links-wikidata.tsv", DAY)
    assert read.candidate.text == "=HYPERLINK(1)"


def test_a_stopped_run_keeps_what_it_found_and_goes_on(link, folder, monkeypatch) -> None:
    asked: list[str] = []
    found = find.Step.found

    def stops(step: find.Step, *given: object) -> list[Candidate]:
        asked.append(step.kind)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return found(step, *given)

    monkeypatch.setattr(find.Step, "found", stops)
    ended = link("openalex")
    assert ended.returncode == 1 and "Stopped.\nWhat was found is kept" in ended.stderr
    assert {row["subject_id"][:5] for row in table(folder / "links-openalex.tsv")} == {"paper"}
    monkeypatch.setattr(find.Step, "found", found)
    monkeypatch.setenv("EXPLORER_OPENALEX", f"http://127.0.0.1:{free_port()}")
    ended = link("openalex")
    assert ended.returncode == 1 and "Connection refused" in ended.stderr
    assert len(ended.stderr.splitlines()) == 2
    assert len(table(folder / "links-openalex.tsv")) == 3


SHEET = """object_id{m}subject_id{m}predicate_id{m}mapping_date{m}confidence{m}object_label
wikidata:Q245748{m}method:random-forest{m}skos:exactMatch{m}27/11/2026{m}"0,9"{m}"a ""forest"", random"
https://www.wikidata.org/wiki/Q9000002{m}method:lasso{m}skos:closeMatch{m}{m}{m}
{m}{m}{m}{m}{m}
"""
HEAD = '"#curie_map:"{m}{m}\n"#  wikidata: http://www.wikidata.org/entity/"{m}{m}\n'


@pytest.mark.parametrize("mark", ["\t", ";", ","])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_that_went_through_a_spreadsheet_is_read(link, folder, mark, code) -> None:
    text = (HEAD + SHEET).format(m=mark).replace("\n", "\r\n")
    (folder / "own.tsv").write_bytes(text.encode(code))
    ended = link("--accept", "own.tsv", "--reviewer", "Ada")
    assert ended.stdout.startswith("2 new,"), ended.stderr
    text = held(folder)
    assert 'sssom:object_label "a \\"forest\\", random"' in text and '"0.9"^^xsd:decimal' in text
    assert "skos:closeMatch wd:Q9000002" in text and "27/11" not in text
    assert "https://www.wikidata.org/wiki/Q245748" in text


ROW = "method:lasso\tskos:exactMatch\twd:Q9000002\taccept\t0.9\n"
WRONG = {
    "no name": (ROW.replace("wd:Q9000002", "lasso"), "“lasso” is no name with a prefix"),
    "malformed": (ROW.replace("Q9000002", "9000002"), "no identifier of Wikidata"),
    "unknown": (ROW.replace("wd:Q9000002", "https://x.org/1"), "of no data set known here"),
    "doi": (ROW.replace("wd:Q9000002", "https://doi.org/10.1/x"), "belongs to the work itself"),
    "predicate": (ROW.replace("skos:exactMatch", "owl:sameAs"), "linked by owl:sameAs as a method"),
    "subject": (ROW.replace("lasso", "lasoo"), "method:lasoo, which the graph does not have"),
    "decision": (ROW.replace("accept", "perhaps"), "line 2 has the decision “perhaps”"),
    "confidence": (ROW.replace("0.9", "high"), "line 2 has the confidence “high”"),
    "twice": (ROW + ROW.replace("Q9000002", "Q9000003"), "the same as both"),
    "shared": (ROW + ROW.replace("lasso", "random-forest"), "the same as wd:Q9000002"),
    "both ways": (ROW + ROW.replace("accept", "reject"), "judged in two ways"),
    "more cells": (ROW.replace("\n", "\tmore\n"), "more cells than there are columns"),
    "nothing": (ROW.replace("accept", ""), "decides nothing"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_entered(link, folder: Path, name: str) -> None:
    rows, said = WRONG[name]
    fine = "method:random-forest\tskos:exactMatch\twd:Q245748\taccept\t0.9\n"
    fine = "" if name in ("nothing", "shared") else fine
    head = "subject_id\tpredicate_id\tobject_id\tdecision\tconfidence\n"
    (folder / "own.tsv").write_text(head + rows + fine, "utf-8")
    ended = link("--accept", "own.tsv", "--reviewer", "Ada")
    assert ended.returncode in (1, 2)
    assert said in " ".join((ended.stdout + ended.stderr).split())
    assert not held(folder)


def test_other_files_are_refused(link, folder: Path) -> None:
    with pytest.raises(DataError, match="has no column subject_id"):
        lines(b"name\tage\nx\t1\n", "f")
    with pytest.raises(DataError, match="is not in UTF-8"):
        lines("subject_id\tTh\u00e9".encode("latin-1"), "f")
    (folder / "own.tsv").write_text("name\nx\n")
    for words in (["--accept", "own.tsv", "--reviewer", "A"], ["--accept", "gone.tsv"]):
        ended = link(*words)
        assert ended.returncode == 1 and len(ended.stderr.splitlines()) == 1
    assert link().returncode == 2 and link("wikidata", "--accept", "own.tsv").returncode == 2
    (folder / "links-wikidata.tsv").write_text("name\nx\n")
    assert "has no column" in link("wikidata").stderr


def test_the_links_of_a_method_follow_it(run, part: Path, tmp_path: Path) -> None:
    shutil.copytree(part, tmp_path / "data")
    rows = "subject_id\tpredicate_id\tobject_id\tdecision\n"
    rows += "method:focus-group\tskos:exactMatch\twd:Q9000002\taccept\n"
    rows += "method:focus-group\tskos:exactMatch\twd:Q9000003\treject\n"
    (tmp_path / "own.tsv").write_text(rows)
    assert run("link", "--accept", "own.tsv", "--reviewer", "A").returncode == 0
    assert run("rename", "focus-group", "group-talk").returncode == 0
    text = held(tmp_path)
    assert "method:group-talk\n    skos:exactMatch wd:Q9000002 ." in text
    assert "focus-group" not in text and text.count("owl:annotatedSource method:group-talk") == 2
    assert run("withdraw", "group-talk", "--because", "A test.").returncode == 0
    assert "Q9000002" not in held(tmp_path)


def test_check_tells_of_identifiers_that_no_data_set_has(run, folder: Path) -> None:
    rows = "subject_id\tpredicate_id\tobject_id\nmethod:lasso\tskos:exactMatch\twd:Q9000002\n"
    (folder / "own.tsv").write_text(rows)
    assert run("link", "--accept", "own.tsv", "--reviewer", "A").returncode == 0
    path = folder / "data" / "links.ttl"
    path.write_text(path.read_text("utf-8").replace("wd:Q9000002", "wd:P31"), "utf-8")
    said = " ".join(run("check").stdout.split())
    assert "leads to http://www.wikidata.org/entity/P31, which is no identifier of Wikidata" in said
    assert "in data/links.ttl, or take it out." in said
