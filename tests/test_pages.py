"""The pages around methods, the tray, and the same as data."""

from __future__ import annotations

import csv
import io
import re

import pytest
from PIL import Image
from pyoxigraph import Literal, NamedNode

from explorer import config
from explorer.compare import contrast
from explorer.config import LANGUAGES, MOST_METHODS
from explorer.core import Explorer
from explorer.evidence import COLUMNS, STORED
from explorer.store import EmbeddedStore
from explorer.vocab import METHODS, NAME, PREFIXES
from explorer.web import create_app
from explorer.web.frame import TRAY
from explorer.web.lanes import SIGNS
from explorer.web.lists import Named
from explorer.web.pictures import DECADES, bars, strip, wrapped
from reference import COMPARE, PAIR, SMALL


def test_search_as_data_has_the_promised_form(client) -> None:
    found = client.get("/vi/search.json?q=gmm&type=method&limit=3").get_json()
    assert found["query"] == "gmm" and len(found["hits"]) == 3
    assert set(found["hits"][0]) == {"type", "id", "label", "matched", "why"}
    assert found["hits"][0]["matched"] == "GMM" and found["hits"][0]["why"] == "acronym"
    rows = list(csv.reader(io.StringIO(client.get("/vi/search.csv?q=gmm").get_data(as_text=True))))
    assert rows[0] == ["type", "id", "label", "matched", "why"] and len(rows) > 3


def test_the_command_and_the_page_find_the_same(client, run) -> None:
    import json

    printed = json.loads(run("search", "hoi", "quy", "--lang", "vi", "--json").stdout)
    assert client.get("/vi/search.json?q=hoi+quy&limit=8").get_json() == printed


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["search", "gmm"], 0, "acronym: GMM"),
        (["search", "ramdom", "forst"], 0, "random forest"),
        (["search", "qzxwqzxw"], 2, "Nothing fits “qzxwqzxw”."),
        (["list", "--decade", "1980", "--family", "statistics", "--sort", "oldest"], 0, "1980"),
        (["list", "--decade", "nope"], 2, "decades are written like 1980"),
        (["list", "--kind", "nope"], 2, "There is no kind 'nope'"),
    ],
)
def test_the_command_line_searches_and_filters(run, words: list[str], code: int, said: str) -> None:
    ended = run(*words)
    assert ended.returncode == code and said in ended.stdout + ended.stderr, ended.stderr


def test_the_list_as_data_counts_its_facets(client) -> None:
    listed = client.get("/en/methods.json?family=statistics&decade=1980").get_json()
    assert listed["count"] == len(listed["methods"]) == 12
    counts = {choice["id"]: choice["count"] for choice in listed["facets"]["family"]}
    assert counts["statistics"] == 12
    text = client.get("/en/methods.csv?family=statistics&decade=1980").get_data(as_text=True)
    assert len(list(csv.reader(io.StringIO(text)))) == 13


@pytest.mark.parametrize("scheme", ["field", "family", "kind"])
def test_a_concept_has_its_methods(client, explorer: Explorer, scheme: str) -> None:
    entry = explorer.index["lasso"]
    held = {"field": entry.fields[0], "family": entry.family, "kind": entry.kinds[0]}[scheme]
    slug = held.value.rpartition("/")[2]
    found = client.get(f"/vi/{scheme}/{slug}.json").get_json()
    assert "lasso" in {method["id"] for method in found["methods"]}
    assert found["label"] == explorer.concepts[held].names["vi"] and found["definition"]
    years = [method["introduced"] for method in found["methods"]]
    assert years == sorted(years)
    page = client.get(f"/vi/{scheme}/{slug}").get_data(as_text=True)
    assert explorer.concepts[held].definitions["vi"] in page


def test_a_person_has_methods_and_works(client) -> None:
    found = client.get("/en/person/leo-breiman.json").get_json()
    assert {"random-forest", "bagging"} <= {method["id"] for method in found["methods"]}
    assert "breiman-2001-random-forests" in {paper["id"] for paper in found["papers"]}
    assert "Jerome H. Friedman" in client.get("/en/person/leo-breiman").get_data(as_text=True)


