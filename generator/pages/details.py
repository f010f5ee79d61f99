"""The page of each record: profile, event, story, career, organisation, information page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from generator.fields import host_of
from generator.pages import words
from generator.pages.cards import Cards, access_facts, website_fact
from generator.pages.sketch import Sketch
from generator.problems import counted
from generator.qr_codes import QrCode
from generator.records import (
    CHANGING_MONTHS,
    Ambassador,
    Career,
    CaseStudy,
    Event,
    InfoPage,
    Organisation,
    months_after,
)
from generator.register import EvidenceRecord
from generator.schema import may_be_opened
from generator.site_model import Site, confirmed_networks, district_of, headlines_of, those
from generator.structured_data import article, event_data, occupation, profile_page
from generator.views import (
    CareerView,
    CaseStudyView,
    Claim,
    EntryRoute,
    EventView,
    Evidence,
    Fact,
    FeedLink,
    InfoView,
    Link,
    NetworkBadge,
    OrganisationView,
    Page,
    ProfileView,
    QuestionAnswer,
    RouteTaken,
)

ROUTES_TAKEN = 4
PEOPLE_SHOWN = 12
ASIDES = (
    ("setback", "What went wrong, and what then?"),
    ("stereotype", "What do people get wrong about your job?"),
    ("best_bit", "What is the best bit?"),
    ("worst_bit", "What is the worst bit?"),
    ("advice", "What would you tell yourself at 14?"),
    ("new_job", "Did this job exist when you were at school?"),
)


def plan_details(
    cards: Cards, frame_page: Callable[..., Page], only: Collection[str] | None = None
) -> Iterator[Sketch]:
    """One page for each record; `only` those of the records at some source paths."""
    site = cards.site
    for person in those(site.people.values(), only):
        similar = site.similar.get(person.slug, ())
        yield Sketch(
            site.url(person),
            partial(_profile, cards, frame_page, person, similar),
            indexed=person.slug in site.by_slug["ambassadors"] and person.slug not in site.unpublished,
            people=(person, *similar),
        )
    for event in those(site.events, only):
        people = site.named_on.get(event.path, ())
        yield Sketch(site.url(event), partial(_event, cards, frame_page, event, people), people=people)
    for story in those(site.case_studies, only):
        people = site.named_on.get(story.path, ())
        yield Sketch(site.url(story), partial(_case_study, cards, frame_page, story, people), people=people)
    for career in those(site.careers, only):
        people = site.ambassadors_by_career.get(career.slug, ())[:PEOPLE_SHOWN]
        yield Sketch(site.url(career), partial(_career, cards, frame_page, career, people), people=people)
    for organisation in those(site.organisations, only):
        people = site.ambassadors_by_employer.get(organisation.slug, ())[:PEOPLE_SHOWN]
        make = partial(_organisation, cards, frame_page, organisation, people)
        yield Sketch(site.url(organisation), make, people=people)
    for page in those(site.pages, only):
        yield Sketch(site.url(page), partial(_info, cards, frame_page, page), people=())


def some(*facts: Fact | None) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact)


def page_url(site: Site, slug: str) -> str:
    """The address of an information page, or of the home page where there is none of that name."""
    found = site.find("pages", slug) if slug else None
    return site.url(found) if found else site.urls.home()


# ---------------------------------------------------------------- people


def _profile(
    cards: Cards,
    frame_page: Callable[..., Page],
    person: Ambassador,
    similar: Sequence[Ambassador],
) -> Page:
    site = cards.site
    url = site.url(person)
    card = cards.person(person)
    career = site.find("careers", person.career or "")
    employer = cards.organisation_link(person.employer) if person.employer else None
    changing = person.changing
    shown_until = months_after(changing.as_of, CHANGING_MONTHS) if changing else None
    networks = site.vocabularies["networks"].by_slug
    languages = cards.labels("languages", person.languages)
    view = ProfileView(
        card=card,
        what_i_do=person.what_i_do,
        what_i_needed=person.what_i_needed,
        pay_and_hours=person.pay_and_hours,
        employer=employer,
        employer_size=cards.label("employer-sizes", person.employer_size),
        industry=cards.term_link("ambassadors", "industry", person.industry),
        district=cards.district_link(person.district),
        career=Link(career.title, site.url(career)) if career else None,
        grew_up=person.grew_up,
        travels=_travels(cards, person),
        offers=some(
            cards.fact("Can do", "ambassadors", "activity", person.activities),
            cards.fact("Age groups", "ambassadors", "key-stage", person.key_stages),
            cards.fact("School subjects", "ambassadors", "subject", person.subjects),
            cards.plain_fact("Likes to go to", "settings", person.settings),
            cards.fact("Languages besides English", "ambassadors", "language", person.languages),
            cards.fact("How", "ambassadors", "format", person.formats),
        ),
        networks=tuple(
            NetworkBadge(networks[slug].label, _network_url(cards, slug), networks[slug].note)
            for slug in confirmed_networks(person, site.register)
        ),
        strands=cards.labels("strands", person.strands),
        traits=cards.labels("traits", person.traits),
        headlines=tuple(
            cards.term_link("ambassadors", "route", slug) for slug in headlines_of(person, site.vocabularies)
        ),
        route=tuple(cards.stop(step) for step in person.route),
        story=site.prose_of(person).html,
        asides=tuple(
            QuestionAnswer(question, getattr(person, name))
            for name, question in ASIDES
            if getattr(person, name)
        ),
        changing=QuestionAnswer(
            f"What is changing in my industry ({words.month(changing.as_of)})", changing.text_
        )
        if changing and shown_until and shown_until >= site.today
        else None,
        questions=tuple(QuestionAnswer(each.question, each.answer) for each in person.questions),
        events=tuple(
            cards.event(event)
            for event in site.events_by_ambassador.get(person.slug, ())
            if not site.is_past(event)
        ),
        case_studies=tuple(
            cards.story(story) for story in site.case_studies_by_ambassador.get(person.slug, ())
        ),
        similar=tuple(map(cards.person, similar)),
        code=person.slug,
        updated=f"The hub looks at this profile again by {words.month(person.review_on)}.",
        qr_code=QrCode(site.urls.absolute(url)) if person.consent.covers_print(site.today) else None,
        ask_url=f"{site.urls.section('ask')}?person={person.slug}",
        update_url=_update_url(site, person),
        concern_url=page_url(site, site.settings.hub.safeguarding),
    )
    image = site.urls.absolute(card.picture.jpeg[-1].url) if card.picture else ""
    return frame_page(
        url=url,
        template="ambassador.html",
        title=f"{person.name}, {words.lower_first(person.job_title)}",
        description=words.shortened(person.summary),
        content=view,
        section="ambassadors",
        breadcrumbs=(Link("Ambassadors", site.urls.section("ambassadors")),),
        indexed=person.slug in site.by_slug["ambassadors"] and person.slug not in site.unpublished,
        structured_data=(
            profile_page(
                url=site.urls.absolute(url),
                name=person.name,
                job_title=person.job_title,
                summary=person.summary,
                image=image,
                languages=languages,
                employer=employer.label if employer else "",
            ),
        ),
        og_type="profile",
        og_image=image,
        source_path=person.path,
    )


def _travels(cards: Cards, person: Ambassador) -> str:
    district = cards.label("districts", person.district)
    online = " They also meet you online." if "online" in person.formats else ""
    if "in-person" not in person.formats:
        return "Meets schools and groups online, wherever you are."
    reach = {
        "neighbouring-districts": f"Can come to schools and groups in {district} and the districts next to it.",
        "hub-area": f"Based in {district}; can come to schools and groups anywhere from Wigan to Whitby.",
    }.get(person.travels or "", f"Can come to schools and groups in {district}.")
    return reach + online


# ---------------------------------------------------------------- events


def _event(cards: Cards, frame_page: Callable[..., Page], event: Event, people: Sequence[Ambassador]) -> Page:
    site = cards.site
    url = site.url(event)
    card = cards.event(event)
    venue = site.find("organisations", event.venue or "")
    district = district_of(event, site.by_slug["organisations"])
    place = (
        Link(venue.name, site.url(venue)) if venue else Link(event.place.name, "") if event.place else None
    )
    upcoming = not site.is_past(event)
    booking = event.booking
    access = event.access or (venue.access if venue else None)
    told = (site.find("case-studies", event.write_up or ""), *site.case_studies_by_event.get(event.slug, ()))
    story = next((each for each in told if each and site.go_together(event, each)), None)
    calendar = FeedLink(
        "Add to a calendar", site.urls.file("events", event.slug, "event.ics"), "text/calendar"
    )
    view = EventView(
        card=card,
        place=place,
        district=cards.district_link(district) if district else None,
        mode=cards.label("modes", event.mode),
        facts=some(
            cards.fact("Who it is for", "events", "audience", event.audiences),
            cards.fact("Age groups", "events", "key-stage", event.key_stages),
            cards.fact("School subjects", "events", "subject", event.subjects),
            cards.plain_fact("What ambassadors do there", "activities", event.activities),
            Fact("Gatsby benchmarks", tuple(Link(_benchmark(cards, slug), "") for slug in event.benchmarks))
            if event.benchmarks
            else None,
            cards.organisations_fact("Run by", event.organisers),
            cards.organisations_fact("With", event.partners),
            cards.organisations_fact("Paid for by", event.funders),
            Fact("Part of", (Link(event.series, ""),)) if event.series else None,
        ),
        occurrences=tuple(words.when(each) for each in site.occurrences[event.slug])
        if event.repeats and upcoming
        else (),
        past=not upcoming,
        booking_url=booking.link or "" if booking else "",
        booking_host=host_of(booking.link) if booking and booking.link else "",
        booking_note=_booking_note(event),
        access=access_facts(access),
        access_note=access.note if access else "",
        wanted=_wanted(cards, event) if card.wanted else (),
        ambassadors=tuple(map(cards.person, people)),
        write_up=Link(story.title, site.url(story)) if story else None,
        body=site.prose_of(event).html,
        calendar=calendar,
        ask_url=site.urls.section("ask"),
        update_url=_update_url(site, event),
    )
    return frame_page(
        url=url,
        template="event.html",
        title=event.title,
        description=words.shortened(f"{card.when.text}. {event.summary}"),
        content=view,
        section="events",
        breadcrumbs=(Link("Events", site.urls.section("events")),),
        feeds=(calendar,),
        structured_data=(
            event_data(
                event,
                site.occurrences[event.slug][0],
                url=site.urls.absolute(url),
                place=place.label if place else "",
                region=cards.label("districts", district),
                organisers=[cards.organisation_link(name).label for name in event.organisers],
            ),
        ),
        source_path=event.path,
    )


def _benchmark(cards: Cards, slug: str) -> str:
    term = cards.site.vocabularies["gatsby-benchmarks"].by_slug[slug]
    return term.label if term.title in term.label else f"{term.label.partition(':')[0]}: {term.title}"


def _booking_note(event: Event) -> str:
    if event.booking is None:
        return ""
    parts = []
    if event.booking.deadline:
        parts.append(f"Book by {words.day(event.booking.deadline)}.")
    if event.booking.places is not None:
        parts.append(f"{counted(event.booking.places, 'place')}.")
    return " ".join(parts)


def _wanted(cards: Cards, event: Event) -> tuple[Fact, ...]:
    wanted = event.wanted
    if wanted is None:
        return ()
    missing = wanted.number - wanted.filled
    return some(
        Fact(
            "How many",
            (
                Link(
                    f"{missing} of {wanted.number} still wanted" if wanted.filled else str(wanted.number), ""
                ),
            ),
        ),
        Fact("Who know about", tuple(Link(each, "") for each in wanted.expertise))
        if wanted.expertise
        else None,
        cards.plain_fact("To do", "activities", wanted.activities),
        Fact("Tell the hub by", (Link(words.day(wanted.by), ""),)) if wanted.by else None,
    )


def _update_url(site: Site, record: Ambassador | Event | CaseStudy) -> str:
    """The form with a record in it; '' where the form may not show it."""
    may = may_be_opened(site, record)
    return f"{site.urls.form(record.collection)}?change={record.slug}" if may else ""


# ---------------------------------------------------------------- stories


def _case_study(
    cards: Cards, frame_page: Callable[..., Page], story: CaseStudy, people: Sequence[Ambassador]
) -> Page:
    site = cards.site
    url = site.url(story)
    card = cards.story(story)
    networks = site.vocabularies["networks"].by_slug
    claims = (site.register.claims[name] for name in story.claims)
    view = CaseStudyView(
        card=card,
        author=story.author,
        author_role=story.author_role,
        facts=some(
            cards.fact("Where", "case-studies", "district", [story.district] if story.district else []),
            cards.fact("School subjects", "case-studies", "subject", story.subjects),
            cards.fact("Age groups", "case-studies", "key-stage", story.key_stages),
            cards.organisations_fact("With", site.shown_with(story)),
            Fact(
                "Networks",
                tuple(Link(networks[slug].label, _network_url(cards, slug)) for slug in story.networks),
            )
            if story.networks
            else None,
            Fact("Gatsby benchmarks", tuple(Link(_benchmark(cards, slug), "") for slug in story.benchmarks))
            if story.benchmarks
            else None,
            Fact("People who took part", (Link(f"{story.people_reached:,}", ""),))
            if story.people_reached is not None
            else None,
            Fact("Schools that took part", (Link(f"{story.schools_reached:,}", ""),))
            if story.schools_reached is not None
            else None,
        ),
        claims=tuple(
            Claim(claim.statement, claim.source, claim.source_url or "", claim.scope, claim.date)
            for claim in claims
        ),
        picture=card.picture,
        body=site.prose_of(story).html,
        ambassadors=tuple(map(cards.person, people)),
        events=tuple(
            cards.event(event)
            for event in (site.find("events", slug) for slug in story.events)
            if event and site.go_together(event, story)
        ),
        update_url=_update_url(site, story),
    )
    image = site.urls.absolute(card.picture.jpeg[-1].url) if card.picture else ""
    return frame_page(
        url=url,
        template="case-study.html",
        title=story.title,
        description=words.shortened(story.summary),
        content=view,
        section="case-studies",
        breadcrumbs=(Link("Stories", site.urls.section("case-studies")),),
        structured_data=(
            article(story, url=site.urls.absolute(url), image=image, publisher=site.settings.title),
        ),
        og_type="article",
        og_image=image,
        source_path=story.path,
    )


def _network_url(cards: Cards, slug: str) -> str:
    """A network's page, '' where it has none: only an unlisted person belongs to it."""
    return cards.site.urls.network(slug) if slug in cards.site.networks else ""


