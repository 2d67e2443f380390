"""What leaves the house: dumps, the copy of the site, and the graph in another store."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import posixpath
import re
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from pyoxigraph import NamedNode
from rdflib.compare import isomorphic

from explorer import dump, turtle
from explorer.cli import main
from explorer.core import Explorer
from explorer.errors import ChoiceError, DataError, StoreError, StoreUnavailable
from explorer.model import Snapshot
from explorer.query import Sparql
from explorer.snapshots import statements
from explorer.store import RemoteStore
from explorer.store import remote as remote_store
from explorer.vocab import ASSERTED, INFERRED, LINKS, METHODS, OUTSIDE
from explorer.web import copy, create_app
from explorer.web.copy import crawlers
from loopback import Recorded, free_port, serving
from published import OXIGRAPH, oxigraph, trimmed
from reference import SMALL

Files = dict[str, bytes]
Run = Callable[..., subprocess.CompletedProcess[str]]
FORMS = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
SHIPPED = "ro-crate-metadata.json"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def explorer(*words: str) -> subprocess.CompletedProcess[str]:
        ended = CliRunner().invoke(main, words)
        return subprocess.CompletedProcess(words, ended.exit_code, ended.stdout, ended.stderr)

    return explorer


@pytest.fixture(scope="module")
def dumped(small: Explorer) -> Files:
    return dict(dump.files(small))


@pytest.fixture(scope="module")
def tiny(small: Explorer) -> Explorer:
    return trimmed(small)


@pytest.fixture(scope="module")
def copied(tiny: Explorer) -> Files:
    return dict(copy.files(tiny, ("en", "vi")))


SITE = "https://example.org/methods"


@pytest.fixture(scope="module")
def sited(tiny: Explorer) -> Files:
    """A copy of which it is known where it is served, in one more language."""
    return dict(copy.files(tiny, copy.spoken(["fr"]), f"{SITE}/"))


def table(files: Files, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"tables/{name}.csv"].decode(), newline="")))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own, in its JSON-LD
@pytest.mark.parametrize("form", FORMS)
def test_an_independent_reader_finds_what_follows_in_every_form(
    dumped: Files, small: Explorer, form: str
) -> None:
    read = rdflib.Graph().parse(data=dumped[f"inferred.{form}"], format=FORMS[form])
    quads = [quad for quad in small.store.quads() if quad.graph_name == INFERRED]
    wanted = "".join(f"{quad.triple} .\n" for quad in quads)
    assert isomorphic(read, rdflib.Graph().parse(data=wanted, format="nt"))
    assert len(read) == len(quads) > 5


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_what_is_stated_says_the_same(
    dumped: Files, small: Explorer, form: str
) -> None:
    kind = ox.RdfFormat.from_extension(form)
    read = ox.Dataset(ox.parse(dumped[f"graph.{form}"], format=kind))
    wanted = ox.Dataset(
        quad for quad in small.store.quads() if quad.graph_name == ox.DefaultGraph()
    )
    for held in (read, wanted):
        held.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert read == wanted


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_named_graphs_keep_apart_what_is_stated_and_what_follows(
    dumped: Files, small: Explorer, form: str
) -> None:
    quads = list(ox.parse(dumped[f"graphs.{form}"], format=ox.RdfFormat.from_extension(form)))
    inferred = [quad for quad in quads if quad.graph_name == INFERRED]
    held = list(small.store.quads())
    assert len(inferred) == sum(quad.graph_name == INFERRED for quad in held)
    assert {quad.graph_name for quad in quads} == {INFERRED, ASSERTED, LINKS}
    assert len(quads) == len(held)


def test_an_endpoint_gives_the_same_bytes_even_with_a_union_for_its_default_graph(
    dumped: Files, small: Explorer, tmp_path: Path
) -> None:
    (tmp_path / "all.nq").write_bytes(dumped["graphs.nq"])
    loaded = ["--location", tmp_path / "store"]
    load = [OXIGRAPH, "load", *loaded, "--file", tmp_path / "all.nq"]
    subprocess.run(load, check=True, capture_output=True)
    with oxigraph("serve-read-only", *loaded, "--union-default-graph") as served:
        store = RemoteStore(f"{served}query")
        again = dict(dump.files(Explorer(store, small.queries, small._sources)))
    assert {name for name in dumped if again.get(name) != dumped[name]} == set()


def test_a_store_that_gives_less_than_it_holds_is_not_taken_as_whole(
    small: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = small.store.construct

    def cut(self: object, query: Sparql) -> list[ox.Triple]:
        return [*whole(query)][:1000]

    monkeypatch.setattr(type(small.store), "construct", cut)
    with pytest.raises(StoreError, match="1000 of its"):
        dict(dump.files(small))


def test_relations_come_with_their_reasons_and_how_they_are_known(dumped: Files) -> None:
    found = {
        (row["subject"], row["relation"], row["object"]): row for row in table(dumped, "relations")
    }
    stated = found["ant", "extends", "bee"]
    assert (stated["basis"], stated["reason_en"], stated["source"]) == (
        "stated",
        "It walks.",
        "one",
    )
    assert stated["reason_vi"] == "Nó đi bộ."
    assert found["bee", "extendedBy", "ant"]["basis"] == "inferred"


def test_tables_hold_what_the_graph_holds(dumped: Files) -> None:
    methods = {row["id"]: row for row in table(dumped, "methods")}
    assert methods["ant"]["name_vi"] == "Kiến"
    assert methods["ant"]["fields"] == "clustering; simulation"
    assert methods["bee"]["works"] == "one; two"
    people = [(row["name"], row["orcid"], row["orcid_basis"]) for row in table(dumped, "people")]
    linked = ("0000-0002-1825-0097", "reviewed")
    assert people == [("Amy Young", *linked), ("Zed Old", "", "")]
    works = {row["id"]: row for row in table(dumped, "works")}
    assert works["one"]["authors"] == "zed; amy"
    assert works["one"]["sources"] == "2"
    assert {row["source"] for row in table(dumped, "evidence")} == {"a", "b"}
    assert "clustering" in {row["id"] for row in table(dumped, "concepts")}


def test_an_orcid_is_the_same_in_the_table_the_queries_and_the_page(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "data")
    file = tmp_path / "data" / "links.ttl"
    before, link, rest = file.read_text("utf-8").partition("link:person-amy-orcid")
    rest = rest.replace(' ;\n    sssom:reviewer_label "A reader"', "", 1)
    file.write_text(before + link + rest, "utf-8")
    graph = tmp_path / "data" / "methods.ttl"
    stated = "person:zed schema:identifier <https://orcid.org/0000-0001-5109-3700> ."
    graph.write_text(f"{graph.read_text('utf-8')}\n{stated}\n", "utf-8")
    made = Explorer.open(str(tmp_path))
    people = {row["id"]: row for row in table(dict(dump.files(made)), "people")}
    listed = {row["person"]: row["orcid"].value for row in made.select("person_coverage")}
    for name, basis in {"amy": "linked", "zed": "stated"}.items():
        shown, told = made.person(name), people[name]
        assert (told["orcid"], told["orcid_basis"]) == (shown.orcid, basis) and shown.orcid
        assert listed[shown.term] == f"https://orcid.org/{shown.orcid}"
    certain = made.select("person_orcids")  # nobody has reviewed the link of the other
    assert [row["person"] for row in certain] == [made.person("zed").term]


def test_no_cell_is_a_formula(run: Run, tmp_path: Path) -> None:
    graph = (SMALL / "methods.ttl").read_text("utf-8").replace('"emmet"@en', '"=1+1"@en')
    (tmp_path / "methods.ttl").write_text(graph.replace(', "con kiến"@vi', ""), "utf-8")
    assert run("export", "out", "--store", str(tmp_path)).returncode == 0
    assert ",'=1+1" in (tmp_path / "out" / "tables" / "methods.csv").read_text("utf-8")


def test_columns_are_described_where_programs_and_people_look(dumped: Files) -> None:
    package = json.loads(dumped["datapackage.json"])
    assert len(package["resources"]) == 6
    for one in package["resources"]:
        content = dumped[one["path"]]
        names = [field["name"] for field in one["schema"]["fields"]]
        assert content.decode().partition("\r\n")[0].split(",") == names
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert all(f"`{name}`" in dumped["README.md"].decode() for name in names)


def test_the_crate_names_every_file_with_its_checksum_and_the_day_of_the_data(
    explorer: Explorer, dumped: Files
) -> None:
    entities = {one["@id"]: one for one in json.loads(dumped[SHIPPED])["@graph"]}
    parts = [part["@id"] for part in entities["./"]["hasPart"]]
    assert sorted(parts) == sorted(dumped.keys() - {SHIPPED})
    for part in parts:
        assert entities[part]["sha256"] == hashlib.sha256(dumped[part]).hexdigest()
        assert entities[part]["contentSize"] == str(len(dumped[part]))
    assert entities[SHIPPED]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert {"license", "author", "publisher", "version", "name", "description"} <= entities[
        "./"
    ].keys()
    made = dump.release(explorer, dump.Triples.read(explorer.store, explorer.queries))
    checked = {one.checked for rows in explorer._sources.values() for one in rows}
    linked = {match.date for held in explorer.matches.values() for match in held}
    assert made.date == max(checked | linked)


def test_the_data_are_of_one_day_wherever_they_are_dated(small: Explorer, dumped: Files) -> None:
    client = create_app(small).test_client()
    day = max(match.date for held in small.matches.values() for match in held)
    entities = {one["@id"]: one for one in json.loads(dumped[SHIPPED])["@graph"]}
    assert entities["./"]["datePublished"] == day
    assert f"data of {day}," in dumped["README.md"].decode()
    assert f'"dateModified":"{day}"' in client.get("/en/about").text
    described = ox.parse(client.get("/dataset.nt").data, format=ox.RdfFormat.N_TRIPLES)
    modified = [
        (quad.subject.value.rpartition("/")[2], quad.object.value)
        for quad in described
        if quad.predicate.value.endswith("terms/modified")
    ]
    assert ("dataset", day) in modified
    assert small.dataset().issued == day


def test_what_others_said_keeps_its_licence(tmp_path: Path) -> None:
    snapshot = Snapshot(
        NamedNode(f"{OUTSIDE}wikidata-2026-11-27"),
        "Wikidata",
        "http://w/",
        "http://by/",
        "2026-11-27",
    )
    shutil.copytree(SMALL, tmp_path / "data")
    file = tmp_path / "data" / "outside" / "wikidata-2026-11-27.ttl"
    file.parent.mkdir()
    file.write_text(turtle.write(statements(snapshot, {})), "utf-8")
    files = dict(dump.files(Explorer.open(str(tmp_path))))
    entities = {one["@id"]: one for one in json.loads(files[SHIPPED])["@graph"]}
    assert entities["outside/wikidata-2026-11-27.ttl"]["license"] == {"@id": "http://by/"}
    assert "http://by/" in entities and "license" not in entities["graph.ttl"]
    assert b"What Wikidata said on 2026-11-27, under its licence http://by/" in files["README.md"]


def test_a_folder_is_written_whole_and_again(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        done = run("export", "out", "--store", str(SMALL))
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    subprocess.run(check, cwd=tmp_path / "out", check=True)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_others_keep_is_refused_and_with_force_left_alone(
    run: Run, dumped: Files, tmp_path: Path
) -> None:
    (tmp_path / "out" / "mine").mkdir(parents=True)
    note = tmp_path / "out" / "mine" / "note.txt"
    note.write_text("mine", "utf-8")
    refused = run("export", "out", "--store", str(SMALL))
    assert refused.returncode == 2
    assert "mine/note.txt" in refused.stderr and "--force" in refused.stderr
    assert run("export", "out", "--force", "--store", str(SMALL)).returncode == 0
    assert note.read_text("utf-8") == "mine"
    assert (tmp_path / "out" / "graph.nt").read_bytes() == dumped["graph.nt"]


def test_the_folder_one_stands_in_is_written_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for files in ([("a", b"1"), ("b/c", b"2")], [("a", b"3")]):
        dump.placed(files, Path())
        assert Path.cwd().samefile(tmp_path)
        assert (tmp_path / "a").read_bytes() == files[0][1]
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"a", "SHA256SUMS", ".method-explorer"}


def test_where_a_link_leads_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    for content in (b"1", b"2"):
        dump.placed([("a", content)], tmp_path / "link")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real" / "a").read_bytes() == content


def test_what_cannot_be_read_or_written_is_told_in_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for name in ("file/below", "x" * 300):
        refused = run("export", name, "--store", str(SMALL))
        assert refused.returncode == 1
        assert refused.stderr.count("\n") == 1 and f"{name} cannot be written" in refused.stderr


def test_what_was_written_before_and_is_no_more_goes(tmp_path: Path) -> None:
    dump.placed([("a", b"1"), ("b/c", b"2")], tmp_path / "out")
    (tmp_path / "out" / "mine").write_bytes(b"3")
    dump.placed([("a", b"4")], tmp_path / "out", force=True)
    left = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*")}
    assert left >= {"a", "mine", "SHA256SUMS"} and "b/c" not in left


def summed(*files: Path | str) -> str:
    """Lines of a list of checksums, as sha256sum writes them."""
    return "".join(f"{hashlib.sha256(Path(at).read_bytes()).hexdigest()}  {at}\n" for at in files)


def test_a_folder_of_others_is_not_ours_for_its_list_of_checksums(run: Run, tmp_path: Path) -> None:
    image = tmp_path / "out" / "system.iso"
    image.parent.mkdir()
    image.write_bytes(b"disc")
    sums = summed(image).replace(str(image), image.name)
    (tmp_path / "out" / "SHA256SUMS").write_text(sums, "utf-8")
    refused = run("export", "out", "--store", str(SMALL))
    assert refused.returncode == 2 and "--force" in refused.stderr
    assert {path.name for path in image.parent.iterdir()} == {"system.iso", "SHA256SUMS"}
    assert run("export", "out", "--force", "--store", str(SMALL)).returncode == 0
    assert image.read_bytes() == b"disc"


@pytest.mark.parametrize("marked", [False, True], ids=["as-it-was", "with-our-marker"])
def test_a_list_of_checksums_leads_to_no_file_outside_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marked: bool
) -> None:
    out, outside, near = tmp_path / "out", tmp_path / "outside", tmp_path / "near"
    dump.placed([("a", b"1"), ("gone", b"2")], out)
    outside.write_bytes(b"theirs")
    near.write_bytes(b"theirs")
    (out / "mine").write_bytes(b"3")
    monkeypatch.chdir(out)
    before = summed("SHA256SUMS")
    with Path("SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(summed(outside, "../near", "./../near"))
    if marked:
        marker = Path(".method-explorer")
        text = marker.read_text("utf-8")
        assert before in text
        marker.write_text(text.replace(before, summed("SHA256SUMS")), "utf-8")
    dump.placed([("a", b"4")], out, force=True)
    assert outside.read_bytes() == near.read_bytes() == b"theirs"
    assert (out / "a").read_bytes() == b"4"
    assert (out / "gone").exists() != marked


def test_what_changed_since_it_was_written_is_not_deleted_unasked(tmp_path: Path) -> None:
    out = tmp_path / "out"
    dump.placed([("a", b"1"), ("b/c", b"2")], out)
    (out / "b" / "c").write_bytes(b"edited")
    with pytest.raises(ChoiceError, match="such as b/c"):
        dump.placed([("a", b"3")], out)
    assert (out / "a").read_bytes() == b"1"
    dump.placed([("a", b"3")], out, force=True)
    assert (out / "a").read_bytes() == b"3"
    assert (out / "b" / "c").read_bytes() == b"edited"


def test_what_changes_while_files_are_made_is_not_deleted(tmp_path: Path) -> None:
    out = tmp_path / "out"
    dump.placed([("a", b"1")], out)

    def slow() -> Iterator[dump.File]:
        (out / "a").write_bytes(b"edited")
        yield "a", b"2"

    with pytest.raises(ChoiceError, match="such as a;"):
        dump.placed(slow(), out)
    assert (out / "a").read_bytes() == b"edited"


def test_nothing_is_left_of_what_breaks_off(tmp_path: Path) -> None:
    def broken() -> Iterator[dump.File]:
        yield "a", b"new"
        raise StoreError("It broke off.")

    dump.placed([("a", b"old")], tmp_path / "out")
    for write in (
        lambda: dump.placed(broken(), tmp_path / "out"),
        lambda: dump.packed(broken(), tmp_path / "out.zip"),
    ):
        with pytest.raises(StoreError):
            write()
    assert (tmp_path / "out" / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_old_comes_back_where_the_new_cannot_be_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump.placed([("a", b"old")], tmp_path / "out")
    rename = Path.rename

    def fail(path: Path, to: Path) -> Path:
        if path.name == "whole":
            raise OSError(5, "Input/output error")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(DataError, match="Input/output error"):
        dump.placed([("a", b"new")], tmp_path / "out")
    assert (tmp_path / "out" / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_who_is_told_to_end_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> Iterator[dump.File]:
        yield "a", b"1"
        signal.raise_signal(signal.SIGTERM)
        yield "b", b"2"

    monkeypatch.setattr(dump, "files", ended)
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        assert run("export", "out", "--store", str(SMALL)).returncode == 1
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)
    assert list(tmp_path.iterdir()) == []


def test_a_zip_holds_the_same_and_is_the_same_each_time(dumped: Files, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        dump.packed(dumped.items(), tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert (
        f"{hashlib.sha256(dumped[SHIPPED]).hexdigest()}  {SHIPPED}"
        in held.pop("SHA256SUMS").decode()
    )
    assert held == dumped
    with pytest.raises(ChoiceError, match="--force"):
        dump.packed(dumped.items(), tmp_path / "one.zip")


def test_a_name_that_ends_in_zip_is_a_zip(run: Run, dumped: Files, tmp_path: Path) -> None:
    for name in ("graph.zip", "graph.ZIP"):
        done = run("export", name, "--store", str(SMALL))
        assert done.returncode == 0, done.stderr
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert archive.read("graph.nt") == dumped["graph.nt"]


HOST = b"http://localhost/"
LINK = re.compile(r'<([a-z]+)\b[^>]*? (href|src|action|data-source|data-index)="([^"]*)"')
LOADED = {"link", "script", "img", "form", "use"}


def test_no_link_of_the_copy_is_broken_and_nothing_comes_from_elsewhere(copied: Files) -> None:
    faults, count = [], 0
    faults += [(name, "localhost") for name, content in copied.items() if HOST in content]
    for name, content in copied.items():
        if not name.endswith((".html", ".svg")):
            continue
        text = content.decode()
        for tag, _, value in LINK.findall(text):
            address = unescape(value)
            if address.startswith(("http://", "https://")):
                faults += [(name, address)] if tag in LOADED else []
            elif not address.startswith("#"):
                file = re.split("[#?]", address)[0]
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
                count += 1
                faults += [] if target in copied else [(name, address)]
    assert faults == []
    assert count > 500


def test_what_pages_of_the_copy_tell_programs_leads_to_files(copied: Files) -> None:
    own = {}
    for name, content in copied.items():
        for found in re.findall(
            r'<script type="application/ld.json">(.*?)<', content.decode("utf-8", "ignore")
        ):
            leads = [one for one in re.findall(r'"@id":"([^"]*)"', found) if "://" not in one]
            paths = [
                posixpath.join(posixpath.dirname(name), re.split("[#?]", one)[0]) for one in leads
            ]
            own[name] = {posixpath.normpath(path) for path in paths}
            assert own[name] <= copied.keys()
    assert "en/compare/ant/bee.html" in own["en/compare/ant/bee.html"]
    assert "search.html?q={words}" in copied["vi/index.html"].decode()


def test_the_copy_holds_every_page_in_both_languages_with_its_data(copied: Files) -> None:
    for language in ("en", "vi"):
        for page in ("method/ant", "graph/ant", "person/amy", "paper/one", "compare/ant/bee"):
            text = copied[f"{language}/{page}.html"].decode()
            assert f'<html lang="{language}"' in text
        assert json.loads(copied[f"{language}/method/ant.json"])["lang"] == language
    assert copied["en/method/ant.bib"].startswith(b"@")
    assert b"How ants do it" in copied["en/paper/one.ris"]
    assert b"wd:Q7386" in copied["links.sssom.tsv"]
    assert b"ant|ant|Q7386" in copied["beacon/method-wikidata-exactmatch.txt"]
    assert not [name for name in copied if name.startswith(("fr/", "de/"))]
    assert "index.html" in copied and "data/methods.ttl" not in copied


def test_pages_of_the_copy_are_those_of_the_site(copied: Files, tiny: Explorer) -> None:
    served = create_app(tiny).test_client().get("/vi/method/ant").text
    said = re.compile(r"<(?:p|h\d|dd|td)\b[^>]*>([^<]+)")
    missing = set(said.findall(served)) - set(said.findall(copied["vi/method/ant.html"].decode()))
    assert missing == set()


def test_what_needs_the_program_is_not_offered(copied: Files) -> None:
    for name in ("method/ant", "compare/ant/bee", "graph/ant", "timeline", "methods"):
        text = copied[f"en/{name}.html"].decode()
        forms = re.findall(r"<form\b[^>]*>", text)
        assert all('role="search"' in form and "search.html" in form for form in forms)
        assert not re.findall(r'<(?:button|input)\b[^>]*\bform="', text)
        assert "data-source" not in text and "oembed" not in text and "<iframe" not in text
        assert "&lt;iframe" not in text and "path.html" not in text
    assert "needs the program" in copied["en/graph/ant.html"].decode()
    assert b"reconcile" not in copied["en/about.html"]
    for name in ("sparql", "api"):
        text = copied[f"en/{name}.html"].decode()
        assert "Only the program answers" in text and "open to every origin" not in text
        assert "WebAPI" not in text and "yasqe" not in text and text.count("<form") == 1
    assert "openapi.json" not in copied and "en/path.html" not in copied
    assert b"sparql" not in copied["dataset.ttl"]


def test_the_copy_names_its_own_languages_alone(copied: Files) -> None:
    said = copied["en/index.html"].decode().partition("In your language")[2].partition("</li>")[0]
    assert re.sub("<[^>]*>", "", said) == "English · Tiếng Việt"


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/en/compare?method=bee&method=ant", "/en/compare?method=ant&method=bee"),
        ("/en/compare?method=ant&method=dog", "/en/compare"),
        ("/en/compare?method=ant&method=bee&method=cow", "/en/compare"),
        ("/en/compare?method=ant", "/en/method/ant#beside"),
        ("/en/search?q=hoi+quy&type=person", "/en/search?q=hoi+quy"),
        ("/en/graph/ant?open=bee&depth=2", "/en/graph/ant"),
        ("/en/path?from=ant&to=bee", "/en/path"),
        ("/en/methods?family=decision&decade=1990&sort=oldest", "/en/methods?family=decision"),
        ("/en/methods.json?field=clustering&page=2", "/en/field/clustering.json"),
        ("/en/timeline?from=1990&until=1999", "/en/timeline?from=1990&until=1999"),
        ("/en/timeline?from=1991&until=1997", "/en/timeline"),
        ("/ja/method/ant", "/en/method/ant"),
        ("/vi/query/method_list?limit=5", "/queries/method_list.rq"),
        ("/query/method_list.csv", "/queries/method_list.rq"),
        ("/en/sparql?example=method_list&stated=1", "/queries/method_list.rq"),
        ("/en/sparql", "/en/sparql"),
        ("/vi/method/ant.bib", "/en/method/ant.bib"),
    ],
)
def test_what_a_file_cannot_answer_leads_to_what_comes_closest(
    small: Explorer, asked: str, leads: str
) -> None:
    assert "".join(copy.Places.of(small, ("en", "vi")).held(asked)) == leads


def test_without_script_the_search_of_the_copy_lists_all_methods(copied: Files) -> None:
    page = copied["vi/search.html"].decode()
    for method, name in {"ant": "Kiến", "bee": "Ong", "cow": "Bò", "dog": "Dog"}.items():
        assert re.search(rf'<a href="method/{method}\.html">(<span[^>]*>)?{name}', page)


def test_the_copy_is_the_same_each_time_and_speaks_more_languages(
    copied: Files, sited: Files, tiny: Explorer
) -> None:
    assert "fr/method/ant.html" in sited
    assert sited["en/search.json"] == copied["en/search.json"]
    assert b'hreflang="fr"' in sited["en/method/ant.html"]
    assert b'hreflang="fr"' not in copied["en/method/ant.html"]
    fresh = Explorer(tiny.store, tiny.queries, tiny._sources)
    assert dict(copy.files(fresh, ("en", "vi"))) == copied


def test_a_copy_says_where_it_is_served_by_the_addresses_of_its_files(
    copied: Files, sited: Files
) -> None:
    told = {
        name: re.findall(rf'{SITE}/([^\s"<>#?]*)', content.decode("utf-8", "ignore"))
        for name, content in sited.items()
    }
    places = [(name, place) for name, found in told.items() for place in found]
    assert [one for one in places if one[1] not in sited] == []
    for name in ("dataset.ttl", "dataset.rdf", ".well-known/void"):
        assert "en/about.html" in told[name]
    page = sited["en/compare/ant/bee.html"].decode()
    assert f'<link rel="canonical" href="{SITE}/en/compare/ant/bee.html">' in page
    assert f'property="og:image" content="{SITE}/preview.png">' in page
    assert f'"@id":"{SITE}/en/compare/ant/bee.html' in page
    assert not [name for name, content in copied.items() if b"canonical" in content]


def test_crawlers_find_the_pages_of_a_copy_and_strays_the_way_back(
    copied: Files, sited: Files
) -> None:
    listed = re.findall(rf"<loc>{SITE}/([^<]*)</loc>", sited["sitemap.xml"].decode())
    pages = {name for name in sited if b"canonical" in sited[name]}
    assert pages == set(listed) and len(listed) == len(pages) > 50
    assert "fr/method/ant.html" in pages and "index.html" not in pages
    assert f"Sitemap: {SITE}/sitemap.xml" in sited["robots.txt"].decode().splitlines()
    missing = sited["404.html"].decode()
    links = [unescape(link) for _, _, link in LINK.findall(missing)]
    assert all(link.startswith((f"{SITE}/", "#")) for link in links)
    assert {f"{SITE}/{one}" for one in ("vi/index.html", "en/search.html")} <= set(links)
    assert not {"sitemap.xml", "robots.txt", "404.html", "preview.png"} & copied.keys()


def test_a_site_map_of_a_copy_keeps_to_the_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawlers, "MOST", 2)
    made = dict(crawlers.told(SITE, ["a", "b", "c"]))
    assert [content.count(b"<loc>") for content in made.values()] == [2, 1, 0]
    assert f"Sitemap: {SITE}/sitemap-2.xml\n".encode() in made["robots.txt"]


def test_the_name_of_the_version_of_the_ontology_holds_in_a_copy(explorer: Explorer) -> None:
    held = copy._versions(explorer)
    copier = copy.Copier(copy._app(explorer, ("en",)), copy.Places(("en",), ()), {}, "")
    made = {one.path: one.content for one in map(copier.copy, held)}
    [folder] = (name for name in made if name.endswith("/index.html"))
    assert b"../../en/ontology.html" in made[folder]
    whole = copier.copy("/ontology.ttl").content
    assert made[folder.replace("/index.html", ".ttl")] == whole
    assert len(made) == 5


@pytest.fixture(scope="module")
def writable() -> Iterator[str]:
    """An empty store that takes what it is given."""
    with oxigraph("serve") as served:
        yield served


@pytest.mark.parametrize("switches", [("--default",), ()], ids=["default", "named"])
def test_pages_over_a_store_that_was_loaded_are_the_same(
    run: Run, small: Explorer, writable: str, switches: tuple[str, ...]
) -> None:
    for _ in range(2):  # what was there is replaced
        sent = run("load", "--store", f"{writable}store", "--from", str(SMALL), *switches)
        assert sent.returncode == 0, sent.stderr
    store = Explorer.open(f"{writable}query").store
    remote = Explorer(store, small.queries, small._sources)
    assert dict(dump.files(remote)) == dict(dump.files(small))
    here, there = (create_app(one, cached=False).test_client() for one in (small, remote))
    for page in ("method/ant", "graph/ant", "compare?method=ant&method=bee", "search?q=kien"):
        assert there.get(f"/en/{page}").text == here.get(f"/en/{page}").text


def test_links_at_an_endpoint_are_shown_as_they_are_now(
    run: Run, small: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_store, "FRESH", 0)
    with oxigraph("serve") as served:
        words = ("load", "--store", f"{served}store", "--from")
        run(*words, str(SMALL))
        remote = Explorer.open(f"{served}query")
        client = create_app(remote, cached=False).test_client()
        ant = NamedNode(f"{METHODS}ant")
        assert "Q7386" in client.get("/en/method/ant").text and not remote.__dict__.get("_matches")
        assert remote.matches[ant] == small.matches[ant]
        assert dict(remote.matches) == dict(small.matches) and remote.matches
        shutil.copytree(SMALL, tmp_path / "data")
        (tmp_path / "data" / "links.ttl").unlink()
        run(*words, str(tmp_path))
        assert "Q7386" not in client.get("/en/method/ant").text
        assert ant not in remote.matches and not remote.matches


def test_a_snapshot_that_is_not_here_any_more_is_deleted_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_store, "FRESH", 0)
    data = tmp_path / "graph" / "data"
    shutil.copytree(SMALL, data)
    graph = NamedNode(f"{OUTSIDE}wikidata-2026-11-27")
    snapshot = Snapshot(graph, "Wikidata", "http://w/", "http://cc0/", "2026-11-27")
    (data / "outside").mkdir()
    file = data / "outside" / "wikidata-2026-11-27.ttl"
    file.write_text(turtle.write(statements(snapshot, {})), "utf-8")
    with oxigraph("serve") as served:
        query = ("--query", f"{served}query")
        words = ("load", "--store", f"{served}store", "--from", str(data.parent), *query)
        assert "deleted" not in run(*words).stdout
        there = Explorer.open(f"{served}query")
        assert [one.graph for one in there.snapshots] == [graph]
        file.unlink()
        assert "would delete" in run(*words, "--dry-run").stdout and there.snapshots
        assert "deleted what is not here any more" in run(*words).stdout
        assert there.snapshots == ()  # and its pages are made anew


def test_a_dry_run_says_what_it_would_send_and_sends_nothing(run: Run) -> None:
    said = run("load", "--store", "http://127.0.0.1:9/store", "--from", str(SMALL), "--dry-run")
    assert said.returncode == 0
    assert "graph%2Fasserted" in said.stdout and "graph%2Finferred" in said.stdout


def test_what_lets_one_in_is_sent_and_never_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    class Guarded(Recorded):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, self.headers["Authorization"]))
            self.send_response(204 if "Bearer" in self.headers["Authorization"] else 401)
            self.end_headers()

    with serving(Guarded) as address:
        wanted = address.replace("//", "//me:secret@")
        refused = run("load", "--store", f"{wanted}data", "--from", str(SMALL))
        monkeypatch.setenv("EXPLORER_TOKEN", "key")
        sent = run("load", "--store", f"{address}data", "--from", str(SMALL))
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1 and "--token" in refused.stderr
    assert "secret" not in refused.stderr + refused.stdout
    assert asked[0][1] == "Basic bWU6c2VjcmV0"
    assert sent.returncode == 0
    sent_to = [path.partition("graph%2F")[2] for path, _ in asked[1:]]
    assert sent_to == ["asserted", "inferred", "links"]
    assert asked[1][1] == "Bearer key"


def test_an_address_that_takes_no_graph_is_told_in_a_sentence(writable: str) -> None:
    with pytest.raises(StoreError, match="give the address of its Graph Store protocol"):
        dump.upload(dump.Endpoint.of(f"{writable}query"), "", b"")
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        dump.upload(dump.Endpoint.of(f"http://127.0.0.1:{free_port()}/store"), "", b"")
    for address in ("store", "http://[::1/store", "http://127.0.0.1:99999/store"):
        with pytest.raises(ChoiceError, match="http"):
            dump.Endpoint.of(address)
    with pytest.raises(ChoiceError, match="token"):
        dump.Endpoint.of("http://127.0.0.1/store", token="a\nb")
    assert dump.Endpoint.of("http://127.0.0.1/store", token="a\r\n").login == "Bearer a"


def test_a_store_that_does_not_listen_to_the_end_is_told(small: Explorer) -> None:
    class Deaf(Recorded):
        def do_PUT(self) -> None:
            self.connection.shutdown(2)

    with serving(Deaf) as address, pytest.raises(StoreError, match="broke off"):
        dump.upload(dump.Endpoint.of(address), "", b" " * 9_000_000)


def test_a_slow_store_is_given_up() -> None:
    class Slow(Recorded):
        def do_PUT(self) -> None:
            import time

            time.sleep(0.6)

    with serving(Slow) as address, pytest.raises(StoreUnavailable, match="cannot be reached"):
        dump.upload(dump.Endpoint.of(address, timeout=0.2), "", b"")


def test_a_page_that_cannot_be_made_stops_the_copy(
    tiny: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("explorer.web.lists.families", broken)
    with pytest.raises(StoreError, match="could not be made"):
        list(copy.files(tiny, ("en",)))
