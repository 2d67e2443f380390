"""The query page in a browser: with and without script, by keyboard, and from this host alone."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.query import Queries

ASK = "PREFIX method: <https://w3id.org/method-explorer/method/>\nASK { method:lasso ?p ?o }"
NAMES = (
    "PREFIX method: <https://w3id.org/method-explorer/method/>\n"
    "PREFIX mx: <https://w3id.org/method-explorer/ontology#>\n"
    "SELECT ?m ?year WHERE { VALUES ?m { method:lasso method:bert method:bagging }"
    " ?m mx:introduced ?year } ORDER BY ?m"
)


def test_an_example_is_filled_in_and_answered(page: Page) -> None:
    page.goto("/en/sparql")
    page.locator("summary", has_text="relations").click()
    page.get_by_role("link", name="The stated relations of a method, both ways").click()
    page.get_by_label("method").first.fill("method:lasso")
    page.get_by_role("button", name="Fill in and run").click()
    expect(page.get_by_role("link", name="method:linear-regression").first).to_be_visible()
    expect(page).to_have_url("/en/sparql?example=method_relations&stated=1&method=method%3Alasso")


def test_a_query_is_run_from_the_field(page: Page) -> None:
    page.goto(f"/en/sparql?query={quote(ASK)}")
    expect(page.get_by_text("Yes: it is so.")).to_be_visible()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_text("Yes: it is so.")).to_be_visible()
    asked = quote(ASK, safe="-._~").replace("%20", "+")
    expect(page).to_have_url(f"/en/sparql?query={asked}#result")
    expect(page.locator("#result")).to_be_in_viewport()


def test_the_editor_is_left_by_tab_and_by_escape(scripted: Page) -> None:
    scripted.goto("/en/sparql")
    field = scripted.get_by_label("Query", exact=True)
    expect(scripted.locator(".CodeMirror")).to_be_visible()
    field.focus()
    scripted.keyboard.type("ASK { ?s ")
    scripted.keyboard.press("Tab")
    expect(scripted.get_by_role("button", name="Run", exact=True)).to_be_focused()
    scripted.keyboard.press("Shift+Tab")
    expect(field).to_be_focused()
    scripted.keyboard.press("Escape")
    scripted.keyboard.press("Tab")
    expect(field).not_to_be_focused()


def test_a_long_query_scrolls_in_its_frame_with_the_cursor(scripted: Page) -> None:
    scripted.set_viewport_size({"width": 1280, "height": 1200})
    scripted.goto(f"/en/sparql?query={quote('ASK {}' + chr(10) * 90)}")
    expect(scripted.locator(".CodeMirror")).to_be_visible()
    scripted.get_by_label("Query", exact=True).focus()
    box = scripted.locator(".yasqe").bounding_box()
    assert box and box["height"] < 700
    # the editor itself scrolls only what is outside of the window, and not of the frame
    for keys, line in ((["ArrowDown"] * 29, 30), (["Control+End"], 91), (["Control+Home"], 1)):
        for key in keys:
            scripted.keyboard.press(key)
        # in one look: the editor may draw its lines anew between two
        scripted.wait_for_function(
            """line => {
                const numbers = [...document.querySelectorAll(".yasqe .CodeMirror-linenumber")];
                const number = numbers.find((one) => one.textContent == line)?.getBoundingClientRect();
                const frame = document.querySelector(".yasqe").getBoundingClientRect();
                const middle = number?.top + number?.height / 2;
                return Math.max(frame.top + 8, 0) < middle
                    && middle < Math.min(frame.bottom - 8, innerHeight);
            }""",
            arg=line,
        )


def test_keys_complete_and_run(scripted: Page) -> None:
    scripted.goto("/en/sparql")
    expect(scripted.locator(".CodeMirror")).to_be_visible()
    scripted.get_by_label("Query", exact=True).focus()
    scripted.keyboard.type("PREFIX sk")
    expect(scripted.locator(".CodeMirror-hint").first).to_have_text(
        "skos: <http://www.w3.org/2004/02/skos/core#>"
    )
    scripted.keyboard.press("Enter")
    scripted.keyboard.type("\nASK { ?s skos:prefLabel ?o }", delay=5)
    scripted.keyboard.press("Escape")
    scripted.get_by_label("Query", exact=True).focus()
    scripted.keyboard.press("Control+Enter")
    expect(scripted.get_by_text("Yes: it is so.")).to_be_visible()


def test_words_of_the_graph_complete_what_is_typed(scripted: Page) -> None:
    scripted.goto("/en/sparql")
    expect(scripted.locator(".CodeMirror")).to_be_visible()
    scripted.get_by_label("Query", exact=True).focus()
    start = "PREFIX mx: <https://w3id.org/method-explorer/ontology#>\nASK { ?s mx:intro"
    scripted.keyboard.insert_text(start)
    scripted.keyboard.press("Control+Space")
    expect(scripted.locator(".CodeMirror-hint")).to_have_text("mx:introduced")
    scripted.keyboard.press("Enter")
    expect(scripted.locator("#query")).to_have_value(f"{start}duced")


def test_a_query_and_its_address_are_copied(browser: Browser, site: str) -> None:
    grants = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(base_url=site, permissions=grants)
    page = context.new_page()
    page.goto(f"/en/sparql?query={quote(ASK)}")
    for place, start in ((0, f"{site}/en/sparql?query="), (1, "curl ")):
        button = page.locator("[data-do=copy]").nth(place)
        button.click()
        expect(button).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()").startswith(start)
    expect(page.get_by_role("status").and_(page.locator("#copied"))).to_have_text("Copied")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error()) }")
    page.get_by_role("button", name="Copy: Address of this query").click()
    expect(page.locator("#copied")).to_have_text("Not copied")
    expect(button).to_have_text("Copy")
    context.close()


def test_numbers_sort_by_what_they_are_worth(scripted: Page) -> None:
    values = 'VALUES (?n ?w) { (0.5 "b") (0.25 "c") (-5 "a") (-10 "e") (1e3 "d") (UNDEF "f") }'
    scripted.goto(f"/en/sparql?query={quote(f'SELECT ?n ?w WHERE {{ {values} }}')}")
    scripted.get_by_role("button", name="n", exact=True).click()
    letters = scripted.locator("table.answers tbody td:last-child")
    expect(letters).to_have_text(["e", "a", "c", "b", "d", "f"])
    scripted.get_by_role("button", name="n", exact=True).click()
    expect(letters).to_have_text(["d", "b", "c", "a", "e", "f"])


def test_the_prefixes_that_are_used_are_inserted(scripted: Page) -> None:
    scripted.goto("/en/sparql")
    expect(scripted.locator(".CodeMirror")).to_be_visible()
    scripted.get_by_label("Query", exact=True).focus()
    scripted.keyboard.insert_text("ASK { method:lasso ?p ?o }")
    scripted.get_by_role("button", name="Insert the prefixes").click()
    expect(scripted.locator("#query")).to_have_value(ASK)


def test_prefixes_are_read_as_the_language_reads_them(scripted: Page) -> None:
    asked = (
        'PREFIX mx: <http://a/> prefix skos: <http://my.own/> # PREFIX method: "\n'
        'ASK { ?prefix skos:x ?o ; method:lasso "a \\" foaf:b", """dcterms:\n"bibo:""", <rdf:x> }'
    )
    scripted.goto("/en/sparql?example=method_relations")
    expect(scripted.locator(".CodeMirror")).to_be_visible()
    scripted.get_by_label("Query", exact=True).focus()
    scripted.keyboard.press("Control+a")
    scripted.keyboard.insert_text(asked)
    scripted.get_by_role("button", name="Insert the prefixes").click()
    name = "PREFIX method: <https://w3id.org/method-explorer/method/>\n"
    expect(scripted.locator("#query")).to_have_value(name + asked)


