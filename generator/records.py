"""
What fields each kind of record has, with help, example and limits: the one place.

Messages, the guide's tables, the JSON Schema and the forms are made from these definitions. A field that is not here
is refused: the list of fields is the list of what is published about a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from generator.fields import (
    Age,
    Date,
    Moment,
    Number,
    Reference,
    WebAddress,
    Year,
    YearOrDate,
    choice,
    fault,
    reference,
    several,
    text,
    told,
)
from generator.problems import Problem
from generator.recurrence import Repeats, occurrences
from generator.sources import Document
from generator.validation import Model, validate
from generator.vocabularies import in_vocabulary

CONSENT_MONTHS = 24
CHANGING_MONTHS = 12


def said(help_text: str, example: str = "", **extra: Any) -> Any:
    """A field's definition: what to write, and an example of it."""
    return Field(description=help_text, examples=[example] if example else None, **extra)


class Record(Model):
    """What all kinds have: where it was written, and earlier addresses."""

    collection: ClassVar[str]
    given: ClassVar[frozenset[str]] = frozenset({"path", "slug", "body", "body_line"})
    own_page_only: ClassVar[frozenset[str]] = frozenset({"body", "body_line"})
    """what no list, feed or other page shows: where only this changes, only the record's own page does"""
    card_only: ClassVar[frozenset[str]] = frozenset()
    """what others show only on its card and in the open data, and what decides nothing: not where it is listed, nor in which order"""

    path: str
    slug: str
    body: str
    body_line: int
    formerly: several(text(80)) = said(
        "Earlier file names of this page, so that old links still work.", "[amina-ahmed]", default=()
    )

    def face(self) -> dict[str, Any]:
        """What others may show of it, apart from its card, or follow."""
        return self.model_dump(exclude=set(self.own_page_only | self.card_only))

    def card(self) -> dict[str, Any]:
        """What only its card and the open data show of it elsewhere."""
        return self.model_dump(include=set(self.card_only))


# ---------------------------------------------------------------- ambassador


class RouteStep(Model):
    what: ClassVar[str] = "a step of a route"

    step: in_vocabulary("route-steps") = said("What kind of step it was.", "apprenticeship")
    what_: text(120) = said(
        "What exactly: the course, the job, the reason.",
        "Advanced apprenticeship in engineering",
        alias="what",
        default="",
    )
    where: text(120) = said("Where it was.", "Leeds City College", default="")
    year: Year | None = said("The year, or first and last year.", "2016-2019", default=None)
    age: Age | None = said("Your age then, if you would rather not give a year.", "16-19", default=None)
    note: text(300) = said("A sentence about it.", "I learned to weld before I learned to drive.", default="")
    as_was: text(120) = said(
        "What a qualification was called then, if the name has changed.", "GNVQ Advanced", default=""
    )
    today: text(120) = said("What somebody would do today instead.", "T Level in Engineering", default="")


class Changing(Model):
    what: ClassVar[str] = "what is changing"

    text_: text(400) = said(
        "What is changing in your industry.", "Most of our vans are electric now.", alias="text"
    )
    as_of: Date = said("The day you wrote it.", "2026-11-01")


class Question(Model):
    what: ClassVar[str] = "a question with its answer"

    question: text(200) = said("A question a pupil asked you.", "Do you have to be good at maths?")
    answer: text(600) = said("Your answer.", "I had to work at it. You can too.")


class Consent(Model):
    what: ClassVar[str] = "consent"

    profile: Date = said("The day you agreed that your profile is published.", "2026-11-01")
    photo: Date | None = said(
        "The day you agreed that your photograph is published.", "2026-11-01", default=None
    )
    print_: Date | None = said(
        "The day you agreed that your profile is printed for schools.",
        "2026-11-01",
        alias="print",
        default=None,
    )
    text_: text(40) = said("Which version of the consent text you agreed to.", "2026-1", alias="text")

    def covers_photo(self, today: date) -> bool:
        return _holds(self.photo, today)

    def covers_print(self, today: date) -> bool:
        return _holds(self.print_, today)


def _holds(agreed: date | None, today: date) -> bool:
    """Each consent has its own day: it begins then, and ends by itself as that for the profile does."""
    return agreed is not None and agreed <= today <= months_after(agreed, CONSENT_MONTHS)


