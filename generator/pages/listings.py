"""Lists in pages of 24, with their filters as links to real pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from generator.pages import words
from generator.pages.cards import Cards
from generator.pages.sketch import Sketch
from generator.problems import counted
from generator.site_model import facet_vocabulary
from generator.urls import COLLECTIONS
from generator.views import CountedLink, Facet, FeedLink, FindBox, Link, ListingView, Page, Pagination

BoxMaker = Callable[[str, str, str], FindBox | None]
"""(collection, facet, term) → the search box of that list"""
PER_PAGE = 24
NEAR = 2
"""How many page links stand on each side of the current one."""


@dataclass(frozen=True, slots=True)
class Listing:
    """How one collection is listed: its words."""

    collection: str
    template: str
    heading: str
    intro: str
    one: str
    several: str
    facet_labels: dict[str, str]
    facet_headings: dict[str, str]
    """facet → heading of a term's page with {term}, or {lower} for the term inside a sentence"""


LISTINGS = (
    Listing(
        "ambassadors", "ambassadors.html", "Ambassadors",
        "Real people who work in science, technology, engineering and maths, and give their time to schools and groups for free.",
        "ambassador", "ambassadors",
        {
            "subject": "School subject", "district": "Where", "activity": "What they do", "key-stage": "Age group", "industry": "Industry",
            "format": "In person or online", "route": "How they got there", "language": "Language", "network": "Network",
        },
        {
            "subject": "Ambassadors who use {lower}", "district": "Ambassadors in {term}", "activity": "Ambassadors for: {lower}",
            "key-stage": "Ambassadors for {term}", "industry": "Ambassadors in {lower}", "format": "Ambassadors {lower}",
            "route": "How they got there: {lower}", "language": "Ambassadors who speak {term}", "network": "Ambassadors: {term}",
        },
    ),
    Listing(
        "events", "events.html", "Events", "What is coming up for schools, groups, families and ambassadors.", "event", "events",
        {
            "kind": "Kind", "district": "Where", "key-stage": "Age group", "audience": "Who it is for", "subject": "School subject",
            "mode": "In person or online", "cost": "Cost",
        },
        {
            "kind": "Events: {lower}", "district": "Events in {term}", "key-stage": "Events for {term}", "audience": "Events for {lower}",
            "subject": "Events about {lower}", "mode": "Events: {lower}", "cost": "Events: {lower}",
        },
    ),
    Listing(
        "case-studies", "case-studies.html", "Stories", "What happened when ambassadors and young people met.", "story", "stories",
        {"kind": "Kind", "subject": "School subject", "key-stage": "Age group", "district": "Where"},
        {"kind": "Stories: {lower}", "subject": "Stories about {lower}", "key-stage": "Stories for {term}", "district": "Stories from {term}"},
    ),
    Listing(
        "careers", "careers.html", "Careers", "What people do all day, the ways in, and the routes that real people took.", "career", "careers",
        {"industry": "Industry", "subject": "School subject", "route": "Way in", "trait": "People who are"},
        {"industry": "Careers in {lower}", "subject": "Careers that use {lower}", "route": "Careers by way of {lower}", "trait": "Careers for people who are {lower}"},
    ),
    Listing(
        "organisations", "organisations.html", "Organisations", "Where ambassadors work, and who works with the hub.", "organisation", "organisations",
        {"kind": "Kind", "district": "Where"},
        {"kind": "Organisations: {lower}", "district": "Organisations in {term}"},
    ),
)  # fmt: skip


def plan_listings(cards: Cards, frame_page: Callable[..., Page], box: BoxMaker) -> Iterator[Sketch]:
    """All list and facet pages. `frame_page` makes a Page with what all pages have, `box` a search box."""
    site = cards.site
    records = {
        "ambassadors": site.ambassadors,
        "events": site.upcoming,
        "case-studies": site.case_studies,
        "careers": site.careers,
        "organisations": site.organisations,
    }
    for listing in LISTINGS:
        found = records[listing.collection]
        if found or (listing.collection == "events" and site.past):
            yield from _list_pages(cards, frame_page, box, listing, found)
        for facet in COLLECTIONS[listing.collection].facets:
            for term, members in site.terms.get((listing.collection, facet), {}).items():
                yield from _list_pages(cards, frame_page, box, listing, members, facet, term)
    if site.past:
        yield from _past_pages(cards, frame_page)


def card_maker(cards: Cards, collection: str) -> Callable[[Any], Any]:
    makers: dict[str, Callable[[Any], Any]] = {
        "ambassadors": cards.person,
        "events": cards.event,
        "case-studies": cards.story,
        "careers": cards.career,
        "organisations": cards.organisation,
    }
    return makers[collection]


def facets_of(cards: Cards, listing: Listing, facet: str = "", term: str = "") -> tuple[Facet, ...]:
    """The filters of a collection with counts; those with nothing to offer are left out."""
    key = ("facets", listing.collection)
    if key not in cards.made:
        cards.made[key] = tuple(_closed_facets(cards, listing))
    closed: tuple[Facet, ...] = cards.made[key]
    if not facet:
        return closed
    here = cards.site.urls.facet(listing.collection, facet, term)
    # All other filters are shared by the pages of the list.
    return tuple(
        replace(
            each,
            open=True,
            terms=tuple(replace(link, current=True) if link.url == here else link for link in each.terms),
        )
        if each.slug == facet
        else each
        for each in closed
    )


