"""axe finds nothing on any page, in light and dark, in both languages, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from access import COLOURS, faults
from reference import COMPARE

FOUR = "compare?method=lasso&method=ridge-regression&method=linear-regression&method=random-forest"
PAGES = [
    "",
    "methods",
    "methods?q=qzxwqzxw",
    "search",
    "search?q=breiman",
    "method/random-forest",
    "paper/breiman-2001-random-forests",
    "person/leo-breiman",
    "field/deep-learning",
    "family/statistics",
    "kind/regression-model",
    "timeline",
    "graph",
    "graph/random-forest",
    "graph/lasso?with=bert&depth=2&open=ridge-regression&hide=elastic-net",
    "path?from=lasso&to=regres",
    "path?from=lasso&to=transformer",
    "compare",
    COMPARE,
    f"{COMPARE}&turn=1&group=1",
    FOUR,
    "method/nope",
    "about",
    "ontology",
    "sparql?example=method_relations&method=method:lasso",
    "sparql?query=ASK+{+?a+?b+nope:x+}",
    "sparql?query=DESCRIBE+<https://w3id.org/method-explorer/method/lasso>",
    "query/method_relations?method=method:lasso",
    "api",
    "cite?method=lasso&paper=breiman-2001-random-forests&style=ieee",
    f"embed/{COMPARE}",
    "embed/method/random-forest",
    "reconcile/preview?id=method/random-forest",
]


@pytest.fixture(scope="module")
def opened(browser: Browser, site: str) -> Iterator[Page]:
    """One page for all addresses, so that the browser compiles the rules once."""
    context = browser.new_context(base_url=site, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("language", "width"), [("vi", 1280), ("en", 360)])
@pytest.mark.parametrize("page_address", PAGES)
def test_axe_finds_nothing(
    opened: Page, site: str, page_address: str, language: str, width: int
) -> None:
    opened.context.clear_cookies()
    if language == "en":
        opened.context.add_cookies([{"name": "chosen", "value": "lasso.bert", "url": site}])
    opened.emulate_media(color_scheme="light")
    opened.set_viewport_size({"width": width, "height": 900})
    opened.goto(f"/{language}/{page_address}")
    assert faults(opened) == ""
    if language == "en":
        # what the dark scheme changes are the colours; they are the same at every width
        opened.set_viewport_size({"width": 1280, "height": 900})
        opened.emulate_media(color_scheme="dark")
        assert faults(opened, *COLOURS) == ""
