"""
What a template may use: the types of everything a page shows.

Plain frozen values, finished before a template sees them: every address is final
(base path included), every date is already words, every list is in its order.
`pages` makes them, `templating` hands one `Page` and the `Frame` to a template.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from generator.qr_codes import QrCode

# ---------------------------------------------------------------- small things


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere. `url` is "" where there is nothing to lead to: show plain text."""

    label: str
    url: str
    current: bool = False
    """This is the page being shown (write aria-current)."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A filter as a real page: the term, its page, and how many records are there."""

    label: str
    url: str
    count: int
    current: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter of a listing with the terms that lead to something."""

    slug: str
    label: str
    terms: tuple[CountedLink, ...]
    open: bool = False
    """Shown opened: the facet of the page being shown."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A machine's version of a page: an Atom feed or a calendar."""

    label: str
    url: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a summary list: a label and one or more values, each perhaps a link."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AvatarCells:
    """
    The hexagons of one shade of an avatar, in one path: its data and the shade from 1 (darkest) to 4 (lightest). A browser
    lays out five paths sooner than twenty, and a card is on many lists.
    """

    path: str
    shade: int


@dataclass(frozen=True, slots=True)
class Avatar:
    """The drawn picture of a person without a photograph, the same for the same slug. viewBox 0 0 96 96."""

    initials: str
    palette: int
    """1 to 6; CSS says which colours (classes avatar-1 … avatar-6)."""
    cells: tuple[AvatarCells, ...]


@dataclass(frozen=True, slots=True)
class ImageFile:
    url: str
    width: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph in several widths; `webp` and `jpeg` from narrow to wide, width and height of the widest."""

    webp: tuple[ImageFile, ...]
    jpeg: tuple[ImageFile, ...]
    width: int
    height: int
    alt: str
    print_allowed: bool = True


@dataclass(frozen=True, slots=True)
class When:
    """A time in words and for machines."""

    text: str
    """Saturday 14 March 2027, 10:30am to 3pm"""
    starts: str
    """For <time datetime>: 2027-03-14T10:30+00:00, or 2027-03-14 for all day"""
    ends: str
    day: str
    """14"""
    month: str
    """Mar"""
    year: str
    """2027"""
    weekday: str
    """Sat"""


# ---------------------------------------------------------------- cards: a record on a list


@dataclass(frozen=True, slots=True)
class PersonCard:
    slug: str
    url: str
    name: str
    job_title: str
    summary: str
    place: str
    """Bradford, or 'Bradford · online too'"""
    subjects: tuple[str, ...]
    """at most three labels"""
    headline: str
    """how they got there, short: 'Apprenticeship', 'Changed career'"""
    avatar: Avatar
    picture: Picture | None
    unpublished: str = ""
    """in a preview build: why this is not on the public site yet"""


@dataclass(frozen=True, slots=True)
class EventCard:
    slug: str
    url: str
    title: str
    summary: str
    when: When
    where: str
    kind: str
    cost: str
    repeats: str
    """'Every week', or ''"""
    status: str
    """'' when it is on; else 'Cancelled', 'Postponed', 'Full'"""
    key_stages: tuple[str, ...]
    wanted: str
    """'3 ambassadors wanted', or ''"""


@dataclass(frozen=True, slots=True)
class StoryCard:
    slug: str
    url: str
    title: str
    summary: str
    date: str
    machine_date: str
    kind: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class CareerCard:
    slug: str
    url: str
    title: str
    summary: str
    people: int
    """how many published ambassadors do it"""
    routes: tuple[str, ...]
    """ways in, as short labels: University, Apprenticeship"""


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    slug: str
    url: str
    name: str
    kind: str
    place: str
    people: int


# ---------------------------------------------------------------- the contents of pages


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of a route: a stop on the drawn line and an item of the list."""

    step: str
    """the step's label: T Level"""
    group: str
    """school, college, apprenticeship, university, work or life: the stop's colour and shape"""
    what: str
    where: str
    when: str
    """2016, or 'age 18', or ''"""
    note: str
    as_was: str
    """what a qualification was called then"""
    today: str
    """what one would do today instead"""
    level: str
    """qualification level, '' to '8'"""


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class NetworkBadge:
    label: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class ProfileView:
    """Template ambassador.html"""

    card: PersonCard
    what_i_do: str
    what_i_needed: str
    pay_and_hours: str
    employer: Link | None
    employer_size: str
    industry: Link
    district: Link
    career: Link | None
    grew_up: str
    travels: str
    """'Can come to schools in Bradford and neighbouring districts', 'Online only'"""
    offers: tuple[Fact, ...]
    """what they offer: activities, key stages, subjects, settings, languages, formats"""
    networks: tuple[NetworkBadge, ...]
    strands: tuple[str, ...]
    traits: tuple[str, ...]
    headlines: tuple[Link, ...]
    route: tuple[Stop, ...]
    story: Markup
    asides: tuple[QuestionAnswer, ...]
    """setback, stereotype, best bit, worst bit, advice, new job, each as a heading and its text; empty ones left out"""
    changing: QuestionAnswer | None
    """what is changing in my industry, with 'as of' month in the question"""
    questions: tuple[QuestionAnswer, ...]
    events: tuple[EventCard, ...]
    case_studies: tuple[StoryCard, ...]
    similar: tuple[PersonCard, ...]
    code: str
    """what a teacher gives the hub to ask for this person (the slug)"""
    updated: str
    """'Checked by the hub; to be looked at again by May 2028'"""
    qr_code: QrCode | None
    """of this page's address, for the printed sheet; None without consent to print"""
    ask_url: str
    """the page that says how to ask the hub"""
    update_url: str
    """the form with this profile in it; '' for one that is not on the lists"""
    concern_url: str
    """the safeguarding page"""


