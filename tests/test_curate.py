"""Facts enter whole or not at all, and what comes out goes in again unchanged."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from explorer import config
from explorer.curate import Desk, inverse
from explorer.curate.drafts import text
from explorer.curate.people import People
from explorer.curate.proof import Proof
from explorer.curate.works import Works
from explorer.query import Queries
from reference import ROOT

NEW = """
id: walking-in-circles
name: {en: Walking in circles, vi: Đi vòng tròn}
aliases: {en: [circling], vi: [đi vòng]}
acronyms: {en: [WIC]}
summary:
  en: >-
    Follows the edge of a square on foot and writes down whatever is met at each corner, until nothing
    new turns up in three rounds. The outcome is a list of things with the round in which each was first
    seen. It suits small places that change slowly; in a crowd the walker changes what there is to see.
  vi: >-
    Đi bộ men theo cạnh của một khu vuông và ghi lại những gì gặp ở mỗi góc, cho đến khi ba vòng liền
    không còn điều gì mới. Kết quả là danh sách các sự vật kèm vòng đi lần đầu nhìn thấy. Hợp với nơi
    nhỏ và ít thay đổi; giữa đám đông, chính người đi làm thay đổi điều có thể thấy.
family: qualitative
fields: [ethnography]
kinds: [fieldwork-approach]
introduced: 1990
established: 1995
originators: [{given: Ann, family: Walker}]
origin_note: {en: She walked alone., vi: Bà đi một mình.}
works:
  - type: article
    title: Walking in circles
    authors: [{given: Ann, family: Walker}, {organisation: The Walkers}]
    year: 1990
    venue: Journal of Walks
    volume: 3
    pages: 1-9
    doi: 10.1000/walk
    evidence:
      - {source: crossref, kind: registry, title: Walking in circles, first_author: Walker, year: 1990}
      - {source: a list, kind: bibliography, title: Walking in Circles, first_author: Walker, year: 1990}
related:
  - extends: ethnography
    note: {en: It adds a fixed path., vi: Nó thêm một lối đi cố định.}
    source: 10.1000/walk
  - usedWith: focus-group
  - contrastsWith: semi-structured-interview
