"""Candidates are found in data sets elsewhere, judged by a person, and entered whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from pyoxigraph import NamedNode

from explorer import client, config, links, turtle
from explorer.client import Client
from explorer.core import Explorer
from explorer.errors import ChoiceError, DataError, NotFound, StoreError, StoreUnavailable
from explorer.links import find, review
from explorer.links.score import alike, ranked, same_author, same_name, score
from explorer.links.sheet import lines
from explorer.model import Candidate, Described, Match
from explorer.query import Queries
from explorer.services import ADDRESSES, Asking, Services
from explorer.store import EmbeddedStore
from explorer.vocab import BASE, LINKS, METHODS, PREFIXES
from loopback import Recorded, answering, free_port, serving
from reference import ROOT

LINKED = ROOT / "tests" / "linked"
DAY = "2026-11-27"
FORESTS, TREES = "Q9000010", "Q9000011"
SPARQL = ("wikidata", "scholarly", "dblp")
WD, ORCID, DBLP = (PREFIXES[name] for name in ("wd", "orcid", "dblp"))


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less between two tries."""
    monkeypatch.setattr(client, "PAUSE", 0.01)


@pytest.fixture(scope="module")
def services(serve_graph: Callable[[EmbeddedStore], str]) -> Iterator[Services]:
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
        rest = {name: f"{address}{name}" for name in ADDRESSES if name not in SPARQL}
        yield Services(rest | dict.fromkeys(SPARQL, endpoint))


@pytest.fixture(scope="module")
def here(queries: Queries) -> find.Here:
    store = EmbeddedStore.of([*config.Sources.below(ROOT).ontology, LINKED / "methods.ttl"])
    return Explorer(store, queries, {}).linkable


@pytest.fixture
def found(
    services: Services, here: find.Here, queries: Queries, tmp_path: Path
) -> Callable[..., dict[tuple[str, str], Candidate]]:
    """Ask a target; return its candidates by the slug here and the identifier there."""

    def ask(
        target: str, here: find.Here = here, **options: object
    ) -> dict[tuple[str, str], Candidate]:
        with Client(tmp_path / "cache", pace=0) as made:
            asking = Asking(made, queries, services)
            steps = find.steps(target, here, **options)
            every = [one for step in steps for one in step.found(asking, here, DAY)]
        return {(ends(one)): one for one in every}

    return ask


def linked(here: str, there: str, **more: object) -> Match:
    """A link from a method, work or person, such as method/lasso, which someone has reviewed."""
    same = "skos:exactMatch" if here.startswith("method/") else "owl:sameAs"
    told = {"confidence": 0.9, "date": DAY, "reviewer": "B", "sources": ("https://s.org/1",)}
    way = NamedNode(f"{PREFIXES['semapv']}LexicalMatching")
    ends = (NamedNode(f"{BASE}{here}"), links.sssom.expanded(same), NamedNode(there))
    return Match(*ends, "a label", way, **told | more)


def all_found(target: str, here: find.Here, asking: Asking) -> list[Candidate]:
    """Ask about all that a target has no link to, until it fails."""
    steps = find.steps(target, here)
    return [one for step in steps for one in step.found(asking, here, DAY)]


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
    away = Services({**services.addresses, "orcid": f"{services.addresses['orcid']}/none"})
    with Client(None, pace=0) as made:
        asking = Asking(made, queries, away)
        (one,) = all_found("orcid", here, asking)
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
        services = Services(dict.fromkeys(ADDRESSES, address.rstrip("/")))
        asking = Asking(made, queries, services, deadline=0.5)
        with pytest.raises(kind) as caught:
            all_found(target, here, asking)
    said = str(caught.value)
    assert address.split("/")[2] in said and "\n" not in said and said.endswith((".", "?"))


def test_the_address_of_a_service_can_be_set() -> None:
    told = {"EXPLORER_WIKIDATA": "http://copy/sparql", "EXPLORER_OPENALEX_KEY": "k"}
    made = Services.read(told, "dblp", "http://here/dblp/")
    assert made.addresses["wikidata"] == made.addresses["scholarly"] == "http://copy/sparql"
    assert made.addresses["dblp"] == "http://here/dblp" and made.key == "k"
    assert made.addresses["crossref"] == ADDRESSES["crossref"]
    with pytest.raises(ChoiceError, match="give one with http"):
        Services.read({"EXPLORER_ORCID": "pub.orcid.org"})


def test_the_key_of_openalex_is_sent_and_not_shown(here, queries) -> None:
    with answering((403, {}, "")) as (address, asked), Client(None, pace=0) as made:
        services = Services(dict.fromkeys(ADDRESSES, address), "SECRET")
        asking = Asking(made, queries, services)
        with pytest.raises(StoreError) as caught:
            all_found("openalex", here, asking)
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