@dataclass(frozen=True, slots=True)
class Pagination:
    number: int
    total: int
    previous: Link | None
    next: Link | None
    links: tuple[Link, ...]
    """page links; a Link with url '' and label '…' is a gap"""


@dataclass(frozen=True, slots=True)
class FindBox:
    """Component find-box.html: the box to search in, and where its data are."""

    action: str
    """the list, or the search page, that the form leads to"""
    collection: str
    """what is searched: ambassadors, events, case-studies, careers, or everything"""
    label: str
    data: tuple[tuple[str, str], ...]
    """(name, address) of the data files: people, places, events, …"""
    facet: str = ""
    """on a facet page, the filter that is set"""
    term: str = ""
    ask_url: str = ""


@dataclass(frozen=True, slots=True)
class ListingView:
    """
    Templates ambassadors.html, events.html, case-studies.html, careers.html, organisations.html:
    one page of a list with its filters as links. Facet pages use the same template.
    """

    heading: str
    intro: str
    note: str
    """the term's own note on a facet page"""
    count: int
    counted: str
    """'36 ambassadors', '1 event'"""
    cards: tuple[Any, ...]
    facets: tuple[Facet, ...]
    clear: Link | None
    """on a facet page: 'All ambassadors'"""
    pagination: Pagination | None
    feeds: tuple[FeedLink, ...]
    more: tuple[Link, ...]
    """elsewhere: past events, upcoming events"""
    find: FindBox | None = None


@dataclass(frozen=True, slots=True)
class EventView:
    """Template event.html"""

    card: EventCard
    place: Link | None
    district: Link | None
    mode: str
    facts: tuple[Fact, ...]
    """audiences, key stages, subjects, activities, benchmarks, organisers, partners, funders, series"""
    occurrences: tuple[When, ...]
    """the next times of a recurring event"""
    past: bool
    booking_url: str
    booking_host: str
    booking_note: str
    """'Book by 1 March 2027. 60 places.'"""
    access: tuple[Fact, ...]
    """step-free, captions, BSL, quiet space, parking: 'Yes', 'No', 'Not stated'"""
    access_note: str
    wanted: tuple[Fact, ...]
    """ambassadors wanted: how many, expertise, activities, by when"""
    ambassadors: tuple[PersonCard, ...]
    write_up: Link | None
    body: Markup
    calendar: FeedLink
    ask_url: str
    update_url: str
    """the form with this event in it, or ''"""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure from the register with its source: printed as a figure, a sentence and its source."""

    statement: str
    source: str
    source_url: str
    scope: str
    date: str


@dataclass(frozen=True, slots=True)
class CaseStudyView:
    """Template case-study.html"""

    card: StoryCard
    author: str
    author_role: str
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    picture: Picture | None
    body: Markup
    ambassadors: tuple[PersonCard, ...]
    events: tuple[EventCard, ...]
    update_url: str
    """the form with this story in it, or ''"""


@dataclass(frozen=True, slots=True)
class EntryRoute:
    kind: str
    text: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure with where it holds, when, and who says so."""

    label: str
    """'Typical pay', 'Demand'"""
    value: str
    scope: str
    source: str
    source_url: str
    retrieved: str
    caveat: str


