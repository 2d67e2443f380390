"""The copy of the site in a browser, from a server that only hands out files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from explorer import Explorer, dump
from explorer.search.words import plain
from explorer.web import copy
from published import trimmed

WORDS = (
    "lasso",
    "GMM",
    "factor analysis",
    "random forests",
    "case studies",
    "meta-analyses",
    "multilevel models",
    "neural networks",
    "decision trees",
    "t-tests",
    "generalized linear modeling",
    "behavioral experiments",
    "ramdom forest",
    "principle component analysis",
    "propensity scores",
    "hoi quy",
    "hồi qui",
    "phan tich nhan to",
    "phong van sau",
    "breiman",
    "random forests breiman",
    "attention is all you need",
    "clinical trials of aspirin",
    "random f",
    "linear r",
    "naive b",
    "x",
    "10.1023/A:1010933404324",
)


class Plain(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(small: Explorer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a copy, some folders below the top of its server."""
    top = tmp_path_factory.mktemp("copy")
    dump.placed(copy.files(trimmed(small), ("en", "vi")), top / "deep" / "down")
    handler = partial(Plain, directory=str(top))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/deep/down/"
        server.shutdown()


def test_one_walks_through_the_copy(page: Page) -> None:
    page.goto("index.html")
    expect(page.locator("h1")).to_have_text("How does one method differ from another?")
    page.get_by_role("link", name="Methods", exact=True).click()
    page.get_by_role("link", name="Ant", exact=True).click()
    page.locator("#beside ~ ul").get_by_role("link", name="Bee").click()
    expect(page.get_by_role("columnheader").filter(has_text="Bee")).to_be_visible()
    page.get_by_role("link", name="Ant", exact=True).first.click()
    page.get_by_role("link", name="Walk from here").click()
    expect(page.locator("svg.ring, .picture svg").first).to_be_visible()
    page.locator(".tongue summary").click()
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.locator("h1")).to_contain_text("Kiến")


def test_the_search_needs_no_server(scripted: Page) -> None:
    scripted.goto("vi/method/bee.html")
    scripted.get_by_role("searchbox").fill("kien")
    scripted.get_by_role("searchbox").press("Enter")
    first = scripted.locator("#found li").first
    expect(first.get_by_role("link")).to_have_text("Kiến")
    expect(scripted.locator("#every")).to_be_hidden()
    scripted.get_by_role("searchbox").fill("emet")
    scripted.get_by_role("searchbox").press("Enter")
    expect(first).to_contain_text("emmet")
    expect(scripted.locator("#told")).to_contain_text("emmet")
    scripted.get_by_role("searchbox").fill("https://doi.org/10.1000/ONE")
    scripted.get_by_role("searchbox").press("Enter")
    expect(first.get_by_role("link")).to_have_text("How ants do it")
    expect(scripted.locator("#found").get_by_role("link", name="Kiến", exact=True)).to_be_visible()
    scripted.get_by_role("searchbox").fill("bee xyzzyx")
    scripted.get_by_role("searchbox").press("Enter")
    expect(first).to_contain_text("Bee")
    expect(scripted.locator("#told")).to_contain_text("xyzzyx")
    scripted.get_by_role("searchbox").fill("xyzzyx")
    scripted.get_by_role("searchbox").press("Enter")
    expect(scripted.locator("#told")).to_contain_text("xyzzyx")
    expect(scripted.locator("#every")).to_be_visible()


def test_the_copy_finds_what_the_site_finds(scripted: Page, explorer: Explorer) -> None:
    index = copy._app(explorer, ("en", "vi")).test_client().get("/en/search.json").get_json()
    scripted.goto("en/search.html")
    found = scripted.evaluate(
        """async ([index, words]) => {
          const { find, read } = await import("../static/find.js");
          const ready = read(index);
          return words.map((text) => find(ready, text).hits[0]?.thing).map((one) => [one?.type, one?.id]);
        }""",
        [index, WORDS],
    )
    best = [explorer.search(words).hits[0] for words in WORDS]
    assert found == [[hit.type, hit.id] for hit in best]


def test_words_are_folded_as_the_program_folds_them(scripted: Page, explorer: Explorer) -> None:
    names = [name for one in explorer.entries for name in one.names.values()]
    names += [*explorer.people.values(), *(work.title for work in explorer.works.values())]
    names += [name for one in explorer.concepts.values() for name in one.names.values()]
    scripted.goto("vi/search.html")
    folded = scripted.evaluate(
        """async (names) => {
          const { rules, split } = await import("../static/find.js");
          const { spellings } = await (await fetch("search.json")).json();
          return names.map((name) => split(name, rules(spellings)).join(" "));
        }""",
        names,
    )
    assert folded == [plain(name) for name in names]
