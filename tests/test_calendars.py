"""Calendars as a calendar program reads them, held against the pages."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar
from sample_site import BASE_URL, TODAY, event_text, files, pages, site

LONDON = ZoneInfo("Europe/London")
TIMED = "2026-10-20-code-club"
ALL_DAY = "2027-01-26-repair-day"


def calendar(path, *day, **order):
    return Calendar.from_ical(files(*day, **order)[path])


def entry(slug, *day, **order):
    (found,) = calendar(f"events/{slug}/event.ics", *day, **order).walk("VEVENT")
    return found


def uids(path):
    return [str(each["UID"]) for each in calendar(path).walk("VEVENT")]


def written(folder, **fields):
    """The one calendar entry of an event that is written with these fields."""
    (folder / "events").mkdir()
    (folder / "events/2027-03-14-talk.md").write_text(event_text(**fields), "utf-8")
    return entry("2027-03-14-talk", content=folder)


# ---------------------------------------------------------------- which there are


def test_each_event_and_each_list_of_events_has_a_calendar() -> None:
    wanted = {f"events/{event.slug}/event.ics" for event in site().events} | {"events/calendar.ics"}
    for (collection, facet), groups in site().terms.items():
        if collection == "events":
            wanted |= {f"events/{facet}/{term}/calendar.ics" for term in groups}

    assert {path for path in files() if path.endswith(".ics")} == wanted


def test_the_calendar_of_a_list_has_the_events_of_the_list() -> None:
    assert uids("events/calendar.ics") == [f"{event.slug}@example.org" for event in site().upcoming]
    assert sorted(uids("events/kind/careers-fair/calendar.ics")) == [
        "2027-03-03-enough-helpers@example.org",
        "2027-03-14-at-the-town-hall@example.org",
    ]


def test_a_past_event_keeps_its_own_calendar() -> None:
    assert uids("events/2026-11-07-open-day/event.ics") == ["2026-11-07-open-day@example.org"]


def test_a_calendar_is_named_like_its_list() -> None:
    assert (
        str(calendar("events/kind/talk/calendar.ics")["X-WR-CALNAME"]) == "Sample Ambassadors: Events: talk"
    )


# ---------------------------------------------------------------- times


def test_a_time_is_that_of_a_clock_on_the_wall_with_its_zone() -> None:
    start = entry("2027-04-01-online-only")["DTSTART"]

    assert start.params["TZID"] == "Europe/London"
    assert start.dt.astimezone(UTC) == datetime(2027, 4, 1, 11, tzinfo=UTC)
    assert "DTEND" not in entry("2027-04-01-online-only")


def test_every_calendar_with_times_knows_the_clock_changes_of_its_zone() -> None:
    for path in files():
        if path.endswith(".ics"):
            (zone,) = calendar(path).walk("VTIMEZONE")
            assert str(zone["TZID"]) == "Europe/London", path


@pytest.mark.parametrize("year", range(2026, 2032))
def test_the_zone_in_a_calendar_changes_its_clocks_when_the_real_one_does(year: int) -> None:
    (zone,) = calendar("events/calendar.ics").walk("VTIMEZONE")
    theirs = zone.to_tz(lookup_tzid=False)

    for month in range(1, 13):
        for day in (1, 15, 24, 31):
            if day == 31 and month not in (1, 3, 5, 7, 8, 10, 12):
                continue
            noon = datetime(year, month, day, 12)
            assert noon.replace(tzinfo=theirs).utcoffset() == noon.replace(tzinfo=LONDON).utcoffset(), noon


def test_a_whole_day_ends_on_the_day_after_its_last() -> None:
    three = entry("2027-02-10-three-days")

    assert (three["DTSTART"].dt, three["DTEND"].dt) == (date(2027, 2, 10), date(2027, 2, 13))
    assert three["DTSTART"].params["VALUE"] == "DATE"


def test_one_whole_day_needs_no_end() -> None:
    one = entry("2027-02-06-all-day")

    assert one["DTSTART"].dt == date(2027, 2, 6)
    assert "DTEND" not in one


def test_an_evening_ends_at_midnight() -> None:
    ends = entry("2027-03-20-until-midnight")["DTEND"].dt

    assert ends == datetime(2027, 3, 21, tzinfo=LONDON)


def test_the_hour_that_comes_twice_is_the_one_that_was_meant(tmp_path) -> None:
    """A wall time with a zone's name always means the first; the second has to be given otherwise."""
    start = written(tmp_path, starts="2027-10-31 01:30+00:00")["DTSTART"].dt

    assert start.astimezone(UTC) == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