"""


WHOLE = pytest.mark.parametrize("folder", ["whole"], indirect=True)


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path, part: Path) -> Path:
    """A folder with a part of the shipped graph, or with the whole where a test asks for it."""
    whole = hasattr(request, "param")
    shutil.copytree(config.share() / "data" if whole else part, tmp_path / "data")
    return tmp_path


@pytest.fixture
def desk(folder: Path, queries: Queries) -> Desk:
    return Desk(config.Sources.below(folder), queries)


@pytest.fixture
def add(desk: Desk, tmp_path: Path, day) -> Callable[..., list[str]]:
    """Add entries and return what was said of them."""

    def added(*entries: str, correct: bool = False) -> list[str]:
        paths = []
        for number, entry in enumerate(entries):
            paths.append(tmp_path / f"entry-{number}.yaml")
            paths[-1].write_text(entry, "utf-8")
        problems = desk.add(paths, Proof((), day), correct=correct)
        return [f"{problem.message} {problem.mend}" for problem in problems]

    return added


def held(desk: Desk) -> tuple[bytes, bytes]:
    return desk.path.read_bytes(), desk.path.with_name("evidence.tsv").read_bytes()


def test_an_entry_becomes_a_method(desk: Desk, add) -> None:
    assert add(NEW) == []
    entry = yaml.safe_load(desk.entry("walking-in-circles"))
    given = yaml.safe_load(NEW)
    del given["works"][0]["evidence"]
    given["works"][0]["volume"] = "3"
    given["summary"] = {tag: " ".join(words.split()) for tag, words in given["summary"].items()}
    for one in (entry, given):
        one["related"].sort(key=str)
        one["works"][0] = dict(sorted(one["works"][0].items()))
    assert entry == given


@WHOLE
def test_what_comes_out_goes_in_again_unchanged(desk: Desk, add) -> None:
    before = held(desk)
    graph = desk.graph()
    every = graph.things("mx:Method")
    people = People(graph)
    works = Works(graph, people)
    entries = (text(inverse.entry(graph, people, works, method)) for method in every)
    assert add("---\n".join(entries)) == []
    assert held(desk) == before


def test_the_order_of_entries_does_not_matter(desk: Desk, add) -> None:
    other = NEW.replace("walking-in-circles", "walking-in-squares").replace("circl", "squar")
    other = other.replace("Walking in circles", "Walking in squares").replace(
        "10.1000/walk", "10.1000/square"
    )
    other = other.replace("Walking in Circles", "Walking in squares").replace("tròn", "vuông")
    other = (
        other.replace("WIC", "WIS")
        .replace("đi vòng]", "đi vuông]")
        .replace("squaring", "squares on foot")
    )
    other = other.replace("Ann,", "A.,").replace("Đi vòng", "Đi hình")
    before = held(desk)
    assert add(NEW) == [] and add(other.replace("A.,", "Ann,")) == []
    one = held(desk)
    desk.path.write_bytes(before[0])
    desk.path.with_name("evidence.tsv").write_bytes(before[1])
    assert add(other.replace("A.,", "Ann,")) == [] and add(NEW) == []
    assert held(desk) == one != before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "family: qualitative",
            "family: qualitativ",
            "unknown family 'qualitativ' The nearest known: qualitative",
        ),
        ("family: qualitative", "family: Qualitative research", "The nearest known: qualitative"),
        ("[fieldwork-approach]", "['<x>']", "unknown kind '<x>'"),
        ("pages: 1-9", "url: 'http://e/<x>'", "works/0/url"),
        ("{given: Ann, family: Walker}, {", "{given: 明, family: 李}, {", "give an id"),
        ("[ethnography]", "[ethnografy]", "The nearest known: ethnography"),
        ("[fieldwork-approach]", "[fieldwork]", "unknown kind 'fieldwork'"),
        (
            "extends: ethnography",
            "extends: ethnografy",
            "unknown method 'ethnografy' The nearest: ethnography",
        ),
        ("en: Walking in circles,", "en: Ethnography,", "has the name Ethnography"),
        ("[circling]", "[Ethnography]", "is also called Ethnography"),
        ("10.1000/walk\n    evidence", "10.1000/WALK\n    evidence", "works/0/doi"),
        ("kind: registry", "kind: text", "2 agreeing source(s) where 3 are needed"),
        ("title: Walking in circles, first", "title: Something else, first", "sources disagree"),
        ("extends: ethnography", "extends: walking-in-circles", "is related to itself"),
        ("usedWith: focus-group", "usedWith: ethnography", "more than once"),
        ("introduced: 1990", "introduced: 1890", "years that do not fit"),
        ("introduced: 1990", "introduced: soon", "introduced: 'soon' is not of type 'integer'"),
        ("established: 1995", "established: 1985", "years that do not fit"),
        ("family: qualitative\n", "", "'family' is a required property"),
        ("family: qualitative", "famili: qualitative", "'famili' was unexpected"),
        ("pages: 1-9", "isbn: 9780201043106", "check digit"),
        ("source: 10.1000/walk", "source: 10.1000/run", "which no work of the graph has"),
        ("name: {en", "name: [en", "is not YAML"),
        ("Follows the edge", "Đi bộ men theo cạnh của khu phố nhỏ", "reads as another language"),
        (
            "  en: >-\n    Follows",
            "  en: Too short.\n  fr: >-\n    Follows",
            "has a summary of 2 words",
        ),
    ],
)
def test_a_bad_entry_is_refused_and_changes_nothing(
    desk: Desk, add, old: str, new: str, said: str
) -> None:
    before = held(desk)
    assert old in NEW
    problems = add(NEW.replace(old, new, 1))
    assert [one for one in problems if said in one], problems
    assert all("\n" not in one for one in problems)
    assert held(desk) == before


def test_a_cycle_is_refused(desk: Desk, add) -> None:
    before = held(desk)
    entry = NEW.replace("extends: ethnography", "specialises: ethnography")
    document = yaml.safe_load(desk.entry("ethnography"))
    document["related"].append({"specialises": "walking-in-circles"})
    assert [one for one in add(entry, text(document)) if "stands above itself" in one]
    assert held(desk) == before


def test_one_bad_entry_keeps_all_out(desk: Desk, add) -> None:
    before = held(desk)
    assert add(NEW, NEW.replace("walking-in-circles", "other").replace("qualitative", "nothing"))
    assert held(desk) == before


def test_an_edit_replaces_what_was_said(desk: Desk, add) -> None:
    assert add(NEW) == []
    edited = NEW.replace("  - usedWith: focus-group\n", "  - usedWith: case-study-research\n")
    assert add(edited.replace("1-9", "1-10")) == []
    entry = yaml.safe_load(desk.entry("walking-in-circles"))
    assert entry["works"][0]["pages"] == "1-10"
    assert {"usedWith": "case-study-research"} in entry["related"]
    assert {"usedWith": "focus-group"} not in entry["related"]


def test_a_work_that_others_cite_changes_only_when_asked(desk: Desk, add) -> None:
    entry = yaml.safe_load(desk.entry("critical-incident-technique"))
    work = {**entry["works"][0], "pages": "5-33"}
    cited = yaml.safe_load(NEW)
    cited["works"] = [work]
    del cited["related"][0]["source"]
    assert "gives the work" in add(text(cited))[0]
    assert add(text(cited), correct=True) == []
    assert yaml.safe_load(desk.entry("critical-incident-technique"))["works"][0]["pages"] == "5-33"


def test_people_are_found_again_by_initials_and_co_authors(desk: Desk, add) -> None:
    second = NEW.replace("walking-in-circles", "walking-twice").replace("circl", "twic")
    second = second.replace("Walking in", "Going in").replace("10.1000/walk", "10.1000/twice")
    second = (
        second.replace("Đi vòng tròn", "Đi hai lần")
        .replace("đi vòng]", "đi nữa]")
        .replace("WIC", "WIT")
    )
    second = second.replace("{given: Ann, family: Walker}, {", "{given: A., family: Walker}, {")
    assert add(NEW) == []
    assert add(second) == []
    names = [
        author.get("given")
        for author in yaml.safe_load(desk.entry("walking-twice"))["works"][0]["authors"]
    ]
    assert names == ["Ann", None]


def test_a_renamed_slug_leads_on_and_a_withdrawn_one_says_why(
    desk: Desk, add, queries: Queries
) -> None:
    from explorer import Explorer as Notebook
    from explorer.core import Explorer
    from explorer.web import create_app

    assert add(NEW) == []
    assert desk.rename("walking-in-circles", "walking-round") == []
    assert "slug that was withdrawn or renamed" in add(NEW)[0]
    site = create_app(Explorer.open(desk.path.parent.parent)).test_client()
    moved = site.get("/en/compare?method=ethnography&method=walking-in-circles")
    assert (moved.status_code, moved.location) == (
        301,
        "/en/compare?method=ethnography&method=walking-round",
    )
    assert site.get("/en/embed/method/method:walking-in-circles").location == (
        "/en/embed/method/walking-round"
    )
    path = site.get("/en/path?from=walking-in-circles&to=ethnography").location
    assert path == "/en/path?from=walking-round&to=ethnography"
    ours = Notebook(desk.path.parent.parent)
    assert ours.slug("walking-in-circles") == "walking-round"
    assert desk.withdraw("walking-round", "nobody walks any more") == []
    site = create_app(Explorer.open(desk.path.parent.parent)).test_client()
    assert site.get("/vi/method/walking-round").status_code == 410
    assert site.get("/vi/compare?method=walking-round").status_code == 410
    entry = desk.path.read_text("utf-8")
    assert "nobody walks any more" in entry and "ann-walker" not in entry


def test_a_rename_keeps_what_others_say_of_a_method(desk: Desk) -> None:
    before = desk.path.read_text("utf-8")
    assert desk.rename("focus-group", "the-group") == []
    after = desk.path.read_text("utf-8")
    spoken = len(re.findall(r"method:focus-group(?![-\w])", before))
    assert after.count("method:the-group") == spoken + 1
    assert "statement:the-group-" in after


@WHOLE
def test_the_example_of_contributing_can_be_added(add) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert add(text.split("```yaml\n")[1].split("```")[0]) == []


@WHOLE
def test_the_command_adds_and_says_so(run, folder: Path) -> None:
    path = folder / "new.yaml"
    path.write_text(NEW, "utf-8")
    ended = run("add", "new.yaml", folder=folder)
    assert (ended.returncode, ended.stdout) == (0, "Merged 1 file.\n"), ended.stderr
    shown = run("show", "walking-in-circles", "--yaml", folder=folder)
    assert shown.stdout.startswith("id: walking-in-circles\n")
    path.write_text(NEW.replace("qualitative", "nothing"), "utf-8")
    refused = run("add", "new.yaml", folder=folder)
    assert refused.returncode == 1 and "Nothing was changed: 1 problem." in refused.stderr
    assert run("rename", "nope", "other", folder=folder).returncode == 2
