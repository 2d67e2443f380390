"""Finding, browsing and collecting methods in a real browser, with script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


def test_finds_a_method_from_the_first_page_and_keeps_the_page_in_the_other_language(
    page: Page,
) -> None:
    page.goto("/en/")
    page.locator(".front").get_by_role("textbox").or_(
        page.locator(".front").get_by_role("searchbox")
    ).or_(page.locator(".front").get_by_role("combobox")).fill("ramdom forest")
    page.locator(".front").get_by_role("button", name="Search").click()
    expect(page.locator(".notice")).to_contain_text("random forest")
    page.locator(".hits").get_by_role("link", name="Random forest", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Random forest")
    page.locator(".tongue summary").click()
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.locator("h1")).to_have_text("Rừng ngẫu nhiên")
    page.get_by_role("link", name="So sánh với phương pháp khác").click()
    expect(page.locator(".compare thead .name")).to_have_text(["Rừng ngẫu nhiên"])


@pytest.mark.parametrize(
    ("language", "words", "group", "first", "why"),
    [
        ("en", "breiman", "Methods", "Random forest", "originator: Leo Breiman"),
        ("vi", "hoi quy", "Phương pháp", "Hồi quy tuyến tính", "1886"),
        ("en", "gmm", "Methods", "Gaussian mixture model", "short form: GMM"),
        ("vi", "cox regression", "Phương pháp", "Mô hình nguy cơ tỷ lệ Cox", "còn gọi là: Cox"),
    ],
)
def test_groups_what_it_finds_and_says_why(
    page: Page, language: str, words: str, group: str, first: str, why: str
) -> None:
    page.goto(f"/{language}/search?q={words}")
    section = page.get_by_role("region", name=group, exact=True)
    hit = section.locator(".hits > li").first
    expect(hit).to_contain_text(first)
    expect(hit).to_contain_text(why)


def test_a_search_that_fits_nothing_leads_on(page: Page) -> None:
    page.goto("/en/search?q=qzxwqzxw")
    expect(page.locator("main [role=status]")).to_contain_text("Nothing fits “qzxwqzxw”")
    page.get_by_role("link", name="Decision and optimisation").click()
    expect(page.locator("h1")).to_have_text("Decision and optimisation")


def test_suggests_as_one_types_and_goes_there_by_keyboard(scripted: Page) -> None:
    scripted.goto("/vi/methods")
    box = scripted.get_by_role("combobox", name="Tìm")
    box.focus()
    scripted.keyboard.type("rung ngau")
    options = scripted.get_by_role("option")
    expect(options.first).to_contain_text("Rừng ngẫu nhiên")
    first, second = options.nth(0).bounding_box(), options.nth(1).bounding_box()
    assert first and second and first["x"] == second["x"] and first["y"] < second["y"]
    scripted.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    expect(scripted.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    scripted.keyboard.press("Enter")
    expect(scripted.locator("h1")).to_have_text("Rừng ngẫu nhiên")


def filtered(page: Page, name: str) -> None:
    """Tick a filter; without script it takes effect by the button."""
    page.get_by_label(name).first.click()  # not check(): the list is drawn anew at once
    apply = page.get_by_role("button", name=re.compile("Apply|Áp dụng")).last
    if page.locator("html.scripted").count() == 0:
        apply.click()


NAMES = {
    "en": ("Statistics", "1980s", "12 of 516 methods fit your choices.", "Without Statistics"),
    "vi": ("Thống kê", "thập niên 1980", "12 trong số 516", "Bỏ"),
}


@pytest.mark.parametrize("language", NAMES)
def test_filters_narrow_the_list_and_the_address_keeps_them(page: Page, language: str) -> None:
    family, decade, told, away = NAMES[language]
    page.goto(f"/{language}/methods")
    filtered(page, family)
    expect(page).to_have_url(re.compile("family=statistics"))
    filtered(page, decade)
    expect(page).to_have_url(re.compile("family=statistics&decade=1980"))
    expect(page.locator("main [role=status]")).to_contain_text(told)
    expect(page.locator(".methods > li")).to_have_count(12)
    page.goto(page.url)
    expect(page.locator(".methods > li")).to_have_count(12)
    page.locator("#chips").get_by_role("link", name=re.compile(away)).first.click()
    expect(page).to_have_url(re.compile(r"methods\?decade=1980$"))


def test_filters_by_keyboard_keep_the_place(scripted: Page) -> None:
    scripted.goto("/en/methods")
    box = scripted.locator("#family-statistics")
    box.focus()
    scripted.keyboard.press("Space")
    expect(scripted.locator("#told")).to_contain_text("116 of 516")
    expect(box).to_be_focused()
    expect(box).to_be_checked()


def test_sorts_and_turns_pages(page: Page) -> None:
    page.goto("/en/methods?family=decision")
    page.get_by_label("In the order of").select_option("oldest")
    if page.locator("html.scripted").count() == 0:
        page.get_by_role("button", name="Apply").last.click()
    expect(page).to_have_url(re.compile("sort=oldest"))
    years = [int(year) for year in page.locator(".methods .year").all_inner_texts()]
    assert years == sorted(years) and len(years) == 40
    page.get_by_role("button", name="Later").click()
    expect(page).to_have_url(re.compile("family=decision&sort=oldest&page=2"))
    expect(page.locator(".pages")).to_contain_text("41 to 51 of 51")


def test_shows_all_fields_on_demand(page: Page) -> None:
    page.goto("/en/methods")
    fields = page.locator('[data-facet="field"] label')
    expect(fields).to_have_count(8)
    page.locator('[data-facet="field"]').get_by_role("link", name="more").click()
    expect(fields).to_have_count(75)


def test_ticks_go_along_from_page_to_page_and_are_compared(page: Page) -> None:
    page.goto("/en/methods")
    page.get_by_label("Choose A/B testing").check()
    page.get_by_role("button", name="Later").click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator(".tray")).to_contain_text("A/B testing")
    page.goto("/en/methods?family=decision")
    page.get_by_label("Choose Analytic hierarchy process").check()
    page.get_by_role("button", name="Compare the ticked methods").click()
    expect(page.locator(".compare thead .name")).to_have_text(
        ["A/B testing", "Analytic hierarchy process"]
    )


def test_a_tick_that_is_taken_back_leaves_the_tray(page: Page) -> None:
    page.goto("/en/methods?family=decision")
    box = page.get_by_label("Choose Analytic hierarchy process")
    box.check()
    if page.locator("html.scripted").count() == 0:
        page.get_by_role("button", name="Keep the ticks").click()
    expect(page.locator(".tray")).to_contain_text("Analytic hierarchy process")
    expect(box).to_be_checked()
    box.uncheck()
    if page.locator("html.scripted").count() == 0:
        page.get_by_role("button", name="Keep the ticks").click()
    expect(page.locator(".tray")).to_have_count(0)


COLLECT = {
    "en": ("Add to my choice", "Take out of my choice"),
    "vi": ("^Chọn phương pháp này", "^Bỏ chọn phương pháp này"),
}


@pytest.mark.parametrize("language", COLLECT)
def test_collects_methods_anywhere(page: Page, language: str) -> None:
    add, take_out = COLLECT[language]
    for slug in ("lasso", "bert"):
        page.goto(f"/{language}/method/{slug}")
        page.get_by_role("button", name=re.compile(add)).click()
        expect(page.get_by_role("button", name=re.compile(take_out))).to_be_visible()
    page.goto(f"/{language}/timeline")
    expect(page.locator(".tray .chip")).to_have_count(2)
    page.locator(".tray .away").last.click()
    expect(page.locator(".tray .chip")).to_have_count(1)
    expect(page).to_have_url(re.compile(f"/{language}/timeline$"))
    page.goto(f"/{language}/method/bert")
    page.get_by_role("button", name=re.compile(add)).click()
    expect(page.locator(".tray .chip")).to_have_count(2)
    page.locator(".tray a.button").click()
    expect(page.locator(".compare thead .name")).to_have_count(2)
    expect(page).to_have_url(re.compile("method=lasso&method=bert"))


def test_walks_from_a_method_to_its_people_works_and_field(page: Page) -> None:
    page.goto("/en/method/random-forest")
    page.locator(".facts").get_by_role("link", name="Leo Breiman").click()
    expect(page.locator("h1")).to_have_text("Leo Breiman")
    years = page.locator(".years .year").all_inner_texts()
    assert years == sorted(years)
    page.locator(".years").get_by_role("link", name="Random forests").click()
    expect(page.locator("h1")).to_have_text("Random forests")
    expect(page.locator("[aria-labelledby=evidence] tbody tr").first).to_be_visible()
    page.locator("[aria-labelledby=methods]").get_by_role("link", name="Ensemble learning").click()
    expect(page.locator("h1")).to_have_text("Ensemble learning")
    expect(page.locator(".methods > li").first).to_be_visible()
    expect(page.locator(".history a").first).to_be_visible()


def test_a_method_page_shows_what_surrounds_it(page: Page) -> None:
    page.goto("/vi/method/random-forest")
    star = page.locator(".picture a")
    expect(star).to_have_count(8)
    page.get_by_text("Trích dẫn").first.click()
    expect(page.get_by_role("link", name="BibTeX").first).to_be_visible()
    expect(page.locator("#gaps")).to_be_visible()
    asked = page.locator('a[href*="/vi/sparql?example=comparison_cells"]').first
    expect(asked).to_have_accessible_name(re.compile("Truy vấn: "))
    page.locator(".running a[rel=next]").click()
    expect(page.locator("h1")).not_to_have_text("Rừng ngẫu nhiên")


def test_zooms_the_timeline_from_decades_to_names(page: Page) -> None:
    page.goto("/en/timeline")
    page.locator(".years").get_by_role("link", name="1980s").click()
    expect(page).to_have_url(re.compile("from=1980&until=1989"))
    names = page.locator(".lanes g > a text")
    expect(names.filter(has_text="Systematic review")).to_have_count(1)
    expect(page.locator(".years .year").first).to_have_text("1980")
    page.get_by_role("link", name="Later", exact=True).click()
    expect(page).to_have_url(re.compile("from=1990&until=1999"))
    page.locator("#family").select_option("qualitative")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".lanes g")).to_have_count(1)


def test_the_whole_catalogue_stands_on_the_first_page(page: Page) -> None:
    page.goto("/vi/")
    expect(page.locator(".whole table")).to_have_count(8)
    expect(page.locator(".whole tbody tr")).to_have_count(75)
    page.locator(".whole").get_by_role("link", name="Học sâu").click()
    expect(page.locator("h1")).to_have_text("Học sâu")


@pytest.mark.parametrize("language", ["fr", "de", "es", "zh", "ja"])
def test_speaks_the_other_languages(page: Page, language: str) -> None:
    page.goto(f"/{language}/method/lasso")
    expect(page.locator("html")).to_have_attribute("lang", language)
    # a name that is not translated says which language it is in
    expect(page.locator("h1 span")).to_have_attribute("lang", "en")
    page.locator(".tongue summary").click()
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile("/en/method/lasso$"))


def test_menus_close_by_keyboard(scripted: Page) -> None:
    scripted.goto("/en/about")
    scripted.locator(".tongue summary").focus()
    scripted.keyboard.press("Enter")
    expect(scripted.get_by_role("link", name="Deutsch")).to_be_visible()
    scripted.keyboard.press("Escape")
    expect(scripted.get_by_role("link", name="Deutsch")).to_be_hidden()
    expect(scripted.locator(".tongue summary")).to_be_focused()


def test_the_tray_stays_in_sight_and_the_boxes_follow_it(scripted: Page) -> None:
    scripted.goto("/en/methods")
    scripted.get_by_label("Choose A/B testing").check()
    expect(scripted.locator(".tray")).to_be_in_viewport()
    scripted.get_by_label("Choose AdaBoost").check()
    expect(scripted.locator(".tray .chip")).to_have_count(2)
    expect(scripted.locator("#tally")).to_have_text("2 chosen")
    scripted.locator(".tray").get_by_role("button", name="Clear").click()
    expect(scripted.locator(".tray")).to_have_count(0)
    expect(scripted.get_by_label("Choose AdaBoost")).not_to_be_checked()


def test_quick_ticks_are_all_kept_and_too_many_are_said(scripted: Page) -> None:
    scripted.goto("/en/methods")
    boxes = scripted.locator(".methods input")
    for place in range(12):
        boxes.nth(place).click()
    expect(scripted.locator(".tray .chip")).to_have_count(10)
    expect(scripted.locator(".tray")).to_contain_text("More do not fit")
    expect(scripted.locator(".methods input:checked")).to_have_count(10)


def test_filters_change_the_whole_page_and_back_takes_them_back(scripted: Page) -> None:
    scripted.goto("/en/methods")
    scripted.locator("#family-statistics").click()
    expect(scripted.locator("h1")).to_have_text("Statistics")
    expect(scripted.locator("#foot a").first).to_have_attribute("href", re.compile("family=statis"))
    expect(scripted.locator(".tongue a").first).to_have_attribute("href", re.compile("family="))
    scripted.go_back()
    expect(scripted.locator("h1")).to_have_text("All methods")


def test_new_words_come_in_the_order_of_how_they_fit(page: Page) -> None:
    page.goto("/en/methods")
    page.locator("#q").fill("random forest")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile(r"methods\?q=random\+forest$"))
    expect(page.locator(".methods h3").first).to_have_text("Random forest")


def test_a_moved_column_keeps_the_keyboard(scripted: Page) -> None:
    scripted.goto("/en/compare?method=lasso&method=bert&method=garch")
    scripted.get_by_role("link", name="Move Lasso to the right").focus()
    names = scripted.locator(".compare thead .name")
    scripted.keyboard.press("Enter")
    expect(names).to_have_text(["BERT", "Lasso", "GARCH model"])
    expect(scripted.get_by_role("link", name="Move Lasso to the right")).to_be_focused()
    scripted.keyboard.press("Enter")
    expect(names).to_have_text(["BERT", "GARCH model", "Lasso"])
    expect(scripted.get_by_role("link", name="Move Lasso to the left")).to_be_focused()


def test_hidden_rows_stay_hidden_where_links_lead(scripted: Page) -> None:
    scripted.goto("/en/compare?method=lasso&method=ridge-regression")
    scripted.get_by_label("Hide 1 equal row").check()
    expect(scripted).to_have_url(re.compile("hide=1"))
    scripted.get_by_role("link", name="Rows in groups").click()
    expect(scripted.get_by_label("Hide 1 equal row")).to_be_checked()
    expect(scripted.locator("tr.equal").first).to_be_hidden()


def test_says_what_is_chosen_where_the_server_fails(scripted: Page) -> None:
    scripted.goto("/en/method/lasso")
    scripted.route("**/tray", lambda route: route.fulfill(status=404, body="no"), times=1)
    scripted.get_by_role("button", name="Add to my choice").click()
    expect(scripted.locator(".tray")).to_contain_text("Lasso")


def test_suggestions_say_what_is_no_method(scripted: Page) -> None:
    scripted.goto("/vi/search")
    scripted.locator("#q").focus()
    scripted.keyboard.type("breiman")
    expect(scripted.get_by_role("option").filter(has_text="Người hoặc tổ chức")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_finds_the_way_from_method_to_method(page: Page, language: str) -> None:
    page.goto(f"/{language}/method/logistic-regression")
    page.locator("a.button[href*='/path?']").click()
    page.locator("#to").fill("Transformer")
    page.locator(".tools button.first").click()
    expect(page).to_have_url(re.compile("from=logistic-regression&to=transformer"))
    walk = page.locator(".walk").first
    expect(walk.locator(".stop")).to_have_count(3)
    expect(walk.locator(".step")).to_have_count(2)
    expect(walk.locator(".note").first).to_be_visible()
    page.locator(".last a.button[href*='/compare?']").click()
    expect(page.locator(".compare thead .name")).to_have_count(2)


def test_fills_both_ends_of_a_path_by_keyboard(scripted: Page) -> None:
    scripted.goto("/en/path")
    for words in ("grounded", "bert"):
        expect(scripted.locator("#from" if words == "grounded" else "#to")).to_be_visible()
        if words == "grounded":
            scripted.locator("#from").focus()
        scripted.keyboard.type(words)
        scripted.get_by_role("option").first.wait_for()
        scripted.keyboard.press("ArrowDown")
        scripted.keyboard.press("Enter")
    expect(scripted).to_have_url(re.compile("from=.*grounded-theory&to=bert"))
    expect(scripted.locator(".walk").first).to_be_visible()


def test_ticks_outlive_a_filter_and_can_be_taken_back_after_it(scripted: Page) -> None:
    scripted.goto("/en/methods")
    scripted.get_by_label("Choose A/B testing").check()
    expect(scripted.locator(".tray .chip")).to_have_count(1)
    scripted.locator("#family-decision").click()
    expect(scripted.locator("#told")).to_contain_text("51 of 516")
    box = scripted.get_by_label("Choose Analytic hierarchy process")
    box.check()
    expect(scripted.locator(".tray .chip")).to_have_count(2)
    expect(scripted.locator(".tray")).to_contain_text("A/B testing")
    box.uncheck()
    expect(scripted.locator(".tray .chip")).to_have_count(1)
    expect(box).not_to_be_checked()


def test_escape_closes_the_suggestions_and_keeps_the_words(scripted: Page) -> None:
    scripted.set_viewport_size({"width": 360, "height": 700})
    scripted.goto("/en/methods")
    scripted.locator("#find").focus()
    scripted.keyboard.type("boot")
    option = scripted.get_by_role("option").first
    option.wait_for()
    spot = option.bounding_box()
    assert spot and spot["x"] >= 0 and spot["x"] + spot["width"] <= 360
    scripted.keyboard.press("Escape")
    expect(scripted.locator("#find-list")).to_be_hidden()
    expect(scripted.locator("#find")).to_have_value("boot")


def test_a_family_does_not_narrow_the_years_of_the_timeline(page: Page) -> None:
    page.goto("/en/timeline")
    for family in ("qualitative", ""):
        page.locator("#family").select_option(family)
        page.get_by_role("button", name="Show").click()
        expect(page).to_have_url(re.compile(f"family={family}"))
    expect(page.locator(".lede")).to_contain_text("516 methods")