def test_a_name_alone_is_worth_less_beside_a_better_homonym() -> None:
    ours = thing("Action research", year="1946")
    village, method = thing("Action research", 2), thing("Action research", 3, year="1946")
    (_, best, _), (_, least, reasons) = ranked(ours, [village, method])
    assert best == 0.75 and least < 0.6 and "less sure than 3" in reasons
    assert ranked(ours, [village])[0][1] == 0.6


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
def link(run, folder: Path, services: Services, monkeypatch) -> Callable:
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
        assert link("--accept", path.name, "--reviewer", "A", "--again").returncode == 0
        assert ("skos:exactMatch wd:Q9000002" in held(folder)) is shown
    decide(path, {"wd:Q9000002": "reject"})
    told = link("--accept", path.name, "--reviewer", "A").stdout
    assert "1 rejected (1 accepted before, rejected now)," in told


def test_a_later_run_keeps_what_was_decided(link, folder: Path) -> None:
    link("wikidata", "--kind", "work")
    path = folder / "links-wikidata.tsv"
    decide(path, {f"wd:{TREES}": "reject"})
    link("wikidata")
    rows = {row["object_id"]: row["decision"] for row in table(path)}
    assert rows[f"wd:{TREES}"] == "reject" and "wd:Q245748" in rows


def test_a_review_file_is_no_place_for_formulas(link, folder: Path) -> None:
    (folder / "data" / "links.ttl").write_text(
        turtle.write(links.facts([linked("person/ann-other", f"{ORCID}0000-0002-1825-0097")])),
        "utf-8",
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
wikidata:Q245748{m}method:random-forest{m}skos:exactMatch{m}2026-11-26{m}"0,9"{m}"a ""forest"", random"
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
    assert ended.stdout.endswith(" Without a confidence, and given 0.5: 1.\n")
    text = held(folder)
    assert 'sssom:object_label "a \\"forest\\", random"' in text and '"0.9"^^xsd:decimal' in text
    assert "skos:closeMatch wd:Q9000002" in text and '"2026-11-26"^^xsd:date' in text
    assert "https://www.wikidata.org/wiki/Q245748" in text


ROW = "method:lasso\tskos:exactMatch\twd:Q9000002\taccept\t0.9\n"
WRONG = {
    "no name": (ROW.replace("wd:Q9000002", "lasso"), "“lasso” is no name with a prefix"),
    "malformed": (ROW.replace("Q9000002", "9000002"), "no identifier of Wikidata"),
    "unknown": (ROW.replace("wd:Q9000002", "https://x.org/1"), "of no data set known here"),
    "doi": (ROW.replace("wd:Q9000002", "https://doi.org/10.1/x"), "belongs to the work itself"),
    "predicate": (ROW.replace("skos:exactMatch", "owl:sameAs"), "linked by owl:sameAs as a method"),
    "subject": (ROW.replace("lasso", "lasoo"), "own.tsv, line 2 starts from method:lasoo, which"),
    "decision": (ROW.replace("accept", "perhaps"), "line 2 has the decision “perhaps”"),
    "confidence": (ROW.replace("0.9", "high"), "line 2 has the confidence “high”"),
    "twice": (
        ROW + ROW.replace("Q9000002", "Q9000003"),
        "(own.tsv, line 2; own.tsv, line 3) is said",
    ),
    "shared": (ROW + ROW.replace("lasso", "random-forest"), "the same as wd:Q9000002"),
    "both ways": (ROW + ROW.replace("accept", "reject"), "judged in two ways"),
    "more cells": (ROW.replace("\n", "\tmore\n"), "more cells than there are columns"),
    "nothing": (ROW.replace("accept", ""), "decides nothing"),
}


@pytest.mark.parametrize("day", ["27/11/2026", "45000", "Apr 3, 2025"])
def test_a_day_that_a_spreadsheet_has_spoilt_is_refused(link, folder: Path, day: str) -> None:
    ended = accept(link, folder, f"{SAME}\t{day}\n", head="mapping_date")
    assert ended.returncode == 1 and not held(folder)
    assert f"line 2 has the mapping_date “{day}”" in " ".join(ended.stdout.split())
    assert accept(link, folder, f"{SAME}\t\n", head="mapping_date").returncode == 0


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


def accept(link: Callable, folder: Path, rows: str, *words: str, head: str = "decision") -> object:
    """Give a table of links to --accept; its first columns are the ends of a link."""
    head = f"subject_id\tpredicate_id\tobject_id{chr(9) if head else ''}{head}\n"
    (folder / "own.tsv").write_text(head + rows, "utf-8")
    return link("--accept", "own.tsv", "--reviewer", "A", *words)


SAME = "method:lasso\tskos:exactMatch\twd:Q9000002"


@pytest.fixture
def has(folder: Path) -> Callable[..., None]:
    """Let links be there already."""
    return lambda *matches: (folder / "data" / "links.ttl").write_text(
        turtle.write(links.facts(matches)), "utf-8"
    )


def test_a_later_run_keeps_the_relation_that_a_person_chose() -> None:
    found = linked("method/lasso", f"{WD}Q9000002")
    near = replace(found, predicate=links.sssom.expanded("skos:closeMatch"))
    old = review.Judged(Candidate(near, ()), "accept")
    (kept,) = review.merged([old], [Candidate(found, ())], ())
    assert kept == old
    (asked,) = review.merged([review.Judged(Candidate(near, ()))], [Candidate(found, ())], ())
    assert asked.candidate.match == found


def test_a_row_whose_end_an_editor_trimmed_decides_nothing(link, folder) -> None:
    ended = accept(link, folder, f"{SAME}\n")
    assert ended.returncode == 2 and "decides nothing" in ended.stderr


@pytest.mark.parametrize(
    ("here", "one", "two"),
    [
        ("person/leo-breiman", f"{DBLP}pid/83/7313", f"{DBLP}pid/83-7313"),
        ("paper/forests", f"{DBLP}rec/a/Breiman01", f"{DBLP}rec/a/breiman01"),
    ],
)
def test_no_two_links_have_one_name(link, folder, here, one, two) -> None:
    both = [linked(here, there) for there in (one, two)]
    assert links.named(both[0]) != links.named(both[1])
    rows = "".join(
        f"{here.replace('/', ':')}\towl:sameAs\t{there}\taccept\n" for there in (one, two)
    )
    assert accept(link, folder, rows).stdout.startswith("2 new")
    store = EmbeddedStore.of((), {LINKS: folder / "data" / "links.ttl"})
    kept = links.matches.every(store, Queries.load(config.share() / "queries"))
    assert {match.object.value for match in kept} == {one, two}


@pytest.mark.parametrize(
    ("one", "other"), [("W. Smith", "Zhang W."), ("J. Lee", "Kim J."), ("Lee, J.", "J. Kim")]
)
def test_strangers_share_an_initial(one: str, other: str) -> None:
    assert not same_author(one, other) and not same_author(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("k-means", "k-means++"), ("C", "C++"), ("A*", "A"), ("C", "C#")]
)
def test_a_sign_makes_another_name(one: str, other: str) -> None:
    assert not alike(one, other) and alike(one, one) == alike(other, other) == 1
    assert alike("A title with its footnote*", "A title with its footnote") == 1
    assert same_name("Leo Breiman*", "Leo Breiman") == 1