def _closed_facets(cards: Cards, listing: Listing) -> Iterator[Facet]:
    site = cards.site
    for each in COLLECTIONS[listing.collection].facets:
        groups = site.terms.get((listing.collection, each), {})
        vocabulary = facet_vocabulary(listing.collection, each)
        links = tuple(
            CountedLink(
                cards.label(vocabulary, slug),
                site.urls.facet(listing.collection, each, slug),
                len(members),
            )
            for slug, members in groups.items()
        )
        if links:
            yield Facet(each, listing.facet_labels[each], links)


def facet_heading(cards: Cards, listing: Listing, facet: str, term: str) -> str:
    label = cards.label(facet_vocabulary(listing.collection, facet), term)
    return listing.facet_headings[facet].format(term=label, lower=words.lower_first(label))


def events_feeds(cards: Cards, heading: str, *folder: str) -> tuple[FeedLink, ...]:
    urls = cards.site.urls
    return (
        FeedLink(f"{heading}: calendar", urls.file("events", *folder, "calendar.ics"), "text/calendar"),
        FeedLink(f"{heading}: feed", urls.file("events", *folder, "feed.xml"), "application/atom+xml"),
    )


def feeds_of(
    cards: Cards, listing: Listing, heading: str, facet: str = "", term: str = ""
) -> tuple[FeedLink, ...]:
    if listing.collection == "events":
        return events_feeds(cards, heading, *filter(None, (facet, term)))
    if listing.collection == "case-studies" and not facet:
        return (
            FeedLink(
                f"{heading}: feed", cards.site.urls.file("case-studies", "feed.xml"), "application/atom+xml"
            ),
        )
    return ()


def _list_pages(
    cards: Cards,
    frame_page: Callable[..., Page],
    box: BoxMaker,
    listing: Listing,
    records: Sequence[Any],
    facet: str = "",
    term: str = "",
) -> Iterator[Sketch]:
    site, collection = cards.site, listing.collection
    urls = site.urls
    home = Link(listing.heading, urls.section(collection))
    heading, note = listing.heading, ""
    if facet:
        heading = facet_heading(cards, listing, facet, term)
        note = site.vocabularies[facet_vocabulary(collection, facet)].by_slug[term].note

    def address(number: int) -> str:
        return urls.facet(collection, facet, term, number) if facet else urls.section(collection, number)

    facets = facets_of(cards, listing, facet, term)
    feeds = feeds_of(cards, listing, heading, facet, term)
    more = (Link("Past events", urls.section("events/past")),) if collection == "events" and site.past else ()
    clear = Link(f"All {listing.several}", home.url) if facet else None
    find = box(collection, facet, term)
    card = card_maker(cards, collection)
    count = counted(len(records), listing.one, listing.several)
    description = words.shortened(f"{heading}: {count}. {note or listing.intro}")

    def make(number: int, total: int, some: Sequence[Any]) -> Page:
        view = ListingView(
            heading=heading,
            intro="" if facet else listing.intro,
            note=note,
            count=len(records),
            counted=count,
            cards=tuple(map(card, some)),
            facets=facets,
            clear=clear,
            pagination=_pagination(number, total, address),
            feeds=feeds,
            more=more,
            find=find,
        )
        return frame_page(
            url=address(number),
            template=listing.template,
            title=heading if number == 1 else f"{heading}, page {number} of {total}",
            description=description,
            content=view,
            section=collection,
            breadcrumbs=(home,) if facet else (),
            feeds=feeds,
        )

    for number, total, some in _pages(records):
        people = some if collection == "ambassadors" else ()
        yield Sketch(address(number), partial(make, number, total, some), people=people)


def _past_pages(cards: Cards, frame_page: Callable[..., Page]) -> Iterator[Sketch]:
    site = cards.site
    urls = site.urls
    upcoming = Link("Events", urls.section("events"))

    def make(number: int, total: int, some: Sequence[Any]) -> Page:
        view = ListingView(
            heading="Past events",
            intro="What has taken place, the latest first.",
            note="",
            count=len(site.past),
            counted=counted(len(site.past), "past event"),
            cards=tuple(map(cards.event, some)),
            facets=(),
            clear=None,
            pagination=_pagination(number, total, lambda page: urls.section("events/past", page)),
            feeds=(),
            more=(Link("Events that are coming up", upcoming.url),),
        )
        return frame_page(
            url=urls.section("events/past", number),
            template="events.html",
            title="Past events" if number == 1 else f"Past events, page {number} of {total}",
            description="Events of the hub that have taken place.",
            content=view,
            section="events",
            breadcrumbs=(upcoming,),
        )

    for number, total, some in _pages(site.past):
        yield Sketch(urls.section("events/past", number), partial(make, number, total, some), people=())


def _pages(records: Sequence[Any]) -> Iterator[tuple[int, int, Sequence[Any]]]:
    total = max(1, -(-len(records) // PER_PAGE))
    for number in range(1, total + 1):
        yield number, total, records[(number - 1) * PER_PAGE : number * PER_PAGE]


def _pagination(number: int, total: int, address: Callable[[int], str]) -> Pagination | None:
    if total == 1:
        return None
    shown = [page for page in range(1, total + 1) if page in (1, total) or abs(page - number) <= NEAR]
    links: list[Link] = []
    before = 0
    for page in shown:
        if page == before + 2:
            links.append(Link(str(page - 1), address(page - 1)))
        elif page > before + 2:
            links.append(Link("…", ""))
        links.append(Link(str(page), address(page), current=page == number))
        before = page
    return Pagination(
        number,
        total,
        Link("Previous", address(number - 1)) if number > 1 else None,
        Link("Next", address(number + 1)) if number < total else None,
        tuple(links),
    )
