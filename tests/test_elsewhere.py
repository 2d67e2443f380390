"""What things are called in other data sets: on pages, in documents, and as files for others."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from extruct.jsonld import JsonLdExtractor
from flask.testing import FlaskClient

from explorer.core import Explorer
from explorer.dump import files
from explorer.errors import NotFound
from explorer.links import sssom
from explorer.vocab import BASE, PREFIXES
from explorer.web import create_app
from reference import SMALL

SITE = "https://methods.example.org"
LINK = re.compile(r'<span class="label">(\w+)</span> <span><a href="([^"]+)"')
Triple = tuple[str, str, str]


@pytest.fixture(scope="module")
def site(small: Explorer) -> FlaskClient:
    return create_app(small, site=SITE).test_client()


@pytest.fixture(scope="module")
def stated() -> set[Triple]:
    """The links of the small graph as its file has them, read without any code of ours."""
    quads = ox.parse((SMALL / "links.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    triples = [quad.triple for quad in quads]
    kept = (PREFIXES["skos"], f"{PREFIXES['owl']}sameAs")
    return {
        (one.subject.value, one.predicate.value, one.object.value)
        for one in triples
        if one.predicate.value.startswith(kept)
    }


@pytest.mark.parametrize("thing", ["method/ant", "paper/one", "person/amy", "method/dog"])
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_page_names_what_its_thing_is_elsewhere(
    site: FlaskClient, stated: set[Triple], thing: str, language: str
) -> None:
    page = site.get(f"/{language}/{thing}").text
    shown = {address for _, address in LINK.findall(page)}
    said = site.get(f"/{language}/{thing}.json").json["elsewhere"]
    wanted = {there for subject, _, there in stated if subject == f"{BASE}{thing}"}
    assert {one["iri"] for one in said} == wanted
    assert {one["url"] for one in said} == shown
    assert ('id="elsewhere"' in page) == bool(wanted)
    same = {one["iri"] for one in said if one["relation"] in ("exactMatch", "sameAs")}
    told = JsonLdExtractor().extract(page)[0]
    known = {one["@id"] for one in told.get("sameAs", [])}
    assert {one for one in known if not one.startswith("https://doi.org/")} == same


def test_a_link_tells_how_it_was_found(site: FlaskClient) -> None:
    page = site.get("/en/method/ant").text
    found = page.partition('<dl class="found">')[2].partition("</dl>")[0]
    first = found.partition("</div>")[0]
    assert "Confidence: 95.0%." in first and "Accepted by A reader." in first
    assert "November 20, 2026" in first and "A book of ants, page 7" in first
    assert 'href="https://example.org/ants"' in first
    assert found.count("Not reviewed yet.") == 2 and "the colony, not the ant" in found


def test_a_person_carries_the_orcid_that_a_link_gives(site: FlaskClient) -> None:
    assert 'href="https://orcid.org/0000-0002-1825-0097">ORCID' in site.get("/en/person/amy").text
    assert site.get("/orcid/0000-0002-1825-0097").headers["Location"].endswith("/person/amy")


def test_the_query_of_the_panel_gives_the_same(small: Explorer, site: FlaskClient) -> None:
    for thing in ("method/ant", "paper/one"):
        rows = small.select("thing_links", thing=ox.NamedNode(f"{BASE}{thing}"))
        said = site.get(f"/en/{thing}.json").json["elsewhere"]
        assert {row["there"].value for row in rows} == {one["iri"] for one in said}
    address = re.search(r'href="([^"]*example=thing_links[^"]*)"', site.get("/en/method/ant").text)
    assert address and "Q7386" in site.get(address[1].replace("&amp;", "&")).text


def test_the_command_lists_what_a_method_is_called_elsewhere(run) -> None:
    store = ("--store", str(SMALL))
    assert "https://www.wikidata.org/wiki/Q7386" in run("show", "ant", *store).stdout
    assert "elsewhere" not in run("show", "dog", *store).stdout
    lines = list(csv.reader(io.StringIO(run("show", "ant", "--csv", *store).stdout)))
    assert ["exactMatch", "Wikidata: ant", "http://www.wikidata.org/entity/Q7386"] in lines
    printed = json.loads(run("show", "ant", "--json", *store).stdout)["elsewhere"]
    assert [one["reviewer"] for one in printed] == ["A reader", None, None]


def test_things_go_by_slug_or_iri(small: Explorer) -> None:
    for wanted in ("ant", f"{BASE}method/ant", ox.NamedNode(f"{BASE}method/ant")):
        assert [match.label for match in small.elsewhere(wanted)] == [
            "ant",
            "Insect",
            "colony statistic",
        ]
    assert small.elsewhere("amy") and small.elsewhere("one") and not small.elsewhere("dog")
    for wrong in ("nope", "Not A Slug", f"{BASE}method/nope", ""):
        with pytest.raises(NotFound):
            small.elsewhere(wrong)


def test_notebooks_take_names_too() -> None:
    from explorer import Explorer as Notebook

    ex = Notebook(SMALL)
    said = ex.elsewhere("Kiến").df
    assert list(said["identifier"]) == ["Q7386", "Insect", "0000039"] and {*said["id"]} == {"ant"}
    assert len(ex.elsewhere("Amy Young")) == 2 and len(ex.elsewhere("10.1000/ONE")) == 2
    assert "Q7386" in repr(ex.elsewhere("emmet"))
    assert "wikidata.org/wiki/Q7386" in (ex.elsewhere("ant")._repr_html_() or "")
    with pytest.raises(NotFound):
        ex.elsewhere("nothing of the kind")


def test_sssom_holds_every_link_with_its_evidence(
    small: Explorer, site: FlaskClient, stated: set[Triple]
) -> None:
    sent = site.get("/links.sssom.tsv")
    assert sent.mimetype == "text/tab-separated-values"
    assert dict(files(small))["links.sssom.tsv"] == sent.data
    head = [line for line in sent.text.splitlines() if line.startswith("#")]
    assert any(line.startswith("#license: https://creativecommons.org/") for line in head)
    rows = list(csv.DictReader(sent.text.splitlines()[len(head) :], delimiter="\t"))
    ends = ("subject_id", "predicate_id", "object_id")
    assert {tuple(sssom.expanded(row[end]).value for end in ends) for row in rows} == stated
    ant = next(row for row in rows if row["object_id"] == "wd:Q7386")
    assert (ant["reviewer_label"], ant["confidence"], ant["mapping_date"]) == (
        "A reader",
        "0.95",
        "2026-11-20",
    )


def beacon(text: str) -> tuple[dict[str, str], set[Triple]]:
    """Read a file as the format has it: fields first, then links that they put together."""
    lines = text.splitlines()
    head = dict(line[1:].split(": ", 1) for line in lines if line.startswith("#"))
    found = set()
    for line in filter(None, lines[len(head) :]):
        source, _, target = line.split("|")
        start, plus, _ = head["TARGET"].partition("{+ID}")
        there = start + (target if plus else quote(target, safe=""))
        found.add((f"{head['PREFIX']}{source}", head["RELATION"], there))
    return head, found


def test_beacon_files_and_the_linksets_that_name_them_hold_all_links(
    site: FlaskClient, stated: set[Triple]
) -> None:
    facts = [quad.triple for quad in ox.parse(site.get("/dataset.nt").text, ox.RdfFormat.N_TRIPLES)]

    def said(subject: ox.NamedNode, name: str) -> list[ox.NamedNode]:
        prefix, _, local = name.partition(":")
        about = ox.NamedNode(f"{PREFIXES[prefix]}{local}")
        return [one.object for one in facts if (one.subject, one.predicate) == (subject, about)]

    kind = ox.NamedNode(f"{PREFIXES['void']}Linkset")
    sets = [one.subject for one in facts if one.object == kind]
    held: set[Triple] = set()
    for one in sets:
        (file,) = said(one, "dcat:distribution")
        (address,) = said(file, "dcat:downloadURL")
        sent = site.get(address.value.removeprefix(SITE))
        assert sent.mimetype == "text/plain" and sent.text.startswith("#FORMAT: BEACON\n")
        head, links = beacon(sent.text)
        assert head["FEED"] == address.value
        assert said(one, "void:triples")[0].value == str(len(links))
        assert {said(one, "void:linkPredicate")[0].value} == {about for _, about, _ in links}
        (there,) = said(one, "void:objectsTarget")
        start = said(there, "void:uriSpace")[0].value
        assert all(target.startswith(start) for _, _, target in links)
        assert said(there, "foaf:homepage") and said(there, "dcterms:license")
        held |= links
    assert held == stated and len(sets) > 4
    assert site.get("/beacon/nope.txt").status_code == 404


def test_the_about_page_counts_the_links_and_names_licences(
    site: FlaskClient, stated: set[Triple]
) -> None:
    linked = site.get("/en/about.json").json["linked"]
    assert sum(one["same"] + one["others"] for one in linked) == len(stated)
    wikidata = next(one for one in linked if one["name"] == "Wikidata")
    assert (wikidata["same"], wikidata["called"], wikidata["date"]) == (3, "CC0 1.0", "2026-11-20")
    page = site.get("/en/about").text
    assert "2 of 8 links have been reviewed by a person." in page
    assert page.count("/beacon/") == len(
        {(s.split("/")[4], p, t.split("/")[2]) for s, p, t in stated}
    )
    assert f"{SITE}/en/reconcile" in page.replace("<wbr>", "")