# ---------------------------------------------------------------- careers


def _career(
    cards: Cards, frame_page: Callable[..., Page], career: Career, people: Sequence[Ambassador]
) -> Page:
    site = cards.site
    url = site.url(career)
    evidence = site.register.evidence
    hours = evidence.get(career.hours)
    figures: list[tuple[str, EvidenceRecord]] = [("Hours", hours)] if hours else []
    figures += [("Pay", evidence[name]) for name in career.pay] + [
        ("Demand", evidence[name]) for name in career.demand
    ]
    view = CareerView(
        card=cards.career(career),
        also_called=career.also_called,
        what_you_do=career.what_you_do,
        entry_routes=tuple(
            EntryRoute(
                cards.label("entry-routes", route.kind), route.text_, cards.labels("levels", route.levels)
            )
            for route in career.entry_routes
        ),
        hours="" if hours else career.hours,
        evidence=tuple(_evidence(label, figure) for label, figure in figures),
        facts=some(
            cards.fact("Industry", "careers", "industry", [career.industry]),
            cards.fact("School subjects", "careers", "subject", career.subjects),
            cards.fact("Suits people who are", "careers", "trait", career.traits),
            cards.plain_fact("Skills", "skills", career.skills),
            Fact("Occupation code", (Link(f"SOC {career.soc.version}: {career.soc.code}", ""),))
            if career.soc
            else None,
        ),
        body=site.prose_of(career).html,
        people=tuple(map(cards.person, people)),
        routes_taken=tuple(
            RouteTaken(cards.person(person), tuple(cards.stop(step) for step in person.route))
            for person in people[:ROUTES_TAKEN]
        ),
        related=tuple(
            cards.career(each) for each in (site.find("careers", slug) for slug in career.related) if each
        ),
    )
    return frame_page(
        url=url,
        template="career.html",
        title=career.title,
        description=words.shortened(career.summary),
        content=view,
        section="careers",
        breadcrumbs=(Link("Careers", site.urls.section("careers")),),
        structured_data=(occupation(career, url=site.urls.absolute(url)),),
        source_path=career.path,
    )