# ---------------------------------------------------------------- repetitions


def expanded(slug):
    """The times that a calendar program makes of an entry: its rule without its exceptions."""
    found = entry(slug)
    start = found["DTSTART"].dt
    left_out = found.get("EXDATE", [])
    left_out = left_out if isinstance(left_out, list) else [left_out]
    exceptions = {each.dt for part in left_out for each in part.dts}
    if not isinstance(start, datetime):
        rule = rrulestr(
            found["RRULE"].to_ical().decode(), dtstart=datetime(start.year, start.month, start.day)
        )
        return [each.date() for each in islice(rule, 100) if each.date() not in exceptions]
    rule = rrulestr(found["RRULE"].to_ical().decode(), dtstart=start)
    return [each for each in islice(rule, 100) if each not in exceptions]


@pytest.mark.parametrize(("slug", "first_day"), [(TIMED, date(2026, 10, 20)), (ALL_DAY, date(2027, 1, 26))])
def test_a_calendar_program_finds_the_times_that_the_page_shows(slug: str, first_day: date) -> None:
    theirs = expanded(slug)
    ours = [each.starts for each in site(first_day).occurrences[slug]]

    assert theirs[: len(ours)] == ours


def test_a_rule_ends_with_its_last_day_and_skips_its_exceptions() -> None:
    days = [each.date() for each in expanded(TIMED)]

    assert days[0] == date(2026, 10, 20)
    assert days[-1] == date(2027, 5, 25)
    assert not {date(2026, 10, 27), date(2027, 2, 16)} & set(days)
    assert len(days) == 32 - 2


def test_the_end_of_a_rule_is_given_as_its_standard_wants() -> None:
    """In universal time where the event has a time, as a date where it has none."""
    assert b"UNTIL=20270525T225959Z" in files()[f"events/{TIMED}/event.ics"].replace(b"\r\n ", b"")


def test_the_end_of_a_rule_of_whole_days_is_a_date(tmp_path) -> None:
    written(tmp_path, starts="2027-03-14", repeats="weekly until 2027-03-28")

    data = files(content=tmp_path)["events/2027-03-14-talk/event.ics"]
    assert b"UNTIL=20270328\r\n" in data or b"UNTIL=20270328;" in data


def test_an_exception_of_whole_days_is_a_date() -> None:
    assert b"EXDATE;VALUE=DATE:20270223" in files()[f"events/{ALL_DAY}/event.ics"]


def test_exceptions_are_at_the_hour_of_the_event_on_both_sides_of_a_clock_change() -> None:
    exceptions = [each.dt for part in entry(TIMED)["EXDATE"] for each in part.dts]

    assert [(each.month, each.hour) for each in exceptions] == [(10, 16), (2, 16)]


# ---------------------------------------------------------------- words


def test_a_calendar_says_what_the_page_says() -> None:
    for event in site().events:
        found = entry(event.slug)
        card = pages()[f"/events/{event.slug}/"].content.card
        assert str(found["SUMMARY"]) == card.title
        assert str(found["LOCATION"]) == card.where
        assert str(found["DESCRIPTION"]) == f"{card.summary}\n\n{BASE_URL}events/{event.slug}/"
        assert str(found["URL"]) == f"{BASE_URL}events/{event.slug}/"


def test_signs_that_mean_something_in_a_calendar_are_escaped() -> None:
    data = files()["events/2027-02-10-three-days/event.ics"]

    assert b'SUMMARY:Bits\\; bobs\\, \\\\ and "quotes" in three days\r\n' in data


def test_long_lines_are_folded_between_letters(tmp_path) -> None:
    title = "ąćęłńóśźż" * 12
    found = written(tmp_path, title=title)

    data = files(content=tmp_path)["events/2027-03-14-talk/event.ics"]
    assert str(found["SUMMARY"]) == title
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    for line in data.split(b"\r\n"):
        line.decode()


@pytest.mark.parametrize(
    ("slug", "status"),
    [("2027-03-01-cancelled-talk", "CANCELLED"), ("2027-03-02-full-workshop", None), (TIMED, None)],
)
def test_a_cancelled_event_is_cancelled_in_calendars_too(slug: str, status: str | None) -> None:
    assert entry(slug).get("STATUS") == status


def test_a_calendar_is_the_same_on_the_next_day() -> None:
    """Else every subscriber would be told each night that everything has changed."""
    tomorrow = TODAY + timedelta(days=1)
    kept = {f"events/{event.slug}/event.ics" for event in site().events}

    assert all(files()[path] == files(tomorrow)[path] for path in kept)