class Ambassador(Record):
    what: ClassVar[str] = "an ambassador"
    collection: ClassVar[str] = "ambassadors"
    own_page_only: ClassVar[frozenset[str]] = Record.own_page_only | {
        "what_i_do", "what_i_needed", "pay_and_hours", "setback", "stereotype", "best_bit", "worst_bit", "advice", "new_job",
        "changing", "questions",
    }  # fmt: skip
    card_only: ClassVar[frozenset[str]] = frozenset({"summary", "photo_alt"})

    name: text(80) = said(
        "Your name as it should be shown: in full, first name and initial, first name only, or another.",
        "Amina Khan",
    )
    job_title: text(100) = said("What your job is called.", "Structural engineer")
    summary: text(200) = said(
        "You and your job in a sentence or two.",
        "I make sure that bridges stay up, and find out why when they crack.",
    )
    what_i_do: text(400) = said("What you do all day.", "Mornings on site, afternoons at a screen.")
    what_i_needed: text(400) = said(
        "What you needed to get in: exams, training, luck.", "GCSE maths and an apprenticeship."
    )
    pay_and_hours: text(300) = said(
        "What pay and hours are like. No exact figure is needed.",
        "Office hours, with four night shifts a year.",
        default="",
    )
    industry: in_vocabulary("industries") = said("The industry you work in.", "engineering")
    district: in_vocabulary("districts") = said(
        "The district you work or live in: where schools can find you.", "bradford"
    )
    employer: reference("organisations", or_words=True) | None = said(
        "Who you work for: the file name of an organisation here, or plain words.",
        "pennine-bridges",
        default=None,
    )
    employer_size: in_vocabulary("employer-sizes") | None = said(
        "How big your employer is.", "small", default=None
    )
    career: reference("careers") | None = said(
        "The file name of the career page that fits your job.", "structural-engineer", default=None
    )
    formats: several(in_vocabulary("formats"), at_least=1) = said(
        "Whether you come in person, online, or both.", "[in-person, online]"
    )
    activities: several(in_vocabulary("activities"), at_least=1) = said(
        "What you offer to do.", "[careers-talk, mentoring]"
    )
    key_stages: several(in_vocabulary("key-stages"), at_least=1) = said(
        "The ages you work with.", "[ks3, ks4]"
    )
    subjects: several(in_vocabulary("subjects"), at_least=1) = said(
        "The school subjects your job uses.", "[mathematics, physics]"
    )
    travels: in_vocabulary("travels") | None = said(
        "How far you travel to a school.", "neighbouring-districts", default=None
    )
    settings: several(in_vocabulary("settings")) = said(
        "Places you like to go to.", "[primary, library]", default=()
    )
    languages: several(in_vocabulary("languages")) = said(
        "Languages you can give a talk in besides English.", "[urdu]", default=()
    )
    networks: several(in_vocabulary("networks")) = said(
        "Networks you belong to; the hub confirms them.", "[equality-champions]", default=()
    )
    strands: several(in_vocabulary("strands")) = said(
        "Special programmes you take part in.", "[climate]", default=()
    )
    traits: several(in_vocabulary("traits"), at_most=6) = said(
        "What you are like: up to six words.", "[curious, patient]", default=()
    )
    grew_up: text(80) = said("Where you grew up: a town or district.", "Oldham", default="")
    route: several(RouteStep, at_least=2, at_most=30) = said(
        "How you got here, step by step, from school on. Detours and breaks are ordinary steps.",
        "[{step: gcse, year: 2009}, {step: apprenticeship, year: 2011-2014}]",
    )
    setback: text(400) = said(
        "Something that went wrong, and what you did then.", "I failed my first maths A level.", default=""
    )
    stereotype: text(400) = said(
        "What people wrongly think about your job.", "You don't need to be tall.", default=""
    )
    best_bit: text(400) = said("The best bit of the job.", "Driving over a bridge I designed.", default="")
    worst_bit: text(400) = said("The worst bit of the job.", "Rain, sideways.", default="")
    advice: text(400) = said("What you would tell yourself at 14.", "Ask the question.", default="")
    new_job: text(400) = said(
        "If your job did not exist when you were at school: what changed.",
        "Nobody flew drones over bridges then.",
        default="",
    )
    changing: Changing | None = said(
        "What is changing in your industry; shown for twelve months.", default=None
    )
    questions: several(Question, at_most=12) = said(
        "Questions pupils asked you, with your answers.", default=()
    )
    photo: text(80) = said(
        "A picture file beside this file. Leave it out for a drawn pattern.", "amina-khan.jpg", default=""
    )
    photo_alt: text(200) = said(
        "What the photograph shows, for people who cannot see it.",
        "Amina in a hard hat on a footbridge",
        default="",
    )
    consent: Consent = said(
        "The days on which you agreed, and to which text.", "{profile: 2026-11-01, text: 2026-1}"
    )
    review_by: Date | None = said(
        "When the hub asks you again: at most 24 months after consent.", "2028-11-01", default=None
    )
    visibility: choice("public", "unlisted", "paused") = said(
        "public; unlisted: only by its address; paused: not at all.", "public", default="public"
    )

    @model_validator(mode="after")
    def check_together(self) -> Self:
        if self.photo and not self.photo_alt:
            raise told("goes-with--photo-alt", field="photo")
        if self.photo_alt and not self.photo:
            raise told("goes-with--photo", field="photo_alt")
        if self.photo and not self.consent.photo:
            raise told("goes-with--photo-consent", field="photo")
        latest = months_after(self.consent.profile, CONSENT_MONTHS)
        if self.review_by and not self.consent.profile <= self.review_by <= latest:
            raise told(
                "review-date", field="review_by", value=self.review_by, months=CONSENT_MONTHS, latest=latest
            )
        return self

    @property
    def review_on(self) -> date:
        """The last day on which the consent holds."""
        return self.review_by or months_after(self.consent.profile, CONSENT_MONTHS)


