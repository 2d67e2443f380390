"""What data sets elsewhere say, kept apart and beside ours: from recorded, made-up answers."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat
from pyoxigraph import Store as Oxigraph

from explorer import config, core, turtle, validate
from explorer.client import Client
from explorer.curate import Desk
from explorer.dump import Triples
from explorer.errors import ChoiceError, DataError, NotFound, StoreError
from explorer.model import Facts, Person, Problem, Snapshot, Text
from explorer.query import Queries, Sparql
from explorer.services import Asking
from explorer.services import Services as Addresses
from explorer.snapshots import SERVICES, statements
from explorer.store import EmbeddedStore, Probes, RemoteStore
from explorer.vocab import BASE, METHODS, MX, OUTSIDE, PAPERS
from explorer.web import create_app
from loopback import Recorded, serving
from reference import ROOT, SMALL

ANT, BEE, PAPER = (NamedNode(iri) for iri in (f"{METHODS}ant", f"{METHODS}bee", f"{PAPERS}one"))
WORK = {
    "id": "https://openalex.org/W1234567",
    "doi": "https://doi.org/10.1000/ONE",
    "title": "How  ants do it",
    "publication_year": 1991,
    "cited_by_count": 1234,
    "counts_by_year": [
        {"year": 2026, "cited_by_count": 30},
        {"year": 2024, "cited_by_count": 60},
    ],
    "open_access": {
        "is_oa": True,
        "oa_status": "green",
        "oa_url": "https://repository.example.org/ants.pdf",
    },
}
CROSSREF = {
    "DOI": "10.1000/one",
    "issued": {"date-parts": [[1990, 4]]},
    "is-referenced-by-count": 987,
}
FIRST, SECOND = "2026-10-01", "2026-11-27"


class Services:
    """OpenAlex, OpenCitations and Crossref on loopback, as they answered when they were recorded."""

    def __init__(self) -> None:
        self.work: object = WORK
        self.asked: list[str] = []
        self.away: set[str] = set()

    def answer(self, path: str, given: dict[str, list[str]]) -> object:
        if path.startswith("/openalex"):
            wanted = given["filter"][0].removeprefix("doi:").split("|")
            return {"results": [self.work] if "10.1000/one" in wanted else []}
        if path.startswith("/index/"):
            return [{"count": "7" if path.endswith("10.1000/one") else "0"}]
        return {"message": {"items": [CROSSREF]}}


@pytest.fixture(scope="module")
def loopback() -> Iterator[tuple[str, list[Services]]]:
    """One server for the services of every test; the last of them answers."""
    held: list[Services] = []

    class Handler(Recorded):
        def do_GET(self) -> None:
            parts, now = urlsplit(self.path), held[-1]
            now.asked.append(self.path)
            gone = any(parts.path.startswith(f"/{name}") for name in now.away)
            said = now.answer(unquote(parts.path), parse_qs(parts.query))
            body = b"" if gone else json.dumps(said).encode()
            self.send_response(403 if gone else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with serving(Handler) as address:
        yield address, held


@pytest.fixture
def services(loopback, monkeypatch: pytest.MonkeyPatch) -> Services:
    address, held = loopback
    held.append(Services())
    for name, path in (
        ("OPENALEX", "openalex"),
        ("OPENCITATIONS_INDEX", "index"),
        ("CROSSREF", "crossref"),
    ):
        monkeypatch.setenv(f"EXPLORER_{name}", f"{address}{path}")
    return held[-1]


@pytest.fixture(scope="module")
def wikidata(serve_graph: Callable[..., str]) -> str:
    """A real SPARQL server over items in the shape of Wikidata's."""
    held = Oxigraph()
    held.load(path=ROOT / "tests" / "recorded" / "wikidata.ttl", format=RdfFormat.TURTLE)
    return serve_graph(EmbeddedStore(held))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "graph" / "data")
    return tmp_path / "graph"


@pytest.fixture
def refresh(run, folder: Path, tmp_path: Path, wikidata: str):
    """Run the command over the folder, as on a day."""

    def refreshed(*words: str, day: str = SECOND):
        where = ("--in", str(folder), "--cache", str(tmp_path / "cache"), "--endpoint", wikidata)
        return run("refresh", *where, "--date", day, *words)

    return refreshed


