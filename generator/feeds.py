"""What readers and robots subscribe to or look up: Atom feeds, the sitemap, robots.txt, the web manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from generator.assets import FOLDER
from generator.output import OutputFile
from generator.pages.cards import Cards
from generator.pages.listings import LISTINGS, facet_heading
from generator.records import CaseStudy, Event
from generator.site_model import Site
from generator.urls import COLLECTIONS

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
STORIES_IN_FEED = 50


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    url: str
    updated: str
    summary: str
    author: str = ""


def plan_feeds(cards: Cards) -> Iterator[OutputFile]:
    """The feeds of stories, of events, and of each events facet."""
    site = cards.site
    urls = site.urls
    if site.case_studies:
        entries = [_story(site, story) for story in site.case_studies[:STORIES_IN_FEED]]
        yield _feed(
            site,
            f"{site.settings.title}: stories",
            urls.file("case-studies", "feed.xml"),
            urls.section("case-studies"),
            entries,
        )
    if not site.events:
        return
    entries_of = {event.slug: _event(cards, event) for event in site.upcoming}
    everything = [entries_of[event.slug] for event in site.upcoming]
    yield _feed(
        site,
        f"{site.settings.title}: events",
        urls.file("events", "feed.xml"),
        urls.section("events"),
        everything,
    )
    listing = next(each for each in LISTINGS if each.collection == "events")
    for facet in COLLECTIONS["events"].facets:
        for term, events in site.terms.get(("events", facet), {}).items():
            title = f"{site.settings.title}: {facet_heading(cards, listing, facet, term)}"
            chosen = [entries_of[event.slug] for event in events]
            yield _feed(
                site,
                title,
                urls.file("events", facet, term, "feed.xml"),
                urls.facet("events", facet, term),
                chosen,
            )


def _story(site: Site, story: CaseStudy) -> Entry:
    return Entry(
        story.title,
        site.urls.absolute(site.url(story)),
        f"{story.date}T00:00:00Z",
        story.summary,
        story.author,
    )


def _event(cards: Cards, event: Event) -> Entry:
    card = cards.event(event)
    # The first time it takes place, not the build's day: an entry that says each night that it changed is read again each day.
    starts = event.starts
    updated = starts.isoformat() if isinstance(starts, datetime) else f"{starts}T00:00:00Z"
    status = f"{card.status}. " if card.status else ""
    return Entry(
        card.title,
        cards.site.urls.absolute(card.url),
        updated,
        f"{status}{card.when.text}. {card.where}. {card.summary}",
    )


def _feed(site: Site, title: str, own: str, page: str, entries: list[Entry]) -> OutputFile:
    absolute = site.urls.absolute
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": site.settings.language})
    SubElement(feed, "title").text = title
    SubElement(feed, "id").text = absolute(own)
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": absolute(own)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": absolute(page)})
    SubElement(feed, "updated").text = max(
        (entry.updated for entry in entries), default=f"{site.today}T00:00:00Z", key=lambda each: each[:10]
    )
    author = SubElement(feed, "author")
    SubElement(author, "name").text = site.settings.title
    for each in entries:
        entry = SubElement(feed, "entry")
        SubElement(entry, "title").text = each.title
        SubElement(entry, "id").text = each.url
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": each.url})
        SubElement(entry, "updated").text = each.updated
        SubElement(entry, "summary").text = each.summary
        if each.author:
            SubElement(SubElement(entry, "author"), "name").text = each.author
    return OutputFile(site.urls.output_path(own), _xml(feed))


def _xml(root: Element) -> bytes:
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def sitemap(addresses: Iterable[str]) -> OutputFile:
    """The addresses of all pages that robots may list → sitemap.xml."""
    root = Element("urlset", {"xmlns": SITEMAP})
    for address in sorted(addresses):
        SubElement(SubElement(root, "url"), "loc").text = address
    return OutputFile("sitemap.xml", _xml(root))


def robots(site: Site) -> OutputFile:
    """Pages may be found; a preview may not."""
    rule = "Disallow: /" if site.preview else "Allow: /"
    return OutputFile(
        "robots.txt",
        f"User-agent: *\n{rule}\n\nSitemap: {site.urls.absolute(site.urls.file('sitemap.xml'))}\n".encode(),
    )


def manifest(site: Site) -> OutputFile:
    """What a phone needs to put the site on its first screen."""
    urls = site.urls
    icons = [
        {"src": urls.file(FOLDER, "images", "favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {
                "src": urls.file(FOLDER, "images", f"icon-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
            }
            for size in (192, 512)
        ),
    ]
    data = {
        "name": site.settings.title,
        "short_name": site.settings.short_title or site.settings.title,
        "description": site.settings.description,
        "lang": site.settings.language,
        "start_url": urls.home(),
        "scope": urls.home(),
        "display": "browser",
        "background_color": "#fbf7ef",
        "theme_color": "#16213a",
        "icons": icons,
    }
    return OutputFile(
        "manifest.webmanifest", (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    )