@pytest.mark.parametrize(
    ("row", "fine"),
    [
        ("person:leo-breiman\towl:sameAs\twd:Q9000020|person:leo-breiman\towl:sameAs\twd:Q1", 0),
        (
            f"person:ann-other\towl:sameAs\t{ORCID}0000-0002-1825-0097|"
            f"person:ann-other\towl:sameAs\t{ORCID}0000-0001-5109-3700",
            0,
        ),
        (f"paper:forests\towl:sameAs\twd:{FORESTS}|paper:forests\towl:sameAs\twd:{TREES}", 0),
        ("person:ann-other\towl:sameAs\topenalex:A1|person:ann-other\towl:sameAs\topenalex:A2", 1),
    ],
)
def test_a_thing_is_one_in_wikidata_and_orcid(link, folder, row: str, fine: int) -> None:
    ended = accept(link, folder, "".join(f"{one}\taccept\n" for one in row.split("|")))
    assert (ended.returncode == 0) == bool(fine)
    assert fine or "the same as both" in " ".join(ended.stdout.split())


def declared(text: str) -> tuple[dict, list[dict[str, str]]]:
    """Read a table of SSSOM as its specification has it: each name has a prefix of its head."""
    lines = text.splitlines()
    head = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    rows = [*csv.DictReader((one for one in lines if not one.startswith("#")), delimiter="\t")]
    columns = ("subject_id", "predicate_id", "object_id", "mapping_justification", "object_source")
    names = [row[column] for row in rows for column in columns if row.get(column)]
    names += [head["subject_source"]] if "subject_source" in head else []
    assert {name.partition(":")[0] for name in names} <= head["curie_map"].keys()
    assert head["mapping_set_id"].startswith(BASE) and head["license"]
    return head, rows


