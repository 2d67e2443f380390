"""The widget of notebooks: by mouse, by keyboard, as a list, and without a request to anyone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from explorer import Explorer
from explorer.notebook.walks import Neighbourhood

HOST = "http://notebook.test/"
# what anywidget hands to a widget, as far as this one asks for it
PAGE = """<!doctype html><html lang="en"><title>Notebook</title><link rel="icon" href="data:,">
<style>body {{ color-scheme: light dark; background: light-dark(#fff, #111) }} {css}</style>
<main><h1>Notebook</h1><div id="cell"></div></main><script type="module">
import widget from "./widget.js";
const state = {state}, heard = [];
window.saved = [];
window.tell = (id) => {{ state.selected = id; for (const one of heard) one(); }};
const model = {{
  get: (name) => state[name], set: (name, value) => {{ state[name] = value; }},
  on: (name, hear) => heard.push(hear), off: () => {{}}, save_changes: () => saved.push(state.selected),
}};
const el = document.createElement("div"); // notebooks attach it after it is rendered
window.end = widget.render({{ model, el }});
document.getElementById("cell").append(el);
</script></html>"""


@pytest.fixture(scope="module")
def near() -> Neighbourhood:
    return Explorer().neighbourhood("linear-regression", types="specialises")


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, near: Neighbourhood) -> Iterator[Page]:
    made = near.widget()
    state = json.dumps({"graph": made.graph, "selected": made.selected})
    files = {
        HOST: ("text/html", PAGE.format(css=made._css, state=state)),
        f"{HOST}widget.js": ("text/javascript", made._esm),
    }
    context = browser.new_context(color_scheme=getattr(request, "param", "light"))
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def answer(route) -> None:
        kind, body = files.get(route.request.url, ("", ""))
        if not kind:
            faults.append(route.request.url)
        route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)

    page.route(re.compile("^http"), answer)
    page.goto(HOST)
    expect(page.locator(".stage")).to_have_attribute("data-ready", "")
    yield page
    context.close()
    assert faults == []


def test_what_is_drawn_can_be_chosen_by_mouse(page: Page, near: Neighbourhood) -> None:
    drawn = page.evaluate("document.querySelector('.stage')._cyreg.cy.nodes().map(one => one.id())")
    assert drawn == [node.id for node in near.nodes]
    dashes = page.evaluate(
        "document.querySelector('.stage')._cyreg.cy.edges().map(one => "
        "[one.data('inferred'), one.style('line-style')])"
    )
    assert {tuple(one) for one in dashes} == {(False, "solid"), (True, "dashed")}
    last = near.nodes[-1]
    spot = page.evaluate(
        f"document.querySelector('.stage')._cyreg.cy.getElementById('{last.id}').renderedPosition()"
    )
    page.locator(".stage").click(position=spot)
    assert page.evaluate("saved") == [last.id]
    expect(page.locator(".told")).to_contain_text(last.label.value)


def test_the_keyboard_and_the_list_do_the_same(page: Page, near: Neighbourhood) -> None:
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("saved") == [near.nodes[1].id]
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    items = page.locator(".list > li")
    expect(items).to_have_count(len(near.nodes))
    expect(page.locator(".list li li")).to_have_count(2 * len(near.edges))
    third = items.nth(2).locator("button")
    third.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("saved")[-1] == near.nodes[2].id
    expect(third).to_have_attribute("aria-pressed", "true")
    stated = next(edge for edge in near.edges if edge.note)
    expect(page.locator(".list")).to_contain_text(stated.note.value)
    expect(page.locator(".list")).to_contain_text("follows from others")


def test_what_python_chooses_is_shown(page: Page, near: Neighbourhood) -> None:
    page.evaluate("id => tell(id)", near.nodes[1].id)
    expect(page.locator(".told")).to_contain_text(near.nodes[1].label.value)
    assert page.evaluate("saved") == []


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_anyone_can_use_it(page: Page) -> None:
    page.locator("summary").click()
    found = Axe().run(page, ".method-explorer-graph").response["violations"]
    assert not [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
    page.evaluate("end()")
