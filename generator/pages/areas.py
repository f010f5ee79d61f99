"""Where people are: the map, areas and districts; and the networks they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from generator.pages import words
from generator.pages.cards import Cards
from generator.pages.sketch import Sketch
from generator.problems import counted
from generator.records import Ambassador
from generator.site_model import Site
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
from generator.vocabularies import Area, District, Network

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


def plan_areas(cards: Cards, frame_page: Callable[..., Page], drawing: Mapping[str, Any]) -> Iterator[Sketch]:
    """The map's page and a page for each area and district, whether or not somebody is there yet."""
    site = cards.site
    if not site.vocabularies["areas"].terms:
        return
    home = Link("Areas", site.urls.section("areas"))
    yield Sketch(home.url, partial(_areas, cards, frame_page, drawing, home), people=())
    for area in site.vocabularies["areas"]:
        slugs = [district.slug for district in area.districts]
        people = _of_districts(site, "ambassadors", site.ambassadors, slugs)
        make = partial(_area, cards, frame_page, drawing, home, area, people)
        yield Sketch(site.urls.area(area.slug), make, people=people)
        for district in area.districts:
            people = _of_districts(site, "ambassadors", site.ambassadors, [district.slug])
            grew_up = _grew_up_and_left(site, district.slug)
            make = partial(_district, cards, frame_page, drawing, home, area, district, people, grew_up)
            yield Sketch(site.urls.area(district.slug), make, people=(*people, *grew_up))


def _areas(cards: Cards, frame_page: Callable[..., Page], drawing: Mapping[str, Any], home: Link) -> Page:
    count = len(cards.site.vocabularies["districts"].terms)
    return frame_page(
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


def _area(
    cards: Cards,
    frame_page: Callable[..., Page],
    drawing: Mapping[str, Any],
    home: Link,
    area: Area,
    people: Sequence[Ambassador],
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
        people,
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
    people: Sequence[Ambassador],
    grew_up: Sequence[Ambassador],
) -> Page:
    site = cards.site
    count = _counts(cards)[district.slug]
    facts = [Fact("Formerly", tuple(Link(name, "") for name in district.former))] if district.former else []
    view = _view(
        cards,
        (district.slug,),
        people,
        heading=district.label,
        intro=district.note or f"{counted(count, 'ambassador')} in {district.label}.",
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
        grew_up_here=tuple(map(cards.person, grew_up)),
    )
    return _page(cards, frame_page, district.slug, view, (home, Link(area.label, site.urls.area(area.slug))))


def _view(cards: Cards, slugs: tuple[str, ...], people: Sequence[Ambassador], **values: Any) -> AreaView:
    site, counts = cards.site, _counts(cards)
    return AreaView(
        coordinators=tuple(
            _coordinator(site.vocabularies["districts"].by_slug[slug]) for slug in slugs if _asks(cards, slug)
        ),
        people=tuple(map(cards.person, people)),
        people_count=sum(counts[slug] for slug in slugs),
        events=tuple(map(cards.event, _of_districts(site, "events", site.upcoming, slugs))),
        case_studies=tuple(map(cards.story, _of_districts(site, "case-studies", site.case_studies, slugs))),
        organisations=tuple(
            map(cards.organisation, _of_districts(site, "organisations", site.organisations, slugs, None))
        ),
        **values,
    )


def _of_districts(
    site: Site, collection: str, records: Iterable[Any], slugs: Iterable[str], limit: int | None = SHOWN
) -> tuple[Any, ...]:
    """The first records of a list that are in some districts, told by the lists of these districts, without a look into each."""
    groups = site.terms.get((collection, "district"), {})
    there = {record.slug for slug in slugs for record in groups.get(slug, ())}
    return tuple(islice((record for record in records if record.slug in there), limit))


def _grew_up_and_left(site: Site, slug: str) -> tuple[Ambassador, ...]:
    still = {person.slug for person in site.terms.get(("ambassadors", "district"), {}).get(slug, ())}
    grew_up = site.ambassadors_by_home.get(slug, ())
    return tuple(islice((person for person in grew_up if person.slug not in still), SHOWN))


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


def plan_networks(cards: Cards, frame_page: Callable[..., Page]) -> Iterator[Sketch]:
    """A page for each network that has somebody in it or a story about it, and one that lists them."""
    site = cards.site
    networks = [site.vocabularies["networks"].by_slug[slug] for slug in site.networks]
    if not networks:
        return
    members = site.terms.get(("ambassadors", "network"), {})
    home = Link("Networks", site.urls.section("networks"))
    yield Sketch(home.url, partial(_networks, cards, frame_page, home, networks, members), people=())
    for network in networks:
        people = members.get(network.slug, ())
        make = partial(_network, cards, frame_page, home, network, people)
        yield Sketch(site.urls.network(network.slug), make, people=people)


def _networks(
    cards: Cards,
    frame_page: Callable[..., Page],
    home: Link,
    networks: Sequence[Network],
    members: Mapping[str, Sequence[Ambassador]],
) -> Page:
    return frame_page(
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
                    (Link(network.label, cards.site.urls.network(network.slug), note=network.note),),
                )
                for network in networks
            ),
        ),
    )


def _network(
    cards: Cards, frame_page: Callable[..., Page], home: Link, network: Network, people: Sequence[Ambassador]
) -> Page:
    site = cards.site
    slugs = {person.slug for person in people}
    events = [event for event in site.upcoming if slugs.intersection(event.ambassadors)][:SHOWN]
    stories = (story for story in site.case_studies if network.slug in story.networks)
    return frame_page(
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