def test_a_work_has_its_methods_and_its_evidence(client, explorer: Explorer) -> None:
    found = client.get("/en/paper/breiman-2001-random-forests.json").get_json()
    assert found["doi"] == "10.1023/a:1010933404324" and found["authors"][0]["id"] == "leo-breiman"
    assert "random-forest" in {method["id"] for method in found["methods"]}
    page = client.get("/en/paper/breiman-2001-random-forests").get_data(as_text=True)
    said = explorer.evidence(found["doi"])
    shown = page.replace("<wbr>", "")
    assert len(said) > 2 and all(row.source in shown for row in said)
    cited = client.get("/en/paper/breiman-2001-random-forests.bib")
    assert cited.mimetype == "application/x-bibtex" and b"@article" in cited.data


def test_a_work_is_not_said_to_introduce_what_it_is_cited_for(client) -> None:
    page = client.get("/en/paper/vaswani-2017-attention-is-all-you-need").text
    assert "Methods with this seminal work" in page and "ntroduced" not in page
    assert re.search(r"2016.{0,400}Self-attention|Self-attention.{0,400}2016", page, re.DOTALL)


def test_what_is_not_recorded_is_said_once(small: Explorer) -> None:
    page = create_app(small).test_client().get("/en/method/bee").text
    listed = page.split('id="gaps"')[1].split("</section>")[0]
    assert re.search(r"<li>the reasons? for \d relations?</li>", listed) and "—" not in listed


def test_those_who_ask_for_the_icon_of_old_find_the_mark(client) -> None:
    with client.get(client.get("/favicon.ico").location) as answer:
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert 'rel="icon"' in client.get("/en/embed/method/lasso").text


def test_a_source_without_an_address_is_said_in_words(client, explorer: Explorer) -> None:
    work = explorer.paper("kaufman-1990-finding-groups-in-data-an")
    stored = [row.source.removeprefix(STORED) for row in explorer.evidence(work.doi) if row.stored]
    page = client.get(f"/en/paper/{work.id}").text
    assert stored and all(f"stored copy of a public file, no. {one}<" in page for one in stored)
    assert STORED not in page and "A stored copy is" in page
    addressed = client.get("/en/paper/breiman-2001-random-forests").text
    assert "What bears the DOI out" in addressed and "A stored copy is" not in addressed
    assert "stored copy of a public file, no. " in client.get("/en/method/attention-mechanism").text


def test_the_works_of_a_method_as_citations(client) -> None:
    assert client.get("/en/method/lasso.bib").data.startswith(b"@article")
    assert client.get("/en/method/lasso.ris").data.startswith(b"TY  - JOUR")