def _evidence(label: str, figure: EvidenceRecord) -> Evidence:
    return Evidence(
        label=figure.label or label,
        value=figure.value,
        scope=", ".join(filter(None, (figure.geography, figure.period))),
        source=figure.source,
        source_url=figure.source_url or "",
        retrieved=words.day(figure.retrieved) if figure.retrieved else "",
        caveat=figure.caveat,
    )


# ---------------------------------------------------------------- organisations and pages


def _organisation(
    cards: Cards, frame_page: Callable[..., Page], organisation: Organisation, people: Sequence[Ambassador]
) -> Page:
    site = cards.site
    events = site.events_by_organisation.get(organisation.slug, ())
    successor = site.find("organisations", organisation.successor or "")
    website, host = website_fact(organisation.website)
    district = organisation.district
    view = OrganisationView(
        card=cards.organisation(organisation),
        facts=some(
            cards.fact("What it is", "organisations", "kind", [organisation.kind]),
            Fact("Where", (cards.district_link(district),)) if district else None,
            cards.plain_fact("Size", "employer-sizes", [organisation.size] if organisation.size else []),
            Fact("Since", (Link(words.year_or_date(organisation.active_from), ""),))
            if organisation.active_from
            else None,
            Fact("Until", (Link(words.year_or_date(organisation.active_to), ""),))
            if organisation.active_to
            else None,
        ),
        website=website,
        website_host=host,
        successor=Link(successor.name, site.url(successor)) if successor else None,
        access=access_facts(organisation.access),
        access_note=organisation.access.note if organisation.access else "",
        body=site.prose_of(organisation).html,
        people=tuple(map(cards.person, people)),
        events=tuple(cards.event(event) for event in events if not site.is_past(event)),
        past_events=tuple(cards.event(event) for event in events if site.is_past(event))[:PEOPLE_SHOWN],
        case_studies=tuple(
            cards.story(story) for story in site.case_studies_by_organisation.get(organisation.slug, ())
        ),
    )
    kind = words.lower_first(cards.label("organisation-kinds", organisation.kind))
    return frame_page(
        url=site.url(organisation),
        template="organisation.html",
        title=organisation.name,
        description=words.shortened(f"{organisation.name}: {kind}. Ambassadors, events and stories."),
        content=view,
        section="organisations",
        breadcrumbs=(Link("Organisations", site.urls.section("organisations")),),
        source_path=organisation.path,
    )


def _info(cards: Cards, frame_page: Callable[..., Page], page: InfoPage) -> Page:
    prose = cards.site.prose_of(page)
    headings = prose.headings if len(prose.headings) > 2 else ()
    return frame_page(
        url=cards.site.url(page),
        template="info.html",
        title=page.title,
        description=words.shortened(page.summary),
        content=InfoView(
            page.title,
            page.summary,
            prose.html,
            tuple(Link(heading, f"#{name}") for name, heading in headings),
        ),
        source_path=page.path,
    )
