"""The pages for finding and asking: search over everything, the reader's own list, the request to the hub."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from generator.pages.cards import Cards
from generator.pages.listings import LISTINGS
from generator.views import AskView, FindBox, Link, MyListView, Page, QuestionAnswer, SearchView

LABELS = {
    "ambassadors": "Job, subject, name or place",
    "events": "Search events",
    "case-studies": "Search stories",
    "careers": "Search careers",
    "everything": "Search everything: people, careers, stories, events, places",
}
_PEOPLE = ("filters", "people", "people-more", "people-rest")
_FILES = {
    "ambassadors": (*_PEOPLE, "places", "careers", "case-studies"),
    "events": ("events",),
    "case-studies": ("case-studies",),
    "careers": ("careers",),
    "everything": (*_PEOPLE, "places", "events", "case-studies", "careers", "pages"),
}
QUESTIONS = (
    (
        "Which school or group are you, and in which town?",
        "Such as: Year 9 form group, a secondary school in Keighley",
    ),
    ("Who is it for?", "How old they are and how many; no pupil’s name, please"),
    ("What would you like somebody to do?", "Such as a careers talk, a workshop, mock interviews"),
    ("When?", "A date, or a few that would suit you"),
    ("Where, or online?", "The room, the hall, the club, or a video call that your school sets up"),
    ("What should young people take away from it?", "One sentence is enough"),
    ("Whom would you like to meet?", "The codes that stand on their pages, or what kind of job"),
)


class Finding:
    """The search boxes of one site. `data`: name of a data file → its address."""

    def __init__(self, cards: Cards, data: Mapping[str, str]) -> None:
        self.cards, self.data = cards, data
        self.ask_url = cards.site.urls.section("ask")

    def box(self, collection: str, facet: str = "", term: str = "") -> FindBox | None:
        """The box of a list; None for a list that has no search of its own."""
        if collection not in LABELS or not self.data:
            return None
        action = self.cards.site.urls.section("search" if collection == "everything" else collection)
        return FindBox(
            action, collection, LABELS[collection], self.files(collection), facet, term, self.ask_url
        )

    def files(self, collection: str) -> tuple[tuple[str, str], ...]:
        return tuple((name, self.data[name]) for name in _FILES[collection] if name in self.data)


def plan_finding(cards: Cards, frame_page: Callable[..., Page], finding: Finding) -> Iterator[Page]:
    """/search/, /my-list/ and /ask/."""
    urls = cards.site.urls
    hub = cards.site.settings.hub
    box = finding.box("everything")
    if box:
        found = {
            "ambassadors": cards.site.ambassadors,
            "careers": cards.site.careers,
            "case-studies": cards.site.case_studies,
            "events": cards.site.events,
            "organisations": cards.site.organisations,
        }
        headings = {listing.collection: listing.heading for listing in LISTINGS}
        lists = tuple(Link(headings[name], urls.section(name)) for name, records in found.items() if records)
        if cards.site.vocabularies["areas"].terms:
            lists += (Link("Areas", urls.section("areas")),)
        yield frame_page(
            url=urls.section("search"),
            template="search.html",
            title="Search",
            description="Search people, careers, stories, events and places.",
            content=SearchView("Search everything", box, lists),
            indexed=False,
        )
    if cards.site.ambassadors:
        yield frame_page(
            url=urls.section("my-list"),
            template="my-list.html",
            title="My list",
            description="The ambassadors that you want to remember. The list stays on your device.",
            content=MyListView(
                "My list", finding.files("ambassadors"), urls.section("ambassadors"), finding.ask_url
            ),
            indexed=False,
        )
    rules = cards.site.find("pages", hub.how_to_ask)
    yield frame_page(
        url=finding.ask_url,
        template="ask.html",
        title="Ask the hub",
        description="Ask the hub for an ambassador: one request, by e-mail.",
        content=AskView(
            heading="Ask the hub",
            email=hub.email,
            hub_name=hub.name,
            mail_url=_mail_url(hub.email),
            questions=tuple(QuestionAnswer(question, hint) for question, hint in QUESTIONS),
            activities=tuple(term.label for term in cards.site.vocabularies["activities"]),
            key_stages=tuple(term.label for term in cards.site.vocabularies["key-stages"]),
            data=finding.files("ambassadors"),
            rules_url=cards.site.url(rules) if rules else urls.home(),
        ),
    )


def _mail_url(address: str) -> str:
    """A mail to the hub with the questions in it, for readers without JavaScript."""
    body = "\r\n\r\n".join(question for question, _ in QUESTIONS)
    return f"mailto:{address}?subject={quote('Request for an ambassador')}&body={quote(body)}"