def test_the_timeline_as_data(client) -> None:
    found = client.get("/en/timeline.json?from=1980&until=1989&family=statistics").get_json()
    assert found["count"] == 12
    years = [method["introduced"] for method in found["methods"]]
    assert years == sorted(years) and set(years) <= set(range(1980, 1990))
    turned = client.get("/en/timeline?from=1989&until=1980").get_data(as_text=True)
    assert "from 1980 to 1989" in turned
    assert client.get("/en/timeline?from=x&until=99999").status_code == 200


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/en/person/nobody", "There is no person “nobody”."),
        ("/en/paper/nothing", "There is no work “nothing”."),
        ("/en/field/nope", "There is no field “nope”."),
        ("/en/kind/nope", "There is no type “nope”."),
        ("/en/family/Nope%20x", "is not a slug"),
        ("/en/timeline?family=nope", "There is no family “nope”."),
        ("/en/methods?decade=19x", "There is no method of the decade “19x”"),
        ("/en/methods?has=gold", "“gold” is nothing that can be asked for"),
        ("/queries/nope.rq", "There is no query “nope”."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(client, address: str, said: str) -> None:
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 404 and said in answer.get_json()["detail"]


@pytest.mark.parametrize(
    "name",
    [
        "paper/breiman-2001-random-forests",
        "person/leo-breiman",
        "field/deep-learning",
        "family/statistics",
        "kind/regression-model",
    ],
)
def test_the_name_of_every_thing_leads_to_its_page(client, name: str) -> None:
    answer = client.get(f"/{name}", headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer.location) == (303, f"/fr/{name}")


def test_a_query_can_be_taken_home(client, explorer: Explorer) -> None:
    text = client.get("/queries/comparison_cells.rq").get_data(as_text=True)
    assert text == explorer.queries["comparison_cells"].text


def tray(client, **form: object) -> tuple[str, str]:
    """Change the tray; return what it holds then, and where it leads."""
    answer = client.post("/en/tray", data=form)
    assert answer.status_code == 303
    kept = client.get_cookie(TRAY)
    return (kept.value if kept else "", answer.location)


@pytest.fixture
def reader(explorer: Explorer):
    """A client with cookies of its own."""
    return create_app(explorer).test_client()


def test_the_tray_collects_and_gives_back(reader) -> None:
    assert tray(reader, add="lasso", back="/en/method/lasso") == ("lasso", "/en/method/lasso")
    assert tray(reader, add=["bert", "lasso"], back="/en/")[0] == "lasso.bert"
    page = reader.get("/en/about").get_data(as_text=True)
    assert "2 chosen" in page and "/en/compare?method=lasso&amp;method=bert" in page
    assert tray(reader, go="compare")[1] == "/en/compare?method=lasso&method=bert"
    assert tray(reader, drop="lasso")[0] == "bert"
    assert tray(reader, clear="1")[0] == ""
    assert 'class="tray"' not in reader.get("/en/about").get_data(as_text=True)


def test_the_ticks_of_a_list_replace_those_it_shows(reader) -> None:
    tray(reader, add="lasso")
    shown = "lasso.bert.garch"
    assert tray(reader, add=["bert", "lasso"], shown=shown)[0] == "lasso.bert"  # places stay
    kept, address = tray(
        reader, add=["bert"], shown=shown, list="1", family="decision", sort="oldest", page="2"
    )
    assert kept == "bert"
    assert address == "/en/methods?family=decision&sort=oldest&page=2"


@pytest.mark.parametrize("slug", ["nope", "a b", "", "x" * 5000])
def test_the_tray_takes_only_methods(reader, slug: str) -> None:
    assert tray(reader, add=slug)[0] == ""


def test_the_tray_is_no_larger_than_a_comparison(reader, explorer: Explorer) -> None:
    many = [entry.id for entry in explorer.entries[: MOST_METHODS + 5]]
    assert len(tray(reader, add=many)[0].split(".")) == MOST_METHODS


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"]
)
def test_the_tray_leads_nowhere_else(reader, back: str) -> None:
    assert tray(reader, add="lasso", back=back)[1] == "/en/"


def test_a_spoilt_cookie_is_no_error(reader) -> None:
    reader.set_cookie(TRAY, "lasso.<b>..nope-nope." + "x" * 900)
    page = reader.get("/en/about").get_data(as_text=True)
    assert "1 chosen" in page and "<b>." not in page


def test_pages_of_different_readers_do_not_mix(explorer: Explorer) -> None:
    app = create_app(explorer)
    one, other = app.test_client(), app.test_client()
    one.post("/en/tray", data={"add": "lasso"})
    mine = one.get("/en/about")
    assert b"1 chosen" in mine.data and "Cookie" in mine.headers["Vary"]
    assert b"chosen" not in other.get("/en/about").data.replace(b"pages chosen", b"")
    tag = mine.headers["ETag"]
    assert other.get("/en/about", headers={"If-None-Match": tag}).status_code == 200
    assert one.get("/en/about", headers={"If-None-Match": tag}).status_code == 304


