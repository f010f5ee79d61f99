"""Where people are: the map, areas and districts; and the networks they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.pages import words
from generator.pages.cards import Cards
from generator.problems import counted
from generator.records import Ambassador
from generator.site_model import district_of
from generator.views import (
    AreaLinks,
    AreasView,
    AreaView,
    Coordinator,
    CountedLink,
    Fact,
    Link,
    MapDistrict,
    MapView,
    NetworksView,
    NetworkView,
    Page,
)
from generator.vocabularies import Area, District

SHOWN = 6
SHADES = 4


def map_view(cards: Cards, drawing: Mapping[str, Any], *current: str) -> MapView:
    """The hexagon map with each district's count; `current` districts are marked."""
    site = cards.site
    counts = _counts(cards)
    most = max(counts.values(), default=0)
    drawn = drawing.get("districts", {})
    districts = tuple(
        MapDistrict(
            slug=district.slug,
            label=district.label,
            url=site.urls.area(district.slug),
            count=counts[district.slug],
            path=drawn[district.slug]["path"],
            label_x=drawn[district.slug]["label_at"][0],
            label_y=drawn[district.slug]["label_at"][1],
            shade=-(-counts[district.slug] * SHADES // most) if most else 0,
            current=district.slug in current,
        )
        for district in site.vocabularies["districts"]
        if district.slug in drawn
    )
    return MapView(
        " ".join(map(str, drawing.get("view_box", (0, 0, 1, 1)))), drawing.get("context", ""), districts
    )


def _counts(cards: Cards) -> dict[str, int]:
    groups = cards.site.terms.get(("ambassadors", "district"), {})
    return {
        district.slug: len(groups.get(district.slug, ())) for district in cards.site.vocabularies["districts"]
    }


def area_links(cards: Cards) -> tuple[AreaLinks, ...]:
    """From Wigan to Whitby: areas with their districts and counts."""
    counts = _counts(cards)
    urls = cards.site.urls
    return tuple(
        AreaLinks(
            Link(area.label, urls.area(area.slug), note=area.note),
            tuple(
                CountedLink(each.label, urls.area(each.slug), counts[each.slug]) for each in area.districts
            ),
        )
        for area in cards.site.vocabularies["areas"]
    )


def plan_areas(cards: Cards, frame_page: Callable[..., Page], drawing: Mapping[str, Any]) -> Iterator[Page]:
    """The map's page and a page for each area and district, whether or not somebody is there yet."""
    site = cards.site
    if not site.vocabularies["areas"].terms:
        return
    home = Link("Areas", site.urls.section("areas"))
    count = len(site.vocabularies["districts"].terms)
    yield frame_page(
        url=home.url,
        template="areas.html",
        title="Areas",
        description=f"Ambassadors in {count} districts, on a map and in a list.",
        content=AreasView(
            "From Wigan to Whitby",
            f"{count} districts, and somebody to meet in most of them.",
            map_view(cards, drawing),
            area_links(cards),
        ),
        section="areas",
    )
    for area in site.vocabularies["areas"]:
        yield _area(cards, frame_page, drawing, home, area)
        for district in area.districts:
            yield _district(cards, frame_page, drawing, home, area, district)


def _area(
    cards: Cards, frame_page: Callable[..., Page], drawing: Mapping[str, Any], home: Link, area: Area
) -> Page:
    slugs = tuple(district.slug for district in area.districts)
    museum = cards.organisation_link(area.museum_base_slug or area.museum_base)
    links = next(each.districts for each in area_links(cards) if each.area.label == area.label)
    facts = (
        [Fact("Museum", (museum if museum.url else Link(area.museum_base, ""),))] if area.museum_base else []
    )
    view = _view(
        cards,
        slugs,
        heading=area.label,
        intro=area.note,
        map=map_view(cards, drawing, *slugs),
        parent=None,
        districts=links,
        neighbours=(),
        towns=(),
        facts=(*facts, Fact("Code", (Link(area.gss, ""),))),
        all_people=None,
        grew_up_here=(),
    )
    return _page(cards, frame_page, area.slug, view, (home,))


def _district(
    cards: Cards,
    frame_page: Callable[..., Page],
    drawing: Mapping[str, Any],
    home: Link,
    area: Area,
    district: District,
) -> Page:
    site = cards.site
    people = site.terms.get(("ambassadors", "district"), {}).get(district.slug, ())
    facts = [Fact("Formerly", tuple(Link(name, "") for name in district.former))] if district.former else []
    view = _view(
        cards,
        (district.slug,),
        heading=district.label,
        intro=district.note or f"{counted(len(people), 'ambassador')} in {district.label}.",
        map=map_view(cards, drawing, district.slug),
        parent=Link(area.label, site.urls.area(area.slug)),
        districts=(),
        neighbours=tuple(cards.district_link(slug) for slug in district.neighbours),
        towns=district.towns,
        facts=(*facts, Fact("Code", (Link(district.gss, ""),))),
        all_people=Link(
            f"All ambassadors in {district.label}", site.urls.facet("ambassadors", "district", district.slug)
        )
        if people
        else None,
        grew_up_here=tuple(
            cards.person(person)
            for person in site.ambassadors_by_home.get(district.slug, ())
            if person.district != district.slug
        )[:SHOWN],
    )
    return _page(cards, frame_page, district.slug, view, (home, Link(area.label, site.urls.area(area.slug))))


def _view(cards: Cards, slugs: tuple[str, ...], **values: Any) -> AreaView:
    site = cards.site
    groups = site.terms.get(("ambassadors", "district"), {})
    count = sum(len(groups.get(slug, ())) for slug in slugs)
    wanted = set(slugs)
    people = groups.get(slugs[0], ()) if len(slugs) == 1 else _first(site.ambassadors, wanted)
    return AreaView(
        coordinators=tuple(
            _coordinator(site.vocabularies["districts"].by_slug[slug]) for slug in slugs if _asks(cards, slug)
        ),
        people=tuple(cards.person(person) for person in people[:SHOWN]),
        people_count=count,
        events=tuple(
            cards.event(event)
            for event in site.upcoming
            if district_of(event, site.by_slug["organisations"]) in wanted
        )[:SHOWN],
        case_studies=tuple(cards.story(story) for story in site.case_studies if story.district in wanted)[
            :SHOWN
        ],
        organisations=tuple(
            cards.organisation(each) for each in site.organisations if each.district in wanted
        ),
        **values,
    )


def _first(people: tuple[Any, ...], districts: set[str]) -> tuple[Any, ...]:
    found = []
    for person in people:
        if person.district in districts:
            found.append(person)
            if len(found) == SHOWN:
                break
    return tuple(found)


def _asks(cards: Cards, slug: str) -> bool:
    return bool(cards.site.vocabularies["districts"].by_slug[slug].has_coordinator_field)


def _coordinator(district: District) -> Coordinator:
    post = district.enterprise_coordinator
    return Coordinator(district.label, post.post if post else "", words.day(post.as_of) if post else "")


def _page(
    cards: Cards, frame_page: Callable[..., Page], slug: str, view: AreaView, breadcrumbs: tuple[Link, ...]
) -> Page:
    return frame_page(
        url=cards.site.urls.area(slug),
        template="area.html",
        title=view.heading,
        description=words.shortened(
            f"{counted(view.people_count, 'ambassador')}, events and stories in {view.heading}."
        ),
        content=view,
        section="areas",
        breadcrumbs=breadcrumbs,
    )


# ---------------------------------------------------------------- networks


def plan_networks(cards: Cards, frame_page: Callable[..., Page]) -> Iterator[Page]:
    """A page for each network that has somebody in it or a story about it, and one that lists them."""
    site = cards.site
    networks = [site.vocabularies["networks"].by_slug[slug] for slug in site.networks]
    if not networks:
        return
    members = site.terms.get(("ambassadors", "network"), {})
    home = Link("Networks", site.urls.section("networks"))
    yield frame_page(
        url=home.url,
        template="networks.html",
        title="Networks",
        description="Groups of ambassadors who work on one thing together. The hub confirms who belongs to them.",
        content=NetworksView(
            heading="Networks",
            intro="Groups of ambassadors who work on one thing together. The hub confirms who belongs to them.",
            networks=tuple(
                Fact(
                    f"{network.label}: {_members(members.get(network.slug, ()))}",
                    (Link(network.label, site.urls.network(network.slug), note=network.note),),
                )
                for network in networks
            ),
        ),
    )
    for network in networks:
        people = members.get(network.slug, ())
        slugs = {person.slug for person in people}
        events = [event for event in site.upcoming if slugs.intersection(event.ambassadors)][:SHOWN]
        stories = (story for story in site.case_studies if network.slug in story.networks)
        yield frame_page(
            url=site.urls.network(network.slug),
            template="network.html",
            title=network.label,
            description=words.shortened(network.note or f"Ambassadors of the network {network.label}."),
            content=NetworkView(
                network.label,
                network.note,
                network.about,
                tuple(map(cards.person, people)),
                tuple(map(cards.event, events)),
                tuple(map(cards.story, stories)),
            ),
            breadcrumbs=(home,),
        )


def _members(people: Sequence[Ambassador]) -> str:
    return counted(len(people), "ambassador") if people else "stories"