def test_tables_are_as_sssom_has_them(link, folder: Path, explorer: Explorer) -> None:
    matches = [one for held in explorer.linkable.matches.values() for one in held]
    head, rows = declared(links.sssom.write(matches, {}))
    prefix, _, end = rows[0]["object_source"].partition(":")
    assert len(rows) == len(matches) and head["curie_map"][prefix] + end in {
        target.home for target in links.TARGETS
    }
    own = {"decision", "candidates", "description", "reasons"}
    for target, said in (
        ("crossref", "one of them at most is the same."),
        ("openalex", "OpenAlex may hold a thing twice, and both be right."),
    ):
        link(target)
        head, rows = declared((folder / f"links-{target}.tsv").read_text("utf-8"))
        assert {one["slot_name"] for one in head["extension_definitions"]} == own
        assert f"counts them: {said}" in head["comment"]
        if target == "crossref":
            assert rows[0]["object_id"].startswith("doi:10.")
            (read, *_), _ = review.read(folder / "links-crossref.tsv", DAY)
            assert read.candidate.match.object.value.startswith("https://doi.org/10.")


def test_nothing_is_said_to_be_judged_by_people_that_nobody_has_reviewed(explorer) -> None:
    matches = [one for held in explorer.linkable.matches.values() for one in held]
    manual = [one for one in matches if one.justification.value == review.WAY]
    assert len(matches) > 300 and all(one.reviewer for one in manual)


def test_every_shipped_work_can_be_asked_about(explorer: Explorer, queries, monkeypatch) -> None:
    here, asked = explorer.linkable, set()
    monkeypatch.setattr(
        Asking, "rows", lambda _, *told: asked.update(str(one) for one in told[2]) or []
    )
    with Client(None) as made:
        steps = find.steps("dblp", here, again=True)
        ended = find.find(steps, Asking(made, queries), here, DAY)
    works = [work for work in here.things["work"].values() if work.doi]
    assert not ended.failures and ended.asked >= len(works)
    old = next(work.doi for work in works if "<" in work.doi)
    assert str(links.targets.address(old)) in asked


def test_what_a_library_makes_of_one_batch_does_not_end_the_run(link, folder, monkeypatch) -> None:
    def breaks(*given: object) -> object:
        raise ValueError("Invalid IRI code point '<'")

    monkeypatch.setattr(find.openalex, "authors", breaks)
    ended = link("openalex")
    assert ended.returncode == 1 and "Traceback" not in ended.stderr
    assert "openalex cannot be asked about" in ended.stderr and "Invalid IRI" in ended.stderr
    assert {row["subject_id"][:5] for row in table(folder / "links-openalex.tsv")} == {"paper"}


@pytest.mark.parametrize(
    ("given", "kept"), [("0.91234567", "0.9123"), ("0.00001", "0.0001"), ("1", "1"), ("", "0.5")]
)
def test_accepting_twice_changes_nothing(link, folder, given: str, kept: str) -> None:
    row = f"{SAME}\t{given}\n"
    assert accept(link, folder, row * 2, head="confidence").stdout.startswith("1 new, 0 updated")
    text = held(folder)
    assert f'"{kept}"^^xsd:decimal' in text
    told = accept(link, folder, row * 2, head="confidence").stdout
    assert told.startswith("0 new, 0 updated, 1 unchanged") and held(folder) == text


def test_a_review_file_with_columns_of_others_is_not_written_again(link, folder) -> None:
    path = folder / "theirs.tsv"
    path.write_text(f"subject_id\tpredicate_id\tobject_id\tmapping_tool\n{SAME}\tsome\n", "utf-8")
    before = path.read_text("utf-8")
    ended = link("openalex", "--to", path.name)
    assert ended.returncode == 1 and "columns of its own (mapping_tool)" in ended.stderr
    assert path.read_text("utf-8") == before