# ---------------------------------------------------------------- event


class Place(Model):
    what: ClassVar[str] = "a place"

    name: text(120) = said("The name of the place, without street or postcode.", "Whitby Library")
    district: in_vocabulary("districts") = said("The district it is in.", "north-yorkshire")


class Booking(Model):
    what: ClassVar[str] = "booking"

    link: WebAddress | None = said("Where to book.", "https://example.org/book", default=None)
    deadline: Date | None = said("The last day to book.", "2027-03-01", default=None)
    places: Number | None = said("How many places there are.", "60", default=None)


Stated = choice("yes", "no", "not-stated")


class Access(Model):
    what: ClassVar[str] = "access"

    step_free: Stated = said("Whether there is a way in without steps.", "yes", default="not-stated")
    captions: Stated = said("Whether talks are captioned.", "no", default="not-stated")
    bsl: Stated = said("Whether there is British Sign Language.", "no", default="not-stated")
    quiet_space: Stated = said("Whether there is a quiet room.", "yes", default="not-stated")
    parking: Stated = said("Whether there is parking.", "yes", default="not-stated")
    note: text(300) = said("Anything else about getting in.", "The lift is behind the shop.", default="")


class Wanted(Model):
    what: ClassVar[str] = "wanted ambassadors"

    number: Number = said("How many ambassadors are wanted.", "4")
    filled: Number = said("How many have been found.", "1", default=0)
    expertise: several(text(80)) = said("What they should know about.", "[robotics, coding]", default=())
    activities: several(in_vocabulary("activities")) = said(
        "What they would do.", "[careers-event-stand]", default=()
    )
    by: Date | None = said("The day by which the hub needs to know.", "2027-02-20", default=None)


