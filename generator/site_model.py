"""
Everything together: records with their relations both ways, who is published, what is coming up, prose and photographs.

A record holds what its file says; what follows from several files stands in the Site.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from generator.chance import hashed
from generator.images import Photograph
from generator.interview import INTERVIEWS
from generator.problems import Problem, nearest, quoted, way_out
from generator.prose import NO_PROSE, Body, Prose, check_heading_links
from generator.records import (
    Ambassador,
    Career,
    CaseStudy,
    Event,
    InfoPage,
    Organisation,
    Record,
    references_of,
    without_references,
)
from generator.recurrence import Occurrence, last_occurrence, next_occurrences
from generator.register import Register
from generator.settings import Settings
from generator.sources import SLUG, Document
from generator.urls import COLLECTIONS, Urls
from generator.visits import is_school, told_visits
from generator.vocabularies import Vocabularies

NEXT_OCCURRENCES = 6
SIMILAR = 3
FACET_VOCABULARIES = {
    "subject": "subjects",
    "district": "districts",
    "activity": "activities",
    "key-stage": "key-stages",
    "industry": "industries",
    "format": "formats",
    "language": "languages",
    "network": "networks",
    "audience": "audiences",
    "mode": "modes",
    "cost": "costs",
    "trait": "traits",
    ("ambassadors", "route"): "route-headlines",
    ("careers", "route"): "entry-routes",
    ("events", "kind"): "event-kinds",
    ("case-studies", "kind"): "case-study-kinds",
    ("organisations", "kind"): "organisation-kinds",
}
"""Which vocabulary a facet's terms are from."""


def facet_vocabulary(collection: str, facet: str) -> str:
    return FACET_VOCABULARIES.get((collection, facet)) or FACET_VOCABULARIES[facet]


AnyRecord = TypeVar("AnyRecord", bound=Record)


def those(records: Iterable[AnyRecord], only: Collection[str] | None) -> Iterator[AnyRecord]:
    """Records, or `only` those at some source paths."""
    return (record for record in records if only is None or record.path in only)


