"""Records as cards, and the small pictures that go with them. Each card of a site is made once and shared by all its pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

from generator.chance import numbers
from generator.fields import host_of
from generator.images import Photograph
from generator.pages import words
from generator.problems import counted
from generator.records import Access, Ambassador, Career, CaseStudy, Event, Organisation, RouteStep
from generator.recurrence import in_words
from generator.site_model import Site, district_of, facet_vocabulary, headlines_of
from generator.views import (
    Avatar,
    AvatarCells,
    CareerCard,
    EventCard,
    Fact,
    ImageFile,
    Link,
    OrganisationCard,
    PersonCard,
    Picture,
    Stop,
    StoryCard,
)

AVATAR_PALETTES = 6
_AVATAR_SIZE = 16


class Cards:
    """The cards and links of one site, each made when it is first asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.made: dict[tuple[str, str], Any] = {}
        self.asked: set[str] = set()
        """source paths of the records whose cards somebody has asked for"""
        self.term_links: dict[tuple[str, str, str], Link] = {}
        routes = site.terms.get(("ambassadors", "route"), {})
        self.headline_counts = {term: len(people) for term, people in routes.items()}

    # ------------------------------------------------------------ words of terms

    def label(self, vocabulary: str, slug: str | None) -> str:
        return self.site.vocabularies[vocabulary].label(slug) if slug else ""

    def labels(self, vocabulary: str, slugs: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.label(vocabulary, slug) for slug in slugs)

    def term_link(self, collection: str, facet: str, slug: str) -> Link:
        """A term as a link to its facet page, or plain words where there is no such page."""
        key = (collection, facet, slug)
        if key not in self.term_links:
            label = self.label(facet_vocabulary(collection, facet), slug)
            exists = slug in self.site.terms.get((collection, facet), {})
            self.term_links[key] = Link(
                label, self.site.urls.facet(collection, facet, slug) if exists else ""
            )
        return self.term_links[key]

    def fact(self, label: str, collection: str, facet: str, slugs: Iterable[str]) -> Fact | None:
        links = tuple(self.term_link(collection, facet, slug) for slug in slugs)
        return Fact(label, links) if links else None

    def plain_fact(self, label: str, vocabulary: str, slugs: Iterable[str]) -> Fact | None:
        links = tuple(Link(each, "") for each in self.labels(vocabulary, slugs))
        return Fact(label, links) if links else None

    def organisation_link(self, slug_or_words: str) -> Link:
        found = self.site.find("organisations", slug_or_words)
        return Link(found.name, self.site.url(found)) if found else Link(slug_or_words, "")

    def organisations_fact(self, label: str, names: Iterable[str]) -> Fact | None:
        links = tuple(self.organisation_link(name) for name in names)
        return Fact(label, links) if links else None

    def district_link(self, slug: str) -> Link:
        return Link(self.label("districts", slug), self.site.urls.area(slug))

    # ------------------------------------------------------------ cards

    def person(self, person: Ambassador) -> PersonCard:
        return cast("PersonCard", self._once(person, self._person))

    def event(self, event: Event) -> EventCard:
        return cast("EventCard", self._once(event, self._event))

    def story(self, story: CaseStudy) -> StoryCard:
        return cast("StoryCard", self._once(story, self._story))

    def career(self, career: Career) -> CareerCard:
        return cast("CareerCard", self._once(career, self._career))

    def organisation(self, organisation: Organisation) -> OrganisationCard:
        return cast("OrganisationCard", self._once(organisation, self._organisation))

    def _once(self, record: Any, make: Any) -> Any:
        key = (record.collection, record.slug)
        self.asked.add(record.path)
        if key not in self.made:
            self.made[key] = make(record)
        return self.made[key]

    def _person(self, person: Ambassador) -> PersonCard:
        district = self.label("districts", person.district)
        in_person, online = "in-person" in person.formats, "online" in person.formats
        headlines = headlines_of(person, self.site.vocabularies)
        # The rarest says most about this person among the others.
        rarest = min(headlines, key=lambda each: self.headline_counts.get(each, 0)) if headlines else None
        photograph = self.site.photograph_of(person)
        return PersonCard(
            slug=person.slug,
            url=self.site.url(person),
            name=person.name,
            job_title=person.job_title,
            summary=person.summary,
            place=district
            if not online
            else f"{district} and online"
            if in_person
            else f"Online, from {district}",
            subjects=self.labels("subjects", person.subjects[:3]),
            headline=self.label("route-headlines", rarest),
            avatar=avatar(person.slug, person.name),
            picture=self.picture(
                photograph, person.photo_alt, print_allowed=person.consent.covers_print(self.site.today)
            ),
            unpublished=self.site.unpublished.get(person.slug, ""),
        )

    def _event(self, event: Event) -> EventCard:
        site = self.site
        venue = site.find("organisations", event.venue or "")
        district = self.label("districts", district_of(event, site.by_slug["organisations"]))
        place = venue.name if venue else event.place.name if event.place else ""
        where = ", ".join(dict.fromkeys(filter(None, (place, district)))) or _NO_PLACE
        if event.mode == "mixed" and place:
            where += " and online"
        missing = event.wanted.number - event.wanted.filled if event.wanted else 0
        is_past = site.is_past(event)
        return EventCard(
            slug=event.slug,
            url=site.url(event),
            title=event.title,
            summary=event.summary,
            when=words.when(site.occurrences[event.slug][0]),
            where="Online" if event.mode == "online" else where,
            kind=self.label("event-kinds", event.kind),
            cost="Free" if event.cost.casefold() == "free" else event.cost,
            repeats=in_words(event.repeats),
            status="" if event.status == "on" else self.label("event-statuses", event.status),
            key_stages=self.labels("key-stages", event.key_stages),
            wanted=f"{counted(missing, 'ambassador')} wanted"
            if missing > 0 and not is_past and event.status == "on"
            else "",
        )

    def _story(self, story: CaseStudy) -> StoryCard:
        return StoryCard(
            slug=story.slug,
            url=self.site.url(story),
            title=story.title,
            summary=story.summary,
            date=words.day(story.date),
            machine_date=story.date.isoformat(),
            kind=self.label("case-study-kinds", story.kind),
            picture=self.picture(self.site.photograph_of(story), story.photo_alt),
        )

    def _career(self, career: Career) -> CareerCard:
        return CareerCard(
            slug=career.slug,
            url=self.site.url(career),
            title=career.title,
            summary=career.summary,
            people=len(self.site.ambassadors_by_career.get(career.slug, ())),
            routes=tuple(
                dict.fromkeys(self.label("entry-routes", route.kind) for route in career.entry_routes)
            ),
        )

    def _organisation(self, organisation: Organisation) -> OrganisationCard:
        return OrganisationCard(
            slug=organisation.slug,
            url=self.site.url(organisation),
            name=organisation.name,
            kind=self.label("organisation-kinds", organisation.kind),
            place=self.label("districts", organisation.district),
            people=len(self.site.ambassadors_by_employer.get(organisation.slug, ())),
        )

    # ------------------------------------------------------------ parts

    def picture(
        self, photograph: Photograph | None, alt: str, *, print_allowed: bool = True
    ) -> Picture | None:
        if photograph is None:
            return None
        files = {
            kind: tuple(
                ImageFile(self.site.urls.file(*file.output_path.split("/")), file.width)
                for file in photograph.files
                if file.kind == kind
            )
            for kind in ("webp", "jpeg")
        }
        return Picture(files["webp"], files["jpeg"], photograph.width, photograph.height, alt, print_allowed)

    def stop(self, step: RouteStep) -> Stop:
        term = self.site.vocabularies["route-steps"].by_slug[step.step]
        when = (
            step.year.replace("-", "–")
            if step.year
            else f"age {step.age.replace('-', '–')}"
            if step.age
            else ""
        )
        return Stop(
            step=term.label,
            group=term.group,
            what=step.what_,
            where=step.where,
            when=when.replace("–now", " to now"),
            note=step.note,
            as_was=step.as_was,
            today=step.today,
            level=term.level,
        )


