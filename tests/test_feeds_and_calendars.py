"""What other programs read from the site, read as they would read it."""

from collections import Counter
from xml.etree import ElementTree

import feedparser
import pytest
from icalendar import Calendar

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def address(site, path):
    return "/" + path.relative_to(site.folder).as_posix()


def twice(things):
    return [thing for thing, count in Counter(things).items() if count > 1]


@pytest.fixture(scope="module")
def feeds(built_site):
    """Every feed of the site by its address."""
    found = {}
    for path in built_site.files("*.xml"):
        root = ElementTree.fromstring(path.read_bytes())
        if root.tag in (f"{ATOM}feed", "rss"):
            found[address(built_site, path)] = path.read_bytes()
    assert found, "The site has no feed."
    return found


@pytest.fixture(scope="module")
def calendars(built_site):
    """Every calendar of the site by its address."""
    found = {address(built_site, path): path.read_bytes() for path in built_site.files("*.ics")}
    assert found, "The site has no calendar."
    return found


def test_every_xml_file_is_well_formed(either_site):
    for path in either_site.files("*.xml"):
        ElementTree.fromstring(path.read_bytes())


def test_every_feed_is_read_without_complaint(feeds):
    for name, data in feeds.items():
        feed = feedparser.parse(data)
        assert not feed.bozo, f"{name}: {feed.get('bozo_exception')}"
        assert feed.feed.title, name
        assert feed.feed.get("updated"), name


def test_every_entry_of_a_feed_has_an_id_of_its_own(feeds):
    for name, data in feeds.items():
        entries = feedparser.parse(data).entries
        assert all(entry.get("id") for entry in entries), name
        assert twice(entry.id for entry in entries) == [], name


def test_every_entry_of_a_feed_leads_to_a_page(feeds, built_site):
    for name, data in feeds.items():
        for entry in feedparser.parse(data).entries:
            target = built_site.address_of(entry.link)
            assert target, f"{name}: {entry.link} is not of this site"
            assert target[0] in built_site.pages, f"{name}: {entry.link} leads nowhere"


def test_the_sitemap_lists_all_pages_that_shall_be_found_and_no_others(either_site):
    root = ElementTree.fromstring((either_site.folder / "sitemap.xml").read_bytes())
    urls = [found.text for found in root.iter(f"{SITEMAP}loc")]
    assert twice(urls) == []
    assert all(url.startswith(either_site.base_url) for url in urls)

    listed = {either_site.address_of(url)[0] for url in urls}

    wanted = {
        page.address
        for page in either_site.pages.values()
        if page.address != "/404.html" and not page.is_redirect and not page.is_unlisted
    }
    assert listed - set(either_site.pages) == set(), "These have no page."
    assert listed - wanted == set(), "These shall not be found."
    assert wanted - listed == set(), "These are left out."


def test_robots_are_told_where_the_sitemap_is(either_site):
    lines = (either_site.folder / "robots.txt").read_text(encoding="utf-8").splitlines()

    assert f"Sitemap: {either_site.base_url}sitemap.xml" in lines


def test_every_calendar_is_read_without_complaint(calendars):
    for name, data in calendars.items():
        calendar = Calendar.from_ical(data)
        assert calendar.name == "VCALENDAR", name
        assert calendar["VERSION"] == "2.0", name
        assert calendar["PRODID"], name
        for part in calendar.walk():
            assert part.errors == [], f"{name}: {part.name}: {part.errors}"


def test_every_event_of_a_calendar_has_what_a_calendar_program_needs(calendars):
    for name, data in calendars.items():
        for event in Calendar.from_ical(data).walk("VEVENT"):
            missing = [field for field in ("UID", "DTSTAMP", "DTSTART", "SUMMARY") if field not in event]
            assert missing == [], name


def test_no_calendar_has_the_same_event_twice(calendars):
    for name, data in calendars.items():
        events = Calendar.from_ical(data).walk("VEVENT")
        keys = [(str(event["UID"]), str(event.get("RECURRENCE-ID", ""))) for event in events]
        assert twice(keys) == [], name


def test_the_lines_of_a_calendar_are_folded_and_ended_as_its_standard_says(calendars):
    for name, data in calendars.items():
        lines = data.split(b"\r\n")
        assert lines[-1] == b"", f"{name} does not end with CR LF"
        assert not any(b"\n" in line or b"\r" in line for line in lines), f"{name} has a bare line end"
        assert max(map(len, lines)) <= 75, f"{name} has a line of {max(map(len, lines))} bytes"


def test_the_open_data_is_json(either_site, read_json):
    files = either_site.files("data/*.json")
    assert files, "The site has no open data."
    for path in files:
        assert read_json(path.read_text(encoding="utf-8")), path.name


def test_every_block_of_linked_data_is_json_about_something(either_site, read_json):
    blocks = [(page.address, block) for page in either_site.pages.values() for block in page.json_ld]
    assert blocks, "No page has linked data."
    for where, block in blocks:
        data = read_json(block)
        assert data["@context"] == "https://schema.org", where
        assert "@type" in data or "@graph" in data, where


def test_every_feed_and_calendar_is_offered_by_a_page(built_site, feeds, calendars):
    """A subscription that nobody can find has no subscribers."""
    offered = {
        target[0]
        for page in built_site.pages.values()
        for link in page.references
        for target in [built_site.address_of(link.value, on=page.address)]
        if target
    }

    assert {*feeds, *calendars} - offered == set()
