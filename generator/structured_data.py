"""JSON-LD: what a page is about, for search engines, in the words of schema.org. Only what the page itself shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from generator.records import Career, CaseStudy, Event
from generator.recurrence import Occurrence
from generator.views import Link

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'\u2028\u2029"}
_EVENT_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
_MODES = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "mixed": "MixedEventAttendanceMode",
}


def json_script(data: Any) -> Markup:
    """Data → JSON that may stand inside a script element: nothing in it can end the element or begin another."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def _document(kind: str, **values: Any) -> Markup:
    given = {name: value for name, value in values.items() if value not in (None, "", [], ())}
    return json_script({"@context": "https://schema.org", "@type": kind, **given})


def breadcrumb_list(links: Iterable[Link], absolute: Any) -> Markup:
    items = [
        {"@type": "ListItem", "position": number, "name": link.label, "item": absolute(link.url)}
        for number, link in enumerate(links, 1)
    ]
    return _document("BreadcrumbList", itemListElement=items)


def profile_page(
    *, url: str, name: str, job_title: str, summary: str, image: str, languages: Iterable[str], employer: str
) -> Markup:
    person = {"@type": "Person", "name": name, "jobTitle": job_title, "description": summary}
    extra = {
        "image": image,
        "knowsLanguage": list(languages),
        "worksFor": {"@type": "Organization", "name": employer} if employer else None,
    }
    return _document(
        "ProfilePage", url=url, mainEntity=person | {key: value for key, value in extra.items() if value}
    )


def event_data(
    event: Event, occurrence: Occurrence, *, url: str, place: str, region: str, organisers: Iterable[str]
) -> Markup:
    location: dict[str, Any] | list[dict[str, Any]] = []
    if place:
        location = [
            {
                "@type": "Place",
                "name": place,
                "address": {"@type": "PostalAddress", "addressRegion": region, "addressCountry": "GB"},
            }
        ]
    if event.mode != "in-person":
        location = [*location, {"@type": "VirtualLocation", "url": url}]
    return _document(
        "Event",
        name=event.title,
        description=event.summary,
        url=url,
        startDate=occurrence.starts.isoformat(),
        endDate=occurrence.ends.isoformat() if event.ends is not None else None,
        eventStatus=f"https://schema.org/{_EVENT_STATUS.get(event.status, 'EventScheduled')}",
        eventAttendanceMode=f"https://schema.org/{_MODES[event.mode]}" if event.mode in _MODES else None,
        location=location,
        organizer=[{"@type": "Organization", "name": name} for name in organisers],
        isAccessibleForFree=True if event.cost.casefold() == "free" else None,
    )


def article(story: CaseStudy, *, url: str, image: str, publisher: str) -> Markup:
    return _document(
        "Article",
        headline=story.title,
        description=story.summary,
        url=url,
        datePublished=story.date.isoformat(),
        image=image,
        author={"@type": "Person", "name": story.author} if story.author else None,
        publisher={"@type": "Organization", "name": publisher},
    )


def occupation(career: Career, *, url: str) -> Markup:
    return _document(
        "Occupation",
        name=career.title,
        alternateName=list(career.also_called),
        description=career.summary,
        responsibilities=career.what_you_do,
        url=url,
        occupationalCategory=f"SOC {career.soc.version}: {career.soc.code}" if career.soc else None,
    )