@dataclass(frozen=True)
class Site:
    """The whole content, assembled for one day. Collections are in the order in which lists show them."""

    settings: Settings
    vocabularies: Vocabularies
    register: Register
    urls: Urls
    today: date
    preview: bool

    people: Mapping[str, Ambassador]
    """everyone who has a page, by slug"""
    ambassadors: tuple[Ambassador, ...]
    """everyone on lists, in the day's order"""
    unpublished: Mapping[str, str]
    """slug → why not; in a preview these have pages all the same"""
    hidden: Mapping[str, str]
    """source path → why it has no page, not even in a preview: what register/hidden.yml names"""
    events: tuple[Event, ...]
    upcoming: tuple[Event, ...]
    past: tuple[Event, ...]
    occurrences: Mapping[str, tuple[Occurrence, ...]]
    """event's slug → its next times, or its last one if it is past"""
    case_studies: tuple[CaseStudy, ...]
    careers: tuple[Career, ...]
    organisations: tuple[Organisation, ...]
    pages: tuple[InfoPage, ...]

    terms: Mapping[tuple[str, str], Mapping[str, tuple[Any, ...]]]
    """(collection, facet) → term → its records in the order of the list"""
    prose: Mapping[str, Prose]
    """source path → the body as HTML"""
    photographs: Mapping[str, Photograph]
    """source path of the picture → what is published"""
    redirects: tuple[tuple[str, str], ...]
    """(earlier address, address)"""

    events_by_ambassador: Mapping[str, tuple[Event, ...]]
    case_studies_by_ambassador: Mapping[str, tuple[CaseStudy, ...]]
    ambassadors_by_career: Mapping[str, tuple[Ambassador, ...]]
    ambassadors_by_employer: Mapping[str, tuple[Ambassador, ...]]
    events_by_organisation: Mapping[str, tuple[Event, ...]]
    case_studies_by_organisation: Mapping[str, tuple[CaseStudy, ...]]
    case_studies_by_event: Mapping[str, tuple[CaseStudy, ...]]
    networks: tuple[str, ...]
    """those that somebody on the lists or a story belongs to, in the order of the vocabulary"""
    ambassadors_by_home: Mapping[str, tuple[Ambassador, ...]]
    """district → who grew up there"""
    named_on: Mapping[str, tuple[Ambassador, ...]]
    """source path of an event or a story → who of the lists stands on its page, where somebody does"""
    similar: Mapping[str, tuple[Ambassador, ...]]
    """person's slug → a few others, for everyone on the lists who has a like"""
    by_slug: Mapping[str, Mapping[str, Any]]
    """collection → slug → published record"""

    def find(self, collection: str, slug: str) -> Any:
        """A published record, or None."""
        return self.by_slug[collection].get(slug)

    def is_past(self, event: Event) -> bool:
        """Whether its last time ended before today; what ends today is still upcoming."""
        return _is_past(self.occurrences[event.slug], self.today)

    def was_school_visit(self, event: Event) -> bool:
        """Whether it is past and took place in a school, by the venue's kind or the place's name."""
        return self.is_past(event) and _is_in_school(event, self.by_slug["organisations"])

    def go_together(self, event: Event, story: CaseStudy) -> bool:
        """Whether an event and a story may name one another: not where the story says who came, and the event to which school."""
        return not (story.ambassadors and self.was_school_visit(event))

    def shown_with(self, story: CaseStudy) -> tuple[str, ...]:
        """The organisations that stand on a story's page: no school where it says who came."""
        return _shown_with(story, self.by_slug["organisations"])

    def url(self, record: Record) -> str:
        return self.urls.record(record.collection, record.slug)

    def prose_of(self, record: Record) -> Prose:
        return self.prose.get(record.path, NO_PROSE)

    def photograph_of(self, record: Ambassador | CaseStudy) -> Photograph | None:
        if not record.photo or (
            isinstance(record, Ambassador) and not record.consent.covers_photo(self.today)
        ):
            return None
        return self.photographs.get(photograph_path(record))


def photograph_path(record: Ambassador | CaseStudy) -> str:
    return posixpath.join(posixpath.dirname(record.path), record.photo)


# ---------------------------------------------------------------- assembling


