"""The site is whole without JavaScript: everything can be read and reached, and nothing that needs it is shown."""

import pytest

MAIN_PAGES = (
    "home",
    "ambassador list",
    "ambassador facet",
    "profile",
    "events",
    "event",
    "past events",
    "case studies",
    "case study",
    "careers",
    "career",
    "areas",
    "district",
    "networks",
    "network",
    "organisations",
    "organisation",
    "information page",
    "not found",
)

# Not 'link.href', which is an object for the links of an SVG.
LINK_URLS = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"

# A control that can be seen and can do nothing: there is no script, so it must work by HTML alone, as
# <details>, a popover and a form that another site answers do.
DEAD_CONTROLS = """() => {
    const is_seen = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && element.getBoundingClientRect().width > 1;
    // A form that leads to another page is answered by it, as a link is; one that leads to its own page does nothing.
    const is_answered = form => form && new URL(form.action, location.href).pathname !== location.pathname;
    const is_alive = element => {
        if (element.hasAttribute('popovertarget') || element.hasAttribute('commandfor')) return true;
        if (element.localName === 'a') return element.hasAttribute('href') && element.getAttribute('href') !== '#';
        return is_answered(element.form);
    };
    const controls = 'button, input:not([type=hidden]), select, textarea, a:not([href]), a[href="#"], '
        + '[role=button], [role=tab], [role=switch], [contenteditable], dialog[open]';
    return [...document.querySelectorAll(controls)]
        .filter(element => is_seen(element) && !is_alive(element))
        .map(element => element.outerHTML.slice(0, 160));
}"""


@pytest.mark.parametrize("page_type", MAIN_PAGES)
def test_a_page_shows_its_content_without_javascript(open_page, served, page_type):
    page = open_page(served.page_of(page_type), javascript=False)

    assert page.locator("h1").is_visible()
    assert len(page.locator("main").inner_text()) > 60


@pytest.mark.parametrize("page_type", MAIN_PAGES)
def test_nothing_dead_is_shown_without_javascript(open_page, served, page_type):
    page = open_page(served.page_of(page_type), javascript=False)

    assert page.evaluate(DEAD_CONTROLS) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_every_link_of_the_header_works_without_javascript(open_page, served, width):
    page = open_page("/", javascript=False, width=width)
    closed = page.locator("header details:not([open]) > summary:visible")
    if closed.count():
        closed.first.click()
    links = page.locator("header nav a:visible")
    addresses = [link.get_attribute("href") for link in links.all()]
    assert addresses, "No link of the navigation can be seen."

    for address in addresses:
        page.goto(served.url("/"))
        if closed.count():
            closed.first.click()
        with page.expect_navigation() as navigation:
            page.locator(f'header nav a[href="{address}"]:visible').first.click()
        assert navigation.value.ok, f"{address} is answered with {navigation.value.status}"


def test_every_ambassador_is_reached_by_links_alone(open_page, served):
    """Through the pages of the list, one after another, as a reader without JavaScript has to."""
    listed = set()
    page = open_page("/ambassadors/", javascript=False)
    for _ in range(1000):
        urls = page.locator("main a[href]").evaluate_all(LINK_URLS)
        listed |= {served.address(url) for url in urls}
        following = page.locator("main a[rel~=next]")
        if following.count() == 0:
            break
        with page.expect_navigation():
            following.first.click()

    wanted = {address for address in served.pages_of("profile") if not served.site.pages[address].is_unlisted}
    assert wanted - listed == set()


def test_a_filter_is_a_page_without_javascript(open_page, served):
    facets = served.pages_of("ambassador facet")
    page = open_page("/ambassadors/", javascript=False)
    closed = page.locator("main details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()

    seen = page.locator("main a:visible").evaluate_all(LINK_URLS)

    assert any(served.address(url) in facets for url in seen)
