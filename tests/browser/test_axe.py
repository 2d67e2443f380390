"""axe finds nothing on any page, in light and dark, in both languages, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

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
    "query/method_relations?method=method:lasso",
    "api",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page_address", PAGES)
def test_axe_finds_nothing(browser: Browser, site: str, page_address: str, scheme: str) -> None:
    # what the dark scheme changes are the colours; they are the same at every width
    options = {} if scheme == "light" else {"runOnly": ["color-contrast"]}
    views = [("vi", 1280), ("en", 360)] if scheme == "light" else [("en", 1280)]
    for language, width in views:
        context = browser.new_context(
            base_url=site,
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            bypass_csp=True,
        )
        chosen = {"name": "chosen", "value": "lasso.bert", "url": site}
        context.add_cookies([chosen] if language == "en" else [])
        page = context.new_page()
        page.goto(f"/{language}/{page_address}")
        found = Axe().run(page, options=options)
        context.close()
        assert found.violations_count == 0, found.generate_report()