def assemble_site(
    *,
    records: Iterable[Record],
    documents: Mapping[str, Document],
    visits: Collection[str],
    bodies: Sequence[Body],
    known: Mapping[str, Mapping[str, str]],
    photographs: Mapping[str, Photograph],
    settings: Settings,
    vocabularies: Vocabularies,
    register: Register,
    urls: Urls,
    today: date,
    preview: bool,
    hidden: Mapping[str, str],
    convert: Converter,
) -> tuple[Site, list[Problem]]:
    """
    All records → (Site, problems of records with one another).

    `documents`: source path → the file's text and lines; `visits`: those that may tell of one. `known`: collection → slug → path of all its files, also of those
    that have problems, so that one fault gives one message. `hidden`: source path → why it is to be as if it were not there.
    `bodies`: the texts of all files, also of those with faults; `convert` makes prose of them.
    """
    everything = sorted(records, key=lambda record: record.path)
    problems = [
        *reference_problems(everything, documents, known),
        *_register_problems(everything, documents, register),
        *told_visits(everything, documents, visits),
    ]
    redirects, wrong = _redirects(everything, documents, known, urls)
    problems += wrong

    gone = {
        collection: {slug for slug, path in paths.items() if path in hidden}
        for collection, paths in known.items()
    }
    everything = [without_references(record, gone) for record in everything if record.path not in hidden]
    by_kind: dict[str, list[Any]] = {collection: [] for collection in COLLECTIONS}
    for record in everything:
        by_kind[record.collection].append(record)

    unpublished = _unpublished(by_kind["ambassadors"], register, today)
    people = {
        person.slug: person
        for person in by_kind["ambassadors"]
        if person.visibility != "paused" and (preview or person.slug not in unpublished)
    }
    ambassadors = _fair_order((person for person in people.values() if person.visibility == "public"), today)
    events: list[Event] = by_kind["events"]
    occurrences = {event.slug: _occurrences(event, today) for event in events}
    upcoming = sorted(
        (event for event in events if not _is_past(occurrences[event.slug], today)),
        key=lambda event: (_sortable(occurrences[event.slug][0]), event.slug),
    )
    past = sorted(
        (event for event in events if _is_past(occurrences[event.slug], today)),
        key=lambda event: (_sortable(occurrences[event.slug][0]), event.slug),
        reverse=True,
    )
    case_studies = sorted(by_kind["case-studies"], key=lambda story: (-story.date.toordinal(), story.slug))
    careers = sorted(by_kind["careers"], key=lambda career: (career.title.casefold(), career.slug))
    organisations = sorted(by_kind["organisations"], key=lambda each: (each.name.casefold(), each.slug))
    pages = by_kind["pages"]

    by_slug: dict[str, dict[str, Any]] = {
        "ambassadors": {person.slug: person for person in ambassadors},
        "events": {event.slug: event for event in events},
        "case-studies": {story.slug: story for story in case_studies},
        "careers": {career.slug: career for career in careers},
        "organisations": {each.slug: each for each in organisations},
        "pages": {page.slug: page for page in pages},
    }
    listed = {
        "ambassadors": ambassadors,
        "events": tuple(upcoming),
        "case-studies": tuple(case_studies),
        "careers": tuple(careers),
        "organisations": tuple(organisations),
    }
    public = {
        record.path for record in everything if not isinstance(record, Ambassador) or record.slug in people
    }
    prose, wrong = _all_prose(bodies, known, public, urls, convert)
    problems += wrong

    in_order_events = (*upcoming, *past)
    terms = _terms(listed, vocabularies, register, by_slug["organisations"])
    site = Site(
        settings=settings,
        vocabularies=vocabularies,
        register=register,
        urls=urls,
        today=today,
        preview=preview,
        people=people,
        ambassadors=ambassadors,
        unpublished=unpublished,
        hidden=hidden,
        events=in_order_events,
        upcoming=tuple(upcoming),
        past=tuple(past),
        occurrences=occurrences,
        case_studies=tuple(case_studies),
        careers=tuple(careers),
        organisations=tuple(organisations),
        pages=tuple(pages),
        terms=terms,
        networks=vocabularies["networks"].in_order(
            {
                *terms["ambassadors", "network"],
                *(network for story in case_studies for network in story.networks),
            }
        ),
        prose=prose,
        photographs=photographs,
        redirects=tuple((old, new) for old, new, path in redirects if path in prose),
        events_by_ambassador=_grouped(in_order_events, lambda event: event.ambassadors),
        case_studies_by_ambassador=_grouped(case_studies, lambda story: story.ambassadors),
        ambassadors_by_career=_grouped(ambassadors, lambda person: (person.career,)),
        ambassadors_by_employer=_grouped(ambassadors, lambda person: (person.employer,)),
        events_by_organisation=_grouped(in_order_events, _organisations_of),
        case_studies_by_organisation=_grouped(
            case_studies, lambda story: _shown_with(story, by_slug["organisations"])
        ),
        case_studies_by_event=_grouped(case_studies, lambda story: story.events),
        ambassadors_by_home=_grouped(
            ambassadors, lambda person: (vocabularies["districts"].find(person.grew_up),)
        ),
        named_on=_named_on(
            (
                *upcoming,
                # Who came to which school and when is nobody's business afterwards.
                *(event for event in past if not _is_in_school(event, by_slug["organisations"])),
                *case_studies,
            ),
            by_slug["ambassadors"],
        ),
        similar=_similar(ambassadors),
        by_slug=by_slug,
    )
    return site, problems


