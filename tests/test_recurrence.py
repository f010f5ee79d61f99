"""Repeated events: what may be written, and when they then take place."""

import time
from datetime import UTC, date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.recurrence import (
    Repeats,
    in_words,
    last_occurrence,
    next_occurrences,
    occurrences,
    read_rule,
)

LONDON = ZoneInfo("Europe/London")
FIELD = TypeAdapter(Repeats)


def at(written: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON, fold=fold)


def days(starts: str, rule: str, *left_out: str, most: int = 50) -> list[str]:
    found = occurrences(date.fromisoformat(starts), None, read_rule(rule), map(date.fromisoformat, left_out))
    return [str(each.starts) for each in islice(found, most)]


@pytest.mark.parametrize(
    ("written", "rule", "words"),
    [
        ("", "", ""),
        ("daily", "FREQ=DAILY", "Every day"),
        ("Weekly", "FREQ=WEEKLY", "Every week"),
        ("fortnightly", "FREQ=WEEKLY;INTERVAL=2", "Every 2 weeks"),
        ("every 2  weeks", "FREQ=WEEKLY;INTERVAL=2", "Every 2 weeks"),
        ("every week", "FREQ=WEEKLY", "Every week"),
        ("every 3 months on the last friday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "Every 3 months on the last Friday"),
        ("yearly", "FREQ=YEARLY", "Every year"),
        ("weekly until 2027-07-20", "FREQ=WEEKLY;UNTIL=20270720", "Every week"),
        ("weekly 6 times", "FREQ=WEEKLY;COUNT=6", "Every week"),
        ("weekly on monday", "FREQ=WEEKLY;BYDAY=MO", "Every week on Monday"),
        ("weekly on mondays and thu", "FREQ=WEEKLY;BYDAY=MO,TH", "Every week on Monday and Thursday"),
        ("weekly on tue, fri 4 times", "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4", "Every week on Tuesday and Friday"),
        ("monthly on the second tuesday", "FREQ=MONTHLY;BYDAY=2TU", "Every month on the second Tuesday"),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO;", "FREQ=WEEKLY;BYDAY=MO", "Every week on Monday"),
        ("freq=weekly; interval=2", "FREQ=WEEKLY;INTERVAL=2", "Every 2 weeks"),
    ],
)  # fmt: skip
def test_words_and_rules_become_one_rule_and_are_said_in_words(written: str, rule: str, words: str) -> None:
    assert FIELD.validate_python(written) == rule
    assert in_words(rule) == words


@pytest.mark.parametrize(
    "written",
    [
        "sometimes",
        "every 0 weeks",
        "weekly on the second tuesday",
        "monthly on tuesday",
        "monthly on the fifth tuesday",
        "weekly on funday",
        "weekly until 20 July",
        "weekly until 2027-02-30",
        "every 2 fortnights",
        "FREQ=WEEKLY;BYSECOND=1",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;UNTIL=20270230",
        "INTERVAL=2",
        "FREQ=",
        "=",
        "FREQ=WEEKLY\nDTSTART:20270101",
        "weekly " * 40,
        "weekly 0 times",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=-1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=WEEKLY;UNTIL=SOON",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYSETPOS=5",
        "FREQ=YEARLY;BYDAY=53MO;BYMONTH=2",
        "FREQ=YEARLY;BYDAY=1MO,8MO;BYMONTH=12",
        "FREQ=MONTHLY;BYDAY=1MO,8MO",
        "FREQ=YEARLY;BYDAY=1MO,99MO",
        "FREQ=MONTHLY;BYDAY=-6MO",
    ],
)
def test_a_repetition_that_is_not_understood_is_refused(written: str) -> None:
    with pytest.raises(ValidationError) as caught:
        FIELD.validate_python(written)
    assert caught.value.errors()[0]["type"] in ("repeats", "too-long")


def test_until_includes_its_day_and_count_counts_the_first() -> None:
    assert days("2027-01-15", "weekly until 2027-01-29") == ["2027-01-15", "2027-01-22", "2027-01-29"]
    assert days("2027-01-15", "weekly until 2027-01-28") == ["2027-01-15", "2027-01-22"]
    assert days("2027-01-15", "weekly 2 times") == ["2027-01-15", "2027-01-22"]
    assert days("2027-01-15", "FREQ=WEEKLY;COUNT=5;UNTIL=20270122") == ["2027-01-15", "2027-01-22"]


def test_an_evening_on_the_last_day_is_still_included() -> None:
    found = occurrences(at("2027-01-15 23:30"), None, read_rule("daily until 2027-01-16"))
    assert [each.starts.day for each in found] == [15, 16]


def test_days_that_are_left_out_still_count_towards_the_number() -> None:
    assert days("2027-01-15", "weekly 3 times", "2027-01-22", "2030-01-01") == ["2027-01-15", "2027-01-29"]


def test_a_month_without_that_day_is_passed_over() -> None:
    assert days("2027-01-31", "monthly 3 times") == ["2027-01-31", "2027-03-31", "2027-05-31"]
    assert days("2028-02-29", "yearly 2 times") == ["2028-02-29", "2032-02-29"]


@pytest.mark.parametrize(
    ("first", "utc_hours"), [("2027-03-21 16:00", [16, 15]), ("2027-10-24 16:00", [15, 16])]
)
def test_a_club_meets_at_the_same_time_on_both_sides_of_a_clock_change(
    first: str, utc_hours: list[int]
) -> None:
    found = list(occurrences(at(first), at(first[:10] + " 17:30"), read_rule("weekly 2 times")))
    assert [each.starts.hour for each in found] == [16, 16]
    assert [each.starts.astimezone(UTC).hour for each in found] == utc_hours
    assert [(each.ends.hour, each.ends.minute) for each in found] == [(17, 30), (17, 30)]


def test_a_time_that_the_clocks_skip_moves_on_by_an_hour() -> None:
    found = list(occurrences(at("2027-03-21 01:30"), at("2027-03-21 03:00"), read_rule("weekly 3 times")))
    assert [f"{each.starts:%d %H:%M %z}" for each in found] == [
        "21 01:30 +0000",
        "28 02:30 +0100",
        "04 01:30 +0100",
    ]


def test_a_time_that_comes_twice_is_its_first_coming() -> None:
    second = list(occurrences(at("2027-10-24 01:30"), None, read_rule("weekly 2 times")))[1]
    assert f"{second.starts:%d %H:%M %z}" == "31 01:30 +0100"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=3",
        "FREQ=WEEKLY;UNTIL=SOON",
    ],
)
def test_a_rule_that_fits_no_day_is_refused_soon(rule: str) -> None:
    began = time.process_time()
    with pytest.raises(ValidationError) as caught:
        FIELD.validate_python(rule)
    assert caught.value.errors()[0]["type"] == "repeats"
    assert time.process_time() - began < 2


