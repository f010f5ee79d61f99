"""Atom feeds, the sitemap, robots.txt and the web manifest of the sample site."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from sample_site import BASE_URL, LISTED, TODAY, UNLISTED, copied, files, pages, site, write_people

ATOM = "{http://www.w3.org/2005/Atom}"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def feed(path, *day, **order):
    found = feedparser.parse(files(*day, **order)[path])
    assert not found.bozo, found.get("bozo_exception")
    return found


def entry(path, slug):
    (found,) = [each for each in feed(path).entries if each.link.endswith(f"/{slug}/")]
    return found


def sitemap(**order):
    return [each.text for each in ElementTree.fromstring(files(**order)["sitemap.xml"]).iter(LOC)]


# ---------------------------------------------------------------- feeds


def test_the_feed_of_events_has_each_that_is_coming_up() -> None:
    entries = feed("events/feed.xml").entries

    assert [each.link for each in entries] == [f"{BASE_URL}events/{event.slug}/" for event in site().upcoming]
    assert [each.id for each in entries] == [each.link for each in entries]


def test_there_is_a_feed_for_each_list_of_events() -> None:
    feeds = {path for path in files() if path.endswith("/feed.xml")}
    wanted = {"case-studies/feed.xml", "events/feed.xml"}
    for (collection, facet), groups in site().terms.items():
        if collection == "events":
            wanted |= {f"events/{facet}/{term}/feed.xml" for term in groups}

    assert feeds == wanted


def test_the_feed_of_a_term_has_its_events_alone() -> None:
    found = feed("events/kind/careers-fair/feed.xml")

    assert {each.title for each in found.entries} == {
        "A fair with enough helpers",
        "A fair at the town hall",
    }
    assert found.feed.title == "Sample Ambassadors: Events: careers fair"


def test_an_entry_says_when_where_and_what() -> None:
    assert entry("events/feed.xml", "2027-03-14-at-the-town-hall").summary == (
        "Sunday 14 March 2027, 10:30am to 12:30pm. Example Town Hall, Bradford. An event of the sample."
    )


def test_an_entry_says_first_that_an_event_is_cancelled() -> None:
    assert entry("events/feed.xml", "2027-03-01-cancelled-talk").summary.startswith("Cancelled. ")


def test_an_entry_is_not_new_each_night() -> None:
    """An entry that says that it changed is read again each day by every reader."""
    today, tomorrow = (
        {each.id: (each.updated, each.summary) for each in feed("events/feed.xml", day).entries}
        for day in (TODAY, TODAY + timedelta(days=1))
    )
    club = f"{BASE_URL}events/2026-10-20-code-club/"

    assert today.keys() - tomorrow.keys() == {f"{BASE_URL}events/2027-01-14-ends-today/"}
    assert all(today[name] == tomorrow[name] for name in tomorrow)
    assert today[club][0] == "2026-10-20T16:00:00+01:00"


@pytest.mark.parametrize("path", ["events/feed.xml", "case-studies/feed.xml"])
def test_a_feed_without_news_is_not_new_each_night(path: str) -> None:
    """The day of the build is no news."""
    today, later = (feed(path, day).feed.updated for day in (TODAY, TODAY + timedelta(days=1)))

    assert today == later


def test_a_feed_knows_itself_and_its_page() -> None:
    root = ElementTree.fromstring(files()["events/kind/talk/feed.xml"])
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}

    assert links == {
        "self": f"{BASE_URL}events/kind/talk/feed.xml",
        "alternate": f"{BASE_URL}events/kind/talk/",
    }
    assert root.find(f"{ATOM}id").text == f"{BASE_URL}events/kind/talk/feed.xml"
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Sample Ambassadors"


def test_the_feed_of_stories_names_their_authors() -> None:
    story, opinion = sorted(feed("case-studies/feed.xml").entries, key=lambda each: each.updated)

    assert (story.title, story.author, story.updated) == (
        "A day at the sample",
        "Pen Writer",
        "2026-11-20T00:00:00Z",
    )
    assert "author" not in opinion
    assert opinion.summary == "An opinion with nobody in it."


def test_signs_that_mean_something_in_xml_stay_signs(tmp_path) -> None:
    content = copied(tmp_path)
    story = content / "case-studies/an-opinion.md"
    title = "Bits & bobs ]]> </title><script>"
    story.write_text(story.read_text("utf-8").replace("Why odd cases matter", f'"{title}"'), "utf-8")

    titles = [
        each.find(f"{ATOM}title").text
        for each in ElementTree.fromstring(files(content=content)["case-studies/feed.xml"]).findall(
            f"{ATOM}entry"
        )
    ]
    assert title in titles


def test_content_without_events_or_stories_has_no_feeds(tmp_path) -> None:
    write_people(tmp_path, 1)

    assert not [path for path in files(content=tmp_path) if path.endswith(("feed.xml", ".ics"))]


# ---------------------------------------------------------------- sitemap, robots, manifest


def test_the_sitemap_has_every_page_that_shall_be_found() -> None:
    indexed = {f"{BASE_URL}{url.removeprefix('/')}" for url, page in pages().items() if page.indexed}

    assert set(sitemap()) == indexed
    assert len(sitemap()) == len(indexed)
    assert {f"{BASE_URL}ambassadors/{slug}/" for slug in LISTED} < indexed


def test_the_sitemap_leaves_out_redirects_and_whoever_is_unlisted() -> None:
    assert not [url for url in sitemap() if UNLISTED in url or "ana-smith" in url or "404" in url]


@pytest.mark.parametrize(("preview", "rule"), [(False, "Allow: /"), (True, "Disallow: /")])
def test_robots_may_read_the_site_but_not_a_preview(*, preview: bool, rule: str) -> None:
    lines = files(preview=preview)["robots.txt"].decode().splitlines()

    assert lines[:2] == ["User-agent: *", rule]
    assert f"Sitemap: {BASE_URL}sitemap.xml" in lines


def test_the_manifest_names_the_site_and_its_pictures() -> None:
    data = json.loads(files()["manifest.webmanifest"])

    assert (data["name"], data["short_name"]) == ("Sample Ambassadors", "Sample")
    assert (data["start_url"], data["scope"]) == ("/hub/", "/hub/")
    for icon in data["icons"]:
        assert icon["src"].removeprefix("/hub/") in files()