def _grouped(
    records: Iterable[AnyRecord], keys: Callable[[AnyRecord], Iterable[str | None]]
) -> Mapping[str, tuple[AnyRecord, ...]]:
    groups: dict[str, list[AnyRecord]] = {}
    for record in records:
        for key in dict.fromkeys(keys(record)):
            if key:
                groups.setdefault(key, []).append(record)
    return {key: tuple(group) for key, group in groups.items()}


def _named_on(
    records: Iterable[Event | CaseStudy], people: Mapping[str, Ambassador]
) -> dict[str, tuple[Ambassador, ...]]:
    """Source path → those of a record's ambassadors who are on the lists."""
    found = {}
    for record in records:
        named = tuple(people[slug] for slug in record.ambassadors if slug in people)
        if named:
            found[record.path] = named
    return found


def _is_in_school(event: Event, organisations: Mapping[str, Organisation]) -> bool:
    return is_school(event.venue or (event.place.name if event.place else ""), organisations)


def _similar(people: Sequence[Ambassador]) -> dict[str, tuple[Ambassador, ...]]:
    """For each person the next few of the same industry in the day's order: similar people without comparing all with all."""
    found = {}
    for group in _grouped(people, lambda person: (person.industry,)).values():
        for number, person in enumerate(group):
            following = range(number + 1, number + min(SIMILAR + 1, len(group)))
            found[person.slug] = tuple(group[place % len(group)] for place in following)
    return found


def _shown_with(story: CaseStudy, organisations: Mapping[str, Organisation]) -> tuple[str, ...]:
    return tuple(
        name for name in story.organisations if not (story.ambassadors and is_school(name, organisations))
    )


def _organisations_of(event: Event) -> tuple[str | None, ...]:
    return (event.venue, *event.organisers, *event.partners, *event.funders)


# ---------------------------------------------------------------- who, when, in which order


def why_unpublished(person: Ambassador, register: Register, today: date) -> str:
    """'' for a profile that may be published today; else the reason in words."""
    text = register.consent_texts.get(person.consent.text_)
    if text is None:
        return f"consent is to text {quoted(person.consent.text_)}, which is not in register/consent-texts/"
    if not text.accepted:
        return f"consent is to text {quoted(person.consent.text_)}, which is no longer accepted"
    if person.consent.profile > today:
        return f"consent begins on {person.consent.profile}"
    if person.review_on < today:
        return f"consent was to be renewed by {person.review_on}"
    return register.why_not_active(person.slug, today)


def _unpublished(people: Iterable[Ambassador], register: Register, today: date) -> dict[str, str]:
    reasons = {}
    for person in people:
        reason = (
            "paused by the volunteer"
            if person.visibility == "paused"
            else why_unpublished(person, register, today)
        )
        if reason:
            reasons[person.slug] = reason
    return reasons


def _fair_order(people: Iterable[Ambassador], today: date) -> tuple[Ambassador, ...]:
    """A shuffle that is the same everywhere on one day and another on the next, so that nobody is always first."""
    return tuple(sorted(people, key=lambda person: (hashed(f"{today} {person.slug}"), person.slug)))


def _occurrences(event: Event, today: date) -> tuple[Occurrence, ...]:
    coming = next_occurrences(
        event.starts, event.ends, event.repeats, event.except_, today=today, limit=NEXT_OCCURRENCES
    )
    if coming:
        return coming
    last = last_occurrence(event.starts, event.ends, event.repeats, event.except_, today=today)
    return (last or Occurrence(event.starts, event.ends if event.ends is not None else event.starts),)


def _is_past(occurrences: tuple[Occurrence, ...], today: date) -> bool:
    return occurrences[0].last_day < today


