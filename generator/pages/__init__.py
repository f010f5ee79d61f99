"""
Plans every HTML page of a site: which exist, at which address, and how each is made with its finished content.

Pages that would be empty are not planned, so nothing can link to them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

from generator.assets import FOLDER, Assets
from generator.pages import words
from generator.pages.areas import area_links, map_view, plan_areas, plan_networks
from generator.pages.cards import Cards
from generator.pages.details import page_url, plan_details
from generator.pages.finding import Finding, plan_finding
from generator.pages.listings import LISTINGS, facets_of, plan_listings
from generator.pages.sketch import Sketch, made
from generator.pages.writing import form_links, plan_writing
from generator.site_model import Site
from generator.structured_data import breadcrumb_list
from generator.views import CountedLink, Facet, Fact, Frame, HomeView, Link, NotFoundView, Page, RedirectView

SOCIAL_CARD = "social-card.png"
PEOPLE_ON_HOME, EVENTS_ON_HOME, STORIES_ON_HOME, CAREERS_ON_HOME = 6, 3, 3, 6
STARTS = (("subject", 8), ("route", 6), ("key-stage", 5), ("language", 6))
"""The ways in on the home page: facet, and how many of its terms."""
DOORS = ("for-young-people", "for-teachers", "for-volunteers")
SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "worker-src 'none'; manifest-src 'self'; form-action 'self' https://github.com; base-uri 'none'; "
    "require-trusted-types-for 'script'"
)


def plan_pages(
    cards: Cards,
    *,
    drawing: Mapping[str, Any],
    search_data: Mapping[str, str],
    examples: Mapping[str, str],
) -> Iterator[Sketch]:
    """
    The cards of a Site → a sketch of each of its pages. `drawing` is the map of districts; `search_data`: name → address of what search
    reads; `examples`: collection → a file of it in which every field is explained.
    """
    site = cards.site
    make = partial(_frame_page, site)
    finding = Finding(cards, search_data)
    yield Sketch(site.urls.home(), partial(_home, cards, make, drawing, finding))
    yield from plan_listings(cards, make, finding.box)
    yield from made(plan_finding(cards, make, finding))
    yield from made(plan_writing(cards, make, examples))
    yield from plan_details(cards, make)
    yield from plan_areas(cards, make, drawing)
    yield from plan_networks(cards, make)
    yield from made(_redirect(site, old, new) for old, new in site.redirects)
    yield from made([_not_found(site, make)])


def plan_own_pages(cards: Cards, paths: Collection[str]) -> Iterator[Sketch]:
    """The cards of a Site → the own pages of the records at some source paths, as in all of them."""
    yield from plan_details(cards, partial(_frame_page, cards.site), paths)


def plan_frame(site: Site, assets: Assets) -> Frame:
    """What all pages of a build share."""
    urls, settings = site.urls, site.settings

    def asset(path: str) -> str:
        return urls.file(*path.split("/"))

    return Frame(
        title=settings.title,
        tagline=settings.tagline,
        language=settings.language,
        demonstration=settings.demonstration,
        preview=site.preview,
        home_url=urls.home(),
        stylesheet_url=asset(assets.stylesheet),
        script_url=next((asset(path) for path in assets.scripts if path.endswith("/site.js")), ""),
        favicon_url=asset(f"{FOLDER}/images/favicon.svg"),
        touch_icon_url=asset(f"{FOLDER}/images/apple-touch-icon.png"),
        manifest_url=urls.file("manifest.webmanifest"),
        font_urls=tuple(asset(path) for path in assets.fonts),
        navigation=tuple(_navigation(site)),
        search_url=urls.section("search"),
        my_list_url=urls.section("my-list") if site.ambassadors else "",
        footer=tuple(_footer(site)),
        hub_name=settings.hub.name,
        ask_url=urls.section("ask"),
        concern_url=page_url(site, settings.hub.safeguarding),
        built_on=words.day(site.today),
        machine_built_on=site.today.isoformat(),
        security_policy=SECURITY_POLICY,
        credits=_CREDITS,
    )


_CREDITS = (
    (
        "Map: source Office for National Statistics licensed under the Open Government Licence v.3.0. "
        "Contains OS data © Crown copyright and database right 2025. "
        "Contains Royal Mail data © Royal Mail copyright and database right 2025."
    ),
    "Place names from GeoNames, CC BY 4.0.",
)


def _frame_page(site: Site, **values: Any) -> Page:
    """A Page with what follows from its address: output path, canonical address, breadcrumbs, picture."""
    url = values["url"]
    breadcrumbs = values.pop("breadcrumbs", ())
    if url != site.urls.home():
        heading = getattr(values["content"], "heading", "") or values["title"]
        breadcrumbs = (Link("Home", site.urls.home()), *breadcrumbs, Link(heading, url, current=True))
    structured = values.pop("structured_data", ())
    if breadcrumbs:
        structured = (*structured, breadcrumb_list(breadcrumbs, site.urls.absolute))
    image = values.pop("og_image", "") or site.urls.absolute(site.urls.file(FOLDER, "images", SOCIAL_CARD))
    return Page(
        output_path=site.urls.output_path(url),
        canonical=site.urls.absolute(url),
        breadcrumbs=breadcrumbs,
        structured_data=structured,
        og_image=image,
        **values,
    )


def _home(cards: Cards, make: Callable[..., Page], drawing: Mapping[str, Any], finding: Finding) -> Page:
    site = cards.site
    listing = next(each for each in LISTINGS if each.collection == "ambassadors")
    facets = {facet.slug: facet for facet in facets_of(cards, listing)}
    careers = sorted(
        site.careers, key=lambda career: len(site.ambassadors_by_career.get(career.slug, ())), reverse=True
    )
    doors = (site.find("pages", slug) for slug in DOORS)
    view = HomeView(
        heading=site.settings.tagline,
        intro=site.settings.description,
        people_count=len(site.ambassadors),
        starts=tuple(_most(facets[name], limit) for name, limit in STARTS if name in facets),
        people=tuple(cards.person(person) for person in site.ambassadors[:PEOPLE_ON_HOME]),
        events=tuple(cards.event(event) for event in site.upcoming[:EVENTS_ON_HOME]),
        case_studies=tuple(cards.story(story) for story in site.case_studies[:STORIES_ON_HOME]),
        careers=tuple(cards.career(career) for career in careers[:CAREERS_ON_HOME]),
        map=map_view(cards, drawing),
        areas=area_links(cards),
        audiences=tuple(Link(page.title, site.url(page), note=page.summary) for page in doors if page),
        find=finding.box("ambassadors"),
    )
    return make(
        url=site.urls.home(),
        template="home.html",
        title="",
        description=words.shortened(site.settings.description),
        content=view,
    )


def _most(facet: Facet, limit: int) -> Facet:
    """The terms with the most people, in the order of their vocabulary."""
    best: set[CountedLink] = set(sorted(facet.terms, key=lambda term: -term.count)[:limit])
    return Facet(facet.slug, facet.label, tuple(term for term in facet.terms if term in best))


def _navigation(site: Site) -> Iterator[tuple[str, Link]]:
    there = {
        "ambassadors": site.ambassadors,
        "events": site.events,
        "careers": site.careers,
        "case-studies": site.case_studies,
        "areas": site.vocabularies["areas"].terms,
    }
    labels = {listing.collection: listing.heading for listing in LISTINGS} | {"areas": "Areas"}
    for section in site.settings.navigation:
        if there[section]:
            yield section, Link(labels[section], site.urls.section(section))


def _footer(site: Site) -> Iterator[Fact]:
    """The groups of site.yml, then every page that no group names, so that none is out of reach."""
    named: set[str] = set()
    for group in site.settings.footer:
        pages = [page for page in (site.find("pages", slug) for slug in group.pages) if page]
        named.update(page.slug for page in pages)
        if pages:
            yield Fact(group.heading, tuple(Link(page.title, site.url(page)) for page in pages))
    left = [Link(page.title, site.url(page)) for page in site.pages if page.slug not in named]
    if left:
        yield Fact("More", tuple(left))
    lists = [Link("Organisations", site.urls.section("organisations"))] if site.organisations else []
    if site.networks:
        lists.append(Link("Networks", site.urls.section("networks")))
    yield Fact("Also here", (*lists, *form_links(site)))


def _redirect(site: Site, old: str, new: str) -> Page:
    return Page(
        url=old,
        output_path=site.urls.output_path(old),
        template="redirect.html",
        title="This page has moved",
        description="",
        canonical=site.urls.absolute(new),
        content=RedirectView(Link("Go to the new page", new)),
        indexed=False,
        bare=True,
    )


def _not_found(site: Site, make: Callable[..., Page]) -> Page:
    links = tuple(link for _, link in _navigation(site))
    return make(
        url=site.urls.file("404.html"),
        template="404.html",
        title="Page not found",
        description="",
        content=NotFoundView("This page is not here", links),
        indexed=False,
    )