def test_a_review_file_is_written_whole_or_not_at_all(link, folder, monkeypatch) -> None:
    assert link("openalex").returncode == 0
    path = folder / "links-openalex.tsv"
    before = path.read_text("utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ended = link("openalex", "--cache", "other")
    assert ended.returncode == 1 and path.read_text("utf-8") == before


@pytest.mark.parametrize("target", ["openalex", "crossref", "opencitations"])
def test_an_address_where_nothing_is_is_no_empty_answer(link, folder, monkeypatch, target) -> None:
    with answering((404, {}, "no")) as (address, asked):
        for _ in range(2):
            ended = link(target, "--kind", "work", "--endpoint", f"{address}wrong")
            assert ended.returncode == 1 and not ended.stdout
            assert f"There is nothing at {address}wrong/" in ended.stderr
    assert len(asked) > 1  # it is not kept as an answer


def test_the_public_table_is_no_place_for_formulas() -> None:
    made = linked("method/lasso", f"{WD}Q9000002", comment="=HYPERLINK(1)")
    text = links.sssom.write([made], {made.subject: "@x"})
    assert "\t'=HYPERLINK(1)\n" in text and "\t'@x\t" in text
    (read,) = lines(text.encode(), "f")
    assert read.cell("comment") == "=HYPERLINK(1)" and read.cell("subject_label") == "@x"


@pytest.mark.parametrize("wrong", ["0000-0000-0000-0000", "0000-0002-1825-0098"])
def test_the_last_digit_of_an_orcid_is_verified(run, link, has, folder, wrong: str) -> None:
    row = f"person:ann-other\towl:sameAs\torcid:{wrong}\taccept\n"
    ended = accept(link, folder, row)
    assert ended.returncode == 1 and "which is no identifier of ORCID" in ended.stdout
    has(linked("person/ann-other", f"{ORCID}{wrong}"))
    assert "which is no identifier of ORCID" in " ".join(run("check").stdout.split())


def test_a_rejection_is_not_overturned_by_the_way(link, has, folder) -> None:
    has(linked("method/lasso", f"{WD}Q9000002", reviewer="Nguyễn Văn Á; B", rejected=True))
    before = held(folder)
    ended = accept(link, folder, f"{SAME}\n", head="")
    said = " ".join(ended.stdout.split())
    assert ended.returncode == 1 and held(folder) == before
    assert (
        f"line 2 accepts method:lasso as wd:Q9000002, which Nguyễn Văn Á and B have rejected on {DAY}"
        in said
    )
    assert accept(link, folder, f"{SAME}\n", "--again", head="").stdout.startswith("0 new, 1 upd")
    assert "NegatedPredicate" not in held(folder) and '"a label"' in held(folder)


def test_accepting_what_is_there_adds_to_its_evidence(link, has, folder) -> None:
    has(linked("method/lasso", f"{WD}Q9000002", comment="why", reviewer=""))
    rows = f"{SAME}\t0.4\tother\thttps://s.org/2\tsemapv:ManualMappingCuration\n"
    head = "confidence\tcomment\tsee_also\tmapping_justification"
    assert accept(link, folder, rows, head=head).stdout.startswith("0 new, 1 updated")
    text = held(folder)
    for kept in (
        "<https://s.org/1>",
        "https://s.org/2",
        '"why"',
        '"0.9"',
        "LexicalMatching",
        '"A"',
    ):
        assert kept.strip("<>") in text
    assert "other" not in text
    better = rows.replace("0.4", "0.95")
    assert accept(link, folder, better, head=head).stdout.startswith("0 new, 1 updated")
    assert "ManualMappingCuration" in held(folder) and '"0.95"' in held(folder)


def test_only_reviewed_links_go_to_wikidata_or_stand_for_an_orcid(
    run, has, folder, queries
) -> None:
    def told(reviewer: str) -> tuple[str, dict]:
        more = {"reviewer": reviewer}
        has(
            linked("method/lasso", f"{WD}Q9000002", **more),
            linked("person/ann-other", f"{ORCID}0000-0002-1825-0097", **more),
        )
        ended = run("query", "link_quickstatements", "--csv", "--store", ".")
        store = EmbeddedStore.of(
            (folder / "data" / "methods.ttl",), {LINKS: folder / "data/links.ttl"}
        )
        return ended.stdout, find.orcids(store, queries)

    statements, orcids = told("A")
    assert 'Q9000002,"""method/lasso"""' in statements and len(orcids) == 1
    statements, orcids = told("")
    assert statements.splitlines() == ["qid,P0000"] and not orcids


def test_what_is_said_counts_what_was_asked(link, monkeypatch) -> None:
    ended = link("openalex", "--only", "lasso")
    assert "lasso is a method, and openalex is asked about works and people alone." in ended.stderr
    monkeypatch.setenv("EXPLORER_OPENALEX", f"http://127.0.0.1:{free_port()}")
    ended = link("openalex", "--only", "forests", "--cache", "none")
    assert ended.returncode == 1 and not ended.stdout and "Nothing was found yet" in ended.stderr
    ended = link("crossref", "--only", "trees", "--limit", "1")
    assert "1 candidate for 1 of 1 thing is in links-crossref.tsv" in ended.stdout


def test_asking_nobody_needs_no_client() -> None:
    code = "import sys, explorer.core, explorer.links.find; print({'requests', 'urllib3'} & {*sys.modules})"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "set()\n"