def test_a_page_is_sent_packed_where_that_is_understood(client) -> None:
    import gzip

    plain = client.get(f"/en/{COMPARE}")
    packed = client.get(f"/en/{COMPARE}", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and len(packed.data) < len(plain.data) / 3
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_a_shared_page_has_a_picture_and_a_description(client) -> None:
    text = client.get(f"/vi/{COMPARE}").get_data(as_text=True)
    picture = re.search(r'<meta property="og:image" content="http://localhost([^"]+)"', text)
    assert picture is not None and "Giống nhau ở" in text.partition("</head>")[0]
    image = Image.open(io.BytesIO(client.get(picture[1].replace("&amp;", "&")).data))
    assert image.size == (1200, 630)
    assert client.get("/en/method/lasso.png").mimetype == "image/png"
    assert client.get("/preview.png").mimetype == "image/png"


def test_the_address_of_the_site_can_be_set(explorer: Explorer) -> None:
    text = (
        create_app(explorer, site="https://methods.example.org/")
        .test_client()
        .get("/en/method/lasso")
        .get_data(as_text=True)
    )
    assert '<meta property="og:url" content="https://methods.example.org/en/method/lasso">' in text
    assert 'hreflang="vi" href="https://methods.example.org/vi/method/lasso"' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_without_a_translation_say_their_language(client, language: str) -> None:
    text = client.get(f"/{language}/method/lasso").get_data(as_text=True)
    marked = '<span lang="en">Lasso</span>' in text.partition("<h1>")[2][:60]
    assert marked == (language not in {"en", "vi"})


def test_contrast_names_the_closest_and_the_odd_one(explorer: Explorer) -> None:
    slugs = ["logistic-regression", "decision-tree", "random-forest", "gradient-boosting"]
    told = contrast(explorer.compare(slugs))
    assert told.pair == (2, 3) and "family" in {row.spec.id for row in told.agreed}
    assert (0, ["family"]) in [(at, [row.spec.id for row in rows]) for at, rows in told.apart]
    shared = {one.value.id: one.holders for one in told.neighbours}
    assert shared and all(len(holders) > 1 for holders in shared.values())
    assert not set(shared) & set(slugs)


def test_contrast_of_two_has_no_closest_pair(explorer: Explorer) -> None:
    told = contrast(explorer.compare(PAIR))
    assert told.pair is None and told.apart == ()
    assert {row.spec.id for row in told.alike} == {"field", "family"}


def test_bars_span_the_decades_that_have_methods() -> None:
    made = bars({"1950": 2, "1970": 1})
    assert [(bar.decade, bar.count) for bar in made] == [("1950", 2), ("1960", 0), ("1970", 1)]
    assert made[0].height == 100 and made[2].height == 50 and made[1].height == 0
    assert bars({}) == ()


def test_a_disc_for_each_decade_that_has_methods() -> None:
    made = strip(Named("x", None), {DECADES[0]: 1, DECADES[-1]: 9})
    assert made.path.count("M") == 2


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Lasso", ("Lasso",)),
        ("Support vector machine", ("Support vector", "machine")),
        ("Pneumonoultramicroscopic", ("Pneumonoultrami…",)),
        ("Staggered difference-in-differences", ("Staggered", "difference-in-d…")),
    ],
)
def test_names_in_pictures_are_broken_and_cut(name: str, lines: tuple[str, ...]) -> None:
    assert wrapped(name, 16) == lines


ODD = [
    "/en/about?q=\udcff",
    "/en/search?q=%00%ff",
    "/en/methods?page=-9&limit=-1&sort=%00",
    "/en/methods?page=\u0663&q=" + "x" * 4000,
    "/en/timeline?from=-99999999999999999999&until=99999999999999999999",
    "/en/timeline?family=%20statistics",
    "/en/method/lasso,ridge-regression",
    "/en/method/%20lasso",
    "/en/compare?method=,,,&method=",
    "/en/compare?method=lasso&turn=2&group=x&hide=",
    "/en/search.csv?q=%22%29%28*&limit=0&type=nope",
    "/en/field/" + "a" * 3000,
]


@pytest.mark.parametrize("address", ODD, ids=range(len(ODD)))
def test_odd_requests_are_answered_without_an_error(client, address: str) -> None:
    path, mark, query = address.partition("?")
    raw = query.encode("utf-8", "surrogateescape").decode("latin-1")
    answer = client.get(path, environ_overrides={"QUERY_STRING": raw} if mark else {})
    assert answer.status_code < 500


@pytest.mark.parametrize("host", ["a b", "[", "method_explorer", "x:99999"])
def test_without_a_name_of_a_host_addresses_begin_with_a_slash(client, host: str) -> None:
    answer = client.get("/en/method/lasso", headers={"Host": host})
    assert answer.status_code == 200 and 'hreflang="vi" href="/vi/method/lasso"' in answer.text
    assert (
        "http:/en" not in f"{answer.text}{answer.headers}" and "</method/" in answer.headers["Link"]
    )
    assert client.get("/sparql?query=ASK{}", headers={"Host": host}).json["boolean"]


@pytest.mark.parametrize("host", ["..", "x" * 5000])
def test_a_spoilt_host_is_refused_in_plain_words(client, host: str) -> None:
    answer = client.get("/en/methods", headers={"Host": host})
    assert answer.status_code == 400 and answer.mimetype == "text/plain"


@pytest.mark.parametrize(
    "back", ["//[", "/\t/[", "/en/x\r\nSet-Cookie: a=b", "/en/\u00e9", "/en/a b"]
)
def test_a_spoilt_way_back_leads_to_the_first_page(reader, back: str) -> None:
    assert tray(reader, add="lasso", back=back) == ("lasso", "/en/")


