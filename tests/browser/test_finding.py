"""Finding, as a teacher and a pupil do it: the box, filters, near me, the address, a list of one's own."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe


def results(page):
    page.wait_for_timeout(400)
    return page.locator(".found .card-title").all_inner_texts()


def test_a_job_and_a_town_find_the_person(open_page):
    page = open_page("/ambassadors/")
    page.fill("#find-q", "electrician rochdale")

    page.wait_for_selector(".found .card")
    assert results(page)[0] == "Callum Reid"
    page.wait_for_url(re.compile(r"\?q=electrician\+rochdale$"))
    assert page.locator(".found mark").first.inner_text().lower() == "electrician"


def test_an_address_gives_the_same_view_again(open_page):
    page = open_page("/ambassadors/?q=softwear+enginer", settled=True)

    assert "Oksana Kovalenko" in results(page)[:5]
    page.reload(wait_until="networkidle")
    assert "Oksana Kovalenko" in results(page)[:5]


def test_filters_combine_and_back_takes_the_last_one_off(open_page):
    page = open_page("/ambassadors/subject/physics/")
    before = page.inner_text("#results")
    page.locator("summary", has_text="Where").click()
    page.locator(".facet-link", has_text="Leeds").click()

    page.wait_for_selector(".found .card")
    assert "subject=physics" in page.url
    assert "district=leeds" in page.url
    assert page.inner_text("#results") != before
    page.go_back()
    page.wait_for_timeout(300)
    assert page.inner_text("#results") == before


def test_a_count_is_what_the_filter_then_shows(open_page):
    page = open_page("/ambassadors/?q=engineer", settled=True)
    page.locator("summary", has_text="In person or online").click()
    link = page.locator('.facet-link:has(.facet-label:text-is("Online"))')
    count = int(link.locator(".facet-count").inner_text())
    link.click()
    page.wait_for_timeout(300)

    assert page.inner_text("#results").startswith(f"{count} ")


def test_near_a_postcode_says_who_can_come_and_keeps_the_second_half_to_itself(open_page):
    page = open_page("/ambassadors/", settled=True)
    page.focus("#find-q")
    page.wait_for_selector("#find-near")
    page.fill("#find-near", "YO22 4LS")
    page.wait_for_selector(".found .card")
    page.wait_for_url(re.compile("near=YO22&"))

    assert "4LS" not in page.url
    assert "can come to YO22" in page.inner_text(".found") or "Online" in page.inner_text(".found")


def test_nobody_found_helps_on(open_page):
    page = open_page("/ambassadors/?q=xylophonist&subject=physics", settled=True)

    assert page.inner_text("#results").startswith("0 ")
    help_text = page.inner_text(".find-help")
    assert "Leave out the words" in help_text
    assert "Ask the hub" in help_text


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", "__proto__", "constructor", "%25%00", "x" * 10_000]
)
def test_a_hostile_question_leaves_the_page_whole(open_page, query):
    page = open_page("/ambassadors/", settled=True)
    page.goto(
        page.url + "?q=" + query[:7_000].replace("%", "%25").replace("<", "%3C"), wait_until="networkidle"
    )
    page.wait_for_timeout(300)

    assert page.locator("h1").inner_text() == "Ambassadors"
    assert page.locator("main script").count() == 0


def test_a_data_file_that_fails_is_told_in_plain_words(open_page, served):
    page = open_page("/")
    page.route(
        "**/assets/search/people-*",
        lambda route: route.fulfill(status=200, body="{half a", content_type="application/json"),
    )
    page.goto(served.url("/ambassadors/?q=welder"), wait_until="networkidle")

    page.wait_for_selector(".notice-warning")
    assert "does not work right now" in page.inner_text(".results")
    assert page.locator(".person-card").count() > 5


def in_two(people, first):
    """One people file → two, as a site with more people has them."""
    halves = []
    for start, end in ((0, first), (first, len(people["name"]))):
        half = {name: people[name][start:end] for name in ("name", "job", "work", "career")}
        for name in ("slug", "photo"):
            half[name] = {
                str(int(at) - start): each for at, each in people[name].items() if start <= int(at) < end
            }
        halves.append({**people, **half})
    return halves


def test_after_a_failure_the_next_question_tries_again_and_finds_nobody_twice(open_page, served):
    page = open_page("/ambassadors/?q=engineer", settled=True)
    expected = (page.inner_text("#results"), results(page))
    address = page.get_attribute("form.find-here", "data-people")
    first, more = in_two(page.request.get(served.url(address)).json(), 10)
    broken = [True]

    def with_more(route):
        html = route.fetch().text().replace("data-people=", 'data-people-more="/more.json" data-people=', 1)
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    def places(route):
        if broken:
            route.fulfill(body="{half a", content_type="application/json")
        else:
            route.continue_()

    page.route("**/ambassadors/", with_more)
    page.route("**/assets/search/people-*", lambda route: route.fulfill(json=first))
    asked = []

    def everyone_else(route):
        asked.append(route.request.url)
        route.fulfill(json=more)

    page.route("**/more.json", everyone_else)
    page.route("**/assets/search/places-*", places)
    page.goto(served.url("/ambassadors/"), wait_until="networkidle")
    page.fill("#find-q", "engin")
    page.wait_for_selector(".notice-warning")
    broken.clear()
    page.fill("#find-q", "engineer")
    page.wait_for_selector(".found .card")

    assert (page.inner_text("#results"), results(page)) == expected
    assert page.locator(".notice-warning").count() == 0
    assert len(asked) == 1


def test_events_are_found_by_their_words(open_page):
    page = open_page("/events/?q=bridge", settled=True)

    assert any("Bridge" in title for title in results(page))


def test_a_card_that_shows_somebody_else_keeps_whom_it_shows(open_page):
    page = open_page("/ambassadors/?q=welder", settled=True)
    heart = page.locator(".found .heart").first
    heart.click()
    page.fill("#find-q", "electrician")
    page.wait_for_function("document.querySelector('.found .card-title').textContent !== 'Donna Whittaker'")
    assert heart.get_attribute("aria-pressed") == "false"
    assert heart.get_attribute("aria-label") == f"Keep {results(page)[0]} on my list"
    slug = page.locator(".found .card").first.get_attribute("data-slug")
    assert page.locator(".found .card-link").first.get_attribute("href").endswith(f"/{slug}/")
    heart.click()
    page.fill("#find-q", "welder")
    page.wait_for_function("document.querySelector('.found .card-title').textContent === 'Donna Whittaker'")

    assert heart.get_attribute("aria-pressed") == "true"
    assert page.evaluate("JSON.parse(Object.values(localStorage)[0])") == ["donna-whittaker", slug]


def test_filters_open_as_a_sheet_on_a_phone(open_page):
    page = open_page("/ambassadors/?q=engineer", width=360, settled=True)
    page.click(".sheet-open")

    assert page.locator(".filter-sheet").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".filter-sheet").is_visible()


def test_a_list_of_ones_own_is_kept_on_the_device_and_asked_about(open_page):
    page = open_page("/ambassadors/donna-whittaker/", settled=True)
    page.get_by_role("button", name=re.compile("Keep")).first.click()
    page.goto(page.url.replace("/ambassadors/donna-whittaker/", "/my-list/"), wait_until="networkidle")

    assert "Donna Whittaker" in page.inner_text("main")
    page.get_by_role("link", name=re.compile("Ask the hub")).first.click()
    page.wait_for_load_state("networkidle")
    assert "Donna Whittaker" in page.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        "/ambassadors/?q=welder+leeds",
        "/ambassadors/?q=xylophonist&subject=physics&near=YO22",
        "/search/?q=water",
        "/my-list/?people=amina-khan,nobody-here",
        "/ask/?person=amina-khan",
    ],
)
def test_what_was_found_has_no_accessibility_fault(open_page, address, scheme):
    page = open_page(address, dark=scheme == "dark", settled=True)
    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("fault", ["offline", "not found", "half a file"])
@pytest.mark.parametrize("address", ["/ambassadors/?q=welder", "/search/?q=welder", "/careers/?q=welder"])
def test_data_that_do_not_come_leave_the_page_whole_and_are_told(browser, served, address, fault):
    context = browser.new_context(locale="en-GB", service_workers="block")
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    answers = {
        "offline": lambda route: route.abort("internetdisconnected"),
        "not found": lambda route: route.fulfill(status=404, body=""),
        "half a file": lambda route: route.fulfill(status=200, body='{"day": "20'),
    }
    page.route("**/assets/search/**", answers[fault])
    page.goto(served.url(address), wait_until="networkidle")

    page.wait_for_selector(".notice-warning")
    words = page.inner_text("main")
    assert "does not work right now" in words
    assert page.locator("main input[name=q]").input_value() == "welder"
    assert page.locator("main a").count() > 3
    assert not errors
    context.close()


@pytest.mark.parametrize(
    "query", ["q=%E0%A4%A", "q=%", "near=%00&sort=%FF", "subject=__proto__&__proto__=x", "q=" + "x" * 7_000]
)
@pytest.mark.parametrize("section", ["ambassadors", "search", "events", "my-list", "ask"])
def test_a_malformed_address_leaves_the_page_whole(open_page, section, query):
    page = open_page(f"/{section}/?{query}", settled=True)

    assert page.locator("h1").inner_text()
    assert page.locator("main script").count() == 0


def test_the_filters_of_a_phone_have_no_accessibility_fault(open_page):
    page = open_page("/ambassadors/?q=engineer", width=360, settled=True)
    page.click(".sheet-open")
    page.locator(".filter-sheet summary", has_text="Where").click()
    page.locator(".filter-sheet .facet-link", has_text="Leeds").click()
    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


def test_near_a_place_the_order_can_be_chosen_and_stands_in_the_address(open_page):
    page = open_page("/ambassadors/?q=engineer&near=Leeds", settled=True)
    page.select_option("#find-order", "match")
    page.wait_for_timeout(300)

    assert "sort=match" in page.url
    page.go_back()
    page.wait_for_timeout(300)
    assert page.locator("#find-order").input_value() == "near"


def test_nothing_moves_when_the_number_of_the_list_comes(open_page):
    page = open_page("/ambassadors/", width=360, settled=True)
    start = "document.querySelector('main').offsetTop"
    before = page.evaluate(start)
    page.locator(".heart").first.click()
    page.wait_for_timeout(100)

    assert page.inner_text(".nav-kept") == "My list (1)"
    assert page.evaluate(start) == before


def test_the_navigation_of_a_phone_stands_in_two_rows(open_page):
    page = open_page("/ambassadors/", width=360)
    tops = page.locator(".nav-item").evaluate_all(
        "(items) => [...new Set(items.map((item) => item.getBoundingClientRect().top))]"
    )

    assert len(tops) == 2


BROKEN_WORDS = """
(selector) => {
  const range = document.createRange();
  const broken = [];
  const texts = [...document.querySelectorAll(selector)].flatMap((element) => [...element.childNodes].filter((node) => node.data));
  for (const text of texts) {
    for (const { 0: word, index } of text.data.matchAll(/\\p{L}+/gu)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word);
    }
  }
  return broken;
}
"""


@pytest.mark.parametrize("address", ["/volunteer/", "/ambassadors/", "/search/?q=water", "/my-list/"])
def test_with_letters_twice_as_large_a_phone_shows_whole_words_and_no_more_than_its_width(open_page, address):
    page = open_page(address, width=360, settled=True)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate(BROKEN_WORDS, ".masthead-title, .brand-name, .nav-link") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_phone_what_is_found_is_seen_while_typing(open_page):
    page = open_page("/ambassadors/", width=360, height=740, settled=True)
    page.click("#find-q")
    page.keyboard.type("electrician")
    page.wait_for_selector(".found .card")

    assert page.locator("#find-q").bounding_box()["y"] >= 0
    assert page.locator(".found .card").first.bounding_box()["y"] < 740


def test_the_ring_of_the_focus_is_seen_on_every_card(open_page):
    page = open_page("/ambassadors/?q=e", settled=True)
    count = page.locator(".found .card").count()
    assert count > 6
    for at in range(count):
        link = page.locator(".found .card .card-link").nth(at)
        link.focus()
        box = link.bounding_box()
        assert 0 <= box["y"] <= 800 - box["height"], at
        assert page.evaluate("document.activeElement.matches(':focus-visible, a')")


def test_the_sheet_of_filters_gives_the_focus_back_and_says_how_many_are_set(open_page):
    page = open_page("/ambassadors/", width=360, settled=True)
    page.focus("#find-q")
    page.wait_for_selector(".sheet-open")
    page.locator(".sheet-open").focus()
    page.keyboard.press("Enter")
    page.locator(".filter-sheet summary", has_text="Where").click()
    count = page.locator(".filter-sheet .facet-link", has_text="Leeds").locator(".facet-count").inner_text()
    page.locator(".filter-sheet .facet-link", has_text="Leeds").click()
    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.className") == "button sheet-open"
    assert page.inner_text(".sheet-open") == "Filters (1)"
    assert page.inner_text("#results").startswith(f"{count} ")