OLD = Facts(years=(1991,), citations=1000, by_year=((2024, 60),), access="closed")
NEW = Facts(
    title="How ants do it",
    years=(1991,),
    citations=1234,
    by_year=((2023, 0), (2024, 60), (2026, 30)),
    access="green",
    address="https://repository.example.org/ants.pdf",
)
NAMED = Facts(
    names=(Text("mravenec", "cs"), Text("ant", "en"), Text("fourmi", "fr")),
    aliases=(Text("emmet", "en"), Text("fourmi rousse", "fr")),
    years=(1987,),
    inventors=(
        Person(NamedNode("http://www.wikidata.org/entity/Q4242"), "A. N. Other"),
        Person(NamedNode("http://www.wikidata.org/entity/Q99"), "Beatrix Stranger"),
    ),
)
SAID = (
    ("openalex", FIRST, {PAPER: OLD}),
    ("openalex", SECOND, {PAPER: NEW}),
    ("wikidata", SECOND, {ANT: NAMED, BEE: Facts(names=(Text("bee", "en"),), years=(1990,))}),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> core.Explorer:
    """The small graph with what others said of it on two days."""
    data = tmp_path_factory.mktemp("told") / "data"
    shutil.copytree(SMALL, data)
    (data / "outside").mkdir()
    for name, day, said in SAID:
        service, graph = SERVICES[name], NamedNode(f"{OUTSIDE}{name}-{day}")
        snapshot = Snapshot(graph, service.title, service.home, service.licence, day)
        text = turtle.write(statements(snapshot, said))
        (data / "outside" / f"{name}-{day}.ttl").write_text(text, "utf-8")
    return core.Explorer.open(data)


def held(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.*")}


def problems(folder: Path) -> list[Problem]:
    shipped = Queries.load(config.share() / "queries")
    return validate.check(config.Sources.below(folder), shipped)


@pytest.fixture(scope="module")
def site(told: core.Explorer):
    return create_app(told, cached=False, limits=config.Limits(rate="")).test_client()


def test_writes_what_a_source_says_whole_and_shows_it(refresh, services, folder: Path) -> None:
    ended = refresh("openalex", "--mail", "me@example.org")
    assert ended.returncode == 0 and not ended.stderr
    assert "OpenAlex, 2026-11-27: methods and works: 1; disagreements: 1." in ended.stdout
    assert "paper:one" in ended.stdout and "1991" in ended.stdout
    held = core.Explorer.open(folder)
    (said,) = held.outside("one")
    assert (said.source, said.date) == ("openalex", SECOND) and "zero/1.0" in said.licence
    assert said.facts == replace(NEW, by_year=((2024, 60), (2026, 30)))
    assert [(one.about, one.here, one.there) for one in said.disagreements] == [
        ("year", ("1990",), ("1991",))
    ]
    assert not [one for one in problems(folder) if "outside" in one.where]


def test_asks_wikidata_for_names_years_and_inventors(refresh, folder: Path) -> None:
    ended = refresh("wikidata", "--json")
    (made,) = json.loads(ended.stdout)["snapshots"]
    assert made["things"] == 2 and made["since"] is None and made["changes"] == []
    found = {(one["about"], *one["there"]) for one in made["disagreements"]}
    assert found == {("year", "1987"), ("originator", "Beatrix Stranger")}
    (said,) = core.Explorer.open(folder).outside("ant")
    # deprecated statements, centuries and persons unknown are passed over
    assert said.facts.years == (1987,)
    assert [who.name for who in said.facts.inventors] == ["A. N. Other", "Beatrix Stranger"]
    assert Text("mravenec", "cs") in said.facts.names
    assert Text("fourmi rousse", "fr") in said.facts.aliases


def test_counts_of_two_more_sources(refresh, services, folder: Path) -> None:
    assert refresh("opencitations", "crossref").returncode == 0
    said = {one.source: one.facts for one in core.Explorer.open(folder).outside("one")}
    assert said["opencitations"] == Facts(citations=7)
    assert said["crossref"] == Facts(years=(1990,), citations=987)


def test_counts_stand_together_each_with_its_day(refresh, services, folder: Path) -> None:
    refresh("openalex", "opencitations")
    site = create_app(core.Explorer.open(folder), cached=False).test_client()
    there = site.get("/en/paper/one").text.partition('id="there"')[2]
    counts, _, years = there.partition("Citations by year")
    assert re.findall(r'(\w+), <time datetime="([\d-]+)">', counts) == [
        ("OpenAlex", SECOND),
        ("OpenCitations", SECOND),
    ]
    assert "<svg" in years and "Cited" not in years


def test_a_long_list_of_changes_is_cut_in_a_pipe_too(
    refresh, services, folder, monkeypatch
) -> None:
    monkeypatch.setattr("explorer.cli.refresh.SHOWN", 2)
    services.work = {**WORK, "cited_by_count": 1000, "title": None, "open_access": {}}
    refresh("openalex", day=FIRST)
    services.work = WORK
    assert "1 more; --json has all of them." in refresh("openalex").stdout


def test_keeps_the_old_and_tells_what_changed(refresh, services, folder: Path) -> None:
    closed = {"is_oa": False, "oa_status": "closed", "oa_url": None}
    services.work = {**WORK, "cited_by_count": 1000, "open_access": closed, "title": None}
    refresh("openalex", day=FIRST)
    before = (folder / "data" / "outside" / f"openalex-{FIRST}.ttl").read_bytes()
    services.work = WORK
    ended = refresh("openalex")
    assert "changes since 2026-10-01: 3;" in ended.stdout
    assert re.search(r"paper:one\s+citations\s+1000\s+1234", ended.stdout)
    assert re.search(r"open access\s+closed\s+green https://repository", ended.stdout)
    assert (folder / "data" / "outside" / f"openalex-{FIRST}.ttl").read_bytes() == before
    dates = [one.date for one in core.Explorer.open(folder).outside("one", old=True)]
    assert dates == [SECOND, FIRST]


def test_a_snapshot_of_the_day_is_not_asked_for_again(refresh, services) -> None:
    refresh("openalex")
    asked = len(services.asked)
    ended = refresh("openalex")
    assert "is there already" in ended.stderr and len(services.asked) == asked


def test_a_dry_run_writes_nothing(refresh, services, folder: Path) -> None:
    assert "disagree" in refresh("openalex", "--dry-run").stdout
    assert not (folder / "data" / "outside").exists()


def test_a_failure_is_a_sentence_and_the_next_run_goes_on(refresh, services, folder: Path) -> None:
    services.away = {"index"}
    ended = refresh("openalex", "opencitations")
    assert ended.returncode == 1 and ended.stderr.count("\n") == 1 and "403" in ended.stderr
    assert [path.stem for path in (folder / "data" / "outside").iterdir()] == [f"openalex-{SECOND}"]
    services.away = set()
    assert refresh("openalex", "opencitations").returncode == 0
    assert sum(path.startswith("/openalex") for path in services.asked) == 1


@pytest.mark.parametrize(
    "work",
    [
        {**WORK, "cited_by_count": "many"},
        {**WORK, "cited_by_count": -1},
        {**WORK, "publication_year": 12345},
        {**WORK, "title": "\ud800"},
        {"doi": "10.1000/one"},
        "10.1000/one",
    ],
    ids=["words", "negative", "far", "letters", "bare", "text"],
)
def test_an_answer_in_another_form_is_a_sentence(refresh, services, folder: Path, work) -> None:
    services.work = work
    ended = refresh("openalex")
    assert ended.returncode == 1 and ended.stderr.count("\n") == 1
    assert not (folder / "data" / "outside").exists()


def test_an_open_copy_has_an_address_of_the_web_or_none(refresh, services, folder: Path) -> None:
    access = {"is_oa": True, "oa_status": "gold", "oa_url": "javascript:alert(1)"}
    services.work = {**WORK, "open_access": access}
    refresh("openalex")
    (said,) = core.Explorer.open(folder).outside("one")
    assert (said.facts.access, said.facts.address) == ("gold", "")


def test_a_source_that_knows_nothing_is_a_sentence(refresh, folder: Path) -> None:
    (folder / "data" / "links.ttl").unlink()
    ended = refresh("wikidata")
    assert ended.returncode == 1 and "Wikidata says nothing" in ended.stderr


def test_refuses_a_file_of_another_name(folder: Path) -> None:
    (folder / "data" / "outside").mkdir()
    (folder / "data" / "outside" / "mine.ttl").write_text("", "utf-8")
    with pytest.raises(DataError, match=r"wikidata-2026-11-27\.ttl"):
        config.Sources.below(folder)


def test_a_snapshot_that_does_not_say_whose_it_is_is_found(folder: Path) -> None:
    (folder / "data" / "outside").mkdir()
    path = folder / "data" / "outside" / "openalex-2026-11-27.ttl"
    path.write_text(turtle.write([(PAPER, NamedNode(f"{MX}openAccessStatus"), Literal("gold"))]))
    said = "does not say its title, source, licence and day"
    assert said in {problem.message for problem in problems(folder)}


def test_python_has_both_sides(told: core.Explorer) -> None:
    (said,) = told.outside("ant")
    assert said.facts == NAMED
    # Amy goes by another name there, and is known by her link
    assert [(one.about, one.here[0], one.there) for one in said.disagreements] == [
        ("year", "1990–1996", ("1987",)),
        ("originator", "Amy Young", ("Beatrix Stranger",)),
    ]
    assert told.outside("bee")[0].disagreements == () and told.outside("dog") == ()
    assert {one.id for one in told.snapshots} == {f"{name}-{SECOND}" for name, _, _ in SAID}
    with pytest.raises(NotFound):
        told.outside("wasp")


def test_only_the_latest_of_each_source_is_read_until_one_asks_for_more(
    told: core.Explorer,
) -> None:
    first, second = (NamedNode(f"{OUTSIDE}openalex-{day}") for day in (FIRST, SECOND))
    sources = config.Sources.below(told.folder)
    assert second in sources.named and first not in sources.named and first in sources.past
    fresh = core.Explorer.open(told.folder)
    graphs = {row["graph"] for row in fresh.sparql("SELECT DISTINCT ?graph { GRAPH ?graph {} }")}
    assert second in graphs and first not in graphs
    assert [one.facts.citations for one in fresh.outside("one", old=True)] == [1234, 1000]
    # a broken one of long ago is told of, though no page reads it
    assert sources.past[first] in validate.formatted(sources)


def test_python_takes_snapshots_as_the_command_does(services, folder: Path, queries) -> None:
    explorer = core.Explorer.open(folder)
    with Client(None, pace=0) as client:
        asking = Asking(client, queries, Addresses.read())
        taken = explorer.refresh("crossref", asking, date(2026, 11, 27))
        assert taken.told[PAPER].citations == 987 and not taken.changes
        with pytest.raises(ChoiceError, match="is there already"):
            explorer.refresh("crossref", asking, date(2026, 11, 27))
        with pytest.raises(ChoiceError, match="openalex, opencitations"):
            explorer.refresh("scopus", asking, date(2026, 11, 27))
        for day in (28, 29):
            explorer.refresh("crossref", asking, date(2026, 11, day))
    assert core.Explorer.open(folder).outside("one")[0].facts == taken.told[PAPER]
    # it was opened before, and has none of them
    assert explorer.outside("one") == explorer.outside("one", old=True) == ()


def test_a_query_that_names_its_graphs_is_asked_over_these_alone(told: core.Explorer, site) -> None:
    asserted, links = (f"{BASE}graph/{name}" for name in ("asserted", "links"))
    theirs = f"{OUTSIDE}wikidata-{SECOND}"
    for head, graphs in (
        ("", [links]),
        ("", [asserted]),
        ("", [theirs, links]),
        (f"PREFIX o: <{OUTSIDE}>", [f"o:wikidata-{SECOND}"]),
        (f"# FROM <{theirs}>\n", []),
    ):
        chosen = " ".join(f"FROM {one if ':wiki' in one else f'<{one}>'}" for one in graphs)
        text = f"{head} SELECT (COUNT(*) AS ?n) {chosen} {{ ?s ?p ?o }}"
        (row,) = told.sparql(text)
        answer = site.get("/sparql", query_string={"query": text}, headers={"Accept": "text/csv"})
        assert answer.text.split() == ["n", row["n"].value], text


def test_what_is_stated_goes_by_its_name(told: core.Explorer, site) -> None:
    known = f"<{BASE}graph/asserted>"
    for text in (
        "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g",
        f"SELECT (COUNT(*) AS ?g) {{ GRAPH {known} {{ ?s ?p ?o }} }}",
        f"SELECT (COUNT(*) AS ?g) FROM NAMED {known} {{ GRAPH ?n {{ ?s ?p ?o }} }}",
        f"SELECT (COUNT(*) AS ?g) FROM {known} FROM <{BASE}graph/links> {{ ?s ?p ?o }}",
    ):
        answer = site.get("/sparql", query_string={"query": text}, headers={"Accept": "text/csv"})
        rows = [row["g"].value for row in told.sparql(text)]
        assert answer.text.split() == ["g", *rows] and rows != ["0"], text
        for written in ("<graph/asserted>", known.replace("asserted", r"\u0061sserted")):
            again = f"BASE <{BASE}> {text.replace(known, written)}"
            assert [row["g"].value for row in told.sparql(again)] == rows, again


def test_an_answer_does_not_depend_on_what_was_asked_before(told: core.Explorer) -> None:
    text = "SELECT (COUNT(*) AS ?n) { GRAPH ?snapshot { ?s ?p ?o } }"
    fresh = core.Explorer.open(told.folder)
    asked = fresh.queries["outside_list"].bind()
    assert len(fresh.store.select(asked)) == 2 and fresh.matches and fresh.store._rules
    before = fresh.store.select(Sparql(text))
    fresh.store.ask(Sparql("ASK { ?s ?p ?o }"), union=True)
    assert fresh.store.select(Sparql(text)) == before


def test_what_is_stated_never_mixes(told: core.Explorer, site) -> None:
    asked = "SELECT ?year { %s { method:ant mx:introduced ?year } }"
    graph = f"{OUTSIDE}wikidata-{SECOND}"

    def years(text: str) -> list[str]:
        return [row["year"].value for row in told.sparql(text)]

    assert years(asked % "") == ["1990"]
    assert years(asked % f"GRAPH <{graph}>") == ["1987"]
    assert years(f"SELECT ?year FROM <{graph}> {{ method:ant mx:introduced ?year }}") == ["1987"]
    prefixes = f"PREFIX mx: <{MX}> PREFIX method: <{BASE}method/> "
    for text, given, found in (
        (asked % "", {}, "1990"),
        (asked % f"GRAPH <{graph}>", {}, "1987"),
        (asked % "", {"default-graph-uri": graph}, "1987"),
    ):
        answer = site.get(
            "/sparql",
            query_string={"query": prefixes + text, **given},
            headers={"Accept": "text/csv"},
        )
        assert answer.text.split() == ["year", found]
    # what is exported and described is ours alone, and theirs in graphs of their own
    triples = Triples.read(told.store, told.queries)
    assert not any("1987" in str(triple) for triple in triples.stated)
    assert dict(triples.graphs)[NamedNode(graph)]
    assert f"outside/wikidata-{SECOND}.ttl" in {part.path for part, _ in triples.files()}
    described = site.get("/sparql", headers={"Accept": "text/turtle"}).text
    assert graph in described and "UnionDefaultGraph" not in described
    assert "Stranger" not in site.get("/method/ant.ttl").text
    assert (
        "Stranger" not in site.get("/en/method/ant").text.partition("ld+json")[2].partition("<")[0]
    )


@pytest.mark.parametrize(
    ("language", "day", "count"),
    [("en", "November 27, 2026", "1,234"), ("vi", "27 tháng 11, 2026", "1.234")],
)
def test_pages_show_there_beside_here(site, language: str, day: str, count: str) -> None:
    page = site.get(f"/{language}/method/ant").text
    part = page[page.index('<section class="section outside"') :].partition("</section>")[0]
    rows = re.findall(r'<tr class="differs">.*?</tr>', part, re.DOTALL)
    assert ["1990–1996" in rows[0], "1987" in rows[0], 'href="#mark"' in rows[0]] == [True] * 3
    assert "Amy Young" in rows[1] and "Beatrix Stranger" in rows[1]
    # the row has the mark, and the one of two inventors who is another
    assert rows[1].count('href="#mark"') == 2
    assert day in part and "publicdomain/zero" in part and "Wikidata" in part
    assert '<span lang="fr">fourmi rousse</span>' in part and '<span lang="cs">mravenec' in part
    assert "emmet" not in part  # it is recorded here
    assert count in part and "/paper/one" in part
    work = site.get(f"/{language}/paper/one").text
    part = work[work.index('<section class="section outside"') :].partition("</section>")[0]
    assert "1990" in part and "1991" in part and count in part and "<svg" in part
    assert 'href="https://repository.example.org/ants.pdf"' in part
    assert "2024: 60" in part and "2025: 0" in part
    about = site.get(f"/{language}/about").text
    part = about[about.index('aria-labelledby="outside"') :].partition("</section>")[0]
    assert part.count("https://openalex.org/") == 1 and day in part


def test_json_has_what_others_say_apart(site) -> None:
    found = site.get("/en/method/ant.json").get_json()["outside"]
    assert [(one["dataset"], one["iri"].rpartition("/")[2]) for one in found] == [
        ("Wikidata", "ant"),
        ("OpenAlex", "one"),
    ]
    assert found[0]["disagreements"][0]["there"] == ["1987"]
    assert found[1]["citations_by_year"] == {"2023": 0, "2024": 60, "2026": 30}


def test_without_snapshots_nothing_is_said_of_them(site) -> None:
    bare = create_app(core.Explorer.open(SMALL), cached=False).test_client()
    for address in ("/en/method/dog", "/vi/method/cow", "/en/paper/two", "/en/method/dog.json"):
        assert site.get(address).data == bare.get(address).data
    page = bare.get("/en/method/ant").text
    there = site.get("/en/method/ant").text
    start = there.index('<section class="section outside"')
    end = there.index("</section>", start) + len("</section>\n")
    assert there[:start] + there[end:] == page
    assert "outside" not in bare.get("/en/method/ant.json").get_json()


def test_what_others_say_follows_a_method_that_is_renamed(
    told: core.Explorer, tmp_path: Path, queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(told.folder, tmp_path / "data")
    monkeypatch.setattr(Desk, "_problems", lambda *_: [])  # the small graph has what it has
    old, before = tmp_path / "data/outside" / f"openalex-{FIRST}.ttl", held(tmp_path / "data")
    old.write_text("no Turtle", "utf-8")
    with pytest.raises(DataError, match=r"openalex.* is not Turtle"):
        Desk(config.Sources.below(tmp_path), queries).rename("ant", "emmet")
    old.write_bytes(before[old])
    assert held(tmp_path / "data") == before
    assert Desk(config.Sources.below(tmp_path), queries).rename("ant", "emmet") == []
    assert core.Explorer.open(tmp_path).outside("emmet")[0].facts == NAMED
    Desk(config.Sources.below(tmp_path), queries).withdraw("bee", "it flew away")
    told_of = {
        fact[0] for fact in turtle.read(tmp_path / "data/outside" / f"wikidata-{SECOND}.ttl")
    }
    assert BEE not in told_of and ANT not in told_of


@pytest.mark.parametrize("options", [(), ("--union-default-graph",)], ids=["apart", "union"])
def test_an_endpoint_gives_the_same(
    told: core.Explorer, site, serve_graph, options, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Oxigraph()
    for name, triples in Triples.read(told.store, told.queries).graphs:
        held.extend(Quad(*triple, name) for triple in triples)
    address = serve_graph(EmbeddedStore(held), *options)
    probes = Probes(
        *(
            told.queries[name].bind()
            for name in ("store_named", "store_filled", "store_mixed", "outside_list")
        )
    )
    there = core.Explorer(RemoteStore(address, probes=probes), told.queries, {}, told.folder)
    assert there.outside("ant", old=True) == told.outside("ant", old=True)
    assert there.outside("one", old=True) == told.outside("one", old=True)
    other = create_app(there, cached=False, limits=config.Limits(rate="")).test_client()
    for page in ("/vi/method/ant", "/en/paper/one.json", "/en/about"):
        assert other.get(page).data == site.get(page).data, page
    text = f"SELECT ?year {{ <{ANT.value}> <{MX}introduced> ?year }}"
    sent, send = [], RemoteStore._sent
    monkeypatch.setattr(RemoteStore, "_sent", lambda *given: sent.append(given[1]) or send(*given))
    there.store._told = {}
    answer = other.get("/sparql", query_string={"query": text}, headers={"Accept": "text/csv"})
    # for strangers it is found out anew where the graphs are, in their time, and once
    assert answer.text.split() == ["year", "1990"] and len(sent) == len({*sent}) == 3
    sent.clear()
    for page in ("/en/method/ant", "/en/person/amy", "/en/about"):
        assert other.get(page).status_code == 200
    asked = [one for one in sent if one.apart]
    assert sorted(asked) == sorted({*asked})  # one page after the other, none of it twice


def test_a_default_graph_that_mixes_is_refused(told: core.Explorer, serve_graph) -> None:
    mixed = EmbeddedStore.of(
        config.Sources.below(told.folder).all,
        {
            NamedNode(f"{OUTSIDE}openalex-{SECOND}"): told.folder
            / "outside"
            / f"openalex-{SECOND}.ttl"
        },
    )
    with pytest.raises(StoreError, match="`explorer load`"):
        core.Explorer.open(serve_graph(mixed, "--union-default-graph")).outside("ant")