def test_more_ticks_than_a_comparison_holds_are_said(reader, explorer: Explorer) -> None:
    many = [entry.id for entry in explorer.entries[: MOST_METHODS + 2]]
    _, address = tray(reader, add=many, go="compare")
    assert "2 more were left out" in reader.get(address).get_data(as_text=True)
    assert "More do not fit" in reader.get("/en/about").get_data(as_text=True)


def test_addresses_that_look_alike_do_not_mix(explorer: Explorer) -> None:
    app = create_app(explorer)
    one, other = app.test_client(), app.test_client()
    one.set_cookie(TRAY, "lasso|")
    one.get("/en/search?q=bert")
    assert "“bert|lasso|" in other.get("/en/search?q=bert|lasso|").get_data(as_text=True)
    secure = one.get("/en/about", base_url="https://localhost").get_data(as_text=True)
    assert "https://localhost/en/about" in secure
    assert "https://localhost" not in one.get("/en/about").get_data(as_text=True)


def test_wrong_requests_say_what_is_wrong(client) -> None:
    answer = client.get("/en/tray", headers={"Accept": "application/json"})
    assert answer.status_code == 405 and "POST" in answer.headers["Allow"]
    assert "another kind" in answer.get_json()["detail"]
    large = client.post(
        "/en/tray", data={"add": "x" * 70_000}, headers={"Accept": "application/json"}
    )
    assert large.status_code == 413 and "too large" in large.get_json()["detail"]


def test_an_unknown_method_does_not_cost_the_others(client) -> None:
    text = client.get("/en/compare?method=lasso&method=nope-nope").get_data(as_text=True)
    assert 'href="/en/compare?method=lasso">Compare the others' in text


def test_a_method_that_is_in_the_table_is_not_added_twice(client) -> None:
    text = client.get("/en/compare?method=lasso&add=Lasso").get_data(as_text=True)
    assert "Lasso is in the table already." in text


@pytest.mark.parametrize("span", ["from=1985&until=2005", "", "from=1890&until=1999"])
def test_the_timeline_counts_draws_and_lists_the_same(client, span: str) -> None:
    text = client.get(f"/en/timeline?{span}").get_data(as_text=True)
    said = re.search(r"(\d+) methods introduced from", text)
    drawn = re.findall(r'<path class="(?:dots|rings)" d="([^"]+)"', text)
    assert said and sum(path.count("M") for path in drawn) == int(said[1])


def test_closer_leads_to_where_the_methods_are(client) -> None:
    address, seen = "/en/timeline", []
    for _ in range(6):
        text = client.get(address).get_data(as_text=True)
        seen.append(int(re.search(r"(\d+) methods? introduced", text)[1]))
        closer = re.search(r'href="([^"]+)">Closer<', text)
        if closer is None:
            break
        address = closer[1].replace("&amp;", "&")
    assert seen == sorted(seen, reverse=True) and len(seen) > 2 and seen[-1] > 0


@pytest.fixture
def planted(queries, tmp_path):
    """A small graph of a folder, with whatever a test adds to its Turtle."""

    def plant(more: str, evidence: str = "") -> Explorer:
        text = (SMALL / "methods.ttl").read_text("utf-8")
        (tmp_path / "methods.ttl").write_text(text + more, "utf-8")
        if evidence:
            head = "\t".join(COLUMNS)
            (tmp_path / "evidence.tsv").write_text(f"{head}\n{evidence}\n", "utf-8")
        return Explorer.open(tmp_path)

    return plant


def test_things_without_a_name_of_their_own_do_no_harm(planted) -> None:
    client = create_app(
        planted(
            '[] a schema:Person ; schema:name "Nobody" .\n'
            '[] a fabio:Book ; dcterms:title "Nothing" ; dcterms:issued "1990"^^xsd:gYear ;\n'
            "  bibo:authorList <https://w3id.org/method-explorer/paper/one#authors> .\n"
        )
    ).test_client()
    for page in ("search?q=ant", "compare?method=ant&method=bee", "method/ant", "method/nope"):
        assert client.get(f"/en/{page}").status_code in {200, 404}, page


def test_odd_evidence_is_shown_as_it_is(planted) -> None:
    explorer = planted("", "10.1000/one\ta blog\tblog\tHow\tZed\t1990\tyesterday")
    text = create_app(explorer).test_client().get("/en/paper/one").get_data(as_text=True)
    assert "yesterday" in text and "blog" in text


