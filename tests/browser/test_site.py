"""The main job in a real browser, with script and without, in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from reference import COMPARE, PAIR

DIFFERENT = ["Năm ra đời", "Người khởi xướng", "Loại", "Công trình gốc", "Liên quan", "Tóm tắt"]
EQUAL = ["Lĩnh vực", "Họ"]


def heads(page: Page) -> list[str]:
    return page.locator(".compare thead .name").all_inner_texts()


def test_the_reference_pair_in_vietnamese(page: Page) -> None:
    page.goto(f"/vi/{COMPARE}")
    expect(page.locator("h1")).to_have_text("So sánh phương pháp")
    rows = page.locator(".compare tbody tr")
    expect(rows).to_have_count(9)
    for name in DIFFERENT:
        head = page.get_by_role("rowheader", name=name)
        expect(head).to_contain_text("khác nhau")
        expect(head.locator(".mark")).to_be_visible()
    for name in [*EQUAL, "Tên gọi khác"]:
        head = page.get_by_role("rowheader", name=name, exact=False).first
        expect(head.locator(".mark")).to_have_count(0)
    years = page.locator('tr[data-row="introduced"] td')
    expect(years).to_contain_text(["2015–2018", "2012–2014"])
    expect(page.locator("a.doi").first).to_have_attribute(
        "href", "https://doi.org/10.1109/cvpr.2015.7298965"
    )


def test_takes_a_method_away_and_adds_one(page: Page) -> None:
    page.goto(f"/vi/{COMPARE}")
    page.get_by_role("link", name="Bỏ Mạng nơ-ron tích chập tinh chỉnh").click()
    expect(page.locator(".opening [role=status]")).to_contain_text("hãy thêm một phương pháp nữa")
    assert heads(page) == ["Phân đoạn ngữ nghĩa tinh chỉnh"]
    page.locator("#add").fill("Học chuyển giao")
    page.get_by_role("button", name="Thêm").click()
    expect(page).to_have_url(f"{page.url.split('?')[0]}?method={PAIR[0]}&method=transfer-learning")
    assert heads(page) == ["Phân đoạn ngữ nghĩa tinh chỉnh", "Học chuyển giao"]


def test_offers_what_may_be_meant(page: Page) -> None:
    page.goto("/en/compare?method=lasso")
    page.locator("#add").fill("regression")
    page.get_by_role("button", name="Add").click()
    page.locator(".found").get_by_role("link", name="Logistic regression").click()
    expect(page.locator(".compare thead .name")).to_have_text(["Lasso", "Logistic regression"])


def test_changes_the_order_of_the_columns(page: Page) -> None:
    page.goto("/en/compare?method=lasso&method=bert")
    page.get_by_role("link", name="Move Lasso to the right").click()
    expect(page.locator(".compare thead .name")).to_have_text(["BERT", "Lasso"])


def test_hides_equal_rows(page: Page) -> None:
    page.goto(f"/en/{COMPARE}")
    page.get_by_label("Hide 2 equal rows").check()
    expect(page.locator("tr.equal").first).to_be_hidden()
    expect(page.locator("tr.differs").first).to_be_visible()


def test_keeps_equal_rows_hidden_when_a_method_is_moved(page: Page) -> None:
    page.goto(f"/en/{COMPARE}&hide=1")
    expect(page.locator("tr.equal").first).to_be_hidden()
    page.get_by_role("link", name="Move").first.click()
    expect(page).to_have_url(re.compile("hide=1"))
    expect(page.locator("tr.equal").first).to_be_hidden()


def test_a_full_table_says_so(page: Page) -> None:
    slugs = [
        "lasso",
        "bert",
        "garch",
        "resnet",
        "topsis",
        "u-net",
        "umap",
        "kriging",
        "pagerank",
        "arima",
    ]
    page.goto("/en/compare?" + "&".join(f"method={slug}" for slug in slugs))
    expect(page.locator("#add")).to_be_disabled()
    expect(page.locator(".tools")).to_contain_text("The table is full")
    expect(page.locator("#near")).to_have_count(0)


def test_a_typing_error_in_an_address_costs_one_click(page: Page) -> None:
    page.goto("/en/compare?method=lasso&method=bertt")
    page.get_by_role("link", name="BERT", exact=True).click()
    expect(page.locator(".compare thead .name")).to_have_text(["Lasso", "BERT"])


def test_an_unknown_method_leads_to_the_nearest(page: Page) -> None:
    page.goto("/en/method/randm-forest")
    page.get_by_role("link", name="Random forest", exact=True).click()
    expect(page.locator("h1")).to_have_text("Random forest")


def test_adds_by_keyboard_from_the_suggestions(scripted: Page) -> None:
    scripted.goto("/vi/compare?method=lasso")
    box = scripted.get_by_role("combobox", name="Thêm phương pháp")
    box.focus()
    scripted.keyboard.type("hoi quy log")
    expect(scripted.get_by_role("option").first).to_contain_text("Hồi quy logistic")
    expect(box).to_have_attribute("aria-expanded", "true")
    scripted.keyboard.press("ArrowDown")
    expect(scripted.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    scripted.keyboard.press("Escape")
    expect(scripted.get_by_role("listbox")).to_be_hidden()
    scripted.keyboard.type("i")
    scripted.get_by_role("option").first.wait_for()
    scripted.keyboard.press("ArrowDown")
    scripted.keyboard.press("Enter")
    expect(scripted.locator(".compare thead .name")).to_have_text(
        ["Hồi quy Lasso", "Hồi quy logistic"]
    )


def test_the_first_tab_skips_to_the_content(scripted: Page) -> None:
    scripted.goto(f"/en/{COMPARE}")
    scripted.keyboard.press("Tab")
    expect(scripted.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(scripted.get_by_role("link", name="Skip to the content")).to_be_in_viewport()


def test_turns_the_table_and_groups_its_rows(page: Page) -> None:
    page.goto(f"/en/{COMPARE}")
    page.get_by_role("link", name="Rows in groups").click()
    groups = page.locator(".compare tr.group")
    expect(groups).to_have_text(["Where it belongs", "Where it comes from", "What it is"])
    expect(page.locator(".compare tbody tr[data-row]")).to_have_count(9)
    page.get_by_role("link", name="Methods as rows").click()
    expect(page).to_have_url(re.compile("turn=1"))
    expect(page.locator(".compare tbody tr")).to_have_count(2)
    expect(page.locator(".compare thead th.differs .mark")).to_have_count(6)
    page.get_by_label("Hide 2 equal columns").check()
    expect(page.get_by_role("columnheader", name="Family")).to_be_hidden()
    page.locator("#add").fill("lasso")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page).to_have_url(re.compile("hide=1.*turn=1|turn=1.*hide=1"))
    expect(page.locator(".compare tbody tr")).to_have_count(3)


SUMS = {
    "en": ["Alike in field (Deep learning) and family (Machine learning).", "Different in 6 of 8"],
    "vi": ["Giống nhau ở lĩnh vực (Học sâu) và họ (Học máy).", "Khác nhau ở 6/8"],
}


@pytest.mark.parametrize("language", SUMS)
def test_sums_up_what_the_methods_share_and_how_they_are_related(page: Page, language: str) -> None:
    page.goto(f"/{language}/{COMPARE}")
    for said in SUMS[language]:
        expect(page.locator(".opening")).to_contain_text(said)
    name = {"en": "Transfer learning", "vi": "Học chuyển giao"}[language]
    expect(page.locator("[aria-labelledby=common]").get_by_role("link", name=name)).to_be_visible()


@pytest.mark.parametrize("language", ["en", "vi"])
def test_says_how_the_methods_are_related_directly(page: Page, language: str) -> None:
    page.goto(f"/{language}/compare?method=lasso&method=ridge-regression")
    join = page.locator(".joins li").first
    expect(join.locator(".name")).to_have_count(2)
    expect(join).to_contain_text({"en": "is an alternative to", "vi": "có thể thay cho"}[language])
    expect(join.locator(".note")).to_be_visible()


def test_names_the_closest_two_and_who_stands_apart(page: Page) -> None:
    slugs = ("logistic-regression", "decision-tree", "random-forest", "gradient-boosting")
    page.goto("/en/compare?" + "&".join(f"method={slug}" for slug in slugs))
    summed = page.locator(".opening")
    expect(summed).to_contain_text("The closest two are Random forest and Gradient boosting")
    expect(summed).to_contain_text("Logistic regression alone stands apart in family.")


def test_adds_a_suggested_method(page: Page) -> None:
    page.goto("/vi/compare?method=lasso")
    section = page.locator("[aria-labelledby=near]")
    expect(section).to_contain_text("Có thể thay cho nhau")
    section.get_by_role("link", name="Hồi quy ridge").click()
    expect(page.locator(".compare thead .name")).to_have_text(["Hồi quy Lasso", "Hồi quy ridge"])


@pytest.mark.parametrize(
    "address",
    [
        "/vi/",
        "/vi/methods",
        "/en/method/lasso",
        f"/vi/{COMPARE}",
        f"/de/{COMPARE}&turn=1",
        "/vi/compare?method=lasso&method=ridge-regression&method=elastic-net",
        "/en/search?q=regression",
        "/en/timeline",
        "/de/path?from=random-forest&to=transformer",
        "/vi/timeline?from=1980&until=1989",
        "/fr/field/deep-learning",
        "/en/person/leo-breiman",
        "/ja/paper/breiman-2001-random-forests",
    ],
)
def test_no_page_scrolls_sideways(browser: Browser, site: str, address: str) -> None:
    page = browser.new_page(base_url=site, viewport={"width": 1440, "height": 800})
    page.goto(address)
    for width in (1440, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_prints_the_whole_table_in_black_on_white(scripted: Page) -> None:
    scripted.emulate_media(media="print", color_scheme="dark")
    scripted.goto(f"/en/{COMPARE}")
    expect(scripted.locator(".tools")).to_be_hidden()
    expect(scripted.locator(".compare")).to_be_visible()
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert scripted.evaluate(paper) == "rgb(253, 253, 252)"
