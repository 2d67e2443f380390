"""Walking from method to method: by mouse, by keyboard alone, and without a script."""

from __future__ import annotations

import re

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, expect

from access import COLOURS, faults
from explorer import Explorer

START, END = "logistic-regression", "transformer"


@pytest.fixture(scope="module")
def way(explorer: Explorer) -> list[str]:
    """The methods of a shortest way, to be opened one after the other."""
    path = explorer.path(START, END).paths[0]
    return [step.source for step in path.steps]


def ready(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#stage")).to_have_attribute("data-ready", "")


def drawn(page: Page) -> list[str]:
    """The methods of the list, which is what the picture draws."""
    return page.locator("#near > li").evaluate_all("all => all.map(one => one.dataset.id)")


def test_one_walks_from_logistic_regression_to_the_transformer_by_expanding(
    page: Page, way: list[str]
) -> None:
    page.goto(f"/en/graph/{START}")
    for step in way[1:]:
        item = page.locator(f"#m-{step}")
        more = item.locator("button[name=open]")
        if not more.is_visible():
            item.locator(".entry").click(position={"x": 2, "y": 2})
        more.click()
        expect(page).to_have_url(re.compile(f"open={step}"))
    expect(page.locator(f"#m-{END}")).to_be_attached()
    # the path page explains the same way
    page.goto(f"/en/path?from={START}&to={END}")
    expect(page.locator(".walk").first.locator(".stop")).to_have_count(len(way) + 1)
    expect(page.locator(".walk").first).to_contain_text("Transformer")


def test_one_walks_by_keyboard_alone(scripted: Page, way: list[str], explorer: Explorer) -> None:
    page = scripted
    ready(page, f"/en/graph/{START}")
    page.locator("#panel a, #panel button").last.focus()
    expect(page.locator("#chosen a")).to_have_attribute("href", f"/en/method/{START}")
    page.locator("#chosen a").focus()
    expect(page.locator("#chosen a")).to_be_focused()
    page.locator("#panel a, #panel button").last.focus()
    for _ in range(4):  # to the one stop of the list
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#near') !== null"):
            break
    expect(page.locator(f"#m-{START}")).to_be_focused()
    for step in [*way[1:], END]:
        name = explorer.index[step].names["en"]
        item = page.locator(f"#m-{step}")
        for _ in range(len(drawn(page))):
            page.keyboard.press(name[0])
            if item.evaluate("one => one === document.activeElement"):
                break
        expect(item).to_be_focused()
        expect(page.locator("#chosen")).to_have_text(name)
        if step != END:
            page.keyboard.press("Enter")
            expect(page).to_have_url(re.compile(f"open={step}"))
            expect(item).to_be_focused()
    # its relations are inside it, each leading to the method at its other end
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    line = page.locator(f"#m-{END} .joined > li").first
    expect(line).to_be_focused()
    other = line.get_attribute("data-id")
    page.keyboard.press("Enter")
    expect(page.locator(f"#m-{other}")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    expect(page.locator("#near > li").last).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#near') === null")


def test_the_picture_is_walked_by_clicking(scripted: Page) -> None:
    page = scripted
    ready(page, "/en/graph/lasso")
    before = drawn(page)
    stage = page.locator("#stage").bounding_box()
    assert stage
    # somewhere in the picture, from its middle outwards, a click meets a method with more around it
    outwards = sorted(range(1, 40), key=lambda place: abs(place - 20))
    for across in outwards:
        for down in outwards:
            if page.evaluate("new URLSearchParams(location.search).has('open')"):
                break
            page.mouse.click(
                stage["x"] + stage["width"] * across / 40,
                stage["y"] + stage["height"] * down / 40,
                delay=1,
            )
        else:
            continue
        break
    expect(page).to_have_url(re.compile("open="))
    opened = re.search(r"open=([a-z0-9-]+)", page.url)
    assert opened
    expect(page.locator(f"#m-{opened[1]}")).to_have_attribute("aria-selected", "true")
    expect(page.locator(f"#m-{opened[1]}")).to_have_attribute("data-more", "0")
    assert set(before) < set(drawn(page))


def test_hiding_filtering_and_going_back_stay_in_the_address(scripted: Page) -> None:
    page = scripted
    ready(page, "/en/graph/lasso")
    before = drawn(page)
    page.locator("#m-elastic-net").focus()
    page.keyboard.press("Delete")
    expect(page).to_have_url(re.compile("hide=elastic-net"))
    expect(page.locator("#m-elastic-net")).to_have_count(0)
    page.locator("#type-extends").check()
    expect(page).to_have_url(re.compile("type=extends"))
    expect(page.locator("#type-extends")).to_be_focused()
    fewer = drawn(page)
    assert len(fewer) < len(before)
    page.reload()
    assert drawn(page) == fewer
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator("#near > li")).to_have_count(len(before) - 1)
    page.get_by_role("button", name="Show Elastic net again").click()
    expect(page.locator("#m-elastic-net")).to_be_attached()
    assert drawn(page) == before


def test_a_method_that_is_pinned_keeps_its_place(scripted: Page) -> None:
    page = scripted
    ready(page, "/en/graph/lasso")
    page.locator("#m-elastic-net").focus()
    pin = page.get_by_role("button", name="Pin in place")
    pin.click()
    expect(pin).to_have_attribute("aria-pressed", "true")
    place = re.search(r"#pin=elastic-net@-?\d+,-?\d+$", page.url)
    assert place
    page.locator("#m-elastic-net").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("open=elastic-net"))
    assert page.url.endswith(place[0])
    # back to where it was pinned already, then to before: the address and the picture agree
    page.get_by_role("button", name="Pin in place").click()
    assert "#pin" not in page.url
    expect(pin).to_have_attribute("aria-pressed", "false")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/lasso#pin="))
    expect(pin).to_have_attribute("aria-pressed", "true")