_NO_PLACE = "Ask the hub where"
"""For an event whose venue has no page for the moment: online events say so themselves."""
_ACCESS = (
    ("step_free", "Step-free way in"),
    ("captions", "Captions"),
    ("bsl", "British Sign Language"),
    ("quiet_space", "Quiet space"),
    ("parking", "Parking"),
)
_STATED = {"yes": "Yes", "no": "No", "not-stated": "Not stated"}


def access_facts(access: Access | None) -> tuple[Fact, ...]:
    """Getting in, with 'Not stated' said as plainly as yes and no; nothing at all where nobody asked."""
    if access is None:
        return ()
    return tuple(Fact(label, (Link(_STATED[getattr(access, name)], ""),)) for name, label in _ACCESS)


def website_fact(url: str | None) -> tuple[str, str]:
    return (url, host_of(url)) if url else ("", "")


# ---------------------------------------------------------------- avatars


def initials(name: str) -> str:
    """Amina Khan → AK. One letter for writing without capitals, where two would be an odd fragment; '' without letters."""
    parts = [
        "".join(character for character in part if unicodedata.category(character)[0] in "LM")
        for part in name.split("(")[0].split()
    ]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    letters = [_first_letter(part) for part in ([parts[0], parts[-1]] if len(parts) > 1 else parts)]
    cased = all(letter.upper() != letter.lower() for letter in letters)
    return "".join(letters).upper() if cased else letters[0]


def _first_letter(part: str) -> str:
    end = 1
    while end < len(part) and unicodedata.category(part[end])[0] == "M":
        end += 1
    return part[:end]


def avatar(slug: str, name: str) -> Avatar:
    """A pattern of hexagons, the same wherever the slug is the same."""
    chance = numbers(slug)
    palette = next(chance) % AVATAR_PALETTES + 1
    cells: dict[int, str] = {}
    for path in _hexagons():
        shade = next(chance) % 8
        if 1 <= shade <= 4:
            cells[shade] = cells.get(shade, "") + path
    return Avatar(initials(name), palette, tuple(AvatarCells(path, shade) for shade, path in cells.items()))


@lru_cache
def _hexagons() -> tuple[str, ...]:
    """Pointed hexagons that cover 96 by 96, as path data."""
    size, half = _AVATAR_SIZE, _AVATAR_SIZE // 2
    width = 28
    paths = []
    for row in range(5):
        for column in range(5):
            x = column * width - (width // 2 if row % 2 else 0)
            y = row * (size + half) - half
            paths.append(
                f"M{x} {y - size + half}l{width // 2} {half}v{size}l-{width // 2} {half}l-{width // 2}-{half}v-{size}z"
            )
    return tuple(paths)