class Event(Record):
    what: ClassVar[str] = "an event"
    collection: ClassVar[str] = "events"

    title: text(120) = said("What the event is called.", "Meet a marine biologist")
    summary: text(200) = said(
        "What happens, in a sentence or two.", "Two hours of rock pools, questions and hot chocolate."
    )
    kind: in_vocabulary("event-kinds") = said("What kind of event it is.", "workshop")
    starts: Moment = said("When it starts: date and time, or a date alone for all day.", "2027-03-14 10:30")
    ends: Moment | None = said("When it ends.", "2027-03-14 12:30", default=None)
    repeats: Repeats = said(
        "How it repeats: 'weekly', 'every 2 weeks until 2027-07-20', 'monthly on the second tuesday', or an RRULE.",
        "weekly until 2027-07-20",
        default="",
    )
    except_: several(Date, at_most=200) = said(
        "Days on which a repeated event does not take place.", "[2027-04-06]", alias="except", default=()
    )
    venue: reference("organisations") | None = said(
        "The file name of the organisation where it takes place.",
        "national-science-and-media-museum",
        default=None,
    )
    place: Place | None = said(
        "Where it takes place, if that has no file here.",
        "{name: Whitby Library, district: north-yorkshire}",
        default=None,
    )
    mode: in_vocabulary("modes") = said("In person, online or mixed.", "in-person")
    audiences: several(in_vocabulary("audiences")) = said("Who it is for.", "[schools, families]", default=())
    key_stages: several(in_vocabulary("key-stages")) = said("For which ages.", "[ks2, ks3]", default=())
    subjects: several(in_vocabulary("subjects")) = said(
        "School subjects it touches.", "[biology]", default=()
    )
    activities: several(in_vocabulary("activities")) = said(
        "What ambassadors do there.", "[hands-on-workshop]", default=()
    )
    benchmarks: several(in_vocabulary("gatsby-benchmarks")) = said(
        "Gatsby benchmarks it helps with.", "[gb5]", default=()
    )
    organisers: several(reference("organisations", or_words=True)) = said(
        "Who runs it: files of organisations here, or plain words.", default=()
    )
    partners: several(reference("organisations", or_words=True)) = said("Who helps to run it.", default=())
    funders: several(reference("organisations", or_words=True)) = said("Who pays for it.", default=())
    series: text(120) = said("The series it belongs to.", "Rock Pool Days", default="")
    cost: text(120) = said("free, or what it costs, in words.", "free")
    booking: Booking | None = said("How to book.", "{link: https://example.org/book}", default=None)
    access: Access | None = said("Getting in and taking part.", "{step_free: yes}", default=None)
    status: in_vocabulary("event-statuses") = said("on, cancelled, postponed or full.", "on", default="on")
    ambassadors: several(reference("ambassadors")) = said(
        "The ambassadors who take part.", "[amina-khan]", default=()
    )
    wanted: Wanted | None = said("Ambassadors wanted.", "{number: 4}", default=None)
    write_up: reference("case-studies") | None = said(
        "The story about it, afterwards.", "a-day-at-the-rock-pools", default=None
    )

    @model_validator(mode="after")
    def check_together(self) -> Self:
        if self.ends is not None:
            if isinstance(self.starts, datetime) is not isinstance(self.ends, datetime):
                raise told("goes-with--one-time", field="ends")
            if _instant(self.ends) < _instant(self.starts):
                raise told("wrong-order--ends", field="ends", starts=in_words(self.starts))
            if as_day(self.ends) - as_day(self.starts) > timedelta(days=366):
                raise told("wrong-order--length", field="ends")
        if self.venue and self.place:
            raise told("goes-with--two-places", field="place")
        if not self.venue and not self.place and self.mode != "online":
            raise told("goes-with--no-place", field="mode")
        if self.repeats:
            first = next(occurrences(self.starts, self.ends, self.repeats), None)
            if first is None or as_day(first.starts) != as_day(self.starts):
                day = as_day(self.starts)
                raise told("repeats--another-day", field="repeats", weekday=f"{day:%A}", day=day)
        if self.except_ and not self.repeats:
            raise told("goes-with--except", field="except")
        if self.wanted and self.wanted.filled > self.wanted.number:
            raise told("wrong-order--wanted", field="wanted")
        return self


# ---------------------------------------------------------------- case study


class CaseStudy(Record):
    what: ClassVar[str] = "a case study"
    collection: ClassVar[str] = "case-studies"

    title: text(120) = said("The title of the story.", "A day at the rock pools")
    summary: text(200) = said(
        "The story in a sentence or two.", "Sixty pupils, one tide table and a very large crab."
    )
    date: Date = said("The day it was written.", "2026-10-02")
    kind: in_vocabulary("case-study-kinds") = said("story, opinion or joint venture.", "story")
    author: text(80) = said("Who wrote it.", "Amina Khan", default="")
    author_role: text(120) = said("What the author was then.", "STEM Ambassador", default="")
    ambassadors: several(reference("ambassadors")) = said(
        "The ambassadors in it.", "[amina-khan]", default=()
    )
    events: several(reference("events")) = said("The events it is about.", default=())
    organisations: several(reference("organisations", or_words=True)) = said(
        "The organisations in it.", default=()
    )
    district: in_vocabulary("districts") | None = said(
        "Where it took place.", "north-yorkshire", default=None
    )
    subjects: several(in_vocabulary("subjects")) = said(
        "School subjects it touches.", "[biology]", default=()
    )
    key_stages: several(in_vocabulary("key-stages")) = said("For which ages.", "[ks3]", default=())
    benchmarks: several(in_vocabulary("gatsby-benchmarks")) = said(
        "Gatsby benchmarks it helped with.", "[gb5]", default=()
    )
    networks: several(in_vocabulary("networks")) = said(
        "Networks it is about.", "[equality-champions]", default=()
    )
    people_reached: Number | None = said("How many people took part, as counted there.", "60", default=None)
    schools_reached: Number | None = said("How many schools took part.", "2", default=None)
    claims: several(text(80)) = said(
        "Ids of figures in register/claims.yml: a figure is printed only from there.", default=()
    )
    photo: text(80) = said("A picture file beside this file.", "rock-pools.jpg", default="")
    photo_alt: text(200) = said("What the picture shows.", "A crab on a wet glove", default="")

    @model_validator(mode="after")
    def check_together(self) -> Self:
        if self.photo and not self.photo_alt:
            raise told("goes-with--photo-alt", field="photo")
        if self.photo_alt and not self.photo:
            raise told("goes-with--photo", field="photo_alt")
        return self