def test_a_heading_sorts_and_turns_round(scripted: Page) -> None:
    scripted.goto(f"/en/sparql?query={quote(NAMES)}")
    years = scripted.locator("table.answers tbody td.number")
    expect(years).to_have_text(["1996", "2018", "1996"])
    head = scripted.get_by_role("button", name="year")
    head.focus()
    scripted.keyboard.press("Enter")
    expect(years).to_have_text(["1996", "1996", "2018"])
    expect(scripted.locator("th[aria-sort=ascending]")).to_have_text("year")
    scripted.keyboard.press("Enter")
    expect(years).to_have_text(["2018", "1996", "1996"])


@pytest.mark.parametrize("script", [True, False])
def test_an_error_is_marked_where_it_is(browser: Browser, site: str, script: bool) -> None:
    # a page that is refused is a fault to the browser's console, so it is looked at here
    context = browser.new_context(base_url=site, java_script_enabled=script)
    page = context.new_page()
    asked = "ASK {  ?a ?b '😀😀' . ?c ?d nope:x }"  # which an editor counts as four letters
    page.goto(f"/en/sparql?query={quote(asked)}")
    expect(page.locator(".fault mark")).to_have_text("nope:x }")
    expect(page.get_by_role("alert")).to_contain_text("Line 1, column")
    if script:
        expect(page.locator(".CodeMirror .wrong").first).to_have_text("nope:x")
    context.close()


def test_the_pages_of_queries_fit_a_phone(browser: Browser, site: str, queries: Queries) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 800})
    page = context.new_page()
    for name, query in queries.items():
        ready = all(param.optional for param in query.params.values())
        if ready and query.form == "SELECT" and not name.startswith("check_"):
            page.goto(f"/en/query/{name}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    context.close()


def test_the_masthead_fits_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 800})
    page = context.new_page()
    for language in ("vi", "de"):
        page.goto(f"/{language}/sparql?example=method_relations&method=method:lasso")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, language
        expect(page.locator(".masthead a[aria-current=page]")).to_be_in_viewport(ratio=1)
    context.close()
