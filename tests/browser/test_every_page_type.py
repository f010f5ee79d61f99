"""One page of every type, in light and in dark, on a phone and on a desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGE_TYPES = (
    "home",
    "ambassador list",
    "ambassador list page 2",
    "ambassador facet",
    "profile",
    "events",
    "event",
    "event facet",
    "past events",
    "case studies",
    "case study",
    "careers",
    "career",
    "areas",
    "area",
    "district",
    "networks",
    "network",
    "organisations",
    "organisation",
    "information page",
    "search",
    "my list",
    "asking",
    "writing a profile",
    "writing an event",
    "not found",
)

every_page_type = pytest.mark.parametrize("page_type", PAGE_TYPES)


@every_page_type
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_has_no_accessibility_fault(open_page, served, page_type, scheme, width):
    page = open_page(served.page_of(page_type), width=width, dark=scheme == "dark", settled=True)

    results = Axe().run(page)

    assert results.violations_count == 0, f"{page.url}: {results.generate_report()}"


@every_page_type
@pytest.mark.parametrize("width", [320, 768])
def test_a_page_never_scrolls_sideways(open_page, served, page_type, width):
    page = open_page(served.page_of(page_type), width=width, height=640, settled=True)

    too_wide = page.evaluate(
        """() => {
            if (document.scrollingElement.scrollWidth <= innerWidth) return [];
            return [...document.querySelectorAll('body *')]
                .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
                .map(element => element.outerHTML.slice(0, 120));
        }"""
    )
    scroll_width = page.evaluate("document.scrollingElement.scrollWidth")

    assert scroll_width <= width, f"{page.url} is {scroll_width} wide. What sticks out: {too_wide[:8]}"


@every_page_type
def test_a_page_says_what_it_is(open_page, served, page_type):
    page = open_page(served.page_of(page_type))

    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    assert page.title()
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.locator("main").count() == 1


def test_an_address_without_a_page_is_answered_with_404(open_page, served):
    page = open_page("/")

    answer = page.goto(served.url("/no-such-page/"))

    assert answer.status == 404
    page.locator("main a").first.click()
    assert page.locator("h1").is_visible()


@every_page_type
def test_a_page_works_in_a_folder_of_its_host(open_page, served_under_base, page_type):
    page = open_page(served_under_base.page_of(page_type), on=served_under_base)

    assert page.locator("h1").is_visible()
    assert page.evaluate("document.styleSheets.length") > 0
