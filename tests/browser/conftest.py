from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

# the first draws the same pages without the window of a browser round them, in a third of the time
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

# milliseconds, as all that waits has: how quick a page is, benchmarks/ measures
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    program = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    assert program, "The browser tests need Chromium: run `make chromium`."
    switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    browser = playwright.chromium.launch(executable_path=program, args=switches)
    yield browser
    browser.close()


@pytest.fixture(params=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page that fails the test on any error of a script and on any request to another host."""
    context = browser.new_context(base_url=site, java_script_enabled=request.param == "with script")
    yield from watched(context, site)


@pytest.fixture
def scripted(browser: Browser, site: str) -> Iterator[Page]:
    yield from watched(browser.new_context(base_url=site), site)


def watched(context: BrowserContext, site: str) -> Iterator[Page]:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda sent: None if sent.url.startswith(site) else faults.append(sent.url))
    yield page
    context.close()
    assert [fault for fault in faults if "404" not in fault] == []
