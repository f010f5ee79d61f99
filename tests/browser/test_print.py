"""A teacher prints a profile for the classroom wall."""

import re

import pytest
import yaml

A4 = (595, 842)


def sheets_of(pdf):
    """The size of each page of a PDF in points. Chromium writes its page objects in plain sight."""
    boxes = re.findall(rb"/Type\s*/Page\b.*?/MediaBox\s*\[([^\]]+)\]", pdf, re.DOTALL)
    assert len(boxes) == len(re.findall(rb"/Type\s*/Page\b", pdf))
    return [tuple(round(float(number)) for number in box.split()[2:]) for box in boxes]


def print_on_paper(page):
    return page.pdf(format="A4", prefer_css_page_size=True, print_background=True)


def front_matter(path):
    return yaml.safe_load(path.read_text(encoding="utf-8-sig").split("---")[1])


@pytest.fixture(scope="session")
def printable_profiles(served):
    """The profiles that may be printed, the fullest first."""
    found = []
    for address in served.pages_of("profile"):
        fields = front_matter(served.content / "ambassadors" / f"{address.split('/')[2]}.md")
        if fields.get("visibility", "public") == "public" and (fields.get("consent") or {}).get("print"):
            found.append(address)
    assert found, "No public profile has consent to be printed."
    return found


@pytest.mark.parametrize("which", ["fullest", "shortest"])
def test_a_profile_prints_on_one_sheet(open_page, printable_profiles, which):
    address = printable_profiles[0 if which == "fullest" else -1]
    page = open_page(address)

    sheets = sheets_of(print_on_paper(page))

    assert sheets == [A4], f"{address} prints on {len(sheets)} sheets: {sheets}"


@pytest.mark.slow
def test_every_profile_that_may_be_printed_prints_on_one_sheet(open_page, served, printable_profiles):
    page = open_page("/")
    on_more = {}
    for address in printable_profiles:
        page.goto(served.url(address))
        sheets = sheets_of(print_on_paper(page))
        if sheets != [A4]:
            on_more[address] = sheets

    assert on_more == {}


def test_a_printed_profile_leaves_out_what_only_a_screen_can_use(open_page, printable_profiles):
    page = open_page(printable_profiles[0])

    page.emulate_media(media="print")

    assert page.locator("h1").is_visible()
    for what in ("header nav", "button", "input"):
        assert [part for part in page.locator(what).all() if part.is_visible()] == [], what


def test_paper_says_too_that_the_people_are_invented(open_page, served):
    page = open_page(served.page_of("profile"))
    page.emulate_media(media="print")

    assert page.locator(".banner").is_visible()
    assert "invented" in page.locator(".banner").inner_text()
    assert not page.locator(".header-bar").is_visible()


def test_a_printed_list_says_what_was_asked(open_page):
    page = open_page("/ambassadors/?q=engineer&subject=physics&near=LS1+4AP", settled=True)
    page.wait_for_selector(".found .card")
    assert not page.locator(".find-asked").is_visible()
    page.emulate_media(media="print")

    assert page.inner_text(".find-asked") == "Asked for: ‘engineer’ · Physics · near LS1"
    page.emulate_media(media="screen")
    page.locator(".chip-button", has_text="Clear all").click()
    page.wait_for_timeout(300)
    page.emulate_media(media="print")
    assert not page.locator(".find-asked").is_visible()