def _sortable(occurrence: Occurrence) -> tuple[str, str]:
    """All-day events come before timed ones of the same day."""
    starts = occurrence.starts.isoformat()
    return starts[:10], starts[10:]


# ---------------------------------------------------------------- terms


def terms_of(
    record: Any,
    facet: str,
    vocabularies: Vocabularies,
    register: Register,
    organisations: Mapping[str, Organisation],
) -> Iterable[str]:
    """Under which terms of a facet a record stands."""
    match record, facet:
        case Ambassador(), "route":
            return headlines_of(record, vocabularies)
        case Ambassador(), "network":
            return confirmed_networks(record, register)
        case Event(), "district":
            return filter(None, [district_of(record, organisations)])
        case Event(), "cost":
            return ["free" if record.cost.casefold() == "free" else "paid"]
        case Career(), "route":
            return [route.kind for route in record.entry_routes]
        case _:
            name = facet.replace("-", "_")
            value = getattr(record, _PLURALS.get(name, name), None) or ()
            return (value,) if isinstance(value, str) else value


_PLURALS = {
    "subject": "subjects",
    "activity": "activities",
    "key_stage": "key_stages",
    "format": "formats",
    "language": "languages",
    "audience": "audiences",
    "trait": "traits",
}


def headlines_of(person: Ambassador, vocabularies: Vocabularies) -> tuple[str, ...]:
    """The shapes of route that a person's steps make, in the order of the vocabulary."""
    steps = [step.step for step in person.route]
    return tuple(headline.slug for headline in vocabularies["route-headlines"] if headline.fits(steps))


def confirmed_networks(person: Ambassador, register: Register) -> tuple[str, ...]:
    """Networks count only when the register confirms them."""
    confirmed = register.networks_of(person.slug)
    return tuple(network for network in person.networks if network in confirmed)


def district_of(event: Event, organisations: Mapping[str, Organisation]) -> str | None:
    place = event.place or organisations.get(event.venue or "")
    district: str | None = place.district if place else None
    return district


def _terms(
    listed: Mapping[str, tuple[Any, ...]],
    vocabularies: Vocabularies,
    register: Register,
    organisations: Mapping[str, Organisation],
) -> Mapping[tuple[str, str], Mapping[str, tuple[Any, ...]]]:
    found: dict[tuple[str, str], Mapping[str, tuple[Any, ...]]] = {}
    for collection, records in listed.items():
        for facet in COLLECTIONS[collection].facets:
            groups: dict[str, list[Any]] = {}
            for record in records:
                for term in dict.fromkeys(terms_of(record, facet, vocabularies, register, organisations)):
                    groups.setdefault(term, []).append(record)
            order = vocabularies[facet_vocabulary(collection, facet)].by_slug
            found[collection, facet] = {term: tuple(groups[term]) for term in order if term in groups}
    return found


# ---------------------------------------------------------------- records against one another


def reference_problems(
    records: Iterable[Record], documents: Mapping[str, Document], known: Mapping[str, Mapping[str, str]]
) -> list[Problem]:
    problems = []
    for record in records:
        for collection, place, name, or_words in references_of(record):
            if name in known[collection]:
                continue
            guess = nearest(name, known[collection])
            if or_words and not (SLUG.fullmatch(name) and "-" in name and guess):
                continue
            hint = way_out(
                name,
                known[collection],
                see=f"Use the file name of one in content/{collection}/, without .md.",
            )
            line = documents[record.path].line_of(place)
            problems.append(
                Problem(
                    record.path,
                    line,
                    str(place[0]),
                    "unknown-reference",
                    f"{quoted(name)} has no file in content/{collection}/. {hint}",
                    instead=(name, guess),
                )
            )
    return problems


