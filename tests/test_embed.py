"""Pages for the frames of others, and oEmbed, which tells programs of them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from explorer import Explorer
from explorer.web import create_app
from reference import COMPARE, PAIR

TABLE = f"/en/embed/{COMPARE}"
CARD = "/vi/embed/method/random-forest"
ROW = re.compile(r'<tr class="(\w+)" role="row" data-row="([\w-]+)"')
OURS = "http://localhost/en/"


def oembed(client: FlaskClient, url: str, **more: object) -> Any:
    return client.get("/oembed", query_string={"url": url, **more})


@pytest.mark.parametrize("address", [TABLE, CARD, "/en/embed/method/nope", "/en/embed/compare"])
def test_anyone_may_frame_an_embed_and_nothing_else(client: FlaskClient, address: str) -> None:
    framed = client.get(address).headers
    assert "frame-ancestors" not in framed["Content-Security-Policy"]  # any, file: too
    assert "X-Frame-Options" not in framed
    whole = client.get(address.replace("/embed", "")).headers
    assert whole["Content-Security-Policy"].endswith("frame-ancestors 'none'")


@pytest.mark.parametrize("address", [TABLE, CARD])
def test_an_embed_is_the_same_for_everyone(client: FlaskClient, address: str) -> None:
    plain = client.get(address)
    chosen = client.get(address, headers={"Cookie": "chosen=lasso.bert; language=fr"})
    assert plain.data == chosen.data and plain.headers["ETag"] == chosen.headers["ETag"]
    assert "Cookie" not in plain.headers["Vary"] and "public" in plain.headers["Cache-Control"]
    tag = {"If-None-Match": plain.headers["ETag"]}
    again = client.get(address, headers=tag)
    assert again.status_code == 304 and "Cookie" not in again.headers["Vary"]


@pytest.mark.parametrize("address", [TABLE, CARD])
def test_an_embed_leads_to_the_whole_page(client: FlaskClient, address: str) -> None:
    text = client.get(address).text
    whole = f"http://localhost{address.replace('/embed', '')}".replace("&", "&amp;")
    assert '<meta name="robots" content="noindex">' in text
    assert f'<link rel="canonical" href="{whole}">' in text
    assert f'<a href="{whole}" target="_top" rel="noopener">' in text
    assert '<base target="_top">' in text and "publicdomain/zero" in text
    assert not re.search(r"<(script(?! type=.application/ld.json)|form|nav|header)\b", text)
    listed = client.get("/sitemap.xml").text + client.get("/sitemap-1.xml").text
    assert "/method/" in listed and "/embed/" not in listed


def test_the_table_is_that_of_the_page(client: FlaskClient) -> None:
    def table(address: str) -> str:
        text = re.search(r"<table.*</table>", client.get(address).text, re.DOTALL)
        assert text
        return "".join(re.sub(r'<div class="heads">.*?</div>', "", text[0]).split())

    assert table(TABLE) == table(f"/en/{COMPARE}")


def test_equal_rows_are_left_out_and_counted(client: FlaskClient) -> None:
    kinds = [kind for kind, _ in ROW.findall(client.get(TABLE).text)]
    text = client.get(f"{TABLE}&hide=1").text
    left = [kind for kind, _ in ROW.findall(text)]
    assert left == [kind for kind in kinds if kind != "equal"] != kinds
    assert f"{kinds.count('equal')} row" in text


def test_a_theme_is_light_or_dark(client: FlaskClient) -> None:
    assert ' class="dark">' in client.get(f"{CARD}?theme=dark").text.split("<head>")[0]
    assert "class=" not in client.get(CARD).text.split("<head>")[0]
    refused = client.get("/en/embed/method/random-forest?theme=blue")
    assert refused.status_code == 400 and "theme" in refused.text


def test_embeds_of_another_graph(small: Explorer) -> None:
    client = create_app(small).test_client()
    card = client.get("/en/embed/method/ant").text
    assert "<h1>Ant</h1>" in card and "How ants do it" in card
    assert "Bee" in client.get("/en/embed/compare?method=ant,bee").text


@pytest.mark.parametrize("page", [COMPARE, "method/lasso"])
def test_a_page_tells_programs_how_it_is_embedded(client: FlaskClient, page: str) -> None:
    text = client.get(f"/vi/{page}").text
    link = re.compile(r'<link rel="alternate" type="(\w+/\w+)\+oembed" [^>]*href="([^"]*)"')
    found = dict(link.findall(text))
    assert set(found) == {"application/json", "text/xml"}
    told = client.get(unescape(found["application/json"])).json
    tree = ElementTree.fromstring(client.get(unescape(found["text/xml"])).data)
    assert {one.tag: one.text for one in tree} == {name: str(told[name]) for name in told}
    shown = re.search(r"<textarea[^>]* readonly[^>]*>([^<]*)</textarea>", text)
    assert shown and unescape(shown[1]) == told["html"]


@pytest.mark.parametrize(
    "url",
    [
        f"{OURS}{COMPARE}",
        f"https://localhost/en/compare/?method={','.join(PAIR)}",
        f"{OURS}{COMPARE}&hide=1",
        f"{OURS}method/lasso",
        "http://localhost:80/ja/method/lasso/",
        "https://w3id.org/method-explorer/method/lasso",
        "http://localhost/method/lasso",
    ],
)
def test_an_answer_has_what_the_specification_asks_for(client: FlaskClient, url: str) -> None:
    answer = oembed(client, url)
    told = answer.json
    assert answer.mimetype == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert (told["version"], told["type"]) == ("1.0", "rich")
    assert all(isinstance(told[name], int) for name in ("width", "height", "cache_age"))
    assert told["title"] and told["provider_name"] and told["provider_url"] == "http://localhost"
    frame = ElementTree.fromstring(told["html"])
    assert frame.tag == "iframe" and frame.get("title") == told["title"]
    assert (frame.get("width"), frame.get("height")) == (str(told["width"]), str(told["height"]))
    framed = client.get(frame.get("src"))
    assert framed.status_code == 200 and ("&hide=1" in url) == ("&hide=1" in frame.get("src", ""))
    assert client.get(told["thumbnail_url"]).mimetype == "image/png"


def test_nothing_is_larger_than_is_asked_for(client: FlaskClient) -> None:
    told = oembed(client, f"{OURS}method/lasso", maxwidth=300, maxheight=200).json
    assert (told["width"], told["height"]) == (300, 200)
    assert 'width="300" height="200"' in told["html"] and "thumbnail_url" not in told
    assert "thumbnail_url" not in oembed(client, f"{OURS}method/lasso", maxheight=629).json
    assert "thumbnail_url" in oembed(client, f"{OURS}method/lasso", maxwidth=1200).json


@pytest.mark.parametrize("page", ["method/lasso", COMPARE, f"{COMPARE}&turn=1"])
def test_a_frame_has_a_height_that_can_be_at_any_width(client: FlaskClient, page: str) -> None:
    heights = [
        oembed(client, f"{OURS}{page}", maxwidth=width).json["height"]
        for width in (1, 59, 60, 61, 199, 200, 201, 300)
    ]
    assert 900 < heights[-1] < 4000 and heights[-1] < heights[0] == max(heights) < 9000


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"url": f"{OURS}method/lasso", "maxwidth": "wide"}, 400),
        ({"url": f"{OURS}method/lasso", "maxheight": "0"}, 400),
        ({"url": f"{OURS}method/lasso", "format": "yaml"}, 501),
        ({"url": f"{OURS}method/nope"}, 404),
        ({"url": f"{OURS}method/lasso.json"}, 404),
        ({"url": f"{OURS}compare"}, 404),
        ({"url": f"{OURS}methods"}, 404),
        ({"url": "http://localhost/xx/method/lasso"}, 404),
        ({"url": "https://localhost.example.org/en/method/lasso"}, 404),
        ({"url": "ftp://localhost/en/method/lasso"}, 404),
        ({"url": "http://[/en/method/lasso"}, 404),
        ({"url": "lasso"}, 404),
    ],
)
def test_what_cannot_be_embedded_is_said(
    client: FlaskClient, asked: dict[str, str], status: int
) -> None:
    answer = client.get("/oembed", query_string=asked)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["detail"].endswith((".", "?"))


def test_embeds_take_names(client: FlaskClient) -> None:
    for told, plain in (
        ("compare?method=Ridge&method=lasso", "compare?method=ridge-regression&method=lasso"),
        ("compare?method=L2-penalised+regression,Ridge", "compare?method=ridge-regression"),
        ("method/PCA", "method/principal-component-analysis"),
    ):
        bodies = [client.get(f"/en/embed/{page}").text.split("<body")[1] for page in (told, plain)]
        assert bodies[0] == bodies[1]
        answers = [oembed(client, f"{OURS}{page}").json for page in (told, plain)]
        assert answers[0] == answers[1] and answers[0]["html"]
    several = client.get("/en/embed/method/GMM")
    assert several.status_code == 404 and "is a name of 3 methods" in several.text


def test_the_address_of_the_site_is_that_which_it_is_given(explorer: Explorer) -> None:
    client = create_app(explorer, site="https://methods.example.org/atlas/").test_client()
    told = oembed(client, "http://methods.example.org/atlas/en/method/lasso").json
    assert told["provider_url"] == "https://methods.example.org/atlas"
    assert 'src="https://methods.example.org/atlas/en/embed/method/lasso"' in told["html"]
    assert oembed(client, f"{OURS}method/lasso").status_code == 404