@dataclass(frozen=True, slots=True)
class RouteTaken:
    """A real person's route on a career page."""

    person: PersonCard
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class CareerView:
    """Template career.html"""

    card: CareerCard
    also_called: tuple[str, ...]
    what_you_do: str
    entry_routes: tuple[EntryRoute, ...]
    hours: str
    evidence: tuple[Evidence, ...]
    facts: tuple[Fact, ...]
    """industry, subjects, traits, skills, SOC code"""
    body: Markup
    people: tuple[PersonCard, ...]
    routes_taken: tuple[RouteTaken, ...]
    related: tuple[CareerCard, ...]


@dataclass(frozen=True, slots=True)
class MapDistrict:
    slug: str
    label: str
    url: str
    """'' for a district nobody is in yet (never the case for its own page: districts always have one)"""
    count: int
    path: str
    label_x: int
    label_y: int
    shade: int
    """0 (nobody) to 4 (most people): CSS class map-0 … map-4"""
    current: bool = False


@dataclass(frozen=True, slots=True)
class MapView:
    """The hexagon map: districts as links; the same numbers are in `rows` of the table beside it."""

    view_box: str
    context_path: str
    districts: tuple[MapDistrict, ...]
    """from Wigan to Whitby: in the order of the areas file"""


@dataclass(frozen=True, slots=True)
class AreaLinks:
    area: Link
    districts: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class AreasView:
    """Template areas.html: the map, and the areas with their districts and counts"""

    heading: str
    intro: str
    map: MapView
    areas: tuple[AreaLinks, ...]


@dataclass(frozen=True, slots=True)
class Coordinator:
    """The post at a council that tells the hub about events. Never a person."""

    district: str
    post: str
    """'' when the post is vacant"""
    as_of: str


@dataclass(frozen=True, slots=True)
class AreaView:
    """Template area.html, for an area and for a district"""

    heading: str
    intro: str
    map: MapView
    parent: Link | None
    """a district's area"""
    districts: tuple[CountedLink, ...]
    """an area's districts"""
    neighbours: tuple[Link, ...]
    towns: tuple[str, ...]
    facts: tuple[Fact, ...]
    """museum base, code"""
    coordinators: tuple[Coordinator, ...]
    people: tuple[PersonCard, ...]
    people_count: int
    all_people: Link | None
    grew_up_here: tuple[PersonCard, ...]
    events: tuple[EventCard, ...]
    case_studies: tuple[StoryCard, ...]
    organisations: tuple[OrganisationCard, ...]


@dataclass(frozen=True, slots=True)
class NetworksView:
    """Template networks.html"""

    heading: str
    intro: str
    networks: tuple[Fact, ...]
    """label = name with count in words; values[0] = link with note"""


@dataclass(frozen=True, slots=True)
class NetworkView:
    """Template network.html"""

    heading: str
    note: str
    about: str
    people: tuple[PersonCard, ...]
    events: tuple[EventCard, ...]
    case_studies: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """Template organisation.html"""

    card: OrganisationCard
    facts: tuple[Fact, ...]
    website: str
    website_host: str
    successor: Link | None
    access: tuple[Fact, ...]
    access_note: str
    body: Markup
    people: tuple[PersonCard, ...]
    events: tuple[EventCard, ...]
    past_events: tuple[EventCard, ...]
    case_studies: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class InfoView:
    """Template info.html: one column of prose with the headings as a table of contents"""

    heading: str
    summary: str
    body: Markup
    contents: tuple[Link, ...]
    """links to the page's own headings, () on a short page"""