def test_a_folder_without_evidence_offers_none(planted) -> None:
    client = create_app(planted("")).test_client()
    assert "evidence.tsv" not in client.get("/en/").get_data(as_text=True)
    assert client.get("/data/evidence.tsv").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "method/eel",
        "compare?method=eel&method=ant",
        "cite?method=eel",
        "graph/eel",
        "embed/method/eel",
        "embed/compare?method=eel",
    ],
)
def test_a_method_that_comes_in_behind_an_endpoint_is_shown(small: Explorer, address: str) -> None:
    store = EmbeddedStore.of(config.Sources.below(SMALL).all)
    store.version = ""
    explorer = Explorer(store, small.queries, {})
    client = create_app(explorer).test_client()
    assert client.get("/en/methods").status_code == 200
    read = explorer.index
    assert client.get(f"/en/{address}").status_code == 404
    asked = {"url": f"http://localhost/en/{address}"}
    assert client.get("/oembed", query_string=asked).status_code == 404
    method, rdf = NamedNode(f"{METHODS}eel"), NamedNode(f"{PREFIXES['rdf']}type")
    store.take([(method, rdf, NamedNode(f"{PREFIXES['mx']}Method"))])  # without a name, so far
    assert client.get(f"/en/{address}").status_code == 404
    assert explorer.index is read  # nothing is forgotten for what is not there
    store.take([(method, NAME, Literal("Eel", language="en"))])
    assert client.get(f"/en/{address}").status_code == 200
    assert b"Eel" in client.get("/en/methods").data


def test_a_slug_that_comes_in_behind_an_endpoint_is_no_name(small: Explorer) -> None:
    store = EmbeddedStore.of(config.Sources.below(SMALL).all)
    store.version = ""
    client = create_app(Explorer(store, small.queries, {})).test_client()
    name, kind = NamedNode(f"{PREFIXES['skos']}altLabel"), NamedNode(f"{PREFIXES['mx']}Method")
    store.take([(NamedNode(f"{METHODS}ant"), name, Literal("Eel", language="en"))])
    assert client.get("/en/compare?method=eel").location == "/en/compare?method=ant"
    eel, rdf = NamedNode(f"{METHODS}eel"), NamedNode(f"{PREFIXES['rdf']}type")
    store.take([(eel, rdf, kind), (eel, NAME, Literal("Long eel", language="en"))])
    assert client.get("/en/compare?method=eel").status_code == 200


def test_a_comparison_needs_no_search(queries) -> None:
    class Counting(EmbeddedStore):
        asked = 0

        def select(self, sparql):
            Counting.asked += 1
            return super().select(sparql)

    store = Counting(EmbeddedStore.of(config.Sources.below(SMALL).all)._store, "")
    explorer = Explorer(store, queries, {})
    create_app(explorer).test_client().get("/en/compare?method=ant&method=bee")
    assert "finder" not in explorer.__dict__ and Counting.asked < 20


def test_each_relation_is_named_once_in_the_shell(run) -> None:
    printed = run("compare", "lasso", "ridge-regression").stdout
    assert "(is extended by)" in printed and "(is extended by) (is extended by)" not in printed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "did", "--json"], '"difference-in-differences"'),
        (["list", "--family", "Statistics", "--decade", "1980"], "Block bootstrap"),
        (["list", "--field", "Học sâu"], "transformer"),
        (["compare", "lasso", "ridge"], "Ridge regression"),
        (["list", "--field", "regresion"], "the nearest: regression-analysis"),
    ],
)
def test_the_command_line_takes_names_too(run, words: list[str], said: str) -> None:
    ended = run(*words)
    assert said in ended.stdout + ended.stderr


def test_relations_of_a_kind_stand_together_however_they_are_stated(client) -> None:
    text = client.get("/en/method/lasso").get_data(as_text=True)
    heads = re.findall(r"<dt><svg[^>]*><use[^>]*/></svg>([^<]+)</dt>", text)
    assert len(heads) == len(set(heads)) > 3


def test_every_family_has_its_sign_on_the_timeline(explorer: Explorer) -> None:
    families = {
        concept.id for concept in explorer.concepts.values() if concept.scheme == "families"
    }
    assert set(SIGNS) == families and len({sign for sign, _ in SIGNS.values()}) == len(families)
