"""The pages around methods, the tray, and the same as data."""

from __future__ import annotations

import csv
import io
import re

import pytest
from PIL import Image

from explorer import Explorer
from explorer.compare import contrast
from explorer.config import LANGUAGES, MOST_METHODS
from explorer.web import create_app
from explorer.web.frame import TRAY
from explorer.web.lists import Named
from explorer.web.pictures import DECADES, bars, strip, wrapped
from reference import COMPARE, PAIR


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
    assert len(said) > 2 and all(row.source in page for row in said)
    cited = client.get("/en/paper/breiman-2001-random-forests.bib")
    assert cited.mimetype == "application/x-bibtex" and b"@article" in cited.data


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


@pytest.mark.parametrize("room", ["paper", "person", "field", "family", "kind"])
def test_the_name_of_every_thing_leads_to_its_page(client, room: str) -> None:
    answer = client.get(f"/{room}/some-thing", headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer.location) == (303, f"/fr/{room}/some-thing")


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
    kept, address = tray(
        reader, add=["bert"], shown=shown, list="1", family="decision", sort="oldest", page="2"
    )
    assert kept == "bert"
    assert address == "/en/methods?family=decision&sort=oldest&page=2"


@pytest.mark.parametrize("slug", ["nope", "a b", "", "x" * 5000])
def test_the_tray_takes_only_methods(reader, slug: str) -> None:
    assert tray(reader, add=slug)[0] == ""


def test_the_tray_is_no_larger_than_a_comparison(reader, explorer: Explorer) -> None:
    many = [entry.id for entry in explorer.methods[: MOST_METHODS + 5]]
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