def _register_problems(
    records: Iterable[Record], documents: Mapping[str, Document], register: Register
) -> list[Problem]:
    problems = []
    for record in records:
        for field, ids, known, where in _register_ids(record, register):
            for number, name in enumerate(ids):
                if name not in known:
                    line = documents[record.path].line_of((field, number))
                    message = f"{quoted(name)} is not in {where}. {way_out(name, known, see='Ask hub staff to add it with its source.')}"
                    problems.append(Problem(record.path, line, field, "not-in-register", message))
    return problems


def _register_ids(
    record: Record, register: Register
) -> Iterable[tuple[str, tuple[str, ...], Mapping[str, Any], str]]:
    if isinstance(record, CaseStudy):
        yield "claims", record.claims, register.claims, "content/register/claims.yml"
    if isinstance(record, Career):
        yield "pay", record.pay, register.evidence, "content/register/evidence/"
        yield "demand", record.demand, register.evidence, "content/register/evidence/"


def _redirects(
    records: Iterable[Record],
    documents: Mapping[str, Document],
    known: Mapping[str, Mapping[str, str]],
    urls: Urls,
) -> tuple[list[tuple[str, str, str]], list[Problem]]:
    """formerly → (earlier address, address, source path) of each, and earlier names that cannot be."""
    redirects: list[tuple[str, str, str]] = []
    problems: list[Problem] = []
    taken: dict[tuple[str, str], str] = {}
    for record in records:
        for number, name in enumerate(record.formerly):
            line = documents[record.path].line_of(("formerly", number))
            where = COLLECTIONS[record.collection]
            other = taken.setdefault((record.collection, name), record.path)
            if name in known[record.collection]:
                message = (
                    f"{quoted(name)} is the name of a page of today. Remove it here, or rename that file."
                )
            elif other != record.path:
                message = f"{quoted(name)} is an earlier name in {other} too. Keep it in one of the two."
            elif (
                not SLUG.fullmatch(name.removeprefix(name[:11]) if record.collection == "events" else name)
                or name in where.reserved
            ):
                message = f"{quoted(name)} cannot have been a file name. Write it without folder and .md."
            else:
                redirects.append(
                    (
                        urls.record(record.collection, name),
                        urls.record(record.collection, record.slug),
                        record.path,
                    )
                )
                continue
            problems.append(Problem(record.path, line, "formerly", "formerly", message))
    return redirects, problems


# ---------------------------------------------------------------- prose


HEADING_ABOVE = {"ambassadors": 2, "pages": 1}
"""The level of the page's own heading above a body, where it is not 2."""
Converter = Callable[[Sequence[Body], Mapping[str, str]], Sequence[Prose]]
"""(bodies, source path → address or '') → the prose of each"""


def body_of(record: Record | Document) -> Body:
    """What a record's page says in its own words, ready to be converted."""
    return Body(record.path, record.body_line, record.body, HEADING_ABOVE.get(record.collection, 2))


def _all_prose(
    bodies: Sequence[Body],
    known: Mapping[str, Mapping[str, str]],
    public: Collection[str],
    urls: Urls,
    convert: Converter,
) -> tuple[dict[str, Prose], list[Problem]]:
    """
    Bodies are rendered when all addresses are known, so that links between source files become addresses.

    Also those that are not published, whether for a fault of their fields or since nobody has verified the person yet:
    that is when their writer needs to know of every fault.
    """
    addresses = {
        path: urls.record(collection, slug) if path in public else ""
        for collection, paths in known.items()
        for slug, path in paths.items()
    }
    # A link to the file that explains every field leads, on the site, to the form that asks for them.
    for collection in INTERVIEWS:
        for path in list(known[collection].values())[:1]:
            addresses[f"{posixpath.dirname(path)}/_example.md"] = urls.form(collection)
    in_order = sorted((body for body in bodies if body.path in addresses), key=lambda body: body.path)
    prose = {body.path: each for body, each in zip(in_order, convert(in_order, addresses), strict=True)}
    problems = [problem for each in prose.values() for problem in each.problems]
    problems += check_heading_links(prose)
    return {path: each for path, each in prose.items() if path in public}, problems