@dataclass(frozen=True, slots=True)
class HomeView:
    """Template home.html"""

    heading: str
    intro: str
    people_count: int
    starts: tuple[Facet, ...]
    """ways in: a few subjects, routes ('No degree'), key stages, languages as links"""
    people: tuple[PersonCard, ...]
    events: tuple[EventCard, ...]
    case_studies: tuple[StoryCard, ...]
    careers: tuple[CareerCard, ...]
    map: MapView
    areas: tuple[AreaLinks, ...]
    audiences: tuple[Link, ...]
    """three doors: young people, teachers, volunteers: label, url, note"""
    find: FindBox | None = None


@dataclass(frozen=True, slots=True)
class SearchView:
    """Template search.html: search over everything; without JavaScript, the lists"""

    heading: str
    find: FindBox
    lists: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MyListView:
    """Template my-list.html: the people a reader has marked, kept on the device"""

    heading: str
    data: tuple[tuple[str, str], ...]
    list_url: str
    ask_url: str


@dataclass(frozen=True, slots=True)
class AskView:
    """Template ask.html: one request to the hub, as an e-mail or a text to copy"""

    heading: str
    email: str
    hub_name: str
    mail_url: str
    """a ready mailto: address with the questions, for readers without JavaScript"""
    questions: tuple[QuestionAnswer, ...]
    """what to say: the question, and a hint"""
    activities: tuple[str, ...]
    key_stages: tuple[str, ...]
    data: tuple[tuple[str, str], ...]
    rules_url: str
    """the page that says how a visit is done safely"""


@dataclass(frozen=True, slots=True)
class WriteView:
    """Template write.html: a form that makes the file of a record; without JavaScript, the file explained"""

    heading: str
    intro: str
    kind: str
    """ambassador, event or case-study"""
    collection: str
    schema_url: str
    form_url: str
    """what all forms share: messages, terms, the order of the questions"""
    screen_url: str
    """what no text may have"""
    issue_form: str
    """the repository's own form for people without JavaScript: its file in .github/ISSUE_TEMPLATE"""
    records_url: str
    """the list of the records of this kind: a profile's values lie under it"""
    repository: str
    """owner/name, or ''"""
    branch: str
    email: str
    hub_name: str
    example: str
    """a file of this kind in which every field is explained"""
    consent: Markup
    """the words to agree to, for a profile"""
    consent_version: str
    privacy_url: str
    others: tuple[Link, ...]
    """the other forms"""


@dataclass(frozen=True, slots=True)
class RedirectView:
    """Template redirect.html: an earlier address"""

    target: Link


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """Template 404.html"""

    heading: str
    links: tuple[Link, ...]


# ---------------------------------------------------------------- the page and its frame


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page, finished: everything its template needs besides the Frame."""

    url: str
    output_path: str
    template: str
    title: str
    """without the site's name; '' on the home page"""
    description: str
    canonical: str
    """absolute address"""
    content: Any
    """one of the views above"""
    section: str = ""
    """ambassadors, events, careers, case-studies, areas: which navigation link is current"""
    breadcrumbs: tuple[Link, ...] = ()
    indexed: bool = True
    """False: robots noindex, and not in the sitemap"""
    feeds: tuple[FeedLink, ...] = ()
    structured_data: tuple[str, ...] = ()
    """JSON-LD documents, already safe inside a script element"""
    og_type: str = "website"
    og_image: str = ""
    """absolute address"""
    source_path: str = ""
    """the content file this page comes from"""
    bare: bool = False
    """without navigation: redirect pages"""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of one build share."""

    title: str
    tagline: str
    language: str
    demonstration: bool
    preview: bool
    home_url: str
    stylesheet_url: str
    script_url: str
    """'' when there is no script"""
    favicon_url: str
    touch_icon_url: str
    manifest_url: str
    font_urls: tuple[str, ...]
    """fonts to preload"""
    navigation: tuple[tuple[str, Link], ...]
    """(section, link)"""
    search_url: str
    """the page that searches everything"""
    my_list_url: str
    """'' while there is nobody whom a list could hold"""
    footer: tuple[Fact, ...]
    """groups of links: label and links"""
    hub_name: str
    ask_url: str
    concern_url: str
    built_on: str
    """'15 January 2027': lists of events are right on this day"""
    machine_built_on: str
    security_policy: str
    credits: tuple[str, ...] = field(default=())
    """licence lines that must be shown"""
