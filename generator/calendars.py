"""Events as iCalendar: one file an event, one for all that are coming up, one for each facet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Timezone
from icalendar import Event as CalendarEvent

from generator.output import OutputFile
from generator.pages.cards import Cards
from generator.pages.listings import LISTINGS, facet_heading
from generator.records import Event, as_day
from generator.site_model import Site
from generator.urls import COLLECTIONS

_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_YEARS_AHEAD = 5
"""How far a calendar carries clock changes beyond its last start."""


def plan_calendars(cards: Cards) -> Iterator[OutputFile]:
    """Each event is put into words once; a calendar is a frame around those of its events."""
    site = cards.site
    if not site.events:
        return
    urls = site.urls
    blocks = {event.slug: _block(cards, event) for event in site.events}
    time_zone = _time_zone(site)
    for event in site.events:
        yield _calendar(
            site, event.title, urls.file("events", event.slug, "event.ics"), [blocks[event.slug]], time_zone
        )
    upcoming = [blocks[event.slug] for event in site.upcoming]
    yield _calendar(site, site.settings.title, urls.file("events", "calendar.ics"), upcoming, time_zone)
    listing = next(each for each in LISTINGS if each.collection == "events")
    for facet in COLLECTIONS["events"].facets:
        for term, events in site.terms.get(("events", facet), {}).items():
            name = f"{site.settings.title}: {facet_heading(cards, listing, facet, term)}"
            yield _calendar(
                site,
                name,
                urls.file("events", facet, term, "calendar.ics"),
                [blocks[event.slug] for event in events],
                time_zone,
            )


def _block(cards: Cards, event: Event) -> bytes:
    site = cards.site
    url = site.urls.absolute(site.url(event))
    card = cards.event(event)
    entry = CalendarEvent()
    entry.add("uid", f"{event.slug}@{site.urls.origin.partition('://')[2]}")
    # The time at which it was written is not known to a build; its own date is, and never changes.
    entry.add("dtstamp", datetime.combine(as_day(event.starts), time(), UTC))
    entry.add("summary", event.title)
    entry.add("description", f"{event.summary}\n\n{url}")
    entry.add("url", url)
    entry.add("location", card.where)
    entry.add("dtstart", _clear(event.starts))
    if event.ends is not None:
        # The end of an all-day event is the first day on which it no longer takes place.
        entry.add(
            "dtend",
            _clear(event.ends) if isinstance(event.ends, datetime) else event.ends + timedelta(days=1),
        )
    if event.status in _STATUS:
        entry.add("status", _STATUS[event.status])
    if event.repeats:
        entry.add("rrule", _rule(event))
        for exception in event.except_:
            entry.add("exdate", _exception(event, exception))
    return bytes(entry.to_ical())


def _clear(moment: date | datetime) -> date | datetime:
    """The second of an hour that comes twice can only be told in UTC: a wall time means the first."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) and moment.fold else moment


def _rule(event: Event) -> dict[str, list[object]]:
    rule: dict[str, list[object]] = {}
    for part in event.repeats.split(";"):
        name, _, value = part.partition("=")
        if name == "UNTIL":
            last = date(int(value[:4]), int(value[4:6]), int(value[6:8]))
            if isinstance(event.starts, datetime):
                rule[name] = [datetime.combine(last, time(23, 59, 59), event.starts.tzinfo).astimezone(UTC)]
            else:
                rule[name] = [last]
        else:
            rule[name] = list(value.split(","))
    return rule


def _exception(event: Event, day: date) -> date | datetime:
    return datetime.combine(day, event.starts.timetz()) if isinstance(event.starts, datetime) else day


def _time_zone(site: Site) -> bytes:
    """The clock changes of the years that the events touch."""
    days = [as_day(event.starts) for event in site.events]
    first, last = min(days), max(days)
    component = Timezone.from_tzid(
        site.settings.time_zone,
        first_date=date(first.year, 1, 1),
        last_date=date(min(max(last.year, site.today.year) + _YEARS_AHEAD, 2100), 1, 1),
    )
    return bytes(component.to_ical())


def _calendar(site: Site, name: str, url: str, blocks: Sequence[bytes], time_zone: bytes) -> OutputFile:
    calendar = Calendar()
    calendar.add("prodid", "-//Ambassador directory//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", site.settings.time_zone)
    head, end = calendar.to_ical().split(b"END:VCALENDAR")
    body = b"".join((time_zone, *blocks))
    return OutputFile(site.urls.output_path(url), head + body + b"END:VCALENDAR" + end)