def test_a_rule_without_an_end_stops_in_the_last_year() -> None:
    assert days("2027-01-15", "yearly", most=1000)[-1] == "2100-01-15"
    assert days("2099-01-15", "FREQ=YEARLY;UNTIL=99990101", most=1000) == ["2099-01-15", "2100-01-15"]


def test_a_meeting_of_today_is_next_and_not_past() -> None:
    rule, today = read_rule("weekly"), date(2027, 1, 15)
    first = date(2027, 1, 1)
    coming = next_occurrences(first, None, rule, [], today=today, limit=2)
    assert [each.starts for each in coming] == [date(2027, 1, 15), date(2027, 1, 22)]
    past = last_occurrence(first, None, rule, [], today=today)
    assert past is not None
    assert past.starts == date(2027, 1, 8)
    assert last_occurrence(today, None, rule, [], today=today) is None


def test_several_days_and_midnight_have_the_right_last_day() -> None:
    (camp,) = occurrences(date(2027, 1, 15), date(2027, 1, 17), "")
    assert camp.last_day == date(2027, 1, 17)
    (party,) = occurrences(at("2027-01-15 21:00"), at("2027-01-16 00:00"), "")
    assert party.last_day == date(2027, 1, 15)


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "FREQ=MONTHLY;BYDAY=5MO", "FREQ=WEEKLY;BYDAY="])
def test_a_rule_without_words_of_its_own_is_said_without_a_falsehood(rule: str) -> None:
    assert in_words(rule) in ("Repeats", "Every month", "Every week")
