"""What axe says of a page."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

# the rules about what the dark scheme changes
COLOURS = ("color-contrast", "link-in-text-block")
# all that is right, which axe tells too, is long; it stays in the browser
RUN = "options => axe.run(options).then(found => found.violations)"


def faults(page: Page, *rules: str) -> str:
    """Return what is wrong with a page by all rules or by some, empty where nothing is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only = {"runOnly": rules} if rules else {}
    found = page.evaluate(RUN, {"resultTypes": ["violations"], **only})
    return AxeResults({"violations": found}).generate_report() if found else ""