def test_steps_taken_quickly_all_count(scripted: Page) -> None:
    page = scripted
    ready(page, "/en/graph/lasso")
    wanted = ["elastic-net", "ridge-regression", "group-lasso"]
    page.evaluate(
        "all => all.forEach(id => document.querySelector(`#m-${id} button[name=open]`).click())",
        wanted,
    )
    for slug in wanted:
        expect(page).to_have_url(re.compile(f"open={slug}"))
    for slug in wanted:
        expect(page.locator(f"#m-{slug}")).to_have_attribute("data-more", "0")


def test_the_keyboard_keeps_its_place(scripted: Page) -> None:
    page = scripted
    ready(page, "/en/graph/lasso")
    page.locator("#m-elastic-net").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#m-elastic-net .joined > li").first).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("#m-elastic-net")).to_have_count(0)
    expect(page.locator("#near > li:focus")).to_have_count(1)
    # the next one is at hand now, and where it is open its buttons follow it
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#near .row') !== null")
    ready(page, "/en/graph/linear-regression")
    page.locator("#rest button").click()
    expect(page).to_have_url(re.compile("limit=150"))
    expect(page.locator("#chosen a")).to_be_focused()


def test_a_step_that_fails_is_taken_without_the_script(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    ready(page, "/en/graph/lasso#pin=elastic-net@10,20")
    asked: list[str] = []
    page.route("**/graph/lasso?*", lambda route: (asked.append(route.request.url), route.abort()))
    page.locator("#m-ridge-regression").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(700)
    assert len(asked) == 2  # once by the script, once as a link
    context.close()


def test_the_picture_alone_has_its_looks(scripted: Page) -> None:
    scripted.goto("/en/graph/lasso.svg")
    colours = scripted.locator(".line").first.evaluate("one => getComputedStyle(one).stroke")
    assert colours == "rgb(105, 113, 110)"
    target = scripted.locator("a").first.evaluate("one => one.href.baseVal")
    assert target.startswith("http") and target.endswith("/en/method/lasso")


@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_picture_is_saved_as_it_stands(scripted: Page, form: str, start: bytes) -> None:
    page = scripted
    ready(page, "/en/graph/lasso#pin=elastic-net@1234,-567")
    page.locator("#m-ridge-regression").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("open=ridge-regression"))
    page.locator("#bar summary").click()
    with page.expect_download() as waiting:
        page.locator(f"[data-do={form}]").click()
    saved = waiting.value.path().read_bytes()
    assert waiting.value.suggested_filename == f"lasso.{form}" and saved.startswith(start)
    if form == "svg":
        text = saved.decode()
        assert (
            re.findall(r"elastic-net. transform=.([^)]*)", text) == ["translate(1234 -567"]
            and "<style>" in text
        )
        assert text.count("data-id=") == len(drawn(page))


def test_a_graph_that_was_saved_opens_elsewhere(page: Page) -> None:
    page.goto("/en/graph/lasso")
    page.locator("#bar summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="GraphML").click()
    graph = nx.read_graphml(waiting.value.path())
    assert sorted(graph) == sorted(drawn(page))


def test_without_a_script_the_page_draws_and_filters(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/vi/graph/lasso")
    marks = page.locator("#still a")
    assert marks.count() == page.locator("#near > li").count()
    assert not page.locator("#bar button").first.is_visible()
    page.locator("#m-elastic-net button[name=hide]").click()
    expect(page.locator("#m-elastic-net")).to_have_count(0)
    page.locator("#type-extends").check()
    page.locator("#choices button").click()
    expect(page).to_have_url(f"{site}/vi/graph/lasso?hide=elastic-net&type=extends")
    context.close()


def test_axe_finds_nothing_after_some_steps(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, color_scheme="light", bypass_csp=True)
    page = context.new_page()
    ready(page, "/en/graph/lasso?hide=bert")
    page.locator("#m-elastic-net").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("open="))
    page.keyboard.press("ArrowRight")
    assert faults(page) == ""
    page.emulate_media(color_scheme="dark")
    assert faults(page, *COLOURS) == ""
    context.close()


def test_a_year_that_is_none_is_refused_where_it_stands(scripted: Page) -> None:
    page = scripted
    ready(page, "/en/graph/lasso")
    before = drawn(page)
    page.locator("#since").fill("19996")
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert drawn(page) == before and "since" not in page.url
    page.locator("#since").fill("1996")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile("since=1996"))