# ---------------------------------------------------------------- career


class Soc(Model):
    what: ClassVar[str] = "an occupation code"

    code: text(4) = said("The code of the occupation.", "2121")
    version: choice("2010", "2020") = said(
        "Which edition of the codes: the same number means another job in another edition.", "2020"
    )

    @model_validator(mode="after")
    def check_code(self) -> Self:
        if not (
            self.code.isascii() and self.code.isdigit() and len(self.code) == 4 and "1" <= self.code[0] <= "9"
        ):
            raise fault(
                "number",
                f"'{self.code}' is not an occupation code. Write its four digits, such as 2121.",
                field="code",
            )
        return self


class EntryRouteField(Model):
    what: ClassVar[str] = "a way in"

    kind: in_vocabulary("entry-routes") = said("Which way in.", "apprenticeship")
    text_: text(600) = said(
        "How it works and what is needed.", "A higher apprenticeship, with four or five GCSEs.", alias="text"
    )
    levels: several(in_vocabulary("levels")) = said("Qualification levels.", "[4, 5]", default=())


class Career(Record):
    what: ClassVar[str] = "a career"
    collection: ClassVar[str] = "careers"

    title: text(100) = said("What the job is called.", "Marine biologist")
    summary: text(200) = said(
        "The job in a sentence or two.", "Studies what lives in the sea and how it is doing."
    )
    also_called: several(text(80)) = said("Other names for it.", "[ocean scientist]", default=())
    soc: Soc | None = said(
        "The occupation's code, with its edition.", '{code: "2112", version: "2020"}', default=None
    )
    industry: in_vocabulary("industries") = said("The industry.", "environment")
    subjects: several(in_vocabulary("subjects")) = said("School subjects that help.", "[biology]", default=())
    traits: several(in_vocabulary("traits")) = said(
        "What people who like it are like.", "[patient]", default=()
    )
    skills: several(in_vocabulary("skills")) = said("Skills it uses.", "[listening]", default=())
    what_you_do: text(800) = said(
        "What people do in this job.", "You count, measure and look after sea life."
    )
    entry_routes: several(EntryRouteField, at_least=1) = said(
        "The ways in.", "[{kind: university, text: A degree in marine biology.}]"
    )
    hours: text(300) = said(
        "The id of an evidence record, or plain words.", "Often outdoors, with early tides.", default=""
    )
    pay: several(text(80)) = said("Ids of evidence records about pay.", default=())
    demand: several(text(80)) = said("Ids of evidence records about demand.", default=())
    related: several(reference("careers")) = said("Careers that are like it.", "[ecologist]", default=())


# ---------------------------------------------------------------- organisation, page


