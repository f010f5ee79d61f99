"""Lists in pages of 24: every record is on one, every count is right, and no list is empty."""

import re
from collections import Counter

import pytest
from sample_site import SAMPLE, TODAY, event_text, files, pages, site, write_people

from generator.urls import COLLECTIONS
from generator.views import ListingView

PER_PAGE = 24


@pytest.fixture(scope="module")
def fifty(tmp_path_factory):
    """Content with fifty people, a third of them in Bradford."""
    content = tmp_path_factory.mktemp("fifty")
    write_people(content, 50)
    return content


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Content with ten pages of people."""
    content = tmp_path_factory.mktemp("many")
    write_people(content, 9 * PER_PAGE + 1)
    return content


def listing(url, content=SAMPLE):
    return pages(content=content)[url].content


def cards_at(content, *urls):
    return [card.slug for url in urls for card in listing(url, content).cards]


def lists(content=SAMPLE):
    return {
        url: page.content for url, page in pages(content=content).items() if type(page.content) is ListingView
    }


# ---------------------------------------------------------------- pages of a list


def test_a_list_has_twenty_four_records_a_page(fifty) -> None:
    urls = [url for url in pages(content=fifty) if url.startswith("/ambassadors/page/")]

    assert urls == ["/ambassadors/page/2/", "/ambassadors/page/3/"]
    sizes = [len(listing(url, fifty).cards) for url in ("/ambassadors/", *urls)]
    assert sizes == [24, 24, 2]


def test_every_record_is_on_the_list_once_and_in_its_order(fifty) -> None:
    shown = cards_at(fifty, "/ambassadors/", "/ambassadors/page/2/", "/ambassadors/page/3/")

    assert shown == [person.slug for person in site(content=fifty).ambassadors]
    assert len(set(shown)) == 50


def test_twenty_four_records_need_one_page(tmp_path) -> None:
    write_people(tmp_path, PER_PAGE)

    assert "/ambassadors/page/2/" not in pages(content=tmp_path)
    assert listing("/ambassadors/", tmp_path).pagination is None


def test_the_list_of_a_term_has_pages_of_its_own(fifty) -> None:
    leeds = cards_at(fifty, "/ambassadors/district/leeds/", "/ambassadors/district/leeds/page/2/")

    assert len(leeds) == 33
    assert "/ambassadors/district/leeds/page/3/" not in pages(content=fifty)
    assert len(cards_at(fifty, "/ambassadors/district/bradford/")) == 17


def test_every_page_of_a_list_says_how_many_there_are_in_all(fifty) -> None:
    for url in ("/ambassadors/", "/ambassadors/page/3/"):
        assert (listing(url, fifty).count, listing(url, fifty).counted) == (50, "50 ambassadors")
    assert listing("/events/district/bradford/").counted == "1 event"
    assert listing("/case-studies/").counted == "2 stories"


def test_the_pages_of_a_list_are_told_apart_by_their_titles(fifty) -> None:
    planned = pages(content=fifty)

    assert planned["/ambassadors/"].title == "Ambassadors"
    assert planned["/ambassadors/page/2/"].title == "Ambassadors, page 2 of 3"
    for content in (SAMPLE, fifty):
        titles = Counter(page.title for page in pages(content=content).values() if page.indexed)
        assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize(
    ("number", "links"),
    [
        (1, "1 2 3 … 10"),
        (3, "1 2 3 4 5 … 10"),
        # A gap of one page is that page.
        (4, "1 2 3 4 5 6 … 10"),
        (5, "1 2 3 4 5 6 7 … 10"),
        (6, "1 … 4 5 6 7 8 9 10"),
        (10, "1 … 8 9 10"),
    ],
)
def test_a_long_list_links_its_ends_and_the_pages_near_by(many, number: int, links: str) -> None:
    url = f"/ambassadors/page/{number}/" if number > 1 else "/ambassadors/"
    pagination = listing(url, many).pagination

    assert " ".join(link.label for link in pagination.links) == links
    assert [link.label for link in pagination.links if link.current] == [str(number)]
    for link in pagination.links:
        assert (link.url == "") is (link.label == "…")
        assert link.url in pages(content=many) or link.label == "…"


def test_the_first_and_last_page_lead_no_further(many) -> None:
    first, second, last = (
        listing(url, many).pagination
        for url in ("/ambassadors/", "/ambassadors/page/2/", "/ambassadors/page/10/")
    )

    assert first.previous is None
    assert first.next.url == "/ambassadors/page/2/"
    assert second.previous.url == "/ambassadors/"
    assert last.next is None
    assert last.previous.url == "/ambassadors/page/9/"


# ---------------------------------------------------------------- terms


def test_every_term_that_somebody_has_has_a_page_and_no_other_has_one() -> None:
    found = site()
    wanted = {
        f"/{collection}/{facet}/{term}/"
        for (collection, facet), groups in found.terms.items()
        for term, records in groups.items()
        if records
    }
    facet_pages = {
        url
        for url in pages()
        for collection, kind in COLLECTIONS.items()
        if url.split("/")[1] == collection and len(url.split("/")) == 5 and url.split("/")[2] in kind.facets
    }

    assert facet_pages == wanted
    # The one ambassador for music is paused, the one for astronomy unlisted.
    assert not [url for url in facet_pages if "/music/" in url or "/astronomy/" in url]


def test_no_list_is_empty() -> None:
    assert [url for url, view in lists().items() if not view.cards] == []


def test_a_filter_shows_the_number_that_its_page_shows() -> None:
    checked = 0
    for url, view in lists().items():
        for facet in view.facets:
            for term in facet.terms:
                assert term.count == listing(term.url).count, (url, term)
                checked += 1
    assert checked > 100


def test_the_page_of_a_term_marks_it_in_its_filter_and_leads_back() -> None:
    view = listing("/ambassadors/route/no-degree/")

    current = [(facet.slug, term.label) for facet in view.facets for term in facet.terms if term.current]
    assert current == [("route", "Without a degree")]
    assert [facet.slug for facet in view.facets if facet.open] == ["route"]
    assert (view.clear.label, view.clear.url) == ("All ambassadors", "/ambassadors/")
    assert listing("/ambassadors/").clear is None


def test_the_page_of_a_term_shows_the_terms_own_note() -> None:
    assert listing("/ambassadors/route/no-degree/").note == "They got here without a university degree."


@pytest.mark.parametrize(
    ("url", "heading"),
    [
        ("/ambassadors/subject/physics/", "Ambassadors who use physics"),
        ("/ambassadors/language/arabic/", "Ambassadors who speak Arabic"),
        ("/ambassadors/district/bradford/", "Ambassadors in Bradford"),
        ("/events/cost/free/", "Events: free"),
        ("/careers/route/apprenticeship/", "Careers by way of apprenticeship"),
        ("/case-studies/district/bradford/", "Stories from Bradford"),
        ("/organisations/kind/government-body/", "Organisations: government body"),
    ],
)
def test_the_heading_of_a_terms_page_is_a_phrase(url: str, heading: str) -> None:
    assert listing(url).heading == heading


def test_the_people_of_a_term_are_exactly_those_who_have_it() -> None:
    expected = {each.slug for each in site().ambassadors if "physics" in each.subjects}

    assert {card.slug for card in listing("/ambassadors/subject/physics/").cards} == expected


# ---------------------------------------------------------------- events


def test_past_events_have_a_list_of_their_own() -> None:
    assert [card.slug for card in listing("/events/past/").cards] == ["2026-11-07-open-day"]
    assert "2026-11-07-open-day" not in {card.slug for card in listing("/events/").cards}
    assert [link.url for link in listing("/events/").more] == ["/events/past/"]
    assert [link.url for link in listing("/events/past/").more] == ["/events/"]


def test_a_past_event_counts_in_no_filter() -> None:
    for url, view in lists().items():
        if url.startswith("/events/") and not url.startswith("/events/past/"):
            assert "2026-11-07-open-day" not in {card.slug for card in view.cards}, url


def test_past_events_come_in_pages_too(tmp_path) -> None:
    (tmp_path / "events").mkdir()
    for day in range(1, 26):
        date = f"2026-12-{day:02}"
        (tmp_path / f"events/{date}-talk.md").write_text(event_text(starts=date), "utf-8")
    shown = cards_at(tmp_path, "/events/past/", "/events/past/page/2/")

    assert shown == [f"2026-12-{day:02}-talk" for day in range(25, 0, -1)]
    assert listing("/events/past/", tmp_path).counted == "25 past events"


def test_when_all_events_are_past_their_list_is_still_there(tmp_path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events/2026-12-01-talk.md").write_text(event_text(starts="2026-12-01"), "utf-8")

    assert listing("/events/", tmp_path).counted == "0 events"


def test_each_list_of_events_offers_its_own_calendar_and_feed() -> None:
    feeds = {link.media_type: link.url for link in listing("/events/kind/talk/").feeds}

    assert feeds == {
        "text/calendar": "/events/kind/talk/calendar.ics",
        "application/atom+xml": "/events/kind/talk/feed.xml",
    }
    assert [link.url for link in listing("/case-studies/").feeds] == ["/case-studies/feed.xml"]
    assert listing("/case-studies/kind/story/").feeds == ()
    assert listing("/ambassadors/").feeds == ()


@pytest.mark.parametrize("url", ["/events/", "/events/mode/online/"])
def test_every_event_on_a_list_says_when_it_is_over(url):
    """By it the page's script hides what has ended since the site was built."""
    html = files()[f"{url.strip('/')}/index.html"].decode()
    cards = re.findall(r'<article class="card event-card[^>]*>', html)

    assert cards
    assert all(re.search(r' data-end="\d{4}-\d\d-\d\d', card) for card in cards)
    assert f'data-built-on="{TODAY}"' in html
    assert "Correct on <time" in html
