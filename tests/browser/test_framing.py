"""An embed in a page of another origin, as its reader sees it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from loopback import Recorded, serving
from reference import COMPARE


@pytest.fixture(scope="module")
def elsewhere(site: str) -> Iterator[str]:
    """The address of a page that holds the snippets of a page, and frames the page itself."""

    class Other(Recorded):
        def do_GET(self) -> None:
            with urlopen(f"{site}/en/{self.path[1:]}") as answer:
                page = answer.read().decode()
            snippet = re.search(r"<textarea[^>]* readonly[^>]*>([^<]*)<", page)
            assert snippet
            whole = f'<iframe id="whole" src="{site}/en/{self.path[1:]}"></iframe>'
            icon = '<link rel="icon" href="data:,">'
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html>{icon}{unescape(snippet[1])}{whole}".encode())

    with serving(Other) as address:
        yield address


@pytest.mark.parametrize(
    ("address", "seen"), [(COMPARE, "table.compare"), ("method/lasso", "table.facts")]
)
def test_the_snippet_shows_and_leads_out_and_the_whole_page_is_not_framed(
    browser, site: str, elsewhere: str, address: str, seen: str
) -> None:
    page: Page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(f"{elsewhere}{quote(address, safe='/?=&')}")
    inside = page.frame_locator("iframe[title]")
    expect(inside.locator(seen)).to_be_visible()
    # styled: the sheet is let in, though the sandbox gives the frame no origin of its own
    assert inside.locator(seen).evaluate("one => getComputedStyle(one).fontSize") == "15px"
    assert page.frame_locator("#whole").locator("main").count() == 0
    assert [said for said in refused if "frame-ancestors" in said]
    assert not [said for said in refused if "frame-ancestors" not in said and "404" not in said]
    inside.get_by_role("link", name="open the whole page").click()
    page.wait_for_url(f"{site}/en/{address}")
    page.close()


@pytest.mark.parametrize("width", [340, 1100])
def test_a_frame_is_about_as_high_as_what_it_shows(browser, site: str, width: int) -> None:
    page: Page = browser.new_page()
    for address in (
        "en/{}method/lasso",
        f"vi/{{}}{COMPARE}",
        f"en/{{}}{COMPARE},bert,random-forest",
        f"en/{{}}{COMPARE}&turn=1",
    ):
        asked = urlencode({"url": f"{site}/{address.format('')}", "maxwidth": width})
        with urlopen(f"{site}/oembed?{asked}") as answer:
            told = json.load(answer)
        page.set_viewport_size({"width": told["width"], "height": 200})
        page.goto(f"{site}/{address.format('embed/')}")
        # letters differ between machines
        high = page.evaluate("document.documentElement.scrollHeight")
        assert 0.9 <= told["height"] / high <= 1.35, address
    page.close()


def test_a_file_of_ones_own_may_hold_the_frame(browser, site: str, tmp_path: Path) -> None:
    file = tmp_path / "slides.html"
    file.write_text(f'<!doctype html><iframe src="{site}/en/embed/method/lasso"></iframe>')
    page: Page = browser.new_page()
    page.goto(file.as_uri())
    expect(page.frame_locator("iframe").locator("h1")).to_have_text("Lasso")
    page.close()


def test_a_theme_holds_against_that_of_the_reader(browser, site: str) -> None:
    page: Page = browser.new_page(color_scheme="light")
    papers = []
    for theme in ("dark", "light"):
        page.goto(f"{site}/en/embed/method/lasso?theme={theme}")
        papers.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert papers == ["rgb(21, 24, 26)", "rgb(253, 253, 252)"]
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{site}/en/embed/{COMPARE},random-forest")
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= 360
    page.close()