class Organisation(Record):
    what: ClassVar[str] = "an organisation"
    collection: ClassVar[str] = "organisations"

    name: text(120) = said("Its name today.", "National Science and Media Museum")
    kind: in_vocabulary("organisation-kinds") = said("What it is.", "museum")
    district: in_vocabulary("districts") | None = said("The district it is in.", "bradford", default=None)
    size: in_vocabulary("employer-sizes") | None = said("How big it is.", "large", default=None)
    website: WebAddress | None = said("Its public website.", "https://example.org", default=None)
    active_from: YearOrDate | None = said("When it began.", "1983", default=None)
    active_to: YearOrDate | None = said("When it ended.", "2024-03-31", default=None)
    successor: reference("organisations") | None = said(
        "Who does its work now.", "west-yorkshire-combined-authority", default=None
    )
    access: Access | None = said("For a venue: getting in and taking part.", "{step_free: yes}", default=None)

    @model_validator(mode="after")
    def check_together(self) -> Self:
        if (
            self.active_from
            and self.active_to
            and self.active_to[: len(self.active_from)] < self.active_from[: len(self.active_to)]
        ):
            raise fault(
                "wrong-order",
                f"it ended before it began ({self.active_from}). Check the two dates.",
                field="active_to",
            )
        return self


class InfoPage(Record):
    what: ClassVar[str] = "a page"
    collection: ClassVar[str] = "pages"
    # Search shows its headings.
    own_page_only: ClassVar[frozenset[str]] = frozenset({"body_line"})

    title: text(120) = said("The page's heading.", "For teachers")
    summary: text(200) = said(
        "What the page tells, in a sentence.", "How to find an ambassador and ask for a visit."
    )


RECORD_TYPES: dict[str, type[Record]] = {
    kind.collection: kind for kind in (Ambassador, Event, CaseStudy, Career, Organisation, InfoPage)
}

_EMPTY: dict[str, Any] = {}


def validate_record(document: Document, context: Mapping[str, Any]) -> tuple[Record | None, list[Problem]]:
    """A Document → its record, with what the file itself gives: path, slug and body."""
    given = {
        "path": document.path,
        "slug": document.slug,
        "body": document.body,
        "body_line": document.body_line,
    }
    return validate(document, RECORD_TYPES[document.collection], context, given=given)


def references_of(record: Record) -> Iterator[tuple[str, tuple[str | int, ...], str, bool]]:
    """What a record names elsewhere: (collection, place of the name in its file, the name, whether plain words are allowed)."""
    for name, marker, many in _reference_fields(type(record)):
        value = getattr(record, name)
        written = type(record).model_fields[name].alias or name
        if many:
            for number, slug in enumerate(value):
                yield marker.collection, (written, number), slug, marker.or_words
        elif value:
            yield marker.collection, (written,), value, marker.or_words


def reference_names(kind: type[Record], collection: str) -> Iterator[str]:
    """The fields of a kind that name records of a collection, as they are written in a file."""
    for name, marker, _ in _reference_fields(kind):
        if marker.collection == collection:
            yield kind.model_fields[name].alias or name


def without_references(record: Record, gone: Mapping[str, Collection[str]]) -> Record:
    """A record as if it did not name those records: `gone` is collection → slugs."""
    changes: dict[str, Any] = {}
    for name, marker, many in _reference_fields(type(record)):
        value, out = getattr(record, name), gone.get(marker.collection, ())
        if many and not set(out).isdisjoint(value):
            changes[name] = tuple(slug for slug in value if slug not in out)
        elif not many and value in out:
            changes[name] = None
    return record.model_copy(update=changes) if changes else record


_reference_fields_by_type: dict[type[Record], tuple[tuple[str, Reference, bool], ...]] = {}


def _reference_fields(kind: type[Record]) -> tuple[tuple[str, Reference, bool], ...]:
    if kind not in _reference_fields_by_type:
        found = []
        for name, info in kind.model_fields.items():
            marker = _marker_in(info.annotation) or next(
                (each for each in info.metadata if isinstance(each, Reference)), None
            )
            if marker:
                found.append((name, marker, "tuple" in str(info.annotation)))
        _reference_fields_by_type[kind] = tuple(found)
    return _reference_fields_by_type[kind]


def _marker_in(annotation: Any) -> Reference | None:
    for each in getattr(annotation, "__metadata__", ()):
        if isinstance(each, Reference):
            return each
    for inner in getattr(annotation, "__args__", ()):
        found = _marker_in(inner)
        if found:
            return found
    return None


# ---------------------------------------------------------------- small craft of dates


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for day_of_month in range(day.day, 0, -1):
        try:
            return date(year, month + 1, day_of_month)
        except ValueError:
            continue
    raise AssertionError("a month has at least one day")


def as_day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _instant(moment: date | datetime) -> date:
    """For comparing: two times of one zone compare as the clock shows them, which is wrong in the hour that comes twice."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def in_words(moment: date | datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else moment.isoformat()
